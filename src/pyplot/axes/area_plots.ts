import { ValueError } from '../../tensor/errors.js';
import { Polygon, Rectangle, Span, type AreaStyle, type PatchOptions } from '../artists/patch.js';
import type { Point } from '../artists/artist.js';
import { numbers, shapeText, vector, type Data } from '../data.js';
import { bindArguments, readOptions } from '../options.js';
import { toRgba, type Color, type Rgba } from '../style/color.js';
import { stroke } from '../style/line_style.js';
import { rcParams } from '../style/rc.js';
import { LinePlots } from './line_plots.js';
import { binned, type HistOptions } from './histogram.js';

/** The bars of a chart, as matplotlib's `BarContainer`. */
export interface BarContainer extends Array<Rectangle> {
  /** The bars. */
  readonly patches: readonly Rectangle[];
}

/** Options of bars: those of areas, where lists give each bar its own, and errors. */
export interface BarOptions extends Omit<PatchOptions, 'color' | 'edgecolor' | 'label'> {
  width?: Data;
  height?: Data;
  bottom?: Data;
  left?: Data;
  align?: 'center' | 'edge';
  color?: Color | readonly Color[];
  edgecolor?: Color | readonly Color[];
  label?: string;
  tick_label?: readonly string[];
  yerr?: Data;
  xerr?: Data;
  capsize?: number;
}

/** Options of `fill_between`. */
export interface FillOptions extends PatchOptions {
  /** Where to fill: one truth value for each x. */
  where?: Data;
}

const PATCH_OPTIONS = [
  'color',
  'facecolor',
  'edgecolor',
  'linewidth',
  'linestyle',
  'alpha',
  'label',
  'zorder',
  'fill',
] as const;

const isList = (value: unknown): value is readonly Color[] =>
  Array.isArray(value) && value.length > 0 && value.some((item) => typeof item !== 'number');

/** Axes that draw areas: bars, histograms, bands. */
export class AreaPlots extends LinePlots {
  private area(options: Partial<PatchOptions>, fallback: () => Color, edged: boolean): AreaStyle {
    const cycle = rcParams['axes.prop_cycle'];
    const alpha = options.alpha ?? null;
    const face = options.facecolor ?? options.color ?? fallback();
    const none: Rgba = [0, 0, 0, 0];
    const edge = options.edgecolor ?? (options.color !== undefined && edged ? options.color : undefined);
    const linestyle = options.linestyle ?? '-';
    const linewidth = options.linewidth ?? rcParams['patch.linewidth'];
    stroke(linestyle, linewidth);
    return {
      face: options.fill === false ? none : toRgba(face, alpha, cycle),
      edge:
        edge === undefined
          ? options.fill === false
            ? toRgba(rcParams['patch.edgecolor'])
            : none
          : toRgba(edge, alpha, cycle),
      linewidth,
      linestyle,
    };
  }

  /**
   * Upright bars.
   *
   * @param args `x` (numbers or names), `height`, `width` (default 0.8), `bottom` (default 0); options: `color` (one, or one for each bar),
   * `align`, `label`, `yerr`, `tick_label`, …
   * @returns the bars
   * @throws ValueError when the lists do not fit together
   * @example
   * import plt from 'microtorch/pyplot';
   * const [fig, ax] = plt.subplots();
   * const bars = ax.bar(['SGD', 'Adam'], [3, 4]);
   * console.log(bars[1].get_height(), ax.get_ylim()); // 4 [ 0, 4.2 ]
   * @see matplotlib: `Axes.bar`
   */
  bar(...args: (Data | BarOptions)[]): BarContainer {
    return this.bars(bindArguments('bar', args, ['x', 'height', 'width', 'bottom']), true);
  }

  /** Bars that lie: `y`, `width`, `height` (default 0.8), `left` (default 0). matplotlib: `Axes.barh`. */
  barh(...args: (Data | BarOptions)[]): BarContainer {
    const [bound, rest] = bindArguments('barh', args, ['y', 'width', 'height', 'left']);
    return this.bars([{ x: bound.y, height: bound.width, width: bound.height, bottom: bound.left }, rest], false);
  }

