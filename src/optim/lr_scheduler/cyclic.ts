import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Optimizer } from '../optimizer.js';
import { beginMomentum, momentumIsBeta, setMomentum } from './momentum.js';
import { LRScheduler, perGroup, requireOptimizer, setLearningRate } from './scheduler.js';

/** Options of {@link CyclicLR}. */
export interface CyclicLROptions {
  /** The lowest learning rate, or one for each group. */
  base_lr?: number | readonly number[];
  /** The highest learning rate of the first cycle, or one for each group. */
  max_lr?: number | readonly number[];
  /** How many steps the way up takes. Default 2000. */
  step_size_up?: number;
  /** How many steps the way down takes. Default: as many as the way up. */
  step_size_down?: number | null;
  /** How the height of the cycles changes: not, by half each time, or by γ each step. Default 'triangular'. */
  mode?: 'triangular' | 'triangular2' | 'exp_range';
  /** The factor γ of 'exp_range'. Default 1. */
  gamma?: number;
  /** The height as a function of the cycle or of the step, in place of `mode`. */
  scale_fn?: ((x: number) => number) | null;
  /** Of what `scale_fn` is a function: the number of the cycle, from 1, or of the step, from 0. Default 'cycle'. */
  scale_mode?: 'cycle' | 'iterations';
  /** Whether the momentum goes down while the learning rate goes up. Default true. */
  cycle_momentum?: boolean;
  /** The lowest momentum, or one for each group. Default 0.8. */
  base_momentum?: number | readonly number[];
  /** The highest momentum, or one for each group. Default 0.9. */
  max_momentum?: number | readonly number[];
  /** The step from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const RATES =
  "object base_lr, object max_lr, float step_size_up=2000, float? step_size_down=None, str mode='triangular'";
const SCALES = "float gamma=1, function? scale_fn=None, str scale_mode='cycle'";
const MOMENTA = 'bool cycle_momentum=True, object base_momentum=0.8, object max_momentum=0.9, float last_epoch=-1';
const signature = new Constructor(`CyclicLR.__init__(object optimizer, ${RATES}, ${SCALES}, ${MOMENTA})`);

/** The height of a cycle for each mode. */
const HEIGHTS: Record<string, (x: number, gamma: number) => number> = {
  triangular: () => 1,
  triangular2: (cycle) => 1 / 2 ** (cycle - 1),
  exp_range: (step, gamma) => gamma ** step,
};

/**
 * The learning rate goes up and down between two bounds in straight lines. `step()` is to be called after every batch.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 0.1, momentum: 0.9 });
 * const scheduler = new torch.optim.lr_scheduler.CyclicLR(optimizer, 0, 1, { step_size_up: 2 });
 * const rates = [];
 * for (let batch = 0; batch < 5; batch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 0,0.5,1,0.5,0
 * @see PyTorch: `torch.optim.lr_scheduler.CyclicLR`; Smith 2017, "Cyclical Learning Rates for Training Neural Networks"
 */
export class CyclicLR extends LRScheduler {
  /** The highest learning rates. */
  declare max_lrs: number[];
  /** The number of steps of a cycle. */
  declare total_size: number;
  /** The part of them that goes up. */
  declare step_ratio: number;
  /** How the height of the cycles changes. */
  declare mode: string;
  /** The factor γ of 'exp_range'. */
  declare gamma: number;
  /** Of what the height is a function: 'cycle' or 'iterations'. */
  declare scale_mode: string;
  /** Whether the momentum changes too. */
  declare cycle_momentum: boolean;
  /** Whether the momentum is the first of the betas. */
  declare use_beta1: boolean;
  /** The lowest momenta. */
  declare base_momentums: number[];
  /** The highest momenta. */
  declare max_momentums: number[];
  /** The height as the user's function, or null. */
  declare _scale_fn_custom: ((x: number) => number) | null;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `base_lr`, `max_lr`, `step_size_up`, `step_size_down`, `mode`, `gamma`, `scale_fn`, `scale_mode`,
   *   `cycle_momentum`, `base_momentum`, `max_momentum`, `last_epoch`, in this order or by name
   * @throws ValueError for lists that do not match the groups, an unknown mode, or an optimizer without momentum
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [
        base_lr: number | readonly number[],
        max_lr: number | readonly number[],
        step_size_up: number,
        step_size_down: number | null,
        mode: 'triangular' | 'triangular2' | 'exp_range',
      ],
      CyclicLROptions
    >
  ) {
    const given = signature.bind([optimizer, ...options]);
    const { step_size_up, step_size_down, mode, gamma, scale_fn, cycle_momentum, last_epoch } = given;
    requireOptimizer(given.optimizer);
    const base_lrs = perGroup('base_lr', optimizer, given.base_lr);
    const max_lrs = perGroup('max_lr', optimizer, given.max_lr);
    if (scale_fn === null && !Object.hasOwn(HEIGHTS, mode))
      throw new ValueError('mode is invalid and scale_fn is None');
    const total_size = step_size_up + (step_size_down ?? step_size_up);
    const scale_mode = scale_fn !== null ? given.scale_mode : mode === 'exp_range' ? 'iterations' : 'cycle';
    const fields: Record<string, unknown> = { max_lrs, total_size, step_ratio: step_size_up / total_size, mode, gamma };
    Object.assign(fields, { scale_mode, cycle_momentum });
    if (cycle_momentum) {
      const use_beta1 = momentumIsBeta(optimizer);
      const base_momentums = perGroup('base_momentum', optimizer, given.base_momentum);
      const max_momentums = perGroup('max_momentum', optimizer, given.max_momentum);
      Object.assign(fields, { use_beta1, base_momentums, max_momentums });
      if (last_epoch === -1) beginMomentum(optimizer, use_beta1, max_momentums, base_momentums);
    }
    if (last_epoch === -1) optimizer.param_groups.forEach((group, i) => setLearningRate(group, base_lrs[i]));
    super(optimizer, last_epoch, { ...fields, _scale_fn_custom: scale_fn });
    this.base_lrs = base_lrs;
  }

  /** The height of a cycle: a function of its number or of the step, as `scale_mode` says. */
  scale_fn(x: number): number {
    return this._scale_fn_custom?.(x) ?? HEIGHTS[this.mode](x, this.gamma);
  }

  override get_lr(): number[] {
    const { last_epoch, total_size, step_ratio } = this;
    const cycle = Math.floor(1 + last_epoch / total_size);
    const part = 1 + last_epoch / total_size - cycle;
    const way = part <= step_ratio ? part / step_ratio : (part - 1) / (step_ratio - 1);
    const height = () => this.scale_fn(this.scale_mode === 'cycle' ? cycle : last_epoch);
    if (this.cycle_momentum)
      this.optimizer.param_groups.forEach((group, i) => {
        const highest = this.max_momentums[i];
        setMomentum(group, this.use_beta1, highest - (highest - this.base_momentums[i]) * way * height());
      });
    return this.base_lrs.map((lr, i) => lr + (this.max_lrs[i] - lr) * way * height());
  }
}
