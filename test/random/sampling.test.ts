import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { check, evaluate, readCalls } from './calls.js';

/** Calls that PyTorch refuses, and its words. */
const REFUSED: readonly (readonly [js: string, message: string])[] = [
  ['torch.rand(-1)', 'Trying to create tensor with negative dimension -1: [-1]'],
  ['torch.rand(2.5)', "rand(): argument 'size' (position 1) must be tuple of ints, not float"],
  ['torch.rand(2, { dtype: torch.int64 })', `"check_uniform_bounds" not implemented for 'Long'`],
  ['torch.randn(2, { dtype: torch.int64 })', `"normal_kernel_cpu" not implemented for 'Long'`],
  ['torch.rand_like(torch.arange(2))', `"check_uniform_bounds" not implemented for 'Long'`],
  ['torch.randn(2, { generator: 5 })', "randn(): argument 'generator' must be torch.Generator, not int"],
  ['torch.randint(0, [2])', "random_ expects 'from' to be less than 'to', but got from=0 >= to=0"],
  ['torch.randint(5, -5, [2])', "random_ expects 'from' to be less than 'to', but got from=5 >= to=-5"],
  ['torch.randint(300, [2], { dtype: torch.uint8 })', 'to - 1 is out of bounds for unsigned char'],
  ['torch.randint(2, 5)', "randint(): argument 'size' (position 2) must be tuple of ints, not int"],
  ['torch.randint(3)', 'randint() received an invalid combination of arguments - got (int), but expected one of:'],
  [
    'torch.randint(5, [2], { requires_grad: true })',
    'Only Tensors of floating point and complex dtype can require gradients',
  ],
  ['torch.randperm(-1)', 'Trying to create tensor with negative dimension -1: [-1]'],
  ['torch.randperm(3, { dtype: torch.bool })', `"randperm" not implemented for 'Bool'`],
  ['torch.randperm(2.5)', "randperm(): argument 'n' (position 1) must be int, not float"],
  ['torch.normal(0, -1, [2])', 'normal expects std >= 0.0, but found std -1'],
  ['torch.normal(torch.zeros(2), torch.tensor([1, -1]))', 'normal expects all elements of std >= 0.0'],
  [
    'torch.normal(torch.zeros(2), torch.ones(3))',
    'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
  ],
  [
    'torch.normal(0, 1)',
    'normal() received an invalid combination of arguments - got (int, int), but expected one of:',
  ],
  ['torch.bernoulli(torch.arange(2))', `"bernoulli_tensor_cpu_p_" not implemented for 'Long'`],
  ['torch.zeros(2).bernoulli_(2)', 'bernoulli_ expects p to be in [0, 1], but got p=2'],
  ['torch.bernoulli(torch.tensor([2]))', 'Expected p_in >= 0 && p_in <= 1 to be true, but got false.'],
  [
    'torch.zeros(2).bernoulli_(torch.ones(3))',
    'The expanded size of the tensor (2) must match the existing size (3) at non-singleton dimension 0.  Target sizes: [2].  Tensor sizes: [3]',
  ],
  ['torch.multinomial(torch.ones(3), 4)', 'cannot sample n_sample > prob_dist.size(-1) samples without replacement'],
  ['torch.multinomial(torch.ones(3), 0)', 'cannot sample n_sample <= 0 samples'],
  ['torch.multinomial(torch.tensor(1), 1)', 'prob_dist must be 1 or 2 dim'],
  ['torch.multinomial(torch.arange(3), 1)', 'multinomial only supports floating-point dtypes for input, got: Long'],
  ['torch.multinomial(torch.zeros(2), 1)', 'invalid multinomial distribution (sum of probabilities <= 0)'],
  ['torch.multinomial(torch.tensor([-1, 2]), 1)', 'probability tensor contains either `inf`, `nan` or element < 0'],
  ['torch.poisson(torch.arange(2))', `"poisson_cpu" not implemented for 'Long'`],
  ['torch.poisson(torch.tensor([-1]))', 'invalid Poisson rate, expected rate to be non-negative'],
  ['torch.zeros(2).normal_(0, -1)', 'normal expects std >= 0.0, but found std -1'],
  ['torch.zeros(2).normal_(0, 1, 2)', 'normal_() takes from 0 to 2 positional arguments but 3 were given'],
  ['torch.zeros(2).normal_({ foo: 1 })', "normal_() got an unexpected keyword argument 'foo'"],
  ['torch.zeros(2).normal_({ generator: 5 })', "normal_(): argument 'generator' must be torch.Generator, not int"],
  ['torch.arange(2).uniform_()', `"check_uniform_bounds" not implemented for 'Long'`],
  ['torch.zeros(2).uniform_(3, 1)', 'uniform_ expects to return a [from, to) range, but found from=3 > to=1'],
  [
    'torch.zeros(2).expand(3, 2).normal_()',
    'unsupported operation: more than one element of the written-to tensor refers to a single memory location.',
  ],
  ['torch.zeros(2).random_(-5)', "random_ expects 'from' to be less than 'to', but got from=0 >= to=-5"],
  [
    'torch.arange(2).exponential_()',
    'Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified Long',
  ],
  ['torch.zeros(2).exponential_(0)', 'exponential_ expects lambda > 0.0, but found lambda=0'],
  ['torch.zeros(2).geometric_(1.5)', 'geometric_ expects p to be in (0, 1), but got p=1.5'],
  ['torch.zeros(2).geometric_()', 'geometric_() missing 1 required positional arguments: "p"'],
  ['torch.zeros(2, { dtype: torch.bool }).geometric_(0.5)', `"geometric_cpu" not implemented for 'Bool'`],
  ['torch.arange(2).log_normal_()', `"log_normal_cpu" not implemented for 'Long'`],
  ['torch.zeros(2).log_normal_(0, 0)', 'log_normal_ expects std > 0.0, but found std=0'],
  [
    'torch.arange(2).cauchy_()',
    'Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified long int',
  ],
  [
    'torch.zeros(2, { requires_grad: true }).normal_()',
    'a leaf Variable that requires grad is being used in an in-place operation.',
  ],
];

