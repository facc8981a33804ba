import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose } from './define.js';
import { cat } from './joining.js';

// Vandermonde matrices.

/** The powers 1, x, x², … in a new last dimension. */
function powers(x: Tensor, count: number): Tensor {
  const fromFirst = x
    .unsqueeze(-1)
    .expand([...x.sizes, count - 1])
    .cumprod(-1);
  return cat([fromFirst.new_ones([...x.sizes, 1]), fromFirst], -1);
}

const LinalgVander = compose({
  schema: 'linalg_vander(Tensor x, *, int? N=None)',
  method: false,
  compose: (x, N) => {
    if (x.dtype === bool)
      throw new NotImplementedError(
        'linalg.vander supports floating point, complex, and integer tensors, but got Bool',
      );
    const points = x.dim() === 0 ? x.unsqueeze(0) : x;
    const count = N ?? points.size(-1);
    if (count <= 1) throw new RuntimeError('N must be greater than 1.');
    return powers(points, count);
  },
});

/**
 * Vandermonde matrices: each row holds the powers 1, x, x², …, xᴺ⁻¹ of an element.
 *
 * @param x [..., n]
 * @param options `N`: how many powers. Default n
 * @returns a new tensor [..., n, N]
 * @throws RuntimeError for fewer than two powers, NotImplementedError for bools
 * @example
 * console.log(torch.linalg.vander(torch.tensor([1, 2, 3]))); // tensor([[1., 1., 1.],
 * //         [1., 2., 4.],
 * //         [1., 3., 9.]])
 * @see PyTorch: `torch.linalg.vander`
 */
export function linalg_vander(x: Tensor, options?: { N?: number | null }): Tensor {
  return LinalgVander.apply(x, options);
}

const Vander = compose({
  schema: 'vander(Tensor x, int? N=None, bool increasing=False)',
  method: false,
  compose: (x, N, increasing) => {
    if (x.dim() !== 1) throw new RuntimeError('x must be a one-dimensional tensor.');
    const count = N ?? x.size(0);
    if (count < 0) throw new RuntimeError('N must be non-negative.');
    const numbers = x.dtype.is_floating_point ? x : x.long();
    const rising = powers(numbers, Math.max(count, 1)).narrow(-1, 0, count);
    return increasing ? rising : rising.flip([-1]);
  },
});

/** Options of {@link vander}. */
export interface VanderOptions {
  /** How many powers. Default n. */
  N?: number | null;
  /** Whether they rise from left to right. Default false. */
  increasing?: boolean;
}

/**
 * A Vandermonde matrix: each row holds the powers xᴺ⁻¹, …, x², x, 1 of an element.
 *
 * @param x [n]
 * @param N how many powers. Default n
 * @param increasing whether they rise from left to right, as in `torch.linalg.vander`. Default false
 * @returns a new tensor [n, N]
 * @throws RuntimeError for other than one dimension and for a negative N
 * @example
 * console.log(torch.vander(torch.tensor([1, 2, 3]))); // tensor([[1., 1., 1.],
 * //         [4., 2., 1.],
 * //         [9., 3., 1.]])
 * @see PyTorch: `torch.vander`
 */
export function vander(x: Tensor, N?: number | null | VanderOptions, increasing?: boolean | VanderOptions): Tensor {
  return Vander.apply(x, N, increasing);
}
