import { full_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requireNonNegative, requireOneImplementation } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CommonOptions, type FusedOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link Adagrad}. */
export interface AdagradOptions extends CommonOptions, FusedOptions {
  /** How fast the learning rate falls: η ≥ 0. Default 0. */
  lr_decay?: number;
  /** Where the sum of squares begins: ≥ 0. Default 0. */
  initial_accumulator_value?: number;
  /** ε ≥ 0, added to the denominator. Default 1e-10. */
  eps?: number;
}

/** What {@link Adagrad} remembers of a parameter. */
export type AdagradState = {
  /** The number of steps. */
  step: Tensor;
  /** The sum s of the squares of all gradients. */
  sum: Tensor;
};

const POSITIONAL =
  'Operand lr=1e-2, float lr_decay=0, float weight_decay=0, float initial_accumulator_value=0, float eps=1e-10, bool? foreach=None';
const NAMED = 'bool maximize=False, bool differentiable=False, bool? fused=None';
const signature = new Constructor(`Adagrad.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Adagrad: each element's steps shrink with the gradients that it has seen:
 *
 *     g ← g + λ θ,   s ← s + g²
 *     θ ← θ − lr / (1 + (t − 1) η) · g / (√s + ε)
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.Adagrad([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9000, -1.9000], requires_grad=True)
 * @see PyTorch: `torch.optim.Adagrad`; Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods for Online Learning and
 *   Stochastic Optimization"
 */
export class Adagrad extends ParameterwiseOptimizer<AdagradOptions, AdagradState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.01), `lr_decay`, `weight_decay`, `initial_accumulator_value`, `eps`, `foreach`, in this order or by
   *   name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<AdagradOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        lr_decay: number,
        weight_decay: number,
        initial_accumulator_value: number,
        eps: number,
        foreach: boolean | null,
      ],
      AdagradOptions
    >
  ) {
    const given = signature.bind([params, ...options]);
    const { lr, lr_decay, eps, weight_decay, initial_accumulator_value, foreach, maximize, differentiable, fused } =
      given;
    requireLearningRate(lr);
    requireNonNegative({
      'lr_decay value': lr_decay,
      'weight_decay value': weight_decay,
      'initial_accumulator_value value': initial_accumulator_value,
      'epsilon value': eps,
    });
    requireOneImplementation(fused, foreach, differentiable);
    const first = { lr, lr_decay, eps, weight_decay, initial_accumulator_value };
    super(given.params as Params, { ...first, foreach, maximize, differentiable, fused });
    for (const group of this.param_groups) for (const param of group.params) this.stateOf(param, group);
  }

  protected override initialState(param: Tensor): AdagradState {
    return { step: counter(), sum: full_like(param, this.defaults.initial_accumulator_value as number) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<AdagradOptions>): void {
    const { lr_decay, weight_decay, eps } = group;
    const { step, sum } = this.stateOf(param, group);
    const t = step.add_(1).item();
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    sum.addcmul_(grad, grad);
    param.addcdiv_(grad, sum.sqrt().add(eps), { value: -Number(group.lr) / (1 + (t - 1) * lr_decay) });
  }
}
