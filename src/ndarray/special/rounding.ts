/**
 * Elementary functions that JavaScript's Math lacks or defines otherwise: rounding, remainders, the parts of a
 * floating-point number, logarithms with safe edges.
 */

/**
 * x rounded to the nearest integer, halves to the even one.
 *
 * @param x any number
 * @returns an integer; -0 for x in [-0.5, -0]
 * @see torch.round
 */
export function round(x: number): number {
  return Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}

/**
 * The fractional part, x - trunc(x), with the sign of x.
 *
 * @param x any number; nan at +-inf
 * @returns a number in (-1, 1)
 * @see torch.frac
 */
export function frac(x: number): number {
  return x - Math.trunc(x);
}

/**
 * Python's remainder a - b floor(a / b), which has the sign of the divisor.
 *
 * @param a dividend
 * @param b divisor; nan where it is 0
 * @returns a number between 0 and b; b itself where a is tiny and of the other sign
 * @see torch.remainder
 */
export function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/**
 * Python's floor division, floor(a / b), by way of the exact remainder: 1 // 0.1 is 9, although 1 / 0.1 is 10.
 *
 * @param a dividend
 * @param b divisor; where it is 0, a / b
 * @returns an integer, or nan where a is infinite
 * @see torch.floor_divide
 */
export function floor_divide(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return copysign(0, a / b);
  // (a - rest) / b is an integer up to rounding.
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** |magnitude| with the sign of `sign`, that of -0 too (torch.copysign). */
export function copysign(magnitude: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(magnitude) : Math.abs(magnitude);
}

/**
 * Heaviside step function: 0 for x < 0, 1 for x > 0, and `atZero` at 0.
 *
 * @param x any number; 0 at nan, as in PyTorch
 * @param atZero the value at 0
 * @see torch.heaviside
 */
export function heaviside(x: number, atZero: number): number {
  if (x === 0) return atZero;
  return x > 0 ? 1 : 0;
}

/**
 * Greatest common divisor, by Euclid's algorithm.
 *
 * @returns a bigint >= 0; gcd(0, 0) is 0
 * @see torch.gcd
 */
export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/**
 * Least common multiple, |a b| / gcd(a, b).
 *
 * @returns a bigint >= 0; 0 where a or b is 0
 * @see torch.lcm
 */
export function lcm(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  const multiple = (a / gcd(a, b)) * b;
  return multiple < 0n ? -multiple : multiple;
}

/**
 * Normalized sinc, sin(pi x) / (pi x), and 1 at 0.
 *
 * @param x any number; nan at +-inf. pi x is rounded, as in PyTorch, so that the zeros at integers are about 1e-17.
 * @see torch.sinc
 */
export function sinc(x: number): number {
  if (x === 0) return 1;
  const y = Math.PI * x;
  return Math.sin(y) / y;
}

/**
 * log(exp(a) + exp(b)) = max(a, b) + log1p(exp(-|a - b|)), which does not overflow.
 *
 * @see torch.logaddexp
 */
export function logaddexp(a: number, b: number): number {
  if (a === b && Math.abs(a) === Infinity) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/**
 * log2(2**a + 2**b) = max(a, b) + log2(1 + 2**-|a - b|), which does not overflow.
 *
 * @see torch.logaddexp2
 */
export function logaddexp2(a: number, b: number): number {
  if (a === b && Math.abs(a) === Infinity) return a;
  return Math.max(a, b) + Math.LOG2E * Math.log1p(2 ** -Math.abs(a - b));
}

/** x log(y), and 0 where x is 0, unless y is nan (torch.special.xlogy). */
export function xlogy(x: number, y: number): number {
  if (Number.isNaN(y)) return NaN;
  return x === 0 ? 0 : x * Math.log(y);
}

/** x log(1 + y), and 0 where x is 0, unless y is nan (torch.special.xlog1py). */
export function xlog1py(x: number, y: number): number {
  if (Number.isNaN(y)) return NaN;
  return x === 0 ? 0 : x * Math.log1p(y);
}

/**
 * The inverse of the logistic function, log(x / (1 - x)).
 *
 * @param x in [0, 1]; nan outside
 * @param eps if given, x is first clamped to [eps, 1 - eps]
 * @see torch.special.logit
 */
export function logit(x: number, eps?: number): number {
  let p = x;
  if (eps !== undefined) {
    if (x < eps) p = eps;
    else if (x > 1 - eps) p = 1 - eps;
  }
  return Math.log(p / (1 - p));
}

/** One number and its bits, read as an integer. */
const DOUBLE = new Float64Array(1);
const DOUBLE_BITS = new BigInt64Array(DOUBLE.buffer);
const SINGLE = new Float32Array(1);
const SINGLE_BITS = new Int32Array(SINGLE.buffer);

/**
 * The float64 next to x in the direction of y.
 *
 * @returns y where x equals y; nan where one of them is
 * @see torch.nextafter
 */
export function nextafter(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return copysign(Number.MIN_VALUE, y);
  DOUBLE[0] = x;
  DOUBLE_BITS[0] += x < y === x > 0 ? 1n : -1n;
  return DOUBLE[0];
}

/**
 * The float32 next to x in the direction of y, both of them float32 numbers.
 *
 * @returns y where x equals y; nan where one of them is
 * @see torch.nextafter
 */
export function nextafter_float32(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return copysign(2 ** -149, y);
  SINGLE[0] = x;
  SINGLE_BITS[0] += x < y === x > 0 ? 1 : -1;
  return SINGLE[0];
}

/**
 * x times 2**exponent, computed as that product: 2**exponent may overflow where the result would not, as in PyTorch.
 *
 * @see torch.ldexp
 */
export function ldexp(x: number, exponent: number): number {
  return x * 2 ** exponent;
}

/**
 * The mantissa and exponent of x = mantissa * 2**exponent, with 1/2 <= |mantissa| < 1.
 *
 * @returns [x, 0] where x is 0, infinite or nan
 * @see torch.frexp
 */
export function frexp(x: number): [mantissa: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const subnormal = Math.abs(x) < 2 ** -1022;
  DOUBLE[0] = subnormal ? x * 2 ** 54 : x;
  const biased = Number((DOUBLE_BITS[0] >> 52n) & 0x7ffn);
  DOUBLE_BITS[0] += BigInt(1022 - biased) << 52n;
  return [DOUBLE[0], biased - 1022 - (subnormal ? 54 : 0)];
}

/**
 * sqrt(x * x + y * y) without overflow or underflow of the squares.
 *
 * @returns a number >= 0; inf where one of x and y is infinite, even beside nan
 * @see torch.hypot
 */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  if (a === Infinity || b === Infinity) return Infinity;
  const larger = Math.max(a, b);
  if (larger === 0) return 0;
  const ratio = Math.min(a, b) / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
}
