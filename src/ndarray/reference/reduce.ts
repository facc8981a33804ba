import type { Scalar } from '../element.js';
import { collapse, forEachRow, type Strided } from '../strided.js';
import { elements, origin, type Elements } from './map.js';

/** A fold over rows of evenly spaced elements. T is number, or bigint for int64. */
interface Fold<T extends Scalar> {
  /** The result over no element. */
  empty: T;
  /** acc combined with the n elements data[at], data[at + step], … */
  row(acc: T, data: Record<number, T>, at: number, step: number, n: number): T;
}

/** Σ by halving long rows, so that the rounding error grows with log n instead of n. */
function pairwiseSum(data: Record<number, number>, at: number, step: number, n: number): number {
  if (n > 256) {
    const half = n >> 1;
    return pairwiseSum(data, at, step, half) + pairwiseSum(data, at + half * step, step, n - half);
  }
  let sum = 0;
  for (let i = 0; i < n; i++) sum += data[at + i * step];
  return sum;
}

/** A fold that combines two values at a time. */
const combining = <T extends Scalar>(empty: T, f: (acc: T, x: T) => T): Fold<T> => ({
  empty,
  row(acc, data, at, step, n) {
    for (let i = 0; i < n; i++) acc = f(acc, data[at + i * step]);
    return acc;
  },
});

const folds: Record<string, Fold<number>> = {
  sum: { empty: 0, row: (acc, data, at, step, n) => acc + pairwiseSum(data, at, step, n) },
  prod: combining<number>(1, (acc, x) => acc * x),
  amax: combining<number>(-Infinity, (acc, x) => (acc !== acc || x !== x ? NaN : x > acc ? x : acc)),
  amin: combining<number>(Infinity, (acc, x) => (acc !== acc || x !== x ? NaN : x < acc ? x : acc)),
  any: combining<number>(0, (acc, x) => (acc || x ? 1 : 0)),
  all: combining<number>(1, (acc, x) => (acc && x ? 1 : 0)),
  count_nonzero: combining<number>(0, (acc, x) => (x ? acc + 1 : acc)),
};

const bigFolds: Record<string, Fold<bigint>> = {
  sum: combining<bigint>(0n, (acc, x) => acc + x),
  prod: combining<bigint>(1n, (acc, x) => BigInt.asIntN(64, acc * x)),
  amax: combining<bigint>(-(2n ** 63n), (acc, x) => (x > acc ? x : acc)),
  amin: combining<bigint>(2n ** 63n - 1n, (acc, x) => (x < acc ? x : acc)),
  any: combining<bigint>(0n, (acc, x) => (acc || x ? 1n : 0n)),
  all: combining<bigint>(1n, (acc, x) => (acc && x ? 1n : 0n)),
  count_nonzero: combining<bigint>(0n, (acc, x) => (x ? acc + 1n : acc)),
};

/** Splits a view into the dimensions that stay and those that are folded away. */
function separate(x: Strided, dims: readonly number[]): { kept: number[]; folded: number[] } {
  const kept: number[] = [];
  const folded: number[] = [];
  for (let d = 0; d < x.sizes.length; d++) (dims.includes(d) ? folded : kept).push(d);
  return { kept, folded };
}

const pick = (list: readonly number[], at: readonly number[]) => at.map((d) => list[d]);

/**
 * Folds dimensions `dims` of `x` into `out`, whose dimensions are the others, in order. Fold names: sum, prod, amax,
 * amin, any, all, count_nonzero. `out` may have another element type (any, all: bool; count_nonzero: int64).
 */
