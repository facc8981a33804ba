import { KeyError, pythonType, ValueError } from '../../tensor/errors.js';
import { isOptions } from '../../tensor/signature.js';
import { Module, missingForward } from '../module.js';

/** What a dictionary is filled from: an object, pairs, a Map, or another dictionary. */
export type Entries<V> = Readonly<Record<string, V>> | Iterable<readonly [name: string, value: V]> | Named<V>;

/** A module that is a dictionary: its entries are also its fields, in the order in which they were added. */
export abstract class Named<V> extends Module {
  /** @internal The entries, in order. */
  abstract _entries(): [name: string, value: V][];

  /** Adds an entry, or replaces the one of that name: what `dict[name] = value` does. */
  abstract __setitem__(key: string, value: V): void;

  /** @throws NotImplementedError: a dictionary computes nothing */
  forward(): never {
    return missingForward(this);
  }

  /** The number of entries: Python's `len(dict)`. */
  override get length(): number {
    return this._entries().length;
  }

  /** The names, in order. */
  keys(): IterableIterator<string> {
    return this._entries()
      .map(([name]) => name)
      .values();
  }

  /** The values, in order. */
  values(): IterableIterator<V> {
    return this._entries()
      .map(([, value]) => value)
      .values();
  }

  /** Names and values, in order. */
  items(): IterableIterator<[name: string, value: V]> {
    return this._entries()[Symbol.iterator]();
  }

  /** The names, in order. */
  [Symbol.iterator](): IterableIterator<string> {
    return this.keys();
  }

  /** Whether there is an entry of that name: Python's `key in dict`. */
  __contains__(key: string): boolean {
    return this._entries().some(([name]) => name === key);
  }

  /**
   * The entry of a name: what `dict[name]` gives.
   *
   * @throws KeyError where there is none
   */
  __getitem__(key: string): V {
    const entry = this._entries().find(([name]) => name === key);
    if (entry === undefined) throw new KeyError(key);
    return entry[1];
  }

  /**
   * Takes an entry away: Python's `del dict[name]`.
   *
   * @throws KeyError where there is none
   */
  __delitem__(key: string): void {
    this.__getitem__(key);
    this._unregister(key);
  }

  /** Takes all entries away. */
  clear(): void {
    for (const name of this.keys()) this._unregister(name);
  }

  /**
   * Takes an entry away and returns it.
   *
   * @throws KeyError where there is none
   */
  pop(key: string): V {
    const value = this.__getitem__(key);
    this._unregister(key);
    return value;
  }

  /**
   * Adds entries, or replaces those of the same names.
   *
   * @throws TypeError for what is no dictionary and no list of pairs; ValueError for an entry that is no pair
   */
  update(entries: Entries<V>): void {
    const name = this.constructor.name;
    for (const [key, value] of pairsOf(name, entries)) this.__setitem__(key, value);
  }
}

function* pairsOf<V>(name: string, entries: Entries<V>): Generator<readonly [string, V], void> {
  if (entries instanceof Named) yield* entries.items() as Iterable<[string, V]>;
  else if (isOptions(entries)) yield* Object.entries(entries);
  else if (typeof entries?.[Symbol.iterator] === 'function')
    yield* checkedPairs(name, entries as Iterable<readonly [string, V]>);
  else
    throw new TypeError(
      `${name}.update should be called with an iterable of key/value pairs, but got ${pythonType(entries)}`,
    );
}

function* checkedPairs<V>(name: string, pairs: Iterable<readonly [string, V]>): Generator<readonly [string, V], void> {
  let count = 0;
  for (const pair of pairs) {
    const element = `${name} update sequence element #${count++}`;
    if (!Array.isArray(pair)) throw new TypeError(`${element} should be Iterable; is${pythonType(pair)}`);
    if (pair.length !== 2) throw new ValueError(`${element} has length ${pair.length}; 2 is required`);
    yield pair;
  }
}
