import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad } from './rows.js';

const { arange, tensor, zeros } = torch;

const x = arange(6).float().reshape(2, 3);
const y = arange(24).float().reshape(2, 3, 4);
const i = (...indices: (number | number[])[]) => tensor(indices, { dtype: torch.int64 });
const mask = (...values: boolean[]) => tensor(values);

describe('indexing', () => {
  describe('by keys', () => {
    expectRows([
      [() => x[1], 'tensor([3., 4., 5.])'],
      [() => x[-1], 'tensor([3., 4., 5.])'],
      [() => x['0, -1'], 'tensor(2.)'],
      [() => x[':, 1'], 'tensor([1., 4.])'],
      [() => x['..., 0'], 'tensor([0., 3.])'],
      [() => y['1, ..., 2'], 'tensor([14., 18., 22.])'],
      [() => x['None, 1'], 'tensor([[3., 4., 5.]])'],
      [() => x['1, None, :, None'], 'tensor([[[3.],\n         [4.],\n         [5.]]])'],
      [() => x[':, ::2'], 'tensor([[0., 2.],\n        [3., 5.]])'],
      [() => x['-1:, -2:'], 'tensor([[4., 5.]])'],
      [() => x['5:'], 'tensor([], size=(0, 3))'],
      [() => x['1:0'], 'tensor([], size=(0, 3))'],
      [() => y['1, 2:0:1'], 'tensor([], size=(0, 4))'],
      [() => x['...'], 'tensor([[0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => tensor(7)['...'], 'tensor(7.)'],
      [() => tensor(7)['None'], 'tensor([7.])'],
      [() => arange(10)['2:-2:3'], 'tensor([2, 5])'],
    ]);
    expectRefused([
      [() => x[2], 'index 2 is out of bounds for dimension 0 with size 2'],
      [() => x['0, 3'], 'index 3 is out of bounds for dimension 1 with size 3'],
      [() => x['0, 0, 0'], 'too many indices for tensor of dimension 2'],
      [
        () => tensor(1)[0],
        'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number',
      ],
      [() => x['::-1'], 'step must be greater than zero'],
      [() => x['::0'], 'slice step cannot be zero'],
    ]);
  });

  describe('by values', () => {
    expectRows([
      [() => x.index(1, '1:'), 'tensor([4., 5.])'],
      [() => x.index(null, -1), 'tensor([[3., 4., 5.]])'],
      [() => x.index('...', 0), 'tensor([0., 3.])'],
      [() => x.index(1n), 'tensor([3., 4., 5.])'],
      [() => x.index(i(1)[0]), 'tensor([3., 4., 5.])'],
      [() => x.index('1:, None'), 'tensor([[[3., 4., 5.]]])'],
      [() => x.index(i(1, 0, -1)), 'tensor([[3., 4., 5.],\n        [0., 1., 2.],\n        [3., 4., 5.]])'],
      [() => x.index([1, 0]), 'tensor([[3., 4., 5.],\n        [0., 1., 2.]])'],
      [
        () =>
          x.index(
            [
              [1, 0],
              [0, 0],
            ],
            2,
          ),
        'tensor([[5., 2.],\n        [2., 2.]])',
      ],
      [() => x.index([]), 'tensor([], size=(0, 3))'],
      [() => x.index(':', i(2, 0)), 'tensor([[2., 0.],\n        [5., 3.]])'],
      [() => x.index(i(0, 1), i(2, 0)), 'tensor([2., 3.])'],
      [() => x.index(i([0], [1]), i(2, 0)), 'tensor([[2., 0.],\n        [5., 3.]])'],
      [() => x.t().index(i(2, 0)), 'tensor([[2., 5.],\n        [0., 3.]])'],
      [() => x.index(i(1, 0).to(torch.int32)), 'tensor([[3., 4., 5.],\n        [0., 1., 2.]])'],
      [() => y.index(i(1, 0), ':', i(3, 2)), 'tensor([[15., 19., 23.],\n        [ 2.,  6., 10.]])'],
      [() => y.index(i(1), '1:', i(3, 2)).squeeze(), 'tensor([[19., 23.],\n        [18., 22.]])'],
      [() => y.index(0, ':', i(3, 2)), 'tensor([[ 3.,  2.],\n        [ 7.,  6.],\n        [11., 10.]])'],
      [() => y.index(i(1, 0), 1, i(3, 2)), 'tensor([19.,  6.])'],
      [() => y.index(i(1, 0), null, i(2, 2)).index(0), 'tensor([[20., 21., 22., 23.]])'],
      [
        () => y.index('...', i(3)),
        'tensor([[[ 3.],\n         [ 7.],\n         [11.]],\n\n        [[15.],\n         [19.],\n         [23.]]])',
      ],
      [() => x.index(mask(true, false)), 'tensor([[0., 1., 2.]])'],
      [() => x.index([false, true]), 'tensor([[3., 4., 5.]])'],
      [() => x.index(x.gt(2)), 'tensor([3., 4., 5.])'],
      [() => x.index(':', mask(true, false, true)), 'tensor([[0., 2.],\n        [3., 5.]])'],
      [() => x.index(1, mask(true, false, true)), 'tensor([3., 5.])'],
      [() => y.index(y.index(':', ':', 0).gt(4), 1), 'tensor([ 9., 13., 17., 21.])'],
      [
        () => y.index(i(0, 1), mask(true, false, true)),
        'tensor([[ 0.,  1.,  2.,  3.],\n        [20., 21., 22., 23.]])',
      ],
      [() => x.index(tensor([1, 0], { dtype: torch.uint8 })), 'tensor([[0., 1., 2.]])'],
      [() => x.index(true), 'tensor([[[0., 1., 2.],\n         [3., 4., 5.]]])'],
      [() => x.index(false), 'tensor([], size=(0, 2, 3))'],
      [() => x.index(0, true, 1), 'tensor([1.])'],
      [() => x.index(tensor(true)), 'tensor([[[0., 1., 2.],\n         [3., 4., 5.]]])'],
      [() => x.index(zeros(2, 3).bool()), 'tensor([])'],
      [() => arange(6).reshape(2, 3).index(i(1)), 'tensor([[3, 4, 5]])'],
      [() => x.bool().index(i(0)), 'tensor([[False,  True,  True]])'],
      [() => grad((v) => v.index(i(1, 1, 0)), [1, 2, 3]), 'tensor([3., 3., 0.])'],
      [
        () => grad((v) => v.index(i(0, 1), ':', i(1, 1)), [[[1, 2]], [[3, 4]]]),
        'tensor([[[0., 1.]],\n\n        [[0., 2.]]])',
      ],
      [() => grad((v) => v.index(v.gt(1)), [1, 2, 3]), 'tensor([0., 1., 2.])'],
    ]);
    expectRefused([
      [() => x.index(i(5)), 'index 5 is out of bounds for dimension 0 with size 2'],
      [() => x.index(':', i(0, -4)), 'index -4 is out of bounds for dimension 0 with size 3'],
      [() => x.index(5), 'index 5 is out of bounds for dimension 0 with size 2'],
      [
        () => x.index(i(0, 1), i(0, 1, 2)),
        'shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]',
      ],
      [
        () => x.index(mask(true)),
        'The shape of the mask [1] at index 0 does not match the shape of the indexed tensor [2, 3] at index 0',
      ],
      [
        () =>
          x.index(
            tensor([
              [true, false],
              [false, true],
            ]),
          ),
        'The shape of the mask [2, 2] at index 1 does not match the shape of the indexed tensor [2, 3] at index 1',
      ],
      [() => x.index(tensor([0.5])), 'tensors used as indices must be long, int, byte or bool tensors'],
      [() => x.index(i(1).to(torch.int8)), 'tensors used as indices must be long, int, byte or bool tensors'],
      [() => x.index(0, 0, i(0)), 'too many indices for tensor of dimension 2'],
      [
        () => x.index(1.5),
        'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
      ],
      [() => zeros(0, 2).index(i(0)), 'index is out of bounds for dimension with size 0'],
    ]);
  });

  describe('index_put', () => {
    expectRows([
      [() => zeros(3).index_put([i(0, 2)], tensor([5, 7])), 'tensor([5., 0., 7.])'],
      [() => zeros(3).index_put([i(0, 0)], tensor([5, 7]), true), 'tensor([12.,  0.,  0.])'],
      [() => zeros(2, 2).index_put([i(0, 1), i(1, 0)], tensor(9)), 'tensor([[0., 9.],\n        [9., 0.]])'],
      [() => zeros(2, 3).index_put([i(1)], tensor([[1, 2, 3]])), 'tensor([[0., 0., 0.],\n        [1., 2., 3.]])'],
      [
        () => zeros(2, 3).index_put([i([0], [1]), i(0, 2)], tensor([[1], [2]])),
        'tensor([[1., 0., 1.],\n        [2., 0., 2.]])',
      ],
      [() => torch.index_put(x, [x.gt(2)], tensor(0)), 'tensor([[0., 1., 2.],\n        [0., 0., 0.]])'],
      [() => grad((v) => v.index_put([i(1)], tensor(5)), [1, 2, 3]), 'tensor([1., 0., 3.])'],
      [() => grad((v) => zeros(2, 3).index_put([i(0, 1)], v), [1, 2, 3]), 'tensor([5., 7., 9.])'],
    ]);
    expectRefused([
      [() => zeros(3).index_put([i(5)], tensor(1)), 'index 5 is out of bounds for dimension 0 with size 3'],
      [
        () => zeros(3).index_put([i(0)], tensor([1, 2])),
        'shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [1]',
      ],
      [
        () => zeros(3).index_put([i(0)], tensor(1n)),
        'Index put requires the source and destination dtypes match, got Float for the destination and Long for the source.',
      ],
    ]);
  });

  describe('assignment', () => {
    const written = (write: (v: torch.Tensor) => void) => {
      const v = x.clone();
      write(v);
      return v;
    };
    expectRows([
      [() => written((v) => void (v[0] = tensor([7, 8, 9]))), 'tensor([[7., 8., 9.],\n        [3., 4., 5.]])'],
      [() => written((v) => void (v[':, 1'] = tensor(7))), 'tensor([[0., 7., 2.],\n        [3., 7., 5.]])'],
      [() => written((v) => void (v['..., ::2'] = tensor([[7, 8]]))), 'tensor([[7., 1., 8.],\n        [7., 4., 8.]])'],
      [() => written((v) => void (v['1'] = tensor([[[7, 8, 9]]]))), 'tensor([[0., 1., 2.],\n        [7., 8., 9.]])'],
      [() => written((v) => void (v[':'] = tensor([1n, 2n, 3n]))), 'tensor([[1., 2., 3.],\n        [1., 2., 3.]])'],
      [() => written((v) => v.index_put_(['1', 2], 7)), 'tensor([[0., 1., 2.],\n        [3., 4., 7.]])'],
      [
        () => written((v) => v.index_put_([1, '1:'], tensor([7, 8]), true)),
        'tensor([[ 0.,  1.,  2.],\n        [ 3., 11., 13.]])',
      ],
      [
        () => written((v) => v.index_put_([':', mask(true, false, true)], 7)),
        'tensor([[7., 1., 7.],\n        [7., 4., 7.]])',
      ],
      [() => written((v) => v.index_put_([v.gt(3)], v[':1, 1:'])), 'tensor([[0., 1., 2.],\n        [3., 1., 2.]])'],
      [() => written((v) => v.index_put_([i(0, 1)], v.index([1, 0]))), 'tensor([[3., 4., 5.],\n        [0., 1., 2.]])'],
      [() => written((v) => v.t().index_put_([[0, 2], 1], 7)), 'tensor([[0., 1., 2.],\n        [7., 4., 7.]])'],
      [() => written((v) => torch.index_put_(v, ['...', 0], 7)), 'tensor([[7., 1., 2.],\n        [7., 4., 5.]])'],
    ]);
    expectRefused([
      [
        () => written((v) => void (v[0] = zeros(4))),
        'The expanded size of the tensor (3) must match the existing size (4) at non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [4]',
      ],
      [() => written((v) => v.index_put_([0, 0], [1, 2] as never)), "can't assign a list to a torch.FloatTensor"],
      [
        () => written((v) => v.index_put_([i(0)], zeros(4))),
        'shape mismatch: value tensor of shape [4] cannot be broadcast',
      ],
    ]);

    it('takes numbers', () => {
      const v = zeros(2, 2);
      Object.assign(v, { '0, 1': 100 });
      expect(v.tolist()).to.deep.equal([
        [0, 100],
        [0, 0],
      ]);
    });
  });

  it('hints at int64 where an index was made of plain numbers', () => {
    expect(() => x.index(tensor([1]))).to.throw('write indices as 3n, or give { dtype: torch.int64 }');
    expect(() => x.gather(0, tensor([[1]]))).to.throw('write indices as 3n, or give { dtype: torch.int64 }');
  });

  it('gives views for numbers and slices, and copies for lists and tensors', () => {
    const base = zeros(3, 3);
    base.index(1, '1:').fill_(1);
    base.index([0]).fill_(2);
    base.index(tensor(2n)).fill_(3);
    expect(base.tolist()).to.deep.equal([
      [0, 0, 0],
      [0, 1, 1],
      [3, 3, 3],
    ]);
  });

  it('leaves names that are no index alone', () => {
    expect((x as unknown as Record<string, unknown>).nothing).to.be.undefined;
  });
});
