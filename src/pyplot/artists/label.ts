import type { Svg } from '../render/svg.js';
import { drawText, type TextStyle } from '../text/text.js';
import { Artist, type Extent, type View } from './artist.js';

/** A text in axes: what `text` makes. matplotlib: `matplotlib.text.Text`. */
export class Text extends Artist {
  /**
   * @internal
   * @param shares whether x and y are shares of the axes, not data
   */
  constructor(
    private readonly x: number,
    private readonly y: number,
    private text: string,
    private readonly style: TextStyle,
    private readonly shares = false,
  ) {
    super(3);
  }

  override extent(): Extent {
    return { x: null, y: null };
  }

  override draw(svg: Svg, { box, x, y }: View): void {
    const at: [number, number] = this.shares
      ? [box.left + this.x * box.width, box.top + (1 - this.y) * box.height]
      : [x(this.x), y(this.y)];
    if (at.every(Number.isFinite)) drawText(svg, this.text, at[0], at[1], this.style);
  }

  /** Sets the text. matplotlib: `Text.set_text`. */
  set_text(text: string): void {
    this.text = text;
  }

  /** The text. matplotlib: `Text.get_text`. */
  get_text(): string {
    return this.text;
  }
}
