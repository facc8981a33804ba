import { isOptions } from '../tensor/signature.js';
import { ValueError } from '../tensor/errors.js';
import { Dataset } from './dataset.js';
import { itemOf, itemsOf, lengthOf, type MapDataset, type Sized } from './protocol.js';

/** A dataset with a length. */
export type StackSource<T> = MapDataset<T> & Sized;

/** The items of several datasets: a list for a list of them, an object for an object. */
export type Stacked<D> = { [K in keyof D]: D[K] extends MapDataset<infer T> ? T : never };

/**
 * Several datasets side by side: item i is the list of their items i, or an object of them.
 *
 * @example
 * const images = ['cat.png', 'dog.png'];
 * const captions = ['a cat', 'a dog'];
 * const dataset = new torch.utils.data.StackDataset({ image: images, text: captions });
 * console.log(dataset[1].text); // a dog
 * @see PyTorch: `torch.utils.data.StackDataset`
 */
export class StackDataset<
  D extends readonly StackSource<unknown>[] | Readonly<Record<string, StackSource<unknown>>>,
> extends Dataset<Stacked<D>> {
  /** The datasets. */
  datasets: D;
  readonly #length: number;

  /**
   * @param datasets datasets of the same length, one after the other; or an object of them
   * @throws ValueError for no datasets, or lengths that differ
   */
  constructor(datasets: D & Readonly<Record<string, StackSource<unknown>>>);
  constructor(...datasets: D extends readonly StackSource<unknown>[] ? D : never);
  constructor(...given: readonly unknown[]) {
    super();
    const named = given.filter(isNamed);
    if (named.length > 0 && given.length > 1)
      throw new ValueError(
        'Supported either ``tuple``- (via ``args``) or``dict``- (via ``kwargs``) like input/output, but both types are given.',
      );
    this.datasets = (named.length > 0 ? named[0] : given) as D;
    const lengths = this.sources().map(([, dataset]) => lengthOf(dataset));
    if (lengths.length === 0) throw new ValueError('At least one dataset should be passed');
    if (lengths.some((length) => length !== lengths[0])) throw new ValueError('Size mismatch between datasets');
    this.#length = lengths[0];
  }

  private sources(): [string, StackSource<unknown>][] {
    return Object.entries<StackSource<unknown>>(this.datasets as Record<string, StackSource<unknown>>);
  }

  /** The same items in another form: a list, or an object with the names of the datasets. */
  private arrange(items: readonly (readonly [string, unknown])[]): Stacked<D> {
    return (Array.isArray(this.datasets) ? items.map(([, item]) => item) : Object.fromEntries(items)) as Stacked<D>;
  }

  override __getitem__(index: number): Stacked<D> {
    return this.arrange(this.sources().map(([name, dataset]) => [name, itemOf(dataset, index)] as const));
  }

  /** The items at several indices, read together where a dataset can do that. */
  __getitems__(indices: readonly number[]): Stacked<D>[] {
    const columns = this.sources().map(([name, dataset]) => [name, itemsOf(dataset, indices)] as const);
    for (const [, items] of columns)
      if (items.length !== indices.length)
        throw new ValueError(`Nested dataset's output size mismatch. Expected ${indices.length}, got ${items.length}`);
    return indices.map((_, i) => this.arrange(columns.map(([name, items]) => [name, items[i]] as const)));
  }

  override __len__(): number {
    return this.#length;
  }
}

const isNamed = (x: unknown): x is Record<string, unknown> => isOptions(x) && typeof x.__getitem__ !== 'function';
