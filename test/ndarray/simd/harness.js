import { expect } from 'chai';
import { loadSimd, RESERVED_BYTES } from '../../../src/ndarray/simd/load.js';
/** One of the four builds over a small memory, with arrays handed out of it. */
export class Kernels {
    real;
    relaxed;
    memory;
    k;
    single;
    size;
    tolerance;
    top = RESERVED_BYTES;
    bottom;
    guards = [];
    constructor(real, relaxed, memory = new WebAssembly.Memory({ initial: 128 })) {
        this.real = real;
        this.relaxed = relaxed;
        this.memory = memory;
        this.k = loadSimd(memory, { relaxed })[real];
        this.single = real === 'f32';
        this.size = this.single ? 4 : 8;
        this.tolerance = this.single ? 2 ** -24 : 2 ** -53;
        this.bottom = memory.buffer.byteLength;
    }
    get name() {
        return `${this.real}${this.relaxed ? ', relaxed' : ''}`;
    }
    /** Forgets all arrays. */
    reset() {
        this.top = RESERVED_BYTES;
        this.bottom = this.memory.buffer.byteLength;
        this.guards = [];
    }
    bytes(address, count) {
        return new Uint8Array(this.memory.buffer, address, count);
    }
    /**
     * Room for `bytes` bytes at an address that is a multiple of `unit` but not of 16, between bytes that `check` looks after; with
     * `last`, at the very end of the memory, where reading too far traps.
     */
    room(bytes, unit, last) {
        if (last)
            return (this.bottom -= Math.ceil(bytes / unit) * unit);
        const address = Math.ceil(this.top / 16) * 16 + 32 + unit;
        this.bytes(address - 32, bytes + 64).fill(0xa5);
        this.guards.push([address - 32, 32], [address + bytes, 32]);
        this.top = address + bytes + 32;
        return address;
    }
    /** Throws if a kernel wrote beside an array. */
    check() {
        for (const [address, count] of this.guards) {
            expect(this.bytes(address, count).every((x) => x === 0xa5), `written beside an array, at ${address}`).to.equal(true);
        }
    }
    /** An array of the element type; `values` or a count. */
    reals(values, last = false) {
        const n = typeof values === 'number' ? values : values.length;
        const ptr = this.room(n * this.size, this.size, last);
        const data = this.single
            ? new Float32Array(this.memory.buffer, ptr, n)
            : new Float64Array(this.memory.buffer, ptr, n);
        if (typeof values !== 'number')
            data.set(values);
        else
            data.fill(NaN);
        return { ptr, data };
    }
    bytesOf(values) {
        const n = typeof values === 'number' ? values : values.length;
        const ptr = this.room(n, 1, false);
        const data = this.bytes(ptr, n);
        if (typeof values !== 'number')
            data.set(values);
        return { ptr, data };
    }
    longs(n) {
        const ptr = this.room(n * 8, 8, false);
        return { ptr, data: new BigInt64Array(this.memory.buffer, ptr, n) };
    }
    /** Rounds to the element type. */
    round(x) {
        return this.single ? Math.fround(x) : x;
    }
}
/** Every build. */
export const builds = ['f32', 'f64'].flatMap((real) => [false, true].map((relaxed) => new Kernels(real, relaxed)));
/** Lengths that meet every tail and every unrolled turn. */
export const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 67, 130];
export const specials = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    Infinity,
    -Infinity,
    NaN,
    1e-45,
    -1e-45,
    5e-324,
].concat([-5e-324, 1e-40, 3.4e38, -3.4e38, 1.7e308, 1e9, -1e9, 88.8, -104.5, 20, -20, 709.9, -745.5, 3.1415926, 1e22]);
/** A generator of uniform numbers in [0, 1), the same in every run. */
export function random(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}
const rng = random(1);
/** n numbers between -3 and 3, a few of them special if asked. */
export function sample(n, withSpecials = false) {
    return Array.from({ length: n }, () => withSpecials && rng() < 0.3 ? specials[Math.floor(rng() * specials.length)] : 6 * rng() - 3);
}
/** Equal numbers, the sign of zero and NaN included. */
export function expectSame(got, want, what) {
    expect(got.length, what).to.equal(want.length);
    for (let i = 0; i < want.length; i++) {
        if (!Object.is(got[i], want[i]))
            expect.fail(`${what}: [${i}] is ${got[i]}, not ${want[i]}`);
    }
}
/** Equal up to `tolerance` times the larger of 1 and the number. */
export function expectClose(got, want, tolerance, what) {
    expect(got.length, what).to.equal(want.length);
    for (let i = 0; i < want.length; i++) {
        if (Object.is(got[i], want[i]))
            continue;
        const error = Math.abs(got[i] - want[i]);
        if (!(error <= tolerance * Math.max(1, Math.abs(want[i])))) {
            expect.fail(`${what}: [${i}] is ${got[i]}, not ${want[i]} (off by ${error})`);
        }
    }
}
//# sourceMappingURL=harness.js.map