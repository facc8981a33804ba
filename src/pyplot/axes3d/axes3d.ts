import { ValueError } from '../../tensor/errors.js';
import type { Box } from '../artists/artist.js';
import type { LineOptions } from '../artists/line.js';
import {
  AxesBase,
  textStyle,
  type Canvas,
  type Caption,
  type Margins,
  type Position,
  type TextOptions,
} from '../axes/axes_base.js';
import type { LimitArguments } from '../axes/axes_settings.js';
import { drawLegend } from '../axes/legend.js';
import { Axis, readLimits } from '../axis/axis.js';
import { extent, vector, type Data } from '../data.js';
import type { Svg } from '../render/svg.js';
import { points, rcParams } from '../style/rc.js';
import { drawText } from '../text/text.js';
import { Artist3D, type Line3D, type Points3D, type Project, type Surface } from './artist3d.js';
import { projector, type Camera, type Point3 } from './camera.js';
import { drawFrame3D } from './frame3d.js';
import { lineIn3D, pointsIn3D, surface, wireframe, type Points3DOptions, type SurfaceOptions } from './plots3d.js';

/** How much of the data's stretch stays free at both ends of x and y, and then between that and the walls. */
const MARGIN = 0.05;
const FRAME_MARGIN = 1 / 48;

/** Three-dimensional axes: surfaces, lines and points in space. matplotlib: `mpl_toolkits.mplot3d.axes3d.Axes3D`. */
export class Axes3D extends AxesBase {
  private readonly scale = { x: new Axis('x', []), y: new Axis('y', []), z: new Axis('z', []) };
  private readonly names: Record<'x' | 'y' | 'z', Caption>;
  private readonly camera: Camera = { elev: 30, azim: -60, roll: 0, projection: 'persp' };
  private withGrid = true;

  /** @internal */
  constructor(position: Position) {
    super(position);
    const caption = (): Caption => ({
      text: '',
      style: { size: points(rcParams['axes.labelsize']), color: rcParams['axes.labelcolor'] },
    });
    this.names = { x: caption(), y: caption(), z: caption() };
  }

  /**
   * A surface over a grid.
   *
   * @param X where the columns stand: a vector, or as `meshgrid` makes it
   * @param Y where the rows stand
   * @param Z the heights, a matrix
   * @param options `cmap`, `color`, `alpha`, `rcount`, `ccount` (at most so many faces, 50), `rstride`, `cstride`, `edgecolor`, `linewidth`, `vmin`, `vmax`
   * @throws ValueError when the shapes do not fit
   * @see matplotlib: `Axes3D.plot_surface`
   */
  plot_surface(X: Data, Y: Data, Z: Data, options: SurfaceOptions = {}): Surface {
    return this.add(surface(X, Y, Z, options, () => this.nextColor('line')));
  }

  /** The lines of a grid over a surface. matplotlib: `Axes3D.plot_wireframe`. */
  plot_wireframe(X: Data, Y: Data, Z: Data, options: SurfaceOptions = {}): Line3D {
    return this.add(wireframe(X, Y, Z, options, () => this.nextColor('line')));
  }

  /**
   * A line through points in space: `plot(xs, ys, zs)`, `plot(xs, ys, zs, 'r--')`.
   *
   * @throws ValueError when the lengths differ
   * @see matplotlib: `Axes3D.plot`
   */
  plot(xs: Data, ys: Data, zs: Data, ...args: (string | LineOptions)[]): Line3D[] {
    return [this.add(lineIn3D(xs, ys, zs, args, () => this.nextColor('line')))];
  }

  /** The same as {@link plot}. matplotlib: `Axes3D.plot3D`. */
  plot3D(xs: Data, ys: Data, zs: Data, ...args: (string | LineOptions)[]): Line3D[] {
    return this.plot(xs, ys, zs, ...args);
  }

  /** Points in space. matplotlib: `Axes3D.scatter`. */
  scatter(xs: Data, ys: Data, zs: Data = 0, options: Points3DOptions = {}): Points3D {
    return this.add(pointsIn3D(xs, ys, zs, options, () => this.nextColor('patch')));
  }

  /** The same as {@link scatter}. matplotlib: `Axes3D.scatter3D`. */
  scatter3D(xs: Data, ys: Data, zs: Data = 0, options: Points3DOptions = {}): Points3D {
    return this.scatter(xs, ys, zs, options);
  }

  /** Sets from where the scene is looked at, in degrees. matplotlib: `Axes3D.view_init`. */
  view_init(view: number | { elev?: number; azim?: number; roll?: number } = {}, azim?: number, roll?: number): void {
    const given = typeof view === 'number' ? { elev: view, azim, roll } : view;
    this.camera.elev = given.elev ?? 30;
    this.camera.azim = given.azim ?? -60;
    this.camera.roll = given.roll ?? 0;
  }

  /** `'persp'`, or `'ortho'` for a view that keeps parallels; throws ValueError for another. matplotlib: `Axes3D.set_proj_type`. */
  set_proj_type(type: 'persp' | 'ortho'): void {
    if (type !== 'persp' && type !== 'ortho')
      throw new ValueError(
        `'${String(type)}' is not a valid value for proj_type; supported values are 'persp', 'ortho'`,
      );
    this.camera.projection = type;
  }

  /** Names the x axis. matplotlib: `Axes3D.set_xlabel`. */
  set_xlabel(label: string, options: TextOptions = {}): void {
    this.names.x = { text: String(label), style: textStyle(options, this.names.x.style) };
  }

  /** Names the y axis. matplotlib: `Axes3D.set_ylabel`. */
  set_ylabel(label: string, options: TextOptions = {}): void {
    this.names.y = { text: String(label), style: textStyle(options, this.names.y.style) };
  }

