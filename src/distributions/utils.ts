import { zeros_like, tensor } from '../ops/creation.js';
import { broadcast_tensors } from '../ops/broadcasting.js';
import { logaddexp } from '../ops/logarithms.js';
import { softmax } from '../ops/softmax.js';
import { finfo, get_default_dtype } from '../tensor/dtype.js';
import { ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';

// What distributions share.

/** A parameter: a number, or a tensor with one value for each distribution of a batch. */
export type Param = Tensor | number;

/**
 * The values as tensors of the same sizes; numbers take the dtype of the first tensor.
 *
 * @throws ValueError for what is neither number nor tensor; RuntimeError where sizes do not broadcast
 */
export function broadcast_all(...values: readonly unknown[]): Tensor[] {
  const dtype = values.find(isTensor)?.dtype ?? get_default_dtype();
  const tensors = values.map((value) => {
    if (isTensor(value)) return value;
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
      return tensor(value, { dtype });
    throw new ValueError(
      'Input arguments must all be instances of Number, torch.Tensor or objects implementing __torch_function__.',
    );
  });
  return broadcast_tensors(tensors);
}

/** log(1 + eˣ), without overflow on the way. */
export function softplus(x: Tensor): Tensor {
  return logaddexp(zeros_like(x), x);
}

/** The binary cross entropy −p·log σ(x) − (1 − p)·log(1 − σ(x)) of probabilities p and log-odds x. */
export function crossEntropy(logits: Tensor, p: Tensor): Tensor {
  return softplus(logits.neg()).add(p.neg().add(1).mul(logits));
}

/** Probabilities from log-odds, or from the logarithms of weights along the last dimension. */
export function logits_to_probs(logits: Tensor, is_binary = false): Tensor {
  return is_binary ? logits.sigmoid() : softmax(logits, -1);
}

/** The log-odds of probabilities, or their logarithms; 0 and 1 move inwards by the distance between neighbours of 1. */
export function probs_to_logits(probs: Tensor, is_binary = false): Tensor {
  const { eps } = finfo(probs.dtype);
  const inside = probs.clamp(eps, 1 - eps);
  return is_binary ? inside.log().sub(inside.neg().log1p()) : inside.log();
}

/** The sum over the last `ndims` dimensions. */
export function sumRightmost(value: Tensor, ndims: number): Tensor {
  return ndims === 0 ? value : value.flatten(value.ndim - ndims).sum(-1);
}
