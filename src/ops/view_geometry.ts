import { collapse, contiguousStrides, elementCount } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';

// The arithmetic of sizes and strides behind views.

/** Sizes and strides: how a view walks through memory. */
export interface Walk {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
}

/**
 * The sizes meant by a shape in which one entry may be -1.
 *
 * @throws RuntimeError worded as PyTorch's where the sizes do not multiply up to `count`
 */
export function inferSizes(shape: readonly number[], count: number): readonly number[] {
  const unknown = shape.indexOf(-1);
  const text = `[${shape.join(', ')}]`;
  if (shape.lastIndexOf(-1) !== unknown) throw new RuntimeError('only one dimension can be inferred');
  const bad = shape.findIndex((size) => size < -1);
  if (bad >= 0) throw new RuntimeError(`invalid shape dimension ${shape[bad]} at index ${bad} of shape ${text}`);
  const known = elementCount(shape) * (unknown < 0 ? 1 : -1);
  const fits = unknown < 0 ? known === count : known > 0 ? count % known === 0 : count === 0;
  if (!fits) throw new RuntimeError(`shape '${text}' is invalid for input of size ${count}`);
  if (unknown < 0) return shape;
  if (known === 0)
    throw new RuntimeError(
      `cannot reshape tensor of 0 elements into shape ${text} because the unspecified dimension size -1 can be any value and is ambiguous`,
    );
  return shape.with(unknown, count / known);
}

/**
 * The strides under which the elements of `x`, in their order, are seen with `sizes`; null where strides cannot express
 * it. The memory of `x` consists of runs of evenly spaced elements, and every new dimension must lie within one run.
 */
export function viewStrides(x: Walk, sizes: readonly number[]): number[] | null {
  if (elementCount(sizes) === 0) return contiguousStrides(sizes);
  const [runs, [steps]] = collapse(x.sizes, x.strides);
  const strides = new Array<number>(sizes.length);
  let run = runs.length - 1;
  let filled = 1; // how many elements of the run the dimensions so far take up
  for (let d = sizes.length - 1; d >= 0; d--) {
    if (filled === runs[run] && sizes[d] !== 1) {
      run--;
      filled = 1;
    }
    strides[d] = (steps[run] ?? 1) * filled;
    filled *= sizes[d];
    if (filled > runs[run]) return null;
  }
  return strides;
}

/** Where the memory that a view walks through ends, counted from its first element. */
export function extent({ sizes, strides }: Walk): number {
  if (sizes.includes(0)) return 0;
  return sizes.reduce((last, size, d) => last + (size - 1) * strides[d], 0) + 1;
}

/** Whether two elements of a view may share a place in memory: a dimension's step does not pass all smaller dimensions. */
export function mayOverlap({ sizes, strides }: Walk): boolean {
  const order = sizes.flatMap((size, d) => (size > 1 ? [d] : [])).sort((a, b) => strides[a] - strides[b]);
  let reach = 0; // of the dimensions with smaller strides
  for (const d of order) {
    if (strides[d] <= reach) return true;
    reach += (sizes[d] - 1) * strides[d];
  }
  return false;
}
