import { kernels } from '../ndarray/kernels.js';
import { elementCount } from '../ndarray/strided.js';
import { bool, int64 } from '../tensor/dtype.js';
import { ValueError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { unsqueeze } from './singletons.js';
import { unbind } from './splitting.js';

// Where elements are: index tensors made from tensors.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link nonzero}. */
    nonzero(options?: { as_tuple?: false }): Tensor;
    /** See {@link nonzero}; one vector for each dimension. */
    nonzero(options: { as_tuple: true }): Tensor[];
    /** See {@link argwhere}. */
    argwhere: Method<typeof argwhere>;
  }
}

/** The indices of the elements that are not zero, one row for each. */
function findNonzero(x: Tensor): Tensor {
  const found = kernels.nonzero(x);
  const rows = x.sizes.length === 0 ? kernels.nonzero(unsqueeze(x, 0))[0].length : found[0].length;
  const result = emptyTensor([rows, x.sizes.length], int64);
  kernels.writeIndices(result, found);
  return result;
}

const NonZero = define({
  schema: 'nonzero(Tensor input, *, bool as_tuple=False)',
  forward: (input, as_tuple): Tensor | Tensor[] => {
    if (!as_tuple) return findNonzero(input.detach());
    return unbind(findNonzero(input.sizes.length === 0 ? unsqueeze(input.detach(), 0) : input.detach()), 1);
  },
});

/**
 * The indices of all elements that are not zero, in row-major order.
 *
 * @param options `as_tuple`: whether to give one vector for each dimension instead of a matrix
 * @returns a new int64 matrix with one row for each element; or a list of vectors, which `x.index(...)` takes
 * @example
 * const x = torch.tensor([[0, 3], [4, 0]]);
 * console.log(torch.nonzero(x)); // tensor([[0, 1],
 * //         [1, 0]])
 * console.log(torch.nonzero(x, { as_tuple: true })[1]); // tensor([1, 0])
 * @see PyTorch: `torch.nonzero`
 */
export function nonzero(input: Tensor, options?: { as_tuple?: false }): Tensor;
/** One vector for each dimension. */
export function nonzero(input: Tensor, options: { as_tuple: true }): Tensor[];
export function nonzero(input: Tensor, options?: { as_tuple?: boolean }): Tensor | Tensor[] {
  return NonZero.apply(input, options);
}

const ArgWhere = compose({ schema: 'argwhere(Tensor input)', compose: (input) => findNonzero(input.detach()) });

/**
 * The indices of all elements that are not zero, one row for each: the same as {@link nonzero}.
 *
 * @returns a new int64 matrix
 * @example
 * console.log(torch.argwhere(torch.tensor([0, 3, 4]))); // tensor([[1],
 * //         [2]])
 * @see PyTorch: `torch.argwhere`
 */
export function argwhere(input: Tensor): Tensor {
  return ArgWhere.apply(input);
}

const UnravelIndex = compose({
  schema: 'unravel_index(Tensor indices, int[] shape)',
  method: false,
  compose: (indices, shape) => {
    const { dtype } = indices;
    if (dtype.is_floating_point || dtype === bool)
      throw new TypeError(`expected 'indices' to be integer dtype, but got ${dtype}`);
    if (shape.some((size) => size < 0))
      throw new ValueError(`'shape' cannot have negative values, but got (${shape.join(', ')})`);
    // how many elements one step along each dimension passes
    const steps = shape.map((_, d) => elementCount(shape.slice(d + 1)));
    return shape.map((size, d) => indices.floor_divide(steps[d]).remainder(size));
  },
});

/**
 * The index tuples of elements that are given by their numbers in row-major order.
 *
 * @param indices the numbers, of an integer dtype
 * @param shape the sizes of the tensor that they count in
 * @returns for each dimension a tensor of indices
 * @throws TypeError for other dtypes; ValueError for a negative size
 * @example
 * const [row, column] = torch.unravel_index(torch.tensor([4n, 5n]), [2, 3]);
 * console.log(row); // tensor([1, 1])
 * console.log(column); // tensor([1, 2])
 * @see PyTorch: `torch.unravel_index`
 */
export function unravel_index(indices: Tensor, shape: number | readonly number[]): Tensor[] {
  return UnravelIndex.apply(indices, shape);
}
