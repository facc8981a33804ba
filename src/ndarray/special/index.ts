/** Special functions of one or two numbers in double precision: what PyTorch has and JavaScript's Math lacks. */
export { erf, erfc, erfcx, erfinv, log_ndtr, ndtr, ndtri } from './error.js';
export { digamma, lgamma, polygamma, trigamma, zeta } from './gamma.js';
export { igamma, igammac } from './igamma.js';
export { airy_ai } from './airy.js';
export * from './bessel.js';
export * from './polynomials.js';
export * from './rounding.js';
