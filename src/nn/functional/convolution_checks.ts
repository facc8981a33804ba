import { squeeze, unsqueeze } from '../../ops/index.js';
import { bool } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { show } from './windows.js';

// What must hold of the arguments of convolutions and of their transposes, worded as PyTorch's errors.

/** One number for every dimension, or a number for each. */
export function perDimension(name: string, given: readonly number[], dims: number): readonly number[] {
  if (given.length === 1) return new Array<number>(dims).fill(given[0]);
  if (given.length !== dims)
    throw new RuntimeError(
      `expected ${name} to be a single integer value or a list of ${dims} values to match the convolution dimensions, ` +
        `but got ${name}=${show(given)}`,
    );
  return given;
}

/** What holds of the dtypes. */
export function requireTypes(name: string, input: Tensor, weight: Tensor, bias: Tensor | null): void {
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
    throw new RuntimeError(`Input type (${type.cName}) and bias type (${bias.dtype.cName}) should be the same`);
  if (type === bool) throw new NotImplementedError(`"${name}" not implemented for 'Bool'`);
}

/** How a kernel slides. */
export interface Sliding {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** What holds of the sizes. */
export function requireShape(input: Tensor, weight: Tensor, { stride, padding, dilation, groups }: Sliding): void {
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
export function requireChannels(
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

/** How far a kernel reaches. */
export const reaches = (weight: Tensor, dilation: readonly number[]) =>
  dilation.map((d, i) => d * (weight.sizes[i + 2] - 1) + 1);

/** An image without a batch is a batch of one. */
export function batched(name: string, dims: number, input: Tensor, f: (x: Tensor) => Tensor): Tensor {
  if (input.ndim !== dims + 1 && input.ndim !== dims + 2)
    throw new RuntimeError(
      `Expected ${dims + 1}D (unbatched) or ${dims + 2}D (batched) input to ${name}, but got input of size: ${show(input.sizes)}`,
    );
  return input.ndim === dims + 2 ? f(input) : squeeze(f(unsqueeze(input, 0)), 0);
}

export function requireWeight(weight: Tensor, groups: number): number {
  if (weight.ndim < 3) throw new RuntimeError('weight should have at least three dimensions');
  if (groups <= 0) throw new RuntimeError('non-positive groups is not supported');
  return weight.ndim - 2;
}

/** Sizes as PyTorch's message about the kernel shows them: `(8 x 8)`. */
export const product = (sizes: readonly number[]) => `(${sizes.join(' x ')})`;
