import { contours } from 'd3-contour';
import { extent } from '../data.js';
import { pathOf, type Svg } from '../render/svg.js';
import { paint, type Rgba } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { drawText, measure } from '../text/text.js';
import { Artist, type Extent, type Point, type View } from './artist.js';
import type { Mappable } from './scatter.js';

/** A function's values on a grid: `z[row][column]` stands at `(x[column], y[row])`. */
export interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly number[])[];
}

/** @internal One level: a line of this height, or the area from it up to the next. */
export interface Level {
  readonly at: number;
  readonly color: Rgba;
  readonly linewidth: number;
  readonly linestyle: LineStyle;
}

/** How heights are written. */
interface LevelText {
  readonly size: number;
  readonly format: (level: number) => string;
}

/** The coordinate of a place between grid lines, and whether it lies on the grid at all. */
function coordinateAt(grid: readonly number[], index: number): number {
  const clamped = Math.min(Math.max(index, 0), grid.length - 1);
  const low = Math.min(Math.floor(clamped), grid.length - 2);
  return grid.length === 1 ? grid[0] : grid[low] + (clamped - low) * (grid[low + 1] - grid[low]);
}

/** The rings around everything that is at least as high, in grid places. d3 puts a cell's value at its middle. */
function ringsAt({ x, y, z }: Grid, threshold: number): Point[][] {
  const shape = contours().size([x.length, y.length]).contour(z.flat(), threshold);
  return shape.coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(([a, b]): Point => [a - 0.5, b - 0.5])));
}

const isInside = ({ x, y }: Grid, [i, j]: Point): boolean => i >= 0 && j >= 0 && i <= x.length - 1 && j <= y.length - 1;

/** A ring without the stretches along the grid's border, which are no contour. */
function linesOf(grid: Grid, ring: readonly Point[]): Point[][] {
  const inside = ring.map((point) => isInside(grid, point));
  const first = inside.indexOf(false);
  if (first < 0) return [[...ring]];
  const lines: Point[][] = [];
  let line: Point[] = [];
  for (let k = 1; k <= ring.length; k++) {
    const i = (first + k) % ring.length;
    if (inside[i]) line.push(ring[i]);
    else if (line.length > 0) {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}

/** Lines of equal height, or the areas between them: what `contour` and `contourf` make. matplotlib: `matplotlib.contour.QuadContourSet`. */
export class ContourSet extends Artist {
  private labels: LevelText | null = null;

  /** @internal */
  constructor(
    private readonly grid: Grid,
    private readonly bands: readonly Level[],
    private readonly filled: boolean,
    /** What the colours stand for. */
    readonly mappable: Mappable,
  ) {
    super(filled ? 1 : 2);
    this.sticky.x.push(...(extent(grid.x) ?? []));
    this.sticky.y.push(...(extent(grid.y) ?? []));
  }

  /** The heights of the lines. matplotlib: `ContourSet.levels`. */
  get levels(): number[] {
    return this.bands.map(({ at }) => at);
  }

  override extent(): Extent {
    return { x: extent(this.grid.x), y: extent(this.grid.y) };
  }

  /** @internal Writes the heights onto the lines. */
  writeLevels(size: number, format: (level: number) => string): void {
    this.labels = { size, format };
  }

  override draw(svg: Svg, view: View): void {
    const { left, top, width, height } = view.box;
    const place = ([i, j]: Point): Point => [
      view.x(coordinateAt(this.grid.x, i)),
      view.y(coordinateAt(this.grid.y, j)),
    ];
    svg.group({ class: this.filled ? 'contourf' : 'contour', 'clip-path': svg.clip(left, top, width, height) }, () => {
      const rings = this.bands.map(({ at }) => ringsAt(this.grid, at));
      this.bands.forEach((band, k) => {
        if (this.filled) this.drawBand(svg, band, rings[k], rings[k + 1], place);
        else
          this.drawLines(
            svg,
            band,
            rings[k].flatMap((ring) => linesOf(this.grid, ring)).map((line) => line.map(place)),
          );
      });
    });
  }

  /** The area from one level up to the next, whose rings are its holes. */
  private drawBand(
    svg: Svg,
    { color }: Level,
    low: Point[][],
    high: Point[][] | undefined,
    place: (point: Point) => Point,
  ): void {
    if (high === undefined) return; // the last level only ends the band before it
    const d = [...low, ...high].map((ring) => pathOf(ring.map(place), true)).join('');
    if (d !== '') svg.add('path', { d, 'fill-rule': 'evenodd', ...paint('fill', color) });
  }

  private drawLines(svg: Svg, { at, color, linewidth, linestyle }: Level, lines: readonly Point[][]): void {
    const pen = stroke(linestyle, linewidth);
    if (pen === null) return;
    const drawn = lines.map((line) =>
      this.labels === null ? line : this.drawLabel(svg, at, color, line, this.labels),
    );
    const d = drawn.map((line) => pathOf(line)).join('');
    if (d !== '') svg.add('path', { d, fill: 'none', ...paint('stroke', color), ...pen, 'stroke-linecap': 'butt' });
  }

  /** Writes the height onto a line that is long enough; what is left of the line, with a gap where the text stands. */
  private drawLabel(
    svg: Svg,
    at: number,
    color: Rgba,
    line: readonly Point[],
    { size, format }: LevelText,
  ): readonly Point[] {
    const text = format(at);
    const { width } = measure(text, { size });
    const length = line.reduce(
      (sum, [x, y], i) => (i === 0 ? 0 : sum + Math.hypot(x - line[i - 1][0], y - line[i - 1][1])),
      0,
    );
    if (length < 2.5 * width) return line;
    const middle = Math.floor(line.length / 2);
    const [x, y] = line[middle];
    const near = ([px, py]: Point): boolean => Math.hypot(px - x, py - y) < width / 2 + 2;
    const [before, behind] = [
      line.slice(0, middle).findLast((p) => !near(p)),
      line.slice(middle).find((p) => !near(p)),
    ];
    if (before === undefined || behind === undefined) return line;
    const turn = (Math.atan2(before[1] - behind[1], behind[0] - before[0]) * 180) / Math.PI;
    const rotation = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn;
    drawText(svg, text, x, y, { size, rotation, ha: 'center', va: 'center', color: [...color] }, 'contour-label');
    return line.map((point, i): Point => (near(point) && Math.abs(i - middle) < line.length / 2 ? [NaN, NaN] : point));
  }
}
