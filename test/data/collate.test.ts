import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { default_collate, default_convert } = torch.utils.data;

describe('default_collate', () => {
  it('stacks tensors and makes tensors of numbers', () => {
    const cases: [batch: readonly unknown[], expected: string][] = [
      [[torch.tensor([1, 2]), torch.tensor([3, 4])], 'tensor([[1., 2.],\n        [3., 4.]])'],
      [[1, 2.5], 'tensor([1.0000, 2.5000], dtype=torch.float64)'],
      [[1, 2], 'tensor([1., 2.], dtype=torch.float64)'],
      [[1n, 2n], 'tensor([1, 2])'],
      [[true, false], 'tensor([ True, False])'],
      [[new Float32Array([1]), new Float32Array([2])], 'tensor([[1.],\n        [2.]])'],
      [[new Int32Array([1])], 'tensor([[1]], dtype=torch.int32)'],
      [[torch.ones(2).numpy(), torch.zeros(2).numpy()], 'tensor([[1., 1.],\n        [0., 0.]])'],
    ];
    for (const [batch, expected] of cases) expect(String(default_collate(batch))).to.equal(expected);
  });

  it('batches the parts of lists and objects, and keeps strings', () => {
    const batch = default_collate([
      { x: [1, torch.ones(1)], name: 'a' },
      { x: [2, torch.zeros(1)], name: 'b' },
    ]);
    expect(batch.name).to.deep.equal(['a', 'b']);
    expect((batch.x as unknown as torch.Tensor[]).map((part) => part.tolist())).to.deep.equal([
      [1, 2],
      [[1], [0]],
    ]);
    expect(default_collate([[], []])).to.deep.equal([]);
  });

  it('keeps the graph', () => {
    const x = torch.ones(2, { requires_grad: true });
    default_collate([x, x.mul(3)])
      .sum()
      .backward();
    expect((x.grad as torch.Tensor).tolist()).to.deep.equal([4, 4]);
  });

  const refused: [batch: readonly unknown[], message: string][] = [
    [
      [null],
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class 'NoneType'>",
    ],
    [
      [new Date()],
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class 'Date'>",
    ],
    [[[1, 2], [3]], 'each element in list of batch should be of equal size'],
    [
      [torch.ones(2), torch.ones(3)],
      'stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry 1',
    ],
    [[{ a: 1 }, {}], "'a'"],
    [[], 'list index out of range'],
  ];
  for (const [batch, message] of refused)
    it(`refuses: ${message}`, () => expect(() => default_collate(batch)).to.throw(message));
});

describe('default_convert', () => {
  it('makes tensors of arrays and leaves the rest', () => {
    const x = torch.ones(1);
    const converted = default_convert({ a: [new Float64Array([1]), x], b: 3, c: 'text' }) as {
      a: torch.Tensor[];
      b: number;
      c: string;
    };
    expect(converted.a[0].dtype).to.equal(torch.float64);
    expect(converted.a[1]).to.equal(x);
    expect([converted.b, converted.c]).to.deep.equal([3, 'text']);
  });
});
