// Recurrent networks.
export { RNNBase, type RNNBaseOptions } from './base.js';
export * from './cells.js';
export * from './gru.js';
export * from './lstm.js';
export * from './rnn.js';
