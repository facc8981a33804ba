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

/** log(eᵃ + eᵇ), from the larger of the two so that nothing overflows. */
export function logAddExp(a: number, b: number): number {
  const m = Math.max(a, b);
  return Math.abs(m) === Infinity ? m : m + Math.log1p(Math.exp(Math.min(a, b) - m));
}

/** log Σ eˣ of a row: m + log Σ e^(x − m), m the largest element. */
function logSumExp(data: Record<number, number>, at: number, step: number, n: number): number {
  let max = -Infinity;
  for (let i = 0; i < n; i++) max = Math.max(max, data[at + i * step]);
  if (Math.abs(max) === Infinity) return max;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.exp(data[at + i * step] - max);
  return max + Math.log(sum);
}

const larger = (acc: number, x: number) => (acc !== acc || x !== x ? NaN : x > acc ? x : acc);
const smaller = (acc: number, x: number) => (acc !== acc || x !== x ? NaN : x < acc ? x : acc);

const folds: Record<string, Fold<number>> = {
  sum: { empty: 0, row: (acc, data, at, step, n) => acc + pairwiseSum(data, at, step, n) },
  nansum: combining<number>(0, (acc, x) => (x === x ? acc + x : acc)),
  prod: combining<number>(1, (acc, x) => acc * x),
  logsumexp: { empty: -Infinity, row: (acc, data, at, step, n) => logAddExp(acc, logSumExp(data, at, step, n)) },
  amax: combining<number>(-Infinity, larger),
  amin: combining<number>(Infinity, smaller),
  any: combining<number>(0, (acc, x) => (acc !== 0 || x !== 0 ? 1 : 0)),
  all: combining<number>(1, (acc, x) => (acc !== 0 && x !== 0 ? 1 : 0)),
  count_nonzero: combining<number>(0, (acc, x) => (x !== 0 ? acc + 1 : acc)),
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

const pick = (list: readonly number[], at: readonly number[]) => at.map((d) => list[d]);

/** Walks rows of elements: data[from], data[from + step], …, n of them. */
type Rows = (row: (from: number, step: number, n: number) => void) => void;

/**
 * Visits every index tuple of the dimensions of `x` that are not in `dims`: with its place in each of `outs`, whose
 * dimensions are those, in order, and with the elements of `x` that are folded there.
 */
function forEachGroup(
  outs: readonly Strided[],
  x: Strided,
  dims: readonly number[],
  visit: (at: readonly number[], rows: Rows) => void,
): void {
  const kept = x.sizes.map((_, d) => d).filter((d) => !dims.includes(d));
  const folded = x.sizes.map((_, d) => d).filter((d) => dims.includes(d));
  let [sizes, [steps]] = collapse(pick(x.sizes, folded), pick(x.strides, folded));
  if (sizes.length === 0) [sizes, steps] = [[1], [0]];
  const last = sizes.length - 1;
  const strides = [pick(x.strides, kept), ...outs.map((out) => out.strides)].map((list) => [...list, 0]);
  forEachRow([...pick(x.sizes, kept), 1], strides, [x, ...outs].map(origin), ([from, ...at]) =>
    visit(at, (row) => forEachRow(sizes, [steps], [from], ([p]) => row(p, steps[last], sizes[last]))),
  );
}

/**
 * Folds dimensions `dims` of `x` into `out`, whose dimensions are the others, in order. Fold names: sum, nansum, prod,
 * logsumexp, amax, amin, any, all, count_nonzero. `out` may have another element type (any, all: bool; count_nonzero: int64).
 */
export function reduce(name: string, out: Strided, x: Strided, dims: readonly number[]): void {
  const fold = (x.storage.type === 'int64' ? bigFolds : folds)[name] as Fold<Scalar>;
  const toOut: (value: Scalar) => Scalar = out.storage.type === 'int64' ? BigInt : Number;
  const [o, data] = [elements(out), elements(x)];
  forEachGroup([out], x, dims, ([at], rows) => {
    let acc = fold.empty;
    rows((from, step, n) => {
      acc = fold.row(acc, data, from, step, n);
    });
    o[at] = toOut(acc);
  });
}

/** The fold that ‖x‖ₚ is made of. */
function normFold(p: number): Fold<number> {
  if (p === 0) return folds.count_nonzero;
  if (p === 1) return combining<number>(0, (acc, x) => acc + Math.abs(x));
  if (p === 2) return combining<number>(0, (acc, x) => acc + x * x);
  if (p === Infinity) return combining<number>(0, (acc, x) => larger(acc, Math.abs(x)));
  if (p === -Infinity) return combining<number>(Infinity, (acc, x) => smaller(acc, Math.abs(x)));
  return combining<number>(0, (acc, x) => acc + Math.abs(x) ** p);
}

/**
 * ‖x‖ₚ = (Σ |x|ᵖ)^(1/p) over dimensions `dims` of floats: the count of elements that are not zero for p = 0, the largest
 * and smallest |x| for p = ±∞.
 */
export function norm(p: number, out: Strided, x: Strided, dims: readonly number[]): void {
  const fold = normFold(p);
  const root = p === 2 ? Math.sqrt : (sum: number) => sum ** (1 / p);
  const finish = p === 0 || p === 1 || Math.abs(p) === Infinity ? (acc: number) => acc : root;
  const [o, data] = [elements(out), elements(x) as Record<number, number>];
  forEachGroup([out], x, dims, ([at], rows) => {
    let acc = fold.empty;
    rows((from, step, n) => {
      acc = fold.row(acc, data, from, step, n);
    });
    o[at] = finish(acc);
  });
}

/** The mean of floats over dimensions `dims`, and Σ (x − mean)² around it as it is before it is rounded. */
export function moments(mean: Strided, squares: Strided, x: Strided, dims: readonly number[]): void {
  const [m, s, data] = [elements(mean), elements(squares), elements(x) as Record<number, number>];
  const count = dims.reduce((n, d) => n * x.sizes[d], 1);
  forEachGroup([mean, squares], x, dims, ([atMean, atSquares], rows) => {
    let sum = 0;
    rows((from, step, n) => {
      sum += pairwiseSum(data, from, step, n);
    });
    const center = sum / count;
    let total = 0;
    rows((from, step, n) => {
      for (let i = 0; i < n; i++) total += (data[from + i * step] - center) ** 2;
    });
    m[atMean] = center;
    s[atSquares] = total;
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
