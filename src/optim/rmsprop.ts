import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requireNonNegative } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link RMSprop}. */
export interface RMSpropOptions extends CommonOptions, CapturableOptions {
  /** The decay rate α ≥ 0 of the averages. Default 0.99. */
  alpha?: number;
  /** ε ≥ 0, added to the denominator. Default 1e-8. */
  eps?: number;
  /** The factor μ ≥ 0 with which the last step goes on. Default 0. */
  momentum?: number;
  /** Whether to divide by the standard deviation of the gradient in place of its root mean square. Default false. */
  centered?: boolean;
}

/** What {@link RMSprop} remembers of a parameter. */
export type RMSpropState = {
  /** The number of steps. */
  step: Tensor;
  /** The average v of the squared gradients. */
  square_avg: Tensor;
  /** The momentum b. */
  momentum_buffer?: Tensor;
  /** The average a of the gradients, if centered. */
  grad_avg?: Tensor;
};

const POSITIONAL =
  'Operand lr=1e-2, float alpha=0.99, float eps=1e-8, float weight_decay=0, float momentum=0, bool centered=False';
const SWITCHES = 'bool capturable=False, bool? foreach=None, bool maximize=False, bool differentiable=False';
const signature = new Constructor(`RMSprop.__init__(object params, ${POSITIONAL}, ${SWITCHES})`);

/**
 * RMSprop: divides the gradient by the root of its average square:
 *
 *     g ← g + λ θ
 *     v ← α v + (1 − α) g²
 *     d = √v + ε, or √(v − a²) + ε if centered, with a ← α a + (1 − α) g
 *     θ ← θ − lr · g / d, or with momentum b ← μ b + g / d, θ ← θ − lr · b
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.RMSprop([w], { lr: 0.01 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9000, -1.9000], requires_grad=True)
 * @see PyTorch: `torch.optim.RMSprop`; Hinton 2012, "Neural Networks for Machine Learning", lecture 6; Graves 2013, section 4.2
 */
export class RMSprop extends ParameterwiseOptimizer<RMSpropOptions, RMSpropState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.01), `alpha`, `eps`, `weight_decay`, `momentum`, `centered`, `capturable`, `foreach`, `maximize`,
   *   `differentiable`, in this order or by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<RMSpropOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        alpha: number,
        eps: number,
        weight_decay: number,
        momentum: number,
        centered: boolean,
        capturable: boolean,
        foreach: boolean | null,
        maximize: boolean,
        differentiable: boolean,
      ],
      RMSpropOptions
    >
  ) {
    const given = signature.bind([params, ...options]);
    const { lr, momentum, alpha, eps, centered, weight_decay, capturable, foreach, maximize, differentiable } = given;
    requireLearningRate(lr);
    requireNonNegative({
      'epsilon value': eps,
      'momentum value': momentum,
      'weight_decay value': weight_decay,
      'alpha value': alpha,
    });
    const first = { lr, momentum, alpha, eps, centered, weight_decay };
    super(given.params as Params, { ...first, capturable, foreach, maximize, differentiable });
  }

  protected override initialState(param: Tensor, { momentum, centered }: Group<RMSpropOptions>): RMSpropState {
    return {
      step: counter(),
      square_avg: zeros_like(param),
      ...(momentum > 0 && { momentum_buffer: zeros_like(param) }),
      ...(centered && { grad_avg: zeros_like(param) }),
    };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<RMSpropOptions>): void {
    const { alpha, eps, weight_decay, momentum, centered, differentiable } = group;
    const lr = Number(group.lr);
    const state = this.stateOf(param, group);
    const { step, square_avg } = state;
    step.add_(1);
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    square_avg.mul_(alpha).addcmul_(grad, grad, { value: 1 - alpha });
    let meanSquare = square_avg;
    if (centered) {
      const average = (state.grad_avg ??= zeros_like(param)).lerp_(grad, 1 - alpha);
      const mean = differentiable ? average.clone() : average;
      meanSquare = square_avg.addcmul(mean, mean, { value: -1 });
    }
    const denominator = meanSquare.sqrt().add(eps);
    if (momentum > 0) {
      const buffer = (state.momentum_buffer ??= zeros_like(param)).mul_(momentum).addcdiv_(grad, denominator);
      param.add_(buffer, { alpha: -lr });
    } else param.addcdiv_(grad, denominator, { value: -lr });
  }
}
