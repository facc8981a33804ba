import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows } from './rows.js';

const { tensor } = torch;
const { gradcheck, gradgradcheck } = torch.autograd;
const x = tensor([
  [3, 4],
  [0, 1],
  [6, 8],
]);
const orders = [1, 1.5, 2, 3, Infinity];
const points = (n: number) => torch.randn(n, 3, { dtype: torch.float64, requires_grad: true });

describe('distances', () => {
  before(() => torch.manual_seed(0));

  expectRows([
    [() => torch.pdist(x), 'tensor([4.2426, 5.0000, 9.2195])'],
    [() => torch.pdist(x, 0), 'tensor([2., 2., 2.])'],
    [() => torch.nn.functional.pdist(x, { p: Infinity }), 'tensor([3., 4., 7.])'],
    [() => torch.pdist(x['0:1']), 'tensor([])'],
    [() => torch.pdist(torch.ones(3, 0)), 'tensor([0., 0., 0.])'],
    [() => torch.pdist(x.T.contiguous().T), 'tensor([4.2426, 5.0000, 9.2195])'],
  ]);

  for (const p of orders)
    it(`of order ${p} have their derivatives, twice`, () => {
      const within = (a: torch.Tensor) => torch.pdist(a, p);
      const between = (a: torch.Tensor, b: torch.Tensor) => torch.cdist(a, b, p);
      expect(gradcheck(within, [points(4)])).to.equal(true);
      expect(gradgradcheck(within, [points(4)])).to.equal(true);
      expect(gradgradcheck(between, [points(4), points(2)])).to.equal(true);
    });

  it('have gradient 0 where points coincide', () => {
    for (const p of orders) {
      const a = torch.ones(2, 3, { requires_grad: true });
      torch.pdist(a, p).sum().backward();
      expect(a.grad?.tolist()).to.deep.equal(torch.zeros(2, 3).tolist());
    }
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => torch.pdist(x[0]), 'pdist only supports 2D tensors, got: 1D'],
      [() => torch.pdist(x, -1), 'pdist only supports non-negative p values'],
      [() => torch.pdist(x.long()), 'pdist only supports floating-point dtypes'],
    ]);
  });
});

describe('renorm', () => {
  expectRows([
    [() => torch.renorm(x, 2, 0, 5), 'tensor([[3., 4.],\n        [0., 1.],\n        [3., 4.]])'],
    [() => x.renorm(1, 1, 3), 'tensor([[1.0000, 0.9231],\n        [0.0000, 0.2308],\n        [2.0000, 1.8462]])'],
    [
      () => torch.renorm(x, { p: Infinity, dim: 0, maxnorm: 5 }),
      'tensor([[3.0000, 4.0000],\n        [0.0000, 1.0000],\n        [3.7500, 5.0000]])',
    ],
    [() => x.clone().renorm_(2, -2, 0), 'tensor([[0., 0.],\n        [0., 0.],\n        [0., 0.]])'],
  ]);

  for (const p of orders)
    it(`by the norm of order ${p} has its derivatives, twice`, () => {
      const f = (a: torch.Tensor) => torch.renorm(a, p, 1, 1.2);
      expect(gradcheck(f, [points(4)])).to.equal(true);
      expect(gradgradcheck(f, [points(4)])).to.equal(true);
    });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => torch.renorm(x, 2, 2, 5), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [() => torch.renorm(x[0], 2, 0, 5), 'renorm: input needs at least 2 dimensions, got 1 dimensions'],
      [() => torch.renorm(x, 0, 0, 5), 'renorm: non-positive-norm not supported'],
      [() => torch.renorm(x, 2, 0, -5), 'renorm: expected maxnorm to be >= 0 but got -5'],
      [
        () => torch.renorm(x.long(), 2, 0, 5),
        'linalg.vector_norm: Expected a floating point or complex tensor as input. Got Long',
      ],
    ]);
  });
});
