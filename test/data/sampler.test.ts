import { expect } from 'chai';
import * as torch from '../../src/index.js';

const {
  BatchSampler,
  DistributedSampler,
  RandomSampler,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} = torch.utils.data;
const five = ['a', 'b', 'c', 'd', 'e'];
/** Calls a class with arguments that its types refuse. */
const loosely = (make: unknown, ...args: unknown[]): unknown => Reflect.construct(make as new () => unknown, args);

/** What follows `manual_seed(0)`. */
const seeded = <T>(draw: () => T): T => {
  torch.manual_seed(0);
  return draw();
};

describe('samplers', () => {
  it('visit items in their order', () => {
    const sampler = new SequentialSampler(five);
    expect([[...sampler], sampler.length]).to.deep.equal([[0, 1, 2, 3, 4], 5]);
  });

  it('visit items in the random order of PyTorch', () => {
    expect(seeded(() => [...new RandomSampler(five)])).to.deep.equal([1, 3, 4, 2, 0]);
    expect(seeded(() => [...new RandomSampler(five, false, 12)])).to.deep.equal([1, 3, 4, 2, 0, 4, 0, 2, 3, 1, 4, 0]);
    expect(seeded(() => [...new RandomSampler(five, { replacement: true, num_samples: 35 })])).to.deep.equal([
      1, 0, 4, 3, 4, 0, 2, 3, 4, 1, 3, 0, 1, 4, 0, 0, 3, 3, 0, 0, 1, 4, 0, 2, 3, 3, 4, 2, 2, 2, 2, 4, 4, 1, 3,
    ]);
    const generator = new torch.Generator().manual_seed(3);
    expect([...new RandomSampler(five, { generator })]).to.deep.equal([1, 0, 3, 4, 2]);
  });

  it('draw a new order every time, and one seed from the default stream', () => {
    torch.manual_seed(0);
    const sampler = new RandomSampler(five);
    const orders = [[...sampler], [...sampler]];
    expect(orders[0]).not.to.deep.equal(orders[1]);
    const after = torch.rand(1).item();
    torch.manual_seed(0);
    for (let i = 0; i < 2; i++) torch.empty([], { dtype: torch.int64 }).random_();
    expect(torch.rand(1).item()).to.equal(after);
  });

  it('visit some items in random order, or by weight', () => {
    expect(seeded(() => [...new SubsetRandomSampler([7, 5, 3])])).to.deep.equal([3, 7, 5]);
    expect(seeded(() => [...new WeightedRandomSampler([0.1, 0.2, 0.7], 6)])).to.deep.equal([2, 2, 2, 2, 2, 2]);
    expect(seeded(() => [...new WeightedRandomSampler([1, 2], 2, false)].sort())).to.deep.equal([0, 1]);
  });

  it('group indices into batches', () => {
    const batches = new BatchSampler([1, 2, 3, 4, 5], 2, { drop_last: false });
    expect([[...batches], batches.length]).to.deep.equal([[[1, 2], [3, 4], [5]], 3]);
    const whole = new BatchSampler(new SequentialSampler(five), 2, true);
    expect([[...whole], whole.length]).to.deep.equal([
      [
        [0, 1],
        [2, 3],
      ],
      2,
    ]);
  });

  it('share a dataset among processes', () => {
    const seven = Array.from({ length: 7 });
    const parts = (options: object) =>
      [0, 1, 2].map((rank) => [...new DistributedSampler(seven, { num_replicas: 3, rank, ...options })]);
    expect(parts({})).to.deep.equal([
      [4, 3, 1],
      [0, 2, 4],
      [5, 6, 0],
    ]);
    expect(parts({ shuffle: false, drop_last: true })).to.deep.equal([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    const sampler = new DistributedSampler(seven, 3, 0);
    sampler.set_epoch(1);
    expect([...sampler]).not.to.deep.equal([4, 3, 1]);
  });

  it('may be written in the manner of Python', () => {
    class Backwards extends Sampler {
      override *__iter__(): Iterator<number> {
        for (let i = this.__len__() - 1; i >= 0; i--) yield i;
      }
      override __len__(): number {
        return 3;
      }
    }
    expect([[...new Backwards()], new Backwards().length]).to.deep.equal([[2, 1, 0], 3]);
  });

  const refused: [make: () => unknown, message: string][] = [
    [() => [...new Sampler()], 'Subclasses of Sampler should implement __iter__.'],
    [() => new Sampler().length, "object of type 'Sampler' has no len()"],
    [() => new RandomSampler([]), 'num_samples should be a positive integer value, but got num_samples=0'],
    [
      () => new RandomSampler([1], { num_samples: 1.5 }),
      'num_samples should be a positive integer value, but got num_samples=1.5',
    ],
    [
      () => loosely(RandomSampler, [1], { replacement: 1 }),
      'replacement should be a boolean value, but got replacement=1',
    ],
    [() => loosely(RandomSampler), "RandomSampler.__init__() missing 1 required positional argument: 'data_source'"],
    [
      () => new WeightedRandomSampler([1, 2], 0),
      'num_samples should be a positive integer value, but got num_samples=0',
    ],
    [
      () => loosely(WeightedRandomSampler, [1, 2], true),
      'num_samples should be a positive integer value, but got num_samples=True',
    ],
    [
      () => loosely(WeightedRandomSampler, [[1, 2]], 1),
      'weights should be a 1d sequence but given weights have shape (1, 2)',
    ],
    [
      () => [...new WeightedRandomSampler([1, 2], 3, false)],
      'cannot sample n_sample > prob_dist.size(-1) samples without replacement',
    ],
    [() => new BatchSampler([1], 0, true), 'batch_size should be a positive integer value, but got batch_size=0'],
    [() => loosely(BatchSampler, [1], 1, 1), 'drop_last should be a boolean value, but got drop_last=1'],
    [
      () => loosely(BatchSampler, [1]),
      "BatchSampler.__init__() missing 2 required positional arguments: 'batch_size' and 'drop_last'",
    ],
    [
      () => new DistributedSampler(five),
      'Default process group has not been initialized, please make sure to call init_process_group.',
    ],
    [() => new DistributedSampler(five, 2, 2), 'Invalid rank 2, rank should be in the interval [0, 1]'],
  ];
  for (const [make, message] of refused)
    it(`refuse: ${message}`, () => expect(make).to.throw(Error).with.property('message', message));
});
