import { kernels } from '../../ndarray/kernels.js';
import { int32 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { cat } from '../joining.js';
import { eye, zeros_like } from '../creation.js';
import { tril, triu } from '../triangles.js';
import { batchOf, emptyBatch, requireKernel, requireSuccess, shapeOf } from './batches.js';
import { solve_triangular } from './triangular.js';

// The LU decomposition A = P·L·U: P exchanges rows, L is lower triangular with ones on its diagonal, U is upper
// triangular.

/** Options of the LU decompositions. */
export interface LuOptions {
  /** Whether rows are exchanged. It must be true, its default: without it there may be no such decomposition. */
  pivot?: boolean;
}

/** P, L and U. */
export type Factors = readonly [P: Tensor, L: Tensor, U: Tensor] & {
  /** The permutation matrix. */
  readonly P: Tensor;
  /** The lower triangular factor. */
  readonly L: Tensor;
  /** The upper triangular factor. */
  readonly U: Tensor;
};

/** L and U in one matrix, and the exchanges of rows. */
export type CompactFactors = readonly [LU: Tensor, pivots: Tensor] & {
  /** U and, below its diagonal, L without its ones. */
  readonly LU: Tensor;
  /** For each step the row, counted from 1, that was exchanged with the row of that step. */
  readonly pivots: Tensor;
};

/** The same, and whether all pivots are different from zero. */
export type CompactFactorsAndInfo = readonly [LU: Tensor, pivots: Tensor, info: Tensor] & {
  /** U and, below its diagonal, L without its ones. */
  readonly LU: Tensor;
  /** For each step the row, counted from 1, that was exchanged with the row of that step. */
  readonly pivots: Tensor;
  /** 0, or the first step, counted from 1, whose pivot is zero. */
  readonly info: Tensor;
};

/** L and U, of [..., m, k] and [..., k, n], from the matrix [..., m, n] that holds both. */
export function takeApart(LU: Tensor): [L: Tensor, U: Tensor] {
  const [m, n] = shapeOf(LU);
  const k = Math.min(m, n);
  const lower = tril(LU.narrow(-1, 0, k), -1);
  return [lower.add(eye(m, k, { dtype: LU.dtype })), triu(LU.narrow(-2, 0, k))];
}

/** The transpose of {@link takeApart}: matrices [..., m, k] and [..., k, n] in the places of L and U, of sizes [..., m, n]. */
export function putTogether(L: Tensor | null, U: Tensor | null, sizes: readonly number[]): Tensor | null {
  const [m, n] = sizes.slice(-2);
  const padded = (x: Tensor, dim: number, size: number): Tensor =>
    size === 0 ? x : cat([x, x.new_zeros(x.sizes.with(dim, size))], dim);
  const lower = L && padded(tril(L, -1), -1, n - L.size(-1));
  const upper = U && padded(triu(U), -2, m - U.size(-2));
  return lower && upper ? lower.add(upper) : (lower ?? upper);
}

/** P, a permutation matrix of `A`'s dtype, from pivots. */
export function permutationOf(LU: Tensor, pivots: Tensor): Tensor {
  const [m] = shapeOf(LU);
  const P = emptyBatch(batchOf(LU), [m, m], LU.dtype);
  kernels.decompose('permutation', [P], [LU, pivots]);
  return P;
}

/**
 * The gradient of A = P·L·U. For square matrices it is P·L⁻ᵀ·(tril(Lᵀ·L̄, −1) + triu(Ū·Uᵀ))·U⁻ᵀ. Of a wide matrix only the
 * square part A₁ = P·L·U₁ matters for L, and U₂ = L⁻¹·Pᵀ·A₂; of a tall one likewise L₂ = (Pᵀ·A)₂·U⁻¹.
 */
function factorsRule(gradL: Tensor | null, gradU: Tensor | null, P: Tensor, L: Tensor, U: Tensor): Tensor {
  const k = L.size(-1);
  const [tall, wide] = [L.size(-2) > k, U.size(-1) > k];
  let [gL, gU] = [gradL ?? zeros_like(L), gradU ?? zeros_like(U)];
  const [L1, U1] = [L.narrow(-2, 0, k), U.narrow(-1, 0, k)];
  const throughL = (x: Tensor) => solve_triangular(L1.mT, x, { upper: true, unitriangular: true });
  const throughU = (x: Tensor) => solve_triangular(U1.mT, x, { upper: false, left: false });
  let rest: Tensor | null = null;
  if (wide) {
    rest = throughL(gU.narrow(-1, k, U.size(-1) - k));
    gL = gL.sub(rest.matmul(U.narrow(-1, k, U.size(-1) - k).mT));
  } else if (tall) {
    rest = throughU(gL.narrow(-2, k, L.size(-2) - k));
    gU = gU.sub(L.narrow(-2, k, L.size(-2) - k).mT.matmul(rest));
  }
  const inner = tril(L1.mT.matmul(gL.narrow(-2, 0, k)), -1).add(triu(gU.narrow(-1, 0, k).matmul(U1.mT)));
  const square = throughU(throughL(inner));
  return P.matmul(rest === null ? square : cat([square, rest], wide ? -1 : -2));
}

function requirePivoting(pivot: boolean): void {
  if (!pivot) throw new RuntimeError('linalg.lu_factor: LU without pivoting is not implemented on the CPU');
}

const zeroPivot = (code: number) =>
  `U[${code},${code}] is zero and using it on lu_solve would result in a division by zero. If you still want to perform ` +
  'the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)';

/** @internal Refuses a vector or a number. */
export function requireAtLeast2d(name: string, A: Tensor): void {
  if (A.dim() < 2)
    throw new RuntimeError(
      `${name}: Expected tensor with 2 or more dimensions. Got size: [${A.sizes.join(', ')}] instead`,
    );
}

const LuFactorEx = define({
  schema: 'linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False)',
  method: false,
  forward: (A, pivot, check_errors) => {
    requireAtLeast2d('torch.lu_factor', A);
    requireKernel('lu_cpu', A);
    requirePivoting(pivot);
    const batch = batchOf(A);
    const LU = emptyTensor(A.sizes, A.dtype);
    const pivots = emptyBatch(batch, [Math.min(...shapeOf(A))], int32);
    const info = emptyBatch(batch, [], int32);
    kernels.decompose('lu', [LU, pivots, info], [A]);
    if (check_errors) requireSuccess('torch.linalg.lu_factor_ex', info, zeroPivot, RuntimeError);
    return named(['LU', 'pivots', 'info'], [LU, pivots, info], 'linalg_lu_factor_ex');
  },
  derivative: {
    A: ([grad], { result: [LU, pivots] }) => {
      if (grad === null) return null;
      const k = Math.min(...shapeOf(LU));
      const [L, U] = takeApart(LU);
      return factorsRule(grad.narrow(-1, 0, k), grad.narrow(-2, 0, k), permutationOf(LU, pivots), L, U);
    },
  },
});

/**
 * The LU decomposition in compact form, and for each matrix whether its pivots are different from zero.
 *
 * @param A [..., m, n]
 * @param options `check_errors`: whether a zero pivot throws
 * @returns new tensors `LU` [..., m, n], `pivots` [..., min(m, n)] and `info` [...], 0 or the first step, counted from 1,
 * whose pivot is zero
 * @throws RuntimeError for what is no matrix and if `check_errors` says so, NotImplementedError for integers
 * @example
 * const { LU, pivots, info } = torch.linalg.lu_factor_ex(torch.tensor([[1, 2], [2, 8]]));
 * console.log(LU); // tensor([[ 2.0000,  8.0000],
 * //         [ 0.5000, -2.0000]])
 * console.log(pivots); // tensor([2, 2], dtype=torch.int32)
 * console.log(info); // tensor(0, dtype=torch.int32)
 * @see PyTorch: `torch.linalg.lu_factor_ex`
 */
export function lu_factor_ex(A: Tensor, options?: LuOptions & { check_errors?: boolean }): CompactFactorsAndInfo {
  return LuFactorEx.apply(A, options);
}

const LuFactor = compose({
  schema: 'linalg_lu_factor(Tensor A, *, bool pivot=True)',
  method: false,
  compose: (A, pivot) => {
    const { LU, pivots, info } = lu_factor_ex(A, { pivot });
    requireSuccess('torch.linalg.lu_factor', info, zeroPivot, RuntimeError);
    return named(['LU', 'pivots'], [LU, pivots], 'linalg_lu_factor');
  },
});

/**
 * The LU decomposition in the compact form that {@link lu_solve} takes.
 *
 * @param A [..., m, n]
 * @returns new tensors `LU` [..., m, n], U and below its diagonal L without its ones, and `pivots` [..., min(m, n)], for
 * each step the row, counted from 1, that was exchanged with the row of that step
 * @throws RuntimeError for what is no matrix and for a zero pivot, NotImplementedError for integers
 * @example
 * const { LU, pivots } = torch.linalg.lu_factor(torch.tensor([[1, 2], [2, 8]]));
 * console.log(LU); // tensor([[ 2.0000,  8.0000],
 * //         [ 0.5000, -2.0000]])
 * console.log(pivots); // tensor([2, 2], dtype=torch.int32)
 * @see PyTorch: `torch.linalg.lu_factor`
 */
export function lu_factor(A: Tensor, options?: LuOptions): CompactFactors {
  return LuFactor.apply(A, options);
}

const LuFactors = define({
  schema: '_linalg_lu(Tensor A, Tensor LU, Tensor P)',
  node: 'LinalgLu',
  method: false,
  forward: (_A, LU) => takeApart(LU),
  derivative: { A: ([gradL, gradU], { P, result: [L, U] }) => factorsRule(gradL, gradU, P, L, U) },
});

const Lu = compose({
  schema: 'linalg_lu(Tensor A, *, bool pivot=True)',
  method: false,
  compose: (A, pivot) => {
    requireAtLeast2d('linalg.lu', A);
    const { LU, pivots } = lu_factor_ex(A.detach(), { pivot });
    const P = permutationOf(LU, pivots);
    const [L, U] = LuFactors.apply(A, LU, P);
    return named(['P', 'L', 'U'], [P, L, U], 'linalg_lu');
  },
});

/**
 * The LU decomposition A = P·L·U.
 *
 * @param A [..., m, n]
 * @returns new tensors `P` [..., m, m], a permutation matrix, `L` [..., m, k], with ones on its diagonal, and `U`
 * [..., k, n], where k = min(m, n)
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers
 * @example
 * const { P, L, U } = torch.linalg.lu(torch.tensor([[1, 2], [2, 8]]));
 * console.log(P); // tensor([[0., 1.],
 * //         [1., 0.]])
 * console.log(L); // tensor([[1.0000, 0.0000],
 * //         [0.5000, 1.0000]])
 * console.log(U); // tensor([[ 2.,  8.],
 * //         [ 0., -2.]])
 * @see PyTorch: `torch.linalg.lu`
 */
export function lu(A: Tensor, options?: LuOptions): Factors {
  return Lu.apply(A, options);
}
