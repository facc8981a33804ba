import {
  columnFrom,
  reflectAll,
  reflectColumns,
  reflectorOf,
  reflectRows,
  triangularize,
  type Reflector,
} from './householder.js';
import { columns, identity, swapRows, transpose, zeros, type Matrix, type Vector } from './matrix.js';
import { rotateRows, rotationOf } from './rotation.js';

// The singular value decomposition A = U·Σ·Vᵀ (Golub & Kahan 1965): reflections make A bidiagonal, then rotations chase
// what is left above the diagonal away (Golub & Reinsch 1970, Demmel & Kahan 1990). Which vectors come out and which
// their negatives follows from the order of the steps; it is LAPACK's.

/** Which singular vectors are wanted: none, those that belong to a singular value, or a whole orthogonal basis. */
export type Vectors = 'none' | 'reduced' | 'full';

/** An upper bidiagonal matrix, and the transposed singular vectors as far as they are known. */
interface Bidiagonal {
  readonly diagonal: Vector;
  readonly above: Vector;
  readonly left: Matrix;
  readonly right: Matrix;
}

/** Reflections from the left and the right that make a tall A bidiagonal, and what they leave of it. */
function bidiagonalize(a: Matrix): { diagonal: Vector; above: Vector; left: Reflector[]; right: Reflector[] } {
  const n = columns(a);
  const [diagonal, above] = [new Float64Array(n), new Float64Array(Math.max(n - 1, 0))];
  const [left, right]: Reflector[][] = [[], []];
  for (let k = 0; k < n; k++) {
    [diagonal[k], left[k]] = reflectorOf(columnFrom(a, k, k), k);
    reflectRows(a, left[k], k + 1);
    if (k === n - 1) break;
    [above[k], right[k]] = reflectorOf(a[k].subarray(k + 1), k + 1);
    reflectColumns(a, right[k], k + 1);
  }
  return { diagonal, above, left, right };
}

/** Makes a lower bidiagonal matrix an upper one, by rotations from the left. */
function makeUpper({ diagonal, above, left }: Bidiagonal): void {
  for (let i = 0; i < above.length; i++) {
    const [c, s, r] = rotationOf(diagonal[i], above[i]);
    [diagonal[i], above[i], diagonal[i + 1]] = [r, s * diagonal[i + 1], c * diagonal[i + 1]];
    rotateRows(left, i, i + 1, c, s);
  }
}

/** For two neighbouring rows, the element that couples them. */
const between = (i: number, next: number) => Math.min(i, next);

/** The rotation of plane (i, next) of right (or left) vectors, and of left (or right) ones, downwards (or upwards). */
const sides = ({ left, right }: Bidiagonal, step: number) => (step > 0 ? [right, left] : [left, right]);

/**
 * A sweep of the implicit QR iteration from row `from` to row `to`, which may lie above it: a bulge that the shift makes
 * is chased from one end to the other.
 */
function sweep(b: Bidiagonal, from: number, to: number, shift: number): void {
  const { diagonal: d, above: e } = b;
  const step = Math.sign(to - from);
  const [first, second] = sides(b, step);
  let f = (Math.abs(d[from]) - shift) * (Math.sign(d[from]) + shift / d[from]);
  let g = e[between(from, from + step)];
  for (let i = from; i !== to; i += step) {
    const next = i + step;
    const at = between(i, next);
    let [c, s, r] = rotationOf(f, g);
    if (i !== from) e[between(i, i - step)] = r;
    rotateRows(first, i, next, c, s);
    f = c * d[i] + s * e[at];
    e[at] = c * e[at] - s * d[i];
    g = s * d[next];
    d[next] *= c;
    [c, s, r] = rotationOf(f, g);
    d[i] = r;
    rotateRows(second, i, next, c, s);
    f = c * e[at] + s * d[next];
    d[next] = c * d[next] - s * e[at];
    if (next === to) break;
    g = s * e[between(next, next + step)];
    e[between(next, next + step)] *= c;
  }
  e[between(to, to - step)] = f;
}

