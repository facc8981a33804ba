import { no_grad } from '../../autograd/modes.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { elu as scaledElu } from '../../ops/elu.js';
import * as ops from '../../ops/index.js';
import { clamp, empty, gt, le, logical_and, lt, mul, where } from '../../ops/index.js';
import '../../random/inplace.js'; // Tensor's uniform_
import type { Trailing } from '../../tensor/constructor.js';
import { float64 } from '../../tensor/dtype.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { maybeInPlace, type InPlaceOption } from './inplace.js';

// Activations made of pieces: what is negative is cut off, flattened or bent.

const reluSignature = new Signature('relu(Tensor input, bool inplace=False)');

/**
 * max(x, 0), elementwise.
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.relu(torch.tensor([-1, 2]))); // tensor([0., 2.])
 * @see PyTorch: `torch.nn.functional.relu`
 */
export function relu(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [x, inPlace] = reluSignature.bind([input, inplace]);
  return inPlace ? x.relu_() : ops.relu(x);
}

const thresholdSignature = new Signature('threshold(Tensor input, float threshold, float value, bool inplace=False)');

/**
 * x where x > threshold, and `value` elsewhere.
 *
 * @param args `threshold`: what an element must be greater than to stay; `value`: what takes the place of the others; `inplace`
 * (default false)
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.threshold(torch.tensor([0.5, 2]), 1, 20)); // tensor([20.,  2.])
 * @see PyTorch: `torch.nn.functional.threshold`
 */
export function threshold(
  input: Tensor,
  ...args: Trailing<
    [threshold: number, value: number, inplace: boolean],
    { threshold?: number; value?: number } & InPlaceOption
  >
): Tensor {
  const [given, limit, value, inplace] = thresholdSignature.bind([input, ...args]);
  return maybeInPlace(given, inplace, (x) => ops.threshold(x, limit, value));
}

const LeakyRelu = define({
  schema: 'leaky_relu(Tensor input, float negative_slope)',
  method: false,
  forward: (input, negative_slope) => {
    requireFloat('leaky_relu_cpu', input);
    return no_grad(() => where(gt(input, 0), input, mul(input, negative_slope)));
  },
  derivative: { input: (grad, { input, negative_slope }) => where(gt(input, 0), grad, mul(grad, negative_slope)) },
});

const leakySignature = new Signature('leaky_relu(Tensor input, float negative_slope=0.01, bool inplace=False)');

/**
 * x where x > 0, and slope · x elsewhere.
 *
 * @param args `negative_slope` (default 0.01), `inplace` (default false)
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.leaky_relu(torch.tensor([-1, 2]), 0.1)); // tensor([-0.1000,  2.0000])
 * @see PyTorch: `torch.nn.functional.leaky_relu`
 */
export function leaky_relu(
  input: Tensor,
  ...args: Trailing<[negative_slope: number, inplace: boolean], { negative_slope?: number } & InPlaceOption>
): Tensor {
  const [given, slope, inplace] = leakySignature.bind([input, ...args]);
  return maybeInPlace(given, inplace, (x) => LeakyRelu.apply(x, slope));
}

const RandomizedRelu = define({
  schema: 'rrelu_with_noise(Tensor input, Tensor slopes)',
  method: false,
  forward: (input, slopes) => no_grad(() => mul(input, slopes)),
  derivative: { input: (grad, { slopes }) => mul(grad, slopes) },
});

/** 1 where x > 0, and elsewhere random slopes from [lower, upper). */
function randomSlopes(x: Tensor, lower: number, upper: number): Tensor {
  return no_grad(() => {
    const drawn = le(x, 0);
    const slopes = empty(drawn.sum().item(), { dtype: float64 }).uniform_(lower, upper);
    return x.new_ones([...x.sizes]).masked_scatter(drawn, slopes.to(x.dtype));
  });
}

const rreluSignature = new Signature(
  'rrelu(Tensor input, float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False)',
);

/**
 * x where x > 0, and a · x elsewhere: in training with a random slope a from [lower, upper) for each element, otherwise with
 * their mean.
 *
 * @param args `lower` (default 1/8), `upper` (default 1/3), `training` (default false), `inplace` (default false)
 * @returns a new tensor, or `input`
 * @throws RuntimeError where `lower` is larger than `upper`
 * @example
 * console.log(torch.nn.functional.rrelu(torch.tensor([-1, 2]), 0.2, 0.4)); // tensor([-0.3000,  2.0000])
 * @see PyTorch: `torch.nn.functional.rrelu`; Xu et al., Empirical evaluation of rectified activations
 */
