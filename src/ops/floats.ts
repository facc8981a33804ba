import { finfo, float32, float64, int32 } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { named } from '../tensor/named.js';
import { resultType } from '../tensor/promotion.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { kernels } from '../ndarray/kernels.js';
import { div, mul } from './arithmetic.js';
import { eq } from './comparison.js';
import { cast, clone } from './copy.js';
import { addMethod, compose, define, type InPlace, type Method, type Op } from './define.js';
import { binary, requireFloat, zerosLike, type Operand } from './elementwise.js';
import { exp2 } from './exponential.js';
import { isfinite, isnan } from './logic.js';
import { pow } from './powers.js';
import { where } from './ternary.js';

// Floating-point numbers taken apart, put together, and freed of what is not finite.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link nan_to_num}. */
    nan_to_num: Method<typeof nan_to_num>;
    /** {@link nan_to_num} in place. */
    nan_to_num_: InPlace<typeof nan_to_num>;
    /** See {@link frexp}. */
    frexp: Method<typeof frexp>;
    /** See {@link ldexp}. */
    ldexp: Method<typeof ldexp>;
    /** {@link ldexp} in place. */
    ldexp_: InPlace<typeof ldexp>;
    /** See {@link nextafter}. */
    nextafter: Method<typeof nextafter>;
    /** {@link nextafter} in place. */
    nextafter_: InPlace<typeof nextafter>;
    /** See {@link float_power}. */
    float_power: Method<typeof float_power>;
    /** {@link float_power} in place, of float64 tensors only. */
    float_power_: InPlace<typeof float_power>;
  }
}

/** Options of {@link nan_to_num}. */
export interface NanToNumOptions {
  /** What takes the place of NaN. Default 0. */
  nan?: number | null;
  /** What takes the place of ∞. By default the largest number of the dtype. */
  posinf?: number | null;
  /** What takes the place of −∞. By default the most negative number of the dtype. */
  neginf?: number | null;
}

const NanToNum = define({
  schema: 'nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)',
  forward: (input, nan, posinf, neginf) => {
    const x = input.detach();
    if (!x.dtype.is_floating_point) return clone(x);
    const { max, min } = finfo(x.dtype);
    const finite = where(eq(x, Infinity), posinf ?? max, where(eq(x, -Infinity), neginf ?? min, x));
    return where(isnan(x), nan ?? 0, finite);
  },
  derivative: { input: (grad, { input }) => where(isfinite(input), grad, 0) },
  inplace: true,
});

/**
 * `input` with numbers in place of NaN and the infinities.
 *
 * @param nan what takes the place of NaN; default 0
 * @param posinf what takes the place of ∞; by default the largest number of the dtype
 * @param neginf what takes the place of −∞; by default the most negative number of the dtype
 * @returns a new tensor
 * @example
 * console.log(torch.nan_to_num(torch.tensor([NaN, Infinity, 1]), { posinf: 99 })); // tensor([ 0., 99.,  1.])
 * @see PyTorch: `torch.nan_to_num`
 */
export function nan_to_num(
  input: Tensor,
  nan?: number | null | NanToNumOptions,
  posinf?: number | null | NanToNumOptions,
  neginf?: number | null | NanToNumOptions,
): Tensor {
  return NanToNum.apply(input, nan, posinf, neginf);
}

/** What {@link frexp} returns. */
export type MantissaAndExponent = readonly [mantissa: Tensor, exponent: Tensor] & {
  /** The numbers in [½, 1), with their signs. */
  readonly mantissa: Tensor;
  /** The powers of 2 that they are multiplied by, as int32. */
  readonly exponent: Tensor;
};

const Frexp: Op<MantissaAndExponent> = define({
  schema: 'frexp(Tensor input)',
  forward: (input): MantissaAndExponent => {
    if (!input.dtype.is_floating_point) throw new RuntimeError('torch.frexp() only supports floating-point dtypes');
    const mantissa = emptyTensor(input.sizes, input.dtype);
    const exponent = emptyTensor(input.sizes, int32);
    kernels.unary('frexp_mantissa', mantissa, input);
    kernels.unary('frexp_exponent', exponent, input);
    return named(['mantissa', 'exponent'], [mantissa, exponent], 'frexp');
  },
  derivative: { input: ([grad], { result: [, exponent] }) => (grad === null ? null : div(grad, exp2(exponent))) },
});

/**
 * The mantissas and the exponents of x = mantissa · 2^exponent, elementwise, with ½ ≤ |mantissa| < 1.
 *
 * @returns [mantissa, exponent], the exponents as int32, with fields of these names
 * @throws RuntimeError for integers
 * @example
 * console.log(torch.frexp(torch.tensor([3, -0.5])).mantissa); // tensor([ 0.7500, -0.5000])
 * console.log(torch.frexp(torch.tensor([3, -0.5])).exponent); // tensor([2, 0], dtype=torch.int32)
 * @see PyTorch: `torch.frexp`
 */
export function frexp(input: Tensor): MantissaAndExponent {
  return Frexp.apply(input);
}

const Ldexp = define({
  schema: 'ldexp(Tensor input, Tensor other)',
  forward: (input, other) => mul(input.detach(), exp2(other.detach())),
  derivative: {
    input: (grad, { other }) => mul(grad, exp2(other)),
    other: (grad, { result }) => mul(mul(grad, result), Math.LN2),
  },
  inplace: true,
});

/**
 * input · 2^other, elementwise, with broadcasting.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.ldexp(torch.tensor([1, 3]), torch.tensor([2n, -1n]))); // tensor([4.0000, 1.5000])
 * @see PyTorch: `torch.ldexp`
 */
export function ldexp(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Ldexp.apply(input, other);
}

const nextSingle = binary('nextafter_float32', 'same');
const nextDouble = binary('nextafter', 'same');

const Nextafter = define({
  schema: 'nextafter(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('nextafter_cpu', input, other);
    return (resultType(input, other) === float32 ? nextSingle : nextDouble)(input, other, out);
  },
  derivative: { input: (grad, { input, other }) => where(eq(input, other), 0, grad), other: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * The number of the dtype next to `input` in the direction of `other`, elementwise, with broadcasting.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nextafter(torch.tensor([1]), torch.tensor([2])).sub(1)); // tensor([1.1921e-07])
 * @see PyTorch: `torch.nextafter`
 */
export function nextafter(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Nextafter.apply(input, other);
}

const asDouble = (x: Operand) => (isTensor(x) ? cast(x, float64) : Number(x));

const FloatPower = compose({
  schema: 'float_power(Tensor|Number input, Tensor|Number exponent)',
  compose: (input, exponent) => pow(asDouble(input), asDouble(exponent)),
});

/**
 * input ** exponent, elementwise, computed and returned in float64.
 *
 * @param input a tensor or a number
 * @param exponent a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.float_power(torch.tensor([1n, 2n]), -1)); // tensor([1.0000, 0.5000], dtype=torch.float64)
 * @see PyTorch: `torch.float_power`
 */
export function float_power(input: Operand, exponent: Operand | { exponent: Operand }): Tensor {
  return FloatPower.apply(input, exponent);
}

addMethod('float_power_', function (exponent: Operand) {
  if (this.dtype !== float64)
    throw new RuntimeError(
      `the base given to float_power_ has dtype ${this.dtype.scalarName} but the operation's result requires dtype Double`,
    );
  return this.pow_(asDouble(exponent));
});
