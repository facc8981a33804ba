import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, requireFloat, unary } from './elementwise.js';
import { rsqrt } from './exponential.js';
import { square } from './powers.js';
import { where } from './ternary.js';

// Functions of angles, in radians, and their inverses. Integers become floats.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sin}. */
    sin: Method<typeof sin>;
    /** {@link sin} in place. */
    sin_: InPlace<typeof sin>;
    /** See {@link cos}. */
    cos: Method<typeof cos>;
    /** {@link cos} in place. */
    cos_: InPlace<typeof cos>;
    /** See {@link tan}. */
    tan: Method<typeof tan>;
    /** {@link tan} in place. */
    tan_: InPlace<typeof tan>;
    /** See {@link asin}. */
    asin: Method<typeof asin>;
    /** {@link asin} in place. */
    asin_: InPlace<typeof asin>;
    /** See {@link asin}. */
    arcsin: Method<typeof asin>;
    /** {@link asin} in place. */
    arcsin_: InPlace<typeof asin>;
    /** See {@link acos}. */
    acos: Method<typeof acos>;
    /** {@link acos} in place. */
    acos_: InPlace<typeof acos>;
    /** See {@link acos}. */
    arccos: Method<typeof acos>;
    /** {@link acos} in place. */
    arccos_: InPlace<typeof acos>;
    /** See {@link atan}. */
    atan: Method<typeof atan>;
    /** {@link atan} in place. */
    atan_: InPlace<typeof atan>;
    /** See {@link atan}. */
    arctan: Method<typeof atan>;
    /** {@link atan} in place. */
    arctan_: InPlace<typeof atan>;
    /** See {@link atan2}. */
    atan2: Method<typeof atan2>;
    /** {@link atan2} in place. */
    atan2_: InPlace<typeof atan2>;
    /** See {@link atan2}. */
    arctan2: Method<typeof atan2>;
    /** {@link atan2} in place. */
    arctan2_: InPlace<typeof atan2>;
    /** See {@link hypot}. */
    hypot: Method<typeof hypot>;
    /** {@link hypot} in place. */
    hypot_: InPlace<typeof hypot>;
    /** See {@link sinc}. */
    sinc: Method<typeof sinc>;
    /** {@link sinc} in place. */
    sinc_: InPlace<typeof sinc>;
    /** See {@link deg2rad}. */
    deg2rad: Method<typeof deg2rad>;
    /** {@link deg2rad} in place. */
    deg2rad_: InPlace<typeof deg2rad>;
    /** See {@link rad2deg}. */
    rad2deg: Method<typeof rad2deg>;
    /** {@link rad2deg} in place. */
    rad2deg_: InPlace<typeof rad2deg>;
  }
}

const Sin = define({
  schema: 'sin(Tensor input)',
  forward: unary('sin', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, cos(input)) },
  inplace: true,
});

/**
 * The sine, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sin(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.8415, 0.9093])
 * @see PyTorch: `torch.sin`
 */
export function sin(input: Tensor): Tensor {
  return Sin.apply(input);
}

const Cos = define({
  schema: 'cos(Tensor input)',
  forward: unary('cos', 'float'),
  derivative: { input: (grad, { input }) => neg(mul(grad, sin(input))) },
  inplace: true,
});

/**
 * The cosine, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.cos(torch.tensor([0, 1, 2]))); // tensor([ 1.0000,  0.5403, -0.4161])
 * @see PyTorch: `torch.cos`
 */
export function cos(input: Tensor): Tensor {
  return Cos.apply(input);
}

const Tan = define({
  schema: 'tan(Tensor input)',
  forward: unary('tan', 'float'),
  derivative: { input: (grad, { result }) => mul(grad, add(square(result), 1)) },
  inplace: true,
});

/**
 * The tangent, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.tan(torch.tensor([0, 1, 2]))); // tensor([ 0.0000,  1.5574, -2.1850])
 * @see PyTorch: `torch.tan`
 */
export function tan(input: Tensor): Tensor {
  return Tan.apply(input);
}

const Asin = define({
  schema: 'asin(Tensor input)',
  forward: unary('asin', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, rsqrt(sub(1, square(input)))) },
  inplace: true,
  aliases: ['arcsin'],
});

/**
 * The angle in [−π/2, π/2] with the given sine, elementwise; NaN outside [−1, 1].
 *
 * @returns a new tensor
 * @example
 * console.log(torch.asin(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5236, 1.5708])
 * @see PyTorch: `torch.asin`
 */
export function asin(input: Tensor): Tensor {
  return Asin.apply(input);
}

/**
 * The same as {@link asin}.
 *
 * @example
 * console.log(torch.arcsin(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5236, 1.5708])
 * @see PyTorch: `torch.arcsin`
 */
export const arcsin = asin;

const Acos = define({
  schema: 'acos(Tensor input)',
  forward: unary('acos', 'float'),
  derivative: { input: (grad, { input }) => neg(mul(grad, rsqrt(sub(1, square(input))))) },
  inplace: true,
  aliases: ['arccos'],
});

/**
 * The angle in [0, π] with the given cosine, elementwise; NaN outside [−1, 1].
 *
 * @returns a new tensor
 * @example
 * console.log(torch.acos(torch.tensor([0, 0.5, 1]))); // tensor([1.5708, 1.0472, 0.0000])
 * @see PyTorch: `torch.acos`
 */
export function acos(input: Tensor): Tensor {
  return Acos.apply(input);
}

