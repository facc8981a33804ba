import { kernels } from '../ndarray/kernels.js';
import { contiguousStrides, elementCount, isContiguous, sameSizes, type Strided } from '../ndarray/strided.js';
import { Storage } from '../ndarray/storage.js';
import { bool, get_default_dtype, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { resultType, type Scalar } from '../tensor/promotion.js';
import { emptyTensor, isTensor, Tensor } from '../tensor/tensor.js';
import { requireFits } from './inplace.js';
import { requireNoPartialOverlap } from './memory.js';

// What all pointwise ops share: promotion to a common dtype, broadcasting, and memory for the result.

/** A tensor or a number. */
export type Operand = Tensor | Scalar;

/** In which dtype an op computes: `same` as promoted, `float` (integers become the default float), or `bool` results. */
export type ResultKind = 'same' | 'float' | 'bool';

/**
 * The sizes that tensors have together: along each dimension the size that is not 1.
 *
 * @throws RuntimeError worded as PyTorch's where two sizes differ and neither is 1
 */
export function broadcastSizes(a: readonly number[], b: readonly number[]): readonly number[] {
  if (sameSizes(a, b)) return a;
  const n = Math.max(a.length, b.length);
  const sizes = new Array<number>(n);
  for (let d = 0; d < n; d++) {
    const x = a[d - n + a.length] ?? 1;
    const y = b[d - n + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new RuntimeError(
        `The size of tensor a (${x}) must match the size of tensor b (${y}) at non-singleton dimension ${d}`,
      );
    sizes[d] = x === 1 ? y : x;
  }
  return sizes;
}

/** `x` converted to `dtype`, outside the graph; `x` itself if it has it already. */
export function converted(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x;
  const result = emptyTensor(x.sizes, dtype);
  kernels.copy(result, x);
  return result;
}

/** Memory for a result: dense, in the order of dimensions in which a dense `like` of the same sizes lies, as PyTorch keeps it. */
export function resultLike(like: Tensor, sizes: readonly number[], dtype: DType): Tensor {
  if (like.sizes === sizes && !isContiguous(like.sizes, like.strides)) {
    const strides = denseStridesLike(like);
    if (strides !== null)
      return new Tensor(Storage.allocate(dtype.name, elementCount(sizes)), sizes, strides, 0, dtype);
  }
  return emptyTensor(sizes, dtype);
}

/** Strides of a dense copy with `x`'s order of dimensions; null if `x` repeats or skips memory. */
function denseStridesLike(x: Tensor): number[] | null {
  const order = x.sizes.map((_, d) => d).sort((a, b) => x.strides[a] - x.strides[b] || b - a);
  const strides = contiguousStrides(x.sizes);
  let step = 1;
  for (const d of order) {
    if (x.sizes[d] === 1) continue;
    if (x.strides[d] !== step) return null;
    strides[d] = step;
    step *= x.sizes[d];
  }
  return strides;
}

/** The dtype to compute in, and that of the result. */
function dtypesFor(kind: ResultKind, promoted: DType): [compute: DType, result: DType] {
  if (kind === 'bool') return [promoted, bool];
  const compute = kind === 'float' && !promoted.is_floating_point ? get_default_dtype() : promoted;
  return [compute, compute];
}

/** Checks `out` as the target of a pointwise write, or makes memory for one. */
function target(
  out: Tensor | undefined,
  like: Tensor,
  sizes: readonly number[],
  dtype: DType,
  inputs: readonly unknown[],
): Tensor {
  if (out === undefined) return resultLike(like, sizes, dtype);
  requireFits(out, sizes, dtype);
  for (const input of inputs) if (isTensor(input)) requireNoPartialOverlap(out, input);
  return out;
}

/** Writes through a temporary where the op computes in another dtype than `out` has. */
function into(out: Tensor, dtype: DType, compute: (to: Strided) => void): Tensor {
  if (out.dtype === dtype) compute(out);
  else {
    const temporary = emptyTensor(out.sizes, dtype);
    compute(temporary);
    kernels.copy(out, temporary);
  }
  return out;
}

/** Whether an op computes in its operands' dtype, and gives a result of that dtype. */
const isUsual = (kind: ResultKind, { dtype }: Tensor) =>
  kind === 'same' || (kind === 'float' && dtype.is_floating_point);

/** The value of a pointwise op of one tensor, computed by the kernel of that name. */
export function unary(kernel: string, kind: ResultKind): (input: Tensor, out?: Tensor) => Tensor {
  return (input, out) => {
    if (out === undefined && isUsual(kind, input)) {
      const to = resultLike(input, input.sizes, input.dtype);
      kernels.unary(kernel, to, input);
      return to;
    }
    const [compute, result] = dtypesFor(kind, input.dtype);
    const to = target(out, input, input.sizes, result, []);
    const x = converted(input, compute);
    return into(to, result, (at) => kernels.unary(kernel, at, x));
  };
}

/** The value of a pointwise op of two operands, of which one may be a number, computed by the kernel of that name. */
export function binary(kernel: string, kind: ResultKind): (input: Operand, other: Operand, out?: Tensor) => Tensor {
  return (input, other, out) => {
    if (
      out === undefined &&
      isTensor(input) &&
      isTensor(other) &&
      input.dtype === other.dtype &&
      isUsual(kind, input)
    ) {
      const sizes = broadcastSizes(input.sizes, other.sizes);
      const to = resultLike(input, sizes, input.dtype);
      kernels.binary(kernel, to, input, other);
      return to;
    }
    const promoted = resultType(input, other);
    const [compute, result] = dtypesFor(kind, promoted);
    const [a, b] = asTensors(input, other, compute);
    const sizes = isTensor(a) ? (isTensor(b) ? broadcastSizes(a.sizes, b.sizes) : a.sizes) : (b as Tensor).sizes;
    const to = target(out, (isTensor(a) ? a : b) as Tensor, sizes, result, [a, b]);
    return into(to, result, (at) => kernels.binary(kernel, at, plain(a), plain(b)));
  };
}

/** The value of a pointwise op of any number of operands, computed in `dtype`: tensors are converted to it, numbers stay. */
export function pointwise<const T extends readonly Operand[]>(
  dtype: DType,
  operands: T,
  out: Tensor | undefined,
  write: (to: Strided, inputs: { [K in keyof T]: T[K] extends Tensor ? Tensor : Tensor | number | bigint }) => void,
): Tensor {
  const inputs = operands.map((x) => (isTensor(x) ? converted(x, dtype) : plain(x)));
  const tensors = inputs.filter(isTensor);
  const sizes = tensors.map((x) => x.sizes).reduce(broadcastSizes);
  const like = tensors.find((x) => x.sizes === sizes) ?? tensors[0];
  return into(target(out, like, sizes, dtype, inputs), dtype, (to) => write(to, inputs as Parameters<typeof write>[1]));
}

/** An operand as a tensor of `dtype`, outside the graph; of a number a 0-dim one. */
export function asTensor(x: Operand, dtype: DType): Tensor {
  if (isTensor(x)) return converted(x, dtype);
  const result = emptyTensor([], dtype);
  kernels.fill(result, x);
  return result;
}

/** Both operands in the dtype to compute in; of two numbers the first becomes a tensor. */
export function asTensors(input: Operand, other: Operand, compute: DType): [Operand, Operand] {
  if (!isTensor(input) && !isTensor(other)) return [asTensor(input, compute), other];
  return [isTensor(input) ? converted(input, compute) : input, isTensor(other) ? converted(other, compute) : other];
}

/** An operand as kernels take it: truth values are 0 and 1. */
function plain(x: Operand): Tensor | number | bigint {
  return typeof x === 'boolean' ? Number(x) : x;
}

/** Refuses floating-point tensors, worded as PyTorch's. */
export function requireIntegers(kernelName: string, ...operands: Operand[]): void {
  const dtype = resultType(...operands);
  if (dtype.is_floating_point)
    throw new NotImplementedError(`"${kernelName}" not implemented for '${dtype.scalarName}'`);
}

/** Refuses what is not floating point, worded as PyTorch's. */
export function requireFloat(kernelName: string, ...operands: Operand[]): void {
  const dtype = resultType(...operands);
  if (!dtype.is_floating_point)
    throw new NotImplementedError(`"${kernelName}" not implemented for '${dtype.scalarName}'`);
}

/** Zeros like `x`: the gradient of an op that is flat. */
export function zerosLike(x: Tensor): Tensor {
  const result = emptyTensor(x.sizes, x.dtype);
  kernels.fill(result, 0);
  return result;
}

/** Refuses truth values, worded as PyTorch's. */
export function refuseBool(kernelName: string, ...operands: Operand[]): void {
  if (resultType(...operands) === bool) throw new NotImplementedError(`"${kernelName}" not implemented for 'Bool'`);
}

/** The formula of a derivative that PyTorch does not have either: refuses once a gradient arrives. */
export function notDifferentiable(_grad: Tensor, message: string): never {
  throw new NotImplementedError(message);
}
