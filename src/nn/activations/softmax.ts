import { ValueError } from '../../tensor/errors.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import * as F from '../functional/index.js';
import { Layer } from '../layer.js';

// Softmax and its kin, as modules.

const softmax = new Constructor('Softmax.__init__(int? dim=None)');

/** Options of {@link Softmax}. */
export interface SoftmaxOptions {
  /** The dimension along which the results sum up to 1. Default that of the classes. */
  dim?: number | null;
}

/**
 * softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ along a dimension.
 *
 * @example
 * console.log(new torch.nn.Softmax(0)(torch.tensor([0, Math.log(3)]))); // tensor([0.2500, 0.7500])
 * @see PyTorch: `torch.nn.Softmax`
 */
export class Softmax extends Layer {
  /** The dimension along which the results sum up to 1. */
  declare dim: number | null;

  /** @param args `dim` (default that of the classes) */
  constructor(...args: Trailing<[dim: number | null], SoftmaxOptions>) {
    super();
    Object.assign(this, softmax.bind(args));
  }

  /** @returns softmax(x) */
  forward(input: Tensor): Tensor {
    return F.softmax(input, this.dim);
  }

  override extra_repr(): string {
    return `dim=${pythonRepr(this.dim)}`;
  }
}

const logSoftmax = new Constructor('LogSoftmax.__init__(int? dim=None)');

/** Options of {@link LogSoftmax}. */
export interface LogSoftmaxOptions {
  /** The dimension along which the results sum up to 1. Default that of the classes. */
  dim?: number | null;
}

/**
 * log softmax(x) along a dimension.
 *
 * @example
 * console.log(new torch.nn.LogSoftmax({ dim: 0 })(torch.tensor([0, 1000]))); // tensor([-1000.,     0.])
 * @see PyTorch: `torch.nn.LogSoftmax`
 */
export class LogSoftmax extends Layer {
  /** The dimension along which the results sum up to 1. */
  declare dim: number | null;

  /** @param args `dim` (default that of the classes) */
  constructor(...args: Trailing<[dim: number | null], LogSoftmaxOptions>) {
    super();
    Object.assign(this, logSoftmax.bind(args));
  }

  /** @returns log softmax(x) */
  forward(input: Tensor): Tensor {
    return F.log_softmax(input, this.dim);
  }

  override extra_repr(): string {
    return `dim=${pythonRepr(this.dim)}`;
  }
}

const softmin = new Constructor('Softmin.__init__(int? dim=None)');

/** Options of {@link Softmin}. */
export interface SoftminOptions {
  /** The dimension along which the results sum up to 1. Default that of the classes. */
  dim?: number | null;
}

/**
 * softmax(−x) along a dimension.
 *
 * @example
 * console.log(new torch.nn.Softmin(0)(torch.tensor([0, Math.log(3)]))); // tensor([0.7500, 0.2500])
 * @see PyTorch: `torch.nn.Softmin`
 */
export class Softmin extends Layer {
  /** The dimension along which the results sum up to 1. */
  declare dim: number | null;

  /** @param args `dim` (default that of the classes) */
  constructor(...args: Trailing<[dim: number | null], SoftminOptions>) {
    super();
    Object.assign(this, softmin.bind(args));
  }

  /** @returns softmax(−x) */
  forward(input: Tensor): Tensor {
    return F.softmin(input, this.dim);
  }

  override extra_repr(): string {
    return `dim=${pythonRepr(this.dim)}`;
  }
}

/**
 * Softmax over the channels of an image, [N, C, H, W] or [C, H, W].
 *
 * @example
 * console.log(new torch.nn.Softmax2d()(torch.zeros(2, 1, 1)).flatten()); // tensor([0.5000, 0.5000])
 * @see PyTorch: `torch.nn.Softmax2d`
 */
export class Softmax2d extends Layer {
  /** @returns softmax over the channels */
  forward(input: Tensor): Tensor {
    if (input.ndim !== 3 && input.ndim !== 4)
      throw new ValueError(`Softmax2d: expected input to be 3D or 4D, got ${input.ndim}D instead`);
    return F.softmax(input, -3);
  }
}
