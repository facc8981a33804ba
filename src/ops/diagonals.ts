import { kernels } from '../ndarray/kernels.js';
import { bool, int64 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { denseCopy, filled } from './dense.js';
import { reshape } from './shape.js';
import { embedded } from './slicing.js';

// Diagonals of matrices: read as views, written into new matrices, summed.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link diagonal}. */
    diagonal: Method<typeof diagonal>;
    /** See {@link diag}. */
    diag: Method<typeof diag>;
    /** See {@link diagflat}. */
    diagflat: Method<typeof diagflat>;
    /** See {@link diag_embed}. */
    diag_embed: Method<typeof diag_embed>;
    /** See {@link trace}. */
    trace: Method<typeof trace>;
  }
}

/** Options of {@link diagonal} and {@link diag_embed}. */
export interface DiagonalOptions {
  /** Which diagonal: 0 the main one, positive above it, negative below. Default 0. */
  offset?: number;
  /** The dimension of the rows. */
  dim1?: number;
  /** The dimension of the columns. */
  dim2?: number;
}

function requireTwo(dim1: number, dim2: number, ndim: number): [rows: number, columns: number] {
  const [a, b] = [wrapDim(dim1, ndim), wrapDim(dim2, ndim)];
  if (a === b) throw new RuntimeError(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  return [a, b];
}

/** The view of a diagonal of `x`, its elements in a new last dimension. */
function diagonalOf(x: Tensor, offset: number, dim1: number, dim2: number): Tensor {
  const { sizes, strides } = x;
  const [a, b] = requireTwo(dim1, dim2, sizes.length);
  const length = Math.max(
    0,
    offset >= 0 ? Math.min(sizes[a], sizes[b] - offset) : Math.min(sizes[a] + offset, sizes[b]),
  );
  const rest = (list: readonly number[]) => list.filter((_, d) => d !== a && d !== b);
  const first = length === 0 ? 0 : offset >= 0 ? offset * strides[b] : -offset * strides[a];
  return viewAs(x, [...rest(sizes), length], [...rest(strides), strides[a] + strides[b]], x.offset + first);
}

const Diagonal = define({
  schema: 'diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1)',
  forward: diagonalOf,
  derivative: {
    input: (grad, { sizes, offset, dim1, dim2 }) => embedded(grad, sizes, (x) => diagonal(x, offset, dim1, dim2)),
  },
});

/**
 * A diagonal of the matrices in dimensions `dim1` and `dim2`, as a new last dimension.
 *
 * @param offset which diagonal: 0 the main one, positive above it, negative below
 * @param dim1 the dimension of the rows
 * @param dim2 the dimension of the columns
 * @returns a view
 * @throws RuntimeError where the two dimensions are one
 * @example
 * console.log(torch.diagonal(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 4.])
 * console.log(torch.diagonal(torch.tensor([[1, 2], [3, 4]]), 1)); // tensor([2.])
 * @see PyTorch: `torch.diagonal`
 */
export function diagonal(
  input: Tensor,
  offset?: number | DiagonalOptions,
  dim1?: number | DiagonalOptions,
  dim2?: number | DiagonalOptions,
): Tensor {
  return Diagonal.apply(input, offset, dim1, dim2);
}

const LinalgDiagonal = compose({
  schema: 'linalg_diagonal(Tensor A, *, int offset=0, int dim1=-2, int dim2=-1)',
  method: false,
  compose: (A, offset, dim1, dim2) => diagonal(A, offset, dim1, dim2),
});

/**
 * A diagonal of matrices, as `torch.diagonal` with the last two dimensions as its default.
 *
 * @param A [..., m, n]
 * @param options `offset`: which diagonal, 0 the main one; `dim1` and `dim2`: the dimensions of rows and columns
 * @returns a view
 * @throws RuntimeError where the two dimensions are one
 * @example
 * console.log(torch.linalg.diagonal(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 4.])
 * @see PyTorch: `torch.linalg.diagonal`
 */
export function linalg_diagonal(A: Tensor, options?: DiagonalOptions): Tensor {
  return LinalgDiagonal.apply(A, options);
}

const DiagonalCopy = define({
  schema: 'diagonal_copy(Tensor input, int offset=0, int dim1=0, int dim2=1)',
  node: 'DiagonalBackward0_copy',
  method: false,
  forward: (input, offset, dim1, dim2) => denseCopy(diagonalOf(input, offset, dim1, dim2)),
  derivative: {
    input: (grad, { sizes, offset, dim1, dim2 }) => embedded(grad, sizes, (x) => diagonal(x, offset, dim1, dim2)),
  },
});

/**
 * {@link diagonal} as a copy.
 *
 * @param offset which diagonal
 * @param dim1 the dimension of the rows
 * @param dim2 the dimension of the columns
 * @returns a copy
 * @throws RuntimeError where the two dimensions are one
 * @example
 * console.log(torch.diagonal_copy(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 4.])
 * @see PyTorch: `torch.diagonal_copy`
 */
export function diagonal_copy(
  input: Tensor,
  offset?: number | DiagonalOptions,
  dim1?: number | DiagonalOptions,
  dim2?: number | DiagonalOptions,
): Tensor {
  return DiagonalCopy.apply(input, offset, dim1, dim2);
}

const DiagEmbed = define({
  schema: 'diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1)',
  forward: (input, offset, dim1, dim2) => {
    const ndim = input.sizes.length + 1;
    const [a, b] = requireTwo(dim1, dim2, ndim).sort((x, y) => x - y);
    const n = (input.sizes.at(-1) as number) + Math.abs(offset);
    const sizes = input.sizes.slice(0, -1).toSpliced(a, 0, n).toSpliced(b, 0, n);
    const result = filled(sizes, 0, input.dtype);
    kernels.copy(diagonalOf(result, offset, dim1, dim2), input);
    return result;
  },
  derivative: { input: (grad, { offset, dim1, dim2 }) => diagonal(grad, offset, dim1, dim2) },
});

/**
 * Square matrices of zeros, in dimensions `dim1` and `dim2`, with the last dimension of `input` on a diagonal.
 *
 * @param offset which diagonal: 0 the main one, positive above it, negative below
 * @param dim1 the dimension of the rows
 * @param dim2 the dimension of the columns
 * @returns a new tensor with one dimension more
 * @throws RuntimeError where the two dimensions are one
 * @example
 * console.log(torch.diag_embed(torch.tensor([1, 2]))); // tensor([[1., 0.],
 * //         [0., 2.]])
 * @see PyTorch: `torch.diag_embed`
 */
export function diag_embed(
  input: Tensor,
  offset?: number | DiagonalOptions,
  dim1?: number | DiagonalOptions,
  dim2?: number | DiagonalOptions,
): Tensor {
  return DiagEmbed.apply(input, offset, dim1, dim2);
}

const Diag = compose({
  schema: 'diag(Tensor input, int diagonal=0)',
  compose: (input, offset) => {
    const n = input.sizes.length;
    if (n !== 1 && n !== 2) throw new RuntimeError(`diag(): Supports 1D or 2D tensors. Got ${n}D`);
    return n === 1 ? diag_embed(input, offset) : diagonal_copy(input, offset);
  },
});

/**
 * A matrix with the vector `input` on a diagonal, or a copy of a diagonal of the matrix `input`.
 *
 * @param diagonal which diagonal: 0 the main one, positive above it, negative below
 * @returns a new tensor
 * @throws RuntimeError for other than one or two dimensions
 * @example
 * console.log(torch.diag(torch.tensor([1, 2]))); // tensor([[1., 0.],
 * //         [0., 2.]])
 * console.log(torch.diag(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 4.])
 * @see PyTorch: `torch.diag`
 */
export function diag(input: Tensor, diagonal?: number | { diagonal?: number }): Tensor {
  return Diag.apply(input, diagonal);
}

const DiagFlat = compose({
  schema: 'diagflat(Tensor input, int offset=0)',
  compose: (input, offset) => diag_embed(reshape(input, [-1]), offset),
});

/**
 * A matrix with all elements of `input` on a diagonal.
 *
 * @param offset which diagonal: 0 the main one, positive above it, negative below
 * @returns a new tensor
 * @example
 * console.log(torch.diagflat(torch.tensor([[1], [2]]))); // tensor([[1., 0.],
 * //         [0., 2.]])
 * @see PyTorch: `torch.diagflat`
 */
export function diagflat(input: Tensor, offset?: number | { offset?: number }): Tensor {
  return DiagFlat.apply(input, offset);
}

const Trace = define({
  schema: 'trace(Tensor input)',
  forward: (input) => {
    const n = input.sizes.length;
    if (n !== 2) throw new RuntimeError(`trace: expected a matrix, but got tensor with dim ${n}`);
    if (input.dtype === bool) throw new NotImplementedError('"trace" not implemented for \'Bool\'');
    const result = emptyTensor([], input.dtype.is_floating_point ? input.dtype : int64);
    const main = diagonalOf(input, 0, 0, 1);
    kernels.reduce('sum', result, main.dtype === result.dtype ? main : main.long(), [0]);
    return result;
  },
  derivative: { input: (grad, { sizes }) => embedded(grad, sizes, (x) => diagonal(x)) },
});

/**
 * Σᵢ inputᵢᵢ, the sum of the main diagonal of a matrix.
 *
 * @returns a 0-dim tensor
 * @throws RuntimeError for other than two dimensions
 * @example
 * console.log(torch.trace(torch.tensor([[1, 2], [3, 4]]))); // tensor(5.)
 * @see PyTorch: `torch.trace`
 */
export function trace(input: Tensor): Tensor {
  return Trace.apply(input);
}
