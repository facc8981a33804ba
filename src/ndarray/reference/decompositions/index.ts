import { forEachRow, type Strided } from '../../strided.js';
import { elements, origin } from '../map.js';
import { cholesky, choleskyInverse, choleskySolve } from './cholesky.js';
import { eigh } from './eigh.js';
import { exponential } from './exponential.js';
import { householder, reflectorProduct } from './householder.js';
import { ldl, ldlSolve } from './ldl.js';
import { leastSquares } from './least_squares.js';
import { determinant, inverse, lu, luSolve, permutation, solve } from './lu.js';
import type { Matrix, Vector } from './matrix.js';
import { svd } from './svd.js';
import { solveTriangular } from './triangular.js';

// Decompositions of matrices, and what is computed with them. Each is written for one matrix, in double precision, in a
// file of its own; here they are applied to batches of any dtype and any strides.

const decompositions = {
  cholesky,
  choleskyInverse,
  choleskySolve,
  determinant,
  eigh,
  exponential,
  householder,
  inverse,
  ldl,
  ldlSolve,
  leastSquares,
  lu,
  luSolve,
  permutation,
  reflectorProduct,
  solve,
  solveTriangular,
  svd,
};

type Decompositions = typeof decompositions;

/** What a decomposition takes besides matrices and vectors. */
type OptionsOf<P extends readonly unknown[]> = P extends [Matrix | Vector, ...infer Rest] ? OptionsOf<Rest> : P;

type Part = Matrix | Vector | number;

/**
 * Applies a decomposition to every member of a batch.
 *
 * @param name which
 * @param outputs where its results go, in order; null for one that is not wanted
 * @param inputs the matrices, and vectors, that it takes; the first is a matrix, and its leading dimensions are those of
 * the batch, which all views have
 * @param options what it takes besides
 */
export function decompose<K extends keyof Decompositions>(
  name: K,
  outputs: readonly (Strided | null)[],
  inputs: readonly [Strided, ...Strided[]],
  ...options: OptionsOf<Parameters<Decompositions[K]>>
): void {
  const f = decompositions[name] as (...args: readonly unknown[]) => readonly Part[];
  const depth = inputs[0].sizes.length - 2;
  const wanted = outputs.flatMap((view, i) => (view === null ? [] : [{ view, i }]));
  const views = [...inputs, ...wanted.map(({ view }) => view)];
  const batch = [...inputs[0].sizes.slice(0, depth), 1];
  const strides = views.map((view) => [...view.strides.slice(0, depth), 0]);
  forEachRow(batch, strides, views.map(origin), (at) => {
    const results = f(...inputs.map((view, i) => read(view, depth, at[i])), ...options);
    wanted.forEach(({ view, i }, k) => write(view, depth, at[inputs.length + k], results[i]));
  });
}

/** The matrix, or the vector, of a view that begins at address `at`. */
function read(view: Strided, depth: number, at: number): Matrix | Vector {
  const data = elements(view);
  const vector = (from: number, size: number, step: number) => {
    const x = new Float64Array(size);
    for (let j = 0; j < size; j++) x[j] = Number(data[from + j * step]);
    return x;
  };
  const [rows, columns] = view.sizes.slice(depth);
  const [down, along] = view.strides.slice(depth);
  if (columns === undefined) return vector(at, rows, down);
  return Array.from({ length: rows }, (_, i) => vector(at + i * down, columns, along));
}

/** Writes a result to where it belongs in a view. */
function write(view: Strided, depth: number, at: number, result: Part): void {
  const data = elements(view);
  const [rows, columns] = view.sizes.slice(depth);
  const [down, along] = view.strides.slice(depth);
  if (typeof result === 'number') data[at] = result;
  else
    for (let i = 0; i < rows; i++) {
      const row = result[i];
      if (typeof row === 'number') data[at + i * down] = row;
      else for (let j = 0; j < columns; j++) data[at + i * down + j * along] = row[j];
    }
}
