import { empty } from '../ops/index.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonFloat, pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import { ones_, zeros_ } from './init/index.js';
import { Layer } from './layer.js';
import type { FactoryOptions } from './linear.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

// Normalization of each example by itself, as modules.

const layerNorm = new Constructor(
  'LayerNorm.__init__(int[] normalized_shape, float eps=1e-5, bool elementwise_affine=True, bool bias=True, device? device=None, dtype? dtype=None)',
);

/** Options of {@link LayerNorm}. */
export interface LayerNormOptions extends FactoryOptions {
  /** The sizes of the last dimensions, over which mean and variance are taken. */
  normalized_shape?: number | readonly number[];
  /** ε, what is added to the variance. Default 1e-5. */
  eps?: number;
  /** Whether a scale and a shift are learnt for each element. Default true. */
  elementwise_affine?: boolean;
  /** Whether the shift is learnt. Default true. */
  bias?: boolean;
}

/**
 * w·(x − μ)/√(σ² + ε) + b, mean μ and variance σ² taken over the last dimensions of each example; w and b are learnt.
 *
 * @example
 * console.log(new torch.nn.LayerNorm(3)(torch.tensor([1, 2, 3])).detach()); // tensor([-1.2247,  0.0000,  1.2247])
 * @see PyTorch: `torch.nn.LayerNorm`; Ba et al., Layer normalization
 */
export class LayerNorm extends Layer {
  /** The sizes of the last dimensions, over which mean and variance are taken. */
  normalized_shape: number[];
  /** ε, what is added to the variance. */
  eps: number;
  /** Whether there are a scale and a shift. */
  elementwise_affine: boolean;
  /** w, of the normalized shape, or null. */
  declare weight: Parameter | null;
  /** b, of the normalized shape, or null. */
  declare bias: Parameter | null;

  /** @param args `normalized_shape`, `eps` (default 1e-5), `elementwise_affine` and `bias` (default true); `dtype`, `device` */
  constructor(
    ...args: Trailing<
      [normalized_shape: number | readonly number[], eps: number, elementwise_affine: boolean, bias: boolean],
      LayerNormOptions
    >
  ) {
    const { normalized_shape, eps, elementwise_affine, bias, device, dtype } = layerNorm.bind(args);
    super();
    this.normalized_shape = normalized_shape;
    this.eps = eps;
    this.elementwise_affine = elementwise_affine;
    const parameter = (wanted: boolean) => (wanted ? new Parameter(empty(normalized_shape, { device, dtype })) : null);
    this.register_parameter('weight', parameter(elementwise_affine));
    this.register_parameter('bias', parameter(elementwise_affine && bias));
    this.reset_parameters();
  }

  /** Sets the scale to 1 and the shift to 0. */
  reset_parameters(): void {
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  /** @returns the input, normalized */
  forward(input: Tensor): Tensor {
    return F.layer_norm(input, this.normalized_shape, this.weight, this.bias, this.eps);
  }

  override extra_repr(): string {
    const { normalized_shape, eps, elementwise_affine, bias } = this;
    return (
      `${pythonRepr(normalized_shape, { tuple: true })}, eps=${pythonFloat(eps)}, ` +
      `elementwise_affine=${pythonRepr(elementwise_affine)}, bias=${pythonRepr(bias !== null)}`
    );
  }
}

const rmsNorm = new Constructor(
  'RMSNorm.__init__(int[] normalized_shape, float? eps=None, bool elementwise_affine=True, device? device=None, dtype? dtype=None)',
);

/** Options of {@link RMSNorm}. */
export interface RMSNormOptions extends FactoryOptions {
  /** The sizes of the last dimensions, over which the mean is taken. */
  normalized_shape?: number | readonly number[];
  /** ε, what is added to the mean of squares. Default null: the rounding unit of the dtype. */
  eps?: number | null;
  /** Whether a scale is learnt for each element. Default true. */
  elementwise_affine?: boolean;
}

/**
 * w·x/√(mean(x²) + ε), the mean taken over the last dimensions of each example; w is learnt.
 *
 * @example
 * console.log(new torch.nn.RMSNorm(2)(torch.tensor([3, 4])).detach()); // tensor([0.8485, 1.1314])
 * @see PyTorch: `torch.nn.RMSNorm`; Zhang and Sennrich, Root mean square layer normalization
 */
export class RMSNorm extends Module {
  /** The sizes of the last dimensions, over which the mean is taken. */
  normalized_shape: number[];
  /** ε, what is added to the mean of squares. */
  eps: number | null;
  /** Whether there is a scale. */
  elementwise_affine: boolean;
  /** w, of the normalized shape, or null. */
  declare weight: Parameter | null;

