import { squeeze, unsqueeze } from '../../ops/index.js';
import { bool } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { Convolution, TransposedConvolution } from './convolution_ops.js';
import { pad } from './padding.js';
import { show, type Sizes } from './windows.js';

// Convolutions over one, two or three dimensions, and their transposes.

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

/** One number for every dimension, or a number for each. */
function perDimension(name: string, given: readonly number[], dims: number): readonly number[] {
  if (given.length === 1) return new Array<number>(dims).fill(given[0]);
  if (given.length !== dims)
    throw new RuntimeError(
      `expected ${name} to be a single integer value or a list of ${dims} values to match the convolution dimensions, ` +
        `but got ${name}=${show(given)}`,
    );
  return given;
}

/** PyTorch's names of the types of C++, and of its own old classes of tensors. */
const C_TYPES: Readonly<Record<string, string>> = {
  Long: 'long int',
  Short: 'short int',
  Char: 'signed char',
  Byte: 'unsigned char',
};
const cType = ({ scalarName }: Tensor['dtype']) => C_TYPES[scalarName] ?? scalarName.toLowerCase();

function requireTypes(name: string, input: Tensor, weight: Tensor, bias: Tensor | null): void {
  const type = input.dtype;
  if (weight.dtype !== type) {
    if (!type.is_floating_point)
      throw new RuntimeError(`expected scalar type ${type.scalarName} but found ${weight.dtype.scalarName}`);
    throw new RuntimeError(
      `Input type (torch.${type.scalarName}Tensor) and weight type (torch.${weight.dtype.scalarName}Tensor) should be the same ` +
        'or input should be a MKLDNN tensor and weight is a dense tensor',
    );
  }
  if (bias !== null && bias.dtype !== type)
    throw new RuntimeError(`Input type (${cType(type)}) and bias type (${cType(bias.dtype)}) should be the same`);
  if (type === bool) throw new NotImplementedError(`"${name}" not implemented for 'Bool'`);
}

interface Checked {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** What holds for convolutions and their transposes, worded as PyTorch's errors. */
function requireShape(input: Tensor, weight: Tensor, { stride, padding, dilation, groups }: Checked): void {
  if (padding.some((p) => p < 0)) throw new RuntimeError('negative padding is not supported');
  if (stride.some((s) => s <= 0)) throw new RuntimeError('non-positive stride is not supported');
  if (dilation.some((d) => d < 0)) throw new RuntimeError('dilation should be greater than zero');
  if (dilation.some((d) => d === 0)) throw new RuntimeError('non-positive dilation is not supported');
  const [n, sizes] = [weight.ndim, show(weight.sizes)];
  if (n !== input.ndim)
    throw new RuntimeError(
      `Expected ${n}-dimensional input for ${n}-dimensional weight${sizes}, but got ${input.ndim}-dimensional input of size ${show(input.sizes)} instead`,
    );
  if (weight.sizes[0] < groups)
    throw new RuntimeError(
      `Given groups=${groups}, expected weight to be at least ${groups} at dimension 0, but got weight of size ${sizes} instead`,
    );
  if (weight.sizes[0] % groups !== 0)
    throw new RuntimeError(
      `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${sizes}] instead`,
    );
}

/** What holds between channels. */
function requireChannels(
  kind: string,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  channels: number,
  filters: number,
): void {
  if (input.sizes[1] !== channels)
    throw new RuntimeError(
      `Given ${kind}, weight of size ${show(weight.sizes)}, expected input${show(input.sizes)} to have ${channels} channels, ` +
        `but got ${input.sizes[1]} channels instead`,
    );
  if (bias !== null && (bias.ndim !== 1 || bias.sizes[0] !== filters))
    throw new RuntimeError(
      `Given ${kind === 'transposed=1' ? `${kind}, ` : ''}weight of size ${show(weight.sizes)}, expected bias to be 1-dimensional with ${filters} elements, ` +
        `but got bias of size ${show(bias.sizes)} instead`,
    );
}

/** Sizes as PyTorch's message about the kernel shows them: `(8 x 8)`. */
const product = (sizes: readonly number[]) => `(${sizes.join(' x ')})`;

/** How far a kernel reaches. */
const reaches = (weight: Tensor, dilation: readonly number[]) =>
  dilation.map((d, i) => d * (weight.sizes[i + 2] - 1) + 1);

function convolved(input: Tensor, weight: Tensor, bias: Tensor | null, shape: Checked): Tensor {
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
function convolvedSame(input: Tensor, weight: Tensor, bias: Tensor | null, shape: Omit<Checked, 'padding'>): Tensor {
  if (shape.stride.some((s) => s !== 1))
    throw new RuntimeError("padding='same' is not supported for strided convolutions");
  const totals = reaches(weight, shape.dilation).map((size) => size - 1);
  const padding = totals.map((total) => total >> 1);
  requireShape(input, weight, { ...shape, padding });
  if (totals.every((total) => total % 2 === 0)) return convolved(input, weight, bias, { ...shape, padding });
  const ends = totals.flatMap((total) => [total % 2, 0]).reverse(); // one more at the end of each odd dimension, the last first
  return convolved(pad(input, ends), weight, bias, { ...shape, padding });
}

/** An image without a batch is a batch of one. */
function batched(name: string, dims: number, input: Tensor, f: (x: Tensor) => Tensor): Tensor {
  if (input.ndim !== dims + 1 && input.ndim !== dims + 2)
    throw new RuntimeError(
      `Expected ${dims + 1}D (unbatched) or ${dims + 2}D (batched) input to ${name}, but got input of size: ${show(input.sizes)}`,
    );
  return input.ndim === dims + 2 ? f(input) : squeeze(f(unsqueeze(input, 0)), 0);
}

function requireWeight(weight: Tensor, groups: number): number {
  if (weight.ndim < 3) throw new RuntimeError('weight should have at least three dimensions');
  if (groups <= 0) throw new RuntimeError('non-positive groups is not supported');
  return weight.ndim - 2;
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

function convolvedBack(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  shape: Checked & { output_padding: readonly number[] },
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

const [convolve1, convolve2, convolve3] = [1, 2, 3].map(convolution);
const [transpose1, transpose2, transpose3] = [1, 2, 3].map(transposedConvolution);

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
