import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { finfo } from '../../tensor/dtype.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import type { Operand } from '../elementwise.js';
import { maximum } from '../extremum.js';
import { where } from '../ternary.js';
import { linalg_norm as norm } from '../norms.js';
import { requireMatrices, shapeOf } from './batches.js';
import { eigh, eigvalsh } from './eigen.js';
import { inv_ex } from './inverse.js';
import { svd, svdvals } from './svd.js';

// What singular values tell of a matrix: its pseudo-inverse, its rank and its condition.

/** Which singular values count as zero. */
export interface ToleranceOptions {
  /** Those not above this. Default 0. */
  atol?: Operand | null;
  /** Those not above this times the largest. Default ε·max(m, n), or 0 where `atol` is given and positive. */
  rtol?: Operand | null;
  /** Whether A is symmetric, so that eigenvalues do. Default false. */
  hermitian?: boolean;
}

/** The bound, one for each matrix, up to which singular values count as zero. */
function bound(A: Tensor, largest: Tensor, atol: Operand | null, rtol: Operand | null): Tensor {
  const usual = finfo(A.dtype).eps * Math.max(...shapeOf(A));
  const unlessAtol = isTensor(atol) ? where(atol.gt(0), 0, usual) : Number(atol ?? 0) > 0 ? 0 : usual;
  const relative = largest.mul(rtol ?? unlessAtol);
  return maximum(relative, isTensor(atol) ? atol : relative.new_full([], Number(atol ?? 0)));
}

/** The largest of the last dimension, which stays; 0 of nothing. */
const largestOf = (S: Tensor): Tensor => (S.size(-1) === 0 ? S.sum(-1, true) : S.amax(-1, true));

/** A tolerance for each matrix, as one for each singular value. */
const forValues = (x: Operand | null) => (isTensor(x) ? x.unsqueeze(-1) : x);

const MatrixRank = compose({
  schema:
    'linalg_matrix_rank(Tensor input, Operand? tol=None, bool hermitian=False, *, Operand? atol=None, Operand? rtol=None)',
  method: false,
  compose: (input, tol, hermitian, atol, rtol) => {
    requireMatrices('torch.linalg.matrix_rank', input, 'input');
    if (!input.dtype.is_floating_point)
      throw new RuntimeError("This function doesn't handle types other than float and double");
    const A = input.detach();
    const S = hermitian ? eigvalsh(A).abs() : svdvals(A);
    const [absolute, relative] = tol === null ? [atol, rtol] : [tol, 0];
    return S.gt(bound(A, largestOf(S), forValues(absolute), forValues(relative))).sum(-1);
  },
});

/**
 * The rank of matrices: how many singular values are not negligible, above max(atol, rtol·σ₁).
 *
 * @param A [..., m, n]
 * @param tol the same as `atol`, with an `rtol` of 0
 * @param hermitian whether A is symmetric, so that eigenvalues do
 * @param options `atol` and `rtol`, numbers or tensors with one for each matrix
 * @returns a new int64 tensor [...]
 * @throws RuntimeError for what is no matrix and for integers
 * @example
 * console.log(torch.linalg.matrix_rank(torch.tensor([[1, 2], [2, 4]]))); // tensor(1)
 * @see PyTorch: `torch.linalg.matrix_rank`
 */
export function matrix_rank(
  A: Tensor,
  tol?: Operand | null | ToleranceOptions,
  hermitian?: boolean | ToleranceOptions,
  options?: ToleranceOptions,
): Tensor {
  return MatrixRank.apply(A, tol, hermitian, options);
}

/** U·diag(1/S)·Vᵀ over the singular values that count. */
function pseudoinverse(A: Tensor, atol: Operand | null, rtol: Operand | null, hermitian: boolean): Tensor {
  const [U, S, Vh] = hermitian ? symmetric(A) : svd(A, false);
  const counts = S.abs().gt(bound(A, largestOf(S.abs()), forValues(atol), forValues(rtol)));
  return Vh.mT.mul(where(counts, S.reciprocal(), 0).unsqueeze(-2)).matmul(U.mT);
}

function symmetric(A: Tensor): readonly [U: Tensor, S: Tensor, Vh: Tensor] {
  const { eigenvalues, eigenvectors } = eigh(A);
  return [eigenvectors, eigenvalues, eigenvectors.mT];
}

/**
 * @internal The gradient of P = A⁺ where the rank stays the same (Golub & Pereyra 1973):
 * dP = −P·dA·P + P·Pᵀ·dAᵀ·(I − A·P) + (I − P·A)·dAᵀ·Pᵀ·P.
 */
