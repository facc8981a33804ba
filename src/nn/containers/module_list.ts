import { pythonType } from '../../tensor/errors.js';
import type { Slice } from '../../tensor/index_key.js';
import { missingForward, type Module } from '../module.js';
import { formatModule } from '../repr.js';
import { Positional, positions } from './positional.js';

/**
 * A list of modules that are registered, as a plain array's are not.
 *
 * @example
 * const layers = new torch.nn.ModuleList([new torch.nn.Linear(1, 2), new torch.nn.Linear(2, 3)]);
 * let x = torch.zeros(1);
 * for (const layer of layers) x = layer(x);
 * console.log(x.shape, layers.length); // torch.Size([3]) 2
 * @see PyTorch: `torch.nn.ModuleList`
 */
export class ModuleList<M extends Module = Module> extends Positional<M> {
  /**
   * @param modules the modules, in order
   * @throws TypeError for what is no module
   */
  constructor(modules?: Iterable<M> | null) {
    super();
    if (modules !== undefined && modules !== null) this.extend(modules);
  }

  /** @throws NotImplementedError: a list computes nothing */
  forward(): never {
    return missingForward(this);
  }

  /** Adds a module at the end. */
  append(module: M): this {
    this.add_module(String(this.length), module);
    return this;
  }

  /**
   * Adds modules at the end.
   *
   * @throws TypeError for what cannot be walked
   */
  extend(modules: Iterable<M>): this {
    if (typeof modules?.[Symbol.iterator] !== 'function')
      throw new TypeError(`ModuleList.extend should be called with an iterable, but got ${pythonType(modules)}`);
    for (const module of modules) this.append(module);
    return this;
  }

  /** Adds a module before the one at `index`. */
  insert(index: number, module: M): void {
    this._replace(this._list().toSpliced(index, 0, module));
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

  /** @internal */
  _part(slice: Slice): this {
    const list = this._list();
    const part = positions(slice, list.length).map((i) => list[i]);
    return new (this.constructor as new (modules: readonly M[]) => this)(part);
  }

  /** Neighbours with the same text are written once, with their number, as PyTorch does. */
  override toString(): string {
    const runs: { first: number; last: number; text: string }[] = [];
    this._list().forEach((module, i) => {
      const [text, run] = [String(module), runs.at(-1)];
      if (run?.text === text) run.last = i;
      else runs.push({ first: i, last: i, text });
    });
    return formatModule(
      this.constructor.name,
      '',
      runs.map(({ first, last, text }) =>
        first === last ? [String(first), text] : [`${first}-${last}`, `${last - first + 1} x ${text}`],
      ),
    );
  }
}
