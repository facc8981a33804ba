import { full_like, ones_like, zeros_like } from '../ops/creation.js';
import { where } from '../ops/ternary.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate, requirePair } from './checks.js';
import { formatOption } from './format.js';
import type { Group, Params } from './groups.js';
import { ParameterwiseOptimizer, type CapturableOptions, type CommonOptions } from './parameterwise.js';
import { counter } from './steps.js';

/** Options of {@link Rprop}. */
export interface RpropOptions extends Omit<CommonOptions, 'weight_decay'>, CapturableOptions {
  /** The factors η⁻ in (0, 1) and η⁺ > 1 by which step sizes shrink and grow. Default [0.5, 1.2]. */
  etas?: readonly [number, number];
  /** The smallest and the largest step size. Default [1e-6, 50]. */
  step_sizes?: readonly [number, number];
}

/** What {@link Rprop} remembers of a parameter. */
export type RpropState = {
  /** The number of steps. */
  step: Tensor;
  /** The last gradient. */
  prev: Tensor;
  /** The step size Δ of each element. */
  step_size: Tensor;
};

const POSITIONAL = 'Operand lr=1e-2, float[] etas=[0.5,1.2], float[] step_sizes=[1e-6,50]';
const NAMED = 'bool? foreach=None, bool maximize=False, bool differentiable=False, bool capturable=False';
const signature = new Constructor(`Rprop.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Rprop: only the sign of the gradient counts. Each element's step size Δ grows while the sign stays and shrinks when it turns:
 *
 *     Δ ← η⁺ Δ if g g' > 0,   η⁻ Δ if g g' < 0, where also g ← 0   (g' is the last gradient; Δ begins with lr and keeps its bounds)
 *     θ ← θ − sign(g) Δ
 *
 * It is meant for the gradient of all data at once, not of batches.
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.Rprop([w], { lr: 0.1 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.9000, -1.9000], requires_grad=True)
 * @see PyTorch: `torch.optim.Rprop`; Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation learning"
 */
export class Rprop extends ParameterwiseOptimizer<RpropOptions, RpropState> {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.01), `etas`, `step_sizes`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<RpropOptions>,
    ...options: Trailing<
      [lr: number | Tensor, etas: readonly [number, number], step_sizes: readonly [number, number]],
      RpropOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    const { lr, etas, step_sizes } = defaults;
    requireLearningRate(lr);
    requirePair('etas', etas);
    requirePair('step_sizes', step_sizes);
    if (!(etas[0] > 0 && etas[0] < 1 && etas[1] > 1))
      throw new ValueError(`Invalid eta values: ${formatOption(etas[0])}, ${formatOption(etas[1])}`);
    super(given as Params, defaults);
  }

  protected override initialState(param: Tensor, { lr }: Group<RpropOptions>): RpropState {
    return { step: counter(), prev: zeros_like(param), step_size: full_like(param, Number(lr)) };
  }

  protected override update(param: Tensor, grad: Tensor, group: Group<RpropOptions>): void {
    const [shrink, grow] = group.etas;
    const [smallest, largest] = group.step_sizes;
    const { step, prev, step_size } = this.stateOf(param, group);
    step.add_(1);
    const agreement = grad.mul(group.differentiable ? prev.clone() : prev);
    const turned = agreement.lt(0);
    const factor = where(agreement.gt(0), grow, where(turned, shrink, ones_like(grad)));
    step_size.mul_(factor).clamp_(smallest, largest);
    const kept = where(turned, 0, grad);
    param.addcmul_(kept.sign(), group.differentiable ? step_size.clone() : step_size, { value: -1 });
    prev.copy_(kept);
  }
}
