import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { formatOption } from '../format.js';
import type { Optimizer } from '../optimizer.js';
import { learningRates, LRScheduler, modulo } from './scheduler.js';

/** Where the way from `high` to `low` along a cosine is at an angle, which goes from 0 to π. */
const alongCosine = (high: number, low: number, angle: number) => low + ((high - low) * (1 + Math.cos(angle))) / 2;

/** Options of {@link CosineAnnealingLR}. */
export interface CosineAnnealingLROptions {
  /** How many epochs the way down takes. */
  T_max?: number;
  /** The lowest learning rate. Default 0. */
  eta_min?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const annealingSignature = new Constructor(
  'CosineAnnealingLR.__init__(object optimizer, float T_max, float eta_min=0, float last_epoch=-1)',
);

/**
 * The learning rate goes down along a cosine, in `T_max` epochs, and would go up again after:
 *
 *     lr = η + (lr₀ − η) (1 + cos(π · epoch / T_max)) / 2
 *
 * It is computed from the last learning rate, so that other schedules can change it too.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, { T_max: 4 });
 * const rates = [];
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr.toFixed(2));
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 1.00,0.85,0.50,0.15,0.00
 * @see PyTorch: `torch.optim.lr_scheduler.CosineAnnealingLR`; Loshchilov and Hutter 2017, "SGDR", equation 5 without restarts
 */
export class CosineAnnealingLR extends LRScheduler {
  /** How many epochs the way down takes. */
  declare T_max: number;
  /** The lowest learning rate. */
  declare eta_min: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `T_max`, `eta_min`, `last_epoch`, in this order or by name
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<[T_max: number, eta_min: number, last_epoch: number], CosineAnnealingLROptions>
  ) {
    const { T_max, eta_min, last_epoch } = annealingSignature.bind([optimizer, ...options]);
    super(optimizer, last_epoch, { T_max, eta_min });
  }

  override get_lr(): number[] {
    const { last_epoch, T_max, eta_min, base_lrs } = this;
    if (this._is_initial) return this.scaled(1);
    if (this._step_count === 1 && last_epoch > 0) return this._get_closed_form_lr();
    const lrs = learningRates(this.optimizer);
    // at the lowest point the ratio below would divide by zero
    if (modulo(last_epoch - 1 - T_max, 2 * T_max) === 0)
      return lrs.map((lr, i) => lr + ((base_lrs[i] - eta_min) * (1 - Math.cos(Math.PI / T_max))) / 2);
    const ratio = (1 + Math.cos((Math.PI * last_epoch) / T_max)) / (1 + Math.cos((Math.PI * (last_epoch - 1)) / T_max));
    return lrs.map((lr) => ratio * (lr - eta_min) + eta_min);
  }

  override _get_closed_form_lr(): number[] {
    return this.base_lrs.map((lr) => alongCosine(lr, this.eta_min, (Math.PI * this.last_epoch) / this.T_max));
  }
}

/** Options of {@link CosineAnnealingWarmRestarts}. */
export interface CosineAnnealingWarmRestartsOptions {
  /** The number of epochs until the first restart. */
  T_0?: number;
  /** The factor by which that number grows with each restart. Default 1. */
  T_mult?: number;
  /** The lowest learning rate. Default 0. */
  eta_min?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const restartsSignature = new Constructor(
  'CosineAnnealingWarmRestarts.__init__(object optimizer, float T_0, float T_mult=1, float eta_min=0, float last_epoch=-1)',
);

/**
 * The learning rate goes down along a cosine again and again: after `T_0` epochs it starts anew, and each run is `T_mult` times as
 * long as the one before.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, 2);
 * const rates = [];
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr.toFixed(1));
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 1.0,0.5,1.0,0.5,1.0
 * @see PyTorch: `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`; Loshchilov and Hutter 2017, "SGDR", equation 5
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  /** The number of epochs until the first restart. */
  declare T_0: number;
  /** The number of epochs of this run. */
  declare T_i: number;
  /** The factor by which runs grow. */
  declare T_mult: number;
  /** The lowest learning rate. */
  declare eta_min: number;
  /** The number of epochs since the last restart. */
  declare T_cur: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `T_0`, `T_mult`, `eta_min`, `last_epoch`, in this order or by name
   * @throws ValueError when `T_0` or `T_mult` is not a positive whole number
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [T_0: number, T_mult: number, eta_min: number, last_epoch: number],
      CosineAnnealingWarmRestartsOptions
    >
  ) {
    const { T_0, T_mult, eta_min, last_epoch } = restartsSignature.bind([optimizer, ...options]);
    if (!Number.isInteger(T_0) || T_0 <= 0)
      throw new ValueError(`Expected positive integer T_0, but got ${formatOption(T_0)}`);
    if (!Number.isInteger(T_mult) || T_mult < 1)
      throw new ValueError(`Expected integer T_mult >= 1, but got ${formatOption(T_mult)}`);
    super(optimizer, last_epoch, { T_0, T_i: T_0, T_mult, eta_min, T_cur: last_epoch });
  }

  override get_lr(): number[] {
    return this.base_lrs.map((lr) => alongCosine(lr, this.eta_min, (Math.PI * this.T_cur) / this.T_i));
  }

  /**
   * Sets the learning rates of the next epoch, or of `epoch`, which need not be whole: `step(epoch + batch / batches)`.
   *
   * @throws ValueError for a negative epoch
   */
  override step(epoch: number | null = null): void {
    if (epoch === null && this.last_epoch < 0) epoch = 0;
    if (epoch === null) {
      epoch = this.last_epoch + 1;
      this.T_cur++;
      if (this.T_cur >= this.T_i) {
        this.T_cur %= this.T_i;
        this.T_i *= this.T_mult;
      }
    } else {
      if (!(epoch >= 0)) throw new ValueError(`Expected non-negative epoch, but got ${formatOption(epoch)}`);
      this.restartAt(epoch);
    }
    this.last_epoch = Math.floor(epoch);
    this.setLearningRates(this.get_lr());
  }

  /** Finds the run in which an epoch lies. */
  private restartAt(epoch: number): void {
    const { T_0, T_mult } = this;
    const runs =
      T_mult === 1 || epoch < T_0 ? 0 : Math.trunc(Math.log((epoch / T_0) * (T_mult - 1) + 1) / Math.log(T_mult));
    this.T_i = T_0 * T_mult ** runs;
    this.T_cur = T_mult === 1 ? epoch % T_0 : epoch - (T_0 * (T_mult ** runs - 1)) / (T_mult - 1);
  }
}
