import { no_grad } from '../autograd/modes.js';
import { empty } from '../ops/creation.js';
import { erf, erfinv } from '../ops/error_functions.js';
import { normal as drawNormal } from '../random/stochastic.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive, real, type Constraint } from './constraints.js';
import { Distribution, type DistributionOptions, type SampleShape } from './distribution.js';
import { broadcast_all, type Param } from './utils.js';

const signature = new Constructor('Normal.__init__(Operand loc, Operand scale, bool? validate_args=None)');

/** Options of distributions with a place and a width. */
export interface LocScaleOptions extends DistributionOptions {
  /** The place. */
  loc?: Param;
  /** The width, > 0. */
  scale?: Param;
}

/** The arguments of distributions with a place and a width. */
export type LocScaleArguments = Trailing<[loc: Param, scale: Param, validate_args: boolean | null], LocScaleOptions>;

/**
 * The normal distribution N(loc, scale²), with density exp(−(x − loc)²/(2·scale²)) / (scale·√(2π)).
 *
 * @example
 * torch.manual_seed(0);
 * const n = new torch.distributions.Normal(0, 10);
 * console.log(n); // Normal(loc: 0.0, scale: 10.0)
 * console.log(n.sample([3])); // tensor([ 15.4100,  -2.9343, -21.7879])
 * console.log(n.log_prob(torch.tensor(0))); // tensor(-3.2215)
 * @see PyTorch: `torch.distributions.normal.Normal`
 */
export class Normal extends Distribution {
  /** The mean. */
  readonly loc: Tensor;
  /** The standard deviation. */
  readonly scale: Tensor;
  override readonly has_rsample = true;

  /**
   * @param args `loc` (the mean), `scale` (the standard deviation, > 0), `validate_args`
   * @throws ValueError for parameters that break their constraints
   */
  constructor(...args: LocScaleArguments) {
    const { loc, scale, validate_args } = signature.bind(args);
    const [place, width] = broadcast_all(loc, scale);
    super(place.shape, [], validate_args);
    this.loc = place;
    this.scale = width;
    this.checkArguments();
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { loc: real, scale: positive };
  }

  protected get given() {
    return { loc: this.loc, scale: this.scale };
  }

  get support() {
    return real;
  }

  override expand(batch_shape: readonly number[]): Normal {
    return new Normal(this.loc.expand(batch_shape), this.scale.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.loc;
  }

  override get mode(): Tensor {
    return this.loc;
  }

  override get stddev(): Tensor {
    return this.scale;
  }

  override get variance(): Tensor {
    return this.scale.pow(2);
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this.extendedShape(sample_shape);
    return no_grad(() => drawNormal(this.loc.expand(shape), this.scale.expand(shape)));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const noise = empty(this.extendedShape(sample_shape), { dtype: this.loc.dtype }).normal_();
    return this.loc.add(noise.mul(this.scale));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const { loc, scale, variance } = this;
    return value
      .sub(loc)
      .pow(2)
      .neg()
      .div(variance.mul(2))
      .sub(scale.log())
      .sub(Math.log(Math.sqrt(2 * Math.PI)));
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    return erf(value.sub(this.loc).mul(this.scale.reciprocal()).div(Math.SQRT2)).add(1).mul(0.5);
  }

  override icdf(value: Tensor): Tensor {
    return this.loc.add(this.scale.mul(erfinv(value.mul(2).sub(1))).mul(Math.SQRT2));
  }

  override entropy(): Tensor {
    return this.scale.log().add(0.5 + 0.5 * Math.log(2 * Math.PI));
  }
}
