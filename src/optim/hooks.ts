import { addHook, type RemovableHandle } from '../autograd/node.js';
import type { Optimizer } from './optimizer.js';
import type { OptimizerStateDict } from './state_dict.js';

/** Called before a step with the arguments of `step`, which it may replace by returning `[args, kwargs]`. */
export type StepPreHook = (
  optimizer: Optimizer,
  args: unknown[],
  kwargs: Record<string, unknown>,
) => [args: unknown[], kwargs: Record<string, unknown>] | null | void;
/** Called after a step with the arguments of `step`. */
export type StepPostHook = (optimizer: Optimizer, args: unknown[], kwargs: Record<string, unknown>) => void;
/** May change a state dict in place, or return another one. */
export type StateDictHook = (optimizer: Optimizer, stateDict: OptimizerStateDict) => OptimizerStateDict | null | void;

/** Adds a hook at the end of a list or, if `prepend`, at its beginning. */
export function attach<H>(list: H[], hook: H, prepend: boolean | { prepend?: boolean }): RemovableHandle {
  const handle = addHook(list, hook);
  if (typeof prepend === 'object' ? prepend.prepend : prepend) list.unshift(list.pop() as H);
  return handle;
}

const stepsWithHooks = new WeakSet<Optimizer['step']>();

/** Lets the `step` of an optimizer's class call the hooks, also where a subclass has its own: done once for each class. */
export function callHooksAroundStep(optimizer: Optimizer): void {
  const prototype = Object.getPrototypeOf(optimizer) as Optimizer;
  const step = prototype.step as (...args: unknown[]) => unknown;
  if (stepsWithHooks.has(step)) return;
  const stepWithHooks = function (this: Optimizer, ...args: unknown[]) {
    return this.stepWithHooks(step, args);
  };
  stepsWithHooks.add(stepWithHooks);
  Object.defineProperty(prototype, 'step', { value: stepWithHooks, writable: true, configurable: true });
}
