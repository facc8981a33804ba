import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { resultType } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { winnersShare } from './ties.js';
import { div } from './arithmetic.js';
import { eq, gt, le, lt } from './comparison.js';
import { define, type InPlace, type Method } from './define.js';
import { binary, pointwise, type Operand } from './elementwise.js';
import { logical_and, logical_or } from './logic.js';
import { where } from './ternary.js';

// Elements kept between bounds. Bounds that are tensors have gradients too: of what equals its bound, each gets half.

declare module '../tensor/tensor.js' {
  interface Tensor {
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

/** A lower or an upper bound: a number, a tensor, or null for none. */
export type Bound = Operand | null;

/** Options of {@link clamp}. */
export interface ClampOptions {
  /** The lower bound. */
  min?: Bound;
  /** The upper bound. */
  max?: Bound;
}

const atLeast = binary('maximum', 'same');
const atMost = binary('minimum', 'same');

/** Where `input` lies strictly between its bounds. */
function between(input: Tensor, min: Bound, max: Bound): Tensor {
  if (min === null) return lt(input, max as Operand);
  return max === null ? gt(input, min) : logical_and(gt(input, min), lt(input, max));
}

/** The gradient of the clamped tensor. PyTorch gives it none where it equals a number, half where it equals a tensor. */
function inputGradient(grad: Tensor, input: Tensor, min: Bound, max: Bound): Tensor {
  if (!isTensor(min) && !isTensor(max)) return where(between(input, min, max), grad, 0);
  if (!isTensor(max)) return winnersShare(grad, lt(input, min as Tensor), input, min as Tensor);
  if (!isTensor(min)) return winnersShare(grad, gt(input, max), input, max);
  const ties = logical_and(logical_or(eq(input, min), eq(input, max)), lt(min, max));
  return where(logical_or(lt(input, min), gt(input, max)), 0, where(ties, div(grad, 2), grad));
}

/** The gradient of a lower bound. Where the bounds are in the wrong order, the upper one is the result. */
function minGradient(grad: Tensor, input: Tensor, min: Bound, max: Bound): Tensor | null {
  if (!isTensor(min)) return null;
  if (!isTensor(max)) return winnersShare(grad, gt(input, min), input, min);
  const ties = logical_and(eq(input, min), lt(min, max));
  return where(logical_and(lt(input, min), le(min, max)), grad, where(ties, div(grad, 2), 0));
}

/** The gradient of an upper bound. */
function maxGradient(grad: Tensor, input: Tensor, min: Bound, max: Bound): Tensor | null {
  if (!isTensor(max)) return null;
  if (!isTensor(min)) return winnersShare(grad, lt(input, max), input, max);
  const ties = logical_and(eq(input, max), lt(min, max));
  return where(logical_or(gt(input, max), gt(min, max)), grad, where(ties, div(grad, 2), 0));
}

const Clamp = define({
  schema: 'clamp(Tensor input, Tensor|Number? min=None, Tensor|Number? max=None)',
  node: (_input, min, max) => (isTensor(min) || isTensor(max) ? 'ClampBackward0' : 'ClampBackward1'),
  forward: (input, min, max, out) => {
    if (min === null && max === null)
      throw new RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None");
    if (min === null) return atMost(input, max as Operand, out);
    if (max === null) return atLeast(input, min, out);
    if (isTensor(min) !== isTensor(max))
      throw new TypeError('clamp(): min and max must both be tensors or both be numbers');
    return pointwise(resultType(input, min, max), [input, min, max], out, (to, [x, low, high]) =>
      kernels.clamp(to, x, low, high),
    );
  },
  derivative: {
    input: (grad, { input, min, max }) => inputGradient(grad, input, min, max),
    min: (grad, { input, min, max }) => minGradient(grad, input, min, max),
    max: (grad, { input, min, max }) => maxGradient(grad, input, min, max),
  },
  inplace: true,
  aliases: ['clip'],
});

/**
 * min(max(input, min), max), elementwise: every element between two bounds, of which one may be left out.
 *
 * Where the lower bound is the larger one, the result is the upper bound. NaN stays NaN.
 *
 * @param min the lower bound, a number or a tensor
 * @param max the upper bound, of the same kind
 * @returns a new tensor
 * @throws RuntimeError without a bound
 * @example
 * console.log(torch.clamp(torch.tensor([-2, 0.5, 3]), -1, 1)); // tensor([-1.0000,  0.5000,  1.0000])
 * console.log(torch.tensor([-2, 0.5, 3]).clamp({ min: 0 })); // tensor([0.0000, 0.5000, 3.0000])
 * @see PyTorch: `torch.clamp`
 */
export function clamp(input: Tensor, min?: Bound | ClampOptions, max?: Bound | ClampOptions): Tensor {
  return Clamp.apply(input, min, max);
}

/**
 * The same as {@link clamp}.
 *
 * @example
 * console.log(torch.clip(torch.tensor([-2, 0.5, 3]), -1, 1)); // tensor([-1.0000,  0.5000,  1.0000])
 * @see PyTorch: `torch.clip`
 */
export const clip = clamp;

const ClampMin = define({
  schema: 'clamp_min(Tensor input, Tensor|Number min)',
  node: (_input, min) => (isTensor(min) ? 'ClampMinBackward1' : 'ClampMinBackward0'),
  forward: atLeast,
  derivative: {
    input: (grad, { input, min }) => inputGradient(grad, input, min, null),
    min: (grad, { input, min }) => minGradient(grad, input, min, null),
  },
  inplace: true,
});

/**
 * max(input, min), elementwise: every element at least `min`.
 *
 * @param min the lower bound, a number or a tensor
 * @returns a new tensor
 * @example
 * console.log(torch.clamp_min(torch.tensor([-2, 0.5, 3]), 0)); // tensor([0.0000, 0.5000, 3.0000])
 * @see PyTorch: `torch.clamp_min`
 */
export function clamp_min(input: Tensor, min: Operand | { min: Operand }): Tensor {
  return ClampMin.apply(input, min);
}

const ClampMax = define({
  schema: 'clamp_max(Tensor input, Tensor|Number max)',
  node: (_input, max) => (isTensor(max) ? 'ClampMaxBackward1' : 'ClampMaxBackward0'),
  forward: atMost,
  derivative: {
    input: (grad, { input, max }) => inputGradient(grad, input, null, max),
    max: (grad, { input, max }) => maxGradient(grad, input, null, max),
  },
  inplace: true,
});

/**
 * min(input, max), elementwise: every element at most `max`.
 *
 * @param max the upper bound, a number or a tensor
 * @returns a new tensor
 * @example
 * console.log(torch.clamp_max(torch.tensor([-2, 0.5, 3]), 0)); // tensor([-2.,  0.,  0.])
 * @see PyTorch: `torch.clamp_max`
 */
export function clamp_max(input: Tensor, max: Operand | { max: Operand }): Tensor {
  return ClampMax.apply(input, max);
}
