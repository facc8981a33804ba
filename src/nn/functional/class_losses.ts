import { no_grad } from '../../autograd/modes.js';
import { elementCount, sameSizes } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { requireIndexType, requireInside } from '../../ops/index_checks.js';
import { add, div, log_softmax, mul, neg, reshape, sum, where, zeros_like } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64, uint8 } from '../../tensor/dtype.js';
import { IndexError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { reduceLoss, reductionOf, type LossOptions, type Reduction } from './reduction.js';

// Losses of the scores of several classes. The classes lie along dimension 1, behind the batch, or along the only dimension.

/** Options of {@link nll_loss}. */
export interface ClassLossOptions extends LossOptions {
  /** A factor for the losses of each class, [C]; a mean divides by the sum of the factors. */
  weight?: Tensor | null;
  /** A target that is left out of the loss. Default -100. */
  ignore_index?: number;
}

/** Options of {@link cross_entropy}. */
export interface CrossEntropyOptions extends ClassLossOptions {
  /** How much of each target is spread evenly over all classes, in [0, 1]. Default 0. */
  label_smoothing?: number;
}

const classDim = (input: Tensor) => (input.ndim === 1 ? 0 : 1);
const show = (x: Tensor) => `[${x.sizes.join(', ')}]`;

/** For each target its class's weight, 0 if it is ignored, and a class that can be looked up in any case. */
function factors(input: Tensor, target: Tensor, weight: Tensor | null, ignore: number) {
  const counts = target.ne(ignore);
  const index = where(counts, target, 0);
  const factor = weight === null ? counts.to(input.dtype) : where(counts, weight.take(index), 0);
  return { factor, index };
}

/** −x[target] · weight[target] for every target; PyTorch has two nodes for it. */
const nllLoss = (node: string) =>
  define({
    schema: 'nll_loss(Tensor input, Tensor target, Tensor? weight, str reduction, int ignore_index)',
    node,
    method: false,
    forward: (input, target, weight, reduction, ignore) =>
      no_grad(() => {
        const { factor, index } = factors(input, target, weight, ignore);
        const dim = classDim(input);
        const picked = input.gather(dim, index.unsqueeze(dim)).squeeze(dim);
        const losses = where(target.ne(ignore), neg(mul(picked, factor)), 0);
        return reduction === 'mean' ? div(sum(losses), sum(factor)) : reduceLoss(losses, reduction);
      }),
    derivative: {
      input: (grad, { input, target, weight, reduction, ignore_index }) => {
        const { factor, index } = factors(input, target, weight, ignore_index);
        const share = reduction === 'mean' ? div(factor, sum(factor)) : factor;
        const dim = classDim(input);
        const slopes = where(target.ne(ignore_index), neg(mul(grad, share)), 0).unsqueeze(dim);
        return zeros_like(input.detach()).scatter(dim, index.unsqueeze(dim), slopes);
      },
    },
  });

const NllLoss = nllLoss('NllLoss');
const NllLoss2d = nllLoss('NllLoss2D');

/** Checks scores against targets, in PyTorch's words. */
function requireClasses(input: Tensor, target: Tensor, weight: Tensor | null): void {
  if (input.ndim === 0) throw new ValueError('Expected 1 or more dimensions (got 0)');
  if (input.ndim === 1 && target.numel() !== 1)
    throw new ValueError(`For 1D input, 1D target must have size 1, but got target size: ${target.numel()}`);
  if (input.ndim !== 1 && input.sizes[0] !== target.sizes[0])
    throw new ValueError(
      `Expected input batch_size (${input.sizes[0]}) to match target batch_size (${target.sizes[0]}).`,
    );
  if (input.ndim === 2 && target.ndim > 1)
    throw new RuntimeError('0D or 1D target tensor expected, multi-target not supported');
  if (input.ndim === 4) {
    if (target.ndim !== 3)
      throw new RuntimeError(
        `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${target.ndim}`,
      );
    if (!sameSizes(target.sizes.slice(1), input.sizes.slice(2)))
      throw new RuntimeError(`size mismatch (got input: ${show(input)} , target: ${show(target)}`);
  } else if (input.ndim > 2) {
    const expected = [input.sizes[0], ...input.sizes.slice(2)];
    if (!sameSizes(target.sizes, expected))
      throw new RuntimeError(`Expected target size [${expected.join(', ')}], got ${show(target)}`);
  }
  if (target.dtype !== uint8)
    requireIndexType(target, `expected target dtype to be Long or Byte, but got ${target.dtype.scalarName}`, false);
  const classes = input.sizes[classDim(input)];
  if (weight !== null && (weight.ndim !== 1 || weight.numel() !== classes))
    throw new RuntimeError(
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ${show(weight)}`,
    );
  requireFloat('nll_loss_out_frame', input);
  if (weight !== null && weight.dtype !== input.dtype)
    throw new RuntimeError(`expected scalar type ${input.dtype.scalarName} but found ${weight.dtype.scalarName}`);
}

function negativeLogLikelihood(
  input: Tensor,
  given: Tensor,
  weight: Tensor | null,
  reduction: Reduction,
  ignore: number,
): Tensor {
  requireClasses(input, given, weight);
  const target = given.to(int64);
  const classes = input.sizes[classDim(input)];
  requireInside(
    where(target.ne(ignore), target, 0),
    0,
    classes,
    (bad) => new IndexError(`Target ${bad} is out of bounds.`),
  );
  if (input.ndim === 1)
    return NllLoss.apply(input, target.reshape([]), weight, reduction, ignore).reshape(
      reduction === 'none' ? given.sizes : [],
    );
  if (input.ndim === 2) return NllLoss.apply(input, target, weight, reduction, ignore);
  if (input.ndim === 4) return NllLoss2d.apply(input, target, weight, reduction, ignore);
  const [n, c, ...rest] = input.sizes;
  const count = elementCount(rest);
  const flat = NllLoss2d.apply(
    reshape(input, [n, c, 1, count]),
    reshape(target, [n, 1, count]),
    weight,
    reduction,
    ignore,
  );
  return reduction === 'none' ? flat.view(target.sizes) : flat;
}

const nllSignature = new Signature(
  "nll_loss(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean')",
);

/**
 * −x[t] for the log-probabilities x of the classes and the right class t, and by default the mean.
 *
 * @param input log-probabilities, [N, C], [C], or [N, C, d₁, …]
 * @param target the right classes, int64 in [0, C), [N], [] or [N, d₁, …]
 * @param options `weight`: a factor for each class; `ignore_index`: a target that does not count; `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError where the sizes do not fit; RuntimeError for targets that are no integers; IndexError for a target out of range
 * @example
 * const logs = torch.tensor([[0.25, 0.75], [0.5, 0.5]]).log();
 * console.log(torch.nn.functional.nll_loss(logs, torch.tensor([1n, 0n]))); // tensor(0.4904)
 * @see PyTorch: `torch.nn.functional.nll_loss`
 */
export function nll_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [
      weight: Tensor | null,
      size_average: boolean | null,
      ignore_index: number,
      reduce: boolean | null,
      reduction: Reduction,
    ],
    ClassLossOptions
  >
): Tensor {
  const [x, t, weight, size_average, ignore, reduce, name] = nllSignature.bind([input, target, ...options]);
  return negativeLogLikelihood(x, t, weight, reductionOf(size_average, reduce, name), ignore);
}

/** The cross entropy of probabilities: −Σ t·log softmax(x) over the classes. */
function ofProbabilities(
  x: Tensor,
  given: Tensor,
  weight: Tensor | null,
  reduction: Reduction,
  smoothing: number,
): Tensor {
  const dim = classDim(x);
  const classes = x.sizes[dim];
  if (weight !== null && (weight.ndim !== 1 || weight.numel() !== classes))
    throw new RuntimeError(
      `cross_entropy: weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ${show(weight)}`,
    );
  const target = smoothing > 0 ? add(mul(given, 1 - smoothing), smoothing / classes) : given;
  const products = mul(log_softmax(x, dim), target);
  const terms = weight === null ? products : mul(products, alongClasses(weight, x));
  if (reduction === 'none') return neg(sum(terms, dim));
  const total = neg(sum(terms));
  return reduction === 'mean' ? div(total, x.numel() / classes) : total;
}

const alongClasses = (weight: Tensor, x: Tensor) =>
  reshape(
    weight,
    x.sizes.map((_, d) => (d === classDim(x) ? weight.numel() : 1)),
  );

/** What label smoothing adds: the loss of a target that is spread evenly over all classes. */
function evenLoss(logs: Tensor, target: Tensor, weight: Tensor | null, reduction: Reduction, ignore: number): Tensor {
  const dim = classDim(logs);
  const weighted = weight === null ? logs : mul(logs, alongClasses(weight, logs));
  const ignored = target.eq(ignore);
  const losses = where(ignored, 0, neg(sum(weighted, dim)));
  if (reduction !== 'mean') return reduceLoss(losses, reduction);
  const { factor } = factors(logs, target.to(int64), weight, ignore);
  return div(sum(losses), sum(factor));
}

const crossEntropySignature = new Signature(
  "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean', float label_smoothing=0)",
);

/**
 * −log softmax(x)[t] for the scores x of the classes and the right class t, and by default the mean. With probabilities t of
 * all classes: −Σ t·log softmax(x).
 *
 * @param input scores, any numbers: [N, C], [C], or [N, C, d₁, …]
 * @param target the right classes, int64 in [0, C), [N], [] or [N, d₁, …]; or probabilities, of the sizes of the input
 * @param options `weight`: a factor for each class; `ignore_index`: a target that does not count; `reduction`; `label_smoothing`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError where the sizes do not fit; RuntimeError for targets that are no integers; IndexError for a target out of range
 * @example
 * const scores = torch.tensor([[0, 0], [0, 1000]]);
 * console.log(torch.nn.functional.cross_entropy(scores, torch.tensor([1n, 1n]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.functional.cross_entropy`
 */
export function cross_entropy(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [
      weight: Tensor | null,
      size_average: boolean | null,
      ignore_index: number,
      reduce: boolean | null,
      reduction: Reduction,
      label_smoothing: number,
    ],
    CrossEntropyOptions
  >
): Tensor {
  const bound = crossEntropySignature.bind([input, target, ...options]);
  const [x, t, weight, size_average, ignore, reduce, name, smoothing] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  if (sameSizes(x.sizes, t.sizes)) {
    if (!t.dtype.is_floating_point)
      throw new RuntimeError(
        `Expected floating point type for target with class probabilities, got ${t.dtype.scalarName}`,
      );
    if (ignore >= 0) throw new RuntimeError('ignore_index is not supported for floating point target');
    return ofProbabilities(x, t, weight, reduction, smoothing);
  }
  const logs = log_softmax(x, classDim(x));
  if (smoothing <= 0) return negativeLogLikelihood(logs, t, weight, reduction, ignore);
  if (smoothing > 1) throw new RuntimeError(`label_smoothing must be between 0.0 and 1.0. Got: ${smoothing}`);
  const sharp = negativeLogLikelihood(logs, t, weight, reduction, ignore);
  const even = evenLoss(logs, t, weight, reduction, ignore);
  return add(mul(sharp, 1 - smoothing), mul(even, smoothing / x.sizes[classDim(x)]));
}
