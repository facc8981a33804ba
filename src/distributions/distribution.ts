import { no_grad } from '../autograd/modes.js';
import { NotImplementedError, pythonType, ValueError } from '../tensor/errors.js';
import { pythonRepr } from '../tensor/python_number.js';
import { isOptions } from '../tensor/signature.js';
import { Size } from '../tensor/size.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import type { Constraint } from './constraints.js';

/** Options of every distribution. */
export interface DistributionOptions {
  /** Whether parameters and values are checked; by default as `Distribution.set_default_validate_args` says: yes. */
  validate_args?: boolean | null;
}

/** The sizes of a sample: a list, possibly by name. */
export type SampleShape = readonly number[] | SampleOptions;

/** Options of drawing samples. */
export interface SampleOptions {
  /** How many samples, as sizes. */
  sample_shape?: readonly number[];
}

/**
 * A probability distribution, or a batch of independent ones: what all distributions offer.
 *
 * A sample has the sizes [...sample_shape, ...batch_shape, ...event_shape].
 *
 * @see PyTorch: `torch.distributions.Distribution`
 */
export abstract class Distribution {
  private static validatesByDefault = true;

  /** Sets whether distributions check their parameters and values unless they are told. */
  static set_default_validate_args(value: boolean): void {
    if (typeof value !== 'boolean')
      throw new ValueError(`set_default_validate_args: must be a bool, got ${String(value)}`);
    Distribution.validatesByDefault = value;
  }

  /** The sizes of the batch of distributions; none for a single one. */
  readonly batch_shape: Size;
  /** The sizes of one draw from one distribution; none for a number. */
  readonly event_shape: Size;
  /** Whether `rsample` exists: gradients flow from samples to parameters. */
  readonly has_rsample: boolean = false;
  /** Whether `enumerate_support` exists. */
  readonly has_enumerate_support: boolean = false;
  /** Whether parameters and values are checked. */
  protected readonly validates: boolean;

  /** @param validate_args whether parameters and values are checked; null for the default */
  constructor(
    batch_shape: readonly number[],
    event_shape: readonly number[] = [],
    validate_args: boolean | null = null,
  ) {
    this.batch_shape = new Size(batch_shape);
    this.event_shape = new Size(event_shape);
    this.validates = validate_args ?? Distribution.validatesByDefault;
  }

  /** What the parameters must satisfy, by name. */
  abstract get arg_constraints(): Readonly<Record<string, Constraint>>;

  /** The parameters that were given, by name: they are checked, and printed. */
  protected abstract get given(): Readonly<Record<string, Tensor>>;

  /** The values that can be drawn. */
  abstract get support(): Constraint;

  /** The same distribution with its batch expanded to `batch_shape`. */
  expand(_batch_shape: readonly number[]): Distribution {
    return this.lacks('expand');
  }

  /** E[x]. */
  get mean(): Tensor {
    return this.lacks('mean');
  }

  /** The most probable value. */
  get mode(): Tensor {
    return this.lacks('mode');
  }

  /** E[(x − mean)²]. */
  get variance(): Tensor {
    return this.lacks('variance');
  }

  /** √variance. */
  get stddev(): Tensor {
    return this.variance.sqrt();
  }

  /**
   * Draws samples; no gradient flows through them.
   *
   * @param sample_shape how many, as sizes; one for each distribution of the batch if left out
   * @returns a tensor of sizes [...sample_shape, ...batch_shape, ...event_shape]
   */
  sample(sample_shape: SampleShape = []): Tensor {
    return no_grad(() => this.rsample(sample_shape));
  }

  /**
   * Draws samples as a smooth function of the parameters, so that gradients flow to them.
   *
   * @throws NotImplementedError for discrete distributions
   */
  rsample(_sample_shape: SampleShape = []): Tensor {
    return this.lacks('rsample');
  }

  /**
   * The logarithm of the density, or of the probability, at `value`.
   *
   * @throws ValueError for a value outside the support, or sizes that do not fit
   */
  log_prob(_value: Tensor): Tensor {
    return this.lacks('log_prob');
  }

  /** The probability of a draw up to `value`. */
  cdf(_value: Tensor): Tensor {
    return this.lacks('cdf');
  }

  /** The inverse of `cdf`: the quantile. */
  icdf(_value: Tensor): Tensor {
    return this.lacks('icdf');
  }

  /** −E[log p(x)]. */
  entropy(): Tensor {
    return this.lacks('entropy');
  }

  /** exp(entropy). */
  perplexity(): Tensor {
    return this.entropy().exp();
  }

  /**
   * All values of a discrete distribution along dimension 0.
   *
   * @param _expand whether the other dimensions are those of the batch; otherwise they have size 1
   */
  enumerate_support(_expand?: boolean | { expand?: boolean }): Tensor {
    return this.lacks('enumerate_support');
  }

  /** `Normal(loc: 0.0, scale: 10.0)`: parameters of one element by value, others by their sizes. */
  toString(): string {
    const parameters = Object.entries(this.given).map(
      ([name, value]) => `${name}: ${value.numel() === 1 ? value : value.shape}`,
    );
    return `${this.constructor.name}(${parameters.join(', ')})`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The sizes of samples. */
  protected extendedShape(sample_shape: SampleShape = []): Size {
    const sizes = isOptions(sample_shape) ? (sample_shape.sample_shape ?? []) : sample_shape;
    if (!Array.isArray(sizes)) throw new TypeError(`'${pythonType(sizes)}' object is not iterable`);
    return new Size([...(sizes as number[]), ...this.batch_shape, ...this.event_shape]);
  }

  /** Refuses parameters that break their constraints. Constructors call it last. */
  protected checkArguments(): void {
    if (!this.validates) return;
    const { given, arg_constraints } = this;
    for (const [name, value] of Object.entries(given)) {
      const constraint = arg_constraints[name];
      if (constraint !== undefined && !holds(constraint, value))
        throw new ValueError(
          `Expected parameter ${name} ${described(value)} of distribution ${this} to satisfy the constraint ` +
            `${constraint}, but found invalid values:\n${value}`,
        );
    }
  }

  /** Refuses a value that cannot have been drawn from this distribution. */
  protected checkSample(value: Tensor): void {
    if (!this.validates) return;
    if (!isTensor(value)) throw new ValueError('The value argument to log_prob must be a Tensor');
    const { shape } = value;
    const events = this.event_shape.length;
    const rightmost = events === 0 ? [] : shape.slice(-events);
    if (rightmost.join() !== this.event_shape.join())
      throw new ValueError(`The right-most size of value must match event_shape: ${shape} vs ${this.event_shape}.`);
    const expected = this.extendedShape();
    for (let d = 1; d <= Math.min(shape.length, expected.length); d++) {
      const [own, other] = [shape[shape.length - d], expected[expected.length - d]];
      if (own !== 1 && other !== 1 && own !== other)
        throw new ValueError(`Value is not broadcastable with batch_shape+event_shape: ${shape} vs ${expected}.`);
    }
    const { support } = this;
    if (!holds(support, value))
      throw new ValueError(
        `Expected value argument ${described(value)} to be within the support (${support}) of the distribution ${this}, ` +
          `but found invalid values:\n${value}`,
      );
  }

  private lacks(what: string): never {
    throw new NotImplementedError(`${this.constructor.name} does not implement ${what}`);
  }
}

const holds = (constraint: Constraint, value: Tensor) => Boolean(constraint.check(value.detach()).all().item());

/** `(Tensor of shape (2,))`. */
const described = (value: Tensor) =>
  `(${value.constructor.name} of shape ${pythonRepr([...value.shape], { tuple: true })})`;
