import { ValueError } from '../../tensor/errors.js';
import { extent, shapeText, vector, type Data } from '../data.js';
import { pathOf, type Svg } from '../render/svg.js';
import { paint, toRgba, type Color, type Rgba } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { markerShape, type Marker } from '../style/markers.js';
import { rcParams } from '../style/rc.js';
import { Artist, type Above, type Box, type Extent, type Point, type View } from './artist.js';

/** Options of a line; each has matplotlib's short name too (`c`, `ls`, `lw`, `ms`, `mfc`, `mec`, `mew`). */
export interface LineOptions {
  color?: Color;
  c?: Color;
  linestyle?: LineStyle;
  ls?: LineStyle;
  /** In points. */
  linewidth?: number;
  lw?: number;
  marker?: Marker;
  /** In points. */
  markersize?: number;
  ms?: number;
  markerfacecolor?: Color;
  mfc?: Color;
  markeredgecolor?: Color;
  mec?: Color;
  markeredgewidth?: number;
  mew?: number;
  /** Every how many points a marker stands. */
  markevery?: number;
  /** `'steps-pre'`, `'steps-mid'`, `'steps-post'` draw a staircase. */
  drawstyle?: 'default' | 'steps' | 'steps-pre' | 'steps-mid' | 'steps-post';
  alpha?: number | null;
  label?: string;
  zorder?: number;
  visible?: boolean;
}

/** @internal The names that {@link readOptions} accepts for a line. */
export const LINE_OPTIONS = [
  'color',
  'linestyle',
  'linewidth',
  'marker',
  'markersize',
  'markerfacecolor',
  'markeredgecolor',
  'markeredgewidth',
  'markevery',
  'drawstyle',
  'alpha',
  'label',
  'zorder',
  'visible',
] as const;

/** The corners of a staircase through points. */
function staircase(points: readonly Point[], style: LineOptions['drawstyle']): readonly Point[] {
  if (style === undefined || style === 'default') return points;
  return points.flatMap(([x, y], i): Point[] => {
    if (i === 0) return [[x, y]];
    const [px, py] = points[i - 1];
    if (style === 'steps-post') return [[x, py], [x, y]]; // prettier-ignore
    if (style === 'steps-mid') return [[(px + x) / 2, py], [(px + x) / 2, y], [x, y]]; // prettier-ignore
    return [[px, y], [x, y]]; // prettier-ignore
  });
}

/** A line through points, with markers at them: what `plot` makes. matplotlib: `matplotlib.lines.Line2D`. */
export class Line2D extends Artist {
  private xs: readonly number[];
  private ys: readonly number[];
  private readonly style: Partial<LineOptions>;
  /** The colour cycle at the time when the line was made. */
  private readonly cycle = rcParams['axes.prop_cycle'];

  /** @internal */
  constructor(xs: readonly number[], ys: readonly number[], style: Partial<LineOptions>) {
    super(style.zorder ?? 2);
    this.xs = xs;
    this.ys = ys;
    this.style = { ...style };
    this.label = style.label ?? '';
    this.visible = style.visible ?? true;
    this.check();
  }

  /** Refuses now what could not be drawn later. */
  private check(): void {
    this.rgba();
    for (const color of [this.style.markerfacecolor, this.style.markeredgecolor])
      if (color !== undefined) toRgba(color, null, this.cycle);
    markerShape(this.marker);
    stroke(this.linestyle, this.linewidth);
  }

  private get linestyle(): LineStyle {
    return this.style.linestyle ?? rcParams['lines.linestyle'];
  }

  private get linewidth(): number {
    return this.style.linewidth ?? rcParams['lines.linewidth'];
  }

  private get marker(): Marker {
    return this.style.marker ?? rcParams['lines.marker'];
  }

  private rgba(color: Color = this.style.color ?? rcParams['lines.color']): Rgba {
    return toRgba(color, this.style.alpha ?? null, this.cycle);
  }

  override extent(above: Above): Extent {
    return { x: extent(this.xs, above.x), y: extent(this.ys, above.y) };
  }

