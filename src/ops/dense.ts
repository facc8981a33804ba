import { kernels } from '../ndarray/kernels.js';
import type { Strided } from '../ndarray/strided.js';
import type { DType } from '../tensor/dtype.js';
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
