import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { map } from './map.js';

/** out = condition ? x : y, all broadcast to `out`; `condition` is bool. */
export function where(out: Strided, condition: Strided, x: Strided, y: Strided): void {
  map(out, [condition, x, y], (c: Scalar, a: Scalar, b: Scalar) => (c ? a : b));
}
