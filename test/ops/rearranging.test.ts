import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad } from './rows.js';

const { arange, tensor, zeros } = torch;

const x = arange(6).float().reshape(2, 3);
const v = arange(7);

describe('rearranging', () => {
  describe('flips, rolls and rotations', () => {
    expectRows([
      [() => x.flip(0), 'tensor([[3., 4., 5.],\n        [0., 1., 2.]])'],
      [() => x.flip([0, -1]), 'tensor([[5., 4., 3.],\n        [2., 1., 0.]])'],
      [() => x.flip([]), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => x.t().flip(0), 'tensor([[2., 5.],\n        [1., 4.],\n        [0., 3.]])'],
      [() => tensor(1).flip(0), 'tensor(1.)'],
      [() => x.fliplr(), 'tensor([[2., 1., 0.],\n        [5., 4., 3.]])'],
      [() => x.flipud(), 'tensor([[3., 4., 5.],\n        [0., 1., 2.]])'],
      [() => zeros(0, 2).flip(0), 'tensor([], size=(0, 2))'],
      [() => x.roll(1), 'tensor([[5., 0., 1.],\n        [2., 3., 4.]])'],
      [() => x.roll(-1, 1), 'tensor([[1., 2., 0.],\n        [4., 5., 3.]])'],
      [() => x.roll([1, 5], [0, 1]), 'tensor([[4., 5., 3.],\n        [1., 2., 0.]])'],
      [() => x.t().roll(2), 'tensor([[2., 5.],\n        [0., 3.],\n        [1., 4.]])'],
      [() => tensor(1).roll(1), 'tensor(1.)'],
      [() => zeros(0).roll(1), 'tensor([])'],
      [() => x.rot90(), 'tensor([[2., 5.],\n        [1., 4.],\n        [0., 3.]])'],
      [() => x.rot90(-1), 'tensor([[3., 0.],\n        [4., 1.],\n        [5., 2.]])'],
      [() => x.rot90(2), 'tensor([[5., 4., 3.],\n        [2., 1., 0.]])'],
      [() => x.rot90(4), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => x.rot90(1, [1, 0]), 'tensor([[3., 0.],\n        [4., 1.],\n        [5., 2.]])'],
      [
        () =>
          grad(
            (a) => a.flip(1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[2., 1.],\n        [4., 3.]])',
      ],
      [
        () =>
          grad(
            (a) => a.roll(1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[2., 3.],\n        [4., 1.]])',
      ],
      [
        () =>
          grad(
            (a) => a.rot90(3),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[2., 4.],\n        [1., 3.]])',
      ],
    ]);
    expectRefused([
      [() => x.flip(2), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => x.flip(0, 0), 'dim 0 appears multiple times in the list of dims'],
      [() => v.fliplr(), 'Input must be >= 2-d.'],
      [() => tensor(1).flipud(), 'Input must be >= 1-d.'],
      [() => x.roll([]), '`shifts` required'],
      [() => x.roll([1, 2]), 'shifts and dimensions must align. shifts: 2, dims:0'],
      [() => x.roll(1, [0, 1]), 'shifts and dimensions must align. shifts: 1, dims:2'],
      [() => x.roll(1, 5), 'Dimension out of range (expected to be in range of [-2, 1], but got 5)'],
      [() => tensor(1).roll(1, 0), 'Dimension specified as 0 but tensor has no dimensions'],
      [() => x.rot90(1, [0]), 'expected total rotation dims == 2, but got dims = 1'],
      [() => v.rot90(), 'expected total dims >= 2, but got total dims = 1'],
      [() => x.rot90(1, [0, -2]), 'expected rotation dims to be different, but got dim0 = 0 and dim1 = -2'],
    ]);
  });

  describe('repetitions', () => {
    expectRows([
      [() => tensor([1, 2]).repeat(2), 'tensor([1., 2., 1., 2.])'],
      [() => tensor([1, 2]).repeat(2, 2), 'tensor([[1., 2., 1., 2.],\n        [1., 2., 1., 2.]])'],
      [() => x.t().repeat([1, 2]), 'tensor([[0., 3., 0., 3.],\n        [1., 4., 1., 4.],\n        [2., 5., 2., 5.]])'],
      [() => tensor(1).repeat(2), 'tensor([1., 1.])'],
      [() => x.repeat(0, 1), 'tensor([], size=(0, 3))'],
      [() => x.tile(2), 'tensor([[0., 1., 2., 0., 1., 2.],\n        [3., 4., 5., 3., 4., 5.]])'],
      [() => torch.tile(tensor([1, 2]), [2, 1]), 'tensor([[1., 2.],\n        [1., 2.]])'],
      [() => x.tile([]), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => tensor([1, 2]).repeat_interleave(2), 'tensor([1., 1., 2., 2.])'],
      [
        () => x.repeat_interleave(2, 0),
        'tensor([[0., 1., 2.],\n        [0., 1., 2.],\n        [3., 4., 5.],\n        [3., 4., 5.]])',
      ],
      [() => x.repeat_interleave(tensor([0n, 2n]), { dim: 0 }), 'tensor([[3., 4., 5.],\n        [3., 4., 5.]])'],
      [
        () => x.repeat_interleave({ repeats: 2, dim: 1 }),
        'tensor([[0., 0., 1., 1., 2., 2.],\n        [3., 3., 4., 4., 5., 5.]])',
      ],
      [
        () => x.repeat_interleave(tensor(2n), 1),
        'tensor([[0., 0., 1., 1., 2., 2.],\n        [3., 3., 4., 4., 5., 5.]])',
      ],
      [() => torch.repeat_interleave(tensor([1n, 0n, 2n])), 'tensor([0, 2, 2])'],
      [() => tensor(1).repeat_interleave(2), 'tensor([1., 1.])'],
      [() => grad((a) => a.repeat(2, 2), [1, 2]), 'tensor([16., 20.])'],
      [() => grad((a) => a.repeat_interleave(2), [1, 2]), 'tensor([3., 7.])'],
      [() => grad((a) => a.repeat_interleave(tensor([2n, 1n])), [1, 2]), 'tensor([3., 3.])'],
    ]);
    expectRefused([
      [() => x.repeat(2), 'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor'],
      [() => x.repeat(-1, 2), 'Trying to create tensor with negative dimension -2: [-2, 6]'],
      [
        () => x.repeat_interleave(tensor([1n, 2n])),
        'repeats must have the same size as input along dim, but got repeats.size(0) = 2 and input.size(0) = 6',
      ],
      [() => x.repeat_interleave(tensor([1, 2]), 0), `"repeat_interleave_cpu" not implemented for 'Float'`],
      [() => x.repeat_interleave(tensor([1n, -2n]), 0), 'repeats can not be negative'],
      [() => x.repeat_interleave(-1), 'Repeats must be non-negative'],
      [() => x.repeat_interleave(tensor([[2n]]), 1), 'repeats must be 0-dim or 1-dim tensor'],
      [() => torch.repeat_interleave(tensor([[1n]])), 'repeat_interleave only accept 1D vector as repeat'],
      [
        () => x.repeat_interleave(2, 0, { output_size: 5 }),
        'repeat_interleave: Invalid output_size, expected 4 but got 5',
      ],
    ]);
  });

  describe('triangles', () => {
    expectRows([
      [() => x.tril(), 'tensor([[0., 0., 0.],\n        [3., 4., 0.]])'],
      [() => x.triu(1), 'tensor([[0., 1., 2.],\n        [0., 0., 5.]])'],
      [() => x.tril({ diagonal: -1 }), 'tensor([[0., 0., 0.],\n        [3., 0., 0.]])'],
      [() => x.tril(9), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => x.triu(-9), 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => x.t().triu(), 'tensor([[0., 3.],\n        [0., 4.],\n        [0., 0.]])'],
      [() => x.bool().tril(), 'tensor([[False, False, False],\n        [ True,  True, False]])'],
      [() => arange(4).reshape(2, 2).triu(), 'tensor([[0, 1],\n        [0, 3]])'],
      [
        () =>
          tensor([
            [
              [1, 2],
              [3, 4],
            ],
            [
              [5, 6],
              [7, 8],
            ],
          ]).tril(),
        'tensor([[[1., 0.],\n         [3., 4.]],\n\n        [[5., 0.],\n         [7., 8.]]])',
      ],
      [() => x.clone().tril_(-1), 'tensor([[0., 0., 0.],\n        [3., 0., 0.]])'],
      [() => x.t().clone().triu_(), 'tensor([[0., 3.],\n        [0., 4.],\n        [0., 0.]])'],
      [() => zeros(0, 3).tril(), 'tensor([], size=(0, 3))'],
      [() => torch.tril_indices(2, 3), 'tensor([[0, 1, 1],\n        [0, 0, 1]])'],
      [
        () => torch.triu_indices(2, 3, { offset: 1, dtype: torch.int32 }),
        'tensor([[0, 0, 1],\n        [1, 2, 2]], dtype=torch.int32)',
      ],
      [
        () =>
          grad(
            (a) => a.tril(-1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0., 0.],\n        [3., 0.]])',
      ],
    ]);
    expectRefused([
      [() => v.tril(), 'tril: input tensor must have at least 2 dimensions'],
      [() => x.tril(1.5), "tril(): argument 'diagonal' (position 1) must be int, not float"],
      [() => torch.tril_indices(-1, 3), 'row must be non-negative, got-1'],
    ]);
  });
});
