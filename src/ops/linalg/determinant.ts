import { kernels } from '../../ndarray/kernels.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { define } from '../define.js';
import { productOfOthers } from '../recurrence.js';
import { batchOf, emptyBatch, requireFloat, requireSquare } from './batches.js';
import { inv_ex } from './inverse.js';
import { svd } from './svd.js';

// Determinants, from the pivots of Gaussian elimination.

/** Numbers as 1×1 matrices. */
const asMatrices = (x: Tensor) => x.unsqueeze(-1).unsqueeze(-1);

/**
 * The matrix of cofactors, which is the gradient of the determinant: d det A = tr(adj(A)·dA). It is det(A)·A⁻ᵀ, and where
 * A is singular det(U)·det(V)·U·diag(Πⱼ≠ᵢ σⱼ)·Vᵀ.
 */
function cofactors(A: Tensor, determinant: Tensor): Tensor {
  if (!determinant.eq(0).any().item()) return inv_ex(A).inverse.mT.mul(asMatrices(determinant));
  const { U, S, Vh } = svd(A);
  const scaled = U.mul(productOfOthers(S, -1).unsqueeze(-2)).matmul(Vh);
  return scaled.mul(asMatrices(det(U).mul(det(Vh))));
}

const Det = define({
  schema: 'linalg_det(Tensor A)',
  method: false,
  forward: (A) => {
    requireSquare('linalg.det', A);
    requireFloat('linalg.det', A);
    const result = emptyBatch(batchOf(A), [], A.dtype);
    kernels.decompose('determinant', [result], [A]);
    return result;
  },
  derivative: { A: (grad, { A, result }) => asMatrices(grad).mul(cofactors(A, result)) },
});

/**
 * The determinants of square matrices.
 *
 * @param A [..., n, n]
 * @returns a new tensor [...]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.det(torch.tensor([[1, 2], [3, 4]]))); // tensor(-2.)
 * @see PyTorch: `torch.linalg.det`
 */
export function det(A: Tensor): Tensor {
  return Det.apply(A);
}

/** The sign and the logarithm of a determinant. */
export type SignAndLog = readonly [sign: Tensor, logabsdet: Tensor] & {
  /** 1, −1, or 0 for a singular matrix. */
  readonly sign: Tensor;
  /** log |det A|, −∞ for a singular matrix. */
  readonly logabsdet: Tensor;
};

const Slogdet = define({
  schema: 'linalg_slogdet(Tensor A)',
  method: false,
  forward: (A) => {
    requireSquare('linalg.slogdet', A);
    requireFloat('linalg.slogdet', A);
    const [sign, logabsdet] = [emptyBatch(batchOf(A), [], A.dtype), emptyBatch(batchOf(A), [], A.dtype)];
    kernels.decompose('determinant', [null, sign, logabsdet], [A]);
    return named(['sign', 'logabsdet'], [sign, logabsdet], 'linalg_slogdet');
  },
  derivative: { A: ([, grad], { A }) => grad && asMatrices(grad).mul(inv_ex(A).inverse.mT) },
});

/**
 * The signs and logarithms of the determinants of square matrices: det A = sign·e^logabsdet, where det A itself would
 * overflow or underflow.
 *
 * @param A [..., n, n]
 * @returns new tensors `sign` and `logabsdet` [...]; 0 and −∞ for a singular matrix
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * const { sign, logabsdet } = torch.linalg.slogdet(torch.tensor([[0, 1], [2, 0]]));
 * console.log(sign); // tensor(-1.)
 * console.log(logabsdet); // tensor(0.6931)
 * @see PyTorch: `torch.linalg.slogdet`
 */
export function slogdet(A: Tensor): SignAndLog {
  return Slogdet.apply(A);
}
