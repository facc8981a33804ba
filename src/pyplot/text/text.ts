import { coordinate, escapeXml, type Svg } from '../render/svg.js';
import { paint, toRgba, type Color } from '../style/color.js';
import { rcParams } from '../style/rc.js';
import { runsOf } from './mathtext.js';
import { RANGES, WIDTHS } from './metrics.js';

/** How a text is set. */
export interface TextStyle {
  /** In points. */
  readonly size: number;
  readonly color?: Color;
  readonly alpha?: number | null;
  readonly weight?: string | number;
  readonly italic?: boolean;
  readonly family?: string | readonly string[];
  /** In degrees, against the clock. */
  readonly rotation?: number;
  readonly ha?: 'left' | 'center' | 'right';
  readonly va?: 'top' | 'center' | 'baseline' | 'bottom' | 'center_baseline';
}

type Face = keyof typeof WIDTHS;

/** How far a line reaches above the baseline and below, as shares of the font size: `l` and `p`, rounded up to pixels. */
export const ASCENT = 0.79;
export const DESCENT = 0.216;
const LINE = 1.2 * (ASCENT + DESCENT);

const STACKS: Readonly<Record<'sans' | 'serif' | 'mono', string>> = {
  sans: 'DejaVu Sans, Bitstream Vera Sans, Verdana, Geneva, sans-serif',
  serif: 'DejaVu Serif, Bitstream Vera Serif, Georgia, serif',
  mono: 'DejaVu Sans Mono, Bitstream Vera Sans Mono, Menlo, Consolas, monospace',
};

function familyOf(family: string | readonly string[] = rcParams['font.family']): keyof typeof STACKS {
  const name = (typeof family === 'string' ? family : (family[0] ?? '')).toLowerCase();
  return name.includes('mono') ? 'mono' : name.includes('serif') && !name.includes('sans') ? 'serif' : 'sans';
}

const isBold = (weight: string | number = rcParams['font.weight']): boolean =>
  typeof weight === 'number' ? weight >= 600 : ['bold', 'heavy', 'black', 'semibold', 'demibold'].includes(weight);

const faceOf = (style: TextStyle): Face =>
  familyOf(style.family) === 'sans' && isBold(style.weight) ? 'bold' : familyOf(style.family);

function advance(code: number, face: Face): number {
  let before = 0;
  for (const [first, last] of RANGES) {
    if (code >= first && code <= last) return WIDTHS[face][before + code - first] / 2048;
    before += last - first + 1;
  }
  return code > 0x2e80 ? 1 : 0.6; // CJK is square; the rest is about as wide as a digit
}

/** The width of one line in points. */
function lineWidth(line: string, style: TextStyle): number {
  let width = 0;
  for (const { text, scale } of runsOf(line))
    for (const character of text) width += advance(character.codePointAt(0) ?? 0, faceOf(style)) * scale;
  return width * style.size;
}

/** The size of a text in points, its rotation left out. */
export function measure(text: string, style: TextStyle): { readonly width: number; readonly height: number } {
  const lines = text.split('\n');
  return {
    width: Math.max(...lines.map((line) => lineWidth(line, style))),
    height: ((ASCENT + DESCENT) + (lines.length - 1) * LINE) * style.size, // prettier-ignore
  };
}

/** The content of a `text` element. */
function content(line: string): string {
  const runs = runsOf(line);
  if (runs.length === 1 && runs[0].scale === 1 && !runs[0].italic) return escapeXml(runs[0].text);
  let height = 0;
  return runs
    .map(({ text, italic, rise, scale }) => {
      const dy = (height - rise) / scale;
      height = rise;
      const shift = dy === 0 ? '' : ` dy="${coordinate(dy)}em"`;
      const size = scale === 1 ? '' : ` font-size="${coordinate(scale * 100)}%"`;
      return `<tspan${shift}${size}${italic ? ' font-style="italic"' : ''}>${escapeXml(text)}</tspan>`;
    })
    .join('');
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

/** Where the first baseline lies below the anchor, in points. */
function baseline(va: TextStyle['va'], lines: number, size: number): number {
  const below = (lines - 1) * LINE;
  switch (va) {
    case 'top':
      return ASCENT * size;
    case 'bottom':
      return -(DESCENT + below) * size;
    case 'center':
      return ((ASCENT - DESCENT - below) / 2) * size;
    case 'center_baseline':
      return ((ASCENT - below) / 2) * size;
    default:
      return -below * size;
  }
}

/** Draws a text with its anchor at a place in points. */
export function drawText(svg: Svg, text: string, x: number, y: number, style: TextStyle, name = 'text'): void {
  if (text === '') return;
  const { size, rotation = 0, ha = 'left', va = 'baseline' } = style;
  const color = toRgba(style.color ?? rcParams['text.color'], style.alpha ?? null);
  const lines = text.split('\n');
  const first = baseline(va, lines.length, size);
  lines.forEach((line, i) => {
    const dy = first + i * LINE * size;
    const turn = rotation % 360;
    svg.raw(
      'text',
      {
        class: name,
        x: turn === 0 ? x : 0,
        y: turn === 0 ? y + dy : dy,
        transform: turn === 0 ? undefined : `translate(${coordinate(x)} ${coordinate(y)}) rotate(${coordinate(-turn)})`,
        'font-family': STACKS[familyOf(style.family)],
        'font-size': size,
        'font-weight': isBold(style.weight) ? 'bold' : undefined,
        'font-style': style.italic ? 'italic' : undefined,
        'text-anchor': ha === 'left' ? undefined : ANCHORS[ha],
        'xml:space': /^ | {2}| $/.test(line) ? 'preserve' : undefined,
        ...paint('fill', color),
      },
      content(line),
    );
  });
}
