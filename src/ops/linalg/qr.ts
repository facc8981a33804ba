import { kernels } from '../../ndarray/kernels.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { define } from '../define.js';
import { eye, zeros_like } from '../creation.js';
import { cat, stack } from '../joining.js';
import { tril, triu } from '../triangles.js';
import { batchOf, emptyBatch, requireFloat, requireKernel, requireMatrices, shapeOf } from './batches.js';
import { solve_triangular } from './triangular.js';

// The QR decomposition A = Q·R by Householder reflections: Q has orthonormal columns, R is upper triangular.

/** How much of Q and R is computed: k = min(m, n) columns and rows, all m, or R alone. */
export type QrMode = 'reduced' | 'complete' | 'r';

/** Q and R. */
export type QrFactors = readonly [Q: Tensor, R: Tensor] & {
  /** The orthonormal columns. */
  readonly Q: Tensor;
  /** The upper triangular factor. */
  readonly R: Tensor;
};

/** A in LAPACK's compact form: R, and below its diagonal the vectors of the reflections; and their factors τ. */
export function reflections(A: Tensor): [packed: Tensor, tau: Tensor] {
  const packed = emptyTensor(A.sizes, A.dtype);
  const tau = emptyBatch(batchOf(A), [Math.min(...shapeOf(A))], A.dtype);
  kernels.decompose('householder', [packed, tau], [A]);
  return [packed, tau];
}

/** The first `count` columns of the product of reflections, outside the graph. */
function productOf(packed: Tensor, tau: Tensor, count: number): Tensor {
  const Q = emptyBatch(batchOf(packed), [shapeOf(packed)[0], count], packed.dtype);
  kernels.decompose('reflectorProduct', [Q], [packed, tau], count);
  return Q;
}

/**
 * The gradient of A = Q·R for m ≥ n: (Q̄ + Q·copyltu(R·R̄ᵀ − Q̄ᵀ·Q))·R⁻ᵀ, where copyltu makes a matrix symmetric by copying its
 * lower triangle (Seeger et al. 2019). Of a wide A = (A₁ A₂) the square part gives Q and R₁, and R₂ = Qᵀ·A₂.
 */
function qrRule(gradQ: Tensor | null, gradR: Tensor | null, Q: Tensor, R: Tensor): Tensor {
  const [m, n] = shapeOf(R);
  let gQ = gradQ ?? zeros_like(Q);
  const gR = gradR ?? zeros_like(R);
  if (n > m) {
    const right = (x: Tensor) => x.narrow(-1, m, n - m);
    const left = (x: Tensor) => x.narrow(-1, 0, m);
    gQ = gQ.add(Q.matmul(right(R)).matmul(right(gR).mT));
    return cat([qrRule(gQ, left(gR), Q, left(R)), Q.matmul(right(gR))], -1);
  }
  const M = R.matmul(gR.mT).sub(gQ.mT.matmul(Q));
  const symmetric = tril(M).add(tril(M, -1).mT);
  return solve_triangular(R.mT, gQ.add(Q.matmul(symmetric)), { upper: false, left: false });
}

const Qr = define({
  schema: "linalg_qr(Tensor A, str mode='reduced')",
  method: false,
  forward: (A, mode) => {
    requireMatrices('linalg.qr', A);
    requireFloat('linalg.qr', A);
    if (!['reduced', 'complete', 'r'].includes(mode))
      throw new RuntimeError(
        `qr received unrecognized mode '${mode}' but expected one of 'reduced' (default), 'r', or 'complete'`,
      );
    const [m, n] = shapeOf(A);
    const [packed, tau] = reflections(A);
    const count = mode === 'complete' ? m : Math.min(m, n);
    const R = triu(packed.narrow(-2, 0, Math.min(m, n)));
    const below = R.new_zeros([...batchOf(A), count - Math.min(m, n), n]);
    const Q = mode === 'r' ? emptyTensor([0], A.dtype) : productOf(packed, tau, count);
    return named(['Q', 'R'], [Q, count > n ? cat([R, below], -2) : R], 'linalg_qr');
  },
  derivative: {
    A: ([gradQ, gradR], { mode, result: [Q, R] }) => {
      if (mode === 'r')
        throw new RuntimeError(
          "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use " +
            "linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.",
        );
      if (Q.size(-1) > R.size(-1))
        throw new RuntimeError("The QR decomposition is not differentiable when mode='complete' and nrows > ncols.");
      return qrRule(gradQ, gradR, Q, R);
    },
  },
});

