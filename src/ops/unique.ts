import { kernels } from '../ndarray/kernels.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { tensor } from './creation.js';
import { compose, define } from './define.js';
import { flat } from './dims.js';
import { index_select } from './gathering.js';

// The different elements, or slices, of a tensor.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link unique}. */
    unique(options: UniqueOptions & Wanting): Tensor[];
    /** See {@link unique}. */
    unique(
      sorted?: boolean | UniqueOptions,
      return_inverse?: false,
      return_counts?: false,
      dim?: number | null,
    ): Tensor;
    /** See {@link unique}. */
    unique(sorted: boolean, return_inverse: boolean, return_counts?: boolean, dim?: number | null): Tensor[];
    /** See {@link unique_consecutive}. */
    unique_consecutive(options: UniqueOptions & Wanting): Tensor[];
    /** See {@link unique_consecutive}. */
    unique_consecutive(
      return_inverse?: false | UniqueConsecutiveOptions,
      return_counts?: false,
      dim?: number | null,
    ): Tensor;
    /** See {@link unique_consecutive}. */
    unique_consecutive(return_inverse: boolean, return_counts?: boolean, dim?: number | null): Tensor[];
  }
}

/** Options of {@link unique_consecutive}. */
export interface UniqueConsecutiveOptions {
  /** Whether to return, for each element or slice, which of the unique ones it is. */
  return_inverse?: boolean;
  /** Whether to return how often each occurs. */
  return_counts?: boolean;
  /** The dimension whose slices are compared; single elements if left out. */
  dim?: number | null;
}

/** Options of {@link unique}. */
export interface UniqueOptions extends UniqueConsecutiveOptions {
  /** Accepted: the result is always sorted, as PyTorch's is on the CPU. */
  sorted?: boolean;
}

type Wanting = { return_inverse: true } | { return_counts: true };

const int64List = (list: readonly number[], sizes: readonly number[] = [list.length]) =>
  tensor(BigInt64Array.from(list, BigInt)).reshape(sizes);

const Groups = define({
  schema: '_unique(Tensor input, bool all, int? dim)',
  method: false,
  node: (_input, all, dim) => (all ? (dim === null ? 'Unique2' : 'UniqueDim') : 'UniqueConsecutive'),
  forward: (input, all, dim) => {
    const { sizes } = input;
    const d = dim === null ? 0 : wrapDim(dim, sizes.length);
    if (dim !== null && sizes.some((size, e) => size === 0 && e !== d) && sizes[d] !== 0)
      throw new RuntimeError("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied");
    const x = dim === null ? flat(input) : input.detach();
    const rows = x.movedim(d, 0).reshape(x.sizes[d] ?? 1, x.sizes[d] === 0 ? 0 : -1);
    const { first, inverse, counts } = kernels.groupRows(rows, all);
    const values = index_select(x, d, int64List(first));
    return [values, int64List(inverse, dim === null ? sizes : undefined), int64List(counts)] as const;
  },
  derivative: {
    input: (_grads, { all, dim }) => {
      const name = all ? (dim === null ? '_unique2' : 'unique_dim') : 'unique_consecutive';
      throw new NotImplementedError(`the derivative for '${name}' is not implemented.`);
    },
  },
});

/** The results that were asked for. */
function wanted([values, inverse, counts]: readonly Tensor[], return_inverse: boolean, return_counts: boolean) {
  if (!return_inverse && !return_counts) return values;
  return [values, ...(return_inverse ? [inverse] : []), ...(return_counts ? [counts] : [])];
}

const Unique = compose({
  schema: 'unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None)',
  compose: (input, _sorted, return_inverse, return_counts, dim) =>
    wanted(Groups.apply(input, true, dim), return_inverse, return_counts),
});

/** With the inverse or the counts: a list of what is asked for. */
export function unique(input: Tensor, options: UniqueOptions & Wanting): Tensor[];
/**
 * The different elements, in order; with `dim`, the different slices along that dimension. A NaN differs from all others.
 *
 * @param sorted accepted: the result is always sorted
 * @param return_inverse whether to return for each element which of the unique ones it is
 * @param return_counts whether to return how often each occurs
 * @param dim the dimension whose slices are compared; single elements if left out
 * @returns a new tensor, or a list of it, the inverse (int64) and the counts (int64), as asked for
 * @throws IndexError for a dimension out of range
 * @example
 * const [values, counts] = torch.unique(torch.tensor([3, 1, 3]), { return_counts: true });
 * console.log(values); // tensor([1., 3.])
 * console.log(counts); // tensor([1, 2])
 * @see PyTorch: `torch.unique`
 */
export function unique(
  input: Tensor,
  sorted?: boolean | UniqueOptions,
  return_inverse?: false,
  return_counts?: false,
  dim?: number | null,
): Tensor;
/** With the inverse or the counts: a list of what is asked for. */
export function unique(
  input: Tensor,
  sorted: boolean,
  return_inverse: boolean,
  return_counts?: boolean,
  dim?: number | null,
): Tensor[];
export function unique(...args: unknown[]): Tensor | Tensor[] {
  return Unique.apply(...args);
}

const UniqueConsecutive = compose({
  schema: 'unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None)',
  compose: (input, return_inverse, return_counts, dim) =>
    wanted(Groups.apply(input, false, dim), return_inverse, return_counts),
});

/** With the inverse or the counts: a list of what is asked for. */
export function unique_consecutive(input: Tensor, options: UniqueConsecutiveOptions & Wanting): Tensor[];
/**
 * The elements without those that equal the one before; with `dim`, the slices along that dimension.
 *
 * @param return_inverse whether to return for each element which of the remaining ones it is
 * @param return_counts whether to return how many each stands for
 * @param dim the dimension whose slices are compared; single elements if left out
 * @returns a new tensor, or a list of it, the inverse (int64) and the counts (int64), as asked for
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.unique_consecutive(torch.tensor([1, 1, 2, 1]))); // tensor([1., 2., 1.])
 * @see PyTorch: `torch.unique_consecutive`
 */
export function unique_consecutive(
  input: Tensor,
  return_inverse?: false | UniqueConsecutiveOptions,
  return_counts?: false,
  dim?: number | null,
): Tensor;
/** With the inverse or the counts: a list of what is asked for. */
export function unique_consecutive(
  input: Tensor,
  return_inverse: boolean,
  return_counts?: boolean,
  dim?: number | null,
): Tensor[];
export function unique_consecutive(...args: unknown[]): Tensor | Tensor[] {
  return UniqueConsecutive.apply(...args);
}
