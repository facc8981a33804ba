import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/transposed_convolution.js';
import type { Sizes } from '../functional/windows.js';
import { AnyConv, FACTORY, type Bound, type ConvOptions, type PaddingMode } from './any_convolution.js';
import { outputSizeOf, tupleText, type OutputSize } from './sizes.js';

// The layers of transposed convolution.

/** Options of the transposed convolutional layers. */
export interface ConvTransposeOptions extends Omit<ConvOptions, 'padding'> {
  /** How much is cut off at both ends of each dimension of the result. Default 0. */
  padding?: Sizes;
  /** How much is added at the end of each dimension of the result. Default 0. */
  output_padding?: Sizes;
}

/** The arguments of the transposed convolutional layers. */
export type ConvTransposeArguments = Trailing<
  [
    in_channels: number,
    out_channels: number,
    kernel_size: Sizes,
    stride: Sizes,
    padding: Sizes,
    output_padding: Sizes,
    groups: number,
    bias: boolean,
    dilation: Sizes,
    padding_mode: PaddingMode,
  ],
  ConvTransposeOptions
>;

/** Transposed convolutions. */
abstract class AnyTransposedConvolution extends AnyConv {
  /** @internal */
  constructor(dims: number, bound: Bound, output_padding: readonly number[]) {
    if (bound.padding_mode !== 'zeros')
      throw new ValueError(`Only "zeros" padding mode is supported for ConvTranspose${dims}d`);
    super(dims, bound, output_padding);
  }

  /** @internal What is added at the end of each dimension so that the result has sizes `output_size`. */
  protected _output_padding(input: Tensor, wanted: OutputSize): readonly number[] {
    const { kernel_size, stride, dilation } = this;
    const padding = this.padding as readonly number[];
    const output_size = outputSizeOf(wanted);
    if (output_size === null) return this.output_padding;
    const dims = kernel_size.length;
    const leading = input.ndim - dims;
    const sizes = output_size.length === input.ndim ? output_size.slice(leading) : output_size;
    if (sizes.length !== dims)
      throw new ValueError(
        `ConvTranspose${dims}D: for ${input.ndim}D input, output_size must have ${dims} or ${leading + dims} elements (got ${output_size.length})`,
      );
    const least = kernel_size.map(
      (size, d) => (input.sizes[leading + d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (size - 1) + 1,
    );
    const most = least.map((size, d) => size + stride[d] - 1);
    if (sizes.some((size, d) => size < least[d] || size > most[d]))
      throw new ValueError(
        `requested an output size of ${tupleText(sizes)}, but valid sizes range from [${least.join(', ')}] to [${most.join(', ')}] ` +
          `(for an input of torch.Size([${input.sizes.slice(leading).join(', ')}]))`,
      );
    return sizes.map((size, d) => size - least[d]);
  }
}

const transpose1 = new Constructor(
  `ConvTranspose1d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], int[] padding=[0], int[] output_padding=[0], int groups=1, bool bias=True, int[] dilation=[1], ${FACTORY})`,
);

/**
 * A learnt transposed convolution over one dimension: the derivative of a convolution in its input, which makes images larger.
 *
 * Shapes: x [N, in_channels, L] or without N, y [N, out_channels, *], each size
 * (size − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1. `weight` is [in_channels, out_channels / groups, *kernel_size].
 *
 * @example
 * const layer = new torch.nn.ConvTranspose1d(2, 3, 4, { stride: 2 });
 * console.log(layer(torch.ones(1, 2, 5)).shape); // torch.Size([1, 3, 12])
 * @see PyTorch: `torch.nn.ConvTranspose1d`
 */
export class ConvTranspose1d extends AnyTransposedConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding`, `output_padding`, `groups`, `bias`, `dilation`,
   * `padding_mode` ('zeros' only); `dtype`, `device`
   * @throws ValueError where groups do not divide the channels; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvTransposeArguments) {
    const bound = transpose1.bind(args);
    super(1, bound, bound.output_padding);
  }

  /**
   * @param output_size the sizes wanted, of the spatial dimensions or of all, where several are possible
   * @returns the transposed convolution of `input`
   */
  forward(input: Tensor, output_size: OutputSize = null): Tensor {
    const { weight, bias, stride, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    const output_padding = this._output_padding(input, output_size);
    return F.conv_transpose1d(input, weight, { bias, stride, padding, output_padding, groups, dilation });
  }
}

const transpose2 = new Constructor(
  `ConvTranspose2d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], int[] padding=[0], int[] output_padding=[0], int groups=1, bool bias=True, int[] dilation=[1], ${FACTORY})`,
);

/**
 * A learnt transposed convolution over two dimensions: the derivative of a convolution in its input, which makes images larger.
 *
 * Shapes: x [N, in_channels, H, W] or without N, y [N, out_channels, *, *], each size
 * (size − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1. `weight` is [in_channels, out_channels / groups, *kernel_size].
 *
 * @example
 * const layer = new torch.nn.ConvTranspose2d(4, 2, 3, { stride: 2, padding: 1 });
 * const x = torch.ones(1, 4, 6, 6);
 * console.log(layer(x).shape); // torch.Size([1, 2, 11, 11])
 * console.log(layer(x, [12, 12]).shape); // torch.Size([1, 2, 12, 12])
 * @see PyTorch: `torch.nn.ConvTranspose2d`
 */
export class ConvTranspose2d extends AnyTransposedConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding`, `output_padding`, `groups`, `bias`, `dilation`,
   * `padding_mode` ('zeros' only); `dtype`, `device`
   * @throws ValueError where groups do not divide the channels; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvTransposeArguments) {
    const bound = transpose2.bind(args);
    super(2, bound, bound.output_padding);
  }

  /**
   * @param output_size the sizes wanted, of the spatial dimensions or of all, where several are possible
   * @returns the transposed convolution of `input`
   */
  forward(input: Tensor, output_size: OutputSize = null): Tensor {
    const { weight, bias, stride, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    const output_padding = this._output_padding(input, output_size);
    return F.conv_transpose2d(input, weight, { bias, stride, padding, output_padding, groups, dilation });
  }
}

