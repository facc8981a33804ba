import { empty, type TensorOptions } from '../../ops/index.js';
import { ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Padding } from '../functional/convolution.js';
import type { Sizes } from '../functional/windows.js';
import { _calculate_fan_in_and_fan_out, kaiming_uniform_, uniform_ } from '../init/index.js';
import { Layer } from '../layer.js';
import { Parameter } from '../parameter.js';
import { sizesFor, tupleText } from './sizes.js';

// What convolutions and transposed convolutions share.

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
  padding?: Padding;
  /** How far apart the elements of the kernel are. Default 1. */
  dilation?: Sizes;
  /** Into how many groups the channels are divided. Default 1. */
  groups?: number;
  /** Whether a learnt number is added to each channel. Default true. */
  bias?: boolean;
  /** With what is padded. Default 'zeros'. */
  padding_mode?: PaddingMode;
}

/** The last parameters of all constructors. */
export const FACTORY = "str padding_mode='zeros', device? device=None, dtype? dtype=None" as const;
const MODES: readonly string[] = ['zeros', 'reflect', 'replicate', 'circular'];
const listed = new Signature('conv(int[] padding)');

/** What the arguments of both kinds of layers have in common. */
export interface Bound extends Pick<TensorOptions, 'dtype' | 'device'> {
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
export abstract class AnyConv extends Layer {
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
  constructor(dims: number, bound: Bound, output_padding: readonly number[] | null) {
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
