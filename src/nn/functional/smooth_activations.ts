import { no_grad } from '../../autograd/modes.js';
import { define } from '../../ops/define.js';
import { requireFloat } from '../../ops/elementwise.js';
import { erf } from '../../ops/error_functions.js';
import { add, cat, clamp, div, exp, gt, le, log1p, lt, mul, neg, sigmoid, sub, tanh, where } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError } from '../../tensor/errors.js';
import { wrapDim } from '../../tensor/index_key.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { maybeInPlace, type InPlaceOption } from './inplace.js';

// Activations that bend smoothly (or, to be faster, nearly so): x times a gate, and soft forms of max(x, 0).

/** Φ(x), the probability that a normal number is below x. */
const normalCdf = (x: Tensor) => erf(mul(x, Math.SQRT1_2)).add(1).mul(0.5);
/** φ(x) = e^(−x²/2) / √(2π), the derivative of Φ. */
const normalDensity = (x: Tensor) => exp(mul(x, x).mul(-0.5)).mul(1 / Math.sqrt(2 * Math.PI));

const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBIC = 0.044715;
/** √(2/π)·(x + 0.044715·x³). */
const geluInner = (x: Tensor) => mul(add(x, mul(mul(mul(x, x), x), GELU_CUBIC)), GELU_SCALE);

const Gelu = define({
  schema: 'gelu(Tensor input, bool approximate)',
  method: false,
  forward: (input, approximate) => {
    requireFloat('GeluKernelImpl', input);
    return no_grad(() =>
      approximate ? mul(mul(input, 0.5), tanh(geluInner(input)).add(1)) : mul(input, normalCdf(input)),
    );
  },
  derivative: {
    input: (grad, { input, approximate }) => {
      if (!approximate) return mul(grad, add(normalCdf(input), mul(input, normalDensity(input))));
      const t = tanh(geluInner(input));
      const inner = mul(input, input)
        .mul(3 * GELU_CUBIC)
        .add(1)
        .mul(GELU_SCALE);
      return mul(grad, add(t.add(1).mul(0.5), mul(mul(input, 0.5), mul(sub(1, mul(t, t)), inner))));
    },
  },
});

const geluSignature = new Signature("gelu(Tensor input, *, str approximate='none')");

/**
 * x·Φ(x), Φ the distribution function of the normal distribution.
 *
 * @param options `approximate`: 'tanh' for ½x·(1 + tanh(√(2/π)·(x + 0.044715·x³))); default 'none'
 * @returns a new tensor
 * @throws RuntimeError for another approximation; NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.gelu(torch.tensor([-1, 0, 2]))); // tensor([-0.1587,  0.0000,  1.9545])
 * @see PyTorch: `torch.nn.functional.gelu`; Hendrycks and Gimpel, Gaussian error linear units
 */
export function gelu(input: Tensor, options?: { approximate?: 'none' | 'tanh' }): Tensor {
  const [x, approximate] = geluSignature.bind([input, options]);
  if (approximate !== 'none' && approximate !== 'tanh')
    throw new RuntimeError('approximate argument must be either none or tanh.');
  return Gelu.apply(x, approximate === 'tanh');
}

const Silu = define({
  schema: 'silu(Tensor input)',
  method: false,
  forward: (input) => {
    requireFloat('silu_cpu', input);
    return no_grad(() => mul(input, sigmoid(input)));
  },
  derivative: {
    input: (grad, { input }) => {
      const gate = sigmoid(input);
      return mul(grad, mul(gate, add(mul(input, sub(1, gate)), 1)));
    },
  },
});

const siluSignature = new Signature('silu(Tensor input, bool inplace=False)');

/**
 * x·σ(x), also called swish.
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.silu(torch.tensor([-1, 0, 2]))); // tensor([-0.2689,  0.0000,  1.7616])
 * @see PyTorch: `torch.nn.functional.silu`
 */
export function silu(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = siluSignature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, (x) => Silu.apply(x));
}

/** log(1 + eˣ) without overflow: max(x, 0) + log(1 + e^(−|x|)). */
const softplusOf = (x: Tensor) => add(clamp(x, { min: 0 }), log1p(exp(neg(x.abs()))));

