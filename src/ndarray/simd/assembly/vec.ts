// A thin vocabulary over v128: the same words for four f32 and for two f64.
import { real, word } from './real';

/** Whether an element has 4 bytes. Known while compiling, so that only one branch of a test remains. */
// @ts-ignore: decorator
@inline export const SINGLE: bool = sizeof<real>() == 4;

/** Elements in a vector. */
// @ts-ignore: decorator
@inline export const LANES: i32 = 16 / sizeof<real>();

/** The size in bytes of n elements. */
// @ts-ignore: decorator
@inline export function bytes(n: i32): usize { return <usize>n << alignof<real>(); }

// @ts-ignore: decorator
@inline export function get(p: usize): v128 { return v128.load(p); }
// @ts-ignore: decorator
@inline export function put(p: usize, x: v128): void { v128.store(p, x); }
/** All lanes from one element in memory. */
// @ts-ignore: decorator
@inline export function getSplat(p: usize): v128 { return v128.load_splat<real>(p); }

/** The first n elements at p, for 0 < n < LANES, and zeros. */
export function getPart(p: usize, n: i32): v128 {
  if (!SINGLE) return v128.load64_zero(p);
  if (n == 1) return v128.load32_zero(p);
  const x = v128.load64_zero(p);
  return n == 2 ? x : v128.load32_lane(p, x, 2, 8);
}

/** Writes the first n lanes, for 0 < n < LANES. */
export function putPart(p: usize, x: v128, n: i32): void {
  if (!SINGLE) { v128.store64_lane(p, x, 0); return; }
  if (n == 1) { v128.store32_lane(p, x, 0); return; }
  v128.store64_lane(p, x, 0);
  if (n == 3) v128.store32_lane(p, x, 2, 8);
}

/** LANES elements that lie `stride` bytes apart. */
// @ts-ignore: decorator
@inline export function getStrided(p: usize, stride: usize): v128 {
  if (SINGLE) {
    let x = v128.load32_zero(p);
    x = v128.load32_lane(p + stride, x, 1);
    x = v128.load32_lane(p + 2 * stride, x, 2);
    return v128.load32_lane(p + 3 * stride, x, 3);
  }
  return v128.load64_lane(p + stride, v128.load64_zero(p), 1);
}

/** The first n of the elements that lie `stride` bytes apart, for 0 < n < LANES, and zeros. */
export function getStridedPart(p: usize, stride: usize, n: i32): v128 {
  if (!SINGLE) return v128.load64_zero(p);
  let x = v128.load32_zero(p);
  if (n > 1) x = v128.load32_lane(p + stride, x, 1);
  if (n > 2) x = v128.load32_lane(p + 2 * stride, x, 2);
  return x;
}

// @ts-ignore: decorator
@inline export function splat<T>(x: f64): v128 { return v128.splat<T>(<T>x); }
// @ts-ignore: decorator
@inline export function all(x: f64): v128 { return v128.splat<real>(<real>x); }
// @ts-ignore: decorator
@inline export function spread(x: real): v128 { return v128.splat<real>(x); }
// @ts-ignore: decorator
@inline export function ints(x: word): v128 { return v128.splat<word>(x); }
// @ts-ignore: decorator
@inline export function add(a: v128, b: v128): v128 { return v128.add<real>(a, b); }
// @ts-ignore: decorator
@inline export function sub(a: v128, b: v128): v128 { return v128.sub<real>(a, b); }
// @ts-ignore: decorator
@inline export function mul(a: v128, b: v128): v128 { return v128.mul<real>(a, b); }
// @ts-ignore: decorator
@inline export function div(a: v128, b: v128): v128 { return v128.div<real>(a, b); }
// @ts-ignore: decorator
@inline export function sqrt(a: v128): v128 { return v128.sqrt<real>(a); }
// @ts-ignore: decorator
@inline export function abs(a: v128): v128 { return v128.abs<real>(a); }
// @ts-ignore: decorator
@inline export function eq(a: v128, b: v128): v128 { return v128.eq<real>(a, b); }
// @ts-ignore: decorator
@inline export function lt(a: v128, b: v128): v128 { return v128.lt<real>(a, b); }
/** Where the mask is set the first, elsewhere the second. */
// @ts-ignore: decorator
@inline export function pick(mask: v128, yes: v128, no: v128): v128 { return v128.bitselect(yes, no, mask); }
/** The smaller, and x where x is NaN. */
// @ts-ignore: decorator
@inline export function atMost<T>(x: v128, limit: v128): v128 { return v128.pmin<T>(x, limit); }
/** The larger, and x where x is NaN. */
// @ts-ignore: decorator
@inline export function atLeast<T>(x: v128, limit: v128): v128 { return v128.pmax<T>(x, limit); }

/** a b + c, rounded once where the relaxed instructions exist and twice elsewhere. */
// @ts-ignore: decorator
@inline export function fma<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}
/** c - a b, as `fma`. */
// @ts-ignore: decorator
@inline export function nfma<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c);
  return v128.sub<T>(c, v128.mul<T>(a, b));
}
// @ts-ignore: decorator
@inline export function madd(a: v128, b: v128, c: v128): v128 { return fma<real>(a, b, c); }

// @ts-ignore: decorator
@inline export function signBit<T>(): v128 { return sizeof<T>() == 4 ? i32x4.splat(0x80000000) : i64x2.splat(1 << 63); }
/** LANES rows of LANES elements at p (rows `from` bytes apart) become columns at o (rows `to` bytes apart). */
// @ts-ignore: decorator
@inline export function transposeBlock(p: usize, from: usize, o: usize, to: usize): void {
  if (SINGLE) {
    const a = get(p), b = get(p + from), c = get(p + 2 * from), d = get(p + 3 * from);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5), CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    put(o, v128.shuffle<i64>(ab, cd, 0, 2));
    put(o + to, v128.shuffle<i64>(ab, cd, 1, 3));
    put(o + 2 * to, v128.shuffle<i64>(AB, CD, 0, 2));
    put(o + 3 * to, v128.shuffle<i64>(AB, CD, 1, 3));
  } else {
    const a = get(p), b = get(p + from);
    put(o, v128.shuffle<i64>(a, b, 0, 2));
    put(o + to, v128.shuffle<i64>(a, b, 1, 3));
  }
}

/** The sum of the lanes, in double precision. */
// @ts-ignore: decorator
@inline export function lanesSum(x: v128): f64 {
  if (SINGLE) {
    const low = <f64>f32x4.extract_lane(x, 0) + <f64>f32x4.extract_lane(x, 1);
    return low + (<f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3));
  }
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Applies a function of two f64 to the lanes of a vector of elements: with f32 in two halves. */
export abstract class Double { abstract two(x: v128): v128; }
// @ts-ignore: decorator
@inline export function inDouble<F extends Double>(x: v128): v128 {
  const f = changetype<F>(0);
  if (!SINGLE) return f.two(x);
  const lo = f64x2.promote_low_f32x4(x), hi = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(f.two(lo)), f32x4.demote_f64x2_zero(f.two(hi)), 0, 2);
}
