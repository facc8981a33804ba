import { kernels } from '../ndarray/kernels.js';
import { Storage } from '../ndarray/storage.js';
import { contiguousStrides } from '../ndarray/strided.js';
import { denseData, type TensorData } from '../tensor/data.js';
import { requireCpu, type Device } from '../tensor/device.js';
import { get_default_dtype, int64, type DType } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { scalarType, type Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import { emptyTensor, isTensor, Tensor } from '../tensor/tensor.js';

// New tensors from data, from a rule, or with one value everywhere.

/** Options of all functions that make a tensor. */
export interface TensorOptions {
  /** The dtype of the elements. */
  dtype?: DType | null;
  /** Where they lie; only the CPU is there. */
  device?: Device | string | null;
  /** Whether gradients flow to the new tensor. Default false. */
  requires_grad?: boolean;
}

/** Sizes as a list or as separate numbers, and options last. */
export type SizeArguments<O = TensorOptions> = (number | O)[] | [size: readonly number[], options?: O];

const OPTIONS = 'dtype? dtype=None, device? device=None, bool requires_grad=False' as const;

/** Applies the options that every creating function has. */
export function withOptions(x: Tensor, device: Device | string | null, requires_grad: boolean): Tensor {
  requireCpu(device);
  return requires_grad ? x.requires_grad_() : x;
}

/** Refuses sizes that no tensor can have. */
export function requireSizes(name: string, sizes: readonly number[]): void {
  const bad = sizes.find((size) => size < 0);
  if (bad !== undefined) throw new RuntimeError(`${name}: Dimension size must be non-negative.`);
}

const tensorSignature = new Signature(`tensor(any data, *, ${OPTIONS})`);

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
  const [given, dtype, device, requires_grad] = tensorSignature.bind([data, options]);
  const { array, sizes, dtype: type } = isTensor(given)
    ? denseData(given.tolist(), dtype ?? given.dtype, isTensor)
    : denseData(given, dtype, isTensor);
  const x = new Tensor(Storage.adopt(type.name, array), sizes, contiguousStrides(sizes), 0, type);
  return withOptions(x, device, requires_grad);
}

/** A function that makes a tensor of given sizes with one value everywhere. */
function filler(name: string, value: Scalar | null): (args: readonly unknown[]) => Tensor {
  const signature = new Signature(`${name}(size size, *, ${OPTIONS})` as `zeros(size size, *, ${typeof OPTIONS})`);
  return (args) => {
    const [size, dtype, device, requires_grad] = signature.bind(args);
    requireSizes(name, size);
    const x = emptyTensor(size, dtype ?? get_default_dtype());
    kernels.fill(x, value ?? 0);
    return withOptions(x, device, requires_grad);
  };
}

const makeZeros = filler('zeros', 0);
const makeOnes = filler('ones', 1);
const makeEmpty = filler('empty', null);

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
  return makeZeros(size);
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
  return makeOnes(size);
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
  return makeEmpty(size);
}

const fullSignature = new Signature(`full(int[] size, Scalar fill_value, *, ${OPTIONS})`);

/**
 * A tensor with `fill_value` everywhere. A number gives float32, a bigint int64, a boolean bool.
 *
 * @param size the sizes
 * @param fill_value the value
 * @returns a new leaf
 * @throws RuntimeError for a negative size
 * @example
 * console.log(torch.full([2], 7)); // tensor([7., 7.])
 * @see PyTorch: `torch.full`
 */
export function full(size: readonly number[], fill_value: Scalar, options?: TensorOptions): Tensor {
  const [sizes, value, dtype, device, requires_grad] = fullSignature.bind([size, fill_value, options]);
  requireSizes('full', sizes);
  const inferred = typeof value === 'number' ? get_default_dtype() : scalarType(value);
  const x = emptyTensor(sizes, dtype ?? inferred);
  kernels.fill(x, value);
  return withOptions(x, device, requires_grad);
}

const arangeSignatures = [
  new Signature(`arange(Scalar end, *, ${OPTIONS})`),
  new Signature(`arange(Scalar start, Scalar end, Scalar step=1, *, ${OPTIONS})`),
] as const;

/**
 * The numbers start, start + step, … before `end`. Whole numbers give int64, others the default float.
 *
 * @param start the first number; `arange(end)` starts at 0
 * @param end where to stop: not included
 * @param step the difference between neighbours; default 1
 * @returns a new leaf of one dimension
 * @throws RuntimeError for a step of 0 or in the wrong direction
 * @example
 * console.log(torch.arange(5)); // tensor([0, 1, 2, 3, 4])
 * console.log(torch.arange(0, 1, 0.25)); // tensor([0.0000, 0.2500, 0.5000, 0.7500])
 * @see PyTorch: `torch.arange`
 */
export function arange(...args: (Scalar | (TensorOptions & { start?: Scalar; end?: Scalar; step?: Scalar }))[]): Tensor {
  const single = arangeSignatures[0].matches(args);
  const [start, end, step, dtype, device, requires_grad] = single
    ? ([0, arangeSignatures[0].bind(args)[0], 1, ...arangeSignatures[0].bind(args).slice(1)] as ReturnType<(typeof arangeSignatures)[1]['bind']>)
    : arangeSignatures[1].bind(args);
  const [from, to, by] = [start, end, step].map(Number);
  if (by === 0) throw new RuntimeError('step must be nonzero');
  if (!Number.isFinite(from) || !Number.isFinite(to)) throw new RuntimeError(`unsupported range: ${from} -> ${to}`);
  if (by > 0 ? to < from : to > from) throw new RuntimeError('upper bound and lower bound inconsistent with step sign');
  const whole = [start, end, step].every((x) => typeof x === 'bigint' || Number.isInteger(x));
  const type = dtype ?? (whole ? int64 : get_default_dtype());
  const count = Math.ceil((to - from) / by);
  const x = emptyTensor([count], type);
  const { data, start: at } = x.storage;
  if (type === int64) for (let i = 0; i < count; i++) data[at + i] = BigInt(Math.trunc(from) + i * Math.trunc(by)) as never;
  else for (let i = 0; i < count; i++) data[at + i] = (from + i * by) as never;
  return withOptions(x, device, requires_grad);
}
