/**
 * Bessel functions of orders 0 and 1, and the modified ones; how they are computed is in bessel_integrals.ts.
 *
 * PyTorch's J and Y are off by up to 1e-6 for 5 < |x| < 20; these are not, so there the two agree to that only.
 */
import {
  hankel,
  LARGE,
  meanOverSines,
  ORDER_ONE,
  ORDER_ZERO,
  powerSeries,
  scaledI,
  scaledK,
  SMALL,
} from './bessel_integrals.js';

/** log(x / 2), also where x / 2 would be rounded to 0. */
function logHalf(x: number): number {
  return Math.log(x) - Math.LN2;
}

/**
 * Modified Bessel function of the first kind, I_0(x) = (1 / pi) * integral of cosh(x sin theta) from 0 to pi.
 *
 * Midpoint rule for |x| < 25, asymptotic expansion beyond (DLMF 10.40.1).
 *
 * @param x any number
 * @returns a number >= 1, inf where exp(|x|) is; nan at +-inf, as in PyTorch
 * @see torch.special.i0
 */
export function i0(x: number): number {
  const z = Math.abs(x);
  return z < LARGE ? meanOverSines((s) => Math.cosh(z * s)) : Math.exp(z) * scaledI(ORDER_ZERO, z);
}

/**
 * Exponentially scaled I_0: exp(-|x|) I_0(x).
 *
 * @param x any number
 * @returns a number in [0, 1]
 * @see torch.special.i0e
 */
export function i0e(x: number): number {
  const z = Math.abs(x);
  return z < LARGE ? Math.exp(-z) * i0(z) : scaledI(ORDER_ZERO, z);
}

/**
 * Modified Bessel function of the first kind, I_1(x) = (1 / pi) * integral of sin theta sinh(x sin theta) from 0 to pi.
 *
 * Midpoint rule for |x| < 25, asymptotic expansion beyond (DLMF 10.40.1).
 *
 * @param x any number
 * @returns a number with the sign of x; nan at +-inf, as in PyTorch
 * @see torch.special.i1
 */
export function i1(x: number): number {
  if (x < 0) return -i1(-x);
  return x < LARGE ? meanOverSines((s) => s * Math.sinh(x * s)) : Math.exp(x) * scaledI(ORDER_ONE, x);
}

/**
 * Exponentially scaled I_1: exp(-|x|) I_1(x).
 *
 * @param x any number
 * @returns a number in (-1, 1)
 * @see torch.special.i1e
 */
export function i1e(x: number): number {
  if (x < 0) return -i1e(-x);
  return x < LARGE ? Math.exp(-x) * i1(x) : scaledI(ORDER_ONE, x);
}

/**
 * Bessel function of the first kind, J_0(x) = (1 / pi) * integral of cos(x sin theta) from 0 to pi.
 *
 * Midpoint rule for |x| < 25, Hankel's expansion beyond (DLMF 10.17.3).
 *
 * @param x any number
 * @returns a number; nan at +-inf, as in PyTorch
 * @see torch.special.bessel_j0
 */
export function j0(x: number): number {
  const z = Math.abs(x);
  return z < LARGE ? meanOverSines((s) => Math.cos(z * s)) : hankel(ORDER_ZERO, z)[0];
}

/**
 * Bessel function of the first kind, J_1(x) = (1 / pi) * integral of sin theta sin(x sin theta) from 0 to pi.
 *
 * Midpoint rule for |x| < 25, Hankel's expansion beyond (DLMF 10.17.3).
 *
 * @param x any number
 * @returns a number, odd in x; nan at +-inf, as in PyTorch
 * @see torch.special.bessel_j1
 */
export function j1(x: number): number {
  if (x < 0) return -j1(-x);
  if (x === 0) return x;
  return x < LARGE ? meanOverSines((s) => s * Math.sin(x * s)) : hankel(ORDER_ONE, x)[1];
}

