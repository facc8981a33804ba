import { kernels } from '../ndarray/kernels.js';
import { trackAllocations, type Storage } from '../ndarray/storage.js';
import { isContiguous, sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { mode } from './modes.js';
import { AccumulateGrad, engineOps, gradientNode, type Node, type NodeHooks, type Run, type Task } from './node.js';

// Backward in four steps: find every node that the roots lead to and count who sends gradients to whom; of the nodes
// whose gradient is complete take the latest; apply its formula; add the results to the gradients of the nodes before it.
//
// The engine owns the gradients on their way. `storage.engineUses` counts the places where it holds one; at 1 a sum may
// be formed in place and a leaf may keep the gradient without a copy, and at 0 the memory is given back at once.

const EXPOSED = 2 ** 40; // a count that never comes down: users can see this storage

/** What a backward pass is asked to do. */
export interface BackwardRequest {
  readonly roots: readonly Tensor[];
  /** The gradients to start with, one for each root. */
  readonly grads: readonly Tensor[];
  readonly keepGraph: boolean;
  /** Whether the gradients are themselves recorded, for higher derivatives. */
  readonly createGraph: boolean;
  /** The tensors whose gradients are wanted; null for all leaves. */
  readonly inputs: readonly Tensor[] | null;
  /** Whether gradients are added to `grad` fields; otherwise those of `inputs` are returned. */
  readonly accumulate: boolean;
}

/** Runs a backward pass; returns the gradients of `inputs` (null where there is none). */
export function runBackward(request: BackwardRequest): (Tensor | null)[] {
  const run: Run = { active: true };
  const before = mode.grad;
  mode.grad = request.createGraph;
  const pass = new Pass(request, run);
  try {
    return pass.execute();
  } finally {
    mode.grad = before;
    run.active = false;
    pass.restoreOuter();
  }
}

class Pass {
  private readonly ready = new LatestFirst();
  private readonly captured: (Tensor | null)[];
  private readonly captures = new Map<Node, { index: number; output: number }[]>();
  private readonly overlaid: Node[] = [];
  /** The storages that the formula of the present node has allocated. */
  private readonly allocated: Storage[] = [];
  /** Whether every node leads to a wanted input. */
  private readonly allNeeded: boolean;

  constructor(
    private readonly request: BackwardRequest,
    private readonly run: Run,
  ) {
    this.captured = new Array<Tensor | null>(request.inputs?.length ?? 0).fill(null);
    this.allNeeded = request.inputs === null;
  }

  execute(): (Tensor | null)[] {
    const { roots, grads, inputs, accumulate } = this.request;
    const nodes = roots.map(gradientNode);
    inputs?.forEach((input, index) => {
      const node = gradientNode(input);
      const list = this.captures.get(node) ?? [];
      list.push({ index, output: input.outputNumber });
      this.captures.set(node, list);
    });
    this.countDependencies(nodes);
    if (inputs !== null) this.markNeeded(nodes);
    nodes.forEach((node, i) => {
      if (grads[i].storage.engineUses === 0) grads[i].storage.engineUses = EXPOSED;
      this.deliver(node, roots[i].outputNumber, grads[i]);
    });
    for (const node of new Set(nodes)) if (this.taskOf(node).dependencies === 0) this.ready.push(node);
    for (let node = this.ready.pop(); node !== null; node = this.ready.pop()) this.process(node);
    if (accumulate && inputs !== null)
      inputs.forEach(
        (input, i) => this.captured[i] !== null && accumulateInto(input, this.captured[i], this.request.createGraph),
      );
    return this.captured;
  }

  /** Puts back the notes of an enclosing backward pass that this one covered. */
  restoreOuter(): void {
    for (const node of this.overlaid) node.task = node.task?.outer ?? null;
  }

  private taskOf(node: Node): Task {
    const { task } = node;
    if (task !== null && task.run === this.run) return task;
    const outer = task !== null && task.run.active ? task : null;
    if (outer !== null) this.overlaid.push(node);
    return (node.task = {
      run: this.run,
      dependencies: 0,
      grads: node.outputs === 1 ? [null] : new Array<Tensor | null>(node.outputs).fill(null),
      needed: true,
      outer,
    });
  }

  private countDependencies(roots: readonly Node[]): void {
    const stack: Node[] = [];
    const visit = (node: Node): Task => {
      const { task } = node;
      if (task !== null && task.run === this.run) return task;
      stack.push(node);
      return this.taskOf(node);
    };
    for (const root of roots) visit(root);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const { next } = node;
      for (let i = 0; i < next.length; i++) {
        const to = next[i];
        if (to !== null) visit(to).dependencies++;
      }
    }
  }

  /** Whether a gradient sent to this node leads to one that is wanted. */
  private needs(node: Node | null): node is Node {
    return node !== null && (this.allNeeded || this.taskOf(node).needed);
  }

  private needsAny(nodes: readonly (Node | null)[]): boolean {
    for (let i = 0; i < nodes.length; i++) if (this.needs(nodes[i])) return true;
    return false;
  }

  /** Keeps only the nodes that lead to a wanted input: children are decided before their parents. */
  private markNeeded(roots: readonly Node[]): void {
    const decided = new Set<Node>();
    const stack = [...roots];
    while (stack.length > 0) {
      const node = stack[stack.length - 1];
      if (decided.has(node)) {
        stack.pop();
        continue;
      }
      const open = node.next.filter((next) => next !== null && !decided.has(next)) as Node[];
      if (open.length > 0) stack.push(...open);
      else {
        const task = this.taskOf(node);
        task.needed = this.captures.has(node) || node.next.some((next) => next !== null && this.taskOf(next).needed);
        decided.add(node);
        stack.pop();
      }
    }
  }

  /** Adds a gradient to what has arrived for a result of a node. */
  private deliver(node: Node, output: number, grad: Tensor): void {
    const { grads } = this.taskOf(node);
    const present = grads[output];
    hold(grad);
    grads[output] = present === null ? grad : this.sum(present, grad);
  }

  private sum(a: Tensor, b: Tensor): Tensor {
    if (!this.request.createGraph && a.storage.engineUses === 1 && a.dtype === b.dtype && isDense(a)) {
      kernels.binary('add', a, a, b);
      letGo(b);
      return a;
    }
    const total = engineOps.add(a, b);
    hold(total);
    letGo(a);
    letGo(b);
    return total;
  }

  private process(node: Node): void {
    const task = this.taskOf(node);
    const { grads } = task;
    const given = grads.some(isGiven);
    if (given && node.hooks !== null) this.runPreHooks(node.hooks, grads);
    if (given && this.captures.size > 0)
      for (const { index, output } of this.captures.get(node) ?? []) this.captured[index] = expose(grads[output]);
    if (node instanceof AccumulateGrad) {
      if (this.request.inputs === null && grads[0] !== null) this.accumulateLeaf(node, grads[0]);
    } else if (task.needed && this.needsAny(node.next)) this.propagate(node, grads, given);
    else this.settle(node);
    for (let i = 0; i < grads.length; i++) {
      const grad = grads[i];
      if (grad !== null) letGo(grad);
      grads[i] = null;
    }
  }

  private runPreHooks({ pre, retain }: NodeHooks, grads: (Tensor | null)[]): void {
    for (const [output, hooks] of pre)
      for (const hook of [...hooks]) {
        const grad = grads[output];
        if (grad === null) continue;
        const replaced = hook(expose(grad));
        if (isTensor(replaced)) {
          grads[output] = expose(replaced);
          hold(replaced);
        }
      }
    for (const [output, tensor] of retain) {
      const grad = grads[output];
      if (grad !== null) accumulateInto(tensor, expose(grad), this.request.createGraph);
    }
  }

  private accumulateLeaf(node: AccumulateGrad, grad: Tensor): void {
    const leaf = node.variable;
    if (
      leaf.grad === null &&
      !this.request.createGraph &&
      grad.storage.engineUses === 1 &&
      isDense(grad) &&
      grad.dtype === leaf.dtype
    ) {
      leaf.grad = expose(grad);
    } else accumulateInto(leaf, grad, this.request.createGraph);
    for (const hook of node.afterwards) hook(leaf);
  }

  /** Applies a node's formula and sends the gradients on. */
  private propagate(node: Node, grads: (Tensor | null)[], given: boolean): void {
    if (given) {
      const results = this.applyFormula(node, grads);
      const { allocated } = this;
      for (let i = 0; i < node.next.length; i++) {
        const next = node.next[i];
        const result = results[i];
        if (result === null || !this.needs(next)) continue;
        const { storage } = result;
        if (storage.engineUses === 0 && !allocated.includes(storage)) storage.engineUses = EXPOSED;
        this.deliver(next, node.nextOutput[i], result);
      }
      for (let i = 0; i < allocated.length; i++) if (allocated[i].engineUses === 0) allocated[i].release();
      allocated.length = 0;
    }
    this.settle(node);
    if (!this.request.keepGraph) node.release();
  }

  /** The gradients for a node's inputs. What computing them has allocated is in `allocated`, if nobody else can see it. */
  private applyFormula(node: Node, grads: (Tensor | null)[]): (Tensor | null)[] {
    const tracked = node.builtIn && !this.request.createGraph;
    if (!tracked) for (const grad of grads) expose(grad);
    const track = <T>(compute: () => T): T => (tracked ? trackAllocations(this.allocated, compute) : compute());
    let results = track(() => node.backward(grads));
    // outside of the tracking: what a hook computes may be kept by whoever wrote it
    if (node.hooks !== null) results = runPostHooks(node.hooks, results, grads);
    results = track(() => fitGradients(node, results));
    this.checkAnomaly(node, results);
    return results;
  }

  private checkAnomaly(node: Node, results: readonly (Tensor | null)[]): void {
    if (!mode.anomaly || !mode.checkNan) return;
    results.forEach((result, i) => {
      if (result !== null && hasNan(result))
        throw new RuntimeError(`Function '${node.name()}' returned nan values in its ${i}th output.`);
    });
  }

  /** Tells the nodes before that this one will send nothing more. */
  private settle(node: Node): void {
    const { next } = node;
    for (let i = 0; i < next.length; i++) {
      const to = next[i];
      if (to !== null && --this.taskOf(to).dependencies === 0 && this.needs(to)) this.ready.push(to);
    }
  }
}

