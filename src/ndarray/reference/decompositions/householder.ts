import { addScaled, columns, identity, norm, type Matrix, type Vector } from './matrix.js';

/** A Householder reflection H = I − τ·v·vᵀ with v₀ = 1, from row `at` of a matrix on. */
export interface Reflector {
  readonly v: Vector;
  readonly tau: number;
  readonly at: number;
}

/**
 * The reflection that takes the vector x to (β, 0, …, 0). β has the sign opposite to x₀, so that nothing cancels; where x
 * is that already, there is none (τ = 0).
 */
export function reflectorOf(x: Vector, at: number): [beta: number, reflector: Reflector] {
  const alpha = x[0];
  const tail = x.subarray(1);
  const length = norm(tail);
  if (length === 0) return [alpha, { v: Float64Array.of(1, ...tail), tau: 0, at }];
  const beta = -Math.sign(alpha || 1) * Math.hypot(alpha, length);
  const v = x.map((value) => value / (alpha - beta));
  v[0] = 1;
  return [beta, { v, tau: (beta - alpha) / beta, at }];
}

/** A := H·A, on the columns from `from` on. */
export function reflectRows(a: Matrix, { v, tau, at }: Reflector, from = 0): void {
  if (tau === 0) return;
  const dots = new Float64Array(columns(a)); // vᵀ·A
  for (let i = 0; i < v.length; i++) addScaled(dots, a[at + i], v[i], from);
  for (let i = 0; i < v.length; i++) addScaled(a[at + i], dots, -tau * v[i], from);
}

/** A := A·H, on the rows from `from` on. */
export function reflectColumns(a: Matrix, { v, tau, at }: Reflector, from = 0): void {
  if (tau === 0) return;
  for (let i = from; i < a.length; i++) {
    let dot = 0;
    for (let j = 0; j < v.length; j++) dot += a[i][at + j] * v[j];
    for (let j = 0; j < v.length; j++) a[i][at + j] -= tau * dot * v[j];
  }
}

/** Column `j` of A from row `from` on. */
export const columnFrom = (a: Matrix, j: number, from: number): Vector =>
  Float64Array.from({ length: a.length - from }, (_, i) => a[from + i][j]);

/** R of A = Q·R, in the place of A, and the reflections whose product is Q: one for each column, to clear it below its diagonal. */
export function triangularize(a: Matrix): Reflector[] {
  const reflectors: Reflector[] = [];
  for (let k = 0; k < Math.min(a.length, columns(a)); k++) {
    const [beta, reflector] = reflectorOf(columnFrom(a, k, k), k);
    reflectRows(a, reflector, k + 1);
    for (let i = k; i < a.length; i++) a[i][k] = i === k ? beta : 0;
    reflectors.push(reflector);
  }
  return reflectors;
}

/** H₀·H₁·…·A for a list of reflections. */
export function reflectAll(a: Matrix, reflectors: readonly Reflector[]): Matrix {
  for (let k = reflectors.length - 1; k >= 0; k--) reflectRows(a, reflectors[k]);
  return a;
}

/** A = Q·R in LAPACK's compact form: R, below its diagonal the vectors v of the reflections without their ones, and the τ. */
export function householder(a: Matrix): [packed: Matrix, tau: Vector] {
  const reflectors = triangularize(a);
  for (const { v, at } of reflectors) for (let i = 1; i < v.length; i++) a[at + i][at] = v[i];
  return [a, Float64Array.from(reflectors, ({ tau }) => tau)];
}

/** The first `count` columns of H₀·H₁·…, from the compact form. */
export function reflectorProduct(packed: Matrix, tau: Vector, count: number): [q: Matrix] {
  const reflectors = Array.from(tau, (factor, at) => {
    const v = columnFrom(packed, at, at);
    v[0] = 1;
    return { v, tau: factor, at };
  });
  return [reflectAll(identity(packed.length, count), reflectors)];
}
