import { kernels, type Kernels } from '../ndarray/kernels.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { filled } from './dense.js';
import { gather } from './gathering.js';
import { requireInside } from './index_checks.js';
import { repeated, requireIndexed } from './index_writes.js';
import { scatter, scatter_add, scattered } from './scattering.js';
import { where } from './ternary.js';

// Reductions over the elements that an index tensor sends to one place.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link scatter_reduce}. */
    scatter_reduce: Method<typeof scatter_reduce>;
    /** {@link scatter_reduce} in place. */
    scatter_reduce_: InPlace<typeof scatter_reduce>;
    /** See {@link index_reduce}. */
    index_reduce: Method<typeof index_reduce>;
    /** {@link index_reduce} in place. */
    index_reduce_: InPlace<typeof index_reduce>;
  }
}

type Combine = Parameters<Kernels['scatter']>[4];

/** How elements are combined, and the value to begin with where the old one does not count (null: any of the new ones). */
const REDUCTIONS: Record<string, { combine: Combine; start: number | null }> = {
  sum: { combine: 'add', start: 0 },
  prod: { combine: 'multiply', start: 1 },
  mean: { combine: 'add', start: 0 },
  amax: { combine: 'amax', start: null },
  amin: { combine: 'amin', start: null },
};

/** Which reduction: of these, index_reduce has all but `sum`. */
export type Reduction = 'sum' | 'prod' | 'mean' | 'amax' | 'amin';

/** `x`, or a copy of it, whose elements at `index` are reduced with those of `src` that are sent there. */
function reduceInto(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: string,
  include_self: boolean,
  out?: Tensor,
): Tensor {
  const { combine, start } = REDUCTIONS[reduce];
  const own = include_self ? x : scattered(x, dim, index, start ?? src, 'set', out);
  const result = scattered(own, dim, index, src, combine, include_self ? out : own);
  if (reduce === 'mean') {
    const counts = countsOf(x.sizes, src, dim, index, include_self);
    kernels.binary(x.dtype.is_floating_point ? 'div' : 'floor_divide', result, result, counts);
  }
  return result;
}

/** How many elements each place gets, at least 1. */
function countsOf(sizes: readonly number[], src: Tensor, dim: number, index: Tensor, include_self: boolean): Tensor {
  const ones = filled(src.sizes, 1, src.dtype);
  const counts = scattered(filled(sizes, include_self ? 1 : 0, src.dtype), dim, index, ones, 'add');
  return include_self ? counts : counts.masked_fill(counts.eq(0), 1);
}

/** The arguments of a reduction and its result, from which its gradients follow. */
interface Call {
  readonly input: Tensor;
  readonly dim: number;
  readonly index: Tensor;
  readonly src: Tensor;
  readonly reduce: string;
  readonly include_self: boolean;
  readonly result: Tensor;
}

/** Π src at each place. */
function productOf(dim: number, index: Tensor, src: Tensor, sizes: readonly number[]): Tensor {
  return scatter_reduce(filled(sizes, 1, src.dtype), dim, index, src, 'prod');
}

/** The elements that attain the extreme value of a place share its gradient evenly. */
function shares(grad: Tensor, { input, dim, index, src, result }: Call): [input: Tensor, src: Tensor] {
  const own = input.eq(result).to(grad.dtype);
  const sent = src.eq(gather(result, dim, index)).to(grad.dtype);
  const share = grad.div(scatter_add(own, dim, index, sent));
  return [own.mul(share), sent.mul(gather(share, dim, index))];
}

function gradientOfInput(grad: Tensor, call: Call): Tensor {
  const { dim, index, src, reduce, include_self } = call;
  const gradients: Record<string, () => Tensor> = {
    sum: () => grad,
    mean: () => grad.div(countsOf(grad.sizes, src, dim, index, include_self)),
    prod: () => grad.mul(productOf(dim, index, src, grad.sizes)),
    amax: () => shares(grad, call)[0],
    amin: () => shares(grad, call)[0],
  };
  const gradient = gradients[reduce]();
  return include_self ? gradient : scatter(gradient, dim, index, 0);
}

function gradientOfSource(grad: Tensor, call: Call): Tensor {
  const { dim, index, src, reduce, include_self } = call;
  const gradients: Record<string, () => Tensor> = {
    sum: () => gather(grad, dim, index),
    mean: () => gather(grad.div(countsOf(grad.sizes, src, dim, index, include_self)), dim, index),
    prod: () => productRule(grad, call),
    amax: () => shares(grad, call)[1],
    amin: () => shares(grad, call)[1],
  };
  return gradients[reduce]();
}

