// Scalar products, norms and extrema.
//
// A scalar product adds eight vectors in a tree and the result to an accumulator that keeps what each addition rounds
// off (Knuth's TwoSum), so that its error does not grow with the length: below that of pairwise summation, and hidden
// behind the loads.
import { real, word } from './real';
import { SINGLE, LANES, add, sub, mul, bytes, eq, get, getPart, put, putPart, pick, lanesSum, all } from './vec';
import { Binary } from './loops';

/** What `a + b = sum` rounded off. */
// @ts-ignore: decorator
@inline function lost(a: v128, b: v128, sum: v128): v128 {
  const shadow = sub(sum, a);
  return add(sub(a, sub(sum, shadow)), sub(b, shadow));
}

@final class Product extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return mul(a, b); }
}

// @ts-ignore: decorator
@inline function term<F extends Binary>(a: usize, b: usize, two: bool): v128 {
  const x = get(a);
  return changetype<F>(0).of(x, two ? get(b) : x);
}

/** The sum of f(a[i], b[i]); without `two`, b is a. */
// @ts-ignore: decorator
@inline function total<F extends Binary>(a: usize, b: usize, n: i32, two: bool): real {
  let sum = all(0), rest = all(0);
  for (; n >= 8 * LANES; n -= 8 * LANES, a += 128, b += 128) {
    const left = add(add(term<F>(a, b, two), term<F>(a + 16, b + 16, two)),
        add(term<F>(a + 32, b + 32, two), term<F>(a + 48, b + 48, two)));
    const right = add(add(term<F>(a + 64, b + 64, two), term<F>(a + 80, b + 80, two)),
        add(term<F>(a + 96, b + 96, two), term<F>(a + 112, b + 112, two)));
    const x = add(left, right), next = add(sum, x);
    rest = add(rest, lost(sum, x, next));
    sum = next;
  }
  let end = all(0);
  for (; n >= LANES; n -= LANES, a += 16, b += 16) end = add(end, term<F>(a, b, two));
  if (n > 0) {
    const x = getPart(a, n);
    end = add(end, changetype<F>(0).of(x, two ? getPart(b, n) : x));
  }
  const next = add(sum, end);
  rest = add(rest, lost(sum, end, next));
  const whole = lanesSum(next);
  return <real>(isFinite(whole) ? whole + lanesSum(rest) : whole); // beside an infinity, what is lost is NaN
}

export function sum_squares(a: usize, n: i32): real { return total<Product>(a, a, n, false); }
export function dot(a: usize, b: usize, n: i32): real { return total<Product>(a, b, n, true); }

/** PyTorch's norm rounds as it adds up squares in 8 floats (or 4 doubles), which is precise enough up to here. */
// @ts-ignore: decorator
@inline const SHORT: i32 = 4096;

/** The root of the sum of squares. */
// @ts-ignore: decorator
@inline function norm2(a: usize, n: i32): real {
  if (n > SHORT) return sqrtOf(sum_squares(a, n));
  let x = all(0), y = x, total: real = 0;
  for (; n >= 2 * LANES; n -= 2 * LANES, a += 32) {
    const p = get(a), q = v128.load(a, 16);
    x = add(x, mul(p, p));
    y = add(y, mul(q, q));
  }
  for (let i = 0; i < LANES; i++, x = rotate(x)) total += v128.extract_lane<real>(x, 0);
  for (let i = 0; i < LANES; i++, y = rotate(y)) total += v128.extract_lane<real>(y, 0);
  for (; n > 0; n--, a += sizeof<real>()) total += load<real>(a) * load<real>(a);
  return sqrtOf(total);
}
// @ts-ignore: decorator
@inline function rotate(x: v128): v128 {
  return SINGLE ? v128.shuffle<i32>(x, x, 1, 2, 3, 0) : v128.shuffle<i64>(x, x, 1, 0);
}
// @ts-ignore: decorator
@inline function sqrtOf(x: real): real { return sizeof<real>() == 4 ? <real>Mathf.sqrt(<f32>x) : <real>Math.sqrt(<f64>x); }

/** o[r] = the norm of a[r, :]. */
export function norm_dim1(a: usize, o: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, a += row, o += sizeof<real>()) store<real>(o, norm2(a, C));
}


// Extrema. NaN counts as the extremum, and among equals the first wins.

/** Whether x replaces the best so far. */
@final class Above extends Binary {
  // @ts-ignore: decorator
  @inline of(x: v128, best: v128): v128 {
    return v128.or(v128.gt<real>(x, best), v128.and(v128.ne<real>(x, x), eq(best, best)));
  }
}
@final class Below extends Binary {
  // @ts-ignore: decorator
  @inline of(x: v128, best: v128): v128 {
    return v128.or(v128.lt<real>(x, best), v128.and(v128.ne<real>(x, x), eq(best, best)));
  }
}
// @ts-ignore: decorator
@inline function beats<F extends Binary>(x: real, best: real): bool {
  return v128.any_true(changetype<F>(0).of(v128.splat<real>(x), v128.splat<real>(best)));
}
// @ts-ignore: decorator
@inline function firstLanes(): v128 { return SINGLE ? i32x4(0, 1, 2, 3) : i64x2(0, 1); }

