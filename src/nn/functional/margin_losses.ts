import { no_grad } from '../../autograd/modes.js';
import { sameSizes } from '../../ndarray/strided.js';
import { requireIndexType, requireInside } from '../../ops/index_checks.js';
import { add, clamp_min, div, logical_and, mean, minimum, mul, neg, sqrt, sub, sum, where } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pairwise_distance } from './distance.js';
import { reduceLoss, reductionOf, requireReduction, type LossOptions, type Reduction } from './reduction.js';
import { logsigmoid } from './smooth_activations.js';

// Losses that are 0 once the right answer leads by a margin.

const LEGACY = "bool? size_average=None, bool? reduce=None, str reduction='mean'" as const;

/** Options of losses with a margin. */
export interface MarginOptions extends LossOptions {
  /** By how much the right answer has to lead. */
  margin?: number;
}

/** The arguments of losses with a margin. */
export type MarginArguments = Trailing<
  [margin: number, size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
  MarginOptions
>;

const show = (x: Tensor) => `[${x.sizes.join(', ')}]`;

const rankingSignature = new Signature(
  `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0, ${LEGACY})`,
);

/**
 * max(0, −t·(x₁ − x₂) + margin): t = 1 where the first should be larger, −1 where the second should.
 *
 * @param input1 x₁
 * @param input2 x₂
 * @param target t, 1 or −1
 * @param options `margin` (default 0), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError for different numbers of dimensions
 * @example
 * const [a, b, t] = [torch.tensor([1, 2]), torch.tensor([0, 5]), torch.tensor([1, 1])];
 * console.log(torch.nn.functional.margin_ranking_loss(a, b, t)); // tensor(1.5000)
 * @see PyTorch: `torch.nn.functional.margin_ranking_loss`
 */
export function margin_ranking_loss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  ...options: MarginArguments
): Tensor {
  const bound = rankingSignature.bind([input1, input2, target, ...options]);
  const [a, b, t, margin, size_average, reduce, name] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  if (a.ndim !== b.ndim || a.ndim !== t.ndim)
    throw new RuntimeError(
      'margin_ranking_loss : All input tensors should have same dimension but got sizes: ' +
        `input1: ${String(a.shape)}, input2: ${String(b.shape)}, target: ${String(t.shape)} `,
    );
  return reduceLoss(clamp_min(add(mul(neg(t), sub(a, b)), margin), 0), reduction);
}

const hingeSignature = new Signature(`hinge_embedding_loss(Tensor input, Tensor target, float margin=1, ${LEGACY})`);

/**
 * x where the target is 1, and max(0, margin − x) where it is −1: distances x of pairs that belong together or not.
 *
 * @param input x
 * @param target 1 or −1
 * @param options `margin` (default 1), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nn.functional.hinge_embedding_loss(torch.tensor([0.5, 0.5]), torch.tensor([1, -1]))); // tensor(0.5000)
 * @see PyTorch: `torch.nn.functional.hinge_embedding_loss`
 */
export function hinge_embedding_loss(input: Tensor, target: Tensor, ...options: MarginArguments): Tensor {
  const [x, t, margin, size_average, reduce, name] = hingeSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  const apart = where(t.ne(1), clamp_min(sub(margin, x), 0), 0);
  return reduceLoss(add(apart, where(t.ne(-1), x, 0)), reduction);
}

const cosineSignature = new Signature(
  `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0, ${LEGACY})`,
);

/**
 * 1 − cos(x₁, x₂) where the target is 1, and max(0, cos(x₁, x₂) − margin) where it is −1.
 *
 * @param input1 x₁, [N, D] or [D]
 * @param input2 x₂, of the same sizes
 * @param target 1 or −1, [N] or []
 * @param options `margin` (default 0), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError for other numbers of dimensions
 * @example
 * const [a, b] = [torch.tensor([[1, 0]]), torch.tensor([[0, 1]])];
 * console.log(torch.nn.functional.cosine_embedding_loss(a, b, torch.tensor([1]))); // tensor(1.)
 * @see PyTorch: `torch.nn.functional.cosine_embedding_loss`
 */
