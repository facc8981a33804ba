import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requireNonNegative } from './checks.js';
import { formatOption } from './format.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link Adadelta}. */
export interface AdadeltaOptions extends CommonOptions, CapturableOptions {
  /** The decay rate ρ in [0, 1] of both averages. Default 0.9. */
  rho?: number;
  /** ε ≥ 0, added to both averages. Default 1e-6. */
  eps?: number;
}

/** What {@link Adadelta} remembers of a parameter. */
export type AdadeltaState = {
  /** The number of steps. */
  step: Tensor;
  /** The average v of the squared gradients. */
  square_avg: Tensor;
  /** The average u of the squared steps. */
  acc_delta: Tensor;
};

const POSITIONAL = 'Operand lr=1.0, float rho=0.9, float eps=1e-6, float weight_decay=0, bool? foreach=None';
const NAMED = 'bool capturable=False, bool maximize=False, bool differentiable=False';
const signature = new Constructor(`Adadelta.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Adadelta: steps have the unit of the parameters, since their own average size sets the scale:
 *
 *     g ← g + λ θ
 *     v ← ρ v + (1 − ρ) g²
 *     Δ = √(u + ε) / √(v + ε) · g
 *     u ← ρ u + (1 − ρ) Δ²
 *     θ ← θ − lr · Δ
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.Adadelta([w]);
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9968, -1.9968], requires_grad=True)
 * @see PyTorch: `torch.optim.Adadelta`; Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", algorithm 1
 */
export class Adadelta extends ParameterwiseOptimizer<AdadeltaOptions, AdadeltaState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (1), `rho`, `eps`, `weight_decay`, `foreach`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<AdadeltaOptions>,
    ...options: Trailing<
      [lr: number | Tensor, rho: number, eps: number, weight_decay: number, foreach: boolean | null],
      AdadeltaOptions
    >
  ) {
    const given = signature.bind([params, ...options]);
    const { lr, rho, eps, weight_decay, maximize, capturable, foreach, differentiable } = given;
    requireLearningRate(lr);
    if (!(rho >= 0 && rho <= 1)) throw new ValueError(`Invalid rho value: ${formatOption(rho)}`);
    requireNonNegative({ 'epsilon value': eps, 'weight_decay value': weight_decay });
    super(given.params as Params, { lr, rho, eps, weight_decay, maximize, capturable, foreach, differentiable });
  }

  protected override initialState(param: Tensor): AdadeltaState {
    return { step: counter(), square_avg: zeros_like(param), acc_delta: zeros_like(param) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<AdadeltaOptions>): void {
    const { rho, eps, weight_decay } = group;
    const { step, square_avg, acc_delta } = this.stateOf(param, group);
    step.add_(1);
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    square_avg.mul_(rho).addcmul_(grad, grad, { value: 1 - rho });
    const delta = acc_delta.add(eps).sqrt().div(square_avg.add(eps).sqrt()).mul(grad);
    acc_delta.mul_(rho).addcmul_(delta, delta, { value: 1 - rho });
    param.add_(delta, { alpha: -Number(group.lr) });
  }
}
