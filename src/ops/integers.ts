import { bool } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, refuseBool, requireIntegers, unary, type Operand } from './elementwise.js';

// Ops on integers: their bits and their divisors.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link bitwise_not}. */
    bitwise_not: Method<typeof bitwise_not>;
    /** {@link bitwise_not} in place. */
    bitwise_not_: InPlace<typeof bitwise_not>;
    /** See {@link bitwise_and}. */
    bitwise_and: Method<typeof bitwise_and>;
    /** {@link bitwise_and} in place. */
    bitwise_and_: InPlace<typeof bitwise_and>;
    /** See {@link bitwise_or}. */
    bitwise_or: Method<typeof bitwise_or>;
    /** {@link bitwise_or} in place. */
    bitwise_or_: InPlace<typeof bitwise_or>;
    /** See {@link bitwise_xor}. */
    bitwise_xor: Method<typeof bitwise_xor>;
    /** {@link bitwise_xor} in place. */
    bitwise_xor_: InPlace<typeof bitwise_xor>;
    /** See {@link bitwise_left_shift}. */
    bitwise_left_shift: Method<typeof bitwise_left_shift>;
    /** {@link bitwise_left_shift} in place. */
    bitwise_left_shift_: InPlace<typeof bitwise_left_shift>;
    /** See {@link bitwise_right_shift}. */
    bitwise_right_shift: Method<typeof bitwise_right_shift>;
    /** {@link bitwise_right_shift} in place. */
    bitwise_right_shift_: InPlace<typeof bitwise_right_shift>;
    /** See {@link gcd}. */
    gcd: Method<typeof gcd>;
    /** {@link gcd} in place. */
    gcd_: InPlace<typeof gcd>;
    /** See {@link lcm}. */
    lcm: Method<typeof lcm>;
    /** {@link lcm} in place. */
    lcm_: InPlace<typeof lcm>;
  }
}

/** The value of an op of integers, and of truth values if `bools`. */
function onIntegers(kernel: string, messageName: string, bools = true): ReturnType<typeof binary> {
  const value = binary(kernel, 'same');
  return (input, other, out) => {
    requireIntegers(messageName, input, other);
    if (!bools) refuseBool(messageName, input, other);
    return value(input, other, out);
  };
}

const complement = unary('bitwise_not', 'same');
const negated = unary('logical_not', 'same');

const BitwiseNot = define({
  schema: 'bitwise_not(Tensor input)',
  forward: (input, out) => {
    requireIntegers('bitwise_not_cpu', input);
    return input.dtype === bool ? negated(input, out) : complement(input, out);
  },
  inplace: true,
});

/**
 * Every bit of each integer inverted, −x − 1; of a truth value the opposite.
 *
 * @returns a new tensor
 * @throws NotImplementedError for floats
 * @example
 * console.log(torch.bitwise_not(torch.tensor([0n, 5n]))); // tensor([-1, -6])
 * @see PyTorch: `torch.bitwise_not`
 */
export function bitwise_not(input: Tensor): Tensor {
  return BitwiseNot.apply(input);
}

const BitwiseAnd = define({
  schema: 'bitwise_and(Tensor|Number input, Tensor|Number other)',
  forward: onIntegers('bitwise_and', 'bitwise_and_cpu'),
  inplace: true,
});

/**
 * The bits that are set in both integers, elementwise; of truth values, whether both hold.
 *
 * @param input a tensor of integers or truth values, or a number
 * @param other the same
 * @returns a new tensor
 * @throws NotImplementedError for floats
 * @example
 * console.log(torch.bitwise_and(torch.tensor([12n, 10n]), 6n)); // tensor([4, 2])
 * @see PyTorch: `torch.bitwise_and`
 */
export function bitwise_and(input: Operand, other: Operand | { other: Operand }): Tensor {
  return BitwiseAnd.apply(input, other);
}

const BitwiseOr = define({
  schema: 'bitwise_or(Tensor|Number input, Tensor|Number other)',
  forward: onIntegers('bitwise_or', 'bitwise_or_cpu'),
  inplace: true,
});