export function cosine_embedding_loss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  ...options: MarginArguments
): Tensor {
  const bound = cosineSignature.bind([input1, input2, target, ...options]);
  const [a, b, t, margin, size_average, reduce, name] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  const dim = t.ndim;
  if (dim > 1) throw new RuntimeError('0D or 1D target tensor expected, multi-target not supported');
  if (a.ndim !== dim + 1 || b.ndim !== dim + 1)
    throw new RuntimeError(
      `${dim}D target tensor expects ${dim + 1}D input tensors, but found inputs with sizes ${show(a)} and ${show(b)}.`,
    );
  const product = (x: Tensor, y: Tensor) => sum(mul(x, y), dim);
  const square = (x: Tensor) => add(product(x, x), 1e-12);
  const cosine = div(product(a, b), sqrt(mul(square(a), square(b))));
  const apart = where(t.eq(-1), clamp_min(sub(cosine, margin), 0), 0);
  return reduceLoss(add(where(t.eq(1), sub(1, cosine), 0), apart), reduction);
}

/** A vector as a batch of one; a number as a batch of one vector of one class. */
function asBatch(input: Tensor): Tensor {
  if (input.ndim > 2 || (input.ndim > 0 && input.sizes[input.ndim - 1] === 0))
    throw new RuntimeError(
      `Expected non-empty vector or matrix with optional 0-dim batch size, but got: ${show(input)}`,
    );
  return input.ndim === 2 ? input : input.reshape(1, -1);
}

const multiSignature = new Signature(
  `multi_margin_loss(Tensor input, Tensor target, int p=1, float margin=1, Tensor? weight=None, ${LEGACY})`,
);

/** Options of {@link multi_margin_loss}. */
export interface MultiMarginOptions extends MarginOptions {
  /** The power of what is missing to the margin: 1 (default) or 2. */
  p?: number;
  /** A factor for the losses of each class, [C]. */
  weight?: Tensor | null;
}

/**
 * Σᵢ max(0, margin − x[t] + x[i])ᵖ / C over the classes i other than the right class t.
 *
 * @param input scores x, [N, C] or [C]
 * @param target right classes t, int64, [N] or []
 * @param options `p` (default 1), `margin` (default 1), `weight`, `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not fit or a class is out of range; ValueError for another p
 * @example
 * const scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]]);
 * console.log(torch.nn.functional.multi_margin_loss(scores, torch.tensor([3n]))); // tensor(0.3250)
 * @see PyTorch: `torch.nn.functional.multi_margin_loss`
 */
export function multi_margin_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [
      p: number,
      margin: number,
      weight: Tensor | null,
      size_average: boolean | null,
      reduce: boolean | null,
      reduction: Reduction,
    ],
    MultiMarginOptions
  >
): Tensor {
  const bound = multiSignature.bind([input, target, ...options]);
  const [given, t, p, margin, weight, size_average, reduce, name] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  if (p !== 1 && p !== 2) throw new ValueError('only p == 1 and p == 2 supported');
  if (weight !== null && weight.ndim !== 1) throw new ValueError('weight must be one-dimensional');
  const x = asBatch(given);
  const [batch, classes] = x.sizes;
  if (t.ndim > 1 || t.numel() !== batch)
    throw new RuntimeError(
      'multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). ' +
        `Expected target size [${batch}], but got ${show(t)}. Input has shape ${show(given)}.`,
    );
  if (weight !== null && weight.numel() !== classes)
    throw new RuntimeError(`inconsistent weight size, expected ${classes} but got ${show(weight)}`);
  requireIndexType(t, `expected scalar type Long but found ${t.dtype.scalarName}`, false);
  requireInside(t, 0, classes, () => new RuntimeError('target out of range'));
  const right = t.reshape(-1, 1);
  const missing = clamp_min(add(sub(x, x.gather(1, right)), margin), 0).pow(p);
  const weighed = weight === null ? missing : mul(missing, weight.take(right));
  const losses = div(sum(weighed.scatter(1, right, 0), 1), classes);
  return reduceLoss(given.ndim < 2 ? losses.squeeze(0) : losses, reduction);
}

