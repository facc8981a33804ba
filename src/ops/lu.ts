import { float64, int32 } from '../tensor/dtype.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import { sameSizes } from '../ndarray/strided.js';
import { named } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { batchOf, shapeOf } from './linalg/batches.js';
import { lu_factor_ex, permutationOf, putTogether, requireAtLeast2d, takeApart, type Factors } from './linalg/lu.js';
import { lu_solve as linalgLuSolve } from './linalg/lu_solve.js';

// What `torch` and its tensors offer of the LU decomposition A = P·L·U.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link lu}. */
    lu: Method<typeof lu>;
    /** See {@link lu_solve}. */
    lu_solve: Method<typeof lu_solve>;
  }
}

/** Options of {@link lu}. */
export interface LuOfTorchOptions {
  /** Whether rows are exchanged. It must be true, its default. */
  pivot?: boolean;
  /** Whether to return, as a third result, which pivots are zero. Default false. */
  get_infos?: boolean;
}

const Lu = compose({
  schema: 'lu(Tensor input, bool pivot=True, bool get_infos=False)',
  compose: (input, pivot, get_infos) => {
    const { LU, pivots, info } = lu_factor_ex(input, { pivot });
    return get_infos ? named(['LU', 'pivots', 'info'], [LU, pivots, info], '_lu_with_info') : [LU, pivots];
  },
});

/**
 * The LU decomposition in compact form, as `torch.linalg.lu_factor_ex`, without a check for zero pivots.
 *
 * @param A [..., m, n]
 * @param pivot whether rows are exchanged; it must be true, its default
 * @param get_infos whether to return, as a third result, 0 or the first step, counted from 1, whose pivot is zero
 * @returns new tensors: U and below its diagonal L without its ones, and the exchanges of rows, counted from 1
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers
 * @example
 * const [LU, pivots] = torch.lu(torch.tensor([[1, 2], [2, 8]]));
 * console.log(LU); // tensor([[ 2.0000,  8.0000],
 * //         [ 0.5000, -2.0000]])
 * console.log(pivots); // tensor([2, 2], dtype=torch.int32)
 * @see PyTorch: `torch.lu`
 */
export function lu(
  A: Tensor,
  pivot?: boolean | LuOfTorchOptions,
  get_infos?: boolean | LuOfTorchOptions,
): readonly Tensor[] {
  return Lu.apply(A, pivot, get_infos);
}

const LuSolve = compose({
  schema: 'lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots)',
  compose: (input, LU_data, LU_pivots) => linalgLuSolve(LU_data, LU_pivots, input),
});

/**
 * The same as `torch.linalg.lu_solve`, with the right-hand side first.
 *
 * @param b [..., n, k]
 * @param LU_data [..., n, n]
 * @param LU_pivots [..., n], int32
 * @returns a new tensor of the sizes of `b`
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const [LU, pivots] = torch.lu(torch.tensor([[3, 1], [1, 2]]));
 * console.log(torch.lu_solve(torch.tensor([[9], [8]]), LU, pivots)); // tensor([[2.],
 * //         [3.]])
 * @see PyTorch: `torch.lu_solve`
 */
export function lu_solve(b: Tensor, LU_data: Tensor, LU_pivots: Tensor): Tensor {
  return LuSolve.apply(b, LU_data, LU_pivots);
}

/** L and U as results of their own. */
const Unpack = define({
  schema: '_lu_unpack(Tensor LU)',
  node: 'LuUnpack',
  method: false,
  forward: (LU) => takeApart(LU),
  derivative: { LU: ([gradL, gradU], { sizes }) => putTogether(gradL, gradU, sizes) },
});

/** P in the dtype of `LU`, after a check of the pivots. */
function unpackPivots(LU: Tensor, pivots: Tensor): Tensor {
  if (pivots.gt(LU.size(-2)).any().item() || pivots.lt(1).any().item())
    throw new RuntimeError(
      'pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive.' +
        'Did you properly pass the result of lu_factor?',
    );
  return LU.dtype.is_floating_point ? permutationOf(LU, pivots) : permutationOf(LU.to(float64), pivots).to(LU.dtype);
}

const LuUnpack = compose({
  schema: 'lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True)',
  compose: (LU, pivots, unpack_data, unpack_pivots) => {
    requireAtLeast2d('torch.lu_unpack', LU);
    const wanted = [...batchOf(LU), Math.min(...shapeOf(LU))];
    if (unpack_pivots && pivots.dtype !== int32)
      throw new RuntimeError(
        'torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype.\n' +
          'Note: this function is intended to be used with the output produced by torch.linalg.lu_factor',
      );
    if (unpack_pivots && !sameSizes(pivots.sizes, wanted))
      throw new ValueError(
        `Expected LU_pivots to have shape [${wanted.join(', ')}] but got [${pivots.sizes.join(', ')}] instead.`,
      );
    const none = () => emptyTensor([0], LU.dtype);
    const P = unpack_pivots ? unpackPivots(LU, pivots) : none();
    const [L, U] = unpack_data ? Unpack.apply(LU) : [none(), none()];
    return named(['P', 'L', 'U'], [P, L, U], 'lu_unpack');
  },
  method: false,
});

/** Options of {@link lu_unpack}. */
export interface LuUnpackOptions {
  /** Whether L and U are wanted, and not empty tensors. Default true. */
  unpack_data?: boolean;
  /** Whether P is wanted. Default true. */
  unpack_pivots?: boolean;
}

/**
 * P, L and U from the compact form of an LU decomposition.
 *
 * @param LU_data [..., m, n]
 * @param LU_pivots [..., min(m, n)], int32
 * @param unpack_data whether L and U are wanted, and not empty tensors. Default true
 * @param unpack_pivots whether P is wanted. Default true
 * @returns new tensors `P` [..., m, m], `L` [..., m, k] and `U` [..., k, n] with k = min(m, n)
 * @throws RuntimeError where the shapes or dtypes do not fit, or a pivot is no row
 * @example
 * const { LU, pivots } = torch.linalg.lu_factor(torch.tensor([[1, 2], [2, 8]]));
 * const { P, L, U } = torch.lu_unpack(LU, pivots);
 * console.log(P.mm(L).mm(U)); // tensor([[1., 2.],
 * //         [2., 8.]])
 * @see PyTorch: `torch.lu_unpack`
 */
export function lu_unpack(
  LU_data: Tensor,
  LU_pivots: Tensor,
  unpack_data?: boolean | LuUnpackOptions,
  unpack_pivots?: boolean | LuUnpackOptions,
): Factors {
  return LuUnpack.apply(LU_data, LU_pivots, unpack_data, unpack_pivots);
}
