import { default_generator, type Generator } from '../random/generator.js';
import { randperm } from '../random/sampling.js';
import { Constructor } from '../tensor/constructor.js';
import { NotImplementedError, ValueError } from '../tensor/errors.js';
import { warn } from '../tensor/warning.js';
import { Dataset } from './dataset.js';
import { itemOf, itemsOf, lengthOf, type MapDataset, type Sized } from './protocol.js';

/**
 * Some items of a dataset, as a dataset: item i is item `indices[i]` of the whole.
 *
 * @example
 * const letters = new torch.utils.data.Subset(['a', 'b', 'c', 'd'], [3, 1]);
 * console.log([...letters].join('')); // db
 * @see PyTorch: `torch.utils.data.Subset`
 */
export class Subset<T> extends Dataset<T> {
  /** The whole dataset. */
  dataset: MapDataset<T>;
  /** The numbers of the items in it. */
  indices: readonly number[];

  /**
   * @param dataset the whole dataset
   * @param indices the numbers of the items in it
   * @throws NotImplementedError for a subclass with `__getitem__` but not `__getitems__`, which a DataLoader calls
   */
  constructor(dataset: MapDataset<T>, indices: readonly number[]) {
    super();
    if (this.__getitem__ !== Subset.prototype.__getitem__ && this.__getitems__ === Subset.prototype.__getitems__)
      throw new NotImplementedError(
        `${this.constructor.name} overrides __getitem__ but not __getitems__. When subclassing Subset and overriding __getitem__, ` +
          'you must also override __getitems__ to ensure DataLoader works correctly with your custom logic. ' +
          'A simple implementation:\n\n__getitems__(indices) {\n  return indices.map((i) => this.__getitem__(i));\n}',
      );
    this.dataset = dataset;
    this.indices = indices;
  }

  override __getitem__(index: number): T {
    return itemOf(this.dataset, itemOf(this.indices, index));
  }

  /** The items at several indices, read together where the whole dataset can do that. */
  __getitems__(indices: readonly number[]): readonly T[] {
    return itemsOf(
      this.dataset,
      indices.map((i) => itemOf(this.indices, i)),
    );
  }

  override __len__(): number {
    return lengthOf(this.indices);
  }

  /** @internal */
  override collated(indices: readonly number[]): unknown {
    const { dataset } = this;
    if (this.__getitems__ !== Subset.prototype.__getitems__ || !(dataset instanceof Dataset)) return null;
    return dataset.collated(indices.map((i) => this.indices[i]));
  }
}

/** Options of {@link random_split}. */
export interface RandomSplitOptions {
  /** The numbers of items of the parts; or the parts of the whole, which add up to 1. */
  lengths?: readonly number[];
  /** The generator to draw from; by default the default one. */
  generator?: Generator | null;
}

const signature = new Constructor('random_split(any dataset, object lengths, object? generator=None)');

/**
 * Splits a dataset at random into parts of given lengths, which share no item.
 *
 * @param dataset the whole dataset
 * @param lengths the numbers of items of the parts; or the parts of the whole, which add up to 1: what is left over when these
 *   are rounded down goes to the parts in turn
 * @param generator the generator to draw from; by default the default one
 * @returns the parts
 * @throws ValueError for lengths that do not add up, or a fraction outside [0, 1]
 * @example
 * torch.manual_seed(0);
 * const [train, test] = torch.utils.data.random_split(['a', 'b', 'c', 'd', 'e'], [0.6, 0.4]);
 * console.log([...train].join('')); // eab
 * console.log([...test].join('')); // dc
 * @see PyTorch: `torch.utils.data.random_split`
 */
export function random_split<T>(
  dataset: MapDataset<T> & Sized,
  lengths: readonly number[] | RandomSplitOptions,
  generator?: Generator | null | RandomSplitOptions,
): Subset<T>[] {
  const given = signature.bind([dataset, lengths, generator]);
  const size = lengthOf(dataset);
  const sizes = partSizes([...(given.lengths as readonly number[])], size);
  const order = randperm(size, {
    generator: (given.generator as Generator | null) ?? default_generator,
  }).tolist() as number[];
  let end = 0;
  return sizes.map((length) => new Subset(dataset, order.slice(end, (end += length))));
}

/** The numbers of items of the parts. */
function partSizes(lengths: readonly number[], size: number): number[] {
  const sum = lengths.reduce((total, length) => total + length, 0);
  const areFractions = sum <= 1 && Math.abs(sum - 1) <= 1e-9;
  let sizes = [...lengths];
  if (areFractions) {
    const wrong = lengths.findIndex((fraction) => fraction < 0 || fraction > 1);
    if (wrong >= 0) throw new ValueError(`Fraction at index ${wrong} is not between 0 and 1`);
    sizes = lengths.map((fraction) => Math.floor(size * fraction));
    const rest = size - sizes.reduce((total, length) => total + length, 0);
    for (let i = 0; i < rest; i++) sizes[i % sizes.length]++;
    sizes.forEach((length, i) => {
      if (length === 0) warn(`Length of split at index ${i} is 0. This might result in an empty dataset.`);
    });
  } else if (sum !== size) throw new ValueError('Sum of input lengths does not equal the length of the input dataset!');
  const fraction = sizes.find((length) => !Number.isInteger(length));
  if (fraction !== undefined)
    throw new TypeError(`random_split: lengths must be whole numbers, or fractions that add up to 1, got ${fraction}`);
  return sizes;
}
