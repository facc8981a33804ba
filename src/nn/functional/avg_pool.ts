import { sparseMatrix } from '../../ndarray/sparse.js';
import { abs, div, mul, pow, relu, sign, squeeze, tensor, unsqueeze } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { mapAlong } from './linear_maps.js';
import { asRows, poolOutputs, poolWindow, type PoolWindow, type Sizes } from './windows.js';

// Average pooling: the mean of every window, which is a mean along each dimension in turn.

/** Options of average pooling. */
export interface AvgPoolOptions {
  /** The sizes of the window. */
  kernel_size?: Sizes;
  /** By how much the window moves on. Default: its own sizes. */
  stride?: Sizes | null;
  /** How many zeros are thought to stand at both ends of each dimension; at most half a window. Default 0. */
  padding?: Sizes;
  /** Whether windows may hang over the end. Default false. */
  ceil_mode?: boolean;
  /** Whether those zeros count. Default true. */
  count_include_pad?: boolean;
  /** What sums are divided by, instead of how many elements there are. */
  divisor_override?: number | null;
}

/** The arguments of average pooling behind its input. */
export type AvgPoolArguments = Trailing<
  [kernel_size: Sizes, stride: Sizes | null, padding: Sizes, ceil_mode: boolean, count_include_pad: boolean],
  Omit<AvgPoolOptions, 'divisor_override'>
>;

/** The same with a divisor. */
export type AvgPoolWithDivisor = Trailing<
  [
    kernel_size: Sizes,
    stride: Sizes | null,
    padding: Sizes,
    ceil_mode: boolean,
    count_include_pad: boolean,
    divisor_override: number | null,
  ],
  AvgPoolOptions
>;

/** Along dimension d, the inputs of each window and how many elements count. */
function windowsAlong(
  { kernel, stride, padding }: PoolWindow,
  d: number,
  size: number,
  count: number,
  withPadding: boolean,
) {
  const windows = Array.from({ length: count }, (_, p) => {
    const start = p * stride[d] - padding[d];
    const end = Math.min(start + kernel[d], size + padding[d]);
    const [from, to] = [Math.max(start, 0), Math.min(end, size)];
    const inputs = Array.from({ length: to - from }, (_input, i) => from + i);
    return { inputs, counted: withPadding ? end - start : to - from };
  });
  return { inputs: windows.map((w) => w.inputs), counted: windows.map((w) => w.counted) };
}

function averaged(input: Tensor, window: PoolWindow, withPadding: boolean, divisor: number | null): Tensor {
  const dims = window.kernel.length;
  if (divisor === 0) throw new RuntimeError('divisor must be not zero');
  const outputs = poolOutputs(`avg_pool${dims}d()`, input, window);
  if (!input.dtype.is_floating_point && input.dtype !== int64)
    throw new NotImplementedError(
      `"avg_pool${dims}d${dims === 3 ? '_out_frame' : ''}" not implemented for '${input.dtype.scalarName}'`,
    );
  const spatial = input.sizes.slice(-dims);
  const along = spatial.map((size, d) => windowsAlong(window, d, size, outputs[d], withPadding));
  const node = `AvgPool${dims}D`;
  if (input.dtype === int64) {
    const sums = mapAlong(
      input,
      along.map(({ inputs }, d) => sparseMatrix(spatial[d], inputs)),
      node,
    );
    const counts = along.map(({ counted }, d) =>
      tensor(counted.map(BigInt)).reshape([-1, ...new Array<number>(dims - 1 - d).fill(1)]),
    );
    return div(sums, divisor ?? counts.reduce((product, count) => mul(product, count)), { rounding_mode: 'trunc' });
  }
  const means = along.map(({ inputs, counted }, d) => {
    const divisors = divisor === null ? counted : counted.map(() => (d === 0 ? divisor : 1));
    return sparseMatrix(
      spatial[d],
      inputs,
      inputs.map((list, p) => list.map(() => 1 / divisors[p])),
    );
  });
  return mapAlong(input, means, node);
}

/** Average pooling over `dims` dimensions, from the arguments of a call; one dimension is pooled as an image of height 1. */
function avgPool(dims: number): (args: readonly unknown[]) => Tensor {
  const name = `avg_pool${dims}d`;
  const common =
    'Tensor input, int[] kernel_size, int[]? stride=None, int[] padding=[0], bool ceil_mode=False, bool count_include_pad=True' as const;
  if (dims === 1) {
    const signature = new Signature(`${name}(${common})`);
    return (args) => {
      const [input, kernel_size, stride, padding, ceil_mode, count_include_pad] = signature.bind(args);
      if (input.ndim !== 2 && input.ndim !== 3)
        throw new RuntimeError(
          `Expected 2 to 3 dimensions, but got ${input.ndim}-dimensional tensor for argument #1 'self' (while checking arguments for avg_pool1d)`,
        );
      const window = asRows(poolWindow(name, 1, kernel_size, stride, padding, [1], ceil_mode));
      return squeeze(averaged(unsqueeze(input, -2), window, count_include_pad, null), -2);
    };
  }
  const signature = new Signature(`${name}(${common}, int? divisor_override=None)`);
  return (args) => {
    const [input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override] = signature.bind(args);
    const window = poolWindow(name, dims, kernel_size, stride, padding, [1], ceil_mode);
    return averaged(input, window, count_include_pad, divisor_override);
  };
}

