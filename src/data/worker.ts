import { RandomEngine } from '../random/engine.js';
import { default_generator } from '../random/generator.js';
import { createFetcher, type Fetched, type Fetcher, type FetchPlan } from './fetch.js';
import { iteratorOf, type Walkable } from './protocol.js';

// With `num_workers` PyTorch fetches in processes of their own. Here everything happens in one thread, but each worker keeps
// what such a process would have: its own stream of random numbers, its own walk over an iterable dataset, and its turn.

/** What {@link get_worker_info} tells a dataset about the worker that reads it. */
export interface WorkerInfo {
  /** The number of the worker, from 0. */
  readonly id: number;
  /** How many workers there are. */
  readonly num_workers: number;
  /** The seed of its random numbers. */
  readonly seed: number | bigint;
  /** The dataset. */
  readonly dataset: unknown;
}

let current: WorkerInfo | null = null;

/**
 * Which worker of a DataLoader is reading the dataset; null outside of one. An iterable dataset can read only its share:
 *
 * @example
 * class Shared extends torch.utils.data.IterableDataset<number> {
 *   override *[Symbol.iterator]() {
 *     const worker = torch.utils.data.get_worker_info();
 *     for (let i = worker?.id ?? 0; i < 6; i += worker?.num_workers ?? 1) yield i;
 *   }
 * }
 * const loader = new torch.utils.data.DataLoader(new Shared(), 3, { num_workers: 2 });
 * for (const batch of loader) console.log(batch.sum().item());
 * // 6
 * // 9
 * @see PyTorch: `torch.utils.data.get_worker_info`
 */
export function get_worker_info(): WorkerInfo | null {
  return current;
}

class Worker {
  active = true;
  private engine: RandomEngine;
  private fetcher: Fetcher | null = null;

  constructor(readonly info: WorkerInfo) {
    this.engine = new RandomEngine(info.seed);
  }

  /** Runs `action` as in this worker: its stream of random numbers is the default one. */
  run<T>(action: () => T): T {
    const outside = { engine: default_generator.engine, info: current };
    default_generator.engine = this.engine;
    current = this.info;
    try {
      return action();
    } finally {
      this.engine = default_generator.engine;
      default_generator.engine = outside.engine;
      current = outside.info;
    }
  }

  /** Begins a new epoch. */
  begin(plan: FetchPlan): void {
    this.active = true;
    this.fetcher = this.run(() => createFetcher(plan));
  }

  fetch(index: unknown): Fetched | null {
    const fetched = this.run(() => this.fetcher?.(index) ?? null);
    return fetched && { data: fetched.data, collate: (data) => this.run(() => fetched.collate(data)) };
  }
}

/** The workers of a DataLoader. */
export class WorkerPool {
  private readonly workers: Worker[] = [];

  /**
   * @param seed the seed of the first worker; the others have the next ones
   * @param init called as in each worker, with its number
   */
  constructor(
    private readonly plan: FetchPlan,
    count: number,
    private readonly prefetch: number,
    seed: number | bigint,
    init: ((worker: number) => unknown) | null,
  ) {
    for (let id = 0; id < count; id++) {
      const own = BigInt(seed) + BigInt(id);
      const safe = Number.isSafeInteger(Number(own)) ? Number(own) : own;
      const worker = new Worker({ id, num_workers: count, seed: safe, dataset: plan.dataset });
      if (init !== null) worker.run(() => init(id));
      this.workers.push(worker);
    }
  }

  /** Fetches for all indices of a sampler: the workers take turns, and indices are drawn as far ahead as PyTorch draws them. */
  fetches(sampler: Walkable<unknown>): Iterable<Fetched> {
    const { workers, plan } = this;
    for (const worker of workers) worker.begin(plan);
    const indices = iteratorOf(sampler);
    const tasks: { worker: Worker; index: unknown }[] = [];
    let turn = 0;
    const assign = (): void => {
      const next = indices.next();
      if (next.done) return;
      for (let i = 0; i < workers.length; i++) {
        const worker = workers[turn++ % workers.length];
        if (worker.active) return void tasks.push({ worker, index: next.value });
      }
    };
    for (let i = 0; i < this.prefetch * workers.length; i++) assign();
    return (function* () {
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        if (!task.worker.active) continue;
        const fetched = task.worker.fetch(task.index);
        assign();
        if (fetched === null) task.worker.active = false;
        else yield fetched;
      }
    })();
  }
}
