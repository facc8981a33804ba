import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from '../ops/refused.js';
import { expectRows } from '../ops/rows.js';

const { nn, tensor } = torch;
const { embedding_bag } = nn.functional;
const { gradcheck, gradgradcheck } = torch.autograd;

const table = torch.arange(12).float().reshape(4, 3);
const rows = tensor([0n, 1n, 1n, 3n]);
const offsets = tensor([0n, 2n]);
const weights = torch.arange(1, 7).reshape(2, 3);

/** The gradient of Σ weights · bags with respect to the table. */
function ofTable(options: torch.nn.functional.EmbeddingBagFunctionOptions): torch.Tensor {
  const w = table.clone().requires_grad_();
  embedding_bag(rows, w, offsets, options).mul(weights).sum().backward();
  return w.grad as torch.Tensor;
}

describe('embedding_bag', () => {
  expectRows([
    [
      () => embedding_bag(rows, table, offsets),
      'tensor([[1.5000, 2.5000, 3.5000],\n        [6.0000, 7.0000, 8.0000]])',
    ],
    [() => embedding_bag(rows, table, offsets, { mode: 'sum' }), 'tensor([[ 3.,  5.,  7.],\n        [12., 14., 16.]])'],
    [
      () => embedding_bag(rows, table, tensor([0n, 0n, 4n]), { mode: 'max' }),
      'tensor([[ 0.,  0.,  0.],\n        [ 9., 10., 11.],\n        [ 0.,  0.,  0.]])',
    ],
    [
      () => embedding_bag(rows.reshape(2, 2).int(), table),
      'tensor([[1.5000, 2.5000, 3.5000],\n        [6.0000, 7.0000, 8.0000]])',
    ],
    [() => embedding_bag(rows, table, offsets, { include_last_offset: true, mode: 'sum' }), 'tensor([[3., 5., 7.]])'],
    [
      () => embedding_bag(rows, table, offsets, { padding_idx: 1 }),
      'tensor([[ 0.,  1.,  2.],\n        [ 9., 10., 11.]])',
    ],
    [
      () => embedding_bag(rows, table, offsets, { padding_idx: -1, mode: 'max' }),
      'tensor([[3., 4., 5.],\n        [3., 4., 5.]])',
    ],
    [
      () => embedding_bag(rows, table.clone(), offsets, { max_norm: 1 }),
      'tensor([[0.2121, 0.5064, 0.8008],\n        [0.4711, 0.5706, 0.6700]])',
    ],
    [() => embedding_bag(rows['0:0'], table, tensor([0n])), 'tensor([[0., 0., 0.]])'],
    [() => embedding_bag(rows, table, rows['0:0']), 'tensor([], size=(0, 3))'],
    [
      () => ofTable({ mode: 'mean' }),
      'tensor([[0.5000, 1.0000, 1.5000],\n        [2.5000, 3.5000, 4.5000],\n        [0.0000, 0.0000, 0.0000],\n        [2.0000, 2.5000, 3.0000]])',
    ],
    [
      () => ofTable({ mode: 'max' }),
      'tensor([[0., 0., 0.],\n        [1., 2., 3.],\n        [0., 0., 0.],\n        [4., 5., 6.]])',
    ],
    [
      () => ofTable({ mode: 'sum', scale_grad_by_freq: true }),
      'tensor([[1.0000, 2.0000, 3.0000],\n        [2.5000, 3.5000, 4.5000],\n        [0.0000, 0.0000, 0.0000],\n        [4.0000, 5.0000, 6.0000]])',
    ],
  ]);

  it('has derivatives in the table and in the weights of samples, twice', () => {
    const random = (...sizes: number[]) => torch.rand(sizes, { dtype: torch.float64, requires_grad: true });
    for (const mode of ['sum', 'mean', 'max'] as const) {
      const f = (w: torch.Tensor) => embedding_bag(rows, w, offsets, { mode });
      expect(gradcheck(f, [random(4, 3)])).to.equal(true);
      expect(gradgradcheck(f, [random(4, 3)])).to.equal(true);
    }
    const weighted = (w: torch.Tensor, per_sample_weights: torch.Tensor) =>
      embedding_bag(rows, w, offsets, { mode: 'sum', per_sample_weights, padding_idx: 1 });
    expect(gradcheck(weighted, [random(4, 3), random(4)])).to.equal(true);
    expect(gradgradcheck(weighted, [random(4, 3), random(4)])).to.equal(true);
    expect(weighted(random(4, 3), random(4)).grad_fn?.name()).to.equal('EmbeddingBagBackward0');
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [
        () => embedding_bag(rows.reshape(2, 2), table, offsets),
        "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. However, found offsets of type <class 'torch.Tensor'>",
      ],
      [() => embedding_bag(rows, table), 'offsets has to be a 1D Tensor but got None'],
      [
        () => embedding_bag(rows.reshape(2, 2, 1), table),
        'input has to be 1D or 2D Tensor, but got Tensor of dimension 3',
      ],
      [
        () => embedding_bag(rows, table, tensor([1n, 2n])),
        'offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got 1',
      ],
      [
        () => embedding_bag(rows, table, tensor([0n, 5n])),
        "offsets[-1] can not be greater than input's length 4 but got offsets[-1] of 5",
      ],
      [() => embedding_bag(rows, table, offsets, { mode: 'foo' as never }), 'mode has to be one of sum, mean or max'],
      [
        () => embedding_bag(rows, table, offsets, { per_sample_weights: torch.ones(4) }),
        "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got mode='mean'). Please open a feature request on GitHub.",
      ],
      [
        () => embedding_bag(tensor([9n]), table, tensor([0n])),
        'Index 0 of input takes value 9 which is not in the valid range [0, 4)',
      ],
      [
        () => embedding_bag(rows, table, offsets, { padding_idx: 9 }),
        'padding_idx must be within the number of embeddings, -4 through 3, but got 9',
      ],
      [() => embedding_bag(rows, table[0], offsets), 'weight has to be a 2D Tensor, but got Tensor of dimension 1'],
    ]);
  });
});