const transpose3 = new Constructor(
  `ConvTranspose3d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], int[] padding=[0], int[] output_padding=[0], int groups=1, bool bias=True, int[] dilation=[1], ${FACTORY})`,
);

/**
 * A learnt transposed convolution over three dimensions: the derivative of a convolution in its input, which makes images larger.
 *
 * Shapes: x [N, in_channels, D, H, W] or without N, y [N, out_channels, *, *, *], each size
 * (size − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1. `weight` is [in_channels, out_channels / groups, *kernel_size].
 *
 * @example
 * const layer = new torch.nn.ConvTranspose3d(2, 1, 2, { stride: 2 });
 * console.log(layer(torch.ones(1, 2, 2, 3, 4)).shape); // torch.Size([1, 1, 4, 6, 8])
 * @see PyTorch: `torch.nn.ConvTranspose3d`
 */
export class ConvTranspose3d extends AnyTransposedConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding`, `output_padding`, `groups`, `bias`, `dilation`,
   * `padding_mode` ('zeros' only); `dtype`, `device`
   * @throws ValueError where groups do not divide the channels; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvTransposeArguments) {
    const bound = transpose3.bind(args);
    super(3, bound, bound.output_padding);
  }

  /**
   * @param output_size the sizes wanted, of the spatial dimensions or of all, where several are possible
   * @returns the transposed convolution of `input`
   */
  forward(input: Tensor, output_size: OutputSize = null): Tensor {
    const { weight, bias, stride, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    const output_padding = this._output_padding(input, output_size);
    return F.conv_transpose3d(input, weight, { bias, stride, padding, output_padding, groups, dilation });
  }
}
