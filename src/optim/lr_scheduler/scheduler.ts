import { KeyError, NotImplementedError, pythonType, ValueError } from '../../tensor/errors.js';
import { isTensor } from '../../tensor/tensor.js';
import { warn } from '../../tensor/warning.js';
import type { ParamGroup } from '../groups.js';
import { Optimizer } from '../optimizer.js';

/** The learning rates of an optimizer's groups. */
export const learningRates = (optimizer: Optimizer): number[] => optimizer.param_groups.map(({ lr }) => Number(lr));

/** Gives a group its learning rate: a tensor keeps its identity. */
export function setLearningRate(group: ParamGroup, lr: number): void {
  const current: unknown = group.lr;
  if (isTensor(current)) current.fill_(lr);
  else group.lr = lr;
}

/** Refuses what is no optimizer. */
export function requireOptimizer(optimizer: unknown): asserts optimizer is Optimizer {
  if (!(optimizer instanceof Optimizer)) throw new TypeError(`${pythonType(optimizer)} is not an Optimizer`);
}

/** One value for each group: a list as it is, or the same value for all. */
export function perGroup(name: string, optimizer: Optimizer, value: unknown): number[] {
  const { length } = optimizer.param_groups;
  const values: readonly unknown[] = Array.isArray(value) ? value : new Array<unknown>(length).fill(value);
  if (values.length !== length)
    throw new ValueError(
      `${name} must have the same length as optimizer.param_groups. ` +
        `${name} has ${values.length} values, param_groups has ${length}.`,
    );
  return values.map((x) => {
    if (typeof x !== 'number')
      throw new TypeError(`${name} must be a number or a list of numbers, got ${pythonType(x)}`);
    return x;
  });
}

/** a mod b, for a ≥ 0. */
export function modulo(a: number, b: number): number {
  if (b === 0) throw new RangeError('integer modulo by zero');
  return a % b;
}

const holdsFunctions = (value: unknown) => [value].flat().some((item) => typeof item === 'function');

/**
 * The base of the schedules of learning rates. A schedule gives the optimizer's groups a new learning rate at every `step()`,
 * which is to be called after `optimizer.step()`, usually once an epoch.
 */
export class LRScheduler {
  /** The optimizer whose learning rates this schedule sets. */
  declare readonly optimizer: Optimizer;
  /** The learning rates with which it began. */
  declare base_lrs: number[];
  /** The epoch, counted from 0, for which the learning rates were last set. */
  declare last_epoch: number;
  /** How often `step` was called, the first time by the constructor. */
  declare _step_count: number;
  /** Whether the constructor sets the first learning rates. */
  declare _is_initial: boolean;
  /** Whether a step is asking for the learning rates. */
  declare _get_lr_called_within_step: boolean;
  /** The learning rates that were last set. */
  declare _last_lr: number[];

  /** The learning rates of this epoch, a pure function of it, where there is one. */
  _get_closed_form_lr?(): number[];

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param last_epoch the epoch from which training continues; -1 (the default) begins. Null leaves epochs to the subclass
   * @param fields fields of a subclass: they are set before the first learning rate is asked for, and saved by `state_dict`
   * @throws TypeError for what is no optimizer; KeyError when continuing without the learning rates of the beginning
   * @example
   * class EveryEpochHalf extends torch.optim.lr_scheduler.LRScheduler {
   *   override get_lr() {
   *     return this.base_lrs.map((lr) => lr / 2 ** this.last_epoch);
   *   }
   * }
   * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
   * const scheduler = new EveryEpochHalf(optimizer);
   * optimizer.step();
   * scheduler.step();
   * console.log(optimizer.param_groups[0].lr); // 0.5
   */
  constructor(optimizer: Optimizer, last_epoch: number | null = -1, fields: Readonly<Record<string, unknown>> = {}) {
    requireOptimizer(optimizer);
    Object.defineProperty(this, 'optimizer', { value: optimizer });
    Object.assign(this, fields);
    if (last_epoch === null) return;
    optimizer.param_groups.forEach((group, i) => {
      if (last_epoch === -1) group.initial_lr ??= Number(group.lr);
      else if (group.initial_lr === undefined) throw new KeyError(missingInitialLr(i));
    });
    this.base_lrs = optimizer.param_groups.map(({ initial_lr }) => Number(initial_lr));
    this.last_epoch = last_epoch;
    this._initial_step();
  }

  /** @internal Sets the learning rates of the first epoch. */
  _initial_step(): void {
    this._step_count = 0;
    this._is_initial = true;
    try {
      this.step();
    } finally {
      this._is_initial = false;
    }
  }

  /** The learning rates that were last set, one for each group. */
  get_last_lr(): number[] {
    return this._last_lr;
  }

  /** The learning rates of this epoch, one for each group: what a subclass computes. */
  get_lr(): number[] {
    throw new NotImplementedError(`${this.constructor.name}.get_lr() is not implemented`);
  }

  /**
   * Sets the learning rates of the next epoch.
   *
   * @param epoch jumps to that epoch; deprecated in PyTorch
   */
  step(epoch?: number | null): void {
    if (this._step_count === 1 && !this.optimizer.stepped)
      warn(
        'lr_scheduler.step() was called before optimizer.step(), so the first learning rate of the schedule is skipped',
      );
    this._step_count++;
    this._update_lr(epoch ?? null);
  }

  /** @internal Sets the learning rates of the next epoch, or of `epoch`. */
  _update_lr(epoch: number | null): void {
    this.last_epoch = epoch ?? this.last_epoch + 1;
    this._get_lr_called_within_step = true;
    try {
      this.setLearningRates(epoch === null ? this.get_lr() : (this._get_closed_form_lr?.() ?? this.get_lr()));
    } finally {
      this._get_lr_called_within_step = false;
    }
  }

  /** Gives the groups these learning rates. */
  protected setLearningRates(values: readonly number[]): void {
    this.optimizer.param_groups.forEach((group, i) => setLearningRate(group, values[i]));
    this._last_lr = learningRates(this.optimizer);
  }

  /** The learning rates of the groups, times a factor. */
  protected scaled(factor: number): number[] {
    return learningRates(this.optimizer).map((lr) => lr * factor);
  }

  /** The learning rates of the beginning, times a factor. */
  protected scaledBase(factor: number): number[] {
    return this.base_lrs.map((lr) => lr * factor);
  }

  /** Everything but the optimizer that the schedule needs to continue. In place of functions, which are not saved, is null. */
  state_dict(): Record<string, unknown> {
    const saved = (value: unknown) => {
      if (typeof value === 'function') return null;
      return Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'function' ? null : item)) : value;
    };
    return Object.fromEntries(Object.entries(this).map(([name, value]) => [name, saved(value)]));
  }

  /** Continues from what `state_dict` gave. */
  load_state_dict(state_dict: Readonly<Record<string, unknown>>): void {
    const fields = Object.entries(state_dict).filter(([name]) => !holdsFunctions(Reflect.get(this, name)));
    Object.assign(this, Object.fromEntries(fields));
  }
}

const missingInitialLr = (i: number) =>
  `param 'initial_lr' is not specified in param_groups[${i}] when resuming scheduler with last_epoch >= 0.\n` +
  'This typically happens when:\n' +
  "1. You're trying to resume training from a checkpoint but haven't properly loaded the optimizer state\n" +
  "2. You're using last_epoch >= 0 for a fresh training run (not recommended)";
