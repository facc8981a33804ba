import { tensor } from '../ops/creation.js';
import { from_numpy } from '../ops/interop.js';
import { stack } from '../ops/joining.js';
import { isNdArrayLike, type NdArrayLike, type TypedArray } from '../tensor/data.js';
import { float64 } from '../tensor/dtype.js';
import { IndexError, KeyError, pythonType, RuntimeError } from '../tensor/errors.js';
import { isOptions } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';

/** What {@link default_collate} makes of items of a type. */
export type Collated<T> = unknown extends T
  ? unknown
  : T extends Tensor | number | bigint | boolean | NdArrayLike | TypedArray
    ? Tensor
    : T extends string
      ? string[]
      : T extends readonly unknown[] | object
        ? { [K in keyof T]: Collated<T[K]> }
        : never;

/** What {@link default_convert} makes of an item of a type. */
export type Converted<T> = T extends NdArrayLike | TypedArray
  ? Tensor
  : T extends Tensor | ((...args: never[]) => unknown)
    ? T
    : T extends readonly unknown[] | object
      ? { [K in keyof T]: Converted<T[K]> }
      : T;

const isArray = (x: unknown): x is NdArrayLike | TypedArray =>
  isNdArrayLike(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView));

/**
 * Makes one batch of a list of items: tensors are stacked, numbers become a float64 tensor, bigints int64, booleans bool; strings
 * stay a list; the parts of lists and objects are batched one by one.
 *
 * @param batch the items, all of the same form
 * @returns a batch of that form
 * @throws TypeError for items of which there is no batch, RuntimeError for tensors or lists of different sizes
 * @example
 * const batch = torch.utils.data.default_collate([
 *   { x: torch.tensor([1, 2]), label: 'cat', age: 3n },
 *   { x: torch.tensor([3, 4]), label: 'dog', age: 5n },
 * ]);
 * console.log(batch.x); // tensor([[1., 2.],
 * //         [3., 4.]])
 * console.log(batch.age); // tensor([3, 5])
 * console.log(batch.label.join()); // cat,dog
 * @see PyTorch: `torch.utils.data.default_collate`
 */
export function default_collate<T>(batch: readonly T[]): Collated<T> {
  return collate(batch) as Collated<T>;
}

function collate(batch: readonly unknown[]): unknown {
  if (batch.length === 0) throw new IndexError('list index out of range');
  const [first] = batch;
  if (isTensor(first)) return stack(batch as readonly Tensor[]);
  if (isArray(first)) return stack(batch.map((item) => from_numpy(item as NdArrayLike | TypedArray)));
  if (typeof first === 'number') return tensor(batch as readonly number[], { dtype: float64 });
  if (typeof first === 'bigint' || typeof first === 'boolean') return tensor(batch as readonly bigint[]);
  if (typeof first === 'string') return [...batch];
  if (Array.isArray(first)) {
    const rows = batch as readonly (readonly unknown[])[];
    if (rows.some((row) => row.length !== first.length))
      throw new RuntimeError('each element in list of batch should be of equal size');
    return first.map((_, i) => collate(rows.map((row) => row[i])));
  }
  if (isOptions(first)) {
    const column = (key: string) =>
      (batch as readonly Record<string, unknown>[]).map((item) => {
        if (!(key in item)) throw new KeyError(key);
        return item[key];
      });
    return Object.fromEntries(Object.keys(first).map((key) => [key, collate(column(key))]));
  }
  throw new TypeError(
    'default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; ' +
      `found <class '${pythonType(first)}'>`,
  );
}

/**
 * Makes tensors of the arrays in an item, and leaves the rest: what a DataLoader does to items that it does not batch.
 *
 * @param data an `ndarray`, a typed array, or lists and objects of them
 * @returns the same form with tensors
 * @example
 * console.log(torch.utils.data.default_convert({ x: new Float32Array([1, 2]), name: 'a' }).x); // tensor([1., 2.])
 * @see PyTorch: `torch.utils.data.default_convert`
 */
export function default_convert<T>(data: T): Converted<T> {
  return convert(data) as Converted<T>;
}

function convert(data: unknown): unknown {
  if (isTensor(data)) return data;
  if (isArray(data)) return from_numpy(data);
  if (Array.isArray(data)) return data.map(convert);
  if (isOptions(data)) return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, convert(value)]));
  return data;
}
