import { RuntimeError } from '../tensor/errors.js';
import { sameSizes } from '../ndarray/strided.js';
import { named } from '../tensor/named.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { notDifferentiable } from './elementwise.js';
import { cat } from './joining.js';
import { batchOf, requireFloat, requireKernel, shapeOf } from './linalg/batches.js';
import { householder_product, reflections } from './linalg/qr.js';
import { svd as linalgSvd, svdvals } from './linalg/svd.js';

// What `torch` and its tensors offer of decompositions with orthogonal factors: LAPACK's QR in compact form, and SVD.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link svd}. */
    svd: Method<typeof svd>;
    /** See {@link geqrf}. */
    geqrf: Method<typeof geqrf>;
    /** See {@link orgqr}. */
    orgqr: Method<typeof orgqr>;
    /** See {@link ormqr}. */
    ormqr: Method<typeof ormqr>;
  }
}

/** The three factors, with V and not its transpose. */
export type SvdOfTorch = readonly [U: Tensor, S: Tensor, V: Tensor] & {
  /** The left singular vectors, its columns. */
  readonly U: Tensor;
  /** The singular values, in descending order. */
  readonly S: Tensor;
  /** The right singular vectors, its columns. */
  readonly V: Tensor;
};

/** Options of {@link svd}. */
export interface SvdOfTorchOptions {
  /** Whether only the columns of U and V that belong to singular values are returned. Default true. */
  some?: boolean;
  /** Whether U and V are computed, and not zeros. Default true. */
  compute_uv?: boolean;
}

const Svd = compose({
  schema: 'svd(Tensor input, bool some=True, bool compute_uv=True)',
  compose: (input, some, compute_uv) => {
    if (input.dim() < 2)
      throw new RuntimeError(
        `linalg.svd: input should have at least 2 dimensions, but has ${input.dim()} dimensions instead`,
      );
    requireFloat('linalg.svd', input);
    const [m, n] = shapeOf(input);
    const square = (size: number) => input.new_zeros([...batchOf(input), size, size]);
    if (!compute_uv) return named(['U', 'S', 'V'], [square(m), svdvals(input), square(n)], 'svd');
    const { U, S, Vh } = linalgSvd(input, !some);
    return named(['U', 'S', 'V'], [U, S, Vh.mT], 'svd');
  },
});

/**
 * The singular value decomposition input = U·diag(S)·Vᵀ. `torch.linalg.svd` returns Vᵀ instead.
 *
 * @param input [..., m, n]
 * @param some whether only the columns of U and V that belong to singular values are returned. Default true
 * @param compute_uv whether U and V are computed, and not zeros. Default true
 * @returns new tensors `U`, `S`, in descending order, and `V`
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers, LinAlgError for what is not finite
 * @example
 * console.log(torch.svd(torch.tensor([[0, 2], [3, 0]])).S); // tensor([3., 2.])
 * @see PyTorch: `torch.svd`
 */
export function svd(
  input: Tensor,
  some?: boolean | SvdOfTorchOptions,
  compute_uv?: boolean | SvdOfTorchOptions,
): SvdOfTorch {
  return Svd.apply(input, some, compute_uv);
}

/** R with the vectors of the reflections below it, and their factors. */
export type Reflections = readonly [a: Tensor, tau: Tensor] & {
  /** R and, below its diagonal, the vectors without their ones. */
  readonly a: Tensor;
  /** The factors τ. */
  readonly tau: Tensor;
};

const Geqrf = define({
  schema: 'geqrf(Tensor input)',
  forward: (input) => {
    if (input.dim() < 2) throw new RuntimeError('torch.geqrf: input must have at least 2 dimensions.');
    requireKernel('geqrf_cpu', input);
    return named(['a', 'tau'], reflections(input), 'geqrf');
  },
  derivative: {
    input: ([grad, gradTau]) => notDifferentiable((grad ?? gradTau) as Tensor, "the derivative for 'geqrf' is not implemented."), // prettier-ignore
  },
});

/**
 * The QR decomposition in LAPACK's compact form: R, below it the vectors of the Householder reflections I − τᵢ·vᵢ·vᵢᵀ whose
 * product is Q, and their factors.
 *
 * @param input [..., m, n]
 * @returns new tensors `a` [..., m, n] and `tau` [..., min(m, n)]
 * @throws RuntimeError for what is no matrix, NotImplementedError for integers
 * @example
 * const { a, tau } = torch.geqrf(torch.tensor([[3, 5], [4, 0]]));
 * console.log(a); // tensor([[-5.0000, -3.0000],
 * //         [ 0.5000, -4.0000]])
 * console.log(tau); // tensor([1.6000, 0.0000])
 * @see PyTorch: `torch.geqrf`
 */
