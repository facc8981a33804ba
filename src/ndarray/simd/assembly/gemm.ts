// C = alpha A B + beta C for any strides of A and B.
//
// The middle of the loops is a tile of 4 rows and 2 vectors of C that stays in registers while k runs: a row of B is
// two loads, a column of A four splats. B is cut into panels two vectors wide; where a panel does not lie in memory as
// the tile wants it (B transposed, too large for the cache, or ragged), it is packed first, row after row, filled up
// with zeros. A is packed, four rows together, when its rows are not contiguous and it will be read often. Blocks of K
// and N keep a packed B within the second level of the cache, one panel and four rows of A within the first.
import { real } from './real';
import { SINGLE, LANES, bytes, get, put, getPart, putPart, getSplat, add, mul, madd, all, spread } from './vec';
import { lanesSum, transposeBlock } from './vec';

// @ts-ignore: decorator
@inline const WIDTH: i32 = 2 * LANES;
// @ts-ignore: decorator
@inline const BLOCK_K: i32 = 512;
// @ts-ignore: decorator
@inline const BLOCK_N: i32 = SINGLE ? 512 : 256;
// @ts-ignore: decorator
@inline const BLOCK_M: i32 = 64;
// @ts-ignore: decorator
@inline const SIZE: usize = sizeof<real>();
/** A B of at most so many bytes, or met by fewer rows than this, is not worth packing. */
// @ts-ignore: decorator
@inline const SMALL_B: i32 = 32768;
// @ts-ignore: decorator
@inline const FEW_ROWS: i32 = 32;

// @ts-ignore: decorator
@inline function roundUp(n: i32, m: i32): i32 { return (n + m - 1) / m * m; }

/** The bytes of scratch that `gemm` needs: at most 1.2 MB (f32) or 1.3 MB (f64). */
export function gemm_scratch(M: i32, N: i32, K: i32): i32 {
  const k = min(K, BLOCK_K);
  return <i32>bytes(k * (min(roundUp(N, WIDTH), BLOCK_N) + min(roundUp(M, 4), BLOCK_M)));
}

/** o[k width + j] = p[j sj + k sk] for j < count, and 0 up to the width. */
function pack(p: usize, sj: usize, sk: usize, count: i32, K: i32, width: i32, o: usize): void {
  const row = bytes(width), size = sizeof<real>();
  if (sj == size && count == width) {
    for (; K > 0; K--, p += sk, o += row) for (let j: usize = 0; j < row; j += 16) put(o + j, get(p + j));
    return;
  }
  if (sk == size && count == width) {
    for (; K >= LANES; K -= LANES, p += 16, o += row * LANES) {
      let q = p;
      for (let j: usize = 0; j < row; j += 16, q += sj * LANES) transposeBlock(q, sj, o + j, row);
    }
  }
  for (; K > 0; K--, p += sk, o += row) {
    let q = p, j = 0;
    for (; j < count; j++, q += sj) store<real>(o + bytes(j), load<real>(q));
    for (; j < width; j++) store<real>(o + bytes(j), 0);
  }
}

/** The first n of the two vectors at c become alpha x + beta c. */
function putRow(c: usize, x: v128, y: v128, alpha: v128, beta: real, n: i32): void {
  x = mul(x, alpha);
  y = mul(y, alpha);
  if (n >= WIDTH) {
    if (beta != 0) {
      x = madd(get(c), spread(beta), x);
      y = madd(get(c + 16), spread(beta), y);
    }
    put(c, x);
    put(c + 16, y);
  } else putRagged(c, x, y, beta, n);
}
function putRagged(c: usize, x: v128, y: v128, beta: real, n: i32): void {
  if (n >= LANES) {
    put(c, beta != 0 ? madd(get(c), spread(beta), x) : x);
    x = y;
    c += 16;
    n -= LANES;
  }
  if (n > 0) putPart(c, beta != 0 ? madd(getPart(c, n), spread(beta), x) : x, n);
}

