import type { Arena } from '../arena.js';
import { bytesPerElement } from '../element.js';
import { elementCount, isContiguous, type Strided } from '../strided.js';
import type { SimdExports } from './exports.js';
import type { Simd } from './load.js';

/** A kernel by name: all take and return numbers, addresses in bytes and strides in elements. */
export type Exports = Record<string, (...args: number[]) => number | void>;

/** Whether the elements of a view lie dense and in row-major order. */
export const isDense = (x: Strided) => isContiguous(x.sizes, x.strides);

/** The address of a view's first element, once its storage is in reach. */
export const addressOf = (x: Strided) => x.storage.address + x.offset * bytesPerElement(x.storage.type);

/** Whether a view has one element only, which then stands for a number. */
export const isSingle = (x: Strided) => elementCount(x.sizes) === 1;

/** The only element of a view. */
export const singleValue = (x: Strided) => Number(x.storage.data[x.storage.start + x.offset]);

/** The SIMD kernels together with the memory in which they work. */
export class Workplace {
  private readonly f32: Exports;
  private readonly f64: Exports;
  private scratchAddress = 0;
  private scratchBytes = 0;

  constructor(
    readonly simd: Simd,
    private readonly arena: Arena,
  ) {
    const byName = (kernels: SimdExports): Exports => ({ ...kernels });
    this.f32 = byName(simd.f32);
    this.f64 = byName(simd.f64);
  }

  /** The kernels for float elements of this type, by name; null for all other types. */
  kernelsFor(x: Strided): Exports | null {
    const { type } = x.storage;
    return type === 'float32' ? this.f32 : type === 'float64' ? this.f64 : null;
  }

  /** Both sets of kernels, for tables made from them: by element type. */
  get both(): { readonly float32: Exports; readonly float64: Exports } {
    return { float32: this.f32, float64: this.f64 };
  }

  /**
   * Brings the storages of all views into the kernels' memory; false where one is too large, or shared with JavaScript for
   * good. After it nothing may be allocated until the kernel has run.
   */
  reach(a: Strided, b: Strided = a, c: Strided = a): boolean {
    return (a.storage.address !== 0 && b.storage.address !== 0 && c.storage.address !== 0) || this.reachAll([a, b, c]);
  }

  /** The same for any number of views. */
  reachAll(views: readonly Strided[]): boolean {
    if (views.every((x) => x.storage.address !== 0)) return true;
    if (views.some((x) => x.storage.address === 0 && x.storage.pinned)) return false;
    return this.arena.gather(views.map((x) => x.storage));
  }

  /** The address of at least `bytes` bytes that a kernel may use while it runs. */
  scratch(bytes: number): number {
    if (bytes > this.scratchBytes) {
      this.scratchBytes = Math.max(bytes, 2 << 20);
      this.scratchAddress = this.arena.reserve(this.scratchBytes);
    }
    return this.scratchAddress;
  }
}
