import { checkInPlace } from '../autograd/views.js';
import type { Tensor } from '../tensor/tensor.js';
import { addMethod, define, type Definition, type Op } from './define.js';

// In-place forms of views, such as `x.t_()`: no element is written, the tensor itself takes on the geometry of its view.

/** Defines a view, and its in-place form, whose node has another name. */
export function defineView<const S extends string>(
  definition: Definition<S, Tensor>,
  inPlaceNode: Definition<S, Tensor>['node'],
): [view: Op<Tensor>, inPlace: Op<Tensor>] {
  const inPlace = define({ ...definition, method: false, node: inPlaceNode });
  return [define(definition), inPlace];
}

/** Gives Tensor a method by which it becomes the view that `view` makes of it. */
export function addInPlaceView(name: string, view: (self: Tensor, ...args: readonly unknown[]) => Tensor): void {
  addMethod(name, function (this: Tensor, ...args: unknown[]): Tensor {
    checkInPlace(this);
    const { sizes, strides, offset, node } = view(this, ...args);
    Object.assign(this, { sizes, strides, offset });
    this.version.value++;
    if (node !== null) Object.assign(this, { node, outputNumber: 0, nodeVersion: this.version.value });
    return this;
  });
}