export function reduce(name: string, out: Strided, x: Strided, dims: readonly number[]): void {
  const { kept, folded } = separate(x, dims);
  let [sizes, [steps]] = collapse(pick(x.sizes, folded), pick(x.strides, folded));
  if (sizes.length === 0) [sizes, steps] = [[1], [0]];
  const last = sizes.length - 1;
  const o = elements(out);
  const toOut: (value: Scalar) => Scalar = out.storage.type === 'int64' ? BigInt : Number;
  const fold = (x.storage.type === 'int64' ? bigFolds : folds)[name] as Fold<Scalar>;
  const data = elements(x);
  const keptSizes = [...pick(x.sizes, kept), 1];
  forEachRow(keptSizes, [[...out.strides, 0], [...pick(x.strides, kept), 0]], [origin(out), origin(x)], ([at, from]) => {
    let acc = fold.empty;
    forEachRow(sizes, [steps], [from], ([p]) => {
      acc = fold.row(acc, data, p, steps[last], sizes[last]);
    });
    o[at] = toOut(acc);
  });
}

/**
 * Runs `visit` for every line of `x` along `dim`, with the line's start in each view and the step along `dim` in each.
 * All views have the sizes of `x`, except along `dim`.
 */
export function forEachLine(
  views: readonly Strided[],
  dim: number,
  visit: (starts: readonly number[], steps: readonly number[]) => void,
): void {
  const sizes = [...views[0].sizes.filter((_, d) => d !== dim), 1];
  const strides = views.map((v) => [...v.strides.filter((_, d) => d !== dim), 0]);
  const steps = views.map((v) => v.strides[dim] ?? 0);
  forEachRow(sizes, strides, views.map(origin), (starts) => visit(starts, steps));
}

/** The extreme element along `dim` and its first index; NaN wins. `values` and `indices` have size 1 along `dim`. */
export function extremum(kind: 'max' | 'min', values: Strided, indices: Strided, x: Strided, dim: number): void {
  const n = x.sizes[dim] ?? 1;
  const [v, i, data] = [values, indices, x].map(elements) as [Elements, Elements, Elements];
  const better = kind === 'max' ? (a: Scalar, b: Scalar) => a > b : (a: Scalar, b: Scalar) => a < b;
  forEachLine([x, values, indices], dim, ([p, pv, pi], [step]) => {
    let best = 0;
    let value = data[p];
    for (let k = 1; k < n && value === value; k++) {
      const candidate = data[p + k * step];
      if (candidate !== candidate || better(candidate, value)) [best, value] = [k, candidate];
    }
    v[pv] = value;
    i[pi] = BigInt(best);
  });
}

const scans: Record<string, (acc: number, x: number) => number> = {
  cumsum: (acc, x) => acc + x,
  cumprod: (acc, x) => acc * x,
  logcumsumexp: (acc, x) => {
    const m = Math.max(acc, x);
    return m === -Infinity || m === Infinity ? m : m + Math.log1p(Math.exp(Math.min(acc, x) - m));
  },
};

const bigScans: Record<string, (acc: bigint, x: bigint) => bigint> = {
  cumsum: (acc, x) => acc + x,
  cumprod: (acc, x) => BigInt.asIntN(64, acc * x),
};

/** out[k] = f(out[k − 1], x[k]) along `dim`. Scan names: cumsum, cumprod, logcumsumexp. */
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

/** The running extreme along `dim` and the index of its last occurrence so far; NaN wins once seen. */
export function cumulativeExtremum(kind: 'max' | 'min', values: Strided, indices: Strided, x: Strided, dim: number): void {
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

/** softmax(x)ᵢ = e^(xᵢ − m) / Σ e^(xⱼ − m) along `dim`, m the largest element; or its logarithm. */
export function softmax(log: boolean, out: Strided, x: Strided, dim: number): void {
  const n = x.sizes[dim] ?? 1;
  const o = elements(out) as Record<number, number>;
  const data = elements(x) as Record<number, number>;
  forEachLine([x, out], dim, ([p, q], [step, stepOut]) => {
    let max = -Infinity;
    for (let k = 0; k < n; k++) if (data[p + k * step] > max) max = data[p + k * step];
    let sum = 0;
    for (let k = 0; k < n; k++) sum += Math.exp(data[p + k * step] - max);
    const logSum = Math.log(sum);
    for (let k = 0; k < n; k++) {
      const shifted = data[p + k * step] - max;
      o[q + k * stepOut] = log ? shifted - logSum : Math.exp(shifted) / sum;
    }
  });
}
