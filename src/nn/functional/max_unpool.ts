import { kernels } from '../../ndarray/kernels.js';
import { elementCount } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { squeeze, unsqueeze } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64 } from '../../tensor/dtype.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { gatherPlanes } from './max_pool.js';
import { denseAs, show, type Sizes } from './windows.js';

// The partial inverse of max pooling: maxima go back to where they were, and all else is 0.

const MaxUnpool = define({
  schema: '_max_unpool(Tensor input, Tensor indices, ints outputs)',
  node: (_input, _indices, outputs) => `MaxUnpool${Math.max(outputs.length, 2)}D`,
  method: false,
  forward: (input, indices, outputs) => {
    const lead = input.sizes.slice(0, -outputs.length);
    const result = emptyTensor([...lead, ...outputs], input.dtype);
    const flat = (x: Tensor) => denseAs(x, [elementCount(lead), elementCount(x.sizes.slice(-outputs.length))]);
    const [planes, x, positions] = [result, input, indices].map(flat);
    kernels.fill(planes, 0);
    kernels.scatter(planes, 1, positions, x, 'set');
    return result;
  },
  derivative: { input: (grad, { indices, outputs }) => gatherPlanes(grad, indices, outputs.length) },
});

/** Options of max unpooling. */
export interface MaxUnpoolOptions {
  /** The sizes of the window of the pooling. */
  kernel_size?: Sizes;
  /** By how much that window moved on. Default: its own sizes. */
  stride?: Sizes | null;
  /** The padding of the pooling. Default 0. */
  padding?: Sizes;
  /** The sizes wanted, of the spatial dimensions or of all, where several are possible. */
  output_size?: readonly number[] | null;
}

/** The arguments of max unpooling behind input and indices. */
export type MaxUnpoolArguments = Trailing<
  [kernel_size: Sizes, stride: Sizes | null, padding: Sizes, output_size: readonly number[] | null],
  MaxUnpoolOptions
>;

/** The sizes of the result: the usual ones, or those asked for where the pooling could have come from them. */
function outputSizes(
  input: Tensor,
  [kernel, stride, padding]: readonly (readonly number[])[],
  given: readonly number[] | null,
): readonly number[] {
  const dims = kernel.length;
  const inputs = input.sizes.slice(-dims);
  const usual = inputs.map((size, d) => (size - 1) * stride[d] + kernel[d] - 2 * padding[d]);
  if (given === null) return usual;
  const sizes = given.length === dims + 2 ? given.slice(2) : given;
  if (sizes.length !== dims)
    throw new ValueError(
      `output_size should be a sequence containing ${dims} or ${dims + 2} elements, but it has a length of '${given.length}'`,
    );
  sizes.forEach((size, d) => {
    const [least, most] = [usual[d] - stride[d], usual[d] + stride[d]];
    if (!(least < size && size < most))
      throw new ValueError(
        `invalid output_size "(${sizes.join(', ')}${dims === 1 ? ',' : ''})" (dim ${d} must be between ${least} and ${most})`,
      );
  });
  return sizes;
}

function requireFits(input: Tensor, indices: Tensor, dims: number): void {
  if (indices.dtype !== int64)
    throw new RuntimeError(`elements in indices should be type int64 but got: ${indices.dtype.scalarName}`);
  if (input.ndim !== dims + 1 && input.ndim !== dims + 2)
    throw new RuntimeError(
      `Input to max_unpooling${dims}d should be a ${dims + 1}d or ${dims + 2}d Tensor, but got a tensor with ${input.ndim} dimensions.`,
    );
  if (show(input.sizes) !== show(indices.sizes))
    throw new RuntimeError(
      `Expected shape of indices to be same as that of the input tensor (${show(input.sizes)}) but got indices tensor with shape: ${show(indices.sizes)}`,
    );
}

function unpooled(input: Tensor, indices: Tensor, outputs: readonly number[]): Tensor {
  requireFits(input, indices, outputs.length);
  const bad = kernels.outside(indices, 0, elementCount(outputs));
  if (bad !== null)
    throw new RuntimeError(`Found an invalid max index: ${bad} (output volumes are of size ${outputs.join('x')})`);
  return MaxUnpool.apply(input, indices, outputs);
}

