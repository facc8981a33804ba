import { vec3 } from 'gl-matrix';
import { ValueError } from '../../tensor/errors.js';
import { LINE_OPTIONS, type LineOptions } from '../artists/line.js';
import { mappableFor, type NormOptions } from '../axes/mapping.js';
import { matrix, numbers, shapeText, vector, type Data } from '../data.js';
import { readOptions, splitArguments } from '../options.js';
import { isColor, toRgba, type Color, type Rgba } from '../style/color.js';
import { parseFormat } from '../style/format.js';
import { markerShape, type Marker } from '../style/markers.js';
import { rcParams } from '../style/rc.js';
import { Line3D, Points3D, Surface, type Face } from './artist3d.js';
import type { Point3 } from './camera.js';

/** Options of a surface. */
export interface SurfaceOptions extends NormOptions {
  color?: Color;
  alpha?: number;
  /** At most so many rows and columns of faces. */
  rcount?: number;
  ccount?: number;
  /** Every how many rows and columns a face begins. */
  rstride?: number;
  cstride?: number;
  edgecolor?: Color;
  linewidth?: number;
  antialiased?: boolean;
  /** Whether light falls on it; by default where it has no colour map. */
  shade?: boolean;
  label?: string;
}

/** Options of points in space. */
export interface Points3DOptions extends NormOptions {
  s?: Data;
  c?: Color | readonly Color[] | Data;
  color?: Color;
  marker?: Marker;
  alpha?: number;
  label?: string;
  /** Whether farther points are paler. Default true. */
  depthshade?: boolean;
}

const SURFACE = ['color', 'alpha', 'rcount', 'ccount', 'rstride', 'cstride', 'edgecolor', 'linewidth', 'antialiased', 'shade', 'label', 'cmap', 'vmin', 'vmax', 'norm'] as const; // prettier-ignore
const POINTS = ['s', 'color', 'marker', 'alpha', 'label', 'depthshade', 'cmap', 'vmin', 'vmax', 'norm'] as const;

/** The direction from which light falls: from the southwest, 19.5° above the horizon. */
const LIGHT = ((): vec3 => {
  const [azimuth, height] = [((90 - 225) * Math.PI) / 180, (19.4712 * Math.PI) / 180];
  return [Math.cos(azimuth) * Math.cos(height), Math.sin(azimuth) * Math.cos(height), Math.sin(height)];
})();

/** The points of a grid, row by row. */
function gridOf(X: Data, Y: Data, Z: Data): Point3[][] {
  const z = matrix(Z, 'Argument Z');
  const [rows, cols] = [z.length, z[0]?.length ?? 0];
  const along = (data: Data, name: string, length: number, pick: (r: number, c: number) => number) => {
    const { shape, values } = numbers(data);
    if (shape.length === 2 && shape[0] === rows && shape[1] === cols)
      return (r: number, c: number): number => values[r * cols + c];
    if (values.length !== length)
      throw new ValueError(
        `shape mismatch: objects cannot be broadcast to a single shape: ${name} has shape ${shapeText(shape)}, Z ${shapeText([rows, cols])}`,
      );
    return (r: number, c: number): number => values[pick(r, c)];
  };
  const x = along(X, 'X', cols, (_, c) => c);
  const y = along(Y, 'Y', rows, (r) => r);
  return z.map((row, r) => row.map((height, c): Point3 => [x(r, c), y(r, c), height]));
}

/** Where faces begin and end along `length` grid lines. */
function steps(length: number, stride: number | undefined, count: number): number[] {
  const step = stride ?? Math.max(1, Math.ceil(length / count));
  const list: number[] = [];
  for (let at = 0; at < length - 1; at += step) list.push(at);
  return [...list, length - 1];
}

/** A colour under light that falls on a face. */
function shaded(color: Rgba, [a, b, c]: readonly Point3[]): Rgba {
  const edge = (from: Point3, to: Point3): vec3 => vec3.subtract(vec3.create(), [...to], [...from]);
  const normal = vec3.normalize(vec3.create(), vec3.cross(vec3.create(), edge(b, a), edge(c, b)));
  const light = 0.3 + 0.7 * ((vec3.dot(normal, LIGHT) + 1) / 2);
  return [color[0] * light, color[1] * light, color[2] * light, color[3]];
}

