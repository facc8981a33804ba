import { no_grad } from '../../autograd/modes.js';
import { elementCount, sameSizes } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { add, mean, mul, reshape, rsqrt, sub } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { float32, type DType } from '../../tensor/dtype.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';

// Normalization with the statistics of each example: mean 0 and variance 1 over some dimensions, then a learnt scale and shift.

/** (x − μ)/√(σ² + ε), with mean μ and variance σ² over `dims`, and its factor 1/√(σ² + ε). */
export function standardized(x: Tensor, dims: readonly number[], eps: number): { unit: Tensor; factor: Tensor } {
  const centered = sub(x, mean(x, dims, true));
  const factor = rsqrt(add(mean(mul(centered, centered), dims, true), eps));
  return { unit: mul(centered, factor), factor };
}

/** x·w + b, where each is there. */
export function affine(x: Tensor, weight: Tensor | null, bias: Tensor | null): Tensor {
  const scaled = weight === null ? x : mul(x, weight);
  return bias === null ? scaled : add(scaled, bias);
}

/**
 * Standardizes over the dimensions `dims` of the input seen as `shape`, then scales and shifts: w·x̂ + b.
 *
 * With g = grad·w and means over the same dimensions, the derivative of x̂ = (x − μ)·r is r·(g − mean(g) − x̂·mean(g·x̂)).
 */
export const normalization = (node: string) =>
  define({
    schema: 'normalization(Tensor input, Tensor? weight, Tensor? bias, int[] shape, int[] dims, float eps)',
    node,
    method: false,
    forward: (input, weight, bias, shape, dims, eps) =>
      no_grad(() => affine(reshape(standardized(reshape(input, shape), dims, eps).unit, input.sizes), weight, bias)),
    derivative: {
      input: (grad, { input, weight, shape, dims, eps }) => {
        const { unit, factor } = standardized(reshape(input, shape), dims, eps);
        const g = reshape(weight === null ? grad : mul(grad, weight), shape);
        const centered = sub(sub(g, mean(g, dims, true)), mul(unit, mean(mul(g, unit), dims, true)));
        return reshape(mul(factor, centered), input.sizes);
      },
      weight: (grad, { input, shape, dims, eps }) =>
        mul(grad, reshape(standardized(reshape(input, shape), dims, eps).unit, input.sizes)),
      bias: (grad) => grad,
    },
  });

const LayerNorm = normalization('NativeLayerNorm');
const GroupNorm = normalization('NativeGroupNorm');

const show = (list: readonly number[]) => `[${list.join(', ')}]`;

/** Refuses scales and shifts of another dtype than the input. */
export function requireParameterType(input: Tensor, ...parameters: (Tensor | null)[]): void {
  if (parameters.some((p) => p !== null && p.dtype !== input.dtype))
    throw new RuntimeError(`mixed dtype (CPU): expect parameter to have scalar type of ${input.dtype.scalarName}`);
}

/** Checks the shape to normalize against the input; returns the dimensions. */
function lastDims(input: Tensor, shape: readonly number[], separator: string): number[] {
  if (shape.length === 0)
    throw new RuntimeError(
      'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
    );
  if (!sameSizes(input.sizes.slice(-shape.length), shape))
    throw new RuntimeError(
      `Given normalized_shape=${show(shape)}, expected input with shape [*${separator}${shape.join(', ')}], but got input of size${show(input.sizes)}`,
    );
  return shape.map((_, i) => input.ndim - shape.length + i);
}

function requireShape(name: string, parameter: Tensor | null, shape: readonly number[]): void {
  if (parameter !== null && !sameSizes(parameter.sizes, shape))
    throw new RuntimeError(
      `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${show(parameter.sizes)} and normalized_shape = ${show(shape)}`,
    );
}

const layerNormSignature = new Signature(
  'layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-5)',
);

/** Options of {@link layer_norm}. */
export interface LayerNormFunctionOptions {
  /** The sizes of the last dimensions, over which mean and variance are taken. */
  normalized_shape?: readonly number[];
  /** A factor for each element, of the normalized shape. */
  weight?: Tensor | null;
  /** What is added to each element, of the normalized shape. */
  bias?: Tensor | null;
  /** ε, what is added to the variance. Default 1e-5. */
  eps?: number;
}

/**
 * w·(x − μ)/√(σ² + ε) + b, mean μ and variance σ² taken over the last dimensions of each example.
 *
 * @param args `normalized_shape`, `weight`, `bias`, `eps`
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError where the shapes do not fit
 * @example
 * console.log(torch.nn.functional.layer_norm(torch.tensor([1, 2, 3]), [3])); // tensor([-1.2247,  0.0000,  1.2247])
 * @see PyTorch: `torch.nn.functional.layer_norm`; Ba et al., Layer normalization
 */
