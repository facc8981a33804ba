import { KeyError, ValueError } from '../../tensor/errors.js';
import { Axes } from '../axes/axes.js';
import {
  textStyle,
  type AxesBase,
  type Canvas,
  type Caption,
  type Position,
  type TextOptions,
} from '../axes/axes_base.js';
import { Axes3D } from '../axes3d/axes3d.js';
import type { Mappable } from '../artists/scatter.js';
import { isOptions, readOptions } from '../options.js';
import { save, type SaveOptions } from '../output/save.js';
import { Svg } from '../render/svg.js';
import { paint, toRgba, type Color } from '../style/color.js';
import { points, rcParams } from '../style/rc.js';
import { drawText, measure } from '../text/text.js';
import { Colorbar } from './colorbar.js';
import { positionOf, tightSpacing, type Spacing } from './grid.js';

/** Options of a figure. */
export interface FigureOptions {
  /** Width and height in inches. */
  figsize?: readonly number[];
  /** Pixels in an inch of a PNG. */
  dpi?: number;
  facecolor?: Color;
  tight_layout?: boolean;
  layout?: 'tight' | 'constrained' | 'none';
  /** Its number, or its name. */
  num?: number | string;
}

/** Options of subplots. */
export interface SubplotsOptions extends FigureOptions {
  nrows?: number;
  ncols?: number;
  sharex?: boolean | 'all' | 'col' | 'row' | 'none';
  sharey?: boolean | 'all' | 'col' | 'row' | 'none';
  width_ratios?: readonly number[];
  height_ratios?: readonly number[];
  /** Whether a single one comes without lists around it. Default true. */
  squeeze?: boolean;
  /** Options of each of the axes: `{ projection: '3d' }`. */
  subplot_kw?: SubplotOptions;
}

/** Options of one of the axes. */
export interface SubplotOptions {
  projection?: '3d' | 'rectilinear' | null;
  sharex?: Axes;
  sharey?: Axes;
  title?: string;
  xlabel?: string;
  ylabel?: string;
}

/** The axes of subplots: one, a row, or rows. */
export type SubplotsGrid = Axes | Axes[] | Axes[][];

/** @internal The options that {@link readOptions} accepts. */
export const FIGURE_OPTIONS = ['figsize', 'dpi', 'facecolor', 'tight_layout', 'layout', 'num'] as const;

/** A picture with axes in it. matplotlib: `matplotlib.figure.Figure`. */
export class Figure {
  /** All axes, in the order in which they were made. */
  readonly axes: AxesBase[] = [];
  /** Pixels in an inch of a PNG. */
  dpi: number;
  private size: readonly number[];
  private facecolor: Color;
  private tight: boolean;
  private title: Caption | null = null;
  private readonly texts: { x: number; y: number; caption: Caption }[] = [];
  private readonly spacing: Spacing = {
    left: rcParams['figure.subplot.left'],
    right: rcParams['figure.subplot.right'],
    bottom: rcParams['figure.subplot.bottom'],
    top: rcParams['figure.subplot.top'],
    wspace: rcParams['figure.subplot.wspace'],
    hspace: rcParams['figure.subplot.hspace'],
  };

  /**
   * @param options `figsize` (inches), `dpi`, `facecolor`, `layout: 'tight'`
   * @throws ValueError for a size that is not positive
   */
  constructor(options: FigureOptions = {}) {
    const given = readOptions<FigureOptions>('Figure', { ...options }, FIGURE_OPTIONS);
    this.size = checkedSize(given.figsize ?? rcParams['figure.figsize']);
    this.dpi = given.dpi ?? rcParams['figure.dpi'];
    this.facecolor = given.facecolor ?? rcParams['figure.facecolor'];
    toRgba(this.facecolor);
    this.tight = given.tight_layout ?? (given.layout !== undefined && given.layout !== 'none');
  }

  /** @internal The page in points. */
  get canvas(): Canvas {
    return { width: this.size[0] * 72, height: this.size[1] * 72 };
  }

  /** Width and height in inches. matplotlib: `Figure.get_size_inches`. */
  get_size_inches(): [width: number, height: number] {
    return [this.size[0], this.size[1]];
  }

