import { div, mul, squeeze } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { avg_pool2d } from './avg_pool.js';
import { pad } from './padding.js';

/** Options of {@link local_response_norm}. */
export interface LocalResponseNormOptions {
  /** How many neighbouring channels count. */
  size?: number;
  /** α. Default 1e-4. */
  alpha?: number;
  /** β. Default 0.75. */
  beta?: number;
  /** k. Default 1. */
  k?: number;
}

const signature = new Signature(
  'local_response_norm(Tensor input, int size, float alpha=1e-4, float beta=0.75, float k=1)',
);

/**
 * x / (k + α·m)^β, with m the mean of x² over `size` neighbouring channels (zeros outside).
 *
 * @param input [N, C, *]
 * @param args `size`, `alpha` (default 1e-4), `beta` (default 0.75), `k` (default 1)
 * @returns a new tensor
 * @throws ValueError for fewer than three dimensions
 * @example
 * const x = torch.ones(1, 3, 1);
 * console.log(torch.nn.functional.local_response_norm(x, 2, 1, 1).flatten()); // tensor([0.6667, 0.5000, 0.5000])
 * @see PyTorch: `torch.nn.functional.local_response_norm`; Krizhevsky et al., ImageNet classification, 2012
 */
export function local_response_norm(
  input: Tensor,
  ...args: Trailing<[size: number, alpha: number, beta: number, k: number], LocalResponseNormOptions>
): Tensor {
  const [x, size, alpha, beta, k] = signature.bind([input, ...args]);
  if (x.ndim < 3)
    throw new ValueError(
      `Expected 3D or higher dimensionality                          input (got ${x.ndim} dimensions)`,
    );
  if (x.numel() === 0) return x;
  const squares = mul(x, x).reshape(x.sizes[0], 1, x.sizes[1], -1); // an image of channels by places
  const around = pad(squares, [0, 0, size >> 1, (size - 1) >> 1]);
  const means = squeeze(avg_pool2d(around, [size, 1], { stride: 1 }), 1).reshape(x.sizes);
  return div(x, mul(means, alpha).add(k).pow(beta));
}
