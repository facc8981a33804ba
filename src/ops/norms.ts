import type { DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose, type Method } from './define.js';
import { reducedDims, type Dims } from './dims.js';
import { matrix_norm, type MatrixOrder } from './matrix_norms.js';
import { vectorNorm, type NormOptions } from './vector_norms.js';

// Norms of vectors or of matrices, as the arguments say.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link norm}. */
    norm: Method<typeof norm>;
  }
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
 * @param p the order, as in `torch.linalg.vector_norm`; 'fro' is 2
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
