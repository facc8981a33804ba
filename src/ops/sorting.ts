import { kernels } from '../ndarray/kernels.js';
import { bool, int64 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { named, type ValuesAndIndices } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { addAlong } from './picking.js';

// Elements in their order along a dimension. NaN counts as larger than any number. A gradient goes where its element was.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sort}. */
    sort: Method<typeof sort>;
    /** See {@link argsort}. */
    argsort: Method<typeof argsort>;
    /** See {@link msort}. */
    msort: Method<typeof msort>;
    /** See {@link topk}. */
    topk: Method<typeof topk>;
  }
}

/** Options of {@link sort} and {@link argsort}. */
export interface SortOptions {
  /** The dimension to sort along. Default -1, the last. */
  dim?: number;
  /** Whether the largest come first. Default false. */
  descending?: boolean;
  /** Accepted: equal elements always keep their order. */
  stable?: boolean | null;
}

const Sort = define({
  schema: 'sort(Tensor input, int dim=-1, bool descending=False, *, bool? stable=None)',
  forward: (input, dim, descending) => {
    const d = wrapDim(dim, input.sizes.length);
    const [values, indices] = [emptyTensor(input.sizes, input.dtype), emptyTensor(input.sizes, int64)];
    kernels.sort(values, indices, input, d, descending);
    return named(['values', 'indices'], [values, indices], 'sort');
  },
  derivative: { input: ([grad], { sizes, dim, result }) => grad && addAlong(grad, sizes, dim, result[1]) },
});

/**
 * The elements sorted along `dim`, and where they were. Equal elements keep their order.
 *
 * @param dim the dimension, by default the last
 * @param descending whether the largest come first
 * @returns new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range
 * @example
 * const { values, indices } = torch.sort(torch.tensor([3, 1, 2]));
 * console.log(values); // tensor([1., 2., 3.])
 * console.log(indices); // tensor([1, 2, 0])
 * @see PyTorch: `torch.sort`
 */
export function sort(
  input: Tensor,
  dim?: number | SortOptions,
  descending?: boolean | SortOptions,
  options?: SortOptions,
): ValuesAndIndices {
  return Sort.apply(input, dim, descending, options);
}

const ArgSort = compose({
  schema: 'argsort(Tensor input, int dim=-1, bool descending=False, *, bool? stable=None)',
  compose: (input, dim, descending) => sort(input.detach(), dim, descending).indices,
});

/**
 * The indices that sort `input` along `dim`. Equal elements keep their order.
 *
 * @param dim the dimension, by default the last
 * @param descending whether the largest come first
 * @returns a new int64 tensor
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.argsort(torch.tensor([3, 1, 2]), { descending: true })); // tensor([0, 2, 1])
 * @see PyTorch: `torch.argsort`
 */
export function argsort(
  input: Tensor,
  dim?: number | SortOptions,
  descending?: boolean | SortOptions,
  options?: SortOptions,
): Tensor {
  return ArgSort.apply(input, dim, descending, options);
}

const MSort = compose({ schema: 'msort(Tensor input)', compose: (input) => sort(input, 0).values });

/**
 * The elements sorted along the first dimension.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.msort(torch.tensor([[3, 1], [2, 4]]))); // tensor([[2., 1.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.msort`
 */
export function msort(input: Tensor): Tensor {
  return MSort.apply(input);
}

/** Options of {@link topk}. */
export interface TopkOptions {
  /** How many elements. */
  k?: number;
  /** The dimension to search. Default -1, the last. */
  dim?: number;
  /** Whether the largest are wanted, or the smallest. Default true. */
  largest?: boolean;
  /** Whether they come in order. Default true. */
  sorted?: boolean;
}

const TopK = define({
  schema: 'topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True)',
  node: 'Topk',
  forward: (input, k, dim, largest, sorted) => {
    const d = wrapDim(dim, input.sizes.length);
    if (k < 0 || k > (input.sizes[d] ?? 1)) throw new RuntimeError('selected index k out of range');
    if (input.dtype === bool) throw new NotImplementedError('topk does not support bool dtypes on CPU');
    const sizes = input.sizes.map((size, e) => (e === d ? k : size));
    const [values, indices] = [emptyTensor(sizes, input.dtype), emptyTensor(sizes, int64)];
    kernels.topk(values, indices, input, d, k, largest, sorted);
    return named(['values', 'indices'], [values, indices], 'topk');
  },
  derivative: { input: ([grad], { sizes, dim, result }) => grad && addAlong(grad, sizes, dim, result[1]) },
});

/**
 * The `k` largest elements along `dim` and where they are, the largest first.
 *
 * @param k how many, from 0 to the size of the dimension
 * @param dim the dimension, by default the last
 * @param largest false for the smallest
 * @param sorted whether they come in order
 * @returns new tensors `values` and `indices` (int64)
 * @throws RuntimeError where there are not `k` elements, IndexError for a dimension out of range
 * @example
 * const { values, indices } = torch.topk(torch.tensor([1, 4, 2, 3]), 2);
 * console.log(values); // tensor([4., 3.])
 * console.log(indices); // tensor([1, 3])
 * @see PyTorch: `torch.topk`
 */
export function topk(
  input: Tensor,
  k: number | TopkOptions,
  dim?: number | TopkOptions,
  largest?: boolean | TopkOptions,
  sorted?: boolean | TopkOptions,
): ValuesAndIndices {
  return TopK.apply(input, k, dim, largest, sorted);
}
