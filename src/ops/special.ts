// torch.special: the special functions, most of which torch has under other names too.

export { i0, i0e, i1, i1e } from './bessel.js';
export { modified_bessel_i0, modified_bessel_i1, modified_bessel_k0, modified_bessel_k1 } from './bessel.js';
export { scaled_modified_bessel_k0, scaled_modified_bessel_k1, spherical_bessel_j0 } from './bessel.js';
export { erf, erfc, erfcx, erfinv, log_ndtr, ndtr, ndtri } from './error_functions.js';
export { exp2, expm1, log1p } from './exponential.js';
export { digamma, polygamma, zeta } from './gamma.js';
export { digamma as psi, igamma as gammainc, igammac as gammaincc } from './gamma.js';
export { lgamma as gammaln, mvlgamma as multigammaln } from './gamma.js';
export { entr, logit, xlog1py, xlogy } from './logarithms.js';
export * from './polynomials.js';
export { logsumexp } from './reduction.js';
export { round } from './rounding.js';
export { sigmoid as expit } from './activation.js';
export { log_softmax, softmax } from './softmax.js';
export { sinc } from './trigonometry.js';