describe('EmbeddingBag', () => {
  it('prints what it is made of', () => {
    expect(String(new nn.EmbeddingBag(4, 3))).to.equal("EmbeddingBag(4, 3, mode='mean')");
    expect(
      String(new nn.EmbeddingBag(4, 3, { max_norm: 1, mode: 'sum', padding_idx: 1, scale_grad_by_freq: true })),
    ).to.equal("EmbeddingBag(4, 3, max_norm=1.0, scale_grad_by_freq=True, mode='sum', padding_idx=1)");
  });

  it('draws the table of PyTorch, with zeros for padding', () => {
    torch.manual_seed(0);
    const { weight } = new nn.EmbeddingBag(2, 2, { padding_idx: 0 });
    expect(String(weight.detach())).to.equal('tensor([[ 0.0000,  0.0000],\n        [-2.1788,  0.5684]])');
  });

  it('takes a given table, which stays as it is', () => {
    const bag = nn.EmbeddingBag.from_pretrained(table, { mode: 'sum' });
    expect(bag.weight.requires_grad).to.equal(false);
    const per_sample_weights = tensor([1, 0, 0, 2]);
    expect(bag(rows, offsets, { per_sample_weights }).tolist()).to.deep.equal([
      [0, 1, 2],
      [18, 20, 22],
    ]);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => new nn.EmbeddingBag(4, 3, { padding_idx: 5 }), 'padding_idx must be within num_embeddings'],
      [
        () => new nn.EmbeddingBag(4, 3, { _weight: torch.ones(2, 2) }),
        'Shape of weight does not match num_embeddings and embedding_dim',
      ],
      [() => nn.EmbeddingBag.from_pretrained(torch.ones(2)), 'Embeddings parameter is expected to be 2-dimensional'],
    ]);
  });
});