/**
 * The QR decomposition A = Q·R. The diagonal of R may be negative.
 *
 * @param A [..., m, n]
 * @param mode 'reduced', the default: `Q` [..., m, k] and `R` [..., k, n] with k = min(m, n); 'complete': `Q` [..., m, m] and
 * `R` [..., m, n]; 'r': `R` alone, and an empty `Q`
 * @returns new tensors `Q` and `R`
 * @throws RuntimeError for what is no matrix and for another mode, NotImplementedError for integers
 * @example
 * const { Q, R } = torch.linalg.qr(torch.tensor([[3, 5], [4, 0]]));
 * console.log(Q); // tensor([[-0.6000, -0.8000],
 * //         [-0.8000,  0.6000]])
 * console.log(R); // tensor([[-5., -3.],
 * //         [ 0., -4.]])
 * @see PyTorch: `torch.linalg.qr`
 */
export function qr(A: Tensor, mode?: QrMode | { mode?: QrMode }): QrFactors {
  return Qr.apply(A, mode);
}

/**
 * The gradients of the product Q = H₀·H₁·… of reflections Hᵢ = I − τᵢ·vᵢ·vᵢᵀ: with Q = H₀·P, they are those of the step
 * Q = P − τ₀·v₀·(v₀ᵀ·P), and H₀·Q̄ is the gradient of P, for which the same holds.
 */
function productRule(grad: Tensor, packed: Tensor, tau: Tensor): [forInput: Tensor, forTau: Tensor] {
  const [m, n] = shapeOf(packed);
  const count = tau.size(-1);
  const one = eye(m, n, { dtype: packed.dtype });
  const vectors = tril(packed, -1).add(one);
  const v = (i: number) => vectors.narrow(-1, i, 1);
  const factor = (i: number) => tau.narrow(-1, i, 1).unsqueeze(-1);
  const reflected = (x: Tensor, i: number) => x.sub(factor(i).mul(v(i)).matmul(v(i).mT.matmul(x)));
  const products = [one.expand(grad.sizes)];
  for (let i = count - 1; i > 0; i--) products.unshift(reflected(products[0], i));
  const forVectors: Tensor[] = [];
  const forTau: Tensor[] = [];
  for (let i = 0, g = grad; i < count; g = reflected(g, i++)) {
    const [gv, pv] = [g.mT.matmul(v(i)), products[i].mT.matmul(v(i))];
    forTau.push(gv.mul(pv).sum([-2, -1]).neg());
    forVectors.push(g.matmul(pv).add(products[i].matmul(gv)).mul(factor(i)).neg());
  }
  const rest = zeros_like(packed.narrow(-1, count, n - count));
  return [tril(cat([...forVectors, rest], -1), -1), count === 0 ? zeros_like(tau) : stack(forTau, -1)];
}

const HouseholderProduct = define({
  schema: 'linalg_householder_product(Tensor input, Tensor tau)',
  method: false,
  forward: (input, tau) => {
    const name = 'torch.linalg.householder_product';
    if (input.dim() < 2) throw new RuntimeError(`${name}: input must have at least 2 dimensions.`);
    const [m, n] = shapeOf(input);
    if (m < n) throw new RuntimeError(`${name}: input.shape[-2] must be greater than or equal to input.shape[-1]`);
    if (n < tau.size(-1))
      throw new RuntimeError(`${name}: input.shape[-1] must be greater than or equal to tau.shape[-1]`);
    if (tau.dim() !== input.dim() - 1)
      throw new RuntimeError(
        `${name}: Expected tau to have one dimension less than input, but got tau.ndim equal to ${tau.dim()} and input.ndim is equal to ${input.dim()}`,
      );
    if (tau.dtype !== input.dtype)
      throw new RuntimeError(
        `${name}: tau dtype ${tau.dtype.scalarName} does not match input dtype ${input.dtype.scalarName}`,
      );
    requireKernel('orgqr_cpu', input);
    return productOf(input, tau, n);
  },
  derivative: {
    input: (grad, { input, tau }) => productRule(grad, input, tau)[0],
    tau: (grad, { input, tau }) => productRule(grad, input, tau)[1],
  },
});

/**
 * The first n columns of the product of Householder reflections I − τᵢ·vᵢ·vᵢᵀ: the Q that `torch.geqrf` gives in compact form.
 *
 * @param A [..., m, n] with m ≥ n; below the diagonal its columns are the vectors vᵢ, which begin with i zeros and a one
 * @param tau [..., k] with k ≤ n
 * @returns a new tensor [..., m, n]
 * @throws RuntimeError where the shapes or dtypes do not fit, NotImplementedError for integers
 * @example
 * const [a, tau] = torch.geqrf(torch.tensor([[3, 5], [4, 0]]));
 * console.log(torch.linalg.householder_product(a, tau)); // tensor([[-0.6000, -0.8000],
 * //         [-0.8000,  0.6000]])
 * @see PyTorch: `torch.linalg.householder_product`
 */
export function householder_product(A: Tensor, tau: Tensor): Tensor {
  return HouseholderProduct.apply(A, tau);
}
