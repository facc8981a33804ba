import { NotImplementedError, pythonType, RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { mode, no_grad } from './modes.js';
import { engineOps, Node, Saved, type InputShape } from './node.js';
import { rebaseHistory } from './views.js';

/** What a custom function's `forward` hands to its `backward`. Any further field may be set on it. */
export class FunctionContext {
  /** @internal */
  node: FunctionNode | null = null;
  /** @internal */
  toSave: readonly (Tensor | null)[] = [];
  /** @internal */
  dirty: readonly Tensor[] = [];
  /** @internal */
  nonDifferentiable: readonly Tensor[] = [];
  /** @internal */
  materialize = true;
  /** For each argument of `apply`, whether a gradient is wanted for it. */
  needs_input_grad: boolean[] = [];
  [field: string]: unknown;

  /** Keeps tensors for `backward`, where `ctx.saved_tensors` has them; writes to them in between are found out. */
  save_for_backward(...tensors: (Tensor | null)[]): void {
    this.toSave = tensors;
  }

  /** The tensors given to `save_for_backward`. */
  get saved_tensors(): Tensor[] {
    if (this.node === null) return this.toSave as Tensor[];
    return this.node.saved.map((saved) => (saved === null ? null : saved.unpack())) as Tensor[];
  }

  /** Says that `forward` wrote to these arguments in place. */
  mark_dirty(...tensors: Tensor[]): void {
    this.dirty = tensors;
  }

  /** Says that no gradient flows through these results. */
  mark_non_differentiable(...tensors: Tensor[]): void {
    this.nonDifferentiable = tensors;
  }

  /** Whether `backward` gets zeros (the default) or null for results that were not used. */
  set_materialize_grads(value: boolean): void {
    this.materialize = value;
  }
}

class FunctionNode extends Node {
  override readonly builtIn = false;
  saved: readonly (Saved | null)[] = [];
  shapes: readonly InputShape[] = [];

  constructor(
    private readonly cls: typeof Function,
    private readonly ctx: FunctionContext,
    /** For each argument, the number of its edge, or -1. */
    private readonly edges: readonly number[],
    inputs: readonly Tensor[],
  ) {
    super(inputs);
  }

  name(): string {
    return `${this.cls.name}Backward`;
  }

  backward(grads: readonly (Tensor | null)[]): (Tensor | null)[] {
    const given = grads.map((grad, i) => grad ?? (this.ctx.materialize ? engineOps.fullLike(this.shapes[i], 0) : null));
    const returned: unknown = this.cls.backward(this.ctx, ...(given as never[]));
    const list: readonly unknown[] = Array.isArray(returned) ? returned : [returned ?? null];
    const extra = list.slice(this.edges.length);
    if (list.length < this.edges.length || extra.some((grad) => grad !== null && grad !== undefined))
      throw new RuntimeError(
        `function ${this.name()} returned an incorrect number of gradients (expected ${this.edges.length}, got ${list.length})`,
      );
    const results: (Tensor | null)[] = this.next.map(() => null);
    this.edges.forEach((edge, i) => {
      const grad = list[i] ?? null;
      if (grad !== null && !isTensor(grad))
        throw new RuntimeError(`expected Variable or None (got ${pythonType(grad)})`);
      if (edge >= 0) results[edge] = grad;
    });
    return results;
  }

  override release(): void {
    for (const saved of this.saved) saved?.release();
  }
}

/**
 * An operation with a derivative of your own. Extend it with static `forward(ctx, ...args)` and `backward(ctx, ...grads)`,
 * and call `YourFunction.apply(...args)`. Or give `forward(...args)` and `setup_context(ctx, inputs, output)` separately.
 *
 * `backward` returns one gradient for each argument of `forward`, null for those that need none.
 *
 * @example
 * class Cube extends torch.autograd.Function {
 *   static override forward(ctx: torch.autograd.FunctionContext, x: torch.Tensor) {
 *     ctx.save_for_backward(x);
 *     return x.pow(3);
 *   }
 *   static override backward(ctx: torch.autograd.FunctionContext, grad: torch.Tensor) {
 *     const [x] = ctx.saved_tensors;
 *     return grad.mul(x.pow(2)).mul(3);
 *   }
 * }
 * const x = torch.tensor(2, { requires_grad: true });
 * Cube.apply(x).backward();
 * console.log(x.grad); // tensor(12.)
 * @see PyTorch: `torch.autograd.Function`
 */
export class Function {
  /** The value; runs without recording. Without a static `setup_context`, its first argument is the context. */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  static forward(...args: never[]): unknown {
    throw new NotImplementedError('You must implement the forward function for custom autograd.Function.');
  }

  /** Where `forward` takes no context: stores in it what `backward` needs. */
  static setup_context?: (ctx: FunctionContext, inputs: never, output: never) => void;

  /** The gradients of the arguments, from those of the results. */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  static backward(ctx: FunctionContext, ...grads: never[]): unknown {
    throw new NotImplementedError(
      'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
    );
  }

  /** Computes the value and records this function in the graph. */
  static apply<F extends typeof Function>(this: F, ...args: unknown[]): Applied<F> {
    const ctx = new FunctionContext();
    const tensors = args.map((arg) => isTensor(arg) && arg.requires_grad);
    ctx.needs_input_grad = tensors;
    const recorded = mode.grad && tensors.includes(true);
    const inputs = args.filter(isTensor);
    const edges = args.map((arg) => (isTensor(arg) ? inputs.indexOf(arg) : -1));
    const node = recorded ? new FunctionNode(this, ctx, edges, inputs) : null;
    const compute = this.forward as (...list: unknown[]) => unknown;
    const output = no_grad(() => {
      if (this.setup_context === undefined) return compute.call(this, ctx, ...args);
      const value = compute.apply(this, args);
      this.setup_context(ctx, args as never, value as never);
      return value;
    });
    if (node === null) return output as Applied<F>;
    const list: readonly unknown[] = Array.isArray(output) ? output : [output];
    const results = list.map((result) =>
      isTensor(result) && inputs.includes(result) && !ctx.dirty.includes(result) ? result.detach() : result,
    );
    node.outputs = results.length;
    node.shapes = results.map((result) =>
      isTensor(result)
        ? { sizes: result.sizes, strides: result.strides, dtype: result.dtype }
        : { sizes: [], strides: [], dtype: inputs[0].dtype },
    );
    results.forEach((result, i) => {
      if (!isTensor(result) || !result.dtype.is_floating_point || ctx.nonDifferentiable.includes(list[i] as Tensor))
        return;
      if (ctx.dirty.includes(result)) {
        result.version.value++;
        rebaseHistory(result, node);
      } else result.node = node;
      result.outputNumber = i;
    });
    node.saved = ctx.toSave.map((tensor) => saveFor(node, tensor, list, results));
    ctx.node = node;
    ctx.toSave = [];
    return (Array.isArray(output) ? results : results[0]) as Applied<F>;
  }
}

/** A saved result is known as this node's own, so that its gradient can be differentiated again. */
function saveFor(
  node: FunctionNode,
  tensor: Tensor | null,
  list: readonly unknown[],
  results: readonly unknown[],
): Saved | null {
  if (tensor === null) return null;
  const i = list.indexOf(tensor);
  return i >= 0 ? new Saved(results[i] as Tensor, node, i) : new Saved(tensor);
}

/** What `apply` returns: what `forward` does. */
type Applied<F> = F extends { forward(...args: never[]): infer R } ? (unknown extends R ? Tensor : R) : Tensor;
