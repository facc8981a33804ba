import { kernels } from '../../ndarray/kernels.js';
import { sameSizes } from '../../ndarray/strided.js';
import { int32 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import {
  batchOf,
  commonBatch,
  emptyBatch,
  requireFloat,
  requireSquare,
  requireSuccess,
  shapeOf,
  spread,
} from './batches.js';

// The LDL decomposition A = L·D·Lᵀ of symmetric matrices that need not be positive-definite (Bunch & Kaufman 1977).

/** L and D in one matrix, and the exchanges of rows. */
export type LdlFactors = readonly [LD: Tensor, pivots: Tensor] & {
  /** The blocks of D on the diagonal, and below them L. */
  readonly LD: Tensor;
  /** For each step the row, counted from 1, that was exchanged; negative for both rows of a block of size 2. */
  readonly pivots: Tensor;
};

/** The same, and whether D is invertible. */
export type LdlFactorsAndInfo = readonly [LD: Tensor, pivots: Tensor, info: Tensor] & {
  /** The blocks of D on the diagonal, and below them L. */
  readonly LD: Tensor;
  /** For each step the row, counted from 1, that was exchanged; negative for both rows of a block of size 2. */
  readonly pivots: Tensor;
  /** 0, or the first step, counted from 1, at which D is zero. */
  readonly info: Tensor;
};

const zeroPivot = (code: number) => `D[${code},${code}] is zero, so that ldl_solve would divide by zero.`;

const LdlFactorEx = define({
  schema: 'linalg_ldl_factor_ex(Tensor input, *, bool hermitian=False, bool check_errors=False)',
  method: false,
  forward: (input, _hermitian, check_errors) => {
    requireSquare('torch.linalg.ldl_factor_ex', input);
    requireFloat('torch.linalg.ldl_factor_ex', input);
    const batch = batchOf(input);
    const LD = emptyTensor(input.sizes, input.dtype);
    const [pivots, info] = [emptyBatch(batch, [input.size(-1)], int32), emptyBatch(batch, [], int32)];
    kernels.decompose('ldl', [LD, pivots, info], [input]);
    if (check_errors) requireSuccess('torch.linalg.ldl_factor_ex', info, zeroPivot, RuntimeError);
    return named(['LD', 'pivots', 'info'], [LD, pivots, info], 'linalg_ldl_factor_ex');
  },
});

/**
 * The LDL decomposition, and for each matrix whether D is invertible. It has no gradient.
 *
 * @param A [..., n, n], of which the lower triangle is looked at
 * @param options `check_errors`: whether a D that is not invertible throws
 * @returns new tensors `LD` [..., n, n], `pivots` [..., n] and `info` [...]
 * @throws RuntimeError for what is not square and if `check_errors` says so, NotImplementedError for integers
 * @example
 * const { LD, info } = torch.linalg.ldl_factor_ex(torch.tensor([[2, 1], [1, 0]]));
 * console.log(LD); // tensor([[ 2.0000,  0.0000],
 * //         [ 0.5000, -0.5000]])
 * console.log(info); // tensor(0, dtype=torch.int32)
 * @see PyTorch: `torch.linalg.ldl_factor_ex`
 */
export function ldl_factor_ex(A: Tensor, options?: { hermitian?: boolean; check_errors?: boolean }): LdlFactorsAndInfo {
  return LdlFactorEx.apply(A, options);
}

const LdlFactor = compose({
  schema: 'linalg_ldl_factor(Tensor input, *, bool hermitian=False)',
  method: false,
  compose: (input, hermitian) => {
    const { LD, pivots, info } = ldl_factor_ex(input, { hermitian });
    requireSuccess('torch.linalg.ldl_factor', info, zeroPivot, RuntimeError);
    return named(['LD', 'pivots'], [LD, pivots], 'linalg_ldl_factor');
  },
});

/**
 * The LDL decomposition in the compact form that {@link ldl_solve} takes. It has no gradient.
 *
 * @param A [..., n, n], of which the lower triangle is looked at
 * @returns new tensors `LD` [..., n, n] and `pivots` [..., n], as LAPACK gives them
 * @throws RuntimeError for what is not square and for a D that is not invertible, NotImplementedError for integers
 * @example
 * const { LD, pivots } = torch.linalg.ldl_factor(torch.tensor([[2, 1], [1, 0]]));
 * console.log(LD); // tensor([[ 2.0000,  0.0000],
 * //         [ 0.5000, -0.5000]])
 * console.log(pivots); // tensor([1, 2], dtype=torch.int32)
 * @see PyTorch: `torch.linalg.ldl_factor`
 */
export function ldl_factor(A: Tensor, options?: { hermitian?: boolean }): LdlFactors {
  return LdlFactor.apply(A, options);
}

function check(LD: Tensor, pivots: Tensor, B: Tensor): void {
  const name = 'torch.linalg.ldl_solve';
  requireSquare(name, LD);
  const [rows, columns] = shapeOf(LD);
  const given = [B.size(-2), B.size(-1)];
  if (given[0] !== rows)
    throw new RuntimeError(
      `Incompatible matrix sizes for ${name}: each A matrix is ${rows} by ${columns} but each b matrix is ${given.join(' by ')}`,
    );
  if (LD.dtype !== B.dtype)
    throw new RuntimeError(
      `Expected b and A to have the same dtype, but found b of type ${B.dtype.scalarName} and A of type ${LD.dtype.scalarName} instead.`,
    );
  if (pivots.dtype.is_floating_point)
    throw new RuntimeError(`${name}: Expected pivots to be integers. Got ${pivots.dtype.scalarName}`);
  if (!sameSizes(pivots.sizes, LD.sizes.slice(0, -1)))
    throw new RuntimeError(
      `${name}: Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with shape [${pivots.sizes.join(', ')}] instead`,
    );
}

const LdlSolve = define({
  schema: 'linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False)',
  method: false,
  forward: (LD, pivots, B) => {
    check(LD, pivots, B);
    const batch = commonBatch(LD, B);
    const X = emptyBatch(batch, shapeOf(B), LD.dtype);
    kernels.decompose('ldlSolve', [X], [spread(LD, batch), spread(pivots, batch, 1), spread(B, batch)]);
    return X;
  },
  derivative: { B: (grad, { LD, pivots }) => ldl_solve(LD, pivots, grad) },
});

/**
 * The solution X of A·X = B, given what {@link ldl_factor} made of the symmetric A.
 *
 * @param LD [..., n, n]
 * @param pivots [..., n]
 * @param B [..., n, k]; the leading dimensions broadcast
 * @returns a new tensor of the sizes of `B`
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const { LD, pivots } = torch.linalg.ldl_factor(torch.tensor([[2, 1], [1, 0]]));
 * console.log(torch.linalg.ldl_solve(LD, pivots, torch.tensor([[4], [1]]))); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.linalg.ldl_solve`
 */
export function ldl_solve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor {
  return LdlSolve.apply(LD, pivots, B, options);
}
