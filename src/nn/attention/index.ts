// Attention and the Transformer.
export * from './multihead_attention.js';
export * from './transformer.js';
export * from './transformer_decoder.js';
export * from './transformer_decoder_layer.js';
export * from './transformer_encoder.js';
export * from './transformer_encoder_layer.js';
export type { Activation, TransformerLayerArguments, TransformerLayerOptions } from './transformer_layer.js';
