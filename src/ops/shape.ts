import { elementCount, contiguousStrides, sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { kernels } from '../ndarray/kernels.js';
import { compose, define, type Method } from './define.js';
import { clone } from './copy.js';

// Views under other sizes and strides: nothing is copied.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link as_strided}. */
    as_strided: Method<typeof as_strided>;
    /** The same elements under other sizes, where strides allow it; -1 stands for the size that fits. */
    view(...size: number[] | [readonly number[]]): Tensor;
    /** See {@link reshape}. */
    reshape(...shape: number[] | [readonly number[]]): Tensor;
    /** This tensor repeated along dimensions of size 1 to `size`, as a view; -1 keeps a size. */
    expand(...size: number[] | [readonly number[]]): Tensor;
    /** See {@link transpose}. */
    transpose: Method<typeof transpose>;
    /** See {@link permute}. */
    permute(...dims: number[] | [readonly number[]]): Tensor;
    /** See {@link unsqueeze}. */
    unsqueeze: Method<typeof unsqueeze>;
    /** See {@link select}. */
    select: Method<typeof select>;
    /** The elements of dimension `dim` from `start` to before `end`, every `step`-th: a view. */
    slice(dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  }
}

/**
 * The sizes meant by a shape in which one entry may be -1.
 *
 * @throws RuntimeError worded as PyTorch's where the sizes do not multiply up to `count`
 */
export function inferSizes(shape: readonly number[], count: number): number[] {
  const unknown = shape.indexOf(-1);
  if (shape.lastIndexOf(-1) !== unknown) throw new RuntimeError('only one dimension can be inferred');
  const bad = shape.find((size) => size < -1 || !Number.isInteger(size));
  if (bad !== undefined) throw new RuntimeError(`invalid shape dimension ${bad}`);
  const known = elementCount(shape.filter((size) => size !== -1));
  if (unknown >= 0 && known === 0 && count === 0)
    throw new RuntimeError(`cannot reshape tensor of 0 elements into shape [${shape.join(', ')}] because the unspecified dimension size -1 can be any value and is ambiguous`);
  if (unknown < 0 ? known !== count : known === 0 || count % known !== 0)
    throw new RuntimeError(`shape '[${shape.join(', ')}]' is invalid for input of size ${count}`);
  return shape.map((size) => (size === -1 ? count / known : size));
}

/** The strides under which the elements of `x` can be seen with `sizes`; null where they would have to be copied. */
export function viewStrides(x: Tensor, sizes: readonly number[]): number[] | null {
  if (elementCount(sizes) === 0) return contiguousStrides(sizes);
  const strides = new Array<number>(sizes.length);
  let d = sizes.length - 1;
  let last = x.sizes.length - 1; // walks x in blocks that lie evenly
  while (last >= 0) {
    let blockSize = x.sizes[last];
    const step = x.strides[last];
    let first = last;
    while (first > 0 && (x.sizes[first - 1] === 1 || blockSize === 1 || x.strides[first - 1] === blockSize * step)) {
      first--;
      if (x.sizes[first] === 1) continue;
      if (blockSize === 1) break;
      blockSize *= x.sizes[first];
    }
    if (blockSize === 1 && first > 0) {
      last--;
      continue;
    }
    let filled = 1;
    while (d >= 0 && (filled < blockSize || sizes[d] === 1)) {
      strides[d] = step * filled;
      filled *= sizes[d--];
    }
    if (filled !== blockSize) return null;
    last = first - 1;
  }
  for (; d >= 0; d--) strides[d] = 1;
  return strides;
}

const AsStrided = define({
  schema: 'as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None)',
  forward: (input, size, stride, storage_offset) => {
    if (size.length !== stride.length)
      throw new RuntimeError(`mismatch in length of strides and shape`);
    const offset = storage_offset ?? input.offset;
    const last = size.reduce((at, n, d) => at + (n - 1) * stride[d], offset);
    if (elementCount(size) > 0 && last >= input.storage.length)
      throw new RuntimeError(
        `setStorage: sizes [${size.join(', ')}], strides [${stride.join(', ')}], storage offset ${offset}, and itemsize ${input.dtype.itemsize} ` +
          `requiring a storage size of ${(last + 1) * input.dtype.itemsize} are out of bounds for storage of size ${input.storage.length * input.dtype.itemsize}`,
      );
    return viewAs(input, size, stride, offset);
  },
  derivative: {
    input: (grad, { input, size, stride, storage_offset }) =>
      AsStridedBackward.apply(grad, [...input.sizes], [...input.strides], input.offset, size, stride, storage_offset ?? input.offset),
  },
});

