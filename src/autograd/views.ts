import type { Strided } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Tensor, ViewOrigin } from '../tensor/tensor.js';
import { mode } from './modes.js';
import { engineOps, Node } from './node.js';

// Views and in-place writes. A write through a view changes its base, so the base gets a CopySlices node: outside the
// slice gradients pass through, inside they go through the written operation. The graph nodes of all views of that base
// are then outdated; each is made anew, as a strided view of the base, when somebody asks for it.

/** @internal Notes, when an op has made `view` of `source`, how it was made, and that its node is right for now. */
export function registerView(view: Tensor, source: Tensor, origin: ViewOrigin): void {
  view.nodeVersion = view.version.value;
  view.viewOrigin = mode.grad ? (origin === 'alone' ? source.viewOrigin : origin) : 'unrecorded';
}

/**
 * @internal The node that computed `x`, made anew for a view whose base was written to.
 *
 * @throws RuntimeError worded as PyTorch's, for a view that cannot follow its base
 */
export function currentNode(x: Tensor): Node | null {
  const base = x.viewOf;
  if (base !== null && x.nodeVersion !== x.version.value && (x.node !== null || base.requires_grad)) {
    requireFollows(x, 'its base or another view of its base has been');
    const before = mode.grad;
    mode.grad = true;
    x.node = engineOps.asStrided(base, x.sizes, x.strides, x.offset).node;
    mode.grad = before;
    x.outputNumber = 0;
    x.nodeVersion = x.version.value;
  }
  return x.node as Node | null;
}

/**
 * @internal Refuses an in-place write that would spoil the graph, before anything is changed.
 *
 * @param recorded whether the write itself will be part of the graph
 * @throws RuntimeError worded as PyTorch's
 */
export function checkInPlace(x: Tensor, recorded = false): void {
  if (!mode.grad || !(recorded || x.requires_grad)) return;
  if (x.viewOf !== null) {
    requireFollows(x, 'is being');
    if (x.viewOf.leafRequiresGrad)
      throw new RuntimeError('a view of a leaf Variable that requires grad is being used in an in-place operation.');
  }
  if (x.leafRequiresGrad)
    throw new RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.');
}

/** Refuses a view that a write would leave with a wrong place in the graph. */
function requireFollows(view: Tensor, written: string): void {
  if (view.viewOrigin === 'alone') return;
  const known = view.node === null ? null : view.node.name().replace(/Backward\d*$/, '');
  const subject =
    known === null
      ? `A view was created in no_grad mode and ${written} modified inplace with grad mode enabled. `
      : `Output ${view.outputNumber} of ${known} is a view and ${written} modified inplace. `;
  const reason =
    view.viewOrigin === 'among several'
      ? 'This view is the output of a function that returns multiple views. Such functions do not allow the output views ' +
        'to be modified inplace. You should replace the inplace operation by an out-of-place one.'
      : 'Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both ' +
        "the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or " +
        'both outside (if you want the inplace to be tracked).';
  throw new RuntimeError(subject + reason);
}

/** @internal Makes `node` the one that computed `x`, after an in-place write to it. */
export function rebaseHistory(x: Tensor, node: Node): void {
  const base = x.viewOf;
  if (base === null) x.node = node;
  else {
    base.node = new CopySlices(base, x, node);
    base.outputNumber = 0;
    x.nodeVersion = -1; // no version: made anew when asked for
  }
  x.outputNumber = 0;
}

type Geometry = Pick<Strided, 'sizes' | 'strides' | 'offset'>;

const geometryOf = ({ sizes, strides, offset }: Geometry): Geometry => ({ sizes, strides, offset });

/** The base after a write through a view of it: base with view ← f(view, …). */
class CopySlices extends Node {
  private readonly base: Geometry;
  private readonly view: Geometry;

  constructor(
    base: Tensor,
    view: Tensor,
    private readonly written: Node,
  ) {
    super([base]);
    this.base = geometryOf(base);
    this.view = geometryOf(view);
    this.next.push(...written.next.slice(1));
    this.nextOutput.push(...written.nextOutput.slice(1));
    this.inputs.push(...written.inputs.slice(1));
  }

  name(): string {
    return 'CopySlices';
  }

  /** The gradient of f replaces, in a copy of the gradient laid out like the base, what lies where the view lies. */
  backward([grad]: readonly (Tensor | null)[]): (Tensor | null)[] {
    if (grad === null) return this.next.map(() => null);
    const { sizes, strides, offset } = this.view;
    const result = engineOps.layOut(grad, this.base.strides);
    const slice = engineOps.asStrided(result, sizes, strides, offset - this.base.offset);
    const [inner, ...others] = this.written.backward([engineOps.clone(slice)]);
    engineOps.write(slice, inner ?? 0);
    return [result, ...others];
  }

  override release(): void {
    this.written.release();
  }
}