const Mish = define({
  schema: 'mish(Tensor input)',
  method: false,
  forward: (input) => {
    requireFloat('mish_cpu', input);
    return no_grad(() => mul(input, tanh(softplusOf(input))));
  },
  derivative: {
    input: (grad, { input }) => {
      const gate = tanh(Softplus.apply(input, 1, 20));
      return mul(grad, add(gate, mul(mul(input, sigmoid(input)), sub(1, mul(gate, gate)))));
    },
  },
});

const mishSignature = new Signature('mish(Tensor input, bool inplace=False)');

/**
 * x·tanh(log(1 + eˣ)).
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.mish(torch.tensor([-1, 0, 2]))); // tensor([-0.3034,  0.0000,  1.9440])
 * @see PyTorch: `torch.nn.functional.mish`; Misra, Mish: a self regularized non-monotonic activation function
 */
export function mish(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = mishSignature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, (x) => Mish.apply(x));
}

const Softplus = define({
  schema: 'softplus(Tensor input, float beta, float threshold)',
  method: false,
  forward: (input, beta, threshold) => {
    requireFloat('softplus_cpu', input);
    return no_grad(() => {
      const x = mul(input, beta);
      return where(gt(x, threshold), input, div(softplusOf(x), beta));
    });
  },
  derivative: {
    input: (grad, { input, beta, threshold }) => {
      const x = mul(input, beta);
      return where(gt(x, threshold), grad, mul(grad, sigmoid(x)));
    },
  },
});

const softplusSignature = new Signature('softplus(Tensor input, float beta=1, float threshold=20)');

/**
 * log(1 + e^(βx)) / β, a smooth max(x, 0); where βx > threshold it is x.
 *
 * @param args `beta`: β, default 1; `threshold` (default 20)
 * @returns a new tensor
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.softplus(torch.tensor([-1, 0, 30]))); // tensor([ 0.3133,  0.6931, 30.0000])
 * @see PyTorch: `torch.nn.functional.softplus`
 */
export function softplus(
  input: Tensor,
  ...args: Trailing<[beta: number, threshold: number], { beta?: number; threshold?: number }>
): Tensor {
  return Softplus.apply(...softplusSignature.bind([input, ...args]));
}

const LogSigmoid = define({
  schema: 'log_sigmoid(Tensor input)',
  method: false,
  forward: (input) => {
    requireFloat('log_sigmoid_cpu', input);
    return no_grad(() => sub(clamp(input, { max: 0 }), log1p(exp(neg(input.abs())))));
  },
  derivative: { input: (grad, { input }) => mul(grad, sigmoid(neg(input))) },
});

/**
 * log σ(x) = −log(1 + e^(−x)), precise in both tails.
 *
 * @returns a new tensor
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.logsigmoid(torch.tensor([-100, 0]))); // tensor([-100.0000,   -0.6931])
 * @see PyTorch: `torch.nn.functional.logsigmoid`
 */
export function logsigmoid(input: Tensor): Tensor {
  return LogSigmoid.apply(input);
}

/**
 * x / (1 + |x|).
 *
 * @returns a new tensor
 * @example
 * console.log(torch.nn.functional.softsign(torch.tensor([-1, 3]))); // tensor([-0.5000,  0.7500])
 * @see PyTorch: `torch.nn.functional.softsign`
 */
export function softsign(input: Tensor): Tensor {
  return div(input, add(input.abs(), 1));
}

/**
 * x − tanh x.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.nn.functional.tanhshrink(torch.tensor([-1, 2]))); // tensor([-0.2384,  1.0360])
 * @see PyTorch: `torch.nn.functional.tanhshrink`
 */
export function tanhshrink(input: Tensor): Tensor {
  return sub(input, tanh(input));
}

const Softshrink = define({
  schema: 'softshrink(Tensor input, float lambd=0.5)',
  method: false,
  forward: (input, lambd) => {
    if (!(lambd >= 0))
      throw new RuntimeError(
        `lambda must be in range [0, ${input.dtype.itemsize === 8 ? '1.79769e+308' : '3.40282e+38'}] for input dtype ${input.dtype.scalarName}, but found ${lambd}`,
      );
    requireFloat('softshrink_cpu', input);
    return no_grad(() => sub(input, clamp(input, -lambd, lambd)));
  },
  derivative: { input: (grad, { input, lambd }) => where(le(input.abs(), lambd), 0, grad) },
});

