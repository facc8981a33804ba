// Sums and extrema.
//
// A sum adds eight vectors in a tree and the result to an accumulator that keeps what each addition rounds off (Knuth's
// TwoSum), so that its error does not grow with the length: below that of pairwise summation, and hidden behind the
// loads.
import { real, word } from './real';
import { SINGLE, LANES, add, sub, mul, bytes, eq, get, getPart, put, putPart, pick, lanesSum, all } from './vec';
import { Binary } from './loops';

/** What `a + b = sum` rounded off. */
// @ts-ignore: decorator
@inline function lost(a: v128, b: v128, sum: v128): v128 {
  const shadow = sub(sum, a);
  return add(sub(a, sub(sum, shadow)), sub(b, shadow));
}

@final class First extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return a; }
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

export function sum(a: usize, n: i32): real { return total<First>(a, a, n, false); }
export function sum_squares(a: usize, n: i32): real { return total<Product>(a, a, n, false); }
export function dot(a: usize, b: usize, n: i32): real { return total<Product>(a, b, n, true); }

/** o[r] = sum of a[r, c] over c. */
export function sum_dim1(a: usize, o: usize, R: i32, C: i32): void {
  const row = bytes(C);
  for (; R > 0; R--, a += row, o += sizeof<real>()) store<real>(o, sum(a, C));
}

/** Four rows of one vector. */
// @ts-ignore: decorator
@inline function four(p: usize, row: usize): v128 {
  return add(add(get(p), get(p + row)), add(get(p + 2 * row), get(p + 3 * row)));
}

// @ts-ignore: decorator
@inline function withRest(sum: v128, rest: v128): v128 { return pick(eq(sub(sum, sum), all(0)), add(sum, rest), sum); }

/** The columns of one vector, of which n count. */
function sumColumns(a: usize, o: usize, R: i32, row: usize, n: i32): void {
  let sum = all(0), rest = all(0);
  const whole = n >= LANES;
  for (; R > 0; R--, a += row) {
    const x = whole ? get(a) : getPart(a, n), next = add(sum, x);
    rest = add(rest, lost(sum, x, next));
    sum = next;
  }
  if (whole) put(o, withRest(sum, rest));
  else putPart(o, withRest(sum, rest), n);
}

/** o[c] = sum of a[r, c] over r. */
export function sum_dim0(a: usize, o: usize, R: i32, C: i32): void {
  if (C == 1) { store<real>(o, sum(a, R)); return; }
  const row = bytes(C);
  for (; C >= 4 * LANES; C -= 4 * LANES, a += 64, o += 64) {
    let s0 = all(0), s1 = s0, s2 = s0, s3 = s0, r0 = s0, r1 = s0, r2 = s0, r3 = s0, p = a, n = R;
    for (; n >= 4; n -= 4, p += 4 * row) {
      let x = four(p, row), next = add(s0, x);
      r0 = add(r0, lost(s0, x, next)); s0 = next;
      x = four(p + 16, row); next = add(s1, x);
      r1 = add(r1, lost(s1, x, next)); s1 = next;
      x = four(p + 32, row); next = add(s2, x);
      r2 = add(r2, lost(s2, x, next)); s2 = next;
      x = four(p + 48, row); next = add(s3, x);
      r3 = add(r3, lost(s3, x, next)); s3 = next;
    }
    for (; n > 0; n--, p += row) {
      let x = get(p), next = add(s0, x);
      r0 = add(r0, lost(s0, x, next)); s0 = next;
      x = get(p + 16); next = add(s1, x);
      r1 = add(r1, lost(s1, x, next)); s1 = next;
      x = get(p + 32); next = add(s2, x);
      r2 = add(r2, lost(s2, x, next)); s2 = next;
      x = get(p + 48); next = add(s3, x);
      r3 = add(r3, lost(s3, x, next)); s3 = next;
    }
    put(o, withRest(s0, r0));
    put(o + 16, withRest(s1, r1));
    put(o + 32, withRest(s2, r2));
    put(o + 48, withRest(s3, r3));
  }
  for (; C >= LANES; C -= LANES, a += 16, o += 16) sumColumns(a, o, R, row, LANES);
  if (C > 0) sumColumns(a, o, R, row, C);
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
      at = SINGLE ? v128.shuffle<i32>(at, at, 1, 2, 3, 0) : v128.shuffle<i64>(at, at, 1, 0);
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
