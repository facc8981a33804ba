import { no_grad } from '../autograd/modes.js';
import { arange } from '../ops/sequences.js';
import { where } from '../ops/ternary.js';
import { bernoulli as drawBernoulli } from '../random/stochastic.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { boolean, real, unit_interval, type Constraint } from './constraints.js';
import type { SampleShape } from './distribution.js';
import { ProbsOrLogits, requireOne, type ProbsOptions } from './probs_or_logits.js';
import { broadcast_all, crossEntropy, type Param } from './utils.js';

const signature = new Constructor(
  'Bernoulli.__init__(Operand? probs=None, Operand? logits=None, bool? validate_args=None)',
);

/** The arguments of distributions over two outcomes. */
export type ProbsArguments<P> = Trailing<
  [probs: P | null, logits: P | null, validate_args: boolean | null],
  ProbsOptions<P>
>;

/**
 * 1 with probability `probs`, 0 otherwise.
 *
 * @example
 * torch.manual_seed(0);
 * const b = new torch.distributions.Bernoulli(torch.tensor([0.1, 0.9]));
 * console.log(b.sample()); // tensor([0., 1.])
 * console.log(new torch.distributions.Bernoulli({ logits: 0 }).probs); // tensor(0.5000)
 * @see PyTorch: `torch.distributions.bernoulli.Bernoulli`
 */
export class Bernoulli extends ProbsOrLogits {
  override readonly has_enumerate_support = true;

  /**
   * @param args `probs` or `logits` (the log-odds), `validate_args`
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
    return boolean;
  }

  override expand(batch_shape: readonly number[]): Bernoulli {
    return new Bernoulli(this.expanded(batch_shape));
  }

  override get mean(): Tensor {
    return this.probs;
  }

  override get mode(): Tensor {
    const { probs } = this;
    return where(probs.eq(0.5), NaN, probs.ge(0.5).type_as(probs));
  }

  override get variance(): Tensor {
    return this.probs.mul(this.probs.neg().add(1));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return no_grad(() => drawBernoulli(this.probs.expand(this.extendedShape(sample_shape))));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    return crossEntropy(this.logits, value).neg();
  }

  override entropy(): Tensor {
    return crossEntropy(this.logits, this.probs);
  }

  override enumerate_support(expand: boolean | { expand?: boolean } = true): Tensor {
    return enumerated(arange(2, { dtype: this.param.dtype }), this.batch_shape, expand);
  }
}

/** Values along dimension 0, repeated over a batch if `expand` asks for it. */
export function enumerated(values: Tensor, batch: readonly number[], expand: boolean | { expand?: boolean }): Tensor {
  const column = values.view(-1, ...batch.map(() => 1));
  const wanted = typeof expand === 'object' ? (expand.expand ?? true) : expand;
  return wanted ? column.expand(-1, ...batch) : column;
}
