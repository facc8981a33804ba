import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { unary } from './elementwise.js';
import { sgn } from './signs.js';
import { where } from './ternary.js';

// Bessel functions and their kin.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link i0}. */
    i0: Method<typeof i0>;
    /** {@link i0} in place. */
    i0_: InPlace<typeof i0>;
  }
}

/** x / y, and its limit where y is 0. */
const quotient = (x: Tensor, y: Tensor, limit: number) => where(y.eq(0), limit, div(x, y));

const I0 = define({
  schema: 'i0(Tensor input)',
  forward: unary('i0', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, i1(input)) },
  inplace: true,
});

/**
 * The modified Bessel function of the first kind of order 0, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.i0(torch.tensor([0, 1, 2]))); // tensor([1.0000, 1.2661, 2.2796])
 * @see PyTorch: `torch.i0`
 */
export function i0(input: Tensor): Tensor {
  return I0.apply(input);
}

const I0E = define({
  schema: 'special_i0e(Tensor input)',
  forward: unary('i0e', 'float'),
  derivative: { input: (grad, { input, result }) => mul(grad, sub(i1e(input), mul(sgn(input), result))) },
  method: false,
});

/**
 * e^(−|x|) · i0(x), elementwise, which does not overflow. See {@link i0}.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.i0e(torch.tensor([0, 1, 2]))); // tensor([1.0000, 0.4658, 0.3085])
 * @see PyTorch: `torch.special.i0e`
 */
export function i0e(input: Tensor): Tensor {
  return I0E.apply(input);
}

const I1 = define({
  schema: 'special_i1(Tensor input)',
  forward: unary('i1', 'float'),
  derivative: { input: (grad, { input, result }) => mul(grad, sub(i0(input), quotient(result, input, 0.5))) },
  method: false,
});

/**
 * The modified Bessel function of the first kind of order 1, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.i1(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.5652, 1.5906])
 * @see PyTorch: `torch.special.i1`
 */
export function i1(input: Tensor): Tensor {
  return I1.apply(input);
}

const I1E = define({
  schema: 'special_i1e(Tensor input)',
  forward: unary('i1e', 'float'),
  derivative: {
    input: (grad, { input, result }) => {
      const slope = sub(i0e(input), mul(sgn(input), result));
      return mul(grad, sub(slope, quotient(result, input, 0.5)));
    },
  },
  method: false,
});

/**
 * e^(−|x|) · i1(x), elementwise, which does not overflow. See {@link i1}.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.i1e(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.2079, 0.2153])
 * @see PyTorch: `torch.special.i1e`
 */
export function i1e(input: Tensor): Tensor {
  return I1E.apply(input);
}

const ModifiedBesselI0 = define({
  schema: 'special_modified_bessel_i0(Tensor input)',
  forward: unary('i0', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, modified_bessel_i1(input)) },
  method: false,
});

/**
 * The same function as {@link i0}.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.modified_bessel_i0(torch.tensor([0, 1, 2]))); // tensor([1.0000, 1.2661, 2.2796])
 * @see PyTorch: `torch.special.modified_bessel_i0`
 */
export function modified_bessel_i0(input: Tensor): Tensor {
  return ModifiedBesselI0.apply(input);
}

const ModifiedBesselI1 = define({
  schema: 'special_modified_bessel_i1(Tensor input)',
  forward: unary('i1', 'float'),
  derivative: {
    input: (grad, { input, result }) => mul(grad, sub(modified_bessel_i0(input), quotient(result, input, 0.5))),
  },
  method: false,
});

/**
 * The same function as {@link i1}.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.modified_bessel_i1(torch.tensor([0, 1, 2]))); // tensor([0.0000, 0.5652, 1.5906])
 * @see PyTorch: `torch.special.modified_bessel_i1`
 */
export function modified_bessel_i1(input: Tensor): Tensor {
  return ModifiedBesselI1.apply(input);
}

const ModifiedBesselK0 = define({
  schema: 'special_modified_bessel_k0(Tensor input)',
  forward: unary('modified_bessel_k0', 'float'),
  derivative: { input: (grad, { input }) => neg(mul(grad, modified_bessel_k1(input))) },
  method: false,
});

/**
 * The modified Bessel function of the second kind of order 0, elementwise; ∞ at 0, NaN below.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.modified_bessel_k0(torch.tensor([0.5, 1, 2]))); // tensor([0.9244, 0.4210, 0.1139])
 * @see PyTorch: `torch.special.modified_bessel_k0`
 */
export function modified_bessel_k0(input: Tensor): Tensor {
  return ModifiedBesselK0.apply(input);
}

const ModifiedBesselK1 = define({
  schema: 'special_modified_bessel_k1(Tensor input)',
  forward: unary('modified_bessel_k1', 'float'),
  derivative: {
    input: (grad, { input, result }) => neg(mul(grad, add(modified_bessel_k0(input), div(result, input)))),
  },
  method: false,
});

/**
 * The modified Bessel function of the second kind of order 1, elementwise; ∞ at 0, NaN below.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.modified_bessel_k1(torch.tensor([0.5, 1, 2]))); // tensor([1.6564, 0.6019, 0.1399])
 * @see PyTorch: `torch.special.modified_bessel_k1`
 */
export function modified_bessel_k1(input: Tensor): Tensor {
  return ModifiedBesselK1.apply(input);
}

const ScaledModifiedBesselK0 = define({
  schema: 'special_scaled_modified_bessel_k0(Tensor input)',
  forward: unary('scaled_modified_bessel_k0', 'float'),
  method: false,
});

/**
 * eˣ · modified_bessel_k0(x), elementwise, which does not underflow. It has no gradient.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.scaled_modified_bessel_k0(torch.tensor([0.5, 1, 2]))); // tensor([1.5241, 1.1445, 0.8416])
 * @see PyTorch: `torch.special.scaled_modified_bessel_k0`
 */
export function scaled_modified_bessel_k0(input: Tensor): Tensor {
  return ScaledModifiedBesselK0.apply(input);
}

const ScaledModifiedBesselK1 = define({
  schema: 'special_scaled_modified_bessel_k1(Tensor input)',
  forward: unary('scaled_modified_bessel_k1', 'float'),
  method: false,
});

/**
 * eˣ · modified_bessel_k1(x), elementwise, which does not underflow. It has no gradient.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.scaled_modified_bessel_k1(torch.tensor([0.5, 1, 2]))); // tensor([2.7310, 1.6362, 1.0335])
 * @see PyTorch: `torch.special.scaled_modified_bessel_k1`
 */
export function scaled_modified_bessel_k1(input: Tensor): Tensor {
  return ScaledModifiedBesselK1.apply(input);
}

const SphericalBesselJ0 = define({
  schema: 'special_spherical_bessel_j0(Tensor input)',
  forward: unary('spherical_bessel_j0', 'float'),
  method: false,
});

/**
 * The spherical Bessel function of the first kind of order 0, sin(x) / x, elementwise. It has no gradient.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.spherical_bessel_j0(torch.tensor([0, 1, 2]))); // tensor([1.0000, 0.8415, 0.4546])
 * @see PyTorch: `torch.special.spherical_bessel_j0`
 */
export function spherical_bessel_j0(input: Tensor): Tensor {
  return SphericalBesselJ0.apply(input);
}
