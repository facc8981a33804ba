/**
 * The error function and its relatives: the normal distribution's cumulative distribution function, and their inverses.
 *
 * Two expansions carry the family: the Maclaurin series of erf where |x| < 1, and the midpoint rule on the integral of
 * erfcx elsewhere. The rest is identities that keep small results away from subtractions.
 */

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

/** Coefficients of y**k in erf(x) / (2x / sqrt(pi)) with y = x * x: (-1)**k / (k! (2k + 1)). */
const ERF_SERIES = (() => {
  const coefficients: number[] = [];
  let inverseFactorial = 1;
  for (let k = 0; k < 19; k++) {
    coefficients.push(inverseFactorial / (2 * k + 1));
    inverseFactorial /= -(k + 1);
  }
  return Float64Array.from(coefficients);
})();

/** Midpoints t = (j + 1/2) / 2 of the integral of erfcx: their squares, and h / pi * exp(-t * t) with h = 1/2. */
const MIDPOINTS = Array.from({ length: 13 }, (_, j) => (j + 0.5) / 2);
const MIDPOINT_SQUARES = Float64Array.from(MIDPOINTS, (t) => t * t);
const MIDPOINT_WEIGHTS = Float64Array.from(MIDPOINTS, (t) => Math.exp(-t * t) / Math.PI);

/** exp(-x * x): rounding x * x alone would cost up to 700 units in the last place, so its rounding error is put back. */
function expMinusSquare(x: number): number {
  const square = x * x;
  if (square > 746) return 0;
  const high = Math.fround(x);
  const low = x - high;
  const lost = high * high - square + 2 * high * low + low * low;
  return Math.exp(-square) * (1 - lost);
}

/** erf(x) for |x| <= 1, by its Maclaurin series in x * x (19 terms; DLMF 7.6.1). */
function erfSeries(x: number): number {
  const y = x * x;
  let sum = 0;
  for (let k = ERF_SERIES.length - 1; k >= 0; k--) sum = sum * y + ERF_SERIES[k];
  return TWO_OVER_SQRT_PI * x * sum;
}

/**
 * erfcx(x) for x >= 0, by the midpoint rule on (2x / pi) * integral of exp(-t * t) / (t * t + x * x) over t > 0.
 * With step 1/2 the rule is off by exp(-4 pi**2), once the pole at t = ix is accounted for where it lies within pi / h.
 * Chiarella & Reichel, "On the evaluation of integrals related to the error function", Math. Comp. 22 (1968).
 */
function erfcxPositive(x: number): number {
  const inverse = 1 / x;
  let sum = 0;
  for (let j = 0; j < MIDPOINT_SQUARES.length; j++) sum += MIDPOINT_WEIGHTS[j] / (MIDPOINT_SQUARES[j] * inverse + x);
  return x < 2 * Math.PI ? sum + (2 * Math.exp(x * x)) / (1 + Math.exp(4 * Math.PI * x)) : sum;
}

/**
 * Error function, erf(x) = 2 / sqrt(pi) * integral of exp(-t * t) from 0 to x.
 *
 * Maclaurin series where |x| < 1; 1 - exp(-x * x) erfcx(x) elsewhere.
 *
 * @param x any number; erf(+-inf) is +-1
 * @returns a number in [-1, 1], with the sign of x (of zero too)
 * @see torch.special.erf
 */
export function erf(x: number): number {
  if (Math.abs(x) < 1) return erfSeries(x);
  if (x > 6) return 1;
  if (x < -6) return -1;
  return x < 0 ? expMinusSquare(x) * erfcxPositive(-x) - 1 : 1 - expMinusSquare(x) * erfcxPositive(x);
}

/**
 * Complementary error function, erfc(x) = 1 - erf(x), without the cancellation where x is large.
 *
 * 1 - erf(x) where |x| < 1/2; exp(-x * x) erfcx(x) for larger x, and 2 - erfc(-x) for smaller.
 *
 * @param x any number
 * @returns a number in [0, 2]
 * @see torch.special.erfc
 */
export function erfc(x: number): number {
  if (Math.abs(x) < 0.5) return 1 - erfSeries(x);
  return x < 0 ? 2 - erfc(-x) : expMinusSquare(x) * erfcxPositive(x);
}

