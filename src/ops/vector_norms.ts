import { kernels } from '../ndarray/kernels.js';
import type { DType } from '../tensor/dtype.js';
import { cNumber, NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul, sub } from './arithmetic.js';
import { eq } from './comparison.js';
import { cast } from './copy.js';
import { compose, define, type Method } from './define.js';
import { expandReduced, reducedDims, reductionTarget, unreduce, type Dims } from './dims.js';
import { spreadWithNaN } from './picking.js';
import { pow } from './powers.js';
import { abs, sgn } from './signs.js';
import { where } from './ternary.js';

// Norms of vectors, and distances.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link dist}. */
    dist: Method<typeof dist>;
  }
}

/** Options of {@link vector_norm}, `matrix_norm` and `linalg.norm`. */
export interface NormOptions<Order> {
  /** Which norm. */
  ord?: Order;
  /** The dimensions that a vector or matrix lies along. */
  dim?: Dims;
  /** Whether they stay, with size 1. Default false. */
  keepdim?: boolean;
  /** The dtype to compute in and return; not narrower than that of the input. */
  dtype?: DType | null;
}

/** `x` in the dtype in which its norm is computed. */
export function inNormType(name: string, x: Tensor, dtype: DType | null): Tensor {
  if (!x.dtype.is_floating_point)
    throw new NotImplementedError(
      `${name}: Expected a floating point or complex tensor as input. Got ${x.dtype.scalarName}`,
    );
  if (dtype === null) return x;
  if (!dtype.is_floating_point)
    throw new RuntimeError(`${name}: dtype should be floating point or complex, but got ${dtype.scalarName}`);
  if (dtype.itemsize < x.dtype.itemsize)
    throw new RuntimeError(
      `${name}: the dtype of the input (${x.dtype.scalarName}) should be convertible without narrowing to the specified dtype (${dtype.scalarName})`,
    );
  return cast(x, dtype);
}

/** Refuses the norms that are extremes, or inverses, of nothing. */
function requireIdentity(ord: number, sizes: readonly number[], dim: readonly number[] | null): void {
  if ((ord >= 0 && ord !== Infinity) || !sizes.includes(0)) return;
  const cannot = `linalg.vector_norm cannot compute the ${cNumber(ord)} norm on`;
  if (dim === null || dim.length === 0)
    throw new RuntimeError(`${cannot} an empty tensor because the operation does not have an identity`);
  const empty = reducedDims(dim, sizes.length).find((d) => sizes[d] === 0);
  if (empty !== undefined)
    throw new RuntimeError(
      `${cannot} the dimension ${empty}because this dimension is empty and the operation does not have an identity`,
    );
}

/**
 * ∂‖x‖ₚ/∂x = sgn(x)·(|x| / ‖x‖ₚ)^(p−1), and 0 where x is 0; for p = ±∞ the gradient is spread evenly over the elements that
 * attain the extreme.
 */
export function normRule(
  grad: Tensor,
  x: Tensor,
  ord: number,
  dim: readonly number[] | null,
  keepdim: boolean,
  norm: Tensor,
) {
  if (ord === 0) return mul(expandReduced(grad, x.sizes, dim, keepdim), 0);
  if (Math.abs(ord) === Infinity) return mul(sgn(x), spreadWithNaN(grad, abs(x), norm, dim, keepdim));
  const [g, n] = [unreduce(grad, x.sizes, dim, keepdim), unreduce(norm, x.sizes, dim, keepdim)];
  if (ord === 1) return mul(sgn(x), g);
  if (ord === 2) return where(eq(n, 0), 0, mul(g, div(x, n)));
  return where(eq(x, 0), 0, mul(mul(g, sgn(x)), pow(div(abs(x), n), ord - 1)));
}

const VectorNormNode = define({
  schema: '_vector_norm(Tensor x, float ord, int[]? dim, bool keepdim)',
  node: 'LinalgVectorNorm',
  method: false,
  forward: (x, ord, dim, keepdim) => {
    requireIdentity(ord, x.sizes, dim);
    const dims = reducedDims(dim, x.sizes.length);
    const [result, target] = reductionTarget(x.sizes, dims, keepdim, x.dtype);
    kernels.norm(ord, target, x, dims);
    return result;
  },
  derivative: {
    x: (grad, { x, ord, dim, keepdim, result }) => normRule(grad, x, ord, dim, keepdim, result),
  },
});

/** ‖x‖ over dimensions, in the dtype asked for. */
export function vectorNorm(
  x: Tensor,
  ord: number,
  dim: readonly number[] | null,
  keepdim: boolean,
  dtype: DType | null,
) {
  return VectorNormNode.apply(inNormType('linalg.vector_norm', x, dtype), ord, dim, keepdim);
}

const VectorNorm = compose({
  schema: 'linalg_vector_norm(Tensor x, Scalar ord=2, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  method: false,
  compose: (x, ord, dim, keepdim, dtype) => vectorNorm(x, Number(ord), dim, keepdim, dtype),
});

/**
 * The p-norm of vectors along `dim`, or of all elements: (Σ |x|ᵖ)^(1/p). For p = ±∞ it is the largest and the smallest |x|,
 * for p = 0 the number of elements that are not zero.
 *
 * @param ord the order p. Default 2
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError for the extreme of no element, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.vector_norm(torch.tensor([3, 4]))); // tensor(5.)
 * @see PyTorch: `torch.linalg.vector_norm`
 */
export function vector_norm(
  x: Tensor,
  ord?: number | NormOptions<number>,
  dim?: Dims | NormOptions<number>,
  keepdim?: boolean | NormOptions<number>,
  options?: NormOptions<number>,
): Tensor {
  return VectorNorm.apply(x, ord, dim, keepdim, options);
}

const Dist = define({
  schema: 'dist(Tensor input, Tensor other, Scalar p=2)',
  forward: (input, other, p) => {
    const difference = sub(input.detach(), other.detach());
    if (!difference.dtype.is_floating_point)
      throw new NotImplementedError(
        `norm(): input dtype should be either floating point or complex. Got ${difference.dtype.scalarName} instead.`,
      );
    return vectorNorm(difference, Number(p), null, false, null);
  },
  derivative: {
    input: (grad, { input, other, p, result }) => normRule(grad, sub(input, other), Number(p), null, false, result),
    other: (grad, { input, other, p, result }) => normRule(grad, sub(other, input), Number(p), null, false, result),
  },
});

/**
 * The distance ‖input − other‖ₚ.
 *
 * @param p the order of the norm, as in {@link vector_norm}. Default 2
 * @returns a new 0-dim tensor
 * @throws RuntimeError where the sizes do not broadcast, NotImplementedError for integers
 * @example
 * console.log(torch.dist(torch.tensor([1, 1]), torch.tensor([4, 5]))); // tensor(5.)
 * @see PyTorch: `torch.dist`
 */
export function dist(
  input: Tensor,
  other: Tensor | { other: Tensor; p?: number },
  p?: number | { p?: number },
): Tensor {
  return Dist.apply(input, other, p);
}
