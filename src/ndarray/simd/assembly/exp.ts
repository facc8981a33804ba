// The exponential and what is made of it.
//
// e^x = 2^k e^r with k = round(x / ln 2) and |r| <= ln(2) / 2. Then e^r - 1 = r + r^2 Q(r), where Q interpolates at the
// Chebyshev nodes of that interval. Adding 1.5 * 2^(mantissa bits) rounds to an integer and leaves it in the low bits,
// so that one shift makes the float 2^k of it.
import { real } from './real';
import { Double, inDouble, fma, nfma, splat, signBit, atMost, atLeast } from './vec';

// @ts-ignore: decorator
@inline const LN2: f64 = 0.6931471805599453;
// @ts-ignore: decorator
@inline const LOG2E: f64 = 1.4426950408889634;
/** `expScaled` gives e^x times 2 to this power, so that the result is no subnormal. */
// @ts-ignore: decorator
@inline export function scaleBits<T>(): i32 { return sizeof<T>() == 4 ? 32 : 64; }
/** 2 ** scaleBits. */
// @ts-ignore: decorator
@inline export function scale<T>(): v128 { return splat<T>(sizeof<T>() == 4 ? 4294967296.0 : 18446744073709551616.0); }
/** 2 ** -scaleBits. */
// @ts-ignore: decorator
@inline export function unscale<T>(): v128 {
  return splat<T>(sizeof<T>() == 4 ? 2.3283064365386963e-10 : 5.421010862427522e-20);
}

// @ts-ignore: decorator
@inline function magic<T>(): f64 { return sizeof<T>() == 4 ? 12582912.0 : 6755399441055744.0; }
// @ts-ignore: decorator
@inline function bias<T>(): i32 { return sizeof<T>() == 4 ? 127 : 1023; }

/** 2 ** (k + offset) from magic + k, as its bits lie there. */
// @ts-ignore: decorator
@inline export function power<T>(rounded: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shl(rounded, 23) : i64x2.shl(rounded, 52);
}

/** x - k ln 2, with ln 2 in two parts so that the first product is exact. */
// @ts-ignore: decorator
@inline function remainder<T>(x: v128, k: v128): v128 {
  if (sizeof<T>() == 4) return nfma<T>(k, splat<T>(-2.12194440e-4), nfma<T>(k, splat<T>(0.693359375), x));
  return nfma<T>(k, splat<T>(1.90821492927058770002e-10), nfma<T>(k, splat<T>(6.93147180369123816490e-1), x));
}

/** e^r - 1 for |r| <= ln(2) / 2. */
// @ts-ignore: decorator
@inline function expm1Core<T>(r: v128): v128 {
  let q: v128;
  if (sizeof<T>() == 4) {
    q = fma<T>(splat<T>(0.00139264006), r, splat<T>(0.00836335309));
    q = fma<T>(q, r, splat<T>(0.0416665524));
    q = fma<T>(q, r, splat<T>(0.166665763));
  } else if (sizeof<real>() == 4) {
    // doubles on the way to an f32
    q = fma<T>(splat<T>(0.000198912799526017), r, splat<T>(0.0013933910353940131));
    q = fma<T>(q, r, splat<T>(0.008333310664235417));
    q = fma<T>(q, r, splat<T>(0.04166646257283667));
    q = fma<T>(q, r, splat<T>(0.1666666668188549));
  } else {
    q = fma<T>(splat<T>(2.091490745304636e-9), r, splat<T>(2.5105525761140995e-8));
    q = fma<T>(q, r, splat<T>(2.7557273111810967e-7));
    q = fma<T>(q, r, splat<T>(2.7557254656202336e-6));
    q = fma<T>(q, r, splat<T>(2.4801587325967827e-5));
    q = fma<T>(q, r, splat<T>(0.0001984126987540889));
    q = fma<T>(q, r, splat<T>(0.0013888888888883629));
    q = fma<T>(q, r, splat<T>(0.008333333333325966));
    q = fma<T>(q, r, splat<T>(0.04166666666666667));
    q = fma<T>(q, r, splat<T>(0.1666666666666667));
  }
  return fma<T>(v128.mul<T>(r, r), fma<T>(q, r, splat<T>(0.5)), r);
}

