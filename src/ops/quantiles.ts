import { kernels } from '../ndarray/kernels.js';
import { bool, iinfo } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { ValuesAndIndices } from '../tensor/named.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { mul, sub } from './arithmetic.js';
import { full } from './creation.js';
import { compose, define, type Method } from './define.js';
import { flat, type DimOptions } from './dims.js';
import { gather } from './gathering.js';
import { overloads } from './overloads.js';
import { pickAlong, spreadOverWhole, toPicked } from './picking.js';
import { sum } from './reduction.js';
import { sort } from './sorting.js';
import { where } from './ternary.js';

// Elements picked by their rank: medians, quantiles, the k-th smallest; and the most frequent.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link median}. */
    median(): Tensor;
    /** See {@link median}. */
    median(dim: number | (DimOptions & { dim: number }), keepdim?: boolean | DimOptions): ValuesAndIndices;
    /** See {@link nanmedian}. */
    nanmedian(): Tensor;
    /** See {@link nanmedian}. */
    nanmedian(dim: number | (DimOptions & { dim: number }), keepdim?: boolean | DimOptions): ValuesAndIndices;
    /** See {@link kthvalue}. */
    kthvalue: Method<typeof kthvalue>;
    /** See {@link mode}. */
    mode: Method<typeof mode>;
    /** See {@link quantile}. */
    quantile: Method<typeof quantile>;
    /** See {@link nanquantile}. */
    nanquantile: Method<typeof nanquantile>;
  }
}

function refuseBool(kernel: string, input: Tensor): void {
  if (input.dtype === bool) throw new NotImplementedError(`"${kernel}" not implemented for 'Bool'`);
}

type MedianName = 'median' | 'nanmedian';

/** The lower median along a dimension, NaN where there is one or skipping it. */
function medianAlong(name: MedianName, input: Tensor, dim: number, keepdim: boolean): ValuesAndIndices {
  refuseBool('median_cpu', input);
  return pickAlong(name, input, dim, keepdim, (values, indices, x, d) =>
    kernels.median(name === 'nanmedian', values, indices, x, d),
  );
}

const medians = (name: MedianName, node: string) =>
  overloads<Tensor | ValuesAndIndices>(name, [
    define({
      schema: `${name}(Tensor input)`,
      node: `${node}Backward0`,
      method: false,
      forward: (input) => {
        if (!input.sizes.includes(0)) return medianAlong(name, flat(input), 0, false).values;
        const nothing = emptyTensor([], input.dtype);
        kernels.fill(nothing, input.dtype.is_floating_point ? NaN : iinfo(input.dtype).min);
        return nothing;
      },
      derivative: { input: (grad, { input, result }) => spreadOverWhole(grad, input, result) },
    }),
    define({
      schema: `${name}(Tensor input, int dim, bool keepdim=False)`,
      node: `${node}Backward1`,
      method: false,
      forward: (input, dim, keepdim) => medianAlong(name, input, dim, keepdim),
      derivative: {
        input: ([grad], { sizes, dim, keepdim, result }) => toPicked(grad, sizes, dim, keepdim, result[1]),
      },
    }),
  ]);

const Median = medians('median', 'Median');

/**
 * The median of a whole tensor; with `dim`, along that dimension, and where it is. Of an even number of elements it is
 * the lower of the two in the middle. Where an element is NaN so is the median.
 *
 * @param dim the dimension
 * @param keepdim whether it stays, with size 1
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range or empty, NotImplementedError for bool
 * @example
 * console.log(torch.median(torch.tensor([3, 1, 4, 2]))); // tensor(2.)
 * @see PyTorch: `torch.median`
 */
export function median(input: Tensor): Tensor;
export function median(
  input: Tensor,
  dim: number | (DimOptions & { dim: number }),
  keepdim?: boolean | DimOptions,
): ValuesAndIndices;
export function median(...args: unknown[]): Tensor | ValuesAndIndices {
  return Median(...args);
}

const NanMedian = medians('nanmedian', 'Nanmedian');

/**
 * The same as {@link median}, of the elements that are not NaN.
 *
 * @param dim the dimension
 * @param keepdim whether it stays, with size 1
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range or empty, NotImplementedError for bool
 * @example
 * console.log(torch.nanmedian(torch.tensor([3, NaN, 1, 2]))); // tensor(2.)
 * @see PyTorch: `torch.nanmedian`
 */
