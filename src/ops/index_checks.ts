import { kernels } from '../ndarray/kernels.js';
import type { ListIndex } from '../ndarray/reference/list_index.js';
import { elementCount, type Strided } from '../ndarray/strided.js';
import { int32, int64 } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';

// What ops check of index tensors, and how they see them.

/** What to do about an index that was made of plain numbers. */
export const indexHint = (index: Tensor) =>
  index.dtype.is_floating_point
    ? '\nHint: numbers make floats; write indices as 3n, or give { dtype: torch.int64 }.'
    : '';

/**
 * Checks that an index is int64 (or int32).
 *
 * @throws RuntimeError with `message`, and a hint for an index of floats
 */
export function requireIndexType(
  index: Tensor,
  message: string,
  int32Too = true,
  Kind = RuntimeError as new (message: string) => Error,
): void {
  if (index.dtype !== int64 && !(int32Too && index.dtype === int32)) throw new Kind(message + indexHint(index));
}

/**
 * Checks that every index is in [low, high).
 *
 * @throws what `error` makes of the first that is not
 */
export function requireInside(index: Tensor, low: number, high: number, error: (bad: number) => Error): void {
  const bad = kernels.outside(index, low, high);
  if (bad !== null) throw error(bad);
}

/** A 0-dim view as one with a dimension of size 1. */
export function atLeastLine(x: Strided): Strided {
  return x.sizes.length > 0 ? x : { storage: x.storage, sizes: [1], strides: [1], offset: x.offset };
}

/** A vector of indices read, without copying, as if it were repeated to `sizes` along all dimensions but `dim`. */
export function alongDim(index: Strided, sizes: readonly number[], dim: number): Strided {
  const { storage, offset } = index;
  return { storage, sizes, strides: sizes.map((_, d) => (d === dim ? (index.strides[0] ?? 0) : 0)), offset };
}

/** A dense tensor as one row. */
export function asRow({ storage, sizes, offset }: Strided): Strided {
  return { storage, sizes: [elementCount(sizes)], strides: [1], offset };
}

/** The elements of a tensor of `sizes` that `index` lists by their numbers in row-major order. */
export function elementsAt(index: Tensor, sizes: readonly number[]): ListIndex {
  const numbers = kernels.readIndices(index, elementCount(sizes));
  return { dims: sizes.map((_, d) => d), indices: kernels.unravel(numbers, sizes) };
}
