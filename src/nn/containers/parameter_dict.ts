import { KeyError } from '../../tensor/errors.js';
import { isOptions } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { Parameter } from '../parameter.js';
import { Named, type Entries } from './named.js';
import { asParameter, describeParameter } from './parameter_list.js';

/**
 * Parameters by name, each also a field, `dict['name']`; TypeScript, which does not know the names, takes
 * `dict.__getitem__('name')`. Tensors become parameters.
 *
 * As in PyTorch, the entries of a plain object are added in the order of their names; a list of pairs keeps its order.
 *
 * @example
 * const dict = new torch.nn.ParameterDict({ w: torch.zeros(2), b: torch.zeros(3) });
 * console.log([...dict.keys()], dict.__getitem__('w').shape); // [ 'b', 'w' ] torch.Size([2])
 * @see PyTorch: `torch.nn.ParameterDict`
 */
export class ParameterDict extends Named<Parameter> {
  /**
   * @param parameters the parameters by name
   * @throws TypeError for what is no tensor
   */
  constructor(parameters?: Entries<Tensor> | null) {
    super();
    if (parameters !== undefined && parameters !== null) this.update(parameters);
  }

  override update(parameters: Entries<Tensor>): void {
    const sorted = isOptions(parameters) ? Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)) : parameters;
    super.update(sorted as Entries<Parameter>);
  }

  /** Adds a parameter, or replaces the one of that name. */
  __setitem__(key: string, value: Tensor): void {
    this.register_parameter(key, asParameter('ParameterDict', value));
  }

  /** A dictionary with the same parameters. */
  copy(): ParameterDict {
    return new ParameterDict(this._entries());
  }

  /** The parameter of a name; where there is none, `fallback` is added and returned. */
  setdefault(key: string, fallback: Tensor): Parameter {
    if (!this.__contains__(key)) this.__setitem__(key, fallback);
    return this.__getitem__(key);
  }

  /** The parameter of a name, or `fallback` where there is none. */
  get(key: string, fallback: Tensor | null = null): Tensor | null {
    return this.__contains__(key) ? this.__getitem__(key) : fallback;
  }

  /** A dictionary with `fallback` under each of the names. */
  fromkeys(keys: Iterable<string>, fallback: Tensor): ParameterDict {
    return new ParameterDict([...keys].map((key) => [key, fallback] as const));
  }

  /**
   * Takes the last entry away and returns it.
   *
   * @throws KeyError where there is none
   */
  popitem(): [name: string, value: Parameter] {
    const last = this._entries().at(-1);
    if (last === undefined) throw new KeyError('dictionary is empty');
    this._unregister(last[0]);
    return last;
  }

  override extra_repr(): string {
    return this._entries()
      .map(([name, x]) => `  (${name}): ${describeParameter(x, `torch.${x.dtype.scalarName}Tensor`)}`)
      .join('\n');
  }

  /** @internal */
  _entries(): [name: string, value: Parameter][] {
    return this._registered('parameter') as [string, Parameter][];
  }
}
