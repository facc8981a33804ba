import { RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { ConvolutionOptions } from './convolution.js';
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
import { TransposedConvolution } from './convolution_ops.js';
import type { Sizes } from './windows.js';

// Transposed convolutions over one, two or three dimensions: the derivatives of convolutions in their inputs.

/** Options of the transposed convolutions. */
export interface TransposedConvolutionOptions extends Omit<ConvolutionOptions, 'padding'> {
  /** How much is cut off at both ends of each dimension of the result. Default 0. */
  padding?: Sizes;
  /** How much is added at the end of each dimension of the result. Default 0. */
  output_padding?: Sizes;
}

/** The arguments of a transposed convolution behind input and weight. */
export type TransposedConvolutionArguments = Trailing<
  [bias: Tensor | null, stride: Sizes, padding: Sizes, output_padding: Sizes, groups: number, dilation: Sizes],
  TransposedConvolutionOptions
>;

function convolvedBack(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  shape: Sliding & { output_padding: readonly number[] },
): Tensor {
  const { stride, padding, dilation, groups, output_padding } = shape;
  if (output_padding.some((p) => p < 0)) throw new RuntimeError('negative output_padding is not supported');
  requireShape(input, weight, shape);
  requireChannels('transposed=1', input, weight, bias, weight.sizes[0], weight.sizes[1] * groups);
  if (output_padding.some((p, i) => p >= stride[i] && p >= dilation[i])) {
    const names = ['depth', 'height', 'width'].slice(-stride.length);
    const values = (word: string, list: readonly number[]) => names.map((n, i) => `${word}_${n}: ${list[i]}`).join(' ');
    throw new RuntimeError(
      'output padding must be smaller than either stride or dilation, but got ' +
        `${values('output_padding', output_padding)} ${values('stride', stride)} ${values('dilation', dilation)}`,
    );
  }
  requireTypes(`slow_conv_transpose${stride.length}d_out_cpu`, input, weight, bias);
  const reach = reaches(weight, dilation);
  const inputs = input.sizes.slice(2);
  const outputs = inputs.map((size, i) => (size - 1) * stride[i] - 2 * padding[i] + reach[i] + output_padding[i]);
  if (outputs.some((size) => size < 1))
    throw new RuntimeError(
      `Given input size per channel: ${product(inputs)}. Calculated output size per channel: ${product(outputs)}. Output size is too small`,
    );
  return TransposedConvolution.apply(input, weight, bias, outputs, stride, padding, dilation, groups);
}

/** A transposed convolution over `dims` dimensions, from the arguments of a call. */
function transposedConvolution(dims: number): (args: readonly unknown[]) => Tensor {
  const name = `conv_transpose${dims}d`;
  const signature = new Signature(
    `${name}(Tensor input, Tensor weight, Tensor? bias=None, int[] stride=[1], int[] padding=[0], int[] output_padding=[0], int groups=1, int[] dilation=[1])`,
  );
  return (args) => {
    const [input, weight, bias, stride, padding, output_padding, groups, dilation] = signature.bind(args);
    return batched(name, dims, input, (x) => {
      const n = requireWeight(weight, groups);
      return convolvedBack(x, weight, bias, {
        stride: perDimension('stride', stride, n),
        padding: perDimension('padding', padding, n),
        output_padding: perDimension('output_padding', output_padding, n),
        dilation: perDimension('dilation', dilation, n),
        groups,
      });
    });
  };
}

const [transpose1, transpose2, transpose3] = [1, 2, 3].map(transposedConvolution);

/**
 * Transposed convolution over one dimension, the derivative of {@link conv1d} in its input: every input is multiplied by the kernel, and the
 * products are added up where they overlap.
 *
 * Sizes of the result: (L − 1)·stride − 2·padding + dilation·(k − 1) + output_padding + 1.
 *
 * @param input x, [N, C, L], or without N
 * @param weight w, [C, out_channels / groups, kL]
 * @param args `bias` [out_channels], `stride`, `padding`, `output_padding`, `groups`, `dilation`
 * @returns a new tensor [N, out_channels, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.tensor([[[1, 2]]]);
 * console.log(torch.nn.functional.conv_transpose1d(x, torch.tensor([[[1, 10]]]))); // tensor([[[ 1., 12., 20.]]])
 * @see PyTorch: `torch.nn.functional.conv_transpose1d`
 */
export function conv_transpose1d(input: Tensor, weight: Tensor, ...args: TransposedConvolutionArguments): Tensor {
  return transpose1([input, weight, ...args]);
}

/**
 * Transposed convolution over two dimensions, the derivative of {@link conv2d} in its input: every input is multiplied by the kernel, and the
 * products are added up where they overlap.
 *
 * Sizes of the result: (L − 1)·stride − 2·padding + dilation·(k − 1) + output_padding + 1.
 *
 * @param input x, [N, C, H, W], or without N
 * @param weight w, [C, out_channels / groups, kH, kW]
 * @param args `bias` [out_channels], `stride`, `padding`, `output_padding`, `groups`, `dilation`
 * @returns a new tensor [N, out_channels, *, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.tensor([[[[1, 2]]]]);
 * console.log(torch.nn.functional.conv_transpose2d(x, torch.ones(1, 1, 2, 2), { stride: 2 })); // tensor([[[[1., 1., 2., 2.],
 * //           [1., 1., 2., 2.]]]])
 * @see PyTorch: `torch.nn.functional.conv_transpose2d`
 */
export function conv_transpose2d(input: Tensor, weight: Tensor, ...args: TransposedConvolutionArguments): Tensor {
  return transpose2([input, weight, ...args]);
}

/**
 * Transposed convolution over three dimensions, the derivative of {@link conv3d} in its input: every input is multiplied by the kernel, and the
 * products are added up where they overlap.
 *
 * Sizes of the result: (L − 1)·stride − 2·padding + dilation·(k − 1) + output_padding + 1.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param weight w, [C, out_channels / groups, kD, kH, kW]
 * @param args `bias` [out_channels], `stride`, `padding`, `output_padding`, `groups`, `dilation`
 * @returns a new tensor [N, out_channels, *, *, *]
 * @throws RuntimeError where sizes, channels or dtypes do not fit
 * @example
 * const x = torch.ones(1, 4, 2, 3, 4);
 * console.log(torch.nn.functional.conv_transpose3d(x, torch.ones(4, 2, 2, 2, 2)).shape); // torch.Size([1, 2, 3, 4, 5])
 * @see PyTorch: `torch.nn.functional.conv_transpose3d`
 */
export function conv_transpose3d(input: Tensor, weight: Tensor, ...args: TransposedConvolutionArguments): Tensor {
  return transpose3([input, weight, ...args]);
}
