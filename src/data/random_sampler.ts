import { tensor } from '../ops/creation.js';
import { Generator } from '../random/generator.js';
import { randint, randperm } from '../random/sampling.js';
import { multinomial } from '../random/stochastic.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { float64, int64 } from '../tensor/dtype.js';
import { ValueError } from '../tensor/errors.js';
import { pythonRepr } from '../tensor/python_number.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { itemOf, lengthOf, type Sized } from './protocol.js';
import { drawSeed, repr, requirePositiveInteger, Sampler } from './sampler.js';

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
 * console.log([...new torch.utils.data.RandomSampler(['a', 'b', 'c', 'd'])].join()); // 2,3,0,1
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
    for (const i of randperm(this.__len__(), { generator: this.generator }).tolist() as number[])
      yield itemOf<T>(this.indices, i);
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
      throw new ValueError(
        `weights should be a 1d sequence but given weights have shape ${pythonRepr([...this.weights.shape], { tuple: true })}`,
      );
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
