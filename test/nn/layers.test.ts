import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const F = nn.functional;
const x = torch.tensor([[1, 2, 4]]);

describe('the constructors of layers', () => {
  it('take their arguments in order or by name', () => {
    expect(String(new nn.Linear(2, 3, false))).to.equal('Linear(in_features=2, out_features=3, bias=False)');
    expect(String(new nn.Linear({ in_features: 2, out_features: 3 }))).to.equal(
      'Linear(in_features=2, out_features=3, bias=True)',
    );
    expect(new nn.Linear(2, 3, { dtype: torch.float64 }).weight.dtype).to.equal(torch.float64);
    expect(new nn.Linear(2, 3, { bias: false }).bias).to.equal(null);
  });

  it('refuse what they do not know, in the words of Python', () => {
    const wrong: [() => unknown, string][] = [
      [() => new nn.Linear(2), "Linear.__init__() missing 1 required positional argument: 'out_features'"],
      [() => new nn.Linear(2, 3, { foo: 1 } as never), "Linear.__init__() got an unexpected keyword argument 'foo'"],
      [() => new nn.Linear(NaN, 3), "argument 'in_features' (position 1) must be int, not float"],
      [() => new nn.Linear(-1, 3), 'negative dimension -1'],
      [() => new nn.Bilinear(0, 1, 1), 'in1_features must be > 0, but got (in1_features=0)'],
      [() => new nn.Dropout(2), 'dropout probability has to be between 0 and 1, but got 2'],
      [() => new nn.Hardtanh(1, 1), 'max_val (1.0) must be greater than min_val (1.0)'],
      [() => new nn.GroupNorm(2, 3), 'num_channels (3) must be divisible by num_groups (2)'],
      [() => new nn.Embedding(3, 2, 3), 'Padding_idx must be within num_embeddings'],
      [() => new nn.Unflatten(1, 2 as never), 'unflattened_size must be a tuple of ints, but found type int'],
      [
        () => new nn.TripletMarginLoss({ margin: 0 }),
        'TripletMarginLoss: expected margin to be greater than 0, got 0 instead',
      ],
    ];
    for (const [action, message] of wrong) expect(action).to.throw(message);
  });

  it('print floats as floats', () => {
    const texts: [unknown, string][] = [
      [new nn.ReLU(true), 'ReLU(inplace=True)'],
      [new nn.LeakyReLU(0.1), 'LeakyReLU(negative_slope=0.1)'],
      [new nn.ELU({ alpha: 2, inplace: true }), 'ELU(alpha=2.0, inplace=True)'],
      [new nn.Softmax(), 'Softmax(dim=None)'],
      [new nn.ReLU6(), 'ReLU6()'],
      [new nn.Dropout(), 'Dropout(p=0.5, inplace=False)'],
      [new nn.RMSNorm([2, 3]), 'RMSNorm((2, 3), eps=None, elementwise_affine=True)'],
      [new nn.Embedding(4, 2, -1, { max_norm: 1 }), 'Embedding(4, 2, padding_idx=3, max_norm=1.0)'],
      [
        new nn.BatchNorm1d(3, { momentum: null }),
        'BatchNorm1d(3, eps=1e-05, momentum=None, affine=True, bias=True, track_running_stats=True)',
      ],
      [new nn.Unflatten(1, [2, 3]), 'Unflatten(dim=1, unflattened_size=(2, 3))'],
      [new nn.GELU({ approximate: 'tanh' }), "GELU(approximate='tanh')"],
    ];
    for (const [layer, text] of texts) expect(String(layer)).to.equal(text);
  });
});

describe('layers', () => {
  it('take their input by name too', () => {
    const call = new nn.ReLU() as unknown as (options: { input: torch.Tensor }) => torch.Tensor;
    expect(call({ input: torch.tensor([-1, 2]) }).tolist()).to.deep.equal([0, 2]);
  });

  it('write into their input with inplace', () => {
    for (const layer of [new nn.ReLU(true), new nn.LeakyReLU({ inplace: true }), new nn.SiLU(true)]) {
      const input = torch.tensor([-1, 2]);
      expect(layer(input)).to.equal(input);
      expect(input.tolist()).not.to.deep.equal([-1, 2]);
    }
    const leaf = torch.ones(1, { requires_grad: true });
    expect(() => new nn.ELU({ inplace: true })(leaf)).to.throw('a leaf Variable that requires grad');
  });

  it('Linear has the nodes of PyTorch', () => {
    const layer = new nn.Linear(3, 2);
    const bare = new nn.Linear(3, 2, { bias: false });
    const names = [layer(x), bare(x), layer(x[0]), layer(torch.ones(2, 2, 3))].map((y) => y.grad_fn?.name());
    expect(names).to.deep.equal(['AddmmBackward0', 'MmBackward0', 'UnsafeViewBackward0', 'UnsafeViewBackward0']);
    expect(() => layer(torch.ones(4))).to.throw('addmm: mat1 and mat2 shapes cannot be multiplied (1x4 and 3x2)');
  });

  it('batch normalization remembers the statistics of batches', () => {
    const norm = new nn.BatchNorm1d(1, { momentum: null });
    norm(torch.tensor([[1], [3]]));
    norm(torch.tensor([[5], [9]]));
    expect(norm.running_mean?.item()).to.equal(4.5);
    expect(norm.running_var?.item()).to.equal(5);
    expect(norm.num_batches_tracked?.item()).to.equal(2);
    const eps = { rtol: 1e-4 };
    expect(
      torch.allclose(norm.eval()(torch.tensor([[4.5], [4.5 + Math.sqrt(5)]])), torch.tensor([[0], [1]]), eps),
    ).to.equal(true);
    norm.reset_running_stats();
    expect(norm.running_mean?.item()).to.equal(0);
    expect(() => norm.train()(torch.ones(1, 1))).to.throw('Expected more than 1 value per channel when training');
    expect(() => norm(torch.ones(3))).to.throw('expected 2D or 3D input (got 1D input)');
  });

  it('Embedding gives padding no gradient, and shortens rows that are too long', () => {
    const layer = new nn.Embedding(3, 2, { padding_idx: 1 });
    layer(torch.tensor([0n, 1n, 0n]))
      .sum()
      .backward();
    expect(layer.weight.grad?.tolist()).to.deep.equal([
      [2, 2],
      [0, 0],
      [0, 0],
    ]);
    const table = torch.tensor([
      [3, 4],
      [30, 40],
    ]);
    expect(
      F.embedding(torch.tensor([0n]), table, { max_norm: 1 })
        .norm()
        .item(),
    ).to.be.closeTo(1, 1e-5);
    expect(table[1].tolist()).to.deep.equal([30, 40]);
    expect(() => layer(torch.tensor([3n]))).to.throw(RangeError, 'index out of range in self');
    expect(() => layer(torch.tensor([1]))).to.throw('{ dtype: torch.int64 }');
  });
});

