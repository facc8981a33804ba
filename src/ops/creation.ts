import { kernels } from '../ndarray/kernels.js';
import { Storage } from '../ndarray/storage.js';
import { contiguousStrides } from '../ndarray/strided.js';
import { denseData, type TensorData } from '../tensor/data.js';
import type { Device } from '../tensor/device.js';
import { get_default_dtype, type DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { scalarType, type Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import { overload, overloads } from '../tensor/overloads.js';
import { isTensor, Tensor, viewAs } from '../tensor/tensor.js';
import { addMethod } from './define.js';
import { resultLike } from './elementwise.js';
import { checkOptions, made, OPTIONS, type SizeArguments, type TensorOptions } from './factory.js';

export type { SizeArguments, TensorOptions };

// New tensors from data, or with one value everywhere.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** A tensor with a copy of `data` and, unless the options say otherwise, the dtype of this one. */
    new_tensor(data: TensorData, options?: TensorOptions): Tensor;
    /** A tensor of zeros with the dtype of this one. */
    new_zeros(...size: SizeArguments): Tensor;
    /** A tensor of ones with the dtype of this one. */
    new_ones(...size: SizeArguments): Tensor;
    /** A tensor of unspecified elements (here: zeros) with the dtype of this one. */
    new_empty(...size: SizeArguments): Tensor;
    /** A tensor with `fill_value` everywhere and the dtype of this one. */
    new_full(size: readonly number[], fill_value: Scalar | Tensor, options?: TensorOptions): Tensor;
  }
}

const Tensor_ = new Signature(`tensor(any data, *, ${OPTIONS})`);

/** A leaf with a copy of nested data; `dtype` null takes that of the data. */
function copyOf(data: unknown, dtype: DType | null, device: Device | string | null, requires_grad: boolean): Tensor {
  const dense = isTensor(data)
    ? denseData(data.tolist(), dtype ?? data.dtype, isTensor)
    : denseData(data, dtype, isTensor);
  checkOptions(dense.dtype, device, requires_grad);
  const { array, sizes, dtype: type } = dense;
  const x = new Tensor(Storage.adopt(type.name, array), sizes, contiguousStrides(sizes), 0, type);
  return requires_grad ? x.requires_grad_() : x;
}

/**
 * A tensor with a copy of `data`. Numbers give float32, bigints int64, booleans bool; a typed array keeps its type.
 *
 * @param data a number, a nested list, a typed array, an `ndarray` or a tensor
 * @param options `dtype`, `device`, `requires_grad`
 * @returns a new leaf
 * @throws ValueError for a ragged list; RuntimeError for what is no number or does not fit the dtype
 * @example
 * console.log(torch.tensor([[1, 2], [3, 4.5]])); // tensor([[1.0000, 2.0000],
 * //         [3.0000, 4.5000]])
 * console.log(torch.tensor([1n, 2n])); // tensor([1, 2])
 * @see PyTorch: `torch.tensor`
 */
export function tensor(data: TensorData, options?: TensorOptions): Tensor {
  return copyOf(...Tensor_.bind([data, options]));
}

const NewTensor = new Signature(`new_tensor(Tensor input, any data, *, ${OPTIONS})`);
addMethod('new_tensor', function (data: TensorData, options?: TensorOptions) {
  const [, given, dtype, ...rest] = NewTensor.bind([this, data, options], 1);
  return copyOf(given, dtype ?? this.dtype, ...rest);
});

const ScalarTensor = new Signature(`scalar_tensor(Scalar s, *, ${OPTIONS})`);

/**
 * A 0-dim tensor of one number, of the default dtype unless `dtype` says otherwise.
 *
 * @param s the number
 * @returns a new leaf
 * @example
 * console.log(torch.scalar_tensor(5)); // tensor(5.)
 * @see PyTorch: `torch.scalar_tensor`
 */
export function scalar_tensor(s: Scalar, options?: TensorOptions): Tensor {
  const [value, dtype, ...rest] = ScalarTensor.bind([s, options]);
  return made([], dtype ?? get_default_dtype(), ...rest, (x) => kernels.fill(x, value));
}

/** The functions `name`, `name_like` and the method `new_name`, which write `value` everywhere. */
function filler(name: 'zeros' | 'ones' | 'empty', value: 0 | 1) {
  const sized = new Signature(`${name}(size size, *, ${OPTIONS})`);
  const like = new Signature(`${name}_like(Tensor input, *, ${OPTIONS})`);
  const newMember = new Signature(`new_${name}(Tensor input, size size, *, ${OPTIONS})`);
  const write = (x: Tensor) => kernels.fill(x, value);
  addMethod(`new_${name}`, function (...args: unknown[]) {
    const [, size, dtype, ...rest] = newMember.bind([this, ...args], 1);
    return made(size, dtype ?? this.dtype, ...rest, write);
  });
  return {
    sized(args: readonly unknown[]): Tensor {
      const [size, dtype, ...rest] = sized.bind(args);
      if (name === 'zeros' && size.some((n) => n < 0))
        throw new RuntimeError('zeros: Dimension size must be non-negative.');
      return made(size, dtype ?? get_default_dtype(), ...rest, write);
    },
    like(args: readonly unknown[]): Tensor {
      const [input, ...options] = like.bind(args);
      return likeWith(input, value, ...options);
    },
  };
}

/** A leaf with `value` everywhere that lies in memory as `input` does. */
function likeWith(
  input: Tensor,
  value: Scalar,
  dtype: DType | null,
  device: Device | string | null,
  requires_grad: boolean,
): Tensor {
  const type = dtype ?? input.dtype;
  checkOptions(type, device, requires_grad);
  const x = resultLike(input, input.sizes, type);
  kernels.fill(x, value);
  return requires_grad ? x.requires_grad_() : x;
}

