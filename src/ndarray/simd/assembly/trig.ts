// Sine, cosine and tangent, in double precision also for f32.
//
// sin and cos of f32 are PyTorch's to the last bit: k = round(x / pi), r = x - k pi, and sin r is the odd polynomial of
// degree 9 that begins with r and has the least relative error, 6.1e-9, on |r| <= pi/2. So about one result in twenty is
// not the nearest float but its neighbour, by at most 0.6 units in the last place. For cos, k is a half-integer.
//
// Everything else:
// k = round(x 2/pi), r = x - k pi/2 with pi/2 in three parts whose products with k are exact; sin and cos of |r| <=
// pi/4 are polynomials that interpolate at the Chebyshev nodes, and the last two bits of k choose between them and
// their signs. Arguments too large for this, or too near to a multiple of pi/2, take the scalar functions of
// AssemblyScript's library.
import { SINGLE, Double, fma } from './vec';

// @ts-ignore: decorator
@inline const MAGIC: f64 = 6755399441055744.0;
// @ts-ignore: decorator
@inline const LARGE: f64 = 524288;

// @ts-ignore: decorator
@inline function c(x: f64): v128 { return f64x2.splat(x); }
// @ts-ignore: decorator
@inline function quadrant(x: v128): v128 { return f64x2.add(f64x2.mul(x, c(0.6366197723675814)), c(MAGIC)); }

/** x - k pi/2, and what it lacks in a second number: r = head + tail. */
// @ts-ignore: decorator
@inline function head(x: v128, k: v128): v128 {
  const t = f64x2.sub(x, f64x2.mul(k, c(1.57079632673412561417)));
  if (SINGLE) return f64x2.sub(t, f64x2.mul(k, c(6.07710050650619224932e-11)));
  return f64x2.sub(f64x2.sub(t, f64x2.mul(k, c(6.07710050630396597660e-11))),
      f64x2.mul(k, c(2.02226624879595063154e-21)));
}
// @ts-ignore: decorator
@inline function tail(x: v128, k: v128, r: v128): v128 {
  const t = f64x2.sub(x, f64x2.mul(k, c(1.57079632673412561417))), w = f64x2.mul(k, c(6.07710050630396597660e-11));
  const u = f64x2.sub(t, w), v = f64x2.mul(k, c(2.02226624879595063154e-21));
  return f64x2.sub(f64x2.add(f64x2.sub(f64x2.sub(t, u), w), f64x2.sub(u, r)), v);
}

// @ts-ignore: decorator
@inline function sinCore(r: v128, z: v128, low: v128): v128 {
  let s: v128;
  if (SINGLE) {
    s = fma<f64>(c(-0.00019587387068464046), z, c(0.008332745936380418));
    s = fma<f64>(s, z, c(-0.16666664650292082));
    return fma<f64>(f64x2.mul(r, z), s, r);
  }
  s = fma<f64>(c(1.5917848524808034e-10), z, c(-2.5051127944014184e-8));
  s = fma<f64>(s, z, c(2.755731608381636e-6));
  s = fma<f64>(s, z, c(-0.00019841269836722418));
  s = fma<f64>(s, z, c(0.008333333333330925));
  s = fma<f64>(s, z, c(-0.16666666666666666));
  return f64x2.add(r, fma<f64>(f64x2.mul(r, z), s, f64x2.mul(low, fma<f64>(z, c(-0.5), c(1)))));
}
// @ts-ignore: decorator
@inline function cosCore(r: v128, z: v128, low: v128): v128 {
  let s: v128;
  if (SINGLE) {
    s = fma<f64>(c(2.446311670243778e-5), z, c(-0.001388758397081767));
    s = fma<f64>(s, z, c(0.041666650548440196));
    s = fma<f64>(s, z, c(-0.49999999968871983));
    return fma<f64>(s, z, c(1));
  }
  s = fma<f64>(c(-1.1382456778061164e-11), z, c(2.087614382799313e-9));
  s = fma<f64>(s, z, c(-2.7557317260008837e-7));
  s = fma<f64>(s, z, c(2.480158729874307e-5));
  s = fma<f64>(s, z, c(-0.0013888888888887382));
  s = fma<f64>(s, z, c(0.041666666666666664));
  const half = f64x2.mul(z, c(0.5)), w = f64x2.sub(c(1), half);
  const rest = f64x2.sub(fma<f64>(f64x2.mul(z, z), s, f64x2.sub(f64x2.sub(c(1), w), half)), f64x2.mul(r, low));
  return f64x2.add(w, rest);
}

