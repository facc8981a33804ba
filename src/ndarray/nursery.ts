import { Arena, reserveMemory } from './arena.js';
import { loadSimd, RESERVED_BYTES, type Simd } from './simd/load.js';

// Which kernels there are is decided once, when the package loads: SIMD where WebAssembly has it, else the reference
// alone. Setting the environment variable MICROTORCH_KERNELS=reference asks for the latter.

/** How much fills up before what is still in use moves out: small enough to stay in the processor's cache. */
const NURSERY_BYTES = 4 << 20;

const asked = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env
  ?.MICROTORCH_KERNELS;
const memory = asked === 'reference' ? null : reserveMemory();

/** The SIMD kernels, or null where there are none. */
export const simd: Simd | null = memory === null ? null : loadSimd(memory);

/** The memory that the SIMD kernels reach, or null. */
export const arena: Arena | null =
  memory === null || simd === null ? null : new Arena(memory, RESERVED_BYTES, NURSERY_BYTES);
