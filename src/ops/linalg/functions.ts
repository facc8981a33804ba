import { kernels } from '../../ndarray/kernels.js';
import { RuntimeError } from '../../tensor/errors.js';
import { named } from '../../tensor/named.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { eye } from '../creation.js';
import { compose, define } from '../define.js';
import { cat } from '../joining.js';
import { tril } from '../triangles.js';
import { requireFloat, requireMatrices, requireSquare, shapeOf } from './batches.js';
import { eigh } from './eigen.js';
import { inv } from './inverse.js';
import { svd } from './svd.js';

// Functions of square matrices: powers, the exponential, the square root, and the polar decomposition that goes with it.

const MatrixExp = define({
  schema: 'linalg_matrix_exp(Tensor input)',
  method: false,
  forward: (input) => {
    requireSquare('linalg.matrix_exp', input);
    requireFloat('linalg.matrix_exp', input);
    const result = emptyTensor(input.sizes, input.dtype);
    kernels.decompose('exponential', [result], [input]);
    return result;
  },
  derivative: {
    // exp of the blocks (Aᵀ G; 0 Aᵀ) has the derivative of exp at Aᵀ in direction G as its upper right block (Mathias 1996)
    input: (grad, { input }) => {
      const n = input.size(-1);
      const A = input.mT;
      const blocks = cat([cat([A, grad], -1), cat([A.mul(0), A], -1)], -2);
      return matrix_exp(blocks).narrow(-2, 0, n).narrow(-1, n, n);
    },
  },
});

/**
 * The exponential of square matrices, e^A = Σₖ Aᵏ/k!.
 *
 * @param A [..., n, n]
 * @returns a new tensor [..., n, n]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * const A = torch.tensor([[0, 1], [0, 0]]);
 * console.log(torch.linalg.matrix_exp(A)); // tensor([[1., 1.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.linalg.matrix_exp`
 */
export function matrix_exp(A: Tensor): Tensor {
  return MatrixExp.apply(A);
}

/** Aⁿ for n > 0, by squaring. */
function power(A: Tensor, n: number): Tensor {
  if (n === 1) return A;
  const half = power(A, Math.floor(n / 2));
  const even = half.matmul(half);
  return n % 2 === 0 ? even : even.matmul(A);
}

const MatrixPower = compose({
  schema: 'linalg_matrix_power(Tensor input, int n)',
  method: false,
  compose: (input, n) => {
    requireSquare('linalg.matrix_power', input);
    const size = input.size(-1);
    if (n === 0) return tril(input, -size).add(eye(size, { dtype: input.dtype })); // zeros of which the graph knows
    if (n === 1) return input.clone();
    return power(n < 0 ? inv(input) : input, Math.abs(n));
  },
});

/**
 * The power Aⁿ of square matrices for a whole n: the identity for 0, powers of the inverse for negative n.
 *
 * @param A [..., n, n]
 * @param n the exponent
 * @returns a new tensor [..., n, n]
 * @throws RuntimeError for what is not square, LinAlgError for a singular matrix and a negative exponent
 * @example
 * console.log(torch.linalg.matrix_power(torch.tensor([[1, 1], [0, 1]]), 5)); // tensor([[1., 5.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.linalg.matrix_power`
 */
export function matrix_power(A: Tensor, n: number | { n: number }): Tensor {
  return MatrixPower.apply(A, n);
}

/**
 * The solution X of H·X + X·H = G for a symmetric H = V·diag(h)·Vᵀ: in the basis V it is Gᵢⱼ / (hᵢ + hⱼ).
 */
function sylvester(h: Tensor, V: Tensor, G: Tensor): Tensor {
  const inBasis = V.mT.matmul(G).matmul(V);
  return V.matmul(inBasis.div(h.unsqueeze(-1).add(h.unsqueeze(-2)))).matmul(V.mT);
}

/** V·diag(x)·Vᵀ. */
const fromEigen = (x: Tensor, V: Tensor) => V.mul(x.unsqueeze(-2)).matmul(V.mT);

