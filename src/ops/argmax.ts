import { kernels } from '../ndarray/kernels.js';
import { bool, int64 } from '../tensor/dtype.js';
import { IndexError, NotImplementedError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { define, type Method } from './define.js';
import { flat, reducedDims, reducedSizes } from './dims.js';
import { pickAlong } from './picking.js';

// Where the largest and the smallest elements are.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link argmax}. */
    argmax: Method<typeof argmax>;
    /** See {@link argmin}. */
    argmin: Method<typeof argmin>;
  }
}

/** Where the extreme elements are, along `dim` or in the flattened tensor. */
function argExtreme(kind: 'max' | 'min', input: Tensor, dim: number | null, keepdim: boolean): Tensor {
  const name = `arg${kind}`;
  const { sizes } = input;
  if (input.dtype === bool) throw new NotImplementedError(`${name}(): does not support bool input`);
  if (dim === null && sizes.includes(0))
    throw new IndexError(`${name}(): Expected reduction dim to be specified for input.numel() == 0.`);
  const [x, d] = dim === null ? [flat(input), 0] : [input, wrapDim(dim, sizes.length)];
  const { indices } = pickAlong(name, x, d, keepdim, (values, at, line) => kernels.extremum(kind, values, at, line, d));
  if (dim !== null || !keepdim) return indices;
  const kept = emptyTensor(reducedSizes(sizes, reducedDims(null, sizes.length), true), int64);
  kernels.copy(kept, indices);
  return kept;
}

const ArgMax = define({
  schema: 'argmax(Tensor input, int? dim=None, bool keepdim=False)',
  forward: (input, dim, keepdim) => argExtreme('max', input, dim, keepdim),
});

/**
 * The index of the largest element along `dim`, or in the flattened tensor; the first where there are several.
 *
 * @param dim the dimension to search; null or left out for the flattened tensor
 * @param keepdim whether the dimension stays, with size 1
 * @returns a new int64 tensor
 * @throws IndexError where there is no element or for a dimension out of range; NotImplementedError for a bool tensor
 * @example
 * console.log(torch.argmax(torch.tensor([[1, 4], [3, 2]]), 1)); // tensor([1, 0])
 * @see PyTorch: `torch.argmax`
 */
export function argmax(input: Tensor, dim?: number | null | ArgOptions, keepdim?: boolean | ArgOptions): Tensor {
  return ArgMax.apply(input, dim, keepdim);
}

/** Options of {@link argmax} and {@link argmin}. */
export interface ArgOptions {
  /** The dimension to search; the flattened tensor if left out. */
  dim?: number | null;
  /** Whether it stays, with size 1. Default false. */
  keepdim?: boolean;
}

const ArgMin = define({
  schema: 'argmin(Tensor input, int? dim=None, bool keepdim=False)',
  forward: (input, dim, keepdim) => argExtreme('min', input, dim, keepdim),
});

/**
 * The index of the smallest element along `dim`, or in the flattened tensor; the first where there are several.
 *
 * @param dim the dimension to search; null or left out for the flattened tensor
 * @param keepdim whether the dimension stays, with size 1
 * @returns a new int64 tensor
 * @throws IndexError where there is no element or for a dimension out of range; NotImplementedError for a bool tensor
 * @example
 * console.log(torch.argmin(torch.tensor([[1, 4], [3, 2]]), 1)); // tensor([0, 1])
 * @see PyTorch: `torch.argmin`
 */
export function argmin(input: Tensor, dim?: number | null | ArgOptions, keepdim?: boolean | ArgOptions): Tensor {
  return ArgMin.apply(input, dim, keepdim);
}
