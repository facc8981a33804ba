import { Constructor, type Trailing } from '../tensor/constructor.js';
import { NotImplementedError, ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { independent, type Constraint } from './constraints.js';
import { Distribution, type DistributionOptions, type SampleShape } from './distribution.js';
import { sumRightmost } from './utils.js';

const signature = new Constructor(
  'Independent.__init__(any base_distribution, int reinterpreted_batch_ndims, bool? validate_args=None)',
);

/** Options of {@link Independent}. */
export interface IndependentOptions extends DistributionOptions {
  /** How many dimensions of the batch, from the right, become one draw. */
  reinterpreted_batch_ndims?: number;
}

/**
 * A batch of distributions as one distribution of vectors, whose elements are independent: log-probabilities add up.
 *
 * @example
 * const n = new torch.distributions.Normal(torch.zeros(3), torch.ones(3));
 * const vector = new torch.distributions.Independent(n, 1);
 * console.log(vector.event_shape, vector.log_prob(torch.zeros(3))); // torch.Size([3]) tensor(-2.7568)
 * @see PyTorch: `torch.distributions.independent.Independent`
 */
export class Independent extends Distribution {
  /** The batch of distributions. */
  readonly base_dist: Distribution;
  /** How many dimensions of the batch, from the right, are one draw. */
  readonly reinterpreted_batch_ndims: number;
  override readonly has_rsample: boolean;
  override readonly has_enumerate_support: boolean;

  /**
   * @param args `base_distribution`, `reinterpreted_batch_ndims`, `validate_args`
   * @throws ValueError where the batch has not so many dimensions
   */
  constructor(
    ...args: Trailing<
      [base_distribution: Distribution, reinterpreted_batch_ndims: number, validate_args: boolean | null],
      IndependentOptions
    >
  ) {
    const { base_distribution, reinterpreted_batch_ndims: ndims, validate_args } = signature.bind(args);
    const base = base_distribution as Distribution;
    const batch = base.batch_shape.length;
    if (ndims > batch)
      throw new ValueError(
        `Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual ${ndims} vs ${batch}`,
      );
    const shape = [...base.batch_shape, ...base.event_shape];
    super(shape.slice(0, batch - ndims), shape.slice(batch - ndims), validate_args);
    this.base_dist = base;
    this.reinterpreted_batch_ndims = ndims;
    this.has_rsample = base.has_rsample;
    this.has_enumerate_support = ndims === 0 && base.has_enumerate_support;
  }

  get arg_constraints() {
    return {};
  }

  protected get given() {
    return {};
  }

  get support(): Constraint {
    const { support } = this.base_dist;
    return this.reinterpreted_batch_ndims === 0 ? support : independent(support, this.reinterpreted_batch_ndims);
  }

  override expand(batch_shape: readonly number[]): Independent {
    const inner = this.event_shape.slice(0, this.reinterpreted_batch_ndims);
    return new Independent(
      this.base_dist.expand([...batch_shape, ...inner]),
      this.reinterpreted_batch_ndims,
      this.validates,
    );
  }

  override get mean(): Tensor {
    return this.base_dist.mean;
  }

  override get mode(): Tensor {
    return this.base_dist.mode;
  }

  override get variance(): Tensor {
    return this.base_dist.variance;
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.sample(sample_shape);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.rsample(sample_shape);
  }

  override log_prob(value: Tensor): Tensor {
    return sumRightmost(this.base_dist.log_prob(value), this.reinterpreted_batch_ndims);
  }

  override entropy(): Tensor {
    return sumRightmost(this.base_dist.entropy(), this.reinterpreted_batch_ndims);
  }

  override enumerate_support(expand: boolean | { expand?: boolean } = true): Tensor {
    if (this.reinterpreted_batch_ndims > 0)
      throw new NotImplementedError('Enumeration over cartesian product is not implemented');
    return this.base_dist.enumerate_support(expand);
  }

  override toString(): string {
    return `Independent(${this.base_dist}, ${this.reinterpreted_batch_ndims})`;
  }
}