const multilabelSignature = new Signature(`multilabel_margin_loss(Tensor input, Tensor target, ${LEGACY})`);

/** For each entry of a list of classes that ends at the first −1: whether it counts. */
const listed = (target: Tensor) => target.ge(0).cumprod(1).to(target.dtype).eq(1);

/**
 * Σⱼᵢ max(0, 1 − (x[tⱼ] − x[i])) / C over the right classes tⱼ and all classes i that are not right.
 *
 * @param input scores x, [N, C] or [C]
 * @param target right classes, int64, of the sizes of the input; the list of each example ends at the first −1
 * @param options `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not fit or a class is out of range
 * @example
 * const scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]]);
 * console.log(torch.nn.functional.multilabel_margin_loss(scores, torch.tensor([[3n, 0n, -1n, 1n]]))); // tensor(0.8500)
 * @see PyTorch: `torch.nn.functional.multilabel_margin_loss`
 */
export function multilabel_margin_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<[size_average: boolean | null, reduce: boolean | null, reduction: Reduction], LossOptions>
): Tensor {
  const [given, t, size_average, reduce, name] = multilabelSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  const x = asBatch(given);
  if (!sameSizes(t.sizes, given.sizes) && (t.numel() !== 1 || given.numel() !== 1))
    throw new RuntimeError(`inconsistent target size: ${show(t)} for input of size: ${show(given)}`);
  requireIndexType(t, `expected scalar type Long but found ${t.dtype.scalarName}`, false);
  const classes = x.sizes[1];
  const labels = t.reshape(x.sizes);
  requireInside(labels, -1, classes, () => new RuntimeError("argument #2 'target' is out of range"));
  const counts = listed(labels);
  const index = where(counts, labels, 0);
  const right = no_grad(() =>
    x
      .new_zeros([...x.sizes])
      .scatter_add(1, index, counts.to(x.dtype))
      .gt(0),
  );
  // for each right class j and each other class i: what is missing to a lead of 1
  const missing = clamp_min(add(sub(x.unsqueeze(1), x.gather(1, index).unsqueeze(2)), 1), 0);
  const pairs = logical_and(counts.unsqueeze(2), right.logical_not().unsqueeze(1));
  const losses = div(sum(where(pairs, missing, 0), [1, 2]), classes);
  return reduceLoss(given.ndim < 2 ? losses.squeeze(0) : losses, reduction);
}

const multilabelSoftSignature = new Signature(
  `multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight=None, ${LEGACY})`,
);

/** Options of {@link multilabel_soft_margin_loss}. */
export interface MultilabelSoftMarginOptions extends LossOptions {
  /** A factor for the losses of each class, [C]. */
  weight?: Tensor | null;
}

/**
 * −t·log σ(x) − (1 − t)·log σ(−x), the mean over the classes: each class is right or not by itself.
 *
 * @param input scores x, [N, C] or [C]
 * @param target t, 0 or 1, of the same sizes
 * @param options `weight`, `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError for what is no reduction
 * @example
 * const { multilabel_soft_margin_loss } = torch.nn.functional;
 * console.log(multilabel_soft_margin_loss(torch.tensor([[0, 100]]), torch.tensor([[1, 1]]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.functional.multilabel_soft_margin_loss`
 */
export function multilabel_soft_margin_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [weight: Tensor | null, size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
    MultilabelSoftMarginOptions
  >
): Tensor {
  const [x, t, weight, size_average, reduce, name] = multilabelSoftSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  const losses = neg(add(mul(t, logsigmoid(x)), mul(sub(1, t), logsigmoid(neg(x)))));
  return reduceLoss(mean(weight === null ? losses : mul(losses, weight), -1), reduction);
}

/** Options of {@link triplet_margin_with_distance_loss}. */
export interface TripletDistanceOptions {
  /** The distance between two tensors. Default {@link pairwise_distance}. */
  distance_function?: ((x: Tensor, y: Tensor) => Tensor) | null;
  /** By how much the negative has to be farther away. Default 1. */
  margin?: number;
  /** Whether the distance of the negative is the lesser of those to the anchor and to the positive. Default false. */
  swap?: boolean;
  /** How the losses of the triplets become the result. Default 'mean'. */
  reduction?: Reduction;
}

