import { kernels } from '../ndarray/kernels.js';
import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { promote_types } from '../tensor/promotion.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { atleast_1d, atleast_2d, atleast_3d } from './atleast.js';
import { compose, define } from './define.js';
import { filled } from './dense.js';
import { reshape } from './shape.js';
import { select, sliced } from './slicing.js';

// Several tensors made into one.

const commonType = (tensors: readonly Tensor[]) => tensors.map((x) => x.dtype).reduce(promote_types);

/** A vector without elements, which joining ignores: an empty list in older PyTorch. */
const isNothing = (sizes: readonly number[]) => sizes.length === 1 && sizes[0] === 0;

/** The sizes of tensors joined along `dim`, or an error worded as PyTorch's. */
function joinedSizes(shapes: readonly (readonly number[])[], dim: number): number[] {
  const first = shapes.find((sizes) => !isNothing(sizes));
  if (first === undefined) return [0];
  let total = 0;
  shapes.forEach((sizes, i) => {
    if (isNothing(sizes)) return;
    if (sizes.length !== first.length)
      throw new RuntimeError(`Tensors must have same number of dimensions: got ${first.length} and ${sizes.length}`);
    const odd = sizes.findIndex((size, d) => d !== dim && size !== first[d]);
    if (odd >= 0)
      throw new RuntimeError(
        `Sizes of tensors must match except in dimension ${dim}. Expected size ${first[odd]} but got size ${sizes[odd]} ` +
          `for tensor number ${i} in the list.`,
      );
    total += sizes[dim];
  });
  return first.with(dim, total);
}

const Joined = define({
  schema: '_cat(Tensor[] tensors, int dim, any shapes)',
  node: 'Cat',
  forward: (tensors, dim, shapes) => {
    const result = emptyTensor(joinedSizes(shapes as Shapes, dim), commonType(tensors));
    let offset = 0;
    for (const x of tensors) {
      if (isNothing(x.sizes)) continue;
      kernels.copy(viewAs(result, x.sizes, result.strides, offset), x);
      offset += x.sizes[dim] * result.strides[dim];
    }
    return result;
  },
  derivative: {
    tensors: (grad, { dim, shapes }) => {
      let start = 0;
      return (shapes as Shapes).map((sizes) => {
        if (isNothing(sizes)) return filled(sizes, 0, grad.dtype);
        return sliced(grad, dim, start, (start += sizes[dim]));
      });
    },
  },
});

type Shapes = readonly (readonly number[])[];

const Cat = compose({
  schema: 'cat(Tensor[] tensors, int dim=0)',
  compose: (tensors, dim) => {
    if (tensors.length === 0) throw new ValueError('torch.cat(): expected a non-empty list of Tensors');
    const scalar = tensors.findIndex((x) => x.sizes.length === 0);
    if (scalar >= 0) throw new RuntimeError(`zero-dimensional tensor (at position ${scalar}) cannot be concatenated`);
    const like = tensors.find((x) => !isNothing(x.sizes)) ?? tensors[0];
    const shapes = tensors.map((x) => x.sizes);
    return Joined.apply(tensors, wrapDim(dim, like.sizes.length), shapes);
  },
});

/** Options of {@link cat} and {@link stack}. */
export interface JoinOptions {
  /** The dimension along which to join. Default 0. */
  dim?: number;
}

/**
 * Tensors joined along an existing dimension.
 *
 * @param tensors tensors of the same sizes but for `dim`, promoted to one dtype; vectors without elements are ignored
 * @param dim the dimension along which to join
 * @returns a new tensor
 * @throws ValueError for an empty list; RuntimeError where other sizes differ
 * @example
 * console.log(torch.cat([torch.zeros(1, 2), torch.ones(1, 2)])); // tensor([[0., 0.],
 * //         [1., 1.]])
 * console.log(torch.cat([torch.zeros(1, 2), torch.ones(1, 2)], 1)); // tensor([[0., 0., 1., 1.]])
 * @see PyTorch: `torch.cat`
 */
export function cat(tensors: readonly Tensor[], dim?: number | JoinOptions): Tensor {
  return Cat.apply(tensors, dim);
}

/** The same as {@link cat}. */
export const concat = cat;

/** The same as {@link cat}. */
export const concatenate = cat;

