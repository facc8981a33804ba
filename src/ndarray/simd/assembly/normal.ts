// The error function and GELU, in double precision also for f32.
//
// The normal tail is P(X > z) = e^(-z^2/2) g(z). With t = (z - 4) / (z + 4), which maps z >= 0 to [-1, 1), g(z) (z + 1) is a
// polynomial in t that interpolates at the Chebyshev nodes; then erf x = 1 - 2 P(X > sqrt(2) x), gelu x = x P(X > -x).
import { SINGLE, Double, fma } from './vec';
import { expScaled, expScaledWithTail } from './exp';

// @ts-ignore: decorator
@inline function c(x: f64): v128 { return f64x2.splat(x); }
// @ts-ignore: decorator
@inline const UNSCALE: f64 = 5.421010862427522e-20;

/** g(z), z >= 0. */
// @ts-ignore: decorator
@inline function tailFactor(z: v128): v128 {
  const t = f64x2.div(f64x2.sub(z, c(4)), f64x2.add(z, c(4)));
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
    p = fma<f64>(p, t, c(-0.09670346790909558));
    p = fma<f64>(p, t, c(0.47205320646663723));
  } else {
    p = fma<f64>(c(-7.8834297333122e-10), t, c(-1.5424526770964864e-9));
    p = fma<f64>(p, t, c(6.243412401975432e-9));
    p = fma<f64>(p, t, c(1.7647147048336716e-8));
    p = fma<f64>(p, t, c(-1.991599345799603e-8));
    p = fma<f64>(p, t, c(-1.1099285937743473e-7));
    p = fma<f64>(p, t, c(1.4824819757561143e-9));
    p = fma<f64>(p, t, c(5.519827150216451e-7));
    p = fma<f64>(p, t, c(4.04468682479967e-7));
    p = fma<f64>(p, t, c(-2.6128941920124036e-6));
    p = fma<f64>(p, t, c(-3.432190033183663e-6));
    p = fma<f64>(p, t, c(1.3626864542511933e-5));
    p = fma<f64>(p, t, c(2.1250046101724165e-5));
    p = fma<f64>(p, t, c(-8.78531827495905e-5));
    p = fma<f64>(p, t, c(-9.443025317505525e-5));
    p = fma<f64>(p, t, c(0.0006948971044812629));
    p = fma<f64>(p, t, c(-0.0002856230980626015));
    p = fma<f64>(p, t, c(-0.005002378591041206));
    p = fma<f64>(p, t, c(0.01793609747967908));
    p = fma<f64>(p, t, c(-0.0321978374280858));
    p = fma<f64>(p, t, c(0.028600364053550688));
    p = fma<f64>(p, t, c(0.01399963472442541));
    p = fma<f64>(p, t, c(-0.0967034773265258));
    p = fma<f64>(p, t, c(0.47205320650984467));
  }
  return f64x2.div(p, f64x2.add(z, c(1)));
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
    const tail = f64x2.mul(tailFactor(f64x2.mul(a, c(1.4142135623730951))), expScaled<f64>(f64x2.neg(z)));
    const large = f64x2.sub(c(1), f64x2.mul(tail, c(2 * UNSCALE)));
    const y = v128.bitselect(fma<f64>(a, erfSmall(z), a), large, f64x2.lt(a, c(1)));
    return v128.or(y, v128.and(x, i64x2.splat(1 << 63)));
  }
}

/** x P(X <= x), NaN at -infinity as in PyTorch. */
@final export class Gelu extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    const z = f64x2.pmin(f64x2.abs(x), c(38.78)), coarse = v128.and(z, i64x2.splat(0xfffffffff8000000));
    const low = f64x2.mul(f64x2.mul(f64x2.sub(coarse, z), f64x2.add(z, coarse)), c(0.5));
    const e = expScaledWithTail<f64>(f64x2.mul(f64x2.mul(coarse, coarse), c(-0.5)), low), tail = f64x2.mul(tailFactor(z), e);
    const below = f64x2.mul(f64x2.mul(x, tail), c(UNSCALE)), above = f64x2.mul(x, fma<f64>(tail, c(-UNSCALE), c(1)));
    return v128.or(v128.bitselect(below, above, f64x2.lt(x, c(0))), f64x2.eq(x, c(-Infinity)));
  }
}
