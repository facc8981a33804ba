import { kernels } from '../ndarray/kernels.js';
import { device as asDevice, requireCpu, type Device } from '../tensor/device.js';
import { bool, DType, float32, float64, int16, int32, int64, int8, uint8 } from '../tensor/dtype.js';
import { isOptions } from '../tensor/signature.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { addMethod, define, type InPlace, type Method } from './define.js';
import { broadcastSizes, resultLike, type Operand } from './elementwise.js';
import { requireFits } from './inplace.js';

// Copies, conversions of dtype, and plain writes.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link clone}. */
    clone: Method<typeof clone>;
    /** This tensor if it is dense and row-major, otherwise a copy that is. */
    contiguous(): Tensor;
    /**
     * The elements with another dtype; this tensor itself if it has it already.
     *
     * @param target a dtype, a device, or a tensor to be like
     */
    to(target: DType | Device | string | Tensor | ToOptions, ...rest: unknown[]): Tensor;
    /** The elements as `dtype`; the same as {@link Tensor.to}. */
    type(dtype: DType): Tensor;
    /** The elements with the dtype of `other`. */
    type_as(other: Tensor): Tensor;
    /** The elements as float32. */
    float(): Tensor;
    /** The elements as float64. */
    double(): Tensor;
    /** The elements as int64, truncated towards zero. */
    long(): Tensor;
    /** The elements as int32, truncated towards zero. */
    int(): Tensor;
    /** The elements as int16, truncated towards zero. */
    short(): Tensor;
    /** The elements as int8, truncated towards zero. */
    char(): Tensor;
    /** The elements as uint8, truncated towards zero. */
    byte(): Tensor;
    /** Whether each element is not zero. */
    bool(): Tensor;
    /** This tensor: it already lies in the CPU's memory. */
    cpu(): Tensor;
    /** Writes the elements of `src`, broadcast and converted, into this tensor; returns it. */
    copy_(src: Operand, non_blocking?: boolean): Tensor;
    /** Writes one value everywhere; returns this tensor. */
    fill_: InPlace<typeof fill>;
    /** Writes zeros everywhere; returns this tensor. */
    zero_(): Tensor;
  }
}

/** Options of {@link Tensor.to}. */
export interface ToOptions {
  /** The dtype to convert to. */
  dtype?: DType | null;
  /** Where to; only the CPU is there. */
  device?: Device | string | null;
  /** Accepted and without effect. */
  non_blocking?: boolean;
  /** Whether to copy even if nothing changes. */
  copy?: boolean;
}

const Clone = define({
  schema: 'clone(Tensor input)',
  forward: (input) => {
    const result = resultLike(input, input.sizes, input.dtype);
    kernels.copy(result, input);
    return result;
  },
  derivative: { input: (grad) => grad },
});

/**
 * A copy of `input` with its own memory; gradients flow through it.
 *
 * @returns a copy
 * @example
 * const x = torch.zeros(2);
 * x.clone().add_(1);
 * console.log(x); // tensor([0., 0.])
 * @see PyTorch: `torch.clone`
 */
export function clone(input: Tensor): Tensor {
  return Clone.apply(input);
}

const Contiguous = define({
  schema: 'contiguous(Tensor input)',
  node: 'Clone',
  forward: (input) => {
    const result = emptyTensor(input.sizes, input.dtype);
    kernels.copy(result, input);
    return result;
  },
  derivative: { input: (grad) => grad },
});

addMethod('contiguous', function () {
  return this.is_contiguous() ? this : Contiguous.apply(this);
});

const ToCopy = define({
  schema: '_to_copy(Tensor input, dtype dtype)',
  node: 'ToCopy',
  method: false,
  forward: (input, dtype) => {
    const result = resultLike(input, input.sizes, dtype);
    kernels.copy(result, input);
    return result;
  },
  derivative: { input: (grad) => grad }, // the engine converts it to the input's dtype
});

/** `x` converted to `dtype`; `x` itself if it has it already. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : ToCopy.apply(x, dtype);
}

addMethod('to', function (...args: unknown[]) {
  let wanted: DType = this.dtype;
  let copy = false;
  const read = (value: unknown): void => {
    if (value instanceof DType) wanted = value;
    else if (isTensor(value)) wanted = value.dtype;
    else if (isOptions(value)) {
      const options = value as ToOptions;
      read(options.dtype);
      read(options.device);
      copy = options.copy ?? copy;
    } else if (typeof value === 'string' || (typeof value === 'object' && value !== null))
      requireCpu(asDevice(value as string));
    else if (value !== undefined && value !== null && typeof value !== 'boolean')
      throw new TypeError(`to() received an invalid combination of arguments - got ${typeof value}`);
  };
  args.forEach(read);
  return copy && wanted === this.dtype ? clone(this) : cast(this, wanted);
});

addMethod('type', function (dtype: DType) {
  return cast(this, dtype);
});
addMethod('type_as', function (other: Tensor) {
  return cast(this, other.dtype);
});
addMethod('cpu', function () {
  return this;
});
const SHORT_NAMES = {
  float: float32,
  double: float64,
  long: int64,
  int: int32,
  short: int16,
  char: int8,
  byte: uint8,
  bool,
};
for (const [name, dtype] of Object.entries(SHORT_NAMES))
  addMethod(name, function () {
    return cast(this, dtype);
  });

define({
  schema: 'copy(Tensor input, Operand src)',
  node: 'CopyBackwards',
  method: false,
  inplace: true,
  forward: (input, src, out = emptyTensor(input.sizes, input.dtype)) => {
    if (!isTensor(src)) {
      kernels.fill(out, src);
      return out;
    }
    requireFits(out, broadcastSizes(out.sizes, src.sizes), out.dtype);
    const shares = out.storage === src.storage;
    kernels.copy(out, shares ? clone(src.detach()) : src);
    return out;
  },
  derivative: { input: () => null, src: (grad) => grad },
});

const Fill = define({
  schema: 'fill(Tensor input, Operand value)',
  inplace: true,
  forward: (input, value, out = emptyTensor(input.sizes, input.dtype)) => {
    if (isTensor(value)) kernels.copy(out, value);
    else kernels.fill(out, value);
    return out;
  },
  derivative: { input: (grad) => grad.mul(0), value: (grad) => grad.sum() },
});

/**
 * A tensor like `input` with `value` everywhere.
 *
 * @param value a number, or a 0-dim tensor
 * @returns a new tensor
 * @example
 * console.log(torch.fill(torch.zeros(2), 7)); // tensor([7., 7.])
 * @see PyTorch: `torch.fill`
 */
export function fill(input: Tensor, value: Operand): Tensor {
  return Fill.apply(input, value);
}

define({
  schema: 'zero(Tensor input)',
  method: false,
  inplace: true,
  forward: (input, out = emptyTensor(input.sizes, input.dtype)) => {
    kernels.fill(out, 0);
    return out;
  },
  derivative: { input: (grad) => grad.mul(0) },
});
