import { addHook, type RemovableHandle } from '../autograd/node.js';
import { KeyError, NotImplementedError, pythonType, ValueError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { warn } from '../tensor/warning.js';
import { FLOAT_OPTIONS, formatOption } from './format.js';
import { separateNames, typeName, type GroupInput, type ParamGroup, type Params } from './groups.js';
import { attach, callHooksAroundStep, type StateDictHook, type StepPostHook, type StepPreHook } from './hooks.js';
import { loadStateDict, packStateDict, type OptimizerStateDict } from './state_dict.js';

/** The base of all optimizers: it keeps the parameters in groups, with their options, and a record of state for each. */
export class Optimizer {
  /** The options of a group that does not say otherwise. */
  readonly defaults: Record<string, unknown>;
  /** The groups of parameters with their options, which may be changed at any time: `param_groups[0].lr = 0.01`. */
  param_groups: ParamGroup[] = [];
  /** For each parameter what the optimizer remembers of the past: momenta, averages, the number of steps. */
  state = new Map<Tensor, Record<string, unknown>>();
  /** @internal Defaults that PyTorch writes otherwise than such numbers are written here. */
  readonly written: Readonly<Record<string, string>> = {};
  /** @internal Whether `step` was called since a scheduler has set the first learning rate. */
  stepped = false;
  readonly #beforeStep: StepPreHook[] = [];
  readonly #afterStep: StepPostHook[] = [];
  readonly #beforeStateDict: ((optimizer: Optimizer) => void)[] = [];
  readonly #afterStateDict: StateDictHook[] = [];
  readonly #beforeLoad: StateDictHook[] = [];
  readonly #afterLoad: ((optimizer: Optimizer) => void)[] = [];

  /**
   * @param params parameters, `[name, parameter]` pairs, or groups `{ params, lr, … }`
   * @param defaults the options of a group that does not say otherwise
   * @throws TypeError for what is no tensor; ValueError for an empty list, a computed tensor, or one that appears twice
   * @example
   * class SignDescent extends torch.optim.Optimizer {
   *   override step() {
   *     torch.no_grad(() => {
   *       for (const { params, lr } of this.param_groups) for (const p of params) p.sub_(p.grad!.sign().mul(lr));
   *     });
   *   }
   * }
   * const w = torch.tensor([1, -2], { requires_grad: true });
   * w.pow(2).sum().backward();
   * new SignDescent([w], { lr: 0.5 }).step();
   * console.log(w); // tensor([ 0.5000, -1.5000], requires_grad=True)
   */
  constructor(params: Params, defaults: Record<string, unknown>) {
    this.defaults = defaults;
    callHooksAroundStep(this);
    if (isTensor(params) || typeof (params as Partial<typeof params> | null)?.[Symbol.iterator] !== 'function')
      throw new TypeError(
        `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${typeName(params)}`,
      );
    const list: unknown[] = [...params];
    if (list.length === 0) throw new ValueError('optimizer got an empty parameter list');
    for (const group of isOptions(list[0]) ? list : [{ params: list }]) this.add_param_group(group as GroupInput);
  }

  /**
   * Adds a group of parameters with options of their own, such as a layer that is no longer frozen.
   *
   * @param param_group `{ params, lr, … }`; the options left out are the defaults
   * @throws TypeError for what is no tensor; ValueError for a computed tensor, or one that is in another group
   * @example
   * const optimizer = new torch.optim.SGD([torch.zeros(2)], { lr: 0.1 });
   * optimizer.add_param_group({ params: [torch.zeros(3)], lr: 0.01 });
   * console.log(optimizer.param_groups[1].lr); // 0.01
   */
  add_param_group(param_group: GroupInput): void {
    if (!isOptions(param_group))
      throw new TypeError(
        `param_group must be a dict, but got <class '${isTensor(param_group) ? 'torch.Tensor' : pythonType(param_group)}'>`,
      );
    if (param_group.params === undefined) throw new KeyError('params');
    const { params, names } = separateNames(param_group.params, this.defaults.differentiable === true);
    if (new Set(params).size !== params.length)
      warn('optimizer contains a parameter group with duplicate parameters; in future, this will cause an error');
    for (const group of this.param_groups) {
      if (names.length > 0 !== (group.param_names !== undefined))
        throw new ValueError(
          'all optimizer param groups should be with/without names. ' +
            `cannot add param group ${names.length > 0 ? 'with names' : 'without names'} to the optimizer`,
        );
    }
    const others = new Set(this.param_groups.flatMap((group) => group.params));
    if (params.some((param) => others.has(param)))
      throw new ValueError('some parameters appear in more than one parameter group');

    const group: Record<string, unknown> = { ...param_group, params, ...(names.length > 0 && { param_names: names }) };
    for (const [name, value] of Object.entries(this.defaults)) if (group[name] === undefined) group[name] = value;
    this.param_groups.push(group as ParamGroup);
  }

  /**
   * Changes every parameter by one step, after its gradient. Each optimizer has its own.
   *
   * @param closure computes the loss afresh, with gradients; most optimizers do not need it
   * @returns what `closure` returned
   */
  step(closure?: (() => unknown) | null): unknown {
    throw new NotImplementedError(`${this.constructor.name}.step${closure ? '(closure)' : ''} is not implemented`);
  }

  /**
   * Forgets the gradients of all parameters.
   *
   * @param set_to_none whether they become null (the default) or zeros
   * @example
   * const w = torch.ones(2, { requires_grad: true });
   * w.sum().backward();
   * new torch.optim.SGD([w]).zero_grad();
   * console.log(w.grad); // null
   */
  zero_grad(set_to_none: boolean | { set_to_none?: boolean } = true): void {
    const toNone = typeof set_to_none === 'boolean' ? set_to_none : (set_to_none.set_to_none ?? true);
    for (const { params } of this.param_groups)
      for (const param of params) {
        if (toNone) param.grad = null;
        else if (param.grad !== null)
          (param.grad.grad_fn === null ? param.grad.requires_grad_(false) : param.grad.detach_()).zero_();
      }
  }

  /**
   * The state and the groups as a plain object, in which each parameter is its number. Its tensors are the optimizer's own.
   *
   * @returns `{ state, param_groups }`, to be given to `load_state_dict`
   * @example
   * const optimizer = new torch.optim.SGD([torch.zeros(2), torch.zeros(3)], { lr: 0.1 });
   * console.log(optimizer.state_dict().param_groups[0].params.join()); // 0,1
   */
  state_dict(): OptimizerStateDict {
    for (const hook of this.#beforeStateDict) hook(this);
    const packed = packStateDict(this.param_groups, this.state);
    return this.#afterStateDict.reduce((dict, hook) => hook(this, dict) ?? dict, packed);
  }

  /**
   * Continues from a state that `state_dict` gave; its tensors take the dtype of their parameter.
   *
   * @throws ValueError when its groups are not those of this optimizer; nothing is changed then
   */
  load_state_dict(state_dict: OptimizerStateDict): void {
    const given = this.#beforeLoad.reduce((dict, hook) => hook(this, dict) ?? dict, { ...state_dict });
    const { state, param_groups } = loadStateDict(given, this.param_groups, this.defaults);
    this.state = state;
    this.param_groups = param_groups;
    for (const hook of this.#afterLoad) hook(this);
  }

  /** Calls `hook(optimizer, args, kwargs)` before every step; what it returns replaces the arguments. */
  register_step_pre_hook(hook: StepPreHook): RemovableHandle {
    return addHook(this.#beforeStep, hook);
  }

  /** Calls `hook(optimizer, args, kwargs)` after every step. */
  register_step_post_hook(hook: StepPostHook): RemovableHandle {
    return addHook(this.#afterStep, hook);
  }

  /** Calls `hook(optimizer)` before `state_dict` does its work; first of all hooks if `prepend`. */
  register_state_dict_pre_hook(
    hook: (optimizer: Optimizer) => void,
    prepend: boolean | { prepend?: boolean } = false,
  ): RemovableHandle {
    return attach(this.#beforeStateDict, hook, prepend);
  }

  /** Calls `hook(optimizer, stateDict)` after `state_dict`; it may return another one. */
  register_state_dict_post_hook(
    hook: StateDictHook,
    prepend: boolean | { prepend?: boolean } = false,
  ): RemovableHandle {
    return attach(this.#afterStateDict, hook, prepend);
  }

  /** Calls `hook(optimizer, stateDict)` before a state is loaded; it may return another one. */
  register_load_state_dict_pre_hook(
    hook: StateDictHook,
    prepend: boolean | { prepend?: boolean } = false,
  ): RemovableHandle {
    return attach(this.#beforeLoad, hook, prepend);
  }

  /** Calls `hook(optimizer)` after a state was loaded. */
  register_load_state_dict_post_hook(
    hook: (optimizer: Optimizer) => void,
    prepend: boolean | { prepend?: boolean } = false,
  ): RemovableHandle {
    return attach(this.#afterLoad, hook, prepend);
  }

  /** PyTorch's repr: the options of each group, in the order of the alphabet. */
  toString(): string {
    const groups = this.param_groups.map((group, i) => {
      const names = Object.keys(group)
        .filter((name) => name !== 'params')
        .sort();
      const line = (name: string) => {
        const value = group[name];
        const written = Number(this.written[name]) === value ? this.written[name] : undefined;
        const style = { tuple: name in this.defaults, float: FLOAT_OPTIONS.has(name) };
        return `    ${name}: ${written ?? formatOption(value, style)}\n`;
      };
      return `\nParameter Group ${i}\n${names.map(line).join('')}`;
    });
    return `${this.constructor.name} (${groups.join('')})`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** @internal A step with the hooks before and after it. */
  stepWithHooks(step: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    let kwargs: Record<string, unknown> = {};
    for (const hook of [...this.#beforeStep]) [args, kwargs] = hook(this, args, kwargs) ?? [args, kwargs];
    this.stepped = true;
    const result = step.apply(this, args);
    for (const hook of [...this.#afterStep]) hook(this, args, kwargs);
    return result;
  }
}
