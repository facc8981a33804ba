import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Optimizer } from '../optimizer.js';
import { ReduceLROnPlateau } from './plateau.js';
import { learningRates, LRScheduler, setLearningRate } from './scheduler.js';

/** A schedule that is made of others, all of the same optimizer. */
abstract class CompositeLR extends LRScheduler {
  /** The schedules. */
  declare _schedulers: readonly LRScheduler[];

  override state_dict(): Record<string, unknown> {
    const { _schedulers, ...fields } = super.state_dict();
    return { ...fields, _schedulers: (_schedulers as LRScheduler[]).map((scheduler) => scheduler.state_dict()) };
  }

  override load_state_dict(state_dict: Readonly<Record<string, unknown>>): void {
    const { _schedulers, ...fields } = state_dict;
    super.load_state_dict(fields);
    (_schedulers as Record<string, unknown>[]).forEach((saved, i) => this._schedulers[i].load_state_dict(saved));
  }

  /** Takes the first step of every schedule back: the constructors have made them all. */
  protected undoFirstStep(): void {
    for (const scheduler of this._schedulers) {
      if (scheduler instanceof CompositeLR) scheduler.undoFirstStep();
      else scheduler.last_epoch--;
    }
  }
}

/** Refuses what is no schedule of this optimizer, and a schedule whose steps need a quantity. */
function requireSchedulers(name: string, optimizer: Optimizer | null, schedulers: readonly LRScheduler[]): void {
  schedulers.forEach((scheduler, i) => {
    if (!(scheduler instanceof LRScheduler))
      throw new TypeError(`${name} at index ${i} should have \`optimizer\` as its attribute.`);
    if (scheduler instanceof ReduceLROnPlateau)
      throw new ValueError(
        `${name} does not support \`ReduceLROnPlateau\` scheduler as it requires additional kwargs to be specified when calling ` +
          `\`step\`, but got one at index ${i} in the given schedulers sequence.`,
      );
    if (optimizer !== scheduler.optimizer)
      throw new ValueError(
        `${name} expects all schedulers to belong to the same optimizer, but got scheduler ${scheduler.constructor.name} at index ` +
          `${i} has ${scheduler.optimizer}, which is different from ${optimizer?.constructor.name}.`,
      );
  });
}

/** Options of {@link SequentialLR}. */
export interface SequentialLROptions {
  /** The schedules, in their order. */
  schedulers?: readonly LRScheduler[];
  /** The epochs at which the second, the third, … schedule begins. */
  milestones?: readonly number[];
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const sequentialSignature = new Constructor(
  'SequentialLR.__init__(object optimizer, object schedulers, object milestones, float last_epoch=-1)',
);

/**
 * Several schedules one after the other: at each milestone the next one begins.
 *
 * @example
 * const schedules = torch.optim.lr_scheduler;
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const warmUp = new schedules.ConstantLR(optimizer, { factor: 0.1, total_iters: 2 });
 * const decay = new schedules.ExponentialLR(optimizer, 0.5);
 * const scheduler = new schedules.SequentialLR(optimizer, [warmUp, decay], [2]);
 * const rates = [];
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 0.1,0.1,1,0.5,0.25
 * @see PyTorch: `torch.optim.lr_scheduler.SequentialLR`
 */
export class SequentialLR extends CompositeLR {
  /** The epochs at which the next schedule begins. */
  declare _milestones: readonly number[];

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `schedulers`, `milestones`, `last_epoch`, in this order or by name
   * @throws ValueError for no schedules, those of another optimizer, or milestones that are not one fewer
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<
      [schedulers: readonly LRScheduler[], milestones: readonly number[], last_epoch: number],
      SequentialLROptions
    >
  ) {
    const given = sequentialSignature.bind([optimizer, ...options]);
    const _schedulers = given.schedulers as readonly LRScheduler[];
    const _milestones = given.milestones as readonly number[];
    const name = new.target.name;
    if (_schedulers.length < 1) throw new ValueError(`${name} expects at least one scheduler, but got no scheduler.`);
    requireSchedulers(name, optimizer, _schedulers);
    if (_milestones.length !== _schedulers.length - 1)
      throw new ValueError(
        'Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got ' +
          `number of schedulers ${_schedulers.length} and the number of milestones to be equal to ${_milestones.length}`,
      );
    super(optimizer, null, { _schedulers, _milestones, last_epoch: given.last_epoch + 1 });
    for (const group of optimizer.param_groups) setLearningRate(group, Number(group.initial_lr));
    this.undoFirstStep();
    const first = this.at(0);
    first._initial_step();
    this._last_lr = first.get_last_lr();
  }

  /** The schedule that an epoch belongs to. */
  private at(epoch: number): LRScheduler {
    return this._schedulers[this._milestones.filter((milestone) => milestone <= epoch).length];
  }

  override step(): void {
    this.last_epoch++;
    const scheduler = this.at(this.last_epoch);
    if (this._milestones.includes(this.last_epoch)) scheduler._update_lr(0);
    else scheduler.step();
    this._last_lr = scheduler.get_last_lr();
  }
}

const chainedSignature = new Constructor('ChainedScheduler.__init__(object schedulers, object? optimizer=None)');

/**
 * Several schedules at once: each changes the learning rate that the one before has set.
 *
 * @example
 * const schedules = torch.optim.lr_scheduler;
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const warmUp = new schedules.ConstantLR(optimizer, { factor: 0.1, total_iters: 2 });
 * const decay = new schedules.ExponentialLR(optimizer, 0.5);
 * const scheduler = new schedules.ChainedScheduler([warmUp, decay], { optimizer });
 * const rates = [];
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 0.1,0.05,0.25,0.125
 * @see PyTorch: `torch.optim.lr_scheduler.ChainedScheduler`
 */
export class ChainedScheduler extends CompositeLR {
  /**
   * @param schedulers the schedules, in their order
   * @param options `optimizer`: that of the first schedule, unless given
   * @throws ValueError for no schedules, or those of another optimizer
   */
  constructor(
    schedulers: readonly LRScheduler[] | { schedulers: readonly LRScheduler[]; optimizer?: Optimizer | null },
    ...options: Trailing<[optimizer: Optimizer | null], { optimizer?: Optimizer | null }>
  ) {
    const given = chainedSignature.bind([schedulers, ...options]);
    const _schedulers = given.schedulers as readonly LRScheduler[];
    const name = new.target.name;
    if (_schedulers.length < 1)
      throw new ValueError(`${name} expects at least one scheduler to be chained, but got no scheduler.`);
    const optimizer = (given.optimizer ?? _schedulers[0].optimizer) as Optimizer;
    requireSchedulers(name, optimizer, _schedulers);
    super(optimizer, null, { _schedulers, _last_lr: learningRates(optimizer) });
  }

  override step(): void {
    for (const scheduler of this._schedulers) scheduler.step();
    this._last_lr = learningRates(this.optimizer);
  }
}
