import { empty } from '../ops/creation.js';
import type { Generator } from '../random/generator.js';
import { int64 } from '../tensor/dtype.js';
import { NotImplementedError, ValueError } from '../tensor/errors.js';
import { pythonRepr, type PythonValue } from '../tensor/python_number.js';
import { addLength, lengthOf, type Sized } from './protocol.js';

// In which order a DataLoader visits the items of a dataset.

/**
 * The base of samplers, which give the indices of items in the order in which they are to be visited: a subclass has
 * `*[Symbol.iterator]()` or `__iter__()`, and `__len__()`.
 *
 * @see PyTorch: `torch.utils.data.Sampler`
 */
export class Sampler<T = number> {
  /** The number of samples: `__len__()`. */
  declare readonly length: number;

  /** An iterator over the indices. */
  __iter__(): Iterator<T> {
    throw new NotImplementedError('Subclasses of Sampler should implement __iter__.');
  }

  /** The number of samples. */
  __len__(): number {
    throw new TypeError(`object of type '${this.constructor.name}' has no len()`);
  }

  /** Walks the indices. */
  [Symbol.iterator](): Iterator<T> {
    return this.__iter__();
  }
}
addLength(Sampler.prototype);

/** A seed as PyTorch draws it for a generator: 63 bits of the stream. */
export function drawSeed(generator: Generator | null = null): number | bigint {
  return empty([], { dtype: int64 }).random_({ generator }).item();
}

/** A value as Python's messages quote it. */
export const repr = (value: unknown) => pythonRepr(value as PythonValue);

/** Refuses what is no whole number above 0. */
export function requirePositiveInteger(name: string, value: unknown): asserts value is number {
  if (!Number.isInteger(value) || (value as number) <= 0)
    throw new ValueError(`${name} should be a positive integer value, but got ${name}=${repr(value)}`);
}

/**
 * Visits all items in their order.
 *
 * @see PyTorch: `torch.utils.data.SequentialSampler`
 */
export class SequentialSampler extends Sampler {
  /** The dataset, whose length counts. */
  data_source: Sized;

  /** @param data_source the dataset, whose length counts */
  constructor(data_source: Sized) {
    super();
    this.data_source = data_source;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const length = this.__len__();
    for (let i = 0; i < length; i++) yield i;
  }

  override __len__(): number {
    return lengthOf(this.data_source);
  }
}
