import { kernels } from '../ndarray/kernels.js';
import { NotImplementedError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { eq } from './comparison.js';
import { compose, define, type Method, type Op, type Result } from './define.js';
import { expandReduced, reducedCount, reducedDims, reductionTarget, unreduce, type Dims } from './dims.js';
import { overloads } from './overloads.js';
import { mean } from './reduction.js';
import { where } from './ternary.js';

// Variances and standard deviations over dimensions.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link variance}. */
    var: Method<typeof variance>;
    /** See {@link std}. */
    std: Method<typeof std>;
  }
}

/** Options of {@link variance}, {@link std}, {@link var_mean} and {@link std_mean}. */
export interface VarianceOptions {
  /** The dimensions; all if left out. */
  dim?: Dims;
  /** What is subtracted from the number of elements. Default 1. */
  correction?: number | null;
  /** The same as a correction of 1 (true) or 0 (false). */
  unbiased?: boolean;
  /** Whether the dimensions stay, with size 1. Default false. */
  keepdim?: boolean;
}

/** The variance over dimensions, Σ (x − mean)² / (n − correction), and the mean. */
function moments(
  input: Tensor,
  dim: readonly number[] | null,
  correction: number,
  keepdim: boolean,
  refused: string,
): [variance: Tensor, mean: Tensor] {
  const { sizes, dtype } = input;
  if (!dtype.is_floating_point)
    throw new NotImplementedError(`${refused} only support floating point and complex dtypes`);
  const dims = reducedDims(dim, sizes.length);
  const [average, toAverage] = reductionTarget(sizes, dims, keepdim, dtype);
  const [squares, toSquares] = reductionTarget(sizes, dims, keepdim, dtype);
  kernels.moments(toAverage, toSquares, input, dims);
  kernels.binary('div', squares, squares, Math.max(reducedCount(sizes, dim) - correction, 0));
  return [squares, average];
}

function squareRoot(x: Tensor): Tensor {
  kernels.unary('sqrt', x, x);
  return x;
}

/** The gradient of a variance: 2·(x − mean) / (n − correction) · grad. */
function varianceRule(grad: Tensor, x: Tensor, dim: readonly number[] | null, correction: number, keepdim: boolean) {
  const factor = mul(unreduce(grad, x.sizes, dim, keepdim), 2 / (reducedCount(x.sizes, dim) - correction));
  return mul(factor, sub(x, mean(x, dim, true)));
}

/** The gradient of a standard deviation as that of the variance: grad / (2·std), 0 where std is 0. */
const throughRoot = (grad: Tensor, std: Tensor) => where(eq(std, 0), 0, div(grad, mul(std, 2)));

/** The sum of gradients of which some are missing. */
const sumOf = (a: Tensor | null, b: Tensor | null) => (a !== null && b !== null ? add(a, b) : (a ?? b));

/** The three forms that PyTorch has of each: with a correction, with `unbiased`, and with nothing but `unbiased`. */
function forms<R extends Result>(name: string, op: Op<R>, method: boolean): (...args: readonly unknown[]) => R {
  const ops = [
    compose({
      schema: `${name}(Tensor input, int[]? dim=None, *, Scalar? correction=None, bool keepdim=False)`,
      method: false,
      compose: (input, dim, correction, keepdim) => op.apply(input, dim, Number(correction ?? 1), keepdim),
    }),
    compose({
      schema: `${name}(Tensor input, int[]? dim, bool unbiased=True, bool keepdim=False)`,
      method: false,
      compose: (input, dim, unbiased, keepdim) => op.apply(input, dim, Number(unbiased), keepdim),
    }),
    compose({
      schema: `${name}(Tensor input, bool unbiased=True)`,
      method: false,
      compose: (input, unbiased) => op.apply(input, null, Number(unbiased), false),
    }),
  ];
  return overloads(name, ops, { method });
}

const Var = define({
  schema: '_var(Tensor input, int[]? dim, float correction, bool keepdim)',
  node: 'Var',
  method: false,
  forward: (input, dim, correction, keepdim) => moments(input, dim, correction, keepdim, 'std and var')[0],
  derivative: {
    input: (grad, { input, dim, correction, keepdim }) => varianceRule(grad, input, dim, correction, keepdim),
  },
});

const varForms = forms('var', Var, true);

/**
 * The variance over dimensions `dim`, or over all: Σ (input − mean)² / (n − correction).
 *
 * Bessel's correction of 1, the default, makes the estimate of a population's variance from a sample unbiased.
 *
 * @param dim the dimension or dimensions, all if left out; or `unbiased` alone
 * @param unbiased true for a correction of 1, false for 0
 * @param keepdim whether the dimensions stay, with size 1
 * @returns a new tensor; NaN or infinite where n ≤ correction
 * @throws NotImplementedError for integers; IndexError for a dimension out of range
 * @example
 * console.log(torch.var(torch.tensor([1, 2, 3, 4]))); // tensor(1.6667)
 * console.log(torch.tensor([[1, 3], [2, 6]]).var(1, { correction: 0 })); // tensor([1., 4.])
 * @see PyTorch: `torch.var`
 */
