import { bool } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { type Tensor } from '../tensor/tensor.js';
import { sub } from './arithmetic.js';
import { clone } from './copy.js';
import { compose, type Method } from './define.js';
import { cat } from './joining.js';
import { logical_xor } from './logic.js';
import { sliced } from './slicing.js';

// Differences of neighbours along a dimension, derivatives estimated from them, and integrals by the trapezoidal rule.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link diff}. */
    diff: Method<typeof diff>;
  }
}

/** All but the last, and all but the first, along `dim`. */
export const neighbours = (x: Tensor, dim: number): [left: Tensor, right: Tensor] => [
  sliced(x, dim, 0, -1),
  sliced(x, dim, 1, null),
];

/** Options of {@link diff}. */
export interface DiffOptions {
  /** How many times differences are taken. Default 1. */
  n?: number;
  /** The dimension. Default -1, the last. */
  dim?: number;
  /** What is put before `input` first. */
  prepend?: Tensor | null;
  /** What is put behind `input` first. */
  append?: Tensor | null;
}

const Diff = compose({
  schema: 'diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None)',
  compose: (input, n, dim, prepend, append) => {
    if (n < 0) throw new RuntimeError(`order must be non-negative but got ${n}`);
    if (input.sizes.length === 0) throw new RuntimeError('diff expects input to be at least one-dimensional');
    const d = wrapDim(dim, input.sizes.length);
    const parts = [prepend, input, append].filter((x) => x !== null);
    if (parts.some((x) => x.sizes.length !== input.sizes.length))
      throw new RuntimeError('diff expects prepend or append to be the same dimension as input');
    if (n === 0) return clone(input);
    const between = input.dtype === bool ? logical_xor : sub;
    let result = parts.length > 1 ? cat(parts, d) : input;
    for (let i = 0; i < n; i++) {
      const [left, right] = neighbours(result, d);
      result = between(right, left);
    }
    return result;
  },
});

/**
 * The differences of neighbours along `dim`, taken `n` times: yₖ = xₖ₊₁ − xₖ.
 *
 * @param n how many times
 * @param dim the dimension, by default the last
 * @param prepend what is put before `input` first
 * @param append what is put behind it
 * @returns a new tensor, smaller by `n` along `dim`; for bool, whether neighbours differ
 * @throws RuntimeError for a 0-dim tensor or a negative `n`
 * @example
 * console.log(torch.diff(torch.tensor([1, 4, 9]))); // tensor([3., 5.])
 * @see PyTorch: `torch.diff`
 */
export function diff(
  input: Tensor,
  n?: number | DiffOptions,
  dim?: number | DiffOptions,
  prepend?: Tensor | null | DiffOptions,
  append?: Tensor | null | DiffOptions,
): Tensor {
  return Diff.apply(input, n, dim, prepend, append);
}
