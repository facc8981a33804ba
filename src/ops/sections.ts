import { int64 } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Tensor } from '../tensor/tensor.js';
import { compose, type Method } from './define.js';
import { overloads } from './overloads.js';
import { sliced } from './slicing.js';
import type { SplitOptions } from './splitting.js';

// One tensor taken apart into sections of nearly equal length, or before given entries.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link tensor_split}. */
    tensor_split: Method<typeof tensor_split>;
    /** See {@link hsplit}. */
    hsplit: Method<typeof hsplit>;
    /** See {@link vsplit}. */
    vsplit: Method<typeof vsplit>;
    /** See {@link dsplit}. */
    dsplit: Method<typeof dsplit>;
  }
}

/** Views between neighbouring `bounds` along dimension `d`, as Python's slices count. */
function between(x: Tensor, bounds: readonly number[], d: number): Tensor[] {
  return [...bounds, x.sizes[d]].map((stop, i) => sliced(x, d, i === 0 ? 0 : bounds[i - 1], stop));
}

/** Where `sections` parts of nearly equal length end, the longer ones first; the end of the last is left out. */
function sectionBounds(size: number, sections: number): number[] {
  if (sections <= 0) throw new RuntimeError(`number of sections must be larger than 0, got ${sections}`);
  const [length, longer] = [Math.floor(size / sections), size % sections];
  return Array.from({ length: sections - 1 }, (_, i) => (i + 1) * length + Math.min(i + 1, longer));
}

function requireSplittable(x: Tensor, dim: number): number {
  if (x.sizes.length === 0)
    throw new RuntimeError('tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims');
  return wrapDim(dim, x.sizes.length);
}

const tensorSplit = overloads('tensor_split', [
  compose({
    schema: 'tensor_split(Tensor input, Tensor tensor_indices_or_sections, int dim=0)',
    method: false,
    compose: (input, bounds, dim) => {
      const d = requireSplittable(input, dim);
      const what = 'tensor_split expected tensor_indices_or_sections to';
      if (bounds.dtype !== int64)
        throw new RuntimeError(`${what} have dtype of long, but got ${bounds.dtype.scalarName}`);
      if (bounds.sizes.length > 1)
        throw new RuntimeError(
          `${what} be a zero-dimensional or one-dimensional tensor, but got a tensor with ${bounds.sizes.length} dims`,
        );
      const given = bounds.tolist();
      return between(input, typeof given === 'number' ? sectionBounds(input.sizes[d], given) : (given as number[]), d);
    },
  }),
  compose({
    schema: 'tensor_split(Tensor input, int sections, int dim=0)',
    method: false,
    compose: (input, sections, dim) => {
      const d = requireSplittable(input, dim);
      return between(input, sectionBounds(input.sizes[d], sections), d);
    },
  }),
  compose({
    schema: 'tensor_split(Tensor input, int[] indices, int dim=0)',
    method: false,
    compose: (input, indices, dim) => between(input, indices, requireSplittable(input, dim)),
  }),
]);

/** Where to split: into how many parts, or before which entries. */
export type Sections = number | readonly number[] | Tensor;

/**
 * Parts of nearly equal length along dimension `dim`, or the parts between the entries listed.
 *
 * @param indices_or_sections how many parts, or before which entries to split; either may be an int64 tensor
 * @param dim the dimension along which to split
 * @returns a list of views
 * @throws RuntimeError for no part, and for a 0-dim tensor
 * @example
 * console.log(torch.tensor_split(torch.arange(5), 2)[1]); // tensor([3, 4])
 * console.log(torch.tensor_split(torch.arange(5), [1, 3])[1]); // tensor([1, 2])
 * @see PyTorch: `torch.tensor_split`
 */
export function tensor_split(input: Tensor, indices_or_sections: Sections, dim?: number | SplitOptions): Tensor[] {
  return tensorSplit(input, indices_or_sections, dim);
}

/** hsplit, vsplit, dsplit: tensor_split along one dimension, into parts of exactly equal length. */
function splitter(
  name: string,
  least: number,
  dimOf: (x: Tensor) => number,
): (...args: readonly unknown[]) => Tensor[] {
  const prepare = (x: Tensor): number => {
    const n = x.sizes.length;
    if (n < least)
      throw new RuntimeError(
        `torch.${name} requires a tensor with at least ${least} dimension, but got a tensor with ${n} dimensions!`,
      );
    return dimOf(x);
  };
  return overloads(name, [
    compose({
      schema: `${name}(Tensor input, int sections)` as 'f(Tensor input, int sections)',
      method: false,
      compose: (input, sections) => {
        const d = prepare(input);
        const size = input.sizes[d];
        if (sections === 0 || size % sections !== 0)
          throw new RuntimeError(
            `torch.${name} attempted to split along dimension ${d}, but the size of the dimension ${size} is not ` +
              `divisible by the split_size ${sections}!`,
          );
        return between(input, sectionBounds(size, sections), d);
      },
    }),
    compose({
      schema: `${name}(Tensor input, int[] indices)` as 'f(Tensor input, int[] indices)',
      method: false,
      compose: (input, indices) => between(input, indices, prepare(input)),
    }),
  ]);
}

const hSplit = splitter('hsplit', 1, (x) => (x.sizes.length === 1 ? 0 : 1));
const vSplit = splitter('vsplit', 2, () => 0);
const dSplit = splitter('dsplit', 3, () => 2);

/**
 * {@link tensor_split} along the columns; a vector along its only dimension.
 *
 * @param indices_or_sections how many parts, of equal length, or before which entries to split
 * @returns a list of views
 * @throws RuntimeError where the parts cannot be of equal length
 * @example
 * console.log(torch.hsplit(torch.tensor([[1, 2], [3, 4]]), 2)[0]); // tensor([[1.],
 * //         [3.]])
 * @see PyTorch: `torch.hsplit`
 */
export function hsplit(input: Tensor, indices_or_sections: number | readonly number[]): Tensor[] {
  return hSplit(input, indices_or_sections);
}

/**
 * {@link tensor_split} along the rows.
 *
 * @param indices_or_sections how many parts, of equal length, or before which entries to split
 * @returns a list of views
 * @throws RuntimeError where the parts cannot be of equal length, and for fewer than two dimensions
 * @example
 * console.log(torch.vsplit(torch.tensor([[1, 2], [3, 4]]), 2)[0]); // tensor([[1., 2.]])
 * @see PyTorch: `torch.vsplit`
 */
export function vsplit(input: Tensor, indices_or_sections: number | readonly number[]): Tensor[] {
  return vSplit(input, indices_or_sections);
}

/**
 * {@link tensor_split} along the third dimension.
 *
 * @param indices_or_sections how many parts, of equal length, or before which entries to split
 * @returns a list of views
 * @throws RuntimeError where the parts cannot be of equal length, and for fewer than three dimensions
 * @example
 * console.log(torch.dsplit(torch.zeros(2, 2, 4), 2)[0].shape); // torch.Size([2, 2, 2])
 * @see PyTorch: `torch.dsplit`
 */
export function dsplit(input: Tensor, indices_or_sections: number | readonly number[]): Tensor[] {
  return dSplit(input, indices_or_sections);
}