  /** Sets width and height in inches; throws ValueError unless they are positive. matplotlib: `Figure.set_size_inches`. */
  set_size_inches(width: number | readonly number[], height?: number): void {
    this.size = checkedSize(typeof width === 'number' ? [width, height ?? NaN] : width);
  }

  /** Sets the background. matplotlib: `Figure.set_facecolor`. */
  set_facecolor(color: Color): void {
    toRgba(color);
    this.facecolor = color;
  }

  /**
   * Axes in a grid of subplots: `add_subplot()`, `add_subplot(2, 2, 1)`, `add_subplot(221)`; `{ projection: '3d' }` makes three-dimensional ones.
   *
   * @throws ValueError for a place outside of the grid or an unknown projection
   * @see matplotlib: `Figure.add_subplot`
   */
  add_subplot(options: SubplotOptions & { projection: '3d' }): Axes3D;
  add_subplot(place: number, options: SubplotOptions & { projection: '3d' }): Axes3D;
  add_subplot(
    rows: number,
    cols: number,
    index: number | readonly number[],
    options: SubplotOptions & { projection: '3d' },
  ): Axes3D;
  add_subplot(...args: (number | readonly number[] | SubplotOptions)[]): Axes;
  add_subplot(...args: unknown[]): Axes | Axes3D {
    const last = args.at(-1);
    const options = readOptions<SubplotOptions>('Axes', isOptions(last) ? last : {}, [
      'projection',
      'sharex',
      'sharey',
      'title',
      'xlabel',
      'ylabel',
    ]);
    const [rows, cols, index] = readPlace(
      (isOptions(last) ? args.slice(0, -1) : args) as (number | readonly number[])[],
    );
    const [from, to] = typeof index === 'number' ? [index, index] : [index[0], index[1]];
    if (!(from >= 1 && to <= rows * cols && from <= to))
      throw new ValueError(
        `num must be an integer with 1 <= num <= ${rows * cols}, not ${typeof index === 'number' ? index : `(${index.join(', ')})`}`,
      );
    const [r0, r1] = [Math.floor((from - 1) / cols), Math.floor((to - 1) / cols)];
    const [c0, c1] = [(from - 1) % cols, (to - 1) % cols];
    const cell = { rows, cols, row: [r0, r1 + 1], col: [Math.min(c0, c1), Math.max(c0, c1) + 1] } as const;
    const ax = this.make(positionOf(cell, this.spacing), options);
    ax.cell = cell;
    return ax;
  }

  /** Axes at a place, in shares of the figure: `[left, bottom, width, height]`. matplotlib: `Figure.add_axes`. */
  add_axes(rect: Position, options: SubplotOptions = {}): Axes | Axes3D {
    return this.make(rect, options);
  }

  private make(position: Position, options: Partial<SubplotOptions>): Axes | Axes3D {
    const { projection = 'rectilinear', sharex, sharey, title, xlabel, ylabel } = options;
    if (projection !== '3d' && projection !== 'rectilinear')
      throw new ValueError(`Unknown projection '${String(projection)}'; there are 'rectilinear', '3d'`);
    const ax = projection === '3d' ? new Axes3D(position) : new Axes(position);
    if (ax instanceof Axes) {
      if (sharex !== undefined) ax.xaxis.share(sharex.xaxis);
      if (sharey !== undefined) ax.yaxis.share(sharey.yaxis);
      ax.onTwin = (twin) => this.axes.push(twin);
    }
    if (title !== undefined) ax.set_title(title);
    if (xlabel !== undefined) ax.set_xlabel(xlabel);
    if (ylabel !== undefined) ax.set_ylabel(ylabel);
    this.axes.push(ax);
    return ax;
  }

