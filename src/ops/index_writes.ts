import { kernels, type Kernels } from '../ndarray/kernels.js';
import { broadcastTo, sameSizes, type Strided } from '../ndarray/strided.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { mul } from './arithmetic.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy, scalarAs } from './dense.js';
import { converted } from './elementwise.js';
import { index_select, type IndexOptions } from './gathering.js';
import { alongDim, atLeastLine, requireIndexType, requireInside } from './index_checks.js';
import { reshape } from './shape.js';

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
  if (d >= Math.max(source.sizes.length, 1))
    throw new RuntimeError(
      `${name}_(): Indexing dim ${d} is out of bounds of the source tensor with dim ${source.sizes.length}`,
    );
  const entries = source.sizes[d] ?? 1;
  if (index.numel() !== entries)
    throw new RuntimeError(
      `${name}_(): Number of indices (${index.numel()}) should be equal to source.size(dim): (${entries}), for dim: ${d}`,
    );
  if (x.sizes.length !== source.sizes.length || x.sizes.some((size, e) => e !== d && size !== source.sizes[e]))
    throw new RuntimeError(
      'source tensor shape must match self tensor shape, excluding the specified dimension. ' +
        `Got self.shape = ${show(x.sizes)} source.shape = ${show(source.sizes)}`,
    );
  return d;
}

/** Writes the entries of `source` into `out` where `index` lists them, along `dim`. */
function writeEntries(
  out: Tensor,
  dim: number,
  index: Tensor,
  source: Strided,
  combine: Parameters<Kernels['scatter']>[4],
): Tensor {
  const from = atLeastLine(source);
  kernels.scatter(atLeastLine(out), dim, alongDim(index, from.sizes, dim), from, combine);
  return out;
}

const IndexAdd = define({
  schema: 'index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1)',
  forward: (input, dim, index, source, alpha, out) => {
    const d = requireIndexed('index_add', input, dim, index, source);
    const n = input.sizes[d] ?? 1;
    requireInside(
      index,
      0,
      n,
      (bad) => new RuntimeError(`index ${bad} is out of bounds for dimension ${d} with size ${n}`),
    );
    const scaled = alpha === 1 ? source : mul(source.detach(), scalarAs(alpha, input.dtype));
    return writeEntries(out ?? denseCopy(input), d, index, scaled, 'add');
  },
  derivative: {
    input: (grad) => grad,
    source: (grad, { dim, index, alpha }) => mul(index_select(grad, dim, index), alpha),
  },
  inplace: true,
});

/** Options of {@link index_add}. */
export interface IndexAddOptions {
  /** The factor of `source`. Default 1. */
  alpha?: Scalar;
}

/**
 * `input` with the entries of `source`, times `alpha`, added along dimension `dim` where `index` says.
 *
 * @param dim the dimension that is indexed
 * @param index a vector of int64 or int32: for each entry of `source` where it goes
 * @param source what to add, of the dtype of `input`, and of its sizes apart from `dim`
 * @param options `alpha`
 * @returns a new tensor
 * @throws RuntimeError for an index out of bounds and for sizes that do not fit
 * @example
 * const source = torch.tensor([1, 2, 3]);
 * console.log(torch.index_add(torch.zeros(2), 0, torch.tensor([0n, 0n, 1n]), source)); // tensor([3., 3.])
 * @see PyTorch: `torch.index_add`
 */
export function index_add(
  input: Tensor,
  dim: number | (IndexOptions & IndexAddOptions & { source?: Tensor }),
  index?: Tensor,
  source?: Tensor,
  options?: IndexAddOptions,
): Tensor {
  return IndexAdd.apply(input, dim, index, source, options);
}

/** Checks the arguments of index_copy; returns `dim` counted from the front. */
function requireCopyable(x: Tensor, dim: number, index: Tensor, source: Tensor): number {
  const d = wrapDim(dim, x.sizes.length);
  const [n, m] = [x.sizes.length, source.sizes.length];
  if (index.sizes.length > 1)
    throw new IndexError(`index_copy_(): Index should have dimension 1 or 0 (got ${index.sizes.length})`);
  if (m === 0 && index.numel() !== 1)
    throw new IndexError(`index_copy_(): When source is scalar, index should have one element (got ${index.numel()})`);
  if (n !== m && n !== 0 && m !== 0)
    throw new IndexError(
      'index_copy_(): When source and destination are not scalars, their dimensionality must match. ' +
        `Source dimensionality (${m}), destination dimensionality (${n})`,
    );
  requireIndexType(index, `index_copy_(): Expected a long tensor for index, but got ${index.dtype.scalarName}`, false);
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      'index_copy_(): self and source expected to have the same dtype, ' +
        `but got (self) ${x.dtype.scalarName} and (source) ${source.dtype.scalarName}`,
    );
  const [own, given] = [x.sizes, source.sizes].map((sizes) => sizes.filter((_, e) => e !== d));
  if (!sameSizes(own, given))
    throw new RuntimeError(
      'index_copy_(): Source/destination tensor must have same slice shapes. Destination slice shape: ' +
        `${own.join(' ')} at dimension ${d} and source slice shape: ${given.join(' ')} at dimension 0.`,
    );
  if (m > 0 && index.numel() !== source.sizes[d])
    throw new IndexError(
      `index_copy_(): Number of indices (${index.numel()}) should be equal to source.size(dim) (${source.sizes[d]})`,
    );
  const size = x.sizes[d] ?? 1;
  requireInside(
    index,
    0,
    size,
    (bad) => new IndexError(`index_copy_(): index ${bad} is out of bounds for dimension ${d} with size ${size}`),
  );
  return d;
}