  private bars([bound, rest]: [Record<string, unknown>, Record<string, unknown>], upright: boolean): BarContainer {
    const { align = 'center', color, edgecolor, label, tick_label, yerr, xerr, capsize, ...style } = rest as BarOptions;
    const options = readOptions<PatchOptions>('Rectangle', { ...style }, PATCH_OPTIONS);
    if (align !== 'center' && align !== 'edge')
      throw new ValueError(`'${String(align)}' is not a valid value for align; supported values are 'center', 'edge'`);
    const [across, along] = upright ? [this.xaxis, this.yaxis] : [this.yaxis, this.xaxis];
    const places = across.values(bound.x);
    const lists = {
      height: vector(bound.height),
      width: vector(bound.width ?? 0.8),
      bottom: vector(bound.bottom ?? 0),
    };
    const count = Math.max(places.length, ...Object.values(lists).map((list) => list.length));
    for (const [name, list] of Object.entries({ x: places, ...lists }))
      if (list.length !== 1 && list.length !== count)
        throw new ValueError(
          `shape mismatch: objects cannot be broadcast to a single shape. '${name}' has shape ${shapeText([list.length])}, the others ${shapeText([count])}`,
        );
    const single = isList(color) ? undefined : (color ?? options.facecolor ?? this.nextColor('patch'));
    const of = <T>(list: readonly T[], i: number): T => list[list.length === 1 ? 0 : i];
    const bars = Array.from({ length: count }, (_, i) => {
      const width = of(lists.width, i);
      const start = of(places, i) - (align === 'center' ? width / 2 : 0);
      const [foot, length] = [of(lists.bottom, i), of(lists.height, i)];
      const own: Partial<PatchOptions> = { ...options };
      if (edgecolor !== undefined) own.edgecolor = isList(edgecolor) ? edgecolor[i % edgecolor.length] : edgecolor;
      const face = isList(color) ? color[i % color.length] : (single as Color);
      const look = this.area({ ...own, facecolor: face }, () => face, false);
      const bar = upright
        ? new Rectangle(start, foot, width, length, look, options.zorder)
        : new Rectangle(foot, start, length, width, look, options.zorder);
      bar.sticky[along.name === 'x' ? 'x' : 'y'].push(foot);
      return this.add(bar);
    });
    bars[0]?.set_label(label ?? '');
    if (tick_label !== undefined) across.setTicks(places, tick_label);
    const ends = bars.map((bar) => (upright ? bar.get_y() + bar.get_height() : bar.get_x() + bar.get_width()));
    if (yerr !== undefined || xerr !== undefined)
      this.errorbar(upright ? places : ends, upright ? ends : places, {
        yerr,
        xerr,
        capsize,
        fmt: 'none',
        ecolor: 'k',
      });
    return Object.assign([...bars], { patches: bars });
  }

  /**
   * A histogram: how many values fall into each of `bins` intervals.
   *
   * @param x the values, or several lists of values
   * @param args `bins` (a number or edges), `range`; options: `density`, `weights`, `cumulative`, `histtype` (`'bar'`, `'step'`, `'stepfilled'`),
   * `stacked`, `orientation`, `label`, …
   * @returns the counts, the edges, and the bars
   * @example
   * import plt from 'microtorch/pyplot';
   * const [counts, edges] = plt.hist([1, 2, 2, 3], { bins: 2 });
   * console.log(counts, edges); // [ 1, 3 ] [ 1, 2, 3 ]
   * plt.close();
   * @see matplotlib: `Axes.hist`
   */
  hist(
    x: Data,
    ...args: (Data | HistOptions)[]
  ): [counts: number[] | number[][], edges: number[], patches: BarContainer | BarContainer[]] {
    const [bound, rest] = bindArguments('hist', args, ['bins', 'range']);
    const given = { ...bound, ...rest } as HistOptions;
    const { histtype = 'bar', orientation = 'vertical', rwidth, color, label, stacked = false } = given;
    const { counts, edges, drop } = binned(x, given, rcParams['hist.bins']);
    const style = Object.fromEntries(Object.entries(rest).filter(([name]) => !drop.includes(name)));
    const upright = orientation === 'vertical';
    const containers = counts.map((heights, k) => {
      const face = isList(color) ? color[k % color.length] : (color ?? this.nextColor('line'));
      const name = Array.isArray(label) ? (label as string[])[k] : (label as string | undefined);
      const foot = stacked && k > 0 ? counts[k - 1] : heights.map(() => 0);
      if (histtype === 'step' || histtype === 'stepfilled')
        return this.outline(heights, edges, { ...style, color: face, label: name }, histtype === 'stepfilled', upright);
      const share = (rwidth ?? (counts.length > 1 && !stacked ? 0.8 : 1)) / (stacked ? 1 : counts.length);
      const widths = edges.slice(1).map((edge, i) => (edge - edges[i]) * share);
      const shift = (i: number): number =>
        ((edges[i + 1] - edges[i]) * (1 - share * (stacked ? 1 : counts.length))) / 2 + (stacked ? 0 : k * widths[i]);
      const starts = widths.map((_, i) => edges[i] + shift(i));
      const lengths = heights.map((height, i) => height - foot[i]);
      const options: BarOptions = { ...style, align: 'edge', color: face, label: name };
      return upright
        ? this.bar(starts, lengths, widths, foot, options)
        : this.barh(starts, lengths, widths, foot, options);
    });
    return counts.length === 1 ? [counts[0], edges, containers[0]] : [counts, edges, containers];
  }

