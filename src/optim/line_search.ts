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
  let steps = 0;
  let bracket: [LinePoint, LinePoint] | null = null;
  for (; steps < limit && bracket === null; steps++) {
    if (tooHigh(point) || (steps > 1 && point.value >= previous.value)) bracket = [previous, point];
    else if (flat(point)) return { point, evaluations: steps + 1 };
    else if (point.slope >= 0) bracket = [previous, point];
    if (bracket !== null) break;
    const t = cubicMinimum(previous, point, [point.t + 0.01 * (point.t - previous.t), point.t * 10]);
    previous = point;
    point = evaluate(t);
  }
  bracket ??= [start, point];

  const lower = ([a, b]: [LinePoint, LinePoint]) => (a.value <= b.value ? 0 : 1);
  let low = lower(bracket);
  let stalled = false;
  for (; steps < limit; steps++) {
    const [left, right] = bracket[0].t <= bracket[1].t ? bracket : [bracket[1], bracket[0]];
    if ((right.t - left.t) * size < tolerance) break;
    let t = cubicMinimum(left, right);
    // a point close to an end shrinks the interval too little: the second time it is moved away from there
    const margin = 0.1 * (right.t - left.t);
    const close: boolean = Math.min(right.t - t, t - left.t) < margin;
    const moved: boolean = close && (stalled || t >= right.t || t <= left.t);
    if (moved) t = Math.abs(t - right.t) < Math.abs(t - left.t) ? right.t - margin : left.t + margin;
    stalled = close && !moved;

    const tried = evaluate(t);
    if (tooHigh(tried) || tried.value >= bracket[low].value) {
      bracket[1 - low] = tried;
      low = lower(bracket);
      continue;
    }
    if (flat(tried)) return { point: tried, evaluations: steps + 2 };
    if (tried.slope * (bracket[1 - low].t - bracket[low].t) >= 0) bracket[1 - low] = bracket[low];
    bracket[low] = tried;
  }
  return { point: bracket[low], evaluations: steps + 1 };
}
