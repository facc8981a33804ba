import { no_grad } from '../autograd/modes.js';
import { lgamma } from '../ops/gamma.js';
import { xlogy } from '../ops/logarithms.js';
import { poisson as drawPoisson } from '../random/stochastic.js';
import { Constructor } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { nonnegative, nonnegative_integer, type Constraint } from './constraints.js';
import { Distribution, type SampleShape } from './distribution.js';
import type { RateArguments } from './exponential.js';
import { broadcast_all } from './utils.js';

const signature = new Constructor('Poisson.__init__(Operand rate, bool? validate_args=None)');

/**
 * The Poisson distribution: k events with probability rateᵏ·e^(−rate)/k!.
 *
 * @example
 * console.log(new torch.distributions.Poisson(3).log_prob(torch.tensor(2))); // tensor(-1.4959)
 * @see PyTorch: `torch.distributions.poisson.Poisson`
 */
export class Poisson extends Distribution {
  /** How many events are expected. */
  readonly rate: Tensor;

  /**
   * @param args `rate` (≥ 0), `validate_args`
   * @throws ValueError for a negative rate
   */
  constructor(...args: RateArguments) {
    const { rate, validate_args } = signature.bind(args);
    const [events] = broadcast_all(rate);
    super(events.shape, [], validate_args);
    this.rate = events;
    this.checkArguments();
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { rate: nonnegative };
  }

  protected get given() {
    return { rate: this.rate };
  }

  get support() {
    return nonnegative_integer;
  }

  override expand(batch_shape: readonly number[]): Poisson {
    return new Poisson(this.rate.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.rate;
  }

  override get mode(): Tensor {
    return this.rate.floor();
  }

  override get variance(): Tensor {
    return this.rate;
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return no_grad(() => drawPoisson(this.rate.expand(this.extendedShape(sample_shape))));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    return xlogy(value, this.rate)
      .sub(this.rate)
      .sub(lgamma(value.add(1)));
  }
}
