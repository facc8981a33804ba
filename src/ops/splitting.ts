import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { viewAs, type Tensor } from '../tensor/tensor.js';
import { addMethod, compose, define, type Method } from './define.js';
import { filled } from './dense.js';
import { cat, stack } from './joining.js';

// One tensor taken apart into views along a dimension.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link unbind}. */
    unbind: Method<typeof unbind>;
    /** See {@link split}. */
    split: Method<typeof split>;
    /** See {@link split_with_sizes}. */
    split_with_sizes: Method<typeof split_with_sizes>;
    /** See {@link chunk}. */
    chunk: Method<typeof chunk>;
  }
}

/** Options of {@link split}, {@link chunk} and their kin. */
export interface SplitOptions {
  /** The dimension along which to split. Default 0. */
  dim?: number;
}

type Gradients = readonly (Tensor | null)[];

/** Zeros for the parts to which no gradient came. */
function complete(grads: Gradients, sizesOf: (i: number) => readonly number[]): Tensor[] {
  const { dtype } = grads.find((grad) => grad !== null) as Tensor;
  return grads.map((grad, i) => grad ?? filled(sizesOf(i), 0, dtype));
}

const Unbind = define({
  schema: 'unbind(Tensor input, int dim=0)',
  forward: (input, dim) => {
    const { sizes, strides, offset } = input;
    if (sizes.length === 0) throw new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`);
    const d = wrapDim(dim, sizes.length);
    const [rest, steps] = [sizes.toSpliced(d, 1), strides.toSpliced(d, 1)];
    return Array.from({ length: sizes[d] }, (_, i) => viewAs(input, rest, steps, offset + i * strides[d]));
  },
  derivative: {
    input: (grads, { sizes, dim }) => {
      const d = wrapDim(dim, sizes.length);
      return stack(
        complete(grads, () => sizes.toSpliced(d, 1)),
        d,
      );
    },
  },
});

/**
 * The parts of `input` along dimension `dim`, which vanishes.
 *
 * @param dim the dimension
 * @returns a list of views
 * @throws IndexError for a 0-dim tensor
 * @example
 * const [a, b] = torch.unbind(torch.tensor([[1, 2], [3, 4]]));
 * console.log(b); // tensor([3., 4.])
 * @see PyTorch: `torch.unbind`
 */
export function unbind(input: Tensor, dim?: number | SplitOptions): Tensor[] {
  return [...Unbind.apply(input, dim)];
}

/** Views of `lengths` entries, one after the other along dimension `d`. */
function parts(x: Tensor, lengths: readonly number[], d: number): Tensor[] {
  let at = x.offset;
  return lengths.map((length) => {
    const part = viewAs(x, x.sizes.with(d, length), x.strides, at);
    at += length * x.strides[d];
    return part;
  });
}

const joined = (grads: Gradients, sizes: readonly number[], lengths: readonly number[], d: number) =>
  cat(
    complete(grads, (i) => sizes.with(d, lengths[i])),
    d,
  );

/** The lengths of parts of `each` entries out of `size`, the last with what is left over. */
function evenLengths(size: number, each: number): number[] {
  const count = each === 0 ? 1 : Math.max(Math.ceil(size / each), 1);
  return Array.from({ length: count }, (_, i) => Math.min(each, size - i * each));
}

const SplitEvenly = define({
  schema: '_split(Tensor input, int split_size, int dim=0)',
  node: 'Split',
  forward: (input, split_size, dim) => parts(input, evenLengths(input.sizes[dim], split_size), dim),
  derivative: {
    input: (grads, { sizes, split_size, dim }) => joined(grads, sizes, evenLengths(sizes[dim], split_size), dim),
  },
});

/** Checks that there is a dimension `dim` to split along, and counts it from the front. */
function requireDim(name: string, x: Tensor, dim: number): number {
  if (x.sizes.length === 0) throw new RuntimeError(`${name} expects at least a 1-dimensional tensor`);
  return wrapDim(dim, x.sizes.length);
}

const SplitBySize = compose({
  schema: 'split(Tensor input, int split_size, int dim=0)',
  method: false,
  compose: (input, split_size, dim) => {
    const d = requireDim('split', input, dim);
    if (split_size < 0)
      throw new RuntimeError(`split expects split_size be non-negative, but got split_size=${split_size}`);
    if (split_size === 0 && input.sizes[d] !== 0)
      throw new RuntimeError(
        `split_size can only be 0 if dimension size is 0, but got dimension size of ${input.sizes[d]}`,
      );
    return SplitEvenly.apply(input, split_size, d);
  },
});

const SplitWithSizes = define({
  schema: 'split_with_sizes(Tensor input, int[] split_sizes, int dim=0)',
  forward: (input, split_sizes, dim) => {
    const d = requireDim('split_with_sizes', input, dim);
    const show = `[${split_sizes.join(', ')}]`;
    if (split_sizes.some((length) => length < 0))
      throw new RuntimeError(
        `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=${show}`,
      );
    const size = input.sizes[d];
    if (split_sizes.reduce((sum, length) => sum + length, 0) !== size)
      throw new RuntimeError(
        `split_with_sizes expects split_sizes to sum exactly to ${size} (input tensor's size at dimension ${d}), ` +
          `but got split_sizes=${show}`,
      );
    return parts(input, split_sizes, d);
  },
  derivative: {
    input: (grads, { sizes, split_sizes, dim }) => joined(grads, sizes, split_sizes, wrapDim(dim, sizes.length)),
  },
});

