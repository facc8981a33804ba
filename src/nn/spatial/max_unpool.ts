import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/max_unpool.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';
import { outputSizeOf, sizesFor, tupleText, type OutputSize } from './sizes.js';

/** The arguments of the max unpooling layers. */
export type MaxUnpoolLayerArguments = Trailing<
  [kernel_size: Sizes, stride: Sizes | null, padding: Sizes],
  Omit<F.MaxUnpoolOptions, 'output_size'>
>;

const maxUnpool = new Constructor('_MaxUnpoolNd.__init__(int[] kernel_size, int[]? stride=None, int[] padding=[0])');

/** Max unpooling as a module. */
abstract class AnyMaxUnpool extends Layer {
  /** The sizes of the window of the pooling. */
  kernel_size: readonly number[];
  /** By how much that window moved on. */
  stride: readonly number[];
  /** The padding of the pooling. */
  padding: readonly number[];

  /** @internal */
  constructor(dims: number, args: MaxUnpoolLayerArguments) {
    const { kernel_size, stride, padding } = maxUnpool.bind(args);
    super();
    this.kernel_size = sizesFor(kernel_size, dims);
    this.stride = sizesFor(stride ?? kernel_size, dims);
    this.padding = sizesFor(padding, dims);
  }

  override extra_repr(): string {
    const { kernel_size, stride, padding } = this;
    return `kernel_size=${tupleText(kernel_size)}, stride=${tupleText(stride)}, padding=${tupleText(padding)}`;
  }
}

/**
 * Puts the maxima of a max pooling over one dimension back to where they were; all other elements are 0.
 *
 * @example
 * const [y, i] = torch.nn.functional.max_pool1d(torch.tensor([[1, 4, 3, 2]]), 2, { return_indices: true });
 * console.log(new torch.nn.MaxUnpool1d(2)(y, i)); // tensor([[0., 4., 3., 0.]])
 * @see PyTorch: `torch.nn.MaxUnpool1d`
 */
export class MaxUnpool1d extends AnyMaxUnpool {
  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding` of the pooling
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: MaxUnpoolLayerArguments) {
    super(1, args);
  }

  /**
   * @param indices where the maxima were
   * @param output_size the sizes wanted, where several are possible
   * @returns a new tensor with the maxima at their places
   */
  forward(input: Tensor, indices: Tensor, output_size: OutputSize = null): Tensor {
    return F.max_unpool1d(input, indices, this.kernel_size, this.stride, this.padding, outputSizeOf(output_size));
  }
}

/**
 * Puts the maxima of a max pooling over two dimensions back to where they were; all other elements are 0.
 *
 * @example
 * const [y, i] = torch.nn.functional.max_pool2d(torch.tensor([[[1, 2], [3, 4]]]), 2, { return_indices: true });
 * console.log(new torch.nn.MaxUnpool2d(2)(y, i)); // tensor([[[0., 0.],
 * //          [0., 4.]]])
 * @see PyTorch: `torch.nn.MaxUnpool2d`
 */
export class MaxUnpool2d extends AnyMaxUnpool {
  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding` of the pooling
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: MaxUnpoolLayerArguments) {
    super(2, args);
  }

  /**
   * @param indices where the maxima were
   * @param output_size the sizes wanted, where several are possible
   * @returns a new tensor with the maxima at their places
   */
  forward(input: Tensor, indices: Tensor, output_size: OutputSize = null): Tensor {
    return F.max_unpool2d(input, indices, this.kernel_size, this.stride, this.padding, outputSizeOf(output_size));
  }
}

/**
 * Puts the maxima of a max pooling over three dimensions back to where they were; all other elements are 0.
 *
 * @example
 * const [y, i] = torch.nn.functional.max_pool3d(torch.ones(1, 2, 2, 4), 2, { return_indices: true });
 * console.log(new torch.nn.MaxUnpool3d(2)(y, i).shape); // torch.Size([1, 2, 2, 4])
 * @see PyTorch: `torch.nn.MaxUnpool3d`
 */
export class MaxUnpool3d extends AnyMaxUnpool {
  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding` of the pooling
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: MaxUnpoolLayerArguments) {
    super(3, args);
  }

  /**
   * @param indices where the maxima were
   * @param output_size the sizes wanted, where several are possible
   * @returns a new tensor with the maxima at their places
   */
  forward(input: Tensor, indices: Tensor, output_size: OutputSize = null): Tensor {
    return F.max_unpool3d(input, indices, this.kernel_size, this.stride, this.padding, outputSizeOf(output_size));
  }
}