  override draw(svg: Svg, view: View): void {
    const points = this.xs.map((x, i): Point => [view.x(x), view.y(this.ys[i])]);
    const { left, top, width, height } = view.box;
    svg.group({ class: 'line', 'clip-path': svg.clip(left, top, width, height) }, () => this.drawLine(svg, points));
    const inside = points.filter(
      ([x, y]) => x >= left - 1e-6 && x <= left + width + 1e-6 && y >= top - 1e-6 && y <= top + height + 1e-6,
    );
    this.drawMarkers(svg, this.style.markevery === undefined ? inside : this.everyFew(points, inside));
  }

  private everyFew(points: readonly Point[], inside: readonly Point[]): readonly Point[] {
    const every = this.style.markevery ?? 1;
    return points.filter((point, i) => i % every === 0 && inside.includes(point));
  }

  private drawLine(svg: Svg, points: readonly Point[]): void {
    const pen = stroke(this.linestyle, this.linewidth);
    if (pen === null) return;
    // a gap would not be seen by the staircase, so each stretch has its own
    const d = pathOf(staircase(points, this.style.drawstyle));
    if (d !== '') svg.add('path', { d, fill: 'none', ...paint('stroke', this.rgba()), ...pen });
  }

  private drawMarkers(svg: Svg, points: readonly Point[]): void {
    const shape = markerShape(this.marker);
    const size = this.style.markersize ?? rcParams['lines.markersize'];
    if (shape === null || points.length === 0) return;
    const edgeWidth = this.style.markeredgewidth ?? rcParams['lines.markeredgewidth'];
    const face = shape.filled ? this.rgba(this.style.markerfacecolor) : toRgba('none');
    const edge = this.rgba(this.style.markeredgecolor ?? this.style.color);
    const id = svg.define('path', { d: shape.path(size / 2) }, '');
    svg.group(
      {
        class: 'markers',
        ...paint('fill', face),
        ...paint('stroke', edge),
        'stroke-width': this.marker === ',' ? 0 : edgeWidth,
        'stroke-linejoin': this.marker === 'o' ? 'round' : 'miter',
      },
      () => points.forEach(([x, y]) => svg.add('use', { 'xlink:href': `#${id}`, x, y })),
    );
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    const y = top + height / 2;
    this.drawLine(svg, [[left, y], [left + width, y]]); // prettier-ignore
    this.drawMarkers(svg, [[left + width / 2, y]]);
  }

  override places(view: View): readonly Point[] {
    return this.xs.map((x, i): Point => [view.x(x), view.y(this.ys[i])]);
  }

  /** The x values. matplotlib: `Line2D.get_xdata`. */
  get_xdata(): number[] {
    return [...this.xs];
  }

  /** The y values. matplotlib: `Line2D.get_ydata`. */
  get_ydata(): number[] {
    return [...this.ys];
  }

  /**
   * Puts other points in the place of the line's.
   *
   * @throws ValueError when x and y differ in length
   * @see matplotlib: `Line2D.set_data`
   */
  set_data(x: Data, y: Data): void {
    const [xs, ys] = [vector(x), vector(y)];
    if (xs.length !== ys.length)
      throw new ValueError(
        `x and y must have same first dimension, but have shapes ${shapeText([xs.length])} and ${shapeText([ys.length])}`,
      );
    [this.xs, this.ys] = [xs, ys];
  }

  /** The colour, as it was given. matplotlib: `Line2D.get_color`. */
  get_color(): Color {
    return this.style.color ?? rcParams['lines.color'];
  }

  /** Sets the colour; throws ValueError for what is none. matplotlib: `Line2D.set_color`. */
  set_color(color: Color): void {
    toRgba(color, null, this.cycle);
    this.style.color = color;
  }

  /** Sets the width in points. matplotlib: `Line2D.set_linewidth`. */
  set_linewidth(width: number): void {
    this.style.linewidth = width;
  }

  /** Sets the line style; throws ValueError for what is none. matplotlib: `Line2D.set_linestyle`. */
  set_linestyle(style: LineStyle): void {
    stroke(style, 1);
    this.style.linestyle = style;
  }

  /** Sets the marker; throws ValueError for what is none. matplotlib: `Line2D.set_marker`. */
  set_marker(marker: Marker): void {
    markerShape(marker);
    this.style.marker = marker;
  }

  /** @internal What the page's tooltips show. */
  series(): {
    readonly label: string;
    readonly color: Rgba;
    readonly x: readonly number[];
    readonly y: readonly number[];
  } {
    return { label: this.label, color: this.rgba(), x: this.xs, y: this.ys };
  }
}
