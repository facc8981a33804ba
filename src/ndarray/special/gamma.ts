/**
 * The logarithm of the gamma function, its derivatives (digamma, trigamma, polygamma) and the Hurwitz zeta function.
 *
 * Each is an asymptotic series in Bernoulli numbers for large arguments, reached from small ones by recurrence and from
 * negative ones by reflection.
 */

/** Bernoulli numbers B2, B4, ..., B22 (DLMF table 24.2.3). */
const BERNOULLI = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
  854513 / 138,
];

/** From here on the asymptotic series above are exact to double precision. */
const LARGE = 10;

const EULER_GAMMA = 0.5772156649015329;
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/** The smallest relative difference, as in PyTorch's stopping rule for zeta. */
const EPSILON = Number.EPSILON / 2;

/**
 * Hurwitz zeta function, zeta(x, q) = sum of (q + k)**-x over k = 0, 1, 2, ...
 *
 * The first terms, until q + k > 9, then the Euler-Maclaurin formula for the rest (DLMF 25.11.5). Negative q, where x is
 * an integer, is folded into (0, 1) by the sum over all integers k, positive and negative.
 *
 * @param x exponent: inf at 1, nan below; at inf, as in PyTorch, inf for q < 1, 1 for q = 1 and nan for q > 1
 * @param q shift: inf at 0, -1, -2, ...; nan at other negative q unless x is an integer
 * @returns the sum
 * @see torch.special.zeta
 */
export function zeta(x: number, q: number): number {
  if (x === 1) return Infinity;
  if (x < 1) return NaN;
  if (x === Infinity) return q === 1 ? 1 : q < 1 ? Infinity : NaN;
  if (q <= 0) {
    const floor = Math.floor(q);
    if (q === floor) return Infinity;
    if (x !== Math.floor(x)) return NaN;
    const sign = x % 2 === 1 ? -1 : 1;
    return zeta(x, q - floor) + sign * (zeta(x, floor + 1 - q) - zeta(x, 1 - q));
  }

  let sum = q ** -x;
  let a = q;
  let power = 0;
  for (let i = 0; i < 9 || a <= 9; i++) {
    a += 1;
    power = a ** -x;
    sum += power;
    if (power < EPSILON * sum) return sum;
  }
  sum += (power * a) / (x - 1) - power / 2;

  // B2j / (2j)! * x (x + 1) ... (x + 2j - 2) / a**(x + 2j - 1)
  let factor = (power * x) / (2 * a);
  for (let j = 1; j <= BERNOULLI.length; j++) {
    const term = BERNOULLI[j - 1] * factor;
    sum += term;
    if (Math.abs(term) < EPSILON * sum) break;
    factor *= ((x + 2 * j - 1) * (x + 2 * j)) / ((2 * j + 1) * (2 * j + 2) * a * a);
  }
  return sum;
}

/** Coefficients of z**k, k >= 2, in log gamma(2 + z): (-1)**k (zeta(k) - 1) / k. */
const LGAMMA_SERIES = Float64Array.from({ length: 26 }, (_, i) => {
  const k = i + 2;
  return (k % 2 === 0 ? zeta(k, 2) : -zeta(k, 2)) / k;
});

/** log gamma(2 + z) for |z| <= 1/2, by its Taylor series (DLMF 5.7.3): exact near the zero at z = 0. */
function lgamma2p(z: number): number {
  let sum = 0;
  for (let i = LGAMMA_SERIES.length - 1; i >= 0; i--) sum = sum * z + LGAMMA_SERIES[i];
  return z * (1 - EULER_GAMMA + z * sum);
}

/** log gamma(1 + z), exact near its zeros at z = 0 and z = 1, for z > -1. */
export function lgamma1p(z: number): number {
  return Math.abs(z) <= 0.5 ? lgamma2p(z) - Math.log1p(z) : lgamma(1 + z);
}

/** Stirling's correction, log gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), for x >= 10 (DLMF 5.11.1). */
export function stirlingCorrection(x: number): number {
  const y = 1 / (x * x);
  let sum = 0;
  for (let k = 10; k >= 1; k--) sum = sum * y + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
  return sum / x;
}

