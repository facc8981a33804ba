import { ValueError } from '../../tensor/errors.js';

/** A line style: `'-'`, `'--'`, `'-.'`, `':'`, their names, `'None'`, or `[offset, [on, off, …]]` in line widths. */
export type LineStyle = string | readonly [offset: number, dashes: readonly number[] | null];

const NAMES: Readonly<Record<string, string>> = { solid: '-', dashed: '--', dashdot: '-.', dotted: ':' };
const DASHES: Readonly<Record<string, readonly number[]>> = {
  '-': [],
  '--': [3.7, 1.6],
  '-.': [6.4, 1.6, 1, 1.6],
  ':': [1, 1.65],
};
const NONE = ['None', 'none', '', ' '];

/** The styles that a format string may name. */
export const LINE_STYLES = Object.keys(DASHES);

/**
 * The lengths of dashes and gaps in points, empty for a solid line; null for no line.
 *
 * @throws ValueError for what is no line style
 */
export function dashes(style: LineStyle, width: number): { readonly array: number[]; readonly offset: number } | null {
  if (typeof style !== 'string') {
    const [offset, list] = style;
    return { array: (list ?? []).map((length) => length * width), offset: offset * width };
  }
  if (NONE.includes(style)) return null;
  const list = DASHES[NAMES[style] ?? style];
  if (list === undefined)
    throw new ValueError(
      `'${style}' is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', 'solid', 'dashed', 'dashdot', 'dotted'`,
    );
  return { array: list.map((length) => length * width), offset: 0 };
}

/** The attributes of a stroke of this style; null where nothing is drawn. */
export function stroke(style: LineStyle, width: number): Record<string, string | number | undefined> | null {
  const pattern = dashes(style, width);
  if (pattern === null || width === 0) return null;
  const dashed = pattern.array.length > 0;
  return {
    'stroke-width': width,
    'stroke-dasharray': dashed ? pattern.array.map((x) => Number(x.toFixed(3))).join(' ') : undefined,
    'stroke-dashoffset': pattern.offset || undefined,
    'stroke-linejoin': 'round',
    'stroke-linecap': dashed ? 'butt' : 'square',
  };
}
