import { ValueError } from '../../tensor/errors.js';
import { AxesImage, type ImageExtent } from '../artists/image.js';
import { ContourSet, type Level } from '../artists/contour.js';
import { Text } from '../artists/label.js';
import { PathCollection } from '../artists/scatter.js';
import { linearLabels } from '../axis/tick_labels.js';
import { extent, matrix, numbers, vector, type Data } from '../data.js';
import { bindArguments, readOptions } from '../options.js';
import { isColor, toRgba, type Color, type Rgba } from '../style/color.js';
import { markerShape, type Marker } from '../style/markers.js';
import { points, rcParams } from '../style/rc.js';
import type { LineStyle } from '../style/line_style.js';
import { Annotation, type ArrowOptions } from '../artists/annotation.js';
import { textStyle, type TextOptions } from './axes_base.js';
import { AreaPlots } from './area_plots.js';
import { gridOf, levelsFor } from './contour_levels.js';
import { mappableFor, type NormOptions } from './mapping.js';

/** Options of `scatter`. */
export interface ScatterOptions extends NormOptions {
  /** Areas in points squared: one, or one for each point. */
  s?: Data;
  /** One colour, one for each point, or numbers that a colour map turns into colours. */
  c?: Color | readonly Color[] | Data;
  color?: Color | readonly Color[];
  marker?: Marker;
  alpha?: number | null;
  label?: string;
  edgecolors?: Color | readonly Color[];
  edgecolor?: Color;
  ec?: Color;
  facecolors?: Color | readonly Color[];
  facecolor?: Color;
  linewidths?: Data;
  linewidth?: number;
  lw?: number;
  zorder?: number;
}

/** Options of `imshow`. */
export interface ImageOptions extends NormOptions {
  aspect?: 'equal' | 'auto' | number;
  origin?: 'upper' | 'lower';
  extent?: ImageExtent;
  interpolation?: string;
  alpha?: number;
}

/** Options of `contour` and `contourf`. */
export interface ContourOptions extends NormOptions {
  /** How many, or which. */
  levels?: number | Data;
  colors?: Color | readonly Color[];
  linewidths?: number | readonly number[];
  linestyles?: LineStyle | readonly LineStyle[];
  alpha?: number;
}

const NORM = ['cmap', 'vmin', 'vmax', 'norm'] as const;
const SCATTER = ['s', 'c', 'color', 'marker', 'alpha', 'label', 'edgecolors', 'edgecolor', 'facecolors', 'facecolor', 'linewidths', 'linewidth', 'zorder', ...NORM] as const; // prettier-ignore

const isColorList = (value: unknown): value is readonly Color[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'string' || (Array.isArray(item) && isColor(item)));

/** Two-dimensional axes: everything that can be drawn on them. matplotlib: `matplotlib.axes.Axes`. */
export class Axes extends AreaPlots {
  /**
   * Points, each of its own size and colour.
   *
   * @param args `x`, `y`, `s` (areas in points squared), `c` (colours, or numbers for the colour map), `marker`; options: `cmap`, `vmin`,
   * `vmax`, `alpha`, `label`, `edgecolors`, `linewidths`, …
   * @throws ValueError when the lengths differ, or for an unknown colour or marker
   * @example
   * import plt from 'microtorch/pyplot';
   * const [fig, ax] = plt.subplots();
   * const dots = ax.scatter([1, 2], torch.tensor([3, 4]), { c: 'g' });
   * console.log(dots.get_offsets()); // [ [ 1, 3 ], [ 2, 4 ] ]
   * @see matplotlib: `Axes.scatter`
   */
  scatter(...args: (Data | ScatterOptions)[]): PathCollection {
    const [bound, rest] = bindArguments('scatter', args, ['x', 'y', 's', 'c', 'marker']);
    const { x, y, ...named } = bound;
    const given = { ...named, ...rest };
    const options = readOptions<ScatterOptions>('PathCollection', given, SCATTER);
    const [xs, ys] = [this.xaxis.values(x), this.yaxis.values(y)];
    if (xs.length !== ys.length) throw new ValueError('x and y must be the same size');
    const sizes = vector(options.s ?? rcParams['lines.markersize'] ** 2);
    if (sizes.length !== 1 && sizes.length !== xs.length)
      throw new ValueError('s must be a scalar, or float array-like with the same size as x and y');
    const shape = markerShape(options.marker ?? rcParams['scatter.marker']);
    const { faces, mappable } = this.pointColors(options, xs.length);
    const alpha = options.alpha ?? null;
    const edge = options.edgecolors ?? options.edgecolor ?? 'face';
    const cycle = rcParams['axes.prop_cycle'];
    const edges =
      edge === 'face' ? null : (isColorList(edge) ? edge : [edge]).map((color) => toRgba(color, alpha, cycle));
    const drawn = shape ?? { path: () => '', filled: false };
    const widths = vector(options.linewidths ?? options.linewidth ?? (drawn.filled ? 1 : rcParams['lines.linewidth']));
    const collection = new PathCollection(
      xs,
      ys,
      { sizes, faces, edges, edgewidths: widths, shape: drawn },
      mappable,
      options.zorder,
    );
    collection.set_label(options.label ?? '');
    return this.add(collection);
  }

