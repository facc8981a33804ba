import { elementTypeOf, makeArray, toElement, type ElementArray } from '../ndarray/element.js';
import { elementCount } from '../ndarray/strided.js';
import { bool, dtypes, get_default_dtype, int64, type DType } from './dtype.js';
import { pythonType, RuntimeError, ValueError } from './errors.js';
import { promote_types, type Scalar } from './promotion.js';
import type { Tensor } from './tensor.js';

/** An object with the fields of a scijs `ndarray`. */
export interface NdArrayLike {
  /** The elements: an array, or what gives them by number. */
  readonly data: ArrayLike<number> | ArrayLike<bigint> | ElementGetter;
  /** The sizes of the dimensions. */
  readonly shape: readonly number[];
  /** The steps between neighbours along each dimension, in elements; `strides` is another name of it. */
  readonly stride?: readonly number[];
  /** The same as `stride`. */
  readonly strides?: readonly number[];
  /** Where the first element lies. Default 0, or what `storage` says. */
  readonly offset?: number;
  /** Where an array of numpy-ts keeps its offset. */
  readonly storage?: {
    /** Where the first element lies. */
    readonly offset?: number;
  };
}

/** Elements that are read by a function, as an `ndarray` may have them. */
export interface ElementGetter {
  /** How many there are. */
  readonly length: number;
  /** The element of a number. */
  get(index: number): number;
}

/** A typed array that PyTorch has a dtype for. */
export type TypedArray = ElementArray | Uint8ClampedArray;

/** What `torch.tensor` takes: a number, a (nested) list, a typed array, an `ndarray`, or a tensor to copy. */
export type TensorData = Scalar | TypedArray | NdArrayLike | Tensor | readonly TensorData[];

/** Dense elements with their sizes, ready to become a tensor. */
export interface DenseData {
  readonly array: ElementArray;
  readonly sizes: number[];
  readonly dtype: DType;
}

const isArrayLike = (data: unknown): data is readonly TensorData[] => Array.isArray(data);
const isTypedArray = (data: unknown): data is TypedArray => ArrayBuffer.isView(data) && elementTypeOf(data) !== null;

/** Whether an object has the fields of an `ndarray`. */
export function isNdArrayLike(data: unknown): data is NdArrayLike {
  return typeof data === 'object' && data !== null && 'data' in data && 'shape' in data && Array.isArray(data.shape);
}

/** The dtype of plain numbers is the default float, of bigints int64, of booleans bool; anything mixed promotes. */
function typeOfScalar(value: unknown): DType {
  if (typeof value === 'number') return get_default_dtype();
  if (typeof value === 'bigint') return int64;
  if (typeof value === 'boolean') return bool;
  if (typeof value === 'string') throw new TypeError("new(): invalid data type 'str'");
  throw new RuntimeError(`Could not infer dtype of ${pythonType(value)}`);
}

/** Where the first element of an `ndarray` lies in its data; a slice of a numpy-ts array says so in its storage only. */
export const offsetOf = ({ offset, storage }: NdArrayLike): number => offset ?? storage?.offset ?? 0;

/** Reads an `ndarray` in row-major order. */
function readNdArray(x: NdArrayLike): Scalar[] {
  const stride = x.stride ?? x.strides ?? [];
  const { data } = x;
  const element = (at: number): Scalar => ('get' in data ? data.get(at) : data[at]);
  const values: Scalar[] = [];
  const walk = (d: number, at: number): void => {
    if (d === x.shape.length) values.push(element(at));
    else for (let i = 0; i < x.shape[d]; i++) walk(d + 1, at + i * stride[d]);
  };
  walk(0, offsetOf(x));
  return values;
}

/** One pass over nested data: its sizes, its elements in row-major order, and the dtype that they suggest. */
class Collector {
  readonly sizes: number[] = [];
  readonly values: Scalar[] = [];
  dtype: DType | null = null;

