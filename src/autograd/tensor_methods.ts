import { RuntimeError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { Tensor, Version } from '../tensor/tensor.js';
import { backward, type BackwardOptions } from './backward.js';
import { AccumulateGrad, addHook, gradientNode, NodeHooks, type GradientHook, type RemovableHandle } from './node.js';
import { currentNode } from './views.js';

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** Whether this tensor was not computed by a recorded operation: parameters, data and what does not require grad. */
    readonly is_leaf: boolean;
    /** Whether `retain_grad()` was called on this computed tensor. */
    readonly retains_grad: boolean;
    /** The same elements outside the graph; writes through it are not counted. */
    data: Tensor;

    /**
     * Sets whether gradients flow to this leaf; returns the tensor.
     *
     * @throws RuntimeError for integers, and for switching a computed tensor off
     */
    requires_grad_(requires_grad?: boolean): this;

    /**
     * Adds d(this)/d(leaf) to the `grad` of every leaf that requires grad.
     *
     * @param gradient the gradient of this tensor; may be left out when it has one element
     * @throws RuntimeError where there is no graph, or it was freed by an earlier backward
     */
    backward(
      gradient?: Tensor | null | (BackwardOptions & { gradient?: Tensor | null }),
      options?: BackwardOptions,
    ): void;

    /** The same elements outside the graph: a view that does not require grad. */
    detach(): Tensor;

    /** Takes this tensor itself out of the graph; returns it. */
    detach_(): this;

    /**
     * Calls `hook(grad)` when the gradient of this tensor is computed; a tensor that it returns replaces the gradient.
     *
     * @returns a handle whose `remove()` takes the hook away
     */
    register_hook(hook: GradientHook): RemovableHandle;

    /** Calls `hook(tensor)` after a gradient was accumulated into this leaf. */
    register_post_accumulate_grad_hook(hook: (leaf: Tensor) => void): RemovableHandle;

    /** Keeps the gradient of this computed tensor in its `grad`. */
    retain_grad(): void;
  }
}

/** The tensor's own hooks, at the place in the graph where its gradient passes. */
function hooksOf(x: Tensor): NodeHooks {
  const node = gradientNode(x);
  return (node.hooks ??= new NodeHooks());
}

const accessors: PropertyDescriptorMap & ThisType<Tensor> = {
  grad_fn: {
    get() {
      return this.viewOf === null ? this.node : currentNode(this);
    },
  },
  requires_grad: {
    get() {
      return this.leafRequiresGrad || this.node !== null || (this.viewOf !== null && this.viewOf.requires_grad);
    },
    set(value: boolean) {
      this.requires_grad_(value);
    },
  },
  is_leaf: {
    get() {
      return this.grad_fn === null;
    },
  },
  retains_grad: {
    get() {
      const node = this.grad_fn === null ? null : gradientNode(this);
      return node?.hooks?.retain.get(this.outputNumber) === this;
    },
  },
  data: {
    get() {
      const data = this.detach();
      data.version = new Version();
      return data;
    },
    set(value: Tensor) {
      if (!(value instanceof Tensor)) throw new TypeError(`Variable data has to be a tensor, but got ${typeof value}`);
      Object.assign(this, {
        storage: value.storage,
        sizes: value.sizes,
        strides: value.strides,
        offset: value.offset,
        dtype: value.dtype,
      });
    },
  },
};
Object.defineProperties(Tensor.prototype, accessors);

const methods: ThisType<Tensor> & Record<string, (...args: never[]) => unknown> = {
  requires_grad_(requires_grad: boolean = true) {
    if (requires_grad && !this.dtype.is_floating_point)
      throw new RuntimeError('only Tensors of floating point dtype can require gradients');
    if (this.grad_fn !== null) {
      if (!requires_grad)
        throw new RuntimeError(
          "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
        );
      return this;
    }
    this.leafRequiresGrad = requires_grad;
    return this;
  },

  backward(
    gradient: Tensor | null | (BackwardOptions & { gradient?: Tensor | null }) = null,
    options: BackwardOptions = {},
  ) {
    if (isOptions(gradient)) return backward(this, gradient.gradient ?? null, gradient);
    backward(this, gradient, options);
  },

  detach() {
    const result = new Tensor(this.storage, this.sizes, this.strides, this.offset, this.dtype);
    result.version = this.version;
    return result;
  },

  detach_() {
    if (this.viewOf !== null) throw new RuntimeError("Can't detach views in-place. Use detach() instead.");
    this.node = null;
    this.outputNumber = 0;
    this.leafRequiresGrad = false;
    return this;
  },

  register_hook(hook: GradientHook) {
    if (!this.requires_grad) throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient");
    const { pre } = hooksOf(this);
    const list = pre.get(this.outputNumber) ?? [];
    pre.set(this.outputNumber, list);
    return addHook(list, hook);
  },

  register_post_accumulate_grad_hook(hook: (leaf: Tensor) => void) {
    const node = this.requires_grad ? gradientNode(this) : null;
    if (!(node instanceof AccumulateGrad))
      throw new RuntimeError(
        this.requires_grad
          ? 'post accumulate grad hooks cannot be registered on non-leaf tensors'
          : "cannot register a hook on a tensor that doesn't require gradient",
      );
    return addHook(node.afterwards, hook);
  },

  retain_grad() {
    if (!this.requires_grad) throw new RuntimeError("can't retain_grad on Tensor that has requires_grad=False");
    if (this.grad_fn !== null) hooksOf(this).retain.set(this.outputNumber, this);
  },
};
for (const [name, method] of Object.entries(methods))
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
