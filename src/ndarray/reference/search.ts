import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { elements, origin, type Elements } from './map.js';
import { forEachLine } from './reduce.js';

// Binary search in sorted elements, and groups of equal rows.

/** The first of the n elements data[at + i·step] for which `passes` holds, n if there is none; it holds for all after it. */
function firstThat(n: number, at: number, step: number, passes: (place: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(at + middle * step)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many of n sorted elements are not greater than `value`. */
export function upperBound(data: Record<number, Scalar>, at: number, step: number, n: number, value: Scalar): number {
  return firstThat(n, at, step, (place) => data[place] > value);
}

/**
 * Where each element of `values` would be inserted into the line of `sequence` beside it, along the last dimension: before
 * equal elements, or after them if `right`. `sorter`, if given, holds the indices that sort `sequence`.
 */
export function searchsorted(
  out: Strided,
  sequence: Strided,
  values: Strided,
  right: boolean,
  sorter: Strided | null,
): void {
  const dim = sequence.sizes.length - 1;
  const n = sequence.sizes[dim];
  const [o, data, v] = [elements(out), elements(sequence), elements(values)];
  const order = sorter && elements(sorter);
  const toOut: (index: number) => Scalar = out.storage.type === 'int64' ? BigInt : Number;
  const views = [values, out, sequence, ...(sorter ? [sorter] : [])];
  forEachLine(views, dim, ([pv, po, ps, pi], [sv, so, ss, si]) => {
    for (let k = 0; k < values.sizes[dim]; k++) {
      const value = v[pv + k * sv];
      const passes = (place: number) => {
        const element = data[order ? ps + Number(order[place]) * ss : place];
        return right ? element > value : element >= value;
      };
      o[po + k * so] = toOut(order ? firstThat(n, pi, si, passes) : firstThat(n, ps, ss, passes));
    }
  });
}

/** Groups of equal rows: the first row of each, for every row its group, and the sizes of the groups. */
export interface Groups {
  readonly first: number[];
  readonly inverse: number[];
  readonly counts: number[];
}

/**
 * Groups the equal rows of a matrix: neighbours only, or all of them, in the order of rows by their elements, the first
 * that differ. A NaN equals nothing.
 */
export function groupRows(x: Strided, all: boolean): Groups {
  const data = elements(x);
  const order = Array.from({ length: x.sizes[0] }, (_, row) => row);
  const compare = (a: number, b: number) => compareRows(data, x, a, b);
  if (all) order.sort(compare);
  const [first, counts]: number[][] = [[], []];
  const inverse = new Array<number>(order.length);
  order.forEach((row, i) => {
    if (i === 0 || !equalRows(data, x, order[i - 1], row)) {
      first.push(row);
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[row] = first.length - 1;
  });
  return { first, inverse, counts };
}

/** The element in a row and a column of a matrix. */
const at = (data: Elements, x: Strided, row: number, column: number) =>
  data[origin(x) + row * x.strides[0] + column * x.strides[1]];

function compareRows(data: Elements, x: Strided, a: number, b: number): number {
  for (let j = 0; j < x.sizes[1]; j++) {
    const [p, q] = [at(data, x, a, j), at(data, x, b, j)];
    if (p < q || (q !== q && p === p)) return -1;
    if (p > q || (p !== p && q === q)) return 1;
  }
  return 0;
}

function equalRows(data: Elements, x: Strided, a: number, b: number): boolean {
  for (let j = 0; j < x.sizes[1]; j++) if (at(data, x, a, j) !== at(data, x, b, j)) return false;
  return true;
}
