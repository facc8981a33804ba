/**
 * The three ways in which Bessel functions are computed here: an integral, a power series, an asymptotic expansion.
 *
 * There are no coefficient tables: the integrals are so smooth that the midpoint and trapezoidal rules converge
 * exponentially (Trefethen & Weideman, "The exponentially convergent trapezoidal rule", SIAM Review 56, 2014).
 */

/** The power series serves below, the asymptotic expansion from here on, where its smallest term is about exp(-50). */
export const SMALL = 1;
export const LARGE = 25;

const EPSILON = Number.EPSILON / 2;
const EULER_GAMMA = 0.5772156649015329;

/** Beyond this exponent exp(-x) is too small to matter. */
const NEGLIGIBLE = 42;

/** sin(theta) at the midpoints of 16 equal parts of [0, pi / 2]. */
const SINES = Float64Array.from({ length: 16 }, (_, j) => Math.sin(((j + 0.5) * Math.PI) / 32));

/**
 * The mean of f(sin theta) over a quarter period, by the midpoint rule. On Bessel's integrals it is off by about J_64(x),
 * or I_64(x), which for |x| < 25 is below the last digit.
 */
export function meanOverSines(f: (sine: number) => number): number {
  let sum = 0;
  for (const sine of SINES) sum += f(sine);
  return sum / SINES.length;
}

/** The steps of the trapezoidal rules for K and for H; each ends where the integrand is negligible for x = 1. */
const LINE = Float64Array.from({ length: 40 }, (_, j) => j / 8);
const CONTOUR = Float64Array.from({ length: 60 }, (_, j) => j / 12);

/** cosh t - 1 on the line, and g(s) = sinh s tanh s on the contour: what is multiplied by -x in the exponent. */
const LINE_DECAY = LINE.map((t) => 2 * Math.sinh(t / 2) ** 2);
const CONTOUR_DECAY = CONTOUR.map((s) => Math.sinh(s) * Math.tanh(s));

/** An order nu with the weights of its two integrals. */
export interface Order {
  readonly nu: number;
  /** cosh(nu t) dt on the line. */
  readonly line: Float64Array;
  /** Real and imaginary part of 2 / (pi i) cosh(nu t) dt on the contour t = s + i gd(s). */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function order(nu: number): Order {
  // The trapezoidal rule on an even integrand: half of the first value, and all of the others.
  const line = LINE.map((t, j) => (Math.cosh(nu * t) / 8) * (j === 0 ? 0.5 : 1));
  const re = new Float64Array(CONTOUR.length);
  const im = new Float64Array(CONTOUR.length);
  CONTOUR.forEach((s, j) => {
    const angle = nu * Math.atan(Math.sinh(s));
    const coshRe = Math.cosh(nu * s) * Math.cos(angle);
    const coshIm = Math.sinh(nu * s) * Math.sin(angle);
    const sech = 1 / Math.cosh(s); // dt = (1 + i sech s) ds
    const scale = (2 / Math.PI / 12) * (j === 0 ? 0.5 : 1);
    re[j] = scale * (coshRe * sech + coshIm);
    im[j] = scale * (coshIm * sech - coshRe);
  });
  return { nu, line, re, im };
}

export const ORDER_ZERO = order(0);
export const ORDER_ONE = order(1);
export const ORDER_THIRD = order(1 / 3);

/**
 * Hankel's asymptotic expansion (DLMF 10.17.1): the terms a_k(nu) / x**k, summed over even k and over odd k.
 *
 * @param sign with 1, even + odd is K's series and even - odd is I's; with -1 the signs alternate within each sum, which
 * gives the P and Q of J and Y
 */
function asymptotic(nu: number, x: number, sign: 1 | -1): [even: number, odd: number] {
  const sums: [number, number] = [1, 0];
  let term = 1;
  for (let k = 1; k < 40 && Math.abs(term) > EPSILON; k++) {
    term *= ((2 * nu) ** 2 - (2 * k - 1) ** 2) / (8 * k * x);
    if (k % 2 === 0) term *= sign;
    sums[k % 2] += term;
  }
  return sums;
}

/**
 * The power series of order nu = 0 or 1 in y = x * x / 4 (for K; -x * x / 4 for Y), with x <= 1 (DLMF 10.8.1, 10.31.1):
 * the sum of y**k / (k! (k + nu)!), and the same with each term times (psi(k + 1) + psi(k + nu + 1)) / 2.
 */
export function powerSeries(nu: 0 | 1, y: number): [plain: number, weighted: number] {
  let term = 1;
  let weight = nu / 2 - EULER_GAMMA;
  let plain = 0;
  let weighted = 0;
  for (let k = 1; Math.abs(term) > EPSILON / 16; k++) {
    plain += term;
    weighted += term * weight;
    term *= y / (k * (k + nu));
    weight += (1 / k + 1 / (k + nu)) / 2;
  }
  return [plain, weighted];
}

/**
 * exp(i pi nu / 2) H_nu(x) for x >= 1, where H_nu = J_nu + i Y_nu is the Hankel function.
 *
 * Up to 25 by the trapezoidal rule, step 1/12, on (1 / (pi i)) * integral of exp(i x cosh t) cosh(nu t) dt (DLMF 10.9.10)
 * along the line of steepest descent t = s + i gd(s), where i cosh t = i - g(s).
 */
export function hankel({ nu, re: weightsRe, im: weightsIm }: Order, x: number): [re: number, im: number] {
  const cos = Math.cos(x);
  const sin = Math.sin(x);
  let re = 0;
  let im = 0;
  if (x < LARGE) {
    for (let j = 0; j < CONTOUR.length && x * CONTOUR_DECAY[j] < NEGLIGIBLE; j++) {
      const decay = Math.exp(-x * CONTOUR_DECAY[j]);
      re += decay * weightsRe[j];
      im += decay * weightsIm[j];
    }
  } else {
    // sqrt(2 / (pi x)) exp(-i pi / 4) (P + i Q), with exp(-i pi / 4) = (1 - i) / sqrt(2).
    const [p, q] = asymptotic(nu, x, -1);
    const scale = 1 / Math.sqrt(Math.PI) / Math.sqrt(x);
    re = scale * (p + q);
    im = scale * (q - p);
  }
  return [cos * re - sin * im, sin * re + cos * im];
}

/**
 * exp(x) K_nu(x) for x >= 1: up to 25 by the trapezoidal rule, step 1/8, on the integral over t > 0 of
 * exp(-x (cosh t - 1)) cosh(nu t) (DLMF 10.32.9).
 */
export function scaledK({ nu, line }: Order, x: number): number {
  if (x >= LARGE) {
    const [even, odd] = asymptotic(nu, x, 1);
    return Math.sqrt(Math.PI / 2 / x) * (even + odd);
  }
  let sum = 0;
  for (let j = 0; j < LINE.length && x * LINE_DECAY[j] < NEGLIGIBLE; j++) sum += Math.exp(-x * LINE_DECAY[j]) * line[j];
  return sum;
}

/** exp(-x) I_nu(x) for x >= 25, by the asymptotic expansion (DLMF 10.40.1). */
export function scaledI({ nu }: Order, x: number): number {
  const [even, odd] = asymptotic(nu, x, 1);
  return (even - odd) / Math.sqrt(2 * Math.PI) / Math.sqrt(x);
}