/**
 * Scaled complementary error function, erfcx(x) = exp(x * x) erfc(x), which stays finite where erfc underflows.
 *
 * Midpoint rule on its integral for x >= 0 (Chiarella & Reichel 1968); 2 exp(x * x) - erfcx(-x) for x < 0.
 *
 * @param x any number; erfcx(-inf) is inf, erfcx(inf) is 0
 * @returns a number > 0; about 1 / (x sqrt(pi)) for large x
 * @see torch.special.erfcx
 */
export function erfcx(x: number): number {
  if (x >= 0) return erfcxPositive(x);
  if (x < -27) return Infinity;
  return 2 / expMinusSquare(x) - erfcxPositive(-x);
}

/**
 * The x >= 0 with erf(x) = y and erfc(x) = q, for y in [0, 1) and q = 1 - y, each given as exactly as it is known.
 *
 * Winitzki's approximation (within 0.2 percent), then Halley steps: on erf(x) - y in the middle, on log erfc(x) - log q
 * in the tail, where it is almost a parabola.
 */
function inverseErfPositive(y: number, q: number): number {
  const a = 0.147;
  const l = Math.log(q * (2 - q));
  const b = 2 / (Math.PI * a) + l / 2;
  let x = y < 1e-3 ? y / TWO_OVER_SQRT_PI : Math.sqrt(Math.sqrt(b * b - l / a) - b);
  for (let step = 0; step < 3; step++) {
    if (y < 0.5) {
      const newton = (erf(x) - y) / (TWO_OVER_SQRT_PI * expMinusSquare(x));
      x -= newton / (1 + x * newton);
    } else {
      // f = log erfc(x) - log q has f' = -g and f'' = g (2x - g), where g = 2 / (sqrt(pi) erfcx(x)).
      const scaled = erfcxPositive(x);
      const g = TWO_OVER_SQRT_PI / scaled;
      const newton = (Math.log(q) - Math.log(scaled) + x * x) / g;
      x -= newton / (1 + (newton * (2 * x - g)) / 2);
    }
  }
  return x;
}

/**
 * Inverse error function: the x with erf(x) = y.
 *
 * Winitzki, "A handy approximation for the error function and its inverse" (2008), refined by Halley's method.
 *
 * @param y in [-1, 1]; +-1 give +-inf
 * @returns x, or nan outside [-1, 1]
 * @see torch.special.erfinv
 */
export function erfinv(y: number): number {
  const magnitude = Math.abs(y);
  if (!(magnitude < 1)) return magnitude === 1 ? y * Infinity : NaN;
  const x = inverseErfPositive(magnitude, 1 - magnitude);
  return y < 0 || Object.is(y, -0) ? -x : x;
}

/**
 * Standard normal cumulative distribution function, Phi(x) = erfc(-x / sqrt(2)) / 2.
 *
 * PyTorch takes (1 + erf(x / sqrt(2))) / 2, whose lower tail has an absolute error of 1e-16; this one keeps its digits.
 *
 * @param x any number
 * @returns a probability in [0, 1]
 * @see torch.special.ndtr
 */
export function ndtr(x: number): number {
  const z = x * Math.SQRT1_2;
  return Math.abs(z) < Math.SQRT1_2 ? 0.5 + 0.5 * erf(z) : 0.5 * erfc(-z);
}

/**
 * Inverse of the standard normal cumulative distribution function: the x with Phi(x) = p, that is sqrt(2) erfinv(2p - 1).
 *
 * Small p enters through erfc, so that the lower tail is exact down to the smallest numbers.
 *
 * @param p in [0, 1]; 0 gives -inf and 1 gives inf
 * @returns x, or nan outside [0, 1]
 * @see torch.special.ndtri
 */
export function ndtri(p: number): number {
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (!(p > 0 && p < 1)) return NaN;
  if (p >= 0.25) return p > 0.75 ? -ndtri(1 - p) : Math.SQRT2 * erfinv(2 * p - 1);
  return -Math.SQRT2 * inverseErfPositive(1 - 2 * p, 2 * p);
}

/**
 * Logarithm of the standard normal cumulative distribution function, log Phi(x), finite far below where Phi underflows.
 *
 * log(erfcx(-x / sqrt(2)) / 2) - x * x / 2 for x < -1; log1p(-erfc(x / sqrt(2)) / 2) elsewhere.
 *
 * @param x any number
 * @returns a number <= 0
 * @see torch.special.log_ndtr
 */
export function log_ndtr(x: number): number {
  const z = x * Math.SQRT1_2;
  return x < -1 ? Math.log(erfcx(-z) / 2) - z * z : Math.log1p(-erfc(z) / 2);
}
