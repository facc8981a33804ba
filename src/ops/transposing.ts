import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { Tensor } from '../tensor/tensor.js';
import { compose, define, type InPlace, type Method } from './define.js';
import { denseCopy } from './dense.js';
import { exchanged } from './exchanged.js';
import { permute } from './permuting.js';
import { addInPlaceView, defineView } from './view_inplace.js';

// The same elements with two dimensions exchanged.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link transpose}. */
    transpose: Method<typeof transpose>;
    /** {@link transpose} in place: this tensor takes on the new order. */
    transpose_: InPlace<typeof transpose>;
    /** See {@link transpose}. */
    swapaxes: Method<typeof swapaxes>;
    /** {@link transpose} in place. */
    swapaxes_: InPlace<typeof swapaxes>;
    /** See {@link transpose}. */
    swapdims: Method<typeof swapdims>;
    /** {@link transpose} in place. */
    swapdims_: InPlace<typeof swapdims>;
    /** See {@link t}. */
    t: Method<typeof t>;
    /** {@link t} in place: this matrix becomes its transpose. */
    t_: InPlace<typeof t>;
    /** See {@link adjoint}. */
    adjoint: Method<typeof adjoint>;
    /** This tensor with its dimensions in reverse order: a view. */
    readonly T: Tensor;
    /** This tensor with its last two dimensions exchanged: a view. */
    readonly mT: Tensor;
    /** This matrix transposed and conjugated, which for real numbers is its transpose: a view. */
    readonly H: Tensor;
    /** This tensor with its last two dimensions exchanged and conjugated: for real numbers the same as `mT`. */
    readonly mH: Tensor;
  }
}

const [Transpose, TransposeInPlace] = defineView(
  {
    schema: 'transpose(Tensor input, int dim0, int dim1)',
    forward: (input, dim0, dim1) => {
      const n = input.sizes.length;
      return exchanged(input, wrapDim(dim0, n), wrapDim(dim1, n));
    },
    derivative: { input: (grad, { dim0, dim1 }) => transpose(grad, dim0, dim1) },
    aliases: ['swapaxes', 'swapdims'],
  },
  'TransposeBackward1',
);
for (const name of ['transpose_', 'swapaxes_', 'swapdims_']) addInPlaceView(name, TransposeInPlace.apply);

/** Options of {@link transpose}. */
export interface TransposeOptions {
  /** One dimension. */
  dim0?: number;
  /** The other. */
  dim1?: number;
}

/**
 * `input` with two dimensions exchanged.
 *
 * @param dim0 one dimension
 * @param dim1 the other
 * @returns a view
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.transpose(torch.tensor([[1, 2], [3, 4]]), 0, 1)); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.transpose`
 */
export function transpose(input: Tensor, dim0: number | TransposeOptions, dim1?: number | TransposeOptions): Tensor {
  return Transpose.apply(input, dim0, dim1);
}

/**
 * The same as {@link transpose}.
 *
 * @example
 * console.log(torch.swapaxes(torch.zeros(2, 3), 0, 1).shape); // torch.Size([3, 2])
 * @see PyTorch: `torch.swapaxes`
 */
export const swapaxes = transpose;

/**
 * The same as {@link transpose}.
 *
 * @example
 * console.log(torch.swapdims(torch.zeros(2, 3), 0, 1).shape); // torch.Size([3, 2])
 * @see PyTorch: `torch.swapdims`
 */
export const swapdims = transpose;

const TransposeCopy = define({
  schema: 'transpose_copy(Tensor input, int dim0, int dim1)',
  node: 'TransposeBackward0_copy',
  method: false,
  forward: (input, dim0, dim1) => denseCopy(transpose(input.detach(), dim0, dim1)),
  derivative: { input: (grad, { dim0, dim1 }) => transpose(grad, dim0, dim1) },
});

/**
 * {@link transpose} as a copy.
 *
 * @param dim0 one dimension
 * @param dim1 the other
 * @returns a copy
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.transpose_copy(torch.tensor([[1, 2], [3, 4]]), 0, 1)); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.transpose_copy`
 */
export function transpose_copy(input: Tensor, dim0: number, dim1: number): Tensor {
  return TransposeCopy.apply(input, dim0, dim1);
}

const [T, TInPlace] = defineView(
  {
    schema: 't(Tensor input)',
    forward: (input) => {
      const n = input.sizes.length;
      if (n > 2) throw new RuntimeError(`t() expects a tensor with <= 2 dimensions, but self is ${n}D`);
      return exchanged(input, 0, Math.max(n - 1, 0));
    },
    derivative: { input: (grad) => t(grad) },
  },
  'TBackward1',
);
addInPlaceView('t_', TInPlace.apply);

/**
 * The transpose of a matrix; a tensor with fewer than two dimensions stays as it is.
 *
 * @returns a view
 * @throws RuntimeError for more than two dimensions
 * @example
 * console.log(torch.t(torch.tensor([[1, 2], [3, 4]]))); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.t`
 */
export function t(input: Tensor): Tensor {
  return T.apply(input);
}

/** The last two dimensions exchanged; `name` is what a message calls the operation. */
function matrixTransposed(x: Tensor, name: string): Tensor {
  if (x.sizes.length === 1)
    throw new RuntimeError(`tensor.${name} is only supported on matrices or batches of matrices. Got 1-D tensor.`);
  return x.sizes.length === 0 ? x : transpose(x, -2, -1);
}

const Adjoint = compose({ schema: 'adjoint(Tensor input)', compose: (input) => matrixTransposed(input, 'adjoint()') });

/**
 * The matrices of `input` transposed and conjugated, which for real numbers is their transpose.
 *
 * @returns a view
 * @throws RuntimeError for one dimension
 * @example
 * console.log(torch.adjoint(torch.tensor([[1, 2], [3, 4]]))); // tensor([[1., 3.],
 * //         [2., 4.]])
 * @see PyTorch: `torch.adjoint`
 */
export function adjoint(input: Tensor): Tensor {
  return Adjoint.apply(input);
}

const transposes: PropertyDescriptorMap & ThisType<Tensor> = {
  T: {
    get() {
      return permute(
        this,
        this.sizes.map((_, d) => this.sizes.length - 1 - d),
      );
    },
  },
  mT: {
    get() {
      return matrixTransposed(this, 'mT');
    },
  },
  H: {
    get() {
      const n = this.sizes.length;
      if (n !== 0 && n !== 2)
        throw new RuntimeError(
          `tensor.H is only supported on matrices (2-D tensors). Got ${n}-D tensor.` +
            (n > 2 ? ' For batches of matrices, consider using tensor.mH' : ''),
        );
      return matrixTransposed(this, 'H');
    },
  },
  mH: {
    get() {
      return matrixTransposed(this, 'mH');
    },
  },
};
Object.defineProperties(Tensor.prototype, transposes);
