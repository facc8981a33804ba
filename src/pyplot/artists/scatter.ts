import { extent } from '../data.js';
import type { Svg } from '../render/svg.js';
import { paint, type Rgba } from '../style/color.js';
import type { Colormap } from '../style/colormap.js';
import type { MarkerShape } from '../style/markers.js';
import { Artist, type Above, type Box, type Extent, type Interval, type Point, type View } from './artist.js';

/** @internal How the points of a scatter plot look; lists are walked round and round. */
export interface PointStyle {
  /** Areas in points squared. */
  readonly sizes: readonly number[];
  readonly faces: readonly Rgba[];
  /** null: as the face. */
  readonly edges: readonly Rgba[] | null;
  readonly edgewidths: readonly number[];
  readonly shape: MarkerShape;
}

/** What colours stand for: a colour map over a range of values. */
export interface Mappable {
  readonly cmap: Colormap;
  readonly range: Interval;
  /** Whether the range is divided by powers. */
  readonly log?: boolean;
  /** The borders between colours, where they are steps. */
  readonly levels?: readonly number[];
}

/** Points of their own size and colour each: what `scatter` makes. matplotlib: `matplotlib.collections.PathCollection`. */
export class PathCollection extends Artist {
  /** @internal */
  constructor(
    private readonly xs: readonly number[],
    private readonly ys: readonly number[],
    private readonly style: PointStyle,
    /** What the colours stand for, or null. */
    readonly mappable: Mappable | null,
    zorder = 1,
  ) {
    super(zorder);
  }

  override extent(above: Above): Extent {
    return { x: extent(this.xs, above.x), y: extent(this.ys, above.y) };
  }

  override draw(svg: Svg, view: View): void {
    const { left, top, width, height } = view.box;
    svg.group({ class: 'scatter', 'clip-path': svg.clip(left, top, width, height) }, () =>
      this.xs.forEach((x, i) => this.drawPoint(svg, view.x(x), view.y(this.ys[i]), i)),
    );
  }

  private drawPoint(svg: Svg, x: number, y: number, i: number, size = this.of(this.style.sizes, i)): void {
    if (!Number.isFinite(x) || !Number.isFinite(y) || !(size > 0)) return;
    const { shape, faces, edges, edgewidths } = this.style;
    const face = this.of(faces, i);
    const edge = edges === null || !shape.filled ? face : this.of(edges, i);
    const id = svg.define('path', { d: shape.path(Math.sqrt(size) / 2) }, '');
    svg.add('use', {
      'xlink:href': `#${id}`,
      x,
      y,
      ...(shape.filled ? paint('fill', face) : { fill: 'none' }),
      ...paint('stroke', edge),
      'stroke-width': this.of(edgewidths, i),
    });
  }

  private of<T>(list: readonly T[], i: number): T {
    return list[i % list.length];
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    const size = (Math.max(...this.style.sizes) + Math.min(...this.style.sizes)) / 2;
    this.drawPoint(svg, left + width / 2, top + height / 2, 0, size);
  }

  override places(view: View): readonly Point[] {
    return this.xs.map((x, i): Point => [view.x(x), view.y(this.ys[i])]);
  }

  /** The places of the points. matplotlib: `PathCollection.get_offsets`. */
  get_offsets(): [x: number, y: number][] {
    return this.xs.map((x, i) => [x, this.ys[i]]);
  }
}
