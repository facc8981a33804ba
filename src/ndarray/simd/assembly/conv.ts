// What a convolution and a pooling need beside a matrix product. All for NCHW; k, s, p, d: kernel, stride, padding,
// dilation.
import { real, word } from './real';
import { SINGLE, LANES, bytes, all, add, get, put, getPart, putPart, getStrided, pick } from './vec';
import { copy, fill } from './copy';

// @ts-ignore: decorator
@inline function floorDiv(a: i32, b: i32): i32 { return a >= 0 ? a / b : -((b - 1 - a) / b); }
/** The first output position whose input position `o s + offset` is not negative, at least 0. */
// @ts-ignore: decorator
@inline function firstInside(offset: i32, s: i32): i32 { return offset >= 0 ? 0 : (s - 1 - offset) / s; }
/** The number of output positions, at most `size`, whose input position `o s + offset` is below `limit`. */
// @ts-ignore: decorator
@inline function endInside(offset: i32, s: i32, limit: i32, size: i32): i32 {
  return max(0, min(size, floorDiv(limit - 1 - offset, s) + 1));
}

/**
 * x [C, H, W] -> o [C kh kw, oh ow]: row (c, i, j) holds, for every output position, the input that kernel element (i,
 * j) meets; 0 where that is padding.
 */
export function im2col(
  x: usize, o: usize, C: i32, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32, ph: i32, pw: i32, dh: i32, dw: i32,
  oh: i32, ow: i32,
): void {
  const plane = bytes(H * W), line = bytes(ow), step = bytes(sw);
  for (; C > 0; C--, x += plane) {
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        const top = i * dh - ph, left = j * dw - pw, begin = min(firstInside(left, sw), ow),
            end = max(begin, endInside(left, sw, W, ow));
        for (let r = 0; r < oh; r++, o += line) {
          const y = r * sh + top;
          if (y < 0 || y >= H) { fill(o, 0, ow); continue; }
          if (begin > 0) fill(o, 0, begin);
          let from = x + bytes(y * W + begin * sw + left), to = o + bytes(begin);
          if (sw == 1) copy(from, to, end - begin);
          else {
            for (let n = end - begin; n > 0; n--, from += step, to += sizeof<real>()) store<real>(to, load<real>(from));
          }
          if (end < ow) fill(o + bytes(end), 0, ow - end);
        }
      }
    }
  }
}

/**
 * The transpose of im2col: adds every element of g [C kh kw, oh ow] to its place in x [C, H, W], which is cleared
 * first.
 */
export function col2im(
  g: usize, x: usize, C: i32, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32, ph: i32, pw: i32, dh: i32, dw: i32,
  oh: i32, ow: i32,
): void {
  const plane = bytes(H * W), line = bytes(ow), step = bytes(sw);
  fill(x, 0, C * H * W);
  for (; C > 0; C--, x += plane) {
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        const top = i * dh - ph, left = j * dw - pw, begin = min(firstInside(left, sw), ow),
            end = max(begin, endInside(left, sw, W, ow));
        for (let r = 0; r < oh; r++, g += line) {
          const y = r * sh + top;
          if (y < 0 || y >= H) continue;
          let n = end - begin, from = g + bytes(begin), to = x + bytes(y * W + begin * sw + left);
          if (sw == 1) {
            for (; n >= LANES; n -= LANES, from += 16, to += 16) put(to, add(get(to), get(from)));
            if (n > 0) putPart(to, add(getPart(to, n), getPart(from, n)), n);
          } else {
            for (; n > 0; n--, from += sizeof<real>(), to += step) store<real>(to, load<real>(to) + load<real>(from));
          }
        }
      }
    }
  }
}

/** LANES elements, `stride` elements apart, reading nothing beyond the last. */
// @ts-ignore: decorator
@inline function atStride(p: usize, stride: i32): v128 {
  if (stride == 1) return get(p);
  if (SINGLE && stride == 2) return v128.shuffle<i32>(get(p), get(p + 12), 0, 2, 5, 7);
  return getStrided(p, bytes(stride));
}

/** The positions (i64) of LANES maxima. */
// @ts-ignore: decorator
@inline function putPositions(o: usize, at: v128): void {
  if (SINGLE) {
    put(o, i64x2.extend_low_i32x4_s(at));
    put(o + 16, i64x2.extend_high_i32x4_s(at));
  } else put(o, at);
}

/**
 * x [planes, H, W] -> o [planes, oh, ow] and the maxima's flat positions (i64) in their plane; NaN counts as the
 * largest.
 */
export function max_pool2d(
  x: usize, o: usize, positions: usize, planes: i32, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32, ph: i32,
  pw: i32, dh: i32, dw: i32, oh: i32, ow: i32,
): void {
  const plane = bytes(H * W), lanes = SINGLE ? i32x4(0, 1, 2, 3) : i64x2(0, 1),
      steps = v128.mul<word>(lanes, v128.splat<word>(sw));
  // Output columns from `begin` to `end` have their whole window inside the row.
  const begin = min(firstInside(-pw, sw), ow), end = max(begin, endInside((kw - 1) * dw - pw, sw, W, ow));
  for (; planes > 0; planes--, x += plane) {
    for (let r = 0; r < oh; r++) {
      const top = r * sh - ph, first = firstInside(top, dh), last = endInside(top, dh, H, kh);
      for (let c = 0; c < ow; ) {
        if (c >= begin && c < end && c + LANES > end && end - LANES >= begin) {
          // What is left is less than a vector: once more with the last outputs, which come out the same.
          const again = c + LANES - end;
          c -= again; o -= bytes(again); positions -= 8 * again;
        }
        const left = c * sw - pw;
        if (c >= begin && c + LANES <= end) {
          let best = all(-Infinity), at = v128.add<word>(steps, v128.splat<word>((top + first * dh) * W + left));
          for (let i = first; i < last; i++) {
            const row = (top + i * dh) * W + left;
            for (let j = 0; j < kw; j++) {
              const p = row + j * dw, value = atStride(x + bytes(p), sw);
              const better = v128.or(v128.gt<real>(value, best), v128.ne<real>(value, value));
              best = pick(better, value, best);
              at = pick(better, v128.add<word>(steps, v128.splat<word>(p)), at);
            }
          }
          put(o, best);
          putPositions(positions, at);
          c += LANES; o += 16; positions += 8 * LANES;
        } else {
          const from = firstInside(left, dw), until = endInside(left, dw, W, kw);
          let best: real = -Infinity, at = (top + first * dh) * W + left + from * dw;
          for (let i = first; i < last; i++) {
            for (let j = from; j < until; j++) {
              const p = (top + i * dh) * W + left + j * dw, value = load<real>(x + bytes(p));
              const better = value > best || value != value;
              best = select(value, best, better);
              at = select(p, at, better);
            }
          }
          store<real>(o, best);
          store<i64>(positions, at);
          c++; o += sizeof<real>(); positions += 8;
        }
      }
    }
  }
}

/** dx [planes, size] from g [planes, count] and the positions (i64) of the maxima; dx is cleared first. */
export function max_pool2d_backward(g: usize, positions: usize, dx: usize, planes: i32, size: i32, count: i32): void {
  fill(dx, 0, planes * size);
  for (; planes > 0; planes--, dx += bytes(size)) {
    for (let n = count; n > 0; n--, g += sizeof<real>(), positions += 8) {
      const p = dx + bytes(<i32>load<i64>(positions));
      store<real>(p, load<real>(p) + load<real>(g));
    }
  }
}
