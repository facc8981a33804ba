import type { Tensor } from '../tensor/tensor.js';
import { div } from './arithmetic.js';
import { eq } from './comparison.js';
import { where } from './ternary.js';

/**
 * The gradient of one of two tensors between which an op chooses: none where it `loses`, half where both are equal, all
 * elsewhere.
 */
export function winnersShare(grad: Tensor, loses: Tensor, input: Tensor, other: Tensor): Tensor {
  return where(loses, 0, where(eq(input, other), div(grad, 2), grad));
}
