import { bool } from '../tensor/dtype.js';
import { IndexError, NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { cast } from './copy.js';
import { cumsum } from './cumulative.js';
import { compose } from './define.js';
import { diff, neighbours } from './differences.js';
import { floatType } from './dims.js';
import { overloads } from './overloads.js';
import { sum } from './reduction.js';
import { reshape } from './shape.js';
import { select } from './slicing.js';

// Integrals along a dimension by the trapezoidal rule.

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
const neighbourSums = (y: Tensor, dim: number) => add(...neighbours(y, dim));

function refuseBool(name: string, which: string, ...inputs: Tensor[]): void {
  if (inputs.some((x) => x.dtype === bool))
    throw new NotImplementedError(`${name}: received a bool input for ${which}, but bool is not supported`);
}

function wrapSampleDim(y: Tensor, dim: number): number {
  if (y.sizes.length === 0) throw new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`);
  return wrapDim(dim, y.sizes.length);
}

/**
 * Both forms of an integral: over given sample points, where `total` adds up areas along a dimension, and over evenly
 * spaced ones.
 */
const integral = (
  name: string,
  total: (areas: Tensor, dim: number) => Tensor,
  even: (y: Tensor, dx: number, dim: number) => Tensor,
) =>
  overloads(
    name,
    [
      compose({
        schema: `${name}(Tensor y, Tensor x, *, int dim=-1)`,
        compose: (y, x, dim) => {
          const d = wrapSampleDim(y, dim);
          refuseBool(name, '`x` or `y`', x, y);
          return div(total(mul(neighbourSums(y, d), distances(name, y, x, d)), d), 2);
        },
      }),
      compose({
        schema: `${name}(Tensor y, *, Scalar dx=1, int dim=-1)`,
        compose: (y, dx, dim) => {
          const d = wrapSampleDim(y, dim);
          refuseBool(name, '`y`', y);
          return even(y, Number(dx), d);
        },
      }),
    ],
    { method: false },
  );

const Trapezoid = integral('trapezoid', sum, (y, dx, dim) => {
  if (y.sizes[dim] === 0) return sum(y, dim);
  const ends = add(select(y, dim, 0), select(y, dim, -1));
  return mul(sub(sum(y, dim), mul(ends, 0.5)), dx);
});

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

/**
 * The same as {@link trapezoid}.
 *
 * @example
 * console.log(torch.trapz(torch.tensor([1, 5, 10]))); // tensor(10.5000)
 * @see PyTorch: `torch.trapz`
 */
export const trapz = trapezoid;

const CumulativeTrapezoid = integral('cumulative_trapezoid', cumsum, (y, dx, dim) => {
  const sums = neighbourSums(y, dim);
  return cumsum(mul(cast(sums, floatType(sums.dtype)), dx / 2), dim);
});

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
