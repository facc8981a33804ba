import { RuntimeError } from '../tensor/errors.js';
import { resultType } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { mul, sub } from './arithmetic.js';
import { eq, ge } from './comparison.js';
import { compose, define, type InPlace, type Method } from './define.js';
import { binary, unary, type Operand } from './elementwise.js';
import { log } from './exponential.js';
import { logical_and } from './logic.js';
import { where } from './ternary.js';

// Powers: the op of **.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link pow}. */
    pow: Method<typeof pow>;
    /** {@link pow} in place. */
    pow_: InPlace<typeof pow>;
    /** See {@link square}. */
    square: Method<typeof square>;
    /** {@link square} in place. */
    square_: InPlace<typeof square>;
  }
}

const power = binary('pow', 'same');

/** Exponents for which a simpler function is exact; that of −∞ is then, as in PyTorch, not the power's. */
const ROOTS: Readonly<Record<number, (input: Tensor, out?: Tensor) => Tensor>> = {
  [-1]: unary('reciprocal', 'same'),
  [-0.5]: unary('rsqrt', 'same'),
  0.5: unary('sqrt', 'same'),
  2: unary('square', 'same'),
};

const Pow = define({
  schema: 'pow(Tensor|Number input, Tensor|Number exponent)',
  node: (input, exponent) => `PowBackward${isTensor(exponent) ? (isTensor(input) ? 1 : 2) : 0}`,
  forward: (input, exponent, out) => {
    if (!isTensor(exponent) && Number(exponent) < 0 && !resultType(input, exponent).is_floating_point)
      throw new RuntimeError('Integers to negative integer powers are not allowed.');
    const root = typeof exponent === 'number' ? ROOTS[exponent] : undefined;
    if (root !== undefined && isTensor(input) && input.dtype.is_floating_point) return root(input, out);
    return power(input, exponent, out);
  },
  derivative: {
    input: (grad, { input, exponent }) => powerRule(grad, input, exponent),
    exponent: (grad, { input, exponent, result }) =>
      isTensor(exponent) ? exponentRule(grad, input, exponent, result) : null,
  },
  inplace: true,
});

/** d(xⁿ)/dx = n · xⁿ⁻¹, and 0 where n = 0 even if x⁻¹ is infinite. */
function powerRule(grad: Tensor, input: Operand, exponent: Operand): Tensor {
  if (!isTensor(exponent))
    return exponent === 0 ? mul(grad, 0) : mul(grad, mul(pow(input, Number(exponent) - 1), exponent));
  return mul(grad, where(eq(exponent, 0), 0, mul(exponent, pow(input, sub(exponent, 1)))));
}

/** d(xⁿ)/dn = xⁿ · log x, and 0 where x = 0 and n ≥ 0. */
function exponentRule(grad: Tensor, input: Operand, exponent: Tensor, result: Tensor): Tensor {
  if (!isTensor(input)) {
    const slope = mul(result, Math.log(Number(input)));
    return mul(grad, Number(input) === 0 ? where(ge(exponent, 0), 0, slope) : slope);
  }
  return mul(grad, where(logical_and(eq(input, 0), ge(exponent, 0)), 0, mul(result, log(input))));
}

/**
 * input ** exponent, elementwise, with broadcasting.
 *
 * @param input a tensor or a number
 * @param exponent a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError for an integer to a negative power
 * @example
 * console.log(torch.tensor([1, 2, 3]).pow(2)); // tensor([1., 4., 9.])
 * console.log(torch.pow(2, torch.tensor([1, 2]))); // tensor([2., 4.])
 * @see PyTorch: `torch.pow`
 */
export function pow(input: Operand, exponent: Operand | { exponent: Operand }): Tensor {
  return Pow.apply(input, exponent);
}

const Square = compose({ schema: 'square(Tensor input)', compose: (input) => pow(input, 2), inplace: true });

/**
 * input², elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.square(torch.tensor([-1, 3]))); // tensor([1., 9.])
 * @see PyTorch: `torch.square`
 */
export function square(input: Tensor): Tensor {
  return Square.apply(input);
}
