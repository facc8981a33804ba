// Pointwise kernels of three operands, and the derivatives that are products of two. o may be any of the operands.
import { real } from './real';
import { SINGLE, LANES, all, add, sub, mul, div, madd, nfma, lt, pick, get, getPart, put, putPart, spread } from './vec';
import { Binary, zip } from './loops';

abstract class Ternary { abstract of(a: v128, b: v128, c: v128, s: v128): v128; }

/** o[i] = f(a[i], b[i], c[i]; s); with `two`, of a and b alone. */
// @ts-ignore: decorator
@inline function zip3<F extends Ternary>(a: usize, b: usize, c: usize, s: real, o: usize, n: i32, two: bool): void {
  const f = changetype<F>(0), scalar = spread(s);
  for (; n >= LANES; n -= LANES, a += 16, b += 16, c += 16, o += 16) {
    const y = get(b);
    put(o, f.of(get(a), y, two ? y : get(c), scalar));
  }
  if (n > 0) {
    const y = getPart(b, n);
    putPart(o, f.of(getPart(a, n), y, two ? y : getPart(c, n), scalar), n);
  }
}

@final class Axpy extends Ternary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128, c: v128, s: v128): v128 { return madd(b, s, a); }
}
@final class Addcmul extends Ternary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128, c: v128, s: v128): v128 { return madd(mul(s, b), c, a); }
}
@final class Addcdiv extends Ternary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128, c: v128, s: v128): v128 { return add(a, div(mul(s, b), c)); }
}
/** a + w (b - a), from the nearer end. */
// @ts-ignore: decorator
@inline function vlerp(a: v128, b: v128, w: v128): v128 {
  const near = lt(v128.abs<real>(w), all(0.5));
  return madd(pick(near, w, sub(w, all(1))), sub(b, a), pick(near, a, b));
}
@final class Lerp extends Ternary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128, c: v128, s: v128): v128 { return vlerp(a, b, s); }
}
@final class LerpTensor extends Ternary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128, c: v128, s: v128): v128 { return vlerp(a, b, c); }
}

export function axpy(a: usize, s: real, b: usize, o: usize, n: i32): void { zip3<Axpy>(a, b, b, s, o, n, true); }
export function addcmul(a: usize, s: real, b: usize, c: usize, o: usize, n: i32): void {
  zip3<Addcmul>(a, b, c, s, o, n, false);
}
export function addcdiv(a: usize, s: real, b: usize, c: usize, o: usize, n: i32): void {
  zip3<Addcdiv>(a, b, c, s, o, n, false);
}
export function lerp_scalar(a: usize, b: usize, w: real, o: usize, n: i32): void { zip3<Lerp>(a, b, b, w, o, n, true); }
export function lerp(a: usize, b: usize, w: usize, o: usize, n: i32): void {
  zip3<LerpTensor>(a, b, w, 0, o, n, false);
}

@final class SigmoidBackward extends Binary {
  // @ts-ignore: decorator
  @inline of(g: v128, y: v128): v128 { return mul(mul(g, sub(all(1), y)), y); }
}
@final class TanhBackward extends Binary {
  // @ts-ignore: decorator
  @inline of(g: v128, y: v128): v128 { return mul(g, nfma<real>(y, y, all(1))); }
}
@final class ReluBackward extends Binary {
  // @ts-ignore: decorator
  @inline of(g: v128, y: v128): v128 { return v128.andnot(g, v128.le<real>(y, all(0))); }
}
export function sigmoid_backward(g: usize, y: usize, o: usize, n: i32): void { zip<SigmoidBackward>(g, y, o, n); }
export function tanh_backward(g: usize, y: usize, o: usize, n: i32): void { zip<TanhBackward>(g, y, o, n); }
export function relu_backward(g: usize, y: usize, o: usize, n: i32): void { zip<ReluBackward>(g, y, o, n); }

/** min(max(a, low), high), NaN where a is. */
export function clamp(a: usize, low: real, high: real, o: usize, n: i32): void {
  const l = spread(low), h = spread(high);
  for (; n >= LANES; n -= LANES, a += 16, o += 16) put(o, v128.min<real>(v128.max<real>(get(a), l), h));
  if (n > 0) putPart(o, v128.min<real>(v128.max<real>(getPart(a, n), l), h), n);
}

/** o[i] = mask[i] ? a[i as] : b[i bs]; mask are bytes, the strides (in elements) 0 for a single element. */
export function where(mask: usize, a: usize, as: i32, b: usize, bs: i32, o: usize, n: i32): void {
  if (SINGLE && (as | bs) <= 1 && as >= 0 && bs >= 0) {
    const x = n > 0 ? v128.load_splat<real>(a) : all(0), y = n > 0 ? v128.load_splat<real>(b) : all(0);
    for (; n >= LANES; n -= LANES, mask += LANES, a += <usize>as << 4, b += <usize>bs << 4, o += 16) {
      const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(mask)));
      put(o, pick(i32x4.ne(wide, i32x4.splat(0)), as ? get(a) : x, bs ? get(b) : y));
    }
  }
  const stepA = <usize>as << alignof<real>(), stepB = <usize>bs << alignof<real>();
  for (; n > 0; n--, mask++, a += stepA, b += stepB, o += sizeof<real>()) {
    store<real>(o, load<u8>(mask) ? load<real>(a) : load<real>(b));
  }
}