  add(data: unknown, depth: number, isTensor: (x: unknown) => x is Tensor): void {
    if (isArrayLike(data) || isTypedArray(data)) {
      this.enter(data.length, depth);
      if (isTypedArray(data)) this.suggest(dtypes[elementTypeOf(data) ?? 'float32']);
      for (const item of data) {
        if (isTypedArray(data)) this.leaf(item as Scalar, depth + 1);
        else this.add(item, depth + 1, isTensor);
      }
    } else if (isTensor(data)) {
      if (data.numel() !== 1) throw new ValueError('only one element tensors can be converted to Python scalars');
      this.suggest(data.dtype);
      this.leaf(data.item(), depth);
    } else if (isNdArrayLike(data)) {
      data.shape.forEach((size, d) => this.enter(size, depth + d));
      this.suggest(dtypes[elementTypeOf(data.data) ?? 'float64']);
      for (const value of readNdArray(data)) this.leaf(value, depth + data.shape.length);
    } else {
      this.suggest(typeOfScalar(data));
      this.leaf(data as Scalar, depth);
    }
  }

  private suggest(dtype: DType): void {
    this.dtype = this.dtype === null ? dtype : promote_types(this.dtype, dtype);
  }

  private enter(length: number, depth: number): void {
    if (depth < this.sizes.length) {
      if (this.sizes[depth] !== length)
        throw new ValueError(`expected sequence of length ${this.sizes[depth]} at dim ${depth} (got ${length})`);
    } else if (this.values.length > 0) {
      throw new TypeError('not a sequence: elements of a list must all be lists or all be numbers');
    } else this.sizes.push(length);
  }

  private leaf(value: Scalar, depth: number): void {
    if (depth < this.sizes.length)
      throw new TypeError(
        `expected a sequence of length ${this.sizes[depth]} at dim ${depth}, got ${pythonType(value)}`,
      );
    this.values.push(value);
  }
}

/** Refuses what Python's `int(x)` and PyTorch's checked conversion refuse. */
function checkConvertible(value: Scalar, dtype: DType): void {
  if (dtype.is_floating_point || dtype === bool || typeof value === 'boolean') return;
  if (typeof value === 'number' && !Number.isFinite(value))
    throw Number.isNaN(value)
      ? new ValueError('cannot convert float NaN to integer')
      : new RangeError('cannot convert float infinity to integer');
  const bits = BigInt(dtype.itemsize * 8);
  const big = BigInt(typeof value === 'number' ? Math.trunc(value) : value);
  const [low, high] = dtype.is_signed ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n)] : [0n, 2n ** bits];
  if (big >= high || big < low) {
    if (dtype === int64) throw new RuntimeError('Overflow when unpacking long long');
    throw new RuntimeError(`value cannot be converted to type ${dtype.name}_t without overflow`);
  }
}

/**
 * Dense elements of nested data. Typed arrays keep their type, and everything is copied.
 *
 * @throws ValueError for a ragged list; RuntimeError for what is no number, or a number that `dtype` cannot hold
 */
export function denseData(data: unknown, dtype: DType | null, isTensor: (x: unknown) => x is Tensor): DenseData {
  if (isTypedArray(data)) {
    const own = dtypes[elementTypeOf(data) ?? 'float32'];
    if (dtype === null || dtype === own) {
      const array = makeArray(own.name, data.length);
      (array as Float64Array).set(data as Float64Array);
      return { array, sizes: [data.length], dtype: own };
    }
  }
  const collected = new Collector();
  collected.add(data, 0, isTensor);
  const { sizes, values } = collected;
  const type = dtype ?? collected.dtype ?? get_default_dtype();
  const array = makeArray(type.name, elementCount(sizes));
  values.forEach((value, i) => {
    checkConvertible(value, type);
    array[i] = toElement(type.name, value) as never;
  });
  return { array, sizes, dtype: type };
}
