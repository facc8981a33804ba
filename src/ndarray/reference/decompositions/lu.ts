import { addScaled, columns, identity, swapRows, transpose, type Matrix, type Vector } from './matrix.js';
import { solveTriangular } from './triangular.js';

/**
 * A = P·L·U by Gaussian elimination with partial pivoting: in every column the largest element becomes the pivot.
 *
 * @returns U and, below its diagonal, L without its ones; for each step the row, counted from 1, that was exchanged with
 * the row of that step; and the step, counted from 1, at which the first pivot was zero, or 0
 */
export function lu(a: Matrix): [factors: Matrix, pivots: Vector, info: number] {
  const steps = Math.min(a.length, columns(a));
  const pivots = new Float64Array(steps);
  let info = 0;
  for (let k = 0; k < steps; k++) {
    let pivot = k;
    for (let i = k + 1; i < a.length; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
    pivots[k] = pivot + 1;
    swapRows(a, k, pivot);
    if (a[k][k] === 0) {
      info ||= k + 1;
      continue;
    }
    for (let i = k + 1; i < a.length; i++) {
      a[i][k] /= a[k][k];
      addScaled(a[i], a[k], -a[i][k], k + 1);
    }
  }
  return [a, pivots, info];
}

/** P of A = P·L·U. */
export function permutation(factors: Matrix, pivots: Vector): [P: Matrix] {
  const rows = identity(factors.length);
  pivots.forEach((pivot, k) => swapRows(rows, k, pivot - 1));
  return [transpose(rows)];
}

/** A⁻¹·B, or with `transposed` A⁻ᵀ·B, from the factors A = P·L·U. */
export function luSolve(factors: Matrix, pivots: Vector, b: Matrix, transposed = false): [x: Matrix] {
  const exchange = (k: number) => swapRows(b, k, pivots[k] - 1);
  if (transposed) {
    solveTriangular(factors, b, { upper: true, transposed });
    solveTriangular(factors, b, { upper: false, unit: true, transposed });
    for (let k = pivots.length - 1; k >= 0; k--) exchange(k);
  } else {
    for (let k = 0; k < pivots.length; k++) exchange(k);
    solveTriangular(factors, b, { upper: false, unit: true });
    solveTriangular(factors, b, { upper: true });
  }
  return [b];
}

/** A⁻¹·B, and where elimination failed, as {@link lu} says it. */
export function solve(a: Matrix, b: Matrix): [x: Matrix, info: number] {
  const [factors, pivots, info] = lu(a);
  return [luSolve(factors, pivots, b)[0], info];
}

/** A⁻¹, and where elimination failed. */
export const inverse = (a: Matrix): [inverse: Matrix, info: number] => solve(a, identity(a.length));

/** det A: as it is, its sign, and log |det A|. */
export function determinant(a: Matrix): [det: number, sign: number, logabsdet: number] {
  const [factors, pivots] = lu(a);
  let [det, sign, logabsdet] = [1, 1, 0];
  for (let k = 0; k < a.length; k++) {
    const factor = pivots[k] === k + 1 ? factors[k][k] : -factors[k][k];
    det *= factor;
    sign *= Math.sign(factor);
    logabsdet += Math.log(Math.abs(factor));
  }
  return [det, sign, logabsdet];
}
