import type { Generator } from '../random/generator.js';
import type { Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { default_collate, default_convert, type Collated } from './collate.js';
import { IterableDataset } from './dataset.js';
import { createFetcher, type Fetched, type FetchPlan } from './fetch.js';
import {
  assert,
  iteratorOf,
  lengthOf,
  type ItemOf,
  type MapDataset,
  type PythonIterable,
  type PythonSequence,
  type Sized,
  type Walkable,
} from './protocol.js';
import { BatchSampler } from './batch_sampler.js';
import { checkOrder, checkWorkers, signature, type DataLoaderOptions } from './loader_options.js';
import { RandomSampler } from './random_sampler.js';
import { drawSeed, SequentialSampler } from './sampler.js';
import { WorkerPool } from './worker.js';

/** What a DataLoader can walk. */
export type LoaderSource = MapDataset<unknown> | Iterable<unknown> | PythonIterable<unknown>;

/** The usual dataset: of lists of tensors. */
export type RowsOfTensors = readonly Tensor[][] | PythonSequence<Tensor[]>;

/** The indices of an iterable dataset: it has none, and is asked for one item after the other. */
const noIndices: Iterable<undefined> = {
  *[Symbol.iterator]() {
    for (;;) yield undefined;
  },
};

/**
 * Walks a dataset in batches: dataset + sampler + collate.
 *
 * It draws from the default stream exactly what PyTorch draws: a seed whenever a walk begins, and one more for a random order. So
 * both the order and everything drawn later agree. `for (const batch of loader)` is one epoch; `for await` also waits for items that
 * are promises.
 *
 * @example
 * torch.manual_seed(0);
 * const dataset = new torch.utils.data.TensorDataset(torch.arange(5), torch.arange(5).mul(10));
 * const loader = new torch.utils.data.DataLoader(dataset, 2, { shuffle: true });
 * for (const [x, y] of loader) console.log(x, y);
 * // tensor([1, 4]) tensor([10, 40])
 * // tensor([2, 3]) tensor([20, 30])
 * // tensor([0]) tensor([0])
 * console.log(loader.length); // 3
 * @see PyTorch: `torch.utils.data.DataLoader`
 */
export class DataLoader<D extends LoaderSource = RowsOfTensors, Batch = Collated<ItemOf<D>>> {
  /** The dataset. */
  declare readonly dataset: D;
  /** How many items a batch has; null for single items, or with a `batch_sampler`. */
  declare readonly batch_size: number | null;
  /** Whether a last batch that is smaller is left out. */
  declare readonly drop_last: boolean;
  /** The indices in the order in which the items are visited. */
  declare readonly sampler: Walkable<unknown>;
  /** The lists of indices, batch by batch; null for single items. */
  declare readonly batch_sampler: Walkable<readonly unknown[]> | null;
  /** Whether workers go on in the next epoch. */
  declare readonly persistent_workers: boolean;
  /** How many workers PyTorch would have. */
  readonly num_workers: number;
  /** How many batches ahead the indices are drawn for each worker; null without workers. */
  readonly prefetch_factor: number | null;
  /** Without effect. */
  readonly pin_memory: boolean;
  /** Without effect. */
  readonly pin_memory_device: string;
  /** Without effect. */
  readonly timeout: number;
  /** Called as in each worker before it reads the dataset, or null. */
  readonly worker_init_fn: ((worker: number) => unknown) | null;
  /** Without effect. */
  readonly multiprocessing_context: unknown;
  /** Without effect: batches always come in order. */
  readonly in_order: boolean;
  /** The generator from which the order and the workers' seeds are drawn, or null. */
  readonly generator: Generator | null;
  /** Makes a batch of a list of items. */
  readonly collate_fn: (items: never[]) => Batch;
  #pool: WorkerPool | null = null;

  /**
   * @param dataset an object with `__getitem__` and `__len__`, an `IterableDataset`, an array, or a tensor
   * @param options `batch_size` (1), `shuffle`, `sampler`, `batch_sampler`, `num_workers`, …, in this order or by name
   * @throws ValueError for options that exclude one another, or are out of range
   */
  constructor(
    dataset: D,
    ...options: Trailing<
      [
        batch_size: number | null,
        shuffle: boolean | null,
        sampler: Walkable<unknown> | null,
        batch_sampler: Walkable<readonly unknown[]> | null,
        num_workers: number,
        collate_fn: ((items: ItemOf<D>[]) => Batch) | null,
        pin_memory: boolean,
        drop_last: boolean,
        timeout: number,
        worker_init_fn: ((worker: number) => unknown) | null,
        multiprocessing_context: string | null,
        generator: Generator | null,
      ],
      DataLoaderOptions<D, Batch>
    >
  );
  /** @param options all by name, the dataset too */
  constructor(options: DataLoaderOptions<D, Batch> & { dataset: D });
  constructor(...args: readonly unknown[]) {
    const [first] = args;
    const allNamed = args.length === 1 && isOptions(first) && 'dataset' in first;
    const given = signature.bind(allNamed ? [undefined, first] : args);
    const { num_workers, timeout, persistent_workers, multiprocessing_context, generator } = given;
    const prefetch_factor = checkWorkers(
      num_workers,
      timeout,
      given.prefetch_factor,
      persistent_workers,
      multiprocessing_context,
    );
    const walked = given.dataset instanceof IterableDataset;
    checkOrder(walked, given);

    let batch_size = given.batch_size as number | null;
    let drop_last = given.drop_last as boolean;
    let sampler = given.sampler as Walkable<unknown> | null;
    let batch_sampler = given.batch_sampler as Walkable<readonly unknown[]> | null;
    if (batch_sampler !== null) [batch_size, drop_last] = [null, false];
    if (sampler === null) {
      if (walked) sampler = noIndices;
      else if (given.shuffle)
        sampler = new RandomSampler(given.dataset as Sized, { generator: generator as Generator | null });
      else sampler = new SequentialSampler(given.dataset as Sized);
    }
    if (batch_size !== null && batch_sampler === null) batch_sampler = new BatchSampler(sampler, batch_size, drop_last);

    this.num_workers = num_workers;
    this.prefetch_factor = prefetch_factor;
    this.pin_memory = given.pin_memory;
    this.pin_memory_device = given.pin_memory_device;
    this.timeout = timeout;
    this.worker_init_fn = given.worker_init_fn as ((worker: number) => unknown) | null;
    this.multiprocessing_context = multiprocessing_context;
    this.in_order = given.in_order;
    this.generator = generator as Generator | null;
    this.collate_fn = (given.collate_fn ?? (batch_sampler === null ? default_convert : default_collate)) as (
      items: never[],
    ) => Batch;
    const fixed = { dataset: given.dataset, batch_size, drop_last, sampler, batch_sampler, persistent_workers };
    for (const [name, value] of Object.entries(fixed)) Object.defineProperty(this, name, unchangeable(name, value));
  }

  /** The number of batches. */
  get length(): number {
    if (!(this.dataset instanceof IterableDataset)) return lengthOf(this.batch_sampler ?? this.sampler);
    const items = lengthOf(this.dataset);
    if (this.batch_size === null) return items;
    return this.drop_last ? Math.floor(items / this.batch_size) : Math.ceil(items / this.batch_size);
  }

  /** One epoch. The seed is drawn here, the order when the first batch is asked for. */
  [Symbol.iterator](): IterableIterator<Batch> {
    const fetches = this.#fetches();
    return (function* () {
      for (const { data, collate } of fetches) {
        if ([data].flat().some(isPromise))
          throw new TypeError('DataLoader: the items of the dataset are promises; walk it with `for await`');
        yield collate(data) as Batch;
      }
    })();
  }

  /** One epoch, waiting for items that are promises. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Batch> {
    const fetches = this.#fetches();
    return (async function* () {
      for (const { data, collate } of fetches)
        yield collate(Array.isArray(data) ? await Promise.all(data as unknown[]) : await data) as Batch;
    })();
  }

  #fetches(): Iterable<Fetched> {
    assert(this.num_workers > 0 || this.timeout === 0, '_SingleProcessDataLoaderIter requires timeout == 0');
    const { dataset, batch_sampler, drop_last, collate_fn } = this;
    const plan: FetchPlan = {
      dataset,
      iterable: dataset instanceof IterableDataset,
      batched: batch_sampler !== null,
      drop_last,
      collate_fn,
    };
    const indices = batch_sampler ?? this.sampler;
    if (this.num_workers === 0) {
      const walk = iteratorOf<unknown>(indices);
      drawSeed(this.generator);
      return fetchEach(plan, walk);
    }
    let pool = this.#pool;
    if (pool === null) {
      const seed = drawSeed(this.generator);
      pool = new WorkerPool(plan, this.num_workers, this.prefetch_factor ?? 2, seed, this.worker_init_fn);
      if (this.persistent_workers) this.#pool = pool;
    }
    return pool.fetches(indices);
  }
}

const isPromise = (x: unknown): boolean => typeof (x as Partial<Promise<unknown>> | null)?.then === 'function';

/** Fetches for one index after the other. */
function* fetchEach(plan: FetchPlan, indices: Iterator<unknown>): Iterable<Fetched> {
  const fetch = createFetcher(plan);
  for (let index = indices.next(); !index.done; index = indices.next()) {
    const fetched = fetch(index.value);
    if (fetched === null) return;
    yield fetched;
  }
}

/** A property that refuses to be set. */
function unchangeable(name: string, value: unknown): PropertyDescriptor {
  return {
    get: () => value,
    set: () => {
      throw new ValueError(`${name} attribute should not be set after DataLoader is initialized`);
    },
    enumerable: true,
  };
}
