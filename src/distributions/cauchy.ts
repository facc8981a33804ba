import { empty, full } from '../ops/creation.js';
import { Constructor } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive, real, type Constraint } from './constraints.js';
import { Distribution, type SampleShape } from './distribution.js';
import type { LocScaleArguments } from './normal.js';
import { broadcast_all } from './utils.js';

const signature = new Constructor('Cauchy.__init__(Operand loc, Operand scale, bool? validate_args=None)');

/**
 * The Cauchy distribution, with density 1/(π·scale·(1 + ((x − loc)/scale)²)).
 *
 * @example
 * console.log(new torch.distributions.Cauchy(0, 1).cdf(torch.tensor([-1, 0, 1]))); // tensor([0.2500, 0.5000, 0.7500])
 * @see PyTorch: `torch.distributions.cauchy.Cauchy`
 */
export class Cauchy extends Distribution {
  /** The median. */
  readonly loc: Tensor;
  /** Half the width at half the height. */
  readonly scale: Tensor;
  override readonly has_rsample = true;

  /**
   * @param args `loc` (the median), `scale` (half the width at half the height, > 0), `validate_args`
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

  override expand(batch_shape: readonly number[]): Cauchy {
    return new Cauchy(this.loc.expand(batch_shape), this.scale.expand(batch_shape), this.validates);
  }

  /** NaN: there is none. */
  override get mean(): Tensor {
    return full(this.batch_shape, NaN, { dtype: this.loc.dtype });
  }

  override get mode(): Tensor {
    return this.loc;
  }

  /** Infinite. */
  override get variance(): Tensor {
    return full(this.batch_shape, Infinity, { dtype: this.loc.dtype });
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const noise = empty(this.extendedShape(sample_shape), { dtype: this.loc.dtype }).cauchy_();
    return this.loc.add(noise.mul(this.scale));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const squared = value.sub(this.loc).div(this.scale).pow(2);
    return this.scale.log().neg().sub(Math.log(Math.PI)).sub(squared.log1p());
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    return value.sub(this.loc).div(this.scale).atan().div(Math.PI).add(0.5);
  }

  override icdf(value: Tensor): Tensor {
    return value.sub(0.5).mul(Math.PI).tan().mul(this.scale).add(this.loc);
  }

  override entropy(): Tensor {
    return this.scale.log().add(Math.log(4 * Math.PI));
  }
}
