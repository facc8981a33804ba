import { ValueError } from '../../tensor/errors.js';
import type { Grid } from '../artists/contour.js';
import { CONTOUR_STEPS, linearTicks, logTicks } from '../axis/ticks.js';
import { extent, matrix, numbers, vector } from '../data.js';
import { splitArguments } from '../options.js';

/** The line of coordinates that a vector is, or that runs along one direction of what `meshgrid` makes. */
function coordinates(data: unknown, along: 'x' | 'y', length: number): readonly number[] {
  const { shape, values } = numbers(data);
  const line =
    shape.length === 2
      ? along === 'x'
        ? values.slice(0, shape[1])
        : values.filter((_, i) => i % shape[1] === 0)
      : values;
  if (line.length !== length)
    throw new TypeError(
      `Length of ${along} (${line.length}) must match number of ${along === 'x' ? 'columns' : 'rows'} in z (${length})`,
    );
  return line;
}

/**
 * The grid of `contour(Z)` or `contour(X, Y, Z)`, and the levels behind it.
 *
 * @throws TypeError for shapes that do not fit
 */
export function gridOf(
  name: string,
  args: readonly unknown[],
): [{ readonly grid: Grid; readonly levels: unknown }, Readonly<Record<string, unknown>>] {
  const [positional, named] = splitArguments(args);
  if (positional.length === 0 || positional.length > 4)
    throw new TypeError(`${name}() takes from 1 to 4 positional arguments but ${positional.length} were given`);
  const short = positional.length < 3;
  const z = matrix(short ? positional[0] : positional[2], 'Input z');
  const [rows, cols] = [z.length, z[0]?.length ?? 0];
  if (rows < 2 || cols < 2)
    throw new TypeError(`Input z must be at least a (2, 2) shaped array, but has shape (${rows}, ${cols})`);
  const x = short ? Array.from({ length: cols }, (_, i) => i) : coordinates(positional[0], 'x', cols);
  const y = short ? Array.from({ length: rows }, (_, i) => i) : coordinates(positional[1], 'y', rows);
  return [{ grid: { x, y, z }, levels: short ? positional[1] : positional[3] }, named];
}

/**
 * The heights of contour lines: those that are given, or about as many round ones as asked for.
 *
 * @throws ValueError for heights that do not increase
 */
export function levelsFor(grid: Grid, wanted: unknown, filled: boolean, log = false): number[] {
  if (wanted !== undefined && wanted !== null && typeof wanted !== 'number') {
    const levels = [...vector(wanted)];
    if (levels.some((level, i) => i > 0 && level <= levels[i - 1]))
      throw new ValueError('Contour levels must be increasing');
    if (filled && levels.length < 2) throw new ValueError('Filled contours require at least 2 levels.');
    return levels;
  }
  const [low, high] = extent(grid.z.flat(), log ? 0 : -Infinity) ?? [0, 1];
  const count = typeof wanted === 'number' ? wanted : 7;
  const ticks = log ? logTicks(low / 10, high * 10, count + 2) : linearTicks(low, high, count + 1, CONTOUR_STEPS);
  const below = ticks.filter((tick) => tick <= low).length;
  const above = ticks.findIndex((tick) => tick >= high);
  const used = ticks.slice(Math.max(below - 1, 0), above < 0 ? undefined : above + 1);
  return filled ? used : used.filter((tick) => tick > low && tick < high);
}