const isGiven = (grad: Tensor | null) => grad !== null;

/** Shows the gradients to the hooks, which may replace those of the inputs. */
function runPostHooks({ post }: NodeHooks, results: (Tensor | null)[], grads: (Tensor | null)[]): (Tensor | null)[] {
  for (const hook of post) {
    for (const x of [...results, ...grads]) expose(x);
    results = hook(results, grads) ?? results;
  }
  return results;
}

/** Checks every gradient against its input: sums over broadcast dimensions, converts the dtype, or refuses. */
function fitGradients(node: Node, results: (Tensor | null)[]): (Tensor | null)[] {
  for (let i = 0; i < node.next.length; i++) {
    const input = node.inputs[i];
    let grad = results[i] ?? null;
    if (input === null || grad === null) {
      results[i] = null;
      continue;
    }
    if (!sameSizes(grad.sizes, input.sizes)) {
      if (!expandsTo(input.sizes, grad.sizes))
        throw new RuntimeError(
          `Function ${node.name()} returned an invalid gradient at index ${i} - got [${grad.sizes.join(', ')}] ` +
            `but expected shape compatible with [${input.sizes.join(', ')}]`,
        );
      grad = engineOps.sumTo(grad, input.sizes);
    }
    results[i] = grad.dtype === input.dtype ? grad : engineOps.cast(grad, input.dtype);
  }
  return results;
}

