import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Optimizer } from '../optimizer.js';
import { LRScheduler } from './scheduler.js';

/** Options of {@link ConstantLR}. */
export interface ConstantLROptions {
  /** The factor in [0, 1]. Default 1/3. */
  factor?: number;
  /** After how many epochs the factor is taken away. Default 5. */
  total_iters?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const constantSignature = new Constructor(
  `ConstantLR.__init__(object optimizer, float factor=${1 / 3}, float total_iters=5, float last_epoch=-1)` as 'ConstantLR.__init__(object optimizer, float factor=0, float total_iters=5, float last_epoch=-1)',
);

/**
 * A smaller learning rate, `factor` times the given one, for the first `total_iters` epochs.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.ConstantLR(optimizer, { factor: 0.5, total_iters: 1 });
 * console.log(scheduler.get_last_lr()[0]); // 0.5
 * optimizer.step();
 * scheduler.step();
 * console.log(scheduler.get_last_lr()[0]); // 1
 * @see PyTorch: `torch.optim.lr_scheduler.ConstantLR`
 */
export class ConstantLR extends LRScheduler {
  /** The factor. */
  declare factor: number;
  /** After how many epochs the factor is taken away. */
  declare total_iters: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `factor`, `total_iters`, `last_epoch`, in this order or by name
   * @throws ValueError for a factor outside [0, 1]
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<[factor: number, total_iters: number, last_epoch: number], ConstantLROptions>
  ) {
    const { factor, total_iters, last_epoch } = constantSignature.bind([optimizer, ...options]);
    if (!(factor >= 0 && factor <= 1))
      throw new ValueError('Constant multiplicative factor expected to be between 0 and 1.');
    super(optimizer, last_epoch, { factor, total_iters });
  }

  override get_lr(): number[] {
    if (this.last_epoch === 0) return this.scaled(this.factor);
    if (this.last_epoch !== this.total_iters) return this.scaled(1);
    if (this.factor === 0) throw new RangeError('float division by zero');
    return this.scaled(1 / this.factor);
  }

  override _get_closed_form_lr(): number[] {
    return this.scaledBase(this.factor + (this.last_epoch >= this.total_iters ? 1 - this.factor : 0));
  }
}

/** Options of {@link LinearLR}. */
export interface LinearLROptions {
  /** The first factor, in (0, 1]. Default 1/3. */
  start_factor?: number;
  /** The last factor, in [0, 1]. Default 1. */
  end_factor?: number;
  /** After how many epochs the last factor is reached. Default 5. */
  total_iters?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const linearSignature = new Constructor(
  `LinearLR.__init__(object optimizer, float start_factor=${1 / 3}, float end_factor=1, float total_iters=5, float last_epoch=-1)` as 'LinearLR.__init__(object optimizer, float start_factor=0, float end_factor=1, float total_iters=5, float last_epoch=-1)',
);

/**
 * The learning rate times a factor that goes from `start_factor` to `end_factor` in equal steps, over `total_iters` epochs.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.LinearLR(optimizer, { start_factor: 0.5, total_iters: 2 });
 * const rates = [];
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 0.5,0.75,1,1
 * @see PyTorch: `torch.optim.lr_scheduler.LinearLR`
 */
export class LinearLR extends LRScheduler {
  /** The first factor. */
  declare start_factor: number;
  /** The last factor. */
  declare end_factor: number;
  /** After how many epochs the last factor is reached. */
  declare total_iters: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `start_factor`, `end_factor`, `total_iters`, `last_epoch`, in this order or by name
   * @throws ValueError for a factor out of range
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [start_factor: number, end_factor: number, total_iters: number, last_epoch: number],
      LinearLROptions
    >
  ) {
    const { start_factor, end_factor, total_iters, last_epoch } = linearSignature.bind([optimizer, ...options]);
    if (!(start_factor > 0 && start_factor <= 1))
      throw new ValueError('Starting multiplicative factor expected to be greater than 0 and less or equal to 1.');
    if (!(end_factor >= 0 && end_factor <= 1))
      throw new ValueError('Ending multiplicative factor expected to be between 0 and 1.');
    super(optimizer, last_epoch, { start_factor, end_factor, total_iters });
  }