/** Whether a lane needs the scalar function; |r| only matters in double precision, where x may be that near. */
// @ts-ignore: decorator
@inline function hard(x: v128, r: v128): bool {
  const size = f64x2.abs(x);
  if (SINGLE) return v128.any_true(f64x2.gt(size, c(LARGE)));
  return v128.any_true(v128.or(f64x2.gt(size, c(LARGE)),
      v128.and(f64x2.lt(f64x2.abs(r), c(1e-12)), f64x2.gt(size, c(1)))));
}

// @ts-ignore: decorator
@inline function bitMask(t: v128, shift: i32): v128 { return i64x2.shr_s(i64x2.shl(t, 63 - shift), 63); }

/** (-1)^k sin(x - k pi) where `t` is MAGIC + k + half. */
// @ts-ignore: decorator
@inline function halfTurn(x: v128, t: v128, half: f64): v128 {
  const k = f64x2.sub(f64x2.sub(t, c(MAGIC)), c(half));
  // pi in three parts, of which the products of k with the first two are exact
  let r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, c(3.1415926534682512))), f64x2.mul(k, c(1.2154201012607932e-10)));
  r = f64x2.sub(r, f64x2.mul(k, c(4.044532497591901e-21)));
  const z = f64x2.mul(r, r);
  let s = fma<f64>(c(2.605780637969121e-6), z, c(-0.00019809602901938453));
  s = fma<f64>(s, z, c(0.008333066246082162));
  s = fma<f64>(s, z, c(-0.16666659550427756));
  return v128.xor(fma<f64>(f64x2.mul(r, z), s, r), i64x2.shl(t, 63));
}

@final export class Sin extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    if (SINGLE) {
      if (v128.any_true(f64x2.gt(f64x2.abs(x), c(LARGE)))) return f64x2(sin(f64x2.extract_lane(x, 0)), sin(f64x2.extract_lane(x, 1)));
      return v128.bitselect(x, halfTurn(x, f64x2.add(f64x2.mul(x, c(0.3183098861837907)), c(MAGIC)), 0), f64x2.lt(f64x2.abs(x), c(1e-9)));
    }
    const t = quadrant(x), k = f64x2.sub(t, c(MAGIC)), r = head(x, k);
    if (hard(x, r)) return f64x2(sin(f64x2.extract_lane(x, 0)), sin(f64x2.extract_lane(x, 1)));
    const low = SINGLE ? r : tail(x, k, r), z = f64x2.mul(r, r);
    const y = v128.bitselect(cosCore(r, z, low), sinCore(r, z, low), bitMask(t, 0));
    const signed = v128.xor(y, i64x2.shl(i64x2.shr_u(t, 1), 63));
    return v128.bitselect(x, signed, f64x2.lt(f64x2.abs(x), c(1e-9)));
  }
}
@final export class Cos extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    if (SINGLE) { // cos x = sin(x + pi / 2)
      if (v128.any_true(f64x2.gt(f64x2.abs(x), c(LARGE)))) return f64x2(cos(f64x2.extract_lane(x, 0)), cos(f64x2.extract_lane(x, 1)));
      return halfTurn(x, f64x2.add(f64x2.add(f64x2.mul(x, c(0.3183098861837907)), c(0.5)), c(MAGIC)), 0.5);
    }
    const t = quadrant(x), k = f64x2.sub(t, c(MAGIC)), r = head(x, k);
    if (hard(x, r)) return f64x2(cos(f64x2.extract_lane(x, 0)), cos(f64x2.extract_lane(x, 1)));
    const low = SINGLE ? r : tail(x, k, r), z = f64x2.mul(r, r);
    const y = v128.bitselect(sinCore(r, z, low), cosCore(r, z, low), bitMask(t, 0));
    return v128.xor(y, i64x2.shl(i64x2.shr_u(i64x2.add(t, i64x2.splat(1)), 1), 63));
  }
}
@final export class Tan extends Double {
  // @ts-ignore: decorator
  @inline two(x: v128): v128 {
    const t = quadrant(x), k = f64x2.sub(t, c(MAGIC)), r = head(x, k);
    if (hard(x, r)) return f64x2(tan(f64x2.extract_lane(x, 0)), tan(f64x2.extract_lane(x, 1)));
    const low = SINGLE ? r : tail(x, k, r), z = f64x2.mul(r, r), s = sinCore(r, z, low), co = cosCore(r, z, low);
    const odd = bitMask(t, 0);
    const y = f64x2.div(v128.bitselect(f64x2.neg(co), s, odd), v128.bitselect(s, co, odd));
    return v128.bitselect(x, y, f64x2.lt(f64x2.abs(x), c(1e-9)));
  }
}

function sin(x: f64): f64 { return NativeMath.sin(x); }
function cos(x: f64): f64 { return NativeMath.cos(x); }
function tan(x: f64): f64 { return NativeMath.tan(x); }
