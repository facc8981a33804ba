import type { Strided } from '../strided.js';
import { elements, origin } from './map.js';
import { upperBound } from './search.js';

// Counts of elements by the bin in which they lie. Bins are half open but for the last; what lies outside is not counted.

type Floats = Record<number, number>;

/** counts[bin] += weight for every element of `x` (one-dimensional), the bin between two neighbours of `edges`. */
export function histogram(counts: Strided, x: Strided, edges: Strided, weights: Strided | null): void {
  const [e, start, step] = [elements(edges) as Floats, origin(edges), edges.strides[0]];
  const last = edges.sizes[0] - 1;
  const [low, high] = [e[start], e[start + last * step]];
  addToBins(counts, x, weights, (value) =>
    value >= low && value <= high ? Math.min(upperBound(e, start, step, last + 1, value) - 1, last - 1) : -1,
  );
}

/** The same for bins of equal width from `low` to `high`, the bin computed by division in the precision of the elements. */
export function uniformHistogram(counts: Strided, x: Strided, low: number, high: number): void {
  const bins = counts.sizes[0];
  const round = x.storage.type === 'float32' ? Math.fround : (value: number) => value;
  const width = round(high - low);
  addToBins(counts, x, null, (value) => {
    if (!(value >= low && value <= high)) return -1;
    return Math.min(Math.trunc(round(round(round(value - low) * bins) / width)), bins - 1);
  });
}

function addToBins(counts: Strided, x: Strided, weights: Strided | null, binOf: (value: number) => number): void {
  const [c, data] = [elements(counts) as Floats, elements(x) as Floats];
  const w = weights && (elements(weights) as Floats);
  for (let i = 0; i < x.sizes[0]; i++) {
    const bin = binOf(data[origin(x) + i * x.strides[0]]);
    if (bin >= 0)
      c[origin(counts) + bin * counts.strides[0]] += w && weights ? w[origin(weights) + i * weights.strides[0]] : 1;
  }
}