/** A sweep with shift 0, arranged so that tiny singular values keep all their digits (Demmel & Kahan 1990). */
function zeroShiftSweep(b: Bidiagonal, from: number, to: number): void {
  const { diagonal: d, above: e } = b;
  const step = Math.sign(to - from);
  const [first, second] = sides(b, step);
  let c = 1;
  let s: number;
  let r: number;
  let [c2, s2] = [1, 0];
  for (let i = from; i !== to; i += step) {
    const next = i + step;
    [c, s, r] = rotationOf(d[i] * c, e[between(i, next)]);
    if (i !== from) e[between(i, i - step)] = s2 * r;
    rotateRows(first, i, next, c, s);
    [c2, s2, d[i]] = rotationOf(c2 * r, d[next] * s);
    rotateRows(second, i, next, c2, s2);
  }
  const rest = d[to] * c;
  d[to] = rest * c2;
  e[between(to, to - step)] = rest * s2;
}

/**
 * Makes one element above the diagonal zero that is negligible against the singular values, if there is one.
 *
 * @returns otherwise a lower bound of the singular values
 */
function neglect({ diagonal: d, above: e }: Bidiagonal, from: number, to: number, tolerance: number): number | null {
  const step = Math.sign(to - from);
  const last = between(to, to - step);
  if (Math.abs(e[last]) <= tolerance * Math.abs(d[to])) {
    e[last] = 0;
    return null;
  }
  let bound = Math.abs(d[from]);
  let smallest = bound;
  for (let i = from; i !== to; i += step) {
    const at = between(i, i + step);
    if (Math.abs(e[at]) <= tolerance * bound) {
      e[at] = 0;
      return null;
    }
    bound = Math.abs(d[i + step]) * (bound / (bound + Math.abs(e[at])));
    smallest = Math.min(smallest, bound);
  }
  return smallest;
}

/** The smaller singular value of [f g; 0 h]. */
const smallerSingularValue = (f: number, g: number, h: number) =>
  f === 0 || h === 0 ? 0 : Math.abs(f) * ((2 * Math.abs(h)) / (Math.hypot(f + h, g) + Math.hypot(f - h, g)));

/** Diagonalizes rows i and i + 1, which are coupled to no others: [f g; 0 h]. */
function diagonalizeTwo({ diagonal: d, above: e, left, right }: Bidiagonal, i: number): void {
  const scale = Math.max(Math.abs(d[i]), Math.abs(e[i]), Math.abs(d[i + 1]));
  const [f, g, h] = [d[i] / scale, e[i] / scale, d[i + 1] / scale];
  const unit = (x: number, y: number) => {
    const length = Math.hypot(x, y) * Math.sign((Math.abs(h) > Math.abs(f) ? y : x) || 1);
    return [x / length, y / length];
  };
  const angle = Math.atan2(2 * f * g || 0, (f - h) * (f + h) - g * g) / 2; // of the larger singular value's right vector
  const [c, s] = unit(Math.cos(angle), Math.sin(angle));
  const [c2, s2] = unit(f * c + g * s, h * s);
  rotateRows(right, i, i + 1, c, s);
  rotateRows(left, i, i + 1, c2, s2);
  const larger = c2 * (f * c + g * s) + s2 * h * s;
  [d[i], e[i], d[i + 1]] = [larger * scale, 0, ((f * h) / larger) * scale];
}