const Stack = define({
  schema: 'stack(Tensor[] tensors, int dim=0)',
  forward: (tensors, dim) => {
    const [first] = tensors;
    if (first === undefined) throw new RuntimeError('stack expects a non-empty TensorList');
    const d = wrapDim(dim, first.sizes.length + 1);
    const odd = tensors.findIndex((x) => !sameSizes(x.sizes, first.sizes));
    if (odd >= 0)
      throw new RuntimeError(
        `stack expects each tensor to be equal size, but got [${first.sizes.join(', ')}] at entry 0 and ` +
          `[${tensors[odd].sizes.join(', ')}] at entry ${odd}`,
      );
    const result = emptyTensor(first.sizes.toSpliced(d, 0, tensors.length), commonType(tensors));
    const strides = result.strides.toSpliced(d, 1);
    tensors.forEach((x, i) => kernels.copy(viewAs(result, first.sizes, strides, i * result.strides[d]), x));
    return result;
  },
  derivative: {
    tensors: (grad, { dim }) => {
      const d = wrapDim(dim, grad.sizes.length);
      return Array.from({ length: grad.sizes[d] }, (_, i) => select(grad, d, i));
    },
  },
});

/**
 * Tensors joined along a new dimension.
 *
 * @param tensors tensors of the same sizes, promoted to one dtype
 * @param dim where the new dimension goes
 * @returns a new tensor
 * @throws RuntimeError for an empty list, or where sizes differ
 * @example
 * console.log(torch.stack([torch.tensor([1, 2]), torch.tensor([3, 4])], 1)); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.stack`
 */
export function stack(tensors: readonly Tensor[], dim?: number | JoinOptions): Tensor {
  return Stack.apply(tensors, dim);
}

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

/** The same as {@link vstack}. */
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

const BlockDiag = define({
  schema: '_block_diag(Tensor[] tensors, any shapes)',
  node: 'BlockDiag',
  forward: (tensors, shapes) => {
    const corners = cornersOf(shapes as Shapes);
    const result = filled(corners[tensors.length], 0, commonType(tensors));
    tensors.forEach((x, i) => {
      const [row, column] = corners[i];
      kernels.copy(viewAs(result, matrixSizes(x.sizes), result.strides, row * result.strides[0] + column), x);
    });
    return result;
  },
  derivative: {
    tensors: (grad, { shapes }) => {
      const corners = cornersOf(shapes as Shapes);
      return (shapes as Shapes).map((sizes, i) => {
        const [[top, left], [bottom, right]] = [corners[i], corners[i + 1]];
        return reshape(sliced(sliced(grad, 0, top, bottom), 1, left, right), sizes);
      });
    },
  },
});

/** The sizes of a tensor as a matrix: a vector is one row. */
const matrixSizes = (sizes: readonly number[]) => [sizes.length === 2 ? sizes[0] : 1, sizes.at(-1) ?? 1];

/** Where each block of a block-diagonal matrix begins, and where the last one ends. */
function cornersOf(shapes: Shapes): [row: number, column: number][] {
  const corners: [number, number][] = [[0, 0]];
  for (const [rows, columns] of shapes.map(matrixSizes)) {
    const [row, column] = corners[corners.length - 1];
    corners.push([row + rows, column + columns]);
  }
  return corners;
}

const BlockDiagonal = compose({
  schema: 'block_diag(Tensor[] tensors)',
  compose: (tensors) => {
    tensors.forEach(({ sizes: { length } }, i) => {
      if (length > 2)
        throw new RuntimeError(
          `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${i} has ${length} dimensions`,
        );
    });
    return BlockDiag.apply(
      tensors,
      tensors.map((x) => x.sizes),
    );
  },
});

/**
 * A matrix of zeros with the given matrices along its diagonal; a vector counts as one row.
 *
 * @param tensors the blocks, as a list or as separate arguments
 * @returns a new matrix
 * @throws RuntimeError for a block of more than two dimensions
 * @example
 * console.log(torch.block_diag(torch.ones(1, 2), torch.tensor([[5]]))); // tensor([[1., 1., 0.],
 * //         [0., 0., 5.]])
 * @see PyTorch: `torch.block_diag`
 */
export function block_diag(...tensors: Tensor[] | [readonly Tensor[]]): Tensor {
  return BlockDiagonal.apply(...tensors);
}
