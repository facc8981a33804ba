import { no_grad } from '../../autograd/modes.js';
import { eye } from '../../ops/index.js';
import { ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';

// Initial values without randomness.

/**
 * Fills a tensor with one value.
 *
 * @param tensor what is filled
 * @param val the value
 * @returns the tensor
 * @example
 * console.log(torch.nn.init.constant_(torch.empty(2), 0.3)); // tensor([0.3000, 0.3000])
 * @see PyTorch: `torch.nn.init.constant_`
 */
export function constant_(tensor: Tensor, val: number | { val: number }): Tensor {
  return no_grad(() => tensor.fill_(typeof val === 'object' ? val.val : val));
}

/**
 * Fills a tensor with ones.
 *
 * @returns the tensor
 * @example
 * console.log(torch.nn.init.ones_(torch.empty(2))); // tensor([1., 1.])
 * @see PyTorch: `torch.nn.init.ones_`
 */
export function ones_(tensor: Tensor): Tensor {
  return no_grad(() => tensor.fill_(1));
}

/**
 * Fills a tensor with zeros.
 *
 * @returns the tensor
 * @example
 * console.log(torch.nn.init.zeros_(torch.empty(2))); // tensor([0., 0.])
 * @see PyTorch: `torch.nn.init.zeros_`
 */
export function zeros_(tensor: Tensor): Tensor {
  return no_grad(() => tensor.zero_());
}

/**
 * Makes a matrix the identity: a linear layer that keeps as many of its inputs as it can.
 *
 * @param tensor a matrix
 * @returns the tensor
 * @throws ValueError for what is no matrix
 * @example
 * console.log(torch.nn.init.eye_(torch.empty(2, 3))); // tensor([[1., 0., 0.],
 * //         [0., 1., 0.]])
 * @see PyTorch: `torch.nn.init.eye_`
 */
export function eye_(tensor: Tensor): Tensor {
  if (tensor.ndim !== 2) throw new ValueError('Only tensors with 2 dimensions are supported');
  const [rows, columns] = tensor.shape;
  return no_grad(() => tensor.copy_(eye(rows, columns, { dtype: tensor.dtype })));
}

/**
 * Makes the weight of a convolution the identity: it keeps as many of its input channels as it can.
 *
 * @param tensor a weight of 3, 4 or 5 dimensions, [out_channels, in_channels, …]
 * @param groups in how many groups of output channels the identity is repeated; default 1
 * @returns the tensor
 * @throws ValueError for another number of dimensions, or channels that the groups do not divide
 * @example
 * console.log(torch.nn.init.dirac_(torch.empty(1, 1, 3))); // tensor([[[0., 1., 0.]]])
 * @see PyTorch: `torch.nn.init.dirac_`
 */
export function dirac_(tensor: Tensor, groups: number | { groups?: number } = 1): Tensor {
  const count = typeof groups === 'object' ? (groups.groups ?? 1) : groups;
  const { sizes } = tensor;
  if (![3, 4, 5].includes(sizes.length)) throw new ValueError('Only tensors with 3, 4, or 5 dimensions are supported');
  const [out, into, ...kernel] = sizes;
  if (out % count !== 0) throw new ValueError('dim 0 must be divisible by groups');
  const perGroup = out / count;
  const middle = kernel.map((size) => Math.floor(size / 2));
  return no_grad(() => {
    tensor.zero_();
    for (let g = 0; g < count; g++)
      for (let d = 0; d < Math.min(perGroup, into); d++) tensor.index_put_([g * perGroup + d, d, ...middle], 1);
    return tensor;
  });
}
