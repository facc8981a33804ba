import { kernels } from '../ndarray/kernels.js';
import { bool, type DType } from '../tensor/dtype.js';
import { NotImplementedError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { resultType } from '../tensor/promotion.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { div, mul, sub } from './arithmetic.js';
import { cast } from './copy.js';
import { compose, define, type InPlace, type Method } from './define.js';
import { binary, pointwise, unary } from './elementwise.js';
import { gt, ge, le } from './comparison.js';
import { where } from './ternary.js';

// The nonlinear functions between layers of a network, as far as `torch` itself has them.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link sigmoid}. */
    sigmoid: Method<typeof sigmoid>;
    /** {@link sigmoid} in place. */
    sigmoid_: InPlace<typeof sigmoid>;
    /** See {@link tanh}. */
    tanh: Method<typeof tanh>;
    /** {@link tanh} in place. */
    tanh_: InPlace<typeof tanh>;
    /** See {@link relu}. */
    relu: Method<typeof relu>;
    /** {@link relu} in place. */
    relu_: InPlace<typeof relu>;
    /** See {@link prelu}. */
    prelu: Method<typeof prelu>;
    /** See {@link hardshrink}. */
    hardshrink: Method<typeof hardshrink>;
    /** See {@link softmax}. */
    softmax: Method<typeof softmax>;
    /** See {@link log_softmax}. */
    log_softmax: Method<typeof log_softmax>;
  }
}

/** grad · (1 − y) · y: the derivative of y = σ(x). */
const SigmoidBackward = define({
  schema: 'sigmoid_backward(Tensor grad_output, Tensor output)',
  forward: binary('sigmoid_backward', 'same'),
  derivative: {
    grad_output: (grad, { output }) => SigmoidBackward.apply(grad, output),
    output: (grad, { grad_output, output }) => mul(mul(grad, grad_output), sub(1, mul(output, 2))),
  },
});

const Sigmoid = define({
  schema: 'sigmoid(Tensor input)',
  forward: unary('sigmoid', 'float'),
  derivative: { input: (grad, { result }) => SigmoidBackward.apply(grad, result) },
  inplace: true,
});

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), elementwise, precise in both tails.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.sigmoid(torch.tensor([0, 2, -2]))); // tensor([0.5000, 0.8808, 0.1192])
 * @see PyTorch: `torch.sigmoid`
 */
export function sigmoid(input: Tensor): Tensor {
  return Sigmoid.apply(input);
}

/** grad · (1 − y²): the derivative of y = tanh x. */
const TanhBackward = define({
  schema: 'tanh_backward(Tensor grad_output, Tensor output)',
  forward: binary('tanh_backward', 'same'),
  derivative: {
    grad_output: (grad, { output }) => TanhBackward.apply(grad, output),
    output: (grad, { grad_output, output }) => mul(mul(grad, grad_output), mul(output, -2)),
  },
});

const Tanh = define({
  schema: 'tanh(Tensor input)',
  forward: unary('tanh', 'float'),
  derivative: { input: (grad, { result }) => TanhBackward.apply(grad, result) },
  inplace: true,
});

/**
 * The hyperbolic tangent, elementwise.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.tanh(torch.tensor([0, 0.5, -100]))); // tensor([ 0.0000,  0.4621, -1.0000])
 * @see PyTorch: `torch.tanh`
 */
export function tanh(input: Tensor): Tensor {
  return Tanh.apply(input);
}

const rectified = unary('relu', 'same');

/** grad where y > 0, and 0 elsewhere: the derivative of y = max(x, 0). */
const ReluBackward = define({
  schema: 'threshold_backward(Tensor grad_output, Tensor result)',
  forward: binary('relu_backward', 'same'),
  derivative: { grad_output: (grad, { result }) => ReluBackward.apply(grad, result) },
});

const Relu = define({
  schema: 'relu(Tensor input)',
  forward: (input, out) => {
    if (input.dtype === bool) throw new NotImplementedError('Boolean inputs not supported for relu');
    return rectified(input, out);
  },
  derivative: { input: (grad, { result }) => ReluBackward.apply(grad, result) },
  inplace: true,
});

/**
 * max(x, 0), elementwise. Its derivative at 0 is 0.
 *
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.relu(torch.tensor([-1, 0, 2]))); // tensor([0., 0., 2.])
 * @see PyTorch: `torch.relu`
 */
export function relu(input: Tensor): Tensor {
  return Relu.apply(input);
}

const Threshold = define({
  schema: 'threshold(Tensor input, Scalar threshold, Scalar value)',
  forward: (input, threshold, value, out) =>
    pointwise(input.dtype, [input], out, (to, [x]) => {
      const over = emptyTensor(x.sizes, bool);
      kernels.binary('le', over, x, elementOf(input.dtype, threshold));
      kernels.where(to, over, numberLike(x, value), x);
    }),
  derivative: { input: (grad, { input, threshold }) => where(le(input, threshold), 0, grad) },
  method: false,
  inplace: true,
});

/**
 * The elements that are over a threshold, and `value` in place of the others.
 *
 * @param threshold what an element must be greater than to stay
 * @param value what takes the place of the others
 * @returns a new tensor
 * @example
 * console.log(torch.threshold(torch.tensor([1, 2, 3]), 2, -1)); // tensor([-1., -1.,  3.])
 * @see PyTorch: `torch.threshold`
 */
export function threshold(input: Tensor, threshold: Scalar, value: Scalar): Tensor {
  return Threshold.apply(input, threshold, value);
}
