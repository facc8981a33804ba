import type { RemovableHandle } from '../autograd/node.js';
import type { ToOptions } from '../ops/copy.js';
import { requireCpu, device as asDevice, type Device } from '../tensor/device.js';
import { DType, float32, float64 } from '../tensor/dtype.js';
import { NotImplementedError, ValueError } from '../tensor/errors.js';
import { isOptions, Signature } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { attach, Hooks, type Gradients, type Keywords } from './hooks.js';
import { formatModule } from './repr.js';
import {
  loadState,
  saveState,
  stateHooksOf,
  type IncompatibleKeys,
  type LoadStateDictPostHook,
  type LoadStateDictPreHook,
  type StateDict,
  type StateDictPostHook,
  type StateDictPreHook,
} from './state_dict.js';
import { ModuleTree } from './tree.js';

/** Options of forward hooks. */
export interface HookOptions {
  /** Whether it runs before the hooks that are there. Default false. */
  prepend?: boolean;
  /** Whether it also gets the named arguments of the call. Default false. */
  with_kwargs?: boolean;
}

/** What `Module.to` takes: a dtype, a device, a tensor to be like, or these by name. */
export type ModuleTarget = DType | Device | string | Tensor | Pick<ToOptions, 'dtype' | 'device'>;

const trainSignature = new Signature('train(any mode=True)');
const stateDictSignature = new Signature("state_dict(*, any? destination=None, str prefix='', bool keep_vars=False)");
const loadSignature = new Signature('load_state_dict(any state_dict, bool strict=True, bool assign=False)');
const zeroGradSignature = new Signature('zero_grad(bool set_to_none=True)');

/** A module is called like a function; the call has the type of its `forward`. */
export interface Module {
  (...args: Parameters<this['forward']>): ReturnType<this['forward']>;
}

/**
 * A part of a neural network, made of parameters, buffers and other modules: the base class of all layers, and of your own.
 *
 * A subclass assigns its parameters and layers to fields, where they register themselves in the order of the fields, and
 * says in `forward` what it computes. The module is then called like a function.
 *
 * @example
 * class Affine extends torch.nn.Module {
 *   weight;
 *   bias;
 *   constructor(n: number) {
 *     super();
 *     this.weight = new torch.nn.Parameter(torch.ones(n));
 *     this.bias = new torch.nn.Parameter(torch.zeros(n));
 *   }
 *   forward(x: torch.Tensor) {
 *     return x.mul(this.weight).add(this.bias);
 *   }
 * }
 * const affine = new Affine(2);
 * console.log(affine(torch.tensor([1, 2]))); // tensor([1., 2.], grad_fn=<AddBackward0>)
 * console.log([...affine.parameters()].length); // 2
 * @see PyTorch: `torch.nn.Module`
 */
export abstract class Module extends ModuleTree {
  #hooks: Hooks | null = null;