export function rrelu(
  input: Tensor,
  ...args: Trailing<
    [lower: number, upper: number, training: boolean, inplace: boolean],
    { lower?: number; upper?: number; training?: boolean } & InPlaceOption
  >
): Tensor {
  const [given, lower, upper, training, inplace] = rreluSignature.bind([input, ...args]);
  if (lower > upper) throw new RuntimeError('Lower bound should be less than or equal to the upper bound');
  return maybeInPlace(given, inplace, (x) =>
    training ? RandomizedRelu.apply(x, randomSlopes(x, lower, upper)) : LeakyRelu.apply(x, (lower + upper) / 2),
  );
}

const Hardtanh = define({
  schema: 'hardtanh(Tensor input, float min_val, float max_val)',
  method: false,
  forward: (input, min_val, max_val) => {
    const bounds = input.dtype.is_floating_point ? [min_val, max_val] : [Math.trunc(min_val), Math.trunc(max_val)];
    return no_grad(() => clamp(input, ...bounds));
  },
  derivative: {
    input: (grad, { input, min_val, max_val }) => where(logical_and(gt(input, min_val), lt(input, max_val)), grad, 0),
  },
});

const hardtanhSignature = new Signature(
  'hardtanh(Tensor input, float min_val=-1, float max_val=1, bool inplace=False)',
);

/**
 * x clipped to [min_val, max_val]; at the ends its derivative is 0.
 *
 * @param args `min_val` (default -1), `max_val` (default 1), `inplace` (default false)
 * @returns a new tensor, or `input`
 * @throws ValueError where `min_val` is larger than `max_val`
 * @example
 * console.log(torch.nn.functional.hardtanh(torch.tensor([-3, 0.5, 3]))); // tensor([-1.0000,  0.5000,  1.0000])
 * @see PyTorch: `torch.nn.functional.hardtanh`
 */
export function hardtanh(
  input: Tensor,
  ...args: Trailing<
    [min_val: number, max_val: number, inplace: boolean],
    { min_val?: number; max_val?: number } & InPlaceOption
  >
): Tensor {
  const [given, min, max, inplace] = hardtanhSignature.bind([input, ...args]);
  if (min > max) throw new ValueError('min_val cannot be greater than max_val');
  return maybeInPlace(given, inplace, (x) => Hardtanh.apply(x, min, max));
}

const relu6Signature = new Signature('relu6(Tensor input, bool inplace=False)');

/**
 * x clipped to [0, 6].
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.relu6(torch.tensor([-1, 2, 8]))); // tensor([0., 2., 6.])
 * @see PyTorch: `torch.nn.functional.relu6`
 */
export function relu6(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = relu6Signature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, (x) => Hardtanh.apply(x, 0, 6));
}

const eluSignature = new Signature('elu(Tensor input, float alpha=1, bool inplace=False)');

/**
 * x where x > 0, and α · (eˣ − 1) elsewhere.
 *
 * @param args `alpha`: α, default 1; `inplace` (default false)
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.elu(torch.tensor([-1, 2]))); // tensor([-0.6321,  2.0000])
 * @see PyTorch: `torch.nn.functional.elu`; Clevert et al., Fast and accurate deep network learning by exponential linear units
 */
export function elu(
  input: Tensor,
  ...args: Trailing<[alpha: number, inplace: boolean], { alpha?: number } & InPlaceOption>
): Tensor {
  const [given, alpha, inplace] = eluSignature.bind([input, ...args]);
  return maybeInPlace(given, inplace, (x) => scaledElu(x, alpha));
}

const seluSignature = new Signature('selu(Tensor input, bool inplace=False)');

/**
 * An ELU whose constants keep mean 0 and variance 1 from layer to layer.
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @example
 * console.log(torch.nn.functional.selu(torch.tensor([-1, 2]))); // tensor([-1.1113,  2.1014])
 * @see PyTorch: `torch.nn.functional.selu`; Klambauer et al., Self-normalizing neural networks
 */
export function selu(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = seluSignature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, ops.selu);
}

const celuSignature = new Signature('celu(Tensor input, float alpha=1, bool inplace=False)');

/**
 * x where x > 0, and α · (e^(x/α) − 1) elsewhere: an ELU whose derivative is continuous for every α.
 *
 * @param args `alpha`: α, default 1; `inplace` (default false)
 * @returns a new tensor, or `input`
 * @throws RuntimeError for α = 0
 * @example
 * console.log(torch.nn.functional.celu(torch.tensor([-1, 2]), 2)); // tensor([-0.7869,  2.0000])
 * @see PyTorch: `torch.nn.functional.celu`; Barron, Continuously differentiable exponential linear units
 */
export function celu(
  input: Tensor,
  ...args: Trailing<[alpha: number, inplace: boolean], { alpha?: number } & InPlaceOption>
): Tensor {
  const [given, alpha, inplace] = celuSignature.bind([input, ...args]);
  return maybeInPlace(given, inplace, (x) => ops.celu(x, alpha));
}