/** Rotates a bidiagonal matrix into a diagonal one; returns how many elements above the diagonal are left. */
function diagonalize(b: Bidiagonal, precision: number): number {
  const { diagonal: d, above: e } = b;
  const tolerance = Math.max(10, Math.min(100, precision ** -0.125)) * precision;
  let sweeps = 0;
  let last = d.length - 1;
  let [from, to] = [-1, -1];
  while (last > 0) {
    let first = last;
    while (first > 0 && e[first - 1] !== 0) first--;
    if (first === last) last--;
    else if (first + 1 === last) diagonalizeTwo(b, first);
    else {
      if (sweeps++ > 30 * d.length) break;
      const isNew = first > Math.max(from, to) || last < Math.min(from, to);
      const down = isNew ? Math.abs(d[first]) >= Math.abs(d[last]) : from < to;
      [from, to] = down ? [first, last] : [last, first];
      const smallest = neglect(b, from, to, tolerance);
      if (smallest === null) continue;
      let largest = 0;
      for (let i = first; i <= last; i++) largest = Math.max(largest, Math.abs(d[i]), i < last ? Math.abs(e[i]) : 0);
      const shift = down
        ? smallerSingularValue(d[last - 1], e[last - 1], d[last])
        : smallerSingularValue(d[first], e[first], d[first + 1]);
      const accurate = d.length * tolerance * (smallest / largest) > Math.max(precision, tolerance / 100);
      if (accurate && (shift / d[from]) ** 2 >= precision) sweep(b, from, to, shift);
      else zeroShiftSweep(b, from, to);
    }
  }
  return e.reduce((count, value) => count + Number(value !== 0), 0);
}

/** Makes the singular values positive and sorts them, the largest first. */
function arrange({ diagonal: d, left, right }: Bidiagonal): void {
  const signed = d.length === 1 ? left : right;
  for (let i = 0; i < d.length; i++) {
    if (d[i] < 0) signed[i] = signed[i].map((x) => -x);
    d[i] = Math.abs(d[i]);
  }
  for (let i = 0; i < d.length; i++) {
    let largest = i;
    for (let j = i + 1; j < d.length; j++) if (d[j] > d[largest]) largest = j;
    [d[i], d[largest]] = [d[largest], d[i]];
    swapRows(left, i, largest);
    swapRows(right, i, largest);
  }
}

/** The matrix with these rows as its first columns, and ones on the diagonal of the others. */
function fromColumns(list: Matrix, rows: number, count: number): Matrix {
  const a = identity(rows, count);
  list.forEach((column, j) => column.forEach((value, i) => (a[i][j] = value)));
  return a;
}

/**
 * A = U·Σ·Vᵀ.
 *
 * @param precision the relative precision to iterate to
 * @returns U, the singular values, the largest first, Vᵀ, and how many values did not converge; −1 where A has a NaN
 */
export function svd(a: Matrix, vectors: Vectors, precision: number): [U: Matrix, S: Vector, Vh: Matrix, info: number] {
  const hasNaN = a.some((row) => row.some(Number.isNaN));
  const tall = a.length >= columns(a);
  const long = tall ? a : transpose(a);
  const [m, n] = [long.length, columns(long)];
  const outer = tall && m > n && m >= Math.floor(1.5 * n) ? triangularize(long) : []; // Chan 1982: first A = Q·R, then R
  const { diagonal, above, ...inner } = bidiagonalize(outer.length > 0 ? long.slice(0, n) : long);
  const start = () => (vectors === 'none' ? zeros(n, 0) : identity(n));
  const b = { diagonal, above, left: start(), right: start() };
  if (!tall) makeUpper(b);
  const left = diagonalize(b, precision);
  const info = hasNaN ? -1 : diagonal.every(Number.isFinite) ? left : n - 1;
  arrange(b);
  if (vectors === 'none') return [[], diagonal, [], info];
  const ofLong = fromColumns(tall ? b.left : b.right, m, vectors === 'full' ? m : n);
  const ofShort = transpose(tall ? b.right : b.left);
  reflectAll(ofLong, [...outer, ...inner.left]);
  reflectAll(ofShort, inner.right);
  return tall ? [ofLong, diagonal, transpose(ofShort), info] : [ofShort, diagonal, transpose(ofLong), info];
}
