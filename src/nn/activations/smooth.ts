import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonFloat } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/index.js';
import { Layer } from '../layer.js';

// Activations that bend smoothly, as modules.

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), elementwise.
 *
 * @example
 * console.log(new torch.nn.Sigmoid()(torch.tensor([0, 2]))); // tensor([0.5000, 0.8808])
 * @see PyTorch: `torch.nn.Sigmoid`
 */
export class Sigmoid extends Layer {
  /** @returns σ(x) */
  forward(input: Tensor): Tensor {
    return F.sigmoid(input);
  }
}

/**
 * The hyperbolic tangent, elementwise.
 *
 * @example
 * console.log(new torch.nn.Tanh()(torch.tensor([0, 0.5]))); // tensor([0.0000, 0.4621])
 * @see PyTorch: `torch.nn.Tanh`
 */
export class Tanh extends Layer {
  /** @returns tanh x */
  forward(input: Tensor): Tensor {
    return F.tanh(input);
  }
}

/**
 * log σ(x), precise in both tails.
 *
 * @example
 * console.log(new torch.nn.LogSigmoid()(torch.tensor([-100, 0]))); // tensor([-100.0000,   -0.6931])
 * @see PyTorch: `torch.nn.LogSigmoid`
 */
export class LogSigmoid extends Layer {
  /** @returns log σ(x) */
  forward(input: Tensor): Tensor {
    return F.logsigmoid(input);
  }
}

/**
 * x / (1 + |x|).
 *
 * @example
 * console.log(new torch.nn.Softsign()(torch.tensor([-1, 3]))); // tensor([-0.5000,  0.7500])
 * @see PyTorch: `torch.nn.Softsign`
 */
export class Softsign extends Layer {
  /** @returns x / (1 + |x|) */
  forward(input: Tensor): Tensor {
    return F.softsign(input);
  }
}

/**
 * x − tanh x.
 *
 * @example
 * console.log(new torch.nn.Tanhshrink()(torch.tensor([-1, 2]))); // tensor([-0.2384,  1.0360])
 * @see PyTorch: `torch.nn.Tanhshrink`
 */
export class Tanhshrink extends Layer {
  /** @returns x − tanh x */
  forward(input: Tensor): Tensor {
    return F.tanhshrink(input);
  }
}

const silu = new Constructor('SiLU.__init__(bool inplace=False)');

/** Options of {@link SiLU}. */
export interface SiLUOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x·σ(x), also called swish.
 *
 * @example
 * console.log(new torch.nn.SiLU()(torch.tensor([-1, 2]))); // tensor([-0.2689,  1.7616])
 * @see PyTorch: `torch.nn.SiLU`
 */
export class SiLU extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], SiLUOptions>) {
    super();
    Object.assign(this, silu.bind(args));
  }

  /** @returns x·σ(x) */
  forward(input: Tensor): Tensor {
    return F.silu(input, this.inplace);
  }

  override extra_repr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}

const mish = new Constructor('Mish.__init__(bool inplace=False)');

/** Options of {@link Mish}. */
export interface MishOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x·tanh(log(1 + eˣ)).
 *
 * @example
 * console.log(new torch.nn.Mish()(torch.tensor([-1, 2]))); // tensor([-0.3034,  1.9440])
 * @see PyTorch: `torch.nn.Mish`; Misra, Mish: a self regularized non-monotonic activation function
 */
export class Mish extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], MishOptions>) {
    super();
    Object.assign(this, mish.bind(args));
  }

  /** @returns x·tanh(log(1 + eˣ)) */
  forward(input: Tensor): Tensor {
    return F.mish(input, this.inplace);
  }

  override extra_repr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}

const gelu = new Constructor("GELU.__init__(str approximate='none')");

/** Options of {@link GELU}. */
export interface GELUOptions {
  /** Whether the tanh approximation is computed. Default 'none'. */
  approximate?: 'none' | 'tanh';
}

/**
 * x·Φ(x), Φ the distribution function of the normal distribution.
 *
 * @example
 * console.log(new torch.nn.GELU()(torch.tensor([-1, 2]))); // tensor([-0.1587,  1.9545])
 * @see PyTorch: `torch.nn.GELU`; Hendrycks and Gimpel, Gaussian error linear units
 */
export class GELU extends Layer {
  /** Whether the tanh approximation is computed. */
  declare approximate: 'none' | 'tanh';

