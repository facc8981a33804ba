import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Optimizer } from '../optimizer.js';
import { LRScheduler, modulo } from './scheduler.js';

/** Options of {@link StepLR}. */
export interface StepLROptions {
  /** After how many epochs the learning rate falls. */
  step_size?: number;
  /** The factor γ. Default 0.1. */
  gamma?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const stepSignature = new Constructor(
  'StepLR.__init__(object optimizer, float step_size, float gamma=0.1, float last_epoch=-1)',
);

/**
 * The learning rate falls by the factor γ every `step_size` epochs.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.StepLR(optimizer, 2, { gamma: 0.5 });
 * const rates = [];
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 1,1,0.5,0.5,0.25
 * @see PyTorch: `torch.optim.lr_scheduler.StepLR`
 */
export class StepLR extends LRScheduler {
  /** After how many epochs the learning rate falls. */
  declare step_size: number;
  /** The factor γ. */
  declare gamma: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `step_size`, `gamma`, `last_epoch`, in this order or by name
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<[step_size: number, gamma: number, last_epoch: number], StepLROptions>
  ) {
    const { step_size, gamma, last_epoch } = stepSignature.bind([optimizer, ...options]);
    super(optimizer, last_epoch, { step_size, gamma });
  }

  override get_lr(): number[] {
    const falls = this.last_epoch > 0 && modulo(this.last_epoch, this.step_size) === 0;
    return this.scaled(falls ? this.gamma : 1);
  }

  override _get_closed_form_lr(): number[] {
    return this.scaledBase(this.gamma ** Math.floor(this.last_epoch / this.step_size));
  }
}

/** Options of {@link MultiStepLR}. */
export interface MultiStepLROptions {
  /** The epochs at which the learning rate falls; one named twice counts twice. */
  milestones?: Iterable<number>;
  /** The factor γ. Default 0.1. */
  gamma?: number;
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

const multiStepSignature = new Constructor(
  'MultiStepLR.__init__(object optimizer, object milestones, float gamma=0.1, float last_epoch=-1)',
);

/**
 * The learning rate falls by the factor γ at each of the milestones.
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 1 });
 * const scheduler = new torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 3], { gamma: 0.5 });
 * const rates = [];
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   rates.push(optimizer.param_groups[0].lr);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * console.log(rates.join()); // 1,0.5,0.5,0.25,0.25
 * @see PyTorch: `torch.optim.lr_scheduler.MultiStepLR`
 */
export class MultiStepLR extends LRScheduler {
  /** For each milestone, how often it was named. */
  declare milestones: Record<number, number>;
  /** The factor γ. */
  declare gamma: number;

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `milestones`, `gamma`, `last_epoch`, in this order or by name
   */
  constructor(
    optimizer: Optimizer,
    ...options: Trailing<[milestones: Iterable<number>, gamma: number, last_epoch: number], MultiStepLROptions>
  ) {
    const { milestones: given, gamma, last_epoch } = multiStepSignature.bind([optimizer, ...options]);
    const milestones: Record<number, number> = {};
    for (const epoch of given as Iterable<number>) milestones[epoch] = (milestones[epoch] ?? 0) + 1;
    super(optimizer, last_epoch, { milestones, gamma });
  }

  override get_lr(): number[] {
    return this.scaled(this.gamma ** (this.milestones[this.last_epoch] ?? 0));
  }

  override _get_closed_form_lr(): number[] {
    const passed = Object.entries(this.milestones).filter(([epoch]) => Number(epoch) <= this.last_epoch);
    return this.scaledBase(this.gamma ** passed.reduce((sum, [, times]) => sum + times, 0));
  }
}