function variance(
  input: Tensor,
  dim?: Dims | boolean | VarianceOptions,
  unbiased?: boolean | VarianceOptions,
  keepdim?: boolean | VarianceOptions,
): Tensor {
  return varForms(input, dim, unbiased, keepdim);
}

export { variance as var };

const Std = define({
  schema: '_std(Tensor input, int[]? dim, float correction, bool keepdim)',
  node: 'Std',
  method: false,
  forward: (input, dim, correction, keepdim) => squareRoot(moments(input, dim, correction, keepdim, 'std and var')[0]),
  derivative: {
    input: (grad, { input, dim, correction, keepdim, result }) =>
      varianceRule(throughRoot(grad, result), input, dim, correction, keepdim),
  },
});

const stdForms = forms('std', Std, true);

/**
 * The standard deviation over dimensions `dim`, or over all: the root of the variance, √(Σ (input − mean)² / (n − correction)).
 *
 * @param dim the dimension or dimensions, all if left out; or `unbiased` alone
 * @param unbiased true for a correction of 1, false for 0
 * @param keepdim whether the dimensions stay, with size 1
 * @returns a new tensor; NaN or infinite where n ≤ correction
 * @throws NotImplementedError for integers; IndexError for a dimension out of range
 * @example
 * console.log(torch.std(torch.tensor([[1, 3], [2, 6]]), 1, false)); // tensor([1., 2.])
 * @see PyTorch: `torch.std`
 */
export function std(
  input: Tensor,
  dim?: Dims | boolean | VarianceOptions,
  unbiased?: boolean | VarianceOptions,
  keepdim?: boolean | VarianceOptions,
): Tensor {
  return stdForms(input, dim, unbiased, keepdim);
}

const VarMean = define({
  schema: '_var_mean(Tensor input, int[]? dim, float correction, bool keepdim)',
  node: 'VarMean',
  method: false,
  forward: (input, dim, correction, keepdim) => moments(input, dim, correction, keepdim, 'var_mean'),
  derivative: {
    input: ([gradVar, gradMean], { input, dim, correction, keepdim }) =>
      sumOf(
        gradVar && varianceRule(gradVar, input, dim, correction, keepdim),
        gradMean && expandReduced(div(gradMean, reducedCount(input.sizes, dim)), input.sizes, dim, keepdim),
      ),
  },
});

const varMeanForms = forms('var_mean', VarMean, false);

/**
 * The variance and the mean over dimensions `dim`, or over all, computed together.
 *
 * @param dim the dimension or dimensions, all if left out; or `unbiased` alone
 * @param unbiased true for a correction of 1, false for 0
 * @param keepdim whether the dimensions stay, with size 1
 * @returns new tensors: [variance, mean]
 * @throws NotImplementedError for integers; IndexError for a dimension out of range
 * @example
 * const [variance, mean] = torch.var_mean(torch.tensor([1, 2, 3]));
 * console.log(variance); // tensor(1.)
 * console.log(mean); // tensor(2.)
 * @see PyTorch: `torch.var_mean`
 */
export function var_mean(
  input: Tensor,
  dim?: Dims | boolean | VarianceOptions,
  unbiased?: boolean | VarianceOptions,
  keepdim?: boolean | VarianceOptions,
): [variance: Tensor, mean: Tensor] {
  return varMeanForms(input, dim, unbiased, keepdim);
}

const StdMean = define({
  schema: '_std_mean(Tensor input, int[]? dim, float correction, bool keepdim)',
  node: 'StdMean',
  method: false,
  forward: (input, dim, correction, keepdim): [std: Tensor, mean: Tensor] => {
    const [squares, average] = moments(input, dim, correction, keepdim, 'std_mean');
    return [squareRoot(squares), average];
  },
  derivative: {
    input: ([gradStd, gradMean], { input, dim, correction, keepdim, result }) =>
      sumOf(
        gradStd && varianceRule(throughRoot(gradStd, result[0]), input, dim, correction, keepdim),
        gradMean && expandReduced(div(gradMean, reducedCount(input.sizes, dim)), input.sizes, dim, keepdim),
      ),
  },
});

const stdMeanForms = forms('std_mean', StdMean, false);

/**
 * The standard deviation and the mean over dimensions `dim`, or over all, computed together.
 *
 * @param dim the dimension or dimensions, all if left out; or `unbiased` alone
 * @param unbiased true for a correction of 1, false for 0
 * @param keepdim whether the dimensions stay, with size 1
 * @returns new tensors: [standard deviation, mean]
 * @throws NotImplementedError for integers; IndexError for a dimension out of range
 * @example
 * const [std, mean] = torch.std_mean(torch.tensor([1, 2, 3]));
 * console.log(std); // tensor(1.)
 * console.log(mean); // tensor(2.)
 * @see PyTorch: `torch.std_mean`
 */
export function std_mean(
  input: Tensor,
  dim?: Dims | boolean | VarianceOptions,
  unbiased?: boolean | VarianceOptions,
  keepdim?: boolean | VarianceOptions,
): [std: Tensor, mean: Tensor] {
  return stdMeanForms(input, dim, unbiased, keepdim);
}
