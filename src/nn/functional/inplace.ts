import { mode } from '../../autograd/modes.js';
import type { Tensor } from '../../tensor/tensor.js';

/** `activation(input)`; with `inplace` its elements are written into `input`, which is returned. */
export function maybeInPlace(input: Tensor, inplace: boolean, activation: (x: Tensor) => Tensor): Tensor {
  if (!inplace) return activation(input);
  return input.copy_(activation(mode.grad && input.requires_grad ? input.clone() : input));
}

/** The option of activations that can overwrite their input. */
export interface InPlaceOption {
  /** Whether the result is written into the input. Default false. */
  inplace?: boolean;
}