  private pointColors(options: Partial<ScatterOptions>, count: number) {
    const alpha = options.alpha ?? null;
    const cycle = rcParams['axes.prop_cycle'];
    const c = options.facecolors ?? options.facecolor ?? options.color ?? options.c;
    if (c === undefined) return { faces: [toRgba(this.nextColor('patch'), alpha, cycle)], mappable: null };
    if (isColorList(c)) {
      if (options.c !== undefined && c.length !== 1 && c.length !== count) throw sizeMismatch(c.length, count);
      return { faces: c.map((color) => toRgba(color, alpha, cycle)), mappable: null };
    }
    // three numbers are a colour, unless there are three points
    const asColor = typeof c === 'string' || (Array.isArray(c) && c.length !== count && isColor(c, cycle));
    if (asColor) return { faces: [toRgba(c as Color, alpha, cycle)], mappable: null };
    const { shape, values } = numbers(c);
    if (shape.length === 2 && (shape[1] === 3 || shape[1] === 4) && shape[0] === count)
      return { faces: matrix(c, 'c').map((color) => toRgba(color, alpha, cycle)), mappable: null };
    if (values.length !== count) throw sizeMismatch(values.length, count);
    const mapped = mappableFor(values, options);
    return { faces: values.map((value) => mapped.color(value, alpha)), mappable: mapped.mappable };
  }

  /**
   * A matrix as a picture: numbers through a colour map, or colours of three or four channels (0 to 1, or 0 to 255 for uint8).
   *
   * @param args `X`, `cmap`; options: `vmin`, `vmax`, `norm: 'log'`, `origin`, `extent`, `aspect`, `interpolation`, `alpha`
   * @throws TypeError for other shapes
   * @example
   * import plt from 'microtorch/pyplot';
   * const [fig, ax] = plt.subplots();
   * ax.imshow(torch.eye(3), { cmap: 'gray' });
   * console.log(ax.get_xlim(), ax.get_ylim()); // [ -0.5, 2.5 ] [ 2.5, -0.5 ]
   * @see matplotlib: `Axes.imshow`
   */
  imshow(...args: (Data | ImageOptions)[]): AxesImage {
    const [bound, rest] = bindArguments('imshow', args, ['X', 'cmap']);
    const { X, ...named } = bound;
    const options = readOptions<ImageOptions>('AxesImage', { ...named, ...rest }, [
      'aspect',
      'origin',
      'extent',
      'interpolation',
      'alpha',
      ...NORM,
    ]);
    const { rows, mappable } = pixels(X, options);
    const origin = options.origin ?? rcParams['image.origin'];
    const [height, width] = [rows.length, rows[0]?.length ?? 0];
    const standard: ImageExtent =
      origin === 'upper' ? [-0.5, width - 0.5, height - 0.5, -0.5] : [-0.5, width - 0.5, -0.5, height - 0.5];
    const place = options.extent ?? standard;
    const smooth = !['antialiased', 'auto', 'nearest', 'none'].includes(options.interpolation ?? 'auto');
    const image = this.add(new AxesImage(origin === 'upper' ? rows : [...rows].reverse(), place, mappable, smooth));
    this.set_aspect(options.aspect ?? 'equal');
    this.set_xlim(place[0], place[1]);
    this.set_ylim(place[2], place[3]);
    return image;
  }

