import type { Scalar } from '../element.js';
import type { Strided } from '../strided.js';
import { map } from './map.js';
import { asView } from './pointwise.js';

type Operand = Strided | Scalar;

const view = (x: Operand, like: Strided): Strided => (typeof x === 'object' ? x : asView(like.storage.type, x));

/** out = a + s · b · c, all broadcast to `out`. */
export function addcmul(out: Strided, a: Strided, b: Strided, c: Strided, s: Scalar): void {
  const inputs = [a, b, c];
  if (out.storage.type === 'int64') {
    const scale = BigInt(s);
    map(out, inputs, (x: bigint, y: bigint, z: bigint) => x + scale * y * z);
  } else if (out.storage.type.startsWith('float')) {
    const scale = Number(s);
    map(out, inputs, (x: number, y: number, z: number) => x + scale * y * z);
  } else {
    const scale = Number(s);
    map(out, inputs, (x: number, y: number, z: number) => x + Math.imul(scale, Math.imul(y, z)));
  }
}

/** out = a + s · b / c, all floats and broadcast to `out`. */
export function addcdiv(out: Strided, a: Strided, b: Strided, c: Strided, s: number): void {
  map(out, [a, b, c], (x: number, y: number, z: number) => x + (s * y) / z);
}

/** out = a + w · (b − a), from the nearer end, so that w = 0 and w = 1 give a and b exactly. */
export function lerp(out: Strided, a: Strided, b: Strided, weight: Operand): void {
  map(out, [a, b, view(weight, out)], (x: number, y: number, w: number) =>
    Math.abs(w) < 0.5 ? x + w * (y - x) : y - (y - x) * (1 - w),
  );
}

/** out = min(max(x, low), high), all broadcast to `out`; NaN where one of them is. */
export function clamp(out: Strided, x: Strided, low: Operand, high: Operand): void {
  map(out, [x, view(low, out), view(high, out)], (v: Scalar, l: Scalar, h: Scalar) => {
    if (v !== v || l !== l || h !== h) return NaN;
    return v > h || l > h ? h : v < l ? l : v;
  });
}
