import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { unary } from './elementwise.js';
import { rsqrt } from './exponential.js';
import { square } from './powers.js';

// Hyperbolic functions and their inverses. (For the hyperbolic tangent see tanh in activation.ts.)

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sinh}. */
    sinh: Method<typeof sinh>;
    /** {@link sinh} in place. */
    sinh_: InPlace<typeof sinh>;
    /** See {@link cosh}. */
    cosh: Method<typeof cosh>;
    /** {@link cosh} in place. */
    cosh_: InPlace<typeof cosh>;
    /** See {@link asinh}. */
    asinh: Method<typeof asinh>;
    /** {@link asinh} in place. */
    asinh_: InPlace<typeof asinh>;
    /** See {@link asinh}. */
    arcsinh: Method<typeof asinh>;
    /** {@link asinh} in place. */
    arcsinh_: InPlace<typeof asinh>;
    /** See {@link acosh}. */
    acosh: Method<typeof acosh>;
    /** {@link acosh} in place. */
    acosh_: InPlace<typeof acosh>;
    /** See {@link acosh}. */
    arccosh: Method<typeof acosh>;
    /** {@link acosh} in place. */
    arccosh_: InPlace<typeof acosh>;
    /** See {@link atanh}. */
    atanh: Method<typeof atanh>;
    /** {@link atanh} in place. */
    atanh_: InPlace<typeof atanh>;
    /** See {@link atanh}. */
    arctanh: Method<typeof atanh>;
    /** {@link atanh} in place. */
    arctanh_: InPlace<typeof atanh>;
  }
}

const Sinh = define({
  schema: 'sinh(Tensor input)',
  forward: unary('sinh', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, cosh(input)) },
  inplace: true,
});

/**
 * The hyperbolic sine (eˣ − e⁻ˣ) / 2, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sinh(torch.tensor([0, 1, 2]))); // tensor([0.0000, 1.1752, 3.6269])
 * @see PyTorch: `torch.sinh`
 */
export function sinh(input: Tensor): Tensor {
  return Sinh.apply(input);
}

const Cosh = define({
  schema: 'cosh(Tensor input)',
  forward: unary('cosh', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, sinh(input)) },
  inplace: true,
});

/**
 * The hyperbolic cosine (eˣ + e⁻ˣ) / 2, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.cosh(torch.tensor([0, 1, 2]))); // tensor([1.0000, 1.5431, 3.7622])
 * @see PyTorch: `torch.cosh`
 */
export function cosh(input: Tensor): Tensor {
  return Cosh.apply(input);
}

const Asinh = define({
  schema: 'asinh(Tensor input)',
  forward: unary('asinh', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, rsqrt(add(square(input), 1))) },
  inplace: true,
  aliases: ['arcsinh'],
});

/**
 * The number with the given hyperbolic sine, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.asinh(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.8814, 1.4436])
 * @see PyTorch: `torch.asinh`
 */
export function asinh(input: Tensor): Tensor {
  return Asinh.apply(input);
}

/**
 * The same as {@link asinh}.
 *
 * @example
 * console.log(torch.arcsinh(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.8814, 1.4436])
 * @see PyTorch: `torch.arcsinh`
 */
export const arcsinh = asinh;

const Acosh = define({
  schema: 'acosh(Tensor input)',
  forward: unary('acosh', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, mul(rsqrt(sub(input, 1)), rsqrt(add(input, 1)))) },
  inplace: true,
  aliases: ['arccosh'],
});

/**
 * The number ≥ 0 with the given hyperbolic cosine, elementwise; NaN below 1.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.acosh(torch.tensor([1, 2, 3]))); // tensor([0.0000, 1.3170, 1.7627])
 * @see PyTorch: `torch.acosh`
 */
export function acosh(input: Tensor): Tensor {
  return Acosh.apply(input);
}

/**
 * The same as {@link acosh}.
 *
 * @example
 * console.log(torch.arccosh(torch.tensor([1, 2, 3]))); // tensor([0.0000, 1.3170, 1.7627])
 * @see PyTorch: `torch.arccosh`
 */
export const arccosh = acosh;

const Atanh = define({
  schema: 'atanh(Tensor input)',
  forward: unary('atanh', 'float'),
  derivative: { input: (grad, { input }) => div(grad, sub(1, square(input))) },
  inplace: true,
  aliases: ['arctanh'],
});

/**
 * The number with the given hyperbolic tangent, elementwise; NaN outside [−1, 1].
 *
 * @returns a new tensor
 * @example
 * console.log(torch.atanh(torch.tensor([0, 0.5, 0.75]))); // tensor([0.0000, 0.5493, 0.9730])
 * @see PyTorch: `torch.atanh`
 */
export function atanh(input: Tensor): Tensor {
  return Atanh.apply(input);
}

/**
 * The same as {@link atanh}.
 *
 * @example
 * console.log(torch.arctanh(torch.tensor([0, 0.5, 0.75]))); // tensor([0.0000, 0.5493, 0.9730])
 * @see PyTorch: `torch.arctanh`
 */
export const arctanh = atanh;
