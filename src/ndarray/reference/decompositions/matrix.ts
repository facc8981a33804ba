// What the decompositions share: small matrices in double precision, and the arithmetic of their rows.

/** A vector in double precision. */
export type Vector = Float64Array;

/** A matrix in double precision, a list of rows: element (i, j) is `a[i][j]`. */
export type Matrix = Vector[];

/** How many columns a matrix has. */
export const columns = (a: Matrix): number => (a.length === 0 ? 0 : a[0].length);

/** A matrix of zeros. */
export const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Float64Array(columns));

/** A matrix with ones on the main diagonal and zeros elsewhere. */
export function identity(rows: number, columns = rows): Matrix {
  const a = zeros(rows, columns);
  for (let i = 0; i < Math.min(rows, columns); i++) a[i][i] = 1;
  return a;
}

/** Aᵀ. */
export const transpose = (a: Matrix): Matrix =>
  Array.from({ length: columns(a) }, (_, j) => Float64Array.from(a, (row) => row[j]));

/** A·B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.length, columns(b));
  for (let i = 0; i < a.length; i++) for (let k = 0; k < b.length; k++) addScaled(product[i], b[k], a[i][k]);
  return product;
}

/** y += factor·x, from element `from` on. */
export function addScaled(y: Vector, x: Vector, factor: number, from = 0): void {
  for (let j = from; j < y.length; j++) y[j] += factor * x[j];
}

/** Exchanges two rows. */
export function swapRows(a: Matrix, i: number, j: number): void {
  [a[i], a[j]] = [a[j], a[i]];
}

/** ‖x‖₂ without overflow on the way. */
export function norm(x: Vector): number {
  let largest = 0;
  for (const value of x) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const value of x) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}
