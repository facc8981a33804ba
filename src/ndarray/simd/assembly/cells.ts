// The pointwise part of recurrent cells: from the gates' pre-activations gi = x W_ih^T + b_ih and gh = h W_hh^T + b_hh,
// each [B, gates H], to the new state, and back. `saved` keeps what the backward pass needs. A zero pointer is a zero
// gradient.
import { real } from './real';
import { LANES, all, add, sub, mul, madd, nfma, bytes, get, put, getPart, putPart } from './vec';
import { Binary, zip } from './loops';
import { vtanh, vsigmoid } from './exp';

// @ts-ignore: decorator
@inline function at(p: usize, n: i32): v128 { return n == LANES ? get(p) : getPart(p, n); }
// @ts-ignore: decorator
@inline function to(p: usize, x: v128, n: i32): void {
  if (n == LANES) put(p, x);
  else putPart(p, x, n);
}
// @ts-ignore: decorator
@inline function orZero(p: usize, offset: usize, n: i32): v128 { return p ? at(p + offset, n) : all(0); }
/** s (1 - s), the derivative of the sigmoid. */
// @ts-ignore: decorator
@inline function slope(s: v128): v128 { return mul(sub(all(1), s), s); }
/** 1 - t^2, the derivative of tanh. */
// @ts-ignore: decorator
@inline function flatness(t: v128): v128 { return nfma<real>(t, t, all(1)); }

@final class RnnTanh extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return vtanh(add(a, b)); }
}
@final class RnnRelu extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 {
    const x = add(a, b);
    return v128.andnot(x, v128.lt<real>(x, all(0)));
  }
}
/** h = tanh(gi + gh); its backward is tanh_backward(dh, h). */
export function rnn_tanh(gi: usize, gh: usize, h: usize, n: i32): void { zip<RnnTanh>(gi, gh, h, n); }
/** h = relu(gi + gh); its backward is relu_backward(dh, h). */
export function rnn_relu(gi: usize, gh: usize, h: usize, n: i32): void { zip<RnnRelu>(gi, gh, h, n); }

// LSTM: i, f, o = sigmoid, g = tanh of their sums; c' = f c + i g, h' = o tanh c'.

// @ts-ignore: decorator
@inline function lstmAt(
  gi: usize, gh: usize, c: usize, newH: usize, newC: usize, saved: usize, w: usize, n: i32,
): void {
  const i = vsigmoid(add(at(gi, n), at(gh, n))), f = vsigmoid(add(at(gi + w, n), at(gh + w, n)));
  const g = vtanh(add(at(gi + 2 * w, n), at(gh + 2 * w, n))), o = vsigmoid(add(at(gi + 3 * w, n), at(gh + 3 * w, n)));
  const cell = madd(f, at(c, n), mul(i, g)), t = vtanh(cell);
  to(newC, cell, n);
  to(newH, mul(o, t), n);
  to(saved, i, n);
  to(saved + w, f, n);
  to(saved + 2 * w, g, n);
  to(saved + 3 * w, o, n);
  to(saved + 4 * w, t, n);
}
/** gi, gh [B, 4H] (i, f, g, o), c [B, H] -> h', c' [B, H], saved [B, 5H] (i, f, g, o, tanh c'). c' may be c. */
export function lstm(gi: usize, gh: usize, c: usize, newH: usize, newC: usize, saved: usize, B: i32, H: i32): void {
  const w = bytes(H);
  for (; B > 0; B--, gi += 3 * w, gh += 3 * w, saved += 4 * w) {
    let n = H;
    for (; n >= LANES; n -= LANES) {
      lstmAt(gi, gh, c, newH, newC, saved, w, LANES);
      gi += 16; gh += 16; c += 16; newH += 16; newC += 16; saved += 16;
    }
    if (n > 0) {
      lstmAt(gi, gh, c, newH, newC, saved, w, n);
      const step = bytes(n);
      gi += step; gh += step; c += step; newH += step; newC += step; saved += step;
    }
  }
}

/**
 * dh, dc of h', c' [B, H], c and saved of the forward pass -> dg [B, 4H], of gi as of gh, and dc of c. The new dc may
 * be the old.
 */
