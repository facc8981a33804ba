import { ValueError } from '../../tensor/errors.js';

/** A marker: matplotlib's character (`'o'`, `'^'`, `'x'`), its number, or `'None'`. */
export type Marker = string | number;

/** The outline of a marker of size 1 about the origin, as an SVG path, y downwards. */
export interface MarkerShape {
  readonly path: (radius: number) => string;
  /** Whether it has an inside to fill; the others are drawn with lines only. */
  readonly filled: boolean;
}

type Point = readonly [x: number, y: number];

const text = (x: number): string => String(Math.round(x * 1000) / 1000 + 0);
const polyline = (points: readonly Point[]): string => points.map(([x, y]) => `${text(x)} ${text(y)}`).join('L');

/** Lines through points that are given for radius 1. */
function lines(filled: boolean, ...parts: (readonly Point[])[]): MarkerShape {
  const end = filled ? 'Z' : '';
  const scaled = (points: readonly Point[], r: number): Point[] => points.map(([x, y]) => [x * r, y * r]);
  return { filled, path: (r) => parts.map((points) => `M${polyline(scaled(points, r))}${end}`).join('') };
}

/** `count` points on the circle, the first at the top; with `inner` a star. */
function ring(count: number, inner = 0, turn = 0): Point[] {
  const n = inner === 0 ? count : 2 * count;
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n + turn;
    const radius = inner !== 0 && i % 2 === 1 ? inner : 1;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
}

/** A disc of a share of the radius, as two arcs. */
const disc = (share: number): MarkerShape => ({
  filled: true,
  path: (r) => {
    const [left, right, radius] = [-r * share, r * share, r * share].map(text);
    return `M${left} 0A${radius} ${radius} 0 1 1 ${right} 0A${radius} ${radius} 0 1 1 ${left} 0Z`;
  },
});

const turned = (points: readonly Point[], quarters: number): Point[] =>
  points.map(([x, y]) => {
    let point: Point = [x, y];
    for (let i = 0; i < quarters; i++) point = [-point[1], point[0]];
    return point;
  });

const triangle: Point[] = [
  [0, -1],
  [1, 1],
  [-1, 1],
];
const square = ring(4, 0, Math.PI / 4).map(([x, y]): Point => [x * Math.SQRT2, y * Math.SQRT2]);
const star = ring(5, 0.381966);
const thin = ring(4).map(([x, y]): Point => [x * 0.6, y]);
const plus: Point[] = [
  [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1], [-1, -3], [1, -3], [1, -1], [3, -1], [3, 1],
].map(([x, y]) => [x / 3, y / 3]); // prettier-ignore
const cross: Point[] = [
  [0, 1], [1, 2], [2, 1], [1, 0], [2, -1], [1, -2], [0, -1], [-1, -2], [-2, -1], [-1, 0], [-2, 1], [-1, 2],
].map(([x, y]) => [x / 2, y / 2]); // prettier-ignore
const tripod: Point[][] = ring(3).map(([x, y]) => [
  [0, 0],
  [x * 0.5, y * 0.5],
]);
const bar = (from: Point, to: Point): MarkerShape => lines(false, [from, to]);
const tripods = (quarters: number): MarkerShape =>
  lines(false, ...tripod.map(([a, [x, y]]) => turned([a, [2 * x, 2 * y]], quarters)));

const shapes: Readonly<Record<string, MarkerShape>> = {
  '.': disc(0.5),
  ',': { filled: true, path: () => 'M-0.36 -0.36H0.36V0.36H-0.36Z' },
  o: disc(1),
  v: lines(true, turned(triangle, 2)),
  '^': lines(true, triangle),
  '<': lines(true, turned(triangle, 3)),
  '>': lines(true, turned(triangle, 1)),
  '1': tripods(2),
  '2': tripods(0),
  '3': tripods(3),
  '4': tripods(1),
  '8': lines(true, ring(8, 0, Math.PI / 8)),
  s: lines(true, square),
  p: lines(true, ring(5)),
  P: lines(true, plus),
  '*': lines(true, star),
  h: lines(true, ring(6)),
  H: lines(true, ring(6, 0, Math.PI / 6)),
  '+': lines(false, [[-1, 0], [1, 0]], [[0, -1], [0, 1]]), // prettier-ignore
  x: lines(false, [[-1, -1], [1, 1]], [[-1, 1], [1, -1]]), // prettier-ignore
  X: lines(true, cross),
  D: lines(true, ring(4).map(([x, y]): Point => [x * Math.SQRT2, y * Math.SQRT2])), // prettier-ignore
  d: lines(true, thin.map(([x, y]): Point => [x * Math.SQRT2, y * Math.SQRT2])), // prettier-ignore
  '|': bar([0, -1], [0, 1]),
  _: bar([-1, 0], [1, 0]),
  0: bar([-1, 0], [0, 0]),
};

/** The characters that are markers, for format strings. */
export const MARKERS: readonly string[] = Object.keys(shapes).filter((name) => name !== '0');

const TICKS: readonly MarkerShape[] = [
  bar([-1, 0], [0, 0]),
  bar([0, 0], [1, 0]),
  bar([0, -1], [0, 0]),
  bar([0, 0], [0, 1]),
];
const CARETS: readonly number[] = [1, 3, 0, 2];

/**
 * The shape of a marker; null for none.
 *
 * @throws ValueError for what is no marker
 */
export function markerShape(marker: Marker | null | undefined): MarkerShape | null {
  if (marker === null || marker === undefined) return null;
  if (typeof marker === 'number') {
    if (marker in TICKS) return TICKS[marker];
    if (marker >= 4 && marker <= 7 && Number.isInteger(marker)) {
      const tip: Point[] = [[-1, 1.5], [0, 0], [1, 1.5]]; // prettier-ignore
      return lines(true, turned(tip, CARETS[marker - 4]));
    }
  } else {
    if (['None', 'none', '', ' '].includes(marker)) return null;
    if (MARKERS.includes(marker)) return shapes[marker];
  }
  throw new ValueError(`Unrecognized marker style ${typeof marker === 'string' ? `'${marker}'` : marker}`);
}
