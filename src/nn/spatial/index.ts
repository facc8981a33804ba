// The layers of torch.nn that look at neighbourhoods: convolutions, pooling, padding, resampling.
export {
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type ConvArguments,
  type ConvOptions,
  type ConvTransposeArguments,
  type ConvTransposeOptions,
  type PaddingMode,
} from './convolution.js';
export { MaxPool1d, MaxPool2d, MaxPool3d, type MaxPoolLayerArguments } from './max_pool.js';
export * from './adaptive_pool.js';
export * from './avg_pool.js';
export * from './folding.js';
export * from './local_response_norm.js';
export * from './max_unpool.js';
export * from './padding.js';
export * from './shuffling.js';
export * from './upsampling.js';
