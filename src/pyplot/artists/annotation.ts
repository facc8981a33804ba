import type { Svg } from '../render/svg.js';
import { paint, toRgba, type Color } from '../style/color.js';
import { drawText, measure, type TextStyle } from '../text/text.js';
import type { View } from './artist.js';
import { Text } from './label.js';

/** How an arrow looks. */
export interface ArrowOptions {
  color?: Color;
  /** `'->'`, `'-|>'` or `'-'`. */
  arrowstyle?: string;
  linewidth?: number;
  lw?: number;
}

/** A text with an arrow to the point that it is about: what `annotate` makes. */
export class Annotation extends Text {
  /** @internal */
  constructor(
    text: string,
    private readonly at: readonly number[],
    private readonly from: readonly number[],
    private readonly units: 'data' | 'offset points',
    private readonly look: TextStyle,
    private readonly arrow: ArrowOptions | null,
  ) {
    super(from[0], from[1], text, look);
  }

  override draw(svg: Svg, view: View): void {
    const [px, py] = [view.x(this.at[0]), view.y(this.at[1])];
    const [x, y] =
      this.units === 'data' ? [view.x(this.from[0]), view.y(this.from[1])] : [px + this.from[0], py - this.from[1]];
    if (![px, py, x, y].every(Number.isFinite)) return;
    if (this.arrow !== null) this.drawArrow(svg, x, y, px, py);
    drawText(svg, this.get_text(), x, y, this.look);
  }

  private drawArrow(svg: Svg, x: number, y: number, px: number, py: number): void {
    const { width, height } = measure(this.get_text(), this.look);
    const [dx, dy] = { left: [0.5, 0], center: [0, 0], right: [-0.5, 0] }[this.look.ha ?? 'left'];
    const [sx, sy] = [x + dx * width, y + dy - height * 0.35];
    const length = Math.hypot(px - sx, py - sy);
    if (length < 1) return;
    const [ux, uy] = [(px - sx) / length, (py - sy) / length];
    // the shaft leaves the text at its edge and ends just short of the point
    const leave =
      Math.min(
        Math.abs(ux) > 1e-9 ? width / 2 / Math.abs(ux) : Infinity,
        Math.abs(uy) > 1e-9 ? height / 2 / Math.abs(uy) : Infinity,
      ) + 2;
    const end: [number, number] = [px - ux * 2, py - uy * 2];
    const { color = 'k', arrowstyle = '-|>', linewidth, lw } = this.arrow ?? {};
    const rgba = toRgba(color);
    const pen = { ...paint('stroke', rgba), 'stroke-width': linewidth ?? lw ?? 1, fill: 'none' };
    if (leave < length)
      svg.add('line', { class: 'arrow', x1: sx + ux * leave, y1: sy + uy * leave, x2: end[0], y2: end[1], ...pen });
    if (arrowstyle === '-') return;
    const wing = (sign: number): string => `${end[0] - ux * 6 - sign * uy * 3} ${end[1] - uy * 6 + sign * ux * 3}`;
    const closed = arrowstyle.includes('|>');
    svg.add('path', {
      class: 'arrow',
      d: `M${wing(1)}L${end[0]} ${end[1]}L${wing(-1)}${closed ? 'Z' : ''}`,
      ...pen,
      ...(closed ? paint('fill', rgba) : {}),
    });
  }
}
