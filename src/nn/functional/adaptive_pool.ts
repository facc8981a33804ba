import { kernels } from '../../ndarray/kernels.js';
import { sparseMatrix } from '../../ndarray/sparse.js';
import { elementCount } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { mean, squeeze, unsqueeze } from '../../ops/index.js';
import { int64 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { mapAlong } from './linear_maps.js';
import { SpreadMaxima } from './max_pool.js';
import { denseAs, show } from './windows.js';

// Pooling to given sizes: output i of m sees inputs ⌊i·n/m⌋ up to ⌈(i + 1)·n/m⌉ of n.

/** The sizes wanted: one for all dimensions or one for each; null keeps the size of the input. */
export type OutputSizes = number | null | readonly (number | null)[];

/** Options of adaptive max pooling. */
export interface AdaptiveMaxPoolOptions {
  /** The sizes wanted. */
  output_size?: OutputSizes;
  /** Whether the positions of the maxima are returned too. Default false. */
  return_indices?: boolean;
}

/** Along a dimension of n inputs, what each of m outputs sees. */
function shares(n: number, m: number): number[][] {
  return Array.from({ length: m }, (_, i) => {
    const start = Math.floor((i * n) / m);
    return Array.from({ length: Math.ceil(((i + 1) * n) / m) - start }, (_input, k) => start + k);
  });
}

/** The sizes that an argument asks for. */
function wantedSizes(input: Tensor, given: unknown, dims: number, wrongLength: string): number[] {
  if (Array.isArray(given) && given.length >= input.ndim)
    throw new ValueError(`Input dimension should be at least ${given.length + 1}`);
  const list = Array.isArray(given)
    ? (given as (number | null)[])
    : new Array<number | null>(dims).fill(given as number | null);
  if (list.length !== dims) throw new RuntimeError(wrongLength);
  return list.map((size, d) => Number(size ?? input.sizes[input.ndim - dims + d]));
}

/** @throws RuntimeError for a tensor of another number of dimensions, or one that is empty in more than its batch */
function requireImage(name: string, colon: string, input: Tensor, dims: number): void {
  if (input.ndim !== dims + 1 && input.ndim !== dims + 2)
    throw new RuntimeError(
      `${name}(): Expected ${dims + 1}D or ${dims + 2}D tensor, but got${colon} ${show(input.sizes)}`,
    );
  const first = colon === '' ? input.ndim - dims : input.ndim - dims - 1; // a maximum needs channels too
  const empty = input.sizes.findIndex((size, d) => size === 0 && d >= first);
  if (empty >= 0)
    throw new RuntimeError(
      `${name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes ${show(input.sizes)} with dimension ${empty} being empty`,
    );
}

/** The only size that the argument of a pooling of one dimension may have. */
function onlySize(name: string, given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  if (given.length !== 1)
    throw new RuntimeError(`${name}() argument 'output_size' should contain one int (got ${given.length})`);
  return (given as unknown[])[0];
}

function averaged(input: Tensor, outputs: readonly number[]): Tensor {
  const dims = outputs.length;
  const name = `adaptive_avg_pool${dims}d`;
  if (outputs.some((size) => size < 0)) {
    const [first, ...rest] = outputs;
    const list = dims === 3 ? `${first}, ${rest.join(',')}` : outputs.join(', ');
    throw new RuntimeError(
      `${name}: elements of output_size must be greater than or equal to 0 but received {${list}}`,
    );
  }
  requireImage(name, '', input, dims);
  if (!input.dtype.is_floating_point)
    throw new NotImplementedError(`"${name}" not implemented for '${input.dtype.scalarName}'`);
  if (dims === 2 && outputs.every((size) => size === 1)) return mean(input, [-1, -2], true);
  const matrices = outputs.map((m, d) => {
    const n = input.sizes[input.ndim - dims + d];
    const lists = shares(n, m);
    return sparseMatrix(
      n,
      lists,
      lists.map((list) => list.map(() => 1 / list.length)),
    );
  });
  return mapAlong(input, matrices, `AdaptiveAvgPool${dims}D`);
}

const AdaptiveMaxPool = define({
  schema: '_adaptive_max_pool(Tensor input, ints outputs)',
  node: (_input, outputs) => `AdaptiveMaxPool${outputs.length}D`,
  method: false,
  forward: (input, outputs) => {
    const dims = outputs.length;
    const [lead, spatial] = [input.sizes.slice(0, -dims), input.sizes.slice(-dims)];
    const [values, indices] = [input.dtype, int64].map((dtype) => emptyTensor([...lead, ...outputs], dtype));
    const planes = (x: Tensor) => denseAs(x, [elementCount(lead), ...x.sizes.slice(-dims)]);
    const [y, positions, x] = [values, indices, input].map(planes);
    const windows = spatial.map((n, d) => shares(n, outputs[d]));
    kernels.maxPoolOver(y, positions, x, windows);
    return [values, indices] as const;
  },
  derivative: {
    input: ([grad], { result: [, indices], sizes, outputs }) =>
      grad === null ? null : SpreadMaxima.apply(grad, indices, [...sizes], outputs.length),
  },
});

type Pair = readonly [values: Tensor, indices: Tensor];

function maximal(input: Tensor, outputs: readonly number[]): Pair {
  const dims = outputs.length;
  const name = `adaptive_max_pool${dims}d`;
  requireImage(name, ':', input, dims);
  const negative = outputs.find((size) => size < 0);
  if (negative !== undefined)
    throw new RuntimeError(
      `Trying to create tensor with negative dimension ${negative}: ${show([...input.sizes.slice(0, -dims), ...outputs])}`,
    );
  if (!input.dtype.is_floating_point)
    throw new NotImplementedError(`"${name}" not implemented for '${input.dtype.scalarName}'`);
  const [values, indices] = AdaptiveMaxPool.apply(input, outputs);
  return [values, indices];
}

/** Average pooling to given sizes of `dims` dimensions, from the arguments of a call. */
function adaptiveAvgPool(dims: number): (args: readonly unknown[]) => Tensor {
  const name = `adaptive_avg_pool${dims}d`;
  const signature = new Signature(`${name}(Tensor input, object output_size)`);
  return (args) => {
    const [input, output_size] = signature.bind(args);
    if (dims > 1) return averaged(input, wantedSizes(input, output_size, dims, `${name}: output_size must be ${dims}`));
    const size = onlySize(name, output_size);
    if (input.ndim !== 2 && input.ndim !== 3)
      throw new RuntimeError(
        `Expected 2 to 3 dimensions, but got ${input.ndim}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
      );
    return squeeze(averaged(unsqueeze(input, -2), [1, ...wantedSizes(input, size, 1, '')]), -2);
  };
}

/** Max pooling to given sizes of `dims` dimensions, from the arguments of a call. */
function adaptiveMaxPool(dims: number): (args: readonly unknown[]) => Tensor | Pair {
  const name = `adaptive_max_pool${dims}d`;
  const signature = new Signature(`${name}(Tensor input, object output_size, bool return_indices=False)`);
  const pool = (input: Tensor, output_size: unknown): Pair => {
    if (dims > 1)
      return maximal(
        input,
        wantedSizes(input, output_size, dims, `${name}(): internal error: output_size.size() must be ${dims}`),
      );
    const size = onlySize(name, output_size);
    if (input.ndim !== 2 && input.ndim !== 3)
      throw new RuntimeError(
        `Expected 2 to 3 dimensions, but got ${input.ndim}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
      );
    const [values, indices] = maximal(unsqueeze(input, -2), [1, ...wantedSizes(input, size, 1, '')]);
    return [squeeze(values, -2), squeeze(indices, -2)];
  };
  return (args) => {
    const [input, output_size, return_indices] = signature.bind(args);
    const pair = pool(input, output_size);
    return return_indices ? pair : pair[0];
  };
}

const [adaptiveAvg1, adaptiveAvg2, adaptiveAvg3] = [1, 2, 3].map(adaptiveAvgPool);
const [adaptiveMax1, adaptiveMax2, adaptiveMax3] = [1, 2, 3].map(adaptiveMaxPool);

/**
 * Divides one dimension into given numbers of parts, which overlap where they do not divide evenly, and takes the mean of each.
 *
 * @param input x, [N, C, L], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @returns a new tensor
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * console.log(torch.nn.functional.adaptive_avg_pool1d(torch.tensor([[1, 3, 5]]), 2)); // tensor([[2., 4.]])
 * @see PyTorch: `torch.nn.functional.adaptive_avg_pool1d`
 */
export function adaptive_avg_pool1d(input: Tensor, output_size: OutputSizes | { output_size: OutputSizes }): Tensor {
  return adaptiveAvg1([input, output_size]);
}

/**
 * Divides two dimensions into given numbers of parts, which overlap where they do not divide evenly, and takes the mean of each.
 *
 * @param input x, [N, C, H, W], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @returns a new tensor
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * console.log(torch.nn.functional.adaptive_avg_pool2d(torch.ones(1, 7, 9), [2, null]).shape); // torch.Size([1, 2, 9])
 * @see PyTorch: `torch.nn.functional.adaptive_avg_pool2d`
 */
export function adaptive_avg_pool2d(input: Tensor, output_size: OutputSizes | { output_size: OutputSizes }): Tensor {
  return adaptiveAvg2([input, output_size]);
}

/**
 * Divides three dimensions into given numbers of parts, which overlap where they do not divide evenly, and takes the mean of each.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @returns a new tensor
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * console.log(torch.nn.functional.adaptive_avg_pool3d(torch.ones(1, 4, 5, 6), 1)); // tensor([[[[1.]]]])
 * @see PyTorch: `torch.nn.functional.adaptive_avg_pool3d`
 */
export function adaptive_avg_pool3d(input: Tensor, output_size: OutputSizes | { output_size: OutputSizes }): Tensor {
  return adaptiveAvg3([input, output_size]);
}

/**
 * Divides one dimension into given numbers of parts, which overlap where they do not divide evenly, and takes the largest element of each.
 *
 * @param input x, [N, C, L], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @param return_indices whether to return too where each was, as a flat position in its plane. Default false
 * @returns a new tensor, or the pair of it and of the positions
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * console.log(torch.nn.functional.adaptive_max_pool1d(torch.tensor([[1, 3, 5]]), 2)); // tensor([[3., 5.]])
 * @see PyTorch: `torch.nn.functional.adaptive_max_pool1d`
 */
export function adaptive_max_pool1d(
  input: Tensor,
  output_size: OutputSizes,
  return_indices: true | { return_indices: true },
): Pair;
export function adaptive_max_pool1d(
  input: Tensor,
  output_size: OutputSizes | AdaptiveMaxPoolOptions,
  return_indices?: boolean | AdaptiveMaxPoolOptions,
): Tensor;
export function adaptive_max_pool1d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return adaptiveMax1([input, ...args]);
}

