import ndarray from 'ndarray';
import { Storage } from '../ndarray/storage.js';
import { contiguousStrides, elementCount, isContiguous } from '../ndarray/strided.js';
import { denseData, type TensorData } from './data.js';
import { cpu, type Device } from './device.js';
import { float32, get_default_dtype, type DType } from './dtype.js';
import { RuntimeError } from './errors.js';
import { looksLikeIndex, parseIndex, wrapDim, type BasicIndex } from './index_key.js';
import { formatTensor } from './printing.js';
import type { Scalar } from './promotion.js';
import { pythonScalar } from './python_number.js';
import { Size } from './size.js';

/** Counts in-place writes; a tensor, its views and its `detach()` share one. */
export class Version {
  value = 0;
}

/** A node of the graph of automatic differentiation, as `x.grad_fn` shows it. The autograd layer adds its members. */
export interface GraphNode {
  /** The node's name, such as `AddBackward0`; some nodes have one for each of their results. */
  name(output?: number): string;
}

/** @internal How a view was made: by an op with one result, by one with several, or where nothing was recorded. */
export type ViewOrigin = 'alone' | 'among several' | 'unrecorded';

/** @internal What tensors need of the layers above, which fill this table in when they load. */
export interface Upper {
  getItem(x: Tensor, index: readonly BasicIndex[]): Tensor;
  setItem(x: Tensor, index: readonly BasicIndex[], value: Tensor | Scalar): void;
}

/** @internal */
export const upper: Upper = {
  getItem: () => missing('indexing'),
  setItem: () => missing('indexing'),
};

function missing(what: string): never {
  throw new Error(`${what} needs the ops to be loaded: import 'microtorch'`);
}

/** A row of a tensor by number, or a part by an index as in Python. See {@link Tensor.index} for tensors as indices. */
export interface Tensor {
  /** Whether gradients flow to this tensor: it is a leaf that asks for one, or was computed from one. */
  requires_grad: boolean;
  /** The node of the graph that computed this tensor; null for a leaf. */
  readonly grad_fn: GraphNode | null;
  [index: number]: Tensor;
  [slice: `${string}:${string}`]: Tensor;
  [ellipsis: `...${string}`]: Tensor;
  [none: `None${string}`]: Tensor;
  [tuple: `${number},${string}`]: Tensor;
}

/**
 * A multi-dimensional array of numbers of one dtype: a strided view of a storage, exactly scijs `ndarray`'s layout, with
 * PyTorch's methods, and a place in the graph of automatic differentiation.
 *
 * `x[2]`, `x['1:3, 0']` read views and write in place. `for (const row of x)` walks dimension 0, `x.length` is its size.
 *
 * @example
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * console.log(x[1]); // tensor([3., 4.])
 * console.log(x[':, 0']); // tensor([1., 3.])
 */
export class Tensor {
  /** @internal Where the elements lie. */
  readonly storage: Storage;
  /** @internal The sizes, as a plain list. */
  readonly sizes: readonly number[];
  /** @internal The steps between neighbours, in elements. */
  readonly strides: readonly number[];
  /** @internal Where the first element lies in the storage. */
  readonly offset: number;
  /** The type of the elements. */
  readonly dtype: DType;
  /** @internal Counts in-place writes. */
  version: Version;
  /** @internal The tensor that this one is a view of, or null. */
  viewOf: Tensor | null;
  /** @internal For a view, how it was made, which decides whether it may be written to; see the autograd layer. */
  viewOrigin: ViewOrigin = 'alone';
  /** @internal For a view, the version at which `node` was right. */
  nodeVersion = 0;
  /** @internal The node that computed this tensor, or null; for a view it may be outdated, see the autograd layer. */
  node: GraphNode | null = null;
  /** @internal Which of the node's results this tensor is. */
  outputNumber = 0;
  /** @internal Whether this leaf asks for a gradient. */
  leafRequiresGrad = false;
  /**
   * The gradient that backward passes have accumulated here, or null. Only leaves that require grad get one, and tensors
   * on which `retain_grad()` was called.
   */
  grad: Tensor | null = null;

  /**
   * A float32 tensor: from data (a copy), or with the given sizes and unspecified elements. `torch.tensor` is usually
   * what you want.
   *
   * @param data nested lists, a typed array or a tensor; or sizes
   * @example
   * console.log(new torch.Tensor([1, 2])); // tensor([1., 2.])
   * console.log(new torch.Tensor(2, 3).shape); // torch.Size([2, 3])
   */
  constructor(data?: TensorData);
  constructor(...sizes: number[]);
  /** @internal */
  constructor(
    storage: Storage,
    sizes: readonly number[],
    strides: readonly number[],
    offset: number,
    dtype: DType,
    base?: Tensor | null,
  );
  constructor(
    first: Storage | TensorData = [],
    sizes: readonly number[] | number = [],
    strides: readonly number[] | number = [],
    offset = 0,
    dtype: DType | number = get_default_dtype(),
    base: Tensor | number | null = null,
  ) {
    const made = first instanceof Storage ? null : fromLegacyArguments(arguments);
    this.storage = made?.storage ?? (first as Storage);
    this.sizes = made?.sizes ?? (sizes as readonly number[]);
    this.strides = made?.strides ?? (strides as readonly number[]);
    this.offset = made === null ? offset : 0;
    this.dtype = made?.dtype ?? (dtype as DType);
    this.viewOf = base instanceof Tensor ? (base.viewOf ?? base) : null;
    this.version = base instanceof Tensor ? base.version : new Version();
  }

