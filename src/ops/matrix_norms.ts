import { cNumber, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose } from './define.js';
import { unreduce } from './dims.js';
import { svdvals } from './linalg/svd.js';
import { amax, amin } from './max_min.js';
import { sum } from './reduction.js';
import { movedim } from './permuting.js';
import { inNormType, vectorNorm, type NormOptions } from './vector_norms.js';

// Norms of matrices.

/** The order of a norm of matrices. */
export type MatrixOrder = number | 'fro' | 'nuc';

/** The largest (or smallest) norm of order 1 of the columns of matrices, or for order ∞ of their rows. */
function columnNorm(A: Tensor, ord: number, [row, column]: readonly number[], keepdim: boolean): Tensor {
  const [summed, kept] = Math.abs(ord) === 1 ? [row, column] : [column, row];
  const sums = vectorNorm(A, 1, [summed], keepdim, null);
  const left = keepdim || kept < summed ? kept : kept - 1; // where that dimension is after the sum
  if (ord < 0) return amin(sums, left, keepdim);
  return sums.sizes[left] === 0 ? sum(sums, left, keepdim) : amax(sums, left, keepdim);
}

/** The largest (or smallest) singular value, or for 'nuc' the sum of all. */
function spectralNorm(A: Tensor, ord: number | string, dims: readonly number[], keepdim: boolean): Tensor {
  const S = svdvals(movedim(A, dims, [-2, -1]));
  const total = ord === 'nuc' || (ord === 2 && S.sizes.at(-1) === 0);
  const norm = total ? sum(S, -1) : ord === 2 ? amax(S, -1) : amin(S, -1);
  return keepdim ? unreduce(norm, A.sizes, dims, false) : norm;
}

const SPECTRAL: readonly unknown[] = ['nuc', 2, -2];
const ORDERS: readonly unknown[] = ['fro', 1, -1, Infinity, -Infinity, ...SPECTRAL];

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
    if (!ORDERS.includes(ord))
      throw new RuntimeError(`${name}: Order ${typeof ord === 'number' ? cNumber(ord) : String(ord)} not supported.`);
    if (ord === 'fro') return vectorNorm(x, 2, dims, keepdim, null);
    return SPECTRAL.includes(ord) ? spectralNorm(x, ord, dims, keepdim) : columnNorm(x, ord as number, dims, keepdim);
  },
});

/**
 * A norm of matrices: 'fro' is √Σ aᵢⱼ²; 1 and ∞ are the largest sum of |aᵢⱼ| over a column and over a row, 2 is the largest
 * singular value, and −1, −∞ and −2 are the smallest ones; 'nuc' is the sum of the singular values.
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
