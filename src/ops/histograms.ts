import { kernels } from '../ndarray/kernels.js';
import { sameSizes } from '../ndarray/strided.js';
import { bool, float32, float64, int64 } from '../tensor/dtype.js';
import { cNumber, NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { named } from '../tensor/named.js';
import { type Tensor } from '../tensor/tensor.js';
import { zeros } from './creation.js';
import { div } from './arithmetic.js';
import { define, type Method } from './define.js';
import { diff } from './differences.js';
import { sum } from './reduction.js';
import { converted } from './elementwise.js';
import { flat } from './dims.js';
import { overloads } from './overloads.js';
import { linspace } from './sequences.js';

// Counts of elements by their value.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link bincount}. */
    bincount: Method<typeof bincount>;
    /** See {@link histc}. */
    histc: Method<typeof histc>;
    /** See {@link histogram}. */
    histogram: Method<typeof histogram>;
  }
}

/** Options of {@link bincount}. */
export interface BinCountOptions {
  /** What each element adds. Default 1. */
  weights?: Tensor | null;
  /** The smallest size of the result. Default 0. */
  minlength?: number;
}

const BinCount = define({
  schema: 'bincount(Tensor input, Tensor? weights=None, int minlength=0)',
  forward: (input, weights, minlength) => {
    if (input.dtype.is_floating_point || input.dtype === bool)
      throw new NotImplementedError(`"bincount_cpu" not implemented for '${input.dtype.scalarName}'`);
    if (minlength < 0) throw new RuntimeError('minlength should be >= 0');
    const count = input.numel();
    if (input.sizes.length !== 1 || (count > 0 && input.min().item() < 0))
      throw new RuntimeError('bincount only supports 1-d non-negative integral inputs.');
    if (weights !== null && !sameSizes(weights.sizes, input.sizes))
      throw new RuntimeError('weights should be 1-d and have the same length as input');
    const length = Math.max(minlength, count === 0 ? 0 : input.max().item() + 1);
    const dtype = weights === null ? int64 : weights.dtype === float32 ? float32 : float64;
    const result = zeros(length, { dtype });
    const one = zeros(1, { dtype }).fill_(1);
    const added =
      weights === null ? { ...one, storage: one.storage, sizes: input.sizes, strides: [0] } : converted(weights, dtype);
    kernels.scatter(result, 0, converted(input, int64), added, 'add');
    return result;
  },
});

/**
 * How often each of the integers 0, 1, 2, … occurs, or the sum of its weights.
 *
 * @param input non-negative integers, 1-D
 * @param weights what each element adds; 1 if left out
 * @param minlength the smallest size of the result
 * @returns a new tensor: int64, or with weights float32 for float32 and otherwise float64
 * @throws RuntimeError for a negative element or other sizes, NotImplementedError for floats
 * @example
 * console.log(torch.bincount(torch.tensor([1n, 2n, 2n]))); // tensor([0, 1, 2])
 * @see PyTorch: `torch.bincount`
 */
export function bincount(
  input: Tensor,
  weights?: Tensor | null | BinCountOptions,
  minlength?: number | BinCountOptions,
): Tensor {
  return BinCount.apply(input, weights, minlength);
}

function requireFloats(kernel: string, input: Tensor): void {
  if (!input.dtype.is_floating_point)
    throw new NotImplementedError(`"${kernel}" not implemented for '${input.dtype.scalarName}'`);
}

function requireBins(bins: number): void {
  if (bins <= 0) throw new RuntimeError(`torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`);
}

/** The range of the elements, made wider by `margin` on both sides where it is a single number. */
function elementRange(x: Tensor, margin: number, notFinite: (range: string) => string): [low: number, high: number] {
  const [low, high] = x.numel() === 0 ? [0, 0] : [x.min().item(), x.max().item()];
  return binRange(low, high, margin, notFinite);
}

function binRange(low: number, high: number, margin: number, notFinite: (range: string) => string): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw new RuntimeError(notFinite(`[${cNumber(low)}, ${cNumber(high)}]`));
  return low === high ? [low - margin, high + margin] : [low, high];
}

/** Options of {@link histc}. */
export interface HistcOptions {
  /** The number of bins. Default 100. */
  bins?: number;
  /** Where the first bin begins; with `max` equal to it, where the elements begin. */
  min?: number;
  /** Where the last bin ends. */
  max?: number;
}

const Histc = define({
  schema: 'histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0)',
  forward: (input, bins, min, max) => {
    requireFloats('histogram_cpu', input);
    requireBins(bins);
    const [low, high] = [Number(min), Number(max)];
    if (low > high) throw new RuntimeError('torch.histc: max must be larger than min');
    const x = flat(input);
    const notFinite = (range: string) => `torch.histc: range of ${range} is not finite`;
    const [from, to] = low === high ? elementRange(x, 1, notFinite) : binRange(low, high, 1, notFinite);
    const counts = zeros(bins, { dtype: input.dtype });
    kernels.uniformHistogram(counts, x, from, to);
    return counts;
  },
});

