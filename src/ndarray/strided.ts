import type { Storage } from './storage.js';

/**
 * A strided view of a storage: element (i₀, i₁, …) lies at `offset + Σ iₖ·strideₖ`. This is scijs `ndarray`'s layout,
 * over a storage instead of an array, and all that a kernel knows of a tensor.
 */
export interface Strided {
  readonly storage: Storage;
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The number of elements: the product of the sizes, 1 for no dimension. */
export function elementCount(sizes: readonly number[]): number {
  let n = 1;
  for (let d = 0; d < sizes.length; d++) n *= sizes[d];
  return n;
}

/** The strides of a dense row-major array: the last dimension has stride 1. Sizes of 0 count as 1, as in PyTorch. */
export function contiguousStrides(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length);
  let step = 1;
  for (let d = sizes.length - 1; d >= 0; d--) {
    strides[d] = step;
    if (sizes[d] > 1) step *= sizes[d];
  }
  return strides;
}

/** Whether the elements lie dense and in row-major order. */
export function isContiguous(sizes: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let d = sizes.length - 1; d >= 0; d--) {
    if (sizes[d] === 0) return true;
    if (sizes[d] !== 1) {
      if (strides[d] !== step) return false;
      step *= sizes[d];
    }
  }
  return true;
}

/** Whether two lists of sizes (or strides) are equal. */
export function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false;
  return true;
}

/** The strides with which `x` reads as if it had `sizes`: 0 along every dimension that is repeated or new. */
export function broadcastStrides(x: Strided, sizes: readonly number[]): readonly number[] {
  if (sameSizes(x.sizes, sizes)) return x.strides;
  const strides = new Array<number>(sizes.length).fill(0);
  const shift = sizes.length - x.sizes.length;
  for (let d = 0; d < x.sizes.length; d++) if (x.sizes[d] !== 1) strides[d + shift] = x.strides[d];
  return strides;
}

/** `x` read as if it had `sizes`: a view, nothing is copied. */
export function broadcastTo(x: Strided, sizes: readonly number[]): Strided {
  return { storage: x.storage, sizes, strides: broadcastStrides(x, sizes), offset: x.offset };
}

/**
 * The same elements, in the same order, over as few dimensions as the strides of all the views allow: dimensions of
 * size 1 vanish, and neighbours that every view walks evenly become one. A dense array becomes one dimension.
 */
export function collapse(sizes: readonly number[], ...strides: (readonly number[])[]): [number[], number[][]] {
  const outSizes: number[] = [];
  const out: number[][] = strides.map(() => []);
  for (let d = 0; d < sizes.length; d++) {
    if (sizes[d] === 1) continue;
    const last = outSizes.length - 1;
    if (last >= 0 && strides.every((s, i) => out[i][last] === s[d] * sizes[d])) {
      outSizes[last] *= sizes[d];
      strides.forEach((s, i) => (out[i][last] = s[d]));
    } else {
      outSizes.push(sizes[d]);
      strides.forEach((s, i) => out[i].push(s[d]));
    }
  }
  return [outSizes, out];
}

/**
 * Walks all index tuples except the last dimension's and calls `row` with the offset, in each view, at which a row of
 * the last dimension begins. The inner loop is the caller's.
 */
export function forEachRow(
  sizes: readonly number[],
  strides: readonly (readonly number[])[],
  offsets: readonly number[],
  row: (at: readonly number[]) => void,
): void {
  const outer = sizes.length - 1;
  for (const size of sizes) if (size === 0) return;
  const at = offsets.slice();
  const index = new Array<number>(Math.max(outer, 0)).fill(0);
  for (;;) {
    row(at);
    let d = outer - 1;
    for (; d >= 0; d--) {
      if (++index[d] < sizes[d]) {
        for (let v = 0; v < at.length; v++) at[v] += strides[v][d];
        break;
      }
      for (let v = 0; v < at.length; v++) at[v] -= strides[v][d] * (sizes[d] - 1);
      index[d] = 0;
    }
    if (d < 0) return;
  }
}
