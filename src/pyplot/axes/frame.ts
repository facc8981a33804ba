import type { Box } from '../artists/artist.js';
import type { Axis, Ticks } from '../axis/axis.js';
import type { Svg } from '../render/svg.js';
import { paint, toRgba, type Color } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { rcParams } from '../style/rc.js';
import { ASCENT, DESCENT, drawText, measure, type TextStyle } from '../text/text.js';
import type { Caption, Margins } from './axes_base.js';

// What stands around a box: ticks with their labels, grid lines, the frame, the axes' names.

/** A side of the box on which an axis stands. */
export type Side = 'bottom' | 'top' | 'left' | 'right';

/** An axis as it is drawn: where, with which ticks and which places for values. */
export interface DrawnAxis {
  readonly axis: Axis;
  readonly side: Side;
  readonly ticks: Ticks;
  /** A value's place on the page. */
  readonly place: (value: number) => number;
  readonly name: Caption;
  readonly labelpad: number;
}

/** How grid lines look. */
export interface GridStyle {
  readonly which: 'major' | 'minor' | 'both';
  readonly axis: 'both' | 'x' | 'y';
  readonly color: Color;
  readonly linestyle: LineStyle;
  readonly linewidth: number;
  readonly alpha: number;
}

const isHorizontal = (side: Side): boolean => side === 'bottom' || side === 'top';

function tickSizes({ axis, side }: DrawnAxis, level: 'major' | 'minor') {
  const group = isHorizontal(side) ? 'xtick' : 'ytick';
  const { style } = axis;
  return {
    length: style.ticks ? (style.length ?? rcParams[`${group}.${level}.size`]) : 0,
    width: style.width ?? rcParams[`${group}.${level}.width`],
    pad: style.pad ?? rcParams[`${group}.${level}.pad`],
    direction: style.direction ?? rcParams[`${group}.direction`],
    color: style.color ?? rcParams[`${group}.color`],
  };
}

/** How far ticks reach out of the box, and the labels begin. */
function reach(drawn: DrawnAxis): number {
  const { length, pad, direction } = tickSizes(drawn, 'major');
  return pad + (direction === 'out' ? length : direction === 'inout' ? length / 2 : 0);
}

function labelStyle({ axis, side }: DrawnAxis): TextStyle {
  const { style } = axis;
  const turned = style.rotation % 180 !== 0;
  const across: TextStyle['ha'] = style.ha ?? (isHorizontal(side) ? 'center' : side === 'left' ? 'right' : 'left');
  return {
    size: axis.labelSize,
    color: style.labelcolor ?? tickSizes({ axis, side } as DrawnAxis, 'major').color,
    rotation: style.rotation,
    ha: across,
    va: isHorizontal(side) ? (side === 'bottom' ? 'top' : 'bottom') : turned ? 'center' : 'center_baseline',
  };
}

