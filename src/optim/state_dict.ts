import { tensor } from '../ops/creation.js';
import { KeyError, ValueError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import type { ParamGroup } from './groups.js';

/** What `state_dict()` of an optimizer gives: everything that it needs to continue, with numbers in place of the parameters. */
export interface OptimizerStateDict {
  /** The records of state by the number of the parameter. */
  state: Record<number, Record<string, unknown>>;
  /** The options of the groups, with the numbers of their parameters. */
  param_groups: PackedGroup[];
}

/** The options of a group, with the numbers of its parameters. */
export interface PackedGroup {
  /** The numbers of the parameters. */
  params: number[];
  [option: string]: unknown;
}

/** The state of an optimizer, with its parameters numbered in the order of the groups. */
export function packStateDict(
  groups: readonly ParamGroup[],
  state: ReadonlyMap<Tensor, Record<string, unknown>>,
): OptimizerStateDict {
  const numbers = new Map<Tensor, number>();
  let count = 0;
  const param_groups = groups.map(({ params, ...options }) => {
    params.forEach((param, i) => numbers.has(param) || numbers.set(param, count + i));
    count += params.length;
    return { ...options, params: params.map((param) => numbers.get(param) as number) };
  });
  const entries = [...state].map(([param, record]) => [numbers.get(param), record] as const);
  return { state: Object.fromEntries(entries) as OptimizerStateDict['state'], param_groups };
}

/**
 * A state that was packed, for the parameters of `groups`.
 *
 * @throws ValueError when the groups differ in number or size; KeyError when a part is missing
 */
export function loadStateDict(
  { state, param_groups: saved }: OptimizerStateDict,
  groups: readonly ParamGroup[],
  defaults: Record<string, unknown>,
): { state: Map<Tensor, Record<string, unknown>>; param_groups: ParamGroup[] } {
  if (saved === undefined) throw new KeyError('param_groups');
  if (state === undefined) throw new KeyError('state');
  if (saved.length !== groups.length)
    throw new ValueError('loaded state dict has a different number of parameter groups');
  if (saved.some(({ params }, i) => params.length !== groups[i].params.length))
    throw new ValueError(
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
    );

  const params = new Map(
    saved.flatMap((group, i) => group.params.map((number, j) => [Number(number), groups[i].params[j]] as const)),
  );
  const loaded = new Map<Tensor, Record<string, unknown>>();
  for (const [number, record] of Object.entries(state)) {
    const param = params.get(Number(number));
    if (param !== undefined) loaded.set(param, castFor(param, record) as Record<string, unknown>);
  }
  const param_groups = saved.map((options, i): ParamGroup => {
    const { params, param_names } = groups[i];
    return { ...defaults, ...(param_names && { param_names }), ...(structuredCopy(options) as ParamGroup), params };
  });
  return { state: loaded, param_groups };
}

/** A record of state for `param`: its tensors take the dtype of the parameter, except the number of steps. */
function castFor(param: Tensor, value: unknown, key?: string): unknown {
  if (key === 'step') return isTensor(value) ? value : tensor(Number(value));
  if (isTensor(value)) return param.dtype.is_floating_point ? value.to(param.dtype) : value;
  if (Array.isArray(value)) return value.map((item) => castFor(param, item));
  if (isOptions(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, castFor(param, item, name)]));
  return value;
}

/** The options of a group with lists and tensors of their own. */
function structuredCopy(value: unknown): unknown {
  if (isTensor(value)) return value.clone();
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (isOptions(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, structuredCopy(item)]));
  return value;
}
