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