/**
 * x moved towards 0 by λ, and 0 where |x| ≤ λ.
 *
 * @param lambd λ ≥ 0, default 0.5
 * @returns a new tensor
 * @throws RuntimeError for a negative λ; NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.softshrink(torch.tensor([-2, 0.25, 1]))); // tensor([-1.5000,  0.0000,  0.5000])
 * @see PyTorch: `torch.nn.functional.softshrink`
 */
export function softshrink(input: Tensor, lambd?: number | { lambd?: number }): Tensor {
  return Softshrink.apply(input, lambd);
}

const Hardsigmoid = define({
  schema: 'hardsigmoid(Tensor input)',
  method: false,
  forward: (input) => {
    requireFloat('hardsigmoid_cpu', input);
    return no_grad(() => clamp(add(input, 3), 0, 6).div(6));
  },
  derivative: { input: (grad, { input }) => where(lt(input.abs(), 3), div(grad, 6), 0) },
});

const hardsigmoidSignature = new Signature('hardsigmoid(Tensor input, bool inplace=False)');

/**
 * x/6 + ½ clipped to [0, 1]: a sigmoid made of three lines.
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.hardsigmoid(torch.tensor([-4, 0, 1.5]))); // tensor([0.0000, 0.5000, 0.7500])
 * @see PyTorch: `torch.nn.functional.hardsigmoid`
 */
export function hardsigmoid(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = hardsigmoidSignature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, (x) => Hardsigmoid.apply(x));
}

const Hardswish = define({
  schema: 'hardswish(Tensor input)',
  method: false,
  forward: (input) => {
    requireFloat('hardswish_cpu', input);
    return no_grad(() => mul(input, clamp(add(input, 3), 0, 6)).div(6));
  },
  derivative: {
    input: (grad, { input }) => where(le(input, -3), 0, where(lt(input, 3), mul(grad, add(div(input, 3), 0.5)), grad)),
  },
});

const hardswishSignature = new Signature('hardswish(Tensor input, bool inplace=False)');

/**
 * x times its hard sigmoid: 0 below −3, x above 3, x·(x + 3)/6 between.
 *
 * @param inplace whether the result is written into `input`; default false
 * @returns a new tensor, or `input`
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.nn.functional.hardswish(torch.tensor([-4, 1, 4]))); // tensor([-0.0000, 0.6667, 4.0000])
 * @see PyTorch: `torch.nn.functional.hardswish`; Howard et al., Searching for MobileNetV3
 */
export function hardswish(input: Tensor, inplace?: boolean | InPlaceOption): Tensor {
  const [given, inPlace] = hardswishSignature.bind([input, inplace]);
  return maybeInPlace(given, inPlace, (x) => Hardswish.apply(x));
}

const Glu = define({
  schema: 'glu(Tensor input, int dim=-1)',
  method: false,
  forward: (input, dim) => {
    if (input.ndim === 0) throw new RuntimeError('glu does not support scalars because halving size must be even');
    const d = wrapDim(dim, input.ndim);
    if (input.sizes[d] % 2 !== 0)
      throw new RuntimeError(`Halving dimension must be even, but dimension ${d} is size ${input.sizes[d]}`);
    requireFloat('glu_cpu', input);
    return no_grad(() => {
      const [a, b] = halves(input, d);
      return mul(a, sigmoid(b));
    });
  },
  derivative: {
    input: (grad, { input, dim }) => {
      const [a, b] = halves(input, dim);
      const gate = sigmoid(b);
      return cat([mul(grad, gate), mul(mul(grad, a), mul(gate, sub(1, gate)))], dim);
    },
  },
});

function halves(x: Tensor, dim: number): [Tensor, Tensor] {
  const half = x.size(dim) / 2;
  return [x.narrow(dim, 0, half), x.narrow(dim, half, half)];
}

/**
 * a·σ(b), a and b the two halves of the input along a dimension.
 *
 * @param dim the dimension, of even size; default the last
 * @returns a new tensor, half as large along that dimension
 * @throws RuntimeError for an odd size or a tensor without dimensions
 * @example
 * console.log(torch.nn.functional.glu(torch.tensor([1, 2, 0, 100]))); // tensor([0.5000, 2.0000])
 * @see PyTorch: `torch.nn.functional.glu`; Dauphin et al., Language modeling with gated convolutional networks
 */
export function glu(input: Tensor, dim?: number | { dim?: number }): Tensor {
  return Glu.apply(input, dim);
}
