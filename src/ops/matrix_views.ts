import { kernels } from '../ndarray/kernels.js';
import type { Strided } from '../ndarray/strided.js';
import { mode } from '../autograd/modes.js';
import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { exchanged } from './exchanged.js';
import { transpose } from './transposing.js';

// Matrices and vectors as the batches of matrices that the kernel multiplies.

/** The last two dimensions of `x` exchanged: a view. */
export function transposed(x: Tensor): Tensor {
  const n = x.sizes.length;
  return mode.grad ? transpose(x, -2, -1) : exchanged(x, n - 2, n - 1);
}

/** Whether a matrix lies in memory by columns: as a transposed weight, whose gradient had better lie so too. */
export const liesByColumns = (strides: readonly number[]) => strides[0] === 1 && strides[1] > 1;

/** The sizes of a matrix as messages show them: `2x3`. */
export const sizesText = (x: Tensor) => x.sizes.join('x');

function requireSameType(a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype)
    throw new RuntimeError(`expected m1 and m2 to have the same dtype, but got: ${a.dtype.cName} != ${b.dtype.cName}`);
  if (a.dtype === bool) throw new NotImplementedError(`"addmm_impl_cpu_" not implemented for 'Bool'`);
}

/** A matrix as a batch of one. */
export function asBatch(x: Tensor): Strided {
  const { storage, sizes, strides, offset } = x;
  return { storage, sizes: [1, sizes[0], sizes[1]], strides: [0, strides[0], strides[1]], offset };
}

/** a · b, checked and computed. */
export function product(name: string, a: Tensor, b: Tensor): Tensor {
  if (a.sizes[1] !== b.sizes[0])
    throw new RuntimeError(`${name}: mat1 and mat2 shapes cannot be multiplied (${sizesText(a)} and ${sizesText(b)})`);
  requireSameType(a, b);
  const result = emptyTensor([a.sizes[0], b.sizes[1]], a.dtype);
  kernels.matmul(asBatch(result), asBatch(a), asBatch(b));
  return result;
}

/** A vector as a batch of one matrix with one column. */
export function asColumn(x: Tensor): Strided {
  return { storage: x.storage, sizes: [1, x.sizes[0], 1], strides: [0, x.strides[0], 1], offset: x.offset };
}
