import { addBinary, addUnary } from './pointwise.js';
import * as special from '../special/index.js';

// Functions beyond plain arithmetic, by the names that ops call them by.

const degrees = 180 / Math.PI;

addUnary({
  deg2rad: (x) => x / degrees,
  rad2deg: (x) => x * degrees,
  sinc: special.sinc,
  frexp_mantissa: (x) => special.frexp(x)[0],
  frexp_exponent: (x) => special.frexp(x)[1],
});

const gcd = (a: number, b: number): number => {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
};

addBinary(
  {
    logaddexp: special.logaddexp,
    logaddexp2: special.logaddexp2,
    xlogy: special.xlogy,
    xlog1py: special.xlog1py,
    copysign: special.copysign,
    heaviside: special.heaviside,
    nextafter: special.nextafter,
    nextafter_float32: special.nextafter_float32,
    hypot: special.hypot,
    gcd,
    lcm: (a, b) => (a === 0 || b === 0 ? 0 : Math.abs((a / gcd(a, b)) * b)),
  },
  {
    gcd: special.gcd,
    lcm: special.lcm,
    heaviside: (x, atZero) => (x === 0n ? atZero : x > 0n ? 1n : 0n),
  },
);

// The derivatives of the functions that networks apply most, from the gradient and the function's value.
addBinary({
  sigmoid_backward: (grad, y) => grad * (1 - y) * y,
  tanh_backward: (grad, y) => grad * (1 - y * y),
  relu_backward: (grad, y) => (y <= 0 ? 0 : grad),
});
