import { kernels } from '../ndarray/kernels.js';
import { elementCount } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { broadcastSizes } from './elementwise.js';
import { expand } from './broadcasting.js';
import { asBatch, asColumn, liesByColumns, product, sizesText, transposed } from './matrix_views.js';
import { reshape } from './shape.js';
import { unsqueeze } from './singletons.js';
import { dot, outer } from './vector_products.js';

// Products of matrices, of batches of matrices, and of matrices and vectors.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link mm}. */
    mm: Method<typeof mm>;
    /** See {@link bmm}. */
    bmm: Method<typeof bmm>;
    /** See {@link mv}. */
    mv: Method<typeof mv>;
    /** See {@link matmul}. */
    matmul: Method<typeof matmul>;
  }
}

const Mm = define({
  schema: 'mm(Tensor input, Tensor mat2)',
  forward: (input, mat2) => {
    if (input.sizes.length !== 2)
      throw new RuntimeError(`mm: self must be a matrix, got ${input.sizes.length}-D tensor`);
    if (mat2.sizes.length !== 2) throw new RuntimeError(`mm: mat2 must be a matrix, got ${mat2.sizes.length}-D tensor`);
    return product('mm', input, mat2);
  },
  derivative: {
    input: (grad, { mat2 }) => mm(grad, transposed(mat2)),
    mat2: (grad, { input, strides }) =>
      liesByColumns(strides) ? transposed(mm(transposed(grad), input)) : mm(transposed(input), grad),
  },
});

/**
 * The product of two matrices: resultᵢⱼ = Σₖ inputᵢₖ · mat2ₖⱼ.
 *
 * @param input [n, m]
 * @param mat2 [m, p], of the same dtype
 * @returns a new tensor [n, p]
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.mm(torch.tensor([[1, 2]]), torch.tensor([[3], [4]]))); // tensor([[11.]])
 * @see PyTorch: `torch.mm`
 */
export function mm(input: Tensor, mat2: Tensor): Tensor {
  return Mm.apply(input, mat2);
}

