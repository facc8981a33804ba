import { forEachRow, type Strided } from '../strided.js';
import { elements, origin } from './map.js';

/** out[…, i, j] = x[…, i, j] where j − i ≤ diagonal (`lower`) or j − i ≥ diagonal, otherwise 0. May write to `x` itself. */
export function triangle(lower: boolean, out: Strided, x: Strided, diagonal: number): void {
  const n = x.sizes.length;
  const [rows, columns] = x.sizes.slice(n - 2);
  const [o, data] = [elements(out), elements(x)];
  const zero = out.storage.type === 'int64' ? 0n : 0;
  const [outRow, outColumn, row, column] = [...out.strides.slice(n - 2), ...x.strides.slice(n - 2)];
  const batch = (v: Strided) => [...v.strides.slice(0, n - 2), 0];
  forEachRow([...x.sizes.slice(0, n - 2), 1], [batch(out), batch(x)], [origin(out), origin(x)], ([at, from]) => {
    for (let i = 0; i < rows; i++) {
      const edge = Math.min(Math.max(i + diagonal + (lower ? 1 : 0), 0), columns); // the first column beyond, or within
      for (let j = 0; j < columns; j++) {
        const kept = lower ? j < edge : j >= edge;
        o[at + i * outRow + j * outColumn] = kept ? data[from + i * row + j * column] : zero;
      }
    }
  });
}