addMethod('split', function (size: number | readonly number[], dim?: number | SplitOptions) {
  return split(this, size, dim);
});

/**
 * The parts of `split_size` entries along dimension `dim`, the last with what is left over; or parts of the lengths listed.
 *
 * @param split_size how many entries each part has, or a list of the lengths
 * @param dim the dimension along which to split
 * @returns a list of views
 * @throws RuntimeError where the lengths do not add up to the size of the dimension
 * @example
 * const [a, b] = torch.split(torch.arange(5), 3);
 * console.log(b); // tensor([3, 4])
 * console.log(torch.split(torch.arange(5), [1, 4])[1]); // tensor([1, 2, 3, 4])
 * @see PyTorch: `torch.split`
 */
export function split(
  input: Tensor,
  split_size: number | readonly number[] | (SplitOptions & { split_size?: number | readonly number[] }),
  dim?: number | SplitOptions,
): Tensor[] {
  const op = Array.isArray(split_size) ? SplitWithSizes : SplitBySize;
  return [...op.apply(input, split_size, dim)];
}

/**
 * The parts of the given lengths along dimension `dim`.
 *
 * @param split_sizes the lengths
 * @param dim the dimension along which to split
 * @returns a list of views
 * @throws RuntimeError where the lengths do not add up to the size of the dimension
 * @example
 * console.log(torch.split_with_sizes(torch.arange(5), [1, 4])[1]); // tensor([1, 2, 3, 4])
 * @see PyTorch: `torch.split_with_sizes`
 */
export function split_with_sizes(input: Tensor, split_sizes: readonly number[], dim?: number | SplitOptions): Tensor[] {
  return [...SplitWithSizes.apply(input, split_sizes, dim)];
}

const Chunk = compose({
  schema: 'chunk(Tensor input, int chunks, int dim=0)',
  compose: (input, chunks, dim) => {
    const d = requireDim('chunk', input, dim);
    if (chunks <= 0) throw new RuntimeError(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
    const size = input.sizes[d];
    if (size === 0) return SplitWithSizes.apply(input, new Array<number>(chunks).fill(0), d);
    return SplitEvenly.apply(input, Math.ceil(size / chunks), d);
  },
});

/**
 * At most `chunks` parts of equal length along dimension `dim`, the last with what is left over.
 *
 * @param chunks how many parts
 * @param dim the dimension along which to split
 * @returns a list of views
 * @throws RuntimeError for no part, and for a 0-dim tensor
 * @example
 * console.log(torch.chunk(torch.arange(5), 2)[0]); // tensor([0, 1, 2])
 * @see PyTorch: `torch.chunk`
 */
export function chunk(
  input: Tensor,
  chunks: number | (SplitOptions & { chunks?: number }),
  dim?: number | SplitOptions,
): Tensor[] {
  return [...Chunk.apply(input, chunks, dim)];
}
