import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const F = nn.functional;
const scores = torch.tensor([
  [0.1, 0.2, 0.4],
  [0.8, -1, 0.5],
]);
const classes = torch.tensor([2n, 0n]);

describe('losses', () => {
  it('are reduced as asked for, by name or by the switches of old', () => {
    const [a, b] = [torch.tensor([1, 2]), torch.tensor([3, 2])];
    expect(F.mse_loss(a, b).item()).to.equal(2);
    expect(F.mse_loss(a, b, { reduction: 'sum' }).item()).to.equal(4);
    expect(F.mse_loss(a, b, null, null, 'none').tolist()).to.deep.equal([4, 0]);
    expect(F.mse_loss(a, b, { reduce: false }).tolist()).to.deep.equal([4, 0]);
    expect(new nn.MSELoss({ size_average: false })(a, b).item()).to.equal(4);
    expect(F.l1_loss(a, b, { weight: torch.tensor([3, 1]) }).item()).to.equal(1.5);
  });

  it('have the nodes of PyTorch', () => {
    const z = scores.clone().requires_grad_();
    const names = [
      F.mse_loss(z, scores),
      F.l1_loss(z, scores),
      F.smooth_l1_loss(z, scores),
      F.huber_loss(z, scores),
      F.binary_cross_entropy(z.sigmoid(), scores.sigmoid()),
      F.binary_cross_entropy_with_logits(z, scores),
      F.cross_entropy(z, classes),
      F.nll_loss(z.reshape(1, 3, 2), torch.zeros(1, 2, { dtype: torch.int64 })),
      F.soft_margin_loss(z, scores),
    ].map((loss) => loss.grad_fn?.name().replace('Backward0', ''));
    expect(names).to.deep.equal([
      'MseLoss',
      'Mean',
      'SmoothL1Loss',
      'HuberLoss',
      'BinaryCrossEntropy',
      'BinaryCrossEntropyWithLogits',
      'NllLoss',
      'NllLoss2D',
      'SoftMarginLoss',
    ]);
  });

  it('stay finite where probabilities are 0 or 1', () => {
    const p = torch.tensor([0, 1], { requires_grad: true });
    const loss = F.binary_cross_entropy(p, torch.tensor([1, 0]));
    loss.backward();
    expect(loss.item()).to.equal(100);
    expect((p.grad as torch.Tensor).tolist().toString()).not.to.contain('NaN');
    expect(F.binary_cross_entropy_with_logits(torch.tensor([-1000]), torch.tensor([1])).item()).to.equal(1000);
  });

  it('leave ignored targets out', () => {
    const z = scores.clone().requires_grad_();
    const loss = F.cross_entropy(z, torch.tensor([-100n, 0n]));
    loss.backward();
    expect(loss.item()).to.be.closeTo(F.cross_entropy(scores['1:'], classes['1:']).item(), 1e-7);
    expect(z.grad?.[0].tolist()).to.deep.equal([0, 0, 0]);
    expect(F.cross_entropy(scores, torch.tensor([-100n, -100n])).item()).to.be.NaN;
  });

  it('take one example without a batch', () => {
    expect(F.cross_entropy(scores[0], torch.tensor(2n)).shape.length).to.equal(0);
    expect(F.multi_margin_loss(scores[0], torch.tensor(2n), { reduction: 'none' }).shape.length).to.equal(0);
  });

  it('refuse what does not fit, in the words of PyTorch', () => {
    const n = (list: bigint[]) => torch.tensor(list);
    const wrong: [() => unknown, string][] = [
      [
        () => F.mse_loss(torch.ones(3), torch.ones(2)),
        'The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0',
      ],
      [() => F.mse_loss(n([1n]), n([1n])), `"mse_cpu" not implemented for 'Long'`],
      [() => F.mse_loss(scores, scores, { reduction: 'avg' as never }), 'avg is not a valid value for reduction'],
      [() => new nn.MSELoss({ foo: 1 } as never), "_Loss.__init__() got an unexpected keyword argument 'foo'"],
      [
        () => F.smooth_l1_loss(scores, scores, { beta: -1 }),
        'smooth_l1_loss does not support negative values for beta.',
      ],
      [() => F.huber_loss(scores, scores, { delta: 0 }), 'huber_loss does not support non-positive values for delta.'],
      [
        () => F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1])),
        'all elements of input should be between 0 and 1',
      ],
      [
        () => F.binary_cross_entropy(torch.ones(2), torch.ones(3)),
        'Using a target size (torch.Size([3])) that is different to the input size (torch.Size([2])) is deprecated.',
      ],
      [
        () => F.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(3)),
        'Target size (torch.Size([3])) must be the same as input size (torch.Size([2]))',
      ],
      [() => F.cross_entropy(scores, torch.tensor([2, 0])), 'expected target dtype to be Long or Byte, but got Float'],
      [() => F.cross_entropy(scores, torch.tensor([2, 0])), '3n'],
      [() => F.cross_entropy(scores, n([1n])), 'Expected input batch_size (2) to match target batch_size (1).'],
      [() => F.cross_entropy(scores, n([1n, 3n])), 'Target 3 is out of bounds.'],
      [
        () => F.cross_entropy(scores, classes, torch.ones(2)),
        'weight tensor should be defined either for all 3 classes or no classes but got weight tensor of shape: [2]',
      ],
      [
        () => F.cross_entropy(scores, scores.to(torch.int64)),
        'Expected floating point type for target with class probabilities, got Long',
      ],
      [
        () => F.cross_entropy(scores, classes, { label_smoothing: 2 }),
        'label_smoothing must be between 0.0 and 1.0. Got: 2',
      ],
      [() => F.multi_margin_loss(scores, classes, 3), 'only p == 1 and p == 2 supported'],
      [() => F.multilabel_margin_loss(scores, classes), 'inconsistent target size: [2] for input of size: [2, 3]'],
      [
        () => F.triplet_margin_loss(scores, scores, scores[0]),
        'The anchor, positive, and negative tensors are expected to have the same number of dimensions',
      ],
      [() => F.gaussian_nll_loss(scores, scores, -1), 'var has negative entry/entries'],
      [() => F.gaussian_nll_loss(scores, scores, torch.ones(3)), 'var is of incorrect size'],
      [() => F.kl_div(classes, classes), 'kl_div: Integral inputs not supported.'],
    ];
    for (const [action, message] of wrong) expect(action).to.throw(message);
  });
});
