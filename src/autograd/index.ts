// The namespace torch.autograd.
export { backward, grad } from './backward.js';
export { detect_anomaly, set_detect_anomaly } from './modes.js';
