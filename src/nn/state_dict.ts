import { no_grad } from '../autograd/modes.js';
import { sameSizes } from '../ndarray/strided.js';
import { pythonType, RuntimeError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import type { Module } from './module.js';
import { Parameter } from './parameter.js';

// Saving the state of a tree of modules under the paths of names, and loading it back.

/** Tensors by path of names, in the order of registration. */
export type StateDict = Record<string, Tensor>;

type Nothing = null | void;
/** Called before a module's state is saved. */
export type StateDictPreHook = (module: Module, prefix: string, keep_vars: boolean) => void;
/** Called after a module's state was saved; may change the state dict. */
export type StateDictPostHook = (
  module: Module,
  state_dict: StateDict,
  prefix: string,
  local_metadata: object,
) => Nothing;
/** Called before a module's state is loaded; may change the state dict, the lists of keys and the error messages. */
export type LoadStateDictPreHook = (
  module: Module,
  state_dict: StateDict,
  prefix: string,
  local_metadata: object,
  strict: boolean,
  missing_keys: string[],
  unexpected_keys: string[],
  error_msgs: string[],
) => void;
/** Called after a module's state was loaded; may change the lists of keys. */
export type LoadStateDictPostHook = (module: Module, incompatible_keys: IncompatibleKeys) => Nothing;

/** The hooks of one module. */
export class StateHooks {
  readonly beforeSave: StateDictPreHook[] = [];
  readonly afterSave: StateDictPostHook[] = [];
  readonly beforeLoad: LoadStateDictPreHook[] = [];
  readonly afterLoad: LoadStateDictPostHook[] = [];
}

const hooks = new WeakMap<Module, StateHooks>();

/** The hooks of a module, to add to. */
export function stateHooksOf(module: Module): StateHooks {
  let own = hooks.get(module);
  if (own === undefined) hooks.set(module, (own = new StateHooks()));
  return own;
}

/** What `load_state_dict` returns: which keys the model has and the state dict lacks, and the other way round. */
export class IncompatibleKeys {
  constructor(
    /** Keys of the model that the state dict does not have. */
    readonly missing_keys: string[],
    /** Keys of the state dict that the model does not have. */
    readonly unexpected_keys: string[],
  ) {}

  /** Both lists, so that the result can be taken apart as a tuple. */
  *[Symbol.iterator](): IterableIterator<string[]> {
    yield this.missing_keys;
    yield this.unexpected_keys;
  }

  /** PyTorch's repr. */
  toString(): string {
    const list = (keys: readonly string[]) => `[${keys.map((key) => `'${key}'`).join(', ')}]`;
    if (this.missing_keys.length + this.unexpected_keys.length === 0) return '<All keys matched successfully>';
    return `_IncompatibleKeys(missing_keys=${list(this.missing_keys)}, unexpected_keys=${list(this.unexpected_keys)})`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Adds the state of a module and of those below it to `destination`. */
export function saveState(module: Module, destination: StateDict, prefix: string, keep_vars: boolean): StateDict {
  const own = hooks.get(module);
  for (const hook of own?.beforeSave ?? []) hook(module, prefix, keep_vars);
  for (const [name, value] of module._state) destination[prefix + name] = keep_vars ? value : value.detach();
  for (const [name, child] of module._registered('module'))
    if (child !== null) child.state_dict({ destination, prefix: `${prefix}${name}.`, keep_vars });
  for (const hook of own?.afterSave ?? []) hook(module, destination, prefix, { version: 1 });
  return destination;
}

/**
 * Loads a state dict into a module and those below it. Everything is checked first, and nothing is changed if an error is thrown.
 *
 * @param strict whether missing and unexpected keys are errors
 * @param assign whether the given tensors themselves become the module's; otherwise their elements are copied
 */
export function loadState(module: Module, given: StateDict, strict: boolean, assign: boolean): IncompatibleKeys {
  if (!isOptions(given))
    throw new TypeError(`Expected state_dict to be dict-like, got <class '${pythonType(given)}'>.`);
  const loading = new Loading(assign);
  loading.visit(module, { ...given }, '');
  const { missing_keys, unexpected_keys } = loading.keys;
  const quoted = (keys: readonly string[]) => keys.map((key) => `"${key}"`).join(', ');
  const errors = [...loading.errors];
  if (strict && unexpected_keys.length > 0)
    errors.unshift(`Unexpected key(s) in state_dict: ${quoted(unexpected_keys)}. `);
  if (strict && missing_keys.length > 0) errors.unshift(`Missing key(s) in state_dict: ${quoted(missing_keys)}. `);
  if (errors.length > 0)
    throw new RuntimeError(`Error(s) in loading state_dict for ${module.constructor.name}:\n\t${errors.join('\n\t')}`);
  no_grad(() => loading.writes.forEach((write) => write()));
  return loading.keys;
}

/** One walk through a tree of modules: what is wrong with a state dict, and what is to be written. */
class Loading {
  readonly keys = new IncompatibleKeys([], []);
  readonly errors: string[] = [];
  readonly writes: (() => void)[] = [];

  constructor(private readonly assign: boolean) {}

  visit(module: Module, state: StateDict, prefix: string): void {
    const { missing_keys, unexpected_keys } = this.keys;
    const own = hooks.get(module);
    for (const hook of own?.beforeLoad ?? [])
      hook(module, state, prefix, {}, true, missing_keys, unexpected_keys, this.errors);
    const local = module._state;
    for (const [name, value] of local)
      if (prefix + name in state) this.check(module, name, value, prefix + name, state[prefix + name]);
      else missing_keys.push(prefix + name);
    const children = module._registered('module');
    for (const key of Object.keys(state)) {
      const [name, ...rest] = key.slice(prefix.length).split('.');
      if (rest.length > 0 ? !children.some(([known]) => known === name) : !local.some(([known]) => known === name))
        unexpected_keys.push(key);
    }
    for (const [name, child] of children) {
      const below = `${prefix}${name}.`;
      const part = Object.fromEntries(Object.entries(state).filter(([key]) => key.startsWith(below)));
      if (child !== null) this.visit(child, part, below);
    }
    for (const hook of own?.afterLoad ?? []) hook(module, this.keys);
  }

  private check(module: Module, name: string, present: Tensor, key: string, given: unknown): void {
    if (!isTensor(given)) {
      this.errors.push(
        `While copying the parameter named "${key}", expected torch.Tensor or Tensor-like object from checkpoint but received <class '${pythonType(given)}'>`,
      );
      return;
    }
    const value = present.ndim === 0 && given.ndim === 1 && given.length === 1 ? given[0] : given;
    if (!sameSizes(value.sizes, present.sizes))
      this.errors.push(
        `size mismatch for ${key}: copying a param with shape ${String(value.shape)} from checkpoint, the shape in current model is ${String(present.shape)}.`,
      );
    else if (!this.assign) this.writes.push(() => present.copy_(value));
    else
      this.writes.push(() =>
        Reflect.set(module, name, present instanceof Parameter ? asParameter(value, present.requires_grad) : value),
      );
  }
}

function asParameter(x: Tensor, requires_grad: boolean): Parameter {
  if (!(x instanceof Parameter)) return new Parameter(x, requires_grad);
  x.requires_grad_(requires_grad);
  return x;
}
