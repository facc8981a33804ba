import { empty, tensor } from '../ops/creation.js';
import { Generator } from '../random/generator.js';
import { randint, randperm } from '../random/sampling.js';
import { multinomial } from '../random/stochastic.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { float64, int64 } from '../tensor/dtype.js';
import { NotImplementedError, ValueError } from '../tensor/errors.js';
import { pythonRepr, type PythonValue } from '../tensor/python_number.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { addLength, itemOf, iteratorOf, lengthOf, type Sized, type Walkable } from './protocol.js';

// In which order a DataLoader visits the items of a dataset.

/** `sampler.length` is `__len__()`. */
export interface Sampler<T> {
  /** The number of samples. */
  readonly length: number;
}

/**
 * The base of samplers, which give the indices of items in the order in which they are to be visited: a subclass has
 * `*[Symbol.iterator]()` or `__iter__()`, and `__len__()`.
 *
 * @see PyTorch: `torch.utils.data.Sampler`
 */
export class Sampler<T = number> {
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

const repr = (value: unknown) => pythonRepr(value as PythonValue);

function requirePositiveInteger(name: string, value: unknown): asserts value is number {
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

/** Options of {@link RandomSampler}. */
export interface RandomSamplerOptions {
  /** Whether an item can be drawn more than once. Default false. */
  replacement?: boolean;
  /** How many items are drawn. Default: as many as there are. */
  num_samples?: number | null;
  /** The generator to draw from; by default one that is seeded from the default stream. */
  generator?: Generator | null;
}

const randomSignature = new Constructor(
  'RandomSampler.__init__(any data_source, object replacement=False, object? num_samples=None, object? generator=None)',
);

/**
 * Visits the items in random order: a permutation, or with replacement.
 *
 * @example
 * torch.manual_seed(0);
 * console.log([...new torch.utils.data.RandomSampler(['a', 'b', 'c', 'd'])].join()); // 3,1,0,2
 * @see PyTorch: `torch.utils.data.RandomSampler`
 */
export class RandomSampler extends Sampler {
  /** The dataset, whose length counts. */
  data_source: Sized;
  /** Whether an item can be drawn more than once. */
  replacement: boolean;
  /** The generator to draw from, or null. */
  generator: Generator | null;
  readonly #numSamples: number | null;

  /**
   * @param data_source the dataset, whose length counts
   * @param options `replacement`, `num_samples`, `generator`, in this order or by name
   * @throws ValueError when there is nothing to draw
   */
  constructor(
    data_source: Sized,
    ...options: Trailing<
      [replacement: boolean, num_samples: number | null, generator: Generator | null],
      RandomSamplerOptions
    >
  ) {
    super();
    const given = randomSignature.bind([data_source, ...options]);
    this.data_source = data_source;
    this.replacement = given.replacement as boolean;
    this.#numSamples = given.num_samples as number | null;
    this.generator = given.generator as Generator | null;
    if (typeof given.replacement !== 'boolean')
      throw new TypeError(`replacement should be a boolean value, but got replacement=${repr(given.replacement)}`);
    requirePositiveInteger('num_samples', this.num_samples);
  }

  /** How many items are drawn. */
  get num_samples(): number {
    return this.#numSamples ?? lengthOf(this.data_source);
  }

  override *[Symbol.iterator](): Iterator<number> {
    const n = lengthOf(this.data_source);
    if (n === 0) throw new ValueError('RandomSampler: there must be items to draw, got an empty data_source');
    const generator = this.generator ?? new Generator().manual_seed(drawSeed());
    const left = (size: number) => this.num_samples % size;
    if (this.replacement) {
      const draw = (count: number) => randint(n, [count], { dtype: int64, generator }).tolist() as number[];
      for (let i = 32; i <= this.num_samples; i += 32) yield* draw(32);
      yield* draw(left(32));
    } else {
      const permutation = () => randperm(n, { generator }).tolist() as number[];
      for (let i = n; i <= this.num_samples; i += n) yield* permutation();
      yield* permutation().slice(0, left(n));
    }
  }

  override __len__(): number {
    return this.num_samples;
  }
}

/**
 * Visits the given items in random order.
 *
 * @see PyTorch: `torch.utils.data.SubsetRandomSampler`
 */
export class SubsetRandomSampler<T = number> extends Sampler<T> {
  /** The indices of the items. */
  indices: readonly T[] | Tensor;
  /** The generator to draw from, or null. */
  generator: Generator | null;

  /**
   * @param indices the indices of the items
   * @param generator the generator to draw from; by default the default one
   */
  constructor(indices: readonly T[] | Tensor, generator: Generator | null | { generator?: Generator | null } = null) {
    super();
    this.indices = indices;
    this.generator = (generator instanceof Generator ? generator : generator?.generator) ?? null;
  }

  override *[Symbol.iterator](): Iterator<T> {
    for (const i of randperm(this.__len__(), { generator: this.generator }).tolist() as number[]) yield itemOf<T>(this.indices, i);
  }

  override __len__(): number {
    return lengthOf(this.indices);
  }
}

/** Options of {@link WeightedRandomSampler}. */
export interface WeightedRandomSamplerOptions {
  /** How many items are drawn. */
  num_samples?: number;
  /** Whether an item can be drawn more than once. Default true. */
  replacement?: boolean;
  /** The generator to draw from; by default the default one. */
  generator?: Generator | null;
}

const weightedSignature = new Constructor(
  'WeightedRandomSampler.__init__(object weights, object num_samples, object replacement=True, object? generator=None)',
);

/**
 * Draws items with probabilities in proportion to their weights.
 *
 * @example
 * const rare = new torch.utils.data.WeightedRandomSampler([0, 0, 1], 4);
 * console.log([...rare].join()); // 2,2,2,2
 * @see PyTorch: `torch.utils.data.WeightedRandomSampler`
 */
export class WeightedRandomSampler extends Sampler {
  /** The weights, float64. */
  weights: Tensor;
  /** How many items are drawn. */
  num_samples: number;
  /** Whether an item can be drawn more than once. */
  replacement: boolean;
  /** The generator to draw from, or null. */
  generator: Generator | null;

  /**
   * @param weights a weight for each item
   * @param options `num_samples`, `replacement`, `generator`, in this order or by name
   * @throws ValueError for a number of samples that is not positive, or weights with more than one dimension
   */
  constructor(
    weights: readonly number[] | Tensor,
    ...options: Trailing<
      [num_samples: number, replacement: boolean, generator: Generator | null],
      WeightedRandomSamplerOptions
    >
  ) {
    super();
    const given = weightedSignature.bind([weights, ...options]);
    const { num_samples, replacement } = given;
    requirePositiveInteger('num_samples', num_samples);
    if (typeof replacement !== 'boolean')
      throw new ValueError(`replacement should be a boolean value, but got replacement=${repr(replacement)}`);
    this.weights = isTensor(weights) ? weights.to(float64) : tensor(weights, { dtype: float64 });
    if (this.weights.ndim !== 1)
      throw new ValueError(`weights should be a 1d sequence but given weights have shape ${pythonRepr([...this.weights.shape], { tuple: true })}`);
    this.num_samples = num_samples;
    this.replacement = replacement;
    this.generator = given.generator as Generator | null;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const { weights, num_samples, replacement, generator } = this;
    yield* multinomial(weights, num_samples, replacement, { generator }).tolist() as number[];
  }

  override __len__(): number {
    return this.num_samples;
  }
}

const batchSignature = new Constructor('BatchSampler.__init__(object sampler, object batch_size, object drop_last)');

/**
 * Groups the indices of another sampler into batches.
 *
 * @example
 * const { BatchSampler, SequentialSampler } = torch.utils.data;
 * const batches = new BatchSampler(new SequentialSampler([10, 20, 30, 40, 50]), 2, false);
 * console.log(JSON.stringify([...batches])); // [[0,1],[2,3],[4]]
 * console.log(batches.length); // 3
 * @see PyTorch: `torch.utils.data.BatchSampler`
 */
export class BatchSampler<T = number> extends Sampler<T[]> {
  /** The sampler of the indices. */
  sampler: Walkable<T>;
  /** How many indices a batch has. */
  batch_size: number;
  /** Whether a last batch that is smaller is left out. */
  drop_last: boolean;

  /**
   * @param sampler a sampler, or any iterable of indices
   * @param options `batch_size`, `drop_last`, in this order or by name
   * @throws ValueError for a batch size that is not a positive whole number
   */
  constructor(
    sampler: Walkable<T>,
    ...options: Trailing<[batch_size: number, drop_last: boolean], { batch_size?: number; drop_last?: boolean }>
  ) {
    super();
    const { batch_size, drop_last } = batchSignature.bind([sampler, ...options]);
    requirePositiveInteger('batch_size', batch_size);
    if (typeof drop_last !== 'boolean')
      throw new ValueError(`drop_last should be a boolean value, but got drop_last=${repr(drop_last)}`);
    this.sampler = sampler;
    this.batch_size = batch_size;
    this.drop_last = drop_last;
  }

  override *[Symbol.iterator](): Iterator<T[]> {
    const indices = iteratorOf(this.sampler);
    for (;;) {
      const batch: T[] = [];
      while (batch.length < this.batch_size) {
        const next = indices.next();
        if (next.done) {
          if (batch.length > 0 && !this.drop_last) yield batch;
          return;
        }
        batch.push(next.value);
      }
      yield batch;
    }
  }

  override __len__(): number {
    const batches = lengthOf(this.sampler) / this.batch_size;
    return this.drop_last ? Math.floor(batches) : Math.ceil(batches);
  }
}