/** Adds gradients of strided elements where they lie in memory, and reads the memory as the input lies in it. */
const AsStridedBackward = define({
  schema: '_as_strided_backward(Tensor grad, int[] size, int[] stride, int offset, int[] viewSize, int[] viewStride, int viewOffset)',
  node: 'AsStrided',
  forward: (grad, size, stride, offset, viewSize, viewStride, viewOffset) => {
    const end = (sizes: readonly number[], strides: readonly number[], at: number) => sizes.reduce((last, n, d) => last + Math.max(n - 1, 0) * strides[d], at) + 1;
    const memory = emptyTensor([Math.max(end(size, stride, offset), end(viewSize, viewStride, viewOffset))], grad.dtype);
    kernels.fill(memory, 0);
    const dense = clone(grad.detach());
    const flat = viewAs(dense, [dense.numel()], [1]);
    const starts: number[] = [];
    const walk = (d: number, at: number): void => {
      if (d === viewSize.length) starts.push(at);
      else for (let i = 0; i < viewSize[d]; i++) walk(d + 1, at + i * viewStride[d]);
    };
    walk(0, viewOffset);
    const contiguous = emptyTensor(dense.sizes, dense.dtype);
    kernels.copy(contiguous, dense);
    kernels.put(memory, starts, { sizes: [], strides: [] }, viewAs(contiguous, flat.sizes, flat.strides), 'add');
    const result = emptyTensor(size, grad.dtype);
    kernels.copy(result, viewAs(memory, size, stride, offset));
    return result;
  },
  derivative: {
    grad: (grad, { size, viewSize, viewStride, viewOffset, offset, stride }) => {
      const memory = emptyTensor([size.reduce((last, n, d) => last + Math.max(n - 1, 0) * stride[d], offset) + 1], grad.dtype);
      void memory;
      return as_strided(grad.contiguous(), viewSize, viewStride, viewOffset - offset);
    },
  },
});

/**
 * A view of the storage of `input` under any sizes and strides, which may overlap.
 *
 * @param size the sizes of the view
 * @param stride the steps between neighbours along each dimension, in elements
 * @param storage_offset where the first element lies in the storage; by default where that of `input` lies
 * @returns a view
 * @throws RuntimeError where the view would pass the end of the storage
 * @example
 * console.log(torch.as_strided(torch.arange(4), [2, 2], [1, 1])); // tensor([[0, 1],
 * //         [1, 2]])
 * @see PyTorch: `torch.as_strided`
 */
export function as_strided(
  input: Tensor,
  size: readonly number[],
  stride: readonly number[],
  storage_offset?: number | null,
): Tensor {
  return AsStrided.apply(input, size, stride, storage_offset);
}

define({
  schema: 'view(Tensor input, size size)',
  forward: (input, size) => {
    const sizes = inferSizes(size, input.numel());
    const strides = viewStrides(input, sizes);
    if (strides === null)
      throw new RuntimeError(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
      );
    return viewAs(input, sizes, strides);
  },
  derivative: { input: (grad, { input }) => reshape(grad, [...input.sizes]) },
});


