import { zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requireNonNegative } from './checks.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link ASGD}. */
export interface ASGDOptions extends CommonOptions, CapturableOptions {
  /** The decay λ ≥ 0 of parameters and learning rate. Default 1e-4. */
  lambd?: number;
  /** The power α ≥ 0 with which the learning rate falls. Default 0.75. */
  alpha?: number;
  /** The step t₀ at which averaging begins. Default 1e6. */
  t0?: number;
}

/** What {@link ASGD} remembers of a parameter. */
export type ASGDState = {
  /** The number of steps. */
  step: Tensor;
  /** The learning rate η of the next step. */
  eta: Tensor;
  /** The rate μ of the average. */
  mu: Tensor;
  /** The average ā of the parameter. */
  ax: Tensor;
};

const POSITIONAL = 'Operand lr=1e-2, float lambd=1e-4, float alpha=0.75, float t0=1e6, float weight_decay=0';
const SWITCHES = 'bool? foreach=None, bool maximize=False, bool differentiable=False, bool capturable=False';
const signature = new Constructor(`ASGD.__init__(object params, ${POSITIONAL}, ${SWITCHES})`);

/**
 * Averaged stochastic gradient descent: a falling learning rate, and the average of the parameter in `state.get(param).ax`:
 *
 *     θ ← (1 − λ η) θ − η g
 *     ā ← ā + μ (θ − ā)
 *     η ← lr / (1 + λ lr t)^α,   μ ← 1 / max(1, t − t₀)
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.ASGD([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.8000, -1.6000], requires_grad=True)
 * @see PyTorch: `torch.optim.ASGD`; Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging"
 */
export class ASGD extends ParameterwiseOptimizer<ASGDOptions, ASGDState> {
  /** @internal */
  override readonly written = { t0: '1000000.0' };

  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.01), `lambd`, `alpha`, `t0`, `weight_decay`, `foreach`, `maximize`, `differentiable`, `capturable`, in
   *   this order or by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<ASGDOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        lambd: number,
        alpha: number,
        t0: number,
        weight_decay: number,
        foreach: boolean | null,
        maximize: boolean,
        differentiable: boolean,
        capturable: boolean,
      ],
      ASGDOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, lambd, alpha, weight_decay } = defaults;
    requireLearningRate(lr);
    requireNonNegative({ 'lambd value': lambd, 'alpha value': alpha, 'weight_decay value': weight_decay });
    super(given as Params, defaults);
  }

  protected override initialState(param: Tensor, { lr }: Group<ASGDOptions>): ASGDState {
    return { step: counter(), eta: counter(Number(lr)), mu: counter(1), ax: zeros_like(param) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<ASGDOptions>): void {
    const { lambd, alpha, t0, weight_decay } = group;
    const lr = Number(group.lr);
    const { step, eta, mu, ax } = this.stateOf(param, group);
    const t = step.add_(1).item();
    const rate = eta.item();
    if (weight_decay !== 0) grad = grad.add(param, { alpha: weight_decay });
    param.mul_(1 - lambd * rate).add_(grad, { alpha: -rate });
    if (mu.item() === 1) ax.copy_(param);
    else ax.add_(param.sub(ax).mul_(mu));
    eta.fill_(lr / (1 + lambd * lr * t) ** alpha);
    mu.fill_(1 / Math.max(1, t - t0));
  }
}
