// The error function and GELU, in double precision also for f32.
//
// The normal tail is P(X > z) = e^(-z^2/2) g(z). With t = (z - 4) / (z + 4), which maps z >= 0 to [-1, 1), g(z) (z + 1)
// is a polynomial in t that interpolates at the Chebyshev nodes; then erf x = 1 - 2 P(X > sqrt(2) x), gelu x = x P(X >
// -x).
import { SINGLE, Double, fma } from './vec';
import { expScaled, expm1Rest, power, roundedScaled } from './exp';

// @ts-ignore: decorator
@inline function c(x: f64): v128 { return f64x2.splat(x); }
// @ts-ignore: decorator
@inline const UNSCALE: f64 = 5.421010862427522e-20;

// @ts-ignore: decorator
@inline const CENTRE: f64 = SINGLE ? 0.47205320646663723 : 0.47205320650984467;
/** The polynomial is CENTRE + t slope(t). */
// @ts-ignore: decorator
@inline function slope(t: v128): v128 {
  let p: v128;
  if (SINGLE) {
    p = fma<f64>(c(-7.393246335296527e-5), t, c(-6.572075471926494e-5));
    p = fma<f64>(p, t, c(0.000691233524107501));
    p = fma<f64>(p, t, c(-0.000300497001199923));
    p = fma<f64>(p, t, c(-0.005002521082107255));
    p = fma<f64>(p, t, c(0.01793954810746936));
    p = fma<f64>(p, t, c(-0.032197728089079024));
    p = fma<f64>(p, t, c(0.02860002752194975));
    p = fma<f64>(p, t, c(0.013999630414195018));
    return fma<f64>(p, t, c(-0.09670346790909558));
  } else {
    p = fma<f64>(c(-2.704314951736068e-10), t, c(-1.3780563015609404e-9));
    p = fma<f64>(p, t, c(-8.213391047186326e-10));
    p = fma<f64>(p, t, c(8.502675739701277e-9));
    p = fma<f64>(p, t, c(1.7101186573340384e-8));
    p = fma<f64>(p, t, c(-2.369358305078861e-8));
    p = fma<f64>(p, t, c(-1.1126690970449082e-7));
    p = fma<f64>(p, t, c(5.1011020154713015e-9));
    p = fma<f64>(p, t, c(5.527614917072966e-7));
    p = fma<f64>(p, t, c(4.0227762740743523e-7));
    p = fma<f64>(p, t, c(-2.6135168557989074e-6));
    p = fma<f64>(p, t, c(-3.4313176032712188e-6));
    p = fma<f64>(p, t, c(1.3627135880250033e-5));
    p = fma<f64>(p, t, c(2.1249815915642466e-5));
    p = fma<f64>(p, t, c(-8.785325376925499e-5));
    p = fma<f64>(p, t, c(-9.443021365035498e-5));
    p = fma<f64>(p, t, c(0.0006948971156682069));
    p = fma<f64>(p, t, c(-0.00028562310227466415));
    p = fma<f64>(p, t, c(-0.005002378592046577));
    p = fma<f64>(p, t, c(0.01793609747993297));
    p = fma<f64>(p, t, c(-0.03219783742804023));
    p = fma<f64>(p, t, c(0.028600364053543485));
    p = fma<f64>(p, t, c(0.013999634724424616));
    return fma<f64>(p, t, c(-0.09670347732652575));
  }
}
// @ts-ignore: decorator
@inline function ratio(z: v128): v128 { return f64x2.div(f64x2.sub(z, c(4)), f64x2.add(z, c(4))); }
/** g(z), z >= 0. */
// @ts-ignore: decorator
@inline function tailFactor(z: v128): v128 {
  const t = ratio(z);
  return f64x2.div(fma<f64>(slope(t), t, c(CENTRE)), f64x2.add(z, c(1)));
}

