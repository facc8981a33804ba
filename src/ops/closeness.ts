import { kernels } from '../ndarray/kernels.js';
import { sameSizes } from '../ndarray/strided.js';
import { bool } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { resultType } from '../tensor/promotion.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { add, mul, sub } from './arithmetic.js';
import { eq, le } from './comparison.js';
import { compose, define, type Method } from './define.js';
import { asTensor, type Operand } from './elementwise.js';
import { isfinite, isnan, logical_and, logical_or } from './logic.js';
import { abs } from './signs.js';

// Whether tensors are equal, or nearly, and whether elements occur in a tensor.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link isclose}. */
    isclose: Method<typeof isclose>;
    /** See {@link allclose}. */
    allclose: Method<typeof allclose>;
    /** See {@link equal}. */
    equal: Method<typeof equal>;
  }
}

/** Options of {@link isclose} and {@link allclose}. */
export interface CloseOptions {
  /** The tolerance relative to |other|. Default 1e-5. */
  rtol?: number;
  /** The absolute tolerance. Default 1e-8. */
  atol?: number;
  /** Whether two NaN count as close. Default false. */
  equal_nan?: boolean;
}

/** Whether all elements of a bool tensor hold. */
function holdsEverywhere(x: Tensor): boolean {
  const result = emptyTensor([], bool);
  kernels.reduce(
    'all',
    result,
    x,
    x.sizes.map((_, d) => d),
  );
  return Boolean(result.item());
}

const Isclose = compose({
  schema: 'isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)',
  compose: (input, other, rtol, atol, equal_nan) => {
    const [x, y] = [input.detach(), other.detach()];
    if (x.dtype !== y.dtype) throw new RuntimeError(`${x.dtype.scalarName} did not match ${y.dtype.scalarName}`);
    if (rtol < 0) throw new RuntimeError(`rtol must be greater than or equal to zero, but got ${rtol}`);
    if (atol < 0) throw new RuntimeError(`atol must be greater than or equal to zero, but got ${atol}`);
    const same = equal_nan ? logical_or(eq(x, y), logical_and(isnan(x), isnan(y))) : eq(x, y);
    if (rtol === 0 && atol === 0) return same;
    const [p, q] = x.dtype.is_floating_point ? [x, y] : [x.double(), y.double()];
    const distance = abs(sub(p, q));
    const allowed = add(mul(abs(q), rtol), atol);
    return logical_or(same, logical_and(isfinite(distance), le(distance, allowed)));
  },
});

/**
 * Whether |input − other| ≤ atol + rtol · |other|, elementwise, with broadcasting. Infinities are close only to themselves.
 *
 * @param other a tensor of the same dtype
 * @param rtol the tolerance relative to |other|; default 1e-5
 * @param atol the absolute tolerance; default 1e-8
 * @param equal_nan whether two NaN count as close; default false
 * @returns a new bool tensor
 * @throws RuntimeError for different dtypes, or a negative tolerance
 * @example
 * console.log(torch.isclose(torch.tensor([1, 100]), torch.tensor([1.001, 100.001]), { rtol: 1e-4 })); // tensor([False,  True])
 * @see PyTorch: `torch.isclose`
 */
export function isclose(
  input: Tensor,
  other: Tensor,
  rtol?: number | CloseOptions,
  atol?: number | CloseOptions,
  equal_nan?: boolean | CloseOptions,
): Tensor {
  return Isclose.apply(input, other, rtol, atol, equal_nan);
}

const Allclose = compose({
  schema: 'allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)',
  compose: (...values) => holdsEverywhere(isclose(...values)),
});

/**
 * Whether all elements of two tensors are close. See {@link isclose}.
 *
 * @param other a tensor of the same dtype
 * @param rtol the tolerance relative to |other|; default 1e-5
 * @param atol the absolute tolerance; default 1e-8
 * @param equal_nan whether two NaN count as close; default false
 * @returns true or false
 * @throws RuntimeError for different dtypes, or a negative tolerance
 * @example
 * console.log(torch.allclose(torch.tensor([1, 2]), torch.tensor([1, 2.000001]))); // true
 * @see PyTorch: `torch.allclose`
 */
export function allclose(
  input: Tensor,
  other: Tensor,
  rtol?: number | CloseOptions,
  atol?: number | CloseOptions,
  equal_nan?: boolean | CloseOptions,
): boolean {
  return Allclose.apply(input, other, rtol, atol, equal_nan);
}

const Equal = compose({
  schema: 'equal(Tensor input, Tensor other)',
  compose: (input, other) => sameSizes(input.sizes, other.sizes) && holdsEverywhere(eq(input, other)),
});

/**
 * Whether two tensors have the same sizes and the same elements.
 *
 * @param other a tensor
 * @returns true or false
 * @example
 * console.log(torch.equal(torch.tensor([1, 2]), torch.tensor([1, 2]))); // true
 * @see PyTorch: `torch.equal`
 */
export function equal(input: Tensor, other: Tensor | { other: Tensor }): boolean {
  return Equal.apply(input, other);
}

/** Options of {@link isin}. */
export interface IsinOptions {
  /** Accepted and without effect: that no element occurs twice. */
  assume_unique?: boolean;
  /** Whether to ask for the opposite. Default false. */
  invert?: boolean;
}

const Isin = define({
  schema: 'isin(Tensor|Number elements, Tensor|Number test_elements, *, bool assume_unique=False, bool invert=False)',
  forward: (elements, test_elements, _assume_unique, invert) => {
    const dtype = resultType(elements, test_elements);
    const x = asTensor(elements, dtype);
    const result = emptyTensor(x.sizes, bool);
    kernels.isin(result, x, asTensor(test_elements, dtype), invert);
    return result;
  },
});

/**
 * Whether each element occurs in `test_elements`. NaN occurs nowhere.
 *
 * @param elements a tensor or a number
 * @param test_elements a tensor or a number
 * @param options `invert` for the opposite
 * @returns a new bool tensor of the sizes of `elements`
 * @example
 * console.log(torch.isin(torch.tensor([1, 2, 3]), torch.tensor([2, 3, 5]))); // tensor([False,  True,  True])
 * @see PyTorch: `torch.isin`
 */
export function isin(elements: Operand, test_elements: Operand, options?: IsinOptions): Tensor {
  return Isin.apply(elements, test_elements, options);
}