const IndexCopy = define({
  schema: 'index_copy(Tensor input, int dim, Tensor index, Tensor source)',
  forward: (input, dim, index, source, out) => {
    const d = requireCopyable(input, dim, index, source);
    return writeEntries(out ?? denseCopy(input), d, index, source, 'set');
  },
  derivative: {
    input: (grad, { dim, index }) => index_fill(grad, dim, index, 0),
    source: (grad, { dim, index, sizes }) => reshape(index_select(grad, dim, index), sizes),
  },
  inplace: true,
});

/**
 * `input` with the entries of `source` written along dimension `dim` where `index` says.
 *
 * @param dim the dimension that is indexed
 * @param index a vector of int64: for each entry of `source` where it goes
 * @param source what to write, of the dtype of `input`, and of its sizes apart from `dim`
 * @returns a new tensor
 * @throws IndexError for an index out of bounds; RuntimeError for sizes that do not fit
 * @example
 * const source = torch.tensor([1, 2]);
 * console.log(torch.index_copy(torch.zeros(3), 0, torch.tensor([2n, 0n]), source)); // tensor([2., 0., 1.])
 * @see PyTorch: `torch.index_copy`
 */
export function index_copy(
  input: Tensor,
  dim: number | (IndexOptions & { source?: Tensor }),
  index?: Tensor,
  source?: Tensor,
): Tensor {
  return IndexCopy.apply(input, dim, index, source);
}

const IndexFill = define({
  schema: 'index_fill(Tensor input, int dim, Tensor index, Tensor|Number value)',
  node: (_input, _dim, _index, value) => (isTensor(value) ? 'IndexFillBackward1' : 'IndexFillBackward0'),
  forward: (input, dim, index, value, out) => {
    const d = wrapDim(dim, input.sizes.length);
    if (isTensor(value) && value.sizes.length > 0)
      throw new RuntimeError(
        `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.sizes.length} dimension(s).`,
      );
    requireIndexType(index, 'index_fill_(): Expected dtype int64 for index.', false, IndexError);
    if (index.sizes.length > 1) throw new RuntimeError('Index has to be a vector/scalar');
    const n = input.sizes[d] ?? 1;
    requireInside(
      index,
      -n,
      n,
      (bad) => new IndexError(`index ${bad} is out of bounds for dimension ${d} with size ${n}`),
    );
    const fill = isTensor(value) ? converted(value, input.dtype) : scalarAs(value, input.dtype);
    const result = out ?? denseCopy(input);
    const line = atLeastLine(result);
    const sizes = line.sizes.with(d, index.numel());
    kernels.put(line, { dims: [d], indices: [kernels.readIndices(index, n)] }, broadcastTo(fill, sizes), 'set');
    return result;
  },
  derivative: {
    input: (grad, { dim, index }) => index_fill(grad, dim, index, 0),
    value: (grad, { dim, index }) => grad.sub(index_fill(grad, dim, index, 0)).sum(), // an index may occur twice
  },
  inplace: true,
});

/** Options of {@link index_fill}. */
export interface IndexFillOptions extends IndexOptions {
  /** What to write. */
  value?: Tensor | Scalar;
}

/**
 * `input` with `value` written to the entries along dimension `dim` that `index` lists.
 *
 * @param dim the dimension that is indexed
 * @param index a vector of int64; negative counts from the end
 * @param value a number or a 0-dim tensor
 * @returns a new tensor
 * @throws IndexError for an index out of bounds
 * @example
 * console.log(torch.index_fill(torch.zeros(3), 0, torch.tensor([0n, 2n]), 5)); // tensor([5., 0., 5.])
 * @see PyTorch: `torch.index_fill`
 */
export function index_fill(
  input: Tensor,
  dim: number | IndexFillOptions,
  index?: Tensor | IndexFillOptions,
  value?: Tensor | Scalar | IndexFillOptions,
): Tensor {
  return IndexFill.apply(input, dim, index, value);
}
