import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose, type Method } from './define.js';
import { requireFloat, requireSquare } from './linalg/batches.js';
import { det as linalgDet, slogdet as linalgSlogdet, type SignAndLog } from './linalg/determinant.js';
import { matrix_exp as linalgMatrixExp, matrix_power as linalgMatrixPower } from './linalg/functions.js';
import { inv } from './linalg/inverse.js';
import { cross as linalgCross } from './linalg/products.js';
import { pinv } from './linalg/pseudoinverse.js';
import { where } from './ternary.js';

// What `torch` and its tensors offer of `torch.linalg`: determinants, inverses and functions of matrices.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link det}. */
    det: Method<typeof det>;
    /** See {@link slogdet}. */
    slogdet: Method<typeof slogdet>;
    /** See {@link logdet}. */
    logdet: Method<typeof logdet>;
    /** See {@link inverse}. */
    inverse: Method<typeof inverse>;
    /** See {@link pinverse}. */
    pinverse: Method<typeof pinverse>;
    /** See {@link matrix_exp}. */
    matrix_exp: Method<typeof matrix_exp>;
    /** See {@link matrix_power}. */
    matrix_power: Method<typeof matrix_power>;
    /** See {@link cross}. */
    cross: Method<typeof cross>;
  }
}

const Det = compose({ schema: 'det(Tensor input)', compose: linalgDet });

/**
 * The same as `torch.linalg.det`.
 *
 * @param input [..., n, n]
 * @returns a new tensor [...]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.det(torch.tensor([[1, 2], [3, 4]]))); // tensor(-2.)
 * @see PyTorch: `torch.det`
 */
export function det(input: Tensor): Tensor {
  return Det.apply(input);
}

const Slogdet = compose({ schema: 'slogdet(Tensor input)', compose: linalgSlogdet });

/**
 * The same as `torch.linalg.slogdet`.
 *
 * @param input [..., n, n]
 * @returns new tensors `sign` and `logabsdet` [...]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * const { sign, logabsdet } = torch.slogdet(torch.tensor([[0, 1], [2, 0]]));
 * console.log(sign); // tensor(-1.)
 * console.log(logabsdet); // tensor(0.6931)
 * @see PyTorch: `torch.slogdet`
 */
export function slogdet(input: Tensor): SignAndLog {
  return Slogdet.apply(input);
}

const Logdet = compose({
  schema: 'logdet(Tensor input)',
  compose: (input) => {
    requireSquare('logdet', input);
    requireFloat('logdet', input);
    const { sign, logabsdet } = linalgSlogdet(input);
    return where(sign.eq(-1), NaN, logabsdet);
  },
});

/**
 * The logarithms of the determinants of square matrices.
 *
 * @param input [..., n, n]
 * @returns a new tensor [...]; −∞ for a singular matrix, NaN where the determinant is negative
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.logdet(torch.tensor([[2, 0], [0, 3]]))); // tensor(1.7918)
 * @see PyTorch: `torch.logdet`
 */
export function logdet(input: Tensor): Tensor {
  return Logdet.apply(input);
}

const Inverse = compose({ schema: 'inverse(Tensor input)', compose: inv });

/**
 * The same as `torch.linalg.inv`.
 *
 * @param input [..., n, n]
 * @returns a new tensor [..., n, n]
 * @throws LinAlgError for a singular matrix, RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.inverse(torch.tensor([[1, 2], [3, 4]]))); // tensor([[-2.0000,  1.0000],
 * //         [ 1.5000, -0.5000]])
 * @see PyTorch: `torch.inverse`
 */
export function inverse(input: Tensor): Tensor {
  return Inverse.apply(input);
}

const Pinverse = compose({
  schema: 'pinverse(Tensor input, float rcond=1e-15)',
  compose: (input, rcond) => pinv(input, rcond),
});

/**
 * The pseudo-inverse, as `torch.linalg.pinv` with another default of `rcond`.
 *
 * @param input [..., m, n]
 * @param rcond singular values not above this times the largest count as zero. Default 1e-15
 * @returns a new tensor [..., n, m]
 * @throws RuntimeError for what is no matrix and for integers
 * @example
 * console.log(torch.pinverse(torch.tensor([[2, 0, 0], [0, 4, 0]]))); // tensor([[0.5000, 0.0000],
 * //         [0.0000, 0.2500],
 * //         [0.0000, 0.0000]])
 * @see PyTorch: `torch.pinverse`
 */
export function pinverse(input: Tensor, rcond?: number | { rcond?: number }): Tensor {
  return Pinverse.apply(input, rcond);
}

const MatrixExp = compose({ schema: 'matrix_exp(Tensor input)', compose: linalgMatrixExp });

/**
 * The same as `torch.linalg.matrix_exp`.
 *
 * @param input [..., n, n]
 * @returns a new tensor [..., n, n]
 * @throws RuntimeError for what is not square, NotImplementedError for integers
 * @example
 * console.log(torch.matrix_exp(torch.zeros(2, 2))); // tensor([[1., 0.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.matrix_exp`
 */
export function matrix_exp(input: Tensor): Tensor {
  return MatrixExp.apply(input);
}

const MatrixPower = compose({ schema: 'matrix_power(Tensor input, int n)', compose: linalgMatrixPower });

/**
 * The same as `torch.linalg.matrix_power`.
 *
 * @param input [..., n, n]
 * @param n the exponent
 * @returns a new tensor [..., n, n]
 * @throws RuntimeError for what is not square, LinAlgError for a singular matrix and a negative exponent
 * @example
 * console.log(torch.matrix_power(torch.tensor([[1, 1], [0, 1]]), 5)); // tensor([[1., 5.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.matrix_power`
 */
export function matrix_power(input: Tensor, n: number | { n: number }): Tensor {
  return MatrixPower.apply(input, n);
}

const Cross = compose({
  schema: 'cross(Tensor input, Tensor other, int? dim=None)',
  compose: (input, other, dim) => {
    const first = input.sizes.indexOf(3);
    if (dim === null && first < 0) throw new RuntimeError('no dimension of size 3 in input');
    return linalgCross(input, other, { dim: dim ?? first });
  },
});

/**
 * The cross product of vectors in space, as `torch.linalg.cross` with another default of `dim`.
 *
 * @param input a tensor of size 3 along `dim`
 * @param other a tensor of size 3 along `dim`; the other dimensions broadcast
 * @param dim the dimension that the vectors lie along. Default the first of size 3
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not fit
 * @example
 * console.log(torch.cross(torch.tensor([1, 0, 0]), torch.tensor([0, 1, 0]), 0)); // tensor([0., 0., 1.])
 * @see PyTorch: `torch.cross`
 */
export function cross(
  input: Tensor,
  other: Tensor | { other: Tensor; dim?: number | null },
  dim?: number | null | { dim?: number | null },
): Tensor {
  return Cross.apply(input, other, dim);
}
