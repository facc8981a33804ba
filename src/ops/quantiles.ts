import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { mul, sub } from './arithmetic.js';
import { full } from './creation.js';
import { compose, type Method } from './define.js';
import { gather } from './gathering.js';
import { sum } from './reduction.js';
import { sort } from './sorting.js';
import { where } from './ternary.js';

// Quantiles: between the sorted elements.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link quantile}. */
    quantile: Method<typeof quantile>;
    /** See {@link nanquantile}. */
    nanquantile: Method<typeof nanquantile>;
  }
}

/** What {@link quantile} gives between two elements: a mixture, one of them, or their mean. */
export type Interpolation = 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest';

const INTERPOLATIONS = ['linear', 'lower', 'higher', 'midpoint', 'nearest'];

/** Checks the arguments of a quantile, and gives `q` as a tensor. */
function requireQuantile(input: Tensor, q: Tensor | number, interpolation: string): Tensor {
  const refuse = (what: string): never => {
    throw new RuntimeError(`quantile() ${what}`);
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
  const levels = requireQuantile(input, q, interpolation);
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
