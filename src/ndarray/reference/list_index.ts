import { broadcastStrides, collapse, elementCount, forEachRow, type Strided } from '../strided.js';
import { elements, origin } from './map.js';
import { combiner, type Combine } from './scatter.js';

/** Elements named by lists: entry i is what lies at indices[k][i] along dimension dims[k], for every k. */
export interface ListIndex {
  readonly dims: readonly number[];
  /** Lists of one length. */
  readonly indices: readonly Int32Array[];
}

/** Runs `visit` for all elements in row-major order, with where each lies. */
function forEachElement(
  view: Pick<Strided, 'sizes' | 'strides'>,
  origin: number,
  visit: (at: number, i: number) => void,
): void {
  let [sizes, [strides]] = collapse(view.sizes, view.strides);
  if (sizes.length === 0) [sizes, strides] = [[1], [0]];
  const last = sizes.length - 1;
  const [n, step] = [sizes[last], strides[last]];
  let i = 0;
  forEachRow(sizes, [strides], [origin], (row) => {
    for (let k = 0, at = row[0]; k < n; k++, at += step) visit(at, i++);
  });
}

/** Where the elements of a view lie, in row-major order, counted from its first. */
function offsets(sizes: readonly number[], strides: readonly number[]): Int32Array {
  const result = new Int32Array(elementCount(sizes));
  forEachElement({ sizes, strides }, 0, (at, i) => (result[i] = at));
  return result;
}

/** Where the entries of an index begin in `x`, and where in each the elements of the other dimensions lie. */
function places(x: Strided, { dims, indices }: ListIndex): [starts: Float64Array, rest: Int32Array] {
  const starts = new Float64Array(indices[0].length).fill(origin(x));
  dims.forEach((d, k) => {
    for (let i = 0; i < starts.length; i++) starts[i] += indices[k][i] * x.strides[d];
  });
  const others = (list: readonly number[]) => list.filter((_, d) => !dims.includes(d));
  return [starts, offsets(others(x.sizes), others(x.strides))];
}

/** out[i, rest] = x[entry i of the index, rest], where `rest` are the dimensions that are not indexed. */
export function take(out: Strided, x: Strided, index: ListIndex): void {
  const [starts, inX] = places(x, index);
  const inOut = offsets(out.sizes.slice(1), out.strides.slice(1));
  const [to, from] = [elements(out), elements(x)];
  const first = origin(out);
  for (let i = 0; i < starts.length; i++) {
    const at = first + i * out.strides[0];
    for (let j = 0; j < inX.length; j++) to[at + inOut[j]] = from[starts[i] + inX[j]];
  }
}

/** The write that {@link take} reads: x[entry i, rest] combines with values[i, rest], in order of i. */
export function put(x: Strided, index: ListIndex, values: Strided, combine: Combine): void {
  const [starts, inX] = places(x, index);
  const others = x.sizes.filter((_, d) => !index.dims.includes(d));
  const strides = broadcastStrides(values, [starts.length, ...others]);
  const inValues = offsets(others, strides.slice(1));
  const [to, from] = [elements(x), elements(values)];
  const f = combiner(combine, x);
  const first = origin(values);
  for (let i = 0; i < starts.length; i++) {
    const at = first + i * strides[0];
    for (let j = 0; j < inX.length; j++) {
      const p = starts[i] + inX[j];
      to[p] = f(to[p], from[at + inValues[j]]);
    }
  }
}

/** The elements of an integer view in row-major order, those below 0 counted from the end of a dimension of `size`. */
export function readIndices(x: Strided, size: number): Int32Array {
  const result = new Int32Array(elementCount(x.sizes));
  const data = elements(x);
  forEachElement(x, origin(x), (at, i) => {
    const index = Number(data[at]);
    result[i] = index < 0 ? index + size : index;
  });
  return result;
}

/** The first element, in row-major order, that is not in [low, high); null if there is none. */
export function outside(x: Strided, low: number, high: number): number | null {
  const data = elements(x);
  let found: number | null = null;
  forEachElement(x, origin(x), (at) => {
    const value = Number(data[at]);
    if (found === null && !(value >= low && value < high)) found = value;
  });
  return found;
}

/** The row-major numbers of elements of a tensor of `sizes` as one list of indices for each dimension. */
export function unravel(numbers: Int32Array, sizes: readonly number[]): Int32Array[] {
  const left = numbers.slice();
  const indices = sizes.map(() => new Int32Array(left.length));
  for (let d = sizes.length - 1; d >= 0; d--)
    for (let i = 0; i < left.length; i++) {
      indices[d][i] = left[i] % sizes[d];
      left[i] = Math.floor(left[i] / sizes[d]);
    }
  return indices;
}

/** Where the elements that are not zero lie, in row-major order: one list of indices for each dimension. */
export function nonzero(x: Strided): Int32Array[] {
  const data = elements(x);
  const found: number[] = [];
  forEachElement(x, origin(x), (at, i) => {
    if (data[at] !== 0 && data[at] !== 0n) found.push(i); // NaN is not zero
  });
  return unravel(Int32Array.from(found), x.sizes);
}

/** out[i, k] = indices[k][i]; `out` is int64. */
export function writeIndices(out: Strided, indices: readonly Int32Array[]): void {
  const data = elements(out);
  indices.forEach((list, k) => {
    const first = origin(out) + k * out.strides[1];
    for (let i = 0; i < list.length; i++) data[first + i * out.strides[0]] = BigInt(list[i]);
  });
}
