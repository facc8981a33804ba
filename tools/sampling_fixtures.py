"""Writes what real PyTorch gives for calls that draw random numbers, and for distributions, to test/*/fixtures/*.json.

    python tools/sampling_fixtures.py

Needs torch (2.15 wrote the committed ones). Each call stands here twice, in Python and in JavaScript; the tests run the
latter from the same seed. One case a line, so that a difference between two versions of PyTorch reads as one.
"""
import json
import pathlib

import torch
import torch.distributions as D

TEST = pathlib.Path(__file__).parent.parent / 'test'
nan = float('nan')

DRAWS = [
    # (Python, JavaScript)
    ('torch.rand(3, 4)', 'torch.rand(3, 4)'),
    ('torch.rand(())', 'torch.rand([])'),
    ('torch.rand(0, 3)', 'torch.rand(0, 3)'),
    ('torch.rand(2, dtype=torch.float64)', 'torch.rand(2, { dtype: torch.float64 })'),
    ('torch.randn(3, 5)', 'torch.randn([3, 5])'),
    ('torch.randn(2, 3, 4)', 'torch.randn(2, 3, 4)'),
    ('torch.randn(20, dtype=torch.float64)', 'torch.randn(20, { dtype: torch.float64 })'),
    ('torch.rand_like(torch.zeros(3, 4).t())', 'torch.rand_like(torch.zeros(3, 4).t())'),
    ('torch.randn_like(torch.zeros(5, 4).t())', 'torch.randn_like(torch.zeros(5, 4).t())'),
    ('torch.randn_like(torch.zeros(2), dtype=torch.float64)', 'torch.randn_like(torch.zeros(2), { dtype: torch.float64 })'),
    ('torch.randint(10, (5,))', 'torch.randint(10, [5])'),
    ('torch.randint(-5, 5, (2, 3), dtype=torch.int32)', 'torch.randint(-5, 5, [2, 3], { dtype: torch.int32 })'),
    ('torch.randint(0, 2**40, (3,))', 'torch.randint(0, 2 ** 40, [3])'),
    ('torch.randint(high=4, size=(3,))', 'torch.randint({ high: 4, size: [3] })'),
    ('torch.randint_like(torch.zeros(4, 2).t(), 3, 9)', 'torch.randint_like(torch.zeros(4, 2).t(), 3, 9)'),
    ('torch.randperm(7)', 'torch.randperm(7)'),
    ('torch.randperm(5, dtype=torch.int32)', 'torch.randperm(5, { dtype: torch.int32 })'),
    ('torch.normal(torch.zeros(20), torch.arange(20.))', 'torch.normal(torch.zeros(20), torch.arange(20).float())'),
    ('torch.normal(torch.arange(5.), 0.5)', 'torch.normal(torch.arange(5).float(), 0.5)'),
    ('torch.normal(0.3, torch.arange(1., 20.))', 'torch.normal(0.3, torch.arange(1, 20).float())'),
    ('torch.normal(1.1, 2.2, (3, 7))', 'torch.normal(1.1, 2.2, [3, 7])'),
    ('torch.normal(torch.zeros(2, 1), torch.ones(3))', 'torch.normal(torch.zeros(2, 1), torch.ones(3))'),
    ('torch.normal(torch.zeros(3, 8).t(), torch.ones(8, 3).mul(0.1))', 'torch.normal(torch.zeros(3, 8).t(), torch.ones(8, 3).mul(0.1))'),
    ('torch.bernoulli(torch.full((9,), 0.4))', 'torch.bernoulli(torch.full([9], 0.4))'),
    ('torch.bernoulli(torch.rand(3, 4).t())', 'torch.bernoulli(torch.rand(3, 4).t())'),
    ('torch.bernoulli(torch.full((5,), 0.3, dtype=torch.float64))', 'torch.bernoulli(torch.full([5], 0.3, { dtype: torch.float64 }))'),
    ('torch.zeros(6).bernoulli(0.7)', 'torch.zeros(6).bernoulli(0.7)'),
    ('torch.zeros(2, 3).t().bernoulli_()', 'torch.zeros(2, 3).t().bernoulli_()'),
    ('torch.zeros(4, 3).t().bernoulli_(torch.rand(4))', 'torch.zeros(4, 3).t().bernoulli_(torch.rand(4))'),
    ('torch.zeros(5, dtype=torch.int64).bernoulli_(p=0.5)', 'torch.zeros(5, { dtype: torch.int64 }).bernoulli_({ p: 0.5 })'),
    ('torch.multinomial(torch.tensor([0., 10, 3, 0]), 2)', 'torch.multinomial(torch.tensor([0, 10, 3, 0]), 2)'),
    ('torch.multinomial(torch.rand(3, 5), 4, True)', 'torch.multinomial(torch.rand(3, 5), 4, true)'),
    ('torch.multinomial(torch.rand(5, 3).t(), 2)', 'torch.multinomial(torch.rand(5, 3).t(), 2)'),
    ('torch.rand(2, 5).multinomial(1)', 'torch.rand(2, 5).multinomial(1)'),
    ('torch.poisson(torch.tensor([0., 1, 5, 20, 100]))', 'torch.poisson(torch.tensor([0, 1, 5, 20, 100]))'),
    ('torch.poisson(torch.full((8,), 40., dtype=torch.float64))', 'torch.poisson(torch.full([8], 40, { dtype: torch.float64 }))'),
    ('torch.zeros(5).uniform_(-1, 2)', 'torch.zeros(5).uniform_(-1, 2)'),
    ('torch.zeros(4, 6)[:, ::2].uniform_(2, 5)', "torch.zeros(4, 6)[':, ::2'].uniform_({ from: 2, to: 5 })"),
    ('torch.zeros(5).normal_(1, 3)', 'torch.zeros(5).normal_(1, 3)'),
    ('torch.zeros(40).normal_(mean=1, std=3)', 'torch.zeros(40).normal_({ mean: 1, std: 3 })'),
    ('torch.zeros(4, 10).t().normal_(1, 3)', 'torch.zeros(4, 10).t().normal_(1, 3)'),
    ('torch.zeros(4, 10)[:, 1:].normal_()', "torch.zeros(4, 10)[':, 1:'].normal_()"),
    ('torch.zeros(4).random_()', 'torch.zeros(4).random_()'),
    ('torch.zeros(4).random_(10)', 'torch.zeros(4).random_(10)'),
    ('torch.zeros(4, dtype=torch.int8).random_(-3, 3)', 'torch.zeros(4, { dtype: torch.int8 }).random_(-3, 3)'),
    ('torch.zeros(4, dtype=torch.int32).random_(5, None)', 'torch.zeros(4, { dtype: torch.int32 }).random_(5, null)'),
    ('torch.zeros(4, dtype=torch.bool).random_()', 'torch.zeros(4, { dtype: torch.bool }).random_()'),
    ('torch.zeros(20).exponential_(0.5)', 'torch.zeros(20).exponential_(0.5)'),
    ('torch.zeros(5, 4).t().exponential_()', 'torch.zeros(5, 4).t().exponential_()'),
    ('torch.zeros(5, dtype=torch.int64).geometric_(0.3)', 'torch.zeros(5, { dtype: torch.int64 }).geometric_(0.3)'),
    ('torch.zeros(5).log_normal_(0, 0.5)', 'torch.zeros(5).log_normal_(0, 0.5)'),
    ('torch.zeros(5).cauchy_(1, 2)', 'torch.zeros(5).cauchy_(1, 2)'),
]

