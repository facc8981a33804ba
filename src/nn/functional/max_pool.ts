import { kernels } from '../../ndarray/kernels.js';
import { elementCount } from '../../ndarray/strided.js';
import { define, type Op } from '../../ops/define.js';
import { gather, reshape, squeeze, unsqueeze } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { bool, int64 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { asRows, denseAs, poolOutputs, poolWindow, show, type PoolWindow, type Sizes } from './windows.js';

// Max pooling: the largest element of every window, and its position in its plane.

/** Sizes as planes of the last `dims` dimensions: [planes, size]. */
const flatPlanes = (sizes: readonly number[], dims: number) => [
  elementCount(sizes.slice(0, -dims)),
  elementCount(sizes.slice(-dims)),
];

/** The elements at flat positions of each plane of `dims` dimensions. */
export const gatherPlanes = (x: Tensor, positions: Tensor, dims: number): Tensor => {
  const [planes, at] = [x, positions].map((t) => reshape(t, flatPlanes(t.sizes, dims)));
  return reshape(gather(planes, 1, at), positions.sizes);
};

/** Adds elements to their flat positions in planes of the last dimensions of `size`: the derivative of a maximum. */
export const SpreadMaxima: Op<Tensor> = define({
  schema: '_max_pool_backward(Tensor grad_output, Tensor indices, ints size, int dims)',
  node: 'MaxPoolBackward',
  method: false,
  forward: (grad_output, indices, size, dims) => {
    const result = emptyTensor(size, grad_output.dtype);
    const [planes, positions, g] = [result, indices, grad_output].map((x) => denseAs(x, flatPlanes(x.sizes, dims)));
    kernels.scatterPlanes(planes, positions, g);
    return result;
  },
  derivative: { grad_output: (grad, { indices, dims }) => gatherPlanes(grad, indices, dims) },
});

const MaxPool = define({
  schema: '_max_pool(Tensor input, ints outputs, ints kernel, ints stride, ints padding, ints dilation)',
  node: (_input, outputs) => `MaxPool${outputs.length}DWithIndices`,
  method: false,
  forward: (input, outputs, kernel, stride, padding, dilation) => {
    const dims = outputs.length;
    const sizes = [...input.sizes.slice(0, -dims), ...outputs];
    const [values, indices] = [emptyTensor(sizes, input.dtype), emptyTensor(sizes, int64)];
    const planes = (t: Tensor) => denseAs(t, [elementCount(sizes.slice(0, -dims)), ...t.sizes.slice(-dims)]);
    const [x, y, positions] = [input, values, indices].map(planes);
    kernels.maxPool(y, positions, x, { kernel, stride, padding, dilation });
    return [values, indices] as const;
  },
  derivative: {
    input: ([grad], { result: [, indices], sizes, outputs }) =>
      grad === null ? null : SpreadMaxima.apply(grad, indices, [...sizes], outputs.length),
  },
});

/** Options of max pooling. */
export interface MaxPoolOptions {
  /** The sizes of the window. */
  kernel_size?: Sizes;
  /** By how much the window moves on. Default: its own sizes. */
  stride?: Sizes | null;
  /** How many −∞ are thought to stand at both ends of each dimension; at most half a window. Default 0. */
  padding?: Sizes;
  /** How far apart the elements of the window are. Default 1. */
  dilation?: Sizes;
  /** Whether windows may hang over the end. Default false. */
  ceil_mode?: boolean;
  /** Whether the positions of the maxima are returned too. Default false. */
  return_indices?: boolean;
}

/** The arguments of max pooling behind its input. */
export type MaxPoolArguments = Trailing<
  [
    kernel_size: Sizes,
    stride: Sizes | null,
    padding: Sizes,
    dilation: Sizes,
    ceil_mode: boolean,
    return_indices: boolean,
  ],
  MaxPoolOptions
>;

/** The arguments with which the positions are returned too. */
type WithIndices =
  | [kernel_size: Sizes, options: MaxPoolOptions & { return_indices: true }]
  | [options: MaxPoolOptions & { return_indices: true }];

type Pair = readonly [values: Tensor, indices: Tensor];

function pooled(input: Tensor, window: PoolWindow): Pair {
  const dims = window.kernel.length;
  const outputs = poolOutputs(`max_pool${dims}d_with_indices_out_cpu_template()`, input, window);
  if (input.dtype === bool) throw new NotImplementedError(`"max_pool${dims}d" not implemented for 'Bool'`);
  const [values, indices] = MaxPool.apply(
    input,
    outputs,
    window.kernel,
    window.stride,
    window.padding,
    window.dilation,
  );
  return [values, indices];
}

/** One dimension is pooled as an image of height 1; what it refuses by words of its own. */
function pooled1(input: Tensor, window: PoolWindow): Pair {
  const batch = input.ndim === 3;
  if ((input.ndim !== 2 && !batch) || input.sizes.some((size, d) => size === 0 && !(batch && d === 0)))
    throw new RuntimeError(
      `max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${show(input.sizes)}`,
    );
  const [[kernel], [stride], [dilation]] = [window.kernel, window.stride, window.dilation];
  for (const [name, value] of Object.entries({ kernel_size: kernel, stride, dilation }))
    if (value <= 0) throw new RuntimeError(`max_pool1d() ${name} must be greater than zero, but got ${value}`);
  if (!input.dtype.is_floating_point)
    throw new NotImplementedError(`"max_pool1d_impl" not implemented for '${input.dtype.scalarName}'`);
  const [values, indices] = pooled(unsqueeze(input, -2), asRows(window));
  return [squeeze(values, -2), squeeze(indices, -2)];
}

/** Max pooling over `dims` dimensions, from the arguments of a call: the pair, or the values alone. */
function maxPool(dims: number): (args: readonly unknown[]) => Tensor | Pair {
  const name = `max_pool${dims}d`;
  const signature = new Signature(
    `${name}(Tensor input, int[] kernel_size, int[]? stride=None, int[] padding=[0], int[] dilation=[1], bool ceil_mode=False, bool return_indices=False)`,
  );
  return (args) => {
    const [input, kernel_size, stride, padding, dilation, ceil_mode, return_indices] = signature.bind(args);
    const window = poolWindow(name, dims, kernel_size, stride, padding, dilation, ceil_mode);
    const pair = dims === 1 ? pooled1(input, window) : pooled(input, window);
    return return_indices ? pair : pair[0];
  };
}

const [maxPool1, maxPool2, maxPool3] = [1, 2, 3].map(maxPool);

/**
 * The largest element of every window over one dimension: y[p] = max over k of x[p·stride − padding + k·dilation]. NaN counts as the largest.
 *
 * @param input x, [N, C, L], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `dilation`, `ceil_mode`, `return_indices`
 * @returns a new tensor; with `return_indices` also the flat position of each maximum in its plane, as int64
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.max_pool1d(torch.tensor([[1, 4, 2, 3]]), 2)); // tensor([[4., 3.]])
 * @see PyTorch: `torch.nn.functional.max_pool1d`
 */
export function max_pool1d(input: Tensor, ...args: WithIndices): Pair;
export function max_pool1d(input: Tensor, ...args: MaxPoolArguments): Tensor;
export function max_pool1d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return maxPool1([input, ...args]);
}

