import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { elements } from './map.js';
import { forEachLine } from './reduce.js';

/** How a written element combines with what is there. */
export type Combine = 'set' | 'add' | 'multiply' | 'amax' | 'amin';

const combiners: Record<Combine, (old: Scalar, value: Scalar) => Scalar> = {
  set: (_old, value) => value,
  add: (old, value) => (old as number) + (value as number),
  multiply: (old, value) => (old as number) * (value as number),
  amax: (old, value) => (old !== old || value <= old ? old : value), // NaN stays, and comes in
  amin: (old, value) => (old !== old || value >= old ? old : value),
};

/** The combination of elements as `out` holds them: truth values are 0 and 1, products of integers wrap around. */
export function combiner(combine: Combine, out: Strided): (old: Scalar, value: Scalar) => Scalar {
  const f = combiners[combine];
  if (out.storage.type === 'bool' && combine !== 'set') return (old, value) => (f(old, value) ? 1 : 0);
  if (out.storage.type === 'int32' && combine === 'multiply')
    return (old, value) => Math.imul(Number(old), Number(value));
  return f;
}

/** out[…, k, …] = x[…, index[…, k, …], …] along `dim`; `out` and `index` have the same sizes. */
export function gather(out: Strided, x: Strided, dim: number, index: Strided): void {
  const n = index.sizes[dim];
  const [o, data, at] = [elements(out), elements(x), elements(index)];
  forEachLine([index, out, x], dim, ([pi, po, px], [si, so, sx]) => {
    for (let k = 0; k < n; k++) o[po + k * so] = data[px + Number(at[pi + k * si]) * sx];
  });
}

/** out[…, index[…, k, …], …] combines with x[…, k, …] along `dim`, in order of k; `x` covers at least `index`. */
export function scatter(out: Strided, dim: number, index: Strided, x: Strided, combine: Combine): void {
  const n = index.sizes[dim];
  const [o, data, at] = [elements(out), elements(x), elements(index)];
  const f = combiner(combine, out);
  forEachLine([index, out, x], dim, ([pi, po, px], [si, so, sx]) => {
    for (let k = 0; k < n; k++) {
      const p = po + Number(at[pi + k * si]) * so;
      o[p] = f(o[p], data[px + k * sx]);
    }
  });
}
