import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul } from './arithmetic.js';
import { compose, define, type Method } from './define.js';
import { expandReduced, reduced, reducedDims, type Dims, type ReduceOptions } from './dims.js';
import { converted } from './elementwise.js';
import { isnan, logical_not } from './logic.js';
import { sum, sumType } from './reduction.js';

// Sums and means of the elements that are not NaN.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link nansum}. */
    nansum: Method<typeof nansum>;
    /** See {@link nanmean}. */
    nanmean: Method<typeof nanmean>;
  }
}

const NanSum = define({
  schema: 'nansum(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  node: 'Nansum',
  forward: (input, dim, keepdim, dtype) => {
    const type = sumType(input, dtype);
    const kernel = input.dtype.is_floating_point ? 'nansum' : 'sum';
    const computeType = input.dtype.is_floating_point ? input.dtype : type;
    const total = reduced(
      kernel,
      converted(input, computeType),
      reducedDims(dim, input.sizes.length),
      keepdim,
      computeType,
    );
    return converted(total, type);
  },
  derivative: {
    input: (grad, { input, dim, keepdim }) =>
      mul(expandReduced(grad, input.sizes, dim, keepdim), logical_not(isnan(input))),
  },
});

/**
 * Σ input over dimensions `dim`, or over all, with NaN counted as 0.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @param options the same by name, and `dtype` to return
 * @returns a new tensor
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.nansum(torch.tensor([1, NaN, 2]))); // tensor(3.)
 * @see PyTorch: `torch.nansum`
 */
export function nansum(
  input: Tensor,
  dim?: Dims | ReduceOptions,
  keepdim?: boolean | ReduceOptions,
  options?: ReduceOptions,
): Tensor {
  return NanSum.apply(input, dim, keepdim, options);
}

const NanMean = compose({
  schema: 'nanmean(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)',
  compose: (input, dim, keepdim, dtype) => {
    if (!input.dtype.is_floating_point)
      throw new NotImplementedError(
        `nanmean(): expected input to have floating point or complex dtype but got ${input.dtype.scalarName}`,
      );
    if (dtype !== null && !dtype.is_floating_point)
      throw new RuntimeError(
        'nanmean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. ' +
          `Got: ${dtype.scalarName}`,
      );
    return div(nansum(input, dim, keepdim, { dtype }), sum(logical_not(isnan(input.detach())), dim, keepdim));
  },
});

/**
 * The mean over dimensions `dim`, or over all, of the elements that are not NaN.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @param options the same by name, and `dtype` to compute in
 * @returns a new tensor
 * @throws NotImplementedError for integers; IndexError for a dimension out of range
 * @example
 * console.log(torch.nanmean(torch.tensor([1, NaN, 2]))); // tensor(1.5000)
 * @see PyTorch: `torch.nanmean`
 */
export function nanmean(
  input: Tensor,
  dim?: Dims | ReduceOptions,
  keepdim?: boolean | ReduceOptions,
  options?: ReduceOptions,
): Tensor {
  return NanMean.apply(input, dim, keepdim, options);
}
