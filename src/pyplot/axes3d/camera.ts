import { mat4, vec4 } from 'gl-matrix';
import type { Box } from '../artists/artist.js';

/** A point of three coordinates. */
export type Point3 = readonly [x: number, y: number, z: number];

/** From where a scene is looked at. */
export interface Camera {
  /** Above the horizon, in degrees. */
  elev: number;
  /** Around the vertical axis, in degrees. */
  azim: number;
  /** Around the line of sight, in degrees. */
  roll: number;
  /** `'persp'`, or `'ortho'` for one that keeps parallels. */
  projection: 'persp' | 'ortho';
}

/** A place on the page, and how far it is from the eye. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** The sides of the box that all data are scaled into: 4 by 4 by 3, at matplotlib's size. */
export const BOX: Point3 = ((): Point3 => {
  const size = (1.8294640721620434 * 25) / 24 / Math.hypot(4, 4, 3);
  return [4 * size, 4 * size, 3 * size];
})();

const DISTANCE = 10;
/** What is seen at distance 1 from the eye: a little more to the left and below. */
const WINDOW = { left: -0.095, right: 0.09, bottom: -0.095, top: 0.09 };

/** The matrix from the box of data to what is seen, from -1 to 1: the eye looks at the box's middle. */
function matrix({ elev, azim, roll, projection }: Camera): mat4 {
  const [e, a, r] = [elev, azim, roll].map((degrees) => (degrees * Math.PI) / 180);
  const center = BOX.map((side) => side / 2) as [number, number, number];
  const direction = [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)];
  const eye = center.map((c, i) => c + DISTANCE * direction[i]) as [number, number, number];
  const up: [number, number, number] =
    Math.abs(Math.cos(e)) < 1e-9 ? [-Math.cos(a), -Math.sin(a), 0] : [0, 0, Math.cos(e) > 0 ? 1 : -1];
  const view = mat4.lookAt(mat4.create(), eye, center, up);
  const turned = mat4.multiply(mat4.create(), mat4.fromZRotation(mat4.create(), r), view);
  const { left, right, bottom, top } = WINDOW;
  const seen =
    projection === 'ortho'
      ? mat4.ortho(mat4.create(), left * DISTANCE, right * DISTANCE, bottom * DISTANCE, top * DISTANCE, 1, 2 * DISTANCE)
      : mat4.frustum(mat4.create(), left, right, bottom, top, 1, 2 * DISTANCE);
  return mat4.multiply(mat4.create(), seen, turned);
}

/** A function from places in the box of data (0 to 1 along each side) to the page. */
export function projector(camera: Camera, box: Box): (point: Point3) => Projected {
  const transform = matrix(camera);
  const side = Math.min(box.width, box.height);
  const [left, top] = [box.left + (box.width - side) / 2, box.top + (box.height - side) / 2];
  return ([x, y, z]) => {
    const [px, py, depth, w] = vec4.transformMat4(vec4.create(), [x * BOX[0], y * BOX[1], z * BOX[2], 1], transform);
    return {
      x: left + ((px / w + 1) / 2) * side,
      y: top + ((1 - py / w) / 2) * side,
      depth: camera.projection === 'ortho' ? depth : w,
    };
  };
}
