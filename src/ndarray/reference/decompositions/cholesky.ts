import { identity, type Matrix } from './matrix.js';
import { solveTriangular } from './triangular.js';

/**
 * A = L·Lᵀ for a symmetric positive-definite A, of which the lower triangle is used: column by column,
 * Lⱼⱼ = √(Aⱼⱼ − Σₖ Lⱼₖ²) and Lᵢⱼ = (Aᵢⱼ − Σₖ Lᵢₖ·Lⱼₖ) / Lⱼⱼ.
 *
 * @returns L, and the order of the first leading minor that is not positive-definite, or 0
 */
export function cholesky(a: Matrix): [L: Matrix, info: number] {
  const n = a.length;
  for (let i = 0; i < n; i++) a[i].fill(0, i + 1);
  for (let j = 0; j < n; j++) {
    const rest = (i: number) => {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= a[i][k] * a[j][k];
      return sum;
    };
    const square = rest(j);
    if (!(square > 0)) return [a, j + 1];
    a[j][j] = Math.sqrt(square);
    for (let i = j + 1; i < n; i++) a[i][j] = rest(i) / a[j][j];
  }
  return [a, 0];
}

/** (L·Lᵀ)⁻¹·B; B is overwritten. With `upper`, U = Lᵀ is given. */
export function choleskySolve(factor: Matrix, b: Matrix, upper: boolean): [x: Matrix] {
  solveTriangular(factor, b, { upper, transposed: upper });
  return solveTriangular(factor, b, { upper, transposed: !upper });
}

/** (L·Lᵀ)⁻¹, and the first diagonal element of L that is zero, counted from 1, or 0. */
export function choleskyInverse(factor: Matrix, upper: boolean): [inverse: Matrix, info: number] {
  const info = factor.findIndex((row, i) => row[i] === 0) + 1;
  return [choleskySolve(factor, identity(factor.length), upper)[0], info];
}
