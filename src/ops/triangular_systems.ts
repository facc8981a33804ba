import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { named } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { define, type Method } from './define.js';
import { int32 } from '../tensor/dtype.js';
import {
  batchOf,
  commonBatch,
  emptyBatch,
  requireKernel,
  requireMatrices,
  requireSquare,
  requireSuccess,
  shapeOf,
  spread,
} from './linalg/batches.js';
import { singular } from './linalg/inverse.js';
import { solve_triangular } from './linalg/triangular.js';
import { tril, triu } from './triangles.js';

// What `torch` and its tensors offer for systems with triangular matrices, and for those decomposed by Cholesky.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link triangular_solve}. */
    triangular_solve: Method<typeof triangular_solve>;
    /** See {@link cholesky_solve}. */
    cholesky_solve: Method<typeof cholesky_solve>;
    /** See {@link cholesky_inverse}. */
    cholesky_inverse: Method<typeof cholesky_inverse>;
  }
}

/** Refuses square matrices and right-hand sides that do not fit. */
function requireSystem(name: string, A: Tensor, b: Tensor): void {
  requireSquare('', A);
  const [rows, columns] = shapeOf(A);
  if (b.size(-2) !== rows)
    throw new RuntimeError(
      `Incompatible matrix sizes for ${name}: each A matrix is ${rows} by ${columns} but each b matrix is ${shapeOf(b).join(' by ')}`,
    );
  if (A.dtype !== b.dtype)
    throw new RuntimeError(
      `Expected b and A to have the same dtype, but found b of type ${b.dtype.scalarName} and A of type ${A.dtype.scalarName} instead.`,
    );
}

/** A solution, and the matrix as it was used. */
export type SolutionAndCoefficient = readonly [solution: Tensor, cloned_coefficient: Tensor] & {
  /** X. */
  readonly solution: Tensor;
  /** A copy of A. */
  readonly cloned_coefficient: Tensor;
};

const TriangularSolve = define({
  schema: 'triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False)',
  forward: (input, A, upper, transpose, unitriangular) => {
    for (const [called, x] of [
      ['b', input],
      ['A', A],
    ] as const)
      if (x.dim() < 2)
        throw new RuntimeError(
          `torch.triangular_solve: Expected ${called} to have at least 2 dimensions, but it has ${x.dim()} dimensions instead`,
        );
    requireSystem('triangular_solve', A, input);
    const matrix = A.detach();
    const options = { upper: upper !== transpose, unitriangular };
    const X = solve_triangular(transpose ? matrix.mT : matrix, input.detach(), options);
    const copy = matrix.expand([...batchOf(X), ...shapeOf(A)]).clone();
    return named(['solution', 'cloned_coefficient'], [X, copy], 'triangular_solve');
  },
  derivative: {
    input: ([grad], { A, upper, transpose, unitriangular }) =>
      grad && solve_triangular(transpose ? A : A.mT, grad, { upper: upper === transpose, unitriangular }),
    A: ([grad, gradCopy], { A, upper, transpose, unitriangular, result: [X] }) => {
      if (grad === null) return gradCopy;
      const forB = solve_triangular(transpose ? A : A.mT, grad, { upper: upper === transpose, unitriangular });
      const full = (transpose ? X.matmul(forB.mT) : forB.matmul(X.mT)).neg();
      const forA = upper ? triu(full, Number(unitriangular)) : tril(full, -Number(unitriangular));
      return gradCopy === null ? forA : forA.add(gradCopy);
    },
  },
});

/** Options of {@link triangular_solve}. */
export interface TriangularSolveOptions {
  /** Whether the upper triangle of A is used, and not the lower. Default true. */
  upper?: boolean;
  /** Whether Aᵀ·X = b is solved. Default false. */
  transpose?: boolean;
  /** Whether the diagonal of A counts as ones. Default false. */
  unitriangular?: boolean;
}

/**
 * The solution X of A·X = b for triangular matrices A, as `torch.linalg.solve_triangular` with the right-hand side first.
 *
 * @param b [..., n, k]
 * @param A [..., n, n]; the leading dimensions broadcast
 * @param upper whether the upper triangle is used, and not the lower. Default true
 * @param transpose whether Aᵀ·X = b is solved. Default false
 * @param unitriangular whether the diagonal of A counts as ones. Default false
 * @returns new tensors `solution` and `cloned_coefficient`, a copy of A
 * @throws RuntimeError where the shapes or dtypes do not fit, NotImplementedError for integers
 * @example
 * const A = torch.tensor([[2, 1], [0, 4]]);
 * console.log(torch.triangular_solve(torch.tensor([[4], [8]]), A).solution); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.triangular_solve`
 */
