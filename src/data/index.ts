// The namespace torch.utils.data.
export { default_collate, default_convert, type Collated } from './collate.js';
export { ChainDataset, ConcatDataset, Dataset, IterableDataset } from './dataset.js';
export { DistributedSampler, type DistributedSamplerOptions } from './distributed.js';
export { DataLoader, type DataLoaderOptions } from './loader.js';
export {
  BatchSampler,
  RandomSampler,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
  type RandomSamplerOptions,
  type WeightedRandomSamplerOptions,
} from './sampler.js';
export { StackDataset } from './stack_dataset.js';
export { random_split, Subset, type RandomSplitOptions } from './subset.js';
export { TensorDataset } from './tensor_dataset.js';
export { get_worker_info, type WorkerInfo } from './worker.js';
