import type { ElementType } from '../ndarray/element.js';

/** The type of a tensor's elements, as `torch.float32`. There is one object for each; compare them with `===`. */
export class DType {
  /** @internal */
  constructor(
    /** The name without `torch.`, which is also the element type of the storage. */
    readonly name: ElementType,
    /** Whether elements are real numbers. Only tensors of such a dtype can require gradients. */
    readonly is_floating_point: boolean,
    /** Whether elements are signed. */
    readonly is_signed: boolean,
    /** Bytes per element. */
    readonly itemsize: number,
    /** @internal The name in PyTorch's error messages: `Float`, `Long`, … */
    readonly scalarName: string,
    /** @internal The name in messages of the C kind: `float`, `long int`, … */
    readonly cName: string,
  ) {}

  /** Always false: microtorch has no complex numbers. */
  get is_complex(): boolean {
    return false;
  }

  /** `torch.float32`, as PyTorch prints it. */
  toString(): string {
    return `torch.${this.name}`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** 32-bit IEEE 754 numbers, the default. */
export const float32 = new DType('float32', true, true, 4, 'Float', 'float');
/** 64-bit IEEE 754 numbers. */
export const float64 = new DType('float64', true, true, 8, 'Double', 'double');
/** 64-bit signed integers, held exactly. */
export const int64 = new DType('int64', false, true, 8, 'Long', 'long int');
/** 32-bit signed integers. */
export const int32 = new DType('int32', false, true, 4, 'Int', 'int');
/** 16-bit signed integers. */
export const int16 = new DType('int16', false, true, 2, 'Short', 'short int');
/** 8-bit signed integers. */
export const int8 = new DType('int8', false, true, 1, 'Char', 'signed char');
/** 8-bit unsigned integers. */
export const uint8 = new DType('uint8', false, false, 1, 'Byte', 'unsigned char');
/** Truth values. */
export const bool = new DType('bool', false, false, 1, 'Bool', 'bool');

/** @internal All dtypes, by name. */
export const dtypes: Readonly<Record<ElementType, DType>> = {
  float32,
  float64,
  int64,
  int32,
  int16,
  int8,
  uint8,
  bool,
};

let defaultDtype = float32;

/** The dtype of floating-point results and of data given as numbers; `torch.float32` unless it was set. */
export function get_default_dtype(): DType {
  return defaultDtype;
}

/**
 * Sets the dtype of floating-point results and of data given as numbers.
 *
 * @param d `torch.float32` or `torch.float64`
 * @throws TypeError for a dtype that is not floating point
 */
export function set_default_dtype(d: DType): void {
  if (!(d instanceof DType) || !d.is_floating_point)
    throw new TypeError(`only floating-point types are supported as the default type, got ${String(d)}`);
  defaultDtype = d;
}

/** The limits of a floating-point dtype: `torch.finfo(torch.float32).eps`. */
export interface FInfo {
  /** Bits an element takes. */
  readonly bits: number;
  /** The distance from 1 to the next larger number. */
  readonly eps: number;
  /** The largest finite number. */
  readonly max: number;
  /** The most negative finite number. */
  readonly min: number;
  /** The smallest positive normal number. */
  readonly tiny: number;
  /** The same as `tiny`. */
  readonly smallest_normal: number;
  /** The approximate decimal resolution. */
  readonly resolution: number;
  /** The dtype's name. */
  readonly dtype: string;
}

/**
 * The numerical limits of a floating-point dtype.
 *
 * @param type `torch.float32` or `torch.float64`; the default dtype if left out
 * @throws TypeError for an integer dtype
 * @example
 * console.log(torch.finfo(torch.float64).eps); // 2.220446049250313e-16
 */
export function finfo(type: DType = defaultDtype): FInfo {
  if (!type.is_floating_point)
    throw new TypeError(`torch.finfo() requires a floating point input type. Use torch.iinfo to handle '${type}'`);
  const single = type === float32;
  const max = single ? (2 - 2 ** -23) * 2 ** 127 : Number.MAX_VALUE;
  const tiny = single ? 2 ** -126 : 2 ** -1022;
  return {
    bits: type.itemsize * 8,
    eps: single ? 2 ** -23 : Number.EPSILON,
    max,
    min: -max,
    tiny,
    smallest_normal: tiny,
    resolution: single ? 1e-6 : 1e-15,
    dtype: type.name,
  };
}

/** The limits of an integer dtype. */
export interface IInfo {
  /** Bits an element takes. */
  readonly bits: number;
  /** The largest value; for int64 it exceeds 2**53 and is rounded. */
  readonly max: number;
  /** The smallest value. */
  readonly min: number;
  /** The dtype's name. */
  readonly dtype: string;
}

/**
 * The limits of an integer dtype.
 *
 * @throws TypeError for a floating-point dtype or bool
 * @example
 * console.log(torch.iinfo(torch.int32).max); // 2147483647
 */
export function iinfo(type: DType): IInfo {
  if (type.is_floating_point)
    throw new TypeError(`torch.iinfo() requires an integer input type. Use torch.finfo to handle '${type}'`);
  if (type === bool) throw new TypeError('torch.bool is not supported by torch.iinfo');
  const bits = type.itemsize * 8;
  const [min, max] = type.is_signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return { bits, max, min, dtype: type.name };
}
