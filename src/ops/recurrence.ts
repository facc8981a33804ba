import { kernels } from '../ndarray/kernels.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, viewAs, type Tensor } from '../tensor/tensor.js';
import { mul } from './arithmetic.js';
import { define } from './define.js';
import { flip } from './flipping.js';

// The linear recurrence yₖ = xₖ + aₖ·yₖ₋₁ and the shift of a dimension by one: what derivatives of running products are
// made of. They need no division, so they are right where factors are zero.

/** Dimension `dim` from its end to its start. */
const reversed = (x: Tensor, dim: number) => flip(x, [dim]);

const Preceding = define({
  schema: '_preceding(Tensor input, int dim, float first)',
  method: false,
  forward: (input, dim, first) => {
    const result = emptyTensor(input.sizes, input.dtype);
    kernels.fill(result, first);
    if (input.sizes.length === 0 || input.sizes[dim] === 0) return result;
    const sizes = input.sizes.map((size, d) => (d === dim ? size - 1 : size));
    const { strides, offset } = result;
    kernels.copy(viewAs(result, sizes, strides, offset + strides[dim]), viewAs(input, sizes, input.strides));
    return result;
  },
  derivative: { input: (grad, { dim }) => reversed(preceding(reversed(grad, dim), dim, 0), dim) },
});

/** Along `dim`, each element's predecessor: [first, x₀, …, xₙ₋₂]. */
export function preceding(x: Tensor, dim: number, first: number): Tensor {
  return Preceding.apply(x, wrapDim(dim, x.sizes.length), first);
}

const Recurrence = define({
  schema: '_recurrence(Tensor x, Tensor a, int dim)',
  method: false,
  forward: (x, a, dim) => {
    const result = emptyTensor(x.sizes, x.dtype);
    kernels.recurrence(result, x, a, dim);
    return result;
  },
  derivative: {
    x: (grad, { a, dim }) => backwardRecurrence(grad, a, dim),
    a: (grad, { a, dim, result }) => mul(backwardRecurrence(grad, a, dim), preceding(result, dim, 0)),
  },
});

/** zₖ = xₖ + aₖ₊₁·zₖ₊₁ along `dim`, from the end: the transpose of {@link Recurrence}. */
export function backwardRecurrence(x: Tensor, a: Tensor, dim: number): Tensor {
  const d = wrapDim(dim, x.sizes.length);
  return reversed(Recurrence.apply(reversed(x, d), preceding(reversed(a, d), d, 0), d), d);
}

/** Along `dim`, for each element the product of all others: those before it times those after it. */
export function productOfOthers(x: Tensor, dim: number): Tensor {
  const before = preceding(x, dim, 1).cumprod(dim);
  const after = reversed(preceding(reversed(x, dim), dim, 1).cumprod(dim), dim);
  return mul(before, after);
}