/**
 * The same as {@link acos}.
 *
 * @example
 * console.log(torch.arccos(torch.tensor([0, 0.5, 1]))); // tensor([1.5708, 1.0472, 0.0000])
 * @see PyTorch: `torch.arccos`
 */
export const arccos = acos;

const Atan = define({
  schema: 'atan(Tensor input)',
  forward: unary('atan', 'float'),
  derivative: { input: (grad, { input }) => div(grad, add(square(input), 1)) },
  inplace: true,
  aliases: ['arctan'],
});

/**
 * The angle in (−π/2, π/2) with the given tangent, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.atan(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4636, 0.7854])
 * @see PyTorch: `torch.atan`
 */
export function atan(input: Tensor): Tensor {
  return Atan.apply(input);
}

/**
 * The same as {@link atan}.
 *
 * @example
 * console.log(torch.arctan(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4636, 0.7854])
 * @see PyTorch: `torch.arctan`
 */
export const arctan = atan;

/** 1 / (x² + y²), and 0 at the origin, where the angle has no derivative. */
function inverseSquaredRadius(y: Tensor, x: Tensor): Tensor {
  const squared = add(square(x), square(y));
  return where(squared.eq(0), 0, squared.reciprocal());
}

const Atan2 = define({
  schema: 'atan2(Tensor input, Tensor other)',
  forward: binary('atan2', 'float'),
  derivative: {
    input: (grad, { input, other }) => mul(grad, mul(other, inverseSquaredRadius(input, other))),
    other: (grad, { input, other }) => mul(grad, mul(neg(input), inverseSquaredRadius(input, other))),
  },
  inplace: true,
  aliases: ['arctan2'],
});

/**
 * The angle in [−π, π] from the positive x axis to the point (other, input), elementwise, with broadcasting.
 *
 * @param input the y coordinate
 * @param other the x coordinate
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.atan2(torch.tensor([1, 1, -1]), torch.tensor([1, -1, -1]))); // tensor([ 0.7854,  2.3562, -2.3562])
 * @see PyTorch: `torch.atan2`
 */
export function atan2(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Atan2.apply(input, other);
}

/**
 * The same as {@link atan2}.
 *
 * @example
 * console.log(torch.arctan2(torch.tensor([1, 1, -1]), torch.tensor([1, -1, -1]))); // tensor([ 0.7854,  2.3562, -2.3562])
 * @see PyTorch: `torch.arctan2`
 */
export const arctan2 = atan2;

const hypotenuse = binary('hypot', 'same');

const Hypot = define({
  schema: 'hypot(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('hypot_cpu', input, other);
    return hypotenuse(input, other, out);
  },
  derivative: {
    input: (grad, { input, result }) => mul(grad, div(input, result)),
    other: (grad, { other, result }) => mul(grad, div(other, result)),
  },
  inplace: true,
});

/**
 * √(input² + other²), elementwise, with broadcasting, without overflow on the way.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.hypot(torch.tensor([3, 5]), torch.tensor([4, 12]))); // tensor([ 5., 13.])
 * @see PyTorch: `torch.hypot`
 */
export function hypot(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Hypot.apply(input, other);
}

/** The derivative of sin(πx) / (πx): (πx · cos πx − sin πx) / πx², and 0 at 0. */
function sincSlope(x: Tensor): Tensor {
  const angle = mul(x, Math.PI);
  const slope = div(sub(mul(angle, cos(angle)), sin(angle)), mul(angle, x));
  return where(x.eq(0), 0, slope);
}

const Sinc = define({
  schema: 'sinc(Tensor input)',
  forward: (input) => {
    const angle = mul(input.detach(), Math.PI);
    return where(angle.eq(0), 1, div(sin(angle), angle));
  },
  derivative: { input: (grad, { input }) => mul(grad, sincSlope(input)) },
  inplace: true,
});

/**
 * sin(πx) / (πx), elementwise, and 1 at 0.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sinc(torch.tensor([0, 0.5, 2.5]))); // tensor([1.0000, 0.6366, 0.1273])
 * @see PyTorch: `torch.sinc`
 */
export function sinc(input: Tensor): Tensor {
  return Sinc.apply(input);
}

const product = binary('mul', 'same');

const Deg2Rad = define({
  schema: 'deg2rad(Tensor input)',
  forward: (input, out) => product(input, Math.PI / 180, out),
  derivative: { input: (grad) => mul(grad, Math.PI / 180) },
  inplace: true,
});

/**
 * Degrees in radians, elementwise: x · π / 180.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.deg2rad(torch.tensor([0, 90, 180]))); // tensor([0.0000, 1.5708, 3.1416])
 * @see PyTorch: `torch.deg2rad`
 */
export function deg2rad(input: Tensor): Tensor {
  return Deg2Rad.apply(input);
}

const Rad2Deg = define({
  schema: 'rad2deg(Tensor input)',
  forward: (input, out) => product(input, 180 / Math.PI, out),
  derivative: { input: (grad) => mul(grad, 180 / Math.PI) },
  inplace: true,
});

/**
 * Radians in degrees, elementwise: x · 180 / π.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.rad2deg(torch.tensor([0, 1, 2]))); // tensor([  0.0000,  57.2958, 114.5916])
 * @see PyTorch: `torch.rad2deg`
 */
export function rad2deg(input: Tensor): Tensor {
  return Rad2Deg.apply(input);
}