VALUES = '[-1.5, 0, 0.25, 3]'
POSITIVE = '[0.5, 1, 2.25]'
CONTINUOUS = [
    # (distribution in Python, in JavaScript, values)
    ('D.Normal(0.5, torch.tensor([1., 2., 0.3, 4.]))', 'new D.Normal(0.5, torch.tensor([1, 2, 0.3, 4]))', VALUES),
    ('D.Laplace(0.5, torch.tensor([1., 2., 0.3, 4.]))', 'new D.Laplace(0.5, torch.tensor([1, 2, 0.3, 4]))', VALUES),
    ('D.Cauchy(0.5, torch.tensor([1., 2., 0.3, 4.]))', 'new D.Cauchy(0.5, torch.tensor([1, 2, 0.3, 4]))', VALUES),
    ('D.LogNormal(0.5, torch.tensor([1., 2., 0.3]))', 'new D.LogNormal(0.5, torch.tensor([1, 2, 0.3]))', POSITIVE),
    ('D.Exponential(torch.tensor([1., 2., 0.3]))', 'new D.Exponential(torch.tensor([1, 2, 0.3]))', POSITIVE),
    ('D.Uniform(torch.tensor([0., -1., 2.]), 3.)', 'new D.Uniform(torch.tensor([0, -1, 2]), 3)', POSITIVE.replace('2.25', '2.5')),
]
DISCRETE = [
    ('D.Bernoulli(torch.tensor([0.1, 0.5, 0.9]))', 'new D.Bernoulli(torch.tensor([0.1, 0.5, 0.9]))', '[0, 1, 1]'),
    ('D.Bernoulli(logits=torch.tensor([-3., 0., 40.]))', 'new D.Bernoulli({ logits: torch.tensor([-3, 0, 40]) })', '[0, 1, 1]'),
    ('D.Geometric(torch.tensor([0.1, 0.5, 1.]))', 'new D.Geometric(torch.tensor([0.1, 0.5, 1]))', '[0, 3, 0]'),
    ('D.Poisson(torch.tensor([0.1, 3., 20.]))', 'new D.Poisson(torch.tensor([0.1, 3, 20]))', '[0, 3, 17]'),
    ('D.Categorical(torch.tensor([[1., 2., 1.], [0., 1., 3.]]))', 'new D.Categorical(torch.tensor([[1, 2, 1], [0, 1, 3]]))', '[0, 2]'),
    ('D.Categorical(logits=torch.tensor([[1., 2., 1.], [0., 1., 3.]]))', 'new D.Categorical({ logits: torch.tensor([[1, 2, 1], [0, 1, 3]]) })', '[0, 2]'),
    ('D.Independent(D.Normal(torch.zeros(2, 3), 1.), 1)', 'new D.Independent(new D.Normal(torch.zeros(2, 3), 1), 1)', '[[0, 1, 2], [3, 4, 5]]'),
]
PAIRS = [
    ('D.Normal(0., 1.)', 'new D.Normal(0, 1)', 'D.Normal(torch.tensor([1., -2.]), 3.)', 'new D.Normal(torch.tensor([1, -2]), 3)'),
    ('D.LogNormal(0., 1.)', 'new D.LogNormal(0, 1)', 'D.LogNormal(1., 2.)', 'new D.LogNormal(1, 2)'),
    ('D.Laplace(0., 1.)', 'new D.Laplace(0, 1)', 'D.Laplace(1., 2.)', 'new D.Laplace(1, 2)'),
    ('D.Exponential(2.)', 'new D.Exponential(2)', 'D.Exponential(0.5)', 'new D.Exponential(0.5)'),
    ('D.Poisson(2.)', 'new D.Poisson(2)', 'D.Poisson(0.5)', 'new D.Poisson(0.5)'),
    ('D.Uniform(0., torch.tensor([1., 3.]))', 'new D.Uniform(0, torch.tensor([1, 3]))', 'D.Uniform(-1., 2.)', 'new D.Uniform(-1, 2)'),
    ('D.Bernoulli(torch.tensor([0., 0.3, 1., 0.5]))', 'new D.Bernoulli(torch.tensor([0, 0.3, 1, 0.5]))',
     'D.Bernoulli(torch.tensor([0., 0.6, 0., 1.]))', 'new D.Bernoulli(torch.tensor([0, 0.6, 0, 1]))'),
    ('D.Categorical(torch.tensor([[1., 2., 1.], [0., 1., 3.]]))', 'new D.Categorical(torch.tensor([[1, 2, 1], [0, 1, 3]]))',
     'D.Categorical(torch.tensor([1., 0.5, 0.5]))', 'new D.Categorical(torch.tensor([1, 0.5, 0.5]))'),
    ('D.Independent(D.Normal(torch.zeros(2), 1.), 1)', 'new D.Independent(new D.Normal(torch.zeros(2), 1), 1)',
     'D.Independent(D.Normal(torch.ones(2), 1.), 1)', 'new D.Independent(new D.Normal(torch.ones(2), 1), 1)'),
]


