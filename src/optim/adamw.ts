import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { Adam, type AdamOptions } from './adam.js';
import type { Params } from './groups.js';

/** Options of {@link AdamW}: those of Adam, with a default of 0.01 for `weight_decay`. */
export type AdamWOptions = Omit<AdamOptions, 'decoupled_weight_decay'>;

const POSITIONAL =
  'Operand lr=1e-3, float[] betas=[0.9,0.999], float eps=1e-8, float weight_decay=1e-2, bool amsgrad=False';
const NAMED =
  'bool maximize=False, bool? foreach=None, bool capturable=False, bool differentiable=False, bool? fused=None';
const signature = new Constructor(`AdamW.__init__(object params, ${POSITIONAL}, *, ${NAMED})`);

/**
 * Adam with decoupled weight decay: θ ← (1 − lr·λ) θ before each step of {@link Adam}, which does not see the decay.
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.AdamW([w], { lr: 0.1, weight_decay: 0.5 });
 * w.pow(2).sum().backward();
 * optimizer.step();
 * console.log(w); // tensor([ 0.8500, -1.8000], requires_grad=True)
 * @see PyTorch: `torch.optim.AdamW`; Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2
 */
export class AdamW extends Adam {
  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param options `lr` (0.001), `betas`, `eps`, `weight_decay` (0.01), `amsgrad`, in this order or by name, and others by name
   * @throws ValueError for an option out of range, or parameters that cannot be optimized
   */
  constructor(
    params: Params<AdamWOptions>,
    ...options: Trailing<
      [lr: number | Tensor, betas: readonly [number, number], eps: number, weight_decay: number, amsgrad: boolean],
      AdamWOptions
    >
  ) {
    const { params: given, lr, betas, ...others } = signature.bind([params, ...options]);
    const named = {
      lr: lr as number | Tensor,
      betas: betas as [number, number],
      ...others,
      decoupled_weight_decay: true,
    };
    super(given as Params, named);
  }
}