/** Max unpooling over `dims` dimensions, from the arguments of a call; one dimension is a column of width 1, as in PyTorch. */
function maxUnpool(dims: number): (args: readonly unknown[]) => Tensor {
  const signature = new Signature(
    `max_unpool${dims}d(Tensor input, Tensor indices, int[] kernel_size, int[]? stride=None, int[] padding=[0], ints? output_size=None)`,
  );
  const each = (sizes: readonly number[]) => (sizes.length === 1 ? new Array<number>(dims).fill(sizes[0]) : sizes);
  return (args) => {
    const [input, indices, kernel_size, strides, paddings, output_size] = signature.bind(args);
    const [kernel, padding] = [each(kernel_size), each(paddings)];
    const stride = strides === null ? kernel : each(strides);
    if (dims === 3 && stride.some((s) => s <= 0))
      throw new RuntimeError(`strides should be greater than zero, but got stride: ${show(stride)}`);
    const outputs = outputSizes(input, [kernel, stride, padding], output_size);
    if (dims > 1) return unpooled(input, indices, outputs);
    return squeeze(unpooled(unsqueeze(input, -1), unsqueeze(indices, -1), [...outputs, 1]), -1);
  };
}

const [unpool1, unpool2, unpool3] = [1, 2, 3].map(maxUnpool);

/**
 * Puts the maxima of a max pooling over one dimension back to where they were; all other elements are 0.
 *
 * @param input what the pooling gave, [N, C, L], or without N
 * @param indices where the maxima were, as `max_pool1d` gives with `return_indices`
 * @param args `kernel_size`, `stride`, `padding` of the pooling; `output_size`
 * @returns a new tensor
 * @throws RuntimeError or ValueError where sizes or positions do not fit
 * @example
 * const [y, i] = torch.nn.functional.max_pool1d(torch.tensor([[1, 4, 3, 2]]), 2, { return_indices: true });
 * console.log(torch.nn.functional.max_unpool1d(y, i, 2)); // tensor([[0., 4., 3., 0.]])
 * @see PyTorch: `torch.nn.functional.max_unpool1d`
 */
export function max_unpool1d(input: Tensor, indices: Tensor, ...args: MaxUnpoolArguments): Tensor {
  return unpool1([input, indices, ...args]);
}

/**
 * Puts the maxima of a max pooling over two dimensions back to where they were; all other elements are 0.
 *
 * @param input what the pooling gave, [N, C, H, W], or without N
 * @param indices where the maxima were, as `max_pool2d` gives with `return_indices`
 * @param args `kernel_size`, `stride`, `padding` of the pooling; `output_size`
 * @returns a new tensor
 * @throws RuntimeError or ValueError where sizes or positions do not fit
 * @example
 * const [y, i] = torch.nn.functional.max_pool2d(torch.tensor([[[1, 2], [3, 4]]]), 2, { return_indices: true });
 * console.log(torch.nn.functional.max_unpool2d(y, i, 2)); // tensor([[[0., 0.],
 * //          [0., 4.]]])
 * @see PyTorch: `torch.nn.functional.max_unpool2d`
 */
export function max_unpool2d(input: Tensor, indices: Tensor, ...args: MaxUnpoolArguments): Tensor {
  return unpool2([input, indices, ...args]);
}

/**
 * Puts the maxima of a max pooling over three dimensions back to where they were; all other elements are 0.
 *
 * @param input what the pooling gave, [N, C, D, H, W], or without N
 * @param indices where the maxima were, as `max_pool3d` gives with `return_indices`
 * @param args `kernel_size`, `stride`, `padding` of the pooling; `output_size`
 * @returns a new tensor
 * @throws RuntimeError or ValueError where sizes or positions do not fit
 * @example
 * const [y, i] = torch.nn.functional.max_pool3d(torch.ones(1, 2, 2, 4), 2, { return_indices: true });
 * console.log(torch.nn.functional.max_unpool3d(y, i, 2).shape); // torch.Size([1, 2, 2, 4])
 * @see PyTorch: `torch.nn.functional.max_unpool3d`
 */
export function max_unpool3d(input: Tensor, indices: Tensor, ...args: MaxUnpoolArguments): Tensor {
  return unpool3([input, indices, ...args]);
}
