import { maximum } from '../ops/extremum.js';
import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { requireBetas, requireLearningRate, requireNonNegative, requireOneImplementation } from './checks.js';
import type { Group, Params } from './groups.js';
import {
  ParameterwiseOptimizer,
  type CapturableOptions,
  type CommonOptions,
  type FusedOptions,
} from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link Adam}. */
export interface AdamOptions extends CommonOptions, CapturableOptions, FusedOptions {
  /** The decay rates β₁ and β₂ in [0, 1) of the averages of the gradient and of its square. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** ε ≥ 0, added to the denominator. Default 1e-8. */
  eps?: number;
  /** Whether the denominator never shrinks (AMSGrad). Default false. */
  amsgrad?: boolean;
  /** Whether weight decay shrinks the parameter itself, and leaves the gradient alone (AdamW). Default false. */
  decoupled_weight_decay?: boolean;
}

/** What {@link Adam} remembers of a parameter. */
export type AdamState = {
  /** The number of steps. */
  step: Tensor;
  /** The average m of the gradients. */
  exp_avg: Tensor;
  /** The average v of their squares. */
  exp_avg_sq: Tensor;
  /** The largest v so far, with `amsgrad`. */
  max_exp_avg_sq?: Tensor;
};

const POSITIONAL =
  'Operand lr=1e-3, float[] betas=[0.9,0.999], float eps=1e-8, float weight_decay=0, bool amsgrad=False';
const NAMED =
  'bool maximize=False, bool? foreach=None, bool capturable=False, bool differentiable=False, bool? fused=None, bool decoupled_weight_decay=False';
const signature = new Constructor(`Adam.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Adam: steps along the average of the gradient, divided by the root of the average of its square:
 *
 *     g ← g + λ θ
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *     m̂ = m / (1 − β₁ᵗ),   v̂ = v / (1 − β₂ᵗ)
 *     θ ← θ − lr · m̂ / (√v̂ + ε)
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.Adam([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9000, -1.9000], requires_grad=True)
 * @see PyTorch: `torch.optim.Adam`; Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1
 */
export class Adam extends ParameterwiseOptimizer<AdamOptions, AdamState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.001), `betas`, `eps`, `weight_decay`, `amsgrad`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<AdamOptions>,
    ...options: Trailing<
      [lr: number | Tensor, betas: readonly [number, number], eps: number, weight_decay: number, amsgrad: boolean],
      AdamOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, betas, eps, weight_decay, foreach, capturable, fused, differentiable } = defaults;
    if (isTensor(lr) && foreach && !capturable)
      throw new ValueError('lr as a Tensor is not supported for capturable=False and foreach=True');
    requireLearningRate(lr);
    requireNonNegative({ 'epsilon value': eps });
    requireBetas(betas);
    requireNonNegative({ 'weight_decay value': weight_decay });
    requireOneImplementation(fused, foreach, differentiable);
    super(given as Params, defaults);
  }

  protected override initialState(param: Tensor, { amsgrad }: Group<AdamOptions>): AdamState {
    const state: AdamState = { step: counter(), exp_avg: zeros_like(param), exp_avg_sq: zeros_like(param) };
    return amsgrad ? { ...state, max_exp_avg_sq: zeros_like(param) } : state;
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<AdamOptions>): void {
    const { betas, eps, weight_decay, decoupled_weight_decay, differentiable } = group;
    const lr = Number(group.lr);
    const [beta1, beta2] = betas;
    const { step, exp_avg, exp_avg_sq, max_exp_avg_sq } = this.stateOf(param, group);
    const t = step.add_(1).item();
    if (weight_decay !== 0) {
      if (decoupled_weight_decay) param.mul_(1 - lr * weight_decay);
      else grad = grad.add(param, { alpha: weight_decay });
    }
    exp_avg.lerp_(grad, 1 - beta1);
    exp_avg_sq.mul_(beta2).addcmul_(grad, grad, { value: 1 - beta2 });
    const largest = max_exp_avg_sq?.copy_(maximum(max_exp_avg_sq, exp_avg_sq)) ?? exp_avg_sq;
    const denominator = largest
      .sqrt()
      .div(Math.sqrt(1 - beta2 ** t))
      .add_(eps);
    param.addcdiv_(differentiable ? exp_avg.clone() : exp_avg, denominator, { value: -lr / (1 - beta1 ** t) });
  }
}
