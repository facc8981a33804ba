import { broadcastTo, type Strided } from '../../ndarray/strided.js';
import { LinAlgError, NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import type { DType } from '../../tensor/dtype.js';
import { broadcastSizes } from '../elementwise.js';

// What the ops of linear algebra share: batches of matrices, their checks and their views.

/** The leading dimensions of a batch of matrices. */
export const batchOf = (A: Tensor): number[] => A.sizes.slice(0, -2);

/** Rows and columns of a batch of matrices. */
export const shapeOf = (A: Tensor): [rows: number, columns: number] => [A.sizes.at(-2) ?? 1, A.sizes.at(-1) ?? 1];

/** The leading dimensions that two batches of matrices have together. */
export const commonBatch = (A: Tensor, B: Tensor): readonly number[] => broadcastSizes(batchOf(A), batchOf(B));

/** Memory for a batch of matrices, or with one size of vectors, or with none of numbers. */
export const emptyBatch = (batch: readonly number[], own: readonly number[], dtype: DType): Tensor =>
  emptyTensor([...batch, ...own], dtype);

/** Matrices with rows and columns exchanged: a view, outside the graph. */
export function flipped({ storage, sizes, strides, offset }: Strided): Strided {
  const exchange = (list: readonly number[]) => [...list.slice(0, -2), list[list.length - 1], list[list.length - 2]];
  return { storage, sizes: exchange(sizes), strides: exchange(strides), offset };
}

/** Vectors as matrices of one column: a view, outside the graph. */
export const asColumns = ({ storage, sizes, strides, offset }: Strided): Strided => ({
  storage,
  sizes: [...sizes, 1],
  strides: [...strides, 1],
  offset,
});

/** Matrices (or what has `own` dimensions) repeated to fill a batch: a view, outside the graph. */
export const spread = (x: Strided, batch: readonly number[], own = 2): Strided =>
  broadcastTo(x, [...batch, ...x.sizes.slice(x.sizes.length - own)]);

/** Refuses a vector or a number where matrices are wanted. */
export function requireMatrices(name: string, A: Tensor, called = 'A'): void {
  if (A.sizes.length < 2)
    throw new RuntimeError(`${name}: The input tensor ${called} must have at least 2 dimensions.`);
}

/** Refuses integers. */
export function requireFloat(name: string, A: Tensor): void {
  if (!A.dtype.is_floating_point)
    throw new NotImplementedError(
      `${name}: Expected a floating point or complex tensor as input. Got ${A.dtype.scalarName}`,
    );
}

/** Refuses integers in the words of a kernel that has no code for them. */
export function requireKernel(kernel: string, A: Tensor): void {
  if (!A.dtype.is_floating_point)
    throw new NotImplementedError(`"${kernel}" not implemented for '${A.dtype.scalarName}'`);
}

/** Refuses matrices that are not square. */
export function requireSquare(name: string, A: Tensor): void {
  requireMatrices(name, A);
  const [rows, columns] = shapeOf(A);
  const where = name === '' ? '' : `${name}: `;
  if (rows !== columns)
    throw new RuntimeError(`${where}A must be batches of square matrices, but they are ${rows} by ${columns} matrices`);
}

/** Refuses tensors of two dtypes. */
export function requireSameDtype(name: string, A: Tensor, B: Tensor, a = 'A', b = 'B'): void {
  if (A.dtype !== B.dtype)
    throw new RuntimeError(
      `${name}: Expected ${a} and ${b} to have the same dtype, but found ${a} of type ${A.dtype.scalarName} and ${b} of type ${B.dtype.scalarName} instead`,
    );
}

/** Refuses A·X = B, or X·A = B, for shapes that do not fit. */
export function requireFitting(name: string, A: Tensor, rows: number, columns: number, left: boolean): void {
  const [n, m] = shapeOf(A);
  if ((left ? n : m) !== (left ? rows : columns))
    throw new RuntimeError(
      `${name}: Incompatible shapes of A and B for the equation ${left ? 'AX' : 'XA'} = B (${n}x${m} and ${rows}x${columns})`,
    );
}

/**
 * Refuses a batch in which a decomposition failed.
 *
 * @param info for each matrix a code, 0 where all went well
 * @param reason says what a code means
 */
export function requireSuccess(
  name: string,
  info: Tensor,
  reason: (code: number) => string,
  Failure: new (message: string) => Error = LinAlgError,
): void {
  const codes = info.reshape(-1).tolist() as number[];
  const failed = codes.findIndex((code) => code !== 0);
  if (failed < 0) return;
  const element = info.sizes.length > 0 ? `(Batch element ${failed}): ` : '';
  throw new Failure(`${name}: ${element}${reason(codes[failed])}`);
}