  private outline(
    heights: readonly number[],
    edges: readonly number[],
    given: object,
    filled: boolean,
    upright: boolean,
  ): BarContainer {
    const options = readOptions<PatchOptions>('Polygon', { ...given }, PATCH_OPTIONS);
    const corners: Point[] = [[edges[0], 0], ...heights.flatMap((h, i): Point[] => [[edges[i], h], [edges[i + 1], h]]), [edges[edges.length - 1], 0]]; // prettier-ignore
    const look = this.area(
      { ...options, facecolor: filled ? (options.facecolor ?? options.color) : 'none' },
      () => 'C0',
      !filled,
    );
    const ring = upright ? corners : corners.map(([a, b]): Point => [b, a]);
    const polygon = this.add(new Polygon([ring], look, options.zorder, 'histogram'));
    polygon.sticky[upright ? 'y' : 'x'].push(0);
    polygon.set_label(options.label ?? '');
    return Object.assign([], { patches: [] });
  }

  /**
   * Fills between two curves, or a curve and a number.
   *
   * @param y2 default 0
   * @param options `where`, `color`, `alpha`, `label`, …
   * @throws ValueError when the lengths differ
   * @see matplotlib: `Axes.fill_between`
   */
  fill_between(x: Data, y1: Data, y2: Data | FillOptions = 0, options: FillOptions = {}): Polygon {
    return this.between(x, y1, y2, options, true);
  }

  /** The same with the axes exchanged. matplotlib: `Axes.fill_betweenx`. */
  fill_betweenx(y: Data, x1: Data, x2: Data | FillOptions = 0, options: FillOptions = {}): Polygon {
    return this.between(y, x1, x2, options, false);
  }

  private between(x: Data, first: Data, second: Data | FillOptions, options: FillOptions, upright: boolean): Polygon {
    const [bound, rest] = bindArguments('fill_between', [x, first, second, options], ['x', 'y1', 'y2']);
    const { where, ...given } = { ...(isFill(second) ? second : {}), ...rest };
    const style = readOptions<PatchOptions>('PolyCollection', { ...given }, PATCH_OPTIONS);
    const xs = (upright ? this.xaxis : this.yaxis).values(bound.x);
    const [low, high] = [numbers(bound.y1).values, isFill(bound.y2) ? [0] : numbers(bound.y2 ?? 0).values];
    const wanted = where === undefined ? null : vector(where);
    for (const list of [low, high, wanted ?? [1]])
      if (list.length !== 1 && list.length !== xs.length)
        throw new ValueError(
          `operands could not be broadcast together with shapes ${shapeText([xs.length])} ${shapeText([list.length])}`,
        );
    const at = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i];
    const rings: Point[][] = [];
    let run: number[] = [];
    const close = (): void => {
      const there = run.map((i): Point => [xs[i], at(low, i)]);
      const back = [...run].reverse().map((i): Point => [xs[i], at(high, i)]);
      if (run.length > 1) rings.push([...there, ...back].map(([a, b]): Point => (upright ? [a, b] : [b, a])));
      run = [];
    };
    xs.forEach((value, i) => {
      const shown = (wanted === null || at(wanted, i) !== 0) && [value, at(low, i), at(high, i)].every(Number.isFinite);
      if (shown) run.push(i);
      else close();
    });
    close();
    const polygon = this.add(
      new Polygon(
        rings,
        this.area(style, () => this.nextColor('patch'), true),
        style.zorder,
      ),
    );
    polygon.set_label(style.label ?? '');
    return polygon;
  }

  /** Fills a polygon. matplotlib: `Axes.fill`. */
  fill(x: Data, y: Data, ...args: (string | PatchOptions)[]): Polygon[] {
    const [bound, rest] = bindArguments('fill', args, ['fmt']);
    const style = readOptions<PatchOptions>('Polygon', { color: bound.fmt, ...rest }, PATCH_OPTIONS);
    const [xs, ys] = [vector(x), vector(y)];
    if (xs.length !== ys.length)
      throw new ValueError(
        `x and y must have same first dimension, but have shapes ${shapeText([xs.length])} and ${shapeText([ys.length])}`,
      );
    const ring = xs.map((value, i): Point => [value, ys[i]]);
    const polygon = this.add(
      new Polygon(
        [ring],
        this.area(style, () => this.nextColor('patch'), true),
        style.zorder,
      ),
    );
    polygon.set_label(style.label ?? '');
    return [polygon];
  }

  /** A band across the axes between two values of y. matplotlib: `Axes.axhspan`. */
  axhspan(ymin: number, ymax: number, options: PatchOptions = {}): Span {
    return this.span('y', ymin, ymax, options);
  }

  /** A band across the axes between two values of x. matplotlib: `Axes.axvspan`. */
  axvspan(xmin: number, xmax: number, options: PatchOptions = {}): Span {
    return this.span('x', xmin, xmax, options);
  }

  private span(along: 'x' | 'y', low: number, high: number, options: PatchOptions): Span {
    const style = readOptions<PatchOptions>('Polygon', { ...options }, PATCH_OPTIONS);
    const span = this.add(
      new Span(
        along,
        low,
        high,
        this.area(style, () => 'C0', true),
      ),
    );
    span.set_label(style.label ?? '');
    return span;
  }
}

const isFill = (value: unknown): value is FillOptions =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !('data' in value);
