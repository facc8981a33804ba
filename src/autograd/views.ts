import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { mode } from './modes.js';
import { engineOps, Node } from './node.js';

// Views and in-place writes. A write through a view changes its base, so the base gets a CopySlices node: outside the
// slice gradients pass through, inside they go through the written operation. The graph nodes of other views of that
// base are then outdated; they are made anew, as strided views of the base, when somebody asks for them.

/** For a view, the version of its base at which its node was right; absent for views made where none was recorded. */
const nodeVersions = new WeakMap<Tensor, number>();
const madeWithoutGrad = new WeakSet<Tensor>();

/** @internal Notes, when an op has made `view`, that its node is right for now. */
export function registerView(view: Tensor): void {
  nodeVersions.set(view, view.version.value);
  if (!mode.grad) madeWithoutGrad.add(view);
}

/** @internal The node that computed `x`, made anew for a view whose base was written to. */
export function currentNode(x: Tensor): Node | null {
  const base = x.viewOf;
  if (base === null || madeWithoutGrad.has(x)) return x.node as Node | null;
  const known = nodeVersions.get(x) ?? 0;
  if (known !== x.version.value && base.requires_grad) {
    const before = mode.grad;
    mode.grad = true;
    x.node = engineOps.asStrided(base, x.sizes, x.strides, x.offset).node;
    mode.grad = before;
    x.outputNumber = 0;
  }
  if (known !== x.version.value) nodeVersions.set(x, x.version.value);
  return x.node as Node | null;
}

/**
 * @internal Refuses an in-place write that would spoil the graph, before anything is changed.
 *
 * @throws RuntimeError worded as PyTorch's
 */
export function checkInPlace(x: Tensor): void {
  if (!mode.grad) return;
  const base = x.viewOf;
  if (base !== null && madeWithoutGrad.has(x) && base.requires_grad)
    throw new RuntimeError(
      'A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case ' +
        'is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace ' +
        'either both inside the no_grad block (if you don\'t want the inplace to be tracked) or both outside (if you want ' +
        'the inplace to be tracked).',
    );
  if (base !== null && base.leafRequiresGrad)
    throw new RuntimeError('a view of a leaf Variable that requires grad is being used in an in-place operation.');
  if (x.leafRequiresGrad) throw new RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.');
}

/** @internal Makes `node` the one that computed `x`, after an in-place write to it. */
export function rebaseHistory(x: Tensor, node: Node): void {
  const base = x.viewOf;
  if (base === null) {
    x.node = node;
    x.outputNumber = 0;
    return;
  }
  base.node = new CopySlices(base, x, node);
  base.outputNumber = 0;
  nodeVersions.delete(x);
}

/** The base after a write through a view: base with slice ← f(slice, …). */
class CopySlices extends Node {
  private readonly geometry: { sizes: readonly number[]; strides: readonly number[]; offset: number };

  constructor(
    private readonly base: Tensor,
    view: Tensor,
    private readonly written: Node,
  ) {
    super([base]);
    this.geometry = { sizes: view.sizes, strides: view.strides, offset: view.offset };
    this.next.push(...written.next.slice(1));
    this.nextOutput.push(...written.nextOutput.slice(1));
    this.inputs.push(...written.inputs.slice(1));
  }

  name(): string {
    return 'CopySlices';
  }

  backward([grad]: readonly (Tensor | null)[]): (Tensor | null)[] {
    if (grad === null) return this.next.map(() => null);
    // The slice lies in the gradient where the view lies in the base, whose elements may start anywhere in the storage.
    const { sizes, strides, offset } = this.geometry;
    const whole = emptyTensor(this.base.sizes, grad.dtype);
    kernels.copy(whole, grad);
    const matching = this.base.is_contiguous();
    const result = matching ? whole : withStridesOf(this.base, whole);
    const slice = viewAs(result, sizes, strides, offset - this.base.offset);
    const sliceGrad = emptyTensor(sizes, grad.dtype);
    kernels.copy(sliceGrad, slice);
    const [inner, ...others] = this.written.backward([sliceGrad]);
    if (inner === null || inner === undefined) kernels.fill(slice, 0);
    else kernels.copy(slice, inner);
    return [result, ...others];
  }

  override release(): void {
    this.written.release();
  }
}

/** A copy of `x` that lies in memory as `like` does. */
function withStridesOf(like: Tensor, x: Tensor): Tensor {
  const span = like.sizes.reduce((last, size, d) => last + (size - 1) * like.strides[d], 1);
  const memory = emptyTensor([span], x.dtype);
  const result = viewAs(memory, like.sizes, like.strides, 0);
  kernels.copy(result, x);
  return result;
}
