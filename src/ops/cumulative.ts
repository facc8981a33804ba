import { kernels } from '../ndarray/kernels.js';
import { int64, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { named, type ValuesAndIndices } from '../tensor/named.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { mul, sub } from './arithmetic.js';
import { eq } from './comparison.js';
import { define, type InPlace, type Method } from './define.js';
import { converted } from './elementwise.js';
import { exp } from './exponential.js';
import { flip } from './flipping.js';
import { addAlong } from './picking.js';
import { backwardRecurrence, preceding } from './recurrence.js';
import { where } from './ternary.js';

// Running sums, products and extremes along a dimension: element k of a result depends on elements 0 … k.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link cumsum}. */
    cumsum: Method<typeof cumsum>;
    /** {@link cumsum} in place. */
    cumsum_: InPlace<typeof cumsum>;
    /** See {@link cumprod}. */
    cumprod: Method<typeof cumprod>;
    /** {@link cumprod} in place. */
    cumprod_: InPlace<typeof cumprod>;
    /** See {@link logcumsumexp}. */
    logcumsumexp: Method<typeof logcumsumexp>;
    /** See {@link cummax}. */
    cummax: Method<typeof cummax>;
    /** See {@link cummin}. */
    cummin: Method<typeof cummin>;
  }
}

/** Options of {@link cumsum} and {@link cumprod}. */
export interface CumulativeOptions {
  /** The dimension to walk along. */
  dim?: number;
  /** The dtype to compute in and return. Default: that of the input, int64 for integers and bools. */
  dtype?: DType | null;
}

/** Runs the kernel of that name along `dim`, into `out` where it is given: then the dtype must be that of the input. */
function scanned(kernel: string, input: Tensor, dim: number, dtype: DType | null, out: Tensor | undefined): Tensor {
  const d = wrapDim(dim, input.sizes.length);
  const usual = input.dtype.is_floating_point || out !== undefined ? input.dtype : int64;
  const type = dtype ?? usual;
  if (out !== undefined && type !== out.dtype)
    throw new RuntimeError(
      `Bad in-place call: input tensor dtype ${out.dtype.cName} and output tensor dtype ${type.cName} should match`,
    );
  if (type.name === 'bool')
    throw new NotImplementedError(`"${kernel}_out_cpu" not implemented for '${type.scalarName}'`);
  const result = out ?? emptyTensor(input.sizes, type);
  kernels.scan(kernel, result, converted(input, type), d);
  return result;
}

const CumSum = define({
  schema: 'cumsum(Tensor input, int dim, *, dtype? dtype=None)',
  node: 'Cumsum',
  forward: (input, dim, dtype, out) => scanned('cumsum', input, dim, dtype, out),
  derivative: { input: (grad, { dim }) => flip(cumsum(flip(grad, [dim]), dim), [dim]) },
  inplace: true,
});

/**
 * The running sum along `dim`: yₖ = x₀ + … + xₖ.
 *
 * @param dim the dimension
 * @param options `dtype`; integers and bools are summed as int64
 * @returns a new tensor
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.cumsum(torch.tensor([1, 2, 3]), 0)); // tensor([1., 3., 6.])
 * @see PyTorch: `torch.cumsum`
 */
export function cumsum(input: Tensor, dim: number | CumulativeOptions, options?: CumulativeOptions): Tensor {
  return CumSum.apply(input, dim, options);
}

const CumProd = define({
  schema: 'cumprod(Tensor input, int dim, *, dtype? dtype=None)',
  node: 'Cumprod',
  forward: (input, dim, dtype, out) => scanned('cumprod', input, dim, dtype, out),
  derivative: {
    // ∂L/∂xᵢ = yᵢ₋₁·zᵢ with zᵢ = gᵢ + xᵢ₊₁·zᵢ₊₁: right where x is zero, as nothing is divided
    input: (grad, { input, dim, result }) => mul(preceding(result, dim, 1), backwardRecurrence(grad, input, dim)),
  },
  inplace: true,
});

/**
 * The running product along `dim`: yₖ = x₀ · … · xₖ.
 *
 * @param dim the dimension
 * @param options `dtype`; integers and bools are multiplied as int64
 * @returns a new tensor
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.cumprod(torch.tensor([1, 2, 3]), 0)); // tensor([1., 2., 6.])
 * @see PyTorch: `torch.cumprod`
 */