  override get_lr(): number[] {
    const { last_epoch, start_factor, end_factor, total_iters } = this;
    if (last_epoch === 0) return this.scaled(start_factor);
    if (this._is_initial || last_epoch > total_iters) return this.scaled(1);
    const rise = end_factor - start_factor;
    return this.scaled(1 + rise / (total_iters * start_factor + (last_epoch - 1) * rise));
  }

  override _get_closed_form_lr(): number[] {
    const { last_epoch, start_factor, end_factor, total_iters } = this;
    return this.scaledBase(
      start_factor + ((end_factor - start_factor) * Math.min(total_iters, last_epoch)) / total_iters,
    );
  }
}

/** Options of {@link ExponentialLR}. */
export interface ExponentialLROptions {
  /** The factor γ. */
  gamma?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const exponentialSignature = new Constructor(
  'ExponentialLR.__init__(object optimizer, float gamma, float last_epoch=-1)',
);

/**
 * The learning rate falls by the factor γ every epoch.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5);
 * optimizer.step();
 * scheduler.step();
 * console.log(scheduler.get_last_lr()[0]); // 0.5
 * @see PyTorch: `torch.optim.lr_scheduler.ExponentialLR`
 */
export class ExponentialLR extends LRScheduler {
  /** The factor γ. */
  declare gamma: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `gamma`, `last_epoch`, in this order or by name
   */
  constructor(optimizer: Optimizer, ...options: Trailing<[gamma: number, last_epoch: number], ExponentialLROptions>) {
    const { gamma, last_epoch } = exponentialSignature.bind([optimizer, ...options]);
    super(optimizer, last_epoch, { gamma });
  }

  override get_lr(): number[] {
    return this.scaled(this._is_initial ? 1 : this.gamma);
  }

  override _get_closed_form_lr(): number[] {
    return this.scaledBase(this.gamma ** this.last_epoch);
  }
}

/** Options of {@link PolynomialLR}. */
export interface PolynomialLROptions {
  /** After how many epochs the learning rate is 0. Default 5. */
  total_iters?: number;
  /** The power p. Default 1. */
  power?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const polynomialSignature = new Constructor(
  'PolynomialLR.__init__(object optimizer, float total_iters=5, float power=1, float last_epoch=-1)',
);

/**
 * The learning rate falls to 0 as a power of the epochs that are left: lr = lr₀ (1 − epoch / total_iters)ᵖ.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.PolynomialLR(optimizer, { total_iters: 2, power: 2 });
 * optimizer.step();
 * scheduler.step();
 * console.log(scheduler.get_last_lr()[0]); // 0.25
 * @see PyTorch: `torch.optim.lr_scheduler.PolynomialLR`
 */
export class PolynomialLR extends LRScheduler {
  /** After how many epochs the learning rate is 0. */
  declare total_iters: number;
  /** The power p. */
  declare power: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `total_iters`, `power`, `last_epoch`, in this order or by name
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<[total_iters: number, power: number, last_epoch: number], PolynomialLROptions>
  ) {
    const { total_iters, power, last_epoch } = polynomialSignature.bind([optimizer, ...options]);
    super(optimizer, last_epoch, { total_iters, power });
  }

  override get_lr(): number[] {
    const { last_epoch, total_iters, power } = this;
    if (this._is_initial || last_epoch > total_iters) return this.scaled(1);
    return this.scaled(((1 - last_epoch / total_iters) / (1 - (last_epoch - 1) / total_iters)) ** power);
  }

  override _get_closed_form_lr(): number[] {
    return this.scaledBase((1 - Math.min(this.total_iters, this.last_epoch) / this.total_iters) ** this.power);
  }
}
