import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { unary } from './elementwise.js';

// Exponentials, logarithms and square roots. Integers become floats.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link exp}. */
    exp: Method<typeof exp>;
    /** {@link exp} in place. */
    exp_: InPlace<typeof exp>;
    /** See {@link exp2}. */
    exp2: Method<typeof exp2>;
    /** {@link exp2} in place. */
    exp2_: InPlace<typeof exp2>;
    /** See {@link expm1}. */
    expm1: Method<typeof expm1>;
    /** {@link expm1} in place. */
    expm1_: InPlace<typeof expm1>;
    /** See {@link log}. */
    log: Method<typeof log>;
    /** {@link log} in place. */
    log_: InPlace<typeof log>;
    /** See {@link log2}. */
    log2: Method<typeof log2>;
    /** {@link log2} in place. */
    log2_: InPlace<typeof log2>;
    /** See {@link log10}. */
    log10: Method<typeof log10>;
    /** {@link log10} in place. */
    log10_: InPlace<typeof log10>;
    /** See {@link log1p}. */
    log1p: Method<typeof log1p>;
    /** {@link log1p} in place. */
    log1p_: InPlace<typeof log1p>;
    /** See {@link sqrt}. */
    sqrt: Method<typeof sqrt>;
    /** {@link sqrt} in place. */
    sqrt_: InPlace<typeof sqrt>;
    /** See {@link rsqrt}. */
    rsqrt: Method<typeof rsqrt>;
    /** {@link rsqrt} in place. */
    rsqrt_: InPlace<typeof rsqrt>;
  }
}

const Exp = define({
  schema: 'exp(Tensor input)',
  forward: unary('exp', 'float'),
  derivative: { input: (grad, { result }) => mul(grad, result) },
  inplace: true,
});

/**
 * eˣ, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.exp(torch.tensor([0, 1, -Infinity]))); // tensor([1.0000, 2.7183, 0.0000])
 * @see PyTorch: `torch.exp`
 */
export function exp(input: Tensor): Tensor {
  return Exp.apply(input);
}

const Exp2 = define({
  schema: 'exp2(Tensor input)',
  forward: unary('exp2', 'float'),
  derivative: { input: (grad, { result }) => mul(mul(grad, result), Math.LN2) },
  inplace: true,
});

/**
 * 2ˣ, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.exp2(torch.tensor([0, 3, -1]))); // tensor([1.0000, 8.0000, 0.5000])
 * @see PyTorch: `torch.exp2`
 */
export function exp2(input: Tensor): Tensor {
  return Exp2.apply(input);
}

const Expm1 = define({
  schema: 'expm1(Tensor input)',
  forward: unary('expm1', 'float'),
  derivative: { input: (grad, { result }) => mul(grad, add(result, 1)) },
  inplace: true,
});

/**
 * eˣ − 1, elementwise, precise where x is near 0.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.expm1(torch.tensor([0, 1, 0.001]))); // tensor([0.0000e+00, 1.7183e+00, 1.0005e-03])
 * @see PyTorch: `torch.expm1`
 */
export function expm1(input: Tensor): Tensor {
  return Expm1.apply(input);
}

const Log = define({
  schema: 'log(Tensor input)',
  forward: unary('log', 'float'),
  derivative: { input: (grad, { input }) => div(grad, input) },
  inplace: true,
});

/**
 * The natural logarithm, elementwise: −∞ at 0, NaN below.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.log(torch.tensor([1, 0, -1]))); // tensor([0., -inf, nan])
 * @see PyTorch: `torch.log`
 */
export function log(input: Tensor): Tensor {
  return Log.apply(input);
}

const Log2 = define({
  schema: 'log2(Tensor input)',
  forward: unary('log2', 'float'),
  derivative: { input: (grad, { input }) => div(grad, mul(input, Math.LN2)) },
  inplace: true,
});

/**
 * The logarithm to base 2, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.log2(torch.tensor([1, 8, 0.5]))); // tensor([ 0.,  3., -1.])
 * @see PyTorch: `torch.log2`
 */
export function log2(input: Tensor): Tensor {
  return Log2.apply(input);
}

const Log10 = define({
  schema: 'log10(Tensor input)',
  forward: unary('log10', 'float'),
  derivative: { input: (grad, { input }) => div(grad, mul(input, Math.LN10)) },
  inplace: true,
});

/**
 * The logarithm to base 10, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.log10(torch.tensor([1, 1000, 0.01]))); // tensor([ 0.,  3., -2.])
 * @see PyTorch: `torch.log10`
 */
export function log10(input: Tensor): Tensor {
  return Log10.apply(input);
}

const Log1P = define({
  schema: 'log1p(Tensor input)',
  forward: unary('log1p', 'float'),
  derivative: { input: (grad, { input }) => div(grad, add(input, 1)) },
  inplace: true,
});

/**
 * log(1 + x), elementwise, precise where x is near 0.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.log1p(torch.tensor([0, 1, 0.001]))); // tensor([0.0000, 0.6931, 0.0010])
 * @see PyTorch: `torch.log1p`
 */
export function log1p(input: Tensor): Tensor {
  return Log1P.apply(input);
}

const Sqrt = define({
  schema: 'sqrt(Tensor input)',
  forward: unary('sqrt', 'float'),
  derivative: { input: (grad, { result }) => div(grad, mul(result, 2)) },
  inplace: true,
});

/**
 * √x, elementwise; NaN below 0.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sqrt(torch.tensor([4, 2, -1]))); // tensor([2.0000, 1.4142,    nan])
 * @see PyTorch: `torch.sqrt`
 */
export function sqrt(input: Tensor): Tensor {
  return Sqrt.apply(input);
}

const Rsqrt = define({
  schema: 'rsqrt(Tensor input)',
  forward: unary('rsqrt', 'float'),
  derivative: { input: (grad, { result }) => mul(mul(grad, -0.5), result.pow(3)) },
  inplace: true,
});

/**
 * 1 / √x, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.rsqrt(torch.tensor([4, 2, 0]))); // tensor([0.5000, 0.7071,    inf])
 * @see PyTorch: `torch.rsqrt`
 */
export function rsqrt(input: Tensor): Tensor {
  return Rsqrt.apply(input);
}