/** The largest extent of the labels at a right angle to the axis. */
function labelDepth(drawn: DrawnAxis): number {
  if (!drawn.axis.style.labels) return 0;
  const style = labelStyle(drawn);
  const angle = ((style.rotation ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const depths = drawn.ticks.labels
    .filter((label) => label !== '')
    .map((label) => {
      const { width, height } = measure(label, style);
      return isHorizontal(drawn.side) ? width * sin + height * cos : width * cos + height * sin;
    });
  return Math.max(0, ...depths);
}

/** From the box to the far side of the tick labels. */
const ticksDepth = (drawn: DrawnAxis): number => {
  const depth = labelDepth(drawn);
  return depth > 0 ? reach(drawn) + depth : drawn.axis.style.ticks ? reach(drawn) - tickSizes(drawn, 'major').pad : 0;
};

/** What an axis takes up on each side of the box. */
export function axisMargins(drawn: DrawnAxis, box: Box): Margins {
  const name = drawn.name.text === '' ? 0 : drawn.labelpad + measure(drawn.name.text, drawn.name.style).height;
  const depth = ticksDepth(drawn) + name;
  const style = labelStyle(drawn);
  const shown = drawn.axis.style.labels ? drawn.ticks.labels : [];
  const offset = drawn.ticks.offset === '' ? 0 : drawn.axis.labelSize + 3;
  const places = drawn.ticks.major.map(drawn.place);
  const halves = shown.map(
    (label) => (isHorizontal(drawn.side) ? measure(label, style).width : ASCENT * style.size) / 2,
  );
  // the outermost labels may stand out beyond the axis's ends
  const before = (start: number): number => Math.max(0, ...halves.map((half, i) => start - places[i] + half));
  const behind = (end: number): number => Math.max(0, ...halves.map((half, i) => places[i] + half - end));
  const zero = { left: 0, right: 0, top: 0, bottom: 0 };
  if (isHorizontal(drawn.side))
    return { ...zero, [drawn.side]: depth + offset, left: before(box.left), right: behind(box.left + box.width) };
  return { ...zero, [drawn.side]: depth, top: Math.max(offset, before(box.top)), bottom: behind(box.top + box.height) };
}

/** Where a turned label is held: matplotlib centres its box below the tick. */
function drawTickLabel(svg: Svg, label: string, x: number, y: number, style: TextStyle, side: Side): void {
  const angle = style.rotation ?? 0;
  if (angle % 360 === 0) return drawText(svg, label, x, y, style, 'tick-label');
  const { width, height } = measure(label, style);
  const radians = (angle * Math.PI) / 180;
  const [w, h] = [
    width * Math.abs(Math.cos(radians)) + height * Math.abs(Math.sin(radians)),
    width * Math.abs(Math.sin(radians)) + height * Math.abs(Math.cos(radians)),
  ];
  const dx = style.ha === 'right' ? -w / 2 : style.ha === 'left' ? w / 2 : 0;
  const dy = side === 'bottom' ? h / 2 : side === 'top' ? -h / 2 : 0;
  drawText(svg, label, x + dx, y + dy, { ...style, ha: 'center', va: 'center' }, 'tick-label');
}

function drawTick(svg: Svg, drawn: DrawnAxis, box: Box, value: number, level: 'major' | 'minor'): void {
  const { length, width, direction, color } = tickSizes(drawn, level);
  if (length === 0) return;
  const { side, place } = drawn;
  const at = svg.snap(place(value), width);
  const sign = side === 'bottom' || side === 'right' ? 1 : -1;
  const edge = edgeOf(svg, box, side);
  const from = edge - (direction === 'out' ? 0 : sign * (direction === 'in' ? length : length / 2));
  const to = edge + (direction === 'in' ? 0 : sign * (direction === 'out' ? length : length / 2));
  const ends = isHorizontal(side) ? { x1: at, x2: at, y1: from, y2: to } : { x1: from, x2: to, y1: at, y2: at };
  svg.add('line', { class: 'tick', ...ends, ...paint('stroke', toRgba(color)), 'stroke-width': svg.snapWidth(width) });
}

/** The place of a side of the box. */
function edgeOf(svg: Svg, { left, top, width, height }: Box, side: Side): number {
  const at = { bottom: top + height, top, left, right: left + width }[side];
  return svg.snap(at, rcParams['axes.linewidth']);
}

/** Draws the ticks of an axis, their labels and the text at its end. */
export function drawTicks(svg: Svg, drawn: DrawnAxis, box: Box): void {
  const { axis, side, ticks, place } = drawn;
  svg.group({ class: `${axis.name}axis` }, () => {
    for (const value of ticks.minor) drawTick(svg, drawn, box, value, 'minor');
    for (const value of ticks.major) drawTick(svg, drawn, box, value, 'major');
    if (!axis.style.labels) return;
    const style = labelStyle(drawn);
    const sign = side === 'bottom' || side === 'right' ? 1 : -1;
    const edge = { bottom: box.top + box.height, top: box.top, left: box.left, right: box.left + box.width }[side];
    const at = edge + sign * reach(drawn);
    ticks.major.forEach((value, i) => {
      const [x, y] = isHorizontal(side) ? [place(value), at] : [at, place(value)];
      drawTickLabel(svg, ticks.labels[i], x, y, style, side);
    });
    drawOffset(svg, drawn, box, style);
  });
}

function drawOffset(svg: Svg, drawn: DrawnAxis, box: Box, style: TextStyle): void {
  const { ticks, side } = drawn;
  const text: TextStyle = { ...style, rotation: 0 };
  if (isHorizontal(side)) {
    const y = box.top + box.height + ticksDepth(drawn) + 3;
    drawText(svg, ticks.offset, box.left + box.width, y, { ...text, ha: 'right', va: 'top' }, 'offset');
  } else {
    const x = side === 'left' ? box.left : box.left + box.width;
    drawText(
      svg,
      ticks.offset,
      x,
      box.top - 3,
      { ...text, ha: side === 'left' ? 'left' : 'right', va: 'bottom' },
      'offset',
    );
  }
}

/** Draws an axis's name beyond its tick labels. */
export function drawName(svg: Svg, drawn: DrawnAxis, box: Box): void {
  const { side, name, labelpad } = drawn;
  const away = ticksDepth(drawn) + labelpad;
  const { left, top, width, height } = box;
  if (isHorizontal(side)) {
    const y = side === 'bottom' ? top + height + away : top - away;
    const x = name.style.ha === 'left' ? left : name.style.ha === 'right' ? left + width : left + width / 2;
    drawText(
      svg,
      name.text,
      x,
      y,
      { ha: 'center', ...name.style, va: side === 'bottom' ? 'top' : 'bottom' },
      'axis-label',
    );
    return;
  }
  // turned by a right angle, the text's lower side faces the axis on the left, and its upper one on the right
  const x = side === 'left' ? left - away : left + width + away;
  const va = side === 'left' ? 'bottom' : 'top';
  drawText(svg, name.text, x, top + height / 2, { rotation: 90, ...name.style, ha: 'center', va }, 'axis-label');
}

/** Draws the grid lines of an axis. */
export function drawGrid(svg: Svg, { axis, side, ticks, place }: DrawnAxis, box: Box, style: GridStyle): void {
  if (style.axis !== 'both' && style.axis !== axis.name) return;
  const pen = stroke(style.linestyle, svg.snapWidth(style.linewidth));
  if (pen === null) return;
  const values = [...(style.which === 'minor' ? [] : ticks.major), ...(style.which === 'major' ? [] : ticks.minor)];
  const { left, top, width, height } = box;
  for (const value of values) {
    const at = svg.snap(place(value), style.linewidth);
    const ends = isHorizontal(side)
      ? { x1: at, x2: at, y1: top + height, y2: top }
      : { x1: left, x2: left + width, y1: at, y2: at };
    svg.add('line', { class: 'grid', ...ends, ...paint('stroke', toRgba(style.color, style.alpha)), ...pen });
  }
}

/** Draws the four sides of the box, or those that are wanted. */
export function drawSpines(svg: Svg, box: Box, sides: Readonly<Record<Side, boolean>>): void {
  const width = rcParams['axes.linewidth'];
  const [left, right, top, bottom] = (['left', 'right', 'top', 'bottom'] as const).map((side) =>
    edgeOf(svg, box, side),
  );
  const pen = {
    ...paint('stroke', toRgba(rcParams['axes.edgecolor'])),
    'stroke-width': svg.snapWidth(width),
    'stroke-linecap': 'square',
  };
  const lines: Record<Side, [number, number, number, number]> = {
    left: [left, bottom, left, top],
    right: [right, bottom, right, top],
    bottom: [left, bottom, right, bottom],
    top: [left, top, right, top],
  };
  for (const side of ['left', 'right', 'bottom', 'top'] as const) {
    const [x1, y1, x2, y2] = lines[side];
    if (sides[side]) svg.add('line', { class: 'spine', x1, y1, x2, y2, ...pen });
  }
}

/** The height of a title above its baseline, and its whole height. */
export const titleHeight = ({ style }: Caption, text: string): number =>
  measure(text, style).height - DESCENT * style.size;

/** How far below the top of a line its baseline lies. */
export const ascent = (size: number): number => ASCENT * size;
