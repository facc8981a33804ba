// Logarithms.
//
// x = 2^k m with m in [sqrt(1/2), sqrt(2)), f = m - 1, s = f / (2 + f): log m = log((1 + s) / (1 - s)) = 2 s + s
// R(s^2), which is summed as f - (f^2/2 - s (f^2/2 + R)) because f is exact.
import { real, word } from './real';
import { SINGLE, all, ints, add, sub, mul, div, madd, eq, lt, pick } from './vec';

// @ts-ignore: decorator
@inline const MAGIC: f64 = SINGLE ? 12582912.0 : 6755399441055744.0;
// @ts-ignore: decorator
@inline const LN2_HI: f64 = SINGLE ? 0.693359375 : 6.93147180369123816490e-1;
// @ts-ignore: decorator
@inline const LN2_LO: f64 = SINGLE ? -2.12194440e-4 : 1.90821492927058770002e-10;

/** The bits of x less those of sqrt(1/2): their upper part is k. */
// @ts-ignore: decorator
@inline function exponent(x: v128): v128 {
  if (SINGLE) return i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  return i64x2.shr_s(i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd)), 52);
}
// @ts-ignore: decorator
@inline function mantissa(x: v128, k: v128): v128 {
  return v128.sub<word>(x, SINGLE ? i32x4.shl(k, 23) : i64x2.shl(k, 52));
}
/** A small integer as a float. */
// @ts-ignore: decorator
@inline function toFloat(k: v128): v128 { return sub(v128.add<word>(k, all(MAGIC)), all(MAGIC)); }

/** s^2 R: what log m needs beyond f and f^2/2. */
// @ts-ignore: decorator
@inline function tail(s: v128): v128 {
  const z = mul(s, s);
  let r: v128;
  if (SINGLE) {
    r = madd(all(0.233321682), z, all(0.28550759));
    r = madd(r, z, all(0.400001228));
    r = madd(r, z, all(0.666666687));
  } else {
    r = madd(all(0.14618462083842487), z, all(0.15331558670318968));
    r = madd(r, z, all(0.18182894030543456));
    r = madd(r, z, all(0.2222221106741939));
    r = madd(r, z, all(0.2857142862638853));
    r = madd(r, z, all(0.39999999999898594));
    r = madd(r, z, all(0.666666666666667));
  }
  return mul(z, r);
}

/** log x = -inf at 0, NaN below, inf at inf, and `y` elsewhere. */
// @ts-ignore: decorator
@inline function specials(x: v128, y: v128): v128 {
  y = pick(eq(x, all(Infinity)), x, y);
  y = pick(eq(x, all(0)), all(-Infinity), y);
  return v128.or(y, v128.not(v128.ge<real>(x, all(0))));
}

// @ts-ignore: decorator
@inline const TINY: f64 = SINGLE ? 1.1754943508222875e-38 : 2.2250738585072014e-308;
// @ts-ignore: decorator
@inline const LIFT: f64 = SINGLE ? 33554432 : 18014398509481984;
// @ts-ignore: decorator
@inline const LIFT_BITS: i32 = SINGLE ? 25 : 54;

// @ts-ignore: decorator
@inline export function vlog(x: v128): v128 {
  const subnormal = lt(x, all(TINY)), u = pick(subnormal, mul(x, all(LIFT)), x);
  const e = exponent(u), f = sub(mantissa(u, e), all(1));
  const k = sub(toFloat(e), v128.and(subnormal, all(LIFT_BITS)));
  const s = div(f, add(f, all(2))), half = mul(mul(f, all(0.5)), f);
  const low = madd(s, add(half, tail(s)), mul(k, all(LN2_LO)));
  return specials(x, madd(k, all(LN2_HI), sub(f, sub(half, low))));
}

/** log(1 + x): the rounding error of u = 1 + x comes back as a correction c / u. */
// @ts-ignore: decorator
@inline export function vlog1p(x: v128): v128 {
  const u = add(x, all(1)), e = exponent(u), f = sub(mantissa(u, e), all(1)), k = toFloat(e);
  const c = div(pick(lt(u, all(2)), sub(x, sub(u, all(1))), sub(all(1), sub(u, x))), u);
  const s = div(f, add(f, all(2))), half = mul(mul(f, all(0.5)), f);
  const low = madd(s, add(half, tail(s)), madd(k, all(LN2_LO), c));
  const y = madd(k, all(LN2_HI), sub(f, sub(half, low)));
  return pick(eq(x, all(0)), x, specials(u, y));
}

/** k log_b(2) + log(m) / log(b), where the constants and the leading part of log m come in two parts. */
// @ts-ignore: decorator
@inline function logBase(x: v128, twoHi: f64, twoLo: f64, scaleHi: f64, scaleLo: f64): v128 {
  const subnormal = lt(x, all(TINY)), u = pick(subnormal, mul(x, all(LIFT)), x);
  const e = exponent(u), f = sub(mantissa(u, e), all(1));
  const k = sub(toFloat(e), v128.and(subnormal, all(LIFT_BITS)));
  const s = div(f, add(f, all(2))), half = mul(mul(f, all(0.5)), f);
  const hi = v128.and(sub(f, half), SINGLE ? ints(<word>0xfffff000) : ints(<word>0xffffffff00000000));
  const lo = add(sub(sub(f, hi), half), mul(s, add(half, tail(s))));
  const base = mul(k, all(twoHi)), lead = mul(hi, all(scaleHi)), sum = add(base, lead);
  let rest = add(mul(lo, all(scaleHi)), mul(add(lo, hi), all(scaleLo)));
  rest = add(add(rest, mul(k, all(twoLo))), add(sub(base, sum), lead));
  return specials(x, add(sum, rest));
}

// @ts-ignore: decorator
@inline export function vlog2(x: v128): v128 {
  if (SINGLE) return logBase(x, 1, 0, 1.4423828125, 0.00031222838896340733);
  return logBase(x, 1, 0, 1.4426946640014648, 3.768874985636099e-7);
}
// @ts-ignore: decorator
@inline export function vlog10(x: v128): v128 {
  if (SINGLE) return logBase(x, 0.301025390625, 4.605038981195214e-6, 0.4342041015625, 9.038034075182765e-5);
  return logBase(x, 0.30102999566361177, 3.694239077158931e-13, 0.4342944622039795, 1.9699272335463627e-8);
}
