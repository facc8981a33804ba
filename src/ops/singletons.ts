import { wrapDim } from '../tensor/index_key.js';
import { viewAs, type Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy } from './dense.js';
import { reducedDims } from './dims.js';
import { reshape } from './shape.js';
import { addInPlaceView, defineView } from './view_inplace.js';

// Dimensions of size 1: taken away and put in.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link squeeze}. */
    squeeze: Method<typeof squeeze>;
    /** {@link squeeze} in place: this tensor loses the dimensions. */
    squeeze_: InPlace<typeof squeeze>;
    /** See {@link unsqueeze}. */
    unsqueeze: Method<typeof unsqueeze>;
    /** {@link unsqueeze} in place: this tensor gains the dimension. */
    unsqueeze_: InPlace<typeof unsqueeze>;
  }
}

/** PyTorch counts the overloads of squeeze: all dimensions, one, several. */
const overload = (dim: readonly number[] | null) => (dim === null ? 0 : dim.length === 1 ? 1 : 2);

const [Squeeze, SqueezeInPlace] = defineView(
  {
    schema: 'squeeze(Tensor input, int[]? dim=None)',
    node: (_input, dim) => `SqueezeBackward${overload(dim)}`,
    forward: (input, dim) => {
      const dims = dim?.length === 0 ? [] : reducedDims(dim, input.sizes.length);
      const stays = (_: number, d: number) => input.sizes[d] !== 1 || !dims.includes(d);
      return viewAs(input, input.sizes.filter(stays), input.strides.filter(stays));
    },
    derivative: { input: (grad, { sizes }) => reshape(grad, sizes) },
  },
  (_input, dim) => `SqueezeBackward${overload(dim) + 3}`,
);
addInPlaceView('squeeze_', SqueezeInPlace.apply);

/** Options of {@link squeeze}. */
export interface SqueezeOptions {
  /** The dimension or dimensions to take away; all of size 1 if left out. */
  dim?: number | readonly number[] | null;
}

/**
 * `input` without its dimensions of size 1, or without those of `dim` that have size 1.
 *
 * @param dim one dimension or several; all if left out
 * @returns a view
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.squeeze(torch.zeros(1, 2, 1, 3)).shape); // torch.Size([2, 3])
 * console.log(torch.squeeze(torch.zeros(1, 2, 1, 3), 0).shape); // torch.Size([2, 1, 3])
 * @see PyTorch: `torch.squeeze`
 */
export function squeeze(input: Tensor, dim?: number | readonly number[] | null | SqueezeOptions): Tensor {
  return Squeeze.apply(input, dim);
}

/** `x` with a dimension of size 1 put in before dimension `dim`. */
function widened(x: Tensor, dim: number): Tensor {
  const d = wrapDim(dim, x.sizes.length + 1);
  const stride = d < x.sizes.length ? x.sizes[d] * x.strides[d] : 1;
  return viewAs(x, x.sizes.toSpliced(d, 0, 1), x.strides.toSpliced(d, 0, stride));
}

const [Unsqueeze, UnsqueezeInPlace] = defineView(
  {
    schema: 'unsqueeze(Tensor input, int dim)',
    forward: widened,
    derivative: { input: (grad, { sizes }) => reshape(grad, sizes) },
  },
  'UnsqueezeBackward1',
);
addInPlaceView('unsqueeze_', UnsqueezeInPlace.apply);

/**
 * `input` with a new dimension of size 1 before dimension `dim`.
 *
 * @param dim where it goes, from -ndim-1 to ndim
 * @returns a view
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.unsqueeze(torch.tensor([1, 2]), 1)); // tensor([[1.],
 * //         [2.]])
 * @see PyTorch: `torch.unsqueeze`
 */
export function unsqueeze(input: Tensor, dim: number | { dim: number }): Tensor {
  return Unsqueeze.apply(input, dim);
}

const UnsqueezeCopy = define({
  schema: 'unsqueeze_copy(Tensor input, int dim)',
  node: 'UnsqueezeBackward0_copy',
  method: false,
  forward: (input, dim) => denseCopy(widened(input, dim)),
  derivative: { input: (grad, { sizes }) => reshape(grad, sizes) },
});

/**
 * {@link unsqueeze} as a copy.
 *
 * @param dim where the new dimension goes, from -ndim-1 to ndim
 * @returns a copy
 * @throws IndexError for a dimension out of range
 * @example
 * console.log(torch.unsqueeze_copy(torch.tensor([1, 2]), 0)); // tensor([[1., 2.]])
 * @see PyTorch: `torch.unsqueeze_copy`
 */
export function unsqueeze_copy(input: Tensor, dim: number | { dim: number }): Tensor {
  return UnsqueezeCopy.apply(input, dim);
}
