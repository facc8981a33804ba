import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import { Module } from './module.js';

const cosine = new Constructor('CosineSimilarity.__init__(int dim=1, float eps=1e-8)');

/**
 * The cosine of the angle between vectors.
 *
 * @example
 * const [a, b] = [torch.tensor([[1, 0]]), torch.tensor([[1, 1]])];
 * console.log(new torch.nn.CosineSimilarity()(a, b)); // tensor([0.7071])
 * @see PyTorch: `torch.nn.CosineSimilarity`
 */
export class CosineSimilarity extends Module {
  /** The dimension of the vectors. */
  dim: number;
  /** The least length that a vector counts as. */
  eps: number;

  /** @param args `dim` (default 1), `eps` (default 1e-8) */
  constructor(...args: Trailing<[dim: number, eps: number], F.CosineSimilarityOptions>) {
    super();
    const { dim, eps } = cosine.bind(args);
    this.dim = dim;
    this.eps = eps;
  }

  /** @returns the cosines */
  forward(x1: Tensor, x2: Tensor): Tensor {
    return F.cosine_similarity(x1, x2, this.dim, this.eps);
  }
}

const pairwise = new Constructor('PairwiseDistance.__init__(float p=2, float eps=1e-6, bool keepdim=False)');

/**
 * The distance between vectors: ‖x₁ − x₂ + ε‖ₚ along the last dimension.
 *
 * @example
 * console.log(new torch.nn.PairwiseDistance()(torch.tensor([[3, 4]]), torch.zeros(1, 2))); // tensor([5.0000])
 * @see PyTorch: `torch.nn.PairwiseDistance`
 */
export class PairwiseDistance extends Module {
  /** Which norm. */
  norm: number;
  /** What is added to the differences. */
  eps: number;
  /** Whether the last dimension stays, with size 1. */
  keepdim: boolean;

  /** @param args `p` (default 2), `eps` (default 1e-6), `keepdim` (default false) */
  constructor(...args: Trailing<[p: number, eps: number, keepdim: boolean], F.PairwiseDistanceOptions>) {
    super();
    const { p, eps, keepdim } = pairwise.bind(args);
    this.norm = p;
    this.eps = eps;
    this.keepdim = keepdim;
  }

  /** @returns the distances */
  forward(x1: Tensor, x2: Tensor): Tensor {
    return F.pairwise_distance(x1, x2, this.norm, this.eps, this.keepdim);
  }
}
