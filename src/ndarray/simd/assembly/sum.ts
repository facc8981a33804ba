// Sums in PyTorch's order of additions, so that they round as PyTorch's do.
//
// PyTorch sums in a cascade: blocks of 16 terms (more above 2^16 terms) are added one after another, the blocks' sums in
// blocks of 16 again, and so on through four levels, so that the rounding error grows with the fourth root of the
// length. Side by side run the 8 floats (or 4 doubles) of its vectors and 4 partial sums, each of every fourth vector:
// 128 bytes, here a row of 8 vectors.
import { real } from './real';
import { SINGLE, LANES, add, all, bytes, get, getStrided, put } from './vec';

/** Elements in a vector of PyTorch's. */
// @ts-ignore: decorator
@inline const WIDE: i32 = 2 * LANES;
// @ts-ignore: decorator
@inline const LEVELS: i32 = 4;
/** The sums of each level, a row of 128 bytes each; the first is the result. */
const sums: usize = memory.data(512, 16);

/** Where the 8 vectors of a row lie, for the row that begins at p. */
abstract class Row { abstract vector(p: usize, stride: usize, i: i32): v128; }
/** Four of PyTorch's vectors, `stride` bytes apart. */
@final class Vectors extends Row {
  // @ts-ignore: decorator
  @inline vector(p: usize, stride: usize, i: i32): v128 { return get(p + <usize>(i >> 1) * stride + <usize>((i & 1) << 4)); }
}
/** Four elements, `stride` bytes apart, and zeros. */
@final class Elements extends Row {
  // @ts-ignore: decorator
  @inline vector(p: usize, stride: usize, i: i32): v128 {
    if (i == 0) return getStrided(p, stride);
    return !SINGLE && i == 1 ? getStrided(p + 2 * stride, stride) : all(0);
  }
}

// @ts-ignore: decorator
@inline function power(n: i32): i32 { return n > 2 ? max((32 - <i32>clz(n - 1)) / LEVELS, 4) : 4; }

/** Adds n rows, `step` bytes apart, into the first row of `sums`. */
// @ts-ignore: decorator
@inline function cascade<R extends Row>(p: usize, stride: usize, step: usize, n: i32): void {
  const r = changetype<R>(0), bits = power(n), block = 1 << bits;
  let x0 = all(0), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
  const levelled = n >= block;
  if (levelled) memory.fill(sums + 128, 0, 384);
  for (let i = 1; i <= n; i++, p += step) {
    x0 = add(x0, r.vector(p, stride, 0)); x1 = add(x1, r.vector(p, stride, 1));
    x2 = add(x2, r.vector(p, stride, 2)); x3 = add(x3, r.vector(p, stride, 3));
    x4 = add(x4, r.vector(p, stride, 4)); x5 = add(x5, r.vector(p, stride, 5));
    x6 = add(x6, r.vector(p, stride, 6)); x7 = add(x7, r.vector(p, stride, 7));
    if ((i & (block - 1)) == 0) {
      putRow(sums, x0, x1, x2, x3, x4, x5, x6, x7);
      x0 = all(0); x1 = x0; x2 = x0; x3 = x0; x4 = x0; x5 = x0; x6 = x0; x7 = x0;
      for (let level = 1; level < LEVELS; level++) {
        const to = sums + (level << 7), from = to - 128;
        for (let o: usize = 0; o < 128; o += 16) {
          put(to + o, add(get(to + o), get(from + o)));
          put(from + o, all(0));
        }
        if (i & ((block - 1) << (level * bits))) break;
      }
    }
  }
  putRow(sums, x0, x1, x2, x3, x4, x5, x6, x7);
  if (!levelled) return;
  for (let o: usize = 0; o < 128; o += 16) {
    put(sums + o, add(add(add(get(sums + o), v128.load(sums + o, 128)), v128.load(sums + o, 256)), v128.load(sums + o, 384)));
  }
}
// @ts-ignore: decorator
@inline function putRow(o: usize, a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): void {
  put(o, a); v128.store(o, b, 16); v128.store(o, c, 32); v128.store(o, d, 48);
  v128.store(o, e, 64); v128.store(o, f, 80); v128.store(o, g, 96); v128.store(o, h, 112);
}
function cascadeOfVectors(p: usize, stride: usize, step: usize, n: i32): void { cascade<Vectors>(p, stride, step, n); }
function cascadeOfElements(p: usize, stride: usize, step: usize, n: i32): void { cascade<Elements>(p, stride, step, n); }

/** n of PyTorch's vectors, `stride` bytes apart: every fourth in one partial sum, the partial sums one after another. */
// @ts-ignore: decorator
@inline function sumVectors(p: usize, stride: usize, n: i32): void {
  cascadeOfVectors(p, stride, 4 * stride, n >> 2);
  let x = get(sums), y = v128.load(sums, 16);
  p += <usize>(n & ~3) * stride;
  for (let rest = n & 3; rest > 0; rest--, p += stride) {
    x = add(x, get(p));
    y = add(y, v128.load(p, 16));
  }
  for (let i: usize = 32; i < 128; i += 32) {
    x = add(x, get(sums + i));
    y = add(y, v128.load(sums + i, 16));
  }
  put(sums, x);
  v128.store(sums, y, 16);
}

/** The same for n single elements. */
function sumElements(p: usize, stride: usize, n: i32): real {
  cascadeOfElements(p, stride, 4 * stride, n >> 2);
  let sum = load<real>(sums);
  p += <usize>(n & ~3) * stride;
  for (let rest = n & 3; rest > 0; rest--, p += stride) sum += load<real>(p);
  for (let i = 1; i < 4; i++) sum += load<real>(sums + bytes(i));
  return sum;
}

/** The sum of n adjacent elements. */
export function sum(a: usize, n: i32): real {
  if (n < WIDE) return sumElements(a, sizeof<real>(), n);
  const whole = n & ~(WIDE - 1);
  sumVectors(a, 32, whole / WIDE);
  let total: real = 0;
  for (let i = whole; i < n; i++) total += load<real>(a + bytes(i));
  for (let i = 0; i < WIDE; i++) total += load<real>(sums + bytes(i));
  return total;
}

/** o[r] = sum of a[r, c] over c. */
export function sum_dim1(a: usize, o: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, a += row, o += sizeof<real>()) store<real>(o, sum(a, C));
}

/** o[c] = sum of a[r, c] over r. */
export function sum_dim0(a: usize, o: usize, R: i32, C: i32): void {
  if (C == 1) { store<real>(o, sum(a, R)); return; }
  const row = bytes(C), wide = C >= WIDE;
  for (; C >= 4 * WIDE; C -= 4 * WIDE, a += 128, o += 128) {
    cascadeOfVectors(a, 32, row, R);
    memory.copy(o, sums, 128);
  }
  for (; C >= WIDE; C -= WIDE, a += 32, o += 32) {
    sumVectors(a, row, R);
    memory.copy(o, sums, 32);
  }
  for (; C >= 4 && !wide; C -= 4, a += bytes(4), o += bytes(4)) {
    cascadeOfElements(a, sizeof<real>(), row, R);
    memory.copy(o, sums, bytes(4));
  }
  for (; C > 0; C--, a += sizeof<real>(), o += sizeof<real>()) store<real>(o, sumElements(a, row, R));
}