/** Each factor gets the product of the others: the product divided by it, or, for the only zero, that without it. */
function productRule(grad: Tensor, { input, dim, index, src, include_self, result }: Call): Tensor {
  const zero = src.eq(0);
  const zeros = gather(scatter_add(filled(grad.sizes, 0, src.dtype), dim, index, zero.to(src.dtype)), dim, index);
  const only = zero.logical_and(zeros.eq(1));
  const without = scatter_reduce(input, dim, index, src.masked_fill(only, 1), 'prod', { include_self });
  const quotient = gather(grad.mul(result), dim, index).div(src.masked_fill(zero, 1));
  return where(only, gather(grad.mul(without), dim, index), quotient);
}

const ScatterReduce = define({
  schema: 'scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True)',
  forward: (input, dim, index, src, reduce, include_self, out) => {
    if (REDUCTIONS[reduce] === undefined)
      throw new RuntimeError(`reduce argument must be either sum, prod, mean, amax or amin, got ${reduce}`);
    return reduceInto(input, dim, index, src, reduce, include_self, out);
  },
  derivative: {
    input: (grad, { input, dim, index, src, reduce, include_self, result }) =>
      gradientOfInput(grad, { input, dim, index, src, reduce, include_self, result }),
    src: (grad, { input, dim, index, src, reduce, include_self, result }) =>
      gradientOfSource(grad, { input, dim, index, src, reduce, include_self, result }),
  },
  inplace: true,
});

/** Options of {@link scatter_reduce} and {@link index_reduce}. */
export interface ScatterReduceOptions {
  /** Whether the elements of `input` take part. Default true. */
  include_self?: boolean;
}

/**
 * `input` with elements reduced along dimension `dim`: all src[i][j] with the same index[i][j] together, and with what is
 * there.
 *
 * @param dim the dimension that is indexed
 * @param index int64 or int32, as many dimensions as `input`, no larger than it apart from `dim`
 * @param src what to reduce: a tensor of the dtype of `input`, at least as large as `index`
 * @param reduce `sum`, `prod`, `mean`, `amax` or `amin`
 * @param options `include_self`
 * @returns a new tensor; places that no index names keep the element of `input`
 * @throws RuntimeError for an index out of bounds, of another dtype or of sizes that do not fit
 * @example
 * const index = torch.tensor([0n, 0n, 1n]);
 * const src = torch.tensor([1, 2, 3]);
 * console.log(torch.scatter_reduce(torch.zeros(2), 0, index, src, 'amax')); // tensor([2., 3.])
 * @see PyTorch: `torch.scatter_reduce`
 */
export function scatter_reduce(
  input: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: Reduction | (ScatterReduceOptions & { reduce: Reduction }),
  options?: ScatterReduceOptions,
): Tensor {
  return ScatterReduce.apply(input, dim, index, src, reduce, options);
}

const IndexReduce = define({
  schema: 'index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True)',
  forward: (input, dim, index, source, reduce, include_self, out) => {
    if (REDUCTIONS[reduce] === undefined || reduce === 'sum')
      throw new RuntimeError(
        `index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got ${reduce}.`,
      );
    const d = requireIndexed('index_reduce', input, dim, index, source);
    requireInside(index, 0, input.sizes[d] ?? 1, () => new IndexError('index out of range in self'));
    return reduceInto(input, d, repeated(index, source.sizes, d), source, reduce, include_self, out);
  },
  derivative: {
    input: (grad, { input, dim, index, source: src, reduce, include_self, result }) =>
      gradientOfInput(grad, { input, dim, index: repeated(index, src.sizes, dim), src, reduce, include_self, result }),
    source: (grad, { input, dim, index, source: src, reduce, include_self, result }) =>
      gradientOfSource(grad, { input, dim, index: repeated(index, src.sizes, dim), src, reduce, include_self, result }),
  },
  inplace: true,
});

/**
 * `input` with entries reduced along dimension `dim`: all entries of `source` with the same index together, and with what
 * is there.
 *
 * @param dim the dimension that is indexed
 * @param index a vector of int64 or int32: for each entry of `source` where it goes
 * @param source what to reduce, of the dtype of `input`, and of its sizes apart from `dim`
 * @param reduce `prod`, `mean`, `amax` or `amin`
 * @param options `include_self`
 * @returns a new tensor; entries that no index names stay as they are
 * @throws IndexError for an index out of range; RuntimeError for sizes that do not fit
 * @example
 * const source = torch.tensor([1, 2, 3]);
 * console.log(torch.index_reduce(torch.ones(2), 0, torch.tensor([0n, 0n, 1n]), source, 'prod')); // tensor([2., 3.])
 * @see PyTorch: `torch.index_reduce`
 */
export function index_reduce(
  input: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  reduce: Exclude<Reduction, 'sum'> | (ScatterReduceOptions & { reduce: Exclude<Reduction, 'sum'> }),
  options?: ScatterReduceOptions,
): Tensor {
  return IndexReduce.apply(input, dim, index, source, reduce, options);
}
