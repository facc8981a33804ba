import { kernels } from '../ndarray/kernels.js';
import type { Strided } from '../ndarray/strided.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { emptyTensor, Tensor, viewAs } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { denseCopy } from './dense.js';
import { reducedDims } from './dims.js';

// The same elements in another order: flipped, rolled, rotated.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link flip}. */
    flip(...dims: number[] | [readonly number[] | { dims: readonly number[] }]): Tensor;
    /** See {@link fliplr}. */
    fliplr: Method<typeof fliplr>;
    /** See {@link flipud}. */
    flipud: Method<typeof flipud>;
    /** See {@link roll}. */
    roll: Method<typeof roll>;
    /** See {@link rot90}. */
    rot90: Method<typeof rot90>;
  }
}

/** `x` read backwards along `dims`: the last element first, with negative strides. */
function backwards(x: Tensor, dims: readonly number[]): Strided & Pick<Tensor, 'dtype'> {
  const { storage, sizes, dtype } = x;
  const last = dims.reduce((at, d) => at + Math.max(sizes[d] - 1, 0) * x.strides[d], x.offset);
  return { storage, sizes, strides: x.strides.map((s, d) => (dims.includes(d) ? -s : s)), offset: last, dtype };
}

const Flip = define({
  schema: 'flip(Tensor input, size dims)',
  forward: (input, dims) => denseCopy(backwards(input, dims.length === 0 ? [] : reducedDims(dims, input.sizes.length))),
  derivative: { input: (grad, { dims }) => flip(grad, dims) },
});

/**
 * `input` with the order of its elements reversed along dimensions `dims`.
 *
 * @param dims one dimension or several
 * @returns a copy
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.flip(torch.tensor([[1, 2], [3, 4]]), [0])); // tensor([[3., 4.],
 * //         [1., 2.]])
 * @see PyTorch: `torch.flip`
 */
export function flip(input: Tensor, dims: readonly number[] | { dims: readonly number[] }): Tensor {
  return Flip.apply(input, dims);
}

const FlipLR = compose({
  schema: 'fliplr(Tensor input)',
  compose: (input) => {
    if (input.sizes.length < 2) throw new RuntimeError('Input must be >= 2-d.');
    return flip(input, [1]);
  },
});

/**
 * `input` with the order of its columns reversed.
 *
 * @returns a copy
 * @throws RuntimeError for fewer than two dimensions
 * @example
 * console.log(torch.fliplr(torch.tensor([[1, 2], [3, 4]]))); // tensor([[2., 1.],
 * //         [4., 3.]])
 * @see PyTorch: `torch.fliplr`
 */
export function fliplr(input: Tensor): Tensor {
  return FlipLR.apply(input);
}

const FlipUD = compose({
  schema: 'flipud(Tensor input)',
  compose: (input) => {
    if (input.sizes.length < 1) throw new RuntimeError('Input must be >= 1-d.');
    return flip(input, [0]);
  },
});

/**
 * `input` with the order of its rows reversed.
 *
 * @returns a copy
 * @throws RuntimeError for a 0-dim tensor
 * @example
 * console.log(torch.flipud(torch.tensor([1, 2, 3]))); // tensor([3., 2., 1.])
 * @see PyTorch: `torch.flipud`
 */
export function flipud(input: Tensor): Tensor {
  return FlipUD.apply(input);
}

/** `x` moved along dimension `d` by `shift`: what leaves at the end comes in at the front. */
function rolled(x: Tensor, shift: number, d: number): Tensor {
  const { sizes } = x;
  const result = emptyTensor(sizes, x.dtype);
  const at = ((shift % sizes[d]) + sizes[d]) % sizes[d];
  const part = (of: Tensor, start: number, length: number) =>
    viewAs(of, sizes.with(d, length), of.strides, of.offset + start * of.strides[d]);
  kernels.copy(part(result, at, sizes[d] - at), part(x, 0, sizes[d] - at));
  kernels.copy(part(result, 0, at), part(x, sizes[d] - at, at));
  return result;
}

