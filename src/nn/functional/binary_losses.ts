import { no_grad } from '../../autograd/modes.js';
import { sameSizes } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { add, clamp, div, log, log1p, logit, mul, neg, sigmoid, sub } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { reduceLoss, reductionOf, shareOf, type LossOptions, type Reduction } from './reduction.js';
import { logsigmoid } from './smooth_activations.js';

// Losses of the probability of one class against another: −t·log x − (1 − t)·log(1 − x).

/** Options of {@link binary_cross_entropy}. */
export interface BinaryLossOptions extends LossOptions {
  /** A factor for the loss of each element, broadcast to the sizes of the input. */
  weight?: Tensor | null;
}

/** Options of {@link binary_cross_entropy_with_logits}. */
export interface LogitsLossOptions extends BinaryLossOptions {
  /** A factor for the losses where the target is 1, broadcast to the sizes of the input: more than 1 raises the recall. */
  pos_weight?: Tensor | null;
}

const WEIGHTED = "Tensor? weight=None, bool? size_average=None, bool? reduce=None, str reduction='mean'" as const;

const weighed = (x: Tensor, weight: Tensor | null) => (weight === null ? x : mul(x, weight));

const BinaryCrossEntropy = define({
  schema: 'binary_cross_entropy(Tensor input, Tensor target, Tensor? weight, str reduction)',
  method: false,
  forward: (input, target, weight, reduction) =>
    no_grad(() => {
      const least = { min: -100 }; // log 0 counts as −100, so that the loss stays finite
      const losses = sub(mul(sub(target, 1), clamp(log1p(neg(input)), least)), mul(target, clamp(log(input), least)));
      return reduceLoss(weighed(losses, weight), reduction);
    }),
  derivative: {
    input: (grad, { input, target, weight, reduction }) => {
      const slope = div(sub(input, target), clamp(mul(sub(1, input), input), { min: 1e-12 }));
      return mul(grad, weighed(slope, weight)).mul(shareOf(reduction, input.numel()));
    },
    target: (grad, { input, weight, reduction }) =>
      mul(grad, weighed(neg(logit(input)), weight)).mul(shareOf(reduction, input.numel())),
  },
});

const bceSignature = new Signature(`binary_cross_entropy(Tensor input, Tensor target, ${WEIGHTED})`);

/**
 * −t·log x − (1 − t)·log(1 − x) for each probability x and target t, and by default the mean. Logarithms below −100 count as
 * −100.
 *
 * @param input the probabilities x, in [0, 1]
 * @param target t, in [0, 1], of the same sizes and dtype
 * @param options `weight`, `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError where the sizes differ; RuntimeError where a probability is not in [0, 1]
 * @example
 * const loss = torch.nn.functional.binary_cross_entropy(torch.tensor([0.5, 0.25]), torch.tensor([1, 0]));
 * console.log(loss); // tensor(0.4904)
 * @see PyTorch: `torch.nn.functional.binary_cross_entropy`
 */
