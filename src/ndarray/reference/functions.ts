import * as special from '../special/index.js';
import { addBinary, addUnary } from './pointwise.js';

// Functions beyond plain arithmetic, by the names under which ops call them.

addUnary(
  { isposinf: (x) => x === Infinity, isneginf: (x) => x === -Infinity, isreal: () => true },
  { isposinf: () => false, isneginf: () => false, isreal: () => true },
);

addUnary({
  angle: (x) => (x < 0 ? Math.PI : x === x ? 0 : NaN),
  logit: (x) => special.logit(x),
  entr: (x) => (x > 0 ? -x * Math.log(x) : x === 0 ? 0 : x < 0 ? -Infinity : NaN),
  frexp_mantissa: (x) => special.frexp(x)[0],
  frexp_exponent: (x) => special.frexp(x)[1],
  erf: special.erf,
  erfc: special.erfc,
  erfcx: special.erfcx,
  erfinv: special.erfinv,
  ndtr: special.ndtr,
  ndtri: special.ndtri,
  log_ndtr: special.log_ndtr,
  lgamma: special.lgamma,
  digamma: special.digamma,
  i0: special.i0,
  i0e: special.i0e,
  i1: special.i1,
  i1e: special.i1e,
  modified_bessel_k0: special.k0,
  modified_bessel_k1: special.k1,
  scaled_modified_bessel_k0: special.scaled_k0,
  scaled_modified_bessel_k1: special.scaled_k1,
  spherical_bessel_j0: special.spherical_j0,
});

const gcd = (a: number, b: number): number => {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
};

addBinary(
  {
    logaddexp: special.logaddexp,
    logaddexp2: special.logaddexp2,
    logit: special.logit,
    xlogy: special.xlogy,
    xlog1py: special.xlog1py,
    copysign: special.copysign,
    heaviside: special.heaviside,
    nextafter: special.nextafter,
    nextafter_float32: special.nextafter_float32,
    hypot: special.hypot,
    gcd,
    lcm: (a, b) => (a === 0 || b === 0 ? 0 : Math.abs((a / gcd(a, b)) * b)),
    polygamma: special.polygamma,
    igamma: special.igamma,
    igammac: special.igammac,
    zeta: special.zeta,
    chebyshev_polynomial_t: special.chebyshev_t,
    chebyshev_polynomial_u: special.chebyshev_u,
    chebyshev_polynomial_v: special.chebyshev_v,
    chebyshev_polynomial_w: special.chebyshev_w,
    shifted_chebyshev_polynomial_t: special.shifted_chebyshev_t,
    shifted_chebyshev_polynomial_u: special.shifted_chebyshev_u,
    shifted_chebyshev_polynomial_v: special.shifted_chebyshev_v,
    shifted_chebyshev_polynomial_w: special.shifted_chebyshev_w,
    hermite_polynomial_h: special.hermite_h,
    hermite_polynomial_he: special.hermite_he,
    laguerre_polynomial_l: special.laguerre_l,
    legendre_polynomial_p: special.legendre_p,
  },
  {
    gcd: special.gcd,
    lcm: special.lcm,
    heaviside: (x, atZero) => (x === 0n ? atZero : x > 0n ? 1n : 0n),
  },
);

// The derivatives of the functions that networks apply most, from the gradient and the function's value y.
addBinary({
  sigmoid_backward: (grad, y) => grad * (1 - y) * y,
  tanh_backward: (grad, y) => grad * (1 - y * y),
  relu_backward: (grad, y) => (y <= 0 ? 0 : grad),
});
