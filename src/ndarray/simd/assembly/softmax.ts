// Softmax and log-softmax over the rows of [R, C]. The exponentials stay scaled (see exp.ts): the factor cancels in the
// quotient, so that no value is lost to subnormals on the way.
import { real } from './real';
import { SINGLE, LANES, sub, mul, div, madd, bytes, get, getPart, getSplat, put, putPart, spread } from './vec';
import { expScaled, unscale, vexp } from './exp';
import { vlog } from './log';
import { dot } from './reduce';
import { sum } from './sum';

/** The largest of n > 0 elements; NaN only where it comes first, which is enough: any NaN spoils the sum later. */
// @ts-ignore: decorator
@inline function largest(a: usize, n: i32): v128 {
  let b = getSplat(a);
  for (; n >= LANES; n -= LANES, a += 16) b = v128.pmax<real>(b, get(a));
  for (; n > 0; n--, a += sizeof<real>()) b = v128.pmax<real>(b, getSplat(a));
  b = v128.pmax<real>(b, v128.shuffle<i64>(b, b, 1, 0));
  return SINGLE ? v128.pmax<real>(b, v128.shuffle<i32>(b, b, 1, 0, 3, 2)) : b;
}

export function softmax(a: usize, o: usize, R: i32, C: i32): void {
  if (C <= 0) return;
  const row = bytes(C);
  for (; R > 0; R--, a += row, o += row) {
    const shift = largest(a, C);
    let n = C, p = a, q = o;
    for (; n >= LANES; n -= LANES, p += 16, q += 16) put(q, expScaled<real>(sub(get(p), shift)));
    if (n > 0) putPart(q, expScaled<real>(sub(getPart(p, n), shift)), n);
    const total = spread(sum(o, C));
    for (n = C, q = o; n >= LANES; n -= LANES, q += 16) put(q, div(get(q), total));
    if (n > 0) putPart(q, div(getPart(q, n), total), n);
  }
}

export function log_softmax(a: usize, o: usize, R: i32, C: i32): void {
  if (C <= 0) return;
  const row = bytes(C);
  for (; R > 0; R--, a += row, o += row) {
    const shift = largest(a, C);
    let n = C, p = a, q = o;
    for (; n >= LANES; n -= LANES, p += 16, q += 16) put(q, expScaled<real>(sub(get(p), shift)));
    if (n > 0) putPart(q, expScaled<real>(sub(getPart(p, n), shift)), n);
    const total = vlog(mul(spread(sum(o, C)), unscale<real>()));
    for (n = C, p = a, q = o; n >= LANES; n -= LANES, p += 16, q += 16) put(q, sub(sub(get(p), shift), total));
    if (n > 0) putPart(q, sub(sub(getPart(p, n), shift), total), n);
  }
}

/** o = y (g - sum_c g y). */
export function softmax_backward(g: usize, y: usize, o: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, g += row, y += row, o += row) {
    const total = spread(dot(g, y, C));
    let n = C, p = g, q = y, w = o;
    for (; n >= LANES; n -= LANES, p += 16, q += 16, w += 16) put(w, mul(sub(get(p), total), get(q)));
    if (n > 0) putPart(w, mul(sub(getPart(p, n), total), getPart(q, n)), n);
  }
}

/** o = g - e^y sum_c g. */
export function log_softmax_backward(g: usize, y: usize, o: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, g += row, y += row, o += row) {
    const total = spread(-sum(g, C));
    let n = C, p = g, q = y, w = o;
    for (; n >= LANES; n -= LANES, p += 16, q += 16, w += 16) put(w, madd(vexp<real>(get(q)), total, get(p)));
    if (n > 0) putPart(w, madd(vexp<real>(getPart(q, n)), total, getPart(p, n)), n);
  }
}
