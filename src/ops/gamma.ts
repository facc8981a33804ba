import { RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { add, mul, neg, sub } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, notDifferentiable, requireFloat, unary, type Operand } from './elementwise.js';
import { exp, log } from './exponential.js';

// The gamma function and what comes from it.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link lgamma}. */
    lgamma: Method<typeof lgamma>;
    /** {@link lgamma} in place. */
    lgamma_: InPlace<typeof lgamma>;
    /** See {@link digamma}. */
    digamma: Method<typeof digamma>;
    /** {@link digamma} in place. */
    digamma_: InPlace<typeof digamma>;
    /** See {@link polygamma}. */
    polygamma(n: number): Tensor;
    /** {@link polygamma} in place. */
    polygamma_(n: number): Tensor;
    /** See {@link mvlgamma}. */
    mvlgamma: Method<typeof mvlgamma>;
    /** {@link mvlgamma} in place. */
    mvlgamma_: InPlace<typeof mvlgamma>;
    /** See {@link igamma}. */
    igamma: Method<typeof igamma>;
    /** {@link igamma} in place. */
    igamma_: InPlace<typeof igamma>;
    /** See {@link igammac}. */
    igammac: Method<typeof igammac>;
    /** {@link igammac} in place. */
    igammac_: InPlace<typeof igammac>;
  }
}

/** The density of the gamma distribution, x^(a−1) e^(−x) / Γ(a): the derivative of {@link igamma}. */
const gammaDensity = (a: Tensor, x: Tensor) => exp(sub(sub(mul(sub(a, 1), log(x)), x), lgamma(a)));

const Lgamma = define({
  schema: 'lgamma(Tensor input)',
  forward: unary('lgamma', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, digamma(input)) },
  inplace: true,
});

/**
 * log |Γ(x)|, elementwise; ∞ at 0, −1, −2, …
 *
 * @returns a new tensor
 * @example
 * console.log(torch.lgamma(torch.tensor([1, 0.5, 10]))); // tensor([ 0.0000,  0.5724, 12.8018])
 * @see PyTorch: `torch.lgamma`
 */
export function lgamma(input: Tensor): Tensor {
  return Lgamma.apply(input);
}

const Digamma = define({
  schema: 'digamma(Tensor input)',
  forward: unary('digamma', 'float'),
  derivative: { input: (grad, { input }) => mul(grad, polygamma(1, input)) },
  inplace: true,
});

/**
 * The derivative of log Γ(x), elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.digamma(torch.tensor([1, 0.5, 10]))); // tensor([-0.5772, -1.9635,  2.2518])
 * @see PyTorch: `torch.digamma`
 */
export function digamma(input: Tensor): Tensor {
  return Digamma.apply(input);
}

const derivativeOfDigamma = binary('polygamma', 'float');

const Polygamma = define({
  schema: 'polygamma(Tensor input, int n)',
  forward: (input, n, out) => {
    if (n < 0) throw new RuntimeError('polygamma(n, x) does not support negative n.');
    return derivativeOfDigamma(n, input, out);
  },
  derivative: { input: (grad, { input, n }) => mul(grad, polygamma(n + 1, input)) },
  inplace: true,
});

/**
 * The n-th derivative of {@link digamma}, elementwise.
 *
 * @param n how often to differentiate, not negative
 * @param input a tensor
 * @returns a new tensor
 * @throws RuntimeError for a negative n
 * @example
 * console.log(torch.polygamma(1, torch.tensor([1, 0.5, 10]))); // tensor([1.6449, 4.9348, 0.1052])
 * @see PyTorch: `torch.polygamma`
 */
export function polygamma(n: number, input: Tensor): Tensor {
  return Polygamma.apply(input, n);
}

/** Σⱼ f(x − j/2) for j = 0, …, p − 1. */
function sumOver(p: number, x: Tensor, f: (x: Tensor) => Tensor): Tensor {
  let sum = f(x);
  for (let j = 1; j < p; j++) sum = add(sum, f(sub(x, j / 2)));
  return sum;
}

