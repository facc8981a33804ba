import { kernels } from '../ndarray/kernels.js';
import { int32, int64, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { Signature } from '../tensor/signature.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { filled } from './dense.js';

// The lower and upper triangles of matrices.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link tril}. */
    tril: Method<typeof tril>;
    /** {@link tril} in place. */
    tril_: InPlace<typeof tril>;
    /** See {@link triu}. */
    triu: Method<typeof triu>;
    /** {@link triu} in place. */
    triu_: InPlace<typeof triu>;
  }
}

/** Options of {@link tril} and {@link triu}. */
export interface TriangleOptions {
  /** Which diagonal bounds the triangle: 0 the main one, positive above it, negative below. Default 0. */
  diagonal?: number;
}

function triangle(name: 'tril' | 'triu', x: Tensor, diagonal: number, out?: Tensor): Tensor {
  if (x.sizes.length < 2) throw new RuntimeError(`${name}: input tensor must have at least 2 dimensions`);
  const result = out ?? emptyTensor(x.sizes, x.dtype);
  kernels.triangle(name === 'tril', result, x, diagonal);
  return result;
}

const Tril = define({
  schema: 'tril(Tensor input, int diagonal=0)',
  forward: (input, diagonal, out) => triangle('tril', input, diagonal, out),
  derivative: { input: (grad, { diagonal }) => tril(grad, diagonal) },
  inplace: true,
});

/**
 * The lower triangles of the matrices in the last two dimensions: the elements on and below a diagonal, others zero.
 *
 * @param diagonal which diagonal: 0 the main one, positive above it, negative below
 * @returns a new tensor
 * @throws RuntimeError for fewer than two dimensions
 * @example
 * console.log(torch.tril(torch.ones(2, 2))); // tensor([[1., 0.],
 * //         [1., 1.]])
 * @see PyTorch: `torch.tril`
 */
export function tril(input: Tensor, diagonal?: number | TriangleOptions): Tensor {
  return Tril.apply(input, diagonal);
}

const Triu = define({
  schema: 'triu(Tensor input, int diagonal=0)',
  forward: (input, diagonal, out) => triangle('triu', input, diagonal, out),
  derivative: { input: (grad, { diagonal }) => triu(grad, diagonal) },
  inplace: true,
});

/**
 * The upper triangles of the matrices in the last two dimensions: the elements on and above a diagonal, others zero.
 *
 * @param diagonal which diagonal: 0 the main one, positive above it, negative below
 * @returns a new tensor
 * @throws RuntimeError for fewer than two dimensions
 * @example
 * console.log(torch.triu(torch.ones(2, 2), 1)); // tensor([[0., 1.],
 * //         [0., 0.]])
 * @see PyTorch: `torch.triu`
 */
export function triu(input: Tensor, diagonal?: number | TriangleOptions): Tensor {
  return Triu.apply(input, diagonal);
}

/** Options of {@link tril_indices} and {@link triu_indices}. */
export interface TriangleIndicesOptions {
  /** Which diagonal bounds the triangle. Default 0. */
  offset?: number;
  /** int64 or int32. Default int64. */
  dtype?: DType | null;
}

/** Where the triangle that `part` leaves of a matrix of ones lies. */
function indicesOf(name: string, part: (x: Tensor, diagonal: number) => Tensor, args: readonly unknown[]): Tensor {
  const signature = new Signature(
    `${name}(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None)` as `f(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None)`,
  );
  const [row, col, offset, dtype] = signature.bind(args);
  if (row < 0) throw new RuntimeError(`row must be non-negative, got${row}`);
  if (col < 0) throw new RuntimeError(`col must be non-negative, got${col}`);
  if (dtype !== null && dtype !== int64 && dtype !== int32)
    throw new NotImplementedError(`"${name}" not implemented for '${dtype.scalarName}'`);
  return part(filled([row, col], 1, int64), offset)
    .nonzero()
    .t()
    .contiguous()
    .to(dtype ?? int64);
}

/**
 * The indices of the lower triangle of a matrix: row numbers in the first row, column numbers in the second.
 *
 * @param row how many rows the matrix has
 * @param col how many columns
 * @param offset which diagonal bounds the triangle: 0 the main one, positive above it, negative below
 * @returns a new tensor of two rows
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.tril_indices(2, 2)); // tensor([[0, 1, 1],
 * //         [0, 0, 1]])
 * @see PyTorch: `torch.tril_indices`
 */
export function tril_indices(
  row: number,
  col: number,
  offset?: number | TriangleIndicesOptions,
  options?: TriangleIndicesOptions,
): Tensor {
  return indicesOf('tril_indices', tril, [row, col, offset, options]);
}

/**
 * The indices of the upper triangle of a matrix: row numbers in the first row, column numbers in the second.
 *
 * @param row how many rows the matrix has
 * @param col how many columns
 * @param offset which diagonal bounds the triangle: 0 the main one, positive above it, negative below
 * @returns a new tensor of two rows
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.triu_indices(2, 2, 1)); // tensor([[0],
 * //         [1]])
 * @see PyTorch: `torch.triu_indices`
 */
export function triu_indices(
  row: number,
  col: number,
  offset?: number | TriangleIndicesOptions,
  options?: TriangleIndicesOptions,
): Tensor {
  return indicesOf('triu_indices', triu, [row, col, offset, options]);
}