/** p 2^k in two steps, so that neither overflows before the product does nor is a subnormal rounded twice. */
// @ts-ignore: decorator
@inline function timesPower<T>(p: v128, rounded: v128): v128 {
  if (sizeof<T>() == 4) {
    const k = i32x4.sub(rounded, f32x4.splat(<f32>magic<f32>())), half = i32x4.shr_s(k, 1), b = i32x4.splat(127);
    return f32x4.mul(f32x4.mul(p, i32x4.shl(i32x4.add(half, b), 23)), i32x4.shl(i32x4.add(i32x4.sub(k, half), b), 23));
  }
  const k = i64x2.sub(rounded, f64x2.splat(magic<f64>())), half = i64x2.shr_s(k, 1), b = i64x2.splat(1023);
  return f64x2.mul(f64x2.mul(p, i64x2.shl(i64x2.add(half, b), 52)), i64x2.shl(i64x2.add(i64x2.sub(k, half), b), 52));
}

// @ts-ignore: decorator
@inline export function vexp<T>(x: v128): v128 {
  x = atLeast<T>(atMost<T>(x, splat<T>(sizeof<T>() == 4 ? 89.0 : 710.0)), splat<T>(sizeof<T>() == 4 ? -104.0 : -746.0));
  const m = splat<T>(magic<T>()), rounded = fma<T>(x, splat<T>(LOG2E), m);
  const p = v128.add<T>(expm1Core<T>(remainder<T>(x, v128.sub<T>(rounded, m))), splat<T>(1));
  return timesPower<T>(p, rounded);
}

// @ts-ignore: decorator
@inline export function vexp2<T>(x: v128): v128 {
  x = atLeast<T>(atMost<T>(x, splat<T>(sizeof<T>() == 4 ? 129.0 : 1025.0)),
      splat<T>(sizeof<T>() == 4 ? -151.0 : -1076.0));
  const m = splat<T>(magic<T>()), rounded = v128.add<T>(x, m);
  const r = v128.mul<T>(v128.sub<T>(x, v128.sub<T>(rounded, m)), splat<T>(LN2));
  return timesPower<T>(v128.add<T>(expm1Core<T>(r), splat<T>(1)), rounded);
}

// e^x 2^scaleBits for x <= 0, without subnormals down to where x e^x vanishes: power(rounded) (1 + expm1Rest(x,
// rounded, 0)).

/** What `power` takes, for x not below the least argument (then its last bits are another k). */
// @ts-ignore: decorator
@inline export function roundedScaled<T>(x: v128): v128 {
  return fma<T>(x, splat<T>(LOG2E), splat<T>(magic<T>() + bias<T>() + scaleBits<T>()));
}
/** e^r - 1 for what remains of x + tail, tail tiny. */
// @ts-ignore: decorator
@inline export function expm1Rest<T>(x: v128, rounded: v128, tail: v128): v128 {
  const k = v128.sub<T>(rounded, splat<T>(magic<T>() + bias<T>() + scaleBits<T>()));
  return expm1Core<T>(v128.add<T>(remainder<T>(x, k), tail));
}
// @ts-ignore: decorator
@inline export function expScaled<T>(x: v128): v128 {
  x = atLeast<T>(x, splat<T>(sizeof<T>() == 4 ? -109.5 : -752.0));
  const rounded = roundedScaled<T>(x), k = v128.sub<T>(rounded, splat<T>(magic<T>() + bias<T>() + scaleBits<T>()));
  return v128.mul<T>(v128.add<T>(expm1Core<T>(remainder<T>(x, k)), splat<T>(1)), power<T>(rounded));
}

/** e^x - 1 = 2 (h p + (h - 1/2)) with h = 2^(k-1), p = e^r - 1. */
// @ts-ignore: decorator
@inline export function vexpm1(x: v128): v128 {
  const y = atLeast<real>(atMost<real>(x, splat<real>(sizeof<real>() == 4 ? 89.0 : 710.0)), splat<real>(-40));
  const m = splat<real>(magic<real>() + bias<real>() - 1), rounded = fma<real>(y, splat<real>(LOG2E), m);
  const p = expm1Core<real>(remainder<real>(y, v128.sub<real>(rounded, m))), h = power<real>(rounded);
  const half = fma<real>(h, p, v128.sub<real>(h, splat<real>(0.5)));
  const tiny = v128.lt<real>(v128.abs<real>(x), splat<real>(sizeof<real>() == 4 ? 1e-9 : 1e-17));
  // e^x - 1 = x, with its sign
  return v128.bitselect(x, v128.add<real>(half, half), tiny);
}

