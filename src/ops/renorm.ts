import { no_grad } from '../autograd/modes.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Scalar } from '../tensor/promotion.js';
import type { Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { where } from './ternary.js';
import { normRule, vectorNorm } from './vector_norms.js';

// Parts of a tensor that are too long are shortened.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link renorm}. */
    renorm: Method<typeof renorm>;
    /** {@link renorm} in place. */
    renorm_: InPlace<typeof renorm>;
  }
}

/** What is added to a norm that divides. */
const EPSILON = 1e-7;

/** The norm of each part, and what parts that are too long are multiplied by. */
function measure(x: Tensor, p: number, dim: number, most: number): { norms: Tensor; dims: number[]; factor: Tensor } {
  const kept = wrapDim(dim, x.ndim);
  const dims = x.sizes.map((_, d) => d).filter((d) => d !== kept);
  const norms = vectorNorm(x, p, dims, true, null);
  return { norms, dims, factor: norms.add(EPSILON).reciprocal().mul(most) };
}

const Renorm = define({
  schema: 'renorm(Tensor input, Scalar p, int dim, Scalar maxnorm)',
  forward: (input, p, dim, maxnorm) => {
    if (!(Number(p) > 0)) throw new RuntimeError('renorm: non-positive-norm not supported');
    if (!(Number(maxnorm) >= 0)) throw new RuntimeError(`renorm: expected maxnorm to be >= 0 but got ${maxnorm}`);
    if (input.ndim < 2)
      throw new RuntimeError(`renorm: input needs at least 2 dimensions, got ${input.ndim} dimensions`);
    return no_grad(() => {
      const { norms, factor } = measure(input, Number(p), dim, Number(maxnorm));
      return input.mul(where(norms.gt(Number(maxnorm)), factor, 1));
    });
  },
  derivative: {
    // x·m/(‖x‖ + ε): by the rule for products, and that for norms
    input: (grad, { input, p, dim, maxnorm }) => {
      const { norms, dims, factor } = measure(input, Number(p), dim, Number(maxnorm));
      const ofNorms = grad.mul(input).sum(dims, true).mul(factor).div(norms.add(EPSILON)).neg();
      const shortened = grad.mul(factor).add(normRule(ofNorms, input, Number(p), dims, true, norms));
      return where(norms.gt(Number(maxnorm)), shortened, grad);
    },
  },
  inplace: true,
});

/**
 * The input with every part x along `dim` whose norm ‖x‖ₚ is larger than `maxnorm` scaled down to x·maxnorm/(‖x‖ₚ + 1e-7).
 *
 * @param input a tensor of at least two dimensions
 * @param p the order of the norm, positive
 * @param dim the dimension whose indices number the parts
 * @param maxnorm the largest norm, not negative
 * @returns a new tensor of the sizes of `input`
 * @throws RuntimeError for an order or a norm that cannot be; IndexError for a dimension that is not there
 * @example
 * console.log(torch.renorm(torch.tensor([[3, 4], [6, 8]]), 2, 0, 5)); // tensor([[3., 4.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.renorm`
 */
export function renorm(
  input: Tensor,
  p: Scalar | { p: Scalar; dim: number; maxnorm: Scalar },
  dim?: number | { dim: number; maxnorm: Scalar },
  maxnorm?: Scalar | { maxnorm: Scalar },
): Tensor {
  return Renorm.apply(input, p, dim, maxnorm);
}
