import { IndexError } from '../../tensor/errors.js';
import { looksLikeIndex, parseIndex, resolveSlice, type Slice } from '../../tensor/index_key.js';
import { Module } from '../module.js';

/** The entries of a list-like container by position: `list[0]`, `list[-1]`, and parts of it: `list['1:3']`. */
export interface Positional<V> {
  [index: number]: V;
  [slice: `${string}:${string}`]: this;
}

/** A module that is a list: what its entries are and how they are replaced is up to the subclass. */
export abstract class Positional<V> extends Module {
  /** @internal */
  override get _positional(): boolean {
    return true;
  }

  /** @internal The entries, in order. */
  abstract _list(): V[];

  /** @internal Puts an entry in place of the one at a position. */
  abstract _set(position: number, value: V): void;

  /** @internal Puts other entries in place of all of them, numbered from 0. */
  abstract _replace(list: readonly V[]): void;

  /** @internal A container of the same class with a part of the entries. */
  abstract _part(slice: Slice): this;

  /** The number of entries: Python's `len(list)`. */
  override get length(): number {
    return this._list().length;
  }

  /** The entries, in order. */
  [Symbol.iterator](): IterableIterator<V> {
    return this._list()[Symbol.iterator]();
  }

  /**
   * The entry at an index, or a container with those of a slice: what `list[index]` gives.
   *
   * @param index a number, counted from the end when negative, or a slice such as `'1:3'`
   * @throws IndexError for a number out of range
   */
  __getitem__(index: number): V;
  __getitem__(index: string): V | this;
  __getitem__(index: number | string): V | this {
    return this._at(toIndex(index));
  }

  /** @internal The entry at a number, or the part that a slice selects. */
  _at(index: number | Slice): V | this {
    if (typeof index !== 'number') return this._part(index);
    const list = this._list();
    return list[position(index, list.length)];
  }

  /**
   * Puts another entry at an index: what `list[index] = value` does.
   *
   * @throws IndexError for an index out of range
   */
  __setitem__(index: number | string, value: V): void {
    const at = toIndex(index);
    if (typeof at !== 'number')
      throw new TypeError('a slice of a container cannot be assigned to: assign the entries one by one');
    this._set(position(at, this.length), value);
  }

  /**
   * Takes the entries of an index or slice away; those behind move up. Python's `del list[index]`.
   *
   * @throws IndexError for a number out of range
   */
  __delitem__(index: number | string): void {
    const list = this._list();
    const at = toIndex(index);
    const gone = new Set(typeof at === 'number' ? [position(at, list.length)] : positions(at, list.length));
    this._replace(list.filter((_, i) => !gone.has(i)));
  }

  /**
   * Takes an entry, or those of a slice, away and returns it.
   *
   * @throws IndexError for a number out of range
   */
  pop(key: number): V;
  pop(key: string): V | this;
  pop(key: number | string): V | this {
    const taken = this.__getitem__(key as string);
    this.__delitem__(key);
    return taken;
  }
}

/** The positions that a slice selects of `length`. */
export function positions(slice: Slice, length: number): number[] {
  const { start, step, length: count } = resolveSlice(slice, length);
  return Array.from({ length: count }, (_, i) => start + i * step);
}

function position(index: number, length: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length)
    throw new IndexError(`index ${index} is out of range`);
  return index < 0 ? index + length : index;
}

/** The number or slice that a key stands for, or null. */
function parseKey(key: string): number | Slice | null {
  const entries = looksLikeIndex(key) ? parseIndex(key) : null;
  if (entries?.length !== 1) return null;
  const [entry] = entries;
  return typeof entry === 'number' || (typeof entry === 'object' && entry !== null) ? entry : null;
}

function toIndex(index: number | string): number | Slice {
  const parsed = typeof index === 'number' ? index : parseKey(index);
  if (parsed === null) throw new TypeError(`indices of a container must be integers or slices, not '${index}'`);
  return parsed;
}

// `list[-1]` and `list['0:2']` are names that no member has: this proxy, behind the members, sees them.
Object.setPrototypeOf(
  Positional.prototype,
  new Proxy(Object.create(Module.prototype) as object, {
    get(members, key, self: Positional<unknown>) {
      const index = typeof key === 'string' ? parseKey(key) : null;
      return index === null ? (Reflect.get(members, key, self) as unknown) : self._at(index);
    },
    set(members, key, value: unknown, self: Positional<unknown>) {
      if (typeof key !== 'string' || parseKey(key) === null) return Reflect.set(members, key, value, self);
      self.__setitem__(key, value);
      return true;
    },
  }),
);
