import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define } from './define.js';
import { filled } from './dense.js';
import { commonType, type Shapes } from './joining.js';
import { reshape } from './shape.js';
import { sliced } from './slicing.js';

// Matrices along the diagonal of a larger one.

const BlockDiag = define({
  schema: '_block_diag(Tensor[] tensors, any shapes)',
  node: 'BlockDiag',
  forward: (tensors, shapes) => {
    const corners = cornersOf(shapes as Shapes);
    const result = filled(corners[tensors.length], 0, commonType(tensors));
    tensors.forEach((x, i) => {
      const [row, column] = corners[i];
      kernels.copy(viewAs(result, matrixSizes(x.sizes), result.strides, row * result.strides[0] + column), x);
    });
    return result;
  },
  derivative: {
    tensors: (grad, { shapes }) => {
      const corners = cornersOf(shapes as Shapes);
      return (shapes as Shapes).map((sizes, i) => {
        const [[top, left], [bottom, right]] = [corners[i], corners[i + 1]];
        return reshape(sliced(sliced(grad, 0, top, bottom), 1, left, right), sizes);
      });
    },
  },
});

/** The sizes of a tensor as a matrix: a vector is one row. */
const matrixSizes = (sizes: readonly number[]) => [sizes.length === 2 ? sizes[0] : 1, sizes.at(-1) ?? 1];

/** Where each block of a block-diagonal matrix begins, and where the last one ends. */
function cornersOf(shapes: Shapes): [row: number, column: number][] {
  const corners: [number, number][] = [[0, 0]];
  for (const [rows, columns] of shapes.map(matrixSizes)) {
    const [row, column] = corners[corners.length - 1];
    corners.push([row + rows, column + columns]);
  }
  return corners;
}

const BlockDiagonal = compose({
  schema: 'block_diag(Tensor[] tensors)',
  compose: (tensors) => {
    tensors.forEach(({ sizes: { length } }, i) => {
      if (length > 2)
        throw new RuntimeError(
          `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${i} has ${length} dimensions`,
        );
    });
    return BlockDiag.apply(
      tensors,
      tensors.map((x) => x.sizes),
    );
  },
});

/**
 * A matrix of zeros with the given matrices along its diagonal; a vector counts as one row.
 *
 * @param tensors the blocks, as a list or as separate arguments
 * @returns a new matrix
 * @throws RuntimeError for a block of more than two dimensions
 * @example
 * console.log(torch.block_diag(torch.ones(1, 2), torch.tensor([[5]]))); // tensor([[1., 1., 0.],
 * //         [0., 0., 5.]])
 * @see PyTorch: `torch.block_diag`
 */
export function block_diag(...tensors: Tensor[] | [readonly Tensor[]]): Tensor {
  return BlockDiagonal.apply(...tensors);
}