export function lstm_backward(
  dh: usize, dc: usize, c: usize, saved: usize, dg: usize, newDc: usize, B: i32, H: i32,
): void {
  const w = bytes(H);
  let k: usize = 0;
  for (; B > 0; B--, saved += 4 * w, dg += 3 * w) {
    for (let n = H; n > 0; n -= LANES) {
      const m = n < LANES ? n : LANES;
      const i = at(saved, m), f = at(saved + w, m), g = at(saved + 2 * w, m), o = at(saved + 3 * w, m),
          t = at(saved + 4 * w, m);
      const d = orZero(dh, k, m), e = madd(mul(d, o), flatness(t), orZero(dc, k, m));
      to(dg, mul(mul(e, g), slope(i)), m);
      to(dg + w, mul(mul(e, at(c + k, m)), slope(f)), m);
      to(dg + 2 * w, mul(mul(e, i), flatness(g)), m);
      to(dg + 3 * w, mul(mul(d, t), slope(o)), m);
      to(newDc + k, mul(e, f), m);
      const step = bytes(m);
      saved += step; dg += step; k += step;
    }
  }
}

// GRU: r, z = sigmoid of their sums, n = tanh(gi_n + r gh_n), h' = (1 - z) n + z h.

// @ts-ignore: decorator
@inline function gruAt(gi: usize, gh: usize, h: usize, newH: usize, saved: usize, w: usize, m: i32): void {
  const r = vsigmoid(add(at(gi, m), at(gh, m))), z = vsigmoid(add(at(gi + w, m), at(gh + w, m)));
  const ghn = at(gh + 2 * w, m), n = vtanh(madd(r, ghn, at(gi + 2 * w, m)));
  to(newH, madd(sub(at(h, m), n), z, n), m);
  to(saved, r, m);
  to(saved + w, z, m);
  to(saved + 2 * w, n, m);
  to(saved + 3 * w, ghn, m);
}
/**
 * gi, gh [B, 3H] (r, z, n), h [B, H] -> h' [B, H], saved [B, 4H] (r, z, n, gh_n). h' may be h, if the backward pass
 * still has h.
 */
export function gru(gi: usize, gh: usize, h: usize, newH: usize, saved: usize, B: i32, H: i32): void {
  const w = bytes(H);
  for (; B > 0; B--, gi += 2 * w, gh += 2 * w, saved += 3 * w) {
    let n = H;
    for (; n >= LANES; n -= LANES) {
      gruAt(gi, gh, h, newH, saved, w, LANES);
      gi += 16; gh += 16; h += 16; newH += 16; saved += 16;
    }
    if (n > 0) {
      gruAt(gi, gh, h, newH, saved, w, n);
      const step = bytes(n);
      gi += step; gh += step; h += step; newH += step; saved += step;
    }
  }
}

/**
 * dh of h' [B, H], h and saved of the forward pass -> dgi, dgh [B, 3H], and dh of h, without the part that comes
 * through gh.
 */
export function gru_backward(
  dh: usize, h: usize, saved: usize, dgi: usize, dgh: usize, newDh: usize, B: i32, H: i32,
): void {
  const w = bytes(H);
  for (; B > 0; B--, saved += 3 * w, dgi += 2 * w, dgh += 2 * w) {
    for (let left = H; left > 0; left -= LANES) {
      const m = left < LANES ? left : LANES;
      const r = at(saved, m), z = at(saved + w, m), n = at(saved + 2 * w, m), ghn = at(saved + 3 * w, m), d = at(dh, m);
      const dn = mul(mul(d, sub(all(1), z)), flatness(n)), dz = mul(mul(d, sub(at(h, m), n)), slope(z)),
          dr = mul(mul(dn, ghn), slope(r));
      to(dgi, dr, m);
      to(dgi + w, dz, m);
      to(dgi + 2 * w, dn, m);
      to(dgh, dr, m);
      to(dgh + w, dz, m);
      to(dgh + 2 * w, mul(dn, r), m);
      to(newDh, mul(d, z), m);
      const step = bytes(m);
      saved += step; dgi += step; dgh += step; dh += step; h += step; newDh += step;
    }
  }
}
