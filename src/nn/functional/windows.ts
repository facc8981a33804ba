import { contiguousStrides, type Strided } from '../../ndarray/strided.js';
import type { Window } from '../../ndarray/window.js';
import { denseCopy } from '../../ops/dense.js';
import { RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';

// Windows that slide over the last dimensions of a tensor: their sizes, as arguments give them, and how many fit.

/** One number for every spatial dimension, or a number for each. */
export type Sizes = number | readonly number[];

/** Sizes as PyTorch's messages show them: `[2, 3]`. */
export const show = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;

const WORDS = ['', 'one', 'two', 'three'];

/** The numbers for each of `dims` dimensions. */
function spread(op: string, name: string, given: readonly number[], dims: number): readonly number[] {
  if (given.length === dims) return given;
  if (given.length === 1) return new Array<number>(dims).fill(given[0]);
  if (op === 'max_pool1d')
    throw new RuntimeError(
      `max_pool1d() ${name} must be an int, list of ints or tuple of ints of size 1 but got size ${given.length}`,
    );
  if (dims === 1) throw new RuntimeError(`${op}() argument '${name}' should contain one int (got ${given.length})`);
  const must =
    name === 'stride'
      ? 'must either be omitted, a single int'
      : name === 'dilation'
        ? 'must be either a single int'
        : 'must either be a single int';
  throw new RuntimeError(`${op}: ${name} ${must}, or a tuple of ${WORDS[dims]} ints`);
}

/** What the arguments of a pooling say of its window; no stride is a stride of the window's own sizes. */
export interface PoolWindow extends Window {
  /** Whether windows may hang over the end, as long as they begin inside. */
  readonly ceil: boolean;
}

/** The window of a pooling over `dims` dimensions. */
export function poolWindow(
  op: string,
  dims: number,
  kernel_size: readonly number[],
  stride: readonly number[] | null,
  padding: readonly number[],
  dilation: readonly number[],
  ceil: boolean,
): PoolWindow {
  const kernel = spread(op, 'kernel_size', kernel_size, dims);
  return {
    kernel,
    stride: stride === null || stride.length === 0 ? kernel : spread(op, 'stride', stride, dims),
    padding: spread(op, 'padding', padding, dims),
    dilation: spread(op, 'dilation', dilation, dims),
    ceil,
  };
}

/** A window of one dimension as one over images of height 1. */
export function asRows({ kernel, stride, padding, dilation, ceil }: PoolWindow): PoolWindow {
  return { kernel: [1, ...kernel], stride: [1, ...stride], padding: [0, ...padding], dilation: [1, ...dilation], ceil };
}

/** How many windows fit along dimension `d` of `size` inputs. */
function windowCount({ kernel, stride, padding, dilation, ceil }: PoolWindow, d: number, size: number): number {
  const [k, s, p, step] = [kernel[d], stride[d], padding[d], dilation[d]];
  if (s === 0) throw new RuntimeError('stride should not be zero');
  if (p < 0) throw new RuntimeError(`pad must be non-negative, but got pad: ${p}`);
  if (p > ((k - 1) * step + 1) / 2)
    throw new RuntimeError(
      `pad should be at most half of effective kernel size, but got pad=${p}, kernel_size=${k} and dilation=${step}`,
    );
  const rest = size + 2 * p - step * (k - 1) - 1;
  const count = Math.floor((rest + (ceil ? s - 1 : 0)) / s) + 1;
  return ceil && (count - 1) * s >= size + p ? count - 1 : count; // the last window begins inside
}

const AXES = [[], ['W'], ['H', 'W'], ['T', 'H', 'W']];

function requirePositive(what: string, prefix: string, values: readonly number[]): void {
  if (values.some((v) => v <= 0)) {
    const got = AXES[values.length].map((axis, d) => `${prefix}${axis}: ${values[d]}`).join(' ');
    throw new RuntimeError(`${what} should be greater than zero, but got ${got}`);
  }
}

/** @throws RuntimeError for a tensor of another number of dimensions, or one that is empty in more than its batch */
function requireInput(where: string, x: Tensor, dims: number): void {
  const batch = x.ndim === dims + 2;
  if (!batch && x.ndim !== dims + 1)
    throw new RuntimeError(`non-empty ${dims + 1}D or ${dims + 2}D (batch mode) tensor expected for input`);
  const empty = x.sizes.findIndex((size, d) => size === 0 && !(batch && d === 0));
  if (empty < 0) return;
  throw new RuntimeError(
    dims === 2
      ? `Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:${show(x.sizes)}`
      : `${where}: Expected input to have non-zero size for non-batch dimensions, but input has sizes ${show(x.sizes)} with dimension ${empty} being empty`,
  );
}

/**
 * How many windows fit along each dimension.
 *
 * @param where the function that PyTorch's message about an empty input names
 * @throws RuntimeError worded as PyTorch's, where the window or the input cannot be
 */
export function poolOutputs(where: string, x: Tensor, window: PoolWindow): number[] {
  const dims = window.kernel.length;
  const spatial = x.sizes.slice(-dims);
  if (x.ndim !== dims + 1 && x.ndim !== dims + 2) requireInput(where, x, dims);
  const outputs = spatial.map((size, d) => windowCount(window, d, size));
  requirePositive('kernel size', 'k', window.kernel);
  requirePositive('stride', 'd', window.stride);
  requirePositive('dilation', 'dilation', window.dilation);
  requireInput(where, x, dims);
  if (outputs.some((n) => n < 1)) {
    const channels = x.sizes[x.ndim - dims - 1];
    const text = (sizes: readonly number[]) => `(${[channels, ...sizes].join('x')})`;
    throw new RuntimeError(
      `Given input size: ${text(spatial)}. Calculated output size: ${text(outputs)}. Output size is too small`,
    );
  }
  return outputs;
}

/** The elements of a tensor under other sizes, dense, for a kernel: of the tensor itself, or of a copy of one that is not dense. */
export function denseAs(x: Tensor, sizes: readonly number[] = x.sizes): Strided {
  const { storage, offset } = x.is_contiguous() ? x : denseCopy(x);
  return { storage, sizes, strides: contiguousStrides(sizes), offset };
}
