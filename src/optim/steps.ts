import { tensor } from '../ops/creation.js';
import { get_default_dtype } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';

/** A number of an optimizer's state, kept in a 0-dim tensor as PyTorch keeps it: by default a count of steps. */
export function counter(start = 0): Tensor {
  return tensor(start, { dtype: get_default_dtype() });
}
