/**
 * The regularized incomplete gamma functions P(a, x) = igamma and Q(a, x) = igammac, with P + Q = 1.
 *
 * Whichever of the two is small is computed, by a power series, a continued fraction or, for large a with x of about the
 * same size, Temme's uniform expansion; the other one is 1 minus it.
 */
import { erfcx } from './error.js';
import { lgamma1p, stirlingCorrection } from './gamma.js';

const EPSILON = Number.EPSILON / 2;

/** From here on a counts as large. */
const LARGE = 20;

/** mu - log(1 + mu) without cancellation, for -1/2 < mu < 1: log(1 + mu) = 2 artanh(mu / (2 + mu)). */
function muMinusLog1p(mu: number): number {
  const s = mu / (2 + mu);
  const y = s * s;
  let sum = 0;
  for (let k = 37; k >= 3; k -= 2) sum = sum * y + 1 / k;
  return s * (mu - 2 * y * sum);
}

/** lambda - 1 - log(lambda) with lambda = x / a: half of eta**2 below. */
function divergence(a: number, x: number): number {
  const mu = (x - a) / a;
  return mu > -0.5 && mu < 1 ? muMinusLog1p(mu) : mu - Math.log(x / a);
}

/** x**a exp(-x) / gamma(a + 1). */
function prefactor(a: number, x: number): number {
  if (a < LARGE) return Math.exp(a * Math.log(x) - x - lgamma1p(a));
  return Math.exp(-a * divergence(a, x) - stirlingCorrection(a)) / Math.sqrt(2 * Math.PI * a);
}

/** P by its power series, prefactor * (1 + x / (a + 1) + x**2 / ((a + 1) (a + 2)) + ...), for x <= a (DLMF 8.11.4). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > EPSILON * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return prefactor(a, x) * sum;
}

/** Q for small a and x <= 1.1: the alternating series of P (DLMF 8.7.1), with 1 - x**a / gamma(a + 1) taken by expm1. */
function upperSeries(a: number, x: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; Math.abs(term) > EPSILON; n++) {
    term *= -x / n;
    sum += term / (a + n);
  }
  const logarithm = a * Math.log(x) - lgamma1p(a);
  return -Math.expm1(logarithm) - Math.exp(logarithm) * a * sum;
}

/** Q by Legendre's continued fraction (DLMF 8.9.2), with Lentz's method as modified by Thompson & Barnett, for x > a. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > EPSILON * 2; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    change = c * d;
    fraction *= change;
  }
  return prefactor(a, x) * a * fraction;
}

/**
 * Taylor coefficients of eta / (lambda - 1) in eta, where eta**2 / 2 = lambda - 1 - log(lambda): from the series
 * lambda = 1 + sum of alpha_n eta**n, whose coefficients follow from lambda' (lambda - 1) = lambda eta.
 */
const TEMME = (() => {
  const length = 30;
  const alpha = [1, 1];
  for (let n = 2; n <= length; n++) {
    let rest = alpha[n - 1];
    for (let k = 2; k < n; k++) rest -= k * alpha[k] * alpha[n - k + 1];
    alpha.push(rest / (n + 1));
  }
  return Float64Array.from({ length }, (_, n) => (n + 1) * alpha[n + 1] - (n === 1 ? 1 : 0));
})();

/**
 * P or Q, whichever is the smaller, for a >= 20 and 1/2 < x / a < 2: an erfc of eta plus a series in eta whose
 * coefficients depend on a (Temme; Gil, Segura & Temme, "Efficient and accurate algorithms for the computation and
 * inversion of the incomplete gamma function ratios", SIAM J. Sci. Comput. 34 (2012), section 2.5).
 */
function uniform(a: number, x: number): number {
  const half = divergence(a, x);
  const eta = Math.sign(x - a) * Math.sqrt(2 * half);
  let sum = 0;
  let beta = 0; // beta_n, and beta_(n + 1) and beta_(n + 2) behind it
  let beta1 = 0;
  for (let n = TEMME.length - 2; n >= 0; n--) {
    const next = TEMME[n + 1] + ((n + 2) / a) * beta1;
    beta1 = beta;
    beta = next;
    sum = sum * eta + beta;
  }
  const series = (sum * a) / (a + beta1) / Math.sqrt(2 * Math.PI * a);
  return Math.exp(-a * half) * (erfcx(Math.sqrt(a * half)) / 2 + (x < a ? -series : series));
}

/** [P, Q] at the edges of the domain, or undefined inside it. */
function edge(a: number, x: number): [number, number] | undefined {
  if (x < 0 || a < 0) return [NaN, NaN];
  if (a === 0) return x > 0 ? [1, 0] : [NaN, NaN];
  if (x === 0) return [0, 1];
  if (a === Infinity) return x === Infinity ? [NaN, NaN] : [0, 1];
  if (x === Infinity) return [1, 0];
  return a !== a || x !== x ? [NaN, NaN] : undefined;
}

/** [P, Q], the smaller one to full relative precision. */
function ratios(a: number, x: number): [number, number] {
  const known = edge(a, x);
  if (known) return known;
  let lower: number | undefined;
  let upper = 0;
  if (a >= LARGE && x > 0.5 * a && x < 2 * a) {
    if (x < a) lower = uniform(a, x);
    else upper = uniform(a, x);
  } else if (x > 1.1) {
    if (x < a) lower = lowerSeries(a, x);
    else upper = upperFraction(a, x);
  } else if (x <= 0.5 ? -0.4 / Math.log(x) < a : 1.1 * x < a) {
    lower = lowerSeries(a, x);
  } else {
    upper = upperSeries(a, x);
  }
  return lower === undefined ? [1 - upper, upper] : [lower, 1 - lower];
}

/**
 * Regularized lower incomplete gamma function, P(a, x) = 1 / gamma(a) * integral of t**(a - 1) exp(-t) from 0 to x.
 *
 * @param a >= 0
 * @param x >= 0
 * @returns a number in [0, 1]; nan where a or x is negative, at (0, 0) and at (inf, inf)
 * @see torch.special.gammainc
 */
export function igamma(a: number, x: number): number {
  return ratios(a, x)[0];
}

/**
 * Regularized upper incomplete gamma function, Q(a, x) = 1 / gamma(a) * integral of t**(a - 1) exp(-t) from x to inf.
 *
 * @param a >= 0
 * @param x >= 0
 * @returns a number in [0, 1]; nan where a or x is negative, at (0, 0) and at (inf, inf)
 * @see torch.special.gammaincc
 */
export function igammac(a: number, x: number): number {
  return ratios(a, x)[1];
}
