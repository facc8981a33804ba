import type { Scalar } from '../element.js';
import { broadcastStrides, collapse, forEachRow, type Strided } from '../strided.js';

/** Reads and writes elements as numbers (bigints for int64): the one place where typed arrays lose their types. */
export type Elements = { [index: number]: Scalar };

/** The array of a view, as elements. */
export function elements(x: Strided): Elements {
  return x.storage.data;
}

/** Where a view's first element lies in its array. */
export function origin(x: Strided): number {
  return x.storage.start + x.offset;
}

/**
 * out[i] = f(x[i], y[i], …) for every index i, with the inputs broadcast to the sizes of `out`. Inputs may be `out`
 * itself, not views that overlap it in part.
 */
export function map(out: Strided, inputs: readonly Strided[], f: (...xs: never[]) => unknown): void {
  const views = [out.strides, ...inputs.map((x) => broadcastStrides(x, out.sizes))];
  let [sizes, strides] = collapse(out.sizes, ...views);
  if (sizes.length === 0) [sizes, strides] = [[1], views.map(() => [0])];
  const offsets = [out, ...inputs].map(origin);
  const last = sizes.length - 1;
  const n = sizes[last];
  const o = elements(out);
  const so = strides[0][last];
  const [a, b, c] = inputs.map(elements);
  const [sa, sb, sc] = strides.slice(1).map((s) => s[last]);
  if (inputs.length === 0) {
    const value = f as () => Scalar;
    forEachRow(sizes, strides, offsets, ([at]) => {
      for (let i = 0; i < n; i++) o[at + i * so] = value();
    });
  } else if (inputs.length === 1) {
    const g = f as (x: Scalar) => Scalar;
    forEachRow(sizes, strides, offsets, ([at, p]) => {
      for (let i = 0; i < n; i++) o[at + i * so] = g(a[p + i * sa]);
    });
  } else if (inputs.length === 2) {
    const g = f as (x: Scalar, y: Scalar) => Scalar;
    forEachRow(sizes, strides, offsets, ([at, p, q]) => {
      for (let i = 0; i < n; i++) o[at + i * so] = g(a[p + i * sa], b[q + i * sb]);
    });
  } else {
    const g = f as (x: Scalar, y: Scalar, z: Scalar) => Scalar;
    forEachRow(sizes, strides, offsets, ([at, p, q, r]) => {
      for (let i = 0; i < n; i++) o[at + i * so] = g(a[p + i * sa], b[q + i * sb], c[r + i * sc]);
    });
  }
}
