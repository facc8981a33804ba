import { float32, type DType } from '../../tensor/dtype.js';
import { ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { argmax as plainArgmax, argmin as plainArgmin } from '../argmax.js';
import { compose } from '../define.js';
import { reducedCount, type Dims } from '../dims.js';
import { nanmedian } from '../medians.js';
import { sum } from './reductions.js';
import {
  filled,
  highest,
  inDtype,
  lowest,
  maskFor,
  type MaskedReduceDimOptions,
  type MaskedReduceOptions,
} from './mask.js';

// Means, medians, deviations and places of extremes that skip what a mask leaves out.

/** How many elements are reduced to one, a number or a tensor of them. */
function countOf(input: Tensor, mask: Tensor | null, dim: readonly number[] | null, keepdim: boolean): Tensor | number {
  return mask === null ? reducedCount(input.sizes, dim) : maskFor(input, mask).sum(dim, keepdim);
}

const Mean = compose({
  schema: 'masked_mean(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) => {
    const type = dtype ?? input.dtype;
    if (!type.is_floating_point)
      throw new ValueError(
        `mean(): Could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${String(type)}`,
      );
    return sum(input, dim, { keepdim, dtype, mask }).div(countOf(input, mask, dim, keepdim));
  },
});

/**
 * The mean of the elements for which the mask is true; NaN where it is true for none.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.mean(x, 1, { mask })); // tensor([2.0000, 4.5000])
 * @see PyTorch: `torch.masked.mean`
 */
export function mean(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return Mean.apply(input, dim, options);
}

const Median = compose({
  schema: 'masked_median(Tensor input, int dim=-1, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) => {
    const type = dtype ?? input.dtype;
    const isFloat = input.dtype.is_floating_point;
    const medians = nanmedian(filled(isFloat ? input : input.float(), mask, NaN), dim, keepdim).values;
    if (!isFloat && medians.isnan().any().item())
      throw new ValueError('masked median expects no fully masked out rows if dtype is not floating point');
    return medians.to(type);
  },
});

/**
 * The median of the elements for which the mask is true, the lower of two in the middle; NaN where it is true for none.
 *
 * @param dim the dimension. Default -1
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws ValueError for integers where the mask is true for none
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.median(x, 1, { mask })); // tensor([1., 4.])
 * @see PyTorch: `torch.masked.median`
 */
export function median(input: Tensor, dim?: number | MaskedReduceDimOptions, options?: MaskedReduceDimOptions): Tensor {
  return Median.apply(input, dim, options);
}

/** Options of {@link var_} and {@link std}. */
export interface MaskedVarianceOptions extends MaskedReduceOptions {
  /** Whether sums are divided by one less than there are elements. Default true. */
  unbiased?: boolean | null;
  /** Or by how much less. */
  correction?: number | null;
}

/** The input in the dtype asked for; integers as float32. */
const inFloat = (input: Tensor, dtype: DType | null): Tensor =>
  inDtype(input, dtype ?? (input.dtype.is_floating_point ? null : float32));

/** Σ (x − mean)² / (count − correction). */
function variance(
  input: Tensor,
  dim: readonly number[] | null,
  {
    unbiased,
    correction,
    keepdim,
    mask,
  }: Required<Pick<MaskedVarianceOptions, 'unbiased' | 'correction' | 'keepdim' | 'mask'>>,
): Tensor {
  if (unbiased !== null && correction !== null)
    throw new ValueError('Only one of unbiased and correction may be given');
  const deviation = input.sub(mean(input, dim, { keepdim: true, mask }));
  const squares = sum(deviation.square(), dim, { keepdim, mask });
  const count = countOf(input, mask, dim, keepdim);
  const less = correction ?? (unbiased === false ? 0 : 1);
  return squares.div(typeof count === 'number' ? Math.max(count - less, 0) : count.sub(less).clamp(0));
}

const Var = compose({
  schema:
    'masked_var(Tensor input, int[]? dim=None, bool? unbiased=None, *, float? correction=None, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, unbiased, correction, keepdim, dtype, mask) =>
    variance(inFloat(input, dtype), dim, { unbiased, correction, keepdim, mask }),
});

/**
 * The variance of the elements for which the mask is true.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param unbiased whether sums are divided by one less than there are elements. Default true
 * @param options `correction`, `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws ValueError where both `unbiased` and `correction` are given
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.var(x, 1, { mask })); // tensor([2.0000, 0.5000])
 * @see PyTorch: `torch.masked.var`
 */
function var_(
  input: Tensor,
  dim?: Dims | MaskedVarianceOptions,
  unbiased?: boolean | null | MaskedVarianceOptions,
  options?: MaskedVarianceOptions,
): Tensor {
  return Var.apply(input, dim, unbiased, options);
}

const Std = compose({
  schema:
    'masked_std(Tensor input, int[]? dim=None, bool? unbiased=None, *, float? correction=None, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, unbiased, correction, keepdim, dtype, mask) =>
    variance(inFloat(input, dtype), dim, { unbiased, correction, keepdim, mask }).sqrt(),
});

/**
 * The standard deviation of the elements for which the mask is true.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param unbiased whether sums are divided by one less than there are elements. Default true
 * @param options `correction`, `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws ValueError where both `unbiased` and `correction` are given
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.std(x, 1, false, { mask })); // tensor([1.0000, 0.5000])
 * @see PyTorch: `torch.masked.std`
 */
export function std(
  input: Tensor,
  dim?: Dims | MaskedVarianceOptions,
  unbiased?: boolean | null | MaskedVarianceOptions,
  options?: MaskedVarianceOptions,
): Tensor {
  return Std.apply(input, dim, unbiased, options);
}

const Argmax = compose({
  schema: 'masked_argmax(Tensor input, int? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) =>
    plainArgmax(filled(input, mask, lowest(input.dtype)), dim, keepdim).to(dtype ?? input.dtype),
});

/**
 * The place of the largest of the elements for which the mask is true, in the dtype of the input.
 *
 * @param dim the dimension; all elements, numbered row by row, if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.argmax(x, 1, { mask })); // tensor([2., 1.])
 * @see PyTorch: `torch.masked.argmax`
 */
export function argmax(
  input: Tensor,
  dim?: number | null | MaskedReduceDimOptions,
  options?: MaskedReduceDimOptions,
): Tensor {
  return Argmax.apply(input, dim, options);
}

const Argmin = compose({
  schema: 'masked_argmin(Tensor input, int? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) =>
    plainArgmin(filled(input, mask, highest(input.dtype)), dim, keepdim).to(dtype ?? input.dtype),
});

/**
 * The place of the smallest of the elements for which the mask is true, in the dtype of the input.
 *
 * @param dim the dimension; all elements, numbered row by row, if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.argmin(x, 1, { mask })); // tensor([0., 0.])
 * @see PyTorch: `torch.masked.argmin`
 */
export function argmin(
  input: Tensor,
  dim?: number | null | MaskedReduceDimOptions,
  options?: MaskedReduceDimOptions,
): Tensor {
  return Argmin.apply(input, dim, options);
}

export { var_ as var };