const Roll = define({
  schema: 'roll(Tensor input, int[] shifts, int[] dims=[])',
  forward: (input, shifts, dims) => {
    const n = input.sizes.length;
    if (shifts.length === 0) throw new RuntimeError('`shifts` required');
    const asOneRow = dims.length === 0 && shifts.length === 1;
    if (!asOneRow && shifts.length !== dims.length)
      throw new RuntimeError(`shifts and dimensions must align. shifts: ${shifts.length}, dims:${dims.length}`);
    if (n === 0 && dims.length > 0)
      throw new IndexError(`Dimension specified as ${dims[0]} but tensor has no dimensions`);
    const along = dims.map((d) => wrapDim(d, n));
    const copy = denseCopy(input);
    if (input.numel() === 0) return copy;
    if (!asOneRow) return along.reduce((x, d, i) => rolled(x, shifts[i], d), copy);
    const row = rolled(viewAs(copy, [copy.numel()], [1]), shifts[0], 0);
    return new Tensor(row.storage, copy.sizes, copy.strides, 0, copy.dtype);
  },
  derivative: {
    input: (grad, { shifts, dims }) =>
      roll(
        grad,
        shifts.map((shift) => -shift),
        dims,
      ),
  },
});

/** Options of {@link roll}. */
export interface RollOptions {
  /** By how many places. */
  shifts?: number | readonly number[];
  /** Along which dimensions; if left out, the tensor is rolled as one row and gets its sizes back. */
  dims?: number | readonly number[];
}

/**
 * `input` moved along dimensions: what leaves at the end comes in at the front.
 *
 * @param shifts by how many places; negative moves to the front
 * @param dims along which dimensions, one for each shift; if left out, all elements are moved as one row
 * @returns a copy
 * @throws RuntimeError where there are not as many shifts as dimensions
 * @example
 * console.log(torch.roll(torch.tensor([1, 2, 3]), 1)); // tensor([3., 1., 2.])
 * @see PyTorch: `torch.roll`
 */
export function roll(
  input: Tensor,
  shifts: number | readonly number[] | RollOptions,
  dims?: number | readonly number[] | RollOptions,
): Tensor {
  return Roll.apply(input, shifts, dims);
}

const Rot90 = define({
  schema: 'rot90(Tensor input, int k=1, int[] dims=[0,1])',
  forward: (input, k, dims) => {
    const n = input.sizes.length;
    if (dims.length !== 2) throw new RuntimeError(`expected total rotation dims == 2, but got dims = ${dims.length}`);
    if (n < 2) throw new RuntimeError(`expected total dims >= 2, but got total dims = ${n}`);
    if (dims[0] === dims[1] || Math.abs(dims[0] - dims[1]) === n)
      throw new RuntimeError(`expected rotation dims to be different, but got dim0 = ${dims[0]} and dim1 = ${dims[1]}`);
    const [a, b] = dims.map((d) => wrapDim(d, n));
    const turns = ((k % 4) + 4) % 4;
    const flipped = backwards(input, [[], [b], [a, b], [a]][turns]);
    if (turns % 2 === 0) return denseCopy(flipped);
    const swap = (list: readonly number[]) => list.with(a, list[b]).with(b, list[a]);
    return denseCopy({ ...flipped, sizes: swap(flipped.sizes), strides: swap(flipped.strides) });
  },
  derivative: { input: (grad, { k, dims }) => rot90(grad, -k, dims) },
});

/** Options of {@link rot90}. */
export interface RotateOptions {
  /** How many quarter turns. Default 1. */
  k?: number;
  /** The plane: from the first of the two dimensions towards the second. Default [0, 1]. */
  dims?: readonly number[];
}

/**
 * `input` rotated by `k` quarter turns in the plane of two dimensions.
 *
 * @param k how many quarter turns; negative turns the other way
 * @param dims the plane: turns go from the first towards the second
 * @returns a copy
 * @throws RuntimeError where there are not two different dimensions
 * @example
 * console.log(torch.rot90(torch.tensor([[1, 2], [3, 4]]))); // tensor([[2., 4.],
 * //         [1., 3.]])
 * @see PyTorch: `torch.rot90`
 */
export function rot90(input: Tensor, k?: number | RotateOptions, dims?: readonly number[] | RotateOptions): Tensor {
  return Rot90.apply(input, k, dims);
}
