import { kernels } from '../ndarray/kernels.js';
import { elementCount, sameSizes, type Strided } from '../ndarray/strided.js';
import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { add, mul } from './arithmetic.js';
import { addMethod, compose, define, type InPlace, type Method } from './define.js';
import { broadcastSizes } from './elementwise.js';
import { expand } from './broadcasting.js';
import { reshape } from './shape.js';
import { unsqueeze } from './singletons.js';
import { transpose } from './transposing.js';

// Products of vectors, matrices and batches of matrices.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link mm}. */
    mm: Method<typeof mm>;
    /** See {@link bmm}. */
    bmm: Method<typeof bmm>;
    /** See {@link mv}. */
    mv: Method<typeof mv>;
    /** See {@link dot}. */
    dot: Method<typeof dot>;
    /** See {@link vdot}. */
    vdot: Method<typeof vdot>;
    /** See {@link matmul}. */
    matmul: Method<typeof matmul>;
    /** See {@link outer}. */
    outer: Method<typeof outer>;
    /** See {@link outer}. */
    ger: Method<typeof outer>;
    /** See {@link inner}. */
    inner: Method<typeof inner>;
    /** See {@link addmm}. */
    addmm: Method<typeof addmm>;
    /** {@link addmm} in place. */
    addmm_: InPlace<typeof addmm>;
    /** See {@link addmv}. */
    addmv: Method<typeof addmv>;
    /** {@link addmv} in place. */
    addmv_: InPlace<typeof addmv>;
    /** See {@link addr}. */
    addr: Method<typeof addr>;
    /** {@link addr} in place. */
    addr_: InPlace<typeof addr>;
    /** See {@link baddbmm}. */
    baddbmm: Method<typeof baddbmm>;
    /** {@link baddbmm} in place. */
    baddbmm_: InPlace<typeof baddbmm>;
    /** See {@link addbmm}. */
    addbmm: Method<typeof addbmm>;
    /** {@link addbmm} in place. */
    addbmm_: InPlace<typeof addbmm>;
  }
}

/** The last two dimensions of `x` exchanged. */
const transposed = (x: Tensor) => transpose(x, -2, -1);

const show = (x: Tensor) => x.sizes.join('x');

function requireSameType(a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype)
    throw new RuntimeError(`expected m1 and m2 to have the same dtype, but got: ${a.dtype.cName} != ${b.dtype.cName}`);
  if (a.dtype === bool) throw new NotImplementedError(`"addmm_impl_cpu_" not implemented for 'Bool'`);
}

/** A matrix as a batch of one. */
function asBatch(x: Tensor): Strided {
  return { storage: x.storage, sizes: [1, ...x.sizes], strides: [0, ...x.strides], offset: x.offset };
}

/** a · b, checked and computed. */
function product(name: string, a: Tensor, b: Tensor): Tensor {
  if (a.sizes[1] !== b.sizes[0])
    throw new RuntimeError(`${name}: mat1 and mat2 shapes cannot be multiplied (${show(a)} and ${show(b)})`);
  requireSameType(a, b);
  const result = emptyTensor([a.sizes[0], b.sizes[1]], a.dtype);
  kernels.matmul(asBatch(result), asBatch(a), asBatch(b));
  return result;
}

const Mm = define({
  schema: 'mm(Tensor input, Tensor mat2)',
  forward: (input, mat2) => {
    if (input.sizes.length !== 2) throw new RuntimeError(`mm: self must be a matrix, got ${input.sizes.length}-D tensor`);
    if (mat2.sizes.length !== 2) throw new RuntimeError(`mm: mat2 must be a matrix, got ${mat2.sizes.length}-D tensor`);
    return product('mm', input, mat2);
  },
  derivative: {
    input: (grad, { mat2 }) => mm(grad, transposed(mat2)),
    mat2: (grad, { input }) => mm(transposed(input), grad),
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
      throw new RuntimeError(`size mismatch, got input (${input.sizes[0]}), mat (${show(input)}), vec (${vec.sizes[0]})`);
    if (input.dtype !== vec.dtype) {
      const [m, v] = [input.dtype.scalarName, vec.dtype.scalarName];
      throw new RuntimeError(`addmv input tensors must have the same dtype, but got ${v}, ${m}, and ${v}`);
    }
    const result = emptyTensor([input.sizes[0]], input.dtype);
    kernels.matmul(column(result), asBatch(input), column(vec));
    return result;
  },
  derivative: {
    input: (grad, { vec }) => outer(grad, vec),
    vec: (grad, { input }) => mv(transposed(input), grad),
  },
});

