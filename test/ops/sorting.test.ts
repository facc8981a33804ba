import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, ints, m, second, strided } from './rows.js';

const { tensor } = torch;

describe('sorting and searching', () => {
  describe('sorted elements', () => {
    expectRows([
      [() => torch.sort(tensor([2, NaN, 1])).values, 'tensor([1., 2., nan])'],
      [() => torch.sort(tensor([2, NaN, 1]), { descending: true }).indices, 'tensor([1, 0, 2])'],
      [
        () => torch.sort(strided, 1, true).values,
        'tensor([[[ 8., 20.],\n         [ 4., 16.]],\n\n        [[10., 22.],\n         [ 6., 18.]]])',
      ],
      [() => torch.sort(ints, 0).indices, 'tensor([[1, 0, 1],\n        [0, 1, 0]])'],
      [() => torch.sort(tensor(3)).indices, 'tensor(0)'],
      [() => torch.argsort(m, 1), 'tensor([[0, 2, 1],\n        [1, 0, 2]])'],
      [() => torch.argsort(ints, { dim: 0, descending: true }), 'tensor([[0, 1, 0],\n        [1, 0, 1]])'],
      [() => torch.msort(m), 'tensor([[1., 2., 2.],\n        [3., 4., 5.]])'],
      [() => torch.topk(m, 2).values, 'tensor([[4., 2.],\n        [5., 3.]])'],
      [() => torch.topk(m, 1, 0, false).indices, 'tensor([[0, 1, 0]])'],
      [() => torch.topk(tensor([5n, 5n, 5n, 1n]), 2).indices, 'tensor([1, 2])'],
      [() => torch.topk(tensor([1, NaN, 3]), 2).values, 'tensor([nan, 3.])'],
      [() => torch.topk(m, 0).values, 'tensor([], size=(2, 0))'],
      [() => grad((x) => x.sort(), [3, 1, 2]), 'tensor([3., 1., 2.])'],
      [() => grad((x) => x.topk(2), [3, 1, 2]), 'tensor([1., 0., 2.])'],
      [() => second((x) => x.pow(2).sort(), [3, 1, 2]), 'tensor([ 6.,  4., 12.], dtype=torch.float64)'],
    ]);
  });

  describe('unique elements and binary search', () => {
    expectRows([
      [() => torch.unique(ints), 'tensor([0, 1, 2, 3, 5])'],
      [() => torch.unique(ints, { return_inverse: true })[1], 'tensor([[3, 0, 2],\n        [1, 4, 1]])'],
      [() => torch.unique(tensor([NaN, 1, NaN])), 'tensor([1., nan, nan])'],
      [
        () =>
          torch.unique(
            tensor([
              [2n, 1n],
              [0n, 5n],
              [2n, 1n],
            ]),
            { dim: 0, return_counts: true },
          )[0],
        'tensor([[0, 5],\n        [2, 1]])',
      ],
      [
        () =>
          torch.unique(
            tensor([
              [2n, 1n],
              [0n, 5n],
              [2n, 1n],
            ]),
            { dim: 0, return_counts: true },
          )[1],
        'tensor([1, 2])',
      ],
      [() => torch.unique(torch.zeros(0, 3), { dim: 0 }), 'tensor([], size=(0, 3))'],
      [() => torch.unique_consecutive(tensor([1n, 1n, 2n, 1n]), { return_inverse: true })[1], 'tensor([0, 0, 1, 2])'],
      [
        () =>
          torch.unique_consecutive(
            tensor([
              [1n, 1n],
              [1n, 1n],
              [2n, 1n],
            ]),
            { dim: 1 },
          ),
        'tensor([[1, 1],\n        [1, 1],\n        [2, 1]])',
      ],
      [
        () =>
          torch.searchsorted(
            tensor([1, 3, 5]),
            tensor([
              [3, 6],
              [0, NaN],
            ]),
          ),
        'tensor([[1, 3],\n        [0, 3]])',
      ],
      [() => torch.searchsorted(tensor([1, 3, 5]), 3, { right: true }), 'tensor(2)'],
      [
        () =>
          torch.searchsorted(
            tensor([
              [1n, 3n],
              [2n, 6n],
            ]),
            tensor([
              [3n, 0n],
              [3n, 9n],
            ]),
            { side: 'right' },
          ),
        'tensor([[2, 0],\n        [1, 2]])',
      ],
      [
        () => torch.searchsorted(tensor([5n, 1n, 3n]), tensor([3n, 6n]), { sorter: tensor([1n, 2n, 0n]) }),
        'tensor([1, 3])',
      ],
      [
        () => torch.bucketize(ints, tensor([1.5, 3]), { out_int32: true }),
        'tensor([[1, 0, 1],\n        [0, 2, 0]], dtype=torch.int32)',
      ],
    ]);
  });

  it('have no gradient where elements are unique', () => {
    const x = tensor([2, 1], { requires_grad: true });
    expect(() => torch.unique(x).sum().backward()).to.throw("the derivative for '_unique2' is not implemented.");
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [() => torch.sort(m, 2), 'IndexError', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => torch.topk(m, 4), 'RuntimeError', 'selected index k out of range'],
      [() => torch.topk(tensor([true]), 1), 'NotImplementedError', 'topk does not support bool dtypes on CPU'],
      [
        () => torch.unique(torch.zeros(0, 3), { dim: 1 }),
        'RuntimeError',
        "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied",
      ],
      [
        () => torch.searchsorted(m, 3),
        'RuntimeError',
        "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(2) and input value's dim(0) numel(1)",
      ],
      [
        () => torch.searchsorted(tensor([1, 2]), m, { side: 'left', right: true }),
        'RuntimeError',
        "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True",
      ],
      [() => torch.bucketize(m, m), 'RuntimeError', 'boundaries tensor must be 1 dimension, but got dim(2)'],
    ];
    for (const [call, name, message] of rows)
      it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
        expect(call)
          .to.throw(Error)
          .that.satisfies((error: Error) => error.name === name && error.message === message, `${name}: ${message}`);
      });
  });
});
