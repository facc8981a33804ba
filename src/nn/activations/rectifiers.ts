import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonFloat } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/index.js';
import { Layer } from '../layer.js';

// Activations made of pieces, as modules.

/** `inplace=True` in the text of a module, behind `separator`. */
const inplaceText = (inplace: boolean, separator = ', ') => (inplace ? `${separator}inplace=True` : '');

const relu = new Constructor('ReLU.__init__(bool inplace=False)');

/** Options of {@link ReLU}. */
export interface ReLUOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * max(x, 0), elementwise.
 *
 * @example
 * console.log(new torch.nn.ReLU()(torch.tensor([-1, 2]))); // tensor([0., 2.])
 * @see PyTorch: `torch.nn.ReLU`
 */
export class ReLU extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], ReLUOptions>) {
    super();
    Object.assign(this, relu.bind(args));
  }

  /** @returns max(x, 0) */
  forward(input: Tensor): Tensor {
    return F.relu(input, this.inplace);
  }

  override extra_repr(): string {
    return inplaceText(this.inplace, '');
  }
}

const leakyRelu = new Constructor('LeakyReLU.__init__(float negative_slope=0.01, bool inplace=False)');

/** Options of {@link LeakyReLU}. */
export interface LeakyReLUOptions {
  /** The slope below 0. Default 0.01. */
  negative_slope?: number;
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x where x > 0, and slope · x elsewhere.
 *
 * @example
 * console.log(new torch.nn.LeakyReLU(0.1)(torch.tensor([-1, 2]))); // tensor([-0.1000,  2.0000])
 * @see PyTorch: `torch.nn.LeakyReLU`
 */
export class LeakyReLU extends Layer {
  /** The slope below 0. */
  declare negative_slope: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `negative_slope` (default 0.01), `inplace` (default false) */
  constructor(...args: Trailing<[negative_slope: number, inplace: boolean], LeakyReLUOptions>) {
    super();
    Object.assign(this, leakyRelu.bind(args));
  }

  /** @returns x, or slope · x below 0 */
  forward(input: Tensor): Tensor {
    return F.leaky_relu(input, this.negative_slope, this.inplace);
  }

  override extra_repr(): string {
    return `negative_slope=${pythonFloat(this.negative_slope)}${inplaceText(this.inplace)}`;
  }
}

const rrelu = new Constructor('RReLU.__init__(float lower=0.125, float upper=0.3333333333333333, bool inplace=False)');

/** Options of {@link RReLU}. */
export interface RReLUOptions {
  /** The least slope. Default 1/8. */
  lower?: number;
  /** The largest slope. Default 1/3. */
  upper?: number;
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x where x > 0, and a · x elsewhere: in training with a random slope a from [lower, upper) for each element, otherwise with their
 * mean.
 *
 * @example
 * console.log(new torch.nn.RReLU(0.2, 0.4).eval()(torch.tensor([-1, 2]))); // tensor([-0.3000,  2.0000])
 * @see PyTorch: `torch.nn.RReLU`; Xu et al., Empirical evaluation of rectified activations
 */
export class RReLU extends Layer {
  /** The least slope. */
  declare lower: number;
  /** The largest slope. */
  declare upper: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `lower` (default 1/8), `upper` (default 1/3), `inplace` (default false) */
  constructor(...args: Trailing<[lower: number, upper: number, inplace: boolean], RReLUOptions>) {
    super();
    Object.assign(this, rrelu.bind(args));
  }

  /** @returns x, or a · x below 0 */
  forward(input: Tensor): Tensor {
    return F.rrelu(input, this.lower, this.upper, this.training, this.inplace);
  }

