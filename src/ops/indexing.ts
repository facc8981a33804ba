import { kernels } from '../ndarray/kernels.js';
import { collapse, elementCount, type Strided } from '../ndarray/strided.js';
import { pythonType, RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import { emptyTensor, isTensor, upper, viewAs, type Tensor } from '../tensor/tensor.js';
import { expand } from './broadcasting.js';
import { addMethod, define, type Op } from './define.js';
import { denseCopy, filled, scalarAs } from './dense.js';
import {
  applyIndex,
  isSlice,
  parseEntries,
  placesOf,
  type Entry,
  type IndexEntry,
  type Places,
  type Selected,
} from './index_entries.js';
import { reshape } from './shape.js';
import { sliced } from './slicing.js';

// x[2], x['1:3, None'], x.index(…) and x.index_put_(…): reading and writing by index, as in Python.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /**
     * Python's `x[…]` with values: numbers, slices as text, null for None, `'...'`, lists, integer and bool tensors.
     *
     * @returns a view; a copy where lists or tensors are among the indices
     * @throws IndexError for an index out of bounds, or of a kind that is no index
     * @example
     * const x = torch.tensor([[1, 2], [3, 4], [5, 6]]);
     * console.log(x.index(torch.tensor([2n, 0n]), 1)); // tensor([6., 2.])
     * console.log(x.index('1:', x.index(0).gt(1))); // tensor([[4.],
     * //         [6.]])
     */
    index(...indices: IndexEntry[]): Tensor;
    /** See {@link index_put}. */
    index_put(indices: readonly IndexEntry[], values: Tensor | Scalar, accumulate?: boolean | IndexPutOptions): Tensor;
    /** {@link index_put} in place: Python's `x[…] = values`. */
    index_put_(indices: readonly IndexEntry[], values: Tensor | Scalar, accumulate?: boolean | IndexPutOptions): Tensor;
  }
}

/** Options of {@link index_put}. */
export interface IndexPutOptions {
  /** Whether to add to what is there instead of replacing it. Default false. */
  accumulate?: boolean;
}

const Alias = define({
  schema: '_alias(Tensor input)',
  node: 'Alias',
  method: false,
  forward: (input) => viewAs(input, input.sizes, input.strides),
  derivative: { input: (grad) => grad },
});

/** The sizes of the elements that are listed in a tensor of `sizes`. */
function listedSizes(sizes: readonly number[], { dims, shape, position }: Places): number[] {
  const rest = sizes.filter((_, d) => !dims.includes(d));
  return rest.toSpliced(position, 0, ...shape);
}

/** Listed elements as kernels take them: [entry, rest]. */
function byEntry(x: Tensor, { shape, position }: Places): Strided {
  const [start, end] = [position, position + shape.length];
  const [, [steps]] = collapse(x.sizes.slice(start, end), x.strides.slice(start, end));
  if (steps.length > 1) return byEntry(denseCopy(x), { shape, position } as Places);
  const others = (list: readonly number[]) => list.filter((_, d) => d < start || d >= end);
  const { storage, offset } = x;
  return {
    storage,
    sizes: [elementCount(shape), ...others(x.sizes)],
    strides: [steps[0] ?? 0, ...others(x.strides)],
    offset,
  };
}

const Index: Op<Tensor> = define({
  schema: 'index(Tensor input, any places)',
  method: false,
  forward: (input, places) => {
    const at = places as Places;
    const result = emptyTensor(listedSizes(input.sizes, at), input.dtype);
    kernels.take(byEntry(result, at), input, at);
    return result;
  },
  derivative: { input: (grad, { sizes, places }) => IndexPut.apply(filled(sizes, 0, grad.dtype), places, grad, true) },
});

const IndexPut: Op<Tensor> = define({
  schema: 'index_put(Tensor input, any places, Tensor values, bool accumulate)',
  method: false,
  inplace: true,
  forward: (input, places, values, accumulate, out) => {
    const at = places as Places;
    const result = out ?? denseCopy(input);
    const own = values.storage === result.storage ? denseCopy(values) : values.detach();
    const source = byEntry(expand(own, listedSizes(input.sizes, at)), at);
    kernels.put(result, at, source, accumulate ? 'add' : 'set');
    return result;
  },
  derivative: {
    input: (grad, { places, accumulate }) =>
      accumulate ? grad : IndexPut.apply(grad, places, scalarAs(0, grad.dtype), false),
    values: (grad, { places }) => Index.apply(grad, places),
  },
});

/** Reads what the entries of an index select. */
function read(x: Tensor, entries: readonly Entry[]): Tensor {
  const { view, tensors } = applyIndex(x, entries);
  if (tensors.length > 0) return Index.apply(view, placesOf(view, tensors));
  if (view !== x) return view;
  return entries.some(isSlice) ? sliced(x, 0, null, null) : Alias.apply(x);
}

/** `values` as a tensor that fits what an index selects: leading dimensions of size 1 beyond those are left out. */
function asValues(values: unknown, ndim: number, like: Tensor): Tensor {
  if (Array.isArray(values)) throw new TypeError(`can't assign a list to a torch.${like.dtype.scalarName}Tensor`);
  if (!isTensor(values)) return scalarAs(values as Scalar, like.dtype);
  const extra = values.sizes.length - ndim;
  return extra > 0 && values.sizes.slice(0, extra).every((size) => size === 1)
    ? reshape(values, values.sizes.slice(extra))
    : values;
}