const [avgPool1, avgPool2, avgPool3] = [1, 2, 3].map(avgPool);

/**
 * The mean of every window over one dimension.
 *
 * @param input x, [N, C, L], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.avg_pool1d(torch.tensor([[1, 3, 5, 9]]), 2)); // tensor([[2., 7.]])
 * @see PyTorch: `torch.nn.functional.avg_pool1d`
 */
export function avg_pool1d(input: Tensor, ...args: AvgPoolArguments): Tensor {
  return avgPool1([input, ...args]);
}

/**
 * The mean of every window over two dimensions.
 *
 * @param input x, [N, C, H, W], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`, `divisor_override`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * const x = torch.arange(16, { dtype: torch.float32 }).reshape(1, 4, 4);
 * console.log(torch.nn.functional.avg_pool2d(x, 2)); // tensor([[[ 2.5000,  4.5000],
 * //          [10.5000, 12.5000]]])
 * @see PyTorch: `torch.nn.functional.avg_pool2d`
 */
export function avg_pool2d(input: Tensor, ...args: AvgPoolWithDivisor): Tensor {
  return avgPool2([input, ...args]);
}

/**
 * The mean of every window over three dimensions.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`, `divisor_override`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.avg_pool3d(torch.zeros(1, 4, 4, 6), 2).shape); // torch.Size([1, 2, 2, 3])
 * @see PyTorch: `torch.nn.functional.avg_pool3d`
 */
export function avg_pool3d(input: Tensor, ...args: AvgPoolWithDivisor): Tensor {
  return avgPool3([input, ...args]);
}

/** Options of power-average pooling. */
export interface LPPoolOptions extends Pick<AvgPoolOptions, 'kernel_size' | 'stride' | 'ceil_mode'> {
  /** The power p. */
  norm_type?: number;
}

/** The arguments of power-average pooling behind its input. */
export type LPPoolArguments = Trailing<
  [norm_type: number, kernel_size: Sizes, stride: Sizes | null, ceil_mode: boolean],
  LPPoolOptions
>;

/** Power-average pooling over `dims` dimensions, from the arguments of a call. */
function lpPool(dims: number): (args: readonly unknown[]) => Tensor {
  const signature = new Signature(
    `lp_pool${dims}d(Tensor input, float norm_type, int[] kernel_size, int[]? stride=None, bool ceil_mode=False)`,
  );
  const pool = [avgPool1, avgPool2, avgPool3][dims - 1];
  return (args) => {
    const [input, p, kernel_size, stride, ceil_mode] = signature.bind(args);
    const count = kernel_size.length === 1 ? kernel_size[0] ** dims : kernel_size.reduce((n, k) => n * k, 1);
    const means = pool([pow(input, p), kernel_size, stride, 0, ceil_mode]);
    return pow(mul(mul(sign(means), relu(abs(means))), count), 1 / p);
  };
}

const [lpPool1, lpPool2, lpPool3] = [1, 2, 3].map(lpPool);

/**
 * (Σ xᵖ)^(1/p) over every window of one dimension: the sum for p = 1, the maximum in the limit of large p.
 *
 * @param input x, [N, C, L], or without N
 * @param args `norm_type` p, `kernel_size`, `stride` (default `kernel_size`), `ceil_mode`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.lp_pool1d(torch.tensor([[3, 4, 6, 8]]), 2, 2)); // tensor([[ 5., 10.]])
 * @see PyTorch: `torch.nn.functional.lp_pool1d`
 */
export function lp_pool1d(input: Tensor, ...args: LPPoolArguments): Tensor {
  return lpPool1([input, ...args]);
}

/**
 * (Σ xᵖ)^(1/p) over every window of two dimensions: the sum for p = 1, the maximum in the limit of large p.
 *
 * @param input x, [N, C, H, W], or without N
 * @param args `norm_type` p, `kernel_size`, `stride` (default `kernel_size`), `ceil_mode`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.lp_pool2d(torch.ones(1, 4, 4), 2, 2)); // tensor([[[2., 2.],
 * //          [2., 2.]]])
 * @see PyTorch: `torch.nn.functional.lp_pool2d`
 */
export function lp_pool2d(input: Tensor, ...args: LPPoolArguments): Tensor {
  return lpPool2([input, ...args]);
}

/**
 * (Σ xᵖ)^(1/p) over every window of three dimensions: the sum for p = 1, the maximum in the limit of large p.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param args `norm_type` p, `kernel_size`, `stride` (default `kernel_size`), `ceil_mode`
 * @returns a new tensor
 * @throws RuntimeError where the window or the input cannot be
 * @example
 * console.log(torch.nn.functional.lp_pool3d(torch.ones(1, 2, 2, 2), 1, 2)); // tensor([[[[8.]]]])
 * @see PyTorch: `torch.nn.functional.lp_pool3d`
 */
export function lp_pool3d(input: Tensor, ...args: LPPoolArguments): Tensor {
  return lpPool3([input, ...args]);
}
