import { coordinate, pathOf, type Svg } from '../render/svg.js';
import { paint, type Rgba } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import type { MarkerShape } from '../style/markers.js';
import { Artist, type Box, type Extent } from '../artists/artist.js';
import type { Mappable } from '../artists/scatter.js';
import type { Point3, Projected } from './camera.js';

/** @internal A function from data to the page. */
export type Project = (point: Point3) => Projected;

/** What is drawn in three-dimensional axes. */
export abstract class Artist3D extends Artist {
  /** @internal All points, for the axes' limits. */
  abstract points(): Iterable<Point3>;

  /** @internal */
  abstract draw3d(svg: Svg, project: Project): void;

  override extent(): Extent {
    return { x: null, y: null };
  }

  override draw(): void {}
}

/** @internal A face of a surface. */
export interface Face {
  readonly corners: readonly Point3[];
  readonly color: Rgba;
}

/** Faces, those farther from the eye painted first: what `plot_surface` makes. matplotlib: `mpl_toolkits.mplot3d.art3d.Poly3DCollection`. */
export class Surface extends Artist3D {
  /** @internal */
  constructor(
    private readonly faces: readonly Face[],
    private readonly edge: Rgba | null,
    private readonly linewidth: number,
    /** What the colours stand for, or null. */
    readonly mappable: Mappable | null,
  ) {
    super(1);
  }

  override *points(): Iterable<Point3> {
    for (const { corners } of this.faces) yield* corners;
  }

  override draw3d(svg: Svg, project: Project): void {
    const seen = this.faces.map(({ corners, color }) => ({ color, corners: corners.map(project) }));
    const depthOf = (corners: readonly Projected[]): number =>
      corners.reduce((sum, { depth }) => sum + depth, 0) / corners.length;
    const sorted = seen.map((face) => ({ ...face, depth: depthOf(face.corners) })).sort((a, b) => b.depth - a.depth);
    svg.group({ class: 'surface' }, () => {
      for (const { corners, color, depth } of sorted) {
        if (!Number.isFinite(depth)) continue;
        const d = pathOf(corners.map(({ x, y }): [number, number] => [x, y]), true); // prettier-ignore
        // a hair of the face's own colour around it closes the seams between faces
        const seam =
          color[3] === 1 ? { ...paint('stroke', color), 'stroke-width': 0.4, 'stroke-linejoin': 'round' } : {};
        const pen =
          this.edge === null
            ? seam
            : { ...paint('stroke', this.edge), 'stroke-width': this.linewidth, 'stroke-linejoin': 'round' };
        svg.add('path', { d, ...paint('fill', color), ...pen });
      }
    });
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    svg.add('rect', { x: left, y: top, width, height, ...paint('fill', this.faces[0]?.color ?? [0, 0, 0, 0]) });
  }
}

/** Lines in space: what `plot` and `plot_wireframe` make. matplotlib: `mpl_toolkits.mplot3d.art3d.Line3D`. */
export class Line3D extends Artist3D {
  /** @internal */
  constructor(
    private readonly paths: readonly (readonly Point3[])[],
    private readonly color: Rgba,
    private readonly linewidth: number,
    private readonly linestyle: LineStyle,
    private readonly marker: { readonly shape: MarkerShape; readonly size: number } | null,
  ) {
    super(2);
  }

  override *points(): Iterable<Point3> {
    for (const path of this.paths) yield* path;
  }

  override draw3d(svg: Svg, project: Project): void {
    const places = this.paths.map((path) => path.map(project).map(({ x, y }): [number, number] => [x, y]));
    svg.group({ class: 'line' }, () => this.drawPaths(svg, places));
    for (const path of places) this.drawMarkers(svg, path);
  }

  private drawPaths(svg: Svg, paths: readonly (readonly [number, number][])[]): void {
    const pen = stroke(this.linestyle, this.linewidth);
    const d = paths.map((path) => pathOf(path)).join('');
    if (pen !== null && d !== '') svg.add('path', { d, fill: 'none', ...paint('stroke', this.color), ...pen });
  }

  private drawMarkers(svg: Svg, path: readonly (readonly [number, number])[]): void {
    if (this.marker === null) return;
    const { shape, size } = this.marker;
    const id = svg.define('path', { d: shape.path(size / 2) }, '');
    const fill = shape.filled ? paint('fill', this.color) : { fill: 'none' };
    svg.group({ class: 'markers', ...fill, ...paint('stroke', this.color), 'stroke-width': 1 }, () => {
      for (const [x, y] of path)
        if (Number.isFinite(x) && Number.isFinite(y)) svg.add('use', { 'xlink:href': `#${id}`, x, y });
    });
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    const y = top + height / 2;
    this.drawPaths(svg, [[[left, y], [left + width, y]]]); // prettier-ignore
    this.drawMarkers(svg, [[left + width / 2, y]]);
  }
}

/** Points in space, the farther ones paler: what `scatter` makes. matplotlib: `mpl_toolkits.mplot3d.art3d.Path3DCollection`. */
export class Points3D extends Artist3D {
  /** @internal */
  constructor(
    private readonly locations: readonly Point3[],
    private readonly colors: readonly Rgba[],
    private readonly sizes: readonly number[],
    private readonly shape: MarkerShape,
    private readonly depthshade: boolean,
    /** What the colours stand for, or null. */
    readonly mappable: Mappable | null,
  ) {
    super(2);
  }

  override *points(): Iterable<Point3> {
    yield* this.locations;
  }

  override draw3d(svg: Svg, project: Project): void {
    const seen = this.locations
      .map((point, i) => ({ ...project(point), i }))
      .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    const depths = seen.map(({ depth }) => depth);
    const [near, far] = [Math.min(...depths), Math.max(...depths)];
    svg.group({ class: 'scatter' }, () => {
      for (const { x, y, depth, i } of [...seen].sort((a, b) => b.depth - a.depth)) {
        const [r, g, b, a] = this.colors[i % this.colors.length];
        const alpha = this.depthshade && far > near ? a * (1 - 0.7 * ((depth - near) / (far - near))) : a;
        const id = svg.define('path', { d: this.shape.path(Math.sqrt(this.sizes[i % this.sizes.length]) / 2) }, '');
        const color: Rgba = [r, g, b, Number(coordinate(alpha))];
        const fill = this.shape.filled ? paint('fill', color) : { fill: 'none' };
        svg.add('use', { 'xlink:href': `#${id}`, x, y, ...fill, ...paint('stroke', color), 'stroke-width': 1 });
      }
    });
  }

  override drawHandle(svg: Svg, { left, top, width, height }: Box): void {
    const d = this.shape.path(Math.sqrt(this.sizes[0]) / 2);
    svg.add('path', {
      d,
      transform: `translate(${coordinate(left + width / 2)} ${coordinate(top + height / 2)})`,
      ...paint('fill', this.colors[0]),
    });
  }
}
