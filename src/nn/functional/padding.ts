import type { Tensor } from '../../tensor/tensor.js';
export function pad(input: Tensor, _pad: readonly number[]): Tensor { return input; }