/** Options of {@link triplet_margin_loss}. */
export interface TripletOptions extends LossOptions, Omit<TripletDistanceOptions, 'distance_function' | 'reduction'> {
  /** Which norm. Default 2. */
  p?: number;
  /** What is added to the differences. Default 1e-6. */
  eps?: number;
}

const tripletSignature = new Signature(
  `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1, float p=2, float eps=1e-6, bool swap=False, ${LEGACY})`,
);

/**
 * max(0, d(a, p) − d(a, n) + margin), with the distance d of p-norm.
 *
 * @param anchor a, [N, D] or [D]
 * @param positive p, what should be near
 * @param negative n, what should be far away
 * @param options `margin` (default 1), `p` (default 2), `eps` (default 1e-6), `swap` (default false), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError for a margin that is not positive; RuntimeError for different numbers of dimensions
 * @example
 * const [a, p, n] = [torch.zeros(1, 2), torch.ones(1, 2), torch.full([1, 2], 10)];
 * console.log(torch.nn.functional.triplet_margin_loss(a, p, n, { margin: 20 }).round()); // tensor(7.)
 * @see PyTorch: `torch.nn.functional.triplet_margin_loss`; Balntas et al., Learning shallow convolutional feature descriptors
 * with triplet losses
 */
export function triplet_margin_loss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  ...options: Trailing<
    [
      margin: number,
      p: number,
      eps: number,
      swap: boolean,
      size_average: boolean | null,
      reduce: boolean | null,
      reduction: Reduction,
    ],
    TripletOptions
  >
): Tensor {
  const bound = tripletSignature.bind([anchor, positive, negative, ...options]);
  const [a, near, far, margin, p, eps, swap, size_average, reduce, name] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  return tripletLoss(a, near, far, (x, y) => pairwise_distance(x, y, p, eps), margin, swap, reduction);
}

/**
 * max(0, d(a, p) − d(a, n) + margin), with a distance d of your own.
 *
 * @param anchor a
 * @param positive p, what should be near
 * @param negative n, what should be far away
 * @param options `distance_function`: d; `margin` (default 1), `swap` (default false), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError for a margin that is not positive; RuntimeError for different numbers of dimensions
 * @example
 * const distance_function = (x: torch.Tensor, y: torch.Tensor) => x.sub(y).abs().amax(1);
 * const [a, p, n] = [torch.zeros(1, 2), torch.ones(1, 2), torch.full([1, 2], 10)];
 * console.log(torch.nn.functional.triplet_margin_with_distance_loss(a, p, n, { distance_function, margin: 20 })); // tensor(11.)
 * @see PyTorch: `torch.nn.functional.triplet_margin_with_distance_loss`
 */
export function triplet_margin_with_distance_loss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  options?: TripletDistanceOptions,
): Tensor {
  const bound = tripletDistanceSignature.bind([anchor, positive, negative, options]);
  const [a, near, far, given, margin, swap, name] = bound;
  const distance = (given as TripletDistanceOptions['distance_function']) ?? ((x, y) => pairwise_distance(x, y));
  return tripletLoss(a, near, far, distance, margin, swap, requireReduction(name));
}

const tripletDistanceSignature = new Signature(
  "triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, *, function? distance_function=None, float margin=1, bool swap=False, str reduction='mean')",
);

function tripletLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  distance: (x: Tensor, y: Tensor) => Tensor,
  margin: number,
  swap: boolean,
  reduction: Reduction,
): Tensor {
  if (margin <= 0) throw new ValueError(`margin must be greater than 0, got ${margin}`);
  if (anchor.ndim !== positive.ndim || anchor.ndim !== negative.ndim)
    throw new RuntimeError(
      'The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: ' +
        `anchor ${anchor.ndim}D, positive ${positive.ndim}D, and negative ${negative.ndim}D inputs`,
    );
  const near = distance(anchor, positive);
  const far = distance(anchor, negative);
  const lead = swap ? minimum(far, distance(positive, negative)) : far;
  return reduceLoss(clamp_min(sub(near.add(margin), lead), 0), reduction);
}