/**
 * Bessel function of the second kind, Y_0(x), the imaginary part of the Hankel function H_0(x).
 *
 * Power series up to 1 (DLMF 10.8.2), steepest descent up to 25, Hankel's expansion beyond.
 *
 * @param x > 0; -inf at 0
 * @returns a number; nan for x < 0 and at inf, as in PyTorch
 * @see torch.special.bessel_y0
 */
export function y0(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x >= SMALL) return hankel(ORDER_ZERO, x)[1];
  const [plain, weighted] = powerSeries(0, (-x * x) / 4);
  return (2 / Math.PI) * (logHalf(x) * plain - weighted);
}

/**
 * Bessel function of the second kind, Y_1(x), the imaginary part of the Hankel function H_1(x).
 *
 * Power series up to 1 (DLMF 10.8.1), steepest descent up to 25, Hankel's expansion beyond.
 *
 * @param x > 0; -inf at 0
 * @returns a number; nan for x < 0 and at inf, as in PyTorch
 * @see torch.special.bessel_y1
 */
export function y1(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x >= SMALL) return -hankel(ORDER_ONE, x)[0];
  const [plain, weighted] = powerSeries(1, (-x * x) / 4);
  return (x * (logHalf(x) * plain - weighted) - 2 / x) / Math.PI;
}

/**
 * Modified Bessel function of the second kind, K_0(x) = integral of exp(-x cosh t) over t > 0.
 *
 * Power series up to 1 (DLMF 10.31.2), trapezoidal rule up to 25, asymptotic expansion beyond (DLMF 10.40.2).
 *
 * @param x > 0; inf at 0
 * @returns a number > 0, nan for x < 0
 * @see torch.special.modified_bessel_k0
 */
export function k0(x: number): number {
  if (x === 0) return Infinity;
  if (!(x > 0)) return NaN;
  if (x >= SMALL) return Math.exp(-x) * scaledK(ORDER_ZERO, x);
  const [plain, weighted] = powerSeries(0, (x * x) / 4);
  return weighted - logHalf(x) * plain;
}

/**
 * Modified Bessel function of the second kind, K_1(x) = integral of exp(-x cosh t) cosh t over t > 0.
 *
 * Power series up to 1 (DLMF 10.31.1), trapezoidal rule up to 25, asymptotic expansion beyond (DLMF 10.40.2).
 *
 * @param x > 0; inf at 0
 * @returns a number > 0, nan for x < 0
 * @see torch.special.modified_bessel_k1
 */
export function k1(x: number): number {
  if (x === 0) return Infinity;
  if (!(x > 0)) return NaN;
  if (x >= SMALL) return Math.exp(-x) * scaledK(ORDER_ONE, x);
  const [plain, weighted] = powerSeries(1, (x * x) / 4);
  return 1 / x + (x / 2) * (logHalf(x) * plain - weighted);
}

/**
 * Exponentially scaled K_0: exp(x) K_0(x).
 *
 * @param x > 0; inf at 0
 * @returns a number > 0, nan for x < 0
 * @see torch.special.scaled_modified_bessel_k0
 */
export function scaled_k0(x: number): number {
  return x >= SMALL ? scaledK(ORDER_ZERO, x) : Math.exp(x) * k0(x);
}

/**
 * Exponentially scaled K_1: exp(x) K_1(x).
 *
 * @param x > 0; inf at 0
 * @returns a number > 0, nan for x < 0
 * @see torch.special.scaled_modified_bessel_k1
 */
export function scaled_k1(x: number): number {
  return x >= SMALL ? scaledK(ORDER_ONE, x) : Math.exp(x) * k1(x);
}

/**
 * Spherical Bessel function of the first kind, j_0(x) = sin(x) / x.
 *
 * @param x any number; 1 at 0, and 0 at +-inf
 * @returns a number in [-0.22, 1]
 * @see torch.special.spherical_bessel_j0
 */
export function spherical_j0(x: number): number {
  if (x === 0) return 1;
  return Math.abs(x) === Infinity ? 0 : Math.sin(x) / x;
}
