import { IndexError, RuntimeError } from '../tensor/errors.js';
import { resolveSlice, wrapDim } from '../tensor/index_key.js';
import { isTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { filled } from './dense.js';

// Parts of a tensor along one dimension, as views.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link select}. */
    select: Method<typeof select>;
    /** See {@link narrow}. */
    narrow: Method<typeof narrow>;
    /** See {@link narrow_copy}. */
    narrow_copy: Method<typeof narrow_copy>;
    /**
     * All parts of `size` elements, `step` apart, along `dimension`: a view with the parts in a new last dimension.
     *
     * @throws RuntimeError for a part longer than the dimension
     */
    unfold(dimension: number, size: number, step: number): Tensor;
  }
}

/**
 * The gradient of a tensor of which a part was taken: zeros, with the gradient of the part in its place. (A write into a
 * view, which can itself be differentiated.)
 */
export function embedded(grad: Tensor, sizes: readonly number[], part: (whole: Tensor) => Tensor): Tensor {
  const whole = filled(sizes, 0, grad.dtype);
  part(whole).copy_(grad);
  return whole;
}

const Select = define({
  schema: 'select(Tensor input, int dim, int index)',
  forward: (input, dim, index) => {
    const { sizes, strides } = input;
    if (sizes.length === 0) throw new IndexError('select() cannot be applied to a 0-dim tensor.');
    const d = wrapDim(dim, sizes.length);
    if (index < -sizes[d] || index >= sizes[d])
      throw new IndexError(
        `select(): index ${index} out of range for tensor of size [${sizes.join(', ')}] at dimension ${d}`,
      );
    const at = index < 0 ? index + sizes[d] : index;
    return viewAs(input, sizes.toSpliced(d, 1), strides.toSpliced(d, 1), input.offset + at * strides[d]);
  },
  derivative: { input: (grad, { sizes, dim, index }) => embedded(grad, sizes, (x) => select(x, dim, index)) },
});

/** Options of {@link select}. */
export interface SelectOptions {
  /** The dimension. */
  dim?: number;
  /** Which entry. */
  index?: number;
}

/**
 * The part of `input` at `index` along dimension `dim`, which vanishes.
 *
 * @param dim the dimension
 * @param index which entry; negative counts from the end
 * @returns a view
 * @throws IndexError for an index out of range
 * @example
 * console.log(torch.select(torch.tensor([[1, 2], [3, 4]]), 1, 0)); // tensor([1., 3.])
 * @see PyTorch: `torch.select`
 */
export function select(input: Tensor, dim: number | SelectOptions, index?: number | SelectOptions): Tensor {
  return Select.apply(input, dim, index);
}

const Slice = define({
  schema: '_slice(Tensor input, int dim, int? start, int? stop, int step)',
  node: 'Slice',
  method: false,
  forward: (input, dim, start, stop, step) => {
    const slice = resolveSlice({ start, stop, step }, input.sizes[dim]);
    const sizes = input.sizes.with(dim, slice.length);
    const strides = input.strides.with(dim, input.strides[dim] * step);
    return viewAs(input, sizes, strides, input.offset + slice.start * input.strides[dim]);
  },
  derivative: {
    input: (grad, { sizes, dim, start, stop, step }) => embedded(grad, sizes, (x) => sliced(x, dim, start, stop, step)),
  },
});

/** The elements of `x` from `start` to before `stop` along `dim`, every `step`-th, as Python's slices count: a view. */
export function sliced(x: Tensor, dim: number, start: number | null, stop: number | null, step = 1): Tensor {
  return Slice.apply(x, dim, start, stop, step);
}

const Narrow = compose({
  schema: 'narrow(Tensor input, int dim, Operand start, int length)',
  compose: (input, dim, start, length) => {
    const { sizes } = input;
    if (sizes.length === 0) throw new RuntimeError('narrow() cannot be applied to a 0-dim tensor.');
    if (length < 0) throw new RuntimeError('narrow(): length must be non-negative.');
    const d = wrapDim(dim, sizes.length);
    if (isTensor(start) && (start.sizes.length > 0 || start.dtype.is_floating_point))
      throw new RuntimeError('start must be an 0-dim integral Tensor.');
    const given = Number(start);
    if (given < -sizes[d] || given > sizes[d])
      throw new IndexError(
        `start out of range (expected to be in range of [${-sizes[d]}, ${sizes[d]}], but got ${given})`,
      );
    const from = given < 0 ? given + sizes[d] : given;
    if (from + length > sizes[d])
      throw new RuntimeError(`start (${from}) + length (${length}) exceeds dimension size (${sizes[d]}).`);
    return sliced(input, d, from, from + length);
  },
});

/** Options of {@link narrow}. */
export interface NarrowOptions {
  /** The dimension. */
  dim?: number;
  /** The first entry. */
  start?: number | Tensor;
  /** How many entries. */
  length?: number;
}

/**
 * The `length` entries from `start` on along dimension `dim`.
 *
 * @param dim the dimension
 * @param start the first entry, a number or a 0-dim integer tensor; negative counts from the end
 * @param length how many entries
 * @returns a view
 * @throws IndexError for a start out of range; RuntimeError where the part leaves the dimension
 * @example
 * console.log(torch.narrow(torch.arange(5), 0, 1, 3)); // tensor([1, 2, 3])
 * @see PyTorch: `torch.narrow`
 */
export function narrow(
  input: Tensor,
  dim: number | NarrowOptions,
  start?: number | Tensor | NarrowOptions,
  length?: number | NarrowOptions,
): Tensor {
  return Narrow.apply(input, dim, start, length);
}

const NarrowCopy = compose({
  schema: 'narrow_copy(Tensor input, int dim, int start, int length)',
  compose: (input, dim, start, length) => narrow(input, dim, start, length).clone(),
});

/**
 * {@link narrow} as a copy.
 *
 * @param dim the dimension
 * @param start the first entry; negative counts from the end
 * @param length how many entries
 * @returns a copy
 * @throws IndexError for a start out of range; RuntimeError where the part leaves the dimension
 * @example
 * console.log(torch.narrow_copy(torch.arange(5), 0, 1, 3)); // tensor([1, 2, 3])
 * @see PyTorch: `torch.narrow_copy`
 */
export function narrow_copy(input: Tensor, dim: number, start: number, length: number): Tensor {
  return NarrowCopy.apply(input, dim, start, length);
}

define({
  schema: 'unfold(Tensor input, int dimension, int size, int step)',
  forward: (input, dimension, size, step) => {
    const d = wrapDim(dimension, input.sizes.length);
    const own = input.sizes[d] ?? 1;
    const stride = input.strides[d] ?? 1;
    if (size < 0) throw new RuntimeError(`size is ${size} but must be >= 0`);
    if (size > own) throw new RuntimeError(`maximum size for tensor at dimension ${d} is ${own} but size is ${size}`);
    if (step <= 0) throw new RuntimeError(`step is ${step} but must be > 0`);
    if (input.sizes.length === 0) return viewAs(input, [size], [1]);
    const count = Math.floor((own - size) / step) + 1;
    return viewAs(input, [...input.sizes.with(d, count), size], [...input.strides.with(d, stride * step), stride]);
  },
  derivative: {
    input: (grad, { sizes, dimension, size, step }) => {
      if (sizes.length === 0) return grad.sum();
      const d = wrapDim(dimension, sizes.length);
      const total = filled(sizes, 0, grad.dtype);
      const span = (grad.sizes[d] - 1) * step + 1;
      for (let k = 0; k < size; k++) sliced(total, d, k, k + span, step).add_(select(grad, -1, k));
      return total;
    },
  },
});