  /** The same as {@link imshow} with its axis above, for matrices. matplotlib: `Axes.matshow`. */
  matshow(Z: Data, options: ImageOptions = {}): AxesImage {
    this.sides.x = 'top';
    return this.imshow(Z, options);
  }

  /** Coloured cells between the lines of a grid: `pcolormesh(C)` or `pcolormesh(X, Y, C)`, evenly spaced. matplotlib: `Axes.pcolormesh`. */
  pcolormesh(...args: (Data | (ImageOptions & { shading?: 'auto' | 'flat' | 'nearest' }))[]): AxesImage {
    const [bound, { shading: _, ...rest }] = bindArguments('pcolormesh', args, ['X', 'Y', 'C']);
    const C = bound.C ?? bound.X;
    const options = readOptions<ImageOptions>('QuadMesh', rest, ['alpha', ...NORM]);
    const { rows, mappable } = pixels(C, options);
    const [height, width] = [rows.length, rows[0].length];
    const edges = (data: unknown, along: 'x' | 'y', count: number): [number, number] => {
      if (bound.C === undefined) return [0, count];
      const { shape, values } = numbers(data);
      const line =
        shape.length < 2
          ? values
          : along === 'x'
            ? values.slice(0, shape[1])
            : values.filter((_, i) => i % shape[1] === 0);
      if (line.length !== count && line.length !== count + 1)
        throw new TypeError(
          `Dimensions of C (${height}, ${width}) should be one smaller than X and Y, or the same, got ${line.length} along ${along}`,
        );
      const half = line.length === count && count > 1 ? (line[1] - line[0]) / 2 : 0;
      return [line[0] - half, line[line.length - 1] + half];
    };
    const place: ImageExtent = [...edges(bound.X, 'x', width), ...edges(bound.Y, 'y', height)];
    return this.add(new AxesImage([...rows].reverse(), place, mappable, false));
  }

  /**
   * Lines of equal height: `contour(Z)`, `contour(X, Y, Z)`, `contour(X, Y, Z, levels)`.
   *
   * @param args X and Y as vectors or as `meshgrid` makes them; options: `levels`, `cmap`, `colors`, `linewidths`, `linestyles`, `alpha`
   * @throws TypeError when the shapes do not fit, ValueError for levels that do not increase
   * @see matplotlib: `Axes.contour`
   */
  contour(...args: (Data | ContourOptions)[]): ContourSet {
    return this.contours(args, false);
  }

  /** The areas between lines of equal height, as {@link contour}. matplotlib: `Axes.contourf`. */
  contourf(...args: (Data | ContourOptions)[]): ContourSet {
    return this.contours(args, true);
  }

  private contours(args: readonly unknown[], filled: boolean): ContourSet {
    const [{ grid, levels: count }, rest] = gridOf(filled ? 'contourf' : 'contour', args);
    const options = readOptions<ContourOptions>('ContourSet', rest, [
      'levels',
      'colors',
      'linewidths',
      'linestyles',
      'alpha',
      ...NORM,
    ]);
    const levels = levelsFor(grid, options.levels ?? count, filled, options.norm === 'log');
    const middles = filled ? levels.slice(0, -1).map((level, i) => (level + levels[i + 1]) / 2) : levels;
    const mapped = mappableFor(filled ? levels : middles, options, filled ? levels : undefined);
    const cycled = <T>(list: T | readonly T[] | undefined, i: number, fallback: T): T =>
      list === undefined ? fallback : isListOf<T>(list) ? list[i % list.length] : list;
    const alpha = options.alpha ?? null;
    const bands = levels.map((at, i): Level => {
      const fixed =
        options.colors === undefined
          ? null
          : isColorList(options.colors)
            ? options.colors[i % options.colors.length]
            : options.colors;
      const dashed = fixed !== null && typeof options.colors === 'string' && at < 0 ? '--' : '-';
      return {
        at,
        color: fixed === null ? mapped.color(middles[Math.min(i, middles.length - 1)], alpha) : toRgba(fixed, alpha),
        linewidth: cycled<number>(options.linewidths, i, rcParams['lines.linewidth']),
        linestyle: cycled<LineStyle>(options.linestyles, i, dashed),
      };
    });
    return this.add(new ContourSet(grid, bands, filled, mapped.mappable));
  }

