import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const { functional: F, init } = nn;

// PyTorch 2.15 after torch.manual_seed(3), the first six numbers
const CASES: Record<string, [draw: () => torch.Tensor, expected: number[]]> = {
  uniform_: [
    () => init.uniform_(torch.empty(2, 3), -1, 2),
    [-0.987209, -0.683292, -0.142473, -0.919136, 0.414843, -0.819651],
  ],
  normal_: [
    () => init.normal_(torch.empty(2, 3), 1, 2),
    [2.606552, 1.349667, 1.177956, -0.227436, 1.092365, -1.736518],
  ],
  'trunc_normal_ over much of the distribution': [
    () => init.trunc_normal_(torch.empty(40), 0, 1, -0.9, 2),
    [-0.076644, 0.359882, -0.782017, 0.071528, 0.664839, -0.28678],
  ],
  'trunc_normal_ in the tail': [
    () => init.trunc_normal_(torch.empty(8), { a: 2, b: 3 }),
    [2.004263, 2.051552, 2.285842, 2.026955, 2.471614, 2.060116],
  ],
  xavier_uniform_: [
    () => init.xavier_uniform_(torch.empty(2, 3), { gain: 2 }),
    [-2.172209, -1.728309, -0.938391, -2.07278, -0.12438, -1.927474],
  ],
  'xavier_normal_ of a convolution': [
    () => init.xavier_normal_(torch.empty(3, 2, 2)),
    [0.359236, 0.078188, 0.039792, -0.274463, 0.020653, -0.611904],
  ],
  kaiming_uniform_: [
    () => init.kaiming_uniform_(torch.empty(2, 3), { a: 1, mode: 'fan_out' }),
    [-1.214301, -0.966154, -0.524577, -1.158719, -0.06953, -1.077491],
  ],
  kaiming_normal_: [
    () => init.kaiming_normal_(torch.empty(2, 3), 0, 'fan_in', 'relu'),
    [0.655872, 0.142751, 0.07265, -0.501099, 0.037708, -1.117179],
  ],
  'orthogonal_ of a tall matrix': [
    () => init.orthogonal_(torch.empty(3, 2), 2),
    [1.984604, 0.194871, 0.219833, -0.817218, 0.1141, -1.814987],
  ],
  'orthogonal_ of a wide matrix': [
    () => init.orthogonal_(torch.empty(2, 3)),
    [0.97145, 0.211437, 0.107607, 0.07565, 0.153823, -0.985198],
  ],
  sparse_: [() => init.sparse_(torch.empty(4, 2), 0.5), [0.008033, 0, 0, 0, 0.000462, -0.013683]],
  Linear: [() => new nn.Linear(3, 2).bias as torch.Tensor, [0.313924, 0.2814]],
  Bilinear: [() => new nn.Bilinear(2, 1, 2).weight, [-0.701077, -0.557809, -0.302864, -0.668987]],
  Embedding: [
    () => new nn.Embedding(3, 2, { padding_idx: 0 }).weight,
    [0, 0, 0.088978, -0.613718, 0.046182, -1.368259],
  ],
  dropout: [() => F.dropout(torch.arange(1, 7).float(), 0.3), [1.428571, 2.857143, 0, 5.714286, 0, 8.571428]],
  alpha_dropout: [
    () => F.alpha_dropout(torch.arange(1, 7).float(), 0.3, true),
    [1.315045, 2.175997, -1.059548, 3.897902, -1.059548, 5.619808],
  ],
  dropout2d: [() => F.dropout2d(torch.ones(1, 6, 1, 1)), [2, 2, 0, 2, 0, 0]],
  feature_alpha_dropout: [
    () => F.feature_alpha_dropout(torch.ones(1, 6, 1), 0.5, true),
    [1.665599, 1.665599, -0.779194, 1.665599, -0.779194, -0.779194],
  ],
  'rrelu in training': [() => F.rrelu(torch.tensor([-1, 2, -3, 0]), { training: true }), [-0.132106, 2, -0.554213, 0]],
  gumbel_softmax: [() => F.gumbel_softmax(torch.zeros(1, 3), { tau: 0.5 }), [0.989026, 0.010432, 0.000542]],
};

describe('random initial values and dropout', () => {
  for (const [name, [draw, expected]] of Object.entries(CASES))
    it(`${name} draws what PyTorch draws`, () => {
      torch.manual_seed(3);
      const drawn = draw().detach().flatten().tolist() as number[];
      drawn.slice(0, 6).forEach((x, i) => expect(x).to.be.closeTo(expected[i], 1.5e-6));
    });

  it('leave the tensor a leaf and write in place', () => {
    const w = new nn.Parameter(torch.zeros(2, 2));
    expect(init.xavier_normal_(w)).to.equal(w);
    expect([w.is_leaf, w.grad_fn]).to.deep.equal([true, null]);
  });

  it('take a generator of their own', () => {
    const generator = new torch.Generator().manual_seed(3);
    const w = init.uniform_(torch.empty(1), -1, 2, { generator });
    expect(w.item()).to.be.closeTo(-0.987209, 1e-6);
  });
});

describe('initial values without randomness', () => {
  it('eye_ and dirac_ are identities', () => {
    expect(init.eye_(torch.empty(2, 3)).tolist()).to.deep.equal([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    const kernel = init.dirac_(torch.empty(4, 2, 3), { groups: 2 });
    expect(kernel.nonzero().tolist()).to.deep.equal([
      [0, 0, 1],
      [1, 1, 1],
      [2, 0, 1],
      [3, 1, 1],
    ]);
    expect(init.constant_(torch.empty(1), 0.5).item()).to.equal(0.5);
  });

  it('calculate_gain knows the nonlinearities', () => {
    const gains = ['linear', 'conv2d', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'] as const;
    expect(gains.map((name) => init.calculate_gain(name).toFixed(4))).to.deep.equal([
      '1.0000',
      '1.0000',
      '1.0000',
      '1.6667',
      '1.4142',
      '1.4141',
      '0.7500',
    ]);
    expect(init.calculate_gain('leaky_relu', { param: 1 })).to.equal(1);
  });

  it('refuse what they are not made for, in the words of PyTorch', () => {
    const v = torch.empty(3);
    const wrong: [() => unknown, string][] = [
      [() => init.eye_(v), 'Only tensors with 2 dimensions are supported'],
      [() => init.sparse_(v, 0.1), 'Only tensors with 2 dimensions are supported'],
      [() => init.orthogonal_(v), 'Only tensors with 2 or more dimensions are supported'],
      [() => init.dirac_(v), 'Only tensors with 3, 4, or 5 dimensions are supported'],
      [() => init.dirac_(torch.empty(3, 1, 1), 2), 'dim 0 must be divisible by groups'],
      [() => init.xavier_normal_(v), 'Fan in and fan out can not be computed for tensor with fewer than 2 dimensions'],
      [
        () => init.kaiming_normal_(torch.empty(1, 1), { mode: 'in' as never }),
        "Mode in not supported, please use one of ['fan_in', 'fan_out']",
      ],
      [() => init.calculate_gain('gelu' as never), 'Unsupported nonlinearity gelu'],
      [() => init.uniform_(v, 0, 1, { foo: 1 } as never), "uniform_() got an unexpected keyword argument 'foo'"],
    ];
    for (const [action, message] of wrong) expect(action).to.throw(message);
  });
});
