import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, mul } from './arithmetic.js';
import { expand } from './broadcasting.js';
import { addMethod, define, type InPlace, type Method } from './define.js';
import { product, transposed, liesByColumns } from './matrix_views.js';
import { bmm, mm, mv } from './products.js';
import { unsqueeze } from './singletons.js';
import { outer } from './vector_products.js';

// Products that are scaled and added to a tensor in one step: β·input + α·(a · b).

declare module '../tensor/tensor.js' {
  interface Tensor {
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
    mat2: (grad, { mat1, alpha, strides }) =>
      scale(liesByColumns(strides) ? transposed(mm(transposed(grad), mat1)) : mm(transposed(mat1), grad), alpha),
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
  forward: (input, vec1, vec2, beta, alpha) =>
    scaledSum(input.detach(), outer(vec1.detach(), vec2.detach()), beta, alpha),
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
