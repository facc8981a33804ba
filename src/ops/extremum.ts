import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { resultType } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { div } from './arithmetic.js';
import { eq, ge, gt, lt } from './comparison.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, pointwise, type Operand } from './elementwise.js';
import { isnan, logical_and, logical_or } from './logic.js';
import { where } from './ternary.js';

// The larger and the smaller of two, and what keeps elements between bounds.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link maximum}. */
    maximum: Method<typeof maximum>;
    /** See {@link minimum}. */
    minimum: Method<typeof minimum>;
    /** See {@link fmax}. */
    fmax: Method<typeof fmax>;
    /** See {@link fmin}. */
    fmin: Method<typeof fmin>;
    /** See {@link clamp}. */
    clamp: Method<typeof clamp>;
    /** {@link clamp} in place. */
    clamp_: InPlace<typeof clamp>;
    /** See {@link clamp}. */
    clip: Method<typeof clamp>;
    /** {@link clamp} in place. */
    clip_: InPlace<typeof clamp>;
    /** See {@link clamp_min}. */
    clamp_min: Method<typeof clamp_min>;
    /** {@link clamp_min} in place. */
    clamp_min_: InPlace<typeof clamp_min>;
    /** See {@link clamp_max}. */
    clamp_max: Method<typeof clamp_max>;
    /** {@link clamp_max} in place. */
    clamp_max_: InPlace<typeof clamp_max>;
  }
}

/** The gradient of an input that gives the result unless it `loses`; where both are equal each gets half. */
function winnersShare(grad: Tensor, loses: Tensor, input: Operand, other: Operand): Tensor {
  const [x, y] = isTensor(input) ? [input, other] : [other as Tensor, input];
  return where(loses, 0, where(eq(x, y), div(grad, 2), grad));
}

const larger = binary('maximum', 'same');
const smaller = binary('minimum', 'same');

const Maximum = define({
  schema: 'maximum(Tensor input, Tensor other)',
  forward: larger,
  derivative: {
    input: (grad, { input, other }) => winnersShare(grad, lt(input, other), input, other),
    other: (grad, { input, other }) => winnersShare(grad, gt(input, other), input, other),
  },
});

/**
 * The larger of the two, elementwise, with broadcasting; NaN where one of them is. Equal elements share the gradient.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.maximum(torch.tensor([1, 5, NaN]), torch.tensor([3, 2, 0]))); // tensor([3., 5., nan])
 * @see PyTorch: `torch.maximum`
 */
export function maximum(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Maximum.apply(input, other);
}

const Minimum = define({
  schema: 'minimum(Tensor input, Tensor other)',
  forward: smaller,
  derivative: {
    input: (grad, { input, other }) => winnersShare(grad, gt(input, other), input, other),
    other: (grad, { input, other }) => winnersShare(grad, lt(input, other), input, other),
  },
});

/**
 * The smaller of the two, elementwise, with broadcasting; NaN where one of them is. Equal elements share the gradient.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.minimum(torch.tensor([1, 5, NaN]), torch.tensor([3, 2, 0]))); // tensor([1., 2., nan])
 * @see PyTorch: `torch.minimum`
 */
export function minimum(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Minimum.apply(input, other);
}

const Fmax = define({
  schema: 'fmax(Tensor input, Tensor other)',
  forward: binary('fmax', 'same'),
  derivative: {
    input: (grad, { input, other }) => where(logical_or(ge(input, other), isnan(other)), grad, 0),
    other: (grad, { input, other }) => where(logical_or(ge(input, other), isnan(other)), 0, grad),
  },
});

/**
 * The larger of the two, elementwise, with broadcasting; of a number and NaN the number.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.fmax(torch.tensor([1, 5, NaN]), torch.tensor([3, NaN, NaN]))); // tensor([3., 5., nan])
 * @see PyTorch: `torch.fmax`
 */
export function fmax(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Fmax.apply(input, other);
}

const Fmin = define({
  schema: 'fmin(Tensor input, Tensor other)',
  forward: binary('fmin', 'same'),
  derivative: {
    input: (grad, { input, other }) => where(logical_or(le(input, other), isnan(other)), grad, 0),
    other: (grad, { input, other }) => where(logical_or(le(input, other), isnan(other)), 0, grad),
  },
});

/**
 * The smaller of the two, elementwise, with broadcasting; of a number and NaN the number.
 *
 * @param other a tensor
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.fmin(torch.tensor([1, 5, NaN]), torch.tensor([3, NaN, NaN]))); // tensor([1., 5., nan])
 * @see PyTorch: `torch.fmin`
 */
export function fmin(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Fmin.apply(input, other);
}

/** Options of {@link clamp}. */
export interface ClampOptions {
  /** The lower bound. */
  min?: Operand | null;
  /** The upper bound. */
  max?: Operand | null;
}
