import { kernels } from '../ndarray/kernels.js';
import { elementCount } from '../ndarray/strided.js';
import { int64, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { converted } from './elementwise.js';
import { div } from './arithmetic.js';
import { expand, reshape } from './shape.js';

// Sums and means over dimensions.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sum}. */
    sum(dim?: Dims | ReduceOptions, keepdim?: boolean | ReduceOptions, options?: ReduceOptions): Tensor;
    /** See {@link mean}. */
    mean(dim?: Dims | ReduceOptions, keepdim?: boolean | ReduceOptions, options?: ReduceOptions): Tensor;
    /** See {@link sum_to_size}. */
    sum_to_size(...size: number[] | [readonly number[]]): Tensor;
  }
}

/** One dimension, several, or null for all. Negative ones count from the end. */
export type Dims = number | readonly number[] | null;

/** Options of reductions. */
export interface ReduceOptions {
  /** The dimensions to reduce; all if left out. */
  dim?: Dims;
  /** Whether the reduced dimensions stay, with size 1. Default false. */
  keepdim?: boolean;
  /** The dtype to compute in and return. */
  dtype?: DType | null;
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

/** The sizes after reducing `dims`, with and without the reduced dimensions. */
export function reducedSizes(sizes: readonly number[], dims: readonly number[], keepdim: boolean): number[] {
  return keepdim ? sizes.map((size, d) => (dims.includes(d) ? 1 : size)) : sizes.filter((_, d) => !dims.includes(d));
}

/** Folds dimensions of `input` with the kernel of that name into a new tensor of `dtype`. */
export function reduced(kernel: string, input: Tensor, dims: readonly number[], keepdim: boolean, dtype: DType): Tensor {
  const flat = emptyTensor(reducedSizes(input.sizes, dims, false), dtype);
  kernels.reduce(kernel, flat, input, dims);
  if (!keepdim) return flat;
  const kept = emptyTensor(reducedSizes(input.sizes, dims, true), dtype);
  kernels.copy({ ...kept, sizes: flat.sizes, strides: flat.strides, storage: kept.storage }, flat);
  return kept;
}

/** Gives a reduced gradient the sizes that its input had. */
export function expandReduced(grad: Tensor, sizes: readonly number[], dim: readonly number[] | null, keepdim: boolean): Tensor {
  const dims = reducedDims(dim, sizes.length);
  return expand(keepdim ? grad : reshape(grad, reducedSizes(sizes, dims, true)), [...sizes]);
}

const Sum = define({
  schema: 'sum(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  forward: (input, dim, keepdim, dtype) => {
    const type = dtype ?? (input.dtype.is_floating_point ? input.dtype : int64);
    return reduced('sum', converted(input, type), reducedDims(dim, input.sizes.length), keepdim, type);
  },
  derivative: { input: (grad, { input, dim, keepdim }) => expandReduced(grad, input.sizes, dim, keepdim) },
});

/**
 * Σ input over dimensions `dim`, or over all.
 *
 * Integers and bools are summed as int64. Long rows of floats are summed pairwise.
 *
 * @param dim the dimension or dimensions to sum over; all if left out
 * @param keepdim whether the summed dimensions stay, with size 1
 * @param options the same by name, and `dtype` to compute in
 * @returns a new tensor
 * @throws IndexError for a dimension out of range
 * @example
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * console.log(x.sum()); // tensor(10.)
 * console.log(torch.sum(x, 0, { keepdim: true })); // tensor([[4., 6.]])
 * @see PyTorch: `torch.sum`
 */
export function sum(
  input: Tensor,
  dim?: Dims | ReduceOptions,
  keepdim?: boolean | ReduceOptions,
  options?: ReduceOptions,
): Tensor {
  return Sum.apply(input, dim, keepdim, options);
}

const Mean = define({
  schema: 'mean(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  forward: (input, dim, keepdim, dtype) => {
    const type = dtype ?? input.dtype;
    if (!type.is_floating_point)
      throw new NotImplementedError(
        `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${type.scalarName}`,
      );
    const dims = reducedDims(dim, input.sizes.length);
    const total = reduced('sum', converted(input, type), dims, keepdim, type);
    kernels.binary('div', total, total, elementCount(dims.map((d) => input.sizes[d])));
    return total;
  },
  derivative: {
    input: (grad, { input, dim, keepdim }) => {
      const count = elementCount(reducedDims(dim, input.sizes.length).map((d) => input.sizes[d]));
      return expandReduced(div(grad, count), input.sizes, dim, keepdim);
    },
  },
});

/**
 * The mean over dimensions `dim`, or over all: Σ input / n.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @param options the same by name, and `dtype` to compute in
 * @returns a new tensor
 * @throws NotImplementedError for integers without `dtype`; IndexError for a dimension out of range
 * @example
 * console.log(torch.tensor([[1, 2], [3, 6]]).mean(1)); // tensor([1.5000, 4.5000])
 * @see PyTorch: `torch.mean`
 */
export function mean(
  input: Tensor,
  dim?: Dims | ReduceOptions,
  keepdim?: boolean | ReduceOptions,
  options?: ReduceOptions,
): Tensor {
  return Mean.apply(input, dim, keepdim, options);
}

const SumToSize = compose({
  schema: 'sum_to_size(Tensor input, size size)',
  compose: (input, size) => {
    const shift = input.sizes.length - size.length;
    if (shift < 0 || size.some((n, d) => n !== 1 && n !== input.sizes[d + shift]))
      throw new RuntimeError(`size {[${size.join(', ')}]} is not expandable to size {[${input.sizes.join(', ')}]}.`);
    const dims = input.sizes.flatMap((n, d) => (d < shift || (size[d - shift] === 1 && n !== 1) ? [d] : []));
    if (dims.length === 0) return input;
    return reshape(sum(input, dims, { dtype: input.dtype }), size);
  },
});

/**
 * Sums over the dimensions along which `size` would be broadcast to the sizes of `input`: the derivative of broadcasting.
 *
 * @param size the sizes of the result
 * @returns a new tensor, or `input` itself
 * @throws RuntimeError where `size` does not broadcast to the sizes of `input`
 * @example
 * console.log(torch.sum_to_size(torch.ones(3, 2), [1, 2])); // tensor([[3., 3.]])
 * @see PyTorch: `Tensor.sum_to_size`
 */
export function sum_to_size(input: Tensor, size: readonly number[]): Tensor {
  return SumToSize.apply(input, size);
}

