import { empty } from '../ops/creation.js';
import { Constructor } from '../tensor/constructor.js';
import { finfo } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive, real, type Constraint } from './constraints.js';
import { Distribution, type SampleShape } from './distribution.js';
import type { LocScaleArguments } from './normal.js';
import { broadcast_all } from './utils.js';

const signature = new Constructor('Laplace.__init__(Operand loc, Operand scale, bool? validate_args=None)');

/**
 * The Laplace distribution, with density e^(−|x − loc|/scale) / (2·scale).
 *
 * @example
 * console.log(new torch.distributions.Laplace(0, 1).log_prob(torch.tensor(-1))); // tensor(-1.6931)
 * @see PyTorch: `torch.distributions.laplace.Laplace`
 */
export class Laplace extends Distribution {
  /** The mean. */
  readonly loc: Tensor;
  /** The mean distance from it. */
  readonly scale: Tensor;
  override readonly has_rsample = true;

  /**
   * @param args `loc` (the mean), `scale` (the mean distance from it, > 0), `validate_args`
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

  override expand(batch_shape: readonly number[]): Laplace {
    return new Laplace(this.loc.expand(batch_shape), this.scale.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.loc;
  }

  override get mode(): Tensor {
    return this.loc;
  }

  override get variance(): Tensor {
    return this.scale.pow(2).mul(2);
  }

  override get stddev(): Tensor {
    return this.scale.mul(Math.SQRT2);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const { dtype } = this.loc;
    const u = empty(this.extendedShape(sample_shape), { dtype }).uniform_(finfo(dtype).eps - 1, 1);
    return this.loc.sub(this.scale.mul(u.sign()).mul(u.abs().neg().log1p()));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    return this.scale.mul(2).log().neg().sub(value.sub(this.loc).abs().div(this.scale));
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    const distance = value.sub(this.loc);
    return distance.sign().mul(0.5).mul(distance.abs().neg().div(this.scale).expm1()).neg().add(0.5);
  }

  override icdf(value: Tensor): Tensor {
    const term = value.sub(0.5);
    return this.loc.sub(this.scale.mul(term.sign()).mul(term.abs().mul(-2).log1p()));
  }

  override entropy(): Tensor {
    return this.scale.mul(2).log().add(1);
  }
}
