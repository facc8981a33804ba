// o[i] = 1 where the comparison holds and 0 elsewhere, as bytes; of the same length, or with a scalar on the right.
import { real } from './real';
import { SINGLE, LANES, get, getPart, spread } from './vec';
import { Binary } from './loops';

/** The lanes of a mask as bytes 0 and 1, the first LANES of the vector. */
// @ts-ignore: decorator
@inline function asBytes(mask: v128): v128 {
  const packed = SINGLE
    ? v128.shuffle<i8>(mask, mask, 0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    : v128.shuffle<i8>(mask, mask, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return v128.and(packed, i8x16.splat(1));
}

// @ts-ignore: decorator
@inline function compare<F extends Binary>(a: usize, b: usize, s: real, o: usize, n: i32, scalar: bool): void {
  const f = changetype<F>(0), y = spread(s);
  for (; n >= LANES; n -= LANES, a += 16, b += 16, o += LANES) {
    const m = asBytes(f.of(get(a), scalar ? y : get(b)));
    if (SINGLE) v128.store32_lane(o, m, 0);
    else v128.store16_lane(o, m, 0);
  }
  if (n > 0) {
    let m = i32x4.extract_lane(asBytes(f.of(getPart(a, n), scalar ? y : getPart(b, n))), 0);
    for (; n > 0; n--, o++, m >>= 8) store<u8>(o, <u8>m);
  }
}

@final class Eq extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.eq<real>(a, b); }
}
export function eq(a: usize, b: usize, o: usize, n: i32): void { compare<Eq>(a, b, 0, o, n, false); }
export function eq_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Eq>(a, a, s, o, n, true); }

@final class Ne extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.ne<real>(a, b); }
}
export function ne(a: usize, b: usize, o: usize, n: i32): void { compare<Ne>(a, b, 0, o, n, false); }
export function ne_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Ne>(a, a, s, o, n, true); }

@final class Lt extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.lt<real>(a, b); }
}
export function lt(a: usize, b: usize, o: usize, n: i32): void { compare<Lt>(a, b, 0, o, n, false); }
export function lt_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Lt>(a, a, s, o, n, true); }

@final class Le extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.le<real>(a, b); }
}
export function le(a: usize, b: usize, o: usize, n: i32): void { compare<Le>(a, b, 0, o, n, false); }
export function le_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Le>(a, a, s, o, n, true); }

@final class Gt extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.gt<real>(a, b); }
}
export function gt(a: usize, b: usize, o: usize, n: i32): void { compare<Gt>(a, b, 0, o, n, false); }
export function gt_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Gt>(a, a, s, o, n, true); }

@final class Ge extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.ge<real>(a, b); }
}
export function ge(a: usize, b: usize, o: usize, n: i32): void { compare<Ge>(a, b, 0, o, n, false); }
export function ge_scalar(a: usize, s: real, o: usize, n: i32): void { compare<Ge>(a, a, s, o, n, true); }