export function triangular_solve(
  b: Tensor,
  A: Tensor,
  upper?: boolean | TriangularSolveOptions,
  transpose?: boolean | TriangularSolveOptions,
  unitriangular?: boolean | TriangularSolveOptions,
): SolutionAndCoefficient {
  return TriangularSolve.apply(b, A, upper, transpose, unitriangular);
}

const CholeskySolve = define({
  schema: 'cholesky_solve(Tensor input, Tensor input2, bool upper=False)',
  forward: (input, input2, upper) => {
    for (const [called, x] of [
      ['b', input],
      ['u', input2],
    ] as const)
      if (x.dim() < 2)
        throw new RuntimeError(`${called} should have at least 2 dimensions, but has ${x.dim()} dimensions instead`);
    requireSystem('cholesky_solve', input2, input);
    requireKernel('cholesky_solve_cpu', input);
    const batch = commonBatch(input2, input);
    const X = emptyBatch(batch, shapeOf(input), input.dtype);
    kernels.decompose('choleskySolve', [X], [spread(input2, batch), spread(input, batch)], upper);
    return X;
  },
  derivative: {
    input: (grad, { input2, upper }) => cholesky_solve(grad, input2, upper),
    input2: (grad, { input2, upper, result }) => {
      const forA = cholesky_solve(grad, input2, upper).matmul(result.mT).neg();
      return factorRule(forA, input2, upper);
    },
  },
});

/** The gradient of A = L·Lᵀ with respect to L, (Ā + Āᵀ)·L; of A = Uᵀ·U it is U·(Ā + Āᵀ). */
function factorRule(gradA: Tensor, factor: Tensor, upper: boolean): Tensor {
  const symmetric = gradA.add(gradA.mT);
  return upper ? factor.matmul(symmetric) : symmetric.matmul(factor);
}

/** Options of {@link cholesky_solve} and {@link cholesky_inverse}. */
export interface CholeskyFactorOptions {
  /** Whether U of A = Uᵀ·U is given, and not L of A = L·Lᵀ. Default false. */
  upper?: boolean;
}

/**
 * The solution X of A·X = B, given the Cholesky factor of A.
 *
 * @param B [..., n, k]
 * @param L [..., n, n], as from `torch.linalg.cholesky`; the leading dimensions broadcast
 * @param upper whether U of A = Uᵀ·U is given. Default false
 * @returns a new tensor of the sizes of `B`
 * @throws RuntimeError where the shapes or dtypes do not fit, NotImplementedError for integers
 * @example
 * const L = torch.linalg.cholesky(torch.tensor([[4, 2], [2, 5]]));
 * console.log(torch.cholesky_solve(torch.tensor([[8], [12]]), L)); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.cholesky_solve`
 */
export function cholesky_solve(B: Tensor, L: Tensor, upper?: boolean | CholeskyFactorOptions): Tensor {
  return CholeskySolve.apply(B, L, upper);
}

const CholeskyInverse = define({
  schema: 'cholesky_inverse(Tensor input, bool upper=False)',
  forward: (input, upper) => {
    requireMatrices('cholesky_inverse', input);
    requireSquare('cholesky_inverse', input);
    requireKernel('cholesky_inverse_out_cpu', input);
    const [result, info] = [emptyTensor(input.sizes, input.dtype), emptyBatch(batchOf(input), [], int32)];
    kernels.decompose('choleskyInverse', [result, info], [input], upper);
    requireSuccess('cholesky_inverse', info, singular);
    return result;
  },
  derivative: {
    input: (grad, { input, upper, result }) => factorRule(result.matmul(grad).matmul(result).neg(), input, upper),
  },
});

/**
 * A⁻¹, given the Cholesky factor of A.
 *
 * @param L [..., n, n], as from `torch.linalg.cholesky`
 * @param upper whether U of A = Uᵀ·U is given. Default false
 * @returns a new tensor [..., n, n]
 * @throws LinAlgError for a zero on the diagonal, RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.cholesky_inverse(torch.tensor([[2, 0], [0, 1]]))); // tensor([[0.2500, 0.0000],
 * //         [0.0000, 1.0000]])
 * @see PyTorch: `torch.cholesky_inverse`
 */
export function cholesky_inverse(L: Tensor, upper?: boolean | CholeskyFactorOptions): Tensor {
  return CholeskyInverse.apply(L, upper);
}
