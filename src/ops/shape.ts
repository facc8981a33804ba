import { kernels } from '../ndarray/kernels.js';
import { contiguousStrides, elementCount } from '../ndarray/strided.js';
import { DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { Signature } from '../tensor/signature.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { addMethod, compose, define, type Method } from './define.js';
import { reinterpreted } from './reinterpreting.js';
import { inferSizes, viewStrides } from './view_geometry.js';

// The same elements, in the same order, under other sizes.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** The same elements under other sizes, where strides allow it; -1 stands for the size that fits. */
    view(...size: number[] | [readonly number[] | { size: readonly number[] }]): Tensor;
    /** The same memory read as elements of another dtype, outside the graph. */
    view(dtype: DType): Tensor;
    /** The same elements under the sizes of `other`, where strides allow it. */
    view_as(other: Tensor): Tensor;
    /** See {@link reshape}. */
    reshape(...shape: number[] | [readonly number[] | { shape: readonly number[] }]): Tensor;
    /** The same elements under the sizes of `other`: a view where strides allow it, otherwise a copy. */
    reshape_as(other: Tensor): Tensor;
    /** See {@link flatten}. */
    flatten: Method<typeof flatten>;
    /** See {@link unflatten}. */
    unflatten: Method<typeof unflatten>;
    /** See {@link ravel}. */
    ravel: Method<typeof ravel>;
  }
}

const View = define({
  schema: 'view(Tensor input, size size)',
  forward: (input, size) => {
    const sizes = inferSizes(size, input.numel());
    const strides = viewStrides(input, sizes);
    if (strides === null)
      throw new RuntimeError(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two " +
          'contiguous subspaces). Use .reshape(...) instead.',
      );
    return viewAs(input, sizes, strides);
  },
  derivative: { input: (grad, { sizes }) => reshape(grad, sizes) },
});

const viewSignature = new Signature('view(Tensor input, size size)');

addMethod('view', function (...args: unknown[]) {
  return args[0] instanceof DType
    ? reinterpreted(this, args[0])
    : View.apply(...viewSignature.bind([this, ...args], 1));
});

compose({ schema: 'view_as(Tensor input, Tensor other)', compose: (input, other) => View.apply(input, other.sizes) });

/** What reshape gives where strides cannot express the new sizes: a view of a copy that nobody else sees. */
const ReshapedCopy = define({
  schema: '_reshape_copy(Tensor input, int[] size)',
  node: 'UnsafeView',
  method: false,
  forward: (input, size) => {
    const copy = emptyTensor(size, input.dtype);
    kernels.copy(viewAs(copy, input.sizes, contiguousStrides(input.sizes)), input);
    return copy;
  },
  derivative: { input: (grad, { sizes }) => reshape(grad, sizes) },
});

const Reshape = compose({
  schema: 'reshape(Tensor input, size shape)',
  compose: (input, shape) => {
    const sizes = inferSizes(shape, input.numel());
    return viewStrides(input, sizes) === null ? ReshapedCopy.apply(input, sizes) : View.apply(input, sizes);
  },
});

/**
 * The same elements in row-major order under other sizes.
 *
 * @param shape the sizes; one may be -1 and is worked out
 * @returns a view where strides allow it, otherwise a copy
 * @throws RuntimeError where the sizes do not multiply up to the number of elements
 * @example
 * console.log(torch.arange(6).reshape(2, -1)); // tensor([[0, 1, 2],
 * //         [3, 4, 5]])
 * @see PyTorch: `torch.reshape`
 */
export function reshape(input: Tensor, shape: readonly number[] | { shape: readonly number[] }): Tensor {
  return Reshape.apply(input, shape);
}

compose({ schema: 'reshape_as(Tensor input, Tensor other)', compose: (input, other) => reshape(input, other.sizes) });

const Flatten = compose({
  schema: 'flatten(Tensor input, int start_dim=0, int end_dim=-1)',
  compose: (input, start_dim, end_dim) => {
    const { sizes } = input;
    const [start, end] = [wrapDim(start_dim, sizes.length), wrapDim(end_dim, sizes.length)];
    if (start > end) throw new RuntimeError('flatten() has invalid args: start_dim cannot come after end_dim');
    if (sizes.length === 0) return reshape(input, [1]);
    return start === end
      ? input
      : reshape(input, sizes.toSpliced(start, end - start + 1, elementCount(sizes.slice(start, end + 1))));
  },
});

/** Options of {@link flatten}. */
export interface FlattenOptions {
  /** The first dimension to flatten. Default 0. */
  start_dim?: number;
  /** The last dimension to flatten. Default -1. */
  end_dim?: number;
}

/**
 * Dimensions `start_dim` to `end_dim` made into one.
 *
 * @param start_dim the first dimension to flatten
 * @param end_dim the last
 * @returns a view where strides allow it, otherwise a copy; `input` itself where nothing changes
 * @throws RuntimeError where `start_dim` comes after `end_dim`
 * @example
 * console.log(torch.flatten(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 2., 3., 4.])
 * console.log(torch.flatten(torch.zeros(2, 3, 4), 1).shape); // torch.Size([2, 12])
 * @see PyTorch: `torch.flatten`
 */
export function flatten(input: Tensor, start_dim?: number | FlattenOptions, end_dim?: number | FlattenOptions): Tensor {
  return Flatten.apply(input, start_dim, end_dim);
}

const Unflatten = compose({
  schema: 'unflatten(Tensor input, int dim, int[] sizes)',
  compose: (input, dim, sizes) => {
    if (sizes.length === 0) throw new RuntimeError('unflatten: sizes must be non-empty');
    const d = wrapDim(dim, input.sizes.length);
    const size = input.sizes[d] ?? 1;
    const known = elementCount(sizes.filter((n) => n !== -1));
    if (sizes.includes(-1) ? known === 0 || size % known !== 0 : known !== size)
      throw new RuntimeError(
        `unflatten: Provided sizes [${sizes.join(', ')}] don't multiply up to the size of dim ${d} (${size}) in the input tensor`,
      );
    return View.apply(input, input.sizes.toSpliced(d, 1, ...inferSizes(sizes, size)));
  },
});

/** Options of {@link unflatten}. */
export interface UnflattenOptions {
  /** The dimension to take apart. */
  dim?: number;
  /** What it becomes. */
  sizes?: readonly number[];
}

/**
 * Dimension `dim` taken apart into dimensions of `sizes`.
 *
 * @param dim the dimension to take apart
 * @param sizes what it becomes; one may be -1 and is worked out
 * @returns a view
 * @throws RuntimeError where `sizes` do not multiply up to the size of the dimension
 * @example
 * console.log(torch.unflatten(torch.zeros(3, 4), 1, [2, -1]).shape); // torch.Size([3, 2, 2])
 * @see PyTorch: `torch.unflatten`
 */
export function unflatten(
  input: Tensor,
  dim: number | UnflattenOptions,
  sizes?: readonly number[] | UnflattenOptions,
): Tensor {
  return Unflatten.apply(input, dim, sizes);
}

const Ravel = compose({
  schema: 'ravel(Tensor input)',
  compose: (input) => reshape(input, [-1]),
});

/**
 * All elements in one dimension, in row-major order.
 *
 * @returns a view where strides allow it, otherwise a copy
 * @example
 * console.log(torch.ravel(torch.tensor([[1, 2], [3, 4]]))); // tensor([1., 2., 3., 4.])
 * @see PyTorch: `torch.ravel`
 */
export function ravel(input: Tensor): Tensor {
  return Ravel.apply(input);
}
