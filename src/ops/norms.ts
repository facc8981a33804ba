import { kernels } from '../ndarray/kernels.js';
import type { DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul, pow, sub } from './arithmetic.js';
import { eq } from './comparison.js';
import { cast } from './copy.js';
import { compose, define, type Method } from './define.js';
import { expandReduced, reducedDims, reductionTarget, unreduce, type Dims } from './dims.js';
import { amax, amin } from './max_min.js';
import { spreadEvenly } from './picking.js';
import { sum } from './reduction.js';
import { abs, sgn } from './signs.js';
import { where } from './ternary.js';

// Norms of vectors and matrices, and distances.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link norm}. */
    norm: Method<typeof norm>;
    /** See {@link dist}. */
    dist: Method<typeof dist>;
  }
}

/** Options of {@link vector_norm}, {@link matrix_norm} and `torch.linalg.norm`. */
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

/** The order of a norm of matrices. */
export type MatrixOrder = number | 'fro' | 'nuc';

/** `x` in the dtype in which its norm is computed. */
function inNormType(name: string, x: Tensor, dtype: DType | null): Tensor {
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

/** A number as C++ prints it. */
const cNumber = (x: number) => (Math.abs(x) === Infinity ? (x > 0 ? 'inf' : '-inf') : String(x));

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
function normRule(grad: Tensor, x: Tensor, ord: number, dim: readonly number[] | null, keepdim: boolean, norm: Tensor) {
  if (ord === 0) return mul(expandReduced(grad, x.sizes, dim, keepdim), 0);
  if (Math.abs(ord) === Infinity) return spreadOverAttaining(grad, x, dim, keepdim, norm);
  const [g, n] = [unreduce(grad, x.sizes, dim, keepdim), unreduce(norm, x.sizes, dim, keepdim)];
  if (ord === 1) return mul(sgn(x), g);
  if (ord === 2) return where(eq(n, 0), 0, mul(g, div(x, n)));
  return where(eq(x, 0), 0, mul(mul(g, sgn(x)), pow(div(abs(x), n), ord - 1)));
}

function spreadOverAttaining(grad: Tensor, x: Tensor, dim: readonly number[] | null, keepdim: boolean, norm: Tensor) {
  return mul(sgn(x), spreadEvenly(grad, abs(x), norm, dim, keepdim));
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
function vectorNorm(x: Tensor, ord: number, dim: readonly number[] | null, keepdim: boolean, dtype: DType | null) {
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

/** The largest (or smallest) norm of order 1 of the columns of matrices, or for order ∞ of their rows. */
function columnNorm(A: Tensor, ord: number, [row, column]: readonly number[], keepdim: boolean): Tensor {
  const [summed, kept] = Math.abs(ord) === 1 ? [row, column] : [column, row];
  const sums = vectorNorm(A, 1, [summed], keepdim, null);
  const left = keepdim || kept < summed ? kept : kept - 1; // where that dimension is after the sum
  if (ord < 0) return amin(sums, left, keepdim);
  return sums.sizes[left] === 0 ? sum(sums, left, keepdim) : amax(sums, left, keepdim);
}

const MATRIX_ORDERS: readonly unknown[] = ['fro', 1, -1, Infinity, -Infinity];

const MatrixNorm = compose({
  schema: "linalg_matrix_norm(Tensor A, order ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, dtype? dtype=None)",
  method: false,
  compose: (A, ord, dim, keepdim, dtype) => {
    const name = 'linalg.matrix_norm';
    const x = inNormType(name, A, dtype);
    if (x.sizes.length < 2) throw new RuntimeError(`${name}: The input tensor A must have at least 2 dimensions.`);
    if (dim.length !== 2) throw new RuntimeError(`${name}: dim must be a 2-tuple. Got ${dim.join(' ')}`);
    const dims = dim.map((d) => wrapDim(d, x.sizes.length));
    if (dims[0] === dims[1]) throw new RuntimeError(`${name}: dims must be different. Got (${dim.join(', ')})`);
    if (!MATRIX_ORDERS.includes(ord))
      throw new RuntimeError(`${name}: Order ${typeof ord === 'number' ? cNumber(ord) : String(ord)} not supported.`);
    return ord === 'fro' ? vectorNorm(x, 2, dims, keepdim, null) : columnNorm(x, ord as number, dims, keepdim);
  },
});

/**
 * A norm of matrices: 'fro' is √Σ aᵢⱼ², 1 and ∞ the largest sum of |aᵢⱼ| over a column and over a row, −1 and −∞ the
 * smallest.
 *
 * @param ord which norm. Default 'fro'
 * @param dim the two dimensions of the matrices. Default the last two
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError for a tensor that is no matrix and for another order, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.matrix_norm(torch.tensor([[1, 2], [3, 4]]), Infinity)); // tensor(7.)
 * @see PyTorch: `torch.linalg.matrix_norm`
 */
export function matrix_norm(
  A: Tensor,
  ord?: MatrixOrder | NormOptions<MatrixOrder>,
  dim?: readonly number[] | NormOptions<MatrixOrder>,
  keepdim?: boolean | NormOptions<MatrixOrder>,
  options?: NormOptions<MatrixOrder>,
): Tensor {
  return MatrixNorm.apply(A, ord, dim, keepdim, options);
}

const LinalgNorm = compose({
  schema: 'linalg_norm(Tensor A, order? ord=None, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  method: false,
  compose: (A, ord, dim, keepdim, dtype) => {
    const ndim = A.sizes.length;
    if (dim !== null && dim.length !== 1 && dim.length !== 2)
      throw new RuntimeError(`linalg.norm: If dim is specified, it must be of length 1 or 2. Got [${dim.join(', ')}]`);
    if (dim === null && ord !== null && ndim !== 1 && ndim !== 2)
      throw new RuntimeError(
        `linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${ndim}D.`,
      );
    const ofMatrices = typeof ord === 'string' || (ord !== null && (dim?.length ?? ndim) === 2);
    if (ofMatrices) return matrix_norm(A, ord as MatrixOrder, dim ?? [-2, -1], keepdim, { dtype });
    return vectorNorm(A, Number(ord ?? 2), dim, keepdim, dtype);
  },
});

/**
 * The norm of vectors along one dimension, of matrices along two, or of all elements: {@link vector_norm} or
 * {@link matrix_norm}.
 *
 * @param ord which norm; the root of the sum of squares if left out
 * @param dim one dimension or two; if left out, `A` is a vector or a matrix, or `ord` is left out too
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError for other dimensions and orders, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.norm(torch.tensor([[3, 0], [0, 4]]))); // tensor(5.)
 * @see PyTorch: `torch.linalg.norm`
 */
export function linalg_norm(
  A: Tensor,
  ord?: MatrixOrder | null | NormOptions<MatrixOrder>,
  dim?: Dims | NormOptions<MatrixOrder>,
  keepdim?: boolean | NormOptions<MatrixOrder>,
  options?: NormOptions<MatrixOrder>,
): Tensor {
  return LinalgNorm.apply(A, ord, dim, keepdim, options);
}

const Norm = compose({
  schema: "norm(Tensor input, order? p='fro', int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
  compose: (input, p, dim, keepdim, dtype) => {
    if (typeof p !== 'string' || (p === 'fro' && (dim === null || dim.length <= 2)))
      return vectorNorm(input, Number(typeof p === 'string' ? 2 : (p ?? 2)), dim, keepdim, dtype);
    const dims = dim ?? reducedDims(null, input.sizes.length);
    return matrix_norm(input, p as MatrixOrder, dims, keepdim, { dtype });
  },
});

/** Options of {@link norm}. */
export interface PNormOptions {
  /** The order p, or 'fro'. Default 'fro', the root of the sum of squares. */
  p?: MatrixOrder | null;
  /** The dimension or dimensions; all if left out. */
  dim?: Dims;
  /** Whether they stay, with size 1. Default false. */
  keepdim?: boolean;
  /** The dtype to compute in and return. */
  dtype?: DType | null;
}

/**
 * The p-norm of vectors along `dim`, or of all elements: (Σ |x|ᵖ)^(1/p), by default √Σ x².
 *
 * @param p the order, as in {@link vector_norm}; 'fro' is 2
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError for the extreme of no element, NotImplementedError for integers
 * @example
 * console.log(torch.norm(torch.tensor([3, 4]))); // tensor(5.)
 * console.log(torch.tensor([[1, -2], [3, 4]]).norm(1, 1)); // tensor([3., 7.])
 * @see PyTorch: `torch.norm`
 */
export function norm(
  input: Tensor,
  p?: MatrixOrder | null | PNormOptions,
  dim?: Dims | PNormOptions,
  keepdim?: boolean | PNormOptions,
  options?: PNormOptions,
): Tensor {
  return Norm.apply(input, p, dim, keepdim, options);
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