export function pseudoinverseRule(grad: Tensor, A: Tensor, P: Tensor): Tensor {
  const second = grad.mT.matmul(P).matmul(P.mT);
  const third = P.mT.matmul(P).matmul(grad.mT);
  return second
    .sub(A.matmul(P.matmul(second)))
    .add(third.sub(third.matmul(P).matmul(A)))
    .sub(P.mT.matmul(grad).matmul(P.mT));
}

const Pinv = define({
  schema:
    'linalg_pinv(Tensor input, Operand? rcond=None, bool hermitian=False, *, Operand? atol=None, Operand? rtol=None)',
  method: false,
  forward: (input, rcond, hermitian, atol, rtol) => {
    if (input.dim() < 2 || !input.dtype.is_floating_point)
      throw new RuntimeError(
        `linalg.pinv(${input.dtype.scalarName}{[${input.sizes.join(', ')}]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types`,
      );
    return pseudoinverse(input.detach(), atol, rcond ?? rtol, hermitian);
  },
  derivative: { input: (grad, { input, result }) => pseudoinverseRule(grad, input, result) },
});

/**
 * The Moore–Penrose pseudo-inverse A⁺ = V·diag(1/σ)·Uᵀ, over the singular values above max(atol, rtol·σ₁). For least
 * squares, `torch.linalg.lstsq` is faster and more exact.
 *
 * @param A [..., m, n]
 * @param rcond the same as `rtol`
 * @param hermitian whether A is symmetric, so that eigenvalues do
 * @param options `atol` and `rtol`, numbers or tensors with one for each matrix
 * @returns a new tensor [..., n, m]
 * @throws RuntimeError for what is no matrix and for integers
 * @example
 * console.log(torch.linalg.pinv(torch.tensor([[2, 0], [0, 0], [0, 4]]))); // tensor([[0.5000, 0.0000, 0.0000],
 * //         [0.0000, 0.0000, 0.2500]])
 * @see PyTorch: `torch.linalg.pinv`
 */
export function pinv(
  A: Tensor,
  rcond?: Operand | null | ToleranceOptions,
  hermitian?: boolean | ToleranceOptions,
  options?: ToleranceOptions,
): Tensor {
  return Pinv.apply(A, rcond, hermitian, options);
}

/** The norm that a condition number is taken in; null for 2. */
export type ConditionOrder = number | 'fro' | 'nuc' | null;

const ORDERS: readonly unknown[] = ['fro', 'nuc', 1, -1, Infinity, -Infinity];

const Cond = compose({
  schema: 'linalg_cond(Tensor input, order? p=None)',
  method: false,
  compose: (input, p) => {
    if (input.dim() < 2) throw new RuntimeError('linalg.cond: The input tensor must have at least 2 dimensions.');
    const order = typeof p === 'bigint' ? Number(p) : p;
    if (order === null || order === 2 || order === -2) return fromSingularValues(input, order === -2);
    if (!ORDERS.includes(order)) throw new ValueError(`linalg.cond got an invalid norm type: ${String(p)}`);
    const [rows, columns] = shapeOf(input);
    if (rows !== columns)
      throw new RuntimeError(
        `linalg.cond(ord=${String(p)}): A must be batches of square matrices, but they are ${rows} by ${columns} matrices`,
      );
    if (input.numel() === 0) return input.sum([-2, -1]);
    const { inverse, info } = inv_ex(input);
    const finite = inverse.masked_fill(info.gt(0).unsqueeze(-1).unsqueeze(-1), Infinity);
    const ord = order as number | 'fro' | 'nuc';
    return norm(input, ord, [-2, -1])
      .mul(norm(finite, ord, [-2, -1]))
      .nan_to_num(Infinity, Infinity, -Infinity);
  },
});

/** σ₁ / σₖ, or the other way round. */
function fromSingularValues(A: Tensor, inverted: boolean): Tensor {
  const S = svdvals(A);
  if (A.numel() === 0) return S.sum(-1);
  const [largest, smallest] = [S.narrow(-1, 0, 1), S.narrow(-1, S.size(-1) - 1, 1)];
  return (inverted ? smallest.div(largest) : largest.div(smallest)).squeeze(-1);
}

/**
 * The condition of matrices, ‖A‖·‖A⁻¹‖: by how much an equation with A may magnify relative errors. ∞ for a singular matrix.
 *
 * @param A [..., m, n], for norms other than 2 and −2 square
 * @param p the norm: 2, the default, −2, 'fro', 'nuc', 1, −1, ∞ or −∞
 * @returns a new tensor [...]
 * @throws RuntimeError for what is no matrix, ValueError for another norm, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.cond(torch.tensor([[1, 0], [0, 4]]))); // tensor(4.)
 * @see PyTorch: `torch.linalg.cond`
 */
export function cond(A: Tensor, p?: ConditionOrder | { p?: ConditionOrder }): Tensor {
  return Cond.apply(A, p);
}
