import type { Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, unary } from './elementwise.js';

// Logic on truth values, and predicates: what holds for each element. A number counts as true where it is not 0.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link logical_and}. */
    logical_and: Method<typeof logical_and>;
    /** {@link logical_and} in place. */
    logical_and_: InPlace<typeof logical_and>;
    /** See {@link logical_or}. */
    logical_or: Method<typeof logical_or>;
    /** {@link logical_or} in place. */
    logical_or_: InPlace<typeof logical_or>;
    /** See {@link logical_xor}. */
    logical_xor: Method<typeof logical_xor>;
    /** {@link logical_xor} in place. */
    logical_xor_: InPlace<typeof logical_xor>;
    /** See {@link logical_not}. */
    logical_not: Method<typeof logical_not>;
    /** {@link logical_not} in place. */
    logical_not_: InPlace<typeof logical_not>;
    /** See {@link isnan}. */
    isnan: Method<typeof isnan>;
    /** See {@link isinf}. */
    isinf: Method<typeof isinf>;
    /** See {@link isposinf}. */
    isposinf: Method<typeof isposinf>;
    /** See {@link isneginf}. */
    isneginf: Method<typeof isneginf>;
    /** See {@link isfinite}. */
    isfinite: Method<typeof isfinite>;
    /** See {@link isreal}. */
    isreal: Method<typeof isreal>;
    /** See {@link signbit}. */
    signbit: Method<typeof signbit>;
  }
}

const LogicalAnd = define({
  schema: 'logical_and(Tensor input, Tensor other)',
  forward: binary('logical_and', 'bool'),
  inplace: true,
});

/**
 * Whether input and other are both true (not 0), elementwise.
 *
 * @param other a tensor
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.logical_and(torch.tensor([true, true, false, false]), torch.tensor([true, false, true, false]))); // tensor([ True, False, False, False])
 * @see PyTorch: `torch.logical_and`
 */
export function logical_and(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return LogicalAnd.apply(input, other);
}

const LogicalOr = define({
  schema: 'logical_or(Tensor input, Tensor other)',
  forward: binary('logical_or', 'bool'),
  inplace: true,
});

/**
 * Whether input or other is true (not 0), elementwise.
 *
 * @param other a tensor
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.logical_or(torch.tensor([true, true, false, false]), torch.tensor([true, false, true, false]))); // tensor([ True,  True,  True, False])
 * @see PyTorch: `torch.logical_or`
 */
export function logical_or(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return LogicalOr.apply(input, other);
}

const LogicalXor = define({
  schema: 'logical_xor(Tensor input, Tensor other)',
  forward: binary('logical_xor', 'bool'),
  inplace: true,
});

/**
 * Whether exactly one of input and other is true (not 0), elementwise.
 *
 * @param other a tensor
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.logical_xor(torch.tensor([true, true, false, false]), torch.tensor([true, false, true, false]))); // tensor([False,  True,  True, False])
 * @see PyTorch: `torch.logical_xor`
 */
export function logical_xor(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return LogicalXor.apply(input, other);
}

const LogicalNot = define({
  schema: 'logical_not(Tensor input)',
  forward: unary('logical_not', 'bool'),
  inplace: true,
});

/**
 * Whether input is false (0), elementwise.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.logical_not(torch.tensor([0, 1, -2]))); // tensor([ True, False, False])
 * @see PyTorch: `torch.logical_not`
 */
export function logical_not(input: Tensor): Tensor {
  return LogicalNot.apply(input);
}

const Isnan = define({
  schema: 'isnan(Tensor input)',
  forward: unary('isnan', 'bool'),
});

/**
 * Whether each element is NaN.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isnan(torch.tensor([1, NaN, Infinity]))); // tensor([False,  True, False])
 * @see PyTorch: `torch.isnan`
 */
export function isnan(input: Tensor): Tensor {
  return Isnan.apply(input);
}

const Isinf = define({
  schema: 'isinf(Tensor input)',
  forward: unary('isinf', 'bool'),
});

/**
 * Whether each element is ∞ or −∞.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isinf(torch.tensor([1, NaN, -Infinity]))); // tensor([False, False,  True])
 * @see PyTorch: `torch.isinf`
 */
export function isinf(input: Tensor): Tensor {
  return Isinf.apply(input);
}

const Isposinf = define({
  schema: 'isposinf(Tensor input)',
  forward: unary('isposinf', 'bool'),
});

/**
 * Whether each element is ∞.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isposinf(torch.tensor([Infinity, -Infinity, 1]))); // tensor([ True, False, False])
 * @see PyTorch: `torch.isposinf`
 */
export function isposinf(input: Tensor): Tensor {
  return Isposinf.apply(input);
}

const Isneginf = define({
  schema: 'isneginf(Tensor input)',
  forward: unary('isneginf', 'bool'),
});

/**
 * Whether each element is −∞.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isneginf(torch.tensor([Infinity, -Infinity, 1]))); // tensor([False,  True, False])
 * @see PyTorch: `torch.isneginf`
 */
export function isneginf(input: Tensor): Tensor {
  return Isneginf.apply(input);
}

const Isfinite = define({
  schema: 'isfinite(Tensor input)',
  forward: unary('isfinite', 'bool'),
});

/**
 * Whether each element is neither infinite nor NaN.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isfinite(torch.tensor([1, NaN, Infinity]))); // tensor([ True, False, False])
 * @see PyTorch: `torch.isfinite`
 */
export function isfinite(input: Tensor): Tensor {
  return Isfinite.apply(input);
}

const Isreal = define({
  schema: 'isreal(Tensor input)',
  forward: unary('isreal', 'bool'),
});

/**
 * Whether each element is a real number: always, for there are no complex ones.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.isreal(torch.tensor([1, NaN]))); // tensor([True, True])
 * @see PyTorch: `torch.isreal`
 */
export function isreal(input: Tensor): Tensor {
  return Isreal.apply(input);
}

const Signbit = define({
  schema: 'signbit(Tensor input)',
  forward: unary('signbit', 'bool'),
});

/**
 * Whether the sign bit of each element is set: it is negative, or −0.
 *
 * @returns a new bool tensor
 * @example
 * console.log(torch.signbit(torch.tensor([1, -2, -0]))); // tensor([False,  True,  True])
 * @see PyTorch: `torch.signbit`
 */
export function signbit(input: Tensor): Tensor {
  return Signbit.apply(input);
}
