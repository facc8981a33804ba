import { bool, int64, uint8 } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';
import { define, type Method } from './define.js';
import { reduced, reducedDims, type Dims, type DimsOptions } from './dims.js';

// How many elements are not zero, whether all are, and whether any is.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link all}. */
    all: Method<typeof all>;
    /** See {@link any}. */
    any: Method<typeof any>;
    /** See {@link count_nonzero}. */
    count_nonzero: Method<typeof count_nonzero>;
  }
}

/** Whether elements are not zero, each for itself where `dim` is an empty list. The result of uint8 is uint8. */
function truth(kernel: 'all' | 'any', input: Tensor, dim: readonly number[] | null, keepdim: boolean): Tensor {
  const dims = dim?.length === 0 ? [] : reducedDims(dim, input.sizes.length);
  return reduced(kernel, input, dims, keepdim, input.dtype === uint8 ? uint8 : bool);
}

const All = define({
  schema: 'all(Tensor input, int[]? dim=None, bool keepdim=False)',
  forward: (input, dim, keepdim) => truth('all', input, dim, keepdim),
});

/**
 * Whether all elements are true (not zero), over dimensions `dim` or over all.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new bool tensor (uint8 for uint8); true where there is no element
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.tensor([[1, 0], [2, 3]]).all(1)); // tensor([False,  True])
 * @see PyTorch: `torch.all`
 */
export function all(input: Tensor, dim?: Dims | DimsOptions, keepdim?: boolean | DimsOptions): Tensor {
  return All.apply(input, dim, keepdim);
}

const Any = define({
  schema: 'any(Tensor input, int[]? dim=None, bool keepdim=False)',
  forward: (input, dim, keepdim) => truth('any', input, dim, keepdim),
});

/**
 * Whether any element is true (not zero), over dimensions `dim` or over all.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new bool tensor (uint8 for uint8); false where there is no element
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.any(torch.tensor([0, 0, 2]))); // tensor(True)
 * @see PyTorch: `torch.any`
 */
export function any(input: Tensor, dim?: Dims | DimsOptions, keepdim?: boolean | DimsOptions): Tensor {
  return Any.apply(input, dim, keepdim);
}

const CountNonzero = define({
  schema: 'count_nonzero(Tensor input, int[]? dim=None)',
  forward: (input, dim) => reduced('count_nonzero', input, reducedDims(dim, input.sizes.length), false, int64),
});

/**
 * How many elements are not zero, over dimensions `dim` or over all. NaN counts.
 *
 * @param dim the dimension or dimensions; all if left out
 * @returns a new int64 tensor
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.count_nonzero(torch.tensor([[1, 0], [2, 3]]), 0)); // tensor([2, 1])
 * @see PyTorch: `torch.count_nonzero`
 */
export function count_nonzero(input: Tensor, dim?: Dims | { dim?: Dims }): Tensor {
  return CountNonzero.apply(input, dim);
}