  /** @param args `normalized_shape`, `eps` (default null), `elementwise_affine` (default true); `dtype`, `device` */
  constructor(
    ...args: Trailing<
      [normalized_shape: number | readonly number[], eps: number | null, elementwise_affine: boolean],
      RMSNormOptions
    >
  ) {
    const { normalized_shape, eps, elementwise_affine, device, dtype } = rmsNorm.bind(args);
    super();
    this.normalized_shape = normalized_shape;
    this.eps = eps;
    this.elementwise_affine = elementwise_affine;
    const weight = elementwise_affine ? new Parameter(empty(normalized_shape, { device, dtype })) : null;
    this.register_parameter('weight', weight);
    this.reset_parameters();
  }

  /** Sets the scale to 1. */
  reset_parameters(): void {
    if (this.weight !== null) ones_(this.weight);
  }

  /** @returns the input, normalized */
  forward(x: Tensor): Tensor {
    return F.rms_norm(x, this.normalized_shape, this.weight, this.eps);
  }

  override extra_repr(): string {
    const { normalized_shape, eps, elementwise_affine } = this;
    return (
      `${pythonRepr(normalized_shape, { tuple: true })}, eps=${eps === null ? 'None' : pythonFloat(eps)}, ` +
      `elementwise_affine=${pythonRepr(elementwise_affine)}`
    );
  }
}

const groupNorm = new Constructor(
  'GroupNorm.__init__(int num_groups, int num_channels, float eps=1e-5, bool affine=True, device? device=None, dtype? dtype=None, *, bool bias=True)',
);

/** Options of {@link GroupNorm}. */
export interface GroupNormOptions extends FactoryOptions {
  /** Into how many groups the channels are divided. */
  num_groups?: number;
  /** The number of channels. */
  num_channels?: number;
  /** ε, what is added to the variance. Default 1e-5. */
  eps?: number;
  /** Whether a scale and a shift are learnt for each channel. Default true. */
  affine?: boolean;
  /** Whether the shift is learnt. Default true. */
  bias?: boolean;
}

/**
 * w·(x − μ)/√(σ² + ε) + b, mean μ and variance σ² taken over groups of channels of each example, [N, C, *]; w and b are learnt.
 *
 * @example
 * const norm = new torch.nn.GroupNorm(2, 4);
 * console.log(norm(torch.tensor([[1, 3, 0, 4]])).detach()); // tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
 * @see PyTorch: `torch.nn.GroupNorm`; Wu and He, Group normalization
 */
export class GroupNorm extends Layer {
  /** Into how many groups the channels are divided. */
  num_groups: number;
  /** The number of channels. */
  num_channels: number;
  /** ε, what is added to the variance. */
  eps: number;
  /** Whether there are a scale and a shift. */
  affine: boolean;
  /** w, [num_channels], or null. */
  declare weight: Parameter | null;
  /** b, [num_channels], or null. */
  declare bias: Parameter | null;

  /**
   * @param args `num_groups`, `num_channels`, `eps` (default 1e-5), `affine` and `bias` (default true); `dtype`, `device`
   * @throws ValueError where the groups do not divide the channels
   */
  constructor(
    ...args: Trailing<[num_groups: number, num_channels: number, eps: number, affine: boolean], GroupNormOptions>
  ) {
    const { num_groups, num_channels, eps, affine, bias, device, dtype } = groupNorm.bind(args);
    super();
    if (num_channels % num_groups !== 0)
      throw new ValueError(`num_channels (${num_channels}) must be divisible by num_groups (${num_groups})`);
    this.num_groups = num_groups;
    this.num_channels = num_channels;
    this.eps = eps;
    this.affine = affine;
    const parameter = (wanted: boolean) => (wanted ? new Parameter(empty(num_channels, { device, dtype })) : null);
    this.register_parameter('weight', parameter(affine));
    this.register_parameter('bias', parameter(affine && bias));
    this.reset_parameters();
  }

  /** Sets the scale to 1 and the shift to 0. */
  reset_parameters(): void {
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  /** @returns the input, normalized */
  forward(input: Tensor): Tensor {
    return F.group_norm(input, this.num_groups, this.weight, this.bias, this.eps);
  }

  override extra_repr(): string {
    const { num_groups, num_channels, eps, affine, bias } = this;
    return `${num_groups}, ${num_channels}, eps=${pythonFloat(eps)}, affine=${pythonRepr(affine)}, bias=${pythonRepr(bias !== null)}`;
  }
}
