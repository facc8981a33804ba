import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { iteratorOf, lengthOf, type Walkable } from './protocol.js';
import { repr, requirePositiveInteger, Sampler } from './sampler.js';

const batchSignature = new Constructor('BatchSampler.__init__(object sampler, object batch_size, object drop_last)');

/**
 * Groups the indices of another sampler into batches.
 *
 * @example
 * const order = new torch.utils.data.SequentialSampler([10, 20, 30, 40, 50]);
 * const batches = new torch.utils.data.BatchSampler(order, 2, false);
 * console.log(JSON.stringify([...batches])); // [[0,1],[2,3],[4]]
 * console.log(batches.length); // 3
 * @see PyTorch: `torch.utils.data.BatchSampler`
 */
export class BatchSampler<T = number> extends Sampler<T[]> {
  /** The sampler of the indices. */
  sampler: Walkable<T>;
  /** How many indices a batch has. */
  batch_size: number;
  /** Whether a last batch that is smaller is left out. */
  drop_last: boolean;

  /**
   * @param sampler a sampler, or any iterable of indices
   * @param options `batch_size`, `drop_last`, in this order or by name
   * @throws ValueError for a batch size that is not a positive whole number
   */
  constructor(
    sampler: Walkable<T>,
    ...options: Trailing<[batch_size: number, drop_last: boolean], { batch_size?: number; drop_last?: boolean }>
  ) {
    super();
    const { batch_size, drop_last } = batchSignature.bind([sampler, ...options]);
    requirePositiveInteger('batch_size', batch_size);
    if (typeof drop_last !== 'boolean')
      throw new ValueError(`drop_last should be a boolean value, but got drop_last=${repr(drop_last)}`);
    this.sampler = sampler;
    this.batch_size = batch_size;
    this.drop_last = drop_last;
  }

  override *[Symbol.iterator](): Iterator<T[]> {
    const indices = iteratorOf(this.sampler);
    for (;;) {
      const batch: T[] = [];
      while (batch.length < this.batch_size) {
        const next = indices.next();
        if (next.done) {
          if (batch.length > 0 && !this.drop_last) yield batch;
          return;
        }
        batch.push(next.value);
      }
      yield batch;
    }
  }

  override __len__(): number {
    const batches = lengthOf(this.sampler) / this.batch_size;
    return this.drop_last ? Math.floor(batches) : Math.ceil(batches);
  }
}
