import { pythonRepr } from '../../tensor/python_number.js';
import { ValueError } from '../../tensor/errors.js';
import { CSS4, LETTERS, TABLEAU } from './named_colors.js';

/** A colour: red, green, blue and opacity, each from 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * A colour as matplotlib takes it: a letter (`'r'`), a name (`'tab:blue'`, `'tomato'`), a place in the cycle (`'C1'`), hexadecimal
 * (`'#1f77b4'`), a grey (`'0.8'`), numbers from 0 to 1 (`[1, 0.5, 0]`), or `[colour, alpha]`.
 */
export type Color = string | readonly number[] | readonly [color: string, alpha: number];

/** The default cycle: `C0`, `C1`, … */
export const CYCLE: readonly string[] = [...TABLEAU.keys()];

const isShare = (x: unknown): x is number => typeof x === 'number' && x >= 0 && x <= 1;

function parseText(text: string, cycle: readonly Color[]): Rgba | null {
  if (text.toLowerCase() === 'none') return [0, 0, 0, 0];
  if (/^C\d+$/.test(text)) return parse(cycle[Number(text.slice(1)) % cycle.length], cycle);
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.exec(text)?.[1];
  const digits = hex ?? LETTERS.get(text) ?? (TABLEAU.get(text.toLowerCase()) || CSS4.get(text.toLowerCase()));
  if (digits !== undefined) {
    const pairs = digits.length < 6 ? [...digits].map((d) => d + d) : (digits.match(/../g) ?? []);
    const [r, g, b, a = 1] = pairs.map((pair) => parseInt(pair, 16) / 255);
    return [r, g, b, a];
  }
  const grey = Number(text);
  return text.trim() !== '' && isShare(grey) ? [grey, grey, grey, 1] : null;
}

function parse(color: unknown, cycle: readonly Color[]): Rgba | null {
  if (typeof color === 'string') return parseText(color, cycle);
  if (!Array.isArray(color)) return null;
  const list = color as readonly unknown[];
  if (list.length === 2 && isShare(list[1])) {
    const base = parse(list[0], cycle);
    return base && [base[0], base[1], base[2], list[1]];
  }
  if ((list.length !== 3 && list.length !== 4) || !list.every(isShare)) return null;
  const [r, g, b, a = 1] = list;
  return [r, g, b, a];
}

/** Whether a value is a colour. */
export const isColor = (color: unknown, cycle: readonly Color[] = CYCLE): color is Color =>
  parse(color, cycle) !== null;

/**
 * A colour as numbers.
 *
 * @param alpha takes the place of the colour's own opacity
 * @throws ValueError for what is no colour
 */
export function toRgba(color: Color, alpha: number | null = null, cycle: readonly Color[] = CYCLE): Rgba {
  const rgba = parse(color, cycle);
  if (rgba === null) throw new ValueError(`${reprOf(color)} is not a valid value for color`);
  const isNone = typeof color === 'string' && color.toLowerCase() === 'none';
  return alpha === null || isNone ? rgba : [rgba[0], rgba[1], rgba[2], alpha];
}

const reprOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? pythonRepr(value) : (JSON.stringify(value) ?? String(value));

/** A colour without its opacity, as SVG writes it: `#1f77b4`. */
export function toHex([r, g, b]: Rgba): string {
  return (
    '#' +
    [r, g, b]
      .map((share) =>
        Math.round(share * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
}

/** The attributes that paint an area (`fill`) or an outline (`stroke`) in a colour. */
export function paint(what: 'fill' | 'stroke', color: Rgba): Record<string, string | number | undefined> {
  const [, , , alpha] = color;
  if (alpha === 0) return { [what]: 'none' };
  return { [what]: toHex(color), [`${what}-opacity`]: alpha === 1 ? undefined : alpha };
}
