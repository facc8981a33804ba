import { isTensor, type Tensor } from '../tensor/tensor.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { eq, gt, le, lt } from './comparison.js';
import { define, type InPlace, type Method } from './define.js';
import { asTensor, binary, requireFloat, unary, type Operand } from './elementwise.js';
import { exp, exp2, log, log1p } from './exponential.js';
import { logical_and, logical_or } from './logic.js';
import { where } from './ternary.js';

// Logarithms with a second argument, and the logit, which is one of odds.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link logaddexp}. */
    logaddexp: Method<typeof logaddexp>;
    /** See {@link logaddexp2}. */
    logaddexp2: Method<typeof logaddexp2>;
    /** See {@link logit}. */
    logit: Method<typeof logit>;
    /** {@link logit} in place. */
    logit_: InPlace<typeof logit>;
    /** See {@link xlogy}. */
    xlogy: Method<typeof xlogy>;
    /** {@link xlogy} in place. */
    xlogy_: InPlace<typeof xlogy>;
  }
}

const logOfSum = binary('logaddexp', 'same');

const Logaddexp = define({
  schema: 'logaddexp(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('logaddexp_cpu', input, other);
    return logOfSum(input, other, out);
  },
  derivative: {
    input: (grad, { input, other }) => div(grad, add(exp(sub(other, input)), 1)),
    other: (grad, { input, other }) => div(grad, add(exp(sub(input, other)), 1)),
  },
});

/**
 * log(e^input + e^other), elementwise, with broadcasting, without overflow on the way: the sum of two probabilities that are given by their logarithms.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.logaddexp(torch.tensor([0, -1000]), torch.tensor([0, -1000]))); // tensor([ 6.9315e-01, -9.9931e+02])
 * @see PyTorch: `torch.logaddexp`
 */
export function logaddexp(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Logaddexp.apply(input, other);
}

const log2OfSum = binary('logaddexp2', 'same');

const Logaddexp2 = define({
  schema: 'logaddexp2(Tensor input, Tensor other)',
  forward: (input, other, out) => {
    requireFloat('logaddexp2_cpu', input, other);
    return log2OfSum(input, other, out);
  },
  derivative: {
    input: (grad, { input, other }) => div(grad, add(exp2(sub(other, input)), 1)),
    other: (grad, { input, other }) => div(grad, add(exp2(sub(input, other)), 1)),
  },
});

/**
 * log₂(2^input + 2^other), elementwise, with broadcasting, without overflow on the way.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.logaddexp2(torch.tensor([0, 3]), torch.tensor([0, 3]))); // tensor([1., 4.])
 * @see PyTorch: `torch.logaddexp2`
 */
export function logaddexp2(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Logaddexp2.apply(input, other);
}

/** The derivative of input · f by `input`: f itself, and 0 where `input` is 0 and f is undefined or −∞ (`outside`). */
function factor(input: Operand, f: Tensor, outside: Tensor): Tensor {
  return isTensor(input) ? where(logical_and(eq(input, 0), outside), 0, f) : f;
}

const Xlogy = define({
  schema: 'xlogy(Tensor|Number input, Tensor|Number other)',
  forward: binary('xlogy', 'float'),
  node: (input, other) => `XlogyBackward${isTensor(other) ? (isTensor(input) ? 0 : 1) : 2}`,
  derivative: {
    input: (grad, { input, other }) => {
      const y = asTensor(other, grad.dtype);
      return mul(grad, factor(input, log(y), le(y, 0)));
    },
    other: (grad, { input, other }) => mul(grad, div(input, other)),
  },
  inplace: true,
});

/**
 * input · log(other), elementwise, with broadcasting, and 0 where `input` is 0 and `other` is not NaN.
 *
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.xlogy(torch.tensor([0, 0, 2]), torch.tensor([0, 2, 3]))); // tensor([0.0000, 0.0000, 2.1972])
 * @see PyTorch: `torch.xlogy`
 */
export function xlogy(input: Operand, other: Operand | { other: Operand }): Tensor {
  return Xlogy.apply(input, other);
}

const Xlog1py = define({
  schema: 'special_xlog1py(Tensor|Number input, Tensor|Number other)',
  method: false,
  node: (input, other) => `SpecialXlog1PyBackward${isTensor(other) ? (isTensor(input) ? 0 : 1) : 2}`,
  forward: binary('xlog1py', 'float'),
  derivative: {
    input: (grad, { input, other }) => {
      const y = asTensor(other, grad.dtype);
      return mul(grad, factor(input, log1p(y), le(y, -1)));
    },
    other: (grad, { input, other }) => mul(grad, div(input, add(other, 1))),
  },
});

/**
 * input · log(1 + other), elementwise, with broadcasting, and 0 where `input` is 0 and `other` is not NaN.
 *
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.xlog1py(torch.tensor([0, 0, 2]), torch.tensor([-1, 2, 3]))); // tensor([0.0000, 0.0000, 2.7726])
 * @see PyTorch: `torch.special.xlog1py`
 */
export function xlog1py(input: Operand, other: Operand | { other: Operand }): Tensor {
  return Xlog1py.apply(input, other);
}

const Entr = define({
  schema: 'special_entr(Tensor input)',
  method: false,
  forward: unary('entr', 'float'),
  derivative: { input: (grad, { input }) => neg(mul(grad, add(log(input), 1))) },
});

/**
 * −x · log x, elementwise, the summands of the entropy: 0 at 0, −∞ below.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.special.entr(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.3466, -0.0000])
 * @see PyTorch: `torch.special.entr`
 */
export function entr(input: Tensor): Tensor {
  return Entr.apply(input);
}

const logOdds = unary('logit', 'float');
const clampedLogOdds = binary('logit', 'float');

const Logit = define({
  schema: 'logit(Tensor input, float? eps=None)',
  forward: (input, eps, out) => (eps === null ? logOdds(input, out) : clampedLogOdds(input, eps, out)),
  derivative: {
    input: (grad, { input, eps }) => {
      const [low, high, outside] = eps === null ? [0, 1, NaN] : [eps, 1 - eps, 0];
      const slope = div(grad, mul(input, sub(1, input)));
      return where(logical_or(lt(input, low), gt(input, high)), outside, slope);
    },
  },
  inplace: true,
});

/**
 * The logarithm of the odds, log(x / (1 − x)), elementwise: the inverse of {@link sigmoid}. NaN outside [0, 1].
 *
 * @param eps if given, elements are first clamped to [eps, 1 − eps]
 * @returns a new tensor
 * @example
 * console.log(torch.logit(torch.tensor([0.25, 0.5, 1]), 0.1)); // tensor([-1.0986,  0.0000,  2.1972])
 * @see PyTorch: `torch.logit`
 */
export function logit(input: Tensor, eps?: number | null | { eps?: number | null }): Tensor {
  return Logit.apply(input, eps);
}