  /** @param args `approximate` (default 'none') */
  constructor(...args: Trailing<[approximate: 'none' | 'tanh'], GELUOptions>) {
    super();
    Object.assign(this, gelu.bind(args));
  }

  /** @returns x·Φ(x) */
  forward(input: Tensor): Tensor {
    return F.gelu(input, { approximate: this.approximate });
  }

  override extra_repr(): string {
    return `approximate='${this.approximate}'`;
  }
}

const softplus = new Constructor('Softplus.__init__(float beta=1, float threshold=20)');

/** Options of {@link Softplus}. */
export interface SoftplusOptions {
  /** β. Default 1. */
  beta?: number;
  /** From which βx on the function is linear. Default 20. */
  threshold?: number;
}

/**
 * log(1 + e^(βx)) / β, a smooth max(x, 0); where βx > threshold it is x.
 *
 * @example
 * console.log(new torch.nn.Softplus()(torch.tensor([-1, 0]))); // tensor([0.3133, 0.6931])
 * @see PyTorch: `torch.nn.Softplus`
 */
export class Softplus extends Layer {
  /** β. */
  declare beta: number;
  /** From which βx on the function is linear. */
  declare threshold: number;

  /** @param args `beta` (default 1), `threshold` (default 20) */
  constructor(...args: Trailing<[beta: number, threshold: number], SoftplusOptions>) {
    super();
    Object.assign(this, softplus.bind(args));
  }

  /** @returns log(1 + e^(βx)) / β */
  forward(input: Tensor): Tensor {
    return F.softplus(input, this.beta, this.threshold);
  }

  override extra_repr(): string {
    return `beta=${pythonFloat(this.beta)}, threshold=${pythonFloat(this.threshold)}`;
  }
}

const hardsigmoid = new Constructor('Hardsigmoid.__init__(bool inplace=False)');

/** Options of {@link Hardsigmoid}. */
export interface HardsigmoidOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x/6 + ½ clipped to [0, 1].
 *
 * @example
 * console.log(new torch.nn.Hardsigmoid()(torch.tensor([-4, 1.5]))); // tensor([0.0000, 0.7500])
 * @see PyTorch: `torch.nn.Hardsigmoid`
 */
export class Hardsigmoid extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], HardsigmoidOptions>) {
    super();
    Object.assign(this, hardsigmoid.bind(args));
  }

  /** @returns x/6 + ½, clipped */
  forward(input: Tensor): Tensor {
    return F.hardsigmoid(input, this.inplace);
  }
}

const hardswish = new Constructor('Hardswish.__init__(bool inplace=False)');

/** Options of {@link Hardswish}. */
export interface HardswishOptions {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}

/**
 * x times its hard sigmoid.
 *
 * @example
 * console.log(new torch.nn.Hardswish()(torch.tensor([1, 4]))); // tensor([0.6667, 4.0000])
 * @see PyTorch: `torch.nn.Hardswish`; Howard et al., Searching for MobileNetV3
 */
export class Hardswish extends Layer {
  /** Whether the result is written into the input. */
  declare inplace: boolean;

  /** @param args `inplace` (default false) */
  constructor(...args: Trailing<[inplace: boolean], HardswishOptions>) {
    super();
    Object.assign(this, hardswish.bind(args));
  }

  /** @returns x·(x + 3)/6 between −3 and 3 */
  forward(input: Tensor): Tensor {
    return F.hardswish(input, this.inplace);
  }
}

const glu = new Constructor('GLU.__init__(int dim=-1)');

/** Options of {@link GLU}. */
export interface GLUOptions {
  /** The dimension that is halved. Default -1. */
  dim?: number;
}

/**
 * a·σ(b), a and b the two halves of the input along a dimension.
 *
 * @example
 * console.log(new torch.nn.GLU()(torch.tensor([1, 2, 0, 100]))); // tensor([0.5000, 2.0000])
 * @see PyTorch: `torch.nn.GLU`; Dauphin et al., Language modeling with gated convolutional networks
 */
export class GLU extends Layer {
  /** The dimension that is halved. */
  declare dim: number;

  /** @param args `dim` (default -1) */
  constructor(...args: Trailing<[dim: number], GLUOptions>) {
    super();
    Object.assign(this, glu.bind(args));
  }

  /** @returns a·σ(b) */
  forward(input: Tensor): Tensor {
    return F.glu(input, this.dim);
  }

  override extra_repr(): string {
    return `dim=${this.dim}`;
  }
}
