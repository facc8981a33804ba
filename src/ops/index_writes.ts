import { kernels } from '../ndarray/kernels.js';
import { broadcastTo, sameSizes } from '../ndarray/strided.js';
import { int64 } from '../tensor/dtype.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { viewAs } from '../tensor/tensor.js';
import { mul } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy, filled, scalarAs } from './dense.js';
import { converted } from './elementwise.js';
import { index_select, take, type IndexOptions } from './gathering.js';
import { alongDim, asRow, atLeastLine, elementsAt, requireIndexType, requireInside } from './index_checks.js';

// Writes to the entries that a vector of indices lists.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link index_add}. */
    index_add: Method<typeof index_add>;
    /** {@link index_add} in place. */
    index_add_: InPlace<typeof index_add>;
    /** See {@link index_copy}. */
    index_copy: Method<typeof index_copy>;
    /** {@link index_copy} in place. */
    index_copy_: InPlace<typeof index_copy>;
    /** See {@link index_fill}. */
    index_fill: Method<typeof index_fill>;
    /** {@link index_fill} in place. */
    index_fill_: InPlace<typeof index_fill>;
    /** See {@link put}. */
    put: Method<typeof put>;
    /** {@link put} in place. */
    put_: InPlace<typeof put>;
  }
}

const show = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;

/** A vector of indices repeated, as a view, to `sizes` along all dimensions but `dim`. */
export function repeated(index: Tensor, sizes: readonly number[], dim: number): Tensor {
  const { strides } = alongDim(index, sizes, wrapDim(dim, sizes.length));
  return viewAs(index, sizes, strides);
}

/**
 * Checks that `source` has an entry along `dim` for every index, and otherwise the sizes of `x`.
 *
 * @returns `dim` counted from the front
 */
export function requireIndexed(name: string, x: Tensor, dim: number, index: Tensor, source: Tensor): number {
  const d = wrapDim(dim, x.sizes.length);
  const { scalarName } = index.dtype;
  if (index.sizes.length > 1)
    throw new IndexError(
      `${name}_(): Index is supposed to be a vector, but got dim: ${index.sizes.length} with type: ${scalarName} and size: ${show(index.sizes)}`,
    );
  requireIndexType(index, `${name}_(): Expected dtype int32/int64 for index but got: ${scalarName}`);
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      `${name}_(): self (${x.dtype.scalarName}) and source (${source.dtype.scalarName}) must have the same scalar type`,
    );
  const others = ({ sizes }: Tensor) => sizes.toSpliced(d, 1);
  if (x.sizes.length !== source.sizes.length || !sameSizes(others(x), others(source)))
    if (source.sizes.length !== 1 || x.sizes.length === 0 || x.sizes.length > 1 && index.numel() === source.numel())
      throw new RuntimeError(
        'source tensor shape must match self tensor shape, excluding the specified dimension. ' +
          `Got self.shape = ${show(x.sizes)} source.shape = ${show(source.sizes)}`,
      );
  const entries = source.sizes[d] ?? 1;
  if (index.numel() !== entries)
    throw new RuntimeError(
      `${name}_(): Number of indices (${index.numel()}) should be equal to source.size(dim): (${entries}), for dim: ${d}`,
    );
  return d;
}
