import { elementCount } from '../../ndarray/strided.js';
import { RuntimeError } from '../../tensor/errors.js';
import { wrapDim } from '../../tensor/index_key.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose } from '../define.js';
import { inv_ex, singular } from './inverse.js';
import { requireSuccess } from './batches.js';
import { solve } from './solve.js';

// Tensors as matrices: their first dimensions together are the rows, the others the columns.

const TensorInv = compose({
  schema: 'linalg_tensorinv(Tensor input, int ind=2)',
  method: false,
  compose: (input, ind) => {
    if (ind <= 0) throw new RuntimeError(`Expected a strictly positive integer for 'ind', but got ${ind}`);
    const [first, last] = [input.sizes.slice(0, ind), input.sizes.slice(ind)];
    const [rows, columns] = [elementCount(first), elementCount(last)];
    if (rows !== columns)
      throw new RuntimeError(
        `Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got ${columns} != ${rows}`,
      );
    const { inverse, info } = inv_ex(input.reshape(rows, columns));
    requireSuccess('inv', info, singular);
    return inverse.reshape([...last, ...first]);
  },
});

/**
 * The inverse of a tensor as a linear map from its last dimensions to its first: `tensordot(tensorinv(A), A)` is the identity.
 *
 * @param A a tensor whose first `ind` dimensions have as many elements together as the others
 * @param ind how many dimensions are the first. Default 2
 * @returns a new tensor, of the sizes of `A` with the last dimensions first
 * @throws RuntimeError where the sizes do not fit, LinAlgError where there is no inverse
 * @example
 * const A = torch.eye(6).reshape(6, 2, 3);
 * console.log(torch.linalg.tensorinv(A, 1).shape); // torch.Size([2, 3, 6])
 * @see PyTorch: `torch.linalg.tensorinv`
 */
export function tensorinv(A: Tensor, ind?: number | { ind?: number }): Tensor {
  return TensorInv.apply(A, ind);
}

const TensorSolve = compose({
  schema: 'linalg_tensorsolve(Tensor input, Tensor other, int[]? dims=None)',
  method: false,
  compose: (input, other, dims) => {
    const n = input.dim();
    const moved = (dims ?? []).map((d) => wrapDim(d, n));
    const kept = input.sizes.map((_, d) => d).filter((d) => !moved.includes(d));
    const A = dims === null ? input : input.permute([...kept, ...moved]);
    const last = A.sizes.slice(other.dim());
    const [rows, columns] = [elementCount(A.sizes.slice(0, other.dim())), elementCount(last)];
    if (rows !== columns)
      throw new RuntimeError(
        `Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but got ${columns} != ${rows}`,
      );
    return solve(A.reshape(rows, columns), other.reshape(-1)).reshape(last);
  },
});

/**
 * The solution X of tensordot(A, X) = B, over all dimensions of X, which are the last ones of A.
 *
 * @param A a tensor that begins with the sizes of `B` and has as many elements in the other dimensions together
 * @param B the right-hand side
 * @param dims dimensions of `A` that come to its end first
 * @returns a new tensor, of the last sizes of `A`
 * @throws RuntimeError where the sizes do not fit, LinAlgError where there is no solution
 * @example
 * const A = torch.eye(6).reshape(2, 3, 6).mul(2);
 * console.log(torch.linalg.tensorsolve(A, torch.ones(2, 3))); // tensor([0.5000, 0.5000, 0.5000, 0.5000, 0.5000, 0.5000])
 * @see PyTorch: `torch.linalg.tensorsolve`
 */
export function tensorsolve(
  A: Tensor,
  B: Tensor,
  dims?: readonly number[] | null | { dims?: readonly number[] | null },
): Tensor {
  return TensorSolve.apply(A, B, dims);
}
