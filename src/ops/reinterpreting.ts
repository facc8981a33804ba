import { reinterpret } from '../ndarray/element.js';
import { Storage } from '../ndarray/storage.js';
import type { DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { Tensor } from '../tensor/tensor.js';

/**
 * The memory of `x` read as elements of `dtype`, outside the graph. Larger or smaller elements change the size of the last
 * dimension, along which elements must then lie side by side.
 *
 * @throws RuntimeError worded as PyTorch's where the elements do not fit
 */
export function reinterpreted(x: Tensor, dtype: DType): Tensor {
  const from = x.dtype.itemsize;
  const to = dtype.itemsize;
  const change = `to view ${x.dtype.scalarName} as ${dtype.scalarName} (different element sizes)`;
  const ratio = to / from; // how many elements of x one new element covers
  const last = x.sizes.length - 1;
  if (ratio !== 1) {
    if (last < 0) throw new RuntimeError(`self.dim() cannot be 0 ${change}`);
    if (x.strides[last] !== 1)
      throw new RuntimeError(`self.stride(-1) must be 1 ${change}, but got ${x.strides[last]}`);
  }
  const requireWhole = (what: string, count: number) => {
    if (ratio > 1 && count % ratio !== 0)
      throw new RuntimeError(`self.${what} must be divisible by ${ratio} ${change}, but got ${count}`);
  };
  requireWhole('size(-1)', x.sizes[last]);
  requireWhole('storage_offset()', x.offset);
  x.strides.forEach((stride, d) => d !== last && requireWhole(`stride(${d})`, stride));
  const sizes = ratio === 1 ? x.sizes : x.sizes.with(last, x.sizes[last] / ratio);
  const strides = x.strides.map((stride, d) => (d === last ? stride : stride / ratio));
  const storage = Storage.share(dtype.name, reinterpret(dtype.name, x.storage.pin()));
  const result = new Tensor(storage, sizes, strides, x.offset / ratio, dtype);
  result.version = x.version;
  return result;
}
