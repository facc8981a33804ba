import { addScaled, type Matrix } from './matrix.js';

/** Which triangular system {@link solveTriangular} solves. */
export interface Triangle {
  /** Whether the upper triangle of A is used, not the lower. */
  readonly upper: boolean;
  /** Whether the diagonal of A counts as ones. */
  readonly unit?: boolean;
  /** Whether Aᵀ takes the place of A. */
  readonly transposed?: boolean;
}

/** A⁻¹·B for a triangular A, by substitution; B is overwritten. The other triangle of A is not looked at. */
export function solveTriangular(
  a: Matrix,
  b: Matrix,
  { upper, unit = false, transposed = false }: Triangle,
): [x: Matrix] {
  const n = b.length;
  const element = transposed ? (i: number, j: number) => a[j][i] : (i: number, j: number) => a[i][j];
  const fromEnd = upper !== transposed; // an upper triangle is solved from its last row
  for (let step = 0; step < n; step++) {
    const i = fromEnd ? n - 1 - step : step;
    for (let known = 0; known < step; known++) {
      const j = fromEnd ? n - 1 - known : known;
      addScaled(b[i], b[j], -element(i, j));
    }
    if (!unit) for (let j = 0; j < b[i].length; j++) b[i][j] /= element(i, i);
  }
  return [b];
}