/**
 * M rows and n <= WIDTH columns of C, in tiles of four rows; strides in bytes. Either the rows of A are contiguous
 * (`a0` is the step from one to the next), or the columns of each tile are (`a1` is the step from one to the next,
 * `tileStep` from tile to tile), and then four rows exist there even where fewer are left.
 *
 * The loop over k is kept this plain on purpose: V8 unrolls it itself, but loads all that a turn needs before the first
 * product, so that a longer turn runs out of registers.
 */
// @ts-ignore: decorator
@inline function panel(
  K: i32, a: usize, a0: usize, a1: usize, tileStep: usize, b: usize, bs: usize, c: usize, cs: usize, alpha: real,
  beta: real, M: i32, n: i32, rows: bool,
): void {
  const f = spread(alpha);
  for (; M > 0; M -= 4, a += tileStep, c += 4 * cs) {
    // Rows that do not exist are the last one once more.
    let p = a, q = M > 1 ? a + a0 : a, r = M > 2 ? q + a0 : q, t = M > 3 ? r + a0 : r, w = b;
    let x0 = all(0), y0 = x0, x1 = x0, y1 = x0, x2 = x0, y2 = x0, x3 = x0, y3 = x0;
    for (let k = K; k > 0; k--) {
      const u = get(w), v = v128.load(w, 16);
      let s = getSplat(p);
      x0 = madd(s, u, x0); y0 = madd(s, v, y0);
      s = rows ? getSplat(q) : v128.load_splat<real>(p, SIZE);
      x1 = madd(s, u, x1); y1 = madd(s, v, y1);
      s = rows ? getSplat(r) : v128.load_splat<real>(p, 2 * SIZE);
      x2 = madd(s, u, x2); y2 = madd(s, v, y2);
      s = rows ? getSplat(t) : v128.load_splat<real>(p, 3 * SIZE);
      x3 = madd(s, u, x3); y3 = madd(s, v, y3);
      w += bs;
      if (rows) { p += SIZE; q += SIZE; r += SIZE; t += SIZE; }
      else p += a1;
    }
    if (M >= 4 && n == WIDTH && beta == 0) {
      const c1 = c + cs, c2 = c1 + cs, c3 = c2 + cs;
      put(c, mul(x0, f)); put(c + 16, mul(y0, f));
      put(c1, mul(x1, f)); put(c1 + 16, mul(y1, f));
      put(c2, mul(x2, f)); put(c2 + 16, mul(y2, f));
      put(c3, mul(x3, f)); put(c3 + 16, mul(y3, f));
    } else {
      putRow(c, x0, y0, f, beta, n);
      if (M > 1) putRow(c + cs, x1, y1, f, beta, n);
      if (M > 2) putRow(c + 2 * cs, x2, y2, f, beta, n);
      if (M > 3) putRow(c + 3 * cs, x3, y3, f, beta, n);
    }
  }
}
function panelOfRows(
  K: i32, a: usize, a0: usize, b: usize, bs: usize, c: usize, cs: usize, alpha: real, beta: real, M: i32, n: i32,
): void {
  panel(K, a, a0, 0, 4 * a0, b, bs, c, cs, alpha, beta, M, n, true);
}
function panelOfColumns(
  K: i32, a: usize, a1: usize, tileStep: usize, b: usize, bs: usize, c: usize, cs: usize, alpha: real, beta: real,
  M: i32, n: i32,
): void {
  panel(K, a, 0, a1, tileStep, b, bs, c, cs, alpha, beta, M, n, false);
}

// Products with one row or one column add in the order of the matrix-vector kernels that PyTorch gets from its BLAS.

/**
 * y[j] = alpha sum_k x[k] B[k, j] + beta y[j], B with contiguous rows: whole rows of B are added, in blocks of 16
 * columns eight rows at a time, of which the odd and the even ones are paired first.
 */
