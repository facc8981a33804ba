import { kernels } from '../ndarray/kernels.js';
import type { ListIndex } from '../ndarray/reference/list_index.js';
import { broadcastTo, elementCount } from '../ndarray/strided.js';
import { bool, int32, int64, uint8 } from '../tensor/dtype.js';
import { IndexError, pythonType } from '../tensor/errors.js';
import { parseIndex, resolveSlice, wrapIndex, type BasicIndex } from '../tensor/index_key.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { tensor } from './creation.js';
import { filled } from './dense.js';
import { broadcastSizes } from './elementwise.js';
import { indexHint, requireInside } from './index_checks.js';
import { nonzero } from './nonzero.js';
import { reshape } from './shape.js';
import { unsqueeze } from './singletons.js';
import { select, sliced } from './slicing.js';
import { unbind } from './splitting.js';

// What a Python index means: views for its numbers, slices, None and `...`, and lists of places for its tensors.

/** A list of indices, nested for several dimensions; or of truth values. */
export type IndexList = readonly (number | bigint | boolean | IndexList)[];

/** One entry of an index: a number, a slice as text (`'1:3'`), null for None, `'...'`, a truth value, a list or a tensor. */
export type IndexEntry = number | bigint | boolean | string | null | Tensor | IndexList;

/** An entry as it is meant. */
export type Entry = BasicIndex | Tensor;

/** The entries as they are meant: texts read, lists made tensors, integer tensors without dimensions made numbers. */
export function parseEntries(entries: readonly unknown[]): Entry[] {
  return entries.flatMap((entry): Entry[] => {
    if (entry === null || typeof entry === 'boolean') return [entry];
    if (typeof entry === 'bigint') return [Number(entry)];
    if (typeof entry === 'number') {
      if (Number.isInteger(entry)) return [entry];
    } else if (typeof entry === 'string') {
      const parsed = parseIndex(entry);
      if (parsed !== null) return [...parsed];
    } else if (isTensor(entry)) {
      const isNumber = entry.sizes.length === 0 && !entry.dtype.is_floating_point && !isMask(entry);
      return [isNumber ? entry.item() : entry];
    } else if (Array.isArray(entry)) return [listAsTensor(entry as IndexList)];
    throw new IndexError(
      'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices ' +
        `(got ${pythonType(entry)})`,
    );
  });
}

/** A list of indices as an int64 tensor, a list of truth values as a bool one. */
function listAsTensor(list: IndexList): Tensor {
  const found = tensor(list);
  return found.dtype === bool ? found : found.to(int64);
}

/** Whether an entry is a slice. */
export const isSlice = (entry: Entry) => typeof entry === 'object' && entry !== null && !isTensor(entry);

const isMask = (x: Tensor) => x.dtype === bool || x.dtype === uint8;

/** How many dimensions an entry uses up. */
function consumed(entry: Entry): number {
  if (entry === null || entry === '...' || typeof entry === 'boolean') return 0;
  return isTensor(entry) && isMask(entry) ? entry.sizes.length : 1;
}

/** A tensor of an index, and the dimension of the view from which on it counts. */
interface Placed {
  readonly dim: number;
  readonly index: Tensor;
}

/** What an index selects: a view, and of that, where tensors are among the entries, the elements that these list. */
export interface Selected {
  readonly view: Tensor;
  readonly tensors: readonly Placed[];
}

/**
 * Applies the entries of an index one after the other, as Python's `x[…]` does.
 *
 * @throws IndexError worded as PyTorch's
 */
