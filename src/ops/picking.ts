import { contiguousStrides, type Strided } from '../ndarray/strided.js';
import { int64 } from '../tensor/dtype.js';
import { wrapDim } from '../tensor/index_key.js';
import { named, type ValuesAndIndices } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { div, mul } from './arithmetic.js';
import { eq } from './comparison.js';
import { filled } from './dense.js';
import { reducedDims, reducedSizes, requireNonEmpty, unreduce } from './dims.js';
import { isnan, logical_and, logical_or } from './logic.js';
import { sum } from './reduction.js';
import { scatter_add } from './scattering.js';

// Ops that pick elements of a tensor, such as its largest, and where the gradients of these go.

/**
 * Picks one element of every line along `dim`. The kernel writes the elements, and where they were, to views that have
 * size 1 there.
 *
 * @throws IndexError for a dimension that is out of range or empty
 */
export function pickAlong(
  name: string,
  input: Tensor,
  dim: number,
  keepdim: boolean,
  kernel: (values: Strided, indices: Strided, x: Strided, dim: number) => void,
): ValuesAndIndices {
  const { sizes } = input;
  const dims = reducedDims([dim], sizes.length);
  requireNonEmpty(`${name}()`, sizes, dims);
  const values = emptyTensor(reducedSizes(sizes, dims, keepdim), input.dtype);
  const indices = emptyTensor(values.sizes, int64);
  const kept = reducedSizes(sizes, dims, true);
  const line = ({ storage }: Tensor) => ({ storage, sizes: kept, strides: contiguousStrides(kept), offset: 0 });
  kernel(line(values), line(indices), input, wrapDim(dim, sizes.length));
  return named(['values', 'indices'], [values, indices], name);
}

/** The gradient of elements taken from a tensor of `sizes`: zeros to which `grad` is added at `index` along `dim`. */
export function addAlong(grad: Tensor, sizes: readonly number[], dim: number, index: Tensor): Tensor {
  return scatter_add(filled(sizes, 0, grad.dtype), dim, index, grad);
}

/** The gradient of one element picked along `dim`: it goes where `indices` says. */
export function toPicked(
  grad: Tensor | null,
  sizes: readonly number[],
  dim: number,
  keepdim: boolean,
  indices: Tensor,
): Tensor | null {
  if (grad === null) return null;
  return addAlong(unreduce(grad, sizes, [dim], keepdim), sizes, dim, unreduce(indices, sizes, [dim], keepdim));
}

/** The gradient of an extreme value over dimensions: it is spread evenly over the elements that attain it. */
export function spreadEvenly(
  grad: Tensor,
  input: Tensor,
  result: Tensor,
  dim: readonly number[] | null,
  keepdim: boolean,
): Tensor {
  return spread(grad, eq(input, unreduce(result, input.sizes, dim, keepdim)), dim, keepdim);
}

/** The same where a NaN is attained by all elements that are NaN. */
export function spreadWithNaN(
  grad: Tensor,
  input: Tensor,
  result: Tensor,
  dim: readonly number[] | null = null,
  keepdim = false,
): Tensor {
  const extreme = unreduce(result, input.sizes, dim, keepdim);
  const bothNaN = logical_and(isnan(input), isnan(extreme));
  return spread(grad, logical_or(eq(input, extreme), bothNaN), dim, keepdim);
}

function spread(grad: Tensor, attained: Tensor, dim: readonly number[] | null, keepdim: boolean): Tensor {
  const share = div(unreduce(grad, attained.sizes, dim, keepdim), sum(attained, dim, true));
  return mul(share, attained);
}