const MatrixSqrtH = define({
  schema: 'linalg_matrix_sqrth(Tensor input)',
  method: false,
  forward: (input) => {
    requireSquare('linalg.matrix_sqrth', input);
    requireFloat('linalg.matrix_sqrth', input);
    const { eigenvalues, eigenvectors } = eigh(input.detach());
    return fromEigen(eigenvalues.clamp_min(0).sqrt(), eigenvectors);
  },
  derivative: {
    // X·X = A, so X·dX + dX·X = dA
    input: (grad, { result }) => {
      const { eigenvalues, eigenvectors } = eigh(result);
      return sylvester(eigenvalues, eigenvectors, grad.add(grad.mT).div(2));
    },
  },
});

/**
 * The square root X = Xᵀ, X·X = A, of symmetric positive-definite matrices, of which the lower triangle is looked at.
 *
 * @param A [..., n, n]
 * @returns a new tensor [..., n, n]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.linalg.matrix_sqrth(torch.tensor([[4, 0], [0, 9]]))); // tensor([[2., 0.],
 * //         [0., 3.]])
 * @see PyTorch: `torch.linalg.matrix_sqrth`
 */
export function matrix_sqrth(A: Tensor): Tensor {
  return MatrixSqrtH.apply(A);
}

/** A matrix with orthonormal columns, and a symmetric one. */
export type PolarFactors = readonly [U: Tensor, H: Tensor] & {
  /** The factor with orthonormal columns. */
  readonly U: Tensor;
  /** The symmetric factor √(AᵀA). */
  readonly H: Tensor;
};

/**
 * The gradient of A = U·H. From dA = dU·H + U·dH follows Uᵀ·dU = Ω, where Ω·H + H·Ω = Uᵀ·dA − dAᵀ·U, and then
 * dU = U·Ω + (I − U·Uᵀ)·dA·H⁻¹ and dH = Uᵀ·dA − Ω·H.
 */
function polarRule(gradU: Tensor | null, gradH: Tensor | null, U: Tensor, H: Tensor): Tensor {
  const [gU, gH] = [gradU ?? U.mul(0), gradH ?? H.mul(0)];
  const { eigenvalues, eigenvectors } = eigh(H);
  const forRotation = U.mT.matmul(gU).sub(gH.matmul(H));
  const inside = sylvester(eigenvalues, eigenvectors, forRotation.sub(forRotation.mT));
  const outside = gU.sub(U.matmul(U.mT.matmul(gU))).matmul(fromEigen(eigenvalues.reciprocal(), eigenvectors));
  return U.matmul(inside.add(gH)).add(outside);
}

const Polar = define({
  schema: 'linalg_polar(Tensor A)',
  method: false,
  forward: (A) => {
    requireMatrices('linalg.polar', A);
    requireFloat('linalg.polar', A);
    const [rows, columns] = shapeOf(A);
    if (rows < columns)
      throw new RuntimeError(
        `linalg.polar: input must have at least as many rows as columns, but got ${rows} by ${columns} matrices`,
      );
    const { U, S, Vh } = svd(A.detach(), false);
    return named(['U', 'H'], [U.matmul(Vh), fromEigen(S, Vh.mT)], 'linalg_polar');
  },
  derivative: { A: ([gradU, gradH], { result: [U, H] }) => polarRule(gradU, gradH, U, H) },
});

/**
 * The polar decomposition A = U·H: U has orthonormal columns and is the nearest such matrix to A, H is symmetric and has no
 * negative eigenvalue.
 *
 * @param A [..., m, n] with m ≥ n
 * @returns new tensors `U` [..., m, n] and `H` [..., n, n]
 * @throws RuntimeError for fewer rows than columns, NotImplementedError for integers
 * @example
 * const { U, H } = torch.linalg.polar(torch.tensor([[0, -2], [3, 0]]));
 * console.log(U); // tensor([[ 0., -1.],
 * //         [ 1.,  0.]])
 * console.log(H); // tensor([[3., 0.],
 * //         [0., 2.]])
 * @see PyTorch: `torch.linalg.polar`
 */
export function polar(A: Tensor): PolarFactors {
  return Polar.apply(A);
}