  /** Writes the heights onto contour lines. matplotlib: `Axes.clabel`. */
  clabel(contours: ContourSet, options: { fontsize?: number | 'small'; fmt?: (level: number) => string } = {}): void {
    const { levels } = contours;
    const { labels } = linearLabels(levels, Math.min(...levels), Math.max(...levels));
    contours.writeLevels(
      points(options.fontsize ?? 'medium'),
      options.fmt ?? ((level) => labels[levels.indexOf(level)]),
    );
  }

  /**
   * A text at a place in data; `{ transform: ax.transAxes }` makes the place shares of the axes.
   *
   * @see matplotlib: `Axes.text`
   */
  text(x: number, y: number, s: string, options: TextOptions & { transform?: 'axes' } = {}): Text {
    const { transform, ...style } = options;
    return this.add(
      new Text(x, y, String(s), textStyle(style, { size: points('medium') }), transform === this.transAxes),
    );
  }

  /** What `text` takes as `transform` for places that are shares of the axes. matplotlib: `Axes.transAxes`. */
  readonly transAxes = 'axes' as const;

  /** A text beside a point, with an arrow where `arrowprops` is given. matplotlib: `Axes.annotate`. */
  annotate(
    text: string,
    xy: readonly number[],
    options: TextOptions & {
      xytext?: readonly number[];
      textcoords?: 'data' | 'offset points';
      arrowprops?: ArrowOptions;
    } = {},
  ): Text {
    const { xytext = xy, textcoords = 'data', arrowprops, ...style } = options;
    return this.add(
      new Annotation(
        String(text),
        xy,
        xytext,
        textcoords,
        textStyle(style, { size: points('medium') }),
        arrowprops ?? null,
      ),
    );
  }

  /** Axes in the same place with the same x axis, and a y axis of their own on the right. matplotlib: `Axes.twinx`. */
  twinx(): Axes {
    const twin = new Axes(this.position);
    twin.cell = this.cell;
    twin.overlaid = true;
    twin.xaxis.share(this.xaxis);
    twin.xaxis.style.ticks = twin.xaxis.style.labels = false;
    twin.sides.y = 'right';
    this.onTwin?.(twin);
    return twin;
  }

  /** @internal How the figure learns of a twin. */
  onTwin: ((twin: Axes) => void) | null = null;
}

const isListOf = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

const sizeMismatch = (given: number, wanted: number): ValueError =>
  new ValueError(`'c' argument has ${given} elements, which is inconsistent with 'x' and 'y' with size ${wanted}.`);

/** The colours of a matrix of numbers, or of a picture. */
function pixels(
  X: unknown,
  options: Partial<ImageOptions>,
): { rows: Rgba[][]; mappable: ReturnType<typeof mappableFor>['mappable'] | null } {
  const { shape, values } = numbers(X);
  const alpha = options.alpha ?? null;
  const plain = shape.length === 3 && shape[2] === 1 ? shape.slice(0, 2) : shape;
  const [height, width, channels] = plain;
  if (plain.length === 2) {
    const { color, mappable } = mappableFor(values, options);
    const rows = Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (_, c) => color(values[r * width + c], alpha)),
    );
    return { rows, mappable };
  }
  if (plain.length !== 3 || (channels !== 3 && channels !== 4))
    throw new TypeError(`Invalid shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''}) for image data`);
  const scale = (extent(values)?.[1] ?? 0) > 1 ? 255 : 1;
  const share = (at: number): number => Math.min(Math.max(values[at] / scale, 0), 1);
  const pixel = (at: number): Rgba => [
    share(at),
    share(at + 1),
    share(at + 2),
    alpha ?? (channels === 4 ? share(at + 3) : 1),
  ];
  return {
    rows: Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (_, c) => pixel((r * width + c) * channels)),
    ),
    mappable: null,
  };
}
