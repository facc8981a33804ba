import type { DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import type { GraphNode, Tensor } from '../tensor/tensor.js';

declare module '../tensor/tensor.js' {
  interface GraphNode {
    /** The nodes that this one's gradients go to, one pair [node, which of its results] for each input. */
    readonly next_functions: [GraphNode | null, number][];
    /** @internal */
    readonly sequence: number;
  }
}

/** @internal What a gradient must look like to be accepted for an input. */
export interface InputShape {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly dtype: DType;
}

/**
 * @internal A place in the graph: which node a gradient goes to, and as which of its results. Nodes hold plain data; the
 * engine walks them with a stack of its own, so a graph may be a million nodes long.
 */
export abstract class Node implements GraphNode {
  private static created = 0;
  /** Later nodes have larger numbers, and gradients only flow to earlier ones. */
  readonly sequence = Node.created++;
  /** The node each input's gradient goes to; null where none is wanted. */
  readonly next: (Node | null)[];
  /** Which result of that node the input was. */
  readonly nextOutput: number[];
  /** What each input's gradient must look like. */
  readonly inputs: (InputShape | null)[];
  /** How many results this node's operation has. */
  outputs = 1;
  /** The engine's notes while it runs. */
  task: Task | null = null;
  /** What users attached, or null. */
  hooks: NodeHooks | null = null;
  /** Whether the library's own formula computes the gradients, so that temporaries may be released at once. */
  readonly builtIn: boolean = true;

  constructor(inputs: readonly (Tensor | null)[]) {
    const n = inputs.length;
    this.next = new Array<Node | null>(n);
    this.nextOutput = new Array<number>(n);
    this.inputs = new Array<InputShape | null>(n);
    for (let i = 0; i < n; i++) {
      const input = inputs[i];
      if (input !== null && input.requires_grad) {
        this.next[i] = gradientNode(input);
        this.nextOutput[i] = input.outputNumber;
        this.inputs[i] = { sizes: input.sizes, strides: input.strides, dtype: input.dtype }; // not the tensor, which the graph must not keep alive
      } else {
        this.next[i] = null;
        this.nextOutput[i] = 0;
        this.inputs[i] = null;
      }
    }
  }

  abstract name(output?: number): string;

  /** The gradients of the inputs, from the gradients of the results (null where a result got none). */
  abstract backward(grads: readonly (Tensor | null)[]): (Tensor | null)[];

  /** Lets go of saved values: after a backward pass that does not retain the graph. */
  release(): void {}

  get next_functions(): [GraphNode | null, number][] {
    return this.next.map((node, i) => [node, this.nextOutput[i]]);
  }

  /**
   * Calls `hook(grad_inputs, grad_outputs)` after this node has run in a backward pass; what it returns replaces the
   * gradients of the inputs.
   */
  register_hook(hook: NodeHooks['post'][number]): RemovableHandle {
    this.hooks ??= new NodeHooks();
    return addHook(this.hooks.post, hook);
  }

  toString(): string {
    return `<${this.name()}>`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A gradient hook: may return a gradient that replaces the one it got. */
export type GradientHook = (grad: Tensor) => Tensor | null | undefined | void;

/** @internal What users attached to a node. */
export class NodeHooks {
  /** For each result, what is called with its gradient before the node runs. */
  readonly pre = new Map<number, GradientHook[]>();
  /** For each result, the tensor whose `grad` keeps a copy. */
  readonly retain = new Map<number, Tensor>();
  /** What is called after the node has run. */
  readonly post: ((
    gradInputs: (Tensor | null)[],
    gradOutputs: (Tensor | null)[],
  ) => (Tensor | null)[] | undefined | void)[] = [];
}

/** What registering a hook returns: `remove()` takes the hook away. */
export class RemovableHandle {
  readonly #remove: () => void;

  /** @internal */
  constructor(remove: () => void) {
    this.#remove = remove;
  }

  /** Takes the hook away. */
  remove(): void {
    this.#remove();
  }
}

/** @internal Adds a hook to a list and gives back the handle that takes it away. */
export function addHook<F>(list: F[], hook: F): RemovableHandle {
  list.push(hook);
  return new RemovableHandle(() => {
    const at = list.indexOf(hook);
    if (at >= 0) list.splice(at, 1);
  });
}

/** @internal One backward pass. */
export interface Run {
  active: boolean;
}

/** @internal What the engine notes about a node during one backward pass. */
export interface Task {
  readonly run: Run;
  /** How many nodes have yet to send this one a gradient. */
  dependencies: number;
  /** The sums of the gradients that arrived, for each result. */
  readonly grads: (Tensor | null)[];
  /** Whether the node leads to a wanted input. */
  needed: boolean;
  /** The notes of an enclosing backward pass. */
  readonly outer: Task | null;
}

/** @internal Where the gradient of a leaf ends: it is added to the leaf's `grad`. */
export class AccumulateGrad extends Node {
  /** Called with the leaf after its gradient was accumulated. */
  readonly afterwards: ((leaf: Tensor) => void)[] = [];

  constructor(readonly variable: Tensor) {
    super([]);
  }

  name(): string {
    return 'AccumulateGrad';
  }

  backward(): (Tensor | null)[] {
    return [];
  }
}

const accumulators = new WeakMap<Tensor, AccumulateGrad>();

/** @internal The node that a tensor's gradient goes to: the one that computed it, or the one that accumulates a leaf's. */
export function gradientNode(x: Tensor): Node {
  const computed = x.grad_fn;
  if (computed !== null) return computed as Node;
  let node = accumulators.get(x);
  if (node === undefined) accumulators.set(x, (node = new AccumulateGrad(x)));
  return node;
}

/** @internal Differentiable operations that the engine itself needs; the ops register them. */
export interface EngineOps {
  add(a: Tensor, b: Tensor): Tensor;
  sumTo(x: Tensor, sizes: readonly number[]): Tensor;
  cast(x: Tensor, dtype: DType): Tensor;
  clone(x: Tensor): Tensor;
  stack(tensors: readonly Tensor[]): Tensor;
  fullLike(x: InputShape, value: number): Tensor;
  asStrided(x: Tensor, sizes: readonly number[], strides: readonly number[], offset: number): Tensor;
  /** A copy of `x` that lies in memory with these strides. */
  layOut(x: Tensor, strides: readonly number[]): Tensor;
  /** Writes `value` into `x`. */
  write(x: Tensor, value: Tensor | number): void;
}

/** @internal Filled in by the ops when they load. */
export const engineOps = {} as EngineOps;

/** @internal Worded as PyTorch words it. */
export function describeTensor(x: Tensor): string {
  return `[torch.${x.dtype.scalarName}Tensor [${x.sizes.join(', ')}]]`;
}

/** Which result of which node a value is, worded as PyTorch words it; nothing for a leaf. */
function originOf(node: GraphNode | null, output: number): string {
  if (node === null) return '';
  const name = node.name(output);
  const short = name.replace(/Backward\d*$/, '');
  return `, which is output ${output} of ${short === name ? 'torch::autograd::' : ''}${short},`;
}

/** @internal A value that a node keeps for its backward, with the number of in-place writes at that time. */
export class Saved {
  private readonly version: number;

  /**
   * @param saver for a result, the node that computed it and keeps it; null for an argument
   * @param output which of that node's results it is
   */
  constructor(
    private tensor: Tensor | null,
    private readonly saver: Node | null = null,
    private readonly output = 0,
  ) {
    this.version = (tensor as Tensor).version.value;
  }

  /** The value, checked not to have been overwritten since. */
  unpack(): Tensor {
    const { tensor } = this;
    if (tensor === null)
      throw new RuntimeError(
        'Trying to backward through the graph a second time (or directly access saved tensors after they have already ' +
          'been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). ' +
          'Specify retain_graph=True if you need to backward through the graph a second time or if you need to access ' +
          'saved tensors after calling backward.',
      );
    if (tensor.version.value !== this.version) {
      const origin = originOf(this.saver ?? tensor.grad_fn, this.saver === null ? tensor.outputNumber : this.output);
      throw new RuntimeError(
        'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
          `${describeTensor(tensor)}${origin} is at version ${tensor.version.value}; expected version ${this.version} instead. ` +
          'Hint: enable anomaly detection to find the operation that failed to compute its gradient, with ' +
          'torch.autograd.set_detect_anomaly(True, check_nan=False).',
      );
    }
    return tensor;
  }

  release(): void {
    this.tensor = null;
  }
}
