import type { Interval } from '../artists/artist.js';
import type { Scale } from './scale.js';

/** An interval that a scale can show: of more than one point, and positive on a logarithmic axis. */
export function widened([low, high]: Interval, scale: Scale): Interval {
  if (scale.name === 'log') {
    if (!(high > 0)) return [1, 10];
    if (low < high) return [low, high];
    return [10 ** (Math.ceil(Math.log10(low)) - 1), 10 ** (Math.floor(Math.log10(high)) + 1)];
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < 1e-287) return [-0.05, 0.05];
  if (high - low > size * 1e-15) return [low, high];
  return [low - 0.05 * Math.abs(low), high + 0.05 * Math.abs(high)];
}

/**
 * The limits of an axis that makes room for its data: a margin on both sides, which stops at a sticky edge.
 *
 * @param data the stretch of the data; null where there are none
 * @param sticky values beyond which no margin reaches
 * @param margin a share of the data's stretch
 */
export function autoscaled(data: Interval | null, sticky: readonly number[], margin: number, scale: Scale): Interval {
  if (data === null) return scale.name === 'log' ? [0.1, 1] : [0, 1];
  const [low, high] = widened(data, scale);
  const [from, to] = [scale.forward(low), scale.forward(high)];
  const room = (to - from) * margin;
  const near = 1e-5 * Math.abs(high - low);
  const below = Math.max(...sticky.filter((edge) => edge <= low + near));
  const above = Math.min(...sticky.filter((edge) => edge >= high - near));
  return [Math.max(scale.inverse(from - room), below), Math.min(scale.inverse(to + room), above)];
}