describe('derivatives', () => {
  const input = () =>
    torch.tensor(
      [
        [-1.3, 0.4, 2.1],
        [0.3, -0.6, 0.9],
      ],
      { dtype: torch.float64, requires_grad: true },
    );
  const weight = torch.tensor([1, 2, 3], { dtype: torch.float64, requires_grad: true });
  const target = torch.tensor(
    [
      [0.3, 0.7, 0.1],
      [1, 0, 0.5],
    ],
    { dtype: torch.float64 },
  );
  const functions: Record<string, (x: torch.Tensor) => torch.Tensor> = {
    layer_norm: (z) => F.layer_norm(z, [3], weight),
    rms_norm: (z) => F.rms_norm(z, [3], weight),
    group_norm: (z) => F.group_norm(z, 1, weight),
    batch_norm: (z) => F.batch_norm(z, null, null, weight, null, true),
    gelu: (z) => F.gelu(z),
    gelu_tanh: (z) => F.gelu(z, { approximate: 'tanh' }),
    silu: F.silu,
    mish: F.mish,
    softplus: (z) => F.softplus(z, 2),
    logsigmoid: F.logsigmoid,
    glu: (z) => F.glu(z, 0),
    mse_loss: (z) => F.mse_loss(z, target),
    huber_loss: (z) => F.huber_loss(z, target, { delta: 0.5 }),
    smooth_l1_loss: (z) => F.smooth_l1_loss(z, target, { beta: 0.5 }),
    binary_cross_entropy: (z) => F.binary_cross_entropy(z.sigmoid(), target),
    binary_cross_entropy_with_logits: (z) =>
      F.binary_cross_entropy_with_logits(z, target, { pos_weight: weight.detach() }),
    cross_entropy: (z) => F.cross_entropy(z, torch.tensor([2n, 0n]), { label_smoothing: 0.1, weight: weight.detach() }),
    multi_margin_loss: (z) => F.multi_margin_loss(z, torch.tensor([2n, 0n]), 2),
    cosine_similarity: (z) => F.cosine_similarity(z, target),
    bilinear: (z) => F.bilinear(z, target, torch.ones(2, 3, 3, { dtype: torch.float64 })),
  };
  for (const [name, f] of Object.entries(functions))
    it(`${name} has the first and second derivatives that differences show`, () => {
      expect(torch.autograd.gradcheck(f, [input()])).to.equal(true);
      expect(torch.autograd.gradgradcheck(f, [input()])).to.equal(true);
    });
});

describe('activations that end in _', () => {
  const cases: [name: string, f: (input: torch.Tensor) => torch.Tensor, text: string][] = [
    ['relu_', (z) => F.relu_(z), 'tensor([0., 2.])'],
    ['elu_', (z) => F.elu_(z, { alpha: 2 }), 'tensor([-1.7293,  2.0000])'],
    ['celu_', (z) => F.celu_(z, 2), 'tensor([-1.2642,  2.0000])'],
    ['selu_', (z) => F.selu_(z), 'tensor([-1.5202,  2.1014])'],
    ['leaky_relu_', (z) => F.leaky_relu_(z), 'tensor([-0.0200,  2.0000])'],
    ['hardtanh_', (z) => F.hardtanh_(z, -1, { max_val: 1.5 }), 'tensor([-1.0000,  1.5000])'],
    ['threshold_', (z) => F.threshold_(z, 0, 7), 'tensor([7., 2.])'],
    ['rrelu_', (z) => F.rrelu_(z, 0.25, { upper: 0.75 }), 'tensor([-1.,  2.])'],
  ];
  for (const [name, f, text] of cases)
    it(`${name} writes into its input`, () => {
      const z = torch.tensor([-2, 2]);
      expect(f(z)).to.equal(z);
      expect(String(z)).to.equal(text);
    });
});
