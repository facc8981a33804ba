import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul, sub } from './arithmetic.js';
import { clamp } from './clamp.js';
import { compose, type Method } from './define.js';
import { sqrt } from './exponential.js';
import { mm } from './products.js';
import { sum } from './reduction.js';

// How variables vary together. The rows of a matrix are variables, its columns observations.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link cov}. */
    cov: Method<typeof cov>;
    /** See {@link corrcoef}. */
    corrcoef: Method<typeof corrcoef>;
  }
}

/** Options of {@link cov}. */
export interface CovOptions {
  /** What is subtracted from the number of observations. Default 1. */
  correction?: number;
  /** How often each observation was made: integers. */
  fweights?: Tensor | null;
  /** How much each observation counts: floats. */
  aweights?: Tensor | null;
}

/** Checks one weight for each of n observations. */
function requireWeights(name: string, weights: Tensor, n: number, fits: boolean, wanted: string): void {
  if (weights.sizes.length > 1)
    throw new RuntimeError(
      `cov(): expected ${name} to have one or fewer dimensions but got ${name} with ${weights.sizes.length} dimensions`,
    );
  if (!fits)
    throw new RuntimeError(
      `cov(): expected ${name} to have ${wanted} dtype but got ${name} with ${weights.dtype.scalarName} dtype`,
    );
  if (weights.numel() !== n)
    throw new RuntimeError(
      `cov(): expected ${name} to have the same numel as there are observations in the input but got ${weights.numel()} != ${n}`,
    );
  if (n > 0 && weights.min().item() < 0) throw new RuntimeError(`cov(): ${name} cannot be negative`);
}

/** What the squared deviations are divided by: the sum of the weights, less the correction. */
function degreesOfFreedom(n: number, weights: Tensor | null, aweights: Tensor | null, correction: number) {
  if (weights === null) return Math.max(n - correction, 0);
  const total = sum(weights);
  const lost = aweights === null ? correction : mul(div(sum(mul(weights, aweights)), total), correction);
  return sub(total, lost).clamp({ min: 0 });
}

function requireMatrix(name: string, input: Tensor): void {
  if (input.sizes.length > 2)
    throw new RuntimeError(
      `${name}(): expected input to have two or fewer dimensions but got an input with ${input.sizes.length} dimensions`,
    );
}

const Cov = compose({
  schema: 'cov(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None)',
  compose: (input, correction, fweights, aweights) => {
    requireMatrix('cov', input);
    if (input.dtype === bool) throw new NotImplementedError('cov(): bool dtype is not supported for input');
    const x = input.sizes.length < 2 ? input.reshape(1, -1) : input;
    const n = x.sizes[1];
    if (fweights !== null) {
      const whole = !fweights.dtype.is_floating_point && fweights.dtype !== bool;
      requireWeights('fweights', fweights, n, whole, 'integral');
    }
    if (aweights !== null) requireWeights('aweights', aweights, n, aweights.dtype.is_floating_point, 'floating point');
    const weights = fweights !== null && aweights !== null ? mul(fweights, aweights) : (fweights ?? aweights);
    if (weights !== null && n > 0 && sum(weights).item() === 0)
      throw new RuntimeError("cov(): weights sum to zero, can't be normalized");
    const weighted = (values: Tensor) => (weights === null ? values : mul(values, weights));
    const mean = div(sum(weighted(x), 1, true), weights === null ? n : sum(weights));
    const deviations = sub(x, mean);
    const products = mm(deviations, weighted(deviations).t());
    return div(products, degreesOfFreedom(n, weights, aweights, correction)).squeeze();
  },
});

/**
 * The covariance matrix of variables: Cᵢⱼ = Σₖ wₖ (xᵢₖ − meanᵢ)(xⱼₖ − meanⱼ) / (Σ w − correction), the weights w being the
 * products of frequencies and importances, 1 by default.
 *
 * @param input a matrix whose rows are variables and whose columns are observations; or one variable
 * @param options `correction`, `fweights` and `aweights`
 * @returns a new matrix; a 0-dim tensor, the variance, for one variable
 * @throws RuntimeError for more than two dimensions and for weights that do not fit
 * @example
 * console.log(torch.cov(torch.tensor([[1, 2, 3], [3, 2, 1]]))); // tensor([[ 1., -1.],
 * //         [-1.,  1.]])
 * @see PyTorch: `torch.cov`
 */
export function cov(input: Tensor, options?: CovOptions): Tensor {
  return Cov.apply(input, options);
}

const CorrCoef = compose({
  schema: 'corrcoef(Tensor input)',
  compose: (input) => {
    requireMatrix('corrcoef', input);
    const c = cov(input);
    if (c.sizes.length === 0) return div(c, c);
    const deviations = sqrt(c.diagonal());
    return clamp(div(div(c, deviations.unsqueeze(1)), deviations.unsqueeze(0)), -1, 1);
  },
});

/**
 * The matrix of Pearson's correlation coefficients of variables: Rᵢⱼ = Cᵢⱼ / √(Cᵢᵢ Cⱼⱼ), C the covariance matrix.
 *
 * @param input a matrix whose rows are variables and whose columns are observations; or one variable
 * @returns a new matrix with entries from −1 to 1; a 0-dim tensor for one variable
 * @throws RuntimeError for more than two dimensions
 * @example
 * console.log(torch.corrcoef(torch.tensor([[1, 2, 3], [3, 2, 1]]))); // tensor([[ 1., -1.],
 * //         [-1.,  1.]])
 * @see PyTorch: `torch.corrcoef`
 */
export function corrcoef(input: Tensor): Tensor {
  return CorrCoef.apply(input);
}
