import { kernels } from '../../ndarray/kernels.js';
import { sameSizes } from '../../ndarray/strided.js';
import { int32 } from '../../tensor/dtype.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { broadcastSizes } from '../elementwise.js';
import {
  asColumns,
  batchOf,
  emptyBatch,
  flipped,
  requireFitting,
  requireFloat,
  requireMatrices,
  requireSameDtype,
  requireSquare,
  requireSuccess,
  spread,
} from './batches.js';

// Systems of linear equations, by Gaussian elimination with partial pivoting.

/** Options of {@link solve} and {@link solve_ex}. */
export interface SolveOptions {
  /** Whether A·X = B is solved, and not X·A = B. Default true. */
  left?: boolean;
}

/** A solution, and whether there was one. */
export type ResultAndInfo = readonly [result: Tensor, info: Tensor] & {
  /** The solution X. */
  readonly result: Tensor;
  /** 0, or the first pivot, counted from 1, that was zero. */
  readonly info: Tensor;
};

const singular = () => 'The solver failed because the input matrix is singular.';

/** Whether `B` is one right-hand side for each matrix, and not a matrix of them. */
const isVector = (A: Tensor, B: Tensor) =>
  B.sizes.length === 1 || (B.sizes.length === A.sizes.length - 1 && sameSizes(B.sizes, A.sizes.slice(0, -1)));

/** For each matrix of `A` a right-hand side of `B`, or a matrix of them, solved for. */
function solveBatch(A: Tensor, B: Tensor, left: boolean): [X: Tensor, info: Tensor] {
  const name = 'linalg.solve';
  requireSquare(name, A);
  requireFloat(name, A);
  requireSameDtype(name, A, B);
  const vector = isVector(A, B);
  if (!vector) requireMatrices(name, B, 'B');
  const columns = vector ? asColumns(B) : B;
  const [rows, count] = columns.sizes.slice(-2);
  requireFitting(name, A, rows, count, left);
  const batch = broadcastSizes(batchOf(A), columns.sizes.slice(0, -2));
  const X = emptyBatch(batch, vector ? [rows] : [rows, count], A.dtype);
  const info = emptyBatch(batchOf(A), [], int32);
  const sides = [vector ? asColumns(X) : X, spread(A, batch), spread(columns, batch)];
  const [x, a, b] = left ? sides : sides.map(flipped); // X·A = B is Aᵀ·Xᵀ = Bᵀ
  kernels.decompose('solve', [x, spread(info, batch, 0)], [a, b]);
  return [X, info];
}

const SolveEx = define({
  schema: 'linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False)',
  method: false,
  forward: (A, B, left, check_errors) => {
    const [X, info] = solveBatch(A, B, left);
    if (check_errors) requireSuccess('torch.linalg.solve_ex', info, singular);
    return named(['result', 'info'], [X, info], 'linalg_solve_ex');
  },
  derivative: {
    A: ([grad], { A, left, result: [X] }) => {
      if (grad === null) return null;
      const forB = solve_ex(A.mT, grad, { left }).result;
      const [g, x] = X.dim() < A.dim() ? [forB.unsqueeze(-1), X.unsqueeze(-1)] : [forB, X];
      return (left ? g.matmul(x.mT) : x.mT.matmul(g)).neg();
    },
    B: ([grad], { A, left }) => grad && solve_ex(A.mT, grad, { left }).result,
  },
});

/**
 * The solution X of A·X = B, and for each matrix whether there is one.
 *
 * @param A [..., n, n]
 * @param B [..., n, k], or [..., n] for one right-hand side each
 * @param options `left`: false for X·A = B; `check_errors`: whether a singular matrix throws
 * @returns new tensors `result`, of the sizes of `B`, and `info`, 0 or the first pivot, counted from 1, that was zero
 * @throws RuntimeError where the shapes or dtypes do not fit, LinAlgError if `check_errors` says so
 * @example
 * const { result, info } = torch.linalg.solve_ex(torch.tensor([[2, 0], [0, 4]]), torch.tensor([1, 1]));
 * console.log(result); // tensor([0.5000, 0.2500])
 * console.log(info); // tensor(0, dtype=torch.int32)
 * @see PyTorch: `torch.linalg.solve_ex`
 */
export function solve_ex(A: Tensor, B: Tensor, options?: SolveOptions & { check_errors?: boolean }): ResultAndInfo {
  return SolveEx.apply(A, B, options);
}

const Solve = compose({
  schema: 'linalg_solve(Tensor A, Tensor B, *, bool left=True)',
  method: false,
  compose: (A, B, left) => {
    const { result, info } = solve_ex(A, B, { left });
    requireSuccess('torch.linalg.solve', info, singular);
    return result;
  },
});

/**
 * The solution X of A·X = B for square matrices A: A⁻¹·B, without the inverse.
 *
 * @param A [..., n, n]
 * @param B [..., n, k], or [..., n] for one right-hand side each; the leading dimensions broadcast
 * @param options `left`: false for X·A = B
 * @returns a new tensor of the sizes of `B`
 * @throws LinAlgError for a singular matrix, RuntimeError where the shapes or dtypes do not fit
 * @example
 * const A = torch.tensor([[3, 1], [1, 2]]);
 * console.log(torch.linalg.solve(A, torch.tensor([9, 8]))); // tensor([2., 3.])
 * @see PyTorch: `torch.linalg.solve`
 */
export function solve(A: Tensor, B: Tensor, options?: SolveOptions): Tensor {
  return Solve.apply(A, B, options);
}
