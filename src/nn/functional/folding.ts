import { kernels } from '../../ndarray/kernels.js';
import { contiguousStrides, elementCount, type Strided } from '../../ndarray/strided.js';
import { distance, meetings, type Window } from '../../ndarray/window.js';
import { define, type Op } from '../../ops/define.js';
import { squeeze, unsqueeze } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { bool } from '../../tensor/dtype.js';
import { IndexError, NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { show, type Sizes } from './windows.js';

// The blocks that a window sees as it slides over an image, one column each (unfold), and the sum of such columns where they came from
// (fold): each is the transpose, and so the derivative, of the other.
//
// For one element of the window, the inputs that it meets at all positions are a strided view of the image, and its row of the columns
// is one of them. So both ops are a copy, or an addition, of views for each element of the window.

/** For each tap of the window, what it meets in an image [N, C, *sizes] and where that stands in the columns [N, C·taps, positions]. */
function views(
  image: Strided,
  columns: Strided,
  window: Window,
  counts: readonly number[],
): [inImage: Strided, inColumns: Strided][] {
  const [n, channels, ...sizes] = image.sizes;
  const { kernel, stride } = window;
  const { strides } = image;
  const spatial = strides.slice(2);
  const [columnN, columnRow, columnPosition] = columns.strides;
  const along = contiguousStrides(counts).map((s) => s * columnPosition);
  const taps = elementCount(kernel);
  return meetings(window, sizes, counts).map(({ tap, output, input, counts: box }) => [
    {
      storage: image.storage,
      sizes: [n, channels, ...box],
      strides: [strides[0], strides[1], ...spatial.map((s, d) => s * stride[d])],
      offset: image.offset + distance(input, spatial),
    },
    {
      storage: columns.storage,
      sizes: [n, channels, ...box],
      strides: [columnN, columnRow * taps, ...along],
      offset: columns.offset + distance(tap, contiguousStrides(kernel)) * columnRow + distance(output, along),
    },
  ]);
}

/** How many positions the window has along each dimension. */
const positions = ({ kernel, stride, padding, dilation }: Window, sizes: readonly number[]) =>
  sizes.map((size, d) => Math.floor((size + 2 * padding[d] - dilation[d] * (kernel[d] - 1) - 1) / stride[d]) + 1);

const WINDOW = 'ints kernel, ints dilation, ints padding, ints stride' as const;

const Unfold: Op<Tensor> = define({
  schema: `im2col(Tensor input, ${WINDOW})`,
  node: 'Im2Col',
  method: false,
  forward: (input, kernel, dilation, padding, stride) => {
    const window = { kernel, dilation, padding, stride };
    const [n, channels, ...sizes] = input.sizes;
    const counts = positions(window, sizes);
    const result = emptyTensor([n, channels * elementCount(kernel), elementCount(counts)], input.dtype);
    kernels.fill(result, 0);
    if (n * channels > 0) for (const [from, to] of views(input, result, window, counts)) kernels.copy(to, from);
    return result;
  },
  derivative: {
    input: (grad, { sizes, kernel, dilation, padding, stride }) =>
      Fold.apply(grad, sizes.slice(2), kernel, dilation, padding, stride),
  },
});

const Fold: Op<Tensor> = define({
  schema: `col2im(Tensor input, ints output_size, ${WINDOW})`,
  node: 'Col2Im',
  method: false,
  forward: (input, output_size, kernel, dilation, padding, stride) => {
    const window = { kernel, dilation, padding, stride };
    const [n, rows] = input.sizes;
    const channels = rows / elementCount(kernel);
    const result = emptyTensor([n, channels, ...output_size], input.dtype);
    kernels.fill(result, 0);
    const counts = positions(window, output_size);
    if (n * channels > 0)
      for (const [to, from] of views(result, input, window, counts)) kernels.binary('add', to, to, from);
    return result;
  },
  derivative: {
    input: (grad, { kernel, dilation, padding, stride }) => Unfold.apply(grad, kernel, dilation, padding, stride),
  },
});

/** Options of {@link unfold}. */
export interface UnfoldOptions {
  /** The sizes of the window. */
  kernel_size?: Sizes;
  /** How far apart its elements are. Default 1. */
  dilation?: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. Default 0. */
  padding?: Sizes;
  /** By how much it moves on. Default 1. */
  stride?: Sizes;
}

/** Options of {@link fold}. */
export interface FoldOptions extends UnfoldOptions {
  /** The sizes of the image. */
  output_size?: Sizes;
}

function pair(name: string, sizes: readonly number[]): readonly number[] {
  if (sizes.length > 2) throw new RuntimeError(`It is expected ${name} equals to 2, but got size ${sizes.length}`);
  return sizes.length === 1 ? [sizes[0], sizes[0]] : sizes;
}

function windowOf(
  kernel: readonly number[],
  dilation: readonly number[],
  padding: readonly number[],
  stride: readonly number[],
): Window {
  const window = {
    kernel: pair('kernel_size', kernel),
    dilation: pair('dilation', dilation),
    padding: pair('padding', padding),
    stride: pair('stride', stride),
  };
  const require = (what: string, prefix: string, sizes: readonly number[], least: number) => {
    if (sizes.some((size) => size < least))
      throw new RuntimeError(
        `${what} should be ${least === 0 ? 'non-negative' : 'greater than zero'}, but got ${prefix}_height: ${sizes[0]} ${prefix}_width: ${sizes[1]}`,
      );
  };
  require('kernel size', 'kernel', window.kernel, 1);
  require('dilation', 'dilation', window.dilation, 1);
  require('padding', 'pad', window.padding, 0);
  require('stride', 'stride', window.stride, 1);
  return window;
}

const tuple = (sizes: readonly number[]) => `(${sizes.join(', ')})`;

const unfoldSignature = new Signature(
  'unfold(Tensor input, int[] kernel_size, int[] dilation=[1], int[] padding=[0], int[] stride=[1])',
);

/**
 * The blocks that a window sees as it slides over an image, one column each.
 *
 * @param input [N, C, H, W], or without N
 * @param args `kernel_size`, `dilation`, `padding`, `stride`
 * @returns a new tensor [N, C · elements of the window, positions]
 * @throws RuntimeError where the window does not fit
 * @example
 * const x = torch.arange(9, { dtype: torch.float32 }).reshape(1, 3, 3);
 * console.log(torch.nn.functional.unfold(x, 2)); // tensor([[0., 1., 3., 4.],
 * //         [1., 2., 4., 5.],
 * //         [3., 4., 6., 7.],
 * //         [4., 5., 7., 8.]])
 * @see PyTorch: `torch.nn.functional.unfold`
 */
export function unfold(
  input: Tensor,
  ...args: Trailing<[kernel_size: Sizes, dilation: Sizes, padding: Sizes, stride: Sizes], UnfoldOptions>
): Tensor {
  const [x, kernel_size, dilations, paddings, strides] = unfoldSignature.bind([input, ...args]);
  const window = windowOf(kernel_size, dilations, paddings, strides);
  if (x.ndim < 3)
    throw new IndexError(`Dimension out of range (expected to be in range of [${-x.ndim}, ${x.ndim - 1}], but got 2)`);
  if (x.ndim > 4 || x.sizes.slice(-3).includes(0))
    throw new RuntimeError(
      `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${show(x.sizes)}`,
    );
  const { kernel, dilation, padding, stride } = window;
  const sizes = x.sizes.slice(-2);
  const counts = positions(window, sizes);
  if (counts.some((count) => count < 1))
    throw new RuntimeError(
      `Given input with spatial size ${tuple(sizes)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, ` +
        `calculated shape of the array of sliding blocks as ${tuple(counts)}, but its components must be at least one.`,
    );
  if (!x.dtype.is_floating_point && x.dtype !== bool)
    throw new NotImplementedError(`"im2col_out_cpu" not implemented for '${x.dtype.scalarName}'`);
  const batch = x.ndim === 4 ? x : unsqueeze(x, 0);
  const result = Unfold.apply(batch, kernel, dilation, padding, stride);
  return x.ndim === 4 ? result : squeeze(result, 0);
}

const foldSignature = new Signature(
  'fold(Tensor input, int[] output_size, int[] kernel_size, int[] dilation=[1], int[] padding=[0], int[] stride=[1])',
);

/**
 * Adds up the columns that a window saw as it slid over an image, each where it came from: the transpose of {@link unfold}.
 *
 * @param input [N, C · elements of the window, positions], or without N
 * @param args `output_size`, `kernel_size`, `dilation`, `padding`, `stride`
 * @returns a new tensor [N, C, *output_size]
 * @throws RuntimeError where the sizes do not fit each other
 * @example
 * const blocks = torch.nn.functional.unfold(torch.ones(1, 3, 3), 2);
 * console.log(torch.nn.functional.fold(blocks, [3, 3], 2)); // tensor([[[1., 2., 1.],
 * //          [2., 4., 2.],
 * //          [1., 2., 1.]]])
 * @see PyTorch: `torch.nn.functional.fold`
 */
export function fold(
  input: Tensor,
  ...args: Trailing<
    [output_size: Sizes, kernel_size: Sizes, dilation: Sizes, padding: Sizes, stride: Sizes],
    FoldOptions
  >
): Tensor {
  const [x, output_size, kernel_size, dilations, paddings, strides] = foldSignature.bind([input, ...args]);
  const sizes = pair('output_size', output_size);
  const window = windowOf(kernel_size, dilations, paddings, strides);
  const { kernel, dilation, padding, stride } = window;
  if ((x.ndim !== 2 && x.ndim !== 3) || x.sizes.slice(-2).includes(0))
    throw new RuntimeError(
      `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: ${show(x.sizes)}`,
    );
  const [rows, columns] = x.sizes.slice(-2);
  if (rows % elementCount(kernel) !== 0)
    throw new RuntimeError(
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=${rows} and kernel_size=${tuple(kernel)}.`,
    );
  const counts = positions(window, sizes);
  if (elementCount(counts) !== columns || counts.some((count) => count < 1))
    throw new RuntimeError(
      `Given output_size=${tuple(sizes)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, stride=${tuple(stride)}, ` +
        `expected size of input's dimension 2 to match the calculated number of sliding blocks ${counts.join(' * ')} = ${elementCount(counts)}, but got input.size(2)=${columns}.`,
    );
  if (!x.dtype.is_floating_point && x.dtype !== bool)
    throw new NotImplementedError(`"col2im_out_cpu" not implemented for '${x.dtype.scalarName}'`);
  const batch = x.ndim === 3 ? x : unsqueeze(x, 0);
  const result = Fold.apply(batch, sizes, kernel, dilation, padding, stride);
  return x.ndim === 3 ? result : squeeze(result, 0);
}
