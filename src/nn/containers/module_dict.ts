import type { Module } from '../module.js';
import { Named, type Entries } from './named.js';

/**
 * Modules by name, registered in the order in which they were added. Each is also a field,
 * `dict['name']`; TypeScript, which does not know the names, takes `dict.__getitem__('name')`.
 *
 * @example
 * const choices = new torch.nn.ModuleDict({ relu: new torch.nn.ReLU(), tanh: new torch.nn.Tanh() });
 * console.log([...choices.keys()], choices.__getitem__('relu')); // [ 'relu', 'tanh' ] ReLU()
 * @see PyTorch: `torch.nn.ModuleDict`
 */
export class ModuleDict<M extends Module = Module> extends Named<M> {
  /**
   * @param modules the modules by name
   * @throws TypeError for what is no module; KeyError for the name of a method
   */
  constructor(modules?: Entries<M> | null) {
    super();
    if (modules !== undefined && modules !== null) this.update(modules);
  }

  /** Adds a module, or replaces the one of that name. */
  __setitem__(key: string, module: M): void {
    this.add_module(key, module);
  }

  /** @internal */
  _entries(): [name: string, module: M][] {
    return this._registered('module') as [string, M][];
  }
}
