import type { SimdExports } from '../../../src/ndarray/simd/exports.js';
/** One of the four builds over a small memory, with arrays handed out of it. */
export declare class Kernels {
    readonly real: 'f32' | 'f64';
    readonly relaxed: boolean;
    private readonly memory;
    readonly k: SimdExports;
    readonly single: boolean;
    readonly size: number;
    readonly tolerance: number;
    private top;
    private bottom;
    private guards;
    constructor(real: 'f32' | 'f64', relaxed: boolean, memory?: WebAssembly.Memory);
    get name(): string;
    /** Forgets all arrays. */
    reset(): void;
    private bytes;
    /**
     * Room for `bytes` bytes at an address that is a multiple of `unit` but not of 16, between bytes that `check` looks after; with
     * `last`, at the very end of the memory, where reading too far traps.
     */
    private room;
    /** Throws if a kernel wrote beside an array. */
    check(): void;
    /** An array of the element type; `values` or a count. */
    reals(values: ArrayLike<number> | number, last?: boolean): {
        ptr: number;
        data: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
    };
    bytesOf(values: ArrayLike<number> | number): {
        ptr: number;
        data: Uint8Array<ArrayBuffer>;
    };
    longs(n: number): {
        ptr: number;
        data: BigInt64Array<ArrayBuffer>;
    };
    /** Rounds to the element type. */
    round(x: number): number;
}
/** Every build. */
export declare const builds: Kernels[];
/** Lengths that meet every tail and every unrolled turn. */
export declare const lengths: number[];
export declare const specials: number[];
/** A generator of uniform numbers in [0, 1), the same in every run. */
export declare function random(seed: number): () => number;
/** n numbers between -3 and 3, a few of them special if asked. */
export declare function sample(n: number, withSpecials?: boolean): number[];
/** Equal numbers, the sign of zero and NaN included. */
export declare function expectSame(got: ArrayLike<number | bigint>, want: ArrayLike<number | bigint>, what: string): void;
/** Equal up to `tolerance` times the larger of 1 and the number. */
export declare function expectClose(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number, what: string): void;
