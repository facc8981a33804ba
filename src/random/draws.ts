/**
 * What PyTorch draws from its stream, over typed arrays: each function fills `length` elements of `out` from `start` on, with
 * the samples that PyTorch's CPU kernels give for the same state of the engine.
 */
export { cauchy, exponential, logNormal } from './continuous.js';
export { bernoulli, bernoulliOf, geometric } from './discrete.js';
export { randint, randomIntegers } from './integers.js';
export { multinomial, type MultinomialShape } from './multinomial.js';
export { normal, normalOneByOne, standardNormal } from './normal.js';
export { randperm } from './permutation.js';
export { uniform } from './uniform.js';
export type { FloatArray } from './checks.js';
