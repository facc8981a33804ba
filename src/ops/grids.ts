import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { expand } from './broadcasting.js';
import { empty } from './creation.js';
import { compose } from './define.js';
import { stack } from './joining.js';
import { arange } from './sequences.js';
import { reshape } from './shape.js';

// All combinations of the elements of vectors.

const MeshGrid = compose({
  schema: 'meshgrid(Tensor[] tensors, *, str? indexing=None)',
  compose: (tensors, indexing) => {
    if (tensors.length === 0) throw new RuntimeError('meshgrid expects a non-empty TensorList');
    for (const x of tensors) {
      if (x.sizes.length > 1)
        throw new RuntimeError(
          `torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${x.detach().toString()}`,
        );
      if (x.dtype !== tensors[0].dtype) throw new RuntimeError('meshgrid expects all tensors to have the same dtype');
    }
    if (indexing !== null && indexing !== 'ij' && indexing !== 'xy')
      throw new RuntimeError(`torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${indexing}`);
    const crossed = indexing === 'xy' && tensors.length > 1;
    const swap = <T>(list: readonly T[]): T[] => (crossed ? [list[1], list[0], ...list.slice(2)] : [...list]);
    const axes = swap(tensors);
    const sizes = axes.map((x) => x.numel());
    return swap(
      axes.map((x, d) =>
        expand(
          reshape(
            x,
            sizes.map((n, e) => (e === d ? n : 1)),
          ),
          sizes,
        ),
      ),
    );
  },
});

/** Options of {@link meshgrid}. */
export interface MeshGridOptions {
  /** `ij`: the first vector runs along dimension 0, as in matrices; `xy`: along dimension 1, as in plots. Default `ij`. */
  indexing?: 'ij' | 'xy';
}

/**
 * The coordinates of a grid: for each vector a tensor with one dimension for every vector, that varies along its own.
 *
 * @param tensors vectors, as a list or as separate arguments, then options
 * @returns views
 * @throws RuntimeError for a matrix, and for different dtypes
 * @example
 * const [x, y] = torch.meshgrid(torch.tensor([1, 2]), torch.tensor([3, 4]), { indexing: 'ij' });
 * console.log(x); // tensor([[1., 1.],
 * //         [2., 2.]])
 * console.log(y); // tensor([[3., 4.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.meshgrid`
 */
export function meshgrid(
  ...tensors: (Tensor | MeshGridOptions)[] | [tensors: readonly Tensor[], options?: MeshGridOptions]
): Tensor[] {
  return MeshGrid.apply(...tensors);
}

function requireVector(x: Tensor): void {
  if (x.sizes.length !== 1) throw new RuntimeError(`Expect a 1D vector, but got shape [${x.sizes.join(', ')}]`);
}

const CartesianProd = compose({
  schema: 'cartesian_prod(Tensor[] tensors)',
  compose: (tensors) => {
    tensors.forEach(requireVector);
    if (tensors.length === 1) return tensors[0];
    return stack(
      meshgrid(tensors).map((x) => reshape(x, [-1])),
      1,
    );
  },
});

/**
 * All tuples of one element from each vector, as rows.
 *
 * @param tensors vectors, as a list or as separate arguments
 * @returns a matrix; for one vector the vector itself
 * @throws RuntimeError for other than vectors
 * @example
 * console.log(torch.cartesian_prod(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor([[1., 3.],
 * //         [1., 4.],
 * //         [2., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.cartesian_prod`
 */
export function cartesian_prod(...tensors: Tensor[] | [readonly Tensor[]]): Tensor {
  return CartesianProd.apply(...tensors);
}

const Combinations = compose({
  schema: 'combinations(Tensor input, int r=2, bool with_replacement=False)',
  method: false,
  compose: (input, r, with_replacement) => {
    requireVector(input);
    if (r < 0) throw new RuntimeError(`Expect a non-negative number, but got ${r}`);
    if (r === 0) return empty(0, { dtype: input.dtype });
    // the tuples of indices that rise, found in the grid of all tuples
    const grid = meshgrid(new Array<Tensor>(r).fill(arange(input.sizes[0])));
    const rises = grid.slice(1).map((next, d) => (with_replacement ? grid[d].le(next) : grid[d].lt(next)));
    const kept = rises.reduce((all, one) => all.logical_and(one), grid[0].ge(0));
    return input.index(kept.nonzero());
  },
});

/** Options of {@link combinations}. */
export interface CombinationsOptions {
  /** How many elements each combination has. Default 2. */
  r?: number;
  /** Whether an element may be taken more than once. Default false. */
  with_replacement?: boolean;
}

/**
 * All combinations of `r` elements of a vector, as rows: as Python's `itertools.combinations`.
 *
 * @param r how many elements each has
 * @param with_replacement whether an element may be taken more than once
 * @returns a matrix
 * @throws RuntimeError for other than a vector
 * @example
 * console.log(torch.combinations(torch.tensor([1, 2, 3]))); // tensor([[1., 2.],
 * //         [1., 3.],
 * //         [2., 3.]])
 * @see PyTorch: `torch.combinations`
 */
export function combinations(
  input: Tensor,
  r?: number | CombinationsOptions,
  with_replacement?: boolean | CombinationsOptions,
): Tensor {
  return Combinations.apply(input, r, with_replacement);
}
