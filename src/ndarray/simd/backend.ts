import type { Arena } from '../arena.js';
import type { Kernels } from '../kernels.js';
import type { Simd } from './load.js';
import { convolutions } from './convolution.js';
import { products } from './matmul.js';
import { pointwise } from './pointwise.js';
import { pools } from './max_pool.js';
import { Workplace } from './reach.js';
import { recurrences } from './recurrent.js';
import { reductions } from './reduce.js';

/**
 * The reference kernels with their hot cases taken over by WebAssembly SIMD. Each function of the backend is a guard and
 * a call: what it does not cover goes to the reference.
 */
export function accelerate(reference: Kernels, simd: Simd, arena: Arena): Kernels {
  const work = new Workplace(simd, arena);
  return {
    ...reference,
    ...pointwise(work, reference),
    ...reductions(work, reference),
    ...products(work, reference),
    ...recurrences(work, reference),
    ...convolutions(work, reference),
    ...pools(work, reference),
  };
}