  override extra_repr(): string {
    return `lower=${pythonFloat(this.lower)}, upper=${pythonFloat(this.upper)}${inplaceText(this.inplace)}`;
  }
}

const hardtanh = new Constructor('Hardtanh.__init__(float min_val=-1, float max_val=1, bool inplace=False)');

/** Options of {@link Hardtanh}. */
export interface HardtanhOptions {
  /** The least result. Default -1. */
  min_val?: number;
  /** The largest result. Default 1. */
  max_val?: number;
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x clipped to [min_val, max_val].
 *
 * @example
 * console.log(new torch.nn.Hardtanh()(torch.tensor([-3, 0.5]))); // tensor([-1.0000,  0.5000])
 * @see PyTorch: `torch.nn.Hardtanh`
 */
export class Hardtanh extends Layer {
  /** The least result. */
  declare min_val: number;
  /** The largest result. */
  declare max_val: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /**
   * @param args `min_val` (default -1), `max_val` (default 1), `inplace` (default false)
   * @throws Error where `max_val` is not greater than `min_val`
   */
  constructor(...args: Trailing<[min_val: number, max_val: number, inplace: boolean], HardtanhOptions>) {
    super();
    Object.assign(this, hardtanh.bind(args));
    if (this.max_val <= this.min_val)
      throw new Error(
        `max_val (${pythonFloat(this.max_val)}) must be greater than min_val (${pythonFloat(this.min_val)})`,
      );
  }

  /** @returns x, clipped */
  forward(input: Tensor): Tensor {
    return F.hardtanh(input, this.min_val, this.max_val, this.inplace);
  }

  override extra_repr(): string {
    return `min_val=${pythonFloat(this.min_val)}, max_val=${pythonFloat(this.max_val)}${inplaceText(this.inplace)}`;
  }
}

const relu6 = new Constructor('ReLU6.__init__(bool inplace=False)');

/**
 * x clipped to [0, 6].
 *
 * @example
 * console.log(new torch.nn.ReLU6()(torch.tensor([-1, 8]))); // tensor([0., 6.])
 * @see PyTorch: `torch.nn.ReLU6`
 */
export class ReLU6 extends Hardtanh {
  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], ReLUOptions>) {
    super(0, 6, relu6.bind(args).inplace);
  }

  override extra_repr(): string {
    return inplaceText(this.inplace, '');
  }
}

const threshold = new Constructor('Threshold.__init__(float threshold, float value, bool inplace=False)');

/** Options of {@link Threshold}. */
export interface ThresholdOptions extends ReLUOptions {
  /** What an element must be greater than to stay. */
  threshold?: number;
  /** What takes the place of the others. */
  value?: number;
}

/**
 * x where x > threshold, and `value` elsewhere.
 *
 * @example
 * console.log(new torch.nn.Threshold(1, 20)(torch.tensor([0.5, 2]))); // tensor([20.,  2.])
 * @see PyTorch: `torch.nn.Threshold`
 */
export class Threshold extends Layer {
  /** What an element must be greater than to stay. */
  declare threshold: number;
  /** What takes the place of the others. */
  declare value: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `threshold`, `value`, `inplace` (default false) */
  constructor(...args: Trailing<[threshold: number, value: number, inplace: boolean], ThresholdOptions>) {
    super();
    Object.assign(this, threshold.bind(args));
  }

  /** @returns x, or `value` */
  forward(input: Tensor): Tensor {
    return F.threshold(input, this.threshold, this.value, this.inplace);
  }

  override extra_repr(): string {
    return `threshold=${pythonFloat(this.threshold)}, value=${pythonFloat(this.value)}${inplaceText(this.inplace)}`;
  }
}

const elu = new Constructor('ELU.__init__(float alpha=1, bool inplace=False)');

/** Options of {@link ELU}. */
export interface ELUOptions {
  /** α. Default 1. */
  alpha?: number;
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x where x > 0, and α · (eˣ − 1) elsewhere.
 *
 * @example
 * console.log(new torch.nn.ELU()(torch.tensor([-1, 2]))); // tensor([-0.6321,  2.0000])
 * @see PyTorch: `torch.nn.ELU`; Clevert et al., Fast and accurate deep network learning by exponential linear units
 */
export class ELU extends Layer {
  /** α. */
  declare alpha: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `alpha` (default 1), `inplace` (default false) */
  constructor(...args: Trailing<[alpha: number, inplace: boolean], ELUOptions>) {
    super();
    Object.assign(this, elu.bind(args));
  }

  /** @returns x, or α · (eˣ − 1) below 0 */
  forward(input: Tensor): Tensor {
    return F.elu(input, this.alpha, this.inplace);
  }

