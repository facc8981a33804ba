// The namespace torch.nn.functional.
export * from './convolution.js';
export * from './transposed_convolution.js';
export * from './dropout.js';
export {
  batch_norm,
  instance_norm,
  type BatchNormFunctionOptions,
  type InstanceNormFunctionOptions,
} from './batch_norm.js';
export * from './binary_losses.js';
export * from './class_losses.js';
export { ctc_loss, type CtcLossFunctionOptions, type Lengths } from './ctc_loss.js';
export * from './distance.js';
export * from './distribution_losses.js';
export { embedding_bag, type BagMode, type EmbeddingBagFunctionOptions } from './embedding_bag.js';
export { embedding, one_hot, type EmbeddingFunctionOptions } from './embedding.js';
export { bilinear, linear } from './linear.js';
export * from './margin_losses.js';
export type { InPlaceOption } from './inplace.js';
export * from './inplace_activations.js';
export {
  group_norm,
  layer_norm,
  rms_norm,
  type GroupNormFunctionOptions,
  type LayerNormFunctionOptions,
} from './normalization.js';
export * from './rectifiers.js';
export type { LossArguments, LossOptions, Reduction } from './reduction.js';
export { scaled_dot_product_attention, type AttentionOptions } from './attention.js';
export * from './adaptive_pool.js';
export * from './avg_pool.js';
export * from './folding.js';
export * from './grid_sample.js';
export * from './interpolate.js';
export * from './local_response_norm.js';
export * from './max_unpool.js';
export * from './multi_head_attention.js';
export * from './shuffling.js';
export { max_pool1d, max_pool2d, max_pool3d, type MaxPoolArguments, type MaxPoolOptions } from './max_pool.js';
export { pad, type PadMode, type PadOptions } from './padding.js';
export { huber_loss, l1_loss, mse_loss, smooth_l1_loss, type WeightedLossOptions } from './regression_losses.js';
export * from './smooth_activations.js';
export * from './softmax.js';
export { celu_, hardshrink, pdist, prelu, relu_, selu_, sigmoid, tanh, threshold_ } from '../../ops/index.js';
export type { Sizes } from './windows.js';
