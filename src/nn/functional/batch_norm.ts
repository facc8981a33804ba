import { no_grad } from '../../autograd/modes.js';
import { elementCount } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { add, mean, mul, rsqrt, sub } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { affine, alongChannels, normalization } from './normalization.js';

// Normalization of channels with statistics that are remembered: those of a batch in training, the remembered ones after.

const BatchNorm = normalization('NativeBatchNorm');

/** w·(x − μ)/√(σ² + ε) + b with given μ and σ². */
const FixedNorm = define({
  schema: 'batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor variance, float eps)',
  node: 'NativeBatchNorm',
  method: false,
  forward: (input, weight, bias, center, variance, eps) =>
    no_grad(() => affine(mul(sub(input, center), rsqrt(add(variance, eps))), weight, bias)),
  derivative: {
    input: (grad, { weight, variance, eps }) => mul(affine(grad, weight, null), rsqrt(add(variance, eps))),
    weight: (grad, { input, mean: center, variance, eps }) =>
      mul(grad, mul(sub(input, center), rsqrt(add(variance, eps)))),
    bias: (grad) => grad,
  },
});

/** Options of {@link batch_norm}. */
export interface BatchNormFunctionOptions {
  /** A factor for each channel, [C]. */
  weight?: Tensor | null;
  /** What is added to each channel, [C]. */
  bias?: Tensor | null;
  /** Whether the statistics of the batch are used, and remembered. Default false. */
  training?: boolean;
  /** How much of the remembered statistics is replaced by those of the batch. Default 0.1. */
  momentum?: number;
  /** ε, what is added to the variance. Default 1e-5. */
  eps?: number;
}

/** One number for each channel, of which there are `repeats` times as many. */
function requireChannels(input: Tensor, parameters: Readonly<Record<string, Tensor | null>>, repeats = 1): void {
  const channels = input.sizes[1] ?? 0;
  for (const [name, x] of Object.entries(parameters))
    if (x !== null && x.numel() !== channels)
      throw new RuntimeError(`${name} should contain ${repeats * channels} elements not ${repeats * x.numel()}`);
}

/** Moves remembered mean and variance towards those of the input, taken over `dims`; several of one channel are averaged. */
function remember(
  input: Tensor,
  dims: readonly number[],
  running_mean: Tensor | null,
  running_var: Tensor | null,
  momentum: number,
): void {
  const count = elementCount(dims.map((d) => input.sizes[d]));
  const update = (running: Tensor | null, value: Tensor) => {
    const channels = value.ndim > 1 ? value.mean(0) : value;
    running?.mul_(1 - momentum).add_(channels, { alpha: momentum });
  };
  if (input.numel() === 0) return;
  no_grad(() => {
    const center = mean(input, dims, true);
    const spread = sub(input, center).square().mean(dims);
    update(running_mean, mean(input, dims));
    update(running_var, spread.mul(count / (count - 1))); // unbiased
  });
}

const batchNormSignature = new Signature(
  'batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight=None, Tensor? bias=None, bool training=False, float momentum=0.1, float eps=1e-5)',
);

/**
 * w·(x − μ)/√(σ² + ε) + b for each channel. In training μ and σ² are those of the batch, and the remembered ones move towards
 * them, in place; otherwise they are the remembered ones.
 *
 * @param input [N, C, *]
 * @param running_mean the remembered means, [C], or null
 * @param running_var the remembered variances, [C], or null
 * @param options `weight`, `bias`, `training`, `momentum`, `eps`
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError where the sizes do not fit; ValueError for one value per channel in training
 * @example
 * const x = torch.tensor([[1, 10], [3, 30]]);
 * console.log(torch.nn.functional.batch_norm(x, null, null, { training: true })); // tensor([[-1.0000, -1.0000],
 * //         [ 1.0000,  1.0000]])
 * @see PyTorch: `torch.nn.functional.batch_norm`; Ioffe and Szegedy, Batch normalization
 */
