import type { Scalar } from '../element.js';
import { forEachRow, type Strided } from '../strided.js';
import { elements, map, origin } from './map.js';

/** out = whether x occurs among the elements of `candidates` (with `invert`: does not); NaN occurs nowhere. */
export function isin(out: Strided, x: Strided, candidates: Strided, invert: boolean): void {
  const members = new Set<Scalar>();
  const data = elements(candidates);
  forEachRow([...candidates.sizes, 1], [[...candidates.strides, 0]], [origin(candidates)], ([at]) =>
    members.add(data[at]),
  );
  map(out, [x], (v: Scalar) => (v === v && members.has(v)) !== invert);
}
