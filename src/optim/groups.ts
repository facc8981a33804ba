import { pythonType, ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';

/** A group of parameters and the options that hold for them. */
export interface ParamGroup {
  /** The parameters. */
  params: Tensor[];
  /** Their names, when they were given as `[name, parameter]` pairs. */
  param_names?: string[];
  /** The learning rate. (A tensor, if the optimizer was given one.) */
  lr: number;
  /** The learning rate with which a scheduler began. */
  initial_lr?: number;
  [option: string]: unknown;
}

/** A group whose further options are `O`. */
export type Group<O extends object> = ParamGroup & Required<Omit<O, 'lr'>>;

/** Parameters, with or without names. */
export type ParamList = Iterable<Tensor> | Iterable<readonly [name: string, param: Tensor]>;

/** A group as it is given: parameters, and the options in which it differs from the others. */
export type GroupInput<O extends object = object> = GivenGroup & O;

/** The parameters of a group as they are given, and any options. */
export interface GivenGroup {
  /** One parameter or several, with or without names. */
  params: Tensor | ParamList;
  [option: string]: unknown;
}

/** What an optimizer is given to optimize: parameters, `[name, parameter]` pairs, or groups with options of their own. */
export type Params<O extends object = object> = ParamList | Iterable<GroupInput<O>>;

/**
 * Checks the parameters of a group, and parts them from their names.
 *
 * @param computed whether they may be computed tensors
 */
export function separateNames(given: Tensor | ParamList, computed: boolean): { params: Tensor[]; names: string[] } {
  if (!isTensor(given) && typeof (given as Partial<typeof given> | null)?.[Symbol.iterator] !== 'function')
    throw new TypeError(`'${pythonType(given)}' object is not iterable`);
  const names: string[] = [];
  const params = (isTensor(given) ? [given] : [...given]).map((param) => {
    if (!Array.isArray(param) || param.length !== 2 || typeof param[0] !== 'string') return param as Tensor;
    names.push(param[0]);
    return param[1] as Tensor;
  });
  if (names.length > 0 && names.length < params.length)
    throw new ValueError('all optimizer params should be with/without names. Some param names are missing');
  for (const param of params) {
    if (!isTensor(param))
      throw new TypeError(`optimizer can only optimize Tensors, but one of the params is ${typeName(param)}`);
    if (!computed && !param.is_leaf && !param.retains_grad) throw new ValueError("can't optimize a non-leaf Tensor");
  }
  return { params, names };
}

/** The name of a value's type as PyTorch's messages give it: `torch.FloatTensor`, `str`. */
export function typeName(value: unknown): string {
  return isTensor(value) ? `torch.${value.dtype.scalarName}Tensor` : pythonType(value);
}
