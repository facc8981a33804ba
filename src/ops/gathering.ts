import { kernels } from '../ndarray/kernels.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { expand } from './broadcasting.js';
import { compose, define, type Method } from './define.js';
import { filled } from './dense.js';
import { broadcastSizes } from './elementwise.js';
import { alongDim, atLeastLine, requireIndexType, requireInside } from './index_checks.js';
import { reshape } from './shape.js';

// Elements picked out by index tensors.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link gather}. */
    gather: Method<typeof gather>;
    /** See {@link index_select}. */
    index_select: Method<typeof index_select>;
    /** See {@link take_along_dim}. */
    take_along_dim: Method<typeof take_along_dim>;
  }
}

/** Options of functions that index along one dimension. */
export interface IndexOptions {
  /** The dimension that is indexed. */
  dim?: number;
  /** The indices. */
  index?: Tensor;
}

const show = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;

/** Checks an index of `gather`: it covers no more than `x`, apart from `dim`. */
function requireGatherable(x: Tensor, index: Tensor, dim: number): void {
  if (index.numel() === 0) return;
  requireIndexType(index, 'gather(): Expected dtype int32/int64 for index');
  const [own, given] = [x.sizes, index.sizes].map((sizes) => (sizes.length === 0 ? [1] : sizes));
  if (own.length !== given.length)
    throw new RuntimeError('Index tensor must have the same number of dimensions as input tensor');
  const over = given.findIndex((size, d) => d !== dim && size > own[d]);
  if (over >= 0)
    throw new RuntimeError(
      `Size does not match at dimension ${over} expected index ${show(index.sizes)} to be no larger than self ` +
        `${show(x.sizes)} apart from dimension ${dim}`,
    );
  requireInside(
    index,
    0,
    own[dim],
    (bad) => new RuntimeError(`index ${bad} is out of bounds for dimension ${dim} with size ${own[dim]}`),
  );
}

const Gather = define({
  schema: 'gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False)',
  forward: (input, dim, index) => {
    const d = wrapDim(dim, input.sizes.length);
    requireGatherable(input, index, d);
    const result = emptyTensor(index.sizes, input.dtype);
    if (index.numel() > 0) kernels.gather(atLeastLine(result), atLeastLine(input), d, atLeastLine(index));
    return result;
  },
  derivative: {
    input: (grad, { sizes, dim, index }) => filled(sizes, 0, grad.dtype).scatter_add(dim, index, grad),
  },
});

/**
 * Elements picked along dimension `dim`: result[i][j] = input[index[i][j]][j] for `dim` 0, input[i][index[i][j]] for `dim` 1.
 *
 * @param dim the dimension that is indexed
 * @param index int64 or int32, as many dimensions as `input`, no larger than it apart from `dim`
 * @returns a new tensor of the sizes of `index`
 * @throws RuntimeError for an index out of bounds, of another dtype or of sizes that do not fit
 * @example
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * console.log(torch.gather(x, 1, torch.tensor([[0n], [1n]]))); // tensor([[1.],
 * //         [4.]])
 * @see PyTorch: `torch.gather`
 */
export function gather(
  input: Tensor,
  dim: number | IndexOptions,
  index?: Tensor | IndexOptions,
  options?: { sparse_grad?: boolean },
): Tensor {
  return Gather.apply(input, dim, index, options);
}

const IndexSelect = define({
  schema: 'index_select(Tensor input, int dim, Tensor index)',
  forward: (input, dim, index) => {
    const d = wrapDim(dim, input.sizes.length);
    if (index.sizes.length > 1) throw new IndexError('index_select(): Index is supposed to be a vector');
    requireIndexType(index, 'index_select(): Expected dtype int32 or int64 for index');
    if (input.sizes.length === 0 && index.numel() !== 1)
      throw new RuntimeError(`index_select(): Index to scalar can have only 1 value, got ${index.numel()} value(s)`);
    requireInside(index, 0, input.sizes[d] ?? 1, () => new IndexError('index out of range in self'));
    const sizes = input.sizes.length === 0 ? [] : input.sizes.with(d, index.numel());
    const result = emptyTensor(sizes, input.dtype);
    const line = atLeastLine(result);
    kernels.gather(line, atLeastLine(input), d, alongDim(index, line.sizes, d));
    return result;
  },
  derivative: {
    input: (grad, { sizes, dim, index }) => filled(sizes, 0, grad.dtype).index_add(dim, index, grad),
  },
});

/**
 * The entries of `input` listed in `index`, along dimension `dim`.
 *
 * @param dim the dimension that is indexed
 * @param index a vector of int64 or int32
 * @returns a new tensor
 * @throws IndexError for an index out of range
 * @example
 * console.log(torch.index_select(torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([1n, 1n]))); // tensor([[2., 2.],
 * //         [4., 4.]])
 * @see PyTorch: `torch.index_select`
 */
export function index_select(input: Tensor, dim: number | IndexOptions, index?: Tensor | IndexOptions): Tensor {
  return IndexSelect.apply(input, dim, index);
}

const TakeAlongDim = compose({
  schema: 'take_along_dim(Tensor input, Tensor indices, int? dim=None)',
  compose: (input, indices, dim) => {
    requireIndexType(
      indices,
      `torch.take_along_dim(): dtype of indices should be Long but got ${indices.dtype.scalarName}`,
      false,
    );
    if (dim === null) return gather(reshape(input, [-1]), 0, reshape(indices, [-1]));
    const [n, m] = [input.sizes.length, indices.sizes.length];
    if (n !== m)
      throw new RuntimeError(
        'torch.take_along_dim(): input and indices should have the same number of dimensions, ' +
          `but got ${n} dimensions for input, and ${m} dimensions for indices`,
      );
    const d = wrapDim(dim, n);
    const sizes = broadcastSizes(input.sizes.with(d, indices.sizes[d]), indices.sizes);
    const at = expand(indices.remainder(Math.max(input.sizes[d], 1)), sizes);
    return gather(expand(input, sizes.with(d, input.sizes[d])), d, at);
  },
});

/** Options of {@link take_along_dim}. */
export interface TakeAlongDimOptions {
  /** The dimension that is indexed; all elements, as one row, if left out. */
  dim?: number | null;
}

/**
 * {@link gather} with broadcasting: what `argmax` and `argsort` point at.
 *
 * @param indices int64, as many dimensions as `input`
 * @param dim the dimension that is indexed; all elements, as one row, if left out
 * @returns a new tensor
 * @throws RuntimeError for other indices, and where the sizes do not broadcast
 * @example
 * const x = torch.tensor([[3, 1], [2, 4]]);
 * console.log(torch.take_along_dim(x, torch.tensor([[1n], [0n]]), 1)); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.take_along_dim`
 */
export function take_along_dim(
  input: Tensor,
  indices: Tensor | (TakeAlongDimOptions & { indices?: Tensor }),
  dim?: number | null | TakeAlongDimOptions,
): Tensor {
  return TakeAlongDim.apply(input, indices, dim);
}
