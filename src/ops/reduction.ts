import { kernels } from '../ndarray/kernels.js';
import { int64, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul } from './arithmetic.js';
import { compose, define, type Method } from './define.js';
import { converted } from './elementwise.js';
import {
  expandReduced,
  floatType,
  reduced,
  reducedCount,
  reducedDims,
  unreduce,
  type Dims,
  type DimsOptions,
  type ReduceOptions,
} from './dims.js';
import { productOfOthers } from './recurrence.js';
import { reshape } from './shape.js';

// Sums, products and means over dimensions.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sum}. */
    sum: Method<typeof sum>;
    /** See {@link mean}. */
    mean: Method<typeof mean>;
    /** See {@link prod}. */
    prod: Method<typeof prod>;
    /** See {@link logsumexp}. */
    logsumexp: Method<typeof logsumexp>;
    /** See {@link sum_to_size}. */
    sum_to_size(...size: number[] | [readonly number[]]): Tensor;
  }
}

/** The dtype in which sums and products are formed: integers and bools as int64. */
export const sumType = (input: Tensor, dtype: DType | null) =>
  dtype ?? (input.dtype.is_floating_point ? input.dtype : int64);

/** PyTorch gives the reduction of a whole tensor and that over dimensions nodes of their own. */
const nodeOf = (op: string) => (_input: Tensor, dim: unknown, keepdim: boolean) =>
  `${op}Backward${dim === null && !keepdim ? 0 : 1}`;

const Sum = define({
  schema: 'sum(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  node: nodeOf('Sum'),
  forward: (input, dim, keepdim, dtype) => {
    const type = sumType(input, dtype);
    return reduced('sum', converted(input, type), reducedDims(dim, input.sizes.length), keepdim, type);
  },
  derivative: { input: (grad, { sizes, dim, keepdim }) => expandReduced(grad, sizes, dim, keepdim) },
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
  node: nodeOf('Mean'),
  forward: (input, dim, keepdim, dtype) => {
    const type = dtype ?? input.dtype;
    if (!type.is_floating_point)
      throw new NotImplementedError(
        `mean(): could not infer output dtype. ${dtype === null ? 'Input' : 'Optional'} dtype must be either a floating ` +
          `point or complex dtype. Got: ${type.scalarName}`,
      );
    const total = reduced('sum', converted(input, type), reducedDims(dim, input.sizes.length), keepdim, type);
    kernels.binary('div', total, total, reducedCount(input.sizes, dim));
    return total;
  },
  derivative: {
    input: (grad, { sizes, dim, keepdim }) => expandReduced(div(grad, reducedCount(sizes, dim)), sizes, dim, keepdim),
  },
});

/**
 * The mean over dimensions `dim`, or over all: Σ input / n.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @param options the same by name, and `dtype` to compute in
 * @returns a new tensor; NaN where there is nothing to average
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

const Prod = define({
  schema: 'prod(Tensor input, int? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  node: nodeOf('Prod'),
  forward: (input, dim, keepdim, dtype) => {
    const type = sumType(input, dtype);
    const dims = reducedDims(dim === null ? null : [dim], input.sizes.length);
    return reduced('prod', converted(input, type), dims, keepdim, type);
  },
  derivative: {
    input: (grad, { input, dim, keepdim }) => {
      const others =
        dim === null ? reshape(productOfOthers(reshape(input, [-1]), 0), input.sizes) : productOfOthers(input, dim);
      return mul(expandReduced(grad, input.sizes, dim === null ? null : [dim], keepdim), others);
    },
  },
});

/**
 * Π input over dimension `dim`, or over all. The gradient is right where elements are zero too:
 * ∂(Π x)/∂xᵢ = Π_{j≠i} xⱼ.
 *
 * @param dim the dimension; all if left out
 * @param keepdim whether it stays, with size 1
 * @param options the same by name, and `dtype` to compute in
 * @returns a new tensor, int64 for integers and bools
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.tensor([[1, 2], [3, 4]]).prod(1)); // tensor([ 2., 12.])
 * @see PyTorch: `torch.prod`
 */
export function prod(
  input: Tensor,
  dim?: number | ProdOptions,
  keepdim?: boolean | ProdOptions,
  options?: ProdOptions,
): Tensor {
  return Prod.apply(input, dim, keepdim, options);
}

/** Options of {@link prod}. */
export interface ProdOptions {
  /** The dimension; all if left out. */
  dim?: number;
  /** Whether it stays, with size 1. Default false. */
  keepdim?: boolean;
  /** The dtype to compute in and return. */
  dtype?: DType | null;
}

const LogSumExp = define({
  schema: 'logsumexp(Tensor input, int[] dim, bool keepdim=False)',
  node: 'Logsumexp',
  forward: (input, dim, keepdim) => {
    const type = floatType(input.dtype);
    return reduced('logsumexp', converted(input, type), reducedDims(dim, input.sizes.length), keepdim, type);
  },
  derivative: {
    input: (grad, { input, dim, keepdim, result }) => {
      const share = input.sub(unreduce(result, input.sizes, dim, keepdim)).exp(); // softmax
      return mul(unreduce(grad, input.sizes, dim, keepdim), share);
    },
  },
});

/**
 * log Σ e^input over dimensions `dim`, computed so that nothing overflows. Its gradient is the softmax.
 *
 * @param dim the dimension or dimensions
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor; −∞ where there is nothing to sum
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.logsumexp(torch.tensor([1000, 1000]), 0)); // tensor(1000.6932)
 * @see PyTorch: `torch.logsumexp`
 */
export function logsumexp(
  input: Tensor,
  dim: number | readonly number[] | DimsOptions,
  keepdim?: boolean | DimsOptions,
): Tensor {
  return LogSumExp.apply(input, dim, keepdim);
}

const SumToSize = compose({
  schema: 'sum_to_size(Tensor input, size size)',
  compose: (input, size) => {
    const shift = input.sizes.length - size.length;
    if (shift < 0 || size.some((n, d) => n !== 1 && n !== input.sizes[d + shift]))
      throw new RuntimeError(`size {[${size.join(', ')}]} is not expandable to size {[${input.sizes.join(', ')}]}.`);
    if (size.length === 0) return sum(input);
    const dims = input.sizes.flatMap((n, d) => (d < shift || (size[d - shift] === 1 && n !== 1) ? [d] : []));
    if (dims.length === 0) return input;
    return reshape(sum(input, dims), size);
  },
});

/**
 * Sums over the dimensions along which `size` would be broadcast to the sizes of `input`: the derivative of broadcasting.
 *
 * @param size the sizes of the result
 * @returns a new tensor, or `input` itself
 * @throws RuntimeError where `size` does not broadcast to the sizes of `input`
 * @example
 * console.log(torch.ones(3, 2).sum_to_size(1, 2)); // tensor([[3., 3.]])
 * @see PyTorch: `Tensor.sum_to_size`
 */
export function sum_to_size(input: Tensor, size: readonly number[]): Tensor {
  return SumToSize.apply(input, size);
}
