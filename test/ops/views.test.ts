import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad, second } from './rows.js';

const { arange, tensor, zeros } = torch;

const x = arange(6).float().reshape(2, 3);
const y = arange(24).float().reshape(2, 3, 4);

describe('views', () => {
  describe('of other sizes', () => {
    expectRows([
      [() => x.view(3, 2), 'tensor([[0., 1.],\n        [2., 3.],\n        [4., 5.]])'],
      [() => x.view(-1), 'tensor([0., 1., 2., 3., 4., 5.])'],
      [() => x.view([3, -1]), 'tensor([[0., 1.],\n        [2., 3.],\n        [4., 5.]])'],
      [() => x.t().view_as(zeros(3, 1, 2)), 'tensor([[[0., 3.]],\n\n        [[1., 4.]],\n\n        [[2., 5.]]])'],
      [() => y.permute(2, 0, 1).view(4, 6)[0], 'tensor([ 0.,  4.,  8., 12., 16., 20.])'],
      [() => y.reshape(4, -1)[1], 'tensor([ 6.,  7.,  8.,  9., 10., 11.])'],
      [() => x.t().reshape(6), 'tensor([0., 3., 1., 4., 2., 5.])'],
      [() => x.reshape_as(zeros(6)), 'tensor([0., 1., 2., 3., 4., 5.])'],
      [() => y.flatten(1)[1], 'tensor([12., 13., 14., 15., 16., 17., 18., 19., 20., 21., 22., 23.])'],
      [() => y.flatten({ end_dim: 1 })[3], 'tensor([12., 13., 14., 15.])'],
      [() => tensor(1).flatten(), 'tensor([1.])'],
      [
        () => x.unflatten(1, [3, -1]),
        'tensor([[[0.],\n         [1.],\n         [2.]],\n\n        [[3.],\n         [4.],\n         [5.]]])',
      ],
      [() => x.t().ravel(), 'tensor([0., 3., 1., 4., 2., 5.])'],
      [() => tensor([1]).view(torch.int32), 'tensor([1065353216], dtype=torch.int32)'],
      [() => tensor([1, 2]).view(torch.int16), 'tensor([    0, 16256,     0, 16384], dtype=torch.int16)'],
      [() => tensor([1n, 2n]).view(torch.float32).view(torch.int64), 'tensor([1, 2])'],
      [
        () =>
          grad(
            (v) => v.t().reshape(-1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[1., 3.],\n        [2., 4.]])',
      ],
    ]);
    expectRefused([
      [() => x.view(5), "shape '[5]' is invalid for input of size 6"],
      [() => x.view(-2, 3), 'invalid shape dimension -2 at index 0 of shape [-2, 3]'],
      [() => x.view(-1, -1), 'only one dimension can be inferred'],
      [() => x.view(0, -1), "shape '[0, -1]' is invalid for input of size 6"],
      [
        () => zeros(0).view(-1, 0),
        'cannot reshape tensor of 0 elements into shape [-1, 0] because the unspecified dimension size -1 can be any value and is ambiguous',
      ],
      [
        () => y.transpose(0, 1).view(24),
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
      ],
      [
        () => x.view(torch.float64),
        'self.size(-1) must be divisible by 2 to view Float as Double (different element sizes), but got 3',
      ],
      [() => tensor(1).view(torch.int16), 'self.dim() cannot be 0 to view Float as Short (different element sizes)'],
      [
        () => x.t().view(torch.int16),
        'self.stride(-1) must be 1 to view Float as Short (different element sizes), but got 3',
      ],
      [() => y.flatten(2, 1), 'flatten() has invalid args: start_dim cannot come after end_dim'],
      [() => y.flatten(1, 5), 'Dimension out of range (expected to be in range of [-3, 2], but got 5)'],
      [
        () => y.unflatten(1, [2, -1]),
        "unflatten: Provided sizes [2, -1] don't multiply up to the size of dim 1 (3) in the input tensor",
      ],
      [() => y.unflatten(1, []), 'unflatten: sizes must be non-empty'],
    ]);
  });

  describe('with dimensions of size 1', () => {
    expectRows([
      [() => zeros(1, 2, 1).squeeze(), 'tensor([0., 0.])'],
      [() => zeros(1, 2, 1).squeeze(0), 'tensor([[0.],\n        [0.]])'],
      [() => zeros(1, 2, 1).squeeze([0, 1]), 'tensor([[0.],\n        [0.]])'],
      [() => zeros(1, 2, 1).squeeze({ dim: -1 }), 'tensor([[0., 0.]])'],
      [() => tensor(1).squeeze(0), 'tensor(1.)'],
      [
        () => x.unsqueeze(-1),
        'tensor([[[0.],\n         [1.],\n         [2.]],\n\n        [[3.],\n         [4.],\n         [5.]]])',
      ],
      [() => torch.unsqueeze_copy(tensor([1, 2]), 0), 'tensor([[1., 2.]])'],
      [() => torch.atleast_1d(tensor(1)), 'tensor([1.])'],
      [() => torch.atleast_2d(tensor([1, 2])), 'tensor([[1., 2.]])'],
      [() => torch.atleast_3d(tensor([1, 2])), 'tensor([[[1.],\n         [2.]]])'],
      [
        () => torch.atleast_3d(tensor(1), x)[1],
        'tensor([[[0.],\n         [1.],\n         [2.]],\n\n        [[3.],\n         [4.],\n         [5.]]])',
      ],
      [() => torch.atleast_2d([tensor(1), x])[0], 'tensor([[1.]])'],
    ]);
    expectRefused([
      [() => x.squeeze(2), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => x.squeeze([0, 0]), 'dim 0 appears multiple times in the list of dims'],
      [() => x.unsqueeze(3), 'Dimension out of range (expected to be in range of [-3, 2], but got 3)'],
    ]);
  });

  describe('in another order', () => {
    expectRows([
      [() => x.t(), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => x.T, 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => tensor([1, 2]).t(), 'tensor([1., 2.])'],
      [() => tensor(1).mT, 'tensor(1.)'],
      [
        () => y.mT[0],
        'tensor([[ 0.,  4.,  8.],\n        [ 1.,  5.,  9.],\n        [ 2.,  6., 10.],\n        [ 3.,  7., 11.]])',
      ],
      [() => x.H, 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [
        () => y.mH[1],
        'tensor([[12., 16., 20.],\n        [13., 17., 21.],\n        [14., 18., 22.],\n        [15., 19., 23.]])',
      ],
      [
        () => y.adjoint()[0],
        'tensor([[ 0.,  4.,  8.],\n        [ 1.,  5.,  9.],\n        [ 2.,  6., 10.],\n        [ 3.,  7., 11.]])',
      ],
      [() => x.transpose(0, -1), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => x.swapdims({ dim0: 0, dim1: 1 }), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [() => y.permute(2, 0, 1)[3], 'tensor([[ 3.,  7., 11.],\n        [15., 19., 23.]])'],
      [() => y.permute([-1, 0, 1])[0], 'tensor([[ 0.,  4.,  8.],\n        [12., 16., 20.]])'],
      [
        () => y.movedim(0, -1)[0],
        'tensor([[ 0., 12.],\n        [ 1., 13.],\n        [ 2., 14.],\n        [ 3., 15.]])',
      ],
      [
        () => y.movedim([0, 1], [2, 0])[1],
        'tensor([[ 4., 16.],\n        [ 5., 17.],\n        [ 6., 18.],\n        [ 7., 19.]])',
      ],
      [() => torch.transpose_copy(x, 0, 1), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
      [
        () =>
          grad(
            (v) => v.permute(1, 0),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[1., 3.],\n        [2., 4.]])',
      ],
    ]);
    expectRefused([
      [() => y.t(), 't() expects a tensor with <= 2 dimensions, but self is 3D'],
      [() => tensor([1]).mT, 'tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.'],
      [
        () => y.H,
        'tensor.H is only supported on matrices (2-D tensors). Got 3-D tensor. For batches of matrices, consider using tensor.mH',
      ],
      [() => tensor([1]).H, 'tensor.H is only supported on matrices (2-D tensors). Got 1-D tensor.'],
      [
        () => tensor([1]).adjoint(),
        'tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor.',
      ],
      [() => x.transpose(0, 2), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [
        () => y.permute(0, 1),
        'permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = 3 is not equal to len(dims) = 2',
      ],
      [() => x.permute(0, 0), 'permute(): duplicate dims are not allowed.'],
      [() => x.permute(0, 2), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [
        () => y.movedim([0, 1], [1]),
        'movedim: Invalid source or destination dims: source ([0, 1] dims) should contain the same number of dims as destination ([1] dims)',
      ],
      [() => y.movedim([0, -3], [0, 1]), 'movedim: repeated dim in `source` ([0, -3])'],
      [() => y.movedim([0, 1], [1, -2]), 'movedim: repeated dim in `destination` ([1, -2])'],
    ]);
  });

  describe('that repeat', () => {
    expectRows([
      [() => tensor([[1], [2]]).expand(2, 3), 'tensor([[1., 1., 1.],\n        [2., 2., 2.]])'],
      [() => tensor([1, 2]).expand([2, -1]), 'tensor([[1., 2.],\n        [1., 2.]])'],
      [() => tensor(1).expand_as(x), 'tensor([[1., 1., 1.],\n        [1., 1., 1.]])'],
      [() => torch.broadcast_to(tensor([1, 2]), [2, 2]), 'tensor([[1., 2.],\n        [1., 2.]])'],
      [() => zeros(1).expand(0), 'tensor([])'],
      [() => torch.broadcast_tensors(tensor([1, 2]), tensor([[3], [4]]))[1], 'tensor([[3., 3.],\n        [4., 4.]])'],
      [() => grad((v) => v.expand(2, 3), [[1], [2]]), 'tensor([[ 6.],\n        [15.]])'],
      [() => grad((v) => v.expand(2, -1), [1, 2]), 'tensor([4., 6.])'],
    ]);
    expectRefused([
      [
        () => y.expand(2, 3),
        'expand(torch.FloatTensor{[2, 3, 4]}, size=[2, 3]): the number of sizes provided (2) must be greater or equal to the number of dimensions in the tensor (3)',
      ],
      [
        () => y.expand(2, 3, 5),
        'The expanded size of the tensor (5) must match the existing size (4) at non-singleton dimension 2.  Target sizes: [2, 3, 5].  Tensor sizes: [2, 3, 4]',
      ],
      [
        () => x.expand(-1, 2, 3),
        "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0",
      ],
      [
        () => x.expand(2, -2),
        'The expanded size of the tensor (-2) must match the existing size (3) at non-singleton dimension 1.  Target sizes: [2, -2].  Tensor sizes: [2, 3]',
      ],
      [
        () => torch.broadcast_tensors(zeros(2), zeros(3)),
        'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
      ],
      [
        () => torch.broadcast_shapes([2, 3], [4, 3]),
        'Attempting to broadcast a dimension of length 4 at -2! Mismatching argument at index 1 had (4, 3); but expected shape should be broadcastable to [2, 3]',
      ],
      [
        () => torch.broadcast_shapes(2, [3]),
        'Attempting to broadcast a dimension of length 3 at -1! Mismatching argument at index 1 had (3,); but expected shape should be broadcastable to [2]',
      ],
      [() => torch.broadcast_shapes([-2]), 'Attempting to broadcast a dimension with negative length!'],
    ]);
  });

  describe('of parts', () => {
    expectRows([
      [() => x.select(1, -1), 'tensor([2., 5.])'],
      [() => x.narrow(1, -2, 2), 'tensor([[1., 2.],\n        [4., 5.]])'],
      [() => x.narrow(0, tensor(1n), 1), 'tensor([[3., 4., 5.]])'],
      [() => x.narrow_copy(1, 0, 1), 'tensor([[0.],\n        [3.]])'],
      [() => arange(7).unfold(0, 3, 2), 'tensor([[0, 1, 2],\n        [2, 3, 4],\n        [4, 5, 6]])'],
      [() => x.unfold(1, 2, 1), 'tensor([[[0., 1.],\n         [1., 2.]],\n\n        [[3., 4.],\n         [4., 5.]]])'],
      [() => tensor(1).unfold(0, 1, 1), 'tensor([1.])'],
      [() => x.diagonal(), 'tensor([0., 4.])'],
      [() => x.diagonal(1), 'tensor([1., 5.])'],
      [() => x.diagonal(-1), 'tensor([3.])'],
      [() => x.diagonal(9), 'tensor([])'],
      [() => y.diagonal({ dim1: 0, dim2: 2 }), 'tensor([[ 0., 13.],\n        [ 4., 17.],\n        [ 8., 21.]])'],
      [() => arange(4).as_strided([2, 3], [1, 1]), 'tensor([[0, 1, 2],\n        [1, 2, 3]])'],
      [() => x[1].as_strided([2], [1]), 'tensor([3., 4.])'],
      [() => x[1].as_strided([2], [1], { storage_offset: 0 }), 'tensor([0., 1.])'],
      [
        () =>
          grad(
            (v) => v.select(0, 1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0., 0.],\n        [1., 2.]])',
      ],
      [() => grad((v) => v.unfold(0, 3, 1), [1, 2, 3, 4]), 'tensor([1., 6., 8., 6.])'],
      [
        () =>
          grad(
            (v) => v.diagonal(1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0., 1.],\n        [0., 0.]])',
      ],
      [() => grad((v) => v.as_strided([2, 3], [1, 1]), [1, 2, 3, 4]), 'tensor([1., 6., 8., 6.])'],
      [
        () =>
          grad(
            (v) => v.t().as_strided([2], [2]),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[1., 0.],\n        [2., 0.]])',
      ],
      [() => grad((v) => v.expand(2, 2).as_strided([2], [1]), [1, 2]), 'tensor([1., 2.])'],
    ]);
    expectRefused([
      [() => x.select(0, 2), 'select(): index 2 out of range for tensor of size [2, 3] at dimension 0'],
      [() => tensor(1).select(0, 0), 'select() cannot be applied to a 0-dim tensor.'],
      [() => x.narrow(0, 1, 2), 'start (1) + length (2) exceeds dimension size (2).'],
      [() => x.narrow(0, 3, 0), 'start out of range (expected to be in range of [-2, 2], but got 3)'],
      [() => x.narrow(0, 0, -1), 'narrow(): length must be non-negative.'],
      [() => tensor(1).narrow(0, 0, 1), 'narrow() cannot be applied to a 0-dim tensor.'],
      [() => x.narrow(0, tensor(1), 1), 'start must be an 0-dim integral Tensor.'],
      [() => x.unfold(0, 3, 1), 'maximum size for tensor at dimension 0 is 2 but size is 3'],
      [() => x.unfold(0, 1, 0), 'step is 0 but must be > 0'],
      [() => x.unfold(0, -1, 1), 'size is -1 but must be >= 0'],
      [() => x.diagonal(0, 1, 1), 'diagonal dimensions cannot be identical 1, 1'],
      [() => tensor([1]).diagonal(), 'Dimension out of range (expected to be in range of [-1, 0], but got 1)'],
      [() => x.as_strided([2], [1, 1]), 'mismatch in length of strides and shape'],
      [
        () => x.as_strided([9], [1]),
        'setStorage: sizes [9], strides [1], storage offset 0, and itemsize 4 requiring a storage size of 36 are out of bounds for storage of size 24',
      ],
      [
        () => x.as_strided([2], [-1]),
        'as_strided: Negative strides are not supported at the moment, got strides: [-1]',
      ],
      [() => x.as_strided([2], [1], -1), 'Tensor: invalid storage offset -1'],
    ]);
  });

  describe('of diagonals as new matrices', () => {
    expectRows([
      [() => tensor([1, 2]).diag(1), 'tensor([[0., 1., 0.],\n        [0., 0., 2.],\n        [0., 0., 0.]])'],
      [() => x.diag(-1), 'tensor([3.])'],
      [() => x.diagflat(-1)[2], 'tensor([0., 1., 0., 0., 0., 0., 0.])'],
      [() => tensor([[1, 2]]).diag_embed({ dim1: 0, dim2: 2 }), 'tensor([[[1., 0.]],\n\n        [[0., 2.]]])'],
      [() => tensor([1, 2]).diag_embed(-1), 'tensor([[0., 0., 0.],\n        [1., 0., 0.],\n        [0., 2., 0.]])'],
      [() => torch.diagonal_copy(x, 1), 'tensor([1., 5.])'],
      [() => x.trace(), 'tensor(4.)'],
      [
        () =>
          tensor([
            [1n, 2n],
            [3n, 4n],
          ])
            .to(torch.int8)
            .trace(),
        'tensor(5)',
      ],
      [() => grad((v) => v.diag(), [1, 2]), 'tensor([1., 4.])'],
      [
        () =>
          grad(
            (v) => v.diag(),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[1., 0.],\n        [0., 2.]])',
      ],
      [
        () =>
          grad(
            (v) => v.trace(),
            [
              [1, 2, 3],
              [3, 4, 5],
            ],
          ),
        'tensor([[1., 0., 0.],\n        [0., 1., 0.]])',
      ],
    ]);
    expectRefused([
      [() => tensor(1).diag(), 'diag(): Supports 1D or 2D tensors. Got 0D'],
      [() => x.diag_embed(0, 1, 1), 'diagonal dimensions cannot be identical 1, 1'],
      [() => y.trace(), 'trace: expected a matrix, but got tensor with dim 3'],
      [() => x.bool().trace(), `"trace" not implemented for 'Bool'`],
    ]);
  });
  it('share memory with their base, its version and its graph', () => {
    const base = zeros(2, 3);
    const made = [base.view(6), base.t(), base[0], base.expand(2, 2, 3), base.diagonal(), base.unfold(1, 2, 1), base.H];
    base.fill_(7);
    for (const view of [...made, ...base.split(1), ...base.unbind(1)]) {
      expect(view._version).to.equal(1);
      expect(view.reshape(-1)[0].item()).to.equal(7);
    }
  });

  it('are the tensor itself where PyTorch gives it back', () => {
    const vector = zeros(3);
    expect(vector.flatten()).to.equal(vector);
    expect(torch.atleast_1d(vector)).to.equal(vector);
    expect(vector.view(3)).not.to.equal(vector);
    expect(vector.squeeze()).not.to.equal(vector);
  });

  it('have the strides that PyTorch gives them', () => {
    expect(y.permute(2, 0, 1).stride()).to.deep.equal([1, 12, 4]);
    expect(y.unsqueeze(1).stride()).to.deep.equal([12, 12, 4, 1]);
    expect(x.expand(5, 2, 3).stride()).to.deep.equal([0, 3, 1]);
    expect(y.diagonal(-1, 1, 2).stride()).to.deep.equal([12, 5]);
    expect(y[':, ::2, 1:'].stride()).to.deep.equal([12, 8, 1]);
  });

  it('have second derivatives', () => {
    const cube = (v: torch.Tensor) => v.mul(v).mul(v);
    const at = [
      [1, 2],
      [3, 4],
    ];
    const inner: Record<string, (v: torch.Tensor) => torch.Tensor> = {
      select: (v) => v.select(0, 1),
      narrow: (v) => v.narrow(1, 1, 1),
      unfold: (v) => v.unfold(0, 2, 1),
      diagonal: (v) => v.diagonal(),
      as_strided: (v) => v.as_strided([3, 2], [1, 1]),
      expand: (v) => v.expand(2, 2, 2),
      diag: (v) => v.diag(),
    };
    for (const [name, view] of Object.entries(inner)) {
      const before = second((v) => view(cube(v)), at).tolist();
      expect(second((v) => cube(view(v)), at).tolist(), name).to.deep.equal(before); // cubes and views commute
    }
  });
});