/** The sizes of a batched product, checked. */
function requireBatches(a: Tensor, b: Tensor): void {
  if (a.sizes.length !== 3) throw new RuntimeError('batch1 must be a 3D tensor');
  if (b.sizes.length !== 3) throw new RuntimeError('batch2 must be a 3D tensor');
  if (a.sizes[0] !== b.sizes[0] || a.sizes[2] !== b.sizes[1])
    throw new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${a.sizes[0]}, ${a.sizes[2]}] but got: [${b.sizes[0]}, ${b.sizes[1]}].`,
    );
  if (a.dtype !== b.dtype)
    throw new RuntimeError(`expected scalar type ${a.dtype.scalarName} but found ${b.dtype.scalarName}`);
}

const Bmm = define({
  schema: 'bmm(Tensor input, Tensor mat2)',
  forward: (input, mat2) => {
    requireBatches(input, mat2);
    const result = emptyTensor([input.sizes[0], input.sizes[1], mat2.sizes[2]], input.dtype);
    kernels.matmul(result, input, mat2);
    return result;
  },
  derivative: {
    input: (grad, { mat2 }) => bmm(grad, transposed(mat2)),
    mat2: (grad, { input }) => bmm(transposed(input), grad),
  },
});

/**
 * The products of two batches of matrices, one by one.
 *
 * @param input [b, n, m]
 * @param mat2 [b, m, p], of the same dtype
 * @returns a new tensor [b, n, p]
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.bmm(torch.ones(2, 1, 3), torch.ones(2, 3, 1)).flatten()); // tensor([3., 3.])
 * @see PyTorch: `torch.bmm`
 */
export function bmm(input: Tensor, mat2: Tensor): Tensor {
  return Bmm.apply(input, mat2);
}

const Mv = define({
  schema: 'mv(Tensor input, Tensor vec)',
  forward: (input, vec) => {
    if (input.sizes.length !== 2 || vec.sizes.length !== 1)
      throw new RuntimeError(`vector + matrix @ vector expected, got 1, ${input.sizes.length}, ${vec.sizes.length}`);
    if (input.sizes[1] !== vec.sizes[0])
      throw new RuntimeError(
        `size mismatch, got input (${input.sizes[0]}), mat (${sizesText(input)}), vec (${vec.sizes[0]})`,
      );
    if (input.dtype !== vec.dtype) {
      const [m, v] = [input.dtype.scalarName, vec.dtype.scalarName];
      throw new RuntimeError(`addmv input tensors must have the same dtype, but got ${v}, ${m}, and ${v}`);
    }
    const result = emptyTensor([input.sizes[0]], input.dtype);
    kernels.matmul(asColumn(result), asBatch(input), asColumn(vec));
    return result;
  },
  derivative: {
    input: (grad, { vec }) => outer(grad, vec),
    vec: (grad, { input }) => mv(transposed(input), grad),
  },
});

/**
 * The product of a matrix and a vector.
 *
 * @param input [n, m]
 * @param vec [m], of the same dtype
 * @returns a new tensor [n]
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.mv(torch.tensor([[1, 2], [3, 4]]), torch.tensor([1, 1]))); // tensor([3., 7.])
 * @see PyTorch: `torch.mv`
 */
export function mv(input: Tensor, vec: Tensor): Tensor {
  return Mv.apply(input, vec);
}

const Matmul = compose({
  schema: 'matmul(Tensor input, Tensor other)',
  compose: (input, other) => {
    const [n, m] = [input.sizes.length, other.sizes.length];
    if (n === 0 || m === 0)
      throw new RuntimeError(`both arguments to matmul need to be at least 1D, but they are ${n}D and ${m}D`);
    if (n === 2 && m === 2) return mm(input, other);
    if (n === 1 && m === 1) return dot(input, other);
    if (n === 2 && m === 1) return mv(input, other);
    if (n === 1 && m === 2) return reshape(mm(unsqueeze(input, 0), other), [other.sizes[1]]);
    if (m <= 2 && n >= 3) return rowsTimes(input, other);
    return batched(n === 1 ? unsqueeze(input, 0) : input, m === 1 ? unsqueeze(other, 1) : other, n === 1, m === 1);
  },
});

/** A batch of matrices times one matrix or vector: the rows of all matrices at once. */
function rowsTimes(input: Tensor, other: Tensor): Tensor {
  const batch = input.sizes.slice(0, -1);
  const rows = reshape(input, [elementCount(batch), input.sizes[input.sizes.length - 1]]);
  return other.sizes.length === 1
    ? reshape(mv(rows, other), batch)
    : reshape(mm(rows, other), [...batch, other.sizes[1]]);
}

/** Products of batches whose leading dimensions broadcast; of a vector the added dimension is taken away again. */
function batched(input: Tensor, other: Tensor, wasRow: boolean, wasColumn: boolean): Tensor {
  const [n, k] = input.sizes.slice(-2);
  const [l, p] = other.sizes.slice(-2);
  const batch = [...broadcastSizes(input.sizes.slice(0, -2), other.sizes.slice(0, -2))];
  const count = elementCount(batch);
  const a = reshape(expand(input, [...batch, n, k]), [count, n, k]);
  const b = reshape(expand(other, [...batch, l, p]), [count, l, p]);
  return reshape(bmm(a, b), [...batch, ...(wasRow ? [] : [n]), ...(wasColumn ? [] : [p])]);
}

/**
 * The matrix product, Python's `input @ other`: of two vectors the dot product; of matrices, or batches of them, the
 * products of the last two dimensions, with the leading dimensions broadcast.
 *
 * @param input a tensor of at least one dimension
 * @param other a tensor of at least one dimension, of the same dtype
 * @returns a new tensor
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const W = torch.tensor([[1, 2], [3, 4]]);
 * console.log(torch.matmul(torch.tensor([1, 1]), W)); // tensor([4., 6.])
 * console.log(torch.matmul(torch.ones(5, 1, 2, 3), torch.ones(4, 3, 2)).shape); // torch.Size([5, 4, 2, 2])
 * @see PyTorch: `torch.matmul`
 */
export function matmul(input: Tensor, other: Tensor): Tensor {
  return Matmul.apply(input, other);
}
