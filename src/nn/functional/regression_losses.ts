import { no_grad } from '../../autograd/modes.js';
import { define } from '../../ops/define.js';
import type { Operand } from '../../ops/elementwise.js';
import { abs, clamp, mul, sub, sum } from '../../ops/index.js';
import { resultType } from '../../tensor/promotion.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { sameSizes } from '../../ndarray/strided.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { Trailing } from '../../tensor/constructor.js';
import {
  reduceLoss,
  reductionOf,
  requireReduction,
  shareOf,
  type LossArguments,
  type LossOptions,
  type Reduction,
} from './reduction.js';

// Losses between numbers and numbers: functions of the difference d = input − target.

/** Options of losses that can weigh their elements. */
export interface WeightedLossOptions extends LossOptions {
  /** A factor for the loss of each element, of the sizes of the input; a mean divides by the sum of the factors. */
  weight?: Tensor | null;
}

const LEGACY = "bool? size_average=None, bool? reduce=None, str reduction='mean'" as const;

function requireFloats(kernel: string, ...operands: Operand[]): void {
  const dtype = resultType(...operands);
  if (!dtype.is_floating_point) throw new NotImplementedError(`"${kernel}" not implemented for '${dtype.scalarName}'`);
}

/** Losses of the elements, weighted and reduced. */
function weigh(losses: Tensor, input: Tensor, weight: Tensor, reduction: Reduction): Tensor {
  if (!sameSizes(weight.sizes, input.sizes)) throw new ValueError('Weights and input must have the same size.');
  const weighted = mul(losses, weight);
  return reduction === 'mean' ? sum(weighted).div(sum(weight)) : reduceLoss(weighted, reduction);
}

const MseLoss = define({
  schema: 'mse_loss(Tensor input, Tensor target, str reduction)',
  method: false,
  forward: (input, target, reduction) => {
    requireFloats('mse_cpu', input, target);
    return no_grad(() => reduceLoss(sub(input, target).square(), reduction));
  },
  derivative: {
    input: (grad, { input, target, reduction }) => mseGradient(grad, input, target, reduction),
    target: (grad, { input, target, reduction }) => mseGradient(grad, target, input, reduction),
  },
});

function mseGradient(grad: Tensor, x: Tensor, y: Tensor, reduction: string): Tensor {
  const difference = sub(x, y);
  return mul(mul(difference, 2 * shareOf(reduction, difference.numel())), grad);
}

const mseSignature = new Signature(`mse_loss(Tensor input, Tensor target, ${LEGACY}, Tensor? weight=None)`);

/**
 * The squared error d² of each element, d = input − target, and by default their mean.
 *
 * @param input the numbers
 * @param target what they should be, of the same sizes
 * @param options `reduction`; `weight`: a factor for each element
 * @returns a 0-dim tensor, or the errors if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not broadcast; NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.mse_loss(torch.tensor([1, 2]), torch.tensor([1, 4]))); // tensor(2.)
 * @see PyTorch: `torch.nn.functional.mse_loss`
 */
export function mse_loss(input: Tensor, target: Tensor, ...options: LossArguments<WeightedLossOptions>): Tensor {
  const [x, y, size_average, reduce, name, weight] = mseSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  return weight === null ? MseLoss.apply(x, y, reduction) : weigh(sub(x, y).pow(2), x, weight, reduction);
}

const l1Signature = new Signature(`l1_loss(Tensor input, Tensor target, ${LEGACY}, Tensor? weight=None)`);

/**
 * The absolute error |d| of each element, d = input − target, and by default their mean.
 *
 * @param input the numbers
 * @param target what they should be, of the same sizes
 * @param options `reduction`; `weight`: a factor for each element
 * @returns a 0-dim tensor, or the errors if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nn.functional.l1_loss(torch.tensor([1, 2]), torch.tensor([1, 4]))); // tensor(1.)
 * @see PyTorch: `torch.nn.functional.l1_loss`
 */
export function l1_loss(input: Tensor, target: Tensor, ...options: LossArguments<WeightedLossOptions>): Tensor {
  const [x, y, size_average, reduce, name, weight] = l1Signature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  const errors = abs(sub(x, y));
  return weight === null ? reduceLoss(errors, reduction) : weigh(errors, x, weight, reduction);
}

/** c·(z − c/2) with z = |d| and c = min(z, limit): half a parabola that goes on as a straight line. */
function rounded(input: Tensor, target: Tensor, limit: number): Tensor {
  const z = abs(sub(input, target));
  const c = clamp(z, { max: limit });
  return mul(c, sub(z, c, { alpha: 0.5 }));
}

