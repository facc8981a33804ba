import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';

/**
 * Refuses a tensor in which one memory location is several elements (an expanded one) as the target of a write.
 *
 * @throws RuntimeError worded as PyTorch's
 */
export function requireNoInternalOverlap(x: Tensor): void {
  for (let d = 0; d < x.sizes.length; d++)
    if (x.strides[d] === 0 && x.sizes[d] > 1)
      throw new RuntimeError(
        'unsupported operation: more than one element of the written-to tensor refers to a single memory location. ' +
          'Please clone() the tensor before performing the operation.',
      );
}

/** The storage elements that a tensor spans: [first, last]. */
function span(x: Tensor): [number, number] {
  let last = x.offset;
  for (let d = 0; d < x.sizes.length; d++) last += (x.sizes[d] - 1) * x.strides[d];
  return [x.offset, last];
}

/**
 * Refuses an input that shares memory with the written-to tensor without being the same view of it.
 *
 * @throws RuntimeError worded as PyTorch's
 */
export function requireNoPartialOverlap(out: Tensor, input: Tensor): void {
  if (out.storage !== input.storage || out.numel() === 0 || input.numel() === 0) return;
  if (out.offset === input.offset && sameSizes(out.strides, input.strides) && sameSizes(out.sizes, input.sizes)) return;
  const [a, b] = span(out);
  const [c, d] = span(input);
  if (a <= d && c <= b)
    throw new RuntimeError(
      'unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory ' +
        'location. Please clone() the tensor before performing the operation.',
    );
}