  /**
   * A grid of axes.
   *
   * @returns one of the axes for a single cell, a list for a single row or column, and lists of lists otherwise
   * @throws ValueError for numbers that are not positive
   * @see matplotlib: `Figure.subplots`
   */
  subplots(nrows = 1, ncols = 1, options: SubplotsOptions = {}): SubplotsGrid {
    for (const [name, count] of Object.entries({ rows: nrows, columns: ncols }))
      if (!Number.isInteger(count) || count < 1)
        throw new ValueError(`Number of ${name} must be a positive integer, not ${count}`);
    const { sharex = false, sharey = false, squeeze = true, width_ratios, height_ratios, subplot_kw = {} } = options;
    const grid = Array.from({ length: nrows }, (_, r) =>
      Array.from({ length: ncols }, (_, c) => {
        const cell = {
          rows: nrows,
          cols: ncols,
          row: [r, r + 1],
          col: [c, c + 1],
          widths: width_ratios,
          heights: height_ratios,
        } as const;
        const ax = this.make(positionOf(cell, this.spacing), subplot_kw);
        ax.cell = cell;
        return ax as Axes;
      }),
    );
    share(grid, 'xaxis', sharex);
    share(grid, 'yaxis', sharey);
    if (!squeeze) return grid;
    if (nrows === 1 && ncols === 1) return grid[0][0];
    return nrows === 1 ? grid[0] : ncols === 1 ? grid.map(([ax]) => ax) : grid;
  }

  /** A title above all axes. matplotlib: `Figure.suptitle`. */
  suptitle(text: string, options: TextOptions = {}): void {
    this.title = {
      text: String(text),
      style: textStyle(options, { size: points(rcParams['figure.titlesize']), ha: 'center', va: 'top' }),
    };
  }

  /** A text at a place in shares of the figure. matplotlib: `Figure.text`. */
  text(x: number, y: number, s: string, options: TextOptions = {}): void {
    this.texts.push({ x, y, caption: { text: String(s), style: textStyle(options, { size: points('medium') }) } });
  }

  /**
   * A bar that says what the colours of a picture, of points or of contours stand for; it takes its place from `ax`.
   *
   * @throws ValueError for what has no colour map
   * @see matplotlib: `Figure.colorbar`
   */
  colorbar(
    mappable: { readonly mappable: Mappable | null },
    options: { ax?: AxesBase; label?: string; ticks?: readonly number[] } = {},
  ): Colorbar {
    if (mappable.mappable === null)
      throw new ValueError('colorbar: the artist has no colour map, give it numbers for colours');
    const owner =
      options.ax ?? this.axes.find((ax) => (ax.artists as unknown[]).includes(mappable)) ?? this.axes.at(-1);
    if (owner === undefined) throw new ValueError('colorbar: there are no axes to take its place from');
    const bar = new Colorbar(mappable.mappable, owner, options);
    this.axes.push(bar.ax);
    return bar;
  }

  /** The axes that were made last; made now where there are none. matplotlib: `Figure.gca`. */
  gca(): AxesBase {
    return this.current ?? this.add_subplot();
  }

  /** @internal The axes that functions of pyplot draw on. */
  current: AxesBase | null = null;

  /** Takes axes out. matplotlib: `Figure.delaxes`. */
  delaxes(ax: AxesBase): void {
    const at = this.axes.indexOf(ax);
    if (at < 0) throw new KeyError('the axes are not in this figure');
    this.axes.splice(at, 1);
    if (this.current === ax) this.current = null;
  }

  /** Sets the space around and between subplots. matplotlib: `Figure.subplots_adjust`. */
  subplots_adjust(spacing: Partial<Spacing>): void {
    Object.assign(
      this.spacing,
      readOptions<Spacing>('SubplotParams', { ...spacing }, ['left', 'right', 'bottom', 'top', 'wspace', 'hspace']),
    );
    if (this.spacing.left >= this.spacing.right) throw new ValueError('left cannot be >= right');
    if (this.spacing.bottom >= this.spacing.top) throw new ValueError('bottom cannot be >= top');
    for (const ax of this.axes) if (ax.cell !== null) ax.position = positionOf(ax.cell, this.spacing);
  }