const SmoothL1Loss = define({
  schema: 'smooth_l1_loss(Tensor input, Tensor target, str reduction, float beta)',
  method: false,
  node: 'SmoothL1Loss',
  forward: (input, target, reduction, beta) => {
    requireFloats('smooth_l1_cpu', input, target);
    return no_grad(() => reduceLoss(rounded(input, target, beta).div(beta), reduction));
  },
  derivative: {
    input: (grad, { input, target, reduction, beta }) =>
      clippedGradient(grad, input, target, reduction, beta).div(beta),
    target: (grad, { input, target, reduction, beta }) =>
      clippedGradient(grad, target, input, reduction, beta).div(beta),
  },
});

/** The derivative of c·(z − c/2) is d, clipped to ±limit. */
function clippedGradient(grad: Tensor, x: Tensor, y: Tensor, reduction: string, limit: number): Tensor {
  const slope = clamp(sub(x, y), -limit, limit);
  return mul(mul(slope, shareOf(reduction, slope.numel())), grad);
}

const smoothSignature = new Signature(`smooth_l1_loss(Tensor input, Tensor target, ${LEGACY}, float beta=1)`);

/**
 * d²/(2β) where |d| < β, and |d| − β/2 elsewhere, d = input − target: squared near 0, and as robust as |d| far from it.
 *
 * @param input the numbers
 * @param target what they should be, of the same sizes
 * @param options `reduction`; `beta`: β ≥ 0, default 1; 0 is `l1_loss`
 * @returns a 0-dim tensor, or the losses of the elements if `reduction` is 'none'
 * @throws RuntimeError for a negative β, or sizes that do not broadcast
 * @example
 * console.log(torch.nn.functional.smooth_l1_loss(torch.tensor([1, 2]), torch.tensor([1.5, 4]))); // tensor(0.8125)
 * @see PyTorch: `torch.nn.functional.smooth_l1_loss`; Girshick, Fast R-CNN
 */
export function smooth_l1_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [size_average: boolean | null, reduce: boolean | null, reduction: Reduction, beta: number],
    LossOptions & { beta?: number }
  >
): Tensor {
  const [x, y, size_average, reduce, name, beta] = smoothSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  if (beta < 0) throw new RuntimeError('smooth_l1_loss does not support negative values for beta.');
  return beta === 0 ? reduceLoss(abs(sub(x, y)), reduction) : SmoothL1Loss.apply(x, y, reduction, beta);
}

const HuberLoss = define({
  schema: 'huber_loss(Tensor input, Tensor target, str reduction, float delta)',
  method: false,
  forward: (input, target, reduction, delta) => {
    requireFloats('huber_cpu', input);
    return no_grad(() => reduceLoss(rounded(input, target.to(input.dtype), delta), reduction));
  },
  derivative: {
    input: (grad, { input, target, reduction, delta }) => clippedGradient(grad, input, target, reduction, delta),
    target: (grad, { input, target, reduction, delta }) => clippedGradient(grad, target, input, reduction, delta),
  },
});

const huberSignature = new Signature(
  "huber_loss(Tensor input, Tensor target, str reduction='mean', float delta=1, Tensor? weight=None)",
);

/**
 * d²/2 where |d| < δ, and δ·(|d| − δ/2) elsewhere, d = input − target.
 *
 * @param input the numbers
 * @param target what they should be, of the same sizes
 * @param options `reduction`; `delta`: δ > 0, default 1; `weight`: a factor for each element
 * @returns a 0-dim tensor, or the losses of the elements if `reduction` is 'none'
 * @throws RuntimeError for a δ that is not positive, or sizes that do not broadcast
 * @example
 * console.log(torch.nn.functional.huber_loss(torch.tensor([1, 2]), torch.tensor([1.5, 4]))); // tensor(0.8125)
 * @see PyTorch: `torch.nn.functional.huber_loss`; Huber, Robust estimation of a location parameter
 */
export function huber_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [reduction: Reduction, delta: number, weight: Tensor | null],
    { reduction?: Reduction; delta?: number; weight?: Tensor | null }
  >
): Tensor {
  const [x, y, name, delta, weight] = huberSignature.bind([input, target, ...options]);
  const reduction = requireReduction(name);
  if (delta <= 0) throw new RuntimeError('huber_loss does not support non-positive values for delta.');
  if (weight === null) return HuberLoss.apply(x, y, reduction, delta);
  if (!sameSizes(weight.sizes, x.sizes)) throw new ValueError('Weights and input must have the same size.');
  return reduceLoss(mul(HuberLoss.apply(x, y, 'none', delta), weight), reduction);
}
