import { elementTypeOf, type ElementArray, type ElementType } from '../ndarray/element.js';
import { Storage } from '../ndarray/storage.js';
import { contiguousStrides } from '../ndarray/strided.js';
import { isNdArrayLike, offsetOf, type NdArrayLike, type TensorData, type TypedArray } from '../tensor/data.js';
import { requireCpu } from '../tensor/device.js';
import { dtypes, type DType } from '../tensor/dtype.js';
import { pythonType, RuntimeError, ValueError } from '../tensor/errors.js';
import { Signature } from '../tensor/signature.js';
import { isTensor, Tensor } from '../tensor/tensor.js';
import { cast, clone } from './copy.js';
import { tensor } from './creation.js';
import type { TensorOptions } from './factory.js';

// Tensors over memory that is there already. `x.numpy()` goes the other way.

const KNOWN = 'float64, float32, int64, int32, int16, int8 and uint8';

/** A typed array as a storage holds it. */
function elementsOf(data: object): ElementArray {
  if (elementTypeOf(data) === null)
    throw new TypeError(
      `can't convert an ndarray over a ${data.constructor.name}. The only supported types are: ${KNOWN}.`,
    );
  if (data instanceof Uint8ClampedArray) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  return data as ElementArray;
}

/** A tensor over a typed array, under the sizes and strides of an `ndarray`. */
function over(data: object, sizes: readonly number[], strides: readonly number[], offset: number): Tensor {
  const array = elementsOf(data);
  if (strides.some((stride) => stride < 0))
    throw new ValueError(
      'At least one stride in the given ndarray is negative, and tensors with negative strides are not currently ' +
        'supported. (Make a copy of it first.)',
    );
  const last = sizes.reduce((at, size, d) => at + (size - 1) * strides[d], offset);
  if (!sizes.includes(0) && (offset < 0 || last >= array.length))
    throw new RuntimeError(
      `from_numpy: sizes, strides and offset must stay inside the data, got element ${last} of ${array.length}`,
    );
  const type = elementTypeOf(array) as ElementType;
  return new Tensor(Storage.share(type, array), sizes, strides, offset, dtypes[type]);
}

/**
 * A tensor that shares the memory of an `ndarray`: what is written through one is seen through the other.
 *
 * @param ndarray a scijs `ndarray`, a typed array (one dimension), or any object with `data` (a typed array), `shape` and,
 * unless it is dense and row-major, `stride` or `strides`, and `offset`
 * @returns a leaf over the same memory
 * @throws TypeError for anything else, ValueError for negative strides
 * @example
 * const numbers = new Float32Array([1, 2, 3]);
 * torch.from_numpy(numbers).mul_(2);
 * console.log(numbers[2]); // 6
 * @see PyTorch: `torch.from_numpy`
 */
export function from_numpy(ndarray: NdArrayLike | TypedArray): Tensor {
  if (isNdArrayLike(ndarray)) {
    const { data, shape } = ndarray;
    return over(
      data,
      [...shape],
      [...(ndarray.stride ?? ndarray.strides ?? contiguousStrides(shape))],
      offsetOf(ndarray),
    );
  }
  if (!ArrayBuffer.isView(ndarray) || elementTypeOf(ndarray) === null)
    throw new TypeError(`expected an ndarray or a typed array (got ${pythonType(ndarray)})`);
  return over(ndarray, [ndarray.length], [1], 0);
}

/** Whether memory of `data` can be shared. */
const isShareable = (data: unknown): data is NdArrayLike | TypedArray =>
  elementTypeOf((isNdArrayLike(data) ? data.data : data) as object) !== null;

/** A tensor that shares what it can. */
function shared(data: TensorData, dtype: DType | null): Tensor {
  if (!isTensor(data) && !isShareable(data)) return tensor(data, { dtype });
  const x = isTensor(data) ? data : from_numpy(data);
  return cast(x, dtype ?? x.dtype);
}

const AsTensor = new Signature('as_tensor(any data, dtype? dtype=None, device? device=None)');

/**
 * `data` as a tensor, without a copy where none is needed: a tensor of that dtype is returned as it is, a typed array or
 * an `ndarray` shares its memory, all else is copied as by `torch.tensor`.
 *
 * @param data what `torch.tensor` takes
 * @returns a tensor
 * @throws as `torch.tensor`
 * @example
 * const x = torch.ones(2);
 * console.log(torch.as_tensor(x) === x, torch.as_tensor([1, 2])); // true tensor([1., 2.])
 * @see PyTorch: `torch.as_tensor`
 */
export function as_tensor(data: TensorData, options?: Pick<TensorOptions, 'dtype' | 'device'>): Tensor {
  const [given, dtype, device] = AsTensor.bind([data, options]);
  requireCpu(device);
  return shared(given as TensorData, dtype);
}

/** Options of {@link asarray}. */
export interface AsArrayOptions extends Omit<TensorOptions, 'requires_grad'> {
  /** Whether to copy: always, never, or (left out) where it is needed. */
  copy?: boolean | null;
  /** Whether gradients flow to the result; by default as they do to `obj`. */
  requires_grad?: boolean | null;
}

const AsArray = new Signature(
  'asarray(any obj, *, dtype? dtype=None, device? device=None, bool? copy=None, bool? requires_grad=None)',
);

/**
 * `obj` as a tensor, sharing its memory unless it must be converted or `copy` asks for a copy.
 *
 * @param obj what `torch.tensor` takes
 * @param options `dtype`, `device`, `copy` (true: always, false: never), `requires_grad`
 * @returns a tensor
 * @throws ValueError where `copy` is false and a copy is needed
 * @example
 * const numbers = new Float64Array([1, 2]);
 * console.log(torch.asarray(numbers, { copy: true })); // tensor([1., 2.], dtype=torch.float64)
 * @see PyTorch: `torch.asarray`
 */
export function asarray(obj: TensorData, options?: AsArrayOptions): Tensor {
  const [given, dtype, device, copy, requires_grad] = AsArray.bind([obj, options]);
  requireCpu(device);
  const data = given as TensorData;
  const shareable = isTensor(data) || isShareable(data);
  if (copy === false && !shareable) throw new ValueError("can't alias arbitrary sequence into a tensor.");
  let x = shared(data, null);
  if (dtype !== null && dtype !== x.dtype) {
    if (copy === false)
      throw new ValueError(`can't alias tensor with dtype '${x.dtype.scalarName}' into dtype '${dtype.scalarName}'.`);
    x = cast(x, dtype);
  } else if (copy === true && shareable) x = clone(x);
  if (requires_grad === null || requires_grad === x.requires_grad) return x;
  if (requires_grad && !x.dtype.is_floating_point)
    throw new RuntimeError('Only Tensors of floating point and complex dtype can require gradients');
  return x.detach().requires_grad_(requires_grad);
}
