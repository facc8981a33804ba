import { pythonType } from '../../tensor/errors.js';
import type { Slice } from '../../tensor/index_key.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { missingForward } from '../module.js';
import { Parameter } from '../parameter.js';
import { Positional, positions } from './positional.js';

/** A tensor as a parameter; a parameter is one already. */
export function asParameter(container: string, value: Tensor): Parameter {
  if (!isTensor(value)) throw new TypeError(`${container} holds parameters and tensors, got ${pythonType(value)}`);
  return value instanceof Parameter ? value : new Parameter(value);
}

/** What a container's text says of a parameter. */
export const describeParameter = (x: Parameter, type: string) =>
  `Parameter containing: [${type} of size ${x.sizes.join('x')}]`;

/**
 * A list of parameters that are registered, as a plain array's are not. Tensors become parameters.
 *
 * @example
 * const list = new torch.nn.ParameterList([torch.zeros(2), torch.zeros(3)]);
 * console.log(list.length, list[-1].shape); // 2 torch.Size([3])
 * @see PyTorch: `torch.nn.ParameterList`
 */
export class ParameterList extends Positional<Parameter> {
  /**
   * @param values the parameters, in order
   * @throws TypeError for what is no tensor
   */
  constructor(values?: Iterable<Tensor> | null) {
    super();
    if (values !== undefined && values !== null) this.extend(values);
  }

  /** @throws NotImplementedError: a list computes nothing */
  forward(): never {
    return missingForward(this);
  }

  /** Adds a parameter at the end. */
  append(value: Tensor): this {
    this.register_parameter(String(this.length), asParameter('ParameterList', value));
    return this;
  }

  /**
   * Adds parameters at the end.
   *
   * @throws TypeError for what cannot be walked
   */
  extend(values: Iterable<Tensor>): this {
    if (typeof values?.[Symbol.iterator] !== 'function' || isTensor(values))
      throw new TypeError(`ParameterList.extend should be called with an iterable, but got ${pythonType(values)}`);
    for (const value of values) this.append(value);
    return this;
  }

  override extra_repr(): string {
    return this._list()
      .map((x, i) => `  (${i}): ${describeParameter(x, String(x.dtype))}`)
      .join('\n');
  }

  /** @internal */
  _list(): Parameter[] {
    return this._registered('parameter').map(([, x]) => x as Parameter);
  }

  /** @internal */
  _set(position: number, value: Tensor): void {
    this.register_parameter(String(position), asParameter('ParameterList', value));
  }

  /** @internal */
  _replace(list: readonly Parameter[]): void {
    this._renumber('parameter', list);
  }

  /** @internal */
  _part(slice: Slice): this {
    const list = this._list();
    const part = positions(slice, list.length).map((i) => list[i]);
    return new (this.constructor as new (values: readonly Parameter[]) => this)(part);
  }
}
