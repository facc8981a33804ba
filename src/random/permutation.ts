import type { ElementArray } from '../ndarray/element.js';
import type { DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { RandomEngine } from './engine.js';

/** From this length on, the remainder of 32 bits would favour some permutations by too much. */
const LONG = Math.floor((2 ** 32 - 1) / 20);

/** The longest permutation whose elements a dtype can hold, and what PyTorch says beyond it. */
function checkLength(n: number, dtype: DType): void {
  if (dtype.name === 'bool') throw new NotImplementedError(`"randperm" not implemented for 'Bool'`);
  if (dtype.is_floating_point) {
    const digits = dtype.name === 'float32' ? 24 : 53;
    if (n > 2 ** digits + 1)
      throw new RuntimeError(`n cannot be greater than 2^${digits}+1 for ${dtype.scalarName} type.`);
  } else if (n > 2 ** (8 * dtype.itemsize - (dtype.is_signed ? 1 : 0))) {
    const type = dtype.name === 'int32' ? 'int' : `${dtype.name}_t`;
    throw new RuntimeError(`value cannot be converted to type ${type} without overflow`);
  }
}

/** Swaps each element with one that comes later or is itself: the shuffle of Fisher and Yates, forwards. */
function shuffle(rng: RandomEngine, order: Int32Array | Float64Array): void {
  const n = order.length;
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n - 1; i++) {
    const j = i + (rng.random() % (n - i));
    const chosen = order[j];
    order[j] = order[i];
    order[i] = chosen;
  }
}

/** Puts each number at a random place among the earlier ones, with draws of 64 bits: the shuffle "inside out". */
function shuffleLong(rng: RandomEngine, order: Int32Array | Float64Array): void {
  for (let i = 0; i < order.length; i++) {
    const j = Number(rng.random64() % BigInt(i + 1));
    order[i] = order[j];
    order[j] = i;
  }
}

/**
 * Fills with a random permutation of 0, …, n - 1.
 *
 * PyTorch's `torch.randperm`: n - 1 draws, but 2·n for lengths of 2^32/20 and more.
 *
 * @param out the array that is filled, from index `start` on
 * @param n the length of the permutation
 * @param dtype the dtype of `out`
 * @throws RuntimeError if the dtype cannot hold n - 1; NotImplementedError for bool
 */
export function randperm(rng: RandomEngine, out: ElementArray, start: number, n: number, dtype: DType): void {
  checkLength(n, dtype);
  const order = n <= 2 ** 31 ? new Int32Array(n) : new Float64Array(n);
  if (n < LONG) shuffle(rng, order);
  else shuffleLong(rng, order);
  if (out instanceof BigInt64Array) for (let i = 0; i < n; i++) out[start + i] = BigInt(order[i]);
  else out.set(order, start);
}
