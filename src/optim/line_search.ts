import type { Tensor } from '../tensor/tensor.js';

/** A place on the line: how far, the value there, the gradient, and the slope along the line. */
export interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly gradient: Tensor;
  readonly slope: number;
}

/**
 * The minimum between two points of the cubic that has their values and slopes; the middle where it has none.
 *
 * @param bounds where to look for it; by default between the points
 */
export function cubicMinimum(a: LinePoint, b: LinePoint, bounds: readonly [number, number] | null = null): number {
  const [left, right] = a.t <= b.t ? [a, b] : [b, a];
  const [low, high] = bounds ?? [left.t, right.t];
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const square = d1 * d1 - a.slope * b.slope;
  if (!(square >= 0)) return (low + high) / 2;
  const d2 = Math.sqrt(square);
  const at = right.t - (right.t - left.t) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
  return Math.min(Math.max(at, low), high);
}

/** The constants of the strong Wolfe conditions: enough decrease, and a slope that is flat enough. */
const DECREASE = 1e-4;
const FLATNESS = 0.9;

/**
 * Searches along a line for a point that satisfies the strong Wolfe conditions: the value has decreased by a part of what the
 * slope promises, and the slope has become flat.
 *
 * First the steps grow until an interval must hold such a point; then the interval shrinks around it.
 *
 * @param evaluate gives the point at distance t
 * @param start the point at distance 0
 * @param first the first distance to try
 * @param size the largest element of the direction
 * @param tolerance an interval that moves no parameter by more than this is small enough
 * @param limit how many steps to take at most
 * @returns the point that was found, and how often the function was evaluated
 * @see Nocedal and Wright 2006, "Numerical Optimization", algorithms 3.5 and 3.6
 */
export function strongWolfe(
  evaluate: (t: number) => LinePoint,
  start: LinePoint,
  first: number,
  size: number,
  tolerance: number,
  limit: number,
): { point: LinePoint; evaluations: number } {
  const tooHigh = (p: LinePoint) => p.value > start.value + DECREASE * p.t * start.slope;
  const flat = (p: LinePoint) => Math.abs(p.slope) <= -FLATNESS * start.slope;
  let point = evaluate(first);
  let previous = start;
  let bracket: LinePoint[] | null = null;
  let steps = 0;
  while (steps < limit) {
    if (tooHigh(point) || (steps > 1 && point.value >= previous.value) || (!flat(point) && point.slope >= 0)) {
      bracket = [previous, point];
      break;
    }
    if (flat(point)) return { point, evaluations: steps + 1 };
    const t = cubicMinimum(previous, point, [point.t + 0.01 * (point.t - previous.t), point.t * 10]);
    previous = point;
    point = evaluate(t);
    steps++;
  }
  bracket ??= [start, point];

  let [low, high] = bracket[0].value <= bracket[1].value ? bracket : [bracket[1], bracket[0]];
  let stalled = false;
  while (steps < limit && Math.abs(high.t - low.t) * size >= tolerance) {
    const [left, right] = [Math.min(low.t, high.t), Math.max(low.t, high.t)];
    let t = cubicMinimum(bracket[0], bracket[1]);
    // a point close to an end of the interval shrinks it too little: the second time it is moved away
    const margin = 0.1 * (right - left);
    const close = Math.min(right - t, t - left) < margin;
    const move = close && (stalled || t >= right || t <= left);
    if (move) t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
    stalled = close && !move;

    const tried = evaluate(t);
    steps++;
    if (tooHigh(tried) || tried.value >= low.value) {
      high = tried;
      if (high.value < low.value) [low, high] = [high, low];
    } else {
      if (flat(tried)) return { point: tried, evaluations: steps + 1 };
      if (tried.slope * (high.t - low.t) >= 0) high = low;
      low = tried;
    }
    bracket = [low, high];
  }
  return { point: low, evaluations: steps + 1 };
}
