import { ValueError } from '../../tensor/errors.js';
import type { Artist, Box } from '../artists/artist.js';
import { isOptions, readOptions } from '../options.js';
import type { Svg } from '../render/svg.js';
import { toRgba, type Color } from '../style/color.js';
import { points, rcParams, type FontSize } from '../style/rc.js';
import type { TextStyle } from '../text/text.js';
import { LEGEND_OPTIONS, locationOf, type LegendOptions } from './legend.js';

/** Options of a text. */
export interface TextOptions {
  fontsize?: FontSize;
  size?: FontSize;
  color?: Color;
  c?: Color;
  alpha?: number | null;
  fontweight?: string | number;
  weight?: string | number;
  fontstyle?: 'normal' | 'italic' | 'oblique';
  style?: 'normal' | 'italic' | 'oblique';
  fontfamily?: string;
  family?: string;
  rotation?: number | 'horizontal' | 'vertical';
  horizontalalignment?: 'left' | 'center' | 'right';
  ha?: 'left' | 'center' | 'right';
  verticalalignment?: TextStyle['va'];
  va?: TextStyle['va'];
}

const TEXT_OPTIONS = [
  'fontsize',
  'color',
  'alpha',
  'fontweight',
  'fontstyle',
  'fontfamily',
  'rotation',
  'horizontalalignment',
  'verticalalignment',
] as const;

/** @internal How a text with these options is set. */
export function textStyle(given: object, defaults: TextStyle): TextStyle {
  const options = readOptions<TextOptions>('Text', given as Record<string, unknown>, TEXT_OPTIONS);
  const { rotation } = options;
  if (options.color !== undefined) toRgba(options.color);
  return {
    size: options.fontsize === undefined ? defaults.size : points(options.fontsize),
    color: options.color ?? defaults.color,
    alpha: options.alpha ?? defaults.alpha,
    weight: options.fontweight ?? defaults.weight,
    italic: options.fontstyle === undefined ? defaults.italic : options.fontstyle !== 'normal',
    family: options.fontfamily ?? defaults.family,
    rotation: rotation === 'vertical' ? 90 : rotation === 'horizontal' ? 0 : (rotation ?? defaults.rotation),
    ha: options.horizontalalignment ?? defaults.ha,
    va: options.verticalalignment ?? defaults.va,
  };
}

/** A text that belongs to axes, with how it is set. */
export interface Caption {
  text: string;
  style: TextStyle;
}

/** A place in a figure, in shares of it, y upwards. */
export type Position = readonly [left: number, bottom: number, width: number, height: number];

/** @internal How much of the page decorations take up around a box, in points. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @internal What a figure is to its axes. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** What two- and three-dimensional axes have in common: a place, a title, artists and a legend. */
export abstract class AxesBase {
  /** @internal */
  position: Position;
  /** @internal Where in a grid of subplots they stand, for `tight_layout`. */
  cell: GridCell | null = null;
  /** @internal */
  readonly artists: Artist[] = [];
  /** @internal */
  readonly titles: Record<'left' | 'center' | 'right', Caption>;
  /** @internal */
  legendOptions: LegendOptions | null = null;
  /** @internal */
  facecolor: Color = rcParams['axes.facecolor'];
  /** @internal */
  frame = true;
  private cycled = { line: 0, patch: 0 };

  /** @internal */
  constructor(position: Position) {
    this.position = position;
    const style: TextStyle = {
      size: points(rcParams['axes.titlesize']),
      weight: rcParams['axes.titleweight'],
      va: 'baseline',
    };
    this.titles = {
      left: { text: '', style: { ...style, ha: 'left' } },
      center: { text: '', style: { ...style, ha: 'center' } },
      right: { text: '', style: { ...style, ha: 'right' } },
    };
  }

  /** @internal */
  abstract draw(svg: Svg, canvas: Canvas): void;

  /** @internal What stands around the box on this canvas. */
  abstract decorations(canvas: Canvas): Margins;

  /** @internal Adds an artist to what is drawn. */
  add<A extends Artist>(artist: A): A {
    this.artists.push(artist);
    return artist;
  }

  /** @internal The next colour of the cycle; lines and areas have one each. */
  nextColor(kind: 'line' | 'patch'): Color {
    const cycle = rcParams['axes.prop_cycle'];
    return cycle[this.cycled[kind]++ % cycle.length];
  }

  /** @internal Where the axes lie on a canvas, in points, y downwards. */
  slot({ width, height }: Canvas): Box {
    const [left, bottom, w, h] = this.position;
    return { left: left * width, top: (1 - bottom - h) * height, width: w * width, height: h * height };
  }

  /**
   * Sets the title.
   *
   * @param options `loc` (`'left'`, `'center'`, `'right'`), `fontsize`, `color`, `fontweight` and so on
   * @see matplotlib: `Axes.set_title`
   */
  set_title(label: string, options: TextOptions & { loc?: 'left' | 'center' | 'right'; pad?: number } = {}): void {
    const { loc = 'center', pad: _pad, ...style } = options;
    if (!Object.hasOwn(this.titles, loc))
      throw new ValueError(`'${loc}' is not a valid value for loc; supported values are 'left', 'center', 'right'`);
    this.titles[loc] = { text: String(label), style: textStyle(style, this.titles[loc].style) };
  }

  /** The title. matplotlib: `Axes.get_title`. */
  get_title(): string {
    return this.titles.center.text;
  }

  /**
   * Shows what the labels of lines, points and bars mean.
   *
   * @param args the labels, or the artists and their labels; options last: `loc`, `fontsize`, `title`, `ncols`, `frameon`
   * @throws ValueError for an unknown `loc`
   * @see matplotlib: `Axes.legend`
   */
  legend(...args: (readonly string[] | readonly Artist[] | LegendOptions)[]): void {
    const last = args.at(-1);
    const given = isOptions(last) ? last : {};
    const lists = isOptions(last) ? args.slice(0, -1) : args;
    const options: LegendOptions = readOptions<LegendOptions>('Legend', given, LEGEND_OPTIONS);
    locationOf(options.loc ?? rcParams['legend.loc']);
    const labels = (lists.at(-1) ?? options.labels) as readonly string[] | undefined;
    const handles = (lists.length === 2 ? lists[0] : options.handles) as readonly Artist[] | undefined;
    if (labels !== undefined) {
      const named = handles ?? this.artists.filter((artist) => !artist.label.startsWith('_'));
      labels.forEach((label, i) => named[i]?.set_label(label));
    }
    this.legendOptions = { ...options, handles };
  }

  /** Sets the place in the figure, in shares of it: `[left, bottom, width, height]`. matplotlib: `Axes.set_position`. */
  set_position(position: Position): void {
    this.position = position;
    this.cell = null;
  }

  /** Sets the background. matplotlib: `Axes.set_facecolor`. */
  set_facecolor(color: Color): void {
    toRgba(color);
    this.facecolor = color;
  }

  /** Takes everything out. matplotlib: `Axes.clear`. */
  clear(): void {
    this.artists.length = 0;
    this.legendOptions = null;
    this.cycled = { line: 0, patch: 0 };
    for (const caption of Object.values(this.titles)) caption.text = '';
  }

  /** The same as {@link clear}. matplotlib: `Axes.cla`. */
  cla(): void {
    this.clear();
  }
}

/** @internal A cell of a grid of subplots, or several that belong together. */
export interface GridCell {
  readonly rows: number;
  readonly cols: number;
  readonly row: Interval2;
  readonly col: Interval2;
  readonly widths?: readonly number[];
  readonly heights?: readonly number[];
}

/** From the first to behind the last. */
type Interval2 = readonly [from: number, to: number];
