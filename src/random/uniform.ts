import { RuntimeError } from '../tensor/errors.js';
import { floatTypeOf, sixDigits, type FloatArray } from './checks.js';
import type { RandomEngine } from './engine.js';
import { fma } from '../ndarray/fma.js';

const LARGEST_SINGLE = (2 - 2 ** -23) * 2 ** 127;

function checkBounds(out: FloatArray, from: number, to: number): void {
  const { cName, scalarName } = floatTypeOf(out);
  const largest = out instanceof Float32Array ? LARGEST_SINGLE : Number.MAX_VALUE;
  if (!(Math.abs(from) <= largest)) throw new RuntimeError(`from is out of bounds for ${cName}`);
  if (!(Math.abs(to) <= largest)) throw new RuntimeError(`to is out of bounds for ${cName}`);
  const [low, high] = [sixDigits(from), sixDigits(to)];
  if (from > to)
    throw new RuntimeError(`uniform_ expects to return a [from, to) range, but found from=${low} > to=${high}`);
  if (to - from > largest)
    throw new RuntimeError(
      `uniform_ expects to-from <= std::numeric_limits<${scalarName}>::max(), but found to=${high} and from=${low} which result in to-from to exceed the limit`,
    );
}

/**
 * Fills with samples of the uniform distribution: `from + (to - from)·u`, u ∈ [0, 1) of 24 bits in float32, 53 in float64.
 *
 * A sample that rounds to `to` becomes `from`. PyTorch's `Tensor.uniform_`; `torch.rand` has the bounds 0 and 1.
 *
 * @param rng where the bits come from: a draw a sample in float32, two in float64
 * @param out the array that is filled, from index `start` on, `length` samples
 * @param from the lower bound, included
 * @param to the upper bound, excluded
 * @throws RuntimeError for bounds that are not finite in the array's type, in the wrong order, or too far apart
 */
export function uniform(rng: RandomEngine, out: FloatArray, start: number, length: number, from = 0, to = 1): void {
  checkBounds(out, from, to);
  const end = start + length;
  if (out instanceof Float32Array) {
    const low = Math.fround(from);
    const high = Math.fround(to);
    const range = Math.fround(high - low);
    for (let i = start; i < end; i++) {
      const x = Math.fround(rng.uniform24() * range + low);
      out[i] = x === high ? low : x;
    }
  } else {
    const range = to - from;
    for (let i = start; i < end; i++) {
      const x = fma(rng.uniform53(), range, from);
      out[i] = x === to ? from : x;
    }
  }
}
