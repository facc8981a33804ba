import { ValueError } from '../tensor/errors.js';
import type { Line2D } from './artists/line.js';
import type { Mappable } from './artists/scatter.js';
import type { Axes } from './axes/axes.js';
import type { AxesBase, TextOptions } from './axes/axes_base.js';
import type { Axes3D } from './axes3d/axes3d.js';
import type { Data } from './data.js';
import type { Figure } from './figure/figure.js';
import { FIGURE_OPTIONS, type FigureOptions, type SubplotOptions, type SubplotsOptions } from './figure/figure.js';
import type { Colorbar } from './figure/colorbar.js';
import type { Spacing } from './figure/grid.js';
import { isOptions, readOptions } from './options.js';
import type { SaveOptions } from './output/save.js';
import { show as showFigures } from './output/show.js';
import { closeFigure, currentAxes, currentFigure, openFigure, openFigures } from './state.js';

// The functions that draw on the current axes are in axes_functions.ts; here are those of figures.

/**
 * A new figure, which becomes the current one; with a number or name that is open already, that one.
 *
 * @param num a number or a name
 * @param options `figsize` (inches), `dpi`, `facecolor`, `layout: 'tight'`
 * @example
 * import plt from 'microtorch/pyplot';
 * const fig = plt.figure({ figsize: [10, 7] });
 * console.log(String(fig)); // Figure(1000x700)
 * plt.close(fig);
 * @see matplotlib: `matplotlib.pyplot.figure`
 */
export function figure(num?: number | string | null | FigureOptions, options: FigureOptions = {}): Figure {
  const given = isOptions(num) ? num : options;
  const name = typeof num === 'number' || typeof num === 'string' ? num : ((given as FigureOptions).num ?? null);
  return openFigure(name, given);
}

/**
 * A new figure with axes in it.
 *
 * @param nrows how many rows of axes, 1 by default
 * @param ncols how many columns, 1 by default
 * @param options `figsize`, `sharex`, `sharey`, `width_ratios`, `height_ratios`, `squeeze`, `subplot_kw: { projection: '3d' }`
 * @returns the figure, and the axes: one, a list, or lists of lists
 * @throws ValueError for numbers that are not positive
 * @example
 * import plt from 'microtorch/pyplot';
 * const [fig, ax] = plt.subplots();
 * ax.plot([1, 2, 3]);
 * const [fig2, [left, right]] = plt.subplots(1, 2);
 * right.set_title('second');
 * plt.close('all');
 * @see matplotlib: `matplotlib.pyplot.subplots`
 */
export function subplots(options: SubplotsOptions & { subplot_kw: { projection: '3d' } }): [Figure, Axes3D];
export function subplots(): [Figure, Axes];
export function subplots(options: Omit<SubplotsOptions, 'nrows' | 'ncols'>): [Figure, Axes];
export function subplots(nrows: 1, ncols: 1, options?: SubplotsOptions): [Figure, Axes];
export function subplots(nrows: 1, ncols: number, options?: SubplotsOptions): [Figure, Axes[]];
export function subplots(nrows: number, ncols?: 1 | SubplotsOptions, options?: SubplotsOptions): [Figure, Axes[]];
export function subplots(nrows: number, ncols: number, options?: SubplotsOptions): [Figure, Axes[][]];
export function subplots(options: SubplotsOptions): [Figure, Axes[] & Axes[][]];
export function subplots(...args: (number | SubplotsOptions | undefined)[]): [Figure, never] {
  const last = args.at(-1);
  const options: SubplotsOptions = isOptions(last) ? last : {};
  const own = ['nrows', 'ncols', 'sharex', 'sharey', 'width_ratios', 'height_ratios', 'squeeze', 'subplot_kw'] as const;
  const given = readOptions<SubplotsOptions>('Figure', { ...options }, [...own, ...FIGURE_OPTIONS]);
  const [rows, cols] = args.filter((arg) => typeof arg === 'number');
  const forFigure = Object.fromEntries(
    Object.entries(given).filter(([name]) => !(own as readonly string[]).includes(name)),
  );
  const fig = openFigure(given.num ?? null, forFigure);
  const axes = fig.subplots(rows ?? given.nrows, cols ?? given.ncols, given);
  return [fig, axes as never];
}

/** Axes in a grid of the current figure, which become the current ones: `subplot(2, 1, 1)`, `subplot(211)`. matplotlib: `pyplot.subplot`. */
export function subplot(...args: (number | readonly number[] | SubplotOptions)[]): Axes {
  const fig = currentFigure();
  const ax = fig.add_subplot(...args);
  const same = fig.axes.find((other) => other !== ax && JSON.stringify(other.cell) === JSON.stringify(ax.cell));
  if (same !== undefined) fig.delaxes(ax);
  fig.current = same ?? ax;
  return fig.current as Axes;
}

/** Axes at a place in the current figure, in shares of it. matplotlib: `pyplot.axes`. */
export function axes(
  rect?: readonly [number, number, number, number] | SubplotOptions,
  options: SubplotOptions = {},
): AxesBase {
  const fig = currentFigure();
  fig.current =
    isOptions(rect) || rect === undefined
      ? fig.add_subplot(isOptions(rect) ? rect : options)
      : fig.add_axes(rect as readonly [number, number, number, number], options);
  return fig.current;
}

