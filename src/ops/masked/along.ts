import type { Tensor } from '../../tensor/tensor.js';
import { cumprod as plainCumprod, cumsum as plainCumsum } from '../cumulative.js';
import { compose } from '../define.js';
import { logaddexp as plainLogAddExp } from '../logarithms.js';
import { log_softmax as plainLogSoftmax, softmax as plainSoftmax } from '../softmax.js';
import { norm } from './reductions.js';
import { filled, inDtype, type MaskedDimOptions, type MaskedOptions } from './mask.js';

// Functions that keep the sizes, and skip what a mask leaves out.

const Cumsum = compose({
  schema: 'masked_cumsum(Tensor input, int dim, *, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, dtype, mask) => plainCumsum(filled(input, mask, 0), dim, { dtype }),
});

/**
 * Running sums of the elements for which the mask is true.
 *
 * @param dim the dimension
 * @param options `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.cumsum(x, 0, { mask })); // tensor([1., 1., 4.])
 * @see PyTorch: `torch.masked.cumsum`
 */
export function cumsum(input: Tensor, dim: number | MaskedDimOptions, options?: MaskedOptions): Tensor {
  return Cumsum.apply(input, dim, options);
}

const Cumprod = compose({
  schema: 'masked_cumprod(Tensor input, int dim, *, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, dtype, mask) => plainCumprod(filled(input, mask, 1), dim, { dtype }),
});

/**
 * Running products of the elements for which the mask is true.
 *
 * @param dim the dimension
 * @param options `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.cumprod(x, 0, { mask })); // tensor([1., 1., 3.])
 * @see PyTorch: `torch.masked.cumprod`
 */
export function cumprod(input: Tensor, dim: number | MaskedDimOptions, options?: MaskedOptions): Tensor {
  return Cumprod.apply(input, dim, options);
}

const Softmax = compose({
  schema: 'masked_softmax(Tensor input, int dim, *, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, dtype, mask) => plainSoftmax(filled(inDtype(input, dtype), mask, -Infinity), dim),
});

/**
 * eˣ / Σ eˣ of the elements for which the mask is true, 0 for the others; NaN where it is true for none.
 *
 * @param dim the dimension
 * @param options `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.softmax(x, 0, { mask })); // tensor([0.1192, 0.0000, 0.8808])
 * @see PyTorch: `torch.masked.softmax`
 */
export function softmax(input: Tensor, dim: number | MaskedDimOptions, options?: MaskedOptions): Tensor {
  return Softmax.apply(input, dim, options);
}

const LogSoftmax = compose({
  schema: 'masked_log_softmax(Tensor input, int dim, *, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, dtype, mask) => plainLogSoftmax(filled(inDtype(input, dtype), mask, -Infinity), dim),
});

/**
 * log(eˣ / Σ eˣ) of the elements for which the mask is true, −∞ for the others; NaN where it is true for none.
 *
 * @param dim the dimension
 * @param options `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.log_softmax(x, 0, { mask })); // tensor([-2.1269,    -inf, -0.1269])
 * @see PyTorch: `torch.masked.log_softmax`
 */
export function log_softmax(input: Tensor, dim: number | MaskedDimOptions, options?: MaskedOptions): Tensor {
  return LogSoftmax.apply(input, dim, options);
}

const Softmin = compose({
  schema: 'masked_softmin(Tensor input, int dim, *, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, dtype, mask) => plainSoftmax(filled(inDtype(input, dtype), mask, Infinity).neg(), dim),
});

/**
 * e⁻ˣ / Σ e⁻ˣ of the elements for which the mask is true, 0 for the others; NaN where it is true for none.
 *
 * @param dim the dimension
 * @param options `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.softmin(x, 0, { mask })); // tensor([0.8808, 0.0000, 0.1192])
 * @see PyTorch: `torch.masked.softmin`
 */
export function softmin(input: Tensor, dim: number | MaskedDimOptions, options?: MaskedOptions): Tensor {
  return Softmin.apply(input, dim, options);
}

/** Options of {@link normalize}. */
export interface NormalizeOptions extends MaskedDimOptions {
  /** The order of the norm. */
  ord?: number;
  /** The least that is divided by. Default 1e-12. */
  eps?: number;
}

const Normalize = compose({
  schema:
    'masked_normalize(Tensor input, float ord, int dim, *, float eps=1e-12, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, ord, dim, eps, dtype, mask) => {
    const x = inDtype(input, dtype);
    return filled(x, mask, 0).div(norm(x, ord, dim, { keepdim: true, mask }).clamp(eps));
  },
});

/**
 * x / max(‖x‖, ε) of the elements for which the mask is true, 0 for the others.
 *
 * @param ord the order of the norm
 * @param dim the dimension
 * @param options `eps` (default 1e-12), `dtype`, `mask`
 * @returns a new tensor of the sizes of `input`
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([1, 2, 3]), torch.tensor([true, false, true])];
 * console.log(torch.masked.normalize(x, 1, 0, { mask })); // tensor([0.2500, 0.0000, 0.7500])
 * @see PyTorch: `torch.masked.normalize`
 */
export function normalize(
  input: Tensor,
  ord: number | NormalizeOptions,
  dim?: number | NormalizeOptions,
  options?: NormalizeOptions,
): Tensor {
  return Normalize.apply(input, ord, dim, options);
}

/** Options of {@link logaddexp}. */
export interface MaskedLogaddexpOptions extends Pick<MaskedOptions, 'dtype'> {
  /** Which elements of the first tensor count. Default: all. */
  input_mask?: Tensor | null;
  /** Which elements of the second tensor count. Default: all. */
  other_mask?: Tensor | null;
}

const LogAddExp = compose({
  schema:
    'masked_logaddexp(Tensor input, Tensor other, *, dtype? dtype=None, Tensor? input_mask=None, Tensor? other_mask=None)',
  method: false,
  compose: (input, other, dtype, input_mask, other_mask) =>
    plainLogAddExp(
      filled(inDtype(input, dtype), input_mask, -Infinity),
      filled(inDtype(other, dtype), other_mask, -Infinity),
    ),
});

/**
 * log(eˣ + eʸ), elementwise, without what the masks leave out.
 *
 * @param input x
 * @param other y
 * @param options `dtype`, `input_mask`, `other_mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than its tensor
 * @example
 * const x = torch.tensor([1, 2]);
 * console.log(torch.masked.logaddexp(x, x, { other_mask: torch.tensor([true, false]) })); // tensor([1.6931, 2.0000])
 * @see PyTorch: `torch.masked.logaddexp`
 */
export function logaddexp(input: Tensor, other: Tensor, options?: MaskedLogaddexpOptions): Tensor {
  return LogAddExp.apply(input, other, options);
}
