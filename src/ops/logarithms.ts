import { float64 } from '../tensor/dtype.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { clamp } from './clamp.js';
import { eq, le } from './comparison.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, requireFloat, type Operand } from './elementwise.js';
import { exp, exp2, log } from './exponential.js';
import { logical_and } from './logic.js';
import { where } from './ternary.js';

// Logarithms with a second argument, and the logit, which is one of odds.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link logaddexp}. */
    logaddexp: Method<typeof logaddexp>;
    /** See {@link logaddexp2}. */
    logaddexp2: Method<typeof logaddexp2>;
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

/** log(other), and 0 where `input` is 0 and `other` is not positive. */
function logUnlessZero(input: Operand, other: Operand): Tensor | number {
  if (!isTensor(other)) {
    const value = Math.log(Number(other));
    return Number(other) > 0 ? value : where(eq(input as Tensor, 0), 0, value);
  }
  return where(logical_and(eq(input as Tensor, 0), le(other, 0)), 0, log(other));
}

const Xlogy = define({
  schema: 'xlogy(Tensor|Number input, Tensor|Number other)',
  forward: binary('xlogy', 'float'),
  node: (input, other) => `XlogyBackward${isTensor(other) ? (isTensor(input) ? 0 : 1) : 2}`,
  derivative: {
    input: (grad, { input, other }) => mul(grad, logUnlessZero(input, other)),
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