export function applyIndex(x: Tensor, entries: readonly Entry[]): Selected {
  const used = entries.reduce<number>((sum, entry) => sum + consumed(entry), 0);
  if (used > x.sizes.length)
    throw new IndexError(
      x.sizes.length === 0 && typeof entries[0] === 'number'
        ? 'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'
        : `too many indices for tensor of dimension ${x.sizes.length}`,
    );
  const tensors: Placed[] = [];
  let view = x;
  let dim = 0; // in the view
  let own = 0; // in x
  for (const entry of entries) {
    if (typeof entry === 'number') view = select(view, dim, wrapIndex(entry, x.sizes[own], own++));
    else if (entry === null) view = unsqueeze(view, dim++);
    else if (entry === '...') {
      dim += x.sizes.length - used;
      own += x.sizes.length - used;
    } else if (typeof entry === 'boolean' || (isTensor(entry) && entry.sizes.length === 0)) {
      view = unsqueeze(view, dim); // a single truth value keeps or empties a dimension that it adds
      const index = isTensor(entry) ? reshape(entry, [1]) : filled([1], Number(entry), bool);
      tensors.push({ dim: dim++, index });
    } else if (isTensor(entry)) {
      tensors.push({ dim, index: entry });
      dim += consumed(entry);
      own += consumed(entry);
    } else {
      const { start, length, step } = resolveSlice(entry, x.sizes[own]);
      if (length !== x.sizes[own] || step !== 1) view = sliced(view, dim, start, start + length * step, step);
      dim++;
      own++;
    }
  }
  return { view, tensors };
}

/** The elements that tensors list: where each lies, and the sizes that they have together. */
export interface Places extends ListIndex {
  /** The sizes of the tensors, broadcast. */
  readonly shape: readonly number[];
  /** The dimension of the result from which on `shape` takes the place of the indexed dimensions. */
  readonly position: number;
}

/** A mask as one vector of indices for each of its dimensions; other indices as they are. */
function withoutMasks(x: Tensor, { dim, index }: Placed): Placed[] {
  if (!isMask(index)) return [{ dim, index }];
  const odd = index.sizes.findIndex((size, d) => size !== x.sizes[dim + d]);
  if (odd >= 0)
    throw new IndexError(
      `The shape of the mask [${index.sizes.join(', ')}] at index ${odd} does not match the shape of the indexed tensor ` +
        `[${x.sizes.join(', ')}] at index ${dim + odd}`,
    );
  return unbind(nonzero(index.detach()), 1).map((column, d) => ({ dim: dim + d, index: column }));
}

/**
 * The places that tensors list in `x`: the tensors are broadcast, and their sizes take the place of the indexed dimensions;
 * they come first where these are not side by side.
 *
 * @throws IndexError worded as PyTorch's
 */
export function placesOf(x: Tensor, tensors: readonly Placed[]): Places {
  const wrong = tensors.find(({ index }) => ![int64, int32, uint8, bool].includes(index.dtype));
  if (wrong !== undefined)
    throw new IndexError('tensors used as indices must be long, int, byte or bool tensors' + indexHint(wrong.index));
  const lists = tensors.flatMap((placed) => withoutMasks(x, placed));
  const dims = lists.map(({ dim }) => dim);
  const shape = commonSizes(lists.map(({ index }) => index.sizes));
  const indices = lists.map(({ dim, index }, k) => {
    const size = x.sizes[dim];
    const outside = (bad: number) =>
      new IndexError(
        size === 0
          ? 'index is out of bounds for dimension with size 0'
          : `index ${bad} is out of bounds for dimension ${k} with size ${size}`,
      );
    if (elementCount(shape) > 0) requireInside(index, -size, size, outside);
    return kernels.readIndices(broadcastTo(index, shape), size);
  });
  const adjacent = dims.every((dim, k) => dim === dims[0] + k);
  return { dims, indices, shape, position: adjacent ? dims[0] : 0 };
}

function commonSizes(shapes: readonly (readonly number[])[]): readonly number[] {
  try {
    return shapes.reduce(broadcastSizes);
  } catch {
    const list = shapes.map((sizes) => `[${sizes.join(', ')}]`).join(', ');
    throw new IndexError(`shape mismatch: indexing tensors could not be broadcast together with shapes ${list}`);
  }
}