function vectorByRows(
  N: i32, K: i32, alpha: real, x: usize, xs: usize, B: usize, bs0: usize, beta: real, y: usize,
): void {
  const f = spread(alpha);
  for (; N >= 2 * WIDTH; N -= 2 * WIDTH, B += 64, y += 64) {
    let s0 = all(0), s1 = s0, s2 = s0, s3 = s0, p = x, q = B, k = K;
    for (; k >= 8; k -= 8, p += 8 * xs, q += 8 * bs0) {
      s0 = eightRows(s0, p, xs, q, bs0);
      s1 = eightRows(s1, p, xs, q + 16, bs0);
      s2 = eightRows(s2, p, xs, q + 32, bs0);
      s3 = eightRows(s3, p, xs, q + 48, bs0);
    }
    for (; k > 0; k--, p += xs, q += bs0) {
      const s = getSplat(p);
      s0 = madd(s, get(q), s0); s1 = madd(s, v128.load(q, 16), s1);
      s2 = madd(s, v128.load(q, 32), s2); s3 = madd(s, v128.load(q, 48), s3);
    }
    putRow(y, s0, s1, f, beta, WIDTH);
    putRow(y + 32, s2, s3, f, beta, WIDTH);
  }
  for (; N >= LANES; N -= LANES, B += 16, y += 16) {
    let s0 = all(0), p = x, q = B;
    for (let k = K; k > 0; k--, p += xs, q += bs0) s0 = madd(getSplat(p), get(q), s0);
    putRagged(y, mul(s0, f), s0, beta, LANES);
  }
  if (N > 0) {
    let s0 = all(0), p = x, q = B;
    for (let k = K; k > 0; k--, p += xs, q += bs0) s0 = madd(getSplat(p), getPart(q, N), s0);
    putRagged(y, mul(s0, f), s0, beta, N);
  }
}
/** sum + x[0] b[0] + ... + x[7] b[7]. */
// @ts-ignore: decorator
@inline function eightRows(sum: v128, x: usize, xs: usize, b: usize, bs: usize): v128 {
  sum = madd(getSplat(x + 4 * xs), get(b + 4 * bs), madd(getSplat(x + 6 * xs), get(b + 6 * bs), sum));
  sum = add(sum, twoRows(x + 5 * xs, xs, b + 5 * bs, bs));
  return add(sum, add(twoRows(x, xs, b, bs), twoRows(x + xs, xs, b + bs, bs)));
}
/** x[0] b[0] + x[2] b[2]. */
// @ts-ignore: decorator
@inline function twoRows(x: usize, xs: usize, b: usize, bs: usize): v128 {
  return madd(getSplat(x), get(b), mul(getSplat(x + 2 * xs), get(b + 2 * bs)));
}

// @ts-ignore: decorator
@inline function putScalar(y: usize, x: f64, alpha: real, beta: real): void {
  store<real>(y, beta != 0 ? alpha * <real>x + beta * load<real>(y) : alpha * <real>x);
}

/** The longest scalar product that `shortProduct` takes. */
// @ts-ignore: decorator
@inline const SHORT: i32 = 32;
// @ts-ignore: decorator
@inline function span(p: usize, n: i32): v128 { return n >= LANES ? get(p) : n > 0 ? getPart(p, n) : all(0); }