  /** Moves subplots so that ticks, names and titles do not overlap. matplotlib: `Figure.tight_layout`. */
  tight_layout({ pad = 1.08 }: { pad?: number } = {}): void {
    const above =
      this.title === null ? 0 : measure(this.title.text, this.title.style).height + 0.02 * this.canvas.height;
    // a second time, because the ticks depend on the room that the first one made
    for (let pass = 0; pass < 2; pass++) {
      const placed = this.axes.flatMap((ax) =>
        ax.cell === null ? [] : [{ cell: ax.cell, decorations: ax.decorations(this.canvas) }],
      );
      if (placed.length > 0)
        this.subplots_adjust(tightSpacing(placed, this.canvas, pad * rcParams['font.size'], above));
    }
  }

  /** Takes everything out. matplotlib: `Figure.clear`. */
  clear(): void {
    this.axes.length = 0;
    this.current = null;
    this.title = null;
    this.texts.length = 0;
  }

  /** @internal The picture; with `dpi` straight lines fall on whole pixels. */
  render(dpi: number | null = null, background: Color = this.facecolor): Svg {
    if (this.tight) this.tight_layout();
    const { width, height } = this.canvas;
    const svg = new Svg(width, height, dpi === null ? null : dpi / 72);
    svg.add('rect', { class: 'figure', width, height, ...paint('fill', toRgba(background)) });
    for (const ax of this.axes) ax.draw(svg, this.canvas);
    if (this.title !== null) drawText(svg, this.title.text, width / 2, 0.02 * height, this.title.style, 'suptitle');
    for (const { x, y, caption } of this.texts) drawText(svg, caption.text, x * width, (1 - y) * height, caption.style);
    return svg;
  }

  /**
   * Writes the picture into a file, its folder being made: SVG, PNG or HTML, as its ending says.
   *
   * @param options `format` where the name does not say it, `dpi` (PNG), `transparent`, `facecolor`
   * @throws ValueError for another format, Error where the place cannot be written to or the PNG renderer is not installed
   * @see matplotlib: `Figure.savefig`
   */
  savefig(fname: string, options: SaveOptions = {}): void {
    save(this, fname, options);
  }

  /** @internal What a Jupyter cell shows (Deno's kernel). */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return { 'image/svg+xml': this.render().toString() };
  }

  /** matplotlib's text for a figure. */
  toString(): string {
    const [w, h] = this.size.map((inches) => String(Number((inches * this.dpi).toPrecision(6))));
    return `Figure(${w}x${h})`;
  }
}

function checkedSize(size: readonly number[]): readonly number[] {
  const fits = size.length === 2 && size.every((inches) => Number.isFinite(inches) && inches > 0);
  if (!fits) throw new ValueError(`figure size must be positive finite not (${[...size].join(', ')})`);
  return [...size];
}

/** `(2, 2, 1)`, `221`, or nothing. */
function readPlace(
  args: readonly (number | readonly number[])[],
): [rows: number, cols: number, index: number | readonly number[]] {
  if (args.length === 0) return [1, 1, 1];
  if (args.length === 3) return [args[0] as number, args[1] as number, args[2]];
  const [place] = args;
  if (args.length === 1 && typeof place === 'number' && place >= 111 && place <= 999) {
    const [rows, cols, index] = [...String(place)].map(Number);
    return [rows, cols, index];
  }
  throw new ValueError(
    `add_subplot: takes one number of three digits or three numbers, got ${args.map(String).join(', ')}`,
  );
}

/** Lets axes of a grid share an axis, and hides the tick labels of the inner ones. */
function share(
  grid: readonly (readonly Axes[])[],
  axis: 'xaxis' | 'yaxis',
  how: NonNullable<SubplotsOptions['sharex']>,
): void {
  if (how === false || how === 'none') return;
  grid.forEach((row, r) =>
    row.forEach((ax, c) => {
      const lead = how === 'col' ? grid[0][c] : how === 'row' ? row[0] : grid[0][0];
      if (ax !== lead) ax[axis].share(lead[axis]);
      const outer = axis === 'xaxis' ? r === grid.length - 1 : c === 0;
      const hidden = how === true || how === 'all' || how === (axis === 'xaxis' ? 'col' : 'row');
      if (!outer && hidden) ax[axis].style.labels = false;
    }),
  );
}