export function geqrf(input: Tensor): Reflections {
  return Geqrf.apply(input);
}

const Orgqr = compose({ schema: 'orgqr(Tensor input, Tensor input2)', compose: householder_product });

/**
 * The same as `torch.linalg.householder_product`.
 *
 * @param input [..., m, n] with m ≥ n
 * @param input2 [..., k] with k ≤ n, the factors τ
 * @returns a new tensor [..., m, n]
 * @throws RuntimeError where the shapes or dtypes do not fit, NotImplementedError for integers
 * @example
 * const { a, tau } = torch.geqrf(torch.tensor([[3, 5], [4, 0]]));
 * console.log(torch.orgqr(a, tau)); // tensor([[-0.6000, -0.8000],
 * //         [-0.8000,  0.6000]])
 * @see PyTorch: `torch.orgqr`
 */
export function orgqr(input: Tensor, input2: Tensor | { input2: Tensor }): Tensor {
  return Orgqr.apply(input, input2);
}

function checkOrmqr(input: Tensor, tau: Tensor, other: Tensor, left: boolean): void {
  const name = 'torch.ormqr';
  if (input.dim() < 2) throw new RuntimeError(`${name}: input must have at least 2 dimensions.`);
  if (other.dim() < 2) throw new RuntimeError(`${name}: other must have at least 2 dimensions.`);
  const side = left ? -2 : -1;
  const [size, rows, columns] = [other.size(side), ...shapeOf(input)];
  if (size < tau.size(-1))
    throw new RuntimeError(`${name}: other.shape[${side}] must be greater than or equal to tau.shape[-1]`);
  if (size !== rows) throw new RuntimeError(`${name}: other.shape[${side}] must be equal to input.shape[-2]`);
  if (tau.size(-1) !== Math.min(size, columns))
    throw new RuntimeError(`${name}: tau.shape[-1] must be equal to min(other.shape[${side}], input.shape[-1])`);
  for (const [called, x, wanted] of [
    ['tau', tau, batchOf(input)],
    ['other', other, batchOf(input)],
  ] as const) {
    const batch = x.sizes.slice(0, called === 'tau' ? -1 : -2);
    if (!sameSizes(batch, wanted))
      throw new RuntimeError(
        `${name}: Expected batch dimensions of ${called} to be equal to input.shape[:-2], but got [${batch.join(', ')}]`,
      );
    if (x.dtype !== input.dtype)
      throw new RuntimeError(
        `${name}: Expected input and ${called} to have the same dtype, but input has dtype${input.dtype.scalarName} and ${called} has dtype ${x.dtype.scalarName}`,
      );
  }
  requireKernel('ormqr_cpu', input);
}

const Ormqr = compose({
  schema: 'ormqr(Tensor input, Tensor input2, Tensor input3, bool left=True, bool transpose=False)',
  compose: (input, tau, other, left, transpose) => {
    checkOrmqr(input, tau, other, left);
    const [m, n] = shapeOf(input);
    const wide = input.new_zeros([...batchOf(input), m, Math.max(m - n, 0)]);
    const square = cat([input, wide], -1).narrow(-1, 0, m);
    const Q = householder_product(square, tau);
    const factor = transpose ? Q.mT : Q;
    return left ? factor.matmul(other) : other.matmul(factor);
  },
});

/** Options of {@link ormqr}. */
export interface OrmqrOptions {
  /** Whether Q stands to the left. Default true. */
  left?: boolean;
  /** Whether Qᵀ takes the place of Q. Default false. */
  transpose?: boolean;
}

/**
 * Q·C, where Q is the product of all Householder reflections that {@link geqrf} gives.
 *
 * @param input [..., m, n], as from `geqrf`
 * @param input2 the factors τ [..., min(m, n)]
 * @param input3 the matrix C [..., m, k], or [..., k, m] if Q stands to the right
 * @param left whether Q stands to the left. Default true
 * @param transpose whether Qᵀ takes the place of Q. Default false
 * @returns a new tensor of the sizes of C
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const A = torch.tensor([[3, 5], [4, 0]]);
 * const { a, tau } = torch.geqrf(A);
 * console.log(torch.ormqr(a, tau, torch.triu(a))); // tensor([[3., 5.],
 * //         [4., 0.]])
 * @see PyTorch: `torch.ormqr`
 */
export function ormqr(
  input: Tensor,
  input2: Tensor,
  input3: Tensor,
  left?: boolean | OrmqrOptions,
  transpose?: boolean | OrmqrOptions,
): Tensor {
  return Ormqr.apply(input, input2, input3, left, transpose);
}
