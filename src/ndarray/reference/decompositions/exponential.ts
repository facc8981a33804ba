import { addScaled, identity, multiply, type Matrix } from './matrix.js';

/** So many terms give e^A to double precision for ‖A‖ ≤ 1: 1/19! is 8e-18. */
const TERMS = 18;

/**
 * e^A = Σ Aᵏ/k!, by scaling and squaring (Moler & Van Loan 2003, method 3): the series for A/2ˢ, small enough to converge
 * at once, then squared s times.
 */
export function exponential(a: Matrix): [exponential: Matrix] {
  const norm = Math.max(0, ...a.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
  if (!Number.isFinite(norm)) return [a.map((row) => row.fill(NaN))];
  const squarings = Math.max(0, Math.ceil(Math.log2(norm)));
  const scaled = a.map((row) => row.map((value) => value / 2 ** squarings));
  let sum = identity(a.length);
  for (let k = TERMS; k > 0; k--) {
    const next = identity(a.length); // Horner's rule: I + A/k·(I + A/(k+1)·(…))
    multiply(scaled, sum).forEach((row, i) => addScaled(next[i], row, 1 / k));
    sum = next;
  }
  for (let s = 0; s < squarings; s++) sum = multiply(sum, sum);
  return [sum];
}