export function cumprod(input: Tensor, dim: number | CumulativeOptions, options?: CumulativeOptions): Tensor {
  return CumProd.apply(input, dim, options);
}

const LogCumSumExp = define({
  schema: 'logcumsumexp(Tensor input, int dim)',
  node: 'Logcumsumexp',
  forward: (input, dim) => {
    const d = wrapDim(dim, input.sizes.length);
    if (!input.dtype.is_floating_point)
      throw new NotImplementedError(`"logcumsumexp_out_cpu" not implemented for '${input.dtype.scalarName}'`);
    const result = emptyTensor(input.sizes, input.dtype);
    kernels.scan('logcumsumexp', result, input, d);
    return result;
  },
  derivative: {
    // ∂L/∂xᵢ = Σ_{j≥i} gⱼ·e^(xᵢ − yⱼ) = e^(xᵢ − yᵢ)·zᵢ with zᵢ = gᵢ + e^(yᵢ − yᵢ₊₁)·zᵢ₊₁: as y grows, no power exceeds 1
    input: (grad, { input, dim, result }) => {
      const before = preceding(result, dim, -Infinity);
      const step = where(eq(before, result), 1, exp(sub(before, result))); // infinite differences too
      return mul(exp(sub(input, result)), backwardRecurrence(grad, step, dim));
    },
  },
});

/**
 * The logarithm of the running sum of exponentials along `dim`: yₖ = log(e^x₀ + … + e^xₖ), computed so that nothing
 * overflows.
 *
 * @param dim the dimension
 * @returns a new tensor
 * @throws IndexError for a dimension out of range, NotImplementedError for integers
 * @example
 * console.log(torch.logcumsumexp(torch.tensor([1000, 1000]), 0)); // tensor([1000.0000, 1000.6932])
 * @see PyTorch: `torch.logcumsumexp`
 */
export function logcumsumexp(input: Tensor, dim: number | { dim: number }): Tensor {
  return LogCumSumExp.apply(input, dim);
}

function runningExtreme(kind: 'max' | 'min', input: Tensor, dim: number): ValuesAndIndices {
  const d = wrapDim(dim, input.sizes.length);
  const [values, indices] = [emptyTensor(input.sizes, input.dtype), emptyTensor(input.sizes, int64)];
  kernels.cumulativeExtremum(kind, values, indices, input, d);
  return named(['values', 'indices'], [values, indices], `cum${kind}`);
}

const CumMax = define({
  schema: 'cummax(Tensor input, int dim)',
  node: 'Cummax',
  forward: (input, dim) => runningExtreme('max', input, dim),
  derivative: { input: ([grad], { sizes, dim, result }) => grad && addAlong(grad, sizes, dim, result[1]) },
});

/**
 * The largest element so far along `dim`, and where it is (the last of equal ones). NaN, once met, stays.
 *
 * @param dim the dimension
 * @returns new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range
 * @example
 * const { values, indices } = torch.cummax(torch.tensor([1, 3, 2, 3]), 0);
 * console.log(values); // tensor([1., 3., 3., 3.])
 * console.log(indices); // tensor([0, 1, 1, 3])
 * @see PyTorch: `torch.cummax`
 */
export function cummax(input: Tensor, dim: number | { dim: number }): ValuesAndIndices {
  return CumMax.apply(input, dim);
}

const CumMin = define({
  schema: 'cummin(Tensor input, int dim)',
  node: 'Cummin',
  forward: (input, dim) => runningExtreme('min', input, dim),
  derivative: { input: ([grad], { sizes, dim, result }) => grad && addAlong(grad, sizes, dim, result[1]) },
});

/**
 * The smallest element so far along `dim`, and where it is (the last of equal ones). NaN, once met, stays.
 *
 * @param dim the dimension
 * @returns new tensors `values` and `indices` (int64)
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.cummin(torch.tensor([3, 1, 2]), 0).values); // tensor([3., 1., 1.])
 * @see PyTorch: `torch.cummin`
 */
export function cummin(input: Tensor, dim: number | { dim: number }): ValuesAndIndices {
  return CumMin.apply(input, dim);
}
