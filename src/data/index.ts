// The namespace torch.utils.data.
export { BatchSampler } from './batch_sampler.js';
export { default_collate, default_convert, type Collated, type Converted } from './collate.js';
export { ChainDataset, ConcatDataset, Dataset, IterableDataset } from './dataset.js';
export { DistributedSampler, type DistributedSamplerOptions } from './distributed.js';
export { DataLoader, type LoaderSource, type RowsOfTensors } from './loader.js';
export type { DataLoaderOptions } from './loader_options.js';
export {
  RandomSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
  type RandomSamplerOptions,
  type WeightedRandomSamplerOptions,
} from './random_sampler.js';
export { Sampler, SequentialSampler } from './sampler.js';
export { StackDataset, type Stacked, type StackSource } from './stack_dataset.js';
export { random_split, Subset, type RandomSplitOptions } from './subset.js';
export { TensorDataset } from './tensor_dataset.js';
export { get_worker_info, type WorkerInfo } from './worker.js';
export type { ItemOf, MapDataset, PythonIterable, PythonSequence, PythonSized, Sized, Walkable } from './protocol.js';
