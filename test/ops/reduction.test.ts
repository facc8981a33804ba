import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, holes, ints, m, second, strided } from './rows.js';

const { tensor } = torch;

describe('reductions', () => {
  describe('sums, products and means', () => {
    expectRows([
      [() => torch.sum(m, 1), 'tensor([ 7., 10.])'],
      [() => m.sum([0, 1], { keepdim: true }), 'tensor([[17.]])'],
      [() => torch.sum(strided, [0, 2]), 'tensor([44., 60.])'],
      [() => torch.sum(ints), 'tensor(12)'],
      [() => torch.sum(ints.gt(1)), 'tensor(3)'],
      [() => torch.sum(ints, 0, { dtype: torch.float64 }), 'tensor([4., 5., 3.], dtype=torch.float64)'],
      [() => torch.sum(torch.zeros(0, 2), 0), 'tensor([0., 0.])'],
      [() => torch.mean(m, 0), 'tensor([2.0000, 3.0000, 3.5000])'],
      [() => torch.mean(strided, -1), 'tensor([[10., 14.],\n        [12., 16.]])'],
      [() => torch.mean(torch.zeros(0)), 'tensor(nan)'],
      [() => torch.prod(m, 1), 'tensor([ 8., 30.])'],
      [() => torch.prod(ints, 1), 'tensor([0, 5])'],
      [() => torch.prod(torch.zeros(0)), 'tensor(1.)'],
      [() => torch.prod(tensor([true, false])), 'tensor(0)'],
      [() => torch.nansum(holes, 1), 'tensor([3., 4.])'],
      [() => torch.nansum(ints), 'tensor(12)'],
      [() => torch.nanmean(holes, 0), 'tensor([1., nan, 3.])'],
      [() => torch.logsumexp(m, [0, 1]), 'tensor(5.4831)'],
      [() => torch.logsumexp(ints, 0), 'tensor([3.1269, 5.0067, 2.3133])'],
      [() => torch.logsumexp(tensor([1000, -1000]), 0), 'tensor(1000.)'],
      [() => torch.logsumexp(tensor([Infinity, 1]), 0), 'tensor(inf)'],
      [() => torch.logsumexp(tensor([-Infinity, -Infinity]), 0), 'tensor(-inf)'],
      [() => torch.logsumexp(tensor([NaN, Infinity]), 0), 'tensor(nan)'],
      [() => torch.logsumexp(torch.zeros(0, 2), 0), 'tensor([-inf, -inf])'],
      [() => m.sum_to_size(1, 3), 'tensor([[4., 6., 7.]])'],
      [
        () =>
          grad(
            (x) => x.mean(1),
            [
              [1, 2],
              [3, 4],
            ],
          ),
        'tensor([[0.5000, 0.5000],\n        [1.0000, 1.0000]])',
      ],
      [() => grad((x) => x.prod(), [2, 3, 4]), 'tensor([12.,  8.,  6.])'],
      [() => grad((x) => x.prod(0), [2, 0, 4]), 'tensor([0., 8., 0.])'],
      [() => grad((x) => x.prod(0), [0, 3, 0]), 'tensor([0., 0., 0.])'],
      [
        () =>
          grad(
            (x) => x.prod(1),
            [
              [2, 3],
              [0, 4],
            ],
          ),
        'tensor([[3., 2.],\n        [8., 0.]])',
      ],
      [() => grad((x) => x.nansum(), [1, NaN]), 'tensor([1., 0.])'],
      [() => grad((x) => x.logsumexp(0), [1, 2]), 'tensor([0.2689, 0.7311])'],
      [() => second((x) => x.prod(), [2, 0, 4]), 'tensor([ 8., 10.,  4.], dtype=torch.float64)'],
      [() => second((x) => x.logsumexp(0), [1, 2]), 'tensor([-0.1966,  0.1966], dtype=torch.float64)'],
    ]);
  });

  describe('truth over dimensions', () => {
    expectRows([
      [() => torch.all(ints, 1), 'tensor([False,  True])'],
      [() => torch.any(ints, [0, 1], { keepdim: true }), 'tensor([[True]])'],
      [() => torch.all(tensor([NaN, 1])), 'tensor(True)'],
      [() => torch.all(ints, []), 'tensor([[ True, False,  True],\n        [ True,  True,  True]])'],
      [() => torch.any(torch.zeros(0)), 'tensor(False)'],
      [() => torch.all(torch.zeros(0, 2), 0), 'tensor([True, True])'],
      [() => torch.all(tensor([1, 0], { dtype: torch.uint8 })), 'tensor(0, dtype=torch.uint8)'],
      [() => torch.count_nonzero(ints, 0), 'tensor([2, 1, 2])'],
      [() => torch.count_nonzero(tensor([NaN, 0, -0])), 'tensor(1)'],
    ]);
  });

  it('name their nodes as PyTorch does', () => {
    const x = m.clone().requires_grad_();
    const results = [x.sum(), x.sum(0), x.mean(), x.mean(1), x.prod(), x.prod(0), x.nansum(), x.logsumexp(0)];
    expect(results.map((y) => y.grad_fn?.name())).to.deep.equal(
      ['Sum0', 'Sum1', 'Mean0', 'Mean1', 'Prod0', 'Prod1', 'Nansum0', 'Logsumexp0'].map((name) =>
        name.replace(/\d/, 'Backward$&'),
      ),
    );
  });

  it('do not keep the elements of a tensor whose sizes are all that the gradient needs', () => {
    const x = tensor([1, 2], { requires_grad: true });
    const y = x.mul(2);
    const total = y.sum();
    y.add_(1);
    total.backward();
    expect(x.grad?.tolist()).to.deep.equal([2, 2]);
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [() => torch.sum(m, 2), 'IndexError', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => torch.sum(m, [0, -2]), 'RuntimeError', 'dim 0 appears multiple times in the list of dims'],
      [
        () => torch.mean(ints),
        'NotImplementedError',
        'mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long',
      ],
      [
        () => torch.mean(m, { dtype: torch.int64 }),
        'NotImplementedError',
        'mean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: Long',
      ],
      [
        () => torch.nanmean(ints),
        'NotImplementedError',
        'nanmean(): expected input to have floating point or complex dtype but got Long',
      ],
      [() => m.sum_to_size(2), 'RuntimeError', 'size {[2]} is not expandable to size {[2, 3]}.'],
    ];
    for (const [call, name, message] of rows)
      it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
        expect(call)
          .to.throw(Error)
          .that.satisfies((error: Error) => error.name === name && error.message === message, `${name}: ${message}`);
      });
  });
});
