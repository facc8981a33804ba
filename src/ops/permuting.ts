import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { viewAs, type Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';

// The same elements with the dimensions in any other order.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link permute}. */
    permute(...dims: number[] | [readonly number[] | { dims: readonly number[] }]): Tensor;
    /** See {@link movedim}. */
    movedim: Method<typeof movedim>;
    /** See {@link movedim}. */
    moveaxis: Method<typeof moveaxis>;
  }
}

const Permute = define({
  schema: 'permute(Tensor input, size dims)',
  forward: (input, dims) => {
    const n = input.sizes.length;
    if (dims.length !== n)
      throw new RuntimeError(
        'permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering ' +
          `of dimensions i.e. input.dim() = ${n} is not equal to len(dims) = ${dims.length}`,
      );
    const order = dims.map((d) => wrapDim(d, n));
    if (new Set(order).size !== n) throw new RuntimeError('permute(): duplicate dims are not allowed.');
    const arranged = (list: readonly number[]) => order.map((d) => list[d]);
    return viewAs(input, arranged(input.sizes), arranged(input.strides));
  },
  derivative: {
    input: (grad, { dims }) => {
      const order = dims.map((d) => wrapDim(d, dims.length));
      return permute(
        grad,
        order.map((_, d) => order.indexOf(d)),
      );
    },
  },
});

/**
 * `input` with its dimensions in another order: dimension d of the result is dimension dims[d] of the input.
 *
 * @param dims every dimension once
 * @returns a view
 * @throws RuntimeError where `dims` is no permutation
 * @example
 * console.log(torch.permute(torch.zeros(2, 3, 4), [2, 0, 1]).shape); // torch.Size([4, 2, 3])
 * @see PyTorch: `torch.permute`
 */
export function permute(input: Tensor, dims: readonly number[] | { dims: readonly number[] }): Tensor {
  return Permute.apply(input, dims);
}

const MoveDim = compose({
  schema: 'movedim(Tensor input, int[] source, int[] destination)',
  compose: (input, source, destination) => {
    const n = input.sizes.length;
    const show = (dims: readonly number[]) => `[${dims.join(', ')}]`;
    if (source.length !== destination.length)
      throw new RuntimeError(
        `movedim: Invalid source or destination dims: source (${show(source)} dims) should contain the same number of ` +
          `dims as destination (${show(destination)} dims)`,
      );
    const [from, to] = [source, destination].map((dims) => dims.map((d) => wrapDim(d, n)));
    if (new Set(from).size !== from.length)
      throw new RuntimeError(`movedim: repeated dim in \`source\` (${show(source)})`);
    if (new Set(to).size !== to.length)
      throw new RuntimeError(`movedim: repeated dim in \`destination\` (${show(destination)})`);
    const rest = input.sizes.map((_, d) => d).filter((d) => !from.includes(d));
    const order = input.sizes.map((_, d) => (to.includes(d) ? from[to.indexOf(d)] : (rest.shift() as number)));
    return permute(input, order);
  },
  aliases: ['moveaxis'],
});

/** Options of {@link movedim}. */
export interface MoveDimOptions {
  /** Where the dimensions are. */
  source?: number | readonly number[];
  /** Where they go. */
  destination?: number | readonly number[];
}

/**
 * `input` with dimensions `source` at the places `destination`; the others keep their order.
 *
 * @param source one dimension or several
 * @param destination where each goes
 * @returns a view
 * @throws RuntimeError for lists of different lengths or with repeated dimensions
 * @example
 * console.log(torch.movedim(torch.zeros(2, 3, 4), 0, -1).shape); // torch.Size([3, 4, 2])
 * @see PyTorch: `torch.movedim`
 */
export function movedim(
  input: Tensor,
  source: number | readonly number[] | MoveDimOptions,
  destination?: number | readonly number[] | MoveDimOptions,
): Tensor {
  return MoveDim.apply(input, source, destination);
}

/**
 * The same as {@link movedim}.
 *
 * @example
 * console.log(torch.moveaxis(torch.zeros(2, 3, 4), 0, -1).shape); // torch.Size([3, 4, 2])
 * @see PyTorch: `torch.moveaxis`
 */
export const moveaxis = movedim;
