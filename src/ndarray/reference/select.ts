import type { Scalar } from '../element.js';
import { broadcastTo, type Strided } from '../strided.js';
import { elements, map, origin } from './map.js';
import { forEachLine } from './reduce.js';

/** out = condition ? x : y, all broadcast to `out`; `condition` is bool. */
export function where(out: Strided, condition: Strided, x: Strided, y: Strided): void {
  map(out, [condition, x, y], (c: Scalar, a: Scalar, b: Scalar) => (c ? a : b));
}

/** How a written element combines with what is there. */
export type Combine = 'set' | 'add' | 'multiply' | 'amax' | 'amin';

const combiners: Record<Combine, (old: Scalar, value: Scalar) => Scalar> = {
  set: (_old, value) => value,
  add: (old, value) => (old as number) + (value as number),
  multiply: (old, value) => (old as number) * (value as number),
  amax: (old, value) => (old !== old || value !== value ? NaN : value > old ? value : old),
  amin: (old, value) => (old !== old || value !== value ? NaN : value < old ? value : old),
};

/** out[…, k, …] = x[…, index[…, k, …], …] along `dim`; `out` and `index` (int64) have the same sizes. */
export function gather(out: Strided, x: Strided, dim: number, index: Strided): void {
  const n = index.sizes[dim] ?? 1;
  const [o, data, at] = [elements(out), elements(x), elements(index)];
  const line = { ...x, sizes: index.sizes };
  forEachLine([index, out, line], dim, ([pi, po, px], [si, so, sx]) => {
    for (let k = 0; k < n; k++) o[po + k * so] = data[px + Number(at[pi + k * si]) * sx];
  });
}

/** out[…, index[…, k, …], …] combines with x[…, k, …] along `dim`, in order of k; `x` covers at least `index`. */
export function scatter(out: Strided, dim: number, index: Strided, x: Strided, combine: Combine): void {
  const n = index.sizes[dim] ?? 1;
  const [o, data, at] = [elements(out), elements(x), elements(index)];
  const f = combiners[combine];
  const [target, source] = [{ ...out, sizes: index.sizes }, { ...x, sizes: index.sizes }];
  forEachLine([index, target, source], dim, ([pi, po, px], [si, so, sx]) => {
    for (let k = 0; k < n; k++) {
      const p = po + Number(at[pi + k * si]) * so;
      o[p] = f(o[p], data[px + k * sx]);
    }
  });
}

/**
 * Advanced indexing: out[i, rest] = x[element at starts[i], rest]. `starts` holds, for each of `count` index tuples, an
 * offset within x's storage; `rest` are the sizes and strides of the dimensions that are not indexed. `out` is dense.
 */
export function take(out: Strided, x: Strided, starts: readonly number[], rest: Pick<Strided, 'sizes' | 'strides'>): void {
  let at = out.offset;
  const step = rest.sizes.reduce((a, b) => a * b, 1);
  for (const start of starts) {
    const from = { storage: x.storage, ...rest, offset: x.offset + start };
    map({ storage: out.storage, sizes: rest.sizes, strides: denseStrides(rest.sizes), offset: at }, [from], (v: Scalar) => v);
    at += step;
  }
}

/** The write that {@link take} reads: x[element at starts[i], rest] combines with values[i, rest], in order of i. */
export function put(
  x: Strided,
  starts: readonly number[],
  rest: Pick<Strided, 'sizes' | 'strides'>,
  values: Strided,
  combine: Combine,
): void {
  const f = combiners[combine];
  starts.forEach((start, i) => {
    const to = { storage: x.storage, ...rest, offset: x.offset + start };
    const from = { ...broadcastTo(values, [starts.length, ...rest.sizes]) };
    const row = { storage: from.storage, sizes: rest.sizes, strides: from.strides.slice(1), offset: from.offset + i * from.strides[0] };
    map(to, [to, row], f);
  });
}

function denseStrides(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length);
  for (let d = sizes.length - 1, step = 1; d >= 0; step *= sizes[d--]) strides[d] = step;
  return strides;
}

/** The index tuples of the elements that are not zero, in row-major order, one after the other. */
export function nonzero(x: Strided): number[] {
  const found: number[] = [];
  const data = elements(x);
  const index = x.sizes.map(() => 0);
  const walk = (d: number, at: number) => {
    if (d === x.sizes.length) {
      if (data[at]) found.push(...index);
    } else {
      for (let k = 0; k < x.sizes[d]; k++) {
        index[d] = k;
        walk(d + 1, at + k * x.strides[d]);
      }
    }
  };
  walk(0, origin(x));
  return found;
}
