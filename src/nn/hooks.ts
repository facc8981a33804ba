import { addHook, type Node, type RemovableHandle } from '../autograd/node.js';
import { mode } from '../autograd/modes.js';
import { define } from '../ops/define.js';
import { RuntimeError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { isTensor, viewAs, type Tensor } from '../tensor/tensor.js';

// What users attach to a module: functions that run before and after its forward, and when gradients pass through it.

/** Named arguments of a call: a trailing plain object. */
export type Keywords = Record<string, unknown>;
/** The gradients at one side of a module, null where there is none. */
export type Gradients = readonly (Tensor | null)[];

interface ForwardHook {
  readonly hook: (...args: never[]) => unknown;
  /** Whether it gets the named arguments too. */
  readonly with_kwargs: boolean;
  /** Whether it also runs when forward has thrown. */
  readonly always_call: boolean;
}

type BackwardHook = (module: never, grad_input: Gradients, grad_output: Gradients) => Gradients | Tensor | null | void;
type BackwardPreHook = (module: never, grad_output: Gradients) => Gradients | Tensor | null | void;

/** Adds a hook at the end of a list or, if `prepend`, at its beginning. */
export function attach<H>(list: H[], hook: H, prepend: boolean): RemovableHandle {
  const handle = addHook(list, hook);
  if (prepend) list.unshift(list.pop() as H);
  return handle;
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
const isNone = (value: unknown): value is null | undefined => value === null || value === undefined;

/** The hooks of one module. */
export class Hooks {
  readonly forwardPre: ForwardHook[] = [];
  readonly forward: ForwardHook[] = [];
  readonly backwardPre: BackwardPreHook[] = [];
  readonly backward: BackwardHook[] = [];

  /** Calls `forward` with the hooks around it. */
  call(module: object, forward: (...args: unknown[]) => unknown, given: readonly unknown[]): unknown {
    const named = isOptions(given.at(-1));
    let args = named ? given.slice(0, -1) : [...given];
    let keywords = named ? (given.at(-1) as Keywords) : {};
    const called = new Set<ForwardHook>();
    let result: unknown = null;
    const after = (entry: ForwardHook): void => {
      called.add(entry);
      const hook = entry.hook as (...args: unknown[]) => unknown;
      const replaced = entry.with_kwargs ? hook(module, args, keywords, result) : hook(module, args, result);
      if (!isNone(replaced)) result = replaced;
    };
    try {
      for (const { hook, with_kwargs } of [...this.forwardPre]) {
        const before = hook as (...args: unknown[]) => unknown;
        const replaced = with_kwargs ? before(module, args, keywords) : before(module, args);
        if (isNone(replaced)) continue;
        if (!with_kwargs) args = asList(replaced);
        else if (Array.isArray(replaced) && replaced.length === 2) [args, keywords] = replaced as [unknown[], Keywords];
        else
          throw new RuntimeError(
            `forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got ${String(replaced)}.`,
          );
      }
      const watch =
        this.backward.length + this.backwardPre.length > 0
          ? new GradientWatch(module, this.backward, this.backwardPre)
          : null;
      if (watch !== null) args = watch.inputs(args);
      result = forward(...args, ...(Object.keys(keywords).length > 0 ? [keywords] : []));
      for (const entry of [...this.forward]) after(entry);
      return watch === null ? result : watch.results(result);
    } catch (error) {
      for (const entry of this.forward) if (entry.always_call && !called.has(entry)) after(entry);
      throw error;
    }
  }
}

/** Lets several tensors through as they are, as one node of the graph, so that their gradients can be seen together. */
const Through = define({
  schema: '_through(Tensor[] tensors)',
  node: 'BackwardHookFunctionBackward',
  method: false,
  forward: (tensors) => tensors.map((x) => viewAs(x, x.sizes, x.strides)),
  derivative: { tensors: (grads) => grads },
});

/** Brings the gradients at a module's results together with those at its inputs, and calls the backward hooks with both. */
class GradientWatch {
  private gradOutputs: Gradients | null = null;
  private inputCount = 0;
  private watchesInputs = false;

  constructor(
    private readonly module: object,
    private readonly hooks: readonly BackwardHook[],
    private readonly preHooks: readonly BackwardPreHook[],
  ) {}

  /** The inputs, with their gradients watched. */
  inputs(args: unknown[]): unknown[] {
    this.inputCount = args.length;
    const watched = this.watch(args, (gradInputs, positions) => {
      if (this.gradOutputs === null) return gradInputs;
      const grads = this.callHooks(spread(gradInputs, positions, args.length));
      return positions.map((i) => grads[i]);
    });
    this.watchesInputs = watched !== args;
    return watched;
  }

  /** The results, with their gradients watched. */
  results(result: unknown): unknown {
    const list = asList(result);
    const watched = this.watch(list, (grads, positions) => {
      let gradOutputs: Gradients = spread(grads, positions, list.length);
      for (const hook of this.preHooks)
        gradOutputs = replaced(hook(this.module as never, gradOutputs), gradOutputs, 'pre hook', 'grad_output');
      this.gradOutputs = gradOutputs;
      if (!this.watchesInputs) this.callHooks(new Array<null>(this.inputCount).fill(null));
      return positions.map((i) => gradOutputs[i]);
    });
    return Array.isArray(result) ? watched : watched[0];
  }

  private callHooks(gradInputs: Gradients): Gradients {
    for (const hook of this.hooks)
      gradInputs = replaced(
        hook(this.module as never, gradInputs, this.gradOutputs as Gradients),
        gradInputs,
        'hook',
        'grad_input',
      );
    this.gradOutputs = null;
    return gradInputs;
  }

  /** Sends the tensors of a list through one node, whose gradients `hook` sees and may replace. */
  private watch(list: unknown[], hook: (grads: Gradients, positions: readonly number[]) => Gradients): unknown[] {
    const positions = list.flatMap((x, i) => (isTensor(x) ? [i] : []));
    if (!mode.grad || !positions.some((i) => (list[i] as Tensor).requires_grad)) return list;
    const through = Through.apply(positions.map((i) => list[i])) as readonly Tensor[];
    const node = through.find((x) => x.grad_fn !== null)?.grad_fn as Node;
    node.register_hook((_gradInputs, grads) => [...hook(grads, positions)]);
    return list.map((x, i) => (positions.includes(i) ? through[positions.indexOf(i)] : x));
  }
}

/** `values` at their places in a list of `length`, null elsewhere. */
function spread(values: Gradients, positions: readonly number[], length: number): Gradients {
  const list = new Array<Tensor | null>(length).fill(null);
  positions.forEach((at, i) => (list[at] = values[i] ?? null));
  return list;
}

/** What a hook returned, or `before` if it returned nothing. */
function replaced(
  returned: Gradients | Tensor | null | void,
  before: Gradients,
  hook: string,
  what: string,
): Gradients {
  if (isNone(returned)) return before;
  const list = asList(returned) as Gradients;
  if (list.length !== before.length)
    throw new RuntimeError(
      `Backward ${hook} returned an invalid number of ${what}, got ${list.length}, but expected ${before.length}`,
    );
  return list;
}