/** sum_k x[k] b[k]: the first product, then blocks of 16 in eight lanes that are folded in halves. */
function shortProduct(K: i32, x: usize, b: usize): real {
  if (K == 0) return 0;
  let sum: real = load<real>(x) * load<real>(b);
  x += sizeof<real>();
  b += sizeof<real>();
  for (let n = K - 1; n > 0; n -= 4 * LANES, x += 64, b += 64) {
    let low = madd(span(x, n), span(b, n), v128.replace_lane<real>(all(0), 0, sum)), high = all(0);
    if (n > LANES) high = mul(span(x + 16, n - LANES), span(b + 16, n - LANES));
    if (n > 2 * LANES) low = add(low, mul(span(x + 32, n - 2 * LANES), span(b + 32, n - 2 * LANES)));
    if (n > 3 * LANES) high = add(high, mul(span(x + 48, n - 3 * LANES), span(b + 48, n - 3 * LANES)));
    low = add(low, high);
    low = add(low, v128.shuffle<i64>(low, low, 1, 0));
    sum = v128.extract_lane<real>(low, 0);
    if (SINGLE) sum += v128.extract_lane<real>(low, 1);
  }
  return sum;
}

/** y[j] = alpha sum_k x[k] B[k, j] + beta y[j], x and the columns of B contiguous: four scalar products a turn. */
function vectorByColumns(N: i32, K: i32, alpha: real, x: usize, B: usize, bs1: usize, beta: real, y: usize): void {
  if (K <= SHORT) {
    for (; N > 0; N--, B += bs1, y += bytes(1)) putScalar(y, shortProduct(K, x, B), alpha, beta);
    return;
  }
  for (; N >= 4; N -= 4, B += 4 * bs1, y += bytes(4)) {
    let s0 = all(0), s1 = s0, s2 = s0, s3 = s0, p = x, q = B, k = K;
    for (; k >= LANES; k -= LANES, p += 16, q += 16) {
      const s = get(p);
      s0 = madd(s, get(q), s0); s1 = madd(s, get(q + bs1), s1);
      s2 = madd(s, get(q + 2 * bs1), s2); s3 = madd(s, get(q + 3 * bs1), s3);
    }
    if (k > 0) {
      const s = getPart(p, k);
      s0 = madd(s, getPart(q, k), s0); s1 = madd(s, getPart(q + bs1, k), s1);
      s2 = madd(s, getPart(q + 2 * bs1, k), s2); s3 = madd(s, getPart(q + 3 * bs1, k), s3);
    }
    putScalar(y, lanesSum(s0), alpha, beta);
    putScalar(y + bytes(1), lanesSum(s1), alpha, beta);
    putScalar(y + bytes(2), lanesSum(s2), alpha, beta);
    putScalar(y + bytes(3), lanesSum(s3), alpha, beta);
  }
  for (; N > 0; N--, B += bs1, y += bytes(1)) {
    let s0 = all(0), p = x, q = B, k = K;
    for (; k >= LANES; k -= LANES, p += 16, q += 16) s0 = madd(get(p), get(q), s0);
    if (k > 0) s0 = madd(getPart(p, k), getPart(q, k), s0);
    putScalar(y, lanesSum(s0), alpha, beta);
  }
}

/** C[i, j] = alpha a[i] b[j] + beta C[i, j], b contiguous. */
function outer(M: i32, N: i32, alpha: real, a: usize, as0: usize, b: usize, beta: real, c: usize, cs: usize): void {
  for (; M > 0; M--, a += as0, c += cs) {
    const s = spread(alpha * load<real>(a));
    let n = N, q = b, w = c;
    if (beta == 0) {
      for (; n >= LANES; n -= LANES, q += 16, w += 16) put(w, mul(s, get(q)));
      if (n > 0) putPart(w, mul(s, getPart(q, n)), n);
    } else {
      for (; n >= LANES; n -= LANES, q += 16, w += 16) put(w, madd(get(w), spread(beta), mul(s, get(q))));
      if (n > 0) putPart(w, madd(getPart(w, n), spread(beta), mul(s, getPart(q, n))), n);
    }
  }
}

/**
 * C[i cs0 + j] = alpha sum_k A[i as0 + k as1] B[k bs0 + j bs1] + beta C[i cs0 + j] for i < M, j < N, k < K: strides in
 * elements, C not read where beta is 0, C overlapping neither A nor B, `scratch` of gemm_scratch(M, N, K) bytes.
 */
