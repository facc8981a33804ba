import { viewAs, type Tensor } from '../tensor/tensor.js';

function swapped(list: readonly number[], a: number, b: number): number[] {
  const copy = list.slice();
  copy[a] = list[b];
  copy[b] = list[a];
  return copy;
}

/** `x` with dimensions `a` and `b` exchanged: a view outside the graph. */
export function exchanged(x: Tensor, a: number, b: number): Tensor {
  return a === b ? viewAs(x, x.sizes, x.strides) : viewAs(x, swapped(x.sizes, a, b), swapped(x.strides, a, b));
}
