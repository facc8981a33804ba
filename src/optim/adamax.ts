import { zeros_like } from '../ops/creation.js';
import { maximum } from '../ops/extremum.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireBetas, requireLearningRate, requireNonNegative } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link Adamax}. */
export interface AdamaxOptions extends CommonOptions, CapturableOptions {
  /** The decay rates β₁ and β₂ in [0, 1) of the average of the gradient and of its largest size. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** ε ≥ 0, added to the size of each gradient. Default 1e-8. */
  eps?: number;
}

/** What {@link Adamax} remembers of a parameter. */
export type AdamaxState = {
  /** The number of steps. */
  step: Tensor;
  /** The average m of the gradients. */
  exp_avg: Tensor;
  /** The largest size u of a gradient of late. */
  exp_inf: Tensor;
};

const POSITIONAL =
  'Operand lr=2e-3, float[] betas=[0.9,0.999], float eps=1e-8, float weight_decay=0, bool? foreach=None';
const NAMED = 'bool maximize=False, bool differentiable=False, bool capturable=False';
const signature = new Constructor(`Adamax.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Adamax: Adam with the largest gradient of late in place of the root mean square:
 *
 *     g ← g + λ θ
 *     m ← β₁ m + (1 − β₁) g,   u ← max(β₂ u, |g| + ε)
 *     θ ← θ − lr / (1 − β₁ᵗ) · m / u
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.Adamax([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9000, -1.9000], requires_grad=True)
 * @see PyTorch: `torch.optim.Adamax`; Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 2
 */
export class Adamax extends ParameterwiseOptimizer<AdamaxOptions, AdamaxState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.002), `betas`, `eps`, `weight_decay`, `foreach`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<AdamaxOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        betas: readonly [number, number],
        eps: number,
        weight_decay: number,
        foreach: boolean | null,
      ],
      AdamaxOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, betas, eps, weight_decay } = defaults;
    requireLearningRate(lr);
    requireNonNegative({ 'epsilon value': eps });
    requireBetas(betas);
    requireNonNegative({ 'weight_decay value': weight_decay });
    super(given as Params, defaults);
  }

  protected override initialState(param: Tensor): AdamaxState {
    return { step: counter(), exp_avg: zeros_like(param), exp_inf: zeros_like(param) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<AdamaxOptions>): void {
    const { betas, eps, weight_decay, differentiable } = group;
    const [beta1, beta2] = betas;
    const { step, exp_avg, exp_inf } = this.stateOf(param, group);
    const t = step.add_(1).item();
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    exp_avg.lerp_(grad, 1 - beta1);
    exp_inf.copy_(maximum(exp_inf.mul(beta2), grad.abs().add_(eps)));
    const [m, u] = differentiable ? [exp_avg.clone(), exp_inf.clone()] : [exp_avg, exp_inf];
    param.addcdiv_(m, u, { value: -Number(group.lr) / (1 - beta1 ** t) });
  }
}
