// Optimizer updates, in place, one pass a parameter, with the operations and their order of PyTorch's single-tensor
// code.
import { real } from './real';
import { LANES, all, add, sub, mul, div, madd, get, put, getPart, putPart } from './vec';

// @ts-ignore: decorator
@inline function at(p: usize, n: i32): v128 { return n >= LANES ? get(p) : getPart(p, n); }
// @ts-ignore: decorator
@inline function to(p: usize, x: v128, n: i32): void {
  if (n >= LANES) put(p, x);
  else putPart(p, x, n);
}

/**
 * SGD: g += decay p; buffer = momentum buffer + (1 - dampening) g (at `first` just g); p -= lr (nesterov ? g + momentum
 * buffer : buffer). Without momentum `buffer` is not touched.
 */
export function sgd(
  p: usize, g: usize, buffer: usize, n: i32, lr: f64, momentum: f64, dampening: f64, decay: f64, nesterov: bool,
  maximize: bool, first: bool,
): void {
  const minusLr = all(-lr), mu = all(momentum), damp = all(1 - dampening), wd = all(decay);
  for (; n > 0; n -= LANES, p += 16, g += 16, buffer += 16) {
    const x = at(p, n);
    let d = at(g, n);
    if (maximize) d = v128.neg<real>(d);
    if (decay != 0) d = madd(x, wd, d);
    if (momentum != 0) {
      const b = first ? d : madd(d, damp, mul(at(buffer, n), mu));
      to(buffer, b, n);
      d = nesterov ? madd(b, mu, d) : b;
    }
    to(p, madd(d, minusLr, x), n);
  }
}

/**
 * Adam: m += (1 - beta1) (g - m); v = beta2 v + (1 - beta2) g^2; p -= stepSize m / (sqrt(v) / rootCorrection + eps),
 * where the caller gives stepSize = lr / (1 - beta1^t) and rootCorrection = sqrt(1 - beta2^t). With `decoupled` (AdamW)
 * p shrinks by 1 - lr decay first, else g += decay p. With AMSGrad `largest` holds the largest v so far, else it is 0.
 */
export function adam(
  p: usize, g: usize, m: usize, v: usize, largest: usize, n: i32, lr: f64, beta1: f64, beta2: f64, eps: f64, decay: f64,
  stepSize: f64, rootCorrection: f64, decoupled: bool, maximize: bool,
): void {
  const weight = 1 - beta1, near = weight < 0.5, w = all(near ? weight : weight - 1), b2 = all(beta2),
      rest = all(1 - beta2);
  const minusStep = all(-stepSize), root = all(rootCorrection), epsilon = all(eps), wd = all(decay),
      shrink = all(1 - lr * decay);
  let max = largest;
  for (; n > 0; n -= LANES, p += 16, g += 16, m += 16, v += 16, max += 16) {
    let x = at(p, n), d = at(g, n);
    if (maximize) d = v128.neg<real>(d);
    if (decay != 0) {
      if (decoupled) x = mul(x, shrink);
      else d = madd(x, wd, d);
    }
    const old = at(m, n), mean = madd(w, sub(d, old), near ? old : d);
    let square = madd(mul(rest, d), d, mul(at(v, n), b2));
    to(m, mean, n);
    to(v, square, n);
    if (largest) {
      square = v128.max<real>(at(max, n), square);
      to(max, square, n);
    }
    to(p, add(x, div(mul(minusStep, mean), add(div(v128.sqrt<real>(square), root), epsilon))), n);
  }
}