export function layer_norm(
  input: Tensor,
  ...args: Trailing<
    [normalized_shape: readonly number[], weight: Tensor | null, bias: Tensor | null, eps: number],
    LayerNormFunctionOptions
  >
): Tensor {
  const [x, shape, weight, bias, eps] = layerNormSignature.bind([input, ...args]);
  requireShape('weight', weight, shape);
  requireShape('bias', bias, shape);
  const dims = lastDims(x, shape, ', ');
  requireFloat('LayerNormKernelImpl', x);
  requireParameterType(x, weight, bias);
  return LayerNorm.apply(x, weight, bias, [...x.sizes], dims, eps);
}

const rmsNormSignature = new Signature(
  'rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None)',
);

const epsilon = (dtype: DType) => (dtype === float32 ? 2 ** -23 : 2 ** -52);

/**
 * w·x/√(mean(x²) + ε), the mean taken over the last dimensions of each example.
 *
 * @param args `normalized_shape`, `weight`, `eps` (default the rounding unit of the dtype)
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError where the shapes do not fit
 * @example
 * console.log(torch.nn.functional.rms_norm(torch.tensor([3, 4]), [2])); // tensor([0.8485, 1.1314])
 * @see PyTorch: `torch.nn.functional.rms_norm`; Zhang and Sennrich, Root mean square layer normalization
 */
export function rms_norm(
  input: Tensor,
  ...args: Trailing<
    [normalized_shape: readonly number[], weight: Tensor | null, eps: number | null],
    Omit<LayerNormFunctionOptions, 'bias' | 'eps'> & { eps?: number | null }
  >
): Tensor {
  const [x, shape, weight, eps] = rmsNormSignature.bind([input, ...args]);
  requireShape('weight', weight, shape);
  const dims = lastDims(x, shape, '');
  requireFloat('rms_norm', x);
  const size = add(mean(mul(x, x), dims, true), eps ?? epsilon(x.dtype));
  return affine(mul(x, rsqrt(size)), weight, null);
}

const groupNormSignature = new Signature(
  'group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-5)',
);

/** Options of {@link group_norm}. */
export interface GroupNormFunctionOptions extends Omit<LayerNormFunctionOptions, 'normalized_shape'> {
  /** Into how many groups the channels are divided. */
  num_groups?: number;
}

/** Values for each channel, dimension 1, ready to be broadcast. */
export const alongChannels = (x: Tensor | null, ndim: number) =>
  x === null || ndim <= 2 ? x : reshape(x, [-1, ...new Array<number>(ndim - 2).fill(1)]);

/**
 * w·(x − μ)/√(σ² + ε) + b, mean μ and variance σ² taken over groups of channels of each example.
 *
 * @param input [N, C, *]
 * @param args `num_groups`, which divides C; `weight` and `bias`, [C]; `eps` (default 1e-5)
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError where the shapes do not fit; ValueError where a group has one value only
 * @example
 * console.log(torch.nn.functional.group_norm(torch.tensor([[1, 3, 0, 4]]), 2)); // tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
 * @see PyTorch: `torch.nn.functional.group_norm`; Wu and He, Group normalization
 */
export function group_norm(
  input: Tensor,
  ...args: Trailing<
    [num_groups: number, weight: Tensor | null, bias: Tensor | null, eps: number],
    GroupNormFunctionOptions
  >
): Tensor {
  const [x, groups, weight, bias, eps] = groupNormSignature.bind([input, ...args]);
  if (x.ndim < 2) throw new RuntimeError(`Expected at least 2 dimensions for input tensor but received ${x.ndim}`);
  const [n, channels, ...rest] = x.sizes;
  if (groups === 0) throw new RuntimeError('Expected num groups to be greater than 0, got 0');
  const perGroup = Math.floor((n * channels) / groups);
  if (perGroup * elementCount(rest) === 1)
    throw new ValueError(
      `Expected more than 1 value per channel when training, got input size ${show([perGroup, groups, ...rest])}`,
    );
  if (channels % groups !== 0)
    throw new RuntimeError(
      `Expected number of channels in input to be divisible by num_groups, but got input of shape ${show(x.sizes)} and num_groups=${groups}`,
    );
  for (const [name, parameter] of [
    ['weight', weight],
    ['bias', bias],
  ] as const)
    if (parameter !== null && (parameter.ndim !== 1 || parameter.numel() !== channels))
      throw new RuntimeError(
        `Expected ${name} to be a vector of size equal to the number of channels in input, but got ${name} of shape ${show(parameter.sizes)} and input of shape ${show(x.sizes)}`,
      );
  if (channels === 0) throw new RuntimeError('Expected number of channels to be greater than 0, got 0');
  if (elementCount(rest) === 0) throw new RuntimeError('Expected HxW to be greater than 0, got 0');
  requireFloat('GroupNormKernelImpl', x);
  requireParameterType(x, weight, bias);
  const size = (channels / groups) * elementCount(rest);
  return GroupNorm.apply(x, alongChannels(weight, x.ndim), alongChannels(bias, x.ndim), [n, groups, size], [2], eps);
}
