import type { Strided } from '../strided.js';
import { rowCount, type SparseMatrix } from '../sparse.js';
import { elements } from './map.js';
import { forEachLine } from './reduce.js';

/** out[…, i, …] = Σⱼ matrix[i, j] · x[…, j, …] along `dim`; with weights only for floats. Rows without entries give 0. */
export function mapAlong(out: Strided, x: Strided, dim: number, matrix: SparseMatrix): void {
  const { starts, column, weight } = matrix;
  const n = rowCount(matrix);
  const zero = out.storage.type === 'int64' ? 0n : 0;
  const [o, data] = [elements(out), elements(x)].map((array) => array as Record<number, number>);
  forEachLine([out, x], dim, ([to, from], [so, sx]) => {
    for (let i = 0; i < n; i++) {
      let sum = zero as number; // for int64 all are bigints, whose + is the same
      for (let e = starts[i]; e < starts[i + 1]; e++) {
        const value = weight === null ? data[from + column[e] * sx] : weight[e] * data[from + column[e] * sx];
        sum = e === starts[i] ? value : sum + value; // so that a single -0 stays one
      }
      o[to + i * so] = sum;
    }
  });
}