const Reshape = compose({
  schema: 'reshape(Tensor input, size shape)',
  compose: (input, shape) => {
    const sizes = inferSizes(shape, input.numel());
    return (viewStrides(input, sizes) === null ? input.contiguous() : input).view(sizes);
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

const Expand = define({
  schema: 'expand(Tensor input, size size)',
  forward: (input, size) => {
    const shift = size.length - input.sizes.length;
    const target = `Target sizes: [${size.join(', ')}].  Tensor sizes: [${input.sizes.join(', ')}]`;
    if (shift < 0)
      throw new RuntimeError(
        `expand(torch.${input.dtype.scalarName}Tensor{[${input.sizes.join(', ')}]}, size=[${size.join(', ')}]): the number of sizes provided (${size.length}) must be greater or equal to the number of dimensions in the tensor (${input.sizes.length})`,
      );
    const strides = new Array<number>(size.length).fill(0);
    const sizes = size.map((n, d) => {
      const own = input.sizes[d - shift] ?? 1;
      if (n === -1 && d < shift)
        throw new RuntimeError(`The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${d}`);
      const wanted = n === -1 ? own : n;
      if (own !== wanted && own !== 1)
        throw new RuntimeError(
          `The expanded size of the tensor (${wanted}) must match the existing size (${own}) at non-singleton dimension ${d}.  ${target}`,
        );
      if (d >= shift && own === wanted) strides[d] = input.strides[d - shift];
      return wanted;
    });
    return viewAs(input, sizes, strides);
  },
  derivative: { input: (grad) => grad }, // the engine sums over what was repeated
});

/** `input` repeated along dimensions of size 1 to `size`, as a view. */
export function expand(input: Tensor, size: readonly number[]): Tensor {
  return sameSizes(input.sizes, size) ? input : Expand.apply(input, size);
}

const Transpose = define({
  schema: 'transpose(Tensor input, int dim0, int dim1)',
  forward: (input, dim0, dim1) => {
    const n = input.sizes.length;
    const [a, b] = [wrapDim(dim0, n), wrapDim(dim1, n)];
    const swap = (list: readonly number[]) => list.map((x, d) => (d === a ? list[b] : d === b ? list[a] : x));
    return viewAs(input, swap(input.sizes), swap(input.strides));
  },
  derivative: { input: (grad, { dim0, dim1 }) => transpose(grad, dim0, dim1) },
});

/**
 * `input` with two dimensions exchanged.
 *
 * @param dim0 one dimension
 * @param dim1 the other
 * @returns a view
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.transpose(torch.tensor([[1, 2], [3, 4]]), 0, 1)); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.transpose`
 */
export function transpose(input: Tensor, dim0: number, dim1: number): Tensor {
  return Transpose.apply(input, dim0, dim1);
}

const Permute = define({
  schema: 'permute(Tensor input, size dims)',
  forward: (input, dims) => {
    const n = input.sizes.length;
    if (dims.length !== n)
      throw new RuntimeError(
        `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${n} is not equal to len(dims) = ${dims.length}`,
      );
    const order = dims.map((d) => wrapDim(d, n));
    if (new Set(order).size !== n) throw new RuntimeError('permute(): duplicate dims are not allowed.');
    return viewAs(input, order.map((d) => input.sizes[d]), order.map((d) => input.strides[d]));
  },
  derivative: {
    input: (grad, { dims }) => permute(grad, dims.map((_, d) => dims.findIndex((e) => wrapDim(e, dims.length) === d))),
  },
});

/**
 * `input` with its dimensions in another order: dimension d of the result is dimension dims[d] of the input.
 *
 * @param dims every dimension once
 * @returns a view
 * @throws RuntimeError where `dims` is no permutation
 * @example
 * console.log(torch.permute(torch.zeros(2, 3, 4), [2, 0, 1]).shape); // torch.Size([4, 2, 3])
 * @see PyTorch: `torch.permute`
 */
export function permute(input: Tensor, dims: readonly number[] | { dims: readonly number[] }): Tensor {
  return Permute.apply(input, dims);
}

const Unsqueeze = define({
  schema: 'unsqueeze(Tensor input, int dim)',
  inplace: false,
  forward: (input, dim) => {
    const d = wrapDim(dim, input.sizes.length + 1);
    const sizes = [...input.sizes.slice(0, d), 1, ...input.sizes.slice(d)];
    const stride = d < input.sizes.length ? input.sizes[d] * input.strides[d] : 1;
    return viewAs(input, sizes, [...input.strides.slice(0, d), stride, ...input.strides.slice(d)]);
  },
  derivative: { input: (grad, { input }) => reshape(grad, [...input.sizes]) },
});

/**
 * `input` with a new dimension of size 1 before dimension `dim`.
 *
 * @param dim where it goes, from -ndim-1 to ndim
 * @returns a view
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.unsqueeze(torch.tensor([1, 2]), 1)); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.unsqueeze`
 */
export function unsqueeze(input: Tensor, dim: number | { dim: number }): Tensor {
  return Unsqueeze.apply(input, dim);
}

const Select = define({
  schema: 'select(Tensor input, int dim, int index)',
  forward: (input, dim, index) => {
    if (input.sizes.length === 0) throw new RuntimeError('select() cannot be applied to a 0-dim tensor.');
    const d = wrapDim(dim, input.sizes.length);
    const i = wrapSelect(index, input.sizes[d], d, input.sizes);
    const without = (list: readonly number[]) => [...list.slice(0, d), ...list.slice(d + 1)];
    return viewAs(input, without(input.sizes), without(input.strides), input.offset + i * input.strides[d]);
  },
  derivative: { input: (grad, { input, dim, index }) => scatterSlice(grad.unsqueeze(wrapDim(dim, input.sizes.length)), input, dim, index, 1) },
});

function wrapSelect(index: number, size: number, dim: number, sizes: readonly number[]): number {
  if (index < -size || index >= size)
    throw new RuntimeError(`select(): index ${index} out of range for tensor of size [${sizes.join(', ')}] at dimension ${dim}`);
  return index < 0 ? index + size : index;
}

/** Zeros like `input` with `grad` in the part that begins at `start` along `dim`: the derivative of taking that part. */
const ScatterSlice = define({
  schema: '_slice_backward(Tensor grad, size sizes, int dim, int start, int step)',
  node: 'SliceBackward',
  forward: (grad, sizes, dim, start, step) => {
    const result = emptyTensor(sizes, grad.dtype);
    kernels.fill(result, 0);
    const strides = result.strides.map((s, d) => (d === dim ? s * step : s));
    kernels.copy(viewAs(result, grad.sizes, strides, result.strides[dim] * start), grad);
    return result;
  },
  derivative: {
    grad: (grad, { sizes, dim, start, step, grad: slice }) => {
      void sizes;
      return grad.slice(dim, start, start + (slice.sizes[dim] - 1) * step + 1, step);
    },
  },
});

function scatterSlice(grad: Tensor, input: Tensor, dim: number, start: number, step: number): Tensor {
  const d = wrapDim(dim, input.sizes.length);
  return ScatterSlice.apply(grad, [...input.sizes], d, start < 0 ? start + input.sizes[d] : start, step);
}

/**
 * The part of `input` at `index` along dimension `dim`, which vanishes.
 *
 * @param dim the dimension
 * @param index which entry; negative counts from the end
 * @returns a view
 * @throws RuntimeError for an index out of range
 * @example
 * console.log(torch.select(torch.tensor([[1, 2], [3, 4]]), 1, 0)); // tensor([1., 3.])
 * @see PyTorch: `torch.select`
 */
export function select(input: Tensor, dim: number, index: number): Tensor {
  return Select.apply(input, dim, index);
}

define({
  schema: 'slice(Tensor input, int dim=0, int? start=None, int? end=None, int step=1)',
  forward: (input, dim, start, end, step) => {
    if (input.sizes.length === 0) throw new RuntimeError('slice() cannot be applied to a 0-dim tensor.');
    if (step <= 0) throw new RuntimeError('slice step must be positive');
    const d = wrapDim(dim, input.sizes.length);
    const size = input.sizes[d];
    const clip = (x: number) => Math.min(Math.max(x < 0 ? x + size : x, 0), size);
    const from = clip(start ?? 0);
    const length = Math.ceil(Math.max(clip(end ?? size) - from, 0) / step);
    const replace = (list: readonly number[], x: number) => list.map((y, e) => (e === d ? x : y));
    return viewAs(input, replace(input.sizes, length), replace(input.strides, input.strides[d] * step), input.offset + from * input.strides[d]);
  },
  derivative: {
    input: (grad, { input, dim, start, step }) => {
      const size = input.sizes[wrapDim(dim, input.sizes.length)];
      const from = Math.min(Math.max((start ?? 0) < 0 ? (start ?? 0) + size : (start ?? 0), 0), size);
      return scatterSlice(grad, input, dim, from, step);
    },
  },
});


