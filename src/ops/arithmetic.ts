import { kernels } from '../ndarray/kernels.js';
import { bool } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { resultType, type Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type InPlace, type Method } from './define.js';
import { binary, resultLike, unary, type Operand } from './elementwise.js';

// Addition, multiplication and their kin: the ops of + - * / // and %.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link add}. */
    add: Method<typeof add>;
    /** {@link add} in place. */
    add_: InPlace<typeof add>;
    /** See {@link sub}. */
    sub: Method<typeof sub>;
    /** {@link sub} in place. */
    sub_: InPlace<typeof sub>;
    /** See {@link sub}. */
    subtract: Method<typeof sub>;
    /** {@link sub} in place. */
    subtract_: InPlace<typeof sub>;
    /** See {@link mul}. */
    mul: Method<typeof mul>;
    /** {@link mul} in place. */
    mul_: InPlace<typeof mul>;
    /** See {@link mul}. */
    multiply: Method<typeof mul>;
    /** {@link mul} in place. */
    multiply_: InPlace<typeof mul>;
    /** See {@link div}. */
    div: Method<typeof div>;
    /** {@link div} in place. */
    div_: InPlace<typeof div>;
    /** See {@link div}. */
    divide: Method<typeof div>;
    /** {@link div} in place. */
    divide_: InPlace<typeof div>;
    /** See {@link div}. */
    true_divide: Method<typeof true_divide>;
    /** {@link div} in place. */
    true_divide_: InPlace<typeof true_divide>;
    /** See {@link floor_divide}. */
    floor_divide: Method<typeof floor_divide>;
    /** {@link floor_divide} in place. */
    floor_divide_: InPlace<typeof floor_divide>;
    /** See {@link remainder}. */
    remainder: Method<typeof remainder>;
    /** {@link remainder} in place. */
    remainder_: InPlace<typeof remainder>;
    /** See {@link fmod}. */
    fmod: Method<typeof fmod>;
    /** {@link fmod} in place. */
    fmod_: InPlace<typeof fmod>;
    /** See {@link neg}. */
    neg: Method<typeof neg>;
    /** {@link neg} in place. */
    neg_: InPlace<typeof neg>;
    /** See {@link neg}. */
    negative: Method<typeof neg>;
    /** {@link neg} in place. */
    negative_: InPlace<typeof neg>;
    /** See {@link reciprocal}. */
    reciprocal: Method<typeof reciprocal>;
    /** {@link reciprocal} in place. */
    reciprocal_: InPlace<typeof reciprocal>;
  }
}

/** Options of {@link add} and {@link sub}. */
export interface AlphaOptions {
  /** The factor of `other`; whole for integers. Default 1. */
  alpha?: Scalar;
}

/** x + α·y: `alpha` must be whole where the result is. */
function addScaled(input: Operand, other: Operand, alpha: Scalar, out?: Tensor): Tensor {
  if (alpha === 1 || alpha === 1n) return sum2(input, other, out);
  const dtype = resultType(input, other);
  if (!dtype.is_floating_point && typeof alpha === 'number' && !Number.isInteger(alpha))
    throw new RuntimeError('For integral input tensors, argument alpha must not be a floating point number.');
  if (
    isTensor(input) &&
    isTensor(other) &&
    input.dtype === other.dtype &&
    (out === undefined || out === input) &&
    sameShape(input, other)
  ) {
    const to = out ?? resultLike(input, input.sizes, dtype);
    kernels.addScaled(to, input, other, Number(alpha));
    return to;
  }
  return sum2(input, product(other, alpha), out);
}

const sameShape = (a: Tensor, b: Tensor) =>
  a.sizes.length === b.sizes.length && a.sizes.every((size, d) => size === b.sizes[d]);
const sum2 = binary('add', 'same');
const difference = binary('sub', 'same');
const product = binary('mul', 'same');
const quotient = binary('div', 'float');

