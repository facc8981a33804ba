import { AttributeError } from '../tensor/errors.js';
import { Signature } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { Callable } from './callable.js';
import type { Module } from './module.js';
import { Parameter } from './parameter.js';
import { isModule, Registry, typeName, type Kind, type Values } from './registry.js';

// A module as a tree: its own parameters and buffers, and the modules below it, all by name.

/** Options of `named_parameters` and `named_buffers`. */
export interface MembersOptions {
  /** What stands before every name. Default ''. */
  prefix?: string;
  /** Whether the modules below are walked too. Default true. */
  recurse?: boolean;
  /** Whether what is registered under several names comes once. Default true. */
  remove_duplicate?: boolean;
}

/** Options of `named_modules`. */
export type ModulesOptions = Pick<MembersOptions, 'prefix' | 'remove_duplicate'>;

/** The arguments of `named_parameters` and `named_buffers`. */
export type MembersArguments =
  [prefix?: string, recurse?: boolean, remove_duplicate?: boolean] | [options: MembersOptions];

const MEMBERS = "str prefix='', bool recurse=True, bool remove_duplicate=True" as const;
const namedParameters = new Signature(`named_parameters(${MEMBERS})`);
const namedBuffers = new Signature(`named_buffers(${MEMBERS})`);
const recurseOnly = new Signature('parameters(bool recurse=True)');
const namedModules = new Signature("named_modules(*, str prefix='', bool remove_duplicate=True)");
const registerBuffer = new Signature('register_buffer(any name, any tensor, bool persistent=True)');

/** The part of `Module` that registers and finds by name. */
export abstract class ModuleTree extends Callable {
  /** Whether the module is in training mode. See `train()`. */
  training = true;
  readonly #registry = new Registry(this, !this._positional);

  /** @internal Whether numbers are positions, and not names of fields. */
  get _positional(): boolean {
    return false;
  }

