import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import type { Reduction } from './functional/index.js';
import { PairwiseDistance } from './distance.js';
import { Loss, PlainLoss } from './loss.js';

// Losses that are 0 once the right answer leads by a margin, as modules.

const LEGACY = "bool? size_average=None, bool? reduce=None, str reduction='mean'" as const;

/** A loss whose options are its margin and its reduction. */
abstract class MarginLoss extends Loss {
  /** By how much the right answer has to lead. */
  margin: number;

  /** @internal */
  constructor(signature: { bind(args: readonly unknown[]): MarginValues }, args: F.MarginArguments) {
    const { margin, size_average, reduce, reduction } = signature.bind(args);
    super(size_average, reduce, reduction);
    this.margin = margin;
  }
}

interface MarginValues {
  margin: number;
  size_average: boolean | null;
  reduce: boolean | null;
  reduction: string;
}

const ranking = new Constructor(`MarginRankingLoss.__init__(float margin=0, ${LEGACY})`);

/**
 * max(0, −t·(x₁ − x₂) + margin): t = 1 where the first should be larger, −1 where the second should.
 *
 * @example
 * const [a, b, t] = [torch.tensor([1, 2]), torch.tensor([0, 5]), torch.tensor([1, 1])];
 * console.log(new torch.nn.MarginRankingLoss()(a, b, t)); // tensor(1.5000)
 * @see PyTorch: `torch.nn.MarginRankingLoss`
 */
export class MarginRankingLoss extends MarginLoss {
  /** @param args `margin` (default 0), `reduction` */
  constructor(...args: F.MarginArguments) {
    super(ranking, args);
  }

  /** @returns the loss */
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return F.margin_ranking_loss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}

const hinge = new Constructor(`HingeEmbeddingLoss.__init__(float margin=1, ${LEGACY})`);

/**
 * x where the target is 1, and max(0, margin − x) where it is −1.
 *
 * @example
 * console.log(new torch.nn.HingeEmbeddingLoss()(torch.tensor([0.5, 0.5]), torch.tensor([1, -1]))); // tensor(0.5000)
 * @see PyTorch: `torch.nn.HingeEmbeddingLoss`
 */
export class HingeEmbeddingLoss extends MarginLoss {
  /** @param args `margin` (default 1), `reduction` */
  constructor(...args: F.MarginArguments) {
    super(hinge, args);
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.hinge_embedding_loss(input, target, { margin: this.margin, reduction: this.reduction });
  }
}

const cosine = new Constructor(`CosineEmbeddingLoss.__init__(float margin=0, ${LEGACY})`);

/**
 * 1 − cos(x₁, x₂) where the target is 1, and max(0, cos(x₁, x₂) − margin) where it is −1.
 *
 * @example
 * const [a, b] = [torch.tensor([[1, 0]]), torch.tensor([[0, 1]])];
 * console.log(new torch.nn.CosineEmbeddingLoss()(a, b, torch.tensor([1]))); // tensor(1.)
 * @see PyTorch: `torch.nn.CosineEmbeddingLoss`
 */
export class CosineEmbeddingLoss extends MarginLoss {
  /** @param args `margin` (default 0), `reduction` */
  constructor(...args: F.MarginArguments) {
    super(cosine, args);
  }

  /** @returns the loss */
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return F.cosine_embedding_loss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}

const multi = new Constructor(`MultiMarginLoss.__init__(int p=1, float margin=1, Tensor? weight=None, ${LEGACY})`);

/**
 * Σᵢ max(0, margin − x[t] + x[i])ᵖ / C over the classes i other than the right class t.
 *
 * @example
 * const scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]]);
 * console.log(new torch.nn.MultiMarginLoss()(scores, torch.tensor([3n]))); // tensor(0.3250)
 * @see PyTorch: `torch.nn.MultiMarginLoss`
 */
export class MultiMarginLoss extends Loss {
  /** The power of what is missing to the margin. */
  p: number;
  /** By how much the right class has to lead. */
  margin: number;
  /** A factor for the losses of each class. */
  declare weight: Tensor | null;

  /**
   * @param args `p` (default 1), `margin` (default 1), `weight`, `reduction`
   * @throws ValueError for another p, or a weight that is no vector
   */
  constructor(
    ...args: Trailing<
      [
        p: number,
        margin: number,
        weight: Tensor | null,
        size_average: boolean | null,
        reduce: boolean | null,
        reduction: Reduction,
      ],
      F.MultiMarginOptions
    >
  ) {
    const { p, margin, weight, size_average, reduce, reduction } = multi.bind(args);
    super(size_average, reduce, reduction);
    if (p !== 1 && p !== 2) throw new ValueError('only p == 1 and p == 2 supported');
    if (weight !== null && weight.ndim !== 1)
      throw new ValueError(`MultiMarginLoss: expected weight to be None or 1D tensor, got ${weight.ndim}D instead`);
    this.register_buffer('weight', weight);
    this.p = p;
    this.margin = margin;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    const { p, margin, weight, reduction } = this;
    return F.multi_margin_loss(input, target, { p, margin, weight, reduction });
  }
}

/**
 * Σⱼᵢ max(0, 1 − (x[tⱼ] − x[i])) / C over the right classes tⱼ and all classes i that are not right.
 *
 * @example
 * const scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]]);
 * console.log(new torch.nn.MultiLabelMarginLoss()(scores, torch.tensor([[3n, 0n, -1n, 1n]]))); // tensor(0.8500)
 * @see PyTorch: `torch.nn.MultiLabelMarginLoss`
 */