  /** Names the z axis. matplotlib: `Axes3D.set_zlabel`. */
  set_zlabel(label: string, options: TextOptions = {}): void {
    this.names.z = { text: String(label), style: textStyle(options, this.names.z.style) };
  }

  /** Sets where the x axis begins and ends. matplotlib: `Axes3D.set_xlim`. */
  set_xlim(...limits: LimitArguments): [left: number, right: number] {
    return this.setLimits('x', readLimits(limits, 'left', 'right'));
  }

  /** Sets where the y axis begins and ends. matplotlib: `Axes3D.set_ylim`. */
  set_ylim(...limits: LimitArguments): [bottom: number, top: number] {
    return this.setLimits('y', readLimits(limits, 'bottom', 'top'));
  }

  /** Sets where the z axis begins and ends. matplotlib: `Axes3D.set_zlim`. */
  set_zlim(...limits: LimitArguments): [bottom: number, top: number] {
    return this.setLimits('z', readLimits(limits, 'bottom', 'top'));
  }

  private setLimits(name: 'x' | 'y' | 'z', [low, high]: readonly [number | null, number | null]): [number, number] {
    const [was, wasHigh] = this.limits(name);
    if (low !== null || high !== null) this.scale[name].setLimits(low ?? was, high ?? wasHigh);
    return this.limits(name);
  }

  /** Sets where the x axis has ticks. matplotlib: `Axes3D.set_xticks`. */
  set_xticks(ticks: Data, labels: readonly string[] | null = null): void {
    this.scale.x.setTicks(vector(ticks), labels);
  }

  /** Sets where the y axis has ticks. matplotlib: `Axes3D.set_yticks`. */
  set_yticks(ticks: Data, labels: readonly string[] | null = null): void {
    this.scale.y.setTicks(vector(ticks), labels);
  }

  /** Sets where the z axis has ticks. matplotlib: `Axes3D.set_zticks`. */
  set_zticks(ticks: Data, labels: readonly string[] | null = null): void {
    this.scale.z.setTicks(vector(ticks), labels);
  }

  /** Shows the walls' grid lines or hides them. matplotlib: `Axes3D.grid`. */
  grid(visible = true): void {
    this.withGrid = visible;
  }

  /** Hides box, axes and names. matplotlib: `Axes3D.set_axis_off`. */
  set_axis_off(): void {
    this.frame = false;
  }

  /** Where an axis begins and ends: as set, or around the data. */
  private limits(name: 'x' | 'y' | 'z'): [number, number] {
    const { limits } = this.scale[name].range;
    if (limits !== null) return [limits[0], limits[1]];
    const at = 'xyz'.indexOf(name);
    const values = this.shown().flatMap((artist) => Array.from(artist.points(), (point) => point[at]));
    const [low, high] = extent(values) ?? [0, 1];
    const half = low === high ? Math.abs(low) * 0.05 || 0.05 : ((high - low) / 2) * (name === 'z' ? 1 : 1 + 2 * MARGIN);
    const room = half * (1 + 2 * FRAME_MARGIN);
    return [(low + high) / 2 - room, (low + high) / 2 + room];
  }

  private shown(): Artist3D[] {
    return this.artists.filter((artist): artist is Artist3D => artist instanceof Artist3D && artist.visible);
  }

  /** @internal What stands around the box is inside of its place. */
  override decorations(): Margins {
    const title = this.titles.center.text === '' ? 0 : this.titles.center.style.size + rcParams['axes.titlepad'];
    return { left: 0, right: 0, bottom: 0, top: title };
  }

  /** @internal */
  override draw(svg: Svg, canvas: Canvas): void {
    const box = this.slot(canvas);
    const project = projector(this.camera, box);
    const limits = (['x', 'y', 'z'] as const).map((name) => this.limits(name));
    const axes = (['x', 'y', 'z'] as const).map((name, i) => this.withLimits(name, limits[i])) as [Axis, Axis, Axis];
    const share = (value: number, i: number): number => (value - limits[i][0]) / (limits[i][1] - limits[i][0]);
    const ofData: Project = (point) => project(point.map(share) as [number, number, number]);
    svg.group({ class: 'axes3d' }, () => {
      const { x, y, z } = this.names;
      const side = Math.min(box.width, box.height);
      if (this.frame) drawFrame3D(svg, { axes, names: [x, y, z], project, size: 2 * side, grid: this.withGrid });
      for (const artist of this.shown().sort((a, b) => a.zorder - b.zorder)) artist.draw3d(svg, ofData);
      this.drawTexts(svg, box, ofData);
    });
  }

  /** An axis whose ticks fit these limits. */
  private withLimits(name: 'x' | 'y' | 'z', [low, high]: readonly [number, number]): Axis {
    const axis = this.scale[name];
    const { limits } = axis.range;
    axis.range.limits = [low, high];
    const copy = Object.assign(Object.create(Axis.prototype) as Axis, axis, { range: { ...axis.range } });
    axis.range.limits = limits;
    return copy;
  }

  private drawTexts(svg: Svg, box: Box, project: Project): void {
    const { text, style } = this.titles.center;
    drawText(svg, text, box.left + box.width / 2, box.top - rcParams['axes.titlepad'], style, 'title');
    if (this.legendOptions === null) return;
    const view = { box, x: (value: number): number => value, y: (value: number): number => value };
    const points = (artist: Artist3D) =>
      Array.from(artist.points(), (point: Point3) => project(point)).map(({ x, y }) => [x, y] as const);
    const shown = this.shown().map((artist) =>
      Object.assign(Object.create(artist) as Artist3D, { places: () => points(artist) }),
    );
    drawLegend(svg, shown, this.legendOptions, view, this.facecolor);
  }
}
