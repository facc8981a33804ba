import { kernels } from '../ndarray/kernels.js';
import { elementCount, type Strided } from '../ndarray/strided.js';
import { get_default_dtype, type DType } from '../tensor/dtype.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, Tensor } from '../tensor/tensor.js';
import { expand } from './broadcasting.js';
import { denseCopy } from './dense.js';
import { reshape } from './shape.js';

// What ops share that work along dimensions: which dimensions, the sizes that are left, and the way back.

/** One dimension, several, or null for all. Negative ones count from the end. */
export type Dims = number | readonly number[] | null;

/** Options of reductions over one dimension or several. */
export interface DimsOptions {
  /** The dimensions to reduce; all if left out. */
  dim?: Dims;
  /** Whether the reduced dimensions stay, with size 1. Default false. */
  keepdim?: boolean;
}

/** Options of reductions that compute in a dtype of choice. */
export interface ReduceOptions extends DimsOptions {
  /** The dtype to compute in and return. */
  dtype?: DType | null;
}

/** Options of reductions over one dimension. */
export interface DimOptions {
  /** The dimension; negative ones count from the end. */
  dim?: number;
  /** Whether it stays, with size 1. Default false. */
  keepdim?: boolean;
}

/**
 * The dimensions to reduce, each once and counted from the front; null or an empty list means all.
 *
 * @throws RuntimeError for a dimension named twice, IndexError for one out of range
 */
export function reducedDims(dim: readonly number[] | null, ndim: number): number[] {
  if (dim === null || dim.length === 0) return Array.from({ length: ndim }, (_, d) => d);
  const dims = dim.map((d) => wrapDim(d, ndim));
  const twice = dims.find((d, i) => dims.indexOf(d) !== i);
  if (twice !== undefined) throw new RuntimeError(`dim ${twice} appears multiple times in the list of dims`);
  return ndim === 0 ? [] : dims;
}

const without = <T>(list: readonly T[], dims: readonly number[]) => list.filter((_, d) => !dims.includes(d));

/** The sizes after reducing `dims`, with and without the reduced dimensions. */
export function reducedSizes(sizes: readonly number[], dims: readonly number[], keepdim: boolean): number[] {
  return keepdim ? sizes.map((size, d) => (dims.includes(d) ? 1 : size)) : without(sizes, dims);
}

/** How many elements of a tensor of `sizes` are reduced to one. */
export function reducedCount(sizes: readonly number[], dim: readonly number[] | null): number {
  return reducedDims(dim, sizes.length).reduce((count, d) => count * sizes[d], 1);
}

/**
 * A new tensor of `dtype` for the result of a reduction, as the user gets it, and without the reduced dimensions, as
 * kernels take it.
 */
export function reductionTarget(
  sizes: readonly number[],
  dims: readonly number[],
  keepdim: boolean,
  dtype: DType,
): [result: Tensor, target: Strided] {
  const result = emptyTensor(reducedSizes(sizes, dims, keepdim), dtype);
  if (!keepdim) return [result, result];
  const { storage, offset } = result;
  return [result, { storage, sizes: without(result.sizes, dims), strides: without(result.strides, dims), offset }];
}

/** Folds dimensions of `input` with the kernel of that name into a new tensor of `dtype`. */
export function reduced(
  kernel: string,
  input: Tensor,
  dims: readonly number[],
  keepdim: boolean,
  dtype: DType,
): Tensor {
  const [result, target] = reductionTarget(input.sizes, dims, keepdim, dtype);
  kernels.reduce(kernel, target, input, dims);
  return result;
}

/** Gives a reduced tensor back the reduced dimensions, with size 1. */
export function unreduce(x: Tensor, sizes: readonly number[], dim: readonly number[] | null, keepdim: boolean): Tensor {
  return keepdim ? x : reshape(x, reducedSizes(sizes, reducedDims(dim, sizes.length), true));
}

/** Gives a reduced gradient the sizes that its input had. */
export function expandReduced(
  grad: Tensor,
  sizes: readonly number[],
  dim: readonly number[] | null,
  keepdim: boolean,
): Tensor {
  return expand(unreduce(grad, sizes, dim, keepdim), sizes);
}

/** The elements of `x` in row-major order in one dimension, outside the graph. */
export function flat(x: Tensor): Tensor {
  const { storage, offset } = x.is_contiguous() ? x : denseCopy(x);
  return new Tensor(storage, [elementCount(x.sizes)], [1], offset, x.dtype);
}

/**
 * Checks that a reduction without an identity has something to reduce.
 *
 * @throws RuntimeError where no dimension is named and there is no element, IndexError for a named dimension of size 0
 */
export function requireElements(name: string, sizes: readonly number[], dim: readonly number[] | null): void {
  if (!sizes.includes(0)) return;
  if (dim === null || dim.length === 0)
    throw new RuntimeError(
      `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
    );
  requireNonEmpty(`${name}()`, sizes, reducedDims(dim, sizes.length));
}

/**
 * Checks that none of the dimensions is empty.
 *
 * @throws IndexError naming the first that is
 */
export function requireNonEmpty(name: string, sizes: readonly number[], dims: readonly number[]): void {
  const empty = dims.find((d) => sizes[d] === 0);
  if (empty !== undefined) throw new IndexError(`${name}: Expected reduction dim ${empty} to have non-zero size.`);
}

/** The dtype in which an op computes whose results are fractions: that of a float tensor, otherwise the default one. */
export const floatType = (dtype: DType): DType => (dtype.is_floating_point ? dtype : get_default_dtype());
