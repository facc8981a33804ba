import { kernels } from '../../ndarray/kernels.js';
import { int32 } from '../../tensor/dtype.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { tril } from '../triangles.js';
import { batchOf, emptyBatch, flipped, requireFloat, requireSquare, requireSuccess, shapeOf } from './batches.js';
import { solve_triangular } from './triangular.js';

// The Cholesky decomposition of symmetric positive-definite matrices.

const notPositive = (order: number) =>
  'The factorization could not be completed because the input is not positive-definite ' +
  `(the leading minor of order ${order} is not positive-definite).`;

/** A Cholesky factor, and whether there was one. */
export type FactorAndInfo = readonly [L: Tensor, info: Tensor] & {
  /** The factor. */
  readonly L: Tensor;
  /** 0, or the order of the first leading minor that is not positive-definite. */
  readonly info: Tensor;
};

/** Options of {@link cholesky}. */
export interface CholeskyOptions {
  /** Whether the upper factor U, A = Uᵀ·U, is wanted. Default false. */
  upper?: boolean;
}

/** The gradient of A = L·Lᵀ: L⁻ᵀ·sym(Φ(Lᵀ·L̄))·L⁻¹, where Φ takes the lower triangle and half of the diagonal (Giles 2008, §2.3). */
function choleskyRule(grad: Tensor, L: Tensor): Tensor {
  const product = L.mT.matmul(grad);
  const half = tril(product).add(tril(product, -1)).div(4); // of what is added to its transpose below
  const left = solve_triangular(L.mT, half.add(half.mT), { upper: true });
  return solve_triangular(L, left, { upper: false, left: false });
}

const CholeskyEx = define({
  schema: 'linalg_cholesky_ex(Tensor input, *, bool upper=False, bool check_errors=False)',
  method: false,
  forward: (input, upper, check_errors) => {
    requireSquare('linalg.cholesky', input);
    requireFloat('linalg.cholesky', input);
    const batch = batchOf(input);
    const [L, info] = [emptyBatch(batch, shapeOf(input), input.dtype), emptyBatch(batch, [], int32)];
    kernels.decompose('cholesky', [upper ? flipped(L) : L, info], [upper ? flipped(input) : input]);
    if (check_errors) requireSuccess('linalg.cholesky_ex', info, notPositive);
    return named(['L', 'info'], [L, info], 'linalg_cholesky_ex');
  },
  derivative: {
    input: ([grad], { upper, result: [L] }) => grad && (upper ? choleskyRule(grad.mT, L.mT) : choleskyRule(grad, L)),
  },
});

/**
 * The Cholesky decomposition, and for each matrix whether there is one.
 *
 * @param A [..., n, n]
 * @param options `upper`: whether U is wanted; `check_errors`: whether what is not positive-definite throws
 * @returns new tensors `L` [..., n, n] and `info` [...], 0 or the order of the first leading minor that is not
 * positive-definite; then `L` is not finished
 * @throws RuntimeError for what is not square, NotImplementedError for integers, LinAlgError if `check_errors` says so
 * @example
 * const { L, info } = torch.linalg.cholesky_ex(torch.tensor([[4, 2], [2, 5]]));
 * console.log(L); // tensor([[2., 0.],
 * //         [1., 2.]])
 * console.log(info); // tensor(0, dtype=torch.int32)
 * @see PyTorch: `torch.linalg.cholesky_ex`
 */
export function cholesky_ex(A: Tensor, options?: CholeskyOptions & { check_errors?: boolean }): FactorAndInfo {
  return CholeskyEx.apply(A, options);
}

const Cholesky = compose({
  schema: 'linalg_cholesky(Tensor input, *, bool upper=False)',
  method: false,
  compose: (input, upper) => {
    const { L, info } = cholesky_ex(input, { upper });
    requireSuccess('linalg.cholesky', info, notPositive);
    return L;
  },
});

/**
 * The Cholesky decomposition A = L·Lᵀ of symmetric positive-definite matrices, with a lower triangular L of positive
 * diagonal. Of `A` one triangle is looked at.
 *
 * @param A [..., n, n]
 * @param options `upper`: whether U of A = Uᵀ·U is wanted
 * @returns a new tensor [..., n, n]
 * @throws LinAlgError for what is not positive-definite, RuntimeError for what is not square, NotImplementedError for
 * integers
 * @example
 * console.log(torch.linalg.cholesky(torch.tensor([[4, 2], [2, 5]]))); // tensor([[2., 0.],
 * //         [1., 2.]])
 * @see PyTorch: `torch.linalg.cholesky`
 */
export function cholesky(A: Tensor, options?: CholeskyOptions): Tensor {
  return Cholesky.apply(A, options);
}
