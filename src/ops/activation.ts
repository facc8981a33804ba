import { bool } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, mul, sub } from './arithmetic.js';
import { gt, le } from './comparison.js';
import { addMethod, compose, define, type InPlace, type Method, type Op } from './define.js';
import { binary, converted, requireFloat, unary } from './elementwise.js';
import { elu } from './elu.js';
import { exp } from './exponential.js';
import { abs } from './signs.js';
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
  }
}

/** grad · (1 − y) · y: the derivative of y = σ(x). */
const SigmoidBackward: Op<Tensor> = define({
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
const TanhBackward: Op<Tensor> = define({
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
const ReluBackward: Op<Tensor> = define({
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
  forward: (input, threshold, value) => {
    const x = input.detach();
    return converted(where(le(x, threshold), value, x), x.dtype);
  },
  derivative: { input: (grad, { input, threshold }) => where(le(input, threshold), 0, grad) },
  method: false,
});

/**
 * The elements greater than a threshold, and `value` in place of the others.
 *
 * @param threshold what an element must exceed to stay
 * @param value what takes the place of the others
 * @returns a new tensor
 * @example
 * console.log(torch.threshold(torch.tensor([1, 2, 3]), 2, -1)); // tensor([-1., -1.,  3.])
 * @see PyTorch: `torch.threshold`
 */
export function threshold(input: Tensor, threshold: Scalar, value: Scalar): Tensor {
  return Threshold.apply(input, threshold, value);
}

const Hardshrink = define({
  schema: 'hardshrink(Tensor input, Scalar lambd=0.5)',
  forward: (input, lambd) => {
    requireFloat('hardshrink_cpu', input);
    const x = input.detach();
    return where(le(abs(x), lambd), 0, x);
  },
  derivative: { input: (grad, { input, lambd }) => where(le(abs(input), lambd), 0, grad) },
});

/**
 * The elements with |x| > λ, and 0 in place of the others.
 *
 * @param lambd λ, what |x| must exceed; default 0.5
 * @returns a new tensor
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.hardshrink(torch.tensor([-1, 0.25, 2]))); // tensor([-1.,  0.,  2.])
 * @see PyTorch: `torch.hardshrink`
 */
export function hardshrink(input: Tensor, lambd?: Scalar | { lambd?: Scalar }): Tensor {
  return Hardshrink.apply(input, lambd);
}

const Prelu = define({
  schema: '_prelu_kernel(Tensor input, Tensor weight)',
  method: false,
  forward: (input, weight) => {
    const x = input.detach();
    return where(gt(x, 0), x, mul(weight.detach(), x));
  },
  derivative: {
    input: (grad, { input, weight }) => where(gt(input, 0), grad, mul(weight, grad)),
    weight: (grad, { input }) => where(gt(input, 0), 0, mul(input, grad)),
  },
});

/**
 * x where x > 0, and w · x elsewhere, with a learnable slope w for all elements or for each channel (dimension 1).
 *
 * @param weight one slope, or as many as there are channels
 * @returns a new tensor
 * @throws RuntimeError for another number of slopes
 * @example
 * console.log(torch.prelu(torch.tensor([-2, 3]), torch.tensor([0.25]))); // tensor([-0.5000,  3.0000])
 * @see PyTorch: `torch.prelu`; He et al. 2015, Delving Deep into Rectifiers, equation 1
 */
export function prelu(input: Tensor, weight: Tensor | { weight: Tensor }): Tensor {
  const [x, w] = preluSignature.bind([input, weight]);
  const channels = x.sizes.length > 1 ? x.sizes[1] : 1;
  if (w.sizes.length > 1)
    throw new RuntimeError(`prelu: Expected \`weight\` to be a scalar or 1D tensor, but got: ndim = ${w.sizes.length}`);
  if (w.numel() !== 1 && x.sizes.length === 0) throw new RuntimeError('Not allow zero-dim input tensor.');
  if (w.numel() !== 1 && w.numel() !== channels)
    throw new RuntimeError(
      'Mismatch of parameter numbers and input channel size. ' +
        `Found parameter numbers = ${w.numel()} and channel size = ${channels}.`,
    );
  return Prelu.apply(
    x,
    x.sizes.length > 1 ? w.reshape(-1, ...x.sizes.slice(2).map(() => 1)) : w.reshape(x.sizes.map(() => 1)),
  );
}

const preluSignature = new Signature('prelu(Tensor input, Tensor weight)');
addMethod('prelu', function (weight: Tensor) {
  return prelu(this, weight);
});

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

const Selu = compose({
  schema: 'selu(Tensor input)',
  compose: (input) => elu(input, SELU_ALPHA, SELU_SCALE),
  method: false,
});

/**
 * λ · x where x > 0, and λα · (eˣ − 1) elsewhere, with the λ and α that keep mean 0 and variance 1 from layer to layer.
 *
 * @returns a new tensor
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.selu(torch.tensor([-1, 0, 1]))); // tensor([-1.1113,  0.0000,  1.0507])
 * @see PyTorch: `torch.selu`; Klambauer et al. 2017, Self-Normalizing Neural Networks, equation 2
 */
export function selu(input: Tensor): Tensor {
  return Selu.apply(input);
}

const Celu = define({
  schema: 'celu(Tensor input, Scalar alpha=1.0)',
  method: false,
  forward: (input, alpha) => {
    if (Number(alpha) === 0) throw new RuntimeError('ZeroDivisionError: alpha cannot be 0 for CELU');
    return elu(input.detach(), alpha, 1, 1 / Number(alpha));
  },
  derivative: { input: (grad, { input, alpha }) => mul(grad, where(gt(input, 0), 1, exp(div(input, alpha)))) },
});

/**
 * x where x > 0, and α · (e^(x/α) − 1) elsewhere.
 *
 * @param alpha α, not 0; default 1
 * @returns a new tensor
 * @throws RuntimeError where α is 0; NotImplementedError for integers
 * @example
 * console.log(torch.celu(torch.tensor([-1, 0, 1]), 2)); // tensor([-0.7869,  0.0000,  1.0000])
 * @see PyTorch: `torch.celu`; Barron 2017, Continuously Differentiable Exponential Linear Units
 */
export function celu(input: Tensor, alpha?: Scalar | { alpha?: Scalar }): Tensor {
  return Celu.apply(input, alpha);
}
