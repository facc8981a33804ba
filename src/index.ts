/**
 * The package: `import torch, { nn, optim } from 'microtorch'`, or `import * as torch from 'microtorch'`.
 *
 * @module microtorch
 */
import * as torch from './torch.js';

export * from './torch.js';
export default torch;