/**
 * Divides two dimensions into given numbers of parts, which overlap where they do not divide evenly, and takes the largest element of each.
 *
 * @param input x, [N, C, H, W], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @param return_indices whether to return too where each was, as a flat position in its plane. Default false
 * @returns a new tensor, or the pair of it and of the positions
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * const [values, indices] = torch.nn.functional.adaptive_max_pool2d(torch.eye(4).reshape(1, 4, 4), 2, { return_indices: true });
 * console.log(values.flatten()); // tensor([1., 0., 0., 1.])
 * console.log(indices.flatten()); // tensor([ 0,  2,  8, 10])
 * @see PyTorch: `torch.nn.functional.adaptive_max_pool2d`
 */
export function adaptive_max_pool2d(
  input: Tensor,
  output_size: OutputSizes,
  return_indices: true | { return_indices: true },
): Pair;
export function adaptive_max_pool2d(
  input: Tensor,
  output_size: OutputSizes | AdaptiveMaxPoolOptions,
  return_indices?: boolean | AdaptiveMaxPoolOptions,
): Tensor;
export function adaptive_max_pool2d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return adaptiveMax2([input, ...args]);
}

/**
 * Divides three dimensions into given numbers of parts, which overlap where they do not divide evenly, and takes the largest element of each.
 *
 * @param input x, [N, C, D, H, W], or without N
 * @param output_size how many parts; null for as many as there are inputs
 * @param return_indices whether to return too where each was, as a flat position in its plane. Default false
 * @returns a new tensor, or the pair of it and of the positions
 * @throws RuntimeError or ValueError where the sizes or the input cannot be
 * @example
 * console.log(torch.nn.functional.adaptive_max_pool3d(torch.ones(1, 4, 5, 6), 1)); // tensor([[[[1.]]]])
 * @see PyTorch: `torch.nn.functional.adaptive_max_pool3d`
 */
export function adaptive_max_pool3d(
  input: Tensor,
  output_size: OutputSizes,
  return_indices: true | { return_indices: true },
): Pair;
export function adaptive_max_pool3d(
  input: Tensor,
  output_size: OutputSizes | AdaptiveMaxPoolOptions,
  return_indices?: boolean | AdaptiveMaxPoolOptions,
): Tensor;
export function adaptive_max_pool3d(input: Tensor, ...args: unknown[]): Tensor | Pair {
  return adaptiveMax3([input, ...args]);
}