  /** The sizes of the dimensions. */
  get shape(): Size {
    return new Size(this.sizes);
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.sizes.length;
  }

  /** Where the tensor lives: always the CPU. */
  get device(): Device {
    return cpu;
  }

  /** The memory layout: always `torch.strided`. */
  get layout(): string {
    return 'torch.strided';
  }

  /** Whether the tensor lives on a CUDA device: never. */
  get is_cuda(): boolean {
    return false;
  }

  /** The size of dimension 0, Python's `len(x)`. Throws for a 0-dim tensor. */
  get length(): number {
    if (this.sizes.length === 0) throw new TypeError('len() of a 0-d tensor');
    return this.sizes[0];
  }

  /** @internal How many in-place writes there have been. */
  get _version(): number {
    return this.version.value;
  }

  /** The sizes, or with `dim` the size of that dimension. */
  size(): Size;
  size(dim: number): number;
  size(dim?: number | { dim?: number }): Size | number {
    const d = typeof dim === 'object' ? dim.dim : dim;
    if (d === undefined || d === null) return this.shape;
    if (this.sizes.length === 0) wrapDim(d, 0);
    return this.sizes.length === 0 ? failOnScalar(d) : this.sizes[wrapDim(d, this.sizes.length)];
  }

  /** The number of elements between neighbours along each dimension, or along `dim`. */
  stride(): number[];
  stride(dim: number): number;
  stride(dim?: number): number[] | number {
    return dim === undefined ? [...this.strides] : this.strides[wrapDim(dim, this.sizes.length)];
  }

  /** Where the first element lies in the storage, in elements. */
  storage_offset(): number {
    return this.offset;
  }

  /** The number of dimensions. */
  dim(): number {
    return this.sizes.length;
  }

  /** The number of dimensions. */
  ndimension(): number {
    return this.sizes.length;
  }

  /** The number of elements. */
  numel(): number {
    return elementCount(this.sizes);
  }

  /** The number of elements. */
  nelement(): number {
    return elementCount(this.sizes);
  }

  /** The bytes that one element takes. */
  element_size(): number {
    return this.dtype.itemsize;
  }

  /** Bytes that one element takes. */
  get itemsize(): number {
    return this.dtype.itemsize;
  }

  /** Bytes that the elements take. */
  get nbytes(): number {
    return this.dtype.itemsize * this.numel();
  }

  /** Whether the elements lie dense and in row-major order. */
  is_contiguous(): boolean {
    return isContiguous(this.sizes, this.strides);
  }

  /** Whether the dtype is `float32` or `float64`. */
  is_floating_point(): boolean {
    return this.dtype.is_floating_point;
  }

  /** Whether the elements are complex: never. */
  is_complex(): boolean {
    return false;
  }

  /** Whether the dtype is signed. */
  is_signed(): boolean {
    return this.dtype.is_signed;
  }

  /** @internal The element at an index tuple, as it lies in memory. */
  elementAt(index: readonly number[]): number | bigint {
    let at = this.storage.start + this.offset;
    for (let d = 0; d < index.length; d++) at += index[d] * this.strides[d];
    return this.storage.data[at];
  }

  /**
   * The value of a tensor with one element: a number, or a boolean for dtype bool; an int64 past 2**53 comes as a bigint.
   *
   * @throws RuntimeError when there is not exactly one element
   * @example
   * console.log(torch.tensor([2.5]).item()); // 2.5
   */
  item(): number {
    const n = this.numel();
    if (n !== 1) throw new RuntimeError(`a Tensor with ${n} elements cannot be converted to Scalar`);
    return toJs(this.dtype, this.storage.data[this.storage.start + this.offset]) as number;
  }

  /**
   * The elements as nested lists of numbers (booleans for dtype bool), or one number for a 0-dim tensor.
   *
   * @example
   * console.log(JSON.stringify(torch.eye(2).tolist())); // [[1,0],[0,1]]
   */
  tolist(): NestedNumbers {
    const index: number[] = [];
    const walk = (d: number): NestedNumbers => {
      if (d === this.sizes.length) return toJs(this.dtype, this.elementAt(index)) as number;
      const list: NestedNumbers[] = [];
      for (index[d] = 0; index[d] < this.sizes[d]; index[d]++) list.push(walk(d + 1));
      index.length = d;
      return list;
    };
    return walk(0);
  }

