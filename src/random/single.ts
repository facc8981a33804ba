/**
 * The logarithm, sine and cosine in single precision with which PyTorch's vectorised kernel draws normal samples.
 *
 * The polynomials are those of Moshier's Cephes library (`logf`, `sinf`, `cosf`, 1992). Each step is rounded to a single
 * where the processor rounds, after a multiplication and the addition fused with it, so the results agree to the last
 * bit. A product of two singles is exact in double precision; hence `f(a * b + c)` is a fused multiply-add.
 */
const f = Math.fround;

const SQRT_HALF_BITS = f(Math.SQRT1_2) * 2 ** 25;
/** log 2 in two parts, of which the first has few bits, so that its multiples are exact. */
const LOG_2_HIGH = f(0.693359375);
const LOG_2_LOW = f(-2.1219444e-4);

const L0 = f(7.0376836292e-2);
const L1 = f(-1.151461031e-1);
const L2 = f(1.167699874e-1);
const L3 = f(-1.2420140846e-1);
const L4 = f(1.4249322787e-1);
const L5 = f(-1.6668057665e-1);
const L6 = f(2.0000714765e-1);
const L7 = f(-2.4999993993e-1);
const L8 = f(3.3333331174e-1);

/**
 * log u for u = k·2^-24 with a whole k in [1, 2^24]: with u = (1 + x)·2^e and √½ ≤ 1 + x < √2 it is
 * `e·log 2 + x - x²/2 + x³·p(x)`.
 */
export function logOfUniform(u: number): number {
  const k = u * 2 ** 24;
  const zeros = Math.clz32(k);
  const mantissa = k << (zeros - 7); // 25 bits, for [½, 1)
  const low = (mantissa - SQRT_HALF_BITS) >>> 31;
  const m = (mantissa << low) * 2 ** -25;
  const e = 8 - zeros - low;
  const x = m - 1;
  const xx = f(x * x);
  let p = f(L0 * x + L1);
  p = f(p * x + L2);
  p = f(p * x + L3);
  p = f(p * x + L4);
  p = f(p * x + L5);
  p = f(p * x + L6);
  p = f(p * x + L7);
  p = f(p * x + L8);
  p = f(f(p * x) * xx + f(e * LOG_2_LOW));
  p = f(p - 0.5 * xx);
  return f(e * LOG_2_HIGH + f(x + p));
}

const FOUR_OVER_PI = f(4 / Math.PI);
/** π/4 in three parts, of which the first two have few bits, so that their multiples are exact. */
const QUARTER_PI_1 = f(0.78515625);
const QUARTER_PI_2 = f(2.4187564849853515625e-4);
const QUARTER_PI_3 = f(3.774894977445941e-8);

const C0 = f(2.443315711809948e-5);
const C1 = f(-1.388731625493765e-3);
const C2 = f(4.166664568298827e-2);
const S0 = f(-1.9515295891e-4);
const S1 = f(8.3321608736e-3);
const S2 = f(-1.6666654611e-1);

/** The even number of eighths of a turn that is nearest to an angle θ ≥ 0. */
export function octantOf(theta: number): number {
  return (f(theta * FOUR_OVER_PI) + 1) & ~1;
}

/** What is left of an angle after so many eighths of a turn, in about [-π/4, π/4]. */
export function reduced(theta: number, octant: number): number {
  return f(f(f(theta - octant * QUARTER_PI_1) - octant * QUARTER_PI_2) - octant * QUARTER_PI_3);
}

/** sin x = x + x³·p(x²) for |x| ≤ π/4. */
export function sinReduced(x: number): number {
  const xx = f(x * x);
  const p = f(f(S0 * xx + S1) * xx + S2);
  return f(f(p * xx) * x + x);
}

/** cos x = 1 - x²/2 + x⁴·p(x²) for |x| ≤ π/4. */
export function cosReduced(x: number): number {
  const xx = f(x * x);
  const p = f(f(C0 * xx + C1) * xx + C2);
  return f(f(f(p * xx) * xx - 0.5 * xx) + 1);
}
