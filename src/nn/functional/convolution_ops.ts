import { kernels } from '../../ndarray/kernels.js';
import { elementCount } from '../../ndarray/strided.js';
import { define, type Op } from '../../ops/define.js';
import { sum } from '../../ops/index.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { denseAs } from './windows.js';

// Convolution y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation] over any number of dimensions.
//
// Σ g·y is linear in each of g, x and w. Its derivative in g is the convolution, that in x the transposed convolution, that in w the
// correlation of x and g. So each of these three ops has the other two as its derivatives, to any order.

/** How the kernel slides, as arguments of an op. */
const SHAPE = 'int[] stride, int[] padding, int[] dilation, int groups' as const;

/** b's gradient: that of every element of its channel. */
const overChannels = (grad: Tensor) => {
  const [n, channels] = grad.sizes;
  const places = elementCount(grad.sizes.slice(2));
  return sum(sum(grad.reshape(n, channels, places), 2), 0);
};

/** w ∗ x + b; `outputs` are the sizes of the result behind batch and channels. */
export const Convolution: Op<Tensor> = define({
  schema: `convolution(Tensor input, Tensor weight, Tensor? bias, ints outputs, ${SHAPE})`,
  method: false,
  forward: (input, weight, bias, outputs, stride, padding, dilation, groups) => {
    const result = emptyTensor([input.sizes[0], weight.sizes[0], ...outputs], input.dtype);
    const [x, w, b] = [denseAs(input), denseAs(weight), bias === null ? null : denseAs(bias)];
    kernels.convolution(result, x, w, b, { stride, padding, dilation, groups });
    return result;
  },
  derivative: {
    input: (grad, { weight, sizes, stride, padding, dilation, groups }) =>
      TransposedConvolution.apply(grad, weight, null, sizes.slice(2), stride, padding, dilation, groups),
    weight: (grad, { input, sizes, stride, padding, dilation, groups }) =>
      Correlation.apply(input, grad, sizes, stride, padding, dilation, groups),
    bias: overChannels,
  },
});

/** The transpose of {@link Convolution}: every input is spread over the outputs that it would be gathered from. */
export const TransposedConvolution: Op<Tensor> = define({
  schema: `_transposed_convolution(Tensor input, Tensor weight, Tensor? bias, ints outputs, ${SHAPE})`,
  node: 'Convolution',
  method: false,
  forward: (input, weight, bias, outputs, stride, padding, dilation, groups) => {
    const result = emptyTensor([input.sizes[0], weight.sizes[1] * groups, ...outputs], input.dtype);
    const [x, w, b] = [denseAs(input), denseAs(weight), bias === null ? null : denseAs(bias)];
    kernels.convolutionInput(result, x, w, b, { stride, padding, dilation, groups });
    return result;
  },
  derivative: {
    input: (grad, { weight, sizes, stride, padding, dilation, groups }) =>
      Convolution.apply(grad, weight, null, sizes.slice(2), stride, padding, dilation, groups),
    weight: (grad, { input, sizes, stride, padding, dilation, groups }) =>
      Correlation.apply(grad, input, sizes, stride, padding, dilation, groups),
    bias: overChannels,
  },
});

/** Σ over batch and positions of x and y, for each weight of the given sizes that connects them: the gradient of the weights. */
const Correlation: Op<Tensor> = define({
  schema: `_convolution_weight(Tensor x, Tensor y, ints size, ${SHAPE})`,
  node: 'ConvolutionBackward',
  method: false,
  forward: (x, y, size, stride, padding, dilation, groups) => {
    const result = emptyTensor(size, x.dtype);
    kernels.convolutionWeight(result, denseAs(x), denseAs(y), { stride, padding, dilation, groups });
    return result;
  },
  derivative: {
    x: (grad, { y, sizes, stride, padding, dilation, groups }) =>
      TransposedConvolution.apply(y, grad, null, sizes.slice(2), stride, padding, dilation, groups),
    y: (grad, { x, sizes, stride, padding, dilation, groups }) =>
      Convolution.apply(x, grad, null, sizes.slice(2), stride, padding, dilation, groups),
  },
});