describe('functions and methods that draw', () => {
  for (const call of readCalls(new URL('fixtures/calls.json', import.meta.url)))
    it(`${call.js} draws what PyTorch draws`, () => check(call, 2e-7));

  for (const [js, message] of REFUSED)
    it(`refuses ${js} in PyTorch's words, and leaves the stream where it was`, () => {
      torch.manual_seed(3);
      expect(() => evaluate(js)).to.throw(Error, message);
      const next = torch.rand(1).item();
      torch.manual_seed(3);
      expect(next).to.equal(torch.rand(1).item());
    });

  it('draw nothing for empty tensors', () => {
    torch.manual_seed(0);
    expect(String(torch.empty(0).normal_())).to.equal('tensor([])');
    expect([...torch.multinomial(torch.ones(0, 3), 1).shape]).to.deep.equal([0, 1]);
    expect(torch.rand(1).item()).to.be.closeTo(0.49625658988952637, 1e-12);
  });

  it('fill memory in the order in which it lies, and count as a write', () => {
    const x = torch.zeros(2, 3);
    torch.manual_seed(0);
    x.t().uniform_();
    expect(x._version).to.equal(1);
    torch.manual_seed(0);
    expect(torch.equal(x, torch.rand(2, 3))).to.equal(true);
  });

  it('send no gradient to what they overwrite or depend on', () => {
    const x = torch.ones(3, { requires_grad: true });
    const drawn = x.mul(2).normal_();
    expect(drawn.grad_fn?.name()).to.equal('NormalBackward0');
    torch
      .normal(x, x)
      .add(torch.bernoulli(x.mul(0.5)))
      .add(drawn)
      .sum()
      .backward();
    expect(x.grad?.tolist()).to.deep.equal([0, 0, 0]);
  });

  it('make leaves that require grad where they are asked to', () => {
    const x = torch.randn(2, { requires_grad: true });
    expect([x.requires_grad, x.is_leaf]).to.deep.equal([true, true]);
    expect(torch.rand_like(x).requires_grad).to.equal(false);
  });

  it('draw whole numbers of 64 bits exactly', () => {
    const low = 2n ** 62n;
    torch.manual_seed(0);
    const drawn = torch.randint(low, low + 3n, [4]).sub(low);
    expect((drawn.tolist() as number[]).every((x) => x >= 0 && x < 3)).to.equal(true);
  });
});
