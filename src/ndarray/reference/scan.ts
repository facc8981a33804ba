import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { elements } from './map.js';
import { forEachLine, logAddExp } from './reduce.js';

// Running results along a dimension: element k of a result depends on elements 0 … k.

const scans: Record<string, (acc: number, x: number) => number> = {
  cumsum: (acc, x) => acc + x,
  cumprod: (acc, x) => acc * x,
  logcumsumexp: logAddExp,
};

const bigScans: Record<string, (acc: bigint, x: bigint) => bigint> = {
  cumsum: (acc, x) => acc + x,
  cumprod: (acc, x) => BigInt.asIntN(64, acc * x),
};

/** out[k] = f(out[k − 1], x[k]) along `dim`. Scan names: cumsum, cumprod, logcumsumexp. `out` may be `x`. */
export function scan(name: string, out: Strided, x: Strided, dim: number): void {
  const n = x.sizes[dim] ?? 1;
  const f = (x.storage.type === 'int64' ? bigScans : scans)[name] as (acc: Scalar, x: Scalar) => Scalar;
  const [o, data] = [elements(out), elements(x)];
  if (n === 0) return;
  forEachLine([x, out], dim, ([p, q], [step, stepOut]) => {
    let acc = data[p];
    o[q] = acc;
    for (let k = 1; k < n; k++) o[q + k * stepOut] = acc = f(acc, data[p + k * step]);
  });
}

/** out[k] = x[k] + a[k] · out[k − 1] along `dim`, from out[−1] = 0: a linear recurrence of floats. */
export function recurrence(out: Strided, x: Strided, a: Strided, dim: number): void {
  const n = x.sizes[dim] ?? 1;
  const [o, data, factor] = [out, x, a].map((v) => elements(v) as Record<number, number>);
  forEachLine([x, a, out], dim, ([px, pa, po], [sx, sa, so]) => {
    let acc = 0;
    for (let k = 0; k < n; k++)
      o[po + k * so] = acc = k === 0 ? data[px] : data[px + k * sx] + factor[pa + k * sa] * acc;
  });
}

/** The running extreme along `dim` and the index of its last occurrence so far; NaN wins once seen. */
export function cumulativeExtremum(
  kind: 'max' | 'min',
  values: Strided,
  indices: Strided,
  x: Strided,
  dim: number,
): void {
  const n = x.sizes[dim] ?? 1;
  const [v, i, data] = [elements(values), elements(indices), elements(x)];
  const asGood = kind === 'max' ? (a: Scalar, b: Scalar) => a >= b : (a: Scalar, b: Scalar) => a <= b;
  if (n === 0) return;
  forEachLine([x, values, indices], dim, ([p, pv, pi], [step, stepV, stepI]) => {
    let [best, value] = [0, data[p]];
    for (let k = 0; k < n; k++) {
      const candidate = data[p + k * step];
      if (candidate !== candidate || (value === value && asGood(candidate, value))) [best, value] = [k, candidate];
      v[pv + k * stepV] = value;
      i[pi + k * stepI] = BigInt(best);
    }
  });
}
