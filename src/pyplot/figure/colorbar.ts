import type { Box } from '../artists/artist.js';
import type { Mappable } from '../artists/scatter.js';
import { AxesImage } from '../artists/image.js';
import { Axes } from '../axes/axes.js';
import type { Canvas, Position } from '../axes/axes_base.js';
import type { Rgba } from '../style/color.js';

const [FRACTION, PAD, ASPECT, COLORS] = [0.15, 0.05, 20, 256];

/** A colour bar: narrow axes beside others, which say what colours stand for. matplotlib: `matplotlib.colorbar.Colorbar`. */
export class Colorbar {
  /** The axes that show it. */
  readonly ax: Axes;

  /** @internal Takes its place from `owner`. */
  constructor(
    mappable: Mappable,
    owner: { position: Position; cell: unknown },
    options: { label?: string; ticks?: readonly number[] },
  ) {
    const [left, bottom, width, height] = owner.position;
    owner.position = [left, bottom, width * (1 - FRACTION - PAD), height];
    owner.cell = null;
    this.ax = new BarAxes([left + width * (1 - FRACTION), bottom, width * FRACTION, height]);
    const { cmap, range, levels, log = false } = mappable;
    const [low, high] = range[0] === range[1] ? [range[0] - 0.05, range[1] + 0.05] : range;
    const rows =
      levels === undefined || levels.length < 2
        ? Array.from({ length: COLORS }, (_, i) => cmap((i + 0.5) / COLORS))
        : bands(levels, cmap, range);
    const column = rows.map((color): Rgba[] => [color]).reverse();
    if (log) this.ax.set_yscale('log');
    this.ax.add(new AxesImage(column, [0, 1, low, high], null, false));
    this.ax.set_xlim(0, 1);
    this.ax.set_ylim(low, high);
    this.ax.sides.y = 'right';
    this.ax.tick_params('x', { bottom: false, labelbottom: false });
    const ticks = options.ticks ?? (levels === undefined ? null : someOf(levels));
    if (ticks !== null) this.ax.set_yticks(ticks);
    this.set_label(options.label ?? '');
  }

  /** Names it. matplotlib: `Colorbar.set_label`. */
  set_label(label: string): void {
    this.ax.set_ylabel(label);
  }
}

/** At most ten levels, evenly many apart; among those of one distance the ones that hold the smallest. */
function someOf(levels: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil(levels.length / 10));
  const choices = Array.from({ length: step }, (_, first) => levels.filter((_level, i) => i % step === first));
  const smallest = (list: readonly number[]): number => Math.min(...list.map(Math.abs));
  return choices.reduce((best, list) => (smallest(list) < smallest(best) ? list : best));
}

/** The colours between levels, each as high as its band. */
function bands(
  levels: readonly number[],
  cmap: (share: number) => Rgba,
  [low, high]: readonly [number, number],
): Rgba[] {
  return Array.from({ length: COLORS }, (_, i) => {
    const value = low + ((i + 0.5) / COLORS) * (high - low);
    const band = Math.max(levels.filter((level) => level <= value).length - 1, 0);
    const middle = (levels[band] + (levels[band + 1] ?? levels[band])) / 2;
    return cmap((middle - low) / (high - low));
  });
}

/** Axes that are as high as their place and a twentieth as wide. */
class BarAxes extends Axes {
  override box(canvas: Canvas): Box {
    const slot = this.slot(canvas);
    return { ...slot, width: Math.min(slot.width, slot.height / ASPECT) };
  }
}
