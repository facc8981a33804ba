/** The element types of a tensor, by PyTorch's names. */
export type ElementType = 'float32' | 'float64' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool';

/** The typed arrays in which elements lie: int64 in a BigInt64Array, bool (0 or 1) in a Uint8Array. */
export type ElementArray =
  Float32Array | Float64Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

/** A number as a kernel takes it: a bigint for int64 elements, a number for all others. */
export type Scalar = number | bigint;

const CONSTRUCTORS = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/** A fresh, zero-filled typed array for `length` elements. */
export function makeArray(type: ElementType, length: number): ElementArray {
  return new CONSTRUCTORS[type](length);
}

/** A typed array over the whole of a buffer. */
export function viewOn(type: ElementType, buffer: ArrayBufferLike): ElementArray {
  const Constructor: new (buffer: ArrayBufferLike) => ElementArray = CONSTRUCTORS[type];
  return new Constructor(buffer);
}

/** The bytes of an array read as elements of another type. */
export function reinterpret(type: ElementType, { buffer, byteOffset, byteLength }: ElementArray): ElementArray {
  const Constructor: new (buffer: ArrayBufferLike, at: number, length: number) => ElementArray = CONSTRUCTORS[type];
  return new Constructor(buffer, byteOffset, Math.floor(byteLength / bytesPerElement(type)));
}

/** The bytes that one element takes. */
export function bytesPerElement(type: ElementType): number {
  return CONSTRUCTORS[type].BYTES_PER_ELEMENT;
}

/** The element type of a typed array, or null for one that PyTorch has no dtype for; Uint8ClampedArray counts as uint8. */
export function elementTypeOf(array: object): ElementType | null {
  if (array instanceof Float32Array) return 'float32';
  if (array instanceof Float64Array) return 'float64';
  if (array instanceof BigInt64Array) return 'int64';
  if (array instanceof Int32Array) return 'int32';
  if (array instanceof Int16Array) return 'int16';
  if (array instanceof Int8Array) return 'int8';
  if (array instanceof Uint8Array || array instanceof Uint8ClampedArray) return 'uint8';
  return null;
}

const INT64_MIN = -(2n ** 63n);

/**
 * A scalar as an element of `type` stores it: truncated towards zero and wrapped for integers, 0 or 1 for bool.
 * NaN and the infinities become the smallest int64, and 0 in the other integer types, as a C cast on x86 gives.
 */
export function toElement(type: ElementType, value: Scalar | boolean): Scalar {
  switch (type) {
    case 'float32':
    case 'float64':
      return Number(value);
    case 'int64':
      if (typeof value === 'bigint') return BigInt.asIntN(64, value);
      if (typeof value === 'boolean') return value ? 1n : 0n;
      return Number.isFinite(value) ? BigInt.asIntN(64, BigInt(Math.trunc(value))) : INT64_MIN;
    case 'bool':
      return value ? 1 : Number.isNaN(value) ? 1 : 0;
    default:
      return typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : Number(value);
  }
}
