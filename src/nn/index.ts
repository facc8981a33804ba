// The namespace torch.nn.
export * as functional from './functional/index.js';
export * as init from './init/index.js';
export * from './activations/index.js';
export * from './attention/index.js';
export * as utils from './utils/index.js';
export * from './batch_norm.js';
export * from './containers/index.js';
export { CTCLoss } from './ctc_loss.js';
export * from './distance.js';
export * from './distribution_loss.js';
export * from './dropout.js';
export * from './embedding.js';
export * from './embedding_bag.js';
export * from './flatten.js';
export * from './linear.js';
export {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  HuberLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
  SoftMarginLoss,
} from './loss.js';
export * from './margin_loss.js';
export { Module, type HookOptions, type ModuleTarget } from './module.js';
export * from './normalization.js';
export * from './parameter.js';
export * from './spatial/index.js';
export * from './recurrent/index.js';
export type { Entries, Named } from './containers/named.js';
export type { Gradients, Keywords } from './hooks.js';
export type {
  IncompatibleKeys,
  LoadStateDictPostHook,
  LoadStateDictPreHook,
  StateDict,
  StateDictPostHook,
  StateDictPreHook,
} from './state_dict.js';
export type { RecurrentState } from '../ops/recurrent_steps.js';
export type { MembersArguments, MembersOptions, ModulesOptions } from './tree.js';
