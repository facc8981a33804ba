import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from '../ops/refused.js';
import { expectRows } from '../ops/rows.js';

const { nn, tensor } = torch;
const { ctc_loss } = nn.functional;

const logs = torch.arange(40).mul(7).remainder(11).sub(5).div(4).reshape(5, 2, 4).log_softmax(2);
const targets = tensor([
  [1n, 2n, 2n],
  [3n, 1n, 0n],
]);
const steps = [5, 4];
const lengths = [3, 2];

describe('ctc_loss', () => {
  expectRows([
    [() => ctc_loss(logs, targets, steps, lengths, { reduction: 'none' }), 'tensor([5.4100, 3.4520])'],
    [() => ctc_loss(logs, targets, tensor(steps).long(), tensor(lengths).long()), 'tensor(1.7647)'],
    [() => ctc_loss(logs, targets.int(), steps, lengths, 3, 'sum'), 'tensor(8.9054)'],
    [() => ctc_loss(logs, tensor([1n, 2n, 2n, 3n, 1n]), steps, lengths, { reduction: 'sum' }), 'tensor(8.8620)'],
    [() => ctc_loss(logs[':, 0'], targets[0], 5, 3), 'tensor(1.8033)'],
    [() => ctc_loss(logs, targets, [3, 4], lengths, { reduction: 'none' }), 'tensor([   inf, 3.4520])'],
    [
      () => ctc_loss(logs, targets, [3, 4], lengths, { reduction: 'none', zero_infinity: true }),
      'tensor([0.0000, 3.4520])',
    ],
    [() => ctc_loss(logs, targets, steps, [0, 2], { reduction: 'none' }), 'tensor([11.2982,  3.4520])'],
    [() => new nn.CTCLoss(2, 'sum', true)(logs, torch.ones(2, 3).long(), steps, lengths), 'tensor(13.3250)'],
  ]);

  it('has the gradient of PyTorch, which is right in what goes into the log softmax', () => {
    torch.manual_seed(0);
    const scores = torch.randn(6, 3, 5, { dtype: torch.float64, requires_grad: true });
    const labels = tensor([
      [1n, 1n, 2n],
      [4n, 3n, 0n],
      [0n, 0n, 0n],
    ]);
    const loss = (x: torch.Tensor) => ctc_loss(x.log_softmax(2), labels, [6, 4, 5], [3, 2, 0], { reduction: 'none' });
    expect(torch.autograd.gradcheck(loss, [scores])).to.equal(true);
    const direct = logs.clone().requires_grad_();
    const sum = ctc_loss(direct, targets, steps, lengths, { reduction: 'none' });
    expect(sum.grad_fn?.name()).to.equal('CtcLossBackward0');
    sum.sum().backward();
    expect(String(direct.grad?.[4])).to.equal(
      'tensor([[ 0.1631,  0.0863, -0.4320,  0.1827],\n        [ 0.0000,  0.0000,  0.0000,  0.0000]])',
    );
  });

  it('gives a loss that became 0 no gradient', () => {
    const x = logs.clone().requires_grad_();
    ctc_loss(x, targets, [3, 4], lengths, { zero_infinity: true }).backward();
    expect(x.grad?.[':, 0'].abs().sum().item()).to.equal(0);
  });

  describe('what PyTorch refuses', () => {
    const doing = '(while checking arguments for ctc_loss_allocate_outputs)';
    expectRefused([
      [() => ctc_loss(logs, targets, [5], lengths), 'input_lengths must be of size batch_size'],
      [() => ctc_loss(logs, targets, tensor(steps), lengths), 'input_lengths must be integral'],
      [
        () => ctc_loss(logs, targets, [6, 4], lengths),
        `Expected input_lengths to have value at most 5, but got value 6 ${doing}`,
      ],
      [
        () => ctc_loss(logs, targets, steps, [4, 2]),
        `Expected tensor to have size at least 4 at dimension 1, but got size 3 for argument #2 'targets' ${doing}`,
      ],
      [
        () => ctc_loss(logs, targets.flatten(), steps, lengths),
        `Expected tensor to have size 5 at dimension 0, but got size 6 for argument #2 'targets' ${doing}`,
      ],
      [() => ctc_loss(logs, targets, steps, lengths, { blank: 4 }), 'blank must be in label range'],
      [() => ctc_loss(logs.long(), targets, steps, lengths), `"ctc_loss_cpu" not implemented for 'Long'`],
      [
        () => ctc_loss(logs, targets, steps, lengths, { reduction: 'foo' as never }),
        'foo is not a valid value for reduction',
      ],
    ]);
  });
});
