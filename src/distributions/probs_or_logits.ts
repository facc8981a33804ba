import { enable_grad } from '../autograd/modes.js';
import { ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { Distribution, type DistributionOptions } from './distribution.js';
import { logits_to_probs, probs_to_logits } from './utils.js';

/** Options of distributions that take probabilities or their logits. */
export interface ProbsOptions<P> extends DistributionOptions {
  /** The probabilities. */
  probs?: P | null;
  /** Instead of them, their logarithms or log-odds. */
  logits?: P | null;
}

/** Refuses two ways of giving the same parameter, or none. */
export function requireOne(probs: unknown, logits: unknown): void {
  if ((probs === null) === (logits === null))
    throw new ValueError('Either `probs` or `logits` must be specified, but not both.');
}

/** A distribution with one parameter that is given as `probs` or as `logits`; the other is worked out when asked for. */
export abstract class ProbsOrLogits extends Distribution {
  #probs: Tensor | null;
  #logits: Tensor | null;
  /** The one that was given. */
  protected readonly param: Tensor;

  constructor(
    given: { probs: Tensor } | { logits: Tensor },
    private readonly isBinary: boolean,
    validate_args: boolean | null,
  ) {
    const param = 'probs' in given ? given.probs : given.logits;
    super(isBinary ? param.shape : param.shape.slice(0, -1), [], validate_args);
    this.param = param;
    this.#probs = 'probs' in given ? given.probs : null;
    this.#logits = 'probs' in given ? null : given.logits;
    this.checkArguments();
  }

  /** The probabilities. */
  get probs(): Tensor {
    return (this.#probs ??= enable_grad(() => logits_to_probs(this.param, this.isBinary)));
  }

  /** The log-odds of the probabilities; of several categories, the logarithms. */
  get logits(): Tensor {
    return (this.#logits ??= enable_grad(() => probs_to_logits(this.param, this.isBinary)));
  }

  /** The sizes of the parameter. */
  get param_shape() {
    return this.param.shape;
  }

  protected get given(): Record<string, Tensor> {
    const [probs, logits] = [this.#probs, this.#logits];
    return { ...(probs === null ? {} : { probs }), ...(logits === null ? {} : { logits }) };
  }

  /** The options with which a copy is made whose parameter is expanded. */
  protected expanded(shape: readonly number[]): ProbsOptions<Tensor> {
    const param = this.param.expand(shape);
    const options = { validate_args: this.validates };
    return this.#probs === this.param ? { probs: param, ...options } : { logits: param, ...options };
  }
}
