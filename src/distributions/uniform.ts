import { rand } from '../random/sampling.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import { greater_than, interval, less_than, type Constraint } from './constraints.js';
import { Distribution, type DistributionOptions, type SampleShape } from './distribution.js';
import { broadcast_all, type Param } from './utils.js';

const signature = new Constructor('Uniform.__init__(Operand low, Operand high, bool? validate_args=None)');

/** Options of {@link Uniform}. */
export interface UniformOptions extends DistributionOptions {
  /** The lower bound, included. */
  low?: Param;
  /** The upper bound, excluded. */
  high?: Param;
}

/**
 * The uniform distribution on [low, high), with density 1/(high − low).
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.distributions.Uniform(0, 5).sample([2])); // tensor([2.4813, 3.8411])
 * @see PyTorch: `torch.distributions.uniform.Uniform`
 */
export class Uniform extends Distribution {
  /** The lower bound, included. */
  readonly low: Tensor;
  /** The upper bound, excluded. */
  readonly high: Tensor;
  override readonly has_rsample = true;

  /**
   * @param args `low`, `high`, `validate_args`
   * @throws ValueError for bounds in the wrong order
   */
  constructor(...args: Trailing<[low: Param, high: Param, validate_args: boolean | null], UniformOptions>) {
    const { low, high, validate_args } = signature.bind(args);
    const [lower, upper] = broadcast_all(low, high);
    super(lower.shape, [], validate_args);
    this.low = lower;
    this.high = upper;
    this.checkArguments();
  }

  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { low: less_than(this.high), high: greater_than(this.low) };
  }

  protected get given() {
    return { low: this.low, high: this.high };
  }

  get support() {
    return interval(this.low, this.high);
  }

  override expand(batch_shape: readonly number[]): Uniform {
    return new Uniform(this.low.expand(batch_shape), this.high.expand(batch_shape), this.validates);
  }

  override get mean(): Tensor {
    return this.high.add(this.low).div(2);
  }

  override get mode(): Tensor {
    return this.high.mul(NaN);
  }

  override get stddev(): Tensor {
    return this.range.div(Math.sqrt(12));
  }

  override get variance(): Tensor {
    return this.range.pow(2).div(12);
  }

  private get range(): Tensor {
    return this.high.sub(this.low);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const u = rand(this.extendedShape(sample_shape), { dtype: this.low.dtype });
    return this.low.add(u.mul(this.range));
  }

  override log_prob(value: Tensor): Tensor {
    this.checkSample(value);
    const inside = this.low.le(value).type_as(this.low).mul(this.high.gt(value).type_as(this.low));
    return inside.log().sub(this.range.log());
  }

  override cdf(value: Tensor): Tensor {
    this.checkSample(value);
    return value.sub(this.low).div(this.range).clamp(0, 1);
  }

  override icdf(value: Tensor): Tensor {
    return value.mul(this.range).add(this.low);
  }

  override entropy(): Tensor {
    return this.range.log();
  }
}
