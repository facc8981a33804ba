import { RuntimeError } from '../tensor/errors.js';
import { sixDigits, type FloatArray } from './checks.js';
import type { RandomEngine } from './engine.js';
import { fma } from '../ndarray/fma.js';
import { standardNormal } from './normal.js';

/**
 * Fills with samples of the exponential distribution: `-log(1 - u)/lambda`.
 *
 * PyTorch's `Tensor.exponential_`; computed in double precision, two draws a sample.
 *
 * @param lambda the rate, > 0
 * @throws RuntimeError for a rate that is not positive
 */
export function exponential(rng: RandomEngine, out: FloatArray, start: number, length: number, lambda = 1): void {
  if (!(lambda > 0)) throw new RuntimeError(`exponential_ expects lambda > 0.0, but found lambda=${sixDigits(lambda)}`);
  const scale = -1 / lambda;
  for (let i = start; i < start + length; i++) out[i] = scale * Math.log1p(-rng.uniform53());
}

/**
 * Fills with samples of the Cauchy distribution: `median + sigma·tan(π·(u - ½))`.
 *
 * PyTorch's `Tensor.cauchy_`; computed in double precision, two draws a sample.
 *
 * @param sigma half the width at half the height, > 0
 * @throws RuntimeError for a `sigma` that is not positive
 */
export function cauchy(rng: RandomEngine, out: FloatArray, start: number, length: number, median = 0, sigma = 1): void {
  if (!(sigma > 0)) throw new RuntimeError(`cauchy_ expects sigma > 0.0, but found sigma=${sixDigits(sigma)}`);
  for (let i = start; i < start + length; i++) out[i] = fma(sigma, Math.tan(Math.PI * (rng.uniform53() - 0.5)), median);
}

/**
 * Fills with samples of the log-normal distribution: `exp(x)` for x of N(mean, std²).
 *
 * PyTorch's `Tensor.log_normal_`; computed one by one in double precision, four draws a pair.
 *
 * @param mean the mean of the logarithm
 * @param std the standard deviation of the logarithm, > 0
 * @throws RuntimeError for a `std` that is not positive
 */
export function logNormal(rng: RandomEngine, out: FloatArray, start: number, length: number, mean = 1, std = 2): void {
  if (!(std > 0)) throw new RuntimeError(`log_normal_ expects std > 0.0, but found std=${sixDigits(std)}`);
  for (let i = start; i < start + length; i++) out[i] = Math.exp(fma(standardNormal(rng), std, mean));
}
