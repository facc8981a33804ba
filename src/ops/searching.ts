import { kernels } from '../ndarray/kernels.js';
import { contiguousStrides, sameSizes } from '../ndarray/strided.js';
import { bool, int32, int64 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { promote_types, resultType } from '../tensor/promotion.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { define } from './define.js';
import { converted, type Operand } from './elementwise.js';
import { full } from './creation.js';

// Binary search: where elements belong in a sorted sequence.

/** Options of {@link searchsorted}. */
export interface SearchSortedOptions {
  /** Whether the result is int32 instead of int64. */
  out_int32?: boolean;
  /** Whether elements go after those that equal them. Default false: before. */
  right?: boolean;
  /** The same as `right`, as a word. */
  side?: 'left' | 'right' | null;
  /** The indices that sort `sorted_sequence`, if it is not sorted itself. */
  sorter?: Tensor | null;
}

const list = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;

function requireSearchable(sequence: Tensor, input: Operand, sorter: Tensor | null): void {
  const refuse = (what: string): never => {
    throw new RuntimeError(`torch.searchsorted(): ${what}`);
  };
  const ndim = sequence.sizes.length;
  const sizes = isTensor(input) ? input.sizes : [];
  if (sorter !== null) {
    if (sorter.dtype !== int64)
      refuse(`sorter must be a tensor of long dtype but got dtype ${sorter.dtype.scalarName}`);
    if (!sameSizes(sorter.sizes, sequence.sizes))
      refuse(
        `boundary and sorter must have the same size, but got boundary tensor ${list(sequence.sizes)}and got sorter tensor ${list(sorter.sizes)}`,
      );
    if (sorter.numel() > 0 && (sorter.min().item() < 0 || sorter.max().item() >= sequence.sizes[ndim - 1]))
      refuse('sorter index out of range');
  }
  if (ndim === 0) refuse('boundaries tensor should have positive dimension, but got 0 dimension');
  if (sizes.length === 0 && ndim !== 1)
    refuse(
      'input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(' +
        `${ndim}) and input value's dim(0) numel(1)`,
    );
  if (ndim > 1 && !(sizes.length === ndim && sameSizes(sizes.slice(0, -1), sequence.sizes.slice(0, -1))))
    refuse(
      'boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor ' +
        `must match, but we got boundaries tensor ${list(sequence.sizes)} and input value tensor ${list(sizes)}`,
    );
}

/** Searches each line of `sequence`, or the only one, for the elements of `input` beside it. */
function search(sequence: Tensor, input: Operand, right: boolean, out_int32: boolean, sorter: Tensor | null): Tensor {
  const dtype = isTensor(input) ? promote_types(sequence.dtype, input.dtype) : resultType(sequence, input);
  if (dtype === bool) throw new NotImplementedError(`"searchsorted_out_cpu" not implemented for 'Bool'`);
  const values = isTensor(input) ? converted(input, dtype) : full([], input, { dtype });
  const result = emptyTensor(values.sizes, out_int32 ? int32 : int64);
  const sizes = values.sizes.length === 0 ? [1] : values.sizes;
  const strides = values.sizes.length === 0 ? [1] : values.strides;
  // a single line is read again beside every line of values
  const beside = (x: Tensor) => {
    const { storage, offset } = x;
    const shared = sizes.slice(0, -1).map(() => 0);
    return {
      storage,
      offset,
      sizes: [...sizes.slice(0, -1), ...x.sizes.slice(-1)],
      strides: x.sizes.length === 1 ? [...shared, ...x.strides] : x.strides,
    };
  };
  kernels.searchsorted(
    { storage: result.storage, offset: 0, sizes, strides: contiguousStrides(sizes) },
    beside(converted(sequence, dtype)),
    { storage: values.storage, offset: values.offset, sizes, strides },
    right,
    sorter && beside(sorter),
  );
  return result;
}

const SearchSorted = define({
  schema:
    'searchsorted(Tensor sorted_sequence, Operand input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None)',
  method: false,
  forward: (sorted_sequence, input, out_int32, right, side, sorter) => {
    if (side !== null && side !== 'left' && side !== 'right')
      throw new RuntimeError(`torch.searchsorted(): side can only be 'left' or 'right' but got ${side}`);
    if (side === 'left' && right)
      throw new RuntimeError(
        "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True",
      );
    requireSearchable(sorted_sequence, input, sorter);
    return search(sorted_sequence, input, right || side === 'right', out_int32, sorter);
  },
});

/**
 * Where elements would be inserted into a sorted sequence so that it stays sorted: index i with
 * s[i − 1] < x ≤ s[i], or s[i − 1] ≤ x < s[i] if `right`.
 *
 * @param sorted_sequence a sequence in ascending order along the last dimension; or one line for each line of `input`
 * @param input the elements, or a number
 * @param options `right`, `side`, `out_int32` and `sorter`
 * @returns a new tensor with the sizes of `input`
 * @throws RuntimeError where the sizes do not match
 * @example
 * console.log(torch.searchsorted(torch.tensor([1, 3, 5]), torch.tensor([3, 6]))); // tensor([1, 3])
 * @see PyTorch: `torch.searchsorted`
 */
export function searchsorted(sorted_sequence: Tensor, input: Operand, options?: SearchSortedOptions): Tensor {
  return SearchSorted.apply(sorted_sequence, input, options);
}

/** Options of {@link bucketize}. */
export type BucketizeOptions = Pick<SearchSortedOptions, 'out_int32' | 'right'>;

const Bucketize = define({
  schema: 'bucketize(Operand input, Tensor boundaries, *, bool out_int32=False, bool right=False)',
  method: false,
  forward: (input, boundaries, out_int32, right) => {
    if (boundaries.sizes.length !== 1)
      throw new RuntimeError(`boundaries tensor must be 1 dimension, but got dim(${boundaries.sizes.length})`);
    return search(boundaries, input, right, out_int32, null);
  },
});

/**
 * The number of the bucket that each element falls into: index i with b[i − 1] < x ≤ b[i], or b[i − 1] ≤ x < b[i] if `right`.
 *
 * @param input the elements, or a number
 * @param boundaries the boundaries of the buckets, 1-D, in ascending order
 * @param options `right` and `out_int32`
 * @returns a new tensor with the sizes of `input`
 * @throws RuntimeError where `boundaries` is not one-dimensional
 * @example
 * console.log(torch.bucketize(torch.tensor([1, 3, 9]), torch.tensor([2, 4, 6]))); // tensor([0, 1, 3])
 * @see PyTorch: `torch.bucketize`
 */
export function bucketize(input: Operand, boundaries: Tensor, options?: BucketizeOptions): Tensor {
  return Bucketize.apply(input, boundaries, options);
}