def plain(x):
    """The elements as JSON holds them."""
    if isinstance(x, list):
        return [plain(v) for v in x]
    return str(x) if isinstance(x, float) and (x != x or x in (float('inf'), -float('inf'))) else x


def record(js, out):
    return {'js': js, 'dtype': str(out.dtype).removeprefix('torch.'), 'shape': list(out.shape), 'out': plain(out.tolist())}


def drawn(seed, py, js):
    torch.manual_seed(seed)
    return {'seed': seed, **record(js, eval(py)), 'next': torch.rand(1).item()}


def distribution_calls():
    for py, js, values in CONTINUOUS + DISCRETE:
        value = f'torch.tensor({values})'
        floats = f'{value}.float()'
        members = ['mean', 'mode', 'variance', 'stddev', 'entropy()', 'perplexity()']
        methods = ['log_prob', 'cdf'] if (py, js, values) in CONTINUOUS else ['log_prob']
        if 'Poisson' in py:
            members = members[:4]
        if 'Categorical' in py or 'Bernoulli' in py:
            members += ['probs', 'logits', 'enumerate_support()']
        for member in members:
            yield f'{py}.{member}', f'{js}.{member}'
        for method in methods:
            yield f'{py}.{method}({floats})', f'{js}.{method}({value})'
        if methods == ['log_prob', 'cdf']:
            yield f'{py}.icdf(torch.tensor(0.3))', f'{js}.icdf(torch.tensor(0.3))'
            yield f'{py}.rsample((2,))', f'{js}.rsample([2])'
        yield f'{py}.sample((2, 2))', f'{js}.sample([2, 2])'
        yield f'{py}.sample()', f'{js}.sample()'
        yield f'{py}.expand((4,) + tuple({py}.batch_shape)).sample()', f'{js}.expand([4, ...{js}.batch_shape]).sample()'
    for p, p_js, q, q_js in PAIRS:
        yield f'D.kl_divergence({p}, {q})', f'D.kl_divergence({p_js}, {q_js})'


def write(path, cases):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[\n' + ',\n'.join(json.dumps(c) for c in cases) + '\n]\n')


write(TEST / 'random' / 'fixtures' / 'calls.json', [drawn(seed, *call) for seed, call in enumerate(DRAWS)])
write(TEST / 'distributions' / 'fixtures' / 'calls.json', [drawn(i, *call) for i, call in enumerate(distribution_calls())])
