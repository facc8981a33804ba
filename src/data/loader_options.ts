import type { Generator } from '../random/generator.js';
import { Constructor } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonRepr, type PythonValue } from '../tensor/python_number.js';
import type { ItemOf, Walkable } from './protocol.js';

/** Options of a `DataLoader`. */
export interface DataLoaderOptions<D = unknown, Batch = unknown> {
  /** The dataset. */
  dataset?: D;
  /** How many items a batch has; null for single items. Default 1. */
  batch_size?: number | null;
  /** Whether the order is random, and new in every epoch. Default false. */
  shuffle?: boolean | null;
  /** The indices in the order in which the items are visited: a sampler, or any iterable. */
  sampler?: Walkable<unknown> | null;
  /** The lists of indices, batch by batch, in place of `batch_size`, `shuffle`, `sampler` and `drop_last`. */
  batch_sampler?: Walkable<readonly unknown[]> | null;
  /** How many workers PyTorch would have: the batches are the same, but random numbers drawn by the dataset depend on it. Default 0. */
  num_workers?: number;
  /** Makes a batch of a list of items. Default: `default_collate`. */
  collate_fn?: ((items: ItemOf<D>[]) => Batch) | null;
  /** Accepted and without effect: there is no GPU. */
  pin_memory?: boolean;
  /** Whether a last batch that is smaller is left out. Default false. */
  drop_last?: boolean;
  /** Accepted and without effect, except that without workers it must be 0. */
  timeout?: number;
  /** Called as in each worker, with its number, before it reads the dataset. */
  worker_init_fn?: ((worker: number) => unknown) | null;
  /** Accepted and without effect. */
  multiprocessing_context?: string | null;
  /** The generator from which the order and the workers' seeds are drawn. */
  generator?: Generator | null;
  /** How many batches ahead the indices are drawn for each worker. Default 2. */
  prefetch_factor?: number | null;
  /** Whether workers, and their random numbers, go on in the next epoch. Default false. */
  persistent_workers?: boolean;
  /** Accepted and without effect. */
  pin_memory_device?: string;
  /** Accepted; batches always come in order. */
  in_order?: boolean;
}

const ORDER = 'object? batch_size=1, object? shuffle=None, object? sampler=None, object? batch_sampler=None';
const WORK =
  'int num_workers=0, function? collate_fn=None, bool pin_memory=False, object drop_last=False, float timeout=0';
const REST = 'function? worker_init_fn=None, object? multiprocessing_context=None, object? generator=None';
const NAMED = "int? prefetch_factor=None, bool persistent_workers=False, str pin_memory_device='', bool in_order=True";
/** @internal The signature of the constructor. */
export const signature = new Constructor(`DataLoader.__init__(any dataset, ${ORDER}, ${WORK}, ${REST}, *, ${NAMED})`);

const CONTEXTS = ['fork', 'spawn', 'forkserver'];
const repr = (value: unknown) => pythonRepr(value as PythonValue);

/** Checks the options for workers; returns how many batches ahead each of them is, or null without workers. */
export function checkWorkers(
  num_workers: number,
  timeout: number,
  prefetch: number | null,
  persistent: boolean,
  context: unknown,
): number | null {
  if (num_workers < 0)
    throw new ValueError('num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.');
  if (timeout < 0) throw new ValueError('timeout option should be non-negative');
  if (num_workers === 0 && prefetch !== null)
    throw new ValueError(
      'prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable multiprocessing, ' +
        'otherwise set prefetch_factor to None.',
    );
  if (prefetch !== null && prefetch < 0) throw new ValueError('prefetch_factor option should be non-negative');
  if (persistent && num_workers === 0) throw new ValueError('persistent_workers option needs num_workers > 0');
  if (context !== null) {
    if (num_workers === 0)
      throw new ValueError(
        `multiprocessing_context can only be used with multi-process loading (num_workers > 0), but got num_workers=${num_workers}`,
      );
    if (!CONTEXTS.includes(context as string))
      throw new ValueError(
        `multiprocessing_context option should specify a valid start method in ${repr(CONTEXTS)}, but got ` +
          `multiprocessing_context=${repr(context)}`,
      );
  }
  return num_workers === 0 ? null : (prefetch ?? 2);
}

interface Order {
  readonly batch_size: unknown;
  readonly shuffle: unknown;
  readonly sampler: unknown;
  readonly batch_sampler: unknown;
  readonly drop_last: unknown;
}

/** Refuses options about the order that exclude one another. */
export function checkOrder(walked: boolean, { batch_size, shuffle, sampler, batch_sampler, drop_last }: Order): void {
  if (walked) {
    const unspecified = (name: string, value: unknown) =>
      new ValueError(
        `DataLoader with IterableDataset: expected unspecified ${name} option, but got ${name}=${repr(value)}`,
      );
    if (shuffle !== null && shuffle !== false) throw unspecified('shuffle', shuffle);
    if (sampler !== null) throw unspecified('sampler', sampler);
    if (batch_sampler !== null) throw unspecified('batch_sampler', batch_sampler);
  }
  if (sampler !== null && shuffle) throw new ValueError('sampler option is mutually exclusive with shuffle');
  if (batch_sampler !== null && (batch_size !== 1 || shuffle || sampler !== null || drop_last))
    throw new ValueError('batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last');
  if (batch_sampler === null && batch_size === null && drop_last)
    throw new ValueError('batch_size=None option disables auto-batching and is mutually exclusive with drop_last');
}
