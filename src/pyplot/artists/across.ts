import { extent } from '../data.js';
import type { Svg } from '../render/svg.js';
import { paint, type Rgba } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { Artist, type Above, type Box, type Extent, type View } from './artist.js';

/** @internal How a straight line is drawn. */
export interface PenStyle {
  readonly color: Rgba;
  readonly linewidth: number;
  readonly linestyle: LineStyle;
}

/** A straight line across the axes at one value: what `axhline` and `axvline` make. */
export class AcrossLine extends Artist {
  /**
   * @internal
   * @param along the axis on which `at` lies: `'y'` for a horizontal line
   * @param from where it begins, as a share of the axes
   */
  constructor(
    private readonly along: 'x' | 'y',
    private readonly at: number,
    private readonly from: number,
    private readonly to: number,
    private readonly style: PenStyle,
    zorder = 2,
  ) {
    super(zorder);
  }

  override extent(above: Above): Extent {
    const range = extent([this.at], above[this.along]);
    return this.along === 'x' ? { x: range, y: null } : { x: null, y: range };
  }

  override draw(svg: Svg, view: View): void {
    const { left, top, width, height } = view.box;
    const pen = stroke(this.style.linestyle, this.style.linewidth);
    const place = svg.snap(view[this.along](this.at), this.style.linewidth);
    if (pen === null || !Number.isFinite(place)) return;
    const ends =
      this.along === 'y'
        ? { x1: left + this.from * width, x2: left + this.to * width, y1: place, y2: place }
        : { x1: place, x2: place, y1: top + (1 - this.from) * height, y2: top + (1 - this.to) * height };
    const clip = svg.clip(left, top, width, height);
    svg.add('line', { class: 'across', ...ends, 'clip-path': clip, ...paint('stroke', this.style.color), ...pen });
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    const pen = stroke(this.style.linestyle, this.style.linewidth);
    const y = top + height / 2;
    if (pen !== null)
      svg.add('line', { x1: left, x2: left + width, y1: y, y2: y, ...paint('stroke', this.style.color), ...pen });
  }
}
