// The namespace torch.masked: functions that skip what a mask leaves out.
export * from './along.js';
export * from './reductions.js';
export * from './statistics.js';
export type { MaskedDimOptions, MaskedOptions, MaskedReduceDimOptions, MaskedReduceOptions } from './mask.js';
