import { bool, uint8 } from '../tensor/dtype.js';
import { IndexError, NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { cast, clone } from './copy.js';
import { cumsum } from './cumulative.js';
import { compose, type Method } from './define.js';
import { floatType, reducedDims } from './dims.js';
import { cat } from './joining.js';
import { logical_xor } from './logic.js';
import { overloads } from './overloads.js';
import { sum } from './reduction.js';
import { reshape } from './shape.js';
import { sliced } from './slicing.js';

// Differences of neighbours along a dimension, derivatives estimated from them, and integrals by the trapezoidal rule.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link diff}. */
    diff: Method<typeof diff>;
  }
}

/** All but the last, and all but the first, along `dim`. */
const neighbours = (x: Tensor, dim: number): [left: Tensor, right: Tensor] => [
  sliced(x, dim, 0, -1),
  sliced(x, dim, 1, null),
];

/** Options of {@link diff}. */
export interface DiffOptions {
  /** How many times differences are taken. Default 1. */
  n?: number;
  /** The dimension. Default -1, the last. */
  dim?: number;
  /** What is put before `input` first. */
  prepend?: Tensor | null;
  /** What is put behind `input` first. */
  append?: Tensor | null;
}

const Diff = compose({
  schema: 'diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None)',
  compose: (input, n, dim, prepend, append) => {
    if (n < 0) throw new RuntimeError(`order must be non-negative but got ${n}`);
    if (input.sizes.length === 0) throw new RuntimeError('diff expects input to be at least one-dimensional');
    const d = wrapDim(dim, input.sizes.length);
    const parts = [prepend, input, append].filter((x) => x !== null);
    if (parts.some((x) => x.sizes.length !== input.sizes.length))
      throw new RuntimeError('diff expects prepend or append to be the same dimension as input');
    if (n === 0) return clone(input);
    const between = input.dtype === bool ? logical_xor : sub;
    let result = parts.length > 1 ? cat(parts, d) : input;
    for (let i = 0; i < n; i++) {
      const [left, right] = neighbours(result, d);
      result = between(right, left);
    }
    return result;
  },
});

/**
 * The differences of neighbours along `dim`, taken `n` times: yₖ = xₖ₊₁ − xₖ.
 *
 * @param n how many times
 * @param dim the dimension, by default the last
 * @param prepend what is put before `input` first
 * @param append what is put behind it
 * @returns a new tensor, smaller by `n` along `dim`; for bool, whether neighbours differ
 * @throws RuntimeError for a 0-dim tensor or a negative `n`
 * @example
 * console.log(torch.diff(torch.tensor([1, 4, 9]))); // tensor([3., 5.])
 * @see PyTorch: `torch.diff`
 */
export function diff(
  input: Tensor,
  n?: number | DiffOptions,
  dim?: number | DiffOptions,
  prepend?: Tensor | null | DiffOptions,
  append?: Tensor | null | DiffOptions,
): Tensor {
  return Diff.apply(input, n, dim, prepend, append);
}

/** Options of {@link trapezoid} and {@link cumulative_trapezoid}. */
export interface TrapezoidOptions {
  /** The distance between neighbours where no `x` is given. Default 1. */
  dx?: number;
  /** The dimension. Default -1, the last. */
  dim?: number;
}

/** The distances of neighbouring sample points, with as many dimensions as the samples. */
function distances(name: string, y: Tensor, x: Tensor, dim: number): Tensor {
  const ndim = y.sizes.length;
  if (y.dtype === bool || x.dtype === bool)
    throw new NotImplementedError(`${name}: received a bool input for \`x\` or \`y\`, but bool is not supported`);
  if (x.sizes.length !== 1) {
    const missing = new Array<number>(Math.max(ndim - x.sizes.length, 0)).fill(1);
    return diff(reshape(x, [...missing, ...x.sizes]), 1, dim);
  }
  if (x.sizes[0] !== y.sizes[dim])
    throw new RuntimeError(`${name}: There must be one \`x\` value for each sample point`);
  return diff(
    reshape(
      x,
      y.sizes.map((_, d) => (d === dim ? -1 : 1)),
    ),
    1,
    dim,
  );
}

/** The sums of neighbouring samples. */
function neighbourSums(name: string, y: Tensor, dim: number): Tensor {
  if (y.dtype === bool)
    throw new NotImplementedError(`${name}: received a bool input for \`y\`, but bool is not supported`);
  return add(...neighbours(y, dim));
}

