import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { DataLoader, Dataset, IterableDataset, RandomSampler, TensorDataset, get_worker_info, random_split } =
  torch.utils.data;
const five = [0n, 1n, 2n, 3n, 4n];
/** Calls a class with arguments that its types refuse. */
const loosely = (make: unknown, ...args: unknown[]): unknown => Reflect.construct(make as new () => unknown, args);
const lists = (loader: Iterable<unknown>) => [...loader].map((batch) => (batch as torch.Tensor).tolist());

/** Items with noise from the default stream. */
class Noisy extends Dataset<torch.Tensor> {
  override __getitem__(index: number): torch.Tensor {
    return torch.rand(1).mul(0).add(index).add(torch.rand(1));
  }
  override __len__(): number {
    return 7;
  }
}

/** A stream of five items, and one more for each later worker. */
class Stream extends IterableDataset<torch.Tensor> {
  override *[Symbol.iterator](): Iterator<torch.Tensor> {
    const id = get_worker_info()?.id ?? 0;
    for (let i = 0; i < 5 + id; i++)
      yield torch
        .rand(1)
        .add(10 * id)
        .add(i);
  }
}

describe('a DataLoader', () => {
  it('walks a dataset in batches', () => {
    const dataset = new TensorDataset(torch.arange(7), torch.arange(7).mul(0.5));
    const loader = new DataLoader(dataset, 3);
    expect([loader.length, loader.batch_size, loader.drop_last]).to.deep.equal([3, 3, false]);
    const batches = [...loader].map(([x, y]) => [x.tolist(), y.tolist()]);
    expect(batches).to.deep.equal([
      [
        [0, 1, 2],
        [0, 0.5, 1],
      ],
      [
        [3, 4, 5],
        [1.5, 2, 2.5],
      ],
      [[6], [3]],
    ]);
    expect([...new DataLoader(dataset, 3, { drop_last: true })].length).to.equal(2);
    expect(new DataLoader(dataset, 3, { drop_last: true }).length).to.equal(2);
  });

  it('takes arrays, tensors, objects in the manner of Python, streams, and parts of datasets', () => {
    expect(lists(new DataLoader(five, 2))).to.deep.equal([[0, 1], [2, 3], [4]]);
    expect(lists(new DataLoader(torch.eye(2), 2))).to.deep.equal([
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    expect(lists(new DataLoader({ __getitem__: (i: number) => BigInt(i * i), __len__: () => 3 }, 2))).to.deep.equal([
      [0, 1],
      [4],
    ]);
    expect(lists(new DataLoader({ dataset: five, batch_size: 4 }))).to.deep.equal([[0, 1, 2, 3], [4]]);
    torch.manual_seed(0);
    const [part] = random_split(new TensorDataset(torch.arange(10)), [4, 6]);
    expect([...new DataLoader(part, 3)].map(([x]) => x.tolist())).to.deep.equal([[4, 1, 7], [5]]);
  });

  it('batches one by one without a batch size, and by lists of indices', () => {
    expect([...new DataLoader(['a', 'b'], null)]).to.deep.equal(['a', 'b']);
    expect(lists(new DataLoader(five, { batch_sampler: [[1, 2], [3]] }))).to.deep.equal([[1, 2], [3]]);
    expect(lists(new DataLoader(five, 2, { sampler: [4, 3, -5] }))).to.deep.equal([[4, 3], [0]]);
  });

  it('makes batches with a function of the user', () => {
    const loader = new DataLoader(['a', 'b', 'c'], 2, { collate_fn: (items) => items.join('+') });
    expect([...loader]).to.deep.equal(['a+b', 'c']);
  });

  it('reads the rows of a TensorDataset as the items one by one', () => {
    const x = torch.arange(12).reshape(6, 2);
    const whole = new TensorDataset(x);
    const single = { __getitem__: (i: number) => whole[i], __len__: () => 6 };
    for (const sampler of [
      [0, 5, 2],
      [-1, 0, 3],
    ]) {
      const read = (dataset: torch.utils.data.TensorDataset | typeof single) =>
        [...new DataLoader(dataset, { batch_size: 3, sampler })].map((batch) => (batch as torch.Tensor[])[0].tolist());
      expect(read(whole)).to.deep.equal(read(single));
    }
    expect(() => [...new DataLoader(whole, { sampler: [6] })]).to.throw(
      'index 6 is out of bounds for dimension 0 with size 6',
    );
    const [[rows]] = [...new DataLoader(whole, 6)];
    rows.fill_(0);
    expect(x.sum().item()).to.equal(66);
  });

  it('shuffles as PyTorch does, and draws as much', () => {
    torch.manual_seed(0);
    const loader = new DataLoader(
      Array.from({ length: 10 }, (_, i) => BigInt(i)),
      3,
      true,
    );
    expect([lists(loader), lists(loader)]).to.deep.equal([
      [[6, 7, 1], [4, 2, 0], [9, 8, 3], [5]],
      [[2, 4, 7], [0, 8, 9], [5, 3, 6], [1]],
    ]);
    expect(String(torch.rand(2))).to.equal('tensor([0.4556, 0.6323])');
  });

  it('draws a seed for every epoch, also when nothing is random', () => {
    const next = (epochs: number) => {
      torch.manual_seed(0);
      const loader = new DataLoader(five);
      for (let i = 0; i < epochs; i++) lists(loader);
      return torch.rand(1).item().toFixed(4);
    };
    expect([next(0), next(1), next(2)]).to.deep.equal(['0.4963', '0.0885', '0.3074']);
  });

  it('reads streams', () => {
    const loader = new DataLoader(new Stream(), 2);
    torch.manual_seed(0);
    expect(
      lists(loader)
        .flat(2)
        .map((x) => (x as number).toFixed(4))
        .join(' '),
    ).to.equal('0.0885 1.1320 2.3074 3.6341 4.4901');
    expect(lists(new DataLoader(new Stream(), 2, { drop_last: true })).length).to.equal(2);
    expect(() => loader.length).to.throw("object of type 'Stream' has no len()");
  });

  it('waits for promises in `for await`', async () => {
    const later = { __getitem__: async (i: number) => Promise.resolve(BigInt(i)), __len__: () => 3 };
    const batches: unknown[] = [];
    for await (const batch of new DataLoader(later, 2)) batches.push(batch.tolist());
    for await (const [x] of new DataLoader(new TensorDataset(torch.arange(2)), 2, { num_workers: 2 }))
      batches.push(x.tolist());
    for await (const item of new DataLoader(later, null)) batches.push(item);
    expect(batches).to.deep.equal([[0, 1], [2], [0, 1], 0n, 1n, 2n]);
    expect(() => [...new DataLoader(later, 2)]).to.throw('walk it with `for await`');
  });

  it('keeps what decides the order', () => {
    for (const name of ['batch_size', 'batch_sampler', 'sampler', 'drop_last', 'dataset', 'persistent_workers'])
      expect(() => Reflect.set(new DataLoader(five), name, 3)).to.throw(
        `${name} attribute should not be set after DataLoader is initialized`,
      );
  });
});

describe('the workers of a DataLoader', () => {
  const run = (
    dataset: Noisy | Stream,
    options: torch.utils.data.DataLoaderOptions<Noisy | Stream, unknown>,
    epochs = 2,
  ) => {
    torch.manual_seed(0);
    const loader = new DataLoader<Noisy | Stream, unknown>(dataset, { batch_size: 2, ...options });
    const all = Array.from({ length: epochs }, () =>
      lists(loader)
        .flat(3)
        .map((x) => (x as number).toFixed(4))
        .join(' '),
    );
    return [...all, (torch.rand(2).tolist() as number[]).map((x) => x.toFixed(4)).join(' ')];
  };
  const first = '0.0536 1.1949 2.2980 3.2847 4.1987 5.7166 6.3889';
  const init = '0.7682 1.1320 2.2793 3.7347 4.6341 5.8964 6.7999';

  it('have random numbers of their own', () => {
    expect(run(new Noisy(), { num_workers: 2 })).to.deep.equal([
      first,
      '0.8767 1.8217 2.1480 3.1961 4.1482 5.2836 6.8884',
      '0.3074 0.6341',
    ]);
    expect(run(new Noisy(), { shuffle: true, num_workers: 3 })).to.deep.equal([
      '0.0536 4.1949 1.2980 5.2847 2.2994 6.5160 3.1987',
      '3.5174 1.2775 4.6141 2.5165 5.2774 0.7736 6.7869',
      '0.4556 0.6323',
    ]);
  });

  it('go on in the next epoch if they persist', () => {
    expect(run(new Noisy(), { num_workers: 2, persistent_workers: true })).to.deep.equal([
      first,
      '0.8303 1.6031 2.7386 3.6373 4.8614 5.6196 6.6443',
      '0.0885 0.1320',
    ]);
  });

  it('are prepared by a function of the user', () => {
    const worker_init_fn = (worker: number) => void torch.manual_seed(worker);
    expect(run(new Noisy(), { num_workers: 2, worker_init_fn })).to.deep.equal([init, init, '0.3074 0.6341']);
  });

  it('read a stream each, in turns', () => {
    expect(run(new Stream(), { num_workers: 2 }, 1)[0]).to.equal(
      '0.7821 1.0536 10.6938 11.2980 2.9888 3.1949 12.1669 13.2847 4.5242 14.9157 15.3889',
    );
    expect(run(new Stream(), { num_workers: 2, batch_size: null }, 1)[0]).to.equal(
      '0.7821 10.6938 1.0536 11.2980 2.9888 12.1669 3.1949 13.2847 4.5242 14.9157 15.3889',
    );
    expect(get_worker_info()).to.equal(null);
  });

  it('draw indices ahead', () => {
    const inside = (num_workers: number) => {
      torch.manual_seed(0);
      const sampler = new RandomSampler(Array.from({ length: 6 }), false, 12, torch.default_generator);
      const seen: string[] = [];
      for (const batch of new DataLoader(
        Array.from({ length: 6 }, (_, i) => BigInt(i)),
        2,
        { sampler, num_workers },
      ))
        seen.push(`${batch.tolist()} ${torch.rand(1).item().toFixed(4)}`);
      return seen;
    };
    expect(inside(0)).to.deep.equal([
      '5,1 0.8964',
      '0,3 0.4556',
      '2,4 0.6323',
      '5,2 0.5185',
      '1,3 0.6977',
      '4,0 0.8000',
    ]);
    expect(inside(2)).to.deep.equal([
      '5,1 0.0223',
      '0,3 0.1689',
      '2,4 0.2823',
      '1,3 0.6816',
      '5,2 0.9152',
      '4,0 0.3971',
    ]);
  });

  it('leave the default stream in place when the dataset throws', () => {
    const broken = {
      __getitem__: () => {
        throw new Error('broken');
      },
      __len__: () => 2,
    };
    torch.manual_seed(0);
    expect(() => [...new DataLoader(broken, { num_workers: 2 })]).to.throw('broken');
    expect(torch.rand(1).item().toFixed(4)).to.equal('0.0885');
    expect(get_worker_info()).to.equal(null);
  });
});

describe('a DataLoader refuses', () => {
  const stream = new Stream();
  const refused: [make: () => unknown, message: string][] = [
    [
      () => new DataLoader(five, { num_workers: -1 }),
      'num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.',
    ],
    [() => new DataLoader(five, { timeout: -1 }), 'timeout option should be non-negative'],
    [
      () => new DataLoader(five, { prefetch_factor: 2 }),
      'prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None.',
    ],
    [
      () => new DataLoader(five, { num_workers: 1, prefetch_factor: -2 }),
      'prefetch_factor option should be non-negative',
    ],
    [() => new DataLoader(five, { persistent_workers: true }), 'persistent_workers option needs num_workers > 0'],
    [
      () => new DataLoader(stream, { shuffle: true }),
      'DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True',
    ],
    [
      () => new DataLoader(stream, { sampler: [1] }),
      'DataLoader with IterableDataset: expected unspecified sampler option, but got sampler=[1]',
    ],
    [
      () => new DataLoader(stream, { batch_sampler: [[1]] }),
      'DataLoader with IterableDataset: expected unspecified batch_sampler option, but got batch_sampler=[[1]]',
    ],
    [() => new DataLoader(five, { sampler: [1], shuffle: true }), 'sampler option is mutually exclusive with shuffle'],
    [
      () => new DataLoader(five, { batch_sampler: [[1]], batch_size: 2 }),
      'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last',
    ],
    [
      () => new DataLoader(five, { batch_size: null, drop_last: true }),
      'batch_size=None option disables auto-batching and is mutually exclusive with drop_last',
    ],
    [() => new DataLoader(five, 0), 'batch_size should be a positive integer value, but got batch_size=0'],
    [() => new DataLoader(five, 1.5), 'batch_size should be a positive integer value, but got batch_size=1.5'],
    [
      () => new DataLoader([], { shuffle: true }),
      'num_samples should be a positive integer value, but got num_samples=0',
    ],
    [
      () => new DataLoader(five, { multiprocessing_context: 'fork' }),
      'multiprocessing_context can only be used with multi-process loading (num_workers > 0), but got num_workers=0',
    ],
    [
      () => new DataLoader(five, { num_workers: 1, multiprocessing_context: 'forkx' }),
      "multiprocessing_context option should specify a valid start method in ['fork', 'spawn', 'forkserver'], but got multiprocessing_context='forkx'",
    ],
    [() => [...new DataLoader(five, { timeout: 1 })], '_SingleProcessDataLoaderIter requires timeout == 0'],
    [
      () => loosely(DataLoader, five, { batchsize: 1 }),
      "DataLoader.__init__() got an unexpected keyword argument 'batchsize'",
    ],
    [() => loosely(DataLoader), "DataLoader.__init__() missing 1 required positional argument: 'dataset'"],
    [() => [...(loosely(DataLoader, 5) as Iterable<unknown>)], "object of type 'int' has no len()"],
    [() => [...new DataLoader(five, { sampler: [9] })], 'list index out of range'],
    [
      () => [...new DataLoader([null, null])],
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class 'NoneType'>",
    ],
  ];
  for (const [make, message] of refused)
    it(message, () => expect(make).to.throw(Error).with.property('message', message));
});
