import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonFloat } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import { local_response_norm, type LocalResponseNormOptions } from '../functional/local_response_norm.js';
import { Layer } from '../layer.js';

const localResponseNorm = new Constructor(
  'LocalResponseNorm.__init__(int size, float alpha=1e-4, float beta=0.75, float k=1)',
);

/**
 * x / (k + α·m)^β, with m the mean of x² over `size` neighbouring channels.
 *
 * Shapes: x and y [N, C, *].
 *
 * @example
 * console.log(new torch.nn.LocalResponseNorm(2)); // LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)
 * @see PyTorch: `torch.nn.LocalResponseNorm`
 */
export class LocalResponseNorm extends Layer {
  /** How many neighbouring channels count. */
  size: number;
  /** α. */
  alpha: number;
  /** β. */
  beta: number;
  /** k. */
  k: number;

  /**
   * @param args `size`, `alpha` (default 1e-4), `beta` (default 0.75), `k` (default 1)
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: Trailing<[size: number, alpha: number, beta: number, k: number], LocalResponseNormOptions>) {
    const { size, alpha, beta, k } = localResponseNorm.bind(args);
    super();
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  /** @returns the normalized input */
  forward(input: Tensor): Tensor {
    return local_response_norm(input, this.size, this.alpha, this.beta, this.k);
  }

  override extra_repr(): string {
    const { size, alpha, beta, k } = this;
    return `${size}, alpha=${pythonFloat(alpha)}, beta=${pythonFloat(beta)}, k=${pythonFloat(k)}`;
  }
}
