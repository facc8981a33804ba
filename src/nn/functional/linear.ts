import { contiguousStrides, elementCount } from '../../ndarray/strided.js';
import { RuntimeError } from '../../tensor/errors.js';
import { Tensor } from '../../tensor/tensor.js';
import { add, addmm, matmul, mm, mul, reshape, sum, transpose, unsqueeze } from '../../ops/index.js';
import { compose, define } from '../../ops/define.js';

// Maps that are linear in their input.

/** The rows of a fresh matrix under other leading sizes. Nobody sees the matrix, so the result is no view. */
const UnsafeView = define({
  schema: '_unsafe_view(Tensor input, int[] size)',
  method: false,
  forward: (input, size) => new Tensor(input.storage, size, contiguousStrides(size), input.offset, input.dtype),
  derivative: { input: (grad, { size }) => reshape(grad, [elementCount(size.slice(0, -1)), size[size.length - 1]]) },
});

const Linear = compose({
  schema: 'linear(Tensor input, Tensor weight, Tensor? bias=None)',
  method: false,
  compose: (input, weight, bias) => {
    const n = input.ndim;
    if (n === 0 || weight.ndim === 0)
      throw new RuntimeError(`both arguments to linear need to be at least 1D, but they are ${n}D and ${weight.ndim}D`);
    if (weight.ndim > 2)
      throw new RuntimeError(`t() expects a tensor with <= 2 dimensions, but self is ${weight.ndim}D`);
    const map = weight.ndim === 1 ? weight : transpose(weight, 0, 1);
    if (map.ndim === 1 || (n !== 2 && bias !== null && !input.is_contiguous())) {
      const product = matmul(input, map);
      return bias === null ? product : add(product, bias);
    }
    const batch = input.sizes.slice(0, -1);
    const rows = n === 2 ? input : reshape(input, [elementCount(batch), input.sizes[n - 1]]);
    const result = bias === null ? mm(rows, map) : addmm(bias, rows, map);
    return n === 2 ? result : UnsafeView.apply(result, [...batch, weight.sizes[0]]);
  },
});

/**
 * y = x·Wᵀ + b.
 *
 * @param input x, [*, in_features] with any leading dimensions
 * @param weight W, [out_features, in_features], or [in_features] for a single result
 * @param bias b, [out_features], or null
 * @returns a new tensor [*, out_features]
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * const W = torch.tensor([[1, 0], [0, 2], [1, 1]]);
 * console.log(torch.nn.functional.linear(torch.tensor([3, 4]), W)); // tensor([3., 8., 7.])
 * @see PyTorch: `torch.nn.functional.linear`
 */
export function linear(
  input: Tensor,
  weight: Tensor | { weight: Tensor; bias?: Tensor | null },
  bias?: Tensor | null | { bias?: Tensor | null },
): Tensor {
  return Linear.apply(input, weight, bias);
}

const Bilinear = compose({
  schema: 'bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None)',
  method: false,
  compose: (input1, input2, weight, bias) => {
    if (input1.ndim !== input2.ndim)
      throw new RuntimeError(`bilinear(): input dimensions do not match: got ${input1.ndim} and ${input2.ndim}`);
    input1.sizes.slice(0, -1).forEach((size, d) => {
      if (size !== input2.sizes[d])
        throw new RuntimeError(
          `bilinear(): input batch dimensions do not match at dim ${d}: got ${size} and ${input2.sizes[d]}`,
        );
    });
    [input1, input2].forEach((input, i) => {
      const size = input.sizes[input.ndim - 1];
      if (size !== weight.sizes[i + 1])
        throw new RuntimeError(
          `bilinear(): input${i + 1} size does not match weight size: got ${size} but expected ${weight.sizes[i + 1]}`,
        );
    });
    // yₖ = Σⱼ (Σᵢ x₁ᵢ Wₖᵢⱼ) x₂ⱼ: first all outputs of the left sum as one product of matrices
    const [out, m, n] = weight.sizes;
    const batch = input1.sizes.slice(0, -1);
    const left = matmul(input1, reshape(weight.permute(1, 0, 2), [m, out * n]));
    const product = sum(mul(reshape(left, [...batch, out, n]), unsqueeze(input2, -2)), -1);
    return bias === null ? product : add(product, bias);
  },
});

/**
 * yₖ = x₁ᵀ·Wₖ·x₂ + bₖ, a form that is linear in each of two inputs.
 *
 * @param input1 x₁, [*, in1_features]
 * @param input2 x₂, [*, in2_features], with the same leading dimensions
 * @param weight W, [out_features, in1_features, in2_features]
 * @param bias b, [out_features], or null
 * @returns a new tensor [*, out_features]
 * @throws RuntimeError where the shapes do not fit
 * @example
 * const W = torch.eye(2).reshape(1, 2, 2);
 * console.log(torch.nn.functional.bilinear(torch.tensor([1, 2]), torch.tensor([3, 4]), W)); // tensor([11.])
 * @see PyTorch: `torch.nn.functional.bilinear`
 */
export function bilinear(
  input1: Tensor,
  input2: Tensor,
  weight: Tensor,
  bias?: Tensor | null | { bias?: Tensor | null },
): Tensor {
  return Bilinear.apply(input1, input2, weight, bias);
}