/** The places that tensors of an index list in a view, and the values to write there. */
function listedWrite({ view, tensors }: Selected, given: unknown): [places: Places, values: Tensor] {
  const places = placesOf(view, tensors);
  const sizes = listedSizes(view.sizes, places);
  const values = asValues(given, sizes.length, view);
  if (values.dtype !== view.dtype)
    throw new RuntimeError(
      'Index put requires the source and destination dtypes match, ' +
        `got ${view.dtype.scalarName} for the destination and ${values.dtype.scalarName} for the source.`,
    );
  const shift = sizes.length - values.sizes.length;
  if (shift < 0 || values.sizes.some((size, d) => size !== 1 && size !== sizes[d + shift]))
    throw new RuntimeError(
      `shape mismatch: value tensor of shape [${values.sizes.join(', ')}] cannot be broadcast to indexing result of ` +
        `shape [${sizes.join(', ')}]`,
    );
  return [places, values];
}

/** Writes to what an index selects. */
function write(selected: Selected, given: unknown, accumulate: boolean): void {
  const { view, tensors } = selected;
  if (tensors.length > 0) IndexPut.applyInPlace?.(view, ...listedWrite(selected, given), accumulate);
  else if (accumulate) view.add_(asValues(given, view.sizes.length, view));
  else if (typeof given === 'object') view.copy_(expand(asValues(given, view.sizes.length, view), view.sizes));
  else view.fill_(given as Scalar);
}

upper.getItem = read;

upper.setItem = (x, index, value) => write(applyIndex(x, index), value, false);

addMethod('index', function (...indices: unknown[]) {
  return read(this, parseEntries(indices));
});

const putSignature = new Signature('index_put(Tensor input, any indices, any values, bool accumulate=False)');

/** The arguments of index_put with the index applied. */
function bindPut(args: readonly unknown[], self: number): [x: Tensor, selected: Selected, values: unknown, boolean] {
  const [input, indices, values, accumulate] = putSignature.bind(args, self);
  if (!Array.isArray(indices))
    throw new TypeError(`index_put(): argument 'indices' must be tuple of Tensors, not ${pythonType(indices)}`);
  return [input, applyIndex(input, parseEntries(indices)), values, accumulate];
}

function putInPlace(args: readonly unknown[], self: number): Tensor {
  const [x, ...rest] = bindPut(args, self);
  write(...rest);
  return x;
}

function putInCopy(args: readonly unknown[], self: number): Tensor {
  const [x, selected, values, accumulate] = bindPut(args, self);
  if (selected.view === x && selected.tensors.length > 0)
    return IndexPut.apply(x, ...listedWrite(selected, values), accumulate);
  return putInPlace([x.clone(), ...args.slice(1)], self);
}

addMethod('index_put', function (...args: unknown[]) {
  return putInCopy([this, ...args], 1);
});

addMethod('index_put_', function (...args: unknown[]) {
  return putInPlace([this, ...args], 1);
});

/**
 * A copy of `input` with `values` written where `indices` say.
 *
 * @param indices as {@link Tensor.index} takes them: numbers, slices as text, null, `'...'`, lists, integer and bool tensors
 * @param values a tensor of the dtype of `input`, which is broadcast, or a number
 * @param accumulate whether to add to what is there, also where an index occurs several times
 * @returns a new tensor
 * @throws IndexError for an index out of bounds; RuntimeError for other sizes or dtypes
 * @example
 * const x = torch.zeros(2, 2);
 * console.log(torch.index_put(x, [torch.tensor([0n, 1n]), torch.tensor([1n, 0n])], torch.tensor([5, 7]))); // tensor([[0., 5.],
 * //         [7., 0.]])
 * @see PyTorch: `torch.index_put`
 */
export function index_put(
  input: Tensor,
  indices: readonly IndexEntry[],
  values: Tensor | Scalar,
  accumulate?: boolean | IndexPutOptions,
): Tensor {
  return putInCopy([input, indices, values, accumulate], 0);
}

/**
 * Writes `values` into `input` where `indices` say: Python's `x[…] = values`.
 *
 * @param indices as {@link Tensor.index} takes them: numbers, slices as text, null, `'...'`, lists, integer and bool tensors
 * @param values a tensor of the dtype of `input`, which is broadcast, or a number
 * @param accumulate whether to add to what is there, also where an index occurs several times
 * @returns `input`
 * @throws IndexError for an index out of bounds; RuntimeError for other sizes or dtypes
 * @example
 * const x = torch.tensor([1, -2, 3]);
 * console.log(torch.index_put_(x, [x.lt(0)], 0)); // tensor([1., 0., 3.])
 * @see PyTorch: `torch.index_put_`
 */
export function index_put_(
  input: Tensor,
  indices: readonly IndexEntry[],
  values: Tensor | Scalar,
  accumulate?: boolean | IndexPutOptions,
): Tensor {
  return putInPlace([input, indices, values, accumulate], 0);
}