  /** What the module computes. Call the module itself, so that hooks run too. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a module takes; its own `forward` gives its call a type
  abstract forward(...args: any[]): any;

  /** @internal */
  __call__(...args: unknown[]): unknown {
    if (this.#hooks === null) return this.forward(...args) as unknown;
    return this.#hooks.call(this, (...given) => this.forward(...given) as unknown, args);
  }

  /**
   * Sets training mode here and in all modules below: dropout and batch normalization behave differently in it.
   *
   * @param mode whether to train; default true
   * @returns this module
   */
  train(mode?: boolean | { mode?: boolean }): this {
    const [on] = trainSignature.bind(isOptions(mode) ? [mode.mode] : [mode]);
    if (typeof on !== 'boolean') throw new ValueError('training mode is expected to be boolean');
    this.training = on;
    for (const child of this.children()) child.train(on);
    return this;
  }

  /** Sets evaluation mode: `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** Sets whether gradients flow to the parameters: false freezes the module. */
  requires_grad_(requires_grad: boolean = true): this {
    for (const parameter of this.parameters()) parameter.requires_grad_(requires_grad);
    return this;
  }

  /**
   * Takes the gradients of all parameters away.
   *
   * @param set_to_none whether `grad` becomes null (the default) or zeros
   */
  zero_grad(set_to_none?: boolean | { set_to_none?: boolean }): void {
    const [toNone] = zeroGradSignature.bind([set_to_none]);
    for (const parameter of this.parameters()) {
      if (toNone || parameter.grad === null) parameter.grad = null;
      else parameter.grad = parameter.grad.detach().zero_();
    }
  }

  /**
   * Calls `fn` with every module below this one, and then with this one: for initializing parameters, say.
   *
   * @returns this module
   * @example
   * const net = new torch.nn.Sequential(new torch.nn.Linear(1, 1));
   * net.apply((m) => m instanceof torch.nn.Linear && torch.nn.init.zeros_(m.weight));
   * console.log(net[0].weight.item()); // 0
   */
  apply(fn: (module: Module) => unknown): this {
    for (const child of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /**
   * Converts the floating-point parameters and buffers in place; the parameters stay the same objects.
   *
   * @param target a dtype, a device (there is only the CPU), a tensor to be like, or `{ dtype, device }`
   * @returns this module
   * @throws TypeError for a dtype that is not floating point
   */
  to(...target: ModuleTarget[]): this {
    const dtype = targetDtype(target);
    if (dtype === null) return this;
    if (!dtype.is_floating_point)
      throw new TypeError(
        `nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=${String(dtype)}`,
      );
    return this._apply((x) => (x.is_floating_point() ? x.to(dtype) : x));
  }

  /** Converts all parameters and buffers to a dtype, in place. */
  type(dst_type: DType): this {
    return this._apply((x) => x.to(dst_type));
  }

  /** Converts the floating-point parameters and buffers to float32, in place. */
  float(): this {
    return this.to(float32);
  }

  /** Converts the floating-point parameters and buffers to float64, in place. */
  double(): this {
    return this.to(float64);
  }

  /** Moves the module to the CPU, where it is. */
  cpu(): this {
    return this;
  }

  /** @internal Replaces the elements of every parameter, of its gradient, and every buffer by what `fn` makes of them. */
  _apply(fn: (x: Tensor) => Tensor): this {
    for (const module of this.modules()) {
      for (const parameter of module.parameters(false)) {
        parameter.data = fn(parameter.data);
        if (parameter.grad !== null) parameter.grad = fn(parameter.grad.detach());
      }
      for (const [name, buffer] of module.named_buffers({ recurse: false })) Reflect.set(module, name, fn(buffer));
    }
    return this;
  }

  /**
   * The parameters and persistent buffers of this module and of all below it, by path of names. They share their elements with
   * the module's.
   *
   * @param options `destination`: a plain object to add to; `prefix`: what stands before every name; `keep_vars`: whether
   * the parameters themselves come, and not detached tensors
   * @example
   * const net = new torch.nn.Sequential(new torch.nn.Linear(2, 1));
   * console.log(Object.keys(net.state_dict())); // [ '0.weight', '0.bias' ]
   */
  state_dict(options?: { destination?: StateDict; prefix?: string; keep_vars?: boolean }): StateDict {
    const [destination, prefix, keepVars] = stateDictSignature.bind([options]);
    return saveState(this, (destination ?? {}) as StateDict, prefix, keepVars);
  }

  /**
   * Copies the tensors of a state dict into the parameters and buffers of the same names.
   *
   * @param state_dict what `state_dict()` of a model of the same build returned
   * @param strict whether the names must match exactly; default true
   * @param assign whether the given tensors themselves take the place of the module's; default false
   * @returns the missing and the unexpected names
   * @throws RuntimeError that lists everything that does not fit; nothing was changed then
   * @example
   * const [a, b] = [new torch.nn.Linear(2, 1), new torch.nn.Linear(2, 1)];
   * console.log(b.load_state_dict(a.state_dict())); // <All keys matched successfully>
   * console.log(torch.equal(a.weight, b.weight)); // true
   */
  load_state_dict(
    state_dict: StateDict,
    strict?: boolean | { strict?: boolean; assign?: boolean },
    assign?: boolean | { assign?: boolean },
  ): IncompatibleKeys {
    const [given, isStrict, isAssigned] = loadSignature.bind([state_dict, strict, assign]);
    return loadState(this, given as StateDict, isStrict, isAssigned);
  }

  /**
   * Calls `hook(module, args)` before every forward; what it returns replaces the arguments.
   *
   * @param options `prepend`; with `with_kwargs` the hook is `hook(module, args, kwargs)` and returns `[args, kwargs]` or nothing
   * @returns a handle whose `remove()` takes the hook away
   */
  register_forward_pre_hook(
    hook: (module: this, args: Parameters<this['forward']>, kwargs: Keywords) => unknown,
    { prepend = false, with_kwargs = false }: HookOptions = {},
  ): RemovableHandle {
    return attach((this.#hooks ??= new Hooks()).forwardPre, { hook, with_kwargs, always_call: false }, prepend);
  }

  /**
   * Calls `hook(module, args, output)` after every forward; what it returns replaces the output.
   *
   * @param options `prepend`; with `with_kwargs` the hook is `hook(module, args, kwargs, output)`; with `always_call` it also runs
   * when forward throws
   * @returns a handle whose `remove()` takes the hook away
   * @example
   * const layer = new torch.nn.ReLU();
   * const handle = layer.register_forward_hook((module, args, output) => output.mul(2));
   * console.log(layer(torch.ones(2))); // tensor([2., 2.])
   * handle.remove();
   * console.log(layer(torch.ones(2))); // tensor([1., 1.])
   */
  register_forward_hook(
    hook: (module: this, args: Parameters<this['forward']>, output: ReturnType<this['forward']>) => unknown,
    options?: HookOptions & { with_kwargs?: false; always_call?: boolean },
  ): RemovableHandle;
  register_forward_hook(
    hook: (
      module: this,
      args: Parameters<this['forward']>,
      kwargs: Keywords,
      output: ReturnType<this['forward']>,
    ) => unknown,
    options: HookOptions & { with_kwargs: true; always_call?: boolean },
  ): RemovableHandle;
  register_forward_hook(
    hook: (...args: never[]) => unknown,
    { prepend = false, with_kwargs = false, always_call = false }: HookOptions & { always_call?: boolean } = {},
  ): RemovableHandle {
    return attach((this.#hooks ??= new Hooks()).forward, { hook, with_kwargs, always_call }, prepend);
  }

  /**
   * Calls `hook(module, grad_input, grad_output)` when the gradients at the module's inputs are computed; what it returns
   * replaces them.
   *
   * @returns a handle whose `remove()` takes the hook away
   */
  register_full_backward_hook(
    hook: (module: this, grad_input: Gradients, grad_output: Gradients) => Gradients | Tensor | null | void,
    { prepend = false }: { prepend?: boolean } = {},
  ): RemovableHandle {
    return attach((this.#hooks ??= new Hooks()).backward, hook, prepend);
  }

  /**
   * Calls `hook(module, grad_output)` when the gradients at the module's results are known; what it returns replaces them.
   *
   * @returns a handle whose `remove()` takes the hook away
   */
  register_full_backward_pre_hook(
    hook: (module: this, grad_output: Gradients) => Gradients | Tensor | null | void,
    { prepend = false }: { prepend?: boolean } = {},
  ): RemovableHandle {
    return attach((this.#hooks ??= new Hooks()).backwardPre, hook, prepend);
  }

  /** Calls `hook(module, prefix, keep_vars)` before the module's state is saved. */
  register_state_dict_pre_hook(hook: StateDictPreHook): RemovableHandle {
    return attach(stateHooksOf(this).beforeSave, hook, false);
  }

  /** Calls `hook(module, state_dict, prefix, local_metadata)` after the module's state was saved; it may change the state dict. */
  register_state_dict_post_hook(hook: StateDictPostHook): RemovableHandle {
    return attach(stateHooksOf(this).afterSave, hook, false);
  }

  /**
   * Calls `hook(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)` before the
   * module's state is loaded; it may change the state dict.
   */
  register_load_state_dict_pre_hook(hook: LoadStateDictPreHook): RemovableHandle {
    return attach(stateHooksOf(this).beforeLoad, hook, false);
  }

  /** Calls `hook(module, incompatible_keys)` after the module's state was loaded; it may change the lists of keys. */
  register_load_state_dict_post_hook(hook: LoadStateDictPostHook): RemovableHandle {
    return attach(stateHooksOf(this).afterLoad, hook, false);
  }

  /** What stands between the parentheses of the module's text; a subclass says here what it is made of. */
  extra_repr(): string {
    return '';
  }

  /** The module as PyTorch prints it, with the modules below it. */
  override toString(): string {
    const children = this._registered('module').map(
      ([name, child]) => [name, child === null ? 'None' : child.toString()] as const,
    );
    return formatModule(this.constructor.name, this.extra_repr(), children);
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Refuses to call a module that computes nothing, such as a list of modules. */
export function missingForward(module: object): never {
  throw new NotImplementedError(`Module [${module.constructor.name}] is missing the required "forward" function`);
}

// in JavaScript a class may forget its forward
Object.defineProperty(Module.prototype, 'forward', {
  value(this: Module) {
    missingForward(this);
  },
  writable: true,
  configurable: true,
});

/** The dtype among the arguments of `to`, or null. */
function targetDtype(target: readonly unknown[]): DType | null {
  let dtype: DType | null = null;
  for (const item of target) {
    if (item instanceof DType) dtype = item;
    else if (isTensor(item)) dtype = item.dtype;
    else if (isOptions(item)) {
      const { dtype: named, device, non_blocking: _, ...unknown } = item;
      for (const name of Object.keys(unknown)) throw new TypeError(`to() got an unexpected keyword argument '${name}'`);
      dtype = targetDtype([device, named]) ?? dtype;
    } else if (item !== null && item !== undefined && typeof item !== 'boolean') requireCpu(asDevice(item as string));
  }
  return dtype;
}
