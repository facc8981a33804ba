import { kernels } from '../../ndarray/kernels.js';
import { rowCount, transposed, type SparseMatrix } from '../../ndarray/sparse.js';
import { define, type Op } from '../../ops/define.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';

// Maps that are linear along each dimension on its own: padding, resampling, averaging. Each is a sparse matrix for each of the last
// dimensions, and the derivative is the map by the transposed matrices.

/** A matrix for each of the last dimensions; null leaves a dimension as it is. */
export type Matrices = readonly (SparseMatrix | null)[];

const MapAlong: Op<Tensor> = define({
  schema: '_map_along(Tensor input, any matrices, str node)',
  node: (_input, _matrices, node) => node,
  method: false,
  forward: (input, matrices) => {
    const list = matrices as Matrices;
    const first = input.ndim - list.length;
    let x = input;
    list.forEach((matrix, i) => {
      if (matrix === null) return;
      const y = emptyTensor(
        x.sizes.map((size, d) => (d === first + i ? rowCount(matrix) : size)),
        x.dtype,
      );
      kernels.mapAlong(y, x, first + i, matrix);
      x = y;
    });
    if (x !== input) return x;
    const copy = emptyTensor(input.sizes, input.dtype);
    kernels.copy(copy, input);
    return copy;
  },
  derivative: {
    input: (grad, { matrices, node }) => {
      const back = (matrices as Matrices).map((matrix) => matrix && transposed(matrix));
      return MapAlong.apply(grad, back, node);
    },
  },
});

/**
 * Applies matrices along the last dimensions.
 *
 * @param node the name of the node in the graph
 */
export const mapAlong = (input: Tensor, matrices: Matrices, node: string): Tensor =>
  MapAlong.apply(input, matrices, node);
