import { ValueError } from '../../tensor/errors.js';
import { AcrossLine } from '../artists/across.js';
import { Line2D, LINE_OPTIONS, type LineOptions } from '../artists/line.js';
import type { Axis } from '../axis/axis.js';
import { categories, numbers, shapeText, vector, type Data } from '../data.js';
import { readOptions, splitArguments } from '../options.js';
import { toRgba } from '../style/color.js';
import { parseFormat } from '../style/format.js';
import { stroke } from '../style/line_style.js';
import { rcParams } from '../style/rc.js';
import { AxesSettings } from './axes_settings.js';

/** What `plot` takes: `y`, or `x, y`, or `x, y, format`, also several of these one after the other; options last. */
export type PlotArguments = (Data | LineOptions)[];

/** One series of a call of `plot`. */
interface Series {
  readonly x: unknown;
  readonly y: unknown;
  readonly format: string;
}

/** Divides `x, y, 'r', x2, y2, 'b'` into series. */
function seriesOf(args: readonly unknown[]): Series[] {
  const series: Series[] = [];
  for (let at = 0; at < args.length;) {
    const first = args[at++];
    const isFormat = (value: unknown): value is string => typeof value === 'string';
    if (isFormat(first)) throw new ValueError('plot: a format string must come behind the data, got it first');
    const hasSecond = at < args.length && !isFormat(args[at]);
    const second = hasSecond ? args[at++] : undefined;
    const next = args[at];
    const format = isFormat(next) ? next : '';
    if (isFormat(next)) at++;
    series.push(hasSecond ? { x: first, y: second, format } : { x: undefined, y: first, format });
  }
  return series;
}

/** The columns of data: one of one-dimensional data, each of a matrix. */
function columnsOf(
  axis: Axis,
  data: unknown,
): { readonly length: number; readonly columns: (readonly number[])[]; readonly shape: readonly number[] } {
  if (categories(data) !== null) {
    const values = axis.values(data);
    return { length: values.length, columns: [values], shape: [values.length] };
  }
  const { shape, values } = numbers(data);
  if (shape.length > 2) throw new ValueError(`x and y can be no greater than 2D, but have shapes ${shapeText(shape)}`);
  const [rows = 1, cols = 1] = shape;
  const columns = Array.from({ length: cols }, (_, c) => Array.from({ length: rows }, (_, r) => values[r * cols + c]));
  return { length: rows, columns, shape: shape.length === 0 ? [1] : shape };
}

/** Axes that draw lines: through points, and straight across. */
export class LinePlots extends AxesSettings {
  /**
   * Draws lines through points: `plot(y)`, `plot(x, y)`, `plot(x, y, 'r--o', { label: 'fit' })`. Each column of a matrix is a line. NaN and
   * infinity are gaps.
   *
   * @param args x and y (tensors, lists, arrays), a format of colour, marker and line style, and so on; options last: `color`, `marker`,
   * `linestyle`, `linewidth`, `label`, `alpha`, …
   * @returns the lines
   * @throws ValueError for x and y of different lengths, or an unknown colour, marker or style; AttributeError for an unknown option;
   * RuntimeError for a tensor that requires grad
   * @example
   * import plt from 'microtorch/pyplot';
   * const [fig, ax] = plt.subplots();
   * const [line] = ax.plot(torch.arange(3), [1, 4, 9], 'r--', { label: 'squares' });
   * console.log(line.get_xdata(), ax.get_xlim()); // [ 0, 1, 2 ] [ -0.1, 2.1 ]
   * @see matplotlib: `Axes.plot`
   */
  plot(...args: PlotArguments): Line2D[] {
    const [positional, named] = splitArguments(args);
    const options = readOptions<LineOptions>('Line2D', named, LINE_OPTIONS);
    return seriesOf(positional).flatMap((series) => this.plotSeries(series, options));
  }

  private plotSeries({ x, y, format }: Series, options: Partial<LineOptions>): Line2D[] {
    const style = { ...parseFormat(format), ...options };
    const ys = columnsOf(this.yaxis, y);
    const xs =
      x === undefined
        ? { length: ys.length, columns: [Array.from({ length: ys.length }, (_, i) => i)], shape: ys.shape }
        : columnsOf(this.xaxis, x);
    if (xs.length !== ys.length)
      throw new ValueError(
        `x and y must have same first dimension, but have shapes ${shapeText(xs.shape)} and ${shapeText(ys.shape)}`,
      );
    const [nx, ny] = [xs.columns.length, ys.columns.length];
    if (nx > 1 && ny > 1 && nx !== ny) throw new ValueError(`x has ${nx} columns but y has ${ny} columns`);
    return Array.from({ length: Math.max(nx, ny) }, (_, i) => {
      const color = style.color ?? this.nextColor('line');
      return this.add(new Line2D(xs.columns[i % nx], ys.columns[i % ny], { ...style, color }));
    });
  }

  /** A line with a logarithmic x axis. matplotlib: `Axes.semilogx`. */
  semilogx(...args: PlotArguments): Line2D[] {
    this.set_xscale('log');
    return this.plot(...args);
  }

  /** A line with a logarithmic y axis. matplotlib: `Axes.semilogy`. */
  semilogy(...args: PlotArguments): Line2D[] {
    this.set_yscale('log');
    return this.plot(...args);
  }

  /** A line with two logarithmic axes. matplotlib: `Axes.loglog`. */
  loglog(...args: PlotArguments): Line2D[] {
    this.set_xscale('log');
    this.set_yscale('log');
    return this.plot(...args);
  }

