import { IndexError } from '../../tensor/errors.js';
import type { Slice } from '../../tensor/index_key.js';
import { isOptions } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { Module } from '../module.js';
import { Positional, positions } from './positional.js';

/**
 * Modules one after the other: each is called with what the one before it returned.
 *
 * @example
 * const net = new torch.nn.Sequential(new torch.nn.Linear(2, 3), new torch.nn.ReLU());
 * console.log(net); // Sequential(
 * //   (0): Linear(in_features=2, out_features=3, bias=True)
 * //   (1): ReLU()
 * // )
 * console.log(net(torch.zeros(5, 2)).shape, net[-1]); // torch.Size([5, 3]) ReLU()
 * @see PyTorch: `torch.nn.Sequential`
 */
export class Sequential<M extends Module = Module> extends Positional<M> {
  /**
   * @param modules the modules, which are named '0', '1', …, or one object of modules by name
   * @throws TypeError for what is no module
   */
  constructor(...modules: readonly M[] | [modules: Readonly<Record<string, M>>]) {
    super();
    const [first] = modules;
    const named =
      modules.length === 1 && isOptions(first)
        ? Object.entries(first as Record<string, M>)
        : Object.entries(modules as readonly M[]);
    for (const [name, module] of named) this.add_module(name, module);
  }

  /** Calls all modules in turn, each with the result of the one before. */
  forward(input: Tensor): Tensor {
    let x: unknown = input;
    for (const module of this._list()) x = module.__call__(x);
    return x as Tensor;
  }

  /** Adds a module at the end. */
  append(module: M): this {
    this.add_module(String(this.length), module);
    return this;
  }

  /** Adds modules at the end. */
  extend(sequential: Iterable<M>): this {
    for (const module of sequential) this.append(module);
    return this;
  }

  /**
   * Adds a module before the one at `index`.
   *
   * @throws IndexError for an index out of range
   */
  insert(index: number, module: M): this {
    const list = this._list();
    if (index < -list.length || index > list.length) throw new IndexError(`Index out of range: ${index}`);
    this._replace(list.toSpliced(index, 0, module));
    return this;
  }

  /** @internal */
  _list(): M[] {
    return this._registered('module').map(([, module]) => module as M);
  }

  /** @internal */
  _set(position: number, module: M): void {
    this.add_module(this._registered('module')[position][0], module);
  }

  /** @internal */
  _replace(list: readonly M[]): void {
    this._renumber('module', list);
  }

  /** @internal The part keeps its modules' names. */
  _part(slice: Slice): this {
    const entries = this._registered('module');
    const part = Object.fromEntries(positions(slice, entries.length).map((i) => entries[i]));
    return new (this.constructor as new (modules: object) => this)(part);
  }
}
