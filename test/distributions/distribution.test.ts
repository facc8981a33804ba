import { expect } from 'chai';
import * as torch from '../../src/index.js';

const D = torch.distributions;
const { tensor } = torch;

describe('a distribution', () => {
  it('prints its parameters as PyTorch does', () => {
    const texts: [torch.distributions.Distribution, string][] = [
      [new D.Normal(0, 10), 'Normal(loc: 0.0, scale: 10.0)'],
      [new D.Normal(torch.zeros(2), 1), 'Normal(loc: torch.Size([2]), scale: torch.Size([2]))'],
      [new D.Normal(tensor([0]), 1), 'Normal(loc: tensor([0.]), scale: tensor([1.]))'],
      [new D.Bernoulli(0.3), 'Bernoulli(probs: 0.30000001192092896)'],
      [new D.Bernoulli({ logits: 0 }), 'Bernoulli(logits: 0.0)'],
      [new D.Categorical(tensor([1, 2])), 'Categorical(probs: torch.Size([2]))'],
      [new D.Uniform(0, 1), 'Uniform(low: 0.0, high: 1.0)'],
      [new D.Exponential(2), 'Exponential(rate: 2.0)'],
      [new D.LogNormal(0, 1), 'LogNormal()'],
      [
        new D.Independent(new D.Normal(torch.zeros(2), 1), 1),
        'Independent(Normal(loc: torch.Size([2]), scale: torch.Size([2])), 1)',
      ],
    ];
    for (const [distribution, text] of texts) expect(distribution.toString()).to.equal(text);
  });

  it('prints its constraints as PyTorch does', () => {
    expect(String(new D.Normal(0, 1).arg_constraints.scale)).to.equal('GreaterThan(lower_bound=0.0)');
    expect(String(new D.Uniform(0, 2).support)).to.equal('Interval(lower_bound=0.0, upper_bound=2.0)');
    expect(String(new D.Categorical(torch.ones(3)).support)).to.equal('IntegerInterval(lower_bound=0, upper_bound=2)');
    expect(String(new D.Poisson(1).support)).to.equal('IntegerGreaterThan(lower_bound=0)');
    expect(String(D.constraints.simplex)).to.equal('Simplex()');
  });

  it('has the sizes of its batch and its events', () => {
    const n = new D.Normal(torch.zeros(2, 1), torch.ones(3));
    expect([...n.batch_shape, ...n.event_shape]).to.deep.equal([2, 3]);
    expect(String(n.sample([4]).shape)).to.equal('torch.Size([4, 2, 3])');
    expect(String(n.sample({ sample_shape: [4] }).shape)).to.equal('torch.Size([4, 2, 3])');
    const vector = new D.Independent(n, 1);
    expect([...vector.batch_shape, '|', ...vector.event_shape].join(' ')).to.equal('2 | 3');
    expect(String(vector.log_prob(torch.zeros(5, 2, 3)).shape)).to.equal('torch.Size([5, 2])');
  });

  it('takes its arguments by name', () => {
    expect(String(new D.Normal({ loc: 1, scale: 2 }))).to.equal('Normal(loc: 1.0, scale: 2.0)');
    expect(String(new D.Normal(1, { scale: 2 }))).to.equal('Normal(loc: 1.0, scale: 2.0)');
    expect(() => new D.Normal(0, 1, { sigma: 1 } as never)).to.throw(
      "Normal.__init__() got an unexpected keyword argument 'sigma'",
    );
  });

  it('is found in the module that PyTorch has it in', () => {
    expect(D.normal.Normal).to.equal(D.Normal);
    expect(D.categorical.Categorical).to.equal(D.Categorical);
  });

  it('takes the dtype of its tensors', () => {
    const n = new D.Normal(tensor(0, { dtype: torch.float64 }), 1);
    expect([n.scale.dtype, n.sample().dtype]).to.deep.equal([torch.float64, torch.float64]);
  });

  it('lets gradients flow through rsample and log_prob, and not through sample', () => {
    const loc = tensor([0, 1], { requires_grad: true });
    const scale = tensor(2, { requires_grad: true });
    const n = new D.Normal(loc, scale);
    expect(n.sample().requires_grad).to.equal(false);
    n.rsample().sum().backward();
    expect(loc.grad?.tolist()).to.deep.equal([1, 1]);
    loc.grad = null;
    scale.grad = null;
    n.log_prob(tensor([2, 3]))
      .sum()
      .backward();
    expect(loc.grad).to.satisfy((g: torch.Tensor) => torch.equal(g, tensor([0.5, 0.5])));
    expect(scale.grad).to.satisfy((g: torch.Tensor) => Math.abs(g.item()) < 1e-6); // (z² − 1)/σ with z = 1
  });

  it('gives policy gradients: d log p(a) / d logits = onehot(a) − p', () => {
    const logits = tensor([0.5, 1, -1], { requires_grad: true });
    const c = new D.Categorical({ logits });
    c.log_prob(tensor(1n)).backward();
    const expected = tensor([0, 1, 0]).sub(torch.softmax(logits.detach(), 0));
    const difference = (logits.grad as torch.Tensor).sub(expected).abs().max().item();
    expect(difference).to.be.below(1e-6);
  });

  it('gives the gradient of the binary cross entropy at 0, too', () => {
    const logits = tensor(0, { requires_grad: true });
    new D.Bernoulli({ logits }).log_prob(tensor(1)).backward();
    expect(logits.grad?.item()).to.equal(0.5);
  });
});

