import { broadcast_tensors } from '../ops/broadcasting.js';
import { full } from '../ops/creation.js';
import { logsumexp } from '../ops/reduction.js';
import { arange } from '../ops/sequences.js';
import { multinomial } from '../random/stochastic.js';
import { Constructor } from '../tensor/constructor.js';
import { finfo } from '../tensor/dtype.js';
import { ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { enumerated, type ProbsArguments } from './bernoulli.js';
import { integer_interval, real_vector, simplex, type Constraint } from './constraints.js';
import type { SampleShape } from './distribution.js';
import { ProbsOrLogits, requireOne } from './probs_or_logits.js';

const signature = new Constructor(
  'Categorical.__init__(Tensor? probs=None, Tensor? logits=None, bool? validate_args=None)',
);

/** Weights that sum to one along the last dimension, or log-weights whose exponentials do. */
function normalised(probs: Tensor | null, logits: Tensor | null): { probs: Tensor } | { logits: Tensor } {
  requireOne(probs, logits);
  for (const [name, x] of Object.entries({ probs, logits }))
    if (x?.ndim === 0) throw new ValueError(`\`${name}\` parameter must be at least one-dimensional.`);
  if (probs !== null) return { probs: probs.div(probs.sum(-1, { keepdim: true })) };
  const given = logits as Tensor;
  return { logits: given.sub(logsumexp(given, -1, { keepdim: true })) };
}

/**
 * The numbers 0, …, K − 1 with the probabilities in the last dimension of `probs`.
 *
 * @example
 * torch.manual_seed(0);
 * const c = new torch.distributions.Categorical(torch.tensor([1, 2, 1]));
 * console.log(c.probs, c.sample([5])); // tensor([0.2500, 0.5000, 0.2500]) tensor([2, 1, 1, 2, 1])
 * console.log(c.log_prob(torch.tensor(1n))); // tensor(-0.6931)
 * @see PyTorch: `torch.distributions.categorical.Categorical`
 */
export class Categorical extends ProbsOrLogits {
  override readonly has_enumerate_support = true;

  /**
   * @param args `probs` (weights, which are normalised) or `logits` (their logarithms), `validate_args`
   * @throws ValueError for both or none, and for weights that are no distribution
   */
  constructor(...args: ProbsArguments<Tensor>) {
    const { probs, logits, validate_args } = signature.bind(args);
    super(normalised(probs, logits), false, validate_args);
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { probs: simplex, logits: real_vector };
  }

  /** How many numbers there are. */
  private get count(): number {
    return this.param.size(-1);
  }

  get support() {
    return integer_interval(0, this.count - 1);
  }

  override expand(batch_shape: readonly number[]): Categorical {
    return new Categorical(this.expanded([...batch_shape, this.count]));
  }

  /** NaN: numbers of categories have no mean. */
  override get mean(): Tensor {
    return full(this.batch_shape, NaN, { dtype: this.param.dtype });
  }

  override get mode(): Tensor {
    return this.probs.argmax(-1);
  }

  /** NaN: numbers of categories have no variance. */
  override get variance(): Tensor {
    return full(this.batch_shape, NaN, { dtype: this.param.dtype });
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this.extendedShape(sample_shape);
    const rows = this.probs.reshape(-1, this.count);
    const draws = shape.numel() / this.batch_shape.numel();
    return multinomial(rows, draws, true).t().reshape(shape);
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const [index, logs] = broadcast_tensors(value.long().unsqueeze(-1), this.logits);
    return logs.gather(-1, index.narrow(-1, 0, 1)).squeeze(-1);
  }

  override entropy(): Tensor {
    const logs = this.logits.clamp({ min: finfo(this.logits.dtype).min });
    return logs.mul(this.probs).sum(-1).neg();
  }

  override enumerate_support(expand: boolean | { expand?: boolean } = true): Tensor {
    return enumerated(arange(this.count), this.batch_shape, expand);
  }
}
