import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad } from './rows.js';

const { arange, tensor, zeros } = torch;

const x = arange(6).float().reshape(2, 3);
const i = (...indices: (number | number[])[]) => tensor(indices, { dtype: torch.int64 });
const mask = (...values: boolean[]) => tensor(values);

describe('selecting and scattering', () => {
  describe('gather and take', () => {
    expectRows([
      [() => x.gather(0, i([0, 1, 1])), 'tensor([[0., 4., 5.]])'],
      [() => x.gather(1, i([2], [0])), 'tensor([[2.],\n        [3.]])'],
      [() => x.t().gather({ dim: -1, index: i([1, 1, 0]) }), 'tensor([[3., 3., 0.]])'],
      [() => tensor(1).gather(0, i(0)), 'tensor([1.])'],
      [() => x.gather(0, i([1]).to(torch.int32)), 'tensor([[3.]])'],
      [() => x.gather(0, zeros(0).long()), 'tensor([])'],
      [() => x.index_select(1, i(2, 0)), 'tensor([[2., 0.],\n        [5., 3.]])'],
      [() => x.index_select({ dim: 0, index: tensor(1n) }), 'tensor([[3., 4., 5.]])'],
      [() => tensor(5).index_select(0, i(0)), 'tensor(5.)'],
      [() => x.index_select(0, zeros(0).long()), 'tensor([], size=(0, 3))'],
      [() => x.take(i([0, -1])), 'tensor([[0., 5.]])'],
      [() => x.t().take(i(1)), 'tensor([3.])'],
      [() => x.take_along_dim(i([1]), 0), 'tensor([[3., 4., 5.]])'],
      [() => x.take_along_dim(i(5, 0)), 'tensor([5., 0.])'],
      [
        () => x.take_along_dim(x.argsort({ dim: 1, descending: true }), 1),
        'tensor([[2., 1., 0.],\n        [5., 4., 3.]])',
      ],
      [() => grad((v) => v.gather(0, i(0, 0, 2)), [1, 2, 3]), 'tensor([3., 0., 3.])'],
      [
        () =>
          grad(
            (v) => v.index_select(1, i(1, 1)),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0., 3.],\n        [0., 7.]])',
      ],
      [
        () =>
          grad(
            (v) => v.take(i(3, 3, 0)),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[3., 0.],\n        [0., 3.]])',
      ],
    ]);
    expectRefused([
      [() => x.gather(0, i([5])), 'index 5 is out of bounds for dimension 0 with size 2'],
      [() => x.gather(0, i([-1])), 'index -1 is out of bounds for dimension 0 with size 2'],
      [() => x.gather(0, tensor([[0]])), 'gather(): Expected dtype int32/int64 for index'],
      [() => x.gather(2, i([0])), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [
        () => x.gather(0, i([0, 0, 0, 0])),
        'Size does not match at dimension 1 expected index [1, 4] to be no larger than self [2, 3] apart from dimension 0',
      ],
      [() => x.gather(0, i(0)), 'Index tensor must have the same number of dimensions as input tensor'],
      [() => x.index_select(0, i(5)), 'index out of range in self'],
      [() => x.index_select(0, i([0])), 'index_select(): Index is supposed to be a vector'],
      [() => x.index_select(0, tensor([0])), 'index_select(): Expected dtype int32 or int64 for index'],
      [() => x.take(i(6)), 'out of range: tried to access index 6 on a tensor of 6 elements.'],
      [() => x.take(tensor([0])), 'take(): Expected a long tensor for index, but got Float'],
      [() => zeros(0).take(i(0)), 'take(): tried to take from an empty tensor'],
      [
        () => x.take_along_dim(tensor([[0]]), 0),
        'torch.take_along_dim(): dtype of indices should be Long but got Float',
      ],
      [
        () => x.take_along_dim(i(0), 0),
        'torch.take_along_dim(): input and indices should have the same number of dimensions, but got 2 dimensions for input, and 1 dimensions for indices',
      ],
    ]);
  });

  describe('scatter', () => {
    expectRows([
      [
        () => zeros(2, 3).scatter(0, i([0, 1, 1]), tensor([[5, 6, 7]])),
        'tensor([[5., 0., 0.],\n        [0., 6., 7.]])',
      ],
      [() => zeros(2, 3).scatter(1, i([2], [0]), 9), 'tensor([[0., 0., 9.],\n        [9., 0., 0.]])'],
      [() => x.scatter(0, i([0]), { value: 9 }), 'tensor([[9., 1., 2.],\n        [3., 4., 5.]])'],
      [
        () => x.scatter(0, i([1, 1]), zeros(1, 2).add(2), { reduce: 'multiply' }),
        'tensor([[0., 1., 2.],\n        [6., 8., 5.]])',
      ],
      [() => x.scatter(0, i([1, 1]), 2, { reduce: 'add' }), 'tensor([[0., 1., 2.],\n        [5., 6., 5.]])'],
      [() => arange(3).scatter_(0, i(1), 1.5), 'tensor([0, 1, 2])'],
      [() => tensor(1).scatter(0, i(0), 5), 'tensor(5.)'],
      [() => zeros(3).scatter_add(0, i(0, 0, 2), tensor([1, 2, 3])), 'tensor([3., 0., 3.])'],
      [() => tensor([true, false]).scatter_add(0, i(0, 0), mask(true, true)), 'tensor([ True, False])'],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'sum'),
        'tensor([9., 7.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'prod'),
        'tensor([24., 10.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'mean'),
        'tensor([3.0000, 3.5000])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amax'),
        'tensor([4., 5.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amin'),
        'tensor([2., 2.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'sum', { include_self: false }),
        'tensor([7., 5.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'prod', { include_self: false }),
        'tensor([12.,  5.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'mean', { include_self: false }),
        'tensor([3.5000, 5.0000])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amax', { include_self: false }),
        'tensor([4., 5.])',
      ],
      [
        () =>
          zeros(2)
            .add(2)
            .scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amin', { include_self: false }),
        'tensor([3., 5.])',
      ],
      [() => tensor([5n, 1n]).scatter_reduce(0, i(0, 0), tensor([-4n, -3n]), 'mean'), 'tensor([-1,  1])'],
      [() => tensor([1, NaN]).scatter_reduce(0, i(0, 1), tensor([NaN, 1]), 'amax'), 'tensor([nan, nan])'],
      [() => grad((v) => zeros(3).scatter(0, i(2, 0), v), [1, 2]), 'tensor([3., 1.])'],
      [() => grad((v) => v.scatter(0, i(1), 5), [1, 2]), 'tensor([1., 0.])'],
      [
        () =>
          grad(
            (v) =>
              zeros(2)
                .add(2)
                .scatter_reduce(0, i(0, 0, 1), v, 'sum'),
            [3, 4, 5],
          ),
        'tensor([1., 1., 2.])',
      ],
      [
        () =>
          grad(
            (v) =>
              zeros(2)
                .add(2)
                .scatter_reduce(0, i(0, 0, 1), v, 'prod'),
            [3, 4, 5],
          ),
        'tensor([8., 6., 4.])',
      ],
      [
        () =>
          grad(
            (v) =>
              zeros(2)
                .add(2)
                .scatter_reduce(0, i(0, 0, 1), v, 'mean'),
            [3, 4, 5],
          ),
        'tensor([0.3333, 0.3333, 1.0000])',
      ],
      [
        () =>
          grad(
            (v) =>
              zeros(2)
                .add(2)
                .scatter_reduce(0, i(0, 0, 1), v, 'amax'),
            [3, 4, 5],
          ),
        'tensor([0., 1., 2.])',
      ],
      [
        () =>
          grad(
            (v) =>
              zeros(2)
                .add(2)
                .scatter_reduce(0, i(0, 0, 1), v, 'amin'),
            [3, 4, 5],
          ),
        'tensor([0., 0., 0.])',
      ],
      [() => grad((v) => v.scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'sum'), [4, 6]), 'tensor([1., 2.])'],
      [() => grad((v) => v.scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'prod'), [4, 6]), 'tensor([12., 10.])'],
      [
        () => grad((v) => v.scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'mean'), [4, 6]),
        'tensor([0.3333, 1.0000])',
      ],
      [
        () => grad((v) => v.scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amax'), [4, 6]),
        'tensor([0.5000, 2.0000])',
      ],
      [() => grad((v) => v.scatter_reduce(0, i(0, 0, 1), tensor([3, 4, 5]), 'amin'), [4, 6]), 'tensor([0., 0.])'],
      [
        () =>
          grad(
            (v) =>
              zeros(1)
                .add(2)
                .scatter_reduce(0, i(0, 0, 0), v, 'prod'),
            [3, 0, 5],
          ),
        'tensor([ 0., 30.,  0.])',
      ],
      [
        () =>
          grad(
            (v) =>
              zeros(1)
                .add(2)
                .scatter_reduce(0, i(0, 0, 0), v, 'prod'),
            [0, 0, 5],
          ),
        'tensor([0., 0., 0.])',
      ],
    ]);
    expectRefused([
      [() => x.scatter(0, i([5]), 1), 'index 5 is out of bounds for dimension 0 with size 2'],
      [() => x.scatter(0, i([0]), tensor([[1n]])), 'scatter(): Expected self.dtype to be equal to src.dtype'],
      [() => x.scatter(0, tensor([[0]]), 1), 'scatter(): Expected dtype int32/int64 for index'],
      [
        () => x.scatter(0, i([0], [0]), zeros(1, 1)),
        'Expected index [2, 1] to be no larger than self [2, 3] apart from dimension 0 and to be no larger size than src [1, 1]',
      ],
      [() => x.scatter(0, i(0), 1), 'Index tensor must have the same number of dimensions as self tensor'],
      [() => x.scatter(0, i([0]), 1, { reduce: 'mean' as never }), 'reduce argument must be either add or multiply.'],
      [
        () => x.scatter_reduce(0, i([0]), zeros(1, 1), 'all' as never),
        'reduce argument must be either sum, prod, mean, amax or amin, got all',
      ],
      [() => x.to(torch.int8).scatter(0, i([0]), 300), 'value cannot be converted to type int8_t without overflow'],
    ]);
  });

  describe('writes to listed entries', () => {
    expectRows([
      [() => zeros(3).index_add(0, i(0, 0, 2), tensor([1, 2, 3])), 'tensor([3., 0., 3.])'],
      [() => x.index_add(1, i(2), tensor([[1], [2]]), { alpha: -2 }), 'tensor([[0., 1., 0.],\n        [3., 4., 1.]])'],
      [() => x.clone().index_add_(0, tensor(0n), tensor([[1, 1, 1]])), 'tensor([[1., 2., 3.],\n        [3., 4., 5.]])'],
      [() => x.index_copy(0, i(1), tensor([[7, 8, 9]])), 'tensor([[0., 1., 2.],\n        [7., 8., 9.]])'],
      [() => tensor([1, 2]).index_copy(0, i(1), tensor(5)), 'tensor([1., 5.])'],
      [() => x.index_fill(1, i(0, -1), 9), 'tensor([[9., 1., 9.],\n        [9., 4., 9.]])'],
      [() => x.index_fill(0, i(0), tensor(2n)), 'tensor([[2., 2., 2.],\n        [3., 4., 5.]])'],
      [() => x.index_reduce(0, i(0, 0), x.add(1), 'prod'), 'tensor([[ 0., 10., 36.],\n        [ 3.,  4.,  5.]])'],
      [
        () => x.index_reduce(1, i(0, 0, 1), x, 'mean', { include_self: false }),
        'tensor([[0.5000, 2.0000, 2.0000],\n        [3.5000, 5.0000, 5.0000]])',
      ],
      [() => x.put(i(0, -1), tensor([7, 8])), 'tensor([[7., 1., 2.],\n        [3., 4., 8.]])'],
      [
        () =>
          x
            .t()
            .clone()
            .put_(i([1, 1]), tensor([[7, 8]]), { accumulate: true }),
        'tensor([[ 0., 18.],\n        [ 1.,  4.],\n        [ 2.,  5.]])',
      ],
      [() => grad((v) => zeros(3).index_add(0, i(0, 0), v, { alpha: 3 }), [1, 2]), 'tensor([3., 3.])'],
      [() => grad((v) => v.index_copy(0, i(1), tensor([5])), [1, 2]), 'tensor([1., 0.])'],
      [() => grad((v) => zeros(3).index_fill(0, i(1, 1), v), 4), 'tensor(2.)'],
      [() => grad((v) => v.index_reduce(0, i(0, 1, 1), tensor([1, 2, 3]), 'amax'), [1, 2]), 'tensor([0.5000, 0.0000])'],
      [() => grad((v) => zeros(3).put(i(2, 2), v, true), [1, 2]), 'tensor([3., 3.])'],
    ]);
    expectRefused([
      [() => x.index_add(0, i(5), zeros(1, 3)), 'index 5 is out of bounds for dimension 0 with size 2'],
      [
        () => x.index_add(0, i(0, 1), zeros(1, 3)),
        'index_add_(): Number of indices (2) should be equal to source.size(dim): (1), for dim: 0',
      ],
      [
        () => x.index_add(0, i(0), zeros(1, 2)),
        'source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = [2, 3] source.shape = [1, 2]',
      ],
      [
        () => x.index_add(0, i(0), tensor([[1n, 1n, 1n]])),
        'index_add_(): self (Float) and source (Long) must have the same scalar type',
      ],
      [
        () => x.index_add(0, tensor([0]), zeros(1, 3)),
        'index_add_(): Expected dtype int32/int64 for index but got: Float',
      ],
      [
        () => x.index_add(0, i([0]), zeros(1, 3)),
        'index_add_(): Index is supposed to be a vector, but got dim: 2 with type: Long and size: [1, 1]',
      ],
      [() => x.index_copy(0, i(5), zeros(1, 3)), 'index_copy_(): index 5 is out of bounds for dimension 0 with size 2'],
      [
        () => x.index_copy(0, i(0, 1), zeros(1, 3)),
        'index_copy_(): Number of indices (2) should be equal to source.size(dim) (1)',
      ],
      [
        () => x.index_copy(0, i(0), zeros(1, 2)),
        'index_copy_(): Source/destination tensor must have same slice shapes. Destination slice shape: 3 at dimension 0 and source slice shape: 2 at dimension 0.',
      ],
      [
        () => x.index_copy(0, i(0), tensor([[1n, 1n, 1n]])),
        'index_copy_(): self and source expected to have the same dtype, but got (self) Float and (source) Long',
      ],
      [
        () => x.index_copy(0, i(0), zeros(3)),
        'index_copy_(): When source and destination are not scalars, their dimensionality must match. Source dimensionality (1), destination dimensionality (2)',
      ],
      [() => x.index_fill(0, i(5), 1), 'index 5 is out of bounds for dimension 0 with size 2'],
      [() => x.index_fill(0, i([0]), 1), 'Index has to be a vector/scalar'],
      [() => x.index_fill(0, tensor([0]), 1), 'index_fill_(): Expected dtype int64 for index.'],
      [
        () => x.index_fill(0, i(0), zeros(2)),
        'index_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).',
      ],
      [
        () => x.index_reduce(0, i(0), zeros(1, 3), 'sum' as never),
        'index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got sum.',
      ],
      [() => x.put(i(6), tensor([1])), 'out of range: tried to access index 6 on a tensor of 6 elements.'],
      [
        () => x.put(i(0, 1), tensor([1])),
        'put_(): Expected source and index to have the same number of elements, but got source.numel() = 1, index.numel() = 2',
      ],
      [
        () => x.put(i(0), tensor([1n])),
        'put_(): self and source expected to have the same dtype, but got self.dtype = Float and source.dtype = Long',
      ],
    ]);
  });

  describe('masks', () => {
    expectRows([
      [() => x.masked_fill(x.gt(2), -1), 'tensor([[ 0.,  1.,  2.],\n        [-1., -1., -1.]])'],
      [() => x.masked_fill(mask(true, false, true), tensor(9)), 'tensor([[9., 1., 9.],\n        [9., 4., 9.]])'],
      [() => tensor([1, 2]).masked_fill(tensor([[true], [false]]), 0), 'tensor([[0., 0.],\n        [1., 2.]])'],
      [() => arange(3).masked_fill_(mask(true, false, true), 1.5), 'tensor([1, 1, 1])'],
      [() => x.masked_select(x.gt(2)), 'tensor([3., 4., 5.])'],
      [() => tensor(5).masked_select(mask(true, false, true)), 'tensor([5., 5.])'],
      [() => x.t().masked_select(tensor([[true], [false], [true]])), 'tensor([0., 3., 2., 5.])'],
      [
        () =>
          x.masked_scatter(
            mask(true, false, true),
            tensor([
              [7, 8],
              [9, 10],
            ]),
          ),
        'tensor([[ 7.,  1.,  8.],\n        [ 9.,  4., 10.]])',
      ],
      [
        () =>
          x
            .t()
            .clone()
            .masked_scatter_(x.t().gt(2), tensor([7, 8, 9])),
        'tensor([[0., 7.],\n        [1., 8.],\n        [2., 9.]])',
      ],
      [() => grad((v) => v.masked_fill(v.gt(1), 0), [1, 2, 3]), 'tensor([1., 0., 0.])'],
      [() => grad((v) => zeros(3).masked_fill(mask(true, false, true), v), 4), 'tensor(4.)'],
      [() => grad((v) => v.masked_select(v.gt(1)), [1, 2, 3]), 'tensor([0., 1., 2.])'],
      [() => grad((v) => zeros(3).masked_scatter(mask(true, false, true), v), [1, 2, 3]), 'tensor([1., 3., 0.])'],
      [() => x.nonzero(), 'tensor([[0, 1],\n        [0, 2],\n        [1, 0],\n        [1, 1],\n        [1, 2]])'],
      [() => zeros(2).nonzero(), 'tensor([], size=(0, 1), dtype=torch.int64)'],
      [() => x.nonzero({ as_tuple: true })[0], 'tensor([0, 0, 1, 1, 1])'],
      [() => tensor(3).nonzero(), 'tensor([], size=(1, 0), dtype=torch.int64)'],
      [() => tensor(3).nonzero({ as_tuple: true })[0], 'tensor([0])'],
      [() => tensor([NaN, 0, -0]).nonzero(), 'tensor([[0]])'],
      [() => torch.argwhere(x.t().gt(3)), 'tensor([[1, 1],\n        [2, 1]])'],
      [() => torch.unravel_index(i(4, -1), [2, 3])[1], 'tensor([1, 2])'],
    ]);
    expectRefused([
      [
        () => x.masked_fill(i([1, 0, 1]), 1),
        'masked_fill_ only supports boolean masks, but got mask with dtype long int',
      ],
      [
        () => x.masked_fill(mask(true, false), 1),
        'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1',
      ],
      [
        () => x.masked_fill(x.gt(0), zeros(1)),
        'masked_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).',
      ],
      [
        () => zeros(2).masked_fill_(tensor([[true], [true]]), 1),
        "output with shape [2] doesn't match the broadcast shape [2, 2]",
      ],
      [() => x.masked_select(i(1, 0, 1)), 'masked_select: expected BoolTensor for mask'],
      [() => x.masked_scatter(x.gt(-1), zeros(2)), 'Number of elements of source < number of ones in mask'],
      [
        () => x.masked_scatter(x.gt(-1), arange(9)),
        'masked_scatter: expected self and source to have same dtypes but gotFloat and Long',
      ],
      [() => torch.unravel_index(tensor([1]), [2]), "expected 'indices' to be integer dtype, but got torch.float32"],
      [() => torch.unravel_index(i(1), [2, -1]), "'shape' cannot have negative values, but got (2, -1)"],
    ]);
  });

  describe('copies with a part replaced', () => {
    expectRows([
      [() => x.select_scatter(tensor([7, 8]), 1, 0), 'tensor([[7., 1., 2.],\n        [8., 4., 5.]])'],
      [() => x.slice_scatter(zeros(2, 2), 1, 0, 3, 2), 'tensor([[0., 1., 0.],\n        [0., 4., 0.]])'],
      [() => x.diagonal_scatter(tensor([7, 8]), 1), 'tensor([[0., 7., 2.],\n        [3., 4., 8.]])'],
      [() => x.as_strided_scatter(tensor([7, 8]), [2], [2], 1), 'tensor([[0., 7., 2.],\n        [8., 4., 5.]])'],
      [() => grad((v) => v.select_scatter(tensor(5), 0, 1), [1, 2]), 'tensor([1., 0.])'],
      [() => grad((v) => zeros(2, 2).slice_scatter(v, 0, 1), [[1, 2]]), 'tensor([[3., 4.]])'],
      [() => grad((v) => zeros(2, 2).diagonal_scatter(v), [1, 2]), 'tensor([1., 4.])'],
      [() => grad((v) => zeros(2, 2).as_strided_scatter(v, [2], [2]), [1, 2]), 'tensor([1., 3.])'],
    ]);
    expectRefused([
      [
        () => x.select_scatter(zeros(4), 0, 0),
        'expected src to have a size equal to the slice of self. src size = [4], slice size = [3]',
      ],
      [
        () => x.slice_scatter(zeros(4, 4)),
        'expected src to have a size equal to the slice of self. src size = [4, 4], slice size = [2, 3]',
      ],
      [
        () => x.as_strided_scatter(zeros(2), [2], [200]),
        'setStorage: sizes [2], strides [200], storage offset 0, and itemsize 4 requiring a storage size of 804 are out of bounds for storage of size 24',
      ],
    ]);
  });
});
