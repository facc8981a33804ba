// Copies: strided and transposed, constants, conversions.
import { real } from './real';
import { SINGLE, LANES, bytes, get, getPart, put, putPart, spread, transposeBlock } from './vec';

export function fill(o: usize, s: real, n: i32): void {
  const x = spread(s);
  for (; n >= LANES; n -= LANES, o += 16) put(o, x);
  if (n > 0) putPart(o, x, n);
}

/** Contiguous elements, without the price of a bulk copy for the short rows that are usual here. */
export function copy(a: usize, o: usize, n: i32): void {
  if (n > 256) { memory.copy(o, a, bytes(n)); return; }
  for (; n >= LANES; n -= LANES, a += 16, o += 16) put(o, get(a));
  if (n > 0) putPart(o, getPart(a, n), n);
}

/** o[r ors + c ocs] = a[r ars + c acs], strides in elements; a and o must not overlap. */
export function copy_grid(a: usize, ars: i32, acs: i32, o: usize, ors: i32, ocs: i32, R: i32, C: i32): void {
  const as = bytes(ars), ac = bytes(acs), os = bytes(ors), oc = bytes(ocs);
  if (acs == 1 && ocs == 1) {
    for (; R > 0; R--, a += as, o += os) copy(a, o, C);
  } else if (ars == 1 && ocs == 1) {
    // bands of some rows, so that what is read stays in the cache until its neighbours are wanted
    for (; R >= LANES; R -= LANES, a += bytes(LANES), o += os * LANES) {
      let c = C, p = a, q = o;
      for (; c >= LANES; c -= LANES, p += ac * LANES, q += 16) transposeBlock(p, ac, q, os);
      for (; c > 0; c--, p += ac, q += sizeof<real>()) {
        let w = q;
        for (let r = 0; r < LANES; r++, w += os) store<real>(w, load<real>(p + bytes(r)));
      }
    }
    for (; R > 0; R--, a += sizeof<real>(), o += os) strided(a, ac, o, oc, C);
  } else {
    for (; R > 0; R--, a += as, o += os) strided(a, ac, o, oc, C);
  }
}
function strided(a: usize, from: usize, o: usize, to: usize, n: i32): void {
  for (; n > 0; n--, a += from, o += to) store<real>(o, load<real>(a));
}

export function from_f32(a: usize, o: usize, n: i32): void {
  if (SINGLE) { memory.copy(o, a, bytes(n)); return; }
  for (; n >= 2; n -= 2, a += 8, o += 16) put(o, f64x2.promote_low_f32x4(v128.load64_zero(a)));
  if (n > 0) store<real>(o, <real>load<f32>(a));
}
export function from_f64(a: usize, o: usize, n: i32): void {
  if (!SINGLE) { memory.copy(o, a, bytes(n)); return; }
  for (; n >= 2; n -= 2, a += 16, o += 8) v128.store64_lane(o, f32x4.demote_f64x2_zero(v128.load(a)), 0);
  if (n > 0) store<real>(o, <real>load<f64>(a));
}
export function from_i64(a: usize, o: usize, n: i32): void {
  for (; n > 0; n--, a += 8, o += sizeof<real>()) store<real>(o, <real>load<i64>(a));
}
export function from_i32(a: usize, o: usize, n: i32): void {
  for (; n > 0; n--, a += 4, o += sizeof<real>()) store<real>(o, <real>load<i32>(a));
}
export function from_u8(a: usize, o: usize, n: i32): void {
  for (; n > 0; n--, a++, o += sizeof<real>()) store<real>(o, <real>load<u8>(a));
}
