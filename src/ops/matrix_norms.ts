import { cNumber, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose } from './define.js';
import { amax, amin } from './max_min.js';
import { sum } from './reduction.js';
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
