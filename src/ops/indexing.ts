import { resolveSlice, wrapIndex, type BasicIndex } from '../tensor/index_key.js';
import { IndexError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { upper, type Tensor } from '../tensor/tensor.js';
import { unsqueeze } from './singletons.js';
import { select, sliced } from './slicing.js';

// x[2], x['1:3, None'] and x.index(…): reading and writing by index, as in Python.

/** How many dimensions of a tensor an index entry uses up. */
const consumes = (entry: BasicIndex) => entry !== null && entry !== '...' && typeof entry !== 'boolean';

/** The view that a basic index selects: numbers, slices, None and `...`. */
export function basicIndex(x: Tensor, index: readonly BasicIndex[]): Tensor {
  const used = index.filter(consumes).length;
  if (x.sizes.length === 0 && used > 0)
    throw new IndexError('invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number');
  if (used > x.sizes.length) throw new IndexError(`too many indices for tensor of dimension ${x.sizes.length}`);
  let result = x;
  let dim = 0;
  let position = 0; // in x, for messages
  for (const entry of index) {
    if (entry === '...') {
      const skipped = x.sizes.length - used;
      dim += skipped;
      position += skipped;
    } else if (entry === null) result = unsqueeze(result, dim++);
    else if (typeof entry === 'number') {
      result = select(result, dim, wrapIndex(entry, x.sizes[position], position));
      position++;
    } else if (typeof entry === 'object') {
      const { start, length, step } = resolveSlice(entry, x.sizes[position]);
      if (start !== 0 || step !== 1 || length !== x.sizes[position]) result = sliced(result, dim, start, start + length * step, step);
      dim++;
      position++;
    }
  }
  return result;
}

upper.getItem = (x, index) => {
  const result = basicIndex(x, index);
  return result === x ? x.view(x.sizes) : result;
};

upper.setItem = (x: Tensor, index: readonly BasicIndex[], value: Tensor | Scalar) => {
  basicIndex(x, index).copy_(value);
};
