import { bool, iinfo, int64, type DType } from '../../tensor/dtype.js';
import { IndexError } from '../../tensor/errors.js';
import type { Scalar } from '../../tensor/promotion.js';
import type { Tensor } from '../../tensor/tensor.js';
import { expand } from '../broadcasting.js';
import type { Dims } from '../dims.js';
import { where } from '../ternary.js';

// What the functions of `torch.masked` share: elements where the mask is false become what changes nothing.

/** Options of all functions of `torch.masked`. */
export interface MaskedOptions {
  /** The dtype to compute in and return. */
  dtype?: DType | null;
  /** Which elements count, of bool; it broadcasts to the sizes of the input. Default: all. */
  mask?: Tensor | null;
}

/** Options of functions along one dimension. */
export interface MaskedDimOptions extends MaskedOptions {
  /** The dimension; negative ones count from the end. */
  dim?: number;
}

/** Options of reductions. */
export interface MaskedReduceOptions extends MaskedOptions {
  /** The dimension or dimensions to reduce; all if left out. */
  dim?: Dims;
  /** Whether the reduced dimensions stay, with size 1. Default false. */
  keepdim?: boolean;
}

/** Options of reductions over one dimension. */
export interface MaskedReduceDimOptions extends Omit<MaskedReduceOptions, 'dim'> {
  /** The dimension; negative ones count from the end. */
  dim?: number | null;
}

/** The mask for every element. */
export function maskFor(input: Tensor, mask: Tensor): Tensor {
  if (mask.ndim > input.ndim)
    throw new IndexError('_input_mask expected broadcastable mask (got mask dimensionality higher than of the input)');
  return expand(mask, input.sizes).to(bool);
}

/** The input with another value where the mask is false. */
export const filled = (input: Tensor, mask: Tensor | null, value: Scalar): Tensor =>
  mask === null ? input : where(maskFor(input, mask), input, value);

/** Below (or at) every number of a dtype. */
export function lowest(dtype: DType): Scalar {
  if (dtype.is_floating_point) return -Infinity;
  if (dtype === bool) return false;
  return dtype === int64 ? -(2n ** 63n) : iinfo(dtype).min;
}

/** Above (or at) every number of a dtype. */
export function highest(dtype: DType): Scalar {
  if (dtype.is_floating_point) return Infinity;
  if (dtype === bool) return true;
  return dtype === int64 ? 2n ** 63n - 1n : iinfo(dtype).max;
}

/** The input in the dtype asked for. */
export const inDtype = (input: Tensor, dtype: DType | null): Tensor => (dtype === null ? input : input.to(dtype));
