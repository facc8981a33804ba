import { RuntimeError } from '../../tensor/errors.js';
import { wrapDim } from '../../tensor/index_key.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose, define } from '../define.js';
import { broadcastSizes } from '../elementwise.js';
import { roll } from '../flipping.js';
import { requireSameDtype } from './batches.js';

// Products of vectors: of two in space, and of batches of vectors.

/** The product of the vectors along dimension `dim`. */
function crossProduct(a: Tensor, b: Tensor, dim: number): Tensor {
  const turned = (x: Tensor, by: number) => roll(x, by, dim); // component i becomes component i + by
  return turned(a, -1)
    .mul(turned(b, -2))
    .sub(turned(a, -2).mul(turned(b, -1)));
}

const Cross = define({
  schema: 'linalg_cross(Tensor input, Tensor other, *, int dim=-1)',
  method: false,
  forward: (input, other, dim) => {
    if (input.dim() !== other.dim())
      throw new RuntimeError('linalg.cross: inputs must have the same number of dimensions.');
    const sizes = [input, other].map((x) => x.size(dim));
    if (sizes.some((size) => size !== 3))
      throw new RuntimeError(
        `linalg.cross: inputs dimension ${dim} must have length 3. Got ${sizes[0]} and ${sizes[1]}`,
      );
    const all = broadcastSizes(input.sizes, other.sizes);
    const [a, b] = [input.detach().expand(all), other.detach().expand(all)];
    return crossProduct(a, b, wrapDim(dim, all.length));
  },
  derivative: {
    input: (grad, { other, dim }) => cross(other.expand(grad.sizes), grad, { dim }),
    other: (grad, { input, dim }) => cross(grad, input.expand(grad.sizes), { dim }),
  },
});

/**
 * The cross product of vectors in space: (a₁b₂ − a₂b₁, a₂b₀ − a₀b₂, a₀b₁ − a₁b₀).
 *
 * @param input a tensor of size 3 along `dim`
 * @param other a tensor of size 3 along `dim`; the other dimensions broadcast
 * @param options `dim`: the dimension that the vectors lie along. Default the last
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not fit
 * @example
 * console.log(torch.linalg.cross(torch.tensor([1, 0, 0]), torch.tensor([0, 1, 0]))); // tensor([0., 0., 1.])
 * @see PyTorch: `torch.linalg.cross`
 */
export function cross(input: Tensor, other: Tensor, options?: { dim?: number }): Tensor {
  return Cross.apply(input, other, options);
}

const VecDot = compose({
  schema: 'linalg_vecdot(Tensor x, Tensor y, *, int dim=-1)',
  method: false,
  compose: (x, y, dim) => {
    requireSameDtype('linalg.vecdot', x, y, 'x', 'y');
    return x.mul(y).sum(dim);
  },
});

/**
 * The dot products Σᵢ xᵢ·yᵢ of the vectors along a dimension.
 *
 * @param x a tensor
 * @param y a tensor of the same dtype; the sizes broadcast
 * @param options `dim`: the dimension that the vectors lie along. Default the last
 * @returns a new tensor, without that dimension
 * @throws RuntimeError where the sizes or dtypes do not fit
 * @example
 * console.log(torch.linalg.vecdot(torch.tensor([[1, 2], [3, 4]]), torch.tensor([1, 10]))); // tensor([21., 43.])
 * @see PyTorch: `torch.linalg.vecdot`
 */
export function vecdot(x: Tensor, y: Tensor, options?: { dim?: number }): Tensor {
  return VecDot.apply(x, y, options);
}