export function nanmedian(input: Tensor): Tensor;
export function nanmedian(
  input: Tensor,
  dim: number | (DimOptions & { dim: number }),
  keepdim?: boolean | DimOptions,
): ValuesAndIndices;
export function nanmedian(...args: unknown[]): Tensor | ValuesAndIndices {
  return NanMedian(...args);
}

const KthValue = define({
  schema: 'kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False)',
  node: 'Kthvalue',
  forward: (input, k, dim, keepdim) => {
    const d = wrapDim(dim, input.sizes.length);
    const size = input.sizes[d] ?? 1;
    if (size > 0 && (k < 1 || k > size))
      throw new RuntimeError(`kthvalue(): selected number k out of range for dimension ${d}`);
    refuseBool('kthvalue_cpu', input);
    return pickAlong('kthvalue', input, dim, keepdim, (values, indices, x) =>
      kernels.kthvalue(values, indices, x, d, k - 1),
    );
  },
  derivative: { input: ([grad], { sizes, dim, keepdim, result }) => toPicked(grad, sizes, dim, keepdim, result[1]) },
});

/** Options of {@link kthvalue}. */
export interface KthValueOptions extends DimOptions {
  /** The rank, counted from 1. */
  k?: number;
}

/**
 * The `k`-th smallest element along `dim`, counted from 1, and where it is.
 *
 * @param k the rank, from 1 to the size of the dimension
 * @param dim the dimension, by default the last
 * @param keepdim whether it stays, with size 1
 * @returns new tensors `values` and `indices` (int64)
 * @throws RuntimeError for a rank out of range, IndexError for a dimension out of range or empty
 * @example
 * console.log(torch.kthvalue(torch.tensor([3, 1, 2]), 2).values); // tensor(2.)
 * @see PyTorch: `torch.kthvalue`
 */
export function kthvalue(
  input: Tensor,
  k: number | KthValueOptions,
  dim?: number | KthValueOptions,
  keepdim?: boolean | KthValueOptions,
): ValuesAndIndices {
  return KthValue.apply(input, k, dim, keepdim);
}

const Mode = define({
  schema: 'mode(Tensor input, int dim=-1, bool keepdim=False)',
  forward: (input, dim, keepdim) => pickAlong('mode', input, dim, keepdim, kernels.mode),
  derivative: { input: ([grad], { sizes, dim, keepdim, result }) => toPicked(grad, sizes, dim, keepdim, result[1]) },
});

/**
 * The most frequent element along `dim`, the smallest of several, and where it is.
 *
 * @param dim the dimension, by default the last
 * @param keepdim whether it stays, with size 1
 * @returns new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range or empty
 * @example
 * console.log(torch.mode(torch.tensor([3, 1, 2, 3])).values); // tensor(3.)
 * @see PyTorch: `torch.mode`
 */
export function mode(input: Tensor, dim?: number | DimOptions, keepdim?: boolean | DimOptions): ValuesAndIndices {
  return Mode.apply(input, dim, keepdim);
}

/** What {@link quantile} gives between two elements: a mixture, one of them, or their mean. */
export type Interpolation = 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest';

const INTERPOLATIONS = ['linear', 'lower', 'higher', 'midpoint', 'nearest'];

/** Checks the arguments of a quantile, and gives `q` as a tensor. */
function requireQuantile(name: string, input: Tensor, q: Tensor | number, interpolation: string): Tensor {
  const refuse = (what: string): never => {
    throw new RuntimeError(`${name}() ${what}`);
  };
  if (!INTERPOLATIONS.includes(interpolation))
    refuse(`interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${interpolation}`);
  if (!isTensor(q) && !(q >= 0 && q <= 1)) refuse(`q must be in the range [0, 1] but got ${q}`);
  if (input.sizes.includes(0)) refuse('input tensor must be non-empty');
  if (isTensor(q) && q.sizes.length > 1) refuse('q must be a scalar or 1D tensor');
  if (!input.dtype.is_floating_point) refuse('input tensor must be either float or double dtype');
  if (!isTensor(q)) return full([], q, { dtype: input.dtype });
  if (q.dtype !== input.dtype) refuse('q tensor must be same dtype as the input tensor');
  if (!q.detach().ge(0).logical_and(q.detach().le(1)).all().item()) refuse('q values must be in the range [0, 1]');
  return q;
}

