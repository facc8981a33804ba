import { kernels } from '../../ndarray/kernels.js';
import type { Tensor } from '../../tensor/tensor.js';
import { define } from '../define.js';
import { tril, triu } from '../triangles.js';
import {
  commonBatch,
  emptyBatch,
  flipped,
  requireFitting,
  requireKernel,
  requireMatrices,
  requireSquare,
  shapeOf,
  spread,
} from './batches.js';

// Systems of linear equations with triangular matrices, by substitution.

/** Options of {@link solve_triangular}. */
export interface SolveTriangularOptions {
  /** Whether the upper triangle of A is used, and not the lower. */
  upper: boolean;
  /** Whether A·X = B is solved, and not X·A = B. Default true. */
  left?: boolean;
  /** Whether the diagonal of A counts as ones. Default false. */
  unitriangular?: boolean;
}

const SolveTriangular = define({
  schema: 'linalg_solve_triangular(Tensor input, Tensor B, *, bool upper, bool left=True, bool unitriangular=False)',
  method: false,
  forward: (A, B, upper, left, unit) => {
    const name = 'linalg.solve_triangular';
    requireSquare(name, A);
    requireMatrices(name, B, 'B');
    requireFitting(name, A, ...shapeOf(B), left);
    requireKernel('triangular_solve_cpu', A);
    const batch = commonBatch(A, B);
    const X = emptyBatch(batch, shapeOf(B), A.dtype);
    const sides = [X, spread(A, batch), spread(B, batch)];
    const [x, a, b] = left ? sides : sides.map(flipped); // X·A = B is Aᵀ·Xᵀ = Bᵀ
    kernels.decompose('solveTriangular', [x], [a, b], { upper: upper === left, unit });
    return X;
  },
  derivative: {
    input: (grad, { input, upper, left, unitriangular, result }) => {
      const forB = solve_triangular(input.mT, grad, { upper: !upper, left, unitriangular });
      const forA = (left ? forB.matmul(result.mT) : result.mT.matmul(forB)).neg();
      return upper ? triu(forA, Number(unitriangular)) : tril(forA, -Number(unitriangular));
    },
    B: (grad, { input, upper, left, unitriangular }) =>
      solve_triangular(input.mT, grad, { upper: !upper, left, unitriangular }),
  },
});

/**
 * The solution X of A·X = B for triangular matrices A. Only one triangle of `A` is looked at; a zero on its diagonal gives
 * what division by zero gives.
 *
 * @param A [..., n, n]
 * @param B [..., n, k]; the leading dimensions broadcast
 * @param options `upper`: which triangle; `left`: false for X·A = B; `unitriangular`: whether the diagonal counts as ones
 * @returns a new tensor of the sizes of `B`
 * @throws RuntimeError where the shapes do not fit, NotImplementedError for integers
 * @example
 * const A = torch.tensor([[2, 0], [1, 4]]);
 * console.log(torch.linalg.solve_triangular(A, torch.tensor([[2], [5]]), { upper: false })); // tensor([[1.],
 * //         [1.]])
 * @see PyTorch: `torch.linalg.solve_triangular`
 */
export function solve_triangular(A: Tensor, B: Tensor, options: SolveTriangularOptions): Tensor {
  return SolveTriangular.apply(A, B, options);
}
