import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from '../ops/refused.js';
import { expectRows } from '../ops/rows.js';

const { nn, ones, tensor, zeros } = torch;
const F = nn.functional;
const x = tensor([
  [1, -2, 4, 0],
  [3, 5, -1, 2],
]);

describe('normalization', () => {
  expectRows([
    [
      () => F.batch_norm(x, zeros(4), ones(4), { weight: tensor([1, 2, 1, 1]), bias: ones(4), eps: 0 }),
      'tensor([[ 2., -3.,  5.,  1.],\n        [ 4., 11.,  0.,  3.]])',
    ],
    [() => F.batch_norm(zeros(0), zeros(0), ones(0), { training: true }), 'tensor([])'],
    [() => F.batch_norm(zeros(2, 0, 3), zeros(0), ones(0)), 'tensor([], size=(2, 0, 3))'],
    [
      () => F.group_norm(x, 2),
      'tensor([[ 1.0000, -1.0000,  1.0000, -1.0000],\n        [-1.0000,  1.0000, -1.0000,  1.0000]])',
    ],
    [
      () => F.layer_norm(x, [4], tensor([1, 1, 2, 1])),
      'tensor([[ 0.1155, -1.2702,  3.0022, -0.3464],\n        [ 0.3464,  1.2702, -3.0022, -0.1155]])',
    ],
    [() => F.layer_norm(zeros(0, 4), [4]), 'tensor([], size=(0, 4))'],
    [
      () => F.instance_norm(x.unsqueeze(0), { weight: tensor([1, 2]), bias: tensor([0, 1]) }),
      'tensor([[[ 0.1155, -1.2702,  1.5011, -0.3464],\n         [ 1.6928,  3.5403, -2.0022,  0.7691]]])',
    ],
    [
      () => F.rms_norm(x, [4]),
      'tensor([[ 0.4364, -0.8729,  1.7457,  0.0000],\n        [ 0.9608,  1.6013, -0.3203,  0.6405]])',
    ],
  ]);

  it('leaves remembered statistics alone when the batch is empty', () => {
    const norm = new nn.BatchNorm1d(3);
    expect([...norm(zeros(0, 3, 2)).shape]).to.deep.equal([0, 3, 2]);
    expect(norm.running_mean?.tolist()).to.deep.equal([0, 0, 0]);
    expect(norm.running_var?.tolist()).to.deep.equal([1, 1, 1]);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => F.batch_norm(ones(2, 3), ones(2), ones(3)), 'running_mean should contain 3 elements not 2'],
      [() => F.batch_norm(ones(2, 3), ones(3), ones(3), ones(3), ones(1)), 'bias should contain 3 elements not 1'],
      [() => F.batch_norm(ones(2, 3), null, null), 'running_mean must be defined in evaluation mode'],
      [
        () => F.batch_norm(ones(1, 3), null, null, { training: true }),
        'Expected more than 1 value per channel when training, got input size torch.Size([1, 3])',
      ],
      [() => F.batch_norm(ones(2, 3).long(), ones(3), ones(3)), `"batch_norm" not implemented for 'Long'`],
      [
        () => F.group_norm(ones(2, 3), 2),
        'Expected number of channels in input to be divisible by num_groups, but got input of shape [2, 3] and num_groups=2',
      ],
      [
        () => F.group_norm(ones(2, 4), 2, ones(3)),
        'Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape [3] and input of shape [2, 4]',
      ],
      [
        () => F.layer_norm(x, [3]),
        'Given normalized_shape=[3], expected input with shape [*, 3], but got input of size[2, 4]',
      ],
      [
        () => F.layer_norm(x, []),
        'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
      ],
      [() => F.rms_norm(x.long(), [4]), `"rms_norm" not implemented for 'Long'`],
      [
        () => F.instance_norm(ones(2, 3, 1)),
        'Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])',
      ],
      [() => F.instance_norm(ones(2, 3, 4), ones(2), ones(2)), 'running_mean should contain 6 elements not 4'],
      [
        () => F.instance_norm(ones(2, 3, 4), { use_input_stats: false }),
        'Expected running_mean and running_var to be defined when use_input_stats is false',
      ],
      [() => new nn.BatchNorm2d(3)(ones(2, 3)), 'expected 4D input (got 2D input)'],
      [() => new nn.InstanceNorm2d(3)(ones(2, 3)), 'expected 3D or 4D input (got 2D input)'],
    ]);
  });
});