/**
 * The largest element of every window over two dimensions: y[p] = max over k of x[p·stride − padding + k·dilation]. NaN counts as the largest.
 *
 * @param input x, [N, C, H, W], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `dilation`, `ceil_mode`, `return_indices`
 * @returns a new tensor; with `return_indices` also the flat position of each maximum in its plane, as int64
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * const x = torch.arange(16, { dtype: torch.float32 }).reshape(1, 4, 4);
 * const [values, indices] = torch.nn.functional.max_pool2d(x, 2, { return_indices: true });
 * console.log(values); // tensor([[[ 5.,  7.],
 * //          [13., 15.]]])
 * console.log(indices.flatten()); // tensor([ 5,  7, 13, 15])
 * @see PyTorch: `torch.nn.functional.max_pool2d`
 */
export function max_pool2d(input: Tensor, ...args: WithIndices): Pair;
export function max_pool2d(input: Tensor, ...args: MaxPoolArguments): Tensor;
export function max_pool2d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return maxPool2([input, ...args]);
}

/**
 * The largest element of every window over three dimensions: y[p] = max over k of x[p·stride − padding + k·dilation]. NaN counts as the largest.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `dilation`, `ceil_mode`, `return_indices`
 * @returns a new tensor; with `return_indices` also the flat position of each maximum in its plane, as int64
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.max_pool3d(torch.zeros(1, 4, 4, 6), 2).shape); // torch.Size([1, 2, 2, 3])
 * @see PyTorch: `torch.nn.functional.max_pool3d`
 */
export function max_pool3d(input: Tensor, ...args: WithIndices): Pair;
export function max_pool3d(input: Tensor, ...args: MaxPoolArguments): Tensor;
export function max_pool3d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return maxPool3([input, ...args]);
}
