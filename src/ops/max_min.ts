import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { named, type ValuesAndIndices } from '../tensor/named.js';
import { type Tensor } from '../tensor/tensor.js';
import { add } from './arithmetic.js';
import { compose, define, type Method } from './define.js';
import {
  reduced,
  reducedDims,
  requireElements,
  requireNonEmpty,
  type DimOptions,
  type Dims,
  type DimsOptions,
} from './dims.js';
import { maximum, minimum } from './extremum.js';
import { overloads } from './overloads.js';
import { pickAlong, spreadEvenly, spreadWithNaN, toPicked } from './picking.js';

// The largest and smallest elements over dimensions, and where they are. NaN counts as more extreme than any number.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link amax}. */
    amax: Method<typeof amax>;
    /** See {@link amin}. */
    amin: Method<typeof amin>;
    /** See {@link aminmax}. */
    aminmax: Method<typeof aminmax>;
    /** See {@link max}. */
    max(): Tensor;
    /** See {@link max}. */
    max(other: Tensor | { other: Tensor }): Tensor;
    /** See {@link max}. */
    max(dim: number | (DimOptions & { dim: number }), keepdim?: boolean | DimOptions): ValuesAndIndices;
    /** See {@link min}. */
    min(): Tensor;
    /** See {@link min}. */
    min(other: Tensor | { other: Tensor }): Tensor;
    /** See {@link min}. */
    min(dim: number | (DimOptions & { dim: number }), keepdim?: boolean | DimOptions): ValuesAndIndices;
  }
}

type Kind = 'max' | 'min';

/** The extreme element over dimensions, computed for the op of that name. */
function extreme(name: string, kind: Kind, input: Tensor, dim: readonly number[] | null, keepdim: boolean): Tensor {
  requireElements(name, input.sizes, dim);
  return reduced(`a${kind}`, input, reducedDims(dim, input.sizes.length), keepdim, input.dtype);
}

const AMax = define({
  schema: 'amax(Tensor input, int[]? dim=None, bool keepdim=False)',
  node: 'Amax',
  forward: (input, dim, keepdim) => extreme('amax', 'max', input, dim, keepdim),
  derivative: { input: (grad, { input, dim, keepdim, result }) => spreadEvenly(grad, input, result, dim, keepdim) },
});

/**
 * The largest element over dimensions `dim`, or over all. Where several are largest the gradient is shared evenly among
 * them, unlike that of {@link max}, which goes to one.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError where there is no element, IndexError for a dimension out of range or empty
 * @example
 * console.log(torch.amax(torch.tensor([[1, 4], [3, 2]]), 1)); // tensor([4., 3.])
 * @see PyTorch: `torch.amax`
 */
export function amax(input: Tensor, dim?: Dims | DimsOptions, keepdim?: boolean | DimsOptions): Tensor {
  return AMax.apply(input, dim, keepdim);
}

const AMin = define({
  schema: 'amin(Tensor input, int[]? dim=None, bool keepdim=False)',
  node: 'Amin',
  forward: (input, dim, keepdim) => extreme('amin', 'min', input, dim, keepdim),
  derivative: { input: (grad, { input, dim, keepdim, result }) => spreadEvenly(grad, input, result, dim, keepdim) },
});

/**
 * The smallest element over dimensions `dim`, or over all. Where several are smallest the gradient is shared evenly among
 * them, unlike that of {@link min}, which goes to one.
 *
 * @param dim the dimension or dimensions; all if left out
 * @param keepdim whether they stay, with size 1
 * @returns a new tensor
 * @throws RuntimeError where there is no element, IndexError for a dimension out of range or empty
 * @example
 * console.log(torch.amin(torch.tensor([[1, 4], [3, 2]]), 1)); // tensor([1., 2.])
 * @see PyTorch: `torch.amin`
 */
export function amin(input: Tensor, dim?: Dims | DimsOptions, keepdim?: boolean | DimsOptions): Tensor {
  return AMin.apply(input, dim, keepdim);
}

const AMinMax = define({
  schema: 'aminmax(Tensor input, *, int? dim=None, bool keepdim=False)',
  node: 'Aminmax',
  forward: (input, dim, keepdim) => {
    const { sizes } = input;
    const dims = reducedDims(dim === null ? null : [dim], sizes.length);
    if (dim !== null) requireNonEmpty('aminmax', sizes, dims);
    else if (sizes.includes(0))
      throw new RuntimeError(
        'aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.',
      );
    const [min, max] = ['amin', 'amax'].map((kernel) => reduced(kernel, input, dims, keepdim, input.dtype));
    return named(['min', 'max'], [min, max], 'aminmax');
  },
  derivative: {
    input: (grads, { input, dim, keepdim, result }) => {
      const spread = (i: number) =>
        grads[i] && spreadEvenly(grads[i], input, result[i], dim === null ? null : [dim], keepdim);
      const [forMin, forMax] = [spread(0), spread(1)];
      return forMin && forMax ? add(forMin, forMax) : (forMin ?? forMax);
    },
  },
});

