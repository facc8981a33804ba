import { kernels } from '../ndarray/kernels.js';
import type { Strided } from '../ndarray/strided.js';
import { bool, type DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';

// New memory for results, outside the graph.

/** A dense, row-major copy of elements that lie anyhow. */
export function denseCopy(x: Strided & { readonly dtype: DType }): Tensor {
  const result = emptyTensor(x.sizes, x.dtype);
  kernels.copy(result, x);
  return result;
}

/** A dense tensor with `value` everywhere. */
export function filled(sizes: readonly number[], value: number, dtype: DType): Tensor {
  const result = emptyTensor(sizes, dtype);
  kernels.fill(result, value);
  return result;
}

/**
 * A number as a 0-dim tensor.
 *
 * @throws RuntimeError for a number that an integer dtype cannot hold
 */
export function scalarAs(value: Scalar, dtype: DType): Tensor {
  const limit = 2 ** (8 * dtype.itemsize - (dtype.is_signed ? 1 : 0)); // a negative uint8 wraps around
  if (!dtype.is_floating_point && dtype !== bool && !(Number(value) < limit && Number(value) >= -limit))
    throw new RuntimeError(`value cannot be converted to type ${dtype.name}_t without overflow`);
  const result = emptyTensor([], dtype);
  kernels.fill(result, value);
  return result;
}