  /** @internal What the assignment to a field that `owner` does not have yet means. */
  static assign(owner: object, name: string | symbol, value: unknown): void {
    if (#registry in owner && typeof name === 'string') owner.#registry.assign(name, value);
    else Object.defineProperty(owner, name, { value, writable: true, enumerable: true, configurable: true });
  }

  /** @internal Names and values of what is registered on this module itself; null for a name that holds nothing. */
  _registered<K extends Kind>(kind: K): [name: string, value: Values[K] | null][] {
    return this.#registry.entries(kind);
  }

  /** @internal Registers values under the names '0', '1', … in place of all that there are of that kind. */
  _renumber<K extends Kind>(kind: K, list: readonly Values[K][]): void {
    this.#registry.renumber(kind, list);
  }

  /** @internal Takes a registered name away. */
  _unregister(name: string): void {
    this.#registry.remove(name);
  }

  /** The parameters of this module itself, by name; null for a name that holds none. */
  get _parameters(): Record<string, Parameter | null> {
    return Object.fromEntries(this._registered('parameter'));
  }

  /** The buffers of this module itself, by name; null for a name that holds none. */
  get _buffers(): Record<string, Tensor | null> {
    return Object.fromEntries(this._registered('buffer'));
  }

  /** The modules directly below this one, by name; null for a name that holds none. */
  get _modules(): Record<string, Module | null> {
    return Object.fromEntries(this._registered('module'));
  }

  /** @internal The parameters and persistent buffers of this module itself. */
  get _state(): [name: string, value: Tensor][] {
    return this.#registry.state();
  }

  /**
   * Registers a parameter under a name, as assigning it to a field does.
   *
   * @param name the field
   * @param param the parameter; null for a name that has none
   * @throws KeyError for a name that is taken or no field name; TypeError for what is no parameter; ValueError for a computed one
   */
  register_parameter(name: string, param: Parameter | null): void {
    requireString('parameter', name);
    if (param !== null && !(param instanceof Parameter))
      throw new TypeError(
        `cannot assign '${typeName(param)}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
      );
    this.#registry.register('parameter', name, param);
  }

  /**
   * Registers a tensor that belongs to the module's state and is not learnt, such as a running mean.
   *
   * @param name the field
   * @param tensor the buffer; null for a name that has none
   * @param persistent whether it is part of `state_dict()`; default true
   * @throws KeyError for a name that is taken or no field name; TypeError for what is no tensor
   * @example
   * const layer = new torch.nn.Identity();
   * layer.register_buffer('steps', torch.tensor(0n));
   * console.log(layer.state_dict()); // { steps: tensor(0) }
   */
  register_buffer(name: string, tensor: Tensor | null, persistent?: boolean | { persistent?: boolean }): void {
    const [, , isPersistent] = registerBuffer.bind([name, tensor, persistent]);
    requireString('buffer', name);
    if (tensor !== null && !isTensor(tensor))
      throw new TypeError(
        `cannot assign '${typeName(tensor)}' object to buffer '${name}' (torch Tensor or None required)`,
      );
    this.#registry.register('buffer', name, tensor, isPersistent);
  }

  /**
   * Registers a module below this one, as assigning it to a field does.
   *
   * @param name the field
   * @param module the module; null for a name that has none
   * @throws KeyError for a name that is taken or no field name; TypeError for what is no module
   */
  add_module(name: string, module: Module | null): void {
    if (module !== null && !isModule(module)) throw new TypeError(`${typeName(module)} is not a Module subclass`);
    requireString('module', name);
    this.#registry.register('module', name, module);
  }

  /** The same as `add_module`. */
  register_module(name: string, module: Module | null): void {
    this.add_module(name, module);
  }

  /**
   * The parameters with their names, a module's own before those of the modules below it.
   *
   * @param options `prefix`, `recurse`, `remove_duplicate`
   * @example
   * const layer = new torch.nn.Linear(2, 3);
   * for (const [name, p] of layer.named_parameters()) console.log(name, p.shape);
   * // weight torch.Size([3, 2])
   * // bias torch.Size([3])
   */
  named_parameters(...options: MembersArguments): Generator<[name: string, parameter: Parameter], void> {
    return this.#members('parameter', ...namedParameters.bind(options));
  }

  /** The parameters: what an optimizer is given. With `recurse` false only those of this module itself. */
  parameters(recurse?: boolean | { recurse?: boolean }): Generator<Parameter, void> {
    return values(this.#members('parameter', '', ...recurseOnly.bind([recurse]), true));
  }

  /** The buffers with their names, a module's own before those of the modules below it. */
  named_buffers(...options: MembersArguments): Generator<[name: string, buffer: Tensor], void> {
    return this.#members('buffer', ...namedBuffers.bind(options));
  }

  /** The buffers. With `recurse` false only those of this module itself. */
  buffers(recurse?: boolean | { recurse?: boolean }): Generator<Tensor, void> {
    return values(this.#members('buffer', '', ...recurseOnly.bind([recurse]), true));
  }

  /** The modules directly below this one with their names, each once. */
  *named_children(): Generator<[name: string, module: Module], void> {
    const seen = new Set<Module>();
    for (const [name, module] of this._registered('module'))
      if (module !== null && !seen.has(module)) {
        seen.add(module);
        yield [name, module];
      }
  }

  /** The modules directly below this one, each once. */
  children(): Generator<Module, void> {
    return values(this.named_children());
  }

  /**
   * This module and all below it, with their names; this one's is ''.
   *
   * @param options `prefix`, and `remove_duplicate`: whether a module in several places comes once; default true
   * @example
   * const net = new torch.nn.Sequential(new torch.nn.Linear(1, 2), new torch.nn.ReLU());
   * console.log([...net.named_modules()].map(([name]) => name)); // [ '', '0', '1' ]
   */
  named_modules(options?: ModulesOptions): Generator<[name: string, module: Module], void> {
    const [prefix, unique] = namedModules.bind([options]);
    return ModuleTree.#walk(this, prefix, unique ? new Set() : null);
  }

  /** This module and all below it. With `remove_duplicate` false a module in several places comes as often. */
  modules(remove_duplicate?: boolean | { remove_duplicate?: boolean }): Generator<Module, void> {
    const options = typeof remove_duplicate === 'boolean' ? { remove_duplicate } : remove_duplicate;
    return values(this.named_modules(options));
  }

  /**
   * The module at a path of names, such as `'encoder.layers.0'`; '' is this one.
   *
   * @throws AttributeError where the path leads to nothing, or to what is no module
   */
  get_submodule(target: string): Module {
    return (target === '' ? [] : target.split('.')).reduce((module: ModuleTree, name) => {
      const found = member(module, name);
      if (!isModule(found)) throw new AttributeError(`\`${name}\` is not an nn.Module`);
      return found;
    }, this) as Module;
  }

  /**
   * The parameter at a path of names, such as `'encoder.weight'`.
   *
   * @throws AttributeError where the path leads to nothing, or to what is no parameter
   */
  get_parameter(target: string): Parameter {
    const [module, name] = this.#split(target);
    const found = member(module, name);
    if (!(found instanceof Parameter)) throw new AttributeError(`\`${name}\` is not an nn.Parameter`);
    return found;
  }

  /**
   * The buffer at a path of names.
   *
   * @throws AttributeError where the path leads to nothing, or to what is no buffer
   */
  get_buffer(target: string): Tensor {
    const [module, name] = this.#split(target);
    member(module, name);
    const found = module._buffers[name];
    if (!found) throw new AttributeError(`\`${name}\` is not a buffer`);
    return found;
  }

  #split(target: string): [module: Module, name: string] {
    const at = target.lastIndexOf('.');
    return [this.get_submodule(target.slice(0, Math.max(at, 0))), target.slice(at + 1)];
  }

  /** A module and those below it, parents first; those in `seen` are left out. */
  static *#walk(
    module: ModuleTree,
    path: string,
    seen: Set<ModuleTree> | null,
  ): Generator<[path: string, module: Module], void> {
    if (seen?.has(module)) return;
    seen?.add(module);
    yield [path, module as Module];
    for (const [name, child] of module._registered('module'))
      if (child !== null) yield* ModuleTree.#walk(child, join(path, name), seen);
  }

  *#members<K extends Kind>(
    kind: K,
    prefix: string,
    recurse: boolean,
    unique: boolean,
  ): Generator<[name: string, value: Values[K]], void> {
    const seen = new Set<Values[K]>();
    const modules = recurse ? ModuleTree.#walk(this, prefix, unique ? new Set() : null) : [[prefix, this] as const];
    for (const [path, module] of modules)
      for (const [name, value] of module._registered(kind)) {
        if (value === null || (unique && seen.has(value))) continue;
        seen.add(value);
        yield [join(path, name), value];
      }
  }
}

/** A path of names with one more. */
const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function* values<T>(entries: Iterable<[name: string, value: T]>): Generator<T, void> {
  for (const [, value] of entries) yield value;
}

const KINDS: readonly Kind[] = ['module', 'parameter', 'buffer'];

/** What a module has under a name. */
function member(module: ModuleTree, name: string): unknown {
  const registered = KINDS.flatMap((kind) => module._registered(kind)).find(([known]) => known === name);
  if (registered !== undefined) return registered[1];
  if (!(name in module)) throw new AttributeError(`${module.constructor.name} has no attribute \`${name}\``);
  return Reflect.get(module, name);
}

function requireString(kind: Kind, name: unknown): void {
  if (typeof name !== 'string') throw new TypeError(`${kind} name should be a string. Got ${typeName(name)}`);
}

// An assignment to a field that a module does not have yet finds it nowhere on the way up the prototypes and ends here, where
// it is registered. From then on the module has the field, and neither reading nor assigning it comes here.
Object.setPrototypeOf(
  Callable.prototype,
  new Proxy(
    {},
    {
      set(_target, name, value: unknown, module: object) {
        ModuleTree.assign(module, name, value);
        return true;
      },
    },
  ),
);
