import { addScaled, swapRows, type Matrix, type Vector } from './matrix.js';

// A = L·D·Lᵀ for a symmetric matrix that need not be positive-definite (Bunch & Kaufman 1977): D has blocks of size 1 and 2
// on its diagonal. All is kept as LAPACK keeps it: D on and just below the diagonal of the factors, L below D without its
// ones, and the exchanges of rows between the columns of L, not before them. A pivot is the row, counted from 1, that was
// exchanged with the row of its step; two equal negative ones make a block of size 2.

/** The growth of elements is least for this ratio of what pivots are compared with. */
const RATIO = (1 + Math.sqrt(17)) / 8;

/** Where the element of largest magnitude lies in column `j` from row `from` on, row `j` left out. */
function largestIn(a: Matrix, j: number, from: number): [row: number, magnitude: number] {
  let [row, magnitude] = [from, 0];
  for (let i = from; i < a.length; i++)
    if (i !== j && Math.abs(a[i][j]) > magnitude) [row, magnitude] = [i, Math.abs(a[i][j])];
  return [row, magnitude];
}

/** The pivot for step `k`: the row that comes to the end of the block, and the size of the block. */
function choosePivot(a: Matrix, k: number): [row: number, size: 1 | 2] {
  const diagonal = Math.abs(a[k][k]);
  const [row, inColumn] = largestIn(a, k, k);
  if (diagonal >= RATIO * inColumn) return [k, 1];
  const [, inRow] = largestIn(a, row, k);
  if (diagonal >= RATIO * inColumn * (inColumn / inRow)) return [k, 1];
  return [row, Math.abs(a[row][row]) >= RATIO * inRow ? 1 : 2];
}

/** Exchanges rows and columns i and j of what is left of a symmetric matrix from step `k` on. */
function exchange(a: Matrix, i: number, j: number, k: number): void {
  for (let c = k; c < a.length; c++) [a[i][c], a[j][c]] = [a[j][c], a[i][c]];
  for (let r = k; r < a.length; r++) [a[r][i], a[r][j]] = [a[r][j], a[r][i]];
}

/** Solves the block of D at `k` for two numbers. */
function solveBlock(a: Matrix, k: number, x: number, y: number): [x: number, y: number] {
  const off = a[k + 1][k];
  const [p, q] = [a[k + 1][k + 1] / off, a[k][k] / off];
  const scale = 1 / ((p * q - 1) * off);
  return [scale * (p * x - y), scale * (q * y - x)];
}

/**
 * A = L·D·Lᵀ.
 *
 * @returns the factors, the pivots, and the first step, counted from 1, at which there was no pivot but zero, or 0
 */
export function ldl(a: Matrix): [factors: Matrix, pivots: Vector, info: number] {
  const n = a.length;
  const pivots = new Float64Array(n);
  let info = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a[i][j] = a[j][i];
  for (let k = 0; k < n;) {
    const [row, size] = choosePivot(a, k);
    const end = k + size - 1;
    exchange(a, end, row, k);
    pivots.fill(size === 1 ? row + 1 : -(row + 1), k, k + size);
    const columnsOfL: number[][] = []; // the rows of L·D⁻¹… that belong to the block, found before A changes
    for (let i = end + 1; i < n; i++)
      columnsOfL.push(size === 1 ? [a[i][k] / a[k][k]] : solveBlock(a, k, a[i][k], a[i][k + 1]));
    if (a[k][k] === 0 && size === 1) info ||= k + 1;
    else {
      for (let i = end + 1; i < n; i++)
        columnsOfL[i - end - 1].forEach((factor, c) => addScaled(a[i], a[k + c], -factor, end + 1));
      for (let i = end + 1; i < n; i++) columnsOfL[i - end - 1].forEach((factor, c) => (a[i][k + c] = factor));
    }
    k += size;
  }
  for (let i = 0; i < n; i++) a[i].fill(0, i + 1);
  return [a, pivots, info];
}

/** A⁻¹·B from the factors and pivots of A; B is overwritten. */
export function ldlSolve(a: Matrix, pivots: Vector, b: Matrix): [x: Matrix] {
  const n = b.length;
  const blocks: { k: number; size: number }[] = [];
  for (let k = 0; k < n; k += pivots[k] > 0 ? 1 : 2) blocks.push({ k, size: pivots[k] > 0 ? 1 : 2 });
  for (const { k, size } of blocks) {
    const end = k + size - 1;
    swapRows(b, end, Math.abs(pivots[k]) - 1);
    for (let i = end + 1; i < n; i++) for (let c = k; c <= end; c++) addScaled(b[i], b[c], -a[i][c]);
    for (let j = 0; j < b[k].length; j++)
      if (size === 1) b[k][j] /= a[k][k];
      else [b[k][j], b[end][j]] = solveBlock(a, k, b[k][j], b[end][j]);
  }
  for (const { k, size } of blocks.reverse()) {
    const end = k + size - 1;
    for (let c = k; c <= end; c++) for (let i = end + 1; i < n; i++) addScaled(b[c], b[i], -a[i][c]);
    swapRows(b, end, Math.abs(pivots[k]) - 1);
  }
  return [b];
}