  /** A staircase: `where` says whether it steps before (`'pre'`), behind (`'post'`) or between points (`'mid'`). matplotlib: `Axes.step`. */
  step(x: Data, y: Data, options: LineOptions & { where?: 'pre' | 'post' | 'mid' } = {}): Line2D[] {
    const { where = 'pre', ...rest } = options;
    if (!['pre', 'post', 'mid'].includes(where))
      throw new ValueError(`'${where}' is not a valid value for where; supported values are 'pre', 'post', 'mid'`);
    return this.plot(x, y, { ...rest, drawstyle: `steps-${where}` });
  }

  /** A horizontal line across the axes, from `xmin` to `xmax` as shares of them. matplotlib: `Axes.axhline`. */
  axhline(
    y = 0,
    xmin: number | LineOptions = 0,
    xmax: number | LineOptions = 1,
    options: LineOptions = {},
  ): AcrossLine {
    return this.across('y', [y, xmin, xmax, options]);
  }

  /** A vertical line across the axes, from `ymin` to `ymax` as shares of them. matplotlib: `Axes.axvline`. */
  axvline(
    x = 0,
    ymin: number | LineOptions = 0,
    ymax: number | LineOptions = 1,
    options: LineOptions = {},
  ): AcrossLine {
    return this.across('x', [x, ymin, ymax, options]);
  }

  private across(along: 'x' | 'y', args: readonly unknown[]): AcrossLine {
    const named = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
    const before = args.findIndex((arg) => typeof arg === 'object');
    const [at, from = 0, to = 1] = args.slice(0, before < 0 ? undefined : before).map(Number);
    const options = readOptions<LineOptions>('Line2D', named as Record<string, unknown>, LINE_OPTIONS);
    const linewidth = options.linewidth ?? rcParams['lines.linewidth'];
    const linestyle = options.linestyle ?? rcParams['lines.linestyle'];
    stroke(linestyle, linewidth);
    const color = toRgba(options.color ?? rcParams['lines.color'], options.alpha ?? null, rcParams['axes.prop_cycle']);
    const line = this.add(new AcrossLine(along, at, from, to, { color, linewidth, linestyle }, options.zorder));
    line.set_label(options.label ?? '');
    return line;
  }

  /** Horizontal lines from `xmin` to `xmax` in data. matplotlib: `Axes.hlines`. */
  hlines(y: Data, xmin: Data, xmax: Data, options: LineOptions & { colors?: LineOptions['color'] } = {}): Line2D[] {
    return this.segments(vector(y), vector(xmin), vector(xmax), options, false);
  }

  /** Vertical lines from `ymin` to `ymax` in data. matplotlib: `Axes.vlines`. */
  vlines(x: Data, ymin: Data, ymax: Data, options: LineOptions & { colors?: LineOptions['color'] } = {}): Line2D[] {
    return this.segments(vector(x), vector(ymin), vector(ymax), options, true);
  }

  private segments(
    at: readonly number[],
    from: readonly number[],
    to: readonly number[],
    { colors, ...options }: LineOptions & { colors?: LineOptions['color'] },
    upright: boolean,
  ): Line2D[] {
    const style = {
      color: colors ?? 'C0',
      ...readOptions<LineOptions>('LineCollection', { ...options }, LINE_OPTIONS),
    };
    return at.map((place, i) => {
      const ends = [from[i % from.length], to[i % to.length]];
      const line = upright ? new Line2D([place, place], ends, style) : new Line2D(ends, [place, place], style);
      if (i > 0) line.set_label('');
      return this.add(line);
    });
  }

  /**
   * Points with bars that show how uncertain they are.
   *
   * @param options `yerr` and `xerr` (one number, one for each point, or two lists: below and above), `fmt`, `capsize`, and a line's
   * @see matplotlib: `Axes.errorbar`
   */
  errorbar(
    x: Data,
    y: Data,
    options: LineOptions & {
      yerr?: Data;
      xerr?: Data;
      fmt?: string;
      capsize?: number;
      ecolor?: LineOptions['color'];
      elinewidth?: number;
    } = {},
  ): Line2D[] {
    const { yerr, xerr, fmt = '', capsize = 0, ecolor, elinewidth, ...rest } = options;
    const [line] = fmt === 'none' ? [] : this.plot(x, y, fmt, rest);
    const color = ecolor ?? line?.get_color() ?? this.nextColor('line');
    const bars = { color, linewidth: elinewidth ?? rest.linewidth ?? rest.lw, alpha: rest.alpha };
    const [xs, ys] = [vector(x), vector(y)];
    const caps = { color, linestyle: 'None', markersize: 2 * capsize, alpha: rest.alpha };
    const added: Line2D[] = line === undefined ? [] : [line];
    if (yerr !== undefined) {
      const [low, high] = errors(yerr, ys);
      added.push(...this.vlines(xs, low, high, bars));
      if (capsize > 0)
        added.push(...this.plot(xs, low, { ...caps, marker: '_' }), ...this.plot(xs, high, { ...caps, marker: '_' }));
    }
    if (xerr !== undefined) {
      const [low, high] = errors(xerr, xs);
      added.push(...this.hlines(ys, low, high, bars));
      if (capsize > 0)
        added.push(...this.plot(low, ys, { ...caps, marker: '|' }), ...this.plot(high, ys, { ...caps, marker: '|' }));
    }
    return added;
  }
}

/** The ends of error bars: one error for all, one each, or those below and those above. */
function errors(error: Data, at: readonly number[]): [low: number[], high: number[]] {
  const { shape, values } = numbers(error);
  const two = shape.length === 2 && shape[0] === 2;
  const below = two ? values.slice(0, at.length) : values;
  const above = two ? values.slice(at.length) : values;
  if (values.some((v) => v < 0)) throw new ValueError("'yerr' must not contain negative values");
  return [at.map((v, i) => v - below[i % below.length]), at.map((v, i) => v + above[i % above.length])];
}
