import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from './refused.js';
import { expectRows, grad } from './rows.js';

const { tensor, masked: M } = torch;

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const mask = tensor([
  [true, false, true],
  [false, false, false],
]);
const some = tensor([true, true, false]);

describe('torch.masked', () => {
  expectRows([
    [() => M.sum(x, 1, { mask }), 'tensor([4., 0.])'],
    [() => M.sum(x, { mask: some, keepdim: true }), 'tensor([[12.]])'],
    [() => M.sum(mask, 1), 'tensor([2, 0])'],
    [() => M.sum(tensor(3), { mask: tensor(false) }), 'tensor(0.)'],
    [() => M.prod(x, 1, { mask }), 'tensor([3., 1.])'],
    [() => M.prod(x.long(), [0, 1], { mask: some }), 'tensor(40)'],
    [() => M.amax(x, 1, { mask }), 'tensor([3., -inf])'],
    [() => M.amax(x.long(), 1, { mask }), 'tensor([                   3, -9223372036854775808])'],
    [() => M.amin(x, 1, { mask }), 'tensor([1., inf])'],
    [() => M.mean(x, 1, { mask }), 'tensor([2., nan])'],
    [() => M.logsumexp(x, 1, { mask }), 'tensor([3.1269,   -inf])'],
    [() => M.argmax(x, 1, { mask }), 'tensor([2., 0.])'],
    [() => M.argmin(x.long(), 1, { mask }), 'tensor([0, 0])'],
    [() => M.median(x, 1, { mask }), 'tensor([1., nan])'],
    [() => M.median(x.long(), 0), 'tensor([1, 2, 3])'],
    [() => M.cumsum(x, 1, { mask }), 'tensor([[1., 1., 4.],\n        [0., 0., 0.]])'],
    [() => M.cumprod(x, 1, { mask }), 'tensor([[1., 1., 3.],\n        [1., 1., 1.]])'],
    [() => M.softmax(x, 1, { mask }), 'tensor([[0.1192, 0.0000, 0.8808],\n        [   nan,    nan,    nan]])'],
    [
      () => M.log_softmax(x, 1, { mask }),
      'tensor([[-2.1269,    -inf, -0.1269],\n        [    nan,     nan,     nan]])',
    ],
    [() => M.softmin(x, 1, { mask }), 'tensor([[0.8808, 0.0000, 0.1192],\n        [   nan,    nan,    nan]])'],
    [() => M.var(x, 1, { mask }), 'tensor([2., nan])'],
    [() => M.var(x, 0, { unbiased: false, mask: some }), 'tensor([2.2500, 2.2500,    nan])'],
    [() => M.std(x, 1, { mask }), 'tensor([1.4142,    nan])'],
    [() => M.std(x.long(), { correction: 0 }), 'tensor(1.7078)'],
    [() => M.norm(x, 2, 1, { mask }), 'tensor([3.1623, 0.0000])'],
    [() => M.norm(x, -Infinity, 1, { mask }), 'tensor([1., inf])'],
    [() => M.normalize(x, 2, 1, { mask }), 'tensor([[0.3162, 0.0000, 0.9487],\n        [0.0000, 0.0000, 0.0000]])'],
    [
      () => M.logaddexp(x, x.neg(), { input_mask: mask, other_mask: some }),
      'tensor([[ 1.1269, -2.0000,  3.0000],\n        [-4.0000, -5.0000,    -inf]])',
    ],
  ]);

  it('gives elements that are left out no gradient', () => {
    const functions = [M.sum, M.prod, M.mean, M.logsumexp, M.amax, M.var, M.norm] as ((
      x: torch.Tensor,
      options: { mask: torch.Tensor },
    ) => torch.Tensor)[];
    for (const f of functions) expect(grad((z) => f(z, { mask: some }), [1, 3, 2])[2].item(), f.name).to.equal(0);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => M.sum(x, 2, { mask }), 'Dimension out of range (expected to be in range of [-2, 1], but got 2)'],
      [
        () => M.sum(x, { mask: mask.unsqueeze(0) }),
        '_input_mask expected broadcastable mask (got mask dimensionality higher than of the input)',
      ],
      [
        () => M.sum(x, { mask: tensor([true, false]) }),
        'The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 1.  Target sizes: [2, 3].  Tensor sizes: [2]',
      ],
      [
        () => M.mean(x.long()),
        'mean(): Could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: torch.int64',
      ],
      [
        () => M.median(x.long(), 1, { mask }),
        'masked median expects no fully masked out rows if dtype is not floating point',
      ],
      [() => M.var(x, 1, true, { correction: 1 }), 'Only one of unbiased and correction may be given'],
      [() => M.amax(torch.zeros(2, 0), 1), 'amax(): Expected reduction dim 1 to have non-zero size.'],
    ]);
  });
});
