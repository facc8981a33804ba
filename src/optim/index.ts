// The namespace torch.optim.
export { Adadelta, type AdadeltaOptions, type AdadeltaState } from './adadelta.js';
export { Adagrad, type AdagradOptions, type AdagradState } from './adagrad.js';
export { Adam, type AdamOptions, type AdamState } from './adam.js';
export { Adamax, type AdamaxOptions, type AdamaxState } from './adamax.js';
export { AdamW, type AdamWOptions } from './adamw.js';
export { ASGD, type ASGDOptions, type ASGDState } from './asgd.js';
export { LBFGS, type LBFGSOptions } from './lbfgs.js';
export { NAdam, type NAdamOptions, type NAdamState } from './nadam.js';
export { RAdam, type RAdamOptions, type RAdamState } from './radam.js';
export { RMSprop, type RMSpropOptions, type RMSpropState } from './rmsprop.js';
export { Rprop, type RpropOptions, type RpropState } from './rprop.js';
export { SGD, type SGDOptions, type SGDState } from './sgd.js';
export { Optimizer } from './optimizer.js';
export type { GivenGroup, Group, GroupInput, ParamGroup, ParamList, Params } from './groups.js';
export type { StateDictHook, StepPostHook, StepPreHook } from './hooks.js';
export type { CapturableOptions, CommonOptions, FusedOptions } from './parameterwise.js';
export type { OptimizerStateDict, PackedGroup } from './state_dict.js';
export * as lr_scheduler from './lr_scheduler/index.js';
