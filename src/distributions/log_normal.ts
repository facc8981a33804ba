import { Constructor } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive, real, type Constraint } from './constraints.js';
import { Distribution, type SampleShape } from './distribution.js';
import { Normal, type LocScaleArguments } from './normal.js';

const signature = new Constructor('LogNormal.__init__(Operand loc, Operand scale, bool? validate_args=None)');

/**
 * The log-normal distribution: eˣ for x of N(loc, scale²).
 *
 * @example
 * console.log(new torch.distributions.LogNormal(0, 1).mean); // tensor(1.6487)
 * @see PyTorch: `torch.distributions.log_normal.LogNormal`
 */
export class LogNormal extends Distribution {
  /** The distribution of the logarithm. */
  readonly base_dist: Normal;
  override readonly has_rsample = true;

  /**
   * @param args `loc` and `scale` (> 0): mean and standard deviation of the logarithm; `validate_args`
   * @throws ValueError for parameters that break their constraints
   */
  constructor(...args: LocScaleArguments) {
    const { loc, scale, validate_args } = signature.bind(args);
    const base = new Normal(loc as Tensor, scale as Tensor, validate_args);
    super(base.batch_shape, [], validate_args);
    this.base_dist = base;
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { loc: real, scale: positive };
  }

  /** Nothing: `base_dist` has checked its parameters, and PyTorch prints `LogNormal()`. */
  protected get given() {
    return {};
  }

  get support() {
    return positive;
  }

  /** The mean of the logarithm. */
  get loc(): Tensor {
    return this.base_dist.loc;
  }

  /** The standard deviation of the logarithm. */
  get scale(): Tensor {
    return this.base_dist.scale;
  }

  override expand(batch_shape: readonly number[]): LogNormal {
    return new LogNormal(this.loc.expand(batch_shape), this.scale.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.loc.add(this.scale.pow(2).div(2)).exp();
  }

  override get mode(): Tensor {
    return this.loc.sub(this.scale.square()).exp();
  }

  override get variance(): Tensor {
    const squared = this.scale.pow(2);
    return squared.expm1().mul(this.loc.mul(2).add(squared).exp());
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.sample(sample_shape).exp();
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.rsample(sample_shape).exp();
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const x = value.log();
    return this.base_dist.log_prob(x).sub(x);
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    return this.base_dist.cdf(value.log());
  }

  override icdf(value: Tensor): Tensor {
    return this.base_dist.icdf(value).exp();
  }

  override entropy(): Tensor {
    return this.base_dist.entropy().add(this.loc);
  }
}