/** The current figure; a new one where none is open. matplotlib: `pyplot.gcf`. */
export function gcf(): Figure {
  return currentFigure();
}

/** The current axes; new ones where there are none. matplotlib: `pyplot.gca`. */
export function gca(): Axes {
  return currentAxes();
}

/** Makes axes current. matplotlib: `pyplot.sca`. */
export function sca(ax: AxesBase): void {
  const owner = openFigures().find(([, fig]) => fig.axes.includes(ax));
  if (owner === undefined) throw new ValueError('the axes are in no open figure');
  openFigure(owner[0], {}).current = ax;
}

/** Takes everything out of the current figure. matplotlib: `pyplot.clf`. */
export function clf(): void {
  currentFigure().clear();
}

/** Takes everything out of the current axes. matplotlib: `pyplot.cla`. */
export function cla(): void {
  currentAxes().clear();
}

/** Closes the current figure, one by number, name or itself, or `'all'`. matplotlib: `pyplot.close`. */
export function close(fig: number | string | Figure | null = null): void {
  closeFigure(fig);
}

/** The numbers of the open figures. matplotlib: `pyplot.get_fignums`. */
export function get_fignums(): number[] {
  return openFigures().flatMap(([key]) => (typeof key === 'number' ? [key] : []));
}

/**
 * Shows the open figures and closes them. In a terminal each is written to `plots/` and its path printed; a Jupyter cell shows it; a page
 * gets it inserted.
 *
 * @see matplotlib: `matplotlib.pyplot.show`
 */
export function show(): void {
  showFigures(openFigures());
  closeFigure('all');
}

/**
 * Writes the current figure into a file; see {@link Figure.savefig}.
 *
 * @throws ValueError for an unknown format, Error where the place cannot be written to or a package is missing
 * @example
 * import plt from 'microtorch/pyplot';
 * plt.plot([1, 4, 9]);
 * plt.savefig('plots/squares.svg');
 * plt.close();
 * @see matplotlib: `matplotlib.pyplot.savefig`
 */
export function savefig(fname: string, options: SaveOptions = {}): void {
  currentFigure().savefig(fname, options);
}

/** Moves the subplots of the current figure so that nothing overlaps. matplotlib: `pyplot.tight_layout`. */
export function tight_layout(options: { pad?: number } = {}): void {
  currentFigure().tight_layout(options);
}

/** Sets the space around and between subplots. matplotlib: `pyplot.subplots_adjust`. */
export function subplots_adjust(spacing: Partial<Spacing>): void {
  currentFigure().subplots_adjust(spacing);
}

/** A title above all axes of the current figure. matplotlib: `pyplot.suptitle`. */
export function suptitle(text: string, options: TextOptions = {}): void {
  currentFigure().suptitle(text, options);
}

/** A text at a place in shares of the current figure. matplotlib: `pyplot.figtext`. */
export function figtext(x: number, y: number, s: string, options: TextOptions = {}): void {
  currentFigure().text(x, y, s, options);
}

/** A colour bar; see {@link Figure.colorbar}. By default for what was drawn last on the current axes. matplotlib: `pyplot.colorbar`. */
export function colorbar(
  mappable?: { readonly mappable: Mappable | null },
  options: { ax?: AxesBase; label?: string; ticks?: readonly number[] } = {},
): Colorbar {
  const fig = currentFigure();
  const drawn = (fig.current ?? fig.axes.at(-1))?.artists ?? [];
  const last = [...drawn].reverse().find((artist) => 'mappable' in artist && artist.mappable !== null);
  const shown = mappable ?? (last as { readonly mappable: Mappable } | undefined);
  if (shown === undefined)
    throw new ValueError(
      'No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf).',
    );
  return fig.colorbar(shown, options);
}

/** Sets properties of an artist: `setp(line, { color: 'r' })`. matplotlib: `pyplot.setp`. */
export function setp(line: Line2D, properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    const setter: unknown = line[`set_${name}` as keyof Line2D];
    if (typeof setter !== 'function') throw new ValueError(`Line2D has no property '${name}'`);
    (setter as (value: unknown) => void).call(line, value);
  }
}

/** Where the x axis has ticks, after setting them if they are given, with texts or without. matplotlib: `pyplot.xticks`. */
export function xticks(ticks?: Data, labels?: readonly string[] | TextOptions, options?: TextOptions): number[] {
  if (ticks !== undefined) currentAxes().set_xticks(ticks, labels, options);
  return currentAxes().get_xticks();
}

/** Where the y axis has ticks, after setting them if they are given, with texts or without. matplotlib: `pyplot.yticks`. */
export function yticks(ticks?: Data, labels?: readonly string[] | TextOptions, options?: TextOptions): number[] {
  if (ticks !== undefined) currentAxes().set_yticks(ticks, labels, options);
  return currentAxes().get_yticks();
}
