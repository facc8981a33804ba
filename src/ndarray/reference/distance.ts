import { forEachRow, type Strided } from '../strided.js';
import { elements, origin } from './map.js';

/** How the distances of coordinates add up to that of points: a step, and what is done with the total. */
function metric(p: number): [step: (total: number, distance: number) => number, finish: (total: number) => number] {
  if (p === 0) return [(total, d) => total + Number(d !== 0), (total) => total];
  if (p === 1) return [(total, d) => total + d, (total) => total];
  if (p === 2) return [(total, d) => total + d * d, Math.sqrt];
  if (p === Infinity) return [Math.max, (total) => total];
  return [(total, d) => total + d ** p, (total) => total ** (1 / p)];
}

/**
 * out[i, j] = ‖x[i] − y[j]‖ₚ: all distances between the rows of [..., P, M] and those of [..., R, M], for every member of
 * the same batch. Sums in double precision; `out` is no input.
 */
export function distances(p: number, out: Strided, x: Strided, y: Strided): void {
  const [step, finish] = metric(p);
  const [rows, columns, size] = [x.sizes.at(-2) ?? 0, y.sizes.at(-2) ?? 0, x.sizes.at(-1) ?? 0];
  const views = [out, x, y];
  const [o, a, b] = views.map(elements) as Record<number, number>[];
  const [so, sx, sy] = views.map(({ strides }) => strides.slice(-2));
  const batch = [...out.sizes.slice(0, -2), 1];
  const strides = views.map((view) => [...view.strides.slice(0, -2), 0]);
  forEachRow(batch, strides, views.map(origin), ([at, from, to]) => {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        let total = 0;
        for (let k = 0; k < size; k++)
          total = step(total, Math.abs(a[from + i * sx[0] + k * sx[1]] - b[to + j * sy[0] + k * sy[1]]));
        o[at + i * so[0] + j * so[1]] = finish(total);
      }
  });
}
