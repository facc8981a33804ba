import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, ints, m, second, strided, ties } from './rows.js';

const { tensor } = torch;

describe('ops along a dimension', () => {
  describe('running sums, products and extremes', () => {
    expectRows([
      [() => torch.cumsum(m, 1), 'tensor([[ 1.,  5.,  7.],\n        [ 3.,  5., 10.]])'],
      [
        () => torch.cumsum(strided, 0),
        'tensor([[[ 4., 16.],\n         [ 8., 20.]],\n\n        [[10., 34.],\n         [18., 42.]]])',
      ],
      [() => torch.cumsum(tensor([true, true]), 0), 'tensor([1, 2])'],
      [() => torch.cumprod(ints, 1), 'tensor([[3, 0, 0],\n        [1, 5, 5]])'],
      [
        () => torch.cumprod(m, 0, { dtype: torch.float64 }),
        'tensor([[ 1.,  4.,  2.],\n        [ 3.,  8., 10.]], dtype=torch.float64)',
      ],
      [() => torch.logcumsumexp(m, -1), 'tensor([[1.0000, 4.0486, 4.1698],\n        [3.0000, 3.3133, 5.1698]])'],
      [() => torch.logcumsumexp(tensor([-Infinity, -Infinity, 1]), 0), 'tensor([-inf, -inf, 1.])'],
      [() => torch.cummax(ties, 1).indices, 'tensor([[0, 0, 2],\n        [0, 1, 2]])'],
      [() => torch.cummax(tensor([1, NaN, 2]), 0).values, 'tensor([1., nan, nan])'],
      [() => torch.cummin(m, 0).values, 'tensor([[1., 4., 2.],\n        [1., 2., 2.]])'],
      [() => grad((x) => x.cumsum(0), [1, 2, 3]), 'tensor([6., 5., 3.])'],
      [() => grad((x) => x.cumprod(0), [2, 3, 4]), 'tensor([43., 28., 18.])'],
      [() => grad((x) => x.cumprod(0), [2, 0, 4, 0, 5]), 'tensor([ 1., 28.,  0.,  0.,  0.])'],
      [
        () =>
          grad(
            (x) => x.cumprod(-1),
            [
              [2, 3],
              [0, 4],
            ],
          ),
        'tensor([[ 7.,  4.],\n        [19.,  0.]])',
      ],
      [() => grad((x) => x.logcumsumexp(0), [1, 3, 2]), 'tensor([1.5085, 3.7573, 0.7342])'],
      [() => grad((x) => x.logcumsumexp(0), [1, Infinity, 2]), 'tensor([1., nan, 0.])'],
      [() => grad((x) => x.cummax(0), [1, 1, 0]), 'tensor([1., 5., 0.])'],
      [
        () => second((x) => x.cumprod(0), [2, 0, 4, 0, 5]),
        'tensor([ 28., 960.,  12., 464.,   0.], dtype=torch.float64)',
      ],
      [() => second((x) => x.logcumsumexp(0), [1, 3, 2]), 'tensor([-0.5219, -0.0987,  0.6206], dtype=torch.float64)'],
    ]);
  });

  describe('differences, integrals and derivatives', () => {
    expectRows([
      [() => torch.diff(m), 'tensor([[ 3., -2.],\n        [-1.,  3.]])'],
      [() => torch.diff(m, 2), 'tensor([[-5.],\n        [ 4.]])'],
      [() => torch.diff(m, 1, 0, m), 'tensor([[ 2., -2.,  3.],\n        [-2.,  2., -3.],\n        [ 2., -2.,  3.]])'],
      [() => torch.diff(tensor([true, false, false])), 'tensor([ True, False])'],
      [() => torch.trapezoid(m), 'tensor([5.5000, 6.0000])'],
      [() => torch.trapezoid(m, tensor([0, 1, 3])), 'tensor([8.5000, 9.5000])'],
      [() => torch.trapezoid(ints, { dx: 2, dim: 0 }), 'tensor([4., 5., 3.])'],
      [() => torch.cumulative_trapezoid(m, { dx: 0.5 }), 'tensor([[1.2500, 2.7500],\n        [1.2500, 3.0000]])'],
      [() => torch.cumulative_trapezoid(m, m), 'tensor([[ 7.5000,  1.5000],\n        [-2.5000,  8.0000]])'],
      [() => torch.gradient(tensor([1, 4, 9, 16]))[0], 'tensor([3., 4., 6., 7.])'],
      [() => torch.gradient(tensor([1, 4, 9, 16]), { spacing: 2, edge_order: 2 })[0], 'tensor([1., 2., 3., 4.])'],
      [
        () => torch.gradient(m, { dim: 1, spacing: [tensor([0, 1, 3])] })[0],
        'tensor([[ 3.0000,  1.6667, -1.0000],\n        [-1.0000, -0.1667,  1.5000]])',
      ],
      [
        () => torch.gradient(m, { dim: 1, spacing: [tensor([0, 1, 3])], edge_order: 2 })[0],
        'tensor([[ 4.3333,  1.6667, -3.6667],\n        [-1.8333, -0.1667,  3.1667]])',
      ],
      [() => torch.gradient(ints)[1], 'tensor([[-3.0000, -0.5000,  2.0000],\n        [ 4.0000,  0.0000, -4.0000]])'],
      [() => grad((x) => torch.trapezoid(x, tensor([0, 1, 3])), [1, 2, 3]), 'tensor([0.5000, 1.5000, 1.0000])'],
    ]);
  });

  it('write in place and keep the gradient', () => {
    const x = tensor([2, 3, 4], { requires_grad: true });
    const y = x.clone();
    expect(y.cumprod_(0)).to.equal(y);
    y.sum().backward();
    expect(y.toString()).to.equal('tensor([ 2.,  6., 24.], grad_fn=<CumprodBackward0>)');
    expect(x.grad?.tolist()).to.deep.equal([16, 10, 6]);
    expect(tensor([1, 2], { dtype: torch.int32 }).cumsum_(0).toString()).to.equal('tensor([1, 3], dtype=torch.int32)');
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [
        () => torch.cumsum(m, 2),
        'IndexError',
        'Dimension out of range (expected to be in range of [-2, 1], but got 2)',
      ],
      [
        () => m.clone().cumsum_(0, { dtype: torch.float64 }),
        'RuntimeError',
        'Bad in-place call: input tensor dtype float and output tensor dtype double should match',
      ],
      [() => torch.logcumsumexp(ints, 0), 'NotImplementedError', '"logcumsumexp_out_cpu" not implemented for \'Long\''],
      [() => torch.diff(tensor(1)), 'RuntimeError', 'diff expects input to be at least one-dimensional'],
      [() => torch.diff(m, -1), 'RuntimeError', 'order must be non-negative but got -1'],
      [
        () => torch.trapezoid(m, tensor([0, 1])),
        'RuntimeError',
        'trapezoid: There must be one `x` value for each sample point',
      ],
      [() => torch.trapezoid(tensor(1)), 'IndexError', 'Dimension specified as -1 but tensor has no dimensions'],
      [
        () => torch.gradient(m, { edge_order: 3 }),
        'RuntimeError',
        'torch.gradient only supports edge_order=1 and edge_order=2.',
      ],
      [
        () => torch.gradient(m, { edge_order: 2 }),
        'RuntimeError',
        'torch.gradient expected each dimension size to be at least edge_order+1',
      ],
    ];
    for (const [call, name, message] of rows)
      it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
        expect(call)
          .to.throw(Error)
          .that.satisfies((error: Error) => error.name === name && error.message === message, `${name}: ${message}`);
      });
  });
});
