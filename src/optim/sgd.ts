import { ValueError } from '../tensor/errors.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requireNonNegative, requireOneImplementation } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CommonOptions, type FusedOptions } from './parameterwise.js';

/** Options of {@link SGD}. */
export interface SGDOptions extends CommonOptions, FusedOptions {
  /** The factor μ ≥ 0 with which the last step goes on. Default 0. */
  momentum?: number;
  /** The part τ of the gradient that does not enter the momentum. Default 0. */
  dampening?: number;
  /** Whether to step by Nesterov's rule, which looks ahead. Default false. */
  nesterov?: boolean;
}

/** What {@link SGD} remembers of a parameter. */
export type SGDState = {
  /** The momentum b, once there is one. */
  momentum_buffer?: Tensor | null;
};

const POSITIONAL = 'Operand lr=1e-3, float momentum=0, float dampening=0, float weight_decay=0, bool nesterov=False';
const NAMED = 'bool maximize=False, bool? foreach=None, bool differentiable=False, bool? fused=None';
const signature = new Constructor(`SGD.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Stochastic gradient descent, with momentum if wanted:
 *
 *     g ← g + λ θ          (weight decay λ)
 *     b ← μ b + (1 − τ) g  (momentum μ, dampening τ; at first b = g)
 *     g ← g + μ b if Nesterov, else b
 *     θ ← θ − lr · g
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.SGD([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.8000, -1.6000], requires_grad=True)
 * @see PyTorch: `torch.optim.SGD`; Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"
 */
export class SGD extends ParameterwiseOptimizer<SGDOptions, SGDState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.001), `momentum`, `dampening`, `weight_decay`, `nesterov`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<SGDOptions>,
    ...options: Trailing<
      [lr: number | Tensor, momentum: number, dampening: number, weight_decay: number, nesterov: boolean],
      SGDOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, momentum, dampening, weight_decay, nesterov, fused, foreach, differentiable } = defaults;
    requireLearningRate(lr);
    requireNonNegative({ 'momentum value': momentum, 'weight_decay value': weight_decay });
    if (nesterov && (momentum <= 0 || dampening !== 0))
      throw new ValueError('Nesterov momentum requires a momentum and zero dampening');
    requireOneImplementation(fused, foreach, differentiable);
    super(given as Params<SGDOptions>, defaults);
  }

  protected override initialState(): SGDState {
    return {};
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<SGDOptions>): void {
    const { momentum, dampening, weight_decay, nesterov } = group;
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    if (momentum !== 0) {
      const state = this.stateOf(param, group);
      const buffer =
        state.momentum_buffer?.mul_(momentum).add_(grad, { alpha: 1 - dampening }) ?? grad.detach().clone();
      state.momentum_buffer = buffer;
      grad = nesterov ? grad.add(buffer, { alpha: momentum }) : buffer;
    }
    param.add_(grad, { alpha: -Number(group.lr) });
  }
}
