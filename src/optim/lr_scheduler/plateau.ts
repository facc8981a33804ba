import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import type { Optimizer } from '../optimizer.js';
import { learningRates, LRScheduler, requireOptimizer, setLearningRate } from './scheduler.js';

/** Options of {@link ReduceLROnPlateau}. */
export interface ReduceLROnPlateauOptions {
  /** Whether the quantity is to become small or large. Default 'min'. */
  mode?: 'min' | 'max';
  /** The factor < 1 by which the learning rate falls. Default 0.1. */
  factor?: number;
  /** How many epochs without improvement are let pass. Default 10. */
  patience?: number;
  /** What counts as an improvement. Default 1e-4. */
  threshold?: number;
  /** Whether the threshold is a part of the best value, or a difference. Default 'rel'. */
  threshold_mode?: 'rel' | 'abs';
  /** How many epochs to wait after the learning rate fell. Default 0. */
  cooldown?: number;
  /** The lowest learning rate, or one for each group. Default 0. */
  min_lr?: number | readonly number[];
  /** A change smaller than this is not made. Default 1e-8. */
  eps?: number;
}

const THRESHOLD = "float patience=10, float threshold=1e-4, str threshold_mode='rel'";
const signature = new Constructor(
  `ReduceLROnPlateau.__init__(object optimizer, str mode='min', float factor=0.1, ${THRESHOLD}, float cooldown=0, object min_lr=0, float eps=1e-8)`,
);

/**
 * The learning rate falls when a quantity, such as the loss on validation data, has stopped to improve. `step(quantity)` is to be
 * called after every epoch.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, { factor: 0.5, patience: 1 });
 * for (const loss of [3, 2, 2, 2]) scheduler.step(loss);
 * console.log(optimizer.param_groups[0].lr); // 0.5
 * @see PyTorch: `torch.optim.lr_scheduler.ReduceLROnPlateau`
 */
export class ReduceLROnPlateau extends LRScheduler {
  /** The factor by which the learning rate falls. */
  declare factor: number;
  /** The lowest learning rate, when it is the same for all groups. */
  declare default_min_lr: number | null;
  /** The lowest learning rates, one for each group. */
  declare min_lrs: number[];
  /** How many epochs without improvement are let pass. */
  declare patience: number;
  /** How many epochs to wait after the learning rate fell. */
  declare cooldown: number;
  /** A change smaller than this is not made. */
  declare eps: number;
  /** The worst value that there is. */
  declare mode_worse: number;
  /** Whether the quantity is to become small or large. */
  declare mode: string;
  /** What counts as an improvement. */
  declare threshold: number;
  /** Whether the threshold is a part of the best value, or a difference. */
  declare threshold_mode: string;
  /** The best value so far. */
  declare best: number;
  /** How many epochs there are still to wait. */
  declare cooldown_counter: number;
  /** How many epochs in a row were no improvement. */
  declare num_bad_epochs: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `mode`, `factor`, `patience`, `threshold`, `threshold_mode`, `cooldown`, `min_lr`, `eps`, in this order or by name
   * @throws ValueError for a factor of 1 or more, an unknown mode, or a list that does not match the groups
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [
        mode: 'min' | 'max',
        factor: number,
        patience: number,
        threshold: number,
        threshold_mode: 'rel' | 'abs',
        cooldown: number,
        min_lr: number | readonly number[],
        eps: number,
      ],
      ReduceLROnPlateauOptions
    >
  ) {
    const given = signature.bind([optimizer, ...options]);
    const { mode, factor, patience, threshold, threshold_mode, cooldown, eps } = given;
    const min_lr = given.min_lr as number | readonly number[];
    if (!(factor < 1)) throw new ValueError('Factor should be < 1.0.');
    requireOptimizer(given.optimizer);
    const groups = optimizer.param_groups.length;
    if (typeof min_lr !== 'number' && min_lr.length !== groups)
      throw new ValueError(`expected ${groups} min_lrs, got ${min_lr.length}`);
    if (mode !== 'min' && mode !== 'max') throw new ValueError(`mode ${mode} is unknown!`);
    if (threshold_mode !== 'rel' && threshold_mode !== 'abs')
      throw new ValueError(`threshold mode ${threshold_mode} is unknown!`);
    const default_min_lr = typeof min_lr === 'number' ? min_lr : null;
    const min_lrs = typeof min_lr === 'number' ? new Array<number>(groups).fill(min_lr) : [...min_lr];
    const mode_worse = mode === 'min' ? Infinity : -Infinity;
    const counters = { best: mode_worse, cooldown_counter: 0, num_bad_epochs: 0 };
    const bounds = { factor, default_min_lr, min_lrs, patience, cooldown, eps };
    const rates = { last_epoch: 0, _last_lr: learningRates(optimizer) };
    super(optimizer, null, { ...bounds, ...rates, mode_worse, mode, threshold, threshold_mode, ...counters });
  }

  /** Whether the schedule is waiting after the learning rate fell. */
  get in_cooldown(): boolean {
    return this.cooldown_counter > 0;
  }

  /**
   * Looks at the quantity after an epoch, and lowers the learning rates if it has not improved for long.
   *
   * @param metrics the quantity: a number, or a tensor with one element
   * @param epoch the epoch; by default the next one
   */
  override step(metrics?: number | Tensor | null, epoch?: number | null): void {
    if (typeof metrics !== 'number' && !isTensor(metrics))
      throw new TypeError("ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'");
    const current = isTensor(metrics) ? metrics.item() : metrics;
    this.last_epoch = epoch ?? this.last_epoch + 1;
    if (this.improves(current)) {
      this.best = current;
      this.num_bad_epochs = 0;
    } else this.num_bad_epochs++;
    if (this.in_cooldown) {
      this.cooldown_counter--;
      this.num_bad_epochs = 0;
    }
    if (this.num_bad_epochs > this.patience) {
      this.lower();
      this.cooldown_counter = this.cooldown;
      this.num_bad_epochs = 0;
    }
    this._last_lr = learningRates(this.optimizer);
  }

  /** Whether a value is better than the best by more than the threshold. */
  private improves(value: number): boolean {
    const { mode, threshold, threshold_mode, best } = this;
    const sign = mode === 'min' ? -1 : 1;
    const bound = threshold_mode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold;
    return mode === 'min' ? value < bound : value > bound;
  }

  private lower(): void {
    const groups = this.optimizer.param_groups;
    if (groups.length !== this.min_lrs.length) {
      if (this.default_min_lr === null)
        throw new RuntimeError(
          `The number of param groups in the \`optimizer\` (${groups.length}) differs from when \`ReduceLROnPlateau\` was initialized ` +
            `(${this.min_lrs.length}), usually due to a new param group being added to the optimizer. Please modify the \`min_lrs\` ` +
            'field to match the length of the `optimizer` param groups.',
        );
      this.min_lrs = new Array<number>(groups.length).fill(this.default_min_lr);
    }
    groups.forEach((group, i) => {
      const old = Number(group.lr);
      const lr = Math.max(old * this.factor, this.min_lrs[i]);
      if (old - lr > this.eps) setLearningRate(group, lr);
    });
  }
}