/**
 * tanh x = (e^2|x| - 1) / (e^2|x| + 1) with the sign of x: without cancellation, because the numerator is computed as
 * such. That of f32 is computed in double precision, so that nearly every result is the nearest float.
 */
@final class Tanh extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    const y = atMost<f64>(f64x2.abs(f64x2.add(x, x)), f64x2.splat(39));
    const m = f64x2.splat(magic<f64>() + bias<f64>()), rounded = fma<f64>(y, f64x2.splat(LOG2E), m);
    const s = power<f64>(rounded), r = remainder<f64>(y, f64x2.sub(rounded, m));
    const em1 = fma<f64>(s, expm1Core<f64>(r), f64x2.sub(s, f64x2.splat(1)));
    return v128.or(f64x2.div(em1, f64x2.add(em1, f64x2.splat(2))), v128.and(x, signBit<f64>()));
  }
}
// @ts-ignore: decorator
@inline export function vtanh(x: v128): v128 { return inDouble<Tanh>(x); }

/** e^x of f32 for x >= -60, rounded as in PyTorch, which takes it from SLEEF: the same polynomial in fused steps. */
// @ts-ignore: decorator
@inline function expAsSleef(x: v128): v128 {
  const m = f32x4.splat(12582912.0), y = atMost<f32>(x, f32x4.splat(104));
  const rounded = f32x4.add(f32x4.mul(y, f32x4.splat(1.44269504)), m), k = f32x4.sub(rounded, m);
  const r = nfma<f32>(k, f32x4.splat(1.42860677e-6), nfma<f32>(k, f32x4.splat(0.693145752), y));
  let p = fma<f32>(f32x4.splat(0.000198527618), r, f32x4.splat(0.00139304355));
  p = fma<f32>(p, r, f32x4.splat(0.00833336078));
  p = fma<f32>(p, r, f32x4.splat(0.0416664854));
  p = fma<f32>(p, r, f32x4.splat(0.166666672));
  p = fma<f32>(p, r, f32x4.splat(0.5));
  return timesPower<f32>(f32x4.add(f32x4.splat(1), fma<f32>(f32x4.mul(r, r), p, r)), rounded);
}

/**
 * The sigmoid 1 / (1 + e^-x): of f32 in PyTorch's own steps, of f64 as e^x / (1 + e^x) for negative x, where only that
 * keeps its digits.
 */
// @ts-ignore: decorator
@inline export function vsigmoid(x: v128): v128 {
  const one = splat<real>(1);
  if (sizeof<real>() == 4) {
    return f32x4.div(one, f32x4.add(one, expAsSleef(atLeast<f32>(f32x4.neg(x), f32x4.splat(-60)))));
  }
  const e = expScaled<real>(v128.or(x, signBit<real>()));
  const numerator = v128.bitselect(e, scale<real>(), v128.lt<real>(x, splat<real>(0)));
  return v128.mul<real>(v128.div<real>(numerator, fma<real>(e, unscale<real>(), one)), unscale<real>());
}

/**
 * x sigmoid(x) = u x / (u + u e^-x), where u keeps e^-x finite for very negative x and is 1 elsewhere; NaN at -infinity
 * as in PyTorch.
 */
// @ts-ignore: decorator
@inline export function vsilu(x: v128): v128 {
  const far = v128.lt<real>(x, splat<real>(-64)), u = v128.bitselect(unscale<real>(), splat<real>(1), far);
  const factor = atLeast<real>(x, splat<real>(sizeof<real>() == 4 ? -109.5 : -752.0)); // beyond, the result is -0
  const y = atLeast<real>(v128.neg<real>(factor), splat<real>(sizeof<real>() == 4 ? -87.0 : -708.0));
  const m = splat<real>(magic<real>() + bias<real>()), rounded = fma<real>(y, splat<real>(LOG2E), m);
  const p = v128.add<real>(expm1Core<real>(remainder<real>(y, v128.sub<real>(rounded, m))), splat<real>(1));
  const shift = v128.and(far, sizeof<real>() == 4 ? i32x4.splat(32) : i64x2.splat(64));
  const e = v128.mul<real>(p, power<real>(sizeof<real>() == 4 ? i32x4.sub(rounded, shift) : i64x2.sub(rounded, shift)));
  return v128.or(v128.div<real>(v128.mul<real>(factor, u), v128.add<real>(u, e)),
      v128.eq<real>(x, splat<real>(-Infinity)));
}