/** @internal What `plot_surface` draws. */
export function surface(X: Data, Y: Data, Z: Data, given: SurfaceOptions, next: () => Color): Surface {
  const options = readOptions<SurfaceOptions>('Poly3DCollection', { ...given }, SURFACE);
  const grid = gridOf(X, Y, Z);
  const rows = steps(grid.length, options.rstride, options.rcount ?? 50);
  const cols = steps(grid[0].length, options.cstride, options.ccount ?? 50);
  const patches: Point3[][] = [];
  for (let i = 0; i + 1 < rows.length; i++)
    for (let j = 0; j + 1 < cols.length; j++) patches.push(boundary(grid, rows[i], rows[i + 1], cols[j], cols[j + 1]));
  const alpha = options.alpha ?? null;
  const heights = patches.map((corners) => corners.reduce((sum, [, , z]) => sum + z, 0) / corners.length);
  const mapped = options.cmap === undefined ? null : mappableFor(heights, options);
  const plain = mapped === null ? toRgba(options.color ?? next(), alpha, rcParams['axes.prop_cycle']) : null;
  const faces = patches.map((corners, i): Face => {
    const color = plain ?? mapped?.color(heights[i], alpha) ?? [0, 0, 0, 0];
    return { corners, color: (options.shade ?? mapped === null) ? shaded(color, corners) : color };
  });
  const edge = options.edgecolor === undefined || options.linewidth === 0 ? null : toRgba(options.edgecolor, alpha);
  const drawn = new Surface(faces, edge, options.linewidth ?? rcParams['patch.linewidth'], mapped?.mappable ?? null);
  drawn.set_label(options.label ?? '');
  return drawn;
}

/** The points around a face, against the clock. */
function boundary(grid: readonly (readonly Point3[])[], r0: number, r1: number, c0: number, c1: number): Point3[] {
  const points: Point3[] = [];
  for (let c = c0; c < c1; c++) points.push(grid[r0][c]);
  for (let r = r0; r < r1; r++) points.push(grid[r][c1]);
  for (let c = c1; c > c0; c--) points.push(grid[r1][c]);
  for (let r = r1; r > r0; r--) points.push(grid[r][c0]);
  return points;
}

/** @internal What `plot_wireframe` draws. */
export function wireframe(X: Data, Y: Data, Z: Data, given: SurfaceOptions, next: () => Color): Line3D {
  const options = readOptions<SurfaceOptions>('Line3DCollection', { ...given }, SURFACE);
  const grid = gridOf(X, Y, Z);
  const rows = steps(grid.length, options.rstride, options.rcount ?? 50).map((r) => grid[r]);
  const cols = steps(grid[0].length, options.cstride, options.ccount ?? 50).map((c) => grid.map((row) => row[c]));
  const color = toRgba(options.color ?? next(), options.alpha ?? null, rcParams['axes.prop_cycle']);
  const drawn = new Line3D([...rows, ...cols], color, options.linewidth ?? rcParams['lines.linewidth'], '-', null);
  drawn.set_label(options.label ?? '');
  return drawn;
}

function together(xs: Data, ys: Data, zs: Data): Point3[] {
  const [x, y, z] = [vector(xs), vector(ys), vector(zs)];
  if (x.length !== y.length || (z.length !== x.length && z.length !== 1))
    throw new ValueError(`input operands have different lengths: ${x.length}, ${y.length}, ${z.length}`);
  return x.map((value, i): Point3 => [value, y[i], z[z.length === 1 ? 0 : i]]);
}

/** @internal What `plot` draws in space. */
export function lineIn3D(xs: Data, ys: Data, zs: Data, args: readonly unknown[], next: () => Color): Line3D {
  const [positional, named] = splitArguments(args);
  const format = typeof positional[0] === 'string' ? parseFormat(positional[0]) : {};
  const style: Partial<LineOptions> = { ...format, ...readOptions<LineOptions>('Line3D', named, LINE_OPTIONS) };
  const color = toRgba(style.color ?? next(), style.alpha ?? null, rcParams['axes.prop_cycle']);
  const shape = markerShape(style.marker ?? rcParams['lines.marker']);
  const marker = shape === null ? null : { shape, size: style.markersize ?? rcParams['lines.markersize'] };
  const width = style.linewidth ?? rcParams['lines.linewidth'];
  const line = new Line3D([together(xs, ys, zs)], color, width, style.linestyle ?? rcParams['lines.linestyle'], marker);
  line.set_label(style.label ?? '');
  if (style.zorder !== undefined) line.set_zorder(style.zorder);
  return line;
}

/** @internal What `scatter` draws in space. */
export function pointsIn3D(
  xs: Data,
  ys: Data,
  zs: Data,
  { c, ...given }: Points3DOptions,
  next: () => Color,
): Points3D {
  const options = readOptions<Points3DOptions>('Path3DCollection', { ...given }, POINTS);
  const places = together(xs, ys, zs);
  const alpha = options.alpha ?? null;
  const cycle = rcParams['axes.prop_cycle'];
  const asColor = options.color ?? (c !== undefined && isColor(c, cycle) ? c : undefined);
  const many =
    asColor === undefined && Array.isArray(c) && c.every((item) => isColor(item, cycle))
      ? (c as readonly Color[])
      : null;
  const mapped = asColor === undefined && c !== undefined && many === null ? mappableFor(vector(c), options) : null;
  const colors =
    mapped !== null
      ? vector(c).map((value) => mapped.color(value, alpha))
      : (many ?? [asColor ?? next()]).map((color) => toRgba(color, alpha, cycle));
  const shape = markerShape(options.marker ?? rcParams['scatter.marker']) ?? { path: () => '', filled: false };
  const sizes = vector(options.s ?? 20);
  const drawn = new Points3D(places, colors, sizes, shape, options.depthshade ?? true, mapped?.mappable ?? null);
  drawn.set_label(options.label ?? '');
  return drawn;
}
