import type { Box, View } from '../artists/artist.js';
import { Axis } from '../axis/axis.js';
import type { Svg } from '../render/svg.js';
import { paint, toRgba } from '../style/color.js';
import { points, rcParams } from '../style/rc.js';
import { drawText, type TextStyle } from '../text/text.js';
import { AxesBase, type Canvas, type Caption, type Margins, type Position } from './axes_base.js';
import {
  axisMargins,
  drawGrid,
  drawName,
  drawSpines,
  drawTicks,
  titleHeight,
  type DrawnAxis,
  type GridStyle,
  type Side,
} from './frame.js';
import { drawLegend } from './legend.js';

/** Axes with an x and a y axis: where they stand, and how their parts are drawn. */
export class Axes2D extends AxesBase {
  /** @internal */
  readonly xaxis = new Axis('x', this.artists);
  /** @internal */
  readonly yaxis = new Axis('y', this.artists);
  /** @internal */
  readonly names: Record<'x' | 'y', Caption & { pad: number }>;
  /** Which sides of the frame are drawn. */
  readonly spines: Record<Side, { visible: boolean; set_visible(visible: boolean): void }>;
  /** @internal Where the axes stand. */
  readonly sides: { x: Side; y: Side } = { x: 'bottom', y: 'left' };
  /** @internal Height over width of a unit of data, or null. */
  aspect: number | null = null;
  /** @internal For axes on top of others: no background. */
  overlaid = false;
  /** @internal */
  gridStyle: GridStyle | null = null;

  /** @internal */
  constructor(position: Position) {
    super(position);
    const style: TextStyle = {
      size: points(rcParams['axes.labelsize']),
      color: rcParams['axes.labelcolor'],
      weight: rcParams['axes.labelweight'],
    };
    const pad = rcParams['axes.labelpad'];
    this.names = { x: { text: '', style, pad }, y: { text: '', style: { ...style, rotation: 90 }, pad } };
    const spine = (side: Side) => {
      const state = {
        visible: rcParams[`axes.spines.${side}`],
        set_visible(visible: boolean) {
          state.visible = visible;
        },
      };
      return state;
    };
    this.spines = { left: spine('left'), right: spine('right'), bottom: spine('bottom'), top: spine('top') };
  }

  /** @internal The box on a canvas: the axes' place, made smaller where units of x and y must be equally long. */
  box(canvas: Canvas): Box {
    const slot = this.slot(canvas);
    if (this.aspect === null) return slot;
    const span = ([a, b]: readonly [number, number], { scale }: Axis): number =>
      Math.abs(scale.forward(b) - scale.forward(a));
    const ratio = (this.aspect * span(this.yaxis.limits(), this.yaxis)) / span(this.xaxis.limits(), this.xaxis);
    const width = Math.min(slot.width, slot.height / ratio);
    const height = Math.min(slot.height, slot.width * ratio);
    return { left: slot.left + (slot.width - width) / 2, top: slot.top + (slot.height - height) / 2, width, height };
  }

  /** @internal */
  view(canvas: Canvas): View {
    const box = this.box(canvas);
    const along = (axis: Axis, from: number, to: number) => {
      const [low, high] = axis.limits().map(axis.scale.forward);
      return (value: number): number => from + ((axis.scale.forward(value) - low) / (high - low)) * (to - from);
    };
    return {
      box,
      x: along(this.xaxis, box.left, box.left + box.width),
      y: along(this.yaxis, box.top + box.height, box.top),
    };
  }

  private drawn(view: View): DrawnAxis[] {
    const { box } = view;
    const one = (axis: Axis, side: Side, length: number, key: 'x' | 'y'): DrawnAxis => ({
      axis,
      side,
      ticks: axis.ticks(length),
      place: view[key],
      name: this.names[key],
      labelpad: this.names[key].pad,
    });
    return [one(this.xaxis, this.sides.x, box.width, 'x'), one(this.yaxis, this.sides.y, box.height, 'y')];
  }

  /** @internal */
  override decorations(canvas: Canvas): Margins {
    const title = Math.max(
      0,
      ...Object.values(this.titles)
        .filter(({ text }) => text !== '')
        .map((caption) => titleHeight(caption, caption.text) + rcParams['axes.titlepad']),
    );
    if (!this.frame) return { left: 0, right: 0, top: title, bottom: 0 };
    const slot = this.slot(canvas);
    const box = this.box(canvas);
    const parts = this.drawn(this.view(canvas)).map((axis) => axisMargins(axis, box));
    const most = (side: Side): number => Math.max(0, ...parts.map((part) => part[side]));
    return {
      left: most('left') - (box.left - slot.left),
      right: most('right') - (slot.left + slot.width - box.left - box.width),
      top: Math.max(most('top'), title) - (box.top - slot.top),
      bottom: most('bottom') - (slot.top + slot.height - box.top - box.height),
    };
  }

  /** @internal */
  override draw(svg: Svg, canvas: Canvas): void {
    const view = this.view(canvas);
    const { box } = view;
    svg.group({ class: 'axes', ...this.described(box) }, () => {
      const { left: x, top: y, width, height } = box;
      if (this.frame && !this.overlaid) {
        const background = paint('fill', toRgba(this.facecolor));
        svg.add('rect', { class: 'background', x, y, width, height, ...background });
      }
      const layers: [zorder: number, draw: () => void][] = this.artists
        .filter((artist) => artist.visible)
        .map((artist) => [artist.zorder, () => artist.draw(svg, view)]);
      if (this.frame) {
        const axes = this.drawn(view);
        const below = rcParams['axes.axisbelow'];
        const level = below === 'line' ? 1.5 : below ? 0.5 : 2.5;
        layers.push([level, () => this.drawAxes(svg, axes, box)]);
        layers.push([2.5, () => drawSpines(svg, box, this.visibleSpines())]);
        layers.push([3, () => axes.forEach((axis) => drawName(svg, axis, box))]);
      }
      layers.push([3, () => this.drawTitles(svg, box)]);
      const options = this.legendOptions;
      if (options !== null) layers.push([5, () => drawLegend(svg, this.artists, options, view, this.facecolor)]);
      layers.sort(([a], [b]) => a - b).forEach(([, draw]) => draw());
    });
  }

  /** What a page needs to tell which values a place stands for. */
  private described({ left, top, width, height }: Box): Record<string, string> {
    return {
      'data-box': [left, top, width, height].join(' '),
      'data-x': this.xaxis.limits().join(' '),
      'data-y': this.yaxis.limits().join(' '),
      'data-xscale': this.xaxis.scale.name,
      'data-yscale': this.yaxis.scale.name,
    };
  }

  private visibleSpines(): Record<Side, boolean> {
    const { left, right, top, bottom } = this.spines;
    return { left: left.visible, right: right.visible, top: top.visible, bottom: bottom.visible };
  }

  private drawAxes(svg: Svg, axes: readonly DrawnAxis[], box: Box): void {
    const grid = this.gridStyle;
    if (grid !== null) for (const axis of axes) drawGrid(svg, axis, box, grid);
    for (const axis of axes) drawTicks(svg, axis, box);
  }

  private drawTitles(svg: Svg, box: Box): void {
    const places = { left: box.left, center: box.left + box.width / 2, right: box.left + box.width };
    for (const loc of ['left', 'center', 'right'] as const) {
      const { text, style } = this.titles[loc];
      drawText(svg, text, places[loc], box.top - rcParams['axes.titlepad'], style, 'title');
    }
  }
}
