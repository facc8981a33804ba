import { addScaled, columns, multiply, zeros, type Matrix, type Vector } from './matrix.js';
import { svd } from './svd.js';

/**
 * The X of least norm among those that make ‖A·X − B‖ least: V·diag(1/σ)·Uᵀ·B, over the singular values of A = U·diag(σ)·Vᵀ
 * above rcond·σ₁.
 *
 * @returns X, the singular values, and how many count
 */
export function leastSquares(
  a: Matrix,
  b: Matrix,
  rcond: number,
  precision: number,
): [x: Matrix, S: Vector, rank: number, info: number] {
  const [U, S, Vh, info] = svd(a, 'reduced', precision);
  const rank = S.filter((value) => value > rcond * S[0]).length;
  const x = zeros(columns(Vh), columns(b));
  for (let k = 0; k < rank; k++) {
    const [projected] = multiply([Float64Array.from(U, (row) => row[k])], b); // uₖᵀ·B
    x.forEach((row, i) => addScaled(row, projected, Vh[k][i] / S[k]));
  }
  return [x, S, rank, info];
}
