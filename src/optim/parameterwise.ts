import { enable_grad, set_grad_enabled } from '../autograd/modes.js';
import { trackAllocations, type Storage } from '../ndarray/storage.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import type { Group } from './groups.js';
import { Optimizer } from './optimizer.js';

/** Options that optimizers have in common. */
export interface CommonOptions {
  /** The learning rate ≥ 0; a tensor with one element will do. */
  lr?: number | Tensor;
  /** The factor λ ≥ 0 of the L2 penalty: λ times the parameter is added to its gradient. Default 0. */
  weight_decay?: number;
  /** Whether to ascend instead: the gradient is negated. Default false. */
  maximize?: boolean;
  /** Accepted; how PyTorch groups the parameters makes no difference here. */
  foreach?: boolean | null;
  /** Whether the steps themselves are recorded in the graph, for parameters that are not leaves. Default false. */
  differentiable?: boolean;
}

/** The option of optimizers that PyTorch can record on a GPU. */
export interface CapturableOptions {
  /** Accepted and without effect: there is no GPU whose work could be recorded. */
  capturable?: boolean;
}

/** The option of optimizers that PyTorch has as one kernel. */
export interface FusedOptions {
  /** Accepted; it makes no difference here. */
  fused?: boolean | null;
}

/** An optimizer that visits the parameters one by one: a subclass has the formula for one of them. */
export abstract class ParameterwiseOptimizer<
  O extends CommonOptions,
  State extends Record<string, unknown>,
> extends Optimizer {
  /** The groups of parameters with their options, which may be changed at any time. */
  declare param_groups: Group<O>[];
  /** For each parameter what the optimizer remembers of the past. */
  declare state: Map<Tensor, State>;

  /** One step for every parameter that has a gradient. */
  override step(closure?: null): void;
  /**
   * One step for every parameter that has a gradient.
   *
   * @param closure computes the loss and its gradients afresh, before the step
   * @returns what `closure` returned
   */
  override step<T>(closure: () => T): T;
  override step<T>(closure?: (() => T) | null): T | void {
    const loss = closure ? enable_grad(closure) : undefined;
    const recorded = this.defaults.differentiable === true;
    set_grad_enabled(recorded, () => {
      for (const group of this.param_groups)
        for (const param of group.params) {
          const { grad } = param;
          if (grad === null) continue;
          const update = () => this.update(param, group.maximize ? grad.neg() : grad, group);
          if (recorded) update();
          else this.tidily(param, update);
        }
    });
    return loss;
  }

  /** Runs an update, and gives back at once the memory of what it computed and did not keep in its record of state. */
  private tidily(param: Tensor, update: () => void): void {
    const allocated: Storage[] = [];
    trackAllocations(allocated, update);
    const kept = Object.values(this.state.get(param) ?? {}).flat();
    const storages = kept.flatMap((value) => (isTensor(value) ? [value.storage] : []));
    for (const storage of allocated) if (!storages.includes(storage)) storage.release();
  }

  /** The formula: changes `param`, and its record of state, by one step. */
  protected abstract update(param: Tensor, grad: Tensor, group: Group<O>): void;

  /** The record of state with which a parameter begins. */
  protected abstract initialState(param: Tensor, group: Group<O>): State;

  /** The record of state of a parameter. */
  protected stateOf(param: Tensor, group: Group<O>): State {
    let state = this.state.get(param);
    if (state === undefined) {
      state = this.initialState(param, group);
      this.state.set(param, state);
    }
    return state;
  }
}
