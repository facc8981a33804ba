import { no_grad } from '../../autograd/modes.js';
import { add, empty, mul, zeros } from '../../ops/index.js';
import '../../random/inplace.js'; // Tensor's bernoulli_
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature, type Values } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { maybeInPlace, type InPlaceOption } from './inplace.js';

// Dropout: in training, a random part of the input is set to 0 and the rest scaled up so that the mean stays.

/** Options of all dropout functions. */
export interface DropoutOptions extends InPlaceOption {
  /** The probability of an element to become 0. Default 0.5. */
  p?: number;
  /** Whether to do anything; the default is that of each function. */
  training?: boolean;
}

/** The arguments of all dropout functions. */
export type DropoutArguments = Trailing<[p: number, training: boolean, inplace: boolean], DropoutOptions>;

const text = <const N extends string, const T extends string>(name: N, training: T) =>
  `${name}(Tensor input, float p=0.5, bool training=${training}, bool inplace=False)` as const;

/** For every element that a noise of these sizes is spread over: 0 with probability p, otherwise 1. */
function kept(like: Tensor, sizes: readonly number[], p: number): Tensor {
  return no_grad(() => empty([...sizes], { dtype: like.dtype }).bernoulli_(1 - p));
}

/** One number for each channel of each example of a batch. */
function channels(x: Tensor): number[] {
  if (x.ndim < 2) throw new RuntimeError('Feature dropout requires at least 2 dimensions in the input');
  return x.sizes.map((size, d) => (d < 2 ? size : 1));
}

/** x · noise / (1 − p). */
function dropped(x: Tensor, p: number, sizes: readonly number[]): Tensor {
  return mul(x, p === 1 ? zeros([], { dtype: x.dtype }) : kept(x, sizes, p).div_(1 - p));
}

/** The value that SELU goes to for −∞: what is dropped becomes −α′. */
const ALPHA = 1.7580993408473766;

/** Sets dropped elements to −α′, and then restores mean 0 and variance 1: a·(x·noise − α′·(1 − noise)) + a·α′·p. */
function alphaDropped(x: Tensor, p: number, sizes: readonly number[]): Tensor {
  if (p === 1) return mul(x, zeros([], { dtype: x.dtype }));
  const noise = kept(x, sizes, p);
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  const shift = noise
    .add(-1)
    .mul(ALPHA * a)
    .add(ALPHA * a * p);
  return add(mul(x, noise.mul(a)), shift);
}

type Bound = Values<'dropout(Tensor input, float p, bool training, bool inplace)'>;

function run([input, p, training, inplace]: Bound, drop: (x: Tensor, p: number) => Tensor): Tensor {
  if (!(p >= 0 && p <= 1)) throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
  if (!training || p === 0 || input.numel() === 0) return input;
  return maybeInPlace(input, inplace, (x) => drop(x, p));
}

const dropoutSignature = new Signature(text('dropout', 'True'));

/**
 * In training each element becomes 0 with probability p, and x/(1 − p) otherwise.
 *
 * @param args `p` (default 0.5), `training` (default true), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.dropout(torch.ones(5))); // tensor([0., 0., 2., 0., 0.])
 * @see PyTorch: `torch.nn.functional.dropout`; Hinton et al., Improving neural networks by preventing co-adaptation of feature
 * detectors
 */
export function dropout(input: Tensor, ...args: DropoutArguments): Tensor {
  return run(dropoutSignature.bind([input, ...args]), (x, p) => dropped(x, p, x.sizes));
}

const alphaSignature = new Signature(text('alpha_dropout', 'False'));

/**
 * Dropout for self-normalizing networks (SELU): mean 0 and variance 1 stay.
 *
 * @param args `p` (default 0.5), `training` (default false), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.alpha_dropout(torch.ones(3), 0.5, true)); // tensor([-0.7792, -0.7792,  1.6656])
 * @see PyTorch: `torch.nn.functional.alpha_dropout`; Klambauer et al., Self-normalizing neural networks
 */
