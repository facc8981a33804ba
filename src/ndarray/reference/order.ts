import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { introSort, nthElement, partialSort, type Less } from './introsort.js';
import { elements } from './map.js';
import { forEachLine } from './reduce.js';

// Elements in their order, and elements picked by their rank. Indices are int64; NaN ranks above all numbers.

const isNaN = (x: Scalar) => x !== x;

/** Negative where x comes before y, positive where it comes after. */
const compare = (x: Scalar, y: Scalar) => (x < y ? -1 : x > y ? 1 : x === y ? 0 : Number(isNaN(x)) - Number(isNaN(y)));
const before = (x: Scalar, y: Scalar) => compare(x, y) < 0;

/**
 * Runs `choose` on every line of `x` along `dim`: it returns the positions of the elements to write, in order, to
 * `values` and `indices`.
 */
function pickFromLines(
  values: Strided,
  indices: Strided,
  x: Strided,
  dim: number,
  choose: (line: readonly Scalar[]) => readonly number[],
): void {
  const n = x.sizes[dim] ?? 1;
  const [v, i, data] = [elements(values), elements(indices), elements(x)];
  forEachLine([x, values, indices], dim, ([p, pv, pi], [step, stepV, stepI]) => {
    const line = new Array<Scalar>(n);
    for (let k = 0; k < n; k++) line[k] = data[p + k * step];
    choose(line).forEach((k, j) => {
      v[pv + j * stepV] = line[k];
      i[pi + j * stepI] = BigInt(k);
    });
  });
}

const positions = (line: readonly Scalar[]) => line.map((_, k) => k);

/** The positions of the elements in their order, equal ones as they are. */
function sortedPositions(line: readonly Scalar[], descending = false): number[] {
  return positions(line).sort(descending ? (a, b) => compare(line[b], line[a]) : (a, b) => compare(line[a], line[b]));
}

/** Sorts along `dim`, equal elements in their order. */
export function sort(values: Strided, indices: Strided, x: Strided, dim: number, descending: boolean): void {
  pickFromLines(values, indices, x, dim, (line) => sortedPositions(line, descending));
}

/** The k largest (or smallest) elements along `dim`, in order if `sorted`. */
export function topk(
  values: Strided,
  indices: Strided,
  x: Strided,
  dim: number,
  k: number,
  largest: boolean,
  sorted: boolean,
): void {
  if (k === 0) return;
  pickFromLines(values, indices, x, dim, (line) => {
    const less: Less = largest ? (a, b) => before(line[b], line[a]) : (a, b) => before(line[a], line[b]);
    const order = positions(line);
    if (k * 64 <= line.length) partialSort(order, 0, k, line.length, less);
    else {
      nthElement(order, 0, k - 1, line.length, less);
      if (sorted) introSort(order, 0, k - 1, less);
    }
    return order.slice(0, k);
  });
}

/** The lower median along `dim`: the first NaN where there is one, unless they are skipped. */
export function median(skipNaN: boolean, values: Strided, indices: Strided, x: Strided, dim: number): void {
  pickFromLines(values, indices, x, dim, (line) => {
    const nan = line.findIndex(isNaN);
    if (nan >= 0 && !skipNaN) return [nan];
    const count = line.filter((value) => !isNaN(value)).length;
    return [sortedPositions(line)[Math.max(count - 1, 0) >> 1]];
  });
}

/** The element of rank `k`, counted from 0, along `dim`. */
export function kthvalue(values: Strided, indices: Strided, x: Strided, dim: number, k: number): void {
  pickFromLines(values, indices, x, dim, (line) => {
    const order = positions(line);
    quickSelect(order, k, (a, b) => before(line[b], line[a]));
    return [order[k]];
  });
}

/** Hoare's quickselect around the median of three: brings to a[k] the element that sorting would. */
function quickSelect(a: number[], k: number, greater: Less): void {
  const swap = (i: number, j: number) => ([a[i], a[j]] = [a[j], a[i]]);
  const order = (i: number, j: number) => greater(a[i], a[j]) && swap(i, j);
  for (let [left, right] = [0, a.length - 1]; left < right;) {
    if (right === left + 1) return void order(left, right);
    swap(left + ((right - left) >> 1), left + 1);
    order(left + 1, right);
    order(left, right);
    order(left + 1, left);
    const pivot = a[left];
    let [i, j] = [left + 1, right];
    for (;;) {
      do i++;
      while (greater(pivot, a[i]));
      do j--;
      while (greater(a[j], pivot));
      if (j < i) break;
      swap(i, j);
    }
    swap(left, j);
    if (j <= k) left = i;
    if (j >= k) right = j - 1;
  }
}

/** The most frequent element along `dim`, the smallest of several, and the last place in sorted order where it is. */
export function mode(values: Strided, indices: Strided, x: Strided, dim: number): void {
  pickFromLines(values, indices, x, dim, (line) => {
    const order = positions(line);
    introSort(order, 0, line.length, (a, b) => line[a] < line[b]);
    let [best, most, first] = [0, 0, 0];
    order.forEach((k, j) => {
      if (j + 1 < line.length && line[k] === line[order[j + 1]]) return;
      if (j + 1 - first > most) [best, most] = [k, j + 1 - first];
      first = j + 1;
    });
    return [best];
  });
}
