import { ValueError } from '../../tensor/errors.js';
import type { Mappable } from '../artists/scatter.js';
import { extent } from '../data.js';
import type { Rgba } from '../style/color.js';
import { colormap } from '../style/colormap.js';
import { rcParams } from '../style/rc.js';

/** How numbers become colours. */
export interface NormOptions {
  /** The colour map's name. */
  cmap?: string;
  /** The number of the first colour; by default the smallest. */
  vmin?: number;
  /** The number of the last colour; by default the largest. */
  vmax?: number;
  /** `'log'` divides the range by powers. */
  norm?: 'linear' | 'log';
}

/**
 * The colours of numbers.
 *
 * @param levels the borders between colours, for areas between contours
 * @throws ValueError for an unknown colour map or norm
 */
export function mappableFor(
  values: readonly number[],
  options: Partial<NormOptions>,
  levels?: readonly number[],
): { readonly color: (value: number, alpha: number | null) => Rgba; readonly mappable: Mappable } {
  const cmap = colormap(options.cmap ?? rcParams['image.cmap']);
  const log = options.norm === 'log';
  if (options.norm !== undefined && !['linear', 'log'].includes(options.norm))
    throw new ValueError(
      `'${String(options.norm)}' is not a valid value for norm; supported values are 'linear', 'log'`,
    );
  const [low, high] = extent(values, log ? 0 : -Infinity) ?? [0, 1];
  const range = [options.vmin ?? low, options.vmax ?? high] as const;
  if (range[0] > range[1]) throw new ValueError('minvalue must be less than or equal to maxvalue');
  const place = log ? Math.log : (value: number): number => value;
  const [from, to] = range.map(place);
  const color = (value: number, alpha: number | null): Rgba => {
    const [r, g, b, a] = cmap(to === from ? (Number.isNaN(value) ? NaN : 0) : (place(value) - from) / (to - from));
    return [r, g, b, alpha === null || a === 0 ? a : alpha];
  };
  return { color, mappable: { cmap, range, log, levels } };
}
