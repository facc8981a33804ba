import type { ElementArray } from '../ndarray/element.js';
import { kernels } from '../ndarray/kernels.js';
import { broadcastTo, elementCount, isContiguous, type Strided } from '../ndarray/strided.js';
import { NotImplementedError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import type { FloatArray } from './checks.js';
import * as draws from './draws.js';
import type { RandomEngine } from './engine.js';

// Draws into tensors. PyTorch fills the elements in the order in which they lie in memory, whatever their indices.

/** The dimensions from the longest stride to the shortest: in this order, elements are walked as they lie in memory. */
function memoryOrder(x: Strided): number[] {
  return x.strides.map((_, d) => d).sort((a, b) => x.strides[b] - x.strides[a] || a - b);
}

function permuted(x: Strided, order: readonly number[]): Strided {
  const { storage, sizes, strides, offset } = x;
  return { storage, sizes: order.map((d) => sizes[d]), strides: order.map((d) => strides[d]), offset };
}

/** Lets `draw` fill the elements of `x` in the order in which they lie in memory. */
export function fillWith(x: Tensor, draw: (out: ElementArray, start: number, length: number) => void): void {
  const inOrder = permuted(x, memoryOrder(x));
  const n = elementCount(x.sizes);
  if (isContiguous(inOrder.sizes, inOrder.strides)) draw(x.storage.data, x.storage.start + x.offset, n);
  else {
    const dense = emptyTensor(inOrder.sizes, x.dtype);
    draw(dense.storage.data, dense.storage.start, n);
    kernels.copy(inOrder, dense);
  }
}

/** Refuses a dtype that a distribution does not have, worded as PyTorch's. */
export function requireFloat(x: Tensor, kernel: string): void {
  if (!x.dtype.is_floating_point)
    throw new NotImplementedError(`"${kernel}" not implemented for '${x.dtype.scalarName}'`);
}

/** Fills with U[from, to). */
export function fillUniform(x: Tensor, rng: RandomEngine, from = 0, to = 1): void {
  requireFloat(x, 'check_uniform_bounds');
  fillWith(x, (out, start, n) => draws.uniform(rng, out as FloatArray, start, n, from, to));
}

/** Fills with N(mean, std²): memory that is dense and row-major in blocks, any other one by one. */
export function fillNormal(x: Tensor, rng: RandomEngine, mean = 0, std = 1): void {
  const draw = x.is_contiguous() ? draws.normal : draws.normalOneByOne;
  if (x.numel() > 0) requireFloat(x, 'normal_kernel_cpu');
  fillWith(x, (out, start, n) => draw(rng, out as FloatArray, start, n, mean, std));
}

/** Fills with ones and zeros, each one with the probability at its place in `p`, which is broadcast. */
export function fillBernoulliOf(x: Tensor, rng: RandomEngine, p: Tensor): void {
  const inOrder = permuted(broadcastTo(p, x.sizes), memoryOrder(x));
  const probabilities = emptyTensor(inOrder.sizes, p.dtype);
  kernels.copy(probabilities, inOrder);
  fillWith(x, (out, start, n) => {
    const { storage } = probabilities;
    draws.bernoulliOf(rng, out, start, n, storage.data as FloatArray, storage.start);
  });
}
