import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireBetas, requireLearningRate, requireNonNegative } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link NAdam}. */
export interface NAdamOptions extends CommonOptions, CapturableOptions {
  /** The decay rates β₁ and β₂ in [0, 1) of the averages of the gradient and of its square. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** ε ≥ 0, added to the denominator. Default 1e-8. */
  eps?: number;
  /** How fast the momentum grows towards β₁: ψ ≥ 0. Default 0.004. */
  momentum_decay?: number;
  /** Whether weight decay shrinks the parameter itself, and leaves the gradient alone. Default false. */
  decoupled_weight_decay?: boolean;
}

/** What {@link NAdam} remembers of a parameter. */
export type NAdamState = {
  /** The number of steps. */
  step: Tensor;
  /** The product Π of all momenta μ. */
  mu_product: Tensor;
  /** The average m of the gradients. */
  exp_avg: Tensor;
  /** The average v of their squares. */
  exp_avg_sq: Tensor;
};

const POSITIONAL =
  'Operand lr=2e-3, float[] betas=[0.9,0.999], float eps=1e-8, float weight_decay=0, float momentum_decay=4e-3, bool decoupled_weight_decay=False';
const NAMED = 'bool maximize=False, bool? foreach=None, bool capturable=False, bool differentiable=False';
const signature = new Constructor(`NAdam.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * NAdam: Adam with Nesterov's momentum, which grows with the steps:
 *
 *     g ← g + λ θ
 *     μₜ = β₁ (1 − ½ · 0.96^(tψ)),   Πₜ = μ₁ μ₂ … μₜ
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *     m̂ = μₜ₊₁ m / (1 − Πₜ₊₁) + (1 − μₜ) g / (1 − Πₜ),   v̂ = v / (1 − β₂ᵗ)
 *     θ ← θ − lr · m̂ / (√v̂ + ε)
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.NAdam([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.8944, -1.8944], requires_grad=True)
 * @see PyTorch: `torch.optim.NAdam`; Dozat 2016, "Incorporating Nesterov Momentum into Adam"
 */
export class NAdam extends ParameterwiseOptimizer<NAdamOptions, NAdamState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.002), `betas`, `eps`, `weight_decay`, `momentum_decay`, `decoupled_weight_decay`, in this order or by
   *   name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<NAdamOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        betas: readonly [number, number],
        eps: number,
        weight_decay: number,
        momentum_decay: number,
        decoupled_weight_decay: boolean,
      ],
      NAdamOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, betas, eps, weight_decay, momentum_decay } = defaults;
    requireLearningRate(lr);
    requireNonNegative({ 'epsilon value': eps });
    requireBetas(betas);
    requireNonNegative({ 'weight_decay value': weight_decay, 'momentum_decay value': momentum_decay });
    super(given as Params, defaults);
  }

  protected override initialState(param: Tensor): NAdamState {
    return { step: counter(), mu_product: counter(1), exp_avg: zeros_like(param), exp_avg_sq: zeros_like(param) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<NAdamOptions>): void {
    const { betas, eps, weight_decay, momentum_decay, decoupled_weight_decay, differentiable } = group;
    const lr = Number(group.lr);
    const [beta1, beta2] = betas;
    const { step, mu_product, exp_avg, exp_avg_sq } = this.stateOf(param, group);
    const t = step.add_(1).item();
    if (weight_decay !== 0) {
      if (decoupled_weight_decay) param.mul_(1 - lr * weight_decay);
      else grad = grad.add(param, { alpha: weight_decay });
    }
    const momentumAt = (time: number) => beta1 * (1 - 0.5 * 0.96 ** (time * momentum_decay));
    const mu = momentumAt(t);
    const nextMu = momentumAt(t + 1);
    const product = mu_product.mul_(mu).item();
    exp_avg.lerp_(grad, 1 - beta1);
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, { value: 1 - beta2 });
    const denominator = exp_avg_sq
      .div(1 - beta2 ** t)
      .sqrt()
      .add(eps);
    param.addcdiv_(grad, denominator, { value: (-lr * (1 - mu)) / (1 - product) });
    param.addcdiv_(differentiable ? exp_avg.clone() : exp_avg, denominator, {
      value: (-lr * nextMu) / (1 - product * nextMu),
    });
  }
}