/**
 * Logarithm of the gamma function's absolute value, log |gamma(x)|.
 *
 * Stirling's series for x >= 10; below, the Taylor series around 2 after steps of gamma(x + 1) = x gamma(x); reflection,
 * gamma(x) gamma(1 - x) = pi / sin(pi x), for x < 0.
 *
 * @param x any number; inf at 0, -1, -2, ... and at +-inf
 * @returns log |gamma(x)|
 * @see torch.lgamma
 */
export function lgamma(x: number): number {
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    // The distance to the nearest integer is exact, and |sin(pi x)| depends on it alone.
    const sine = Math.sin(Math.PI * Math.abs(x - Math.round(x)));
    return Math.log(Math.PI) - Math.log(sine) - lgamma1p(-x);
  }
  if (x >= LARGE) return x === Infinity ? x : (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingCorrection(x);
  if (x < 0.5) return lgamma2p(x) - Math.log(x * (1 + x));
  if (x < 1.5) return lgamma2p(x - 1) - Math.log(x);
  let product = 1;
  for (; x > 2.5; product *= x) x -= 1;
  return lgamma2p(x - 2) + Math.log(product);
}

/**
 * Digamma function, psi(x), the derivative of log gamma.
 *
 * Asymptotic series for x >= 10 (DLMF 5.11.2), psi(x) = psi(x + 1) - 1 / x below, and for x < 0 the reflection
 * psi(x) = psi(1 - x) - pi / tan(pi x).
 *
 * @param x any number; -inf at 0 and inf at -0, nan at -1, -2, ... and -inf
 * @returns psi(x)
 * @see torch.special.digamma
 */
export function digamma(x: number): number {
  if (x === 0) return -1 / x;
  if (x < 0) return x === Math.floor(x) ? NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x % 1));
  let sum = 0;
  for (; x < LARGE; x += 1) sum -= 1 / x;
  const y = 1 / (x * x);
  let series = 0;
  for (let k = BERNOULLI.length; k >= 1; k--) series = series * y + BERNOULLI[k - 1] / (2 * k);
  return sum + Math.log(x) - 0.5 / x - series * y;
}

/**
 * Trigamma function, psi'(x), the second derivative of log gamma.
 *
 * Asymptotic series for x >= 10 (DLMF 5.15.8), psi'(x) = psi'(x + 1) + 1 / x**2 below, and for x < 0 the reflection
 * psi'(x) = pi**2 / sin(pi x)**2 - psi'(1 - x). PyTorch's own series is shorter: its numbers agree to about eight digits.
 *
 * @param x any number; inf at 0; as in PyTorch the other poles show a large finite number, since sin(pi x) is not 0 there
 * @returns psi'(x)
 * @see torch.polygamma
 */
export function trigamma(x: number): number {
  if (x < 0) return (Math.PI / Math.sin(Math.PI * x)) ** 2 - trigamma(1 - x);
  let sum = 0;
  for (; x < LARGE; x += 1) sum += 1 / (x * x);
  const y = 1 / (x * x);
  let series = 0;
  for (let k = BERNOULLI.length; k >= 1; k--) series = series * y + BERNOULLI[k - 1];
  return sum + 1 / x + y / 2 + (series * y) / x;
}

/**
 * Polygamma function, psi^(n)(x), the n-th derivative of digamma: (-1)**(n + 1) n! zeta(n + 1, x) for n >= 2.
 *
 * @param n order, an integer >= 0: digamma is 0, trigamma is 1
 * @param x any number
 * @returns psi^(n)(x)
 * @throws if n is negative, as PyTorch does
 * @see torch.polygamma
 */
export function polygamma(n: number, x: number): number {
  if (n < 0) throw new Error('polygamma(n, x) does not support negative n.');
  if (n === 0) return digamma(x);
  if (n === 1) return trigamma(x);
  let factorial = 1;
  for (let k = 2; k <= n && factorial < Infinity; k++) factorial *= k;
  return (n % 2 === 0 ? -factorial : factorial) * zeta(n + 1, x);
}
