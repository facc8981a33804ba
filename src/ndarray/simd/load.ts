import type { SimdExports } from './exports.js';
import * as generated from './generated.js';

/** The kernels over one memory, for each element type. */
export interface Simd {
  readonly f32: SimdExports;
  readonly f64: SimdExports;
  /** Whether multiply and add are fused (rounded once), as they are with relaxed SIMD. */
  readonly relaxed: boolean;
}

/** The kernels own the addresses below this one (constant tables): allocate from here on. */
export const RESERVED_BYTES = generated.RESERVED_BYTES;

/** A module with one function () -> v128 whose body is `code`: valid only where its instructions are known. */
const probe = (...code: number[]) =>
  WebAssembly.validate(
    // prettier-ignore
    Uint8Array.of(
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
      1, 5, 1, 0x60, 0, 1, 0x7b, // type: () -> v128
      3, 2, 1, 0, // function 0 has type 0
      10, code.length + 4, 1, code.length + 2, 0, ...code, 0x0b, // its body, without locals
    ),
  );

/** i32.const 0; an instruction of the SIMD page. */
const ZERO = [0x41, 0, 0xfd, 0x0f];

/** Whether WebAssembly has 128-bit SIMD here. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && probe(...ZERO);
}

/** Whether WebAssembly has relaxed SIMD here, with its fused multiply-add; Node 20 has it once a flag is set. */
export function hasRelaxedSimd(): boolean {
  const madd = () => probe(...ZERO, ...ZERO, ...ZERO, 0xfd, 0x85, 0x02);
  return hasSimd() && (madd() || (enableInNode() && madd()));
}

/** As much of Node as matters here; browsers have none of it. */
interface Host {
  process?: { getBuiltinModule?: (name: 'v8') => { setFlagsFromString(flag: string): void } };
}

/** Sets the flag that Node 20 wants, before anything is compiled; says whether it could. */
function enableInNode(): boolean {
  try {
    const v8 = (globalThis as Host).process?.getBuiltinModule?.('v8');
    v8?.setFlagsFromString('--experimental-wasm-relaxed-simd');
    return v8 !== undefined;
  } catch {
    return false;
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function instantiate(base64: string, memory: WebAssembly.Memory): SimdExports {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(decode(base64)), { env: { memory } });
  return instance.exports as SimdExports & WebAssembly.Exports;
}

/**
 * Instantiates the kernels over a memory, at once and without fetching anything.
 *
 * @param memory where every pointer points into, of at least one page; addresses below `RESERVED_BYTES` are the kernels' own.
 * @param options.relaxed `false` refuses the fused multiply-add even where it exists.
 * @returns the kernels, or null where WebAssembly has no SIMD.
 */
export function loadSimd(memory: WebAssembly.Memory, options: { relaxed?: boolean } = {}): Simd | null {
  if (!hasSimd()) return null;
  const relaxed = options.relaxed !== false && hasRelaxedSimd();
  const { f32, f64, f32Relaxed, f64Relaxed } = generated;
  return {
    f32: instantiate(relaxed ? f32Relaxed : f32, memory),
    f64: instantiate(relaxed ? f64Relaxed : f64, memory),
    relaxed,
  };
}