export function gemm(
  M: i32, N: i32, K: i32, alpha: real, A: usize, as0: i32, as1: i32, B: usize, bs0: i32, bs1: i32, beta: real,
  C: usize, cs0: i32, scratch: usize,
): void {
  if (M <= 0 || N <= 0) return;
  const a0 = bytes(as0), a1 = bytes(as1), b0 = bytes(bs0), b1 = bytes(bs1), cs = bytes(cs0);
  if (M == 1) {
    if (bs1 == 1 || N == 1) return vectorByRows(N, K, alpha, A, a1, B, b0, beta, C);
    if (bs0 == 1 && as1 == 1) return vectorByColumns(N, K, alpha, A, B, b1, beta, C);
  }
  if (N == 1 && cs0 == 1) { // the transposed product
    if (as0 == 1) return vectorByRows(M, K, alpha, B, b0, A, a1, beta, C);
    if (as1 == 1 && (bs0 == 1 || K == 1)) return vectorByColumns(M, K, alpha, B, A, a0, beta, C);
  }
  if (K == 1 && (bs1 == 1 || N == 1)) return outer(M, N, alpha, A, a0, B, beta, C, cs);

  const packB = bs1 != 1 || (M >= FEW_ROWS && <i32>bytes(K * N) > SMALL_B);
  // Contiguous rows are packed if they are read very often, contiguous columns if many and long, all else always.
  const packA = as1 == 1 ? N >= 16 * WIDTH && M >= 4 : as0 != 1 || (N >= 4 * WIDTH && K > 64);
  let k0 = 0;
  do { // also for K = 0
    const k = min(K - k0, BLOCK_K), onto: real = k0 > 0 ? 1 : beta;
    const packedA = scratch + bytes(k * min(roundUp(N, WIDTH), BLOCK_N));
    for (let n0 = 0; n0 < N; n0 += BLOCK_N) {
      const nEnd = min(n0 + BLOCK_N, N);
      for (let j = n0; j < nEnd; j += WIDTH) {
        const n = min(nEnd - j, WIDTH);
        if (packB || n < WIDTH) pack(B + b0 * k0 + b1 * j, b1, b0, n, k, WIDTH, scratch + bytes(k * (j - n0)));
      }
      for (let m0 = 0; m0 < M; m0 += BLOCK_M) {
        const mEnd = min(m0 + BLOCK_M, M);
        const m = mEnd - m0, ragged = m & 3, whole = m - ragged, a = A + a0 * m0 + a1 * k0, last = a + a0 * whole;
        if (packA) for (let i = 0; i < whole; i += 4) pack(a + a0 * i, a0, a1, 4, k, 4, packedA + bytes(k * i));
        if (ragged && (packA || as1 != 1)) pack(last, a0, a1, ragged, k, 4, packedA + bytes(k * whole));
        for (let j = n0; j < nEnd; j += WIDTH) {
          const n = min(nEnd - j, WIDTH), packed = packB || n < WIDTH, c = C + cs * m0 + bytes(j);
          const b = packed ? scratch + bytes(k * (j - n0)) : B + b0 * k0 + b1 * j, bs = packed ? bytes(WIDTH) : b0;
          if (packA) panelOfColumns(k, packedA, bytes(4), bytes(4 * k), b, bs, c, cs, alpha, onto, m, n);
          else if (as1 == 1) panelOfRows(k, a, a0, b, bs, c, cs, alpha, onto, m, n);
          else {
            const rest = packedA + bytes(k * whole);
            panelOfColumns(k, a, a1, bytes(4), b, bs, c, cs, alpha, onto, whole, n);
            panelOfColumns(k, rest, bytes(4), 0, b, bs, c + cs * whole, cs, alpha, onto, ragged, n);
          }
        }
      }
    }
    k0 += BLOCK_K;
  } while (k0 < K);
}
