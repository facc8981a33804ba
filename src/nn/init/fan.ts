import { elementCount } from '../../ndarray/strided.js';
import type { Generator } from '../../random/generator.js';
import type { Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { normal_, uniform_, type GeneratorOption } from './random.js';

// Random initial values whose variance fits the number of inputs and outputs of a layer.

/** Whether the variance of values is kept in the forward pass (`fan_in`) or that of gradients in the backward pass (`fan_out`). */
export type FanMode = 'fan_in' | 'fan_out';

const GAINS = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  conv_transpose1d: 1,
  conv_transpose2d: 1,
  conv_transpose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.sqrt(2),
  selu: 3 / 4,
};

/** The names of nonlinearities that `calculate_gain` knows. */
export type Nonlinearity = keyof typeof GAINS | 'leaky_relu';

/**
 * The factor that keeps the variance behind a nonlinearity as it was: √2 for ReLU, 5/3 for tanh, …
 *
 * @param nonlinearity its name
 * @param param the negative slope of a leaky ReLU; default 0.01
 * @throws ValueError for an unknown name, or a slope that is no number
 * @example
 * console.log(torch.nn.init.calculate_gain('leaky_relu', 1)); // 1
 * @see PyTorch: `torch.nn.init.calculate_gain`
 */
export function calculate_gain(
  nonlinearity: Nonlinearity,
  param: number | null | { param?: number | null } = null,
): number {
  const slope = (typeof param === 'object' ? param?.param : param) ?? 0.01;
  if (nonlinearity === 'leaky_relu') {
    if (typeof slope !== 'number') throw new ValueError(`negative_slope ${String(slope)} not a valid number`);
    return Math.sqrt(2 / (1 + slope ** 2));
  }
  if (!Object.hasOwn(GAINS, nonlinearity)) throw new ValueError(`Unsupported nonlinearity ${nonlinearity}`);
  return GAINS[nonlinearity];
}

/**
 * How many inputs each output of a layer has, and how many outputs each input, by the layer's weight.
 *
 * @throws ValueError for a weight of fewer than 2 dimensions
 */
export function _calculate_fan_in_and_fan_out(tensor: Tensor): [fan_in: number, fan_out: number] {
  if (tensor.ndim < 2)
    throw new ValueError('Fan in and fan out can not be computed for tensor with fewer than 2 dimensions');
  const [outputs, inputs, ...kernel] = tensor.sizes;
  const field = elementCount(kernel);
  return [inputs * field, outputs * field];
}

const xavierUniform = new Signature('xavier_uniform_(Tensor tensor, float gain=1, *, any? generator=None)');
const xavierNormal = new Signature('xavier_normal_(Tensor tensor, float gain=1, *, any? generator=None)');

/** Options of the Xavier initializations. */
export interface XavierOptions extends GeneratorOption {
  /** The factor of the standard deviation. Default 1. */
  gain?: number;
}

/** Arguments of the Xavier initializations. */
export type XavierArguments = Trailing<[gain: number], XavierOptions>;

/**
 * Fills a weight with numbers from U(−a, a), a = gain · √(6 / (fan_in + fan_out)).
 *
 * @param tensor the weight, of at least 2 dimensions
 * @param options `gain` (default 1), `generator`
 * @returns the tensor
 * @throws ValueError for fewer than 2 dimensions
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.xavier_uniform_(torch.empty(1, 2))); // tensor([[-0.0106,  0.7586]])
 * @see PyTorch: `torch.nn.init.xavier_uniform_`; Glorot and Bengio, Understanding the difficulty of training deep feedforward
 * neural networks
 */
export function xavier_uniform_(tensor: Tensor, ...options: XavierArguments): Tensor {
  const [x, gain, generator] = xavierUniform.bind([tensor, ...options]);
  const bound = Math.sqrt(3) * xavierStd(x, gain);
  return uniform_(x, -bound, bound, { generator: generator as Generator | null });
}

/**
 * Fills a weight with numbers from N(0, σ²), σ = gain · √(2 / (fan_in + fan_out)).
 *
 * @param tensor the weight, of at least 2 dimensions
 * @param options `gain` (default 1), `generator`
 * @returns the tensor
 * @throws ValueError for fewer than 2 dimensions
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.xavier_normal_(torch.empty(1, 2))); // tensor([[ 1.2582, -0.2396]])
 * @see PyTorch: `torch.nn.init.xavier_normal_`; Glorot and Bengio (2010)
 */
