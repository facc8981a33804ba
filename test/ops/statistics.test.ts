import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, holes, ints, m, second, strided, ties } from './rows.js';

const { tensor } = torch;

describe('statistics', () => {
  describe('variances', () => {
    expectRows([
      [() => torch.var(m), 'tensor(2.1667)'],
      [() => torch.var(m, false), 'tensor(1.8056)'],
      [() => torch.var(m, 1, true, true), 'tensor([[2.3333],\n        [2.3333]])'],
      [() => torch.var(m, 0, { correction: 0 }), 'tensor([1.0000, 1.0000, 2.2500])'],
      [() => torch.var(m, { correction: 1.5 }), 'tensor(2.4074)'],
      [() => torch.var(tensor([1])), 'tensor(nan)'],
      [() => torch.var(tensor([1e4, 1e4 + 1])), 'tensor(0.5000)'],
      [() => torch.std(strided, 0), 'tensor([[1.4142, 1.4142],\n        [1.4142, 1.4142]])'],
      [() => torch.std_mean(m, 1)[0], 'tensor([1.5275, 1.5275])'],
      [() => torch.std_mean(m, 1)[1], 'tensor([2.3333, 3.3333])'],
      [() => torch.var_mean(m)[0], 'tensor(2.1667)'],
      [() => torch.cov(m), 'tensor([[ 2.3333, -1.1667],\n        [-1.1667,  2.3333]])'],
      [
        () => torch.cov(m, { correction: 0, fweights: tensor([1n, 2n, 1n]), aweights: tensor([0.5, 1, 1]) }),
        'tensor([[ 1.4286, -1.1429],\n        [-1.1429,  1.7143]])',
      ],
      [() => torch.corrcoef(m), 'tensor([[ 1.0000, -0.5000],\n        [-0.5000,  1.0000]])'],
      [() => torch.cov(tensor([1, 3])), 'tensor(2.)'],
      [() => grad((x) => x.var(), [1, 2, 4]), 'tensor([-1.3333, -0.3333,  1.6667])'],
      [() => grad((x) => x.std(0, false), [1, 2, 4]), 'tensor([-0.3563, -0.0891,  0.4454])'],
      [() => grad((x) => x.std(), [1, 1]), 'tensor([0., 0.])'],
      [() => grad((x) => torch.var_mean(x)[1], [1, 2, 4]), 'tensor([0.3333, 0.3333, 0.3333])'],
      [
        () =>
          grad(
            (x) => x.cov(),
            [
              [1, 2, 4],
              [3, 1, 1],
            ],
          ),
        'tensor([[ 2.0000e+00, -2.0000e+00, -3.9736e-08],\n        [ 2.0000e+00, -3.5000e+00,  1.5000e+00]])',
      ],
      [() => second((x) => x.var(), [1, 2, 4]), 'tensor([-1.,  0.,  1.], dtype=torch.float64)'],
    ]);
  });

  describe('medians, quantiles and modes', () => {
    expectRows([
      [() => torch.median(tensor([3, 1, 4, 2])), 'tensor(2.)'],
      [() => torch.median(m, 1).indices, 'tensor([2, 0])'],
      [() => torch.median(tensor([1, NaN])), 'tensor(nan)'],
      [() => torch.median(tensor([3n, 1n, 1n, 1n, 2n, 4n]), 0).indices, 'tensor(3)'],
      [() => torch.nanmedian(holes), 'tensor(2.)'],
      [() => torch.nanmedian(holes, 1).values, 'tensor([1., 4.])'],
      [() => torch.kthvalue(m, 2).values, 'tensor([2., 3.])'],
      [() => torch.kthvalue(tensor([2n, 1n, 1n, 1n, 2n]), 2).indices, 'tensor(3)'],
      [() => torch.mode(ties).values, 'tensor([2., 0.])'],
      [() => torch.mode(tensor([5n, 1n, 1n, 5n, 5n, 1n])).indices, 'tensor(5)'],
      [() => torch.quantile(m, 0.4), 'tensor(2.)'],
      [() => torch.quantile(m, tensor([0, 0.5]), 1), 'tensor([[1., 2.],\n        [2., 3.]])'],
      [() => torch.quantile(m, 0.5, 0, true), 'tensor([[2.0000, 3.0000, 3.5000]])'],
      [() => torch.quantile(tensor([1, 2, 4, 8]), 0.5, { interpolation: 'nearest' }), 'tensor(4.)'],
      [() => torch.quantile(tensor([1, 2, 4, 8]), 0.4, { interpolation: 'higher' }), 'tensor(4.)'],
      [() => torch.quantile(tensor([1, 2, 4, 8]), 0.4, { interpolation: 'midpoint' }), 'tensor(3.)'],
      [() => torch.quantile(holes, 0.5, 1), 'tensor([nan, nan])'],
      [() => torch.nanquantile(holes, 0.5, 1), 'tensor([1.5000, 4.0000])'],
      [() => grad((x) => x.median(), [2, 2, 1, 3, 2]), 'tensor([0.3333, 0.3333, 0.0000, 0.0000, 0.3333])'],
      [() => grad((x) => x.quantile(0.3), [1, 4, 2]), 'tensor([0.4000, 0.0000, 0.6000])'],
      [() => grad((x) => x.kthvalue(2), [3, 1, 2]), 'tensor([0., 0., 1.])'],
    ]);
  });

  describe('histograms', () => {
    expectRows([
      [() => torch.histc(m, 5, 0, 5), 'tensor([0., 1., 2., 1., 2.])'],
      [() => torch.histc(m, 3), 'tensor([3., 1., 2.])'],
      [() => torch.histogram(m, 3).bin_edges, 'tensor([1.0000, 2.3333, 3.6667, 5.0000])'],
      [() => torch.histogram(m, tensor([0, 2, 5])).hist, 'tensor([1., 5.])'],
      [() => torch.histogram(m, 2, { range: [0, 4], weight: m, density: true }).hist, 'tensor([0.0417, 0.4583])'],
      [() => torch.bincount(tensor([1n, 3n, 1n])), 'tensor([0, 2, 0, 1])'],
      [
        () => torch.bincount(tensor([1n, 3n, 1n]), tensor([0.5, 1, 2]), 6),
        'tensor([0.0000, 2.5000, 0.0000, 1.0000, 0.0000, 0.0000])',
      ],
    ]);
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [() => torch.var(ints), 'NotImplementedError', 'std and var only support floating point and complex dtypes'],
      [() => torch.std_mean(ints), 'NotImplementedError', 'std_mean only support floating point and complex dtypes'],
      [
        () => torch.cov(torch.zeros(1, 1, 1)),
        'RuntimeError',
        'cov(): expected input to have two or fewer dimensions but got an input with 3 dimensions',
      ],
      [() => torch.cov(m, { fweights: tensor([-1n, 1n, 1n]) }), 'RuntimeError', 'cov(): fweights cannot be negative'],
      [
        () => torch.median(torch.zeros(0), 0),
        'IndexError',
        'median(): Expected reduction dim 0 to have non-zero size.',
      ],
      [() => torch.kthvalue(m, 4), 'RuntimeError', 'kthvalue(): selected number k out of range for dimension 1'],
      [() => torch.mode(torch.zeros(0)), 'IndexError', 'mode(): Expected reduction dim 0 to have non-zero size.'],
      [() => torch.quantile(m, 1.5), 'RuntimeError', 'quantile() q must be in the range [0, 1] but got 1.5'],
      [() => torch.quantile(torch.zeros(0), 0.5), 'RuntimeError', 'quantile() input tensor must be non-empty'],
      [() => torch.histc(m, 4, 3, 0), 'RuntimeError', 'torch.histc: max must be larger than min'],
      [() => torch.histogram(m, 0), 'RuntimeError', 'torch.histogram(): bins must be > 0, but got 0 for dimension 0'],
      [() => torch.bincount(tensor([-1n])), 'RuntimeError', 'bincount only supports 1-d non-negative integral inputs.'],
    ];
    for (const [call, name, message] of rows)
      it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
        expect(call)
          .to.throw(Error)
          .that.satisfies((error: Error) => error.name === name && error.message === message, `${name}: ${message}`);
      });
  });
});