/**
 * The smallest and the largest element over dimension `dim`, or over all, in one pass over the graph. Where several
 * attain an extreme its gradient is shared evenly among them.
 *
 * @param options `dim`, all if left out, and `keepdim`
 * @returns new tensors `min` and `max`
 * @throws RuntimeError where there is no element, IndexError for a dimension out of range or empty
 * @example
 * const { min, max } = torch.aminmax(torch.tensor([[1, 4], [3, 2]]), { dim: 1 });
 * console.log(min); // tensor([1., 2.])
 * console.log(max); // tensor([4., 3.])
 * @see PyTorch: `torch.aminmax`
 */
export function aminmax(
  input: Tensor,
  options?: DimOptions,
): readonly [min: Tensor, max: Tensor] & Readonly<Record<'min' | 'max', Tensor>> {
  return AMinMax.apply(input, options);
}

/** The extreme element of a whole tensor. */
const wholeExtreme = (kind: Kind) =>
  define({
    schema: `${kind}(Tensor input)`,
    method: false,
    node: kind === 'max' ? 'MaxBackward1' : 'MinBackward1',
    forward: (input) => extreme(kind, kind, input, null, false),
    derivative: { input: (grad, { input, result }) => spreadWithNaN(grad, input, result) },
  });

/** The extreme elements along a dimension and where they are. */
const extremeAlong = (kind: Kind) =>
  define({
    schema: `${kind}(Tensor input, int dim, bool keepdim=False)`,
    method: false,
    forward: (input, dim, keepdim) =>
      pickAlong(kind, input, dim, keepdim, (values, indices, x, d) => kernels.extremum(kind, values, indices, x, d)),
    derivative: {
      input: ([grad], { sizes, dim, keepdim, result }) => toPicked(grad, sizes, dim, keepdim, result[1]),
    },
  });

const Max = overloads<Tensor | ValuesAndIndices>('max', [
  wholeExtreme('max'),
  compose({
    schema: 'max(Tensor input, Tensor other)',
    method: false,
    compose: (input, other) => maximum(input, other),
  }),
  extremeAlong('max'),
]);

/**
 * The largest element of a whole tensor; with `dim`, the largest along that dimension and where they are; with another
 * tensor, the larger of each two elements, as {@link maximum}.
 *
 * Along a dimension the gradient goes to the element at the index, which is the first of the largest. That of the
 * maximum of a whole tensor is shared evenly among the largest.
 *
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws RuntimeError where there is no element, IndexError for a dimension out of range or empty
 * @example
 * const x = torch.tensor([[1, 4], [3, 2]]);
 * console.log(torch.max(x)); // tensor(4.)
 * const { values, indices } = torch.max(x, 1);
 * console.log(values); // tensor([4., 3.])
 * console.log(indices); // tensor([1, 0])
 * @see PyTorch: `torch.max`
 */
export function max(input: Tensor): Tensor;
/** The larger of each two elements, with broadcasting: {@link maximum}. */
export function max(input: Tensor, other: Tensor | { other: Tensor }): Tensor;
/**
 * The largest elements along a dimension, and where they are.
 *
 * @param dim the dimension to search
 * @param keepdim whether it stays, with size 1
 */
export function max(
  input: Tensor,
  dim: number | (DimOptions & { dim: number }),
  keepdim?: boolean | DimOptions,
): ValuesAndIndices;
export function max(...args: unknown[]): Tensor | ValuesAndIndices {
  return Max(...args);
}

const Min = overloads<Tensor | ValuesAndIndices>('min', [
  wholeExtreme('min'),
  compose({
    schema: 'min(Tensor input, Tensor other)',
    method: false,
    compose: (input, other) => minimum(input, other),
  }),
  extremeAlong('min'),
]);

/**
 * The smallest element of a whole tensor; with `dim`, the smallest along that dimension and where they are; with another
 * tensor, the smaller of each two elements, as {@link minimum}.
 *
 * Along a dimension the gradient goes to the element at the index, which is the first of the smallest. That of the
 * minimum of a whole tensor is shared evenly among the smallest.
 *
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws RuntimeError where there is no element, IndexError for a dimension out of range or empty
 * @example
 * const x = torch.tensor([[1, 4], [3, 2]]);
 * console.log(torch.min(x)); // tensor(1.)
 * console.log(torch.min(x, 1).indices); // tensor([0, 1])
 * @see PyTorch: `torch.min`
 */
export function min(input: Tensor): Tensor;
/** The smaller of each two elements, with broadcasting: {@link minimum}. */
export function min(input: Tensor, other: Tensor | { other: Tensor }): Tensor;
/**
 * The smallest elements along a dimension, and where they are.
 *
 * @param dim the dimension to search
 * @param keepdim whether it stays, with size 1
 */
export function min(
  input: Tensor,
  dim: number | (DimOptions & { dim: number }),
  keepdim?: boolean | DimOptions,
): ValuesAndIndices;
export function min(...args: unknown[]): Tensor | ValuesAndIndices {
  return Min(...args);
}
