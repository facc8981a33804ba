import { ValueError } from '../../tensor/errors.js';
import type { Artist, Box, Point, View } from '../artists/artist.js';
import type { Svg } from '../render/svg.js';
import { paint, toRgba, type Color } from '../style/color.js';
import { points, rcParams, type FontSize } from '../style/rc.js';
import { ASCENT, DESCENT, drawText, measure, type TextStyle } from '../text/text.js';

/** Options of a legend. */
export interface LegendOptions {
  /** Where it stands: `'best'`, `'upper right'`, …, or its number. */
  loc?: string | number;
  fontsize?: FontSize;
  title?: string;
  ncols?: number;
  frameon?: boolean;
  framealpha?: number;
  facecolor?: Color;
  edgecolor?: Color;
  /** A point in shares of the axes that `loc` is a corner of. */
  bbox_to_anchor?: readonly number[];
  labels?: readonly string[];
  handles?: readonly Artist[];
}

/** @internal */
export const LEGEND_OPTIONS = [
  'loc',
  'fontsize',
  'title',
  'ncols',
  'frameon',
  'framealpha',
  'facecolor',
  'edgecolor',
  'bbox_to_anchor',
  'labels',
  'handles',
] as const;

/** For each place its shares across and down. */
const LOCATIONS: Readonly<Record<string, readonly [across: number, down: number] | null>> = {
  best: null,
  'upper right': [1, 0],
  'upper left': [0, 0],
  'lower left': [0, 1],
  'lower right': [1, 1],
  right: [1, 0.5],
  'center left': [0, 0.5],
  'center right': [1, 0.5],
  'lower center': [0.5, 1],
  'upper center': [0.5, 0],
  center: [0.5, 0.5],
};

/** @internal The place of a name or number; null for the best one. Throws ValueError for what is neither. */
export function locationOf(loc: string | number): readonly [across: number, down: number] | null {
  const name = typeof loc === 'number' ? Object.keys(LOCATIONS)[loc] : loc;
  if (name === undefined || !Object.hasOwn(LOCATIONS, name)) {
    const names = Object.keys(LOCATIONS).map((known) => `'${known}'`);
    throw new ValueError(
      `${typeof loc === 'string' ? `'${loc}'` : loc} is not a valid value for loc; supported values are ${names.join(', ')}`,
    );
  }
  return LOCATIONS[name];
}

interface Layout {
  readonly size: number;
  readonly style: TextStyle;
  readonly width: number;
  readonly height: number;
  /** For each entry where its handle begins, from the corner of the frame. */
  readonly entries: readonly { artist: Artist; left: number; top: number }[];
  readonly title: string;
}

const HANDLE = { length: 2, height: 0.7, pad: 0.8 };
const [PAD, SPACING, COLUMN_SPACING, AXES_PAD] = [0.4, 0.5, 2, 0.5];

function layOut(artists: readonly Artist[], options: LegendOptions): Layout {
  const size = points(options.fontsize ?? rcParams['legend.fontsize']);
  const style: TextStyle = { size, va: 'baseline' };
  const columns = Math.max(1, Math.min(options.ncols ?? 1, artists.length));
  const rows = Math.ceil(artists.length / columns);
  const line = (ASCENT + DESCENT) * size;
  const title = options.title ?? '';
  const titleHeight = title === '' ? 0 : line + SPACING * size;
  const entries: { artist: Artist; left: number; top: number }[] = [];
  let left = PAD * size;
  for (let column = 0; column < columns; column++) {
    const part = artists.slice(column * rows, (column + 1) * rows);
    let top = PAD * size + titleHeight;
    for (const artist of part) {
      entries.push({ artist, left, top });
      top += measure(artist.label, style).height + SPACING * size;
    }
    const widest = Math.max(0, ...part.map((artist) => measure(artist.label, style).width));
    left += (HANDLE.length + HANDLE.pad) * size + widest + (column < columns - 1 ? COLUMN_SPACING * size : 0);
  }
  const bottom = Math.max(...entries.map(({ artist, top }) => top + measure(artist.label, style).height));
  const width = Math.max(left, measure(title, style).width + PAD * size) + PAD * size;
  return { size, style, width, height: bottom + PAD * size, entries, title };
}

