import { empty, zeros_like } from '../ops/creation.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { nonnegative, positive, type Constraint } from './constraints.js';
import { Distribution, type DistributionOptions, type SampleShape } from './distribution.js';
import { broadcast_all, type Param } from './utils.js';

const signature = new Constructor('Exponential.__init__(Operand rate, bool? validate_args=None)');

/** Options of distributions with a rate. */
export interface RateOptions extends DistributionOptions {
  /** How many events are expected in a unit of time. */
  rate?: Param;
}

/** The arguments of distributions with a rate. */
export type RateArguments = Trailing<[rate: Param, validate_args: boolean | null], RateOptions>;

/**
 * The exponential distribution: the time to the next event, with density rate·e^(−rate·x) for x ≥ 0.
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.distributions.Exponential(2).sample([2])); // tensor([1.7542, 0.6152])
 * @see PyTorch: `torch.distributions.exponential.Exponential`
 */
export class Exponential extends Distribution {
  /** How many events are expected in a unit of time. */
  readonly rate: Tensor;
  override readonly has_rsample = true;

  /**
   * @param args `rate` (> 0), `validate_args`
   * @throws ValueError for a rate that is not positive
   */
  constructor(...args: RateArguments) {
    const { rate, validate_args } = signature.bind(args);
    const [events] = broadcast_all(rate);
    super(events.shape, [], validate_args);
    this.rate = events;
    this.checkArguments();
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { rate: positive };
  }

  protected get given() {
    return { rate: this.rate };
  }

  get support() {
    return nonnegative;
  }

  override expand(batch_shape: readonly number[]): Exponential {
    return new Exponential(this.rate.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.rate.reciprocal();
  }

  override get mode(): Tensor {
    return zeros_like(this.rate);
  }

  override get stddev(): Tensor {
    return this.rate.reciprocal();
  }

  override get variance(): Tensor {
    return this.rate.pow(-2);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return empty(this.extendedShape(sample_shape), { dtype: this.rate.dtype }).exponential_().div(this.rate);
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    return this.rate.log().sub(this.rate.mul(value));
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    return this.rate.neg().mul(value).exp().neg().add(1);
  }

  override icdf(value: Tensor): Tensor {
    return value.neg().log1p().neg().div(this.rate);
  }

  override entropy(): Tensor {
    return this.rate.log().neg().add(1);
  }
}
