import type { Axis } from '../axis/axis.js';
import type { Svg } from '../render/svg.js';
import { pathOf } from '../render/svg.js';
import { paint, toRgba, type Rgba } from '../style/color.js';
import { rcParams } from '../style/rc.js';
import { drawText, type TextStyle } from '../text/text.js';
import type { Caption } from '../axes/axes_base.js';
import type { Point3, Projected } from './camera.js';

// The box around a scene: its three walls at the back with grid lines, and its three axes. Places are shares of the box.

/** How the box is drawn. */
export interface Frame3D {
  readonly axes: readonly [Axis, Axis, Axis];
  readonly names: readonly [Caption, Caption, Caption];
  readonly project: (place: Point3) => Projected;
  /** Width and height of the axes' place together, in points. */
  readonly size: number;
  readonly grid: boolean;
}

const WALLS: readonly Rgba[] = [
  [0.95, 0.95, 0.95, 0.5],
  [0.9, 0.9, 0.9, 0.5],
  [0.925, 0.925, 0.925, 0.5],
];
/** For each axis, the direction in which its ticks point and from which side its line is moved to the front. */
const TICK_DIRECTION = [1, 0, 0];
/** A delta is so much of the box's side. */
const DELTA = 0.08;

const replaced = (point: Point3, at: number, value: number): Point3 =>
  point.map((old, i) => (i === at ? value : old)) as [number, number, number];

/** For each axis whether the wall at its end, not at its beginning, is the one at the back. */
function backs(project: Frame3D['project']): boolean[] {
  return [0, 1, 2].map((axis) => {
    const depth = (value: number): number => {
      const others = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b]));
      return others.reduce((sum, [a, b]) => {
        const corner: number[] = [a, b];
        corner.splice(axis, 0, value);
        return sum + project(corner as [number, number, number]).depth;
      }, 0);
    };
    return depth(1) > depth(0);
  });
}

/** A place moved away from the box's middle in all directions but one. */
const movedOut = (place: Point3, keep: number, by: number): Point3 =>
  place.map((value, i) => (i === keep ? value : value + Math.sign(value - 0.5) * by)) as [number, number, number];

/** Draws walls, grid, axes, ticks and names. */
export function drawFrame3D(svg: Svg, frame: Frame3D): void {
  const back = backs(frame.project).map(Number) as [number, number, number];
  const front = back.map((side) => 1 - side) as [number, number, number];
  for (const axis of [0, 1, 2]) drawWall(svg, frame, axis, back[axis]);
  const ticks = frame.axes.map((axis) => {
    const { major, labels, offset } = axis.ticks(frame.size / 2, 3);
    const [low, high] = axis.limits();
    return { offset, marks: major.map((value, i) => ({ at: (value - low) / (high - low), label: labels[i] })) };
  });
  if (frame.grid)
    ticks.forEach(({ marks }, axis) => marks.forEach(({ at }) => drawGridLine(svg, frame, axis, at, back, front)));
  ticks.forEach(({ marks, offset }, axis) => {
    const side = axis === 2 ? 0 : 1 - axis; // the direction in which this axis stands at the front
    const from = replaced(back, side, front[side]);
    const line = replaced(from, axis, 0);
    svg.group({ class: `${'xyz'[axis]}axis` }, () => {
      drawLine(
        svg,
        frame,
        [line, replaced(line, axis, 1)],
        toRgba(rcParams['axes.edgecolor']),
        rcParams['axes.linewidth'],
      );
      for (const { at, label } of marks) drawTick(svg, frame, axis, replaced(from, axis, at), label, back);
      drawName(svg, frame, axis, line, offset);
    });
  });
}

function drawWall(svg: Svg, { project }: Frame3D, axis: number, at: number): void {
  const corners = [[0, 0], [0, 1], [1, 1], [1, 0]].map((pair) => { const corner = [...pair]; corner.splice(axis, 0, at); return project(corner as [number, number, number]); }); // prettier-ignore
  const d = pathOf(corners.map(({ x, y }): [number, number] => [x, y]), true); // prettier-ignore
  svg.add('path', {
    class: 'wall',
    d,
    ...paint('fill', WALLS[axis]),
    ...paint('stroke', WALLS[axis]),
    'stroke-width': 1,
  });
}

function drawLine(
  svg: Svg,
  { project }: Frame3D,
  places: readonly Point3[],
  color: Rgba,
  width: number,
  name = 'edge',
): void {
  const d = pathOf(places.map(project).map(({ x, y }): [number, number] => [x, y]));
  svg.add('path', {
    class: name,
    d,
    fill: 'none',
    ...paint('stroke', color),
    'stroke-width': width,
    'stroke-linejoin': 'round',
  });
}

function drawGridLine(svg: Svg, frame: Frame3D, axis: number, at: number, back: Point3, front: Point3): void {
  const corner = replaced(back, axis, at);
  const [one, other] = [(axis + 1) % 3, (axis + 2) % 3];
  const places = [replaced(corner, one, front[one]), corner, replaced(corner, other, front[other])];
  drawLine(svg, frame, places, toRgba(rcParams['grid.color']), rcParams['grid.linewidth'], 'grid');
}

const perPoint = (size: number): number => (48 / size) * DELTA;

function drawTick(svg: Svg, frame: Frame3D, axis: number, place: Point3, label: string, back: Point3): void {
  const direction = TICK_DIRECTION[axis];
  const inwards = (back[direction] === 1 ? 1 : -1) * DELTA;
  const along = (by: number): Point3 => replaced(place, direction, place[direction] + by);
  drawLine(
    svg,
    frame,
    [along(0.1 * inwards), along(-0.2 * inwards)],
    toRgba(rcParams['xtick.color']),
    rcParams['xtick.major.width'],
    'tick',
  );
  const pad = rcParams['xtick.major.pad'] + 8;
  const { x, y } = frame.project(movedOut(place, axis, pad * perPoint(frame.size)));
  drawText(svg, label, x, y, { size: frame.axes[axis].labelSize, ha: 'center', va: 'top' }, 'tick-label');
}

function drawName(svg: Svg, frame: Frame3D, axis: number, line: Point3, offset: string): void {
  const { text, style } = frame.names[axis];
  const [start, end] = [frame.project(line), frame.project(replaced(line, axis, 1))];
  const middle = replaced(line, axis, 0.5);
  const away = frame.project(movedOut(middle, axis, (rcParams['axes.labelpad'] + 21) * perPoint(frame.size)));
  const turn = (Math.atan2(start.y - end.y, end.x - start.x) * 180) / Math.PI;
  const rotation = text.length <= 4 ? 0 : turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn;
  const set: TextStyle = { ...style, rotation, ha: 'center', va: 'center' };
  drawText(svg, text, away.x, away.y, set, 'axis-label');
  const far = frame.project(movedOut(replaced(line, axis, 1), axis, 20 * perPoint(frame.size)));
  drawText(svg, offset, far.x, far.y, { size: frame.axes[axis].labelSize, ha: 'center', va: 'center' }, 'offset');
}
