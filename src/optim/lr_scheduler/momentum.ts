import { ValueError } from '../../tensor/errors.js';
import type { ParamGroup } from '../groups.js';
import type { Optimizer } from '../optimizer.js';

/** Whether the momentum of an optimizer is the first of its betas. */
export function momentumIsBeta(optimizer: Optimizer): boolean {
  if (!('momentum' in optimizer.defaults) && !('betas' in optimizer.defaults))
    throw new ValueError('optimizer must support momentum or beta1 with `cycle_momentum` option enabled');
  return 'betas' in optimizer.defaults;
}

/** Gives a group its momentum. */
export function setMomentum(group: ParamGroup, isBeta: boolean, momentum: number): void {
  if (isBeta) group.betas = [momentum, ...(group.betas as number[]).slice(1)];
  else group.momentum = momentum;
}

/** Begins a cycle at the highest momentum, and notes in the groups between which two it goes. */
export function beginMomentum(
  optimizer: Optimizer,
  isBeta: boolean,
  highest: readonly number[],
  lowest: readonly number[],
): void {
  optimizer.param_groups.forEach((group, i) => {
    setMomentum(group, isBeta, highest[i]);
    group.max_momentum = highest[i];
    group.base_momentum = lowest[i];
  });
}