export function binary_cross_entropy(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [weight: Tensor | null, size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
    BinaryLossOptions
  >
): Tensor {
  const [x, t, weight, size_average, reduce, name] = bceSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  if (!sameSizes(x.sizes, t.sizes))
    throw new ValueError(
      `Using a target size (${String(t.shape)}) that is different to the input size (${String(x.shape)}) is deprecated. ` +
        'Please ensure they have the same size.',
    );
  requireFloat('binary_cross_entropy', x);
  for (const other of [t, weight])
    if (other !== null && other.dtype !== x.dtype)
      throw new RuntimeError(`Found dtype ${other.dtype.scalarName} but expected ${x.dtype.scalarName}`);
  if (!no_grad(() => x.ge(0).logical_and(x.le(1)).all().item()))
    throw new RuntimeError('all elements of input should be between 0 and 1');
  return BinaryCrossEntropy.apply(x, t, weight, reduction);
}

/** 1 + (w − 1)·t: the factor of log σ(x), with the weight w of positive targets. */
const positiveFactor = (target: Tensor, pos_weight: Tensor) => add(mul(sub(pos_weight, 1), target), 1);

const BinaryCrossEntropyWithLogits = define({
  schema:
    'binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight, Tensor? pos_weight, str reduction)',
  method: false,
  node: 'BinaryCrossEntropyWithLogits',
  forward: (input, target, weight, pos_weight, reduction) => {
    requireFloat('log_sigmoid_cpu', input);
    return no_grad(() => {
      const logs = logsigmoid(input);
      const positive = pos_weight === null ? logs : mul(positiveFactor(target, pos_weight), logs);
      return reduceLoss(weighed(sub(mul(sub(1, target), input), positive), weight), reduction);
    });
  },
  derivative: {
    input: (grad, { input, target, weight, pos_weight, reduction }) => {
      const positive =
        pos_weight === null
          ? sub(sigmoid(input), target)
          : sub(sub(1, target), mul(positiveFactor(target, pos_weight), sigmoid(neg(input))));
      return mul(grad, weighed(positive, weight)).mul(shareOf(reduction, input.numel()));
    },
    target: (grad, { input, weight, pos_weight, reduction }) => {
      const slope = pos_weight === null ? neg(input) : neg(add(input, mul(sub(pos_weight, 1), logsigmoid(input))));
      return mul(grad, weighed(slope, weight)).mul(shareOf(reduction, input.numel()));
    },
  },
});

const logitsSignature = new Signature(
  `binary_cross_entropy_with_logits(Tensor input, Tensor target, ${WEIGHTED}, Tensor? pos_weight=None)`,
);

/**
 * The binary cross entropy of the probabilities σ(x), computed from x without loss of precision:
 * (1 − t)·x − log σ(x) for each x and target t, and by default the mean.
 *
 * @param input x, any numbers
 * @param target t, in [0, 1], of the same sizes
 * @param options `weight`, `reduction`, `pos_weight`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError where the sizes differ
 * @example
 * const { binary_cross_entropy_with_logits } = torch.nn.functional;
 * console.log(binary_cross_entropy_with_logits(torch.tensor([0, 1000]), torch.tensor([1, 1]))); // tensor(0.3466)
 * @see PyTorch: `torch.nn.functional.binary_cross_entropy_with_logits`
 */
export function binary_cross_entropy_with_logits(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [
      weight: Tensor | null,
      size_average: boolean | null,
      reduce: boolean | null,
      reduction: Reduction,
      pos_weight: Tensor | null,
    ],
    LogitsLossOptions
  >
): Tensor {
  const [x, t, weight, size_average, reduce, name, pos_weight] = logitsSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name);
  if (!sameSizes(x.sizes, t.sizes))
    throw new ValueError(`Target size (${String(t.shape)}) must be the same as input size (${String(x.shape)})`);
  return BinaryCrossEntropyWithLogits.apply(x, t, weight, pos_weight, reduction);
}

const SoftMarginLoss = define({
  schema: 'soft_margin_loss(Tensor input, Tensor target, str reduction)',
  method: false,
  forward: (input, target, reduction) => {
    if (!input.dtype.is_floating_point)
      throw new RuntimeError(`result type Float can't be cast to the desired output type ${input.dtype.scalarName}`);
    return no_grad(() => reduceLoss(log1p(mul(neg(input), target).exp()), reduction));
  },
  derivative: {
    input: (grad, { input, target, reduction }) => {
      const slope = mul(neg(target), sigmoid(mul(neg(input), target)));
      return mul(grad, slope).mul(shareOf(reduction, slope.numel()));
    },
  },
});

const softMarginSignature = new Signature(
  "soft_margin_loss(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean')",
);

/**
 * log(1 + e^(−t·x)) for each x and target t of 1 or −1, and by default the mean.
 *
 * @param input x, any numbers
 * @param target t, 1 or −1
 * @param options `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nn.functional.soft_margin_loss(torch.tensor([0, 2]), torch.tensor([1, -1]))); // tensor(1.4100)
 * @see PyTorch: `torch.nn.functional.soft_margin_loss`
 */
export function soft_margin_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<[size_average: boolean | null, reduce: boolean | null, reduction: Reduction], LossOptions>
): Tensor {
  const [x, t, size_average, reduce, name] = softMarginSignature.bind([input, target, ...options]);
  return SoftMarginLoss.apply(x, t, reductionOf(size_average, reduce, name));
}
