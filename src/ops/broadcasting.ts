import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import { Size } from '../tensor/size.js';
import { viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { broadcastSizes } from './elementwise.js';

// Repeating without copying: dimensions of size 1 read as if they were longer.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** This tensor repeated along dimensions of size 1 to `size`, as a view; -1 keeps a size. */
    expand(...size: number[] | [readonly number[] | { size: readonly number[] }]): Tensor;
    /** This tensor repeated along dimensions of size 1 to the sizes of `other`, as a view. */
    expand_as(other: Tensor): Tensor;
    /** See {@link broadcast_to}. */
    broadcast_to: Method<typeof broadcast_to>;
  }
}

const show = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;

/** The sizes that `size` asks for, each own size put in for -1. */
function expandedSizes(x: Tensor, size: readonly number[]): number[] {
  const shift = size.length - x.sizes.length;
  if (shift < 0)
    throw new RuntimeError(
      `expand(torch.${x.dtype.scalarName}Tensor{${show(x.sizes)}}, size=${show(size)}): the number of sizes provided ` +
        `(${size.length}) must be greater or equal to the number of dimensions in the tensor (${x.sizes.length})`,
    );
  return size.map((wanted, d) => {
    if (wanted === -1 && d < shift)
      throw new RuntimeError(
        `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${d}`,
      );
    const own = x.sizes[d - shift] ?? 1;
    if (wanted === -1) return own;
    if (wanted !== own && (own !== 1 || wanted < 0))
      throw new RuntimeError(
        `The expanded size of the tensor (${wanted}) must match the existing size (${own}) at non-singleton dimension ` +
          `${d}.  Target sizes: ${show(size)}.  Tensor sizes: ${show(x.sizes)}`,
      );
    return wanted;
  });
}

const Expand = define({
  schema: 'expand(Tensor input, size size)',
  forward: (input, size) => {
    const sizes = expandedSizes(input, size);
    const shift = sizes.length - input.sizes.length;
    const strides = sizes.map((n, d) => (d >= shift && n === input.sizes[d - shift] ? input.strides[d - shift] : 0));
    return viewAs(input, sizes, strides);
  },
  derivative: { input: (grad) => grad }, // the engine sums over what was repeated
});

/** `input` repeated along dimensions of size 1 to `size`, as a view; `input` itself if it has these sizes. */
export function expand(input: Tensor, size: readonly number[]): Tensor {
  return sameSizes(input.sizes, size) ? input : Expand.apply(input, size);
}

compose({
  schema: 'expand_as(Tensor input, Tensor other)',
  compose: (input, other) => Expand.apply(input, other.sizes),
});

const BroadcastTo = compose({
  schema: 'broadcast_to(Tensor input, size size)',
  compose: (input, size) => Expand.apply(input, size),
});

/**
 * `input` repeated along dimensions of size 1 to `size`, without copying.
 *
 * @param size the sizes of the result; -1 keeps a size
 * @returns a view
 * @throws RuntimeError where `input` does not broadcast to `size`
 * @example
 * console.log(torch.broadcast_to(torch.tensor([1, 2]), [2, 2])); // tensor([[1., 2.],
 * //         [1., 2.]])
 * @see PyTorch: `torch.broadcast_to`
 */
export function broadcast_to(input: Tensor, size: readonly number[] | { size: readonly number[] }): Tensor {
  return BroadcastTo.apply(input, size);
}

const BroadcastTensors = compose({
  schema: 'broadcast_tensors(Tensor[] tensors)',
  compose: (tensors) => {
    const sizes = tensors.reduce<readonly number[]>((all, x) => broadcastSizes(all, x.sizes), []);
    return tensors.map((x) => Expand.apply(x, sizes));
  },
});

/**
 * The tensors, each repeated along dimensions of size 1, to the sizes that they have together.
 *
 * @param tensors the tensors, as a list or as separate arguments
 * @returns views
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * const [row, column] = torch.broadcast_tensors(torch.tensor([1, 2]), torch.tensor([[3], [4]]));
 * console.log(row); // tensor([[1., 2.],
 * //         [1., 2.]])
 * console.log(column); // tensor([[3., 3.],
 * //         [4., 4.]])
 * @see PyTorch: `torch.broadcast_tensors`
 */
export function broadcast_tensors(...tensors: Tensor[] | [readonly Tensor[]]): Tensor[] {
  return BroadcastTensors.apply(...tensors);
}

/**
 * The sizes that tensors of these sizes have together: along each dimension, counted from the last, the one that is not 1.
 *
 * @param shapes sizes, each a list or one number
 * @returns the sizes
 * @throws RuntimeError where two sizes differ and neither is 1
 * @example
 * console.log(torch.broadcast_shapes([2], [3, 1], [1, 1, 1])); // torch.Size([1, 3, 2])
 * @see PyTorch: `torch.broadcast_shapes`
 */
export function broadcast_shapes(...shapes: (number | readonly number[])[]): Size {
  const lists = shapes.map((shape) => (typeof shape === 'number' ? [shape] : shape));
  const ndim = Math.max(0, ...lists.map((list) => list.length));
  const result = new Array<number>(ndim).fill(1);
  lists.forEach((list, i) => {
    for (let back = 1; back <= list.length; back++) {
      const size = list[list.length - back];
      const known = result[ndim - back];
      if (size < 0) throw new ValueError('Attempting to broadcast a dimension with negative length!');
      if (size !== 1 && known !== 1 && size !== known)
        throw new RuntimeError(
          `Attempting to broadcast a dimension of length ${size} at ${-back}! Mismatching argument at index ${i} had ` +
            `(${list.join(', ')}${list.length === 1 ? ',' : ''}); but expected shape should be broadcastable to ${show(result)}`,
        );
      if (size !== 1) result[ndim - back] = size;
    }
  });
  return new Size(result);
}
