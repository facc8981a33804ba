import type { Strided } from '../strided.js';
import { elements, origin } from './map.js';

/** out[b] = x[b] · y[b]: [B, M, K] times [B, K, N], any strides; sums in double precision. `out` is dense and not an input. */
export function matmul(out: Strided, x: Strided, y: Strided): void {
  const [batches, m, k] = x.sizes;
  const n = y.sizes[2];
  const [xb, xi, xk] = x.strides;
  const [yb, yk, yj] = y.strides;
  if (out.storage.type === 'int64') return bigMatmul(out, x, y);
  const o = elements(out) as Record<number, number>;
  const a = elements(x) as Record<number, number>;
  const c = elements(y) as Record<number, number>;
  const row = new Float64Array(n);
  let at = origin(out);
  for (let b = 0; b < batches; b++) {
    const x0 = origin(x) + b * xb;
    const y0 = origin(y) + b * yb;
    for (let i = 0; i < m; i++) {
      row.fill(0);
      for (let l = 0; l < k; l++) {
        const value = a[x0 + i * xi + l * xk];
        const from = y0 + l * yk;
        for (let j = 0; j < n; j++) row[j] += value * c[from + j * yj];
      }
      for (let j = 0; j < n; j++) o[at++] = row[j];
    }
  }
}

function bigMatmul(out: Strided, x: Strided, y: Strided): void {
  const [batches, m, k] = x.sizes;
  const n = y.sizes[2];
  const o = elements(out) as Record<number, bigint>;
  const a = elements(x) as Record<number, bigint>;
  const c = elements(y) as Record<number, bigint>;
  let at = origin(out);
  for (let b = 0; b < batches; b++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0n;
        const p = origin(x) + b * x.strides[0] + i * x.strides[1];
        const q = origin(y) + b * y.strides[0] + j * y.strides[2];
        for (let l = 0; l < k; l++) sum += a[p + l * x.strides[2]] * c[q + l * y.strides[1]];
        o[at++] = sum;
      }
}
