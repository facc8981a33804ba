import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/convolution.js';
import { pad } from '../functional/padding.js';
import type { Sizes } from '../functional/windows.js';
import { AnyConv, FACTORY, type ConvOptions, type PaddingMode } from './any_convolution.js';

// The convolutional layers.

/** The arguments of the convolutional layers. */
export type ConvArguments = Trailing<
  [
    in_channels: number,
    out_channels: number,
    kernel_size: Sizes,
    stride: Sizes,
    padding: F.Padding,
    dilation: Sizes,
    groups: number,
    bias: boolean,
    padding_mode: PaddingMode,
  ],
  ConvOptions
>;
/** Convolutions with padding of any kind. */
abstract class AnyConvolution extends AnyConv {
  /** The convolution of `input`, which is padded first where not with zeros. */
  protected _convolve(
    convolution: (input: Tensor, weight: Tensor, options: F.ConvolutionOptions) => Tensor,
    input: Tensor,
  ): Tensor {
    const { weight, bias, stride, padding, dilation, groups, padding_mode } = this;
    const shape = { bias, stride, dilation, groups };
    if (padding_mode === 'zeros') return convolution(input, weight, { ...shape, padding });
    return convolution(pad(input, this._reversed_padding(), { mode: padding_mode }), weight, shape);
  }

  /** How much is added at the two ends of each dimension, the last one first. */
  private _reversed_padding(): number[] {
    const { padding, kernel_size, dilation } = this;
    return kernel_size
      .map((size, d) => {
        if (padding === 'valid') return [0, 0];
        if (padding !== 'same') return [padding[d], padding[d]];
        const total = dilation[d] * (size - 1);
        return [total >> 1, total - (total >> 1)];
      })
      .reverse()
      .flat();
  }
}

const conv1 = new Constructor(
  `Conv1d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], object padding=0, int[] dilation=[1], int groups=1, bool bias=True, ${FACTORY})`,
);

/**
 * A learnt convolution over one dimension: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * Shapes: x [N, in_channels, L] or without N, y [N, out_channels, *], each size ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * `weight` [out_channels, in_channels / groups, *kernel_size] and `bias` [out_channels] begin as U(−k, k),
 * k = 1/√(in_channels / groups · elements of the kernel).
 *
 * @example
 * const layer = new torch.nn.Conv1d(2, 3, 3, { padding: 'same' });
 * console.log(layer(torch.ones(1, 2, 8)).shape); // torch.Size([1, 3, 8])
 * @see PyTorch: `torch.nn.Conv1d`
 */
export class Conv1d extends AnyConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`,
   * `bias`, `padding_mode`; `dtype`, `device`
   * @throws ValueError where groups do not divide the channels, or for another word; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvArguments) {
    super(1, conv1.bind(args), null);
  }

  /** @returns the convolution of `input` */
  forward(input: Tensor): Tensor {
    return this._convolve(F.conv1d, input);
  }
}

const conv2 = new Constructor(
  `Conv2d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], object padding=0, int[] dilation=[1], int groups=1, bool bias=True, ${FACTORY})`,
);

/**
 * A learnt convolution over two dimensions: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * Shapes: x [N, in_channels, H, W] or without N, y [N, out_channels, *, *], each size ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * `weight` [out_channels, in_channels / groups, *kernel_size] and `bias` [out_channels] begin as U(−k, k),
 * k = 1/√(in_channels / groups · elements of the kernel).
 *
 * @example
 * const layer = new torch.nn.Conv2d(1, 8, 3);
 * console.log(layer); // Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1))
 * console.log(layer(torch.ones(5, 1, 28, 28)).shape); // torch.Size([5, 8, 26, 26])
 * @see PyTorch: `torch.nn.Conv2d`
 */
export class Conv2d extends AnyConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`,
   * `bias`, `padding_mode`; `dtype`, `device`
   * @throws ValueError where groups do not divide the channels, or for another word; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvArguments) {
    super(2, conv2.bind(args), null);
  }

  /** @returns the convolution of `input` */
  forward(input: Tensor): Tensor {
    return this._convolve(F.conv2d, input);
  }
}

const conv3 = new Constructor(
  `Conv3d.__init__(int in_channels, int out_channels, int[] kernel_size, int[] stride=[1], object padding=0, int[] dilation=[1], int groups=1, bool bias=True, ${FACTORY})`,
);

/**
 * A learnt convolution over three dimensions: y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation].
 *
 * Shapes: x [N, in_channels, D, H, W] or without N, y [N, out_channels, *, *, *], each size ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * `weight` [out_channels, in_channels / groups, *kernel_size] and `bias` [out_channels] begin as U(−k, k),
 * k = 1/√(in_channels / groups · elements of the kernel).
 *
 * @example
 * const layer = new torch.nn.Conv3d(2, 3, [2, 3, 3], { stride: 2 });
 * console.log(layer(torch.ones(1, 2, 4, 7, 7)).shape); // torch.Size([1, 3, 2, 3, 3])
 * @see PyTorch: `torch.nn.Conv3d`
 */
export class Conv3d extends AnyConvolution {
  /**
   * @param args `in_channels`, `out_channels`, `kernel_size`, `stride`, `padding` (numbers, 'valid' or 'same'), `dilation`, `groups`,
   * `bias`, `padding_mode`; `dtype`, `device`
   * @throws ValueError where groups do not divide the channels, or for another word; TypeError for a missing or unknown argument
   */
  constructor(...args: ConvArguments) {
    super(3, conv3.bind(args), null);
  }

  /** @returns the convolution of `input` */
  forward(input: Tensor): Tensor {
    return this._convolve(F.conv3d, input);
  }
}
