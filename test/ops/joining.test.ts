import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad } from './rows.js';

const { arange, tensor, zeros } = torch;

const x = arange(6).float().reshape(2, 3);
const v = arange(7);

describe('joining and splitting', () => {
  describe('cat and stack', () => {
    expectRows([
      [
        () => torch.cat([x, x.neg()]),
        'tensor([[ 0.,  1.,  2.],\n        [ 3.,  4.,  5.],\n        [-0., -1., -2.],\n        [-3., -4., -5.]])',
      ],
      [() => torch.cat([x, x], { dim: -1 }), 'tensor([[0., 1., 2., 0., 1., 2.],\n        [3., 4., 5., 3., 4., 5.]])'],
      [
        () => torch.cat([x.t(), x.t()], 1),
        'tensor([[0., 3., 0., 3.],\n        [1., 4., 1., 4.],\n        [2., 5., 2., 5.]])',
      ],
      [() => torch.cat([zeros(0), x]), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => torch.cat([zeros(0), zeros(0)]), 'tensor([])'],
      [() => torch.cat([x, zeros(0, 3)]).add(1), 'tensor([[1., 2., 3.],\n        [4., 5., 6.]])'],
      [() => torch.concat([tensor([1n]), tensor([true])]), 'tensor([1, 1])'],
      [
        () => torch.cat([x, x.long()]),
        'tensor([[0., 1., 2.],\n        [3., 4., 5.],\n        [0., 1., 2.],\n        [3., 4., 5.]])',
      ],
      [() => torch.stack([x[0], x[1]], 1), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => torch.stack([tensor(1), tensor(2n)]), 'tensor([1., 2.])'],
      [() => torch.hstack([tensor(1), tensor([2, 3])]), 'tensor([1., 2., 3.])'],
      [() => torch.hstack([x, x]), 'tensor([[0., 1., 2., 0., 1., 2.],\n        [3., 4., 5., 3., 4., 5.]])'],
      [
        () => torch.vstack([tensor([1, 2, 3]), x]),
        'tensor([[1., 2., 3.],\n        [0., 1., 2.],\n        [3., 4., 5.]])',
      ],
      [() => torch.dstack([tensor([1, 2]), tensor([3, 4])]), 'tensor([[[1., 3.],\n         [2., 4.]]])'],
      [() => torch.column_stack([tensor([1, 2]), x]), 'tensor([[1., 0., 1., 2.],\n        [2., 3., 4., 5.]])'],
      [
        () => torch.block_diag(x, tensor(7), tensor([8, 9])),
        'tensor([[0., 1., 2., 0., 0., 0.],\n        [3., 4., 5., 0., 0., 0.],\n        [0., 0., 0., 7., 0., 0.],\n        [0., 0., 0., 0., 8., 9.]])',
      ],
      [() => grad((a) => torch.cat([a, a.mul(2)], 1), [[1], [2]]), 'tensor([[ 5.],\n        [11.]])'],
      [() => grad((a) => torch.cat([zeros(0), a, tensor([5n])]), [1, 2]), 'tensor([1., 2.])'],
      [() => grad((a) => torch.stack([a, a], 1), [1, 2]), 'tensor([3., 7.])'],
      [() => grad((a) => torch.block_diag(a, a.sum()), [[1, 2]]), 'tensor([[7., 8.]])'],
    ]);
    expectRefused([
      [() => torch.cat([]), 'torch.cat(): expected a non-empty list of Tensors'],
      [() => torch.cat([x, null as never]), 'expected Tensor as element 1 in argument 0, but got NoneType'],
      [
        () => torch.cat([x, zeros(2, 2)]),
        'Sizes of tensors must match except in dimension 0. Expected size 3 but got size 2 for tensor number 1 in the list.',
      ],
      [() => torch.cat([x, zeros(2)]), 'Tensors must have same number of dimensions: got 2 and 1'],
      [() => torch.cat([x, tensor(1)]), 'zero-dimensional tensor (at position 1) cannot be concatenated'],
      [() => torch.cat([x], 2), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => torch.cat(x as never), "cat(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor"],
      [() => torch.stack([]), 'stack expects a non-empty TensorList'],
      [
        () => torch.stack([x, zeros(2)]),
        'stack expects each tensor to be equal size, but got [2, 3] at entry 0 and [2] at entry 1',
      ],
      [() => torch.stack([x], 3), 'Dimension out of range (expected to be in range of [-3, 2], but got 3)'],
      [() => torch.hstack([]), 'hstack expects a non-empty TensorList'],
      [
        () => torch.block_diag(zeros(1, 1, 1)),
        'torch.block_diag: Input tensors must have 2 or fewer dimensions. Input 0 has 3 dimensions',
      ],
    ]);
  });

  describe('grids', () => {
    expectRows([
      [
        () => torch.meshgrid(tensor([1, 2]), tensor([3, 4, 5]), { indexing: 'ij' })[1],
        'tensor([[3., 4., 5.],\n        [3., 4., 5.]])',
      ],
      [
        () => torch.meshgrid([tensor([1, 2]), tensor([3, 4, 5])], { indexing: 'xy' })[0],
        'tensor([[1., 2.],\n        [1., 2.],\n        [1., 2.]])',
      ],
      [() => torch.meshgrid(tensor([1, 2]), tensor(3))[1], 'tensor([[3.],\n        [3.]])'],
      [
        () => torch.cartesian_prod(tensor([1, 2]), tensor([3, 4])),
        'tensor([[1., 3.],\n        [1., 4.],\n        [2., 3.],\n        [2., 4.]])',
      ],
      [() => torch.cartesian_prod(tensor([1, 2])), 'tensor([1., 2.])'],
      [() => torch.combinations(arange(3)), 'tensor([[0, 1],\n        [0, 2],\n        [1, 2]])'],
      [
        () => torch.combinations(arange(3), { with_replacement: true }),
        'tensor([[0, 0],\n        [0, 1],\n        [0, 2],\n        [1, 1],\n        [1, 2],\n        [2, 2]])',
      ],
      [
        () => torch.combinations(arange(4), 3),
        'tensor([[0, 1, 2],\n        [0, 1, 3],\n        [0, 2, 3],\n        [1, 2, 3]])',
      ],
      [() => torch.combinations(arange(3), 0), 'tensor([], dtype=torch.int64)'],
      [() => torch.combinations(arange(3), 1), 'tensor([[0],\n        [1],\n        [2]])'],
      [() => grad((a) => torch.combinations(a), [1, 2, 3]), 'tensor([ 4.,  7., 10.])'],
    ]);
    expectRefused([
      [
        () => torch.meshgrid(tensor([1]), { indexing: 'a' as never }),
        'torch.meshgrid: indexing must be one of "xy" or "ij", but received: a',
      ],
      [() => torch.meshgrid(zeros(2), x), 'torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: '],
      [() => torch.meshgrid(zeros(2), v), 'meshgrid expects all tensors to have the same dtype'],
      [() => torch.cartesian_prod(x), 'Expect a 1D vector, but got shape [2, 3]'],
      [() => torch.combinations(v, -1), 'Expect a non-negative number, but got -1'],
      [() => torch.combinations(x), 'Expect a 1D vector, but got shape [2, 3]'],
    ]);
  });

  describe('split and its kin', () => {
    expectRows([
      [() => torch.stack(x.unbind(1)), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => v.split(3)[2], 'tensor([6])'],
      [() => v.split([1, 6])[1], 'tensor([1, 2, 3, 4, 5, 6])'],
      [() => x.split(2, { dim: 1 })[0], 'tensor([[0., 1.],\n        [3., 4.]])'],
      [() => zeros(0).split(0)[0], 'tensor([])'],
      [() => v.chunk(3)[2], 'tensor([6])'],
      [() => zeros(0, 2).chunk(3)[2], 'tensor([], size=(0, 2))'],
      [() => v.tensor_split(3)[1], 'tensor([3, 4])'],
      [() => v.tensor_split([1, 5, 9])[2], 'tensor([5, 6])'],
      [() => v.tensor_split([5, 1])[2], 'tensor([1, 2, 3, 4, 5, 6])'],
      [() => v.tensor_split(tensor([1n, 5n]))[1], 'tensor([1, 2, 3, 4])'],
      [() => v.tensor_split(tensor(2n))[1], 'tensor([4, 5, 6])'],
      [() => x.hsplit(3)[1], 'tensor([[1.],\n        [4.]])'],
      [() => x.hsplit([1])[1], 'tensor([[1., 2.],\n        [4., 5.]])'],
      [() => x.vsplit(2)[1], 'tensor([[3., 4., 5.]])'],
      [() => zeros(1, 1, 4).dsplit(2)[0], 'tensor([[[0., 0.]]])'],
      [
        () =>
          grad(
            (a) => a.unbind(1)[1],
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0., 1.],\n        [0., 2.]])',
      ],
      [() => grad((a) => a.split(2)[1], [1, 2, 3]), 'tensor([0., 0., 1.])'],
      [() => grad((a) => a.split([2, 1])[0], [1, 2, 3]), 'tensor([1., 2., 0.])'],
    ]);
    expectRefused([
      [() => v.split(0), 'split_size can only be 0 if dimension size is 0, but got dimension size of 7'],
      [() => v.split(-1), 'split expects split_size be non-negative, but got split_size=-1'],
      [
        () => v.split([1, 1]),
        "split_with_sizes expects split_sizes to sum exactly to 7 (input tensor's size at dimension 0), but got split_sizes=[1, 1]",
      ],
      [
        () => v.split([8, -1]),
        'split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=[8, -1]',
      ],
      [() => tensor(1).split(1), 'split expects at least a 1-dimensional tensor'],
      [() => v.chunk(0), 'chunk expects `chunks` to be greater than 0, got: 0'],
      [() => tensor(1).chunk(1), 'chunk expects at least a 1-dimensional tensor'],
      [() => tensor(1).unbind(), 'Dimension specified as 0 but tensor has no dimensions'],
      [() => v.tensor_split(0), 'number of sections must be larger than 0, got 0'],
      [
        () => tensor(1).tensor_split(1),
        'tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims',
      ],
      [
        () => v.tensor_split(tensor([1])),
        'tensor_split expected tensor_indices_or_sections to have dtype of long, but got Float',
      ],
      [
        () => v.tensor_split(tensor([[1n]])),
        'tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got a tensor with 2 dims',
      ],
      [
        () => x.hsplit(2),
        'torch.hsplit attempted to split along dimension 1, but the size of the dimension 3 is not divisible by the split_size 2!',
      ],
      [
        () => v.vsplit(1),
        'torch.vsplit requires a tensor with at least 2 dimension, but got a tensor with 1 dimensions!',
      ],
      [
        () => x.dsplit(1),
        'torch.dsplit requires a tensor with at least 3 dimension, but got a tensor with 2 dimensions!',
      ],
    ]);
  });
});
