import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { formatOption } from '../format.js';
import type { Optimizer } from '../optimizer.js';
import { beginMomentum, momentumIsBeta, setMomentum } from './momentum.js';
import { LRScheduler, perGroup, requireOptimizer } from './scheduler.js';

/** Options of {@link OneCycleLR}. */
export interface OneCycleLROptions {
  /** The highest learning rate, or one for each group. */
  max_lr?: number | readonly number[];
  /** The number of steps of the cycle; or `epochs` and `steps_per_epoch` say it. */
  total_steps?: number | null;
  /** The number of epochs. */
  epochs?: number | null;
  /** The number of steps of an epoch. */
  steps_per_epoch?: number | null;
  /** The part of the cycle that goes up, in [0, 1]. Default 0.3. */
  pct_start?: number;
  /** Whether the way is a cosine or a straight line. Default 'cos'. */
  anneal_strategy?: 'cos' | 'linear';
  /** Whether the momentum goes down while the learning rate goes up. Default true. */
  cycle_momentum?: boolean;
  /** The lowest momentum, or one for each group. Default 0.85. */
  base_momentum?: number | readonly number[];
  /** The highest momentum, or one for each group. Default 0.95. */
  max_momentum?: number | readonly number[];
  /** The first learning rate is the highest divided by this. Default 25. */
  div_factor?: number;
  /** The last learning rate is the first divided by this. Default 1e4. */
  final_div_factor?: number;
  /** Whether the way down is mirror to the way up, and a third part goes on to the end. Default false. */
  three_phase?: boolean;
  /** The step from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const RATES =
  'object max_lr, float? total_steps=None, float? epochs=None, float? steps_per_epoch=None, float pct_start=0.3';
const MOMENTA =
  "str anneal_strategy='cos', bool cycle_momentum=True, object base_momentum=0.85, object max_momentum=0.95";
const OTHERS = 'float div_factor=25, float final_div_factor=1e4, bool three_phase=False, float last_epoch=-1';
const signature = new Constructor(`OneCycleLR.__init__(object optimizer, ${RATES}, ${MOMENTA}, ${OTHERS})`);

/** A part of the cycle: its last step, and the options of a group between which learning rate and momentum go. */
export interface SchedulePhase {
  /** The last step. */
  readonly end_step: number;
  /** The option with the first learning rate. */
  readonly start_lr: string;
  /** The option with the last learning rate. */
  readonly end_lr: string;
  /** The option with the first momentum. */
  readonly start_momentum: string;
  /** The option with the last momentum. */
  readonly end_momentum: string;
}

/** The parts of the cycle: up, down, and on to the end. */
function phases(steps: number, up: number, threePhases: boolean): SchedulePhase[] {
  const rise = { end_step: up * steps - 1, start_lr: 'initial_lr', end_lr: 'max_lr' };
  const falling = { start_momentum: 'max_momentum', end_momentum: 'base_momentum' };
  const rising = { start_momentum: 'base_momentum', end_momentum: 'max_momentum' };
  const steady = { start_momentum: 'max_momentum', end_momentum: 'max_momentum' };
  if (!threePhases)
    return [
      { ...rise, ...falling },
      { end_step: steps - 1, start_lr: 'max_lr', end_lr: 'min_lr', ...rising },
    ];
  return [
    { ...rise, ...falling },
    { end_step: 2 * up * steps - 2, start_lr: 'max_lr', end_lr: 'initial_lr', ...rising },
    { end_step: steps - 1, start_lr: 'initial_lr', end_lr: 'min_lr', ...steady },
  ];
}

/** The ways from `start` to `end`, of which `part` is gone. */
const WAYS: Record<string, (start: number, end: number, part: number) => number> = {
  cos: (start, end, part) => end + ((start - end) / 2) * (Math.cos(Math.PI * part) + 1),
  linear: (start, end, part) => (end - start) * part + start,
};

/** The number of steps of the cycle. */
function countSteps(total: number | null, epochs: number | null, perEpoch: number | null): number {
  const positive = (name: string, n: number) => {
    if (!Number.isInteger(n) || n <= 0)
      throw new ValueError(`Expected positive integer ${name}, but got ${formatOption(n)}`);
    return n;
  };
  if (total !== null) return positive('total_steps', total);
  if (epochs === null || perEpoch === null)
    throw new ValueError('You must define either total_steps OR (epochs AND steps_per_epoch)');
  return positive('epochs', epochs) * positive('steps_per_epoch', perEpoch);
}

/**
 * One cycle for the whole training: the learning rate goes up to its highest value and then down far below the first one.
 * `step()` is to be called after every batch.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 0.1, momentum: 0.9 });
 * const scheduler = new torch.optim.lr_scheduler.OneCycleLR(optimizer, { max_lr: 1, total_steps: 5, pct_start: 0.4 });
 * const rates = [];
 * for (let batch = 0; batch < 5; batch++) {
 *   rates.push(optimizer.param_groups[0].lr.toFixed(2));
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 0.04,1.00,0.75,0.25,0.00
 * @see PyTorch: `torch.optim.lr_scheduler.OneCycleLR`; Smith and Topin 2018, "Super-Convergence"
 */
export class OneCycleLR extends LRScheduler {
  /** The number of steps of the cycle. */
  declare total_steps: number;
  /** The parts of the cycle. */
  declare _schedule_phases: SchedulePhase[];
  /** Whether the way is a cosine or a straight line. */
  declare _anneal_func_type: string;
  /** Whether the momentum changes too. */
  declare cycle_momentum: boolean;
  /** Whether the momentum is the first of the betas. */
  declare use_beta1: boolean;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `max_lr`, `total_steps`, `epochs`, `steps_per_epoch`, `pct_start`, in this order or by name, and others by name
   * @throws ValueError for a number of steps that is missing or not positive, an option out of range, lists that do not match the
   *   groups, or an optimizer without momentum
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [
        max_lr: number | readonly number[],
        total_steps: number | null,
        epochs: number | null,
        steps_per_epoch: number | null,
        pct_start: number,
      ],
      OneCycleLROptions
    >
  ) {
    const given = signature.bind([optimizer, ...options]);
    const { pct_start, anneal_strategy, cycle_momentum, div_factor, final_div_factor, three_phase, last_epoch } = given;
    requireOptimizer(given.optimizer);
    const total_steps = countSteps(given.total_steps, given.epochs, given.steps_per_epoch);
    if (!(pct_start >= 0 && pct_start <= 1))
      throw new ValueError(
        `Expected float between 0 and 1 pct_start, but got ${formatOption(pct_start, { float: true })}`,
      );
    if (!Object.hasOwn(WAYS, anneal_strategy))
      throw new ValueError(`anneal_strategy must be one of 'cos' or 'linear', instead got ${anneal_strategy}`);
    const max_lrs = perGroup('max_lr', optimizer, given.max_lr);
    const use_beta1 = cycle_momentum && momentumIsBeta(optimizer);
    const max_momentums = perGroup('max_momentum', optimizer, given.max_momentum);
    const base_momentums = perGroup('base_momentum', optimizer, given.base_momentum);
    if (last_epoch === -1) {
      optimizer.param_groups.forEach((group, i) => {
        const initial_lr = max_lrs[i] / div_factor;
        Object.assign(group, { initial_lr, max_lr: max_lrs[i], min_lr: initial_lr / final_div_factor });
      });
      if (cycle_momentum) beginMomentum(optimizer, use_beta1, max_momentums, base_momentums);
    }
    const _schedule_phases = phases(total_steps, pct_start, three_phase);
    const fields = { total_steps, _schedule_phases, _anneal_func_type: anneal_strategy, cycle_momentum };
    super(optimizer, last_epoch, cycle_momentum ? { ...fields, use_beta1 } : fields);
  }

  override get_lr(): number[] {
    const { last_epoch: step, total_steps, _schedule_phases: phases } = this;
    if (step > total_steps)
      throw new ValueError(`Tried to step ${step} times. The specified number of total steps is ${total_steps}`);
    const at = phases.findIndex(({ end_step }, i) => step <= end_step || i === phases.length - 1);
    const phase = phases[at];
    const start = at === 0 ? 0 : phases[at - 1].end_step;
    const part = (step - start) / (phase.end_step - start);
    const way = WAYS[this._anneal_func_type];
    return this.optimizer.param_groups.map((group) => {
      const between = (from: string, to: string) => way(group[from] as number, group[to] as number, part);
      if (this.cycle_momentum) setMomentum(group, this.use_beta1, between(phase.start_momentum, phase.end_momentum));
      return between(phase.start_lr, phase.end_lr);
    });
  }
}
