import { kernels } from '../ndarray/kernels.js';
import { contiguousStrides } from '../ndarray/strided.js';
import { int32, int64 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { expand } from './broadcasting.js';
import { overloads } from './overloads.js';
import { flatten, reshape } from './shape.js';
import { unsqueeze } from './singletons.js';

// Copies of a tensor side by side.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /**
     * Copies of this tensor side by side: `repeats[d]` of them along dimension d.
     *
     * @throws RuntimeError for fewer numbers than dimensions
     */
    repeat(...repeats: number[] | [readonly number[] | { repeats: readonly number[] }]): Tensor;
    /** See {@link tile}. */
    tile(...dims: number[] | [readonly number[] | { dims: readonly number[] }]): Tensor;
    /** See {@link repeat_interleave}. */
    repeat_interleave: Method<typeof repeat_interleave>;
  }
}

/** A repeated dimension as two: which copy, and where in it. */
const twoByTwo = (repeats: readonly number[], sizes: readonly number[]) => repeats.flatMap((n, d) => [n, sizes[d]]);

const Repeat = define({
  schema: 'repeat(Tensor input, size repeats)',
  forward: (input, repeats) => {
    const added = repeats.length - input.sizes.length;
    if (added < 0)
      throw new RuntimeError(
        'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
      );
    const own = [...new Array<number>(added).fill(1), ...input.sizes];
    const sizes = own.map((size, d) => size * repeats[d]);
    if (sizes.some((size) => size < 0))
      throw new RuntimeError(
        `Trying to create tensor with negative dimension ${sizes.find((size) => size < 0)}: [${sizes.join(', ')}]`,
      );
    const result = emptyTensor(sizes, input.dtype);
    const paired = twoByTwo(repeats, own);
    const strides = [...new Array<number>(added).fill(0), ...input.strides].flatMap((stride) => [0, stride]);
    kernels.copy(viewAs(result, paired, contiguousStrides(paired)), viewAs(input, paired, strides));
    return result;
  },
  derivative: {
    input: (grad, { sizes, repeats }) => {
      const added = repeats.length - sizes.length;
      const own = [...new Array<number>(added).fill(1), ...sizes];
      const copies = repeats.map((_, d) => 2 * d);
      const sum = copies.length === 0 ? grad : reshape(grad, twoByTwo(repeats, own)).sum(copies);
      return reshape(sum, sizes);
    },
  },
});

const Tile = compose({
  schema: 'tile(Tensor input, size dims)',
  compose: (input, dims) => {
    const missing = Math.max(input.sizes.length - dims.length, 0);
    return Repeat.apply(input, [...new Array<number>(missing).fill(1), ...dims]);
  },
});

/**
 * Copies of `input` side by side: `dims[d]` of them along dimension d, where `dims` counts from the last dimension.
 *
 * @param dims how many copies along each dimension
 * @returns a copy
 * @example
 * console.log(torch.tile(torch.tensor([1, 2]), [2])); // tensor([1., 2., 1., 2.])
 * @see PyTorch: `torch.tile`
 */
export function tile(input: Tensor, dims: readonly number[] | { dims: readonly number[] }): Tensor {
  return Tile.apply(input, dims);
}

/** 0 repeats[0] times, 1 repeats[1] times, and so on. */
function repeatedIndices(repeats: Tensor, output_size: number | null): Tensor {
  if (repeats.sizes.length !== 1) throw new RuntimeError('repeat_interleave only accept 1D vector as repeat');
  if (repeats.dtype !== int64 && repeats.dtype !== int32)
    throw new NotImplementedError(`"repeat_interleave_cpu" not implemented for '${repeats.dtype.scalarName}'`);
  const counts = repeats.tolist() as number[];
  if (counts.some((n) => n < 0)) throw new RuntimeError('repeats can not be negative');
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (output_size !== null && output_size !== total)
    throw new RuntimeError('allocated size does not match required size');
  const result = emptyTensor([total], repeats.dtype);
  let at = 0;
  counts.forEach((n, i) => {
    kernels.fill(viewAs(result, [n], [1], at), i);
    at += n;
  });
  return result;
}

const repeatInterleave = overloads('repeat_interleave', [
  compose({
    schema: 'repeat_interleave(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None)',
    method: false,
    compose: (input, repeats, dim, output_size) => {
      const x = dim === null ? flatten(input) : input;
      const d = wrapDim(dim ?? 0, x.sizes.length);
      const size = x.sizes[d];
      if (repeats.sizes.length > 1) throw new RuntimeError('repeats must be 0-dim or 1-dim tensor');
      const one = repeats.numel() === 1;
      if (!one && repeats.sizes[0] !== size)
        throw new RuntimeError(
          `repeats must have the same size as input along dim, but got repeats.size(0) = ${repeats.sizes[0]} and ` +
            `input.size(${d}) = ${size}`,
        );
      const counts = one ? expand(reshape(repeats, [1]), [size]) : repeats;
      return x.index_select(d, repeatedIndices(counts, output_size));
    },
  }),
  compose({
    schema: 'repeat_interleave(Tensor input, int repeats, int? dim=None, *, int? output_size=None)',
    method: false,
    compose: (input, repeats, dim, output_size) => {
      const x = dim === null ? flatten(input) : input;
      const d = wrapDim(dim ?? 0, x.sizes.length);
      if (repeats < 0) throw new RuntimeError('Repeats must be non-negative');
      const total = (x.sizes[d] ?? 1) * repeats;
      if (output_size !== null && output_size !== total)
        throw new RuntimeError(`repeat_interleave: Invalid output_size, expected ${total} but got ${output_size}`);
      const row = x.sizes.length === 0 ? reshape(x, [1]) : x;
      const copies = expand(unsqueeze(row, d + 1), row.sizes.toSpliced(d + 1, 0, repeats));
      return flatten(copies.clone(), d, d + 1);
    },
  }),
  compose({
    schema: 'repeat_interleave(Tensor repeats, *, int? output_size=None)',
    method: false,
    compose: (repeats, output_size) => repeatedIndices(repeats, output_size),
  }),
]);

/** Options of {@link repeat_interleave}. */
export interface RepeatInterleaveOptions {
  /** How often each entry is repeated. */
  repeats?: number | Tensor;
  /** Along which dimension; all elements, as one row, if left out. */
  dim?: number | null;
  /** The number of entries of the result, where it is known. */
  output_size?: number | null;
}

/**
 * `input` with each entry along dimension `dim` repeated.
 *
 * @param repeats how often: one number for all, or an integer tensor with one for each entry
 * @param dim along which dimension; all elements, as one row, if left out
 * @returns a copy; of `repeats` alone, the indices 0, 1, … each repeated
 * @throws RuntimeError for a negative number, or where there is not one for each entry
 * @example
 * console.log(torch.repeat_interleave(torch.tensor([1, 2]), 2)); // tensor([1., 1., 2., 2.])
 * console.log(torch.repeat_interleave(torch.tensor([1n, 2n]))); // tensor([0, 1, 1])
 * @see PyTorch: `torch.repeat_interleave`
 */
export function repeat_interleave(
  input: Tensor,
  repeats?: number | Tensor | RepeatInterleaveOptions,
  dim?: number | null | RepeatInterleaveOptions,
  options?: RepeatInterleaveOptions,
): Tensor {
  return repeatInterleave(input, repeats, dim, options);
}
