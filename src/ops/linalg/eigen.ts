import { kernels } from '../../ndarray/kernels.js';
import { int32 } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import type { Tensor } from '../../tensor/tensor.js';
import { define } from '../define.js';
import { eye } from '../creation.js';
import { batchOf, emptyBatch, requireKernel, requireSquare, requireSuccess, shapeOf } from './batches.js';
import { precisionOf } from './svd.js';

// Eigenvalues of symmetric matrices: A = V·diag(w)·Vᵀ with orthonormal columns in V.

/** Eigenvalues and eigenvectors. */
export type Eigen = readonly [eigenvalues: Tensor, eigenvectors: Tensor] & {
  /** In ascending order. */
  readonly eigenvalues: Tensor;
  /** Its columns. */
  readonly eigenvectors: Tensor;
};

const failed = (code: number) =>
  `The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated eigenvalues (error code: ${code}).`;

/** Eigenvalues and, where they are wanted, eigenvectors. */
function decompose(A: Tensor, UPLO: string, withVectors: boolean): [w: Tensor, V: Tensor | null] {
  requireSquare('linalg.eigh', A);
  const triangle = UPLO.toUpperCase();
  if (triangle !== 'L' && triangle !== 'U')
    throw new RuntimeError(`Expected UPLO argument to be 'L' or 'U', but got ${UPLO}`);
  requireKernel('linalg_eigh_cpu', A);
  const batch = batchOf(A);
  const V = withVectors ? emptyBatch(batch, shapeOf(A), A.dtype) : null;
  const [w, info] = [emptyBatch(batch, [A.size(-1)], A.dtype), emptyBatch(batch, [], int32)];
  kernels.decompose('eigh', [w, V, info], [A], triangle === 'U', withVectors, precisionOf(A));
  requireSuccess('linalg.eigh', info, failed);
  return [w, V];
}

/** The gradient (Giles 2008, §3.1): V·(diag(w̄) + ½·(Vᵀ·V̄ − V̄ᵀ·V)/E)·Vᵀ with Eᵢⱼ = wⱼ − wᵢ. */
function eighRule(gradW: Tensor | null, gradV: Tensor | null, w: Tensor, V: Tensor): Tensor {
  const n = w.size(-1);
  let inner: Tensor = gradW === null ? w.new_zeros([...w.sizes, n]) : gradW.diag_embed();
  if (gradV !== null) {
    const product = V.mT.matmul(gradV);
    const E = w
      .unsqueeze(-2)
      .sub(w.unsqueeze(-1))
      .add(eye(n, { dtype: w.dtype }));
    inner = inner.add(product.sub(product.mT).div(2).div(E));
  }
  return V.matmul(inner).matmul(V.mT);
}

const Eigh = define({
  schema: "linalg_eigh(Tensor input, str UPLO='L')",
  method: false,
  forward: (input, UPLO) => {
    const [w, V] = decompose(input, UPLO, true);
    return named(['eigenvalues', 'eigenvectors'], [w, V as Tensor], 'linalg_eigh');
  },
  derivative: { input: ([gradW, gradV], { result: [w, V] }) => eighRule(gradW, gradV, w, V) },
});

/**
 * The eigenvalues and eigenvectors of symmetric matrices, of which one triangle is looked at. Eigenvectors are unique only
 * up to their sign, and where eigenvalues are equal not even that: what depends on the choice has no gradient.
 *
 * @param A [..., n, n]
 * @param UPLO 'L', the default, for the lower triangle, 'U' for the upper
 * @returns new tensors `eigenvalues` [..., n], in ascending order, and `eigenvectors` [..., n, n], its columns
 * @throws RuntimeError for what is not square, NotImplementedError for integers, LinAlgError for what is not finite
 * @example
 * const { eigenvalues, eigenvectors } = torch.linalg.eigh(torch.tensor([[2, 1], [1, 2]]));
 * console.log(eigenvalues); // tensor([1., 3.])
 * console.log(eigenvectors); // tensor([[-0.7071,  0.7071],
 * //         [ 0.7071,  0.7071]])
 * @see PyTorch: `torch.linalg.eigh`
 */
export function eigh(A: Tensor, UPLO?: 'L' | 'U' | { UPLO?: 'L' | 'U' }): Eigen {
  return Eigh.apply(A, UPLO);
}

const EigvalsH = define({
  schema: "linalg_eigvalsh(Tensor input, str UPLO='L')",
  node: 'LinalgEigh',
  method: false,
  forward: (input, UPLO) => decompose(input, UPLO, false)[0],
  derivative: {
    input: (grad, { input, UPLO }) => {
      const V = Eigh.apply(input, UPLO)[1];
      return V.mul(grad.unsqueeze(-2)).matmul(V.mT);
    },
  },
});

/**
 * The eigenvalues of symmetric matrices, without the vectors. Their gradient exists even where they are equal.
 *
 * @param A [..., n, n]
 * @param UPLO 'L', the default, for the lower triangle, 'U' for the upper
 * @returns a new tensor [..., n], in ascending order
 * @throws RuntimeError for what is not square, NotImplementedError for integers, LinAlgError for what is not finite
 * @example
 * console.log(torch.linalg.eigvalsh(torch.tensor([[2, 1], [1, 2]]))); // tensor([1., 3.])
 * @see PyTorch: `torch.linalg.eigvalsh`
 */
export function eigvalsh(A: Tensor, UPLO?: 'L' | 'U' | { UPLO?: 'L' | 'U' }): Tensor {
  return EigvalsH.apply(A, UPLO);
}
