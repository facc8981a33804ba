import { sameSizes } from '../../ndarray/strided.js';
import { full, triu, where } from '../../ops/index.js';
import { bool, type DType } from '../../tensor/dtype.js';
import { AssertionError, RuntimeError } from '../../tensor/errors.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';

// The masks of attention layers: of bool they say where not to look, of floats they are added to the scores.

/** Throws an AssertionError where something does not hold. */
export function assert(holds: boolean, message: () => string): void {
  if (!holds) throw new AssertionError(message());
}

/** Sizes as Python writes a tuple of them. */
export const tuple = (sizes: readonly number[]): string => pythonRepr(sizes, { tuple: true });

/**
 * A mask as what is added to the scores: −∞ where a bool mask is true.
 *
 * @param name what an error calls it
 * @throws AssertionError for integers
 */
export function additiveMask(mask: Tensor | null, name: string, dtype: DType): Tensor | null {
  if (mask === null || mask.dtype.is_floating_point) return mask;
  if (mask.dtype !== bool) throw new AssertionError(`only bool and floating types of ${name} are supported`);
  return where(mask, -Infinity, 0).to(dtype);
}

/** The additive mask with which place i looks at places 0 to i only: [size, size], −∞ above the diagonal. */
export const causalMask = (size: number, dtype: DType): Tensor => triu(full([size, size], -Infinity, { dtype }), 1);

/** The mask as [1, L, S] or [N·heads, L, S]. */
export function spreadMask(mask: Tensor, batch: number, sizes: readonly number[]): Tensor {
  const wanted = mask.ndim === 2 ? sizes : [batch, ...sizes];
  if (!sameSizes(mask.sizes, wanted))
    throw new RuntimeError(
      `The shape of the ${mask.ndim}D attn_mask is ${String(mask.shape)}, but should be ${tuple(wanted)}.`,
    );
  return mask.ndim === 2 ? mask.unsqueeze(0) : mask;
}

/** The mask and that of the padding in one, [N·heads, L or 1, S]. */
export function mergedMask(
  [mask, padding]: readonly (Tensor | null)[],
  count: number,
  heads: number,
  keys: number,
): Tensor | null {
  if (padding === null) return mask;
  const [n, length] = padding.sizes;
  assert(n === count, () => `Expected key_padded_mask.shape[0] to be ${count}, but got ${n}`);
  assert(length === keys, () => `Expected key_padded_mask.shape[1] to be ${keys}, but got ${length}`);
  const forHeads = padding.view(count, 1, 1, keys).expand(-1, heads, -1, -1);
  const spread = forHeads.reshape(count * heads, 1, keys);
  return mask === null ? spread : mask.add(spread);
}
