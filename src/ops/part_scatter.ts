import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { addMethod, define, type Method } from './define.js';
import { denseCopy, filled } from './dense.js';
import { diagonal, type DiagonalOptions } from './diagonals.js';
import { select, sliced } from './slicing.js';
import { as_strided, laidOut } from './strided.js';

// Copies of a tensor in which one part is replaced: what a write through a view does, but without changing anything.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link select_scatter}. */
    select_scatter: Method<typeof select_scatter>;
    /** See {@link slice_scatter}. */
    slice_scatter: Method<typeof slice_scatter>;
    /** See {@link diagonal_scatter}. */
    diagonal_scatter: Method<typeof diagonal_scatter>;
    /** See {@link as_strided_scatter}. */
    as_strided_scatter: Method<typeof as_strided_scatter>;
  }
}

/** `copy`, which nobody else has, with `src` written to a part of it. */
function replaced(copy: Tensor, src: Tensor, part: (x: Tensor) => Tensor): Tensor {
  const slice = part(copy);
  if (!sameSizes(slice.sizes, src.sizes))
    throw new RuntimeError(
      'expected src to have a size equal to the slice of self. ' +
        `src size = [${src.sizes.join(', ')}], slice size = [${slice.sizes.join(', ')}]`,
    );
  slice.copy_(src.detach());
  return copy;
}

/** `copy`, which nobody else has, with zeros in a part of it. */
function cleared(copy: Tensor, part: (x: Tensor) => Tensor): Tensor {
  part(copy).zero_();
  return copy;
}

const SelectScatter = define({
  schema: 'select_scatter(Tensor input, Tensor src, int dim, int index)',
  forward: (input, src, dim, index) => replaced(denseCopy(input), src, (x) => select(x, dim, index)),
  derivative: {
    input: (grad, { dim, index }) => cleared(grad.clone(), (x) => select(x, dim, index)),
    src: (grad, { dim, index }) => select(grad, dim, index),
  },
});

/**
 * A copy of `input` with `src` at `index` along dimension `dim`.
 *
 * @param src what to write: the sizes of `input.select(dim, index)`
 * @param dim the dimension
 * @param index which entry; negative counts from the end
 * @returns a copy
 * @throws RuntimeError for other sizes
 * @example
 * console.log(torch.select_scatter(torch.zeros(2, 2), torch.ones(2), 0, 0)); // tensor([[1., 1.],
 * //         [0., 0.]])
 * @see PyTorch: `torch.select_scatter`
 */
export function select_scatter(input: Tensor, src: Tensor, dim: number, index: number): Tensor {
  return SelectScatter.apply(input, src, dim, index);
}

const SliceScatter = define({
  schema: 'slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1)',
  forward: (input, src, dim, start, end, step) =>
    replaced(denseCopy(input), src, (x) => sliced(x, wrapDim(dim, x.sizes.length), start, end, step)),
  derivative: {
    input: (grad, { dim, start, end, step }) =>
      cleared(grad.clone(), (x) => sliced(x, wrapDim(dim, x.sizes.length), start, end, step)),
    src: (grad, { dim, start, end, step }) => sliced(grad, wrapDim(dim, grad.sizes.length), start, end, step),
  },
});

/** Options of {@link slice_scatter}. */
export interface SliceOptions {
  /** The dimension. Default 0. */
  dim?: number;
  /** The first entry. Default 0. */
  start?: number | null;
  /** Before which entry to stop. Default the end. */
  end?: number | null;
  /** Every how many entries. Default 1. */
  step?: number;
}

/**
 * A copy of `input` with `src` in a slice of dimension `dim`.
 *
 * @param src what to write: the sizes of the slice
 * @param dim the dimension
 * @param start the first entry
 * @param end before which entry to stop
 * @param step every how many entries
 * @returns a copy
 * @throws RuntimeError for other sizes
 * @example
 * console.log(torch.slice_scatter(torch.zeros(4), torch.ones(2), 0, 1, 3)); // tensor([0., 1., 1., 0.])
 * @see PyTorch: `torch.slice_scatter`
 */
