import type { Kernels } from '../kernels.js';
import { bytesPerElement } from '../element.js';
import { addressOf, type Workplace } from './reach.js';

/** Matrix products of float elements under any strides, by packing and register blocking. */
export function products(work: Workplace, reference: Kernels): Partial<Kernels> {
  return {
    matmul(out, x, y) {
      const kernels = work.kernelsFor(out);
      const [batches, M, K] = x.sizes;
      const N = y.sizes[2];
      if (kernels === null) return reference.matmul(out, x, y);
      const scratch = work.scratch(Number(kernels.gemm_scratch(M, N, K)));
      if (!work.reach(out, x, y)) return reference.matmul(out, x, y);
      const size = bytesPerElement(out.storage.type);
      const [a, b, c] = [addressOf(x), addressOf(y), addressOf(out)];
      for (let i = 0; i < batches; i++) {
        const [ai, bi, ci] = [a + i * x.strides[0] * size, b + i * y.strides[0] * size, c + i * M * N * size];
        kernels.gemm(M, N, K, 1, ai, x.strides[1], x.strides[2], bi, y.strides[1], y.strides[2], 0, ci, N, scratch);
      }
    },
  };
}
