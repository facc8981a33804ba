// The layers of torch.nn that look at neighbourhoods: convolutions, pooling, padding, resampling.
export type { ConvOptions, PaddingMode } from './any_convolution.js';
export * from './convolution.js';
export * from './transposed_convolution.js';
export type { OutputSize, OutputSizeOption } from './sizes.js';
export { MaxPool1d, MaxPool2d, MaxPool3d, type MaxPoolLayerArguments } from './max_pool.js';
export * from './adaptive_pool.js';
export * from './avg_pool.js';
export * from './folding.js';
export * from './local_response_norm.js';
export * from './max_unpool.js';
export type { PadArguments, PadLayerOptions } from './any_pad.js';
export * from './constant_padding.js';
export * from './padding.js';
export * from './shuffling.js';
export * from './upsampling.js';