export class MultiLabelMarginLoss extends PlainLoss {
  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.multilabel_margin_loss(input, target, { reduction: this.reduction });
  }
}

const multilabelSoft = new Constructor(`MultiLabelSoftMarginLoss.__init__(Tensor? weight=None, ${LEGACY})`);

/**
 * −t·log σ(x) − (1 − t)·log σ(−x), the mean over the classes: each class is right or not by itself.
 *
 * @example
 * const loss = new torch.nn.MultiLabelSoftMarginLoss();
 * console.log(loss(torch.tensor([[0, 100]]), torch.tensor([[1, 1]]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.MultiLabelSoftMarginLoss`
 */
export class MultiLabelSoftMarginLoss extends Loss {
  /** A factor for the losses of each class. */
  declare weight: Tensor | null;

  /** @param args `weight`, `reduction` */
  constructor(
    ...args: Trailing<
      [weight: Tensor | null, size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
      F.MultilabelSoftMarginOptions
    >
  ) {
    const { weight, size_average, reduce, reduction } = multilabelSoft.bind(args);
    super(size_average, reduce, reduction);
    this.register_buffer('weight', weight);
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.multilabel_soft_margin_loss(input, target, { weight: this.weight, reduction: this.reduction });
  }
}

function requirePositive(name: string, margin: number): void {
  if (margin <= 0)
    throw new ValueError(`${name}: expected margin to be greater than 0, got ${pythonRepr(margin)} instead`);
}

const triplet = new Constructor(
  `TripletMarginLoss.__init__(float margin=1, float p=2, float eps=1e-6, bool swap=False, ${LEGACY})`,
);

/**
 * max(0, d(a, p) − d(a, n) + margin), with the distance d of p-norm.
 *
 * @example
 * const [a, p, n] = [torch.zeros(1, 2), torch.ones(1, 2), torch.full([1, 2], 10)];
 * console.log(new torch.nn.TripletMarginLoss({ margin: 20 })(a, p, n).round()); // tensor(7.)
 * @see PyTorch: `torch.nn.TripletMarginLoss`
 */
export class TripletMarginLoss extends Loss {
  /** By how much the negative has to be farther away. */
  margin: number;
  /** Which norm. */
  p: number;
  /** What is added to the differences. */
  eps: number;
  /** Whether the distance of the negative is the lesser of those to the anchor and to the positive. */
  swap: boolean;

  /**
   * @param args `margin` (default 1), `p` (default 2), `eps` (default 1e-6), `swap` (default false), `reduction`
   * @throws ValueError for a margin that is not positive
   */
  constructor(
    ...args: Trailing<
      [
        margin: number,
        p: number,
        eps: number,
        swap: boolean,
        size_average: boolean | null,
        reduce: boolean | null,
        reduction: Reduction,
      ],
      F.TripletOptions
    >
  ) {
    const { margin, p, eps, swap, size_average, reduce, reduction } = triplet.bind(args);
    super(size_average, reduce, reduction);
    requirePositive('TripletMarginLoss', margin);
    this.margin = margin;
    this.p = p;
    this.eps = eps;
    this.swap = swap;
  }

  /** @returns the loss */
  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { margin, p, eps, swap, reduction } = this;
    return F.triplet_margin_loss(anchor, positive, negative, { margin, p, eps, swap, reduction });
  }
}

const tripletWithDistance = new Constructor(
  "TripletMarginWithDistanceLoss.__init__(*, function? distance_function=None, float margin=1, bool swap=False, str reduction='mean')",
);

/**
 * max(0, d(a, p) − d(a, n) + margin), with a distance d of your own.
 *
 * @example
 * const distance_function = (x: torch.Tensor, y: torch.Tensor) => x.sub(y).abs().amax(1);
 * const loss = new torch.nn.TripletMarginWithDistanceLoss({ distance_function, margin: 20 });
 * console.log(loss(torch.zeros(1, 2), torch.ones(1, 2), torch.full([1, 2], 10))); // tensor(11.)
 * @see PyTorch: `torch.nn.TripletMarginWithDistanceLoss`
 */
export class TripletMarginWithDistanceLoss extends Loss {
  /** The distance between two tensors. */
  distance_function: (x: Tensor, y: Tensor) => Tensor;
  /** By how much the negative has to be farther away. */
  margin: number;
  /** Whether the distance of the negative is the lesser of those to the anchor and to the positive. */
  swap: boolean;

  /**
   * @param options `distance_function` (default pairwise_distance), `margin` (default 1), `swap` (default false), `reduction`
   * @throws ValueError for a margin that is not positive
   */
  constructor(options?: F.TripletDistanceOptions) {
    const { distance_function, margin, swap, reduction } = tripletWithDistance.bind([options]);
    super(null, null, reduction);
    requirePositive('TripletMarginWithDistanceLoss', margin);
    this.distance_function = (distance_function ?? new PairwiseDistance()) as (x: Tensor, y: Tensor) => Tensor;
    this.margin = margin;
    this.swap = swap;
  }

  /** @returns the loss */
  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { distance_function, margin, swap, reduction } = this;
    return F.triplet_margin_with_distance_loss(anchor, positive, negative, {
      distance_function,
      margin,
      swap,
      reduction,
    });
  }
}
