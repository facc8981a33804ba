import { empty, type TensorOptions } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/convolution.js';
import { pad } from '../functional/padding.js';
import type { Sizes } from '../functional/windows.js';
import { _calculate_fan_in_and_fan_out, kaiming_uniform_, uniform_ } from '../init/index.js';
import { Layer } from '../layer.js';
import { Parameter } from '../parameter.js';
import { sizesFor, tupleText } from './sizes.js';

/** How the surroundings of the input are thought to be filled. */
export type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular';

/** Options of the convolutional layers. */
export interface ConvOptions extends Pick<TensorOptions, 'dtype' | 'device'> {
  /** The number of channels of the input. */
  in_channels?: number;
  /** The number of channels of the result. */
  out_channels?: number;
  /** The sizes of the kernel. */
  kernel_size?: Sizes;
  /** By how much the kernel moves on. Default 1. */
  stride?: Sizes;
  /** How much is added at both ends of each dimension; 'same' keeps the sizes, 'valid' is 0. Default 0. */
  padding?: F.Padding;
  /** How far apart the elements of the kernel are. Default 1. */
  dilation?: Sizes;
  /** Into how many groups the channels are divided. Default 1. */
  groups?: number;
  /** Whether a learnt number is added to each channel. Default true. */
  bias?: boolean;
  /** With what is padded. Default 'zeros'. */
  padding_mode?: PaddingMode;
}

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

const FACTORY = "str padding_mode='zeros', device? device=None, dtype? dtype=None" as const;
const MODES: readonly string[] = ['zeros', 'reflect', 'replicate', 'circular'];
const listed = new Signature('conv(int[] padding)');

/** What the arguments of both kinds of layers have in common. */
interface Bound {
  readonly in_channels: number;
  readonly out_channels: number;
  readonly kernel_size: readonly number[];
  readonly stride: readonly number[];
  readonly padding: unknown;
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly bias: boolean;
  readonly padding_mode: string;
}

/** What convolutional layers share: weights, how the kernel slides, and their text. */
abstract class AnyConv extends Layer {
  /** The number of channels of the input. */
  readonly in_channels: number;
  /** The number of channels of the result. */
  readonly out_channels: number;
  /** The sizes of the kernel. */
  readonly kernel_size: readonly number[];
  /** By how much the kernel moves on. */
  stride: readonly number[];
  /** How much is added at both ends of each dimension. */
  padding: readonly number[] | 'valid' | 'same';
  /** How far apart the elements of the kernel are. */
  dilation: readonly number[];
  /** What is added at the end of each dimension of the result of a transposed convolution. */
  output_padding: readonly number[];
  /** Whether the convolution is a transposed one. */
  readonly transposed: boolean;
  /** Into how many groups the channels are divided. */
  groups: number;
  /** With what is padded. */
  padding_mode: PaddingMode;
  /** The kernels, [out_channels, in_channels / groups, *kernel_size]; the first two swapped for a transposed convolution. */
  declare weight: Parameter;
  /** What is added to each channel, [out_channels], or null. */
  declare bias: Parameter | null;

  /** @internal */
  constructor(
    dims: number,
    bound: Bound & Pick<TensorOptions, 'dtype' | 'device'>,
    output_padding: readonly number[] | null,
  ) {
    const { in_channels, out_channels, stride, padding, groups, bias, padding_mode, dtype, device } = bound;
    super();
    if (groups <= 0) throw new ValueError('groups must be a positive integer');
    if (in_channels % groups !== 0) throw new ValueError('in_channels must be divisible by groups');
    if (out_channels % groups !== 0) throw new ValueError('out_channels must be divisible by groups');
    this.in_channels = in_channels;
    this.out_channels = out_channels;
    this.kernel_size = sizesFor(bound.kernel_size, dims);
    this.stride = sizesFor(stride, dims);
    if (typeof padding === 'string') {
      if (padding !== 'same' && padding !== 'valid')
        throw new ValueError(`Invalid padding string '${padding}', should be one of {'same', 'valid'}`);
      if (padding === 'same' && this.stride.some((s) => s !== 1))
        throw new ValueError("padding='same' is not supported for strided convolutions");
      this.padding = padding;
    } else this.padding = sizesFor(listed.bind([padding])[0], dims);
    if (!MODES.includes(padding_mode))
      throw new ValueError(
        `padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='${padding_mode}'`,
      );
    this.dilation = sizesFor(bound.dilation, dims);
    this.transposed = output_padding !== null;
    this.output_padding = sizesFor(output_padding ?? [0], dims);
    this.groups = groups;
    this.padding_mode = padding_mode as PaddingMode;
    const [from, to] = this.transposed ? [out_channels, in_channels] : [in_channels, out_channels];
    this.weight = new Parameter(empty([to, from / groups, ...this.kernel_size], { dtype, device }));
    this.register_parameter('bias', bias ? new Parameter(empty(out_channels, { dtype, device })) : null);
    this.reset_parameters();
  }

  /** Draws new initial values: U(−k, k), k = 1/√(in_channels / groups · elements of the kernel). */
  reset_parameters(): void {
    kaiming_uniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const [fanIn] = _calculate_fan_in_and_fan_out(this.weight);
    if (fanIn === 0) return;
    const bound = 1 / Math.sqrt(fanIn);
    uniform_(this.bias, -bound, bound);
  }

  override extra_repr(): string {
    const { kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode } = this;
    const differs = (values: readonly number[], usual: number) => values.some((v) => v !== usual);
    const parts = [
      `${this.in_channels}, ${this.out_channels}, kernel_size=${tupleText(kernel_size)}, stride=${tupleText(stride)}`,
    ];
    if (typeof padding === 'string') parts.push(`padding=${padding}`);
    else if (differs(padding, 0)) parts.push(`padding=${tupleText(padding)}`);
    if (differs(dilation, 1)) parts.push(`dilation=${tupleText(dilation)}`);
    if (differs(output_padding, 0)) parts.push(`output_padding=${tupleText(output_padding)}`);
    if (groups !== 1) parts.push(`groups=${groups}`);
    if (bias === null) parts.push('bias=False');
    if (padding_mode !== 'zeros') parts.push(`padding_mode=${padding_mode}`);
    return parts.join(', ');
  }
}

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

/** Transposed convolutions. */
abstract class AnyTransposedConvolution extends AnyConv {
  /** @internal */
  constructor(dims: number, bound: Bound & Pick<TensorOptions, 'dtype' | 'device'>, output_padding: readonly number[]) {
    if (bound.padding_mode !== 'zeros')
      throw new ValueError(`Only "zeros" padding mode is supported for ConvTranspose${dims}d`);
    super(dims, bound, output_padding);
  }

  /** @internal What is added at the end of each dimension so that the result has sizes `output_size`. */
  protected _output_padding(input: Tensor, output_size: readonly number[] | null): readonly number[] {
    const { kernel_size, stride, dilation } = this;
    const padding = this.padding as readonly number[];
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
  forward(input: Tensor, output_size: readonly number[] | null = null): Tensor {
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
  forward(input: Tensor, output_size: readonly number[] | null = null): Tensor {
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
  forward(input: Tensor, output_size: readonly number[] | null = null): Tensor {
    const { weight, bias, stride, groups, dilation } = this;
    const padding = this.padding as readonly number[];
    const output_padding = this._output_padding(input, output_size);
    return F.conv_transpose3d(input, weight, { bias, stride, padding, output_padding, groups, dilation });
  }
}
