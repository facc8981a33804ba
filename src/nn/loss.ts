import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import type { LossArguments, LossOptions, Reduction } from './functional/index.js';
import { reductionOf } from './functional/reduction.js';
import { Module } from './module.js';

// Losses as modules: their options are given once, and the call gets input and target.

/** What all losses are: modules with a reduction. */
export abstract class Loss extends Module {
  /** How the losses of the elements become the result. */
  reduction: Reduction;

  /** @internal */
  constructor(size_average: boolean | null, reduce: boolean | null, reduction: string) {
    super();
    this.reduction =
      size_average === null && reduce === null ? (reduction as Reduction) : reductionOf(size_average, reduce, '');
  }
}

const LEGACY = "bool? size_average=None, bool? reduce=None, str reduction='mean'" as const;
const plainLoss = new Constructor(`_Loss.__init__(${LEGACY})`);

/** A loss whose only option is its reduction. */
export abstract class PlainLoss extends Loss {
  /** @param args `reduction`: 'mean' (default), 'sum' or 'none' */
  constructor(...args: LossArguments) {
    const { size_average, reduce, reduction } = plainLoss.bind(args);
    super(size_average, reduce, reduction);
  }
}

/**
 * The squared error d² of each element, d = input − target, and by default their mean.
 *
 * @example
 * console.log(new torch.nn.MSELoss()(torch.tensor([1, 2]), torch.tensor([1, 4]))); // tensor(2.)
 * @see PyTorch: `torch.nn.MSELoss`
 */
export class MSELoss extends PlainLoss {
  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.mse_loss(input, target, { reduction: this.reduction });
  }
}

/**
 * The absolute error |d| of each element, d = input − target, and by default their mean.
 *
 * @example
 * console.log(new torch.nn.L1Loss()(torch.tensor([1, 2]), torch.tensor([1, 4]))); // tensor(1.)
 * @see PyTorch: `torch.nn.L1Loss`
 */
export class L1Loss extends PlainLoss {
  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.l1_loss(input, target, { reduction: this.reduction });
  }
}

const smoothL1 = new Constructor(`SmoothL1Loss.__init__(${LEGACY}, float beta=1)`);

/**
 * d²/(2β) where |d| < β, and |d| − β/2 elsewhere, d = input − target.
 *
 * @example
 * console.log(new torch.nn.SmoothL1Loss()(torch.tensor([1, 2]), torch.tensor([1.5, 4]))); // tensor(0.8125)
 * @see PyTorch: `torch.nn.SmoothL1Loss`; Girshick, Fast R-CNN
 */
export class SmoothL1Loss extends Loss {
  /** β, from where on the loss is linear. */
  beta: number;

  /** @param args `reduction`; `beta` (default 1) */
  constructor(
    ...args: Trailing<
      [size_average: boolean | null, reduce: boolean | null, reduction: Reduction, beta: number],
      LossOptions & { beta?: number }
    >
  ) {
    const { size_average, reduce, reduction, beta } = smoothL1.bind(args);
    super(size_average, reduce, reduction);
    this.beta = beta;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.smooth_l1_loss(input, target, { reduction: this.reduction, beta: this.beta });
  }
}

const huber = new Constructor("HuberLoss.__init__(str reduction='mean', float delta=1)");

/**
 * d²/2 where |d| < δ, and δ·(|d| − δ/2) elsewhere, d = input − target.
 *
 * @example
 * console.log(new torch.nn.HuberLoss()(torch.tensor([1, 2]), torch.tensor([1.5, 4]))); // tensor(0.8125)
 * @see PyTorch: `torch.nn.HuberLoss`; Huber, Robust estimation of a location parameter
 */
export class HuberLoss extends Loss {
  /** δ, from where on the loss is linear. */
  delta: number;

  /** @param args `reduction`; `delta` (default 1) */
  constructor(...args: Trailing<[reduction: Reduction, delta: number], { reduction?: Reduction; delta?: number }>) {
    const { reduction, delta } = huber.bind(args);
    super(null, null, reduction);
    this.delta = delta;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.huber_loss(input, target, { reduction: this.reduction, delta: this.delta });
  }
}

/**
 * log(1 + e^(−t·x)) for each x and target t of 1 or −1, and by default the mean.
 *
 * @example
 * console.log(new torch.nn.SoftMarginLoss()(torch.tensor([0, 2]), torch.tensor([1, -1]))); // tensor(1.4100)
 * @see PyTorch: `torch.nn.SoftMarginLoss`
 */
export class SoftMarginLoss extends PlainLoss {
  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.soft_margin_loss(input, target, { reduction: this.reduction });
  }
}

const bce = new Constructor(`BCELoss.__init__(Tensor? weight=None, ${LEGACY})`);

