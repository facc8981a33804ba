/**
 * A sparse matrix by rows, which maps along one dimension: row i has the entries `starts[i]` up to `starts[i + 1]`, each with its
 * column and its weight; all weights are 1 where they are null.
 */
export interface SparseMatrix {
  /** How many columns there are: the size of what it is applied to. */
  readonly columns: number;
  readonly starts: Int32Array;
  readonly column: Int32Array;
  readonly weight: Float64Array | null;
}

/** A matrix from the entries of each row: columns, and weights or none. */
export function sparseMatrix(
  columns: number,
  rows: readonly (readonly number[])[],
  weights: readonly (readonly number[])[] | null = null,
): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (starts[i + 1] = starts[i] + row.length));
  return {
    columns,
    starts,
    column: Int32Array.from(rows.flat()),
    weight: weights === null ? null : Float64Array.from(weights.flat()),
  };
}

/** How many rows a matrix has: the size that it gives. */
export const rowCount = ({ starts }: SparseMatrix) => starts.length - 1;

/** The transposed matrix, its entries in each row ordered by column. */
export function transposed(matrix: SparseMatrix): SparseMatrix {
  const { columns, column, weight } = matrix;
  const starts = new Int32Array(columns + 1);
  for (const j of column) starts[j + 1]++;
  for (let j = 0; j < columns; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const rowsOf = new Int32Array(column.length);
  const weights = weight === null ? null : new Float64Array(column.length);
  for (let i = 0; i < rowCount(matrix); i++)
    for (let e = matrix.starts[i]; e < matrix.starts[i + 1]; e++) {
      const to = next[column[e]]++;
      rowsOf[to] = i;
      if (weights !== null && weight !== null) weights[to] = weight[e];
    }
  return { columns: rowCount(matrix), starts, column: rowsOf, weight: weights };
}
