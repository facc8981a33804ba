import { kernels } from '../../ndarray/kernels.js';
import { int32 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { define } from '../define.js';
import { tril, triu } from '../triangles.js';
import {
  commonBatch,
  emptyBatch,
  flipped,
  requireFitting,
  requireMatrices,
  requireSameDtype,
  requireSquare,
  shapeOf,
  spread,
} from './batches.js';
import { permutationOf, takeApart } from './lu.js';

// Systems of linear equations whose matrices are already decomposed.

/** Options of {@link lu_solve}. */
export interface LuSolveOptions {
  /** Whether A·X = B is solved, and not X·A = B. Default true. */
  left?: boolean;
  /** Whether Aᵀ takes the place of A. Default false. */
  adjoint?: boolean;
}

/** Refuses what {@link lu_solve} cannot take. */
function check(LU: Tensor, pivots: Tensor, B: Tensor, left: boolean): void {
  const name = 'linalg.lu_solve';
  if (pivots.dtype !== int32) throw new RuntimeError(`${name}: pivots should be a Tensor of scalar type torch.int32`);
  requireSquare(`torch.${name}`, LU);
  requireMatrices(name, B, 'B');
  requireSameDtype(name, LU, B, 'LU', 'B');
  requireFitting(name, LU, ...shapeOf(B), left);
  if (pivots.size(-1) !== LU.size(-1))
    throw new RuntimeError(`${name}: Number of pivots per batch should be same as the dimension of the matrix`);
  if (pivots.gt(LU.size(-1)).any().item())
    throw new RuntimeError(
      'Pivots given to lu_solve must all be smaller or equal to LU.size(-2). Did you properly pass the result of lu_factor?',
    );
}

const LuSolve = define({
  schema: 'linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False)',
  method: false,
  forward: (LU, pivots, B, left, adjoint) => {
    check(LU, pivots, B, left);
    const batch = commonBatch(LU, B);
    const X = emptyBatch(batch, shapeOf(B), LU.dtype);
    const [x, b] = left ? [X, spread(B, batch)] : [flipped(X), flipped(spread(B, batch))];
    kernels.decompose('luSolve', [x], [spread(LU, batch), spread(pivots, batch, 1), b], adjoint === left);
    return X;
  },
  derivative: {
    LU: (grad, { LU, pivots, left, adjoint, result }) => {
      const forB = lu_solve(LU, pivots, grad, { left, adjoint: !adjoint });
      const [g, x] = adjoint ? [result, forB] : [forB, result];
      const forA = (left ? g.matmul(x.mT) : x.mT.matmul(g)).neg();
      const [L, U] = takeApart(LU);
      const permuted = permutationOf(LU, pivots).mT.matmul(forA); // A = P·L·U
      return tril(permuted.matmul(U.mT), -1).add(triu(L.mT.matmul(permuted)));
    },
    B: (grad, { LU, pivots, left, adjoint }) => lu_solve(LU, pivots, grad, { left, adjoint: !adjoint }),
  },
});

/**
 * The solution X of A·X = B, given what `torch.linalg.lu_factor` made of A.
 *
 * @param LU [..., n, n], the factors of A
 * @param pivots [..., n], int32
 * @param B [..., n, k]; the leading dimensions broadcast
 * @param options `left`: false for X·A = B; `adjoint`: whether Aᵀ takes the place of A
 * @returns a new tensor of the sizes of `B`
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const { LU, pivots } = torch.linalg.lu_factor(torch.tensor([[3, 1], [1, 2]]));
 * console.log(torch.linalg.lu_solve(LU, pivots, torch.tensor([[9], [8]]))); // tensor([[2.],
 * //         [3.]])
 * @see PyTorch: `torch.linalg.lu_solve`
 */
export function lu_solve(LU: Tensor, pivots: Tensor, B: Tensor, options?: LuSolveOptions): Tensor {
  return LuSolve.apply(LU, pivots, B, options);
}
