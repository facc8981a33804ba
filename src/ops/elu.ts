import type { Scalar } from '../tensor/promotion.js';
import type { Tensor } from '../tensor/tensor.js';
import { mul } from './arithmetic.js';
import { le } from './comparison.js';
import { define } from './define.js';
import { requireFloat } from './elementwise.js';
import { exp, expm1 } from './exponential.js';
import { where } from './ternary.js';

const Elu = define({
  schema: 'elu(Tensor input, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1)',
  method: false,
  forward: (input, alpha, scale, input_scale) => {
    requireFloat('elu_cpu', input);
    const x = input.detach();
    return where(le(x, 0), mul(expm1(mul(x, input_scale)), Number(alpha) * Number(scale)), mul(x, scale));
  },
  derivative: {
    input: (grad, { input, alpha, scale, input_scale }) => {
      const slope = mul(exp(mul(input, input_scale)), Number(alpha) * Number(scale) * Number(input_scale));
      return mul(grad, where(le(input, 0), slope, scale));
    },
  },
});

/**
 * s · x where x > 0, and s · α · (e^(b·x) − 1) elsewhere: ELU, and with other constants SELU and CELU.
 *
 * @param alpha α
 * @param scale s
 * @param input_scale b
 */
export function elu(input: Tensor, alpha: Scalar = 1, scale: Scalar = 1, input_scale: Scalar = 1): Tensor {
  return Elu.apply(input, alpha, scale, input_scale);
}
