import { kernels } from '../../ndarray/kernels.js';
import { finfo, int32 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { denseCopy } from '../dense.js';
import { eye } from '../creation.js';
import { batchOf, emptyBatch, requireFloat, requireMatrices, requireSuccess, shapeOf } from './batches.js';

// The singular value decomposition A = U·diag(S)·Vᵀ, with orthonormal columns in U and V.

/** The three factors. */
export type SvdFactors = readonly [U: Tensor, S: Tensor, Vh: Tensor] & {
  /** The left singular vectors, its columns. */
  readonly U: Tensor;
  /** The singular values, in descending order. */
  readonly S: Tensor;
  /** The right singular vectors, its rows. */
  readonly Vh: Tensor;
};

/** Options of {@link svd}. */
export interface SvdOptions {
  /** Whether U and V are square, and not only the columns that belong to singular values. Default true. */
  full_matrices?: boolean;
  /** Only null: other drivers belong to CUDA. */
  driver?: string | null;
}

/** @internal The relative precision to which LAPACK iterates in a dtype. */
export const precisionOf = (A: Tensor): number => finfo(A.dtype).eps / 2;

/** @internal What a decomposition says of a code that is not 0. */
export const failed = (code: number) =>
  code < 0
    ? 'The algorithm failed to converge because the input matrix contained non-finite values.'
    : `The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated singular values (error code: ${code}).`;

/** X − Xᵀ. */
const skew = (x: Tensor) => x.sub(x.mT);

/**
 * The gradient of the decomposition (Giles 2008, §3.2; Townsend 2016):
 * U·((skew(Uᵀ·Ū)/E)·S + S·(skew(Vᵀ·V̄)/E) + diag(S̄))·Vᵀ + (I − U·Uᵀ)·Ū·S⁻¹·Vᵀ + U·S⁻¹·V̄ᵀ·(I − V·Vᵀ), with Eᵢⱼ = Sⱼ² − Sᵢ².
 * It is not finite where singular values are equal and vectors are differentiated.
 */
function svdRule(gradU: Tensor | null, gradS: Tensor | null, gradVh: Tensor | null, U: Tensor, S: Tensor, Vh: Tensor) {
  const k = S.size(-1);
  const [row, column] = [S.unsqueeze(-2), S.unsqueeze(-1)];
  const E = row
    .square()
    .sub(column.square())
    .add(eye(k, { dtype: S.dtype }));
  let inner: Tensor = gradS === null ? S.new_zeros([...S.sizes, k]) : gradS.diag_embed();
  if (gradU !== null) inner = inner.add(skew(U.mT.matmul(gradU)).div(E).mul(row));
  if (gradVh !== null) inner = inner.add(skew(Vh.matmul(gradVh.mT)).div(E).mul(column));
  let result = U.matmul(inner).matmul(Vh);
  if (gradU !== null && U.size(-2) > k)
    result = result.add(
      gradU
        .sub(U.matmul(U.mT.matmul(gradU)))
        .div(row)
        .matmul(Vh),
    );
  if (gradVh !== null && Vh.size(-1) > k)
    result = result.add(U.matmul(gradVh.sub(gradVh.matmul(Vh.mT).matmul(Vh)).div(column)));
  return result;
}

/** An orthogonal basis for every member of a batch, where there is nothing to decompose. */
const bases = (A: Tensor, rows: number, columns: number) =>
  denseCopy(eye(rows, columns, { dtype: A.dtype }).expand([...batchOf(A), rows, columns]));

/** Fills the results that are wanted. */
function decompose(A: Tensor, U: Tensor | null, S: Tensor, Vh: Tensor | null, full: boolean): void {
  const info = emptyBatch(batchOf(A), [], int32);
  const vectors = U === null ? 'none' : full ? 'full' : 'reduced';
  kernels.decompose('svd', [U, S, Vh, info], [A], vectors, precisionOf(A));
  requireSuccess('linalg.svd', info, failed);
}

function requireNoDriver(name: string, driver: string | null): void {
  if (driver !== null)
    throw new RuntimeError(
      `torch.linalg.${name}: keyword argument \`driver=\` is only supported on CUDA inputs with cuSOLVER backend.`,
    );
}

const Svd = define({
  schema: 'linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None)',
  method: false,
  forward: (A, full, driver) => {
    requireMatrices('linalg.svd', A);
    requireFloat('linalg.svd', A);
    requireNoDriver('svd', driver);
    const [m, n] = shapeOf(A);
    const k = Math.min(m, n);
    const [U, Vh] = [bases(A, m, full ? m : k), bases(A, full ? n : k, n)];
    const S = emptyBatch(batchOf(A), [k], A.dtype);
    if (k > 0) decompose(A, U, S, Vh, full);
    return named(['U', 'S', 'Vh'], [U, S, Vh], 'linalg_svd');
  },
  derivative: {
    A: ([gradU, gradS, gradVh], { result: [U, S, Vh] }) => {
      const k = S.size(-1);
      const columns = (x: Tensor) => x.narrow(-1, 0, k);
      const rows = (x: Tensor) => x.narrow(-2, 0, k);
      return svdRule(gradU && columns(gradU), gradS, gradVh && rows(gradVh), columns(U), S, rows(Vh));
    },
  },
});

/**
 * The singular value decomposition A = U·diag(S)·Vh. Singular vectors are unique only up to their sign, and where singular
 * values are equal not even that: what depends on the choice has no gradient.
 *
 * @param A [..., m, n]
 * @param full_matrices whether `U` is [..., m, m] and `Vh` [..., n, n], and not [..., m, k] and [..., k, n] with k = min(m, n).
 * Default true
 * @returns new tensors `U`, `S` [..., k], in descending order, and `Vh`
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers, LinAlgError for what is not finite
 * @example
 * const { U, S, Vh } = torch.linalg.svd(torch.tensor([[0, 2], [3, 0]]));
 * console.log(S); // tensor([3., 2.])
 * console.log(U.matmul(S.diag()).matmul(Vh)); // tensor([[0., 2.],
 * //         [3., 0.]])
 * @see PyTorch: `torch.linalg.svd`
 */
export function svd(A: Tensor, full_matrices?: boolean | SvdOptions, options?: SvdOptions): SvdFactors {
  return Svd.apply(A, full_matrices, options);
}

const SingularValues = define({
  schema: '_linalg_svdvals(Tensor A)',
  node: 'LinalgSvd',
  method: false,
  forward: (A) => {
    requireMatrices('linalg.svd', A);
    requireFloat('linalg.svd', A);
    const S = emptyBatch(batchOf(A), [Math.min(...shapeOf(A))], A.dtype);
    decompose(A, null, S, null, false);
    return S;
  },
  derivative: {
    A: (grad, { A }) => {
      const { U, Vh } = svd(A, false);
      return U.mul(grad.unsqueeze(-2)).matmul(Vh);
    },
  },
});

const SvdVals = compose({
  schema: 'linalg_svdvals(Tensor A, *, str? driver=None)',
  method: false,
  compose: (A, driver) => {
    requireNoDriver('svd', driver);
    return SingularValues.apply(A);
  },
});

/**
 * The singular values of matrices, without the vectors. Their gradient exists even where they are equal.
 *
 * @param A [..., m, n]
 * @returns a new tensor [..., min(m, n)], in descending order
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers, LinAlgError for what is not finite
 * @example
 * console.log(torch.linalg.svdvals(torch.tensor([[0, 2], [3, 0]]))); // tensor([3., 2.])
 * @see PyTorch: `torch.linalg.svdvals`
 */
export function svdvals(A: Tensor, options?: { driver?: string | null }): Tensor {
  return SvdVals.apply(A, options);
}