/** A vector as a batch of one matrix with one column. */
function column(x: Tensor): Strided {
  return { storage: x.storage, sizes: [1, x.sizes[0], 1], strides: [0, x.strides[0], 1], offset: x.offset };
}

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

/** Σ aᵢ·bᵢ of two vectors. */
function dotProduct(name: string, a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 1 || b.sizes.length !== 1)
    throw new RuntimeError(`1D tensors expected, but got ${a.sizes.length}D and ${b.sizes.length}D tensors`);
  if (a.dtype !== b.dtype)
    throw new RuntimeError(
      `${name} : expected both vectors to have same dtype, but found ${a.dtype.scalarName} and ${b.dtype.scalarName}`,
    );
  if (a.sizes[0] !== b.sizes[0])
    throw new RuntimeError(
      `inconsistent tensor size, expected tensor [${a.sizes[0]}] and src [${b.sizes[0]}] to have the same number of elements, but got ${a.sizes[0]} and ${b.sizes[0]} elements respectively`,
    );
  const result = emptyTensor([], a.dtype);
  const row = { ...column(a), sizes: [1, 1, a.sizes[0]], strides: [0, 0, a.strides[0]] };
  kernels.matmul({ storage: result.storage, sizes: [1, 1, 1], strides: [0, 0, 0], offset: 0 }, row, column(b));
  return result;
}

const Dot = define({
  schema: 'dot(Tensor input, Tensor tensor)',
  forward: (input, tensor) => dotProduct('dot', input, tensor),
  derivative: {
    input: (grad, { tensor }) => mul(grad, tensor),
    tensor: (grad, { input }) => mul(grad, input),
  },
});

/**
 * The dot product of two vectors: Σᵢ inputᵢ · tensorᵢ.
 *
 * @param input [n]
 * @param tensor [n], of the same dtype
 * @returns a new 0-dim tensor
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.dot(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor(11.)
 * @see PyTorch: `torch.dot`
 */
export function dot(input: Tensor, tensor: Tensor): Tensor {
  return Dot.apply(input, tensor);
}

const Vdot = define({
  schema: 'vdot(Tensor input, Tensor other)',
  forward: (input, other) => dotProduct('dot', input, other),
  derivative: {
    input: (grad, { other }) => mul(grad, other),
    other: (grad, { input }) => mul(grad, input),
  },
});

/**
 * The dot product of two vectors; for real numbers the same as {@link dot}.
 *
 * @returns a new 0-dim tensor
 * @example
 * console.log(torch.vdot(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor(11.)
 * @see PyTorch: `torch.vdot`
 */
