/** The Airy function, by way of the Bessel functions of order 1/3. */
import { hankel, ORDER_THIRD, scaledK, SMALL } from './bessel_integrals.js';

/** Ai(0) and -Ai'(0) (DLMF 9.2.3, 9.2.4). */
const AIRY_ZERO = 0.3550280538878172;
const AIRY_SLOPE = 0.2588194037928068;

/**
 * Airy function Ai(x), the solution of w'' = x w that decays for x > 0.
 *
 * With zeta = 2/3 |x|**1.5: the Maclaurin series where zeta < 1 (DLMF 9.4.1); sqrt(x / 3) K_1/3(zeta) / pi for larger x
 * (DLMF 9.6.2); sqrt(|x| / 3) times the real part of exp(i pi / 6) H_1/3(zeta) for smaller (DLMF 9.6.6).
 *
 * PyTorch's own is off by up to 2e-5 of its value for -5 < x < -2.09; there the two agree to that only.
 *
 * @param x any number
 * @returns a number; nan at +-inf, as in PyTorch
 * @see torch.special.airy_ai
 */
export function airy_ai(x: number): number {
  const z = Math.abs(x);
  const zeta = (2 / 3) * z * Math.sqrt(z);
  if (zeta >= SMALL && x > 0) return (Math.sqrt(x / 3) * Math.exp(-zeta) * scaledK(ORDER_THIRD, zeta)) / Math.PI;
  if (zeta >= SMALL) return Math.sqrt(z / 3) * hankel(ORDER_THIRD, zeta)[0];
  const cube = x * x * x;
  let even = AIRY_ZERO;
  let odd = AIRY_SLOPE * x;
  let sum = even - odd;
  for (let k = 3; Math.abs(even) + Math.abs(odd) > Number.EPSILON / 32; k += 3) {
    even *= cube / (k * (k - 1));
    odd *= cube / (k * (k + 1));
    sum += even - odd;
  }
  return sum;
}