export function batch_norm(
  input: Tensor,
  running_mean: Tensor | null,
  running_var: Tensor | null,
  ...options: Trailing<
    [weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number],
    BatchNormFunctionOptions
  >
): Tensor {
  const bound = batchNormSignature.bind([input, running_mean, running_var, ...options]);
  const [x, center, variance, weight, bias, training, momentum, eps] = bound;
  const [n, , ...rest] = x.sizes;
  if (training && n * elementCount(rest) === 1)
    throw new ValueError(`Expected more than 1 value per channel when training, got input size ${String(x.shape)}`);
  if (training && eps <= 0) throw new ValueError(`batch_norm eps must be positive during training, but got ${eps}`);
  if (eps < 0) throw new ValueError(`batch_norm eps must be non-negative, but got ${eps}`);
  requireFloat('batch_norm', x);
  requireChannels(x, { running_mean: center, running_var: variance, weight, bias });
  const [w, b] = [alongChannels(weight, x.ndim), alongChannels(bias, x.ndim)];
  if (x.numel() === 0) return affine(x.clone(), w, b);
  if (!training) return fixed(x, center, variance, w, b, eps);
  const dims = x.sizes.flatMap((_, d) => (d === 1 ? [] : [d]));
  if (center !== null || variance !== null) remember(x, dims, center, variance, momentum);
  return BatchNorm.apply(x, w, b, [...x.sizes], dims, eps);
}

function fixed(
  x: Tensor,
  center: Tensor | null,
  variance: Tensor | null,
  weight: Tensor | null,
  bias: Tensor | null,
  eps: number,
): Tensor {
  if (center === null) throw new RuntimeError('running_mean must be defined in evaluation mode');
  if (variance === null) throw new RuntimeError('running_var must be defined in evaluation mode');
  return FixedNorm.apply(x, weight, bias, alongChannels(center, x.ndim), alongChannels(variance, x.ndim), eps);
}

const instanceNormSignature = new Signature(
  'instance_norm(Tensor input, Tensor? running_mean=None, Tensor? running_var=None, Tensor? weight=None, Tensor? bias=None, bool use_input_stats=True, float momentum=0.1, float eps=1e-5)',
);

/** Options of {@link instance_norm}. */
export interface InstanceNormFunctionOptions extends Omit<BatchNormFunctionOptions, 'training'> {
  /** The remembered means, [C]. */
  running_mean?: Tensor | null;
  /** The remembered variances, [C]. */
  running_var?: Tensor | null;
  /** Whether the statistics of the input are used; otherwise the remembered ones. Default true. */
  use_input_stats?: boolean;
}

/**
 * w·(x − μ)/√(σ² + ε) + b for each channel of each example, mean μ and variance σ² taken over its own places.
 *
 * @param input [N, C, *]
 * @param options `running_mean`, `running_var`, `weight`, `bias`, `use_input_stats`, `momentum`, `eps`
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError where the sizes do not fit; ValueError for one value per channel
 * @example
 * console.log(torch.nn.functional.instance_norm(torch.tensor([[[1, 3], [0, 40]]]))); // tensor([[[-1.0000,  1.0000],
 * //          [-1.0000,  1.0000]]])
 * @see PyTorch: `torch.nn.functional.instance_norm`; Ulyanov et al., Instance normalization
 */
export function instance_norm(
  input: Tensor,
  ...options: Trailing<
    [
      running_mean: Tensor | null,
      running_var: Tensor | null,
      weight: Tensor | null,
      bias: Tensor | null,
      use_input_stats: boolean,
      momentum: number,
      eps: number,
    ],
    InstanceNormFunctionOptions
  >
): Tensor {
  const bound = instanceNormSignature.bind([input, ...options]);
  const [x, center, variance, weight, bias, use_input_stats, momentum, eps] = bound;
  const places = x.sizes.slice(2);
  if (use_input_stats && elementCount(places) === 1)
    throw new ValueError(`Expected more than 1 spatial element when training, got input size ${String(x.shape)}`);
  if (!use_input_stats && (center === null || variance === null))
    throw new RuntimeError('Expected running_mean and running_var to be defined when use_input_stats is false');
  requireFloat('batch_norm', x);
  requireChannels(x, { running_mean: center, running_var: variance, weight, bias }, x.sizes[0]);
  const [w, b] = [alongChannels(weight, x.ndim), alongChannels(bias, x.ndim)];
  if (!use_input_stats) return fixed(x, center, variance, w, b, eps);
  const dims = places.map((_, i) => i + 2);
  if (center !== null || variance !== null) remember(x, dims, center, variance, momentum);
  return BatchNorm.apply(x, w, b, [...x.sizes], dims, eps);
}