/** The extremum of n > 0 elements into `value`, its position (i64) into `index`. */
// @ts-ignore: decorator
@inline function extremum<F extends Binary>(a: usize, n: i32, value: usize, index: usize): void {
  const f = changetype<F>(0);
  let best = load<real>(a), at: i64 = 0, i = 1;
  if (n >= LANES) {
    let b = get(a), position = firstLanes(), where = position;
    const step = v128.splat<word>(LANES);
    for (i = LANES; i + LANES <= n; i += LANES) {
      const x = get(a + bytes(i));
      position = v128.add<word>(position, step);
      const better = f.of(x, b);
      b = pick(better, x, b);
      where = pick(better, position, where);
    }
    best = v128.extract_lane<real>(b, 0); at = <i64>v128.extract_lane<word>(where, 0);
    for (let lane = 1; lane < LANES; lane++) {
      // the next lane becomes the first
      b = SINGLE ? v128.shuffle<i32>(b, b, 1, 2, 3, 0) : v128.shuffle<i64>(b, b, 1, 0);
      where = SINGLE ? v128.shuffle<i32>(where, where, 1, 2, 3, 0) : v128.shuffle<i64>(where, where, 1, 0);
      const x = v128.extract_lane<real>(b, 0), j = <i64>v128.extract_lane<word>(where, 0);
      if (beats<F>(x, best) || (j < at && !beats<F>(best, x))) { best = x; at = j; }
    }
  }
  for (; i < n; i++) {
    const x = load<real>(a + bytes(i));
    if (beats<F>(x, best)) { best = x; at = i; }
  }
  store<real>(value, best);
  store<i64>(index, at);
}

// @ts-ignore: decorator
@inline function extremaOfRows<F extends Binary>(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, a += row, values += sizeof<real>(), indices += 8) extremum<F>(a, C, values, indices);
}

// @ts-ignore: decorator
@inline function extremaOfColumns<F extends Binary>(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  const f = changetype<F>(0), row = bytes(C), one = v128.splat<word>(1);
  for (; C > 0; C -= LANES, a += 16, values += 16) {
    const whole = C >= LANES;
    let best = whole ? get(a) : getPart(a, C), at = v128.splat<word>(0), position = at, p = a + row;
    for (let r = 1; r < R; r++, p += row) {
      const x = whole ? get(p) : getPart(p, C), better = f.of(x, best);
      position = v128.add<word>(position, one);
      best = pick(better, x, best);
      at = pick(better, position, at);
    }
    if (whole) put(values, best);
    else putPart(values, best, C);
    for (let lane = 0; lane < LANES && lane < C; lane++, indices += 8) {
      store<i64>(indices, <i64>v128.extract_lane<word>(at, 0));
      at = rotate(at);
    }
  }
}

export function max_dim1(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  extremaOfRows<Above>(a, values, indices, R, C);
}
export function min_dim1(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  extremaOfRows<Below>(a, values, indices, R, C);
}
export function max_dim0(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  extremaOfColumns<Above>(a, values, indices, R, C);
}
export function min_dim0(a: usize, values: usize, indices: usize, R: i32, C: i32): void {
  extremaOfColumns<Below>(a, values, indices, R, C);
}

@final class Max extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.max<real>(a, b); }
}
@final class Min extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.min<real>(a, b); }
}
/** The extremum of n > 0 elements, without its position: four vectors a turn. */
// @ts-ignore: decorator
@inline function fold<F extends Binary>(a: usize, n: i32): real {
  const f = changetype<F>(0);
  let b = v128.load_splat<real>(a), c = b, d = b, e = b;
  for (; n >= 4 * LANES; n -= 4 * LANES, a += 64) {
    b = f.of(b, get(a));
    c = f.of(c, get(a + 16));
    d = f.of(d, get(a + 32));
    e = f.of(e, get(a + 48));
  }
  b = f.of(f.of(b, c), f.of(d, e));
  for (; n >= LANES; n -= LANES, a += 16) b = f.of(b, get(a));
  for (; n > 0; n--, a += sizeof<real>()) b = f.of(b, v128.load_splat<real>(a));
  b = f.of(b, v128.shuffle<i64>(b, b, 1, 0));
  if (SINGLE) b = f.of(b, v128.shuffle<i32>(b, b, 1, 0, 3, 2));
  return v128.extract_lane<real>(b, 0);
}
export function max(a: usize, n: i32): real { return fold<Max>(a, n); }
export function min(a: usize, n: i32): real { return fold<Min>(a, n); }