function wrapSampleDim(y: Tensor, dim: number): number {
  if (y.sizes.length === 0) throw new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`);
  return wrapDim(dim, y.sizes.length);
}

/** Both forms of an integral, over given sample points and over evenly spaced ones; `total` adds up areas along `dim`. */
const integral = (name: string, total: (areas: Tensor, dim: number) => Tensor) =>
  overloads(
    name,
    [
      compose({
        schema: `${name}(Tensor y, Tensor x, *, int dim=-1)`,
        compose: (y, x, dim) => {
          const d = wrapSampleDim(y, dim);
          const widths = distances(name, y, x, d);
          return div(total(mul(neighbourSums(name, y, d), widths), d), 2);
        },
      }),
      compose({
        schema: `${name}(Tensor y, *, Scalar dx=1, int dim=-1)`,
        compose: (y, dx, dim) => {
          const d = wrapSampleDim(y, dim);
          const sums = neighbourSums(name, y, d);
          return mul(total(cast(sums, floatType(sums.dtype)), d), Number(dx) / 2);
        },
      }),
    ],
    { method: false },
  );

const Trapezoid = integral('trapezoid', sum);

/**
 * The integral along `dim` by the trapezoidal rule: Σ (xₖ₊₁ − xₖ)·(yₖ + yₖ₊₁) / 2.
 *
 * @param y the samples
 * @param x where they were taken: one value for each along `dim`, or a tensor that broadcasts to `y`; evenly if left out
 * @param options `dx`, the distance of evenly spaced samples, and `dim`
 * @returns a new tensor without dimension `dim`
 * @throws RuntimeError where the sizes do not match, NotImplementedError for bool
 * @example
 * console.log(torch.trapezoid(torch.tensor([1, 5, 10]))); // tensor(10.5000)
 * console.log(torch.trapezoid(torch.tensor([1, 5, 10]), torch.tensor([1, 3, 6]))); // tensor(28.5000)
 * @see PyTorch: `torch.trapezoid`
 */
export function trapezoid(y: Tensor, x?: Tensor | TrapezoidOptions, options?: TrapezoidOptions): Tensor {
  return Trapezoid(y, x, options);
}

/** The same as {@link trapezoid}. */
export const trapz = trapezoid;

const CumulativeTrapezoid = integral('cumulative_trapezoid', cumsum);

/**
 * The running integral along `dim` by the trapezoidal rule.
 *
 * @param y the samples
 * @param x where they were taken: one value for each along `dim`, or a tensor that broadcasts to `y`; evenly if left out
 * @param options `dx`, the distance of evenly spaced samples, and `dim`
 * @returns a new tensor, smaller by 1 along `dim`
 * @throws RuntimeError where the sizes do not match, NotImplementedError for bool
 * @example
 * console.log(torch.cumulative_trapezoid(torch.tensor([1, 5, 10]))); // tensor([ 3.0000, 10.5000])
 * @see PyTorch: `torch.cumulative_trapezoid`
 */
export function cumulative_trapezoid(y: Tensor, x?: Tensor | TrapezoidOptions, options?: TrapezoidOptions): Tensor {
  return CumulativeTrapezoid(y, x, options);
}

/** Options of {@link gradient}. */
export interface GradientOptions {
  /** The distance of neighbours, one for each dimension, or for each the coordinates. Default 1. */
  spacing?: number | Tensor | readonly number[] | readonly Tensor[] | null;
  /** The dimension or dimensions; all if left out. */
  dim?: number | readonly number[] | null;
  /** The order of the estimates at the two ends: 1 or 2. Default 1. */
  edge_order?: number;
}

/** The spacing of each dimension in `dims`, as the argument says it. */
function spacings(spacing: unknown, dims: readonly number[], ndim: number, all: boolean): (Scalar | Tensor)[] {
  if (!Array.isArray(spacing)) {
    const step = isTensor(spacing) ? spacing.item() : ((spacing ?? 1) as Scalar);
    return dims.map(() => step);
  }
  if (all && spacing.length !== ndim)
    throw new RuntimeError(
      'torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to ' +
        `'self.dim() = ${ndim}', since dim argument was not given, but got a list of length ${spacing.length}`,
    );
  if (spacing.length !== dims.length)
    throw new RuntimeError(
      "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same " +
        `length, but got a spacing argument of length ${spacing.length} and a dim argument of length ${dims.length}.`,
    );
  return spacing as (Scalar | Tensor)[];
}

/** Σ wᵢ·xᵢ. */
const weighted = (...terms: [weight: number | Tensor, x: Tensor][]) =>
  terms.map(([weight, x]) => mul(x, weight)).reduce((a, b) => add(a, b));

/** The derivative along `dim` on an even grid of width h: central differences inside, one-sided ones at the ends. */
function evenGradient(x: Tensor, dim: number, h: number, edgeOrder: number): Tensor {
  const n = x.sizes[dim];
  const at = (k: number) => sliced(x, dim, k, k + 1);
  const inside = div(sub(sliced(x, dim, 2, null), sliced(x, dim, 0, n - 2)), 2 * h);
  const [start, end] =
    edgeOrder === 1
      ? [sub(at(1), at(0)), sub(at(n - 1), at(n - 2))]
      : [
          weighted([-1.5, at(0)], [2, at(1)], [-0.5, at(2)]),
          weighted([1.5, at(n - 1)], [-2, at(n - 2)], [0.5, at(n - 3)]),
        ];
  return cat([div(start, h), inside, div(end, h)], dim);
}

/**
 * The derivative along `dim` on a grid of any coordinates: that of the parabola through three neighbours, and at the ends,
 * for order 1, of the line through two.
 */
function unevenGradient(x: Tensor, dim: number, coordinates: Tensor, edgeOrder: number): Tensor {
  const n = x.sizes[dim];
  const at = (k: number) => sliced(x, dim, k, k + 1);
  const widths = reshape(
    diff(coordinates),
    x.sizes.map((_, d) => (d === dim ? -1 : 1)),
  );
  const [a, b] = neighbours(widths, dim); // the distances to the left and to the right
  const inside = weighted(
    [div(b, mul(mul(a, add(a, b)), -1)), sliced(x, dim, 0, n - 2)],
    [div(sub(b, a), mul(a, b)), sliced(x, dim, 1, n - 1)],
    [div(a, mul(b, add(a, b))), sliced(x, dim, 2, null)],
  );
  const width = (k: number) => sliced(widths, dim, k, k + 1);
  if (edgeOrder === 1) {
    const start = div(sub(at(1), at(0)), width(0));
    const end = div(sub(at(n - 1), at(n - 2)), width(n - 2));
    return cat([start, inside, end], dim);
  }
  const edge = (near: Tensor, far: Tensor, [x0, x1, x2]: Tensor[]) =>
    weighted(
      [div(add(mul(near, 2), far), mul(mul(near, add(near, far)), -1)), x0],
      [div(add(near, far), mul(near, far)), x1],
      [div(near, mul(mul(far, add(near, far)), -1)), x2],
    );
  const start = edge(width(0), width(1), [at(0), at(1), at(2)]);
  const end = edge(width(n - 2), width(n - 3), [at(n - 1), at(n - 2), at(n - 3)]).neg();
  return cat([start, inside, end], dim);
}

const Gradient = compose({
  schema: 'gradient(Tensor input, *, any spacing=None, int[]? dim=None, int edge_order=1)',
  method: false,
  compose: (input, spacing, dim, edge_order) => {
    const ndim = input.sizes.length;
    const dims = dim === null ? reducedDims(null, ndim) : dim;
    const steps = spacings(spacing, dims, ndim, dim === null);
    if (input.dtype === uint8) throw new NotImplementedError('torch.gradient does not support uint8 input.');
    if (edge_order !== 1 && edge_order !== 2)
      throw new RuntimeError('torch.gradient only supports edge_order=1 and edge_order=2.');
    const axes = reducedDims(dims, dims.length === 0 ? 0 : ndim);
    if (axes.some((d) => input.sizes[d] < edge_order + 1))
      throw new RuntimeError('torch.gradient expected each dimension size to be at least edge_order+1');
    return axes.map((d, i) => {
      const step = steps[i];
      return isTensor(step)
        ? unevenGradient(input, d, step, edge_order)
        : evenGradient(input, d, Number(step), edge_order);
    });
  },
});

/**
 * The derivative along each dimension, estimated from samples: exact for parabolas inside, and at the two ends for lines or,
 * with `edge_order` 2, for parabolas too.
 *
 * @param options `spacing`, `dim` and `edge_order`
 * @returns a list with one new tensor for each dimension
 * @throws RuntimeError where there are too few samples or the lengths of `spacing` and `dim` differ
 * @example
 * console.log(torch.gradient(torch.tensor([1, 4, 9, 16]))); // [ tensor([3., 4., 6., 7.]) ]
 * console.log(torch.gradient(torch.tensor([1, 4, 16]), { spacing: [torch.tensor([1, 2, 4])] })); // [ tensor([3., 4., 6.]) ]
 * @see PyTorch: `torch.gradient`
 */
export function gradient(input: Tensor, options?: GradientOptions): Tensor[] {
  return Gradient.apply(input, options);
}
