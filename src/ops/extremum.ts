import type { Tensor } from '../tensor/tensor.js';
import { ge, gt, le, lt } from './comparison.js';
import { define, type Method } from './define.js';
import { binary } from './elementwise.js';
import { isnan, logical_not, logical_or } from './logic.js';
import { winnersShare } from './ties.js';

// The larger and the smaller of two.

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
  }
}

const Maximum = define({
  schema: 'maximum(Tensor input, Tensor other)',
  forward: binary('maximum', 'same'),
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
  forward: binary('minimum', 'same'),
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
    input: (grad, { input, other }) =>
      winnersShare(grad, logical_not(logical_or(ge(input, other), isnan(other))), input, other),
    other: (grad, { input, other }) => winnersShare(grad, logical_or(gt(input, other), isnan(other)), input, other),
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
    input: (grad, { input, other }) =>
      winnersShare(grad, logical_not(logical_or(le(input, other), isnan(other))), input, other),
    other: (grad, { input, other }) => winnersShare(grad, logical_or(lt(input, other), isnan(other)), input, other),
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