describe("what distributions refuse, in PyTorch's words", () => {
  const refused: [() => unknown, string][] = [
    [
      () => new D.Normal(0, -1),
      'Expected parameter scale (Tensor of shape ()) of distribution Normal(loc: 0.0, scale: -1.0) to satisfy the constraint ' +
        'GreaterThan(lower_bound=0.0), but found invalid values:\n-1.0',
    ],
    [
      () => new D.Normal(torch.zeros(2), tensor([1, -1])),
      'Expected parameter scale (Tensor of shape (2,)) of distribution Normal(loc: torch.Size([2]), scale: torch.Size([2])) ' +
        'to satisfy the constraint GreaterThan(lower_bound=0.0), but found invalid values:\ntensor([ 1., -1.])',
    ],
    [
      () => new D.Normal(NaN, 1),
      'Expected parameter loc (Tensor of shape ()) of distribution Normal(loc: nan, scale: 1.0) to satisfy the constraint ' +
        'Real(), but found invalid values:\nnan',
    ],
    [
      () => new D.Uniform(1, 0),
      'Expected parameter low (Tensor of shape ()) of distribution Uniform(low: 1.0, high: 0.0) to satisfy the constraint ' +
        'LessThan(upper_bound=0.0), but found invalid values:\n1.0',
    ],
    [() => new D.Bernoulli(), 'Either `probs` or `logits` must be specified, but not both.'],
    [() => new D.Bernoulli(0.5, 0.5), 'Either `probs` or `logits` must be specified, but not both.'],
    [
      () => new D.Bernoulli(1.5),
      'of distribution Bernoulli(probs: 1.5) to satisfy the constraint Interval(lower_bound=0.0, upper_bound=1.0)',
    ],
    [() => new D.Categorical(tensor(1)), '`probs` parameter must be at least one-dimensional.'],
    [() => new D.Categorical(tensor([-1, 2, 3])), 'to satisfy the constraint Simplex(), but found invalid values:'],
    [
      () => new D.Normal(torch.zeros(2), torch.ones(3)),
      'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
    ],
    [() => new D.Normal(0, 1).log_prob(0.5 as never), 'The value argument to log_prob must be a Tensor'],
    [
      () => new D.Normal(torch.zeros(2), 1).log_prob(torch.zeros(3)),
      'Value is not broadcastable with batch_shape+event_shape: torch.Size([3]) vs torch.Size([2]).',
    ],
    [
      () => new D.Bernoulli(0.5).log_prob(tensor([2])),
      'Expected value argument (Tensor of shape (1,)) to be within the support (Boolean()) of the distribution ' +
        'Bernoulli(probs: 0.5), but found invalid values:\ntensor([2.])',
    ],
    [() => new D.Normal(0, 1).sample(5 as never), "'int' object is not iterable"],
    [() => new D.Categorical(torch.ones(2)).rsample(), 'Categorical does not implement rsample'],
    [
      () => D.kl_divergence(new D.Normal(0, 1), new D.Bernoulli(0.5)),
      'No KL(p || q) is implemented for p type Normal and q type Bernoulli',
    ],
    [
      () => new D.Independent(new D.Normal(0, 1), 1),
      'Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual 1 vs 0',
    ],
  ];
  for (const [action, message] of refused) it(message.split('\n')[0], () => expect(action).to.throw(message));

  it('validate_args: false takes everything', () => {
    const u = new D.Uniform(0, 1, { validate_args: false });
    expect(u.log_prob(tensor([0.5, 2])).tolist()).to.deep.equal([0, -Infinity]);
    D.Distribution.set_default_validate_args(false);
    expect(() => new D.Normal(0, -1)).not.to.throw();
    D.Distribution.set_default_validate_args(true);
  });
});

describe('kl_divergence', () => {
  it('takes formulas for new kinds, which subclasses inherit', () => {
    class Mine extends D.Normal {}
    expect(D.kl_divergence(new Mine(0, 1), new Mine(0, 1)).item()).to.equal(0);
    D.register_kl(Mine, D.Uniform)(() => tensor(7));
    expect(D.kl_divergence(new Mine(0, 1), new D.Uniform(0, 1)).item()).to.equal(7);
  });
});
