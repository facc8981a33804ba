import type { ElementArray } from '../ndarray/element.js';
import { RuntimeError } from '../tensor/errors.js';
import { sixDigits, type FloatArray } from './checks.js';
import type { RandomEngine } from './engine.js';

/**
 * Fills with ones of probability `p` and zeros.
 *
 * PyTorch's `Tensor.bernoulli_(p)` for a number, and so dropout's mask; of every dtype alike, two draws a sample.
 *
 * @param p the probability of a one, in [0, 1]
 * @throws RuntimeError for a `p` outside [0, 1]
 */
export function bernoulli(rng: RandomEngine, out: ElementArray, start: number, length: number, p = 0.5): void {
  if (!(p >= 0 && p <= 1)) throw new RuntimeError(`bernoulli_ expects p to be in [0, 1], but got p=${sixDigits(p)}`);
  const end = start + length;
  if (out instanceof BigInt64Array) for (let i = start; i < end; i++) out[i] = rng.uniform53() < p ? 1n : 0n;
  else for (let i = start; i < end; i++) out[i] = rng.uniform53() < p ? 1 : 0;
}

/**
 * Fills with ones and zeros, each one with a probability of its own.
 *
 * PyTorch's `torch.bernoulli(probabilities)` and `Tensor.bernoulli_(probabilities)`: the uniform samples have the precision
 * of the probabilities, a draw a sample for float32 and two for float64, whatever the dtype of `out`.
 *
 * @param probabilities as many as samples, from index `first` on, each in [0, 1]
 * @throws RuntimeError for a probability outside [0, 1], before anything is drawn
 */
export function bernoulliOf(
  rng: RandomEngine,
  out: ElementArray,
  start: number,
  length: number,
  probabilities: FloatArray,
  first = 0,
): void {
  for (let i = 0; i < length; i++) {
    const p = probabilities[first + i];
    if (!(p >= 0 && p <= 1))
      throw new RuntimeError(
        'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)',
      );
  }
  const single = probabilities instanceof Float32Array;
  for (let i = 0; i < length; i++) {
    const u = single ? rng.uniform24() : rng.uniform53();
    const hit = u < probabilities[first + i];
    if (out instanceof BigInt64Array) out[start + i] = hit ? 1n : 0n;
    else out[start + i] = hit ? 1 : 0;
  }
}

/**
 * Fills with samples of the geometric distribution, the number of trials up to the first success: `⌈log u / log(1 - p)⌉`.
 *
 * PyTorch's `Tensor.geometric_`, for every dtype but bool; computed in double precision, two draws a sample.
 *
 * @param p the probability of success, in (0, 1)
 * @throws RuntimeError for a `p` outside (0, 1)
 */
export function geometric(rng: RandomEngine, out: ElementArray, start: number, length: number, p: number): void {
  if (!(p > 0 && p < 1)) throw new RuntimeError(`geometric_ expects p to be in (0, 1), but got p=${sixDigits(p)}`);
  const logFailure = Math.log1p(-p);
  const end = start + length;
  if (out instanceof BigInt64Array) {
    // 2^63 wraps to -2^63, which is what a C cast makes of any number too large.
    for (let i = start; i < end; i++)
      out[i] = BigInt(Math.min(Math.ceil(Math.log(rng.uniform53()) / logFailure), 2 ** 63));
  } else for (let i = start; i < end; i++) out[i] = Math.ceil(Math.log(rng.uniform53()) / logFailure);
}
