import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonType, ValueError } from '../../tensor/errors.js';
import type { Optimizer } from '../optimizer.js';
import { learningRates, LRScheduler, requireOptimizer } from './scheduler.js';

/** A factor as a function of the epoch. */
export type LRLambda = (epoch: number) => number;

/** Options of {@link LambdaLR} and {@link MultiplicativeLR}. */
export interface LambdaLROptions {
  /** The factor as a function of the epoch; or a list with a function for each group. */
  lr_lambda?: LRLambda | readonly LRLambda[];
  /** The epoch from which training continues. Default -1: from the beginning. */
  last_epoch?: number;
}

/** Arguments of {@link LambdaLR} and {@link MultiplicativeLR}: the function, and the epoch from which training continues. */
export type LambdaArguments = Trailing<
  [lr_lambda: LRLambda | readonly LRLambda[], last_epoch: number],
  LambdaLROptions
>;

/** A function for each group. */
function lambdas(optimizer: unknown, given: unknown): LRLambda[] {
  requireOptimizer(optimizer);
  const groups = optimizer.param_groups.length;
  const list: readonly unknown[] = Array.isArray(given) ? given : new Array<unknown>(groups).fill(given);
  if (list.length !== groups) throw new ValueError(`Expected ${groups} lr_lambdas, but got ${list.length}`);
  for (const f of list)
    if (typeof f !== 'function') throw new TypeError(`lr_lambda should be a function, but got ${pythonType(f)}`);
  return list as LRLambda[];
}

const lambdaSignature = new Constructor('LambdaLR.__init__(object optimizer, object lr_lambda, float last_epoch=-1)');

/**
 * The first learning rate times a function of the epoch: lr = lr₀ · f(epoch).
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 0.5 });
 * const scheduler = new torch.optim.lr_scheduler.LambdaLR(optimizer, (epoch) => 1 / (1 + epoch));
 * optimizer.step();
 * scheduler.step();
 * console.log(scheduler.get_last_lr()[0]); // 0.25
 * @see PyTorch: `torch.optim.lr_scheduler.LambdaLR`
 */
export class LambdaLR extends LRScheduler {
  /** The functions, one for each group. */
  declare lr_lambdas: LRLambda[];

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `lr_lambda`, `last_epoch`, in this order or by name
   * @throws ValueError for a list that does not match the groups
   */
  constructor(optimizer: Optimizer, ...options: LambdaArguments) {
    const given = lambdaSignature.bind([optimizer, ...options]);
    super(optimizer, given.last_epoch, { lr_lambdas: lambdas(given.optimizer, given.lr_lambda) });
  }

  override get_lr(): number[] {
    return this.base_lrs.map((lr, i) => lr * this.lr_lambdas[i](this.last_epoch));
  }
}

const multiplicativeSignature = new Constructor(
  'MultiplicativeLR.__init__(object optimizer, object lr_lambda, float last_epoch=-1)',
);

/**
 * The last learning rate times a function of the epoch: lr ← lr · f(epoch).
 *
 * @example
 * const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr: 0.5 });
 * const scheduler = new torch.optim.lr_scheduler.MultiplicativeLR(optimizer, () => 0.5);
 * optimizer.step();
 * scheduler.step();
 * console.log(scheduler.get_last_lr()[0]); // 0.25
 * @see PyTorch: `torch.optim.lr_scheduler.MultiplicativeLR`
 */
export class MultiplicativeLR extends LRScheduler {
  /** The functions, one for each group. */
  declare lr_lambdas: LRLambda[];

  /**
   * @param optimizer the optimizer whose learning rates are set
   * @param options `lr_lambda`, `last_epoch`, in this order or by name
   * @throws ValueError for a list that does not match the groups; TypeError for what is no function
   */
  constructor(optimizer: Optimizer, ...options: LambdaArguments) {
    const given = multiplicativeSignature.bind([optimizer, ...options]);
    super(optimizer, given.last_epoch, { lr_lambdas: lambdas(given.optimizer, given.lr_lambda) });
  }

  override get_lr(): number[] {
    if (this._is_initial) return this.scaled(1);
    return learningRates(this.optimizer).map((lr, i) => lr * this.lr_lambdas[i](this.last_epoch));
  }
}
