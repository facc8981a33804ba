import type { Strided } from '../strided.js';
import { elements } from './map.js';
import { forEachLine } from './reduce.js';

type Floats = Record<number, number>;

/**
 * The derivative of softmax, or of its logarithm, along `dim`, from its result y and the gradient g:
 * out = y · (g − Σ g·y), or out = g − e^y · Σ g.
 */
export function softmaxBackward(log: boolean, out: Strided, g: Strided, y: Strided, dim: number): void {
  const n = out.sizes[dim] ?? 1;
  const [o, grad, result] = [out, g, y].map((x) => elements(x) as Floats);
  forEachLine([out, g, y], dim, ([p, q, r], [stepOut, stepG, stepY]) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += grad[q + k * stepG] * (log ? 1 : result[r + k * stepY]);
    for (let k = 0; k < n; k++) {
      const [dy, value] = [grad[q + k * stepG], result[r + k * stepY]];
      o[p + k * stepOut] = log ? dy - Math.exp(value) * sum : value * (dy - sum);
    }
  });
}
