import { RuntimeError, ValueError } from '../tensor/errors.js';
import { MersenneTwister, STATE_WORDS } from './mt19937.js';

const DEFAULT_SEED = 67280421310721;
const LOW_32_BITS = 0xffffffffn;

/** Where the fields lie in PyTorch's state of 5056 bytes, all little-endian; what is not named is zero. */
const STATE_BYTES = 5056;
const SEED = 0; // uint64
const LEFT = 8; // int32
const SEEDED = 12; // int32
const NEXT = 16; // uint64
const WORDS = 24; // 624 × uint64
const NORMAL = WORDS + 8 * STATE_WORDS + 8; // float64
const HAS_NORMAL = NORMAL + 16; // int32
const FLOAT_NORMAL = HAS_NORMAL + 8; // float32
const HAS_FLOAT_NORMAL = FLOAT_NORMAL + 4; // bool

/** A seed as the 64 bits that PyTorch makes of it: whole, negative ones counted from 2^64. */
function seedBits(seed: number | bigint): bigint {
  if (Number.isNaN(seed)) throw new ValueError('cannot convert float NaN to integer');
  if (seed === Infinity || seed === -Infinity) throw new RangeError('cannot convert float infinity to integer');
  const whole = BigInt(typeof seed === 'number' ? Math.trunc(seed) : seed);
  if (whole < -(2n ** 63n) || whole >= 2n ** 64n) throw new ValueError('Overflow when unpacking long long');
  return BigInt.asUintN(64, whole);
}

/**
 * The source of all randomness: a Mersenne Twister and the normal sample that a Box–Muller pair left over.
 *
 * PyTorch's `CPUGeneratorImpl`; from the same seed it gives the same stream.
 *
 * @example
 * const rng = new RandomEngine(0);
 * rng.uniform24(); // 0.49625658988952637, which is torch.rand(1) after torch.manual_seed(0)
 */
export class RandomEngine extends MersenneTwister {
  /** The second half of the last pair of normal samples, or null when it was used. */
  nextNormal: number | null = null;
  /** The same in single precision; nothing on a CPU uses it, but it is part of PyTorch's state. */
  nextFloatNormal: number | null = null;
  private seed64 = 0n;

  /** @param seed as for `manual_seed`; by default PyTorch's default for a new generator */
  constructor(seed: number | bigint = DEFAULT_SEED) {
    super();
    this.manual_seed(seed);
  }

  /**
   * Restarts the stream from a seed, of which the low 32 bits matter.
   *
   * @param seed a whole number in [-2^63, 2^64); fractions are cut off, and a negative seed counts from 2^64
   * @returns this engine
   * @throws ValueError for a seed out of range or NaN, RangeError for an infinite one
   */
  manual_seed(seed: number | bigint): this {
    this.seed64 = seedBits(seed);
    this.restart(Number(this.seed64 & LOW_32_BITS));
    this.nextNormal = null;
    this.nextFloatNormal = null;
    return this;
  }

  /** The seed from which the stream started, in [0, 2^64): a bigint only past 2^53. */
  initial_seed(): number | bigint {
    return this.seed64 <= Number.MAX_SAFE_INTEGER ? Number(this.seed64) : this.seed64;
  }

  /** Restarts the stream from a seed of 53 bits that nobody can foresee, and returns that seed. */
  seed(): number {
    const [high, low] = crypto.getRandomValues(new Uint32Array(2));
    const seed = (high & 0x1fffff) * 2 ** 32 + low;
    this.manual_seed(seed);
    return seed;
  }

  /** A sample of U[0, 1) with 24 bits, as for float32: one draw. */
  uniform24(): number {
    return (this.random() & 0xffffff) * 2 ** -24;
  }

  /** A sample of U[0, 1) with 53 bits, as for float64: two draws. */
  uniform53(): number {
    const high = this.random() & 0x1fffff;
    return (high * 2 ** 32 + this.random()) * 2 ** -53;
  }

  /** The whole state, byte for byte as `torch.get_rng_state()` gives it. */
  get_state(): Uint8Array {
    const bytes = new Uint8Array(STATE_BYTES);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(SEED, this.seed64, true);
    view.setInt32(LEFT, this.left, true);
    view.setInt32(SEEDED, 1, true);
    view.setUint32(NEXT, this.next, true);
    this.state.forEach((word, i) => view.setUint32(WORDS + 8 * i, word, true));
    view.setFloat64(NORMAL, this.nextNormal ?? 0, true);
    view.setInt32(HAS_NORMAL, this.nextNormal === null ? 0 : 1, true);
    view.setFloat32(FLOAT_NORMAL, this.nextFloatNormal ?? 0, true);
    view.setUint8(HAS_FLOAT_NORMAL, this.nextFloatNormal === null ? 0 : 1);
    return bytes;
  }

  /**
   * Continues from a state that `get_state` or `torch.get_rng_state()` gave.
   *
   * @param bytes the 5056 bytes, which are copied
   * @returns this engine
   * @throws RuntimeError for another number of bytes, or bytes that are no such state
   */
  set_state(bytes: Uint8Array): this {
    if (bytes.length !== STATE_BYTES)
      throw new RuntimeError(
        `Expected a CPUGeneratorImplState of size ${STATE_BYTES} but found the input RNG state size to be ${bytes.length}`,
      );
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const left = view.getInt32(LEFT, true);
    const next = view.getUint32(NEXT, true);
    const seeded = view.getInt32(SEEDED, true) !== 0;
    if (!seeded || left < 1 || left > STATE_WORDS || next + left > STATE_WORDS + 1)
      throw new RuntimeError('Invalid mt19937 state');

    this.seed64 = view.getBigUint64(SEED, true);
    this.left = left;
    this.next = next;
    for (let i = 0; i < STATE_WORDS; i++) this.state[i] = view.getUint32(WORDS + 8 * i, true);
    this.nextNormal = view.getInt32(HAS_NORMAL, true) === 0 ? null : view.getFloat64(NORMAL, true);
    this.nextFloatNormal = view.getUint8(HAS_FLOAT_NORMAL) === 0 ? null : view.getFloat32(FLOAT_NORMAL, true);
    return this;
  }

  /** A second engine that continues this stream on its own, as `torch.Generator.clone_state()`. */
  clone(): RandomEngine {
    return new RandomEngine().set_state(this.get_state());
  }
}
