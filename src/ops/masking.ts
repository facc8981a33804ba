import { kernels } from '../ndarray/kernels.js';
import { broadcastTo } from '../ndarray/strided.js';
import { bool } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { expand } from './broadcasting.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy, filled, scalarAs } from './dense.js';
import { broadcastSizes, converted, resultLike } from './elementwise.js';
import { asRow, atLeastLine } from './index_checks.js';
import { requireFits } from './inplace.js';
import { cat } from './joining.js';
import { reshape } from './shape.js';

// Elements picked out by masks.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link masked_fill}. */
    masked_fill: Method<typeof masked_fill>;
    /** {@link masked_fill} in place. */
    masked_fill_: InPlace<typeof masked_fill>;
    /** See {@link masked_select}. */
    masked_select: Method<typeof masked_select>;
    /** See {@link masked_scatter}. */
    masked_scatter: Method<typeof masked_scatter>;
    /** {@link masked_scatter} in place. */
    masked_scatter_: InPlace<typeof masked_scatter>;
  }
}

const MaskedFill = define({
  schema: 'masked_fill(Tensor input, Tensor mask, Tensor|Number value)',
  node: (_input, _mask, value) => (isTensor(value) ? 'MaskedFillBackward1' : 'MaskedFillBackward0'),
  forward: (input, mask, value, out) => {
    if (mask.dtype !== bool)
      throw new RuntimeError(`masked_fill_ only supports boolean masks, but got mask with dtype ${mask.dtype.cName}`);
    if (isTensor(value) && value.sizes.length > 0)
      throw new RuntimeError(
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.sizes.length} dimension(s).`,
      );
    const sizes = broadcastSizes(mask.sizes, input.sizes);
    if (out !== undefined) requireFits(out, sizes, out.dtype);
    const fill = isTensor(value) ? converted(value, input.dtype) : scalarAs(value, input.dtype);
    const result = out ?? resultLike(input, sizes, input.dtype);
    kernels.where(result, mask, fill, input);
    return result;
  },
  derivative: {
    input: (grad, { mask }) => masked_fill(grad, mask, 0),
    value: (grad, { mask }) => masked_select(grad, mask).sum(),
  },
  inplace: true,
});

/** Options of {@link masked_fill}. */
export interface MaskedFillOptions {
  /** Where to write. */
  mask?: Tensor;
  /** What to write. */
  value?: Tensor | Scalar;
}

/**
 * `input` with `value` wherever `mask` holds.
 *
 * @param mask a bool tensor that broadcasts with `input`
 * @param value a number or a 0-dim tensor
 * @returns a new tensor
 * @throws RuntimeError for a mask of another dtype
 * @example
 * const x = torch.tensor([1, -2, 3]);
 * console.log(torch.masked_fill(x, x.lt(0), 0)); // tensor([1., 0., 3.])
 * @see PyTorch: `torch.masked_fill`
 */
export function masked_fill(
  input: Tensor,
  mask: Tensor | MaskedFillOptions,
  value?: Tensor | Scalar | MaskedFillOptions,
): Tensor {
  return MaskedFill.apply(input, mask, value);
}

/** The elements where a mask, of as many dimensions as what it masks, holds. */
const marked = (mask: Tensor) => {
  const line = atLeastLine(mask);
  return { dims: line.sizes.map((_, d) => d), indices: kernels.nonzero(line) };
};

const MaskedSelect = define({
  schema: 'masked_select(Tensor input, Tensor mask)',
  forward: (input, mask) => {
    if (mask.dtype !== bool) throw new RuntimeError('masked_select: expected BoolTensor for mask');
    const sizes = broadcastSizes(mask.sizes, input.sizes);
    const index = marked(expand(mask, sizes));
    const result = emptyTensor([index.indices[0].length], input.dtype);
    kernels.take(result, atLeastLine(broadcastTo(input, sizes)), index);
    return result;
  },
  derivative: {
    input: (grad, { sizes, mask }) =>
      masked_scatter(filled(broadcastSizes(sizes, mask.sizes), 0, grad.dtype), mask, grad),
  },
});

/**
 * The elements of `input` where `mask` holds, in row-major order.
 *
 * @param mask a bool tensor that broadcasts with `input`
 * @returns a new vector
 * @throws RuntimeError for a mask of another dtype
 * @example
 * const x = torch.tensor([[1, -2], [3, -4]]);
 * console.log(torch.masked_select(x, x.gt(0))); // tensor([1., 3.])
 * @see PyTorch: `torch.masked_select`
 */
export function masked_select(input: Tensor, mask: Tensor | { mask: Tensor }): Tensor {
  return MaskedSelect.apply(input, mask);
}

const MaskedScatter = define({
  schema: 'masked_scatter(Tensor input, Tensor mask, Tensor source)',
  forward: (input, mask, source, out) => {
    if (mask.dtype !== bool)
      throw new RuntimeError(
        `masked_scatter_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarName}`,
      );
    if (source.dtype !== input.dtype)
      throw new RuntimeError(
        'masked_scatter: expected self and source to have same dtypes but got' +
          `${input.dtype.scalarName} and ${source.dtype.scalarName}`,
      );
    const sizes = out?.sizes ?? broadcastSizes(mask.sizes, input.sizes);
    const index = marked(expand(mask, sizes));
    const count = index.indices[0].length;
    if (source.numel() < count) throw new RuntimeError('Number of elements of source < number of ones in mask');
    const result = out ?? denseCopy(expand(input, sizes));
    kernels.put(atLeastLine(result), index, { ...asRow(denseCopy(source)), sizes: [count] }, 'set');
    return result;
  },
  derivative: {
    input: (grad, { mask }) => masked_fill(grad, mask, 0),
    source: (grad, { mask, sizes }) => {
      const used = masked_select(grad, mask);
      const unused = filled([sizes.reduce((n, size) => n * size, 1) - used.numel()], 0, grad.dtype);
      return reshape(cat([used, unused]), sizes);
    },
  },
  inplace: true,
});

/**
 * `input` with the elements of `source`, one after the other, wherever `mask` holds.
 *
 * @param mask a bool tensor that broadcasts with `input`
 * @param source at least as many elements as the mask has places, of the dtype of `input`
 * @returns a new tensor
 * @throws RuntimeError for a mask of another dtype, and for too few elements
 * @example
 * const x = torch.zeros(3);
 * console.log(torch.masked_scatter(x, torch.tensor([true, false, true]), torch.tensor([5, 7]))); // tensor([5., 0., 7.])
 * @see PyTorch: `torch.masked_scatter`
 */
export function masked_scatter(
  input: Tensor,
  mask: Tensor | { mask?: Tensor; source?: Tensor },
  source?: Tensor | { source?: Tensor },
): Tensor {
  return MaskedScatter.apply(input, mask, source);
}
