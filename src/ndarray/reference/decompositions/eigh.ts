import { columnFrom, reflectAll, reflectorOf, type Reflector } from './householder.js';
import { identity, swapRows, transpose, zeros, type Matrix, type Vector } from './matrix.js';
import { rotateRows, rotationOf, type Rotation } from './rotation.js';

// The eigenvalue decomposition A = V·Λ·Vᵀ of a symmetric matrix: reflections make A tridiagonal, then the implicit QL
// iteration (Dubrulle, Martin & Wilkinson 1968) makes that diagonal. Which eigenvectors come out and which their negatives
// follows from the order of the steps; it is LAPACK's.

/** A symmetric tridiagonal matrix, and the transposed eigenvectors as far as they are known. */
interface Tridiagonal {
  readonly diagonal: Vector;
  readonly beside: Vector;
  readonly vectors: Matrix;
}

/** Reflections that make A, of which the lower triangle is used, tridiagonal: Hᵀ·A·H. */
function tridiagonalize(a: Matrix): { diagonal: Vector; beside: Vector; reflectors: Reflector[] } {
  const n = a.length;
  const beside = new Float64Array(Math.max(n - 1, 0));
  const reflectors: Reflector[] = [];
  for (let k = 0; k < n - 1; k++) {
    [beside[k], reflectors[k]] = reflectorOf(columnFrom(a, k, k + 1), k + 1);
    reflectBothSides(a, reflectors[k]);
  }
  return { diagonal: Float64Array.from(a, (row, i) => row[i]), beside, reflectors };
}

/** A := H·A·H on the lower triangle, as A − v·wᵀ − w·vᵀ with w = τ·(A·v − ½·τ·(vᵀ·A·v)·v). */
function reflectBothSides(a: Matrix, { v, tau, at }: Reflector): void {
  if (tau === 0) return;
  const element = (i: number, j: number) => (i >= j ? a[at + i][at + j] : a[at + j][at + i]);
  const w = v.map((_, i) => tau * v.reduce((sum, value, j) => sum + element(i, j) * value, 0));
  const half = (tau / 2) * v.reduce((sum, value, i) => sum + value * w[i], 0);
  for (let i = 0; i < v.length; i++) w[i] -= half * v[i];
  for (let i = 0; i < v.length; i++) for (let j = 0; j <= i; j++) a[at + i][at + j] -= v[i] * w[j] + w[i] * v[j];
}

/** A rotation that takes (f, g) to (r, 0), with c > 0 where |f| > |g| and r > 0 otherwise: that of the QL iteration. */
function rotationByLarger(f: number, g: number): Rotation {
  const [c, s, r] = rotationOf(f, g);
  return f < 0 && Math.abs(f) <= Math.abs(g) ? [-c, -s, -r] : [c, s, r];
}

/** A sweep from row `to` to row `from`, by which the coupling at `from` shrinks. `to` may lie above `from`. */
function sweep({ diagonal: d, beside: e, vectors }: Tridiagonal, from: number, to: number): void {
  const step = Math.sign(to - from);
  const between = (i: number) => Math.min(i, i + step); // the element that couples rows i and i + step
  const ratio = (d[from + step] - d[from]) / (2 * e[between(from)]);
  const shift = d[from] - e[between(from)] / (ratio + (ratio < 0 ? -1 : 1) * Math.hypot(ratio, 1)); // Wilkinson's
  let [c, s] = [1, 1];
  let r: number;
  let g = d[to] - shift;
  let p = 0;
  for (let i = to - step; i !== from - step; i -= step) {
    const f = s * e[between(i)];
    const b = c * e[between(i)];
    [c, s, r] = rotationByLarger(g, f);
    if (i !== to - step) e[between(i + step)] = r;
    g = d[i + step] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + step] = g + p;
    g = c * r - b;
    rotateRows(vectors, i, i + step, c, -s);
  }
  d[from] -= p;
  e[between(from)] = g;
}

