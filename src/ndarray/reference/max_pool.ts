import { makeArray } from '../element.js';
import { elementCount, forEachRow, type Strided } from '../strided.js';
import type { Window } from '../window.js';
import { fill } from './copy.js';
import { elements, map, origin, type Elements } from './map.js';
import { scatter } from './scatter.js';

/** Along one dimension: for each output position the inputs that its window holds, in order. */
export type Holdings = readonly (readonly number[])[];

function holdings({ kernel, stride, padding, dilation }: Window, d: number, inputs: number, outputs: number): Holdings {
  return Array.from({ length: outputs }, (_, p) =>
    Array.from({ length: kernel[d] }, (_tap, k) => p * stride[d] - padding[d] + k * dilation[d]).filter(
      (i) => i >= 0 && i < inputs,
    ),
  );
}

/**
 * The largest element of every window and its flat position in its plane: x [planes, *inputs] to out and positions (int64)
 * [planes, *outputs]. NaN counts as the largest; of equal elements the first is taken.
 */
export function maxPool(out: Strided, positions: Strided, x: Strided, window: Window): void {
  const along = window.kernel.map((_, d) => holdings(window, d, x.sizes[d + 1], out.sizes[d + 1]));
  maxPoolOver(out, positions, x, along);
}

/** The same for windows that hold, along each dimension, what is listed. */
export function maxPoolOver(out: Strided, positions: Strided, x: Strided, windows: readonly Holdings[]): void {
  const [planes, ...sizes] = x.sizes;
  const plane = elementCount(sizes);
  let best = denseElements(x);
  let where = Int32Array.from({ length: planes * plane }, (_, i) => i % plane);
  // a maximum over a box is one along the last dimension, then along the one before, and so on
  for (let d = sizes.length - 1; d >= 0; d--) {
    const inner = elementCount(sizes.slice(d + 1));
    const outer = planes * elementCount(sizes.slice(0, d));
    const [n, m] = [sizes[d], windows[d].length];
    const bests = makeArray(x.storage.type, outer * m * inner) as Elements;
    const wheres = new Int32Array(outer * m * inner);
    for (let a = 0; a < outer; a++)
      for (let p = 0; p < m; p++)
        for (let b = 0; b < inner; b++) {
          let at = -1;
          for (const i of windows[d][p]) {
            const next = (a * n + i) * inner + b;
            if (at < 0 || best[next] > best[at] || best[next] !== best[next]) at = next;
          }
          const to = (a * m + p) * inner + b;
          bests[to] = best[at];
          wheres[to] = where[at];
        }
    [best, where, sizes[d]] = [bests, wheres, m];
  }
  let [p, q] = [0, 0];
  map(out, [], () => best[p++]);
  map(positions, [], () => BigInt(where[q++]));
}

/** The elements in row-major order, in an array of their own. */
function denseElements(x: Strided): Elements {
  const array = makeArray(x.storage.type, elementCount(x.sizes)) as Elements;
  const data = elements(x);
  const step = x.strides.at(-1) ?? 0;
  let to = 0;
  forEachRow(x.sizes, [x.strides], [origin(x)], ([at]) => {
    for (let i = 0; i < (x.sizes.at(-1) ?? 1); i++) array[to++] = data[at + i * step];
  });
  return array;
}

/** Adds each of g [planes, count] to its position (int64) in a plane of out [planes, size], which is zero elsewhere. */
export function scatterPlanes(out: Strided, positions: Strided, g: Strided): void {
  fill(out, 0);
  scatter(out, 1, positions, g, 'add');
}