export function vdot(input: Tensor, other: Tensor): Tensor {
  return Vdot.apply(input, other);
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
  return other.sizes.length === 1 ? reshape(mv(rows, other), batch) : reshape(mm(rows, other), [...batch, other.sizes[1]]);
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

const Outer = compose({
  schema: 'outer(Tensor input, Tensor vec2)',
  compose: (input, vec2) => {
    if (input.sizes.length !== 1) throw new RuntimeError(`outer: Expected 1-D argument self, but got ${input.sizes.length}-D`);
    if (vec2.sizes.length !== 1) throw new RuntimeError(`outer: Expected 1-D argument vec2, but got ${vec2.sizes.length}-D`);
    return mul(reshape(input, [input.sizes[0], 1]), vec2);
  },
  aliases: ['ger'],
});

/**
 * The outer product of two vectors: resultᵢⱼ = inputᵢ · vec2ⱼ.
 *
 * @param input [n]
 * @param vec2 [m]
 * @returns a new tensor [n, m]
 * @throws RuntimeError for what is no vector
 * @example
 * console.log(torch.outer(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor([[3., 4.],
 * //         [6., 8.]])
 * @see PyTorch: `torch.outer`
 */
export function outer(input: Tensor, vec2: Tensor): Tensor {
  return Outer.apply(input, vec2);
}

/**
 * The same as {@link outer}.
 *
 * @example
 * console.log(torch.ger(torch.ones(2), torch.tensor([3, 4])));
 * // tensor([[3., 4.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.ger`
 */
export const ger = outer;

const Inner = compose({
  schema: 'inner(Tensor input, Tensor other)',
  compose: (input, other) => {
    if (input.sizes.length === 0 || other.sizes.length === 0) return mul(input, other);
    if (input.sizes[input.sizes.length - 1] !== other.sizes[other.sizes.length - 1])
      throw new RuntimeError(
        `inner() the last dimension must match on both input tensors but got shapes [${input.sizes.join(', ')}] and [${other.sizes.join(', ')}]`,
      );
    const [a, b] = [input, other].map((x) => x.sizes.slice(0, -1));
    const k = input.sizes[input.sizes.length - 1];
    const product = mm(reshape(input, [elementCount(a), k]), transposed(reshape(other, [elementCount(b), k])));
    return reshape(product, [...a, ...b]);
  },
});

/**
 * Dot products along the last dimension of both: for vectors the dot product.
 *
 * @param input [..., k]
 * @param other [..., k]
 * @returns a new tensor, its sizes those of `input` and `other` without the last
 * @throws RuntimeError where the last dimensions differ
 * @example
 * console.log(torch.inner(torch.tensor([[1, 2], [3, 4]]), torch.tensor([1, 1]))); // tensor([3., 7.])
 * @see PyTorch: `torch.inner`
 */
export function inner(input: Tensor, other: Tensor): Tensor {
  return Inner.apply(input, other);
}

/** Options of the fused products. */
export interface ScaleOptions {
  /** The factor of `input`; with 0, `input` is ignored. Default 1. */
  beta?: Scalar;
  /** The factor of the product. Default 1. */
  alpha?: Scalar;
}

/** factor · x; a fractional factor of integers is truncated, as PyTorch does. */
function scale(x: Tensor, factor: Scalar): Tensor {
  const fitting = x.dtype.is_floating_point ? factor : Math.trunc(Number(factor));
  return fitting === 1 ? x : mul(x, fitting);
}

/** β·input + α·product, with `input` broadcast; NaN in an input with β = 0 does not count. */
function scaledSum(input: Tensor, product: Tensor, beta: Scalar, alpha: Scalar): Tensor {
  const x = expand(input, [...product.sizes]);
  return Number(beta) === 0 ? scale(product, alpha) : add(scale(product, alpha), scale(x, beta));
}

const Addmm = define({
  schema: 'addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)',
  forward: (input, mat1, mat2, beta, alpha) => {
    requireMatrix('mat1', mat1);
    requireMatrix('mat2', mat2);
    return scaledSum(input.detach(), product('addmm', mat1.detach(), mat2.detach()), beta, alpha);
  },
  derivative: {
    input: (grad, { beta }) => scale(grad, beta),
    mat1: (grad, { mat2, alpha }) => scale(mm(grad, transposed(mat2)), alpha),
    mat2: (grad, { mat1, alpha }) => scale(mm(transposed(mat1), grad), alpha),
  },
  inplace: true,
});

function requireMatrix(name: string, x: Tensor): void {
  if (x.sizes.length !== 2) throw new RuntimeError(`${name} must be a matrix, got ${x.sizes.length}-D tensor`);
}

/**
 * β·input + α·(mat1 · mat2).
 *
 * @param input broadcast to [n, p]
 * @param mat1 [n, m]
 * @param mat2 [m, p]
 * @param options `beta`, `alpha`
 * @returns a new tensor [n, p]
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.addmm(torch.ones(1), torch.ones(1, 2), torch.ones(2, 1))); // tensor([[3.]])
 * @see PyTorch: `torch.addmm`
 */
export function addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options?: ScaleOptions): Tensor {
  return Addmm.apply(input, mat1, mat2, options);
}

const Addmv = define({
  schema: 'addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)',
  forward: (input, mat, vec, beta, alpha) => scaledSum(input.detach(), mv(mat.detach(), vec.detach()), beta, alpha),
  derivative: {
    input: (grad, { beta }) => scale(grad, beta),
    mat: (grad, { vec, alpha }) => scale(outer(grad, vec), alpha),
    vec: (grad, { mat, alpha }) => scale(mv(transposed(mat), grad), alpha),
  },
  inplace: true,
});

/**
 * β·input + α·(mat · vec).
 *
 * @param input broadcast to [n]
 * @param mat [n, m]
 * @param vec [m]
 * @param options `beta`, `alpha`
 * @returns a new tensor [n]
 * @example
 * console.log(torch.addmv(torch.ones(1), torch.ones(1, 2), torch.ones(2))); // tensor([3.])
 * @see PyTorch: `torch.addmv`
 */
