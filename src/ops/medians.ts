import { kernels } from '../ndarray/kernels.js';
import { bool, iinfo } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { ValuesAndIndices } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { define, type Method } from './define.js';
import { flat, type DimOptions } from './dims.js';
import { overloads } from './overloads.js';
import { pickAlong, spreadWithNaN, toPicked } from './picking.js';

// Elements picked by their rank, the median and the k-th smallest, and by how often they occur.

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
  }
}

function refuseBool(kernel: string, input: Tensor): void {
  if (input.dtype === bool) throw new NotImplementedError(`"${kernel}" not implemented for 'Bool'`);
}

type MedianName = 'median' | 'nanmedian';

/** The lower median along a dimension, NaN where there is one or skipping it. */
function medianAlong(name: MedianName, input: Tensor, dim: number, keepdim: boolean): ValuesAndIndices {
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
        refuseBool('median_cpu', input);
        if (!input.sizes.includes(0)) return medianAlong(name, flat(input), 0, false).values;
        const nothing = emptyTensor([], input.dtype);
        kernels.fill(nothing, input.dtype.is_floating_point ? NaN : iinfo(input.dtype).min);
        return nothing;
      },
      derivative: { input: (grad, { input, result }) => spreadWithNaN(grad, input, result) },
    }),
    define({
      schema: `${name}(Tensor input, int dim, bool keepdim=False)`,
      node: `${node}Backward1`,
      method: false,
      forward: (input, dim, keepdim) => {
        refuseBool('median_out', input);
        return medianAlong(name, input, dim, keepdim);
      },
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
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range or empty, NotImplementedError for bool
 * @example
 * console.log(torch.median(torch.tensor([3, 1, 4, 2]))); // tensor(2.)
 * @see PyTorch: `torch.median`
 */
export function median(input: Tensor): Tensor;
/**
 * The medians along a dimension, and where they are.
 *
 * @param dim the dimension
 * @param keepdim whether it stays, with size 1
 */
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
 * @returns a new tensor; with `dim`, new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range or empty, NotImplementedError for bool
 * @example
 * console.log(torch.nanmedian(torch.tensor([3, NaN, 1, 2]))); // tensor(2.)
 * @see PyTorch: `torch.nanmedian`
 */
export function nanmedian(input: Tensor): Tensor;
/**
 * The medians along a dimension, and where they are.
 *
 * @param dim the dimension
 * @param keepdim whether it stays, with size 1
 */
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