const Mvlgamma = define({
  schema: 'mvlgamma(Tensor input, int p)',
  forward: (input, p) => {
    if (p < 1) throw new RuntimeError('p has to be greater than or equal to 1');
    return add(sumOver(p, input.detach(), lgamma), ((p * (p - 1)) / 4) * Math.log(Math.PI));
  },
  derivative: { input: (grad, { input, p }) => mul(grad, sumOver(p, input, digamma)) },
  inplace: true,
});

/**
 * The logarithm of the multivariate gamma function of dimension p, elementwise: Σⱼ log Γ(x − j/2) + p(p − 1)/4 · log π, for j = 0, …, p − 1.
 *
 * @param p the dimension, at least 1
 * @returns a new tensor
 * @throws RuntimeError for p < 1
 * @example
 * console.log(torch.mvlgamma(torch.tensor([2, 3]), 2)); // tensor([0.4516, 1.5502])
 * @see PyTorch: `torch.mvlgamma`
 */
export function mvlgamma(input: Tensor, p: number | { p: number }): Tensor {
  return Mvlgamma.apply(input, p);
}

const igammaOf = binary('igamma', 'same');

const Igamma = define({
  schema: 'igamma(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('igamma_cpu', input, other);
    return igammaOf(input, other, out);
  },
  derivative: {
    input: (grad) => notDifferentiable(grad, "the derivative for 'igamma: input' is not implemented."),
    other: (grad, { input, other }) => mul(grad, gammaDensity(input, other)),
  },
  inplace: true,
});

/**
 * The regularized lower incomplete gamma function P(a, x) = 1/Γ(a) · ∫₀ˣ t^(a−1) e^(−t) dt, elementwise.
 *
 * @param input a, positive
 * @param other x, not negative
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.igamma(torch.tensor([1, 4]), torch.tensor([2, 3]))); // tensor([0.8647, 0.3528])
 * @see PyTorch: `torch.igamma`
 */
export function igamma(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Igamma.apply(input, other);
}

const igammacOf = binary('igammac', 'same');

const Igammac = define({
  schema: 'igammac(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('igammac_cpu', input, other);
    return igammacOf(input, other, out);
  },
  derivative: {
    input: (grad) => notDifferentiable(grad, "the derivative for 'igammac: input' is not implemented."),
    other: (grad, { input, other }) => neg(mul(grad, gammaDensity(input, other))),
  },
  inplace: true,
});

/**
 * The regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x), elementwise. See {@link igamma}.
 *
 * @param input a, positive
 * @param other x, not negative
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.igammac(torch.tensor([1, 4]), torch.tensor([2, 3]))); // tensor([0.1353, 0.6472])
 * @see PyTorch: `torch.igammac`
 */
export function igammac(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Igammac.apply(input, other);
}

const Zeta = define({
  schema: 'special_zeta(Tensor|Number input, Tensor|Number other)',
  forward: binary('zeta', 'float'),
  node: (input) => (isTensor(input) ? 'SpecialZetaBackward0' : 'SpecialZetaBackward1'),
  derivative: {
    input: (grad) => notDifferentiable(grad, "the derivative for 'zeta' is not implemented."),
    other: (grad, { input, other }) => mul(grad, neg(mul(input, zeta(add(input, 1), other)))),
  },
  method: false,
});

/**
 * The Hurwitz zeta function Σₖ 1 / (k + q)ˣ over k = 0, 1, …, elementwise; for q = 1 Riemann’s.
 *
 * @param input x
 * @param other q
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.zeta(torch.tensor([2, 4]), 1)); // tensor([1.6449, 1.0823])
 * @see PyTorch: `torch.special.zeta`
 */
export function zeta(input: Operand, other: Operand | { other: Operand }): Tensor {
  return Zeta.apply(input, other);
}
