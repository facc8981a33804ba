import { kernels } from '../../ndarray/kernels.js';
import { int32 } from '../../tensor/dtype.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { batchOf, emptyBatch, requireFloat, requireSquare, requireSuccess, shapeOf } from './batches.js';

// Inverses of square matrices.

/** @internal What an inversion says of a code that is not 0. */
export const singular = (code: number) =>
  `The diagonal element ${code} is zero, the inversion could not be completed because the input matrix is singular.`;

/** An inverse, and whether there was one. */
export type InverseAndInfo = readonly [inverse: Tensor, info: Tensor] & {
  /** A⁻¹. */
  readonly inverse: Tensor;
  /** 0, or the first pivot, counted from 1, that was zero. */
  readonly info: Tensor;
};

const InvEx = define({
  schema: 'linalg_inv_ex(Tensor A, *, bool check_errors=False)',
  method: false,
  forward: (A, check_errors) => {
    requireSquare('linalg.inv', A);
    requireFloat('linalg.inv', A);
    const batch = batchOf(A);
    const [inverse, info] = [emptyBatch(batch, shapeOf(A), A.dtype), emptyBatch(batch, [], int32)];
    kernels.decompose('inverse', [inverse, info], [A]);
    if (check_errors) requireSuccess('linalg.inv_ex', info, singular);
    return named(['inverse', 'info'], [inverse, info], 'linalg_inv_ex');
  },
  derivative: {
    A: ([grad], { result: [inverse] }) => grad && inverse.mT.matmul(grad).matmul(inverse.mT).neg(),
  },
});

/**
 * A⁻¹ of square matrices, and for each whether there is one.
 *
 * @param A [..., n, n]
 * @param options `check_errors`: whether a singular matrix throws
 * @returns new tensors `inverse` [..., n, n], not finite for a singular matrix, and `info` [...], 0 or the first pivot,
 * counted from 1, that was zero
 * @throws RuntimeError for what is not square, NotImplementedError for integers, LinAlgError if `check_errors` says so
 * @example
 * const { inverse, info } = torch.linalg.inv_ex(torch.tensor([[2, 0], [0, 4]]));
 * console.log(inverse); // tensor([[0.5000, 0.0000],
 * //         [0.0000, 0.2500]])
 * console.log(info); // tensor(0, dtype=torch.int32)
 * @see PyTorch: `torch.linalg.inv_ex`
 */
export function inv_ex(A: Tensor, options?: { check_errors?: boolean }): InverseAndInfo {
  return InvEx.apply(A, options);
}

const Inv = compose({
  schema: 'linalg_inv(Tensor A)',
  method: false,
  compose: (A) => {
    const { inverse, info } = inv_ex(A);
    requireSuccess('linalg.inv', info, singular);
    return inverse;
  },
});

/**
 * A⁻¹ of square matrices. To apply it to B, {@link solve} is faster and more exact.
 *
 * @param A [..., n, n]
 * @returns a new tensor [..., n, n]
 * @throws LinAlgError for a singular matrix, RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.inv(torch.tensor([[1, 2], [3, 4]]))); // tensor([[-2.0000,  1.0000],
 * //         [ 1.5000, -0.5000]])
 * @see PyTorch: `torch.linalg.inv`
 */
export function inv(A: Tensor): Tensor {
  return Inv.apply(A);
}
