import { Generator } from '../random/generator.js';
import { randperm } from '../random/sampling.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { lengthOf, type Sized } from './protocol.js';
import { Sampler } from './sampler.js';

/** Options of {@link DistributedSampler}. */
export interface DistributedSamplerOptions {
  /** How many processes share the dataset. */
  num_replicas?: number;
  /** The number of this process, from 0. */
  rank?: number;
  /** Whether the order is random. Default true. */
  shuffle?: boolean;
  /** The seed of the order, which must be the same in all processes. Default 0. */
  seed?: number;
  /** Whether items that cannot be shared evenly are left out, and not repeated. Default false. */
  drop_last?: boolean;
}

const OPTIONS = 'int? num_replicas=None, int? rank=None, bool shuffle=True, int seed=0, bool drop_last=False';
const signature = new Constructor(`DistributedSampler.__init__(any dataset, ${OPTIONS})`);

/**
 * Visits the part of a dataset that belongs to one of several processes.
 *
 * @example
 * const seven = torch.arange(7);
 * const part = new torch.utils.data.DistributedSampler(seven, { num_replicas: 3, rank: 0 });
 * console.log([...part].join()); // 4,3,1
 * @see PyTorch: `torch.utils.data.DistributedSampler`
 */
export class DistributedSampler extends Sampler {
  /** The dataset, whose length counts. */
  dataset: Sized;
  /** How many processes share the dataset. */
  num_replicas: number;
  /** The number of this process, from 0. */
  rank: number;
  /** The epoch, which with the seed decides the order. */
  epoch = 0;
  /** Whether items that cannot be shared evenly are left out. */
  drop_last: boolean;
  /** How many items each process visits. */
  num_samples: number;
  /** How many items all processes visit. */
  total_size: number;
  /** Whether the order is random. */
  shuffle: boolean;
  /** The seed of the order. */
  seed: number;

  /**
   * @param dataset the dataset, whose length counts
   * @param options `num_replicas`, `rank`, `shuffle`, `seed`, `drop_last`, in this order or by name; the first two are needed
   * @throws ValueError for a rank out of range, or when there is no saying which process this is
   */
  constructor(
    dataset: Sized,
    ...options: Trailing<
      [num_replicas: number, rank: number, shuffle: boolean, seed: number, drop_last: boolean],
      DistributedSamplerOptions
    >
  ) {
    super();
    const { num_replicas, rank, shuffle, seed, drop_last } = signature.bind([dataset, ...options]);
    if (num_replicas === null || rank === null)
      throw new ValueError(
        'Default process group has not been initialized, please make sure to call init_process_group.',
      );
    if (rank >= num_replicas || rank < 0)
      throw new ValueError(`Invalid rank ${rank}, rank should be in the interval [0, ${num_replicas - 1}]`);
    this.dataset = dataset;
    this.num_replicas = num_replicas;
    this.rank = rank;
    this.drop_last = drop_last;
    const each = lengthOf(dataset) / num_replicas;
    this.num_samples = drop_last ? Math.floor(each) : Math.ceil(each);
    this.total_size = this.num_samples * num_replicas;
    this.shuffle = shuffle;
    this.seed = seed;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const length = lengthOf(this.dataset);
    const order = this.shuffle
      ? (randperm(length, { generator: new Generator().manual_seed(this.seed + this.epoch) }).tolist() as number[])
      : Array.from({ length }, (_, i) => i);
    for (let i = this.rank; i < this.total_size; i += this.num_replicas) yield order[i % length];
  }

  override __len__(): number {
    return this.num_samples;
  }

  /** Sets the epoch, so that the next order is another one. */
  set_epoch(epoch: number): void {
    this.epoch = epoch;
  }
}