export function alpha_dropout(input: Tensor, ...args: DropoutArguments): Tensor {
  return run(alphaSignature.bind([input, ...args]), (x, p) => alphaDropped(x, p, x.sizes));
}

const featureAlphaSignature = new Signature(text('feature_alpha_dropout', 'False'));

/**
 * Alpha dropout of whole channels.
 *
 * @param input [N, C, …]
 * @param args `p` (default 0.5), `training` (default false), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]; RuntimeError for fewer than 2 dimensions
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.feature_alpha_dropout(torch.ones(1, 2, 2), 0.5, true)); // tensor([[[-0.7792, -0.7792],
 * //          [-0.7792, -0.7792]]])
 * @see PyTorch: `torch.nn.functional.feature_alpha_dropout`
 */
export function feature_alpha_dropout(input: Tensor, ...args: DropoutArguments): Tensor {
  return run(featureAlphaSignature.bind([input, ...args]), (x, p) => alphaDropped(x, p, channels(x)));
}

/** Dropout of channels of an input that may lack the batch dimension. */
function channelDropout(bound: Bound, batched: number): Tensor {
  return run(bound, (x, p) => {
    if (x.ndim >= batched) return dropped(x, p, channels(x));
    return dropped(x, p, channels(x.unsqueeze(0)).slice(1));
  });
}

const dropout1dSignature = new Signature(text('dropout1d', 'True'));

/**
 * Dropout of whole channels of sequences.
 *
 * @param input [N, C, L] or [C, L]
 * @param args `p` (default 0.5), `training` (default true), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]; RuntimeError for another number of dimensions
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.dropout1d(torch.ones(3, 2))); // tensor([[0., 0.],
 * //         [0., 0.],
 * //         [2., 2.]])
 * @see PyTorch: `torch.nn.functional.dropout1d`
 */
export function dropout1d(input: Tensor, ...args: DropoutArguments): Tensor {
  const bound = dropout1dSignature.bind([input, ...args]);
  const n = bound[0].ndim;
  if (n !== 2 && n !== 3)
    throw new RuntimeError(
      `dropout1d: Expected 2D or 3D input, but received a ${n}D input. Note that dropout1d exists to provide channel-wise ` +
        'dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).',
    );
  return channelDropout(bound, 3);
}

const dropout2dSignature = new Signature(text('dropout2d', 'True'));

/**
 * Dropout of whole channels of images.
 *
 * @param input [N, C, H, W]; three dimensions are taken as [N, C, L]
 * @param args `p` (default 0.5), `training` (default true), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]; RuntimeError for fewer than 2 dimensions
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.dropout2d(torch.ones(1, 3, 2, 2)).sum([2, 3])); // tensor([[0., 0., 8.]])
 * @see PyTorch: `torch.nn.functional.dropout2d`; Tompson et al., Efficient object localization using convolutional networks
 */
export function dropout2d(input: Tensor, ...args: DropoutArguments): Tensor {
  return channelDropout(dropout2dSignature.bind([input, ...args]), 0);
}

const dropout3dSignature = new Signature(text('dropout3d', 'True'));

/**
 * Dropout of whole channels of volumes.
 *
 * @param input [N, C, D, H, W] or [C, D, H, W]
 * @param args `p` (default 0.5), `training` (default true), `inplace` (default false)
 * @returns a new tensor, or `input` itself when nothing is dropped
 * @throws ValueError for a p outside [0, 1]
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.functional.dropout3d(torch.ones(3, 2, 2, 2)).sum([1, 2, 3])); // tensor([ 0.,  0., 16.])
 * @see PyTorch: `torch.nn.functional.dropout3d`
 */
export function dropout3d(input: Tensor, ...args: DropoutArguments): Tensor {
  return channelDropout(dropout3dSignature.bind([input, ...args]), 5);
}
