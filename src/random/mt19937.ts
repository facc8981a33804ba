/** The words of state. */
export const STATE_WORDS = 624;
/** How far ahead the recurrence looks. */
const SHIFT = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;
const MATRIX = 0x9908b0df;

/** `xₖ₊₆₂₄ = xₖ₊₃₉₇ ⊕ (upper bit of xₖ | lower bits of xₖ₊₁)·A`, where A shifts right and adds a row if a bit falls out. */
function recur(ahead: number, current: number, following: number): number {
  const mixed = (current & UPPER_BIT) | (following & LOWER_BITS);
  return ahead ^ (mixed >>> 1) ^ (-(following & 1) & MATRIX); // no branch: the bit is a coin toss
}

/**
 * The Mersenne Twister MT19937: 32 random bits a draw, with period 2^19937 - 1.
 *
 * Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
 * generator", 1998. The bookkeeping (`left`, `next`) is that of PyTorch's `mt19937_engine`, so that states can be exchanged.
 *
 * @example
 * new MersenneTwister(5489).random(); // 3499211612
 */
export class MersenneTwister {
  /** 624 successive words of the recurrence. */
  readonly state = new Uint32Array(STATE_WORDS);
  /** One more than the number of words not yet handed out. */
  left = 1;
  /** The word that is handed out next, unless `left` is 1. */
  next = 0;

  /** @param seed the first word of the state, a whole number of 32 bits */
  constructor(seed = 5489) {
    this.restart(seed);
  }

  /** Restarts the stream from `seed`, a whole number of 32 bits. */
  protected restart(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < STATE_WORDS; i++) {
      const previous = state[i - 1];
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
    this.left = 1;
    this.next = 0;
  }

  /** The next draw: a whole number in [0, 2^32). */
  random(): number {
    if (--this.left === 0) this.twist();
    let y = this.state[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** Two draws as one whole number in [0, 2^64), the first one above. */
  random64(): bigint {
    const high = this.random();
    const low = this.random();
    return (BigInt(high) << 32n) | BigInt(low);
  }

  /** Computes the next 624 words, in place. */
  private twist(): void {
    const { state } = this;
    const wrapped = STATE_WORDS - SHIFT;
    const last = STATE_WORDS - 1;
    for (let i = 0; i < wrapped; i++) state[i] = recur(state[i + SHIFT], state[i], state[i + 1]);
    for (let i = wrapped; i < last; i++) state[i] = recur(state[i - wrapped], state[i], state[i + 1]);
    state[last] = recur(state[last - wrapped], state[last], state[0]);
    this.left = STATE_WORDS;
    this.next = 0;
  }
}
