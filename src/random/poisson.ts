import { lgamma } from '../ndarray/special/index.js';
import { RuntimeError } from '../tensor/errors.js';
import type { FloatArray } from './checks.js';
import type { RandomEngine } from './engine.js';

/** The number of uniform factors whose product stays above e^-λ (Knuth, TAOCP 2, section 3.4.1). */
function byProducts(rng: RandomEngine, rate: number): number {
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = rng.uniform53(); product > limit; product *= rng.uniform53()) count++;
  return count;
}

/**
 * Rejection under a transformed hat, for λ ≥ 10.
 *
 * Hörmann, "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS.
 */
function byRejection(rng: RandomEngine, rate: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = rng.uniform53() - 0.5;
    const v = rng.uniform53();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const accepted = -rate + k * Math.log(rate) - lgamma(k + 1);
    if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <= accepted) return k;
  }
}

/**
 * Fills with samples of the Poisson distribution, each with a rate of its own.
 *
 * PyTorch's `torch.poisson`; computed in double precision.
 *
 * @param rates as many as samples, from index `first` on, each ≥ 0
 * @throws RuntimeError for a negative rate or NaN
 */
export function poisson(
  rng: RandomEngine,
  out: FloatArray,
  start: number,
  length: number,
  rates: FloatArray,
  first = 0,
): void {
  for (let i = 0; i < length; i++) {
    const rate = rates[first + i];
    if (!(rate >= 0)) throw new RuntimeError('invalid Poisson rate, expected rate to be non-negative');
    out[start + i] = rate === 0 ? 0 : rate < 10 ? byProducts(rng, rate) : byRejection(rng, rate);
  }
}
