// The namespace torch.optim.lr_scheduler.
export { ChainedScheduler, SequentialLR, type SequentialLROptions } from './composite.js';
export { CosineAnnealingLR, CosineAnnealingWarmRestarts } from './cosine.js';
export type { CosineAnnealingLROptions, CosineAnnealingWarmRestartsOptions } from './cosine.js';
export { CyclicLR, type CyclicLROptions } from './cyclic.js';
export { ConstantLR, ExponentialLR, LinearLR, PolynomialLR } from './decay.js';
export type { ConstantLROptions, ExponentialLROptions, LinearLROptions, PolynomialLROptions } from './decay.js';
export { LambdaLR, MultiplicativeLR, type LambdaArguments, type LambdaLROptions, type LRLambda } from './lambda.js';
export { OneCycleLR, type OneCycleLROptions, type SchedulePhase } from './one_cycle.js';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './plateau.js';
export { LRScheduler } from './scheduler.js';
export { MultiStepLR, StepLR, type MultiStepLROptions, type StepLROptions } from './step.js';