/** Whether a tensor of `sizes` broadcasts to `target`. */
function expandsTo(sizes: readonly number[], target: readonly number[]): boolean {
  const shift = target.length - sizes.length;
  return shift >= 0 && sizes.every((size, d) => size === 1 || size === target[d + shift]);
}

/** Adds a gradient to a tensor's `grad`: in place, unless the sum itself is recorded. */
function accumulateInto(x: Tensor, grad: Tensor, createGraph: boolean): void {
  if (x.grad === null) x.grad = createGraph ? engineOps.clone(grad) : engineOps.clone(grad.detach());
  else if (createGraph) x.grad = engineOps.add(x.grad, grad);
  else {
    kernels.binary('add', x.grad, x.grad, grad);
    x.grad.version.value++;
  }
}

function hold(x: Tensor): void {
  x.storage.engineUses++;
}

function letGo(x: Tensor): void {
  if (--x.storage.engineUses === 0) x.storage.release();
}

/** Marks a tensor as visible to users, so that its memory is never reused behind their back. */
function expose<T extends Tensor | null>(x: T): T {
  if (x !== null && x.storage.engineUses < EXPOSED) x.storage.engineUses += EXPOSED;
  return x;
}

function isDense(x: Tensor): boolean {
  return isContiguous(x.sizes, x.strides);
}

function hasNan(x: Tensor): boolean {
  const check = (list: unknown): boolean => (Array.isArray(list) ? list.some(check) : Number.isNaN(list));
  return check(x.tolist());
}

/** The nodes that are ready, the latest on top: a binary heap. The order of sums, and so their last bit, is PyTorch's. */
class LatestFirst {
  private readonly heap: Node[] = [];

  push(node: Node): void {
    const { heap } = this;
    let i = heap.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (rank(heap[parent]) >= rank(node)) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = node;
  }

  pop(): Node | null {
    const { heap } = this;
    if (heap.length === 0) return null;
    const top = heap[0];
    const last = heap.pop() as Node;
    const n = heap.length;
    if (n > 0) {
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= n) break;
        if (child + 1 < n && rank(heap[child + 1]) > rank(heap[child])) child++;
        if (rank(heap[child]) <= rank(last)) break;
        heap[i] = heap[child];
        i = child;
      }
      heap[i] = last;
    }
    return top;
  }
}

/** Leaves accumulate as soon as their gradient is complete. */
const rank = (node: Node) => (node instanceof AccumulateGrad ? Infinity : node.sequence);
