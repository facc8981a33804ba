import { extent } from '../data.js';
import { pathOf, type Svg } from '../render/svg.js';
import { paint, type Color, type Rgba } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { Artist, type Above, type Box, type Extent, type Point, type View } from './artist.js';

/** Options of an area. */
export interface PatchOptions {
  color?: Color;
  facecolor?: Color;
  fc?: Color;
  edgecolor?: Color;
  ec?: Color;
  linewidth?: number;
  lw?: number;
  linestyle?: LineStyle;
  ls?: LineStyle;
  alpha?: number | null;
  label?: string;
  zorder?: number;
  /** Whether it is filled. */
  fill?: boolean;
}

/** @internal How an area is painted. */
export interface AreaStyle {
  readonly face: Rgba;
  readonly edge: Rgba;
  readonly linewidth: number;
  readonly linestyle: LineStyle;
}

/** @internal The attributes of an area. */
export function areaAttributes(style: AreaStyle): Record<string, string | number | undefined> {
  const pen = style.edge[3] === 0 ? null : stroke(style.linestyle, style.linewidth);
  return {
    ...paint('fill', style.face),
    ...(pen === null ? {} : { ...paint('stroke', style.edge), ...pen, 'stroke-linejoin': 'miter' }),
  };
}

/** A bar of a bar chart or histogram. matplotlib: `matplotlib.patches.Rectangle`. */
export class Rectangle extends Artist {
  /** @internal */
  constructor(
    private readonly x: number,
    private readonly y: number,
    private readonly width: number,
    private readonly height: number,
    private readonly style: AreaStyle,
    zorder = 1,
  ) {
    super(zorder);
  }

  override extent(above: Above): Extent {
    return {
      x: extent([this.x, this.x + this.width], above.x),
      y: extent([this.y, this.y + this.height], above.y),
    };
  }

  override draw(svg: Svg, view: View): void {
    const [x0, x1] = [view.x(this.x), view.x(this.x + this.width)].sort((a, b) => a - b);
    const [y0, y1] = [view.y(this.y), view.y(this.y + this.height)].sort((a, b) => a - b);
    if (![x0, x1, y0, y1].every(Number.isFinite)) return;
    const { left, top, width, height } = view.box;
    const [sx0, sx1, sy0, sy1] = [x0, x1, y0, y1].map((at) => svg.snapEdge(at));
    svg.add('rect', {
      class: 'bar',
      x: sx0,
      y: sy0,
      width: sx1 - sx0,
      height: sy1 - sy0,
      'clip-path': svg.clip(left, top, width, height),
      ...areaAttributes(this.style),
    });
  }

  override drawHandle(svg: Svg, box: Box): void {
    svg.add('rect', { x: box.left, y: box.top, width: box.width, height: box.height, ...areaAttributes(this.style) });
  }

  override places(view: View): readonly Point[] {
    const [x0, x1] = [view.x(this.x), view.x(this.x + this.width)];
    const [y0, y1] = [view.y(this.y), view.y(this.y + this.height)];
    const shares = [0, 0.25, 0.5, 0.75, 1];
    return shares.flatMap((s) => shares.map((t): Point => [x0 + s * (x1 - x0), y0 + t * (y1 - y0)]));
  }

  /** The left side. matplotlib: `Rectangle.get_x`. */
  get_x(): number {
    return this.x;
  }

  /** The foot. matplotlib: `Rectangle.get_y`. */
  get_y(): number {
    return this.y;
  }

  /** matplotlib: `Rectangle.get_width`. */
  get_width(): number {
    return this.width;
  }

  /** matplotlib: `Rectangle.get_height`. */
  get_height(): number {
    return this.height;
  }
}

/** An area within outlines: what `fill_between` and `fill` make. matplotlib: `matplotlib.patches.Polygon`. */
export class Polygon extends Artist {
  /** @internal */
  constructor(
    private readonly rings: readonly (readonly Point[])[],
    private readonly style: AreaStyle,
    zorder = 1,
    private readonly name = 'area',
  ) {
    super(zorder);
  }

  override extent(above: Above): Extent {
    const points = this.rings.flat();
    return {
      x: extent(points.map(([x]) => x), above.x), // prettier-ignore
      y: extent(points.map(([, y]) => y), above.y), // prettier-ignore
    };
  }

  override draw(svg: Svg, view: View): void {
    const { left, top, width, height } = view.box;
    const d = this.rings
      .map((ring) =>
        pathOf(
          ring.map(([x, y]): Point => [view.x(x), view.y(y)]),
          true,
        ),
      )
      .join('');
    const clip = svg.clip(left, top, width, height);
    if (d !== '')
      svg.add('path', {
        class: this.name,
        d,
        'fill-rule': 'evenodd',
        'clip-path': clip,
        ...areaAttributes(this.style),
      });
  }

  override drawHandle(svg: Svg, box: Box): void {
    svg.add('rect', { x: box.left, y: box.top, width: box.width, height: box.height, ...areaAttributes(this.style) });
  }

  override places(view: View): readonly Point[] {
    return this.rings.flat().map(([x, y]): Point => [view.x(x), view.y(y)]);
  }
}

/** @internal A band across the whole axes, from `low` to `high` in data: what `axhspan` and `axvspan` make. */
export class Span extends Artist {
  constructor(
    private readonly along: 'x' | 'y',
    private readonly low: number,
    private readonly high: number,
    private readonly style: AreaStyle,
  ) {
    super(1);
  }

  override extent(): Extent {
    const range = extent([this.low, this.high]);
    return this.along === 'x' ? { x: range, y: null } : { x: null, y: range };
  }

  override draw(svg: Svg, view: View): void {
    const { left, top, width, height } = view.box;
    const horizontal = this.along === 'x';
    const [a, b] = [this.low, this.high].map(horizontal ? view.x : view.y).sort((p, q) => p - q);
    const place = horizontal ? { x: a, y: top, width: b - a, height } : { x: left, y: a, width, height: b - a };
    svg.add('rect', {
      class: 'span',
      ...place,
      'clip-path': svg.clip(left, top, width, height),
      ...areaAttributes(this.style),
    });
  }

  override drawHandle(svg: Svg, box: Box): void {
    svg.add('rect', { x: box.left, y: box.top, width: box.width, height: box.height, ...areaAttributes(this.style) });
  }
}
