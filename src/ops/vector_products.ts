import { kernels } from '../ndarray/kernels.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { mul } from './arithmetic.js';
import { compose, define, type Method } from './define.js';
import { asColumn } from './matrix_views.js';
import { reshape } from './shape.js';

// Products of vectors.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link dot}. */
    dot: Method<typeof dot>;
    /** See {@link vdot}. */
    vdot: Method<typeof vdot>;
    /** See {@link outer}. */
    outer: Method<typeof outer>;
    /** See {@link outer}. */
    ger: Method<typeof outer>;
  }
}

/** Σ aᵢ·bᵢ of two vectors. */
function dotProduct(name: string, a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 1 || b.sizes.length !== 1)
    throw new RuntimeError(`1D tensors expected, but got ${a.sizes.length}D and ${b.sizes.length}D tensors`);
  if (a.dtype !== b.dtype)
    throw new RuntimeError(
      `${name} : expected both vectors to have same dtype, but found ${a.dtype.scalarName} and ${b.dtype.scalarName}`,
    );
  if (a.sizes[0] !== b.sizes[0])
    throw new RuntimeError(
      `inconsistent tensor size, expected tensor [${a.sizes[0]}] and src [${b.sizes[0]}] to have the same number of elements, but got ${a.sizes[0]} and ${b.sizes[0]} elements respectively`,
    );
  const result = emptyTensor([], a.dtype);
  const row = { ...asColumn(a), sizes: [1, 1, a.sizes[0]], strides: [0, 0, a.strides[0]] };
  kernels.matmul({ storage: result.storage, sizes: [1, 1, 1], strides: [0, 0, 0], offset: 0 }, row, asColumn(b));
  return result;
}

const Dot = define({
  schema: 'dot(Tensor input, Tensor tensor)',
  forward: (input, tensor) => dotProduct('dot', input, tensor),
  derivative: {
    input: (grad, { tensor }) => mul(grad, tensor),
    tensor: (grad, { input }) => mul(grad, input),
  },
});

/**
 * The dot product of two vectors: Σᵢ inputᵢ · tensorᵢ.
 *
 * @param input [n]
 * @param tensor [n], of the same dtype
 * @returns a new 0-dim tensor
 * @throws RuntimeError where the shapes or dtypes do not fit
 * @example
 * console.log(torch.dot(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor(11.)
 * @see PyTorch: `torch.dot`
 */
export function dot(input: Tensor, tensor: Tensor): Tensor {
  return Dot.apply(input, tensor);
}

const Vdot = define({
  schema: 'vdot(Tensor input, Tensor other)',
  forward: (input, other) => dotProduct('dot', input, other),
  derivative: {
    input: (grad, { other }) => mul(grad, other),
    other: (grad, { input }) => mul(grad, input),
  },
});

/**
 * The dot product of two vectors; for real numbers the same as {@link dot}.
 *
 * @returns a new 0-dim tensor
 * @example
 * console.log(torch.vdot(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor(11.)
 * @see PyTorch: `torch.vdot`
 */
export function vdot(input: Tensor, other: Tensor): Tensor {
  return Vdot.apply(input, other);
}

const Outer = compose({
  schema: 'outer(Tensor input, Tensor vec2)',
  compose: (input, vec2) => {
    if (input.sizes.length !== 1)
      throw new RuntimeError(`outer: Expected 1-D argument self, but got ${input.sizes.length}-D`);
    if (vec2.sizes.length !== 1)
      throw new RuntimeError(`outer: Expected 1-D argument vec2, but got ${vec2.sizes.length}-D`);
    return mul(reshape(input, [input.sizes[0], 1]), vec2);
  },
  aliases: ['ger'],
});

/**
 * The outer product of two vectors: resultᵢⱼ = inputᵢ · vec2ⱼ.
 *
 * @param input [n]
 * @param vec2 [m]
 * @returns a new tensor [n, m]
 * @throws RuntimeError for what is no vector
 * @example
 * console.log(torch.outer(torch.tensor([1, 2]), torch.tensor([3, 4]))); // tensor([[3., 4.],
 * //         [6., 8.]])
 * @see PyTorch: `torch.outer`
 */
export function outer(input: Tensor, vec2: Tensor): Tensor {
  return Outer.apply(input, vec2);
}

/**
 * The same as {@link outer}.
 *
 * @example
 * console.log(torch.ger(torch.ones(2), torch.tensor([3, 4])));
 * // tensor([[3., 4.],
 * //         [3., 4.]])
 * @see PyTorch: `torch.ger`
 */
export const ger = outer;
