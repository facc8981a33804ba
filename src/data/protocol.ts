import { AssertionError, IndexError, pythonType } from '../tensor/errors.js';
import { looksLikeIndex, parseIndex } from '../tensor/index_key.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';

// Python's protocols of sequences, as datasets and samplers use them: __len__, __getitem__ and __iter__.

/** An object that knows its length, in the manner of Python. */
export interface PythonSized {
  /** The number of items. */
  __len__(): number;
}

/** An object that gives items by number, in the manner of Python. */
export interface PythonSequence<T> {
  /** The item at an index. */
  __getitem__(index: number): T;
}

/** An object that can be walked, in the manner of Python. */
export interface PythonIterable<T> {
  /** An iterator over the items. */
  __iter__(): Iterator<T>;
}

/** What has a length: an array, a tensor, or an object with `__len__`. */
export type Sized = PythonSized | ArrayLike<unknown>;

/** What can be walked: any iterable, or an object with `__iter__`. */
export type Walkable<T> = Iterable<T> | PythonIterable<T>;

/** What gives items by number: an object with `__getitem__` and `__len__`, an array, or a tensor, whose items are its rows. */
export type MapDataset<T> = (PythonSequence<T> & Partial<PythonSized>) | readonly T[] | Tensor;

/** The type of a dataset's items: what its iterator gives if it can only be walked, else what `__getitem__` gives. */
export type ItemOf<D> = D extends PythonIterable<unknown> & Iterable<infer T>
  ? T
  : D extends PythonSequence<infer T>
    ? Awaited<T>
    : D extends Tensor
      ? Tensor
      : D extends readonly (infer T)[]
        ? Awaited<T>
        : unknown;

const has = <K extends string>(x: unknown, method: K): x is Record<K, (...args: unknown[]) => unknown> =>
  typeof (x as Record<K, unknown> | null | undefined)?.[method] === 'function';

/** The length of an object: Python's `len(x)`. */
export function lengthOf(x: unknown): number {
  if (has(x, '__len__')) return x.__len__() as number;
  if (typeof (x as { length?: unknown } | null)?.length === 'number') return (x as { length: number }).length;
  throw new TypeError(`object of type '${pythonType(x)}' has no len()`);
}

/** The item of an object at an index: Python's `x[index]`. */
export function itemOf<T>(x: MapDataset<T>, index: unknown): T {
  if (has(x, '__getitem__')) return x.__getitem__(index) as T;
  if (isTensor(x)) return x.index(index as number) as T;
  if (!Array.isArray(x)) throw new TypeError(`'${pythonType(x)}' object is not subscriptable`);
  if (typeof index !== 'number')
    throw new TypeError(`list indices must be integers or slices, not ${pythonType(index)}`);
  const at = index < 0 ? index + x.length : index;
  if (!(at in x)) throw new IndexError('list index out of range');
  return x[at] as T;
}

/** The items of a dataset at several indices. */
export function itemsOf<T>(dataset: MapDataset<T>, indices: readonly number[]): readonly T[] {
  const together = (dataset as { __getitems__?: ((indices: readonly number[]) => readonly T[]) | null }).__getitems__;
  return typeof together === 'function' ? together.call(dataset, indices) : indices.map((i) => itemOf(dataset, i));
}

/** An iterator over an object: Python's `iter(x)`. */
export function iteratorOf<T>(x: Walkable<T>): Iterator<T> {
  if (typeof (x as Partial<Iterable<T>> | null)?.[Symbol.iterator] === 'function')
    return (x as Iterable<T>)[Symbol.iterator]();
  if (has(x, '__iter__')) return x.__iter__();
  throw new TypeError(`'${pythonType(x)}' object is not iterable`);
}

/** Refuses what does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Gives a class `length`, Python's `len`, from its method `__len__`. A subclass may have a field of this name. */
export function addLength(prototype: PythonSized): void {
  Object.defineProperty(prototype, 'length', {
    get(this: PythonSized) {
      return this.__len__();
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, 'length', { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
  });
}

/**
 * Lets `x[0]` and `x['1:3']` call `x.__getitem__(0)` and `x.__getitem__('1:3')`.
 *
 * Such names are no members, so they reach the end of the chain of prototypes, where a proxy waits for them.
 */
export function addIndexing(prototype: { __getitem__(index: never): unknown }): void {
  const end = new Proxy(Object.prototype, {
    get(_target, key, self: { __getitem__(index: number | string): unknown }) {
      if (typeof key !== 'string' || !looksLikeIndex(key) || parseIndex(key) === null)
        return Reflect.get(Object.prototype, key) as unknown;
      return self.__getitem__(Number.isInteger(Number(key)) ? Number(key) : key);
    },
  });
  Object.setPrototypeOf(prototype, end);
}
