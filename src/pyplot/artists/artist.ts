import type { Svg } from '../render/svg.js';

/** A rectangle in points, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How data become places on the page. */
export interface View {
  /** Where the axes lie. */
  readonly box: Box;
  /** A place in points. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A stretch of an axis. */
export type Interval = readonly [low: number, high: number];

/** The stretches that data take up; null where there are none. */
export interface Extent {
  readonly x: Interval | null;
  readonly y: Interval | null;
}

/** The values that an axis cannot show: at or below. */
export interface Above {
  readonly x: number;
  readonly y: number;
}

/** A point in data or on the page. */
export type Point = readonly [x: number, y: number];

/** What is drawn in axes: a line, points, bars. */
export abstract class Artist {
  /** Its text in the legend; empty, or beginning with `_`, for none. */
  label = '';
  /** What has the larger number is painted later. */
  zorder: number;
  /** Whether it is drawn. */
  visible = true;
  /** Where the axes' margin stops short of the data's ends: at the foot of bars, for example. */
  readonly sticky: { readonly x: number[]; readonly y: number[] } = { x: [], y: [] };

  /** @internal */
  constructor(zorder: number) {
    this.zorder = zorder;
  }

  /** @internal The data that the axes' limits make room for. */
  abstract extent(above: Above): Extent;

  /** @internal */
  abstract draw(svg: Svg, view: View): void;

  /** @internal Draws a sample of it into the legend. */
  drawHandle(_svg: Svg, _box: Box): void {}

  /** @internal Places on the page that a legend should not cover. */
  places(_view: View): readonly Point[] {
    return [];
  }

  /** Sets the text in the legend. matplotlib: `Artist.set_label`. */
  set_label(label: string): void {
    this.label = label;
  }

  /** The text in the legend. matplotlib: `Artist.get_label`. */
  get_label(): string {
    return this.label;
  }

  /** Shows or hides it. matplotlib: `Artist.set_visible`. */
  set_visible(visible: boolean): void {
    this.visible = visible;
  }

  /** What has the larger number is painted later. matplotlib: `Artist.set_zorder`. */
  set_zorder(zorder: number): void {
    this.zorder = zorder;
  }
}
