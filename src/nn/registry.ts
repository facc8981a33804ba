import { KeyError, pythonType, ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { Callable } from './callable.js';
import type { Module } from './module.js';
import { Buffer, Parameter } from './parameter.js';

/** What a registered name holds. */
export interface Values {
  parameter: Parameter;
  buffer: Tensor;
  module: Module;
}

/** The kinds of names that a module registers. */
export type Kind = keyof Values;

interface Slot {
  readonly kind: Kind;
  value: Values[Kind] | null;
  readonly persistent: boolean;
  /** Whether the name is a field of the module. */
  readonly isField: boolean;
}

/** For each kind, what else may be assigned to a name of it, in the words of an error. */
const EXPECTED: Readonly<Record<Kind, string>> = {
  parameter: 'as parameter @ (torch.nn.Parameter or None expected)',
  module: 'as child module @ (torch.nn.Module or None expected)',
  buffer: 'as buffer @ (torch.nn.Buffer, torch.Tensor or None expected)',
};

/** The type of a value as PyTorch's messages name it: `torch.FloatTensor`, `int`. */
export function typeName(value: unknown): string {
  return isTensor(value) ? `torch.${value.dtype.scalarName}Tensor` : pythonType(value);
}

/** Whether a value is a module. */
export const isModule = (value: unknown): value is Module => value instanceof Callable;

/**
 * The parameters, buffers and child modules of one module, by name and in the order of their registration.
 *
 * A registered name is a field of the module: an accessor, that reads fast and watches over what is assigned. A field that
 * was filled without passing here, as class fields are, is adopted as soon as the registry is asked for anything.
 */
export class Registry {
  readonly #slots = new Map<string, Slot>();

  /**
   * @param owner the module
   * @param numbersAreFields whether a name like '0' is a field too; a container finds its entries by position instead
   */
  constructor(
    private readonly owner: object,
    private readonly numbersAreFields = true,
  ) {}

  #isField(name: string): boolean {
    return this.numbersAreFields || !/^\d+$/.test(name);
  }

  /** Names and values of one kind; a name that is registered and empty has null. */
  entries<K extends Kind>(kind: K): [name: string, value: Values[K] | null][] {
    this.#adopt();
    const found: [string, Values[K] | null][] = [];
    for (const [name, slot] of this.#slots) if (slot.kind === kind) found.push([name, slot.value as Values[K] | null]);
    return found;
  }

  /** The parameters, then the persistent buffers: what a state dict holds of this module itself. */
  state(): [name: string, value: Tensor][] {
    const buffers = this.entries('buffer').filter(([name]) => this.#slots.get(name)?.persistent);
    return [...this.entries('parameter'), ...buffers].filter((entry): entry is [string, Tensor] => entry[1] !== null);
  }

  /** What `module.name = value` means. */
  assign(name: string, value: unknown): void {
    this.#adopt();
    this.#set(name, value);
  }

  /**
   * Registers a name, or gives a registered one of that kind another value.
   *
   * @throws KeyError for a name that cannot be used, or is used for something else; ValueError for a computed parameter
   */
  register<K extends Kind>(kind: K, name: string, value: Values[K] | null, persistent = true): void {
    this.#adopt();
    const taken = this.#isField(name) && Reflect.get(this.owner, name) !== undefined;
    if (taken && this.#slots.get(name)?.kind !== kind) throw new KeyError(`attribute '${name}' already exists`);
    if (name.includes('.'))
      throw new KeyError(`${kind} name can't contain "."${kind === 'module' ? `, got: ${name}` : ''}`);
    if (name === '') throw new KeyError(`${kind} name can't be empty string ""`);
    this.#put(kind, name, value, persistent);
  }

  /** Takes a registered name away, with its field. */
  remove(name: string): void {
    this.#slots.delete(name);
    Reflect.deleteProperty(this.owner, name);
  }

  /** Registers values under the names '0', '1', … in place of all that there are of that kind. */
  renumber<K extends Kind>(kind: K, values: readonly (Values[K] | null)[]): void {
    for (const [name] of this.entries(kind)) this.remove(name);
    values.forEach((value, i) => this.#put(kind, String(i), value));
  }

  /** Takes registrations away whose field was deleted, and adds fields that were filled without passing here. */
  #adopt(): void {
    const fields = this.owner as Readonly<Record<string, unknown>>;
    for (const [name, slot] of this.#slots) if (slot.isField && fields[name] !== slot.value) this.#slots.delete(name);
    for (const name of Object.keys(fields)) {
      if (this.#slots.has(name)) continue;
      const value = fields[name];
      if (value instanceof Parameter || value instanceof Buffer || isModule(value)) this.#set(name, value);
    }
  }

  #set(name: string, value: unknown): void {
    const slot = this.#slots.get(name);
    if (value instanceof Parameter) this.#put('parameter', name, value);
    else if (isModule(value) && slot?.kind !== 'parameter') this.#put('module', name, value);
    else if (value instanceof Buffer && (slot === undefined || slot.kind === 'buffer'))
      this.#put('buffer', name, value, value.persistent);
    else if (slot === undefined)
      Object.defineProperty(this.owner, name, { value, writable: true, enumerable: true, configurable: true });
    else if (value === null || value === undefined) slot.value = null;
    else if (slot.kind === 'buffer' && isTensor(value)) slot.value = value;
    else throw new TypeError(`cannot assign '${typeName(value)}' ${EXPECTED[slot.kind].replace('@', `'${name}'`)}`);
  }

  #put(kind: Kind, name: string, value: Values[Kind] | null, persistent = true): void {
    if (kind === 'parameter' && value instanceof Parameter && value.grad_fn !== null)
      throw new ValueError(
        `Cannot assign non-leaf Tensor to parameter '${name}'. Model parameters must be created explicitly. To express '${name}' ` +
          'as a function of another Tensor, compute the value in the forward() method.',
      );
    let slot = this.#slots.get(name);
    if (slot?.kind === kind && slot.persistent === persistent) slot.value = value;
    else {
      this.#slots.delete(name);
      this.#slots.set(name, (slot = { kind, value, persistent, isField: this.#isField(name) }));
    }
    if (!slot.isField) return;
    const current = slot;
    Object.defineProperty(this.owner, name, {
      get: () => current.value,
      set: (next: unknown) => this.#set(name, next),
      enumerable: true,
      configurable: true,
    });
  }
}
