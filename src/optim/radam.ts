import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireBetas, requireLearningRate, requireNonNegative } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link RAdam}. */
export interface RAdamOptions extends CommonOptions, CapturableOptions {
  /** The decay rates β₁ and β₂ in [0, 1) of the averages of the gradient and of its square. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** ε ≥ 0, added to the denominator. Default 1e-8. */
  eps?: number;
  /** Whether weight decay shrinks the parameter itself, and leaves the gradient alone. Default false. */
  decoupled_weight_decay?: boolean;
}

/** What {@link RAdam} remembers of a parameter. */
export type RAdamState = {
  /** The number of steps. */
  step: Tensor;
  /** The average m of the gradients. */
  exp_avg: Tensor;
  /** The average v of their squares. */
  exp_avg_sq: Tensor;
};

const POSITIONAL =
  'Operand lr=1e-3, float[] betas=[0.9,0.999], float eps=1e-8, float weight_decay=0, bool decoupled_weight_decay=False';
const NAMED = 'bool? foreach=None, bool maximize=False, bool capturable=False, bool differentiable=False';
const signature = new Constructor(`RAdam.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * RAdam: Adam that trusts the average of the squares only when enough steps stand behind it:
 *
 *     g ← g + λ θ
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *     ρ∞ = 2 / (1 − β₂) − 1,   ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ),   m̂ = m / (1 − β₁ᵗ)
 *     r = √[(ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)] · √(1 − β₂ᵗ) / (√v + ε) if ρ > 5, else 1
 *     θ ← θ − lr · r · m̂
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.RAdam([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.8000, -1.6000], requires_grad=True)
 * @see PyTorch: `torch.optim.RAdam`; Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond", algorithm 2
 */
export class RAdam extends ParameterwiseOptimizer<RAdamOptions, RAdamState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.001), `betas`, `eps`, `weight_decay`, `decoupled_weight_decay`, in this order or by name, and others
   *   by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<RAdamOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        betas: readonly [number, number],
        eps: number,
        weight_decay: number,
        decoupled_weight_decay: boolean,
      ],
      RAdamOptions
    >
  ) {
    const given = signature.bind([params, ...options]);
    const { lr, betas, eps, weight_decay, maximize, foreach, capturable, decoupled_weight_decay, differentiable } =
      given;
    requireLearningRate(lr);
    requireNonNegative({ 'epsilon value': eps });
    requireBetas(betas);
    requireNonNegative({ 'weight_decay value': weight_decay });
    const first = { lr, betas, eps, weight_decay, maximize, foreach, capturable };
    super(given.params as Params, { ...first, decoupled_weight_decay, differentiable });
  }

  protected override initialState(param: Tensor): RAdamState {
    return { step: counter(), exp_avg: zeros_like(param), exp_avg_sq: zeros_like(param) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<RAdamOptions>): void {
    const { betas, eps, weight_decay, decoupled_weight_decay } = group;
    const lr = Number(group.lr);
    const [beta1, beta2] = betas;
    const { step, exp_avg, exp_avg_sq } = this.stateOf(param, group);
    const t = step.add_(1).item();
    if (weight_decay !== 0) {
      if (decoupled_weight_decay) param.mul_(1 - lr * weight_decay);
      else grad = grad.add(param, { alpha: weight_decay });
    }
    exp_avg.lerp_(grad, 1 - beta1);
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, { value: 1 - beta2 });

    const correction2 = 1 - beta2 ** t;
    const longest = 2 / (1 - beta2) - 1; // ρ∞, and now ρ: how many steps the average of the squares spans
    const length = longest - (2 * t * beta2 ** t) / correction2;
    let direction = exp_avg.div(1 - beta1 ** t).mul(lr);
    if (length > 5) {
      const adaptive = exp_avg_sq.sqrt().add(eps).reciprocal().mul(Math.sqrt(correction2));
      const rectified = Math.sqrt(((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length));
      direction = direction.mul(adaptive).mul(rectified);
    }
    param.sub_(direction);
  }
}