/** How much a box covers of what is drawn: points within it, and lines through it. */
function badness(box: Box, artists: readonly (readonly Point[])[]): number {
  const { left, top, width, height } = box;
  let hits = 0;
  for (const places of artists)
    for (const [x, y] of places) if (x > left && x < left + width && y > top && y < top + height) hits++;
  return hits;
}

/** Where the frame's corner stands. */
function place(layout: Layout, options: LegendOptions, view: View, artists: readonly Artist[]): Box {
  const { width, height, size } = layout;
  const anchor = options.bbox_to_anchor;
  const pad = AXES_PAD * size;
  const at = ([across, down]: readonly [number, number]): Box => {
    const { box } = view;
    if (anchor !== undefined && anchor.length === 2) {
      const [x, y] = [box.left + anchor[0] * box.width, box.top + (1 - anchor[1]) * box.height];
      return { left: x + pad - across * (width + 2 * pad), top: y + pad - down * (height + 2 * pad), width, height };
    }
    return {
      left: box.left + pad + across * (box.width - width - 2 * pad),
      top: box.top + pad + down * (box.height - height - 2 * pad),
      width,
      height,
    };
  };
  const fixed = locationOf(options.loc ?? (anchor === undefined ? rcParams['legend.loc'] : 'upper left'));
  if (fixed !== null) return at(fixed);
  const places = artists.map((artist) => densified(artist.places(view)));
  const candidates = Object.values(LOCATIONS).flatMap((location) => (location === null ? [] : [at(location)]));
  const scores = candidates.map((box) => badness(box, places));
  return candidates[scores.indexOf(Math.min(...scores))];
}

/** Points with those between them on the page, at most a few points apart. */
function densified(path: readonly Point[]): readonly Point[] {
  if (path.length > 2000 || path.length < 2) return path;
  return path.flatMap(([x, y], i): Point[] => {
    if (i === 0) return [[x, y]];
    const [px, py] = path[i - 1];
    const steps = Math.min(Math.ceil(Math.hypot(x - px, y - py) / 8), 100) || 1;
    return Array.from({ length: steps }, (_, k): Point => [
      px + ((k + 1) / steps) * (x - px),
      py + ((k + 1) / steps) * (y - py),
    ]);
  });
}

/** @internal Draws the legend of all artists that have a label. */
export function drawLegend(
  svg: Svg,
  artists: readonly Artist[],
  options: LegendOptions,
  view: View,
  background: Color,
): void {
  const named = (options.handles ?? artists).filter(({ label }) => label !== '' && !label.startsWith('_'));
  if (named.length === 0) return;
  const layout = layOut(named, options);
  const { size, style, entries, title } = layout;
  const { left, top, width, height } = place(layout, options, view, artists);
  svg.group({ class: 'legend' }, () => {
    if (options.frameon ?? rcParams['legend.frameon']) {
      const given = options.facecolor ?? rcParams['legend.facecolor'];
      const alpha = options.framealpha ?? rcParams['legend.framealpha'];
      const radius = rcParams['legend.fancybox'] ? 0.2 * size : 0;
      svg.add('rect', {
        class: 'legend-frame',
        x: left,
        y: top,
        width,
        height,
        rx: radius,
        ...paint('fill', toRgba(given === 'inherit' ? background : given, alpha)),
        ...paint('stroke', toRgba(options.edgecolor ?? rcParams['legend.edgecolor'], alpha)),
        'stroke-width': rcParams['patch.linewidth'],
      });
    }
    const ascent = ASCENT * size;
    if (title !== '') drawText(svg, title, left + width / 2, top + PAD * size + ascent, { ...style, ha: 'center' });
    for (const { artist, left: x, top: y } of entries) {
      const handle = {
        left: left + x,
        top: top + y + ascent - HANDLE.height * size,
        width: HANDLE.length * size,
        height: HANDLE.height * size,
      };
      svg.group({ class: 'legend-handle' }, () => artist.drawHandle(svg, handle));
      drawText(
        svg,
        artist.label,
        left + x + (HANDLE.length + HANDLE.pad) * size,
        top + y + ascent,
        style,
        'legend-text',
      );
    }
  });
}
