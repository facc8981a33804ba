import { no_grad } from '../autograd/modes.js';
import { empty, zeros_like } from '../ops/creation.js';
import { logical_and } from '../ops/logic.js';
import { where } from '../ops/ternary.js';
import { Constructor } from '../tensor/constructor.js';
import { finfo } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';
import type { ProbsArguments } from './bernoulli.js';
import { nonnegative_integer, real, unit_interval, type Constraint } from './constraints.js';
import type { SampleShape } from './distribution.js';
import { ProbsOrLogits, requireOne } from './probs_or_logits.js';
import { broadcast_all, crossEntropy, type Param } from './utils.js';

const signature = new Constructor(
  'Geometric.__init__(Operand? probs=None, Operand? logits=None, bool? validate_args=None)',
);

/**
 * The number of failures before the first success: k with probability (1 − probs)ᵏ·probs.
 *
 * @example
 * console.log(new torch.distributions.Geometric(0.25).mean); // tensor(3.)
 * @see PyTorch: `torch.distributions.geometric.Geometric`
 */
export class Geometric extends ProbsOrLogits {
  /**
   * @param args `probs` (the probability of success, in (0, 1]) or `logits` (its log-odds), `validate_args`
   * @throws ValueError for both or none, and for probabilities outside [0, 1]
   */
  constructor(...args: ProbsArguments<Param>) {
    const { probs, logits, validate_args } = signature.bind(args);
    requireOne(probs, logits);
    const [param] = broadcast_all(probs ?? logits);
    super(probs === null ? { logits: param } : { probs: param }, true, validate_args);
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { probs: unit_interval, logits: real };
  }

  get support() {
    return nonnegative_integer;
  }

  override expand(batch_shape: readonly number[]): Geometric {
    return new Geometric(this.expanded(batch_shape));
  }

  override get mean(): Tensor {
    return this.probs.reciprocal().sub(1);
  }

  override get mode(): Tensor {
    return zeros_like(this.probs);
  }

  override get variance(): Tensor {
    return this.mean.div(this.probs);
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const { dtype } = this.probs;
    return no_grad(() => {
      const u = empty(this.extendedShape(sample_shape), { dtype }).uniform_(finfo(dtype).tiny, 1);
      return u.log().div(this.probs.neg().log1p()).floor();
    });
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const certain = logical_and(this.probs.eq(1), value.eq(0)); // where 0 · log 0 is 0
    return value.mul(where(certain, 0, this.probs).neg().log1p()).add(this.probs.log());
  }

  override entropy(): Tensor {
    return crossEntropy(this.logits, this.probs).div(this.probs);
  }
}
