import { kernels } from '../ndarray/kernels.js';
import type { DType } from '../tensor/dtype.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { exp } from './exponential.js';
import { mul, neg, sub } from './arithmetic.js';
import { cast } from './copy.js';
import { compose, define, type Method, type Op } from './define.js';
import { requireFloat } from './elementwise.js';

// Softmax and its logarithm along a dimension, computed from differences to the largest element, so that nothing overflows.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link softmax}. */
    softmax: Method<typeof softmax>;
    /** See {@link log_softmax}. */
    log_softmax: Method<typeof log_softmax>;
  }
}

/** Options of {@link softmax} and {@link log_softmax}. */
export interface SoftmaxOptions {
  /** The dimension along which the results sum up to 1. */
  dim?: number;
  /** The dtype to compute in and return. */
  dtype?: DType | null;
}

/** The value of softmax (or of its logarithm) along a dimension. */
function normalized(log: boolean, input: Tensor, dim: number): Tensor {
  const d = wrapDim(dim, input.sizes.length);
  const kernel = log ? 'log_softmax' : 'softmax';
  requireFloat(d >= input.sizes.length - 1 ? `${kernel}_lastdim_kernel_impl` : `${kernel}_kernel_impl`, input);
  const result = emptyTensor(input.sizes, input.dtype);
  kernels.softmax(log, result, input, d);
  return result;
}

/** Its derivative, from the gradient and the result. */
function normalizedBackward(log: boolean, grad: Tensor, output: Tensor, dim: number): Tensor {
  const result = emptyTensor(output.sizes, output.dtype);
  kernels.softmaxBackward(log, result, grad, output, wrapDim(dim, output.sizes.length));
  return result;
}

/** y · (g − Σ g·y), the derivative of y = softmax x. */
const SoftmaxBackward: Op<Tensor> = define({
  schema: '_softmax_backward_data(Tensor grad_output, Tensor output, int dim)',
  forward: (grad_output, output, dim) => normalizedBackward(false, grad_output, output, dim),
  derivative: {
    grad_output: (grad, { output, dim }) => SoftmaxBackward.apply(grad, output, dim),
    output: (grad, { grad_output, output, dim }) => {
      const sums = (a: Tensor, b: Tensor) => mul(a, b).sum(dim, true);
      return sub(mul(grad, sub(grad_output, sums(grad_output, output))), mul(grad_output, sums(grad, output)));
    },
  },
});

const Softmax = define({
  schema: '_softmax(Tensor input, int dim)',
  method: false,
  forward: (input, dim) => normalized(false, input, dim),
  derivative: { input: (grad, { dim, result }) => SoftmaxBackward.apply(grad, result, dim) },
});

const SoftmaxOfDtype = compose({
  schema: 'softmax(Tensor input, int dim, dtype? dtype=None)',
  compose: (input, dim, dtype) => Softmax.apply(dtype === null ? input : cast(input, dtype), dim),
});

/**
 * softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ along dimension `dim`: positive numbers that sum up to 1.
 *
 * @param dim the dimension
 * @param dtype the dtype to compute in; by default that of `input`
 * @returns a new tensor of the same sizes
 * @throws IndexError for a dimension out of range; NotImplementedError for integers without `dtype`
 * @example
 * console.log(torch.softmax(torch.tensor([0, Math.log(3)]), 0)); // tensor([0.2500, 0.7500])
 * @see PyTorch: `torch.softmax`
 */
export function softmax(input: Tensor, dim: number | SoftmaxOptions, dtype?: DType | null | SoftmaxOptions): Tensor {
  return SoftmaxOfDtype.apply(input, dim, dtype);
}

/** g − e^y · Σ g, the derivative of y = log softmax x. */
const LogSoftmaxBackward: Op<Tensor> = define({
  schema: '_log_softmax_backward_data(Tensor grad_output, Tensor output, int dim)',
  forward: (grad_output, output, dim) => normalizedBackward(true, grad_output, output, dim),
  derivative: {
    grad_output: (grad, { output, dim }) => sub(grad, mul(grad, exp(output)).sum(dim, true)),
    output: (grad, { grad_output, output, dim }) => neg(mul(mul(grad, exp(output)), grad_output.sum(dim, true))),
  },
});

const LogSoftmax = define({
  schema: '_log_softmax(Tensor input, int dim)',
  method: false,
  forward: (input, dim) => normalized(true, input, dim),
  derivative: { input: (grad, { dim, result }) => LogSoftmaxBackward.apply(grad, result, dim) },
});

const LogSoftmaxOfDtype = compose({
  schema: 'log_softmax(Tensor input, int dim, dtype? dtype=None)',
  compose: (input, dim, dtype) => LogSoftmax.apply(dtype === null ? input : cast(input, dtype), dim),
});

/**
 * log softmax(x)ᵢ = xᵢ − log Σⱼ e^xⱼ along dimension `dim`, precise where the softmax itself would underflow.
 *
 * @param dim the dimension
 * @param dtype the dtype to compute in; by default that of `input`
 * @returns a new tensor of the same sizes
 * @throws IndexError for a dimension out of range; NotImplementedError for integers without `dtype`
 * @example
 * console.log(torch.log_softmax(torch.tensor([0, 1000]), 0)); // tensor([-1000.,     0.])
 * @see PyTorch: `torch.log_softmax`
 */
export function log_softmax(
  input: Tensor,
  dim: number | SoftmaxOptions,
  dtype?: DType | null | SoftmaxOptions,
): Tensor {
  return LogSoftmaxOfDtype.apply(input, dim, dtype);
}
