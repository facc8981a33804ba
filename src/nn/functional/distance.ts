import { no_grad } from '../../autograd/modes.js';
import { broadcast_tensors, div, mul, sub, sum } from '../../ops/index.js';
import { vector_norm } from '../../ops/linalg.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError } from '../../tensor/errors.js';
import { resultType } from '../../tensor/promotion.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';

// How far from each other vectors are, and vectors of length 1.

const cosineSignature = new Signature('cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-8)');

/** Options of {@link cosine_similarity}. */
export interface CosineSimilarityOptions {
  /** The dimension of the vectors. Default 1. */
  dim?: number;
  /** The least length that a vector counts as. Default 1e-8. */
  eps?: number;
}

/**
 * The cosine of the angle between vectors: x₁·x₂ / (max(‖x₁‖, ε) · max(‖x₂‖, ε)).
 *
 * @param x1 vectors along dimension `dim`
 * @param x2 vectors, broadcast with `x1`
 * @param options `dim` (default 1), `eps`: ε (default 1e-8)
 * @returns a new tensor without dimension `dim`
 * @throws RuntimeError for integers, or sizes that do not broadcast
 * @example
 * const [a, b] = [torch.tensor([1, 0]), torch.tensor([1, 1])];
 * console.log(torch.nn.functional.cosine_similarity(a, b, { dim: 0 })); // tensor(0.7071)
 * @see PyTorch: `torch.nn.functional.cosine_similarity`
 */
export function cosine_similarity(
  x1: Tensor,
  x2: Tensor,
  ...options: Trailing<[dim: number, eps: number], CosineSimilarityOptions>
): Tensor {
  const [a, b, dim, eps] = cosineSignature.bind([x1, x2, ...options]);
  const dtype = resultType(a, b);
  if (!dtype.is_floating_point)
    throw new RuntimeError(`expected common dtype to be floating point, yet common dtype is ${dtype.scalarName}`);
  const [left, right] = broadcast_tensors(a.to(dtype), b.to(dtype)).map((x) => {
    const length = vector_norm(x, 2, dim, true).clone();
    no_grad(() => length.clamp_(eps));
    return div(x, length);
  });
  return sum(mul(left, right), dim);
}

const pairwiseSignature = new Signature(
  'pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-6, bool keepdim=False)',
);

/** Options of {@link pairwise_distance}. */
export interface PairwiseDistanceOptions {
  /** Which norm. Default 2. */
  p?: number;
  /** What is added to the differences, so that the derivative exists at 0. Default 1e-6. */
  eps?: number;
  /** Whether the last dimension stays, with size 1. Default false. */
  keepdim?: boolean;
}

/**
 * The distance between vectors: ‖x₁ − x₂ + ε‖ₚ along the last dimension.
 *
 * @param x1 vectors, [*, D]
 * @param x2 vectors, broadcast with `x1`
 * @param options `p` (default 2), `eps`: ε (default 1e-6), `keepdim` (default false)
 * @returns a new tensor [*]
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nn.functional.pairwise_distance(torch.tensor([[3, 4]]), torch.zeros(1, 2))); // tensor([5.0000])
 * @see PyTorch: `torch.nn.functional.pairwise_distance`
 */
export function pairwise_distance(
  x1: Tensor,
  x2: Tensor,
  ...options: Trailing<[p: number, eps: number, keepdim: boolean], PairwiseDistanceOptions>
): Tensor {
  const [a, b, p, eps, keepdim] = pairwiseSignature.bind([x1, x2, ...options]);
  return sub(a, b).add(eps).norm(p, -1, keepdim);
}

const normalizeSignature = new Signature('normalize(Tensor input, float p=2, int[] dim=[1], float eps=1e-12)');

/** Options of {@link normalize}. */
export interface NormalizeOptions {
  /** Which norm. Default 2. */
  p?: number;
  /** The dimension of the vectors, or several. Default 1. */
  dim?: number | readonly number[];
  /** The least norm that is divided by. Default 1e-12. */
  eps?: number;
}

/**
 * Vectors scaled to length 1: x / max(‖x‖ₚ, ε).
 *
 * @param options `p` (default 2), `dim`: the dimension of the vectors (default 1), `eps`: ε (default 1e-12)
 * @returns a new tensor of the sizes of `input`
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.normalize(torch.tensor([[3, 4]]))); // tensor([[0.6000, 0.8000]])
 * @see PyTorch: `torch.nn.functional.normalize`
 */
export function normalize(
  input: Tensor,
  ...options: Trailing<[p: number, dim: number | readonly number[], eps: number], NormalizeOptions>
): Tensor {
  const [x, p, dim, eps] = normalizeSignature.bind([input, ...options]);
  return div(x, x.norm(p, dim, true).clamp_min(eps).expand_as(x));
}
