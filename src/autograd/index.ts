// The namespace torch.autograd.
export { backward, grad, type BackwardOptions, type GradOptions } from './backward.js';
export { Function, FunctionContext } from './function.js';
export * as functional from './functional.js';
export { gradcheck, GradcheckError, gradgradcheck, type FunctionOf, type GradcheckOptions } from './gradcheck.js';
export { detect_anomaly, is_anomaly_enabled, ModeGuard, set_detect_anomaly } from './modes.js';
export { RemovableHandle } from './node.js';
