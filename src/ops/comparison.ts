import type { Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, type Operand } from './elementwise.js';

// Comparisons and predicates: ops whose result is a truth value for each element.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link eq}. */
    eq: Method<typeof eq>;
    /** {@link eq} in place. */
    eq_: InPlace<typeof eq>;
    /** See {@link ne}. */
    ne: Method<typeof ne>;
    /** {@link ne} in place. */
    ne_: InPlace<typeof ne>;
    /** See {@link ne}. */
    not_equal: Method<typeof ne>;
    /** {@link ne} in place. */
    not_equal_: InPlace<typeof ne>;
    /** See {@link lt}. */
    lt: Method<typeof lt>;
    /** {@link lt} in place. */
    lt_: InPlace<typeof lt>;
    /** See {@link lt}. */
    less: Method<typeof lt>;
    /** {@link lt} in place. */
    less_: InPlace<typeof lt>;
    /** See {@link le}. */
    le: Method<typeof le>;
    /** {@link le} in place. */
    le_: InPlace<typeof le>;
    /** See {@link le}. */
    less_equal: Method<typeof le>;
    /** {@link le} in place. */
    less_equal_: InPlace<typeof le>;
    /** See {@link gt}. */
    gt: Method<typeof gt>;
    /** {@link gt} in place. */
    gt_: InPlace<typeof gt>;
    /** See {@link gt}. */
    greater: Method<typeof gt>;
    /** {@link gt} in place. */
    greater_: InPlace<typeof gt>;
    /** See {@link ge}. */
    ge: Method<typeof ge>;
    /** {@link ge} in place. */
    ge_: InPlace<typeof ge>;
    /** See {@link ge}. */
    greater_equal: Method<typeof ge>;
    /** {@link ge} in place. */
    greater_equal_: InPlace<typeof ge>;
  }
}

const Eq = define({
  schema: 'eq(Tensor input, Tensor|Number other)',
  forward: binary('eq', 'bool'),
  inplace: true,
});

/**
 * Whether input = other, elementwise, with broadcasting. Never true where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.eq(torch.tensor([1, 2, 3]), 2)); // tensor([False,  True, False])
 * @see PyTorch: `torch.eq`
 */
export function eq(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Eq.apply(input, other);
}

const Ne = define({
  schema: 'ne(Tensor input, Tensor|Number other)',
  forward: binary('ne', 'bool'),
  inplace: true,
  aliases: ['not_equal'],
});

/**
 * Whether input ≠ other, elementwise, with broadcasting. True where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.ne(torch.tensor([1, 2, 3]), 2)); // tensor([ True, False,  True])
 * @see PyTorch: `torch.ne`
 */
export function ne(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Ne.apply(input, other);
}

/**
 * The same as {@link ne}.
 *
 * @example
 * console.log(torch.not_equal(torch.tensor([1, 2, 3]), 2)); // tensor([ True, False,  True])
 * @see PyTorch: `torch.not_equal`
 */
export const not_equal = ne;

const Lt = define({
  schema: 'lt(Tensor input, Tensor|Number other)',
  forward: binary('lt', 'bool'),
  inplace: true,
  aliases: ['less'],
});

/**
 * Whether input < other, elementwise, with broadcasting. Never true where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.lt(torch.tensor([1, 2, 3]), 2)); // tensor([ True, False, False])
 * @see PyTorch: `torch.lt`
 */
export function lt(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Lt.apply(input, other);
}

/**
 * The same as {@link lt}.
 *
 * @example
 * console.log(torch.less(torch.tensor([1, 2, 3]), 2)); // tensor([ True, False, False])
 * @see PyTorch: `torch.less`
 */
export const less = lt;

const Le = define({
  schema: 'le(Tensor input, Tensor|Number other)',
  forward: binary('le', 'bool'),
  inplace: true,
  aliases: ['less_equal'],
});

/**
 * Whether input ≤ other, elementwise, with broadcasting. Never true where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.le(torch.tensor([1, 2, 3]), 2)); // tensor([ True,  True, False])
 * @see PyTorch: `torch.le`
 */
export function le(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Le.apply(input, other);
}

/**
 * The same as {@link le}.
 *
 * @example
 * console.log(torch.less_equal(torch.tensor([1, 2, 3]), 2)); // tensor([ True,  True, False])
 * @see PyTorch: `torch.less_equal`
 */
export const less_equal = le;

const Gt = define({
  schema: 'gt(Tensor input, Tensor|Number other)',
  forward: binary('gt', 'bool'),
  inplace: true,
  aliases: ['greater'],
});

/**
 * Whether input > other, elementwise, with broadcasting. Never true where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.gt(torch.tensor([1, 2, 3]), 2)); // tensor([False, False,  True])
 * @see PyTorch: `torch.gt`
 */
export function gt(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Gt.apply(input, other);
}

/**
 * The same as {@link gt}.
 *
 * @example
 * console.log(torch.greater(torch.tensor([1, 2, 3]), 2)); // tensor([False, False,  True])
 * @see PyTorch: `torch.greater`
 */
export const greater = gt;

const Ge = define({
  schema: 'ge(Tensor input, Tensor|Number other)',
  forward: binary('ge', 'bool'),
  inplace: true,
  aliases: ['greater_equal'],
});

/**
 * Whether input ≥ other, elementwise, with broadcasting. Never true where one of them is NaN.
 *
 * @param other a tensor or a number
 * @returns a new bool tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.ge(torch.tensor([1, 2, 3]), 2)); // tensor([False,  True,  True])
 * @see PyTorch: `torch.ge`
 */
export function ge(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Ge.apply(input, other);
}

/**
 * The same as {@link ge}.
 *
 * @example
 * console.log(torch.greater_equal(torch.tensor([1, 2, 3]), 2)); // tensor([False,  True,  True])
 * @see PyTorch: `torch.greater_equal`
 */
export const greater_equal = ge;
