import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { div, mul } from './arithmetic.js';
import { compose, define, type InPlace, type Method } from './define.js';
import { binary, notDifferentiable, refuseBool, unary, zerosLike, type Operand } from './elementwise.js';
import { where } from './ternary.js';

// Absolute values and signs.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link abs}. */
    abs: Method<typeof abs>;
    /** {@link abs} in place. */
    abs_: InPlace<typeof abs>;
    /** See {@link abs}. */
    absolute: Method<typeof abs>;
    /** {@link abs} in place. */
    absolute_: InPlace<typeof abs>;
    /** See {@link sign}. */
    sign: Method<typeof sign>;
    /** {@link sign} in place. */
    sign_: InPlace<typeof sign>;
    /** See {@link sgn}. */
    sgn: Method<typeof sgn>;
    /** {@link sgn} in place. */
    sgn_: InPlace<typeof sgn>;
    /** See {@link positive}. */
    positive: Method<typeof positive>;
    /** See {@link copysign}. */
    copysign: Method<typeof copysign>;
    /** {@link copysign} in place. */
    copysign_: InPlace<typeof copysign>;
    /** See {@link heaviside}. */
    heaviside: Method<typeof heaviside>;
    /** {@link heaviside} in place. */
    heaviside_: InPlace<typeof heaviside>;
  }
}

const absolutes = unary('abs', 'same');

const Abs = define({
  schema: 'abs(Tensor input)',
  forward: (input, out) => {
    refuseBool('abs_cpu', input);
    return absolutes(input, out);
  },
  derivative: { input: (grad, { input }) => mul(grad, sgn(input)) },
  inplace: true,
  aliases: ['absolute'],
});

/**
 * |x|, elementwise. Its derivative at 0 is 0.
 *
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.abs(torch.tensor([-1.5, 0, 2]))); // tensor([1.5000, 0.0000, 2.0000])
 * @see PyTorch: `torch.abs`
 */
export function abs(input: Tensor): Tensor {
  return Abs.apply(input);
}

/**
 * The same as {@link abs}.
 *
 * @example
 * console.log(torch.absolute(torch.tensor([-1.5, 0, 2]))); // tensor([1.5000, 0.0000, 2.0000])
 * @see PyTorch: `torch.absolute`
 */
export const absolute = abs;

const Sign = define({
  schema: 'sign(Tensor input)',
  forward: unary('sign', 'same'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * 1 for a positive element, −1 for a negative one, 0 for 0, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sign(torch.tensor([-1.5, 0, 2]))); // tensor([-1.,  0.,  1.])
 * @see PyTorch: `torch.sign`
 */
export function sign(input: Tensor): Tensor {
  return Sign.apply(input);
}

const Sgn = define({
  schema: 'sgn(Tensor input)',
  forward: unary('sign', 'same'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * The same as {@link sign}, which in PyTorch does not take complex numbers.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sgn(torch.tensor([-1.5, 0, 2]))); // tensor([-1.,  0.,  1.])
 * @see PyTorch: `torch.sgn`
 */
export function sgn(input: Tensor): Tensor {
  return Sgn.apply(input);
}

const Positive = compose({
  schema: 'positive(Tensor input)',
  compose: (input) => {
    if (input.dtype === bool) throw new NotImplementedError('The `+` operator, on a bool tensor is not supported.');
    return input;
  },
});

/**
 * `input` itself: what the unary operator + gives.
 *
 * @returns `input`
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.positive(torch.tensor([-1.5, 0, 2]))); // tensor([-1.5000,  0.0000,  2.0000])
 * @see PyTorch: `torch.positive`
 */
export function positive(input: Tensor): Tensor {
  return Positive.apply(input);
}

const Copysign = define({
  schema: 'copysign(Tensor input, Tensor|Number other)',
  forward: binary('copysign', 'float'),
  node: (_input, other) => (isTensor(other) ? 'CopysignBackward0' : 'CopysignBackward1'),
  derivative: {
    input: (grad, { input, result }) => mul(grad, where(input.eq(0), 0, div(result, input))),
    other: (grad) => zerosLike(grad),
  },
  inplace: true,
});

/**
 * |input| with the sign of `other`, elementwise, with broadcasting; the sign of −0 counts.
 *
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.copysign(torch.tensor([1, -2, 3]), -1)); // tensor([-1., -2., -3.])
 * @see PyTorch: `torch.copysign`
 */
export function copysign(input: Tensor, other: Operand | { other: Operand }): Tensor {
  return Copysign.apply(input, other);
}

const step = binary('heaviside', 'same');

const Heaviside = define({
  schema: 'heaviside(Tensor input, Tensor values)',
  forward: (input, values, out) => {
    if (input.dtype !== values.dtype)
      throw new RuntimeError('heaviside is not yet implemented for tensors with different dtypes.');
    return step(input, values, out);
  },
  derivative: {
    input: (grad) => notDifferentiable(grad, 'derivative for aten::heaviside is not implemented'),
    values: (grad) => notDifferentiable(grad, 'derivative for aten::heaviside is not implemented'),
  },
  inplace: true,
});

/**
 * Heaviside’s step function, elementwise: 0 for a negative element, 1 for a positive one, and `values` at 0.
 *
 * @param values what the function is at 0, of the dtype of `input`
 * @returns a new tensor
 * @throws RuntimeError for tensors of different dtypes
 * @example
 * console.log(torch.heaviside(torch.tensor([-1, 0, 2]), torch.tensor([0.5]))); // tensor([0.0000, 0.5000, 1.0000])
 * @see PyTorch: `torch.heaviside`
 */
export function heaviside(input: Tensor, values: Tensor | { values: Tensor }): Tensor {
  return Heaviside.apply(input, values);
}
