import type { ElementArray, ElementType } from '../ndarray/element.js';
import type { DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError, ValueError } from '../tensor/errors.js';
import type { RandomEngine } from './engine.js';

const INT64_MIN = -(2n ** 63n);

/** The largest number that is drawn when nobody bounds it: of an integer type the largest, of a float type the last of those without gaps. */
const LARGEST: Record<ElementType, bigint> = {
  bool: 1n,
  uint8: 255n,
  int8: 127n,
  int16: 2n ** 15n - 1n,
  int32: 2n ** 31n - 1n,
  int64: 2n ** 63n - 1n,
  float32: 2n ** 24n,
  float64: 2n ** 53n,
};

/** From this range on a sample takes 64 bits, since the remainder of 32 would favour small numbers by more than 5 percent. */
const WIDE_RANGE = 2n ** 28n;

/** Fills with `base + draw mod range`, the draws having 32 bits or, if `wide`, 64. */
function fillRemainders(
  rng: RandomEngine,
  out: ElementArray,
  start: number,
  length: number,
  base: bigint,
  range: bigint,
  wide: boolean,
): void {
  const end = start + length;
  if (wide) {
    for (let i = start; i < end; i++) {
      const x = BigInt.asIntN(64, base + (rng.random64() % range));
      if (out instanceof BigInt64Array) out[i] = x;
      else out[i] = Number(x);
    }
  } else {
    const smallRange = Number(range);
    const smallBase = Number(base);
    if (!(out instanceof BigInt64Array))
      for (let i = start; i < end; i++) out[i] = (rng.random() % smallRange) + smallBase;
    else if (base === 0n) for (let i = start; i < end; i++) out[i] = BigInt(rng.random() % smallRange);
    else for (let i = start; i < end; i++) out[i] = BigInt(rng.random() % smallRange) + base;
  }
}

/**
 * Fills with whole numbers from 0 to the largest of the dtype: 2^63 - 1 for int64, 255 for uint8, 1 for bool, but 2^24 for
 * float32 and 2^53 for float64, up to which these hold every whole number.
 *
 * PyTorch's `Tensor.random_()`; two draws a sample for int64 and float64, one for the others.
 *
 * @param dtype the dtype of `out`, which tells bool from uint8
 */
export function randomIntegers(
  rng: RandomEngine,
  out: ElementArray,
  start: number,
  length: number,
  dtype: DType,
): void {
  const wide = dtype.name === 'int64' || dtype.name === 'float64';
  fillRemainders(rng, out, start, length, 0n, LARGEST[dtype.name] + 1n, wide);
}

/** A bound as an int64. */
function toInt64(bound: number | bigint): bigint {
  const whole = BigInt(bound);
  if (whole !== BigInt.asIntN(64, whole)) throw new ValueError('Overflow when unpacking long long');
  return whole;
}

/** The number that a float type stores for x, again as an int64. */
function stored(x: bigint, dtype: DType): bigint {
  const rounded = dtype.name === 'float32' ? Math.fround(Number(x)) : Number(x);
  return BigInt.asIntN(64, BigInt(rounded));
}

/** The distance between neighbouring numbers of a float type at x. */
function spacing(x: bigint, dtype: DType): bigint {
  const bits = (x < 0n ? -x : x).toString(2).length;
  const digits = dtype.name === 'float32' ? 24 : 53;
  return bits > digits ? 2n ** BigInt(bits - digits) : 1n;
}

/** The bound `from`, moved up to a number that a float type holds. */
function movedUp(from: bigint, dtype: DType): bigint {
  const above = stored(from + 1n, dtype);
  return above < from ? above + spacing(from + 1n, dtype) : from;
}

/** The bound `to`, moved down so that `to - 1` does not round up to it. */
function movedDown(to: bigint, dtype: DType): bigint {
  const below = stored(to - 1n, dtype);
  return below >= to ? below - spacing(to - 1n, dtype) : to;
}

/** The bounds [from, to) as the dtype holds them. */
function bounds(from: bigint, to: bigint, dtype: DType): [bigint, bigint] {
  if (from >= to)
    throw new RuntimeError(`random_ expects 'from' to be less than 'to', but got from=${from} >= to=${to}`);
  if (!dtype.is_floating_point) return [from, to];
  const [low, high] = [movedUp(from, dtype), movedDown(to, dtype)];
  if (low >= high)
    throw new RuntimeError(
      `random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got from=${low} >= to=${high}`,
    );
  return [low, high];
}

/** The bounds from `from` up to and including the largest number of the dtype. */
function boundsFrom(from: bigint, dtype: DType): [bigint, bigint] {
  const largest = LARGEST[dtype.name];
  if (!dtype.is_floating_point) return [from, largest + 1n];
  const low = movedUp(from, dtype);
  if (low >= largest)
    throw new RuntimeError(
      `random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to dtype, but got from=${low} > to_inc=${largest}`,
    );
  return [low, largest + 1n];
}

function checkInRange(from: bigint, last: bigint, dtype: DType): void {
  if (dtype.is_floating_point) return;
  const largest = LARGEST[dtype.name];
  const smallest = dtype.is_signed ? -largest - 1n : 0n;
  if (from < smallest || from > largest) throw new RuntimeError(`from is out of bounds for ${dtype.cName}`);
  if (last < smallest || last > largest) throw new RuntimeError(`to - 1 is out of bounds for ${dtype.cName}`);
}

/**
 * Fills with whole numbers of [from, to), each equally likely: `from + draw mod (to - from)`.
 *
 * PyTorch's `torch.randint` and `Tensor.random_(from, to)`. Ranges of 2^28 and more take two draws a sample, others one. For
 * a float type, bounds that it cannot hold move inwards.
 *
 * @param dtype the dtype of `out`, which tells bool from uint8
 * @param from the lower bound, included; a whole number of 64 bits
 * @param to the upper bound, excluded; null for the largest number of the dtype, included
 * @throws RuntimeError for an empty range, or bounds that the dtype does not hold; ValueError for a bound past 64 bits, RangeError
 * for one that is not whole
 */
export function randint(
  rng: RandomEngine,
  out: ElementArray,
  start: number,
  length: number,
  dtype: DType,
  from: number | bigint,
  to: number | bigint | null,
): void {
  const first = toInt64(from);
  if (to === null && first === INT64_MIN) return fullRange(rng, out, start, length, dtype);
  const [low, high] = to === null ? boundsFrom(first, dtype) : bounds(first, toInt64(to), dtype);
  checkInRange(low, high - 1n, dtype);
  const range = high - low;
  fillRemainders(rng, out, start, length, low, range, range >= WIDE_RANGE);
}

/** Fills with all 64 bits of two draws, as an int64. */
function fullRange(rng: RandomEngine, out: ElementArray, start: number, length: number, dtype: DType): void {
  const name = 'random_full_64_bits_range_kernel_cpu';
  if (dtype.name === 'bool') throw new NotImplementedError(`"${name}" not implemented for 'Bool'`);
  if (dtype.name !== 'int64' && !dtype.is_floating_point)
    throw new RuntimeError(`${name} handles only int64, double, float and bfloat16`);
  fillRemainders(rng, out, start, length, 0n, 2n ** 64n, true);
}