/** The quantiles `q` of an input whose elements, if it is NaN, are counted or skipped. */
function quantiles(
  name: string,
  input: Tensor,
  q: Tensor | number,
  dim: number | null,
  keepdim: boolean,
  interpolation: string,
): Tensor {
  const levels = requireQuantile(name, input, q, interpolation);
  const { sizes } = input;
  // the reduced dimensions stay with size 1 and their elements come last, sorted, with NaN at their end
  const lines =
    dim === null
      ? input.reshape([...sizes.map(() => 1), -1])
      : input.unsqueeze(-1).transpose(sizes.length === 0 ? 0 : wrapDim(dim, sizes.length), -1);
  const { values } = sort(lines);
  const last = values.size(-1) - 1;
  const ranks =
    name === 'nanquantile'
      ? mul(levels, sub(sum(values.isnan().logical_not(), -1, true), 1).clamp({ min: 0 }))
      : where(values.narrow(-1, last, 1).isnan(), last, mul(levels, last));
  let result = between(values, ranks, interpolation);
  result = levels.sizes.length === 0 ? result.squeeze(-1) : result.movedim(-1, 0);
  if (keepdim || sizes.length === 0) return result;
  const offset = levels.sizes.length;
  return result.squeeze(dim === null ? sizes.map((_, d) => d + offset) : wrapDim(dim, sizes.length) + offset);
}

/** The elements of sorted lines at ranks that need not be whole. */
function between(sorted: Tensor, ranks: Tensor, interpolation: string): Tensor {
  const at = (rank: Tensor) => gather(sorted, -1, rank.detach().long());
  if (interpolation === 'lower') return at(ranks.floor());
  if (interpolation === 'higher') return at(ranks.ceil());
  if (interpolation === 'nearest') return at(ranks.round());
  const below = ranks.detach().floor();
  return at(below).lerp(at(ranks.ceil()), interpolation === 'midpoint' ? 0.5 : sub(ranks, below));
}

/** Options of {@link quantile} and {@link nanquantile}. */
export interface QuantileOptions {
  /** The dimension; all if left out. */
  dim?: number | null;
  /** Whether it stays, with size 1. Default false. */
  keepdim?: boolean;
  /** What is given between two elements. Default 'linear'. */
  interpolation?: Interpolation;
}

const PARAMETERS = "(Tensor input, Operand q, int? dim=None, bool keepdim=False, *, str interpolation='linear')";

const Quantile = compose({
  schema: `quantile${PARAMETERS}`,
  compose: (input, q, dim, keepdim, interpolation) =>
    quantiles('quantile', input, isTensor(q) ? q : Number(q), dim, keepdim, interpolation),
});

/**
 * The quantiles `q` along `dim`, or of all elements: the sorted elements at rank q·(n − 1), by default mixed linearly
 * where that is not whole. NaN where an element is.
 *
 * @param q a number from 0 to 1, or a list of them as a 1-D tensor of the dtype of `input`
 * @param dim the dimension; all if left out
 * @param keepdim whether it stays, with size 1
 * @returns a new tensor, whose first dimension is that of `q`
 * @throws RuntimeError for `q` out of range, for integers and where there is no element
 * @example
 * console.log(torch.quantile(torch.tensor([1, 2, 4]), torch.tensor([0.25, 0.5]))); // tensor([1.5000, 2.0000])
 * @see PyTorch: `torch.quantile`
 */
export function quantile(
  input: Tensor,
  q: Tensor | number,
  dim?: number | null | QuantileOptions,
  keepdim?: boolean | QuantileOptions,
  options?: QuantileOptions,
): Tensor {
  return Quantile.apply(input, q, dim, keepdim, options);
}

const NanQuantile = compose({
  schema: `nanquantile${PARAMETERS}`,
  compose: (input, q, dim, keepdim, interpolation) =>
    quantiles('nanquantile', input, isTensor(q) ? q : Number(q), dim, keepdim, interpolation),
});

/**
 * The same as {@link quantile}, of the elements that are not NaN; NaN only where all are.
 *
 * @param q a number from 0 to 1, or a list of them as a 1-D tensor of the dtype of `input`
 * @param dim the dimension; all if left out
 * @param keepdim whether it stays, with size 1
 * @returns a new tensor, whose first dimension is that of `q`
 * @throws RuntimeError for `q` out of range, for integers and where there is no element
 * @example
 * console.log(torch.nanquantile(torch.tensor([1, NaN, 3]), 0.5)); // tensor(2.)
 * @see PyTorch: `torch.nanquantile`
 */
export function nanquantile(
  input: Tensor,
  q: Tensor | number,
  dim?: number | null | QuantileOptions,
  keepdim?: boolean | QuantileOptions,
  options?: QuantileOptions,
): Tensor {
  return NanQuantile.apply(input, q, dim, keepdim, options);
}
