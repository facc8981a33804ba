import { toElement, type Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { elements, origin } from './map.js';

/** out[i] = f(i) for a view of one dimension, converted to its element type: truncated and wrapped for integers. */
export function sequence(out: Strided, f: (i: number) => Scalar): void {
  const { type } = out.storage;
  const [n] = out.sizes;
  const [step] = out.strides;
  const o = elements(out);
  const start = origin(out);
  for (let i = 0; i < n; i++) o[start + i * step] = toElement(type, f(i));
}
