import { elementCount } from '../ndarray/strided.js';
import type { Device } from '../tensor/device.js';
import { requireCpu } from '../tensor/device.js';
import type { DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';

// What all functions that make tensors share.

/** Options of all functions that make a tensor. */
export interface TensorOptions {
  /** The dtype of the elements. */
  dtype?: DType | null;
  /** Where they lie; only the CPU is there. */
  device?: Device | string | null;
  /** Whether gradients flow to the new tensor. Default false. */
  requires_grad?: boolean;
}

/** Sizes as a list or as separate numbers, and options last. */
export type SizeArguments<O = TensorOptions> = (number | O)[] | [size: readonly number[], options?: O];

/** The options in a signature. */
export const OPTIONS = 'dtype? dtype=None, device? device=None, bool requires_grad=False' as const;

/** Refuses, before anything is made, options that cannot be fulfilled. */
export function checkOptions(dtype: DType, device: Device | string | null, requires_grad: boolean): void {
  requireCpu(device);
  if (requires_grad && !dtype.is_floating_point)
    throw new RuntimeError('Only Tensors of floating point and complex dtype can require gradients');
}

/** Refuses sizes that no tensor can have. */
export function checkSizes(sizes: readonly number[]): void {
  const bad = sizes.find((size) => size < 0);
  if (bad !== undefined)
    throw new RuntimeError(`Trying to create tensor with negative dimension ${bad}: [${sizes.join(', ')}]`);
  if (elementCount(sizes) >= Number.MAX_SAFE_INTEGER)
    throw new RuntimeError(`Storage size calculation overflowed with sizes=[${sizes.map(BigInt).join(', ')}]`);
}

/** A new leaf with its own memory, into which `write` puts the elements. */
export function made(
  sizes: readonly number[],
  dtype: DType,
  device: Device | string | null,
  requires_grad: boolean,
  write: (x: Tensor) => void,
): Tensor {
  checkOptions(dtype, device, requires_grad);
  checkSizes(sizes);
  const x = emptyTensor(sizes, dtype);
  write(x);
  return requires_grad ? x.requires_grad_() : x;
}
