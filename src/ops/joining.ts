import { kernels } from '../ndarray/kernels.js';
import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { promote_types } from '../tensor/promotion.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define } from './define.js';
import { filled } from './dense.js';
import { select, sliced } from './slicing.js';

// Several tensors made into one.

/** The dtype to which all are promoted. */
export const commonType = (tensors: readonly Tensor[]) => tensors.map((x) => x.dtype).reduce(promote_types);

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

/** The sizes of several tensors. */
export type Shapes = readonly (readonly number[])[];

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

/**
 * The same as {@link cat}.
 *
 * @example
 * console.log(torch.concat([torch.zeros(1), torch.ones(1)])); // tensor([0., 1.])
 * @see PyTorch: `torch.concat`
 */
export const concat = cat;

/**
 * The same as {@link cat}.
 *
 * @example
 * console.log(torch.concatenate([torch.zeros(1), torch.ones(1)])); // tensor([0., 1.])
 * @see PyTorch: `torch.concatenate`
 */
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
