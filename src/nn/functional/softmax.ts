import { no_grad } from '../../autograd/modes.js';
import * as ops from '../../ops/index.js';
import { add, div, neg, sub, zeros_like } from '../../ops/index.js';
import '../../random/inplace.js'; // Tensor's exponential_
import type { Trailing } from '../../tensor/constructor.js';
import type { DType } from '../../tensor/dtype.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';

// Softmax and its kin, with the dimension that PyTorch assumes where none is given.

/** Options of {@link softmax}, {@link log_softmax} and {@link softmin}. */
export interface SoftmaxOptions {
  /** The dimension along which the results sum up to 1. */
  dim?: number | null;
  /** The dtype to compute in and return. */
  dtype?: DType | null;
}

/** The arguments of {@link softmax}, {@link log_softmax} and {@link softmin}. */
export type SoftmaxArguments = Trailing<[dim: number | null, _stacklevel: number, dtype: DType | null], SoftmaxOptions>;

const ARGUMENTS = 'Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None' as const;
const softmaxSignature = new Signature(`softmax(${ARGUMENTS})`);
const logSoftmaxSignature = new Signature(`log_softmax(${ARGUMENTS})`);
const softminSignature = new Signature(`softmin(${ARGUMENTS})`);

/** The dimension that holds the classes: after the batch, if there is one. */
const impliedDim = (x: Tensor): number => ([0, 1, 3].includes(x.ndim) ? 0 : 1);

/**
 * softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ along dimension `dim`.
 *
 * @param args `dim`; `dtype`: the dtype to compute in
 * @returns a new tensor of the same sizes
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.nn.functional.softmax(torch.tensor([0, Math.log(3)]), { dim: 0 })); // tensor([0.2500, 0.7500])
 * @see PyTorch: `torch.nn.functional.softmax`
 */
export function softmax(input: Tensor, ...args: SoftmaxArguments): Tensor {
  const [x, dim, , dtype] = softmaxSignature.bind([input, ...args]);
  return ops.softmax(x, dim ?? impliedDim(x), dtype);
}

/**
 * log softmax(x)ᵢ = xᵢ − log Σⱼ e^xⱼ along dimension `dim`.
 *
 * @param args `dim`; `dtype`: the dtype to compute in
 * @returns a new tensor of the same sizes
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.nn.functional.log_softmax(torch.tensor([0, 1000]), 0)); // tensor([-1000.,     0.])
 * @see PyTorch: `torch.nn.functional.log_softmax`
 */
export function log_softmax(input: Tensor, ...args: SoftmaxArguments): Tensor {
  const [x, dim, , dtype] = logSoftmaxSignature.bind([input, ...args]);
  return ops.log_softmax(x, dim ?? impliedDim(x), dtype);
}

/**
 * softmax(−x): the smallest element gets the largest share.
 *
 * @param args `dim`; `dtype`: the dtype to compute in
 * @returns a new tensor of the same sizes
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.nn.functional.softmin(torch.tensor([0, Math.log(3)]), 0)); // tensor([0.7500, 0.2500])
 * @see PyTorch: `torch.nn.functional.softmin`
 */
export function softmin(input: Tensor, ...args: SoftmaxArguments): Tensor {
  const [x, dim, , dtype] = softminSignature.bind([input, ...args]);
  return ops.softmax(neg(x), dim ?? impliedDim(x), dtype);
}

const gumbelSignature = new Signature(
  'gumbel_softmax(Tensor logits, float tau=1, bool hard=False, float eps=1e-10, int dim=-1)',
);

/**
 * A sample of a categorical distribution that gradients flow through: softmax((logits + g)/τ), with g from the Gumbel
 * distribution.
 *
 * @param logits the logarithms of the probabilities, up to a constant
 * @param args `tau`: the temperature τ, default 1; `hard`: whether the result is one-hot and only its gradient soft, default false;
 * `dim` (default -1)
 * @returns a new tensor of the same sizes
 * @example
 * const sample = torch.nn.functional.gumbel_softmax(torch.zeros(2, 3), { hard: true });
 * console.log(sample.sum(1)); // tensor([1., 1.])
 * @see PyTorch: `torch.nn.functional.gumbel_softmax`; Jang et al., Categorical reparameterization with Gumbel-Softmax
 */
export function gumbel_softmax(
  logits: Tensor,
  ...args: Trailing<
    [tau: number, hard: boolean, eps: number, dim: number],
    { tau?: number; hard?: boolean; eps?: number; dim?: number }
  >
): Tensor {
  const [x, tau, hard, , dim] = gumbelSignature.bind([logits, ...args]);
  const noise = no_grad(() => neg(zeros_like(x).exponential_().log()));
  const soft = ops.softmax(div(add(x, noise), tau), dim);
  if (!hard) return soft;
  const chosen = soft.detach().argmax(dim, true);
  return add(sub(zeros_like(soft.detach()).scatter(dim, chosen, 1), soft.detach()), soft);
}