export function slice_scatter(
  input: Tensor,
  src: Tensor,
  dim?: number | SliceOptions,
  start?: number | null | SliceOptions,
  end?: number | null | SliceOptions,
  step?: number | SliceOptions,
): Tensor {
  return SliceScatter.apply(input, src, dim, start, end, step);
}

const DiagonalScatter = define({
  schema: 'diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1)',
  forward: (input, src, offset, dim1, dim2) => replaced(denseCopy(input), src, (x) => diagonal(x, offset, dim1, dim2)),
  derivative: {
    input: (grad, { offset, dim1, dim2 }) => cleared(grad.clone(), (x) => diagonal(x, offset, dim1, dim2)),
    src: (grad, { offset, dim1, dim2 }) => diagonal(grad, offset, dim1, dim2),
  },
});

/**
 * A copy of `input` with `src` on a diagonal.
 *
 * @param src what to write: the sizes of `input.diagonal(offset, dim1, dim2)`
 * @param offset which diagonal: 0 the main one, positive above it, negative below
 * @param dim1 the dimension of the rows
 * @param dim2 the dimension of the columns
 * @returns a copy
 * @throws RuntimeError for other sizes
 * @example
 * console.log(torch.diagonal_scatter(torch.zeros(2, 2), torch.ones(2))); // tensor([[1., 0.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.diagonal_scatter`
 */
export function diagonal_scatter(
  input: Tensor,
  src: Tensor,
  offset?: number | DiagonalOptions,
  dim1?: number | DiagonalOptions,
  dim2?: number | DiagonalOptions,
): Tensor {
  return DiagonalScatter.apply(input, src, offset, dim1, dim2);
}

const stridedSignature = new Signature(
  'as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None)',
);

/** The same with the strides and the offset that `input` itself has. */
const AsStridedScatter = define({
  schema:
    '_as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int storage_offset, int[] own_stride, int own_offset)',
  node: 'AsStridedScatter',
  forward: (input, src, size, stride, storage_offset) => {
    const memory = as_strided(input.detach(), [input.storage.length], [1], 0).clone();
    replaced(memory, src, (x) => as_strided(x, size, stride, storage_offset));
    return denseCopy(as_strided(memory, input.sizes, input.strides, input.offset));
  },
  derivative: {
    // PyTorch's gradient: that of the replaced elements, where one would expect that of all others
    input: (grad, { sizes, size, stride, storage_offset, own_stride, own_offset }) => {
      const part = (x: Tensor) => as_strided(x, size, stride, storage_offset - own_offset);
      const result = laidOut(filled(sizes, 0, grad.dtype), own_stride);
      part(result).copy_(part(laidOut(grad, own_stride)));
      return result;
    },
    src: (grad, { size, stride, storage_offset, own_stride, own_offset }) =>
      as_strided(laidOut(grad, own_stride), size, stride, storage_offset - own_offset),
  },
});

function scatterStrided(args: readonly unknown[], self: number): Tensor {
  const [input, src, size, stride, storage_offset] = stridedSignature.bind(args, self);
  return AsStridedScatter.apply(input, src, size, stride, storage_offset ?? input.offset, input.strides, input.offset);
}

addMethod('as_strided_scatter', function (...args: unknown[]) {
  return scatterStrided([this, ...args], 1);
});

/**
 * A copy of `input` with `src` in a strided view of its memory.
 *
 * @param src what to write, of sizes `size`
 * @param size the sizes of the view
 * @param stride the steps between neighbours along each dimension, in elements
 * @param storage_offset where the first element of the view lies in the storage of `input`
 * @returns a copy; as in PyTorch, gradients flow to `input` from the replaced elements and not from the others
 * @throws RuntimeError for other sizes, and where the view would pass the end of the storage
 * @example
 * console.log(torch.as_strided_scatter(torch.zeros(4), torch.ones(2), [2], [2])); // tensor([1., 0., 1., 0.])
 * @see PyTorch: `torch.as_strided_scatter`
 */
export function as_strided_scatter(
  input: Tensor,
  src: Tensor,
  size: readonly number[],
  stride: readonly number[],
  storage_offset?: number | null | { storage_offset?: number | null },
): Tensor {
  return scatterStrided([input, src, size, stride, storage_offset], 0);
}
