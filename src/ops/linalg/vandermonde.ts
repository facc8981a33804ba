import { bool } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose } from '../define.js';
import { cat } from '../joining.js';

// Vandermonde matrices.

const Vander = compose({
  schema: 'linalg_vander(Tensor x, *, int? N=None)',
  method: false,
  compose: (x, N) => {
    if (x.dtype === bool)
      throw new NotImplementedError(
        'linalg.vander supports floating point, complex, and integer tensors, but got Bool',
      );
    if (x.dim() === 0) throw new RuntimeError('N must be greater than 1.');
    const count = N ?? x.size(-1);
    if (count <= 1) throw new RuntimeError('N must be greater than 1.');
    const powers = x
      .unsqueeze(-1)
      .expand([...x.sizes, count - 1])
      .cumprod(-1);
    const ones = powers.new_ones([...x.sizes, 1]);
    return cat([ones, powers], -1);
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
export function vander(x: Tensor, options?: { N?: number | null }): Tensor {
  return Vander.apply(x, options);
}
