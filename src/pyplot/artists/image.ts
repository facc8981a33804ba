import { dataUrl } from '../output/raster.js';
import type { Svg } from '../render/svg.js';
import type { Rgba } from '../style/color.js';
import { Artist, type Extent, type View } from './artist.js';
import type { Mappable } from './scatter.js';

/** Where a picture lies in data. */
export type ImageExtent = readonly [left: number, right: number, bottom: number, top: number];

/** A picture of coloured cells: what `imshow` makes. matplotlib: `matplotlib.image.AxesImage`. */
export class AxesImage extends Artist {
  /**
   * @internal
   * @param rows colours, the first row at `top` of the extent
   */
  constructor(
    private readonly rows: readonly (readonly Rgba[])[],
    private readonly place: ImageExtent,
    /** What the colours stand for; null for a picture of colours. */
    readonly mappable: Mappable | null,
    private readonly smooth: boolean,
  ) {
    super(0);
    const [left, right, bottom, top] = place;
    this.sticky.x.push(left, right);
    this.sticky.y.push(bottom, top);
  }

  override extent(): Extent {
    const [left, right, bottom, top] = this.place;
    return { x: [Math.min(left, right), Math.max(left, right)], y: [Math.min(bottom, top), Math.max(bottom, top)] };
  }

  override draw(svg: Svg, view: View): void {
    const [left, right, bottom, top] = this.place;
    const [x0, x1] = [view.x(left), view.x(right)];
    const [y0, y1] = [view.y(top), view.y(bottom)];
    const height = this.rows.length;
    const width = this.rows[0]?.length ?? 0;
    if (width === 0 || x0 === x1 || y0 === y1) return;
    const bytes = new Uint8Array(4 * width * height);
    this.rows.forEach((row, i) => {
      const r = y0 < y1 ? i : height - 1 - i;
      row.forEach((color, j) => {
        const c = x0 < x1 ? j : width - 1 - j;
        bytes.set(color.map((share) => Math.round(share * 255)), 4 * (r * width + c)); // prettier-ignore
      });
    });
    const { box } = view;
    svg.add('image', {
      class: 'image',
      x: svg.snapEdge(Math.min(x0, x1)),
      y: svg.snapEdge(Math.min(y0, y1)),
      width: svg.snapEdge(Math.max(x0, x1)) - svg.snapEdge(Math.min(x0, x1)),
      height: svg.snapEdge(Math.max(y0, y1)) - svg.snapEdge(Math.min(y0, y1)),
      preserveAspectRatio: 'none',
      'image-rendering': this.smooth ? undefined : 'optimizeSpeed',
      'clip-path': svg.clip(box.left - 0.5, box.top - 0.5, box.width + 1, box.height + 1),
      'xlink:href': dataUrl(width, height, bytes),
    });
  }
}