export function xavier_normal_(tensor: Tensor, ...options: XavierArguments): Tensor {
  const [x, gain, generator] = xavierNormal.bind([tensor, ...options]);
  return normal_(x, 0, xavierStd(x, gain), { generator: generator as Generator | null });
}

function xavierStd(x: Tensor, gain: number): number {
  const [fanIn, fanOut] = _calculate_fan_in_and_fan_out(x);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

const KAIMING =
  "Tensor tensor, float a=0, str mode='fan_in', str nonlinearity='leaky_relu', *, any? generator=None" as const;
const kaimingUniform = new Signature(`kaiming_uniform_(${KAIMING})`);
const kaimingNormal = new Signature(`kaiming_normal_(${KAIMING})`);

/** Options of the Kaiming initializations. */
export interface KaimingOptions extends GeneratorOption {
  /** The negative slope of a leaky ReLU. Default 0. */
  a?: number;
  /** Which fan counts. Default 'fan_in'. */
  mode?: FanMode;
  /** What follows the layer. Default 'leaky_relu'. */
  nonlinearity?: Nonlinearity;
}

/** Arguments of the Kaiming initializations. */
export type KaimingArguments = Trailing<[a: number, mode: FanMode, nonlinearity: Nonlinearity], KaimingOptions>;

/**
 * Fills a weight with numbers from U(−b, b), b = gain · √(3 / fan).
 *
 * @param tensor the weight, of at least 2 dimensions; one without elements stays as it is
 * @param options `a`: the negative slope of a leaky ReLU (default 0); `mode`: which fan (default 'fan_in'); `nonlinearity`
 * (default 'leaky_relu'); `generator`
 * @returns the tensor
 * @throws ValueError for fewer than 2 dimensions, an unknown mode or nonlinearity
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.kaiming_uniform_(torch.empty(1, 2), { nonlinearity: 'relu' })); // tensor([[-0.0130,  0.9291]])
 * @see PyTorch: `torch.nn.init.kaiming_uniform_`; He et al., Delving deep into rectifiers
 */
export function kaiming_uniform_(tensor: Tensor, ...options: KaimingArguments): Tensor {
  const [x, a, mode, nonlinearity, generator] = kaimingUniform.bind([tensor, ...options]);
  if (x.numel() === 0) return x;
  const bound = Math.sqrt(3) * kaimingStd(x, a, mode, nonlinearity);
  return uniform_(x, -bound, bound, { generator: generator as Generator | null });
}

/**
 * Fills a weight with numbers from N(0, σ²), σ = gain / √fan.
 *
 * @param tensor the weight, of at least 2 dimensions; one without elements stays as it is
 * @param options `a`: the negative slope of a leaky ReLU (default 0); `mode`: which fan (default 'fan_in'); `nonlinearity`
 * (default 'leaky_relu'); `generator`
 * @returns the tensor
 * @throws ValueError for fewer than 2 dimensions, an unknown mode or nonlinearity
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.kaiming_normal_(torch.empty(1, 2), { mode: 'fan_out' })); // tensor([[ 2.1793, -0.4150]])
 * @see PyTorch: `torch.nn.init.kaiming_normal_`; He et al. (2015)
 */
export function kaiming_normal_(tensor: Tensor, ...options: KaimingArguments): Tensor {
  const [x, a, mode, nonlinearity, generator] = kaimingNormal.bind([tensor, ...options]);
  if (x.numel() === 0) return x;
  return normal_(x, 0, kaimingStd(x, a, mode, nonlinearity), { generator: generator as Generator | null });
}

function kaimingStd(x: Tensor, a: number, mode: string, nonlinearity: string): number {
  const modes = ['fan_in', 'fan_out'];
  const which = modes.indexOf(mode.toLowerCase());
  if (which < 0)
    throw new ValueError(`Mode ${mode.toLowerCase()} not supported, please use one of ['fan_in', 'fan_out']`);
  return calculate_gain(nonlinearity as Nonlinearity, a) / Math.sqrt(_calculate_fan_in_and_fan_out(x)[which]);
}
