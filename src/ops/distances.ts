import { no_grad } from '../autograd/modes.js';
import { kernels } from '../ndarray/kernels.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { zeros } from './creation.js';
import { define } from './define.js';
import { commonBatch, emptyBatch, spread } from './linalg/batches.js';
import { sgn } from './signs.js';
import { where } from './ternary.js';
import { triu_indices } from './triangles.js';

// Distances between points.

const MODES = [
  'use_mm_for_euclid_dist_if_necessary',
  'use_mm_for_euclid_dist',
  'donot_use_mm_for_euclid_dist',
] as const;

function check(x1: Tensor, x2: Tensor, p: number, mode: string): void {
  [x1, x2].forEach((x, i) => {
    if (!x.dtype.is_floating_point)
      throw new RuntimeError(`cdist only supports floating-point dtypes, X${i + 1} got: ${x.dtype.scalarName}`);
    if (x.dim() < 2) throw new RuntimeError(`cdist only supports at least 2D tensors, X${i + 1} got: ${x.dim()}D`);
  });
  if (x1.size(-1) !== x2.size(-1))
    throw new RuntimeError(`X1 and X2 must have the same number of columns. X1: ${x1.size(-1)} X2: ${x2.size(-1)}`);
  if (x1.dtype !== x2.dtype)
    throw new RuntimeError(`expected scalar type ${x1.dtype.scalarName} but found ${x2.dtype.scalarName}`);
  if (!(p >= 0)) throw new RuntimeError('cdist only supports non-negative p values');
  if (!MODES.some((name) => name === mode)) throw new ValueError(`${mode} is not a valid value for compute_mode`);
}

/**
 * The gradient of dᵢⱼ = ‖xᵢ − yⱼ‖ₚ with respect to x, Σⱼ d̄ᵢⱼ·sgn(xᵢ − yⱼ)·(|xᵢ − yⱼ| / dᵢⱼ)^(p−1), and 0 where points
 * coincide. For p = 2 it is a matrix product: with wᵢⱼ = d̄ᵢⱼ / dᵢⱼ, (Σⱼ wᵢⱼ)·xᵢ − Σⱼ wᵢⱼ·yⱼ.
 */
function distanceRule(grad: Tensor, x: Tensor, y: Tensor, p: number, d: Tensor): Tensor {
  if (p === 0) return x.mul(0);
  if (p === 2) {
    const weights = where(d.eq(0), 0, grad.div(withoutZeros(d)));
    return x.mul(weights.sum(-1, true)).sub(weights.matmul(y));
  }
  const difference = x.unsqueeze(-2).sub(y.unsqueeze(-3));
  const [distance, size] = [d.unsqueeze(-1), difference.abs()];
  const share =
    p === Infinity
      ? size.eq(distance).to(d.dtype)
      : withoutZeros(size)
          .div(withoutZeros(distance))
          .pow(p - 1);
  const slope = where(size.eq(0), 0, sgn(difference).mul(share));
  return grad.unsqueeze(-1).mul(slope).sum(-2);
}

/** The same with 1 for 0, so that derivatives of what is not chosen there are numbers too. */
const withoutZeros = (x: Tensor): Tensor => where(x.eq(0), 1, x);

const Cdist = define({
  schema: "cdist(Tensor x1, Tensor x2, float p=2, str compute_mode='use_mm_for_euclid_dist_if_necessary')",
  forward: (x1, x2, p, compute_mode) => {
    check(x1, x2, p, compute_mode);
    const batch = commonBatch(x1, x2);
    const result = emptyBatch(batch, [x1.size(-2), x2.size(-2)], x1.dtype);
    kernels.distances(p, result, spread(x1, batch), spread(x2, batch));
    return result;
  },
  derivative: {
    x1: (grad, { x1, x2, p, result }) => distanceRule(grad, x1, x2, p, result),
    x2: (grad, { x1, x2, p, result }) => distanceRule(grad.mT, x2, x1, p, result.mT),
  },
});

/** Options of {@link cdist}. */
export interface CdistOptions {
  /** The order of the norm, not negative. Default 2. */
  p?: number;
  /** How PyTorch computes Euclidean distances. Here all are computed from differences, which is the exact way. */
  compute_mode?: (typeof MODES)[number];
}

/**
 * All distances ‖x1ᵢ − x2ⱼ‖ₚ between two sets of points.
 *
 * @param x1 [..., P, M], P points
 * @param x2 [..., R, M], R points; the leading dimensions broadcast
 * @param p the order of the norm, not negative. Default 2
 * @returns a new tensor [..., P, R]
 * @throws RuntimeError where the sizes or dtypes do not fit, or for a negative order
 * @example
 * console.log(torch.cdist(torch.tensor([[0, 0]]), torch.tensor([[3, 4], [1, 0]]))); // tensor([[5., 1.]])
 * @see PyTorch: `torch.cdist`
 */
export function cdist(
  x1: Tensor,
  x2: Tensor,
  p?: number | CdistOptions,
  compute_mode?: CdistOptions['compute_mode'] | CdistOptions,
): Tensor {
  return Cdist.apply(x1, x2, p, compute_mode);
}

/** The places of i < j in a matrix of n rows and columns, row by row. */
const abovePlaces = (n: number): Tensor => {
  const [i, j] = triu_indices(n, n, { offset: 1 });
  return i.mul(n).add(j);
};

const Pdist = define({
  schema: 'pdist(Tensor input, float p=2)',
  method: false,
  forward: (input, p) => {
    if (input.ndim !== 2) throw new RuntimeError(`pdist only supports 2D tensors, got: ${input.ndim}D`);
    if (!input.dtype.is_floating_point) throw new RuntimeError('pdist only supports floating-point dtypes');
    if (!(p >= 0)) throw new RuntimeError('pdist only supports non-negative p values');
    const all = no_grad(() => cdist(input, input, p));
    return all.take(abovePlaces(input.size(0)));
  },
  derivative: {
    // each distance stands for both of a matrix that is symmetric
    input: (grad, { input, p, result }) => {
      const n = input.size(0);
      const places = abovePlaces(n);
      const matrix = (x: Tensor) => {
        const above = zeros([n * n], { dtype: x.dtype })
          .index_add(0, places, x)
          .view(n, n);
        return above.add(above.mT);
      };
      return distanceRule(matrix(grad), input, input, p, matrix(result));
    },
  },
});

/**
 * The distances ‖xᵢ − xⱼ‖ₚ, i < j, between the rows of a matrix: of (0, 1), (0, 2), …, (1, 2), ….
 *
 * @param input [N, M], N points
 * @param p the order of the norm, not negative. Default 2
 * @returns a new tensor [N·(N − 1) / 2]
 * @throws RuntimeError for what is no matrix of floats, or for a negative order
 * @example
 * console.log(torch.pdist(torch.tensor([[0, 0], [3, 4], [0, 1]]))); // tensor([5.0000, 1.0000, 4.2426])
 * @see PyTorch: `torch.pdist`
 */
export function pdist(input: Tensor, p?: number | { p?: number }): Tensor {
  return Pdist.apply(input, p);
}