export function addmv(input: Tensor, mat: Tensor, vec: Tensor, options?: ScaleOptions): Tensor {
  return Addmv.apply(input, mat, vec, options);
}

const Addr = define({
  schema: 'addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1)',
  forward: (input, vec1, vec2, beta, alpha) => scaledSum(input.detach(), outer(vec1.detach(), vec2.detach()), beta, alpha),
  derivative: {
    input: (grad, { beta }) => scale(grad, beta),
    vec1: (grad, { vec2, alpha }) => scale(mv(grad, vec2), alpha),
    vec2: (grad, { vec1, alpha }) => scale(mv(transposed(grad), vec1), alpha),
  },
  inplace: true,
});

/**
 * β·input + α·(vec1 ⊗ vec2).
 *
 * @param input broadcast to [n, m]
 * @param vec1 [n]
 * @param vec2 [m]
 * @param options `beta`, `alpha`
 * @returns a new tensor [n, m]
 * @example
 * console.log(torch.addr(torch.zeros(1), torch.tensor([1, 2]), torch.tensor([3]))); // tensor([[3.],
 * //         [6.]])
 * @see PyTorch: `torch.addr`
 */
export function addr(input: Tensor, vec1: Tensor, vec2: Tensor, options?: ScaleOptions): Tensor {
  return Addr.apply(input, vec1, vec2, options);
}

const Baddbmm = define({
  schema: 'baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)',
  forward: (input, batch1, batch2, beta, alpha) =>
    scaledSum(input.detach(), bmm(batch1.detach(), batch2.detach()), beta, alpha),
  derivative: {
    input: (grad, { beta }) => scale(grad, beta),
    batch1: (grad, { batch2, alpha }) => scale(bmm(grad, transposed(batch2)), alpha),
    batch2: (grad, { batch1, alpha }) => scale(bmm(transposed(batch1), grad), alpha),
  },
  inplace: true,
});

/**
 * β·input + α·(batch1 · batch2), a batch of matrix products.
 *
 * @param input broadcast to [b, n, p]
 * @param batch1 [b, n, m]
 * @param batch2 [b, m, p]
 * @param options `beta`, `alpha`
 * @returns a new tensor [b, n, p]
 * @example
 * console.log(torch.baddbmm(torch.ones(1), torch.ones(1, 1, 2), torch.ones(1, 2, 1))); // tensor([[[3.]]])
 * @see PyTorch: `torch.baddbmm`
 */
export function baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options?: ScaleOptions): Tensor {
  return Baddbmm.apply(input, batch1, batch2, options);
}

const Addbmm = define({
  schema: 'addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)',
  forward: (input, batch1, batch2, beta, alpha) =>
    scaledSum(input.detach(), bmm(batch1.detach(), batch2.detach()).sum(0), beta, alpha),
  derivative: {
    input: (grad, { beta }) => scale(grad, beta),
    batch1: (grad, { batch2, alpha }) => scale(bmm(everyBatch(grad, batch2), transposed(batch2)), alpha),
    batch2: (grad, { batch1, alpha }) => scale(bmm(transposed(batch1), everyBatch(grad, batch1)), alpha),
  },
  inplace: true,
});

// In place, PyTorch lets this one op of its family grow its tensor to the sizes of the product.
addMethod('addbmm_', function (batch1: Tensor, batch2: Tensor, options?: ScaleOptions) {
  const grows = !sameSizes(this.sizes, [batch1.sizes[1], batch2.sizes[2]]);
  if (grows) this.data = addbmm(this.detach(), batch1, batch2, options);
  else Addbmm.applyInPlace?.(this, batch1, batch2, options);
  return this;
});

/** One gradient for every matrix of a batch. */
const everyBatch = (grad: Tensor, batch: Tensor) => expand(unsqueeze(grad, 0), [batch.sizes[0], ...grad.sizes]);

/**
 * β·input + α·Σ_b (batch1_b · batch2_b).
 *
 * @param input broadcast to [n, p]
 * @param batch1 [b, n, m]
 * @param batch2 [b, m, p]
 * @param options `beta`, `alpha`
 * @returns a new tensor [n, p]
 * @example
 * console.log(torch.addbmm(torch.zeros(1), torch.ones(3, 1, 2), torch.ones(3, 2, 1))); // tensor([[6.]])
 * @see PyTorch: `torch.addbmm`
 */
export function addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options?: ScaleOptions): Tensor {
  return Addbmm.apply(input, batch1, batch2, options);
}
