import { kernels } from '../../ndarray/kernels.js';
import { sameSizes } from '../../ndarray/strided.js';
import { finfo, int32, int64 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { zeros } from '../creation.js';
import { compose, define } from '../define.js';
import { commonBatch, emptyBatch, requireSuccess, shapeOf, spread } from './batches.js';
import { pinv, pseudoinverseRule } from './pseudoinverse.js';
import { failed, precisionOf } from './svd.js';

// Linear least squares.

/** Options of {@link lstsq}. */
export interface LstsqOptions {
  /** Singular values not above this times the largest count as zero. Default ε·max(m, n). */
  rcond?: number | null;
  /** LAPACK's routine: 'gelsy' (the default), 'gels' for matrices of full rank, 'gelsd' and 'gelss' for singular values too. */
  driver?: 'gels' | 'gelsy' | 'gelsd' | 'gelss' | null;
}

/** A solution, and what was found on the way. */
export type LeastSquares = readonly [solution: Tensor, residuals: Tensor, rank: Tensor, singular_values: Tensor] & {
  /** X. */
  readonly solution: Tensor;
  /** ‖A·X − B‖² of each column, where m > n, all A have full rank and the driver is not 'gelsy'; otherwise empty. */
  readonly residuals: Tensor;
  /** The rank of A; empty for the driver 'gels'. */
  readonly rank: Tensor;
  /** The singular values of A for the drivers 'gelsd' and 'gelss'; otherwise empty. */
  readonly singular_values: Tensor;
};

const DRIVERS = ['gels', 'gelsy', 'gelsd', 'gelss'];

/** X, found already, in its place in the graph: its gradients are those of A⁺·B. */
const Solution = define({
  schema: '_linalg_lstsq(Tensor A, Tensor B, Tensor X, float rcond)',
  node: 'LinalgLstsq',
  method: false,
  forward: (_A, _B, X) => X,
  derivative: {
    A: (grad, { A, B, rcond }) => pseudoinverseRule(grad.matmul(B.mT), A, pinv(A, rcond)),
    B: (grad, { A, rcond }) => pinv(A, rcond).mT.matmul(grad),
  },
});

function check(A: Tensor, B: Tensor, driver: string): void {
  const name = 'torch.linalg.lstsq';
  if (A.dim() < 2) throw new RuntimeError(`${name}: input must have at least 2 dimensions.`);
  if (B.dim() < 1) throw new RuntimeError(`${name}: other must have at least 1 dimension.`);
  if (A.dtype !== B.dtype)
    throw new RuntimeError(
      `${name}: Expected input and other to have the same dtype, but got input's dtype ${A.dtype.scalarName} and other's dtype ${B.dtype.scalarName}`,
    );
  if (!A.dtype.is_floating_point)
    throw new RuntimeError("This function doesn't handle types other than float and double");
  if (!DRIVERS.includes(driver))
    throw new RuntimeError(`${name}: parameter \`driver\` should be one of (gels, gelsy, gelsd, gelss)`);
}

/** Least squares for matrices of right-hand sides. */
function solveMatrices(A: Tensor, B: Tensor, rcond: number, driver: string): readonly Tensor[] {
  const [m, n] = shapeOf(A);
  if (B.size(-2) !== m) throw new RuntimeError('torch.linalg.lstsq: input.size(-2) should match other.size(-2)');
  const batch = commonBatch(A, B);
  const X = zeros([...batch, n, B.size(-1)], { dtype: A.dtype });
  const S = emptyBatch(batch, [Math.min(m, n)], A.dtype);
  const [rank, info] = [zeros([...batch], { dtype: int32 }), zeros([...batch], { dtype: int32 })];
  if (m > 0 && n > 0) {
    const truncated = driver === 'gels' ? 0 : rcond;
    kernels.decompose(
      'leastSquares',
      [X, S, rank, info],
      [spread(A, batch), spread(B, batch)],
      truncated,
      precisionOf(A),
    );
    requireSuccess('linalg.svd', info, failed);
  }
  const solution = Solution.apply(A, B, X, rcond);
  const exact = m <= n || driver === 'gelsy' || (driver !== 'gels' && Boolean(rank.ne(n).any().item()));
  const none = (dtype = A.dtype) => emptyTensor([0], dtype);
  return [
    solution,
    exact ? solution.reshape(-1).narrow(0, 0, 0) : A.matmul(solution).sub(B).square().sum(-2),
    driver === 'gels' ? none(int64) : rank.long(),
    driver === 'gelsd' || driver === 'gelss' ? S : none(),
  ];
}

const Lstsq = compose({
  schema: 'linalg_lstsq(Tensor input, Tensor b, float? rcond=None, *, str? driver=None)',
  method: false,
  compose: (input, b, rcond, driver) => {
    check(input, b, driver ?? 'gelsy');
    const vector = b.dim() === 1 || (b.dim() === input.dim() - 1 && sameSizes(b.sizes, input.sizes.slice(0, -1)));
    const tolerance = rcond ?? finfo(input.dtype).eps * Math.max(...shapeOf(input));
    const B = vector ? b.unsqueeze(-1) : b;
    const [X, residuals, rank, S] = solveMatrices(input, B, tolerance, driver ?? 'gelsy');
    const solution = vector ? X.squeeze(-1) : X;
    return named(['solution', 'residuals', 'rank', 'singular_values'], [solution, residuals, rank, S], 'linalg_lstsq');
  },
});

/**
 * The solution X of A·X ≈ B with the least ‖A·X − B‖, and among several the one of least norm.
 *
 * @param A [..., m, n]
 * @param B [..., m, k], or [..., m] for one right-hand side each; the leading dimensions broadcast
 * @param rcond singular values not above this times the largest count as zero. Default ε·max(m, n)
 * @param options `driver`: LAPACK's routine, which decides what else is returned
 * @returns new tensors `solution` [..., n, k], `residuals` [..., k], `rank` [...] and `singular_values`; those that the driver
 * does not give are empty
 * @throws RuntimeError where the shapes or dtypes do not fit and for another driver
 * @example
 * const A = torch.tensor([[1, 0], [1, 1], [1, 2]]);
 * const { solution } = torch.linalg.lstsq(A, torch.tensor([[1], [3], [5]]));
 * console.log(solution.round()); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.linalg.lstsq`
 */
export function lstsq(
  A: Tensor,
  B: Tensor,
  rcond?: number | null | LstsqOptions,
  options?: LstsqOptions,
): LeastSquares {
  return Lstsq.apply(A, B, rcond, options);
}