const Add = define({
  schema: 'add(Operand input, Operand other, *, Scalar alpha=1)',
  forward: addScaled,
  derivative: {
    input: (grad) => grad,
    other: (grad, { alpha }) => (alpha === 1 ? grad : mul(grad, alpha)),
  },
  inplace: true,
});

/**
 * input + alpha · other, elementwise, with broadcasting.
 *
 * @param input a tensor or a number
 * @param other a tensor or a number; the two are promoted to one dtype
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.add(torch.tensor([1, 2]), torch.tensor([10, 20]), { alpha: 2 })); // tensor([21., 42.])
 * console.log(torch.add(1, torch.arange(3))); // tensor([1, 2, 3])
 * @see PyTorch: `torch.add`
 */
export function add(
  input: Operand,
  other: Operand | (AlphaOptions & { other?: Operand }),
  options?: AlphaOptions,
): Tensor {
  return Add.apply(input, other, options);
}

/** Refuses the difference of truth values, worded as PyTorch's. */
function refuseBools(...operands: Operand[]): void {
  const bools = operands.filter((x) => (isTensor(x) ? x.dtype === bool : typeof x === 'boolean')).length;
  if (bools === 2)
    throw new RuntimeError(
      'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
    );
  if (bools === 1)
    throw new RuntimeError(
      'Subtraction, the `-` operator, with a bool tensor is not supported. ' +
        'If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    );
}

const Sub = define({
  schema: 'sub(Operand input, Operand other, *, Scalar alpha=1)',
  forward: (input, other, alpha, out) => {
    refuseBools(input, other);
    return alpha === 1 ? difference(input, other, out) : addScaled(input, other, -Number(alpha), out);
  },
  derivative: {
    input: (grad) => grad,
    other: (grad, { alpha }) => (alpha === 1 ? neg(grad) : mul(grad, -Number(alpha))),
  },
  inplace: true,
  aliases: ['subtract'],
});

/**
 * input − alpha · other, elementwise, with broadcasting. Python's `1 - z` is `torch.sub(1, z)`.
 *
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast, and for two bool tensors
 * @example
 * console.log(torch.sub(1, torch.tensor([0.25, 2]))); // tensor([ 0.7500, -1.0000])
 * @see PyTorch: `torch.sub`
 */
export function sub(
  input: Operand,
  other: Operand | (AlphaOptions & { other?: Operand }),
  options?: AlphaOptions,
): Tensor {
  return Sub.apply(input, other, options);
}

/**
 * The same as {@link sub}.
 *
 * @example
 * console.log(torch.subtract(torch.tensor([3, 4]), 1)); // tensor([2., 3.])
 * @see PyTorch: `torch.subtract`
 */
export const subtract = sub;

const Rsub = define({
  schema: 'rsub(Tensor input, Tensor|Number other, *, Scalar alpha=1)',
  method: false,
  node: (_input, other) => (isTensor(other) ? 'RsubBackward0' : 'RsubBackward1'),
  forward: (input, other, alpha) => sub(isTensor(other) ? other.detach() : other, input.detach(), { alpha }),
  derivative: {
    input: (grad, { alpha }) => neg(mul(grad, alpha)),
    other: (grad) => grad,
  },
});

/**
 * other − alpha · input, elementwise, with broadcasting: {@link sub} the other way round.
 *
 * @param input a tensor
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast, and for bool tensors
 * @example
 * console.log(torch.rsub(torch.tensor([0.25, 2]), 1)); // tensor([ 0.7500, -1.0000])
 * @see PyTorch: `torch.rsub`
 */
export function rsub(input: Tensor, other: Operand, options?: AlphaOptions): Tensor {
  return Rsub.apply(input, other, options);
}

const Mul = define({
  schema: 'mul(Operand input, Operand other)',
  forward: product,
  derivative: {
    input: (grad, { other }) => mul(grad, other),
    other: (grad, { input }) => mul(grad, input),
  },
  inplace: true,
  aliases: ['multiply'],
});

/**
 * input · other, elementwise, with broadcasting. (For matrices see {@link matmul}.)
 *
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.tensor([1, 2]).mul(torch.tensor([3, 4]))); // tensor([3., 8.])
 * @see PyTorch: `torch.mul`
 */
export function mul(input: Operand, other: Operand | { other: Operand }): Tensor {
  return Mul.apply(input, other);
}

/**
 * The same as {@link mul}.
 *
 * @example
 * console.log(torch.multiply(torch.tensor([1, 2]), 3)); // tensor([3., 6.])
 * @see PyTorch: `torch.multiply`
 */
export const multiply = mul;

/** How a quotient is rounded: not at all, towards zero, or down. */
export type RoundingMode = 'trunc' | 'floor' | null;

/** Options of {@link div}. */
export interface DivOptions {
  /** How the quotient is rounded. Default null: not at all. */
  rounding_mode?: RoundingMode;
}

const ROUNDED: Record<string, ReturnType<typeof binary>> = {
  floor: binary('floor_divide', 'same'),
  trunc: binary('trunc_divide', 'same'),
};

/** Whether an integer division would divide by zero, which Python and PyTorch refuse. */
function refuseZero(input: Operand, other: Operand): void {
  if (resultType(input, other).is_floating_point) return;
  if (isTensor(other) ? hasZero(other) : Number(other) === 0) throw new RuntimeError('ZeroDivisionError');
}

function hasZero(x: Tensor): boolean {
  const check = (list: unknown): boolean => (Array.isArray(list) ? list.some(check) : Number(list) === 0);
  return check(x.tolist());
}

const Div = define({
  schema: 'div(Operand input, Operand other, *, str? rounding_mode=None)',
  forward: (input, other, rounding_mode, out) => {
    if (rounding_mode === null) return quotient(input, other, out);
    const rounded = ROUNDED[rounding_mode];
    if (rounded === undefined)
      throw new RuntimeError(
        `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${rounding_mode}'`,
      );
    refuseZero(input, other);
    return rounded(input, other, out);
  },
  derivative: {
    input: (grad, { other, rounding_mode }) => (rounding_mode === null ? div(grad, other) : mul(grad, 0)),
    other: (grad, { input, other, rounding_mode }) =>
      rounding_mode === null ? neg(mul(grad, div(div(input, other), other))) : mul(grad, 0),
  },
  inplace: true,
  aliases: ['divide'],
});

/**
 * input / other, elementwise, with broadcasting. Without rounding, integers are divided as floats.
 *
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast; for an integer division by zero with rounding
 * @example
 * console.log(torch.arange(3).div(2)); // tensor([0.0000, 0.5000, 1.0000])
 * console.log(torch.tensor([-3n]).div(2, { rounding_mode: 'floor' })); // tensor([-2])
 * @see PyTorch: `torch.div`
 */
export function div(input: Operand, other: Operand | (DivOptions & { other?: Operand }), options?: DivOptions): Tensor {
  return Div.apply(input, other, options);
}

/**
 * The same as {@link div}.
 *
 * @example
 * console.log(torch.divide(torch.tensor([1, 2]), 2)); // tensor([0.5000, 1.0000])
 * @see PyTorch: `torch.divide`
 */
export const divide = div;

const TrueDivide = compose({
  schema: 'true_divide(Operand input, Operand other)',
  compose: (input, other) => div(input, other),
  inplace: true,
});

/**
 * input / other, elementwise, never rounded.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.true_divide(torch.tensor([1n, 2n]), 4)); // tensor([0.2500, 0.5000])
 * @see PyTorch: `torch.true_divide`
 */
export function true_divide(input: Operand, other: Operand): Tensor {
  return TrueDivide.apply(input, other);
}

const FloorDivide = define({
  schema: 'floor_divide(Operand input, Operand other)',
  forward: (input, other, out) => {
    refuseZero(input, other);
    return ROUNDED.floor(input, other, out);
  },
  inplace: true,
});

/**
 * ⌊input / other⌋, elementwise, Python's `//`. It has no gradient.
 *
 * @returns a new tensor
 * @throws RuntimeError for an integer division by zero
 * @example
 * console.log(torch.floor_divide(torch.tensor([7n, -7n]), 2)); // tensor([ 3, -4])
 * @see PyTorch: `torch.floor_divide`
 */
export function floor_divide(input: Operand, other: Operand): Tensor {
  return FloorDivide.apply(input, other);
}

const modulo = binary('remainder', 'same');

const Remainder = define({
  schema: 'remainder(Tensor|Number input, Tensor|Number other)',
  forward: (input, other, out) => {
    refuseZero(input, other);
    return modulo(input, other, out);
  },
  derivative: {
    input: (grad) => grad,
    other: (grad, { input, other }) => neg(mul(grad, div(input, other, { rounding_mode: 'floor' }))),
  },
  inplace: true,
});

/**
 * input − ⌊input / other⌋ · other, elementwise: Python's `%`, with the sign of `other`.
 *
 * @returns a new tensor
 * @throws RuntimeError for an integer division by zero
 * @example
 * console.log(torch.remainder(torch.tensor([-3, 5]), 2)); // tensor([1., 1.])
 * @see PyTorch: `torch.remainder`
 */
export function remainder(input: Operand, other: Operand): Tensor {
  return Remainder.apply(input, other);
}

const truncatedModulo = binary('fmod', 'same');

const Fmod = define({
  schema: 'fmod(Tensor input, Tensor|Number other)',
  forward: (input, other, out) => {
    refuseZero(input, other);
    return truncatedModulo(input, other, out);
  },
  derivative: {
    input: (grad) => grad,
    other: (grad, { input, other }) => neg(mul(grad, div(input, other, { rounding_mode: 'trunc' }))),
  },
  inplace: true,
});

/**
 * The remainder of division, elementwise, with the sign of `input`: C's `fmod`.
 *
 * @returns a new tensor
 * @throws RuntimeError for an integer division by zero
 * @example
 * console.log(torch.fmod(torch.tensor([-3, 5]), 2)); // tensor([-1.,  1.])
 * @see PyTorch: `torch.fmod`
 */
export function fmod(input: Tensor, other: Operand): Tensor {
  return Fmod.apply(input, other);
}

const negated = unary('neg', 'same');

const Neg = define({
  schema: 'neg(Tensor input)',
  forward: (input, out) => {
    if (input.dtype === bool)
      throw new RuntimeError(
        'Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
      );
    return negated(input, out);
  },
  derivative: { input: (grad) => neg(grad) },
  inplace: true,
  aliases: ['negative'],
});

/**
 * −input, elementwise.
 *
 * @returns a new tensor
 * @throws RuntimeError for a bool tensor
 * @example
 * console.log(torch.neg(torch.tensor([1, -2]))); // tensor([-1.,  2.])
 * @see PyTorch: `torch.neg`
 */
export function neg(input: Tensor): Tensor {
  return Neg.apply(input);
}

/**
 * The same as {@link neg}.
 *
 * @example
 * console.log(torch.negative(torch.tensor([1, -2]))); // tensor([-1.,  2.])
 * @see PyTorch: `torch.negative`
 */
export const negative = neg;

const Reciprocal = define({
  schema: 'reciprocal(Tensor input)',
  forward: unary('reciprocal', 'float'),
  derivative: { input: (grad, { result }) => neg(mul(grad, mul(result, result))) },
  inplace: true,
});

/**
 * 1 / input, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.reciprocal(torch.tensor([2, 4]))); // tensor([0.5000, 0.2500])
 * @see PyTorch: `torch.reciprocal`
 */
export function reciprocal(input: Tensor): Tensor {
  return Reciprocal.apply(input);
}