/** The arguments of losses that weigh their elements. */
type WeightArguments<O> = Trailing<
  [weight: Tensor | null, size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
  O
>;

/**
 * −t·log x − (1 − t)·log(1 − x) for each probability x and target t, and by default the mean.
 *
 * @example
 * console.log(new torch.nn.BCELoss()(torch.tensor([0.5, 0.25]), torch.tensor([1, 0]))); // tensor(0.4904)
 * @see PyTorch: `torch.nn.BCELoss`
 */
export class BCELoss extends Loss {
  /** A factor for the loss of each element. */
  declare weight: Tensor | null;

  /** @param args `weight`, `reduction` */
  constructor(...args: WeightArguments<F.BinaryLossOptions>) {
    const { weight, size_average, reduce, reduction } = bce.bind(args);
    super(size_average, reduce, reduction);
    this.register_buffer('weight', weight);
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.binary_cross_entropy(input, target, { weight: this.weight, reduction: this.reduction });
  }
}

const bceWithLogits = new Constructor(
  `BCEWithLogitsLoss.__init__(Tensor? weight=None, ${LEGACY}, Tensor? pos_weight=None)`,
);

/**
 * The binary cross entropy of the probabilities σ(x), computed from x without loss of precision.
 *
 * @example
 * console.log(new torch.nn.BCEWithLogitsLoss()(torch.tensor([0, 1000]), torch.tensor([1, 1]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.BCEWithLogitsLoss`
 */
export class BCEWithLogitsLoss extends Loss {
  /** A factor for the loss of each element. */
  declare weight: Tensor | null;
  /** A factor for the losses where the target is 1. */
  declare pos_weight: Tensor | null;

  /** @param args `weight`, `reduction`, `pos_weight` */
  constructor(
    ...args: Trailing<
      [
        weight: Tensor | null,
        size_average: boolean | null,
        reduce: boolean | null,
        reduction: Reduction,
        pos_weight: Tensor | null,
      ],
      F.LogitsLossOptions
    >
  ) {
    const { weight, size_average, reduce, reduction, pos_weight } = bceWithLogits.bind(args);
    super(size_average, reduce, reduction);
    this.register_buffer('weight', weight);
    this.register_buffer('pos_weight', pos_weight);
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, pos_weight, reduction } = this;
    return F.binary_cross_entropy_with_logits(input, target, { weight, pos_weight, reduction });
  }
}

const nll = new Constructor(
  "NLLLoss.__init__(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean')",
);

/**
 * −x[t] for the log-probabilities x of the classes and the right class t, and by default the mean.
 *
 * @example
 * const logs = torch.tensor([[0.25, 0.75], [0.5, 0.5]]).log();
 * console.log(new torch.nn.NLLLoss()(logs, torch.tensor([1n, 0n]))); // tensor(0.4904)
 * @see PyTorch: `torch.nn.NLLLoss`
 */
export class NLLLoss extends Loss {
  /** A factor for the losses of each class. */
  declare weight: Tensor | null;
  /** A target that is left out of the loss. */
  ignore_index: number;

  /** @param args `weight`, `ignore_index`, `reduction` */
  constructor(
    ...args: Trailing<
      [
        weight: Tensor | null,
        size_average: boolean | null,
        ignore_index: number,
        reduce: boolean | null,
        reduction: Reduction,
      ],
      F.ClassLossOptions
    >
  ) {
    const { weight, size_average, ignore_index, reduce, reduction } = nll.bind(args);
    super(size_average, reduce, reduction);
    this.register_buffer('weight', weight);
    this.ignore_index = ignore_index;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignore_index, reduction } = this;
    return F.nll_loss(input, target, { weight, ignore_index, reduction });
  }
}

const crossEntropy = new Constructor(
  "CrossEntropyLoss.__init__(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean', float label_smoothing=0)",
);

/**
 * −log softmax(x)[t] for the scores x of the classes and the right class t, and by default the mean.
 *
 * @example
 * const scores = torch.tensor([[0, 0], [0, 1000]]);
 * console.log(new torch.nn.CrossEntropyLoss()(scores, torch.tensor([1n, 1n]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.CrossEntropyLoss`
 */
export class CrossEntropyLoss extends Loss {
  /** A factor for the losses of each class. */
  declare weight: Tensor | null;
  /** A target that is left out of the loss. */
  ignore_index: number;
  /** How much of each target is spread evenly over all classes. */
  label_smoothing: number;

  /** @param args `weight`, `ignore_index`, `reduction`, `label_smoothing` (default 0) */
  constructor(
    ...args: Trailing<
      [
        weight: Tensor | null,
        size_average: boolean | null,
        ignore_index: number,
        reduce: boolean | null,
        reduction: Reduction,
        label_smoothing: number,
      ],
      F.CrossEntropyOptions
    >
  ) {
    const { weight, size_average, ignore_index, reduce, reduction, label_smoothing } = crossEntropy.bind(args);
    super(size_average, reduce, reduction);
    this.register_buffer('weight', weight);
    this.ignore_index = ignore_index;
    this.label_smoothing = label_smoothing;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignore_index, reduction, label_smoothing } = this;
    return F.cross_entropy(input, target, { weight, ignore_index, reduction, label_smoothing });
  }
}