  /**
   * The scijs `ndarray` that this tensor is: same memory, shape, stride and offset; what is written through one is seen
   * through the other.
   *
   * @throws RuntimeError for a tensor that requires grad, as PyTorch does
   * @example
   * const x = torch.zeros(2, 2);
   * x.numpy().set(0, 1, 5);
   * console.log(x); // tensor([[0., 5.],
   * //         [0., 0.]])
   */
  numpy(options: { force?: boolean } = {}): ndarray.NdArray {
    if (this.requires_grad && !options.force)
      throw new RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.");
    const data = this.storage.pin() as Float64Array<ArrayBuffer>; // ndarray's types know no BigInt64Array, its code does
    return ndarray(data, [...this.sizes], [...this.strides], this.offset);
  }

  /** PyTorch's repr: what `console.log(x)` prints. */
  toString(): string {
    return formatTensor(
      { shape: this.sizes, dtype: this.dtype.name, at: (index) => toJs(this.dtype, this.elementAt(index)) },
      {
        defaultFloat: get_default_dtype() === float32 ? 'float32' : 'float64',
        gradFn: gradFnName(this),
        requiresGrad: this.requires_grad,
      },
    );
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /**
   * What a template literal, arithmetic and comparison see: the value of a tensor with one element. A template literal
   * gives what Python's f-string gives: `2.0`, `1e-05`; the repr for a tensor with dimensions.
   */
  [Symbol.toPrimitive](hint: 'string' | 'number' | 'default'): string | number | bigint | boolean {
    if (hint === 'string')
      return this.sizes.length === 0 ? pythonScalar(this.item(), this.dtype.is_floating_point) : this.toString();
    if (this.numel() === 1) return this.item();
    throw new TypeError(
      `a tensor of shape [${this.sizes.join(', ')}] in JavaScript arithmetic or comparison: ` +
        'use the methods (x.add(y), x.mul(2), x.lt(y), torch.equal(x, y)) or, for arithmetic, ' +
        "the directive 'use tsover' and the loader, node --import microtorch/operators",
    );
  }

  /** The rows along dimension 0. */
  *[Symbol.iterator](): IterableIterator<Tensor> {
    if (this.sizes.length === 0) throw new TypeError('iteration over a 0-d tensor');
    for (let i = 0; i < this.sizes[0]; i++) yield upper.getItem(this, [i]);
  }
}

/** Nested lists of numbers; its type is `number` at the leaves, the usual case. */
export type NestedNumbers = number | NestedNumbers[];

/** An element as a JavaScript value: a boolean for bool, a number for int64 unless it is past 2**53. */
function toJs(dtype: DType, value: number | bigint): number | bigint | boolean {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  return dtype.name === 'bool' ? value !== 0 : value;
}

/** The name of the node of `x`; that of a view whose base was written to where it cannot follow is `Invalid`. */
function gradFnName(x: Tensor): string | undefined {
  try {
    return x.grad_fn?.name(x.outputNumber);
  } catch {
    return 'Invalid';
  }
}

function failOnScalar(dim: number): never {
  throw new RangeError(`Dimension specified as ${dim} but tensor has no dimensions`);
}

/** @internal Whether a value is a tensor. */
export const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

/** @internal A dense tensor with its own, unspecified elements. */
export function emptyTensor(sizes: readonly number[], dtype: DType): Tensor {
  return new Tensor(Storage.allocate(dtype.name, elementCount(sizes)), sizes, contiguousStrides(sizes), 0, dtype);
}

/** @internal A tensor that shares the elements of `x`, and its version, under other sizes and strides. */
export function viewAs(x: Tensor, sizes: readonly number[], strides: readonly number[], offset = x.offset): Tensor {
  return new Tensor(x.storage, sizes, strides, offset, x.dtype, x);
}

function fromLegacyArguments(given: IArguments): Tensor {
  const list = Array.from(given) as unknown[];
  if (list.length > 0 && list.every((size) => typeof size === 'number')) return emptyTensor(list, get_default_dtype());
  if (list.length > 1) throw new TypeError('new(): expected data, or sizes as separate numbers');
  const data = isTensor(list[0]) ? list[0].tolist() : (list[0] ?? []);
  const { array, sizes, dtype } = denseData(data, get_default_dtype(), isTensor);
  return new Tensor(Storage.adopt(dtype.name, array), sizes, contiguousStrides(sizes), 0, dtype);
}

// `x[0]` and `x['1:3']` are names that no member has, so they reach the end of the prototype chain: this proxy. Members
// and methods are found before it and cost nothing.
Object.setPrototypeOf(
  Tensor.prototype,
  new Proxy(Object.prototype, {
    get(_target, key, self: Tensor) {
      if (typeof key === 'string' && looksLikeIndex(key)) {
        const index = parseIndex(key);
        if (index !== null) return upper.getItem(self, index);
      }
      return Reflect.get(Object.prototype, key) as unknown;
    },
    set(target, key, value: Tensor | Scalar, self: Tensor) {
      if (typeof key === 'string' && looksLikeIndex(key)) {
        const index = parseIndex(key);
        if (index !== null) {
          upper.setItem(self, index, value);
          return true;
        }
      }
      return Reflect.set(target, key, value, self);
    },
  }),
);