/**
 * How many elements fall into each of `bins` bins of equal width from `min` to `max`. Elements outside are not counted.
 *
 * @param bins the number of bins
 * @param min where the first bin begins
 * @param max where the last bin ends; where both are equal the range of the elements is taken
 * @returns a new tensor with the dtype of `input`
 * @throws RuntimeError for a range that is empty or not finite, NotImplementedError for integers
 * @example
 * console.log(torch.histc(torch.tensor([1, 2, 1]), 4, 0, 3)); // tensor([0., 2., 1., 0.])
 * @see PyTorch: `torch.histc`
 */
export function histc(
  input: Tensor,
  bins?: number | HistcOptions,
  min?: number | HistcOptions,
  max?: number | HistcOptions,
): Tensor {
  return Histc.apply(input, bins, min, max);
}

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** Where the bins begin and end; where the elements do if left out. */
  range?: readonly number[] | null;
  /** What each element adds. Default 1. */
  weight?: Tensor | null;
  /** Whether the result is a density, whose integral is 1. Default false. */
  density?: boolean;
}

/** The counts, or densities, of the elements between neighbouring edges. */
function countBetween(input: Tensor, edges: Tensor, weight: Tensor | null, density: boolean) {
  if (weight !== null && !sameSizes(weight.sizes, input.sizes))
    throw new RuntimeError(
      'torch.histogramdd: if weight tensor is provided it should have the same shape as the input tensor excluding its ' +
        `innermost dimension, but got input with shape [${input.numel()}, 1] and weight with shape [${weight.sizes.join(', ')}]`,
    );
  requireBins(edges.sizes[0] - 1);
  const counts = zeros(edges.sizes[0] - 1, { dtype: input.dtype });
  kernels.histogram(counts, flat(input), edges, weight && flat(converted(weight, input.dtype)));
  const hist = density ? div(div(counts, diff(edges)), sum(counts)) : counts;
  return named(['hist', 'bin_edges'], [hist, edges], 'histogram');
}

const Histogram = overloads('histogram', [
  define({
    schema: 'histogram(Tensor input, Tensor bins, *, Tensor? weight=None, bool density=False)',
    method: false,
    forward: (input, bins, weight, density) => {
      requireFloats('histogramdd', input);
      const refuse = (what: string): never => {
        throw new RuntimeError(`torch.histogramdd: ${what}`);
      };
      if (bins.sizes.length !== 1)
        refuse(
          `bins tensor should have one dimension, but got ${bins.sizes.length} dimensions in the bins tensor for dimension 0`,
        );
      if (bins.dtype !== input.dtype)
        refuse(
          `input tensor and bins tensors should have the same dtype, but got input with dtype ${input.dtype.cName} ` +
            `and bins for dimension 0 with dtype ${bins.dtype.cName}`,
        );
      if (bins.numel() === 0)
        refuse('bins tensor should have at least 1 element, but got 0 elements in the bins tensor for dimension 0');
      return countBetween(input, bins.clone(), weight, density);
    },
  }),
  define({
    schema: 'histogram(Tensor input, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False)',
    method: false,
    forward: (input, bins, range, weight, density) => {
      requireFloats('histogramdd', input);
      requireBins(bins);
      if (range !== null && range[0] > range[1])
        throw new RuntimeError(
          `torch.histogramdd: min should not exceed max, but got min ${range[0]} max ${range[1]} for dimension 0`,
        );
      const notFinite = (text: string) => `torch.histogramdd: dimension 0's range ${text} is not finite`;
      const given = range ?? (input.numel() === 0 ? [0, 1] : null);
      const [min, max] =
        given === null ? elementRange(flat(input), 0.5, notFinite) : binRange(given[0], given[1], 0.5, notFinite);
      return countBetween(input, linspace(min, max, bins + 1, { dtype: input.dtype }), weight, density);
    },
  }),
]);

/**
 * How many elements fall into each bin: from one edge to before the next, the last edge included.
 *
 * @param bins the edges of the bins, ascending, as a tensor; or the number of bins of equal width
 * @param options `range`, `weight` and `density`
 * @returns new tensors `hist` and `bin_edges`
 * @throws RuntimeError for edges or a range that do not fit, NotImplementedError for integers
 * @example
 * const { hist, bin_edges } = torch.histogram(torch.tensor([1, 2, 1]), 4, { range: [0, 3] });
 * console.log(hist); // tensor([0., 2., 1., 0.])
 * console.log(bin_edges); // tensor([0.0000, 0.7500, 1.5000, 2.2500, 3.0000])
 * @see PyTorch: `torch.histogram`
 */
export function histogram(
  input: Tensor,
  bins: Tensor | number,
  options?: HistogramOptions,
): readonly [hist: Tensor, bin_edges: Tensor] & Readonly<Record<'hist' | 'bin_edges', Tensor>> {
  return Histogram(input, bins, options);
}
