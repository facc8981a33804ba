import type { Kernels } from '../kernels.js';
import { elementCount, type Strided } from '../strided.js';
import { addressOf, isDense, type Workplace } from './reach.js';

/** A dense view as [rows, columns], with the rows or the columns to be folded. */
interface Folded {
  readonly rows: number;
  readonly columns: number;
  /** Whether each row becomes one number (else each column). */
  readonly alongRows: boolean;
}

/** Null where the folded dimensions are neither the last nor the first ones, or the view is not dense. */
function folded(x: Strided, dims: readonly number[]): Folded | null {
  const n = x.sizes.length;
  if (dims.length === 0 || !isDense(x)) return null;
  const count = elementCount(dims.map((d) => x.sizes[d]));
  const others = elementCount(x.sizes.filter((_, d) => !dims.includes(d)));
  if (dims.every((d) => d >= n - dims.length)) return { rows: others, columns: count, alongRows: true };
  if (dims.every((d) => d < dims.length)) return { rows: count, columns: others, alongRows: false };
  return null;
}

/** A dense view as rows along its last dimension; null where `dim` is another. */
function rowsAlong(x: Strided, dim: number): { rows: number; columns: number } | null {
  if (dim !== x.sizes.length - 1 || !isDense(x)) return null;
  const columns = x.sizes[dim];
  return { rows: elementCount(x.sizes.slice(0, -1)), columns };
}

/** The kernels that fold float elements over rows or columns. */
export function reductions(work: Workplace, reference: Kernels): Partial<Kernels> {
  return {
    reduce(name, out, x, dims) {
      const kernels = work.kernelsFor(x);
      const shape = kernels === null || name !== 'sum' || out.storage.type !== x.storage.type ? null : folded(x, dims);
      if (kernels === null || shape === null || !isDense(out) || !work.reach(x, out))
        reference.reduce(name, out, x, dims);
      else kernels[shape.alongRows ? 'sum_dim1' : 'sum_dim0'](addressOf(x), addressOf(out), shape.rows, shape.columns);
    },

    norm(p, out, x, dims) {
      const kernels = work.kernelsFor(x);
      const shape = kernels === null || p !== 2 || out.storage.type !== x.storage.type ? null : folded(x, dims);
      if (kernels !== null && shape?.alongRows === true && isDense(out) && work.reach(x, out))
        kernels.norm_dim1(addressOf(x), addressOf(out), shape.rows, shape.columns);
      else reference.norm(p, out, x, dims);
    },

    softmax(log, out, x, dim) {
      const kernels = work.kernelsFor(x);
      const shape = rowsAlong(x, dim);
      if (kernels !== null && shape !== null && isDense(out) && work.reach(x, out))
        kernels[log ? 'log_softmax' : 'softmax'](addressOf(x), addressOf(out), shape.rows, shape.columns);
      else reference.softmax(log, out, x, dim);
    },
  };
}