/** erf(x) / x - 1 from z = x^2 <= 1. */
// @ts-ignore: decorator
@inline function erfSmall(z: v128): v128 {
  let p: v128;
  if (SINGLE) {
    p = fma<f64>(c(7.87587487e-5), z, c(-0.00080168643));
    p = fma<f64>(p, z, c(0.00518908724));
    p = fma<f64>(p, z, c(-0.0268542115));
    p = fma<f64>(p, z, c(0.112835944));
    p = fma<f64>(p, z, c(-0.37612626));
    return fma<f64>(p, z, c(0.128379166));
  }
  p = fma<f64>(c(-4.2309458242933425e-12), z, c(8.70904512905176e-11));
  p = fma<f64>(p, z, c(-1.2164560057283045e-9));
  p = fma<f64>(p, z, c(1.4792401209404742e-8));
  p = fma<f64>(p, z, c(-1.6364642158167608e-7));
  p = fma<f64>(p, z, c(1.6462045441468418e-6));
  p = fma<f64>(p, z, c(-1.4925647567519332e-5));
  p = fma<f64>(p, z, c(0.00012055332902888736));
  p = fma<f64>(p, z, c(-0.000854832702193483));
  p = fma<f64>(p, z, c(0.0052239776254232985));
  p = fma<f64>(p, z, c(-0.02686617064512984));
  p = fma<f64>(p, z, c(0.1128379167095512));
  p = fma<f64>(p, z, c(-0.37612638903183754));
  return fma<f64>(p, z, c(0.1283791670955126));
}

@final export class Erf extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    const a = f64x2.pmin(f64x2.abs(x), c(6)), z = f64x2.mul(a, a);
    const w = f64x2.mul(a, c(1.4142135623730951));
    const tail = f64x2.mul(tailFactor(w), expScaled<f64>(f64x2.neg(z)));
    const large = f64x2.sub(c(1), f64x2.mul(tail, c(2 * UNSCALE)));
    const y = v128.bitselect(fma<f64>(a, erfSmall(z), a), large, f64x2.lt(a, c(1)));
    return v128.or(y, v128.and(x, i64x2.splat(1 << 63)));
  }
}

/** z e^(-z^2/2) g(z) 2^64 = z P(X > z) 2^64 for z >= 0. */
// @ts-ignore: decorator
@inline function scaledTail(z: v128): v128 {
  if (SINGLE) return f64x2.mul(z, f64x2.mul(tailFactor(z), expScaled<f64>(f64x2.mul(f64x2.mul(z, z), c(-0.5)))));
  // In double precision nothing may be rounded twice. The coarse half of z makes z^2 / 2 and z + 1 exact; what it
  // leaves out is small and goes into the exponent: e^(-z^2/2) / (z + 1) = e^(-coarse^2/2) / (coarse + 1) e^low.
  const coarse = v128.and(z, i64x2.splat(0xfffffffff8000000)), fine = f64x2.sub(z, coarse),
      denominator = f64x2.add(coarse, c(1));
  const d = f64x2.div(fine, denominator), log1p = fma<f64>(f64x2.mul(d, d), c(-0.5), d);
  const low = f64x2.sub(f64x2.mul(f64x2.mul(fine, f64x2.add(z, coarse)), c(-0.5)), log1p);
  const exponent = f64x2.mul(f64x2.mul(coarse, coarse), c(-0.5)), rounded = roundedScaled<f64>(exponent);
  const em1 = expm1Rest<f64>(exponent, rounded, low);
  // p = CENTRE + t slope in two parts (the second with what CENTRE lacks), and p (1 + em1) summed from its largest term
  // down.
  const t = ratio(z), part = f64x2.mul(t, slope(t)), p = f64x2.add(c(CENTRE), part),
      rest = f64x2.add(f64x2.sub(part, f64x2.sub(p, c(CENTRE))), c(1.3640092791013877e-17));
  const zp = f64x2.mul(z, p), product = f64x2.add(zp, fma<f64>(zp, em1, f64x2.mul(z, fma<f64>(rest, em1, rest))));
  return f64x2.mul(f64x2.div(product, denominator), power<f64>(rounded));
}

/** x P(X <= x), NaN at -infinity as in PyTorch. */
@final export class Gelu extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    const tail = f64x2.mul(scaledTail(f64x2.pmin(f64x2.abs(x), c(38.78))), c(UNSCALE));
    const y = v128.bitselect(f64x2.neg(tail), f64x2.sub(x, tail), f64x2.lt(x, c(0)));
    return v128.or(v128.bitselect(x, y, f64x2.eq(x, c(0))), f64x2.eq(x, c(-Infinity)));
  }
}