const Zeros = filler('zeros', 0);
const Ones = filler('ones', 1);
const Empty = filler('empty', 0);

/**
 * A tensor of zeros.
 *
 * @param size the sizes, as a list or as separate numbers, then options
 * @returns a new leaf
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.zeros(2, 3)); // tensor([[0., 0., 0.],
 * //         [0., 0., 0.]])
 * @see PyTorch: `torch.zeros`
 */
export function zeros(...size: SizeArguments): Tensor {
  return Zeros.sized(size);
}

/**
 * A tensor of ones.
 *
 * @param size the sizes, as a list or as separate numbers, then options
 * @returns a new leaf
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.ones([2], { dtype: torch.int64 })); // tensor([1, 1])
 * @see PyTorch: `torch.ones`
 */
export function ones(...size: SizeArguments): Tensor {
  return Ones.sized(size);
}

/**
 * A tensor whose elements are unspecified (here: zeros).
 *
 * @param size the sizes, as a list or as separate numbers, then options
 * @returns a new leaf
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.empty(2, 3).shape); // torch.Size([2, 3])
 * @see PyTorch: `torch.empty`
 */
export function empty(...size: SizeArguments): Tensor {
  return Empty.sized(size);
}

/**
 * Zeros of the sizes and, unless the options say otherwise, the dtype of `input`.
 *
 * @returns a new leaf
 * @example
 * console.log(torch.zeros_like(torch.tensor([1n, 2n]))); // tensor([0, 0])
 * @see PyTorch: `torch.zeros_like`
 */
export function zeros_like(input: Tensor, options?: TensorOptions): Tensor {
  return Zeros.like([input, options]);
}

/**
 * Ones of the sizes and, unless the options say otherwise, the dtype of `input`.
 *
 * @returns a new leaf
 * @example
 * console.log(torch.ones_like(torch.zeros(2), { dtype: torch.bool })); // tensor([True, True])
 * @see PyTorch: `torch.ones_like`
 */
export function ones_like(input: Tensor, options?: TensorOptions): Tensor {
  return Ones.like([input, options]);
}

/**
 * A tensor of unspecified elements (here: zeros) of the sizes and, unless the options say otherwise, the dtype of `input`.
 *
 * @returns a new leaf
 * @example
 * console.log(torch.empty_like(torch.zeros(2, 3)).shape); // torch.Size([2, 3])
 * @see PyTorch: `torch.empty_like`
 */
export function empty_like(input: Tensor, options?: TensorOptions): Tensor {
  return Empty.like([input, options]);
}

const Full = new Signature(`full(ints size, Scalar fill_value, *, ${OPTIONS})`);

/**
 * A tensor with `fill_value` everywhere. A number gives float32, a bigint int64, a boolean bool.
 *
 * @param size the sizes
 * @param fill_value the value, or a tensor with one element
 * @returns a new leaf
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.full([2], 7)); // tensor([7., 7.])
 * @see PyTorch: `torch.full`
 */
export function full(size: readonly number[], fill_value: Scalar | Tensor, options?: TensorOptions): Tensor {
  const [sizes, value, dtype, ...rest] = Full.bind([size, fill_value, options]);
  const own = typeof value === 'number' ? get_default_dtype() : scalarType(value);
  const type = dtype ?? (isTensor(fill_value) ? fill_value.dtype : own);
  return made(sizes, type, ...rest, (x) => kernels.fill(x, value));
}

const FullLike = new Signature(`full_like(Tensor input, Scalar fill_value, *, ${OPTIONS})`);

/**
 * A tensor with `fill_value` everywhere, of the sizes and, unless the options say otherwise, the dtype of `input`.
 *
 * @param fill_value the value, or a tensor with one element
 * @returns a new leaf
 * @example
 * console.log(torch.full_like(torch.zeros(2), 0.5)); // tensor([0.5000, 0.5000])
 * @see PyTorch: `torch.full_like`
 */
export function full_like(input: Tensor, fill_value: Scalar | Tensor, options?: TensorOptions): Tensor {
  return likeWith(...FullLike.bind([input, fill_value, options]));
}

const NewFull = new Signature(`new_full(Tensor input, ints size, Scalar fill_value, *, ${OPTIONS})`);
addMethod('new_full', function (...args: unknown[]) {
  const [, size, value, dtype, ...rest] = NewFull.bind([this, ...args], 1);
  return made(size, dtype ?? this.dtype, ...rest, (x) => kernels.fill(x, value));
});

/** Ones on the diagonal of n rows and m columns, zeros elsewhere. */
function identity(
  n: number,
  m: number,
  dtype: DType | null,
  device: Device | string | null,
  requires_grad: boolean,
): Tensor {
  if (n < 0) throw new RuntimeError(`n must be greater or equal to 0, got ${n}`);
  if (m < 0) throw new RuntimeError(`m must be greater or equal to 0, got ${m}`);
  return made([n, m], dtype ?? get_default_dtype(), device, requires_grad, (x) => {
    kernels.fill(x, 0);
    kernels.fill(viewAs(x, [Math.min(n, m)], [m + 1]), 1);
  });
}

const makeEye = overloads(
  overload(`eye(int n, *, ${OPTIONS})`, (n, ...options) => identity(n, n, ...options)),
  overload(`eye(int n, int m, *, ${OPTIONS})`, identity),
);

/**
 * The identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * @param n the number of rows
 * @param m the number of columns; as many if left out
 * @returns a new leaf of two dimensions
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.eye(2)); // tensor([[1., 0.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.eye`
 */
export function eye(n: number, m?: number | TensorOptions, options?: TensorOptions): Tensor {
  return makeEye([n, m, options]);
}