/**
 * The bits that are set in one of two integers or in both, elementwise; of truth values, whether one holds.
 *
 * @param input a tensor of integers or truth values, or a number
 * @param other the same
 * @returns a new tensor
 * @throws NotImplementedError for floats
 * @example
 * console.log(torch.bitwise_or(torch.tensor([12n, 10n]), 6n)); // tensor([14, 14])
 * @see PyTorch: `torch.bitwise_or`
 */
export function bitwise_or(input: Operand, other: Operand | { other: Operand }): Tensor {
  return BitwiseOr.apply(input, other);
}

const BitwiseXor = define({
  schema: 'bitwise_xor(Tensor|Number input, Tensor|Number other)',
  forward: onIntegers('bitwise_xor', 'bitwise_xor_cpu'),
  inplace: true,
});

/**
 * The bits that are set in exactly one of two integers, elementwise; of truth values, whether they differ.
 *
 * @param input a tensor of integers or truth values, or a number
 * @param other the same
 * @returns a new tensor
 * @throws NotImplementedError for floats
 * @example
 * console.log(torch.bitwise_xor(torch.tensor([12n, 10n]), 6n)); // tensor([10, 12])
 * @see PyTorch: `torch.bitwise_xor`
 */
export function bitwise_xor(input: Operand, other: Operand | { other: Operand }): Tensor {
  return BitwiseXor.apply(input, other);
}

const BitwiseLeftShift = define({
  schema: 'bitwise_left_shift(Tensor|Number input, Tensor|Number other)',
  forward: onIntegers('bitwise_left_shift', 'lshift_cpu', false),
  inplace: true,
});

/**
 * The bits of each integer moved `other` places up, input · 2^other, elementwise.
 *
 * @param input a tensor of integers, or a number
 * @param other by how many bits
 * @returns a new tensor
 * @throws NotImplementedError for floats and truth values
 * @example
 * console.log(torch.bitwise_left_shift(torch.tensor([1n, 3n]), 2n)); // tensor([ 4, 12])
 * @see PyTorch: `torch.bitwise_left_shift`
 */
export function bitwise_left_shift(input: Operand, other: Operand | { other: Operand }): Tensor {
  return BitwiseLeftShift.apply(input, other);
}

const BitwiseRightShift = define({
  schema: 'bitwise_right_shift(Tensor|Number input, Tensor|Number other)',
  forward: onIntegers('bitwise_right_shift', 'rshift_cpu', false),
  inplace: true,
});

/**
 * The bits of each integer moved `other` places down, ⌊input / 2^other⌋, elementwise.
 *
 * @param input a tensor of integers, or a number
 * @param other by how many bits
 * @returns a new tensor
 * @throws NotImplementedError for floats and truth values
 * @example
 * console.log(torch.bitwise_right_shift(torch.tensor([16n, -3n]), 2n)); // tensor([ 4, -1])
 * @see PyTorch: `torch.bitwise_right_shift`
 */
export function bitwise_right_shift(input: Operand, other: Operand | { other: Operand }): Tensor {
  return BitwiseRightShift.apply(input, other);
}

const Gcd = define({
  schema: 'gcd(Tensor input, Tensor other)',
  forward: onIntegers('gcd', 'gcd_cpu', false),
  inplace: true,
});

/**
 * The greatest common divisor of two integers, elementwise; never negative, and 0 of two zeros.
 *
 * @param other a tensor of integers
 * @returns a new tensor
 * @throws NotImplementedError for floats and truth values
 * @example
 * console.log(torch.gcd(torch.tensor([12n, 0n]), torch.tensor([18n, 5n]))); // tensor([6, 5])
 * @see PyTorch: `torch.gcd`
 */
export function gcd(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Gcd.apply(input, other);
}

const Lcm = define({
  schema: 'lcm(Tensor input, Tensor other)',
  forward: onIntegers('lcm', 'lcm_cpu', false),
  inplace: true,
});

/**
 * The least common multiple of two integers, elementwise; never negative.
 *
 * @param other a tensor of integers
 * @returns a new tensor
 * @throws NotImplementedError for floats and truth values
 * @example
 * console.log(torch.lcm(torch.tensor([4n, 0n]), torch.tensor([6n, 5n]))); // tensor([12,  0])
 * @see PyTorch: `torch.lcm`
 */
export function lcm(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Lcm.apply(input, other);
}
