import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { atleast_1d, atleast_2d, atleast_3d } from './atleast.js';
import { compose } from './define.js';
import { cat } from './joining.js';
import { reshape } from './shape.js';

// Tensors side by side, one below the other, one behind the other.

function requireSome(name: string, tensors: readonly Tensor[]): void {
  if (tensors.length === 0) throw new RuntimeError(`${name} expects a non-empty TensorList`);
}

const HStack = compose({
  schema: 'hstack(Tensor[] tensors)',
  compose: (tensors) => {
    requireSome('hstack', tensors);
    const rows = tensors.map((x) => atleast_1d(x));
    return cat(rows, rows[0].sizes.length === 1 ? 0 : 1);
  },
});

/**
 * Tensors side by side: joined along the columns, vectors along their only dimension.
 *
 * @param tensors the tensors
 * @returns a new tensor
 * @throws RuntimeError for an empty list, or where other sizes differ
 * @example
 * console.log(torch.hstack([torch.tensor([1, 2]), torch.tensor([3])])); // tensor([1., 2., 3.])
 * @see PyTorch: `torch.hstack`
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  return HStack.apply(tensors);
}

const VStack = compose({
  schema: 'vstack(Tensor[] tensors)',
  compose: (tensors) => {
    requireSome('vstack', tensors);
    return cat(tensors.map((x) => atleast_2d(x)));
  },
});

/**
 * Tensors one below the other: joined along the rows, a vector counting as one row.
 *
 * @param tensors the tensors
 * @returns a new tensor
 * @throws RuntimeError for an empty list, or where other sizes differ
 * @example
 * console.log(torch.vstack([torch.tensor([1, 2]), torch.tensor([3, 4])])); // tensor([[1., 2.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.vstack`
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return VStack.apply(tensors);
}

/**
 * The same as {@link vstack}.
 *
 * @example
 * console.log(torch.row_stack([torch.zeros(2), torch.ones(2)])); // tensor([[0., 0.],
 * //         [1., 1.]])
 * @see PyTorch: `torch.row_stack`
 */
export const row_stack = vstack;

const DStack = compose({
  schema: 'dstack(Tensor[] tensors)',
  compose: (tensors) => {
    requireSome('dstack', tensors);
    return cat(
      tensors.map((x) => atleast_3d(x)),
      2,
    );
  },
});

/**
 * Tensors one behind the other: joined along the third dimension.
 *
 * @param tensors the tensors
 * @returns a new tensor
 * @throws RuntimeError for an empty list, or where other sizes differ
 * @example
 * console.log(torch.dstack([torch.tensor([1, 2]), torch.tensor([3, 4])])); // tensor([[[1., 3.],
 * //          [2., 4.]]])
 * @see PyTorch: `torch.dstack`
 */
export function dstack(tensors: readonly Tensor[]): Tensor {
  return DStack.apply(tensors);
}

const ColumnStack = compose({
  schema: 'column_stack(Tensor[] tensors)',
  compose: (tensors) => {
    requireSome('column_stack', tensors);
    return hstack(tensors.map((x) => (x.sizes.length < 2 ? reshape(x, [x.numel(), 1]) : x)));
  },
});

/**
 * Tensors side by side, a vector counting as one column.
 *
 * @param tensors the tensors
 * @returns a new tensor
 * @throws RuntimeError for an empty list, or where other sizes differ
 * @example
 * console.log(torch.column_stack([torch.tensor([1, 2]), torch.tensor([3, 4])])); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.column_stack`
 */
export function column_stack(tensors: readonly Tensor[]): Tensor {
  return ColumnStack.apply(tensors);
}
