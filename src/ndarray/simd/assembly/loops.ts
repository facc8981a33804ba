// The loops that pointwise kernels share. An operation is a class with one inlined method on vectors; what is left at
// the end of a row is computed by the same method on a vector filled up with zeros.
//
// The method stands twice in a function, in the loop and behind it, for the sake of speed: V8 puts a constant where all
// its uses lie ahead, hence before the loop. Used in the loop alone, it would be built anew from integers for each
// vector.
import { real } from './real';
import { LANES, bytes, get, put, getPart, putPart, getSplat, getStrided, getStridedPart, spread } from './vec';

export abstract class Unary { abstract of(x: v128): v128; }
export abstract class Binary { abstract of(a: v128, b: v128): v128; }

/** o[i] = f(a[i]). */
// @ts-ignore: decorator
@inline export function map<F extends Unary>(a: usize, o: usize, n: i32): void {
  const f = changetype<F>(0);
  for (; n >= LANES; n -= LANES, a += 16, o += 16) put(o, f.of(get(a)));
  if (n > 0) putPart(o, f.of(getPart(a, n)), n);
}

/** o[i] = f(a[i], b[i]), four vectors a turn. */
// @ts-ignore: decorator
@inline export function zip<F extends Binary>(a: usize, b: usize, o: usize, n: i32): void {
  const f = changetype<F>(0);
  for (; n >= 4 * LANES; n -= 4 * LANES, a += 64, b += 64, o += 64) {
    v128.store(o, f.of(v128.load(a), v128.load(b)));
    v128.store(o, f.of(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(o, f.of(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(o, f.of(v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; n >= LANES; n -= LANES, a += 16, b += 16, o += 16) put(o, f.of(get(a), get(b)));
  if (n > 0) putPart(o, f.of(getPart(a, n), getPart(b, n)), n);
}

/** o[i] = f(a[i], s), or f(s, a[i]) when `first`. */
// @ts-ignore: decorator
@inline export function zipScalar<F extends Binary>(a: usize, s: real, o: usize, n: i32, first: bool): void {
  const f = changetype<F>(0), b = spread(s);
  for (; n >= 4 * LANES; n -= 4 * LANES, a += 64, o += 64) {
    v128.store(o, first ? f.of(b, v128.load(a)) : f.of(v128.load(a), b));
    v128.store(o, first ? f.of(b, v128.load(a, 16)) : f.of(v128.load(a, 16), b), 16);
    v128.store(o, first ? f.of(b, v128.load(a, 32)) : f.of(v128.load(a, 32), b), 32);
    v128.store(o, first ? f.of(b, v128.load(a, 48)) : f.of(v128.load(a, 48), b), 48);
  }
  for (; n > 0; n -= LANES, a += 16, o += 16) {
    const whole = n >= LANES, x = whole ? get(a) : getPart(a, n);
    const y = first ? f.of(b, x) : f.of(x, b);
    if (whole) put(o, y);
    else putPart(o, y, n);
  }
}

/** Rows of contiguous vectors; `oneA`, `oneB`: the operand has one element a row. */
// @ts-ignore: decorator
@inline function rows<F extends Binary>(
  a: usize, ars: usize, b: usize, brs: usize, o: usize, R: i32, C: i32, oneA: bool, oneB: bool,
): void {
  const f = changetype<F>(0);
  for (; R > 0; R--, a += ars, b += brs) {
    let p = a, q = b, n = C;
    const x = oneA ? getSplat(a) : i32x4.splat(0), y = oneB ? getSplat(b) : i32x4.splat(0);
    for (; n >= LANES; n -= LANES, p += 16, q += 16, o += 16) put(o, f.of(oneA ? x : get(p), oneB ? y : get(q)));
    if (n > 0) {
      putPart(o, f.of(oneA ? x : getPart(p, n), oneB ? y : getPart(q, n)), n);
      o += bytes(n);
    }
  }
}

/** o[r, c] = f(a[r ars + c acs], b[r brs + c bcs]) for any strides (in elements) of a and b; o is contiguous. */
// @ts-ignore: decorator
@inline export function grid<F extends Binary>(
  a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32,
): void {
  if (R <= 0 || C <= 0) return;
  if (C == 1) { C = R; acs = ars; bcs = brs; R = 1; } // one column is one row
  if (R > 1 && ars == acs * C && brs == bcs * C) { C *= R; R = 1; } // rows that follow one another are one row
  const as = bytes(ars), bs = bytes(brs);
  if (acs == 1 && bcs == 1) rows<F>(a, as, b, bs, o, R, C, false, false);
  else if (acs == 1 && bcs == 0) rows<F>(a, as, b, bs, o, R, C, false, true);
  else if (acs == 0 && bcs == 1) rows<F>(a, as, b, bs, o, R, C, true, false);
  else {
    const f = changetype<F>(0), ac = bytes(acs), bc = bytes(bcs);
    for (; R > 0; R--, a += as, b += bs) {
      let p = a, q = b, n = C;
      for (; n >= LANES; n -= LANES, p += ac * LANES, q += bc * LANES, o += 16) {
        put(o, f.of(getStrided(p, ac), getStrided(q, bc)));
      }
      if (n > 0) {
        putPart(o, f.of(getStridedPart(p, ac, n), getStridedPart(q, bc, n)), n);
        o += bytes(n);
      }
    }
  }
}
