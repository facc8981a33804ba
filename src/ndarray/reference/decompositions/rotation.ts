import type { Matrix } from './matrix.js';

// Plane rotations (Givens): what the iterations for eigenvalues and singular values are made of.

/** A rotation [c s; −s c], and the length r of the vector that it was made from. */
export type Rotation = readonly [c: number, s: number, r: number];

/** The rotation with c ≥ 0 that takes (f, g) to (r, 0). */
export function rotationOf(f: number, g: number): Rotation {
  if (g === 0) return [1, 0, f];
  if (f === 0) return [0, Math.sign(g), Math.abs(g)];
  const r = Math.sign(f) * Math.hypot(f, g);
  return [f / r, g / r, r];
}

/** Rotates rows i and j of A: (aᵢ, aⱼ) := (c·aᵢ + s·aⱼ, c·aⱼ − s·aᵢ). */
export function rotateRows(a: Matrix, i: number, j: number, c: number, s: number): void {
  const [x, y] = [a[i], a[j]];
  for (let k = 0; k < x.length; k++) {
    const xk = x[k];
    x[k] = c * xk + s * y[k];
    y[k] = c * y[k] - s * xk;
  }
}
