import { IndexError, NotImplementedError, ValueError } from '../tensor/errors.js';
import {
  addIndexing,
  addLength,
  assert,
  itemOf,
  iteratorOf,
  lengthOf,
  type MapDataset,
  type Sized,
} from './protocol.js';

/** `dataset[i]` is `dataset.__getitem__(i)`. */
export interface Dataset<T> {
  readonly [index: number]: T;
}

/**
 * The base of datasets: a subclass has `__getitem__(index)` and `__len__()`, as in Python.
 *
 * `dataset[i]`, `dataset.length` and `for (const item of dataset)` work too.
 *
 * @example
 * class Squares extends torch.utils.data.Dataset<number> {
 *   override __getitem__(index: number) {
 *     return index * index;
 *   }
 *   override __len__() {
 *     return 4;
 *   }
 * }
 * const squares = new Squares();
 * console.log(squares[3]); // 9
 * console.log([...squares].join()); // 0,1,4,9
 * for (const batch of new torch.utils.data.DataLoader(squares, 4)) console.log(batch); // tensor([0., 1., 4., 9.], dtype=torch.float64)
 * @see PyTorch: `torch.utils.data.Dataset`
 */
export class Dataset<T = unknown> {
  /** The number of items: `__len__()`. */
  declare readonly length: number;

  /** The item at an index, from 0 on. */
  __getitem__(_index: number): T {
    throw new NotImplementedError('Subclasses of Dataset should implement __getitem__.');
  }

  /** The number of items. */
  __len__(): number {
    throw new TypeError(`object of type '${this.constructor.name}' has no len()`);
  }

  /** This dataset and another behind it: Python's `dataset + other`. */
  __add__<U>(other: (MapDataset<U> & Sized) | Iterable<U>): Dataset<T | U> {
    return new ConcatDataset<T | U>([this, other as MapDataset<U> & Sized]);
  }

  /** Walks the items in their order. */
  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.__len__(); i++) yield this.__getitem__(i);
  }

  /** @internal What `default_collate` makes of the items at these indices, where there is a shorter way to it; else null. */
  collated(_indices: readonly number[]): unknown {
    return null;
  }
}
addLength(Dataset.prototype);
addIndexing(Dataset.prototype);

/**
 * Several datasets one behind the other, as one.
 *
 * @example
 * const all = new torch.utils.data.ConcatDataset([['a', 'b'], ['c']]);
 * console.log(all[2]); // c
 * console.log(all.length); // 3
 * @see PyTorch: `torch.utils.data.ConcatDataset`
 */
export class ConcatDataset<T> extends Dataset<T> {
  /** The datasets. */
  datasets: (MapDataset<T> & Sized)[];
  /** The index behind the last item of each dataset. */
  cumulative_sizes: number[] = [];

  /**
   * @param datasets datasets with a length
   * @throws AssertionError for no datasets, or one that can only be walked
   */
  constructor(datasets: Iterable<MapDataset<T> & Sized>) {
    super();
    this.datasets = [...datasets];
    assert(this.datasets.length > 0, 'datasets should not be an empty iterable');
    for (const dataset of this.datasets)
      assert(!(dataset instanceof IterableDataset), 'ConcatDataset does not support IterableDataset');
    let end = 0;
    for (const dataset of this.datasets) this.cumulative_sizes.push((end += lengthOf(dataset)));
  }

  override __len__(): number {
    return this.cumulative_sizes[this.cumulative_sizes.length - 1];
  }

  /**
   * The item at an index; a negative one counts from the end.
   *
   * @throws ValueError, IndexError for an index out of range
   */
  override __getitem__(index: number): T {
    if (-index > this.__len__()) throw new ValueError('absolute value of index should not exceed dataset length');
    const at = index < 0 ? index + this.__len__() : index;
    const which = this.cumulative_sizes.findIndex((end) => at < end);
    if (which < 0) throw new IndexError('list index out of range');
    return itemOf(this.datasets[which], which === 0 ? at : at - this.cumulative_sizes[which - 1]);
  }
}

/**
 * The base of datasets that can only be walked, such as a stream: a subclass has `*[Symbol.iterator]()` or `__iter__()`.
 *
 * @example
 * class Countdown extends torch.utils.data.IterableDataset<bigint> {
 *   override *[Symbol.iterator]() {
 *     for (let i = 3n; i > 0n; i--) yield i;
 *   }
 * }
 * for (const batch of new torch.utils.data.DataLoader(new Countdown(), 2)) console.log(batch);
 * // tensor([3, 2])
 * // tensor([1])
 * @see PyTorch: `torch.utils.data.IterableDataset`
 */
export class IterableDataset<T = unknown> extends Dataset<T> {
  /** An iterator over the items. */
  __iter__(): Iterator<T> {
    throw new NotImplementedError('Subclasses of IterableDataset should implement __iter__.');
  }

  override [Symbol.iterator](): Iterator<T> {
    return this.__iter__();
  }

  /** This dataset and another behind it: Python's `dataset + other`. */
  override __add__<U>(other: (MapDataset<U> & Sized) | Iterable<U>): ChainDataset<T | U> {
    return new ChainDataset<T | U>([this, other as Iterable<U>]);
  }
}

/**
 * Several datasets that can only be walked, one behind the other, as one.
 *
 * @see PyTorch: `torch.utils.data.ChainDataset`
 */
export class ChainDataset<T> extends IterableDataset<T> {
  /** The datasets. */
  datasets: Iterable<Iterable<T>>;

  /** @param datasets the datasets; each must be an `IterableDataset` */
  constructor(datasets: Iterable<Iterable<T>>) {
    super();
    this.datasets = datasets;
  }

  override *[Symbol.iterator](): Iterator<T> {
    for (const dataset of this.datasets) {
      assert(dataset instanceof IterableDataset, 'ChainDataset only supports IterableDataset');
      const items = iteratorOf<T>(dataset as IterableDataset<T>);
      for (let item = items.next(); !item.done; item = items.next()) yield item.value;
    }
  }

  override __len__(): number {
    let total = 0;
    for (const dataset of this.datasets) {
      assert(dataset instanceof IterableDataset, 'ChainDataset only supports IterableDataset');
      total += lengthOf(dataset);
    }
    return total;
  }
}