/** Diagonalizes rows i and i + 1, which are coupled to no others: [a b; b c], the eigenvalue of larger magnitude first. */
function diagonalizeTwo({ diagonal: d, beside: e, vectors }: Tridiagonal, i: number): void {
  const [a, b, c] = [d[i], e[i], d[i + 1]];
  const positive = a + c >= 0;
  const root = Math.hypot(a - c, 2 * b);
  const larger = (a + c + (positive ? root : -root)) / 2;
  const [most, least] = Math.abs(a) > Math.abs(c) ? [a, c] : [c, a];
  const tangent = (2 * b) / (Math.abs(a - c) + root);
  const cos = 1 / Math.hypot(1, tangent);
  const sin = tangent * cos;
  const [x, y] = positive
    ? a > c ? [-cos, -sin] : [sin, cos]
    : a > c ? [-sin, cos] : a < c ? [-cos, sin] : [cos, -sin]; // prettier-ignore
  rotateRows(vectors, i, i + 1, x, y);
  [d[i], e[i], d[i + 1]] = [larger, 0, (most / larger) * least - (b / larger) * b];
}

/** Rotates a tridiagonal matrix into a diagonal one; returns how many elements beside the diagonal are left. */
function diagonalize(t: Tridiagonal, precision: number): number {
  const { diagonal: d, beside: e } = t;
  const n = d.length;
  /** The end of the block of coupled rows that begins at `start`, on the way to `stop`. */
  const blockEnd = (start: number, stop: number): number => {
    const step = Math.sign(stop - start);
    for (let i = start; i !== stop; i += step) {
      const at = Math.min(i, i + step);
      const small = precision * Math.sqrt(Math.abs(d[at])) * Math.sqrt(Math.abs(d[at + 1]));
      if (Math.abs(e[at]) > small) continue;
      e[at] = 0;
      return i;
    }
    return stop;
  };
  let sweeps = 0;
  for (let first = 0, last: number; first < n; first = last + 1) {
    last = blockEnd(first, n - 1);
    const down = Math.abs(d[last]) >= Math.abs(d[first]);
    const [to, step] = down ? [last, 1] : [first, -1];
    for (let from = down ? first : last; (to - from) * step >= 0;) {
      const end = blockEnd(from, to);
      if (end === from) from += step;
      else if (end === from + step) diagonalizeTwo(t, Math.min(from, end));
      else if (sweeps++ < 30 * n) sweep(t, from, end);
      else return e.reduce((count, value) => count + Number(value !== 0), 0);
    }
  }
  return 0;
}

/** A with its rows and columns in reverse order. */
const reversed = (a: Matrix): Matrix => a.map((row) => row.toReversed()).reverse();

/**
 * A = V·Λ·Vᵀ for a symmetric A, of which one triangle is used.
 *
 * @param precision the relative precision to iterate to
 * @returns the eigenvalues in ascending order, V, and how many eigenvalues did not converge
 */
export function eigh(
  a: Matrix,
  upper: boolean,
  vectors: boolean,
  precision: number,
): [values: Vector, V: Matrix, info: number] {
  const n = a.length;
  const { diagonal, beside, reflectors } = tridiagonalize(upper ? reversed(a) : a);
  if (upper) [diagonal, beside].forEach((list) => list.reverse()); // the upper triangle is reduced from its end
  const t = { diagonal, beside, vectors: vectors ? identity(n) : zeros(n, 0) };
  const left = diagonalize(t, precision);
  const info = diagonal.every(Number.isFinite) ? left : Math.max(n - 1, 1);
  for (let i = 0; i < n; i++) {
    let smallest = i;
    for (let j = i + 1; j < n; j++) if (diagonal[j] < diagonal[smallest]) smallest = j;
    [diagonal[i], diagonal[smallest]] = [diagonal[smallest], diagonal[i]];
    swapRows(t.vectors, i, smallest);
  }
  if (!vectors) return [diagonal, [], info];
  const v = transpose(t.vectors);
  return [diagonal, upper ? reflectAll(v.reverse(), reflectors).reverse() : reflectAll(v, reflectors), info];
}
