import { RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import {
  batched,
  perDimension,
  product,
  reaches,
  requireChannels,
  requireShape,
  requireTypes,
  requireWeight,
  type Sliding,
} from './convolution_checks.js';
import { Convolution } from './convolution_ops.js';
import { pad } from './padding.js';
import type { Sizes } from './windows.js';

// Convolutions over one, two or three dimensions.

/** Padding by so much at both ends of each dimension; 'valid' is none, 'same' as much as keeps the sizes. */
export type Padding = Sizes | 'valid' | 'same';

/** Options of the convolutions. */
export interface ConvolutionOptions {
  /** b, [out_channels]. */
  bias?: Tensor | null;
  /** By how much the kernel moves on from one output to the next. Default 1. */
  stride?: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. Default 0. */
  padding?: Padding;
  /** How far apart the elements of the kernel are. Default 1. */
  dilation?: Sizes;
  /** Into how many groups the channels are divided; each group of outputs sees one group of inputs. Default 1. */
  groups?: number;
}

/** The arguments of a convolution behind input and weight. */
export type ConvolutionArguments = Trailing<
  [bias: Tensor | null, stride: Sizes, padding: Padding, dilation: Sizes, groups: number],
  ConvolutionOptions
>;

function convolved(input: Tensor, weight: Tensor, bias: Tensor | null, shape: Sliding): Tensor {
  requireShape(input, weight, shape);
  requireChannels(`groups=${shape.groups}`, input, weight, bias, weight.sizes[1] * shape.groups, weight.sizes[0]);
  const reach = reaches(weight, shape.dilation);
  const padded = shape.padding.map((p, i) => input.sizes[i + 2] + 2 * p);
  if (reach.some((size, i) => size > padded[i]))
    throw new RuntimeError(
      `Calculated padded input size per channel: ${product(padded)}. Kernel size: ${product(reach)}. Kernel size can't be greater than actual input size`,
    );
  requireTypes(`slow_conv${shape.stride.length}d_cpu`, input, weight, bias);
  const outputs = padded.map((size, i) => Math.floor((size - reach[i]) / shape.stride[i]) + 1);
  const { stride, padding, dilation, groups } = shape;
  return Convolution.apply(input, weight, bias, outputs, stride, padding, dilation, groups);
}

/** Padding that keeps the sizes; what is left of an odd total goes to the end. */
function convolvedSame(input: Tensor, weight: Tensor, bias: Tensor | null, shape: Omit<Sliding, 'padding'>): Tensor {
  if (shape.stride.some((s) => s !== 1))
    throw new RuntimeError("padding='same' is not supported for strided convolutions");
  const totals = reaches(weight, shape.dilation).map((size) => size - 1);
  const padding = totals.map((total) => total >> 1);
  requireShape(input, weight, { ...shape, padding });
  if (totals.every((total) => total % 2 === 0)) return convolved(input, weight, bias, { ...shape, padding });
  const ends = totals.flatMap((total) => [total % 2, 0]).reverse(); // one more at the end of each odd dimension, the last first
  return convolved(pad(input, ends), weight, bias, { ...shape, padding });
}

/** A convolution over `dims` dimensions, from the arguments of a call. */
function convolution(dims: number): (args: readonly unknown[]) => Tensor {
  const name = `conv${dims}d`;
  const signature = new Signature(
    `${name}(Tensor input, Tensor weight, Tensor? bias=None, int[] stride=[1], object padding=0, int[] dilation=[1], int groups=1)`,
  );
  const listed = new Signature(`${name}(int[] padding)`);
  return (args) => {
    const [input, weight, bias, strides, given, dilations, groups] = signature.bind(args);
    return batched(name, dims, input, (x) => {
      const n = requireWeight(weight, groups);
      const stride = perDimension('stride', strides, n);
      const shape = { stride, dilation: perDimension('dilation', dilations, n), groups };
      if (given === 'same') return convolvedSame(x, weight, bias, shape);
      if (typeof given === 'string' && given !== 'valid') throw new RuntimeError(`Invalid padding string: '${given}'`);
      const [padding] = given === 'valid' ? [[0]] : listed.bind([given]);
      return convolved(x, weight, bias, { ...shape, padding: perDimension('padding', padding, n) });
    });
  };
}

const [convolve1, convolve2, convolve3] = [1, 2, 3].map(convolution);

/**
 * Convolution over one dimension: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * @param input x, [N, C, L], or without N
 * @param weight w, [out_channels, C / groups, kL]
 * @param args `bias` [out_channels], `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`
 * @returns y, a new tensor [N, out_channels, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.tensor([[[1, 2, 4, 8]]]);
 * console.log(torch.nn.functional.conv1d(x, torch.tensor([[[-1, 1]]]))); // tensor([[[1., 2., 4.]]])
 * @see PyTorch: `torch.nn.functional.conv1d`
 */
export function conv1d(input: Tensor, weight: Tensor, ...args: ConvolutionArguments): Tensor {
  return convolve1([input, weight, ...args]);
}

/**
 * Convolution over two dimensions: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * @param input x, [N, C, H, W], or without N
 * @param weight w, [out_channels, C / groups, kH, kW]
 * @param args `bias` [out_channels], `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`
 * @returns y, a new tensor [N, out_channels, *, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.arange(9, { dtype: torch.float32 }).reshape(1, 1, 3, 3);
 * console.log(torch.nn.functional.conv2d(x, torch.ones(1, 1, 2, 2))); // tensor([[[[ 8., 12.],
 * //           [20., 24.]]]])
 * @see PyTorch: `torch.nn.functional.conv2d`
 */
export function conv2d(input: Tensor, weight: Tensor, ...args: ConvolutionArguments): Tensor {
  return convolve2([input, weight, ...args]);
}

/**
 * Convolution over three dimensions: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param weight w, [out_channels, C / groups, kD, kH, kW]
 * @param args `bias` [out_channels], `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`
 * @returns y, a new tensor [N, out_channels, *, *, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.ones(1, 2, 3, 4, 5);
 * console.log(torch.nn.functional.conv3d(x, torch.ones(4, 2, 2, 2, 2)).shape); // torch.Size([1, 4, 2, 3, 4])
 * @see PyTorch: `torch.nn.functional.conv3d`
 */
export function conv3d(input: Tensor, weight: Tensor, ...args: ConvolutionArguments): Tensor {
  return convolve3([input, weight, ...args]);
}
