import type { Tensor } from '../tensor/tensor.js';
import { div, mul, neg, sub } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { unary } from './elementwise.js';
import { exp } from './exponential.js';
import { square } from './powers.js';

// The error function and the normal distribution, which is made of it.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link erf}. */
    erf: Method<typeof erf>;
    /** {@link erf} in place. */
    erf_: InPlace<typeof erf>;
    /** See {@link erfc}. */
    erfc: Method<typeof erfc>;
    /** {@link erfc} in place. */
    erfc_: InPlace<typeof erfc>;
    /** See {@link erfinv}. */
    erfinv: Method<typeof erfinv>;
    /** {@link erfinv} in place. */
    erfinv_: InPlace<typeof erfinv>;
  }
}

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

/** The derivative of erf: 2/√π · e^(−x²). */
const erfSlope = (x: Tensor) => mul(exp(neg(square(x))), TWO_BY_ROOT_PI);

/** The density of the normal distribution: e^(−x²/2) / √(2π). */
const density = (x: Tensor) => mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));

const Erf = define({
  schema: 'erf(Tensor input)',
  forward: unary('erf', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, erfSlope(input)) },
  inplace: true,
});

/**
 * The error function 2/√π · ∫₀ˣ e^(−t²) dt, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.erf(torch.tensor([0, 0.5, 2]))); // tensor([0.0000, 0.5205, 0.9953])
 * @see PyTorch: `torch.erf`
 */
export function erf(input: Tensor): Tensor {
  return Erf.apply(input);
}

const Erfc = define({
  schema: 'erfc(Tensor input)',
  forward: unary('erfc', 'float'),
  derivative: { input: (grad, { input }) => neg(mul(grad, erfSlope(input))) },
  inplace: true,
});

/**
 * 1 − erf x, elementwise, precise where x is large.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.erfc(torch.tensor([0, 0.5, 2]))); // tensor([1.0000, 0.4795, 0.0047])
 * @see PyTorch: `torch.erfc`
 */
export function erfc(input: Tensor): Tensor {
  return Erfc.apply(input);
}

const Erfinv = define({
  schema: 'erfinv(Tensor input)',
  forward: unary('erfinv', 'float'),
  derivative: { input: (grad, { result }) => mul(grad, mul(exp(square(result)), 1 / TWO_BY_ROOT_PI)) },
  inplace: true,
});

/**
 * The number with the given error function, elementwise; NaN outside [−1, 1].
 *
 * @returns a new tensor
 * @example
 * console.log(torch.erfinv(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4769,    inf])
 * @see PyTorch: `torch.erfinv`
 */
export function erfinv(input: Tensor): Tensor {
  return Erfinv.apply(input);
}

const Erfcx = define({
  schema: 'special_erfcx(Tensor input)',
  forward: unary('erfcx', 'float'),
  derivative: { input: (grad, { input, result }) => mul(grad, sub(mul(mul(input, 2), result), TWO_BY_ROOT_PI)) },
  method: false,
});

/**
 * e^(x²) · erfc x, elementwise, which stays representable where erfc x does not.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.erfcx(torch.tensor([0, 0.5, 2]))); // tensor([1.0000, 0.6157, 0.2554])
 * @see PyTorch: `torch.special.erfcx`
 */
export function erfcx(input: Tensor): Tensor {
  return Erfcx.apply(input);
}

const Ndtr = define({
  schema: 'special_ndtr(Tensor input)',
  forward: unary('ndtr', 'float'),
  node: 'MulBackward1',
  derivative: { input: (grad, { input }) => mul(grad, density(input)) },
  method: false,
});

/**
 * The probability that a standard normal number is at most x, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.ndtr(torch.tensor([0, 1, -1]))); // tensor([0.5000, 0.8413, 0.1587])
 * @see PyTorch: `torch.special.ndtr`
 */
export function ndtr(input: Tensor): Tensor {
  return Ndtr.apply(input);
}

const Ndtri = define({
  schema: 'special_ndtri(Tensor input)',
  forward: unary('ndtri', 'float'),
  derivative: { input: (grad, { result }) => div(grad, density(result)) },
  method: false,
});

/**
 * The number x for which {@link ndtr} is the given probability, elementwise: the quantile of the normal distribution.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.ndtri(torch.tensor([0.5, 0.975, 0]))); // tensor([0.0000, 1.9600,   -inf])
 * @see PyTorch: `torch.special.ndtri`
 */
export function ndtri(input: Tensor): Tensor {
  return Ndtri.apply(input);
}

const LogNdtr = define({
  schema: 'special_log_ndtr(Tensor input)',
  forward: unary('log_ndtr', 'float'),
  derivative: { input: (grad, { input }) => div(mul(grad, Math.sqrt(2 / Math.PI)), erfcx(mul(input, -Math.SQRT1_2))) },
  method: false,
});

/**
 * The logarithm of {@link ndtr}, elementwise, precise where x is very negative.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.log_ndtr(torch.tensor([0, 1, -10]))); // tensor([ -0.6931,  -0.1728, -53.2313])
 * @see PyTorch: `torch.special.log_ndtr`
 */
export function log_ndtr(input: Tensor): Tensor {
  return LogNdtr.apply(input);
}
