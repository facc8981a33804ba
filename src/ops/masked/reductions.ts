import { int64 } from '../../tensor/dtype.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose } from '../define.js';
import { reducedDims, type Dims } from '../dims.js';
import { vector_norm } from '../vector_norms.js';
import { amax as plainMax, amin as plainMin } from '../max_min.js';
import { logsumexp as plainLogSumExp, prod as plainProduct, sum as plainSum } from '../reduction.js';
import { filled, highest, inDtype, lowest, type MaskedReduceOptions } from './mask.js';

// Reductions that skip what a mask leaves out.

const Sum = compose({
  schema: 'masked_sum(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) => plainSum(filled(input, mask, 0), dim, keepdim, { dtype }),
});

/**
 * The sum of the elements for which the mask is true.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.sum(x, 1, { mask })); // tensor([4., 9.])
 * @see PyTorch: `torch.masked.sum`
 */
export function sum(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return Sum.apply(input, dim, options);
}

/** The product over several dimensions, one after the other. */
const productOver = (x: Tensor, dim: readonly number[] | null): Tensor =>
  reducedDims(dim, x.ndim).reduce((product, d) => plainProduct(product, d, true), x);

/** Without the dimensions that were reduced, unless they are to stay. */
const withoutReduced = (x: Tensor, dim: readonly number[] | null, keepdim: boolean): Tensor =>
  keepdim ? x : x.squeeze(reducedDims(dim, x.ndim));

const Prod = compose({
  schema: 'masked_prod(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) => {
    const factors = filled(input, mask, 1);
    const exact = dtype ?? (input.dtype.is_floating_point ? input.dtype : int64); // as a product of integers is
    return withoutReduced(productOver(factors.to(exact), dim), dim, keepdim);
  },
});

/**
 * The product of the elements for which the mask is true.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.prod(x, 1, { mask })); // tensor([ 3., 20.])
 * @see PyTorch: `torch.masked.prod`
 */
export function prod(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return Prod.apply(input, dim, options);
}

const Amax = compose({
  schema: 'masked_amax(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) =>
    plainMax(filled(inDtype(input, dtype), mask, lowest(dtype ?? input.dtype)), dim, keepdim),
});

/**
 * The largest of the elements for which the mask is true; the lowest number where it is true for none.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.amax(x, 1, { mask })); // tensor([3., 5.])
 * @see PyTorch: `torch.masked.amax`
 */
export function amax(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return Amax.apply(input, dim, options);
}

const Amin = compose({
  schema: 'masked_amin(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) =>
    plainMin(filled(inDtype(input, dtype), mask, highest(dtype ?? input.dtype)), dim, keepdim),
});

/**
 * The smallest of the elements for which the mask is true; the highest number where it is true for none.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.amin(x, 0, { mask })); // tensor([1., 5., 3.])
 * @see PyTorch: `torch.masked.amin`
 */
export function amin(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return Amin.apply(input, dim, options);
}

const LogSumExp = compose({
  schema:
    'masked_logsumexp(Tensor input, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, dim, keepdim, dtype, mask) =>
    inDtype(
      plainLogSumExp(filled(input, mask, lowest(input.dtype)), reducedDims(dim, input.ndim), keepdim),
      dtype ?? input.dtype,
    ),
});

/**
 * log Σ eˣ of the elements for which the mask is true.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.logsumexp(x, 1, { mask })); // tensor([3.1269, 5.3133])
 * @see PyTorch: `torch.masked.logsumexp`
 */
export function logsumexp(input: Tensor, dim?: Dims | MaskedReduceOptions, options?: MaskedReduceOptions): Tensor {
  return LogSumExp.apply(input, dim, options);
}

const Norm = compose({
  schema:
    'masked_norm(Tensor input, float? ord=2, int[]? dim=None, *, bool keepdim=False, dtype? dtype=None, Tensor? mask=None)',
  method: false,
  compose: (input, ord, dim, keepdim, dtype, mask) =>
    vector_norm(filled(input, mask, ord !== null && ord < 0 ? Infinity : 0), ord ?? 2, dim, keepdim, { dtype }),
});

/** Options of {@link norm}. */
export interface NormArguments extends MaskedReduceOptions {
  /** The order of the norm. Default 2. */
  ord?: number | null;
}

/**
 * The norm ‖x‖ of the elements for which the mask is true.
 *
 * @param ord the order of the norm. Default 2
 * @param dim the dimension or dimensions; all if left out
 * @param options `keepdim`, `dtype`, `mask`
 * @returns a new tensor
 * @throws IndexError for a mask of more dimensions than the input
 * @example
 * const [x, mask] = [torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[true, false, true], [true, true, false]])];
 * console.log(torch.masked.norm(x, 1, 1, { mask })); // tensor([4., 9.])
 * @see PyTorch: `torch.masked.norm`
 */
export function norm(
  input: Tensor,
  ord?: number | null | NormArguments,
  dim?: Dims | MaskedReduceOptions,
  options?: MaskedReduceOptions,
): Tensor {
  return Norm.apply(input, ord, dim, options);
}