  override extra_repr(): string {
    return `alpha=${pythonFloat(this.alpha)}${inplaceText(this.inplace)}`;
  }
}

const celu = new Constructor('CELU.__init__(float alpha=1, bool inplace=False)');

/** Options of {@link CELU}. */
export interface CELUOptions {
  /** α. Default 1. */
  alpha?: number;
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x where x > 0, and α · (e^(x/α) − 1) elsewhere.
 *
 * @example
 * console.log(new torch.nn.CELU(2)(torch.tensor([-1, 2]))); // tensor([-0.7869,  2.0000])
 * @see PyTorch: `torch.nn.CELU`; Barron, Continuously differentiable exponential linear units
 */
export class CELU extends Layer {
  /** α. */
  declare alpha: number;
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `alpha` (default 1), `inplace` (default false) */
  constructor(...args: Trailing<[alpha: number, inplace: boolean], CELUOptions>) {
    super();
    Object.assign(this, celu.bind(args));
  }

  /** @returns x, or α · (e^(x/α) − 1) below 0 */
  forward(input: Tensor): Tensor {
    return F.celu(input, this.alpha, this.inplace);
  }

  override extra_repr(): string {
    return `alpha=${pythonFloat(this.alpha)}${inplaceText(this.inplace)}`;
  }
}

const selu = new Constructor('SELU.__init__(bool inplace=False)');

/** Options of {@link SELU}. */
export interface SELUOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * An ELU whose constants keep mean 0 and variance 1 from layer to layer.
 *
 * @example
 * console.log(new torch.nn.SELU()(torch.tensor([-1, 2]))); // tensor([-1.1113,  2.1014])
 * @see PyTorch: `torch.nn.SELU`; Klambauer et al., Self-normalizing neural networks
 */
export class SELU extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], SELUOptions>) {
    super();
    Object.assign(this, selu.bind(args));
  }

  /** @returns a scaled ELU */
  forward(input: Tensor): Tensor {
    return F.selu(input, this.inplace);
  }

  override extra_repr(): string {
    return inplaceText(this.inplace, '');
  }
}

const hardshrink = new Constructor('Hardshrink.__init__(float lambd=0.5)');

/** Options of {@link Hardshrink}. */
export interface HardshrinkOptions {
  /** λ. Default 0.5. */
  lambd?: number;
}

/**
 * x where |x| > λ, and 0 elsewhere.
 *
 * @example
 * console.log(new torch.nn.Hardshrink()(torch.tensor([-2, 0.25]))); // tensor([-2.,  0.])
 * @see PyTorch: `torch.nn.Hardshrink`
 */
export class Hardshrink extends Layer {
  /** λ. */
  declare lambd: number;

  /** @param args `lambd` (default 0.5) */
  constructor(...args: Trailing<[lambd: number], HardshrinkOptions>) {
    super();
    Object.assign(this, hardshrink.bind(args));
  }

  /** @returns x, or 0 near 0 */
  forward(input: Tensor): Tensor {
    return F.hardshrink(input, this.lambd);
  }

  override extra_repr(): string {
    return pythonFloat(this.lambd);
  }
}

const softshrink = new Constructor('Softshrink.__init__(float lambd=0.5)');

/** Options of {@link Softshrink}. */
export interface SoftshrinkOptions {
  /** λ. Default 0.5. */
  lambd?: number;
}

/**
 * x moved towards 0 by λ, and 0 where |x| ≤ λ.
 *
 * @example
 * console.log(new torch.nn.Softshrink()(torch.tensor([-2, 0.25]))); // tensor([-1.5000,  0.0000])
 * @see PyTorch: `torch.nn.Softshrink`
 */
export class Softshrink extends Layer {
  /** λ. */
  declare lambd: number;

  /** @param args `lambd` (default 0.5) */
  constructor(...args: Trailing<[lambd: number], SoftshrinkOptions>) {
    super();
    Object.assign(this, softshrink.bind(args));
  }

  /** @returns x, moved towards 0 */
  forward(input: Tensor): Tensor {
    return F.softshrink(input, this.lambd);
  }

  override extra_repr(): string {
    return pythonFloat(this.lambd);
  }
}
