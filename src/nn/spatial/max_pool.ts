import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/max_pool.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';

/** The arguments of the max pooling layers. */
export type MaxPoolLayerArguments = Trailing<
  [
    kernel_size: Sizes,
    stride: Sizes | null,
    padding: Sizes,
    dilation: Sizes,
    return_indices: boolean,
    ceil_mode: boolean,
  ],
  F.MaxPoolOptions
>;

const PARAMETERS =
  'object kernel_size, object stride=None, object padding=0, object dilation=1, bool return_indices=False, bool ceil_mode=False' as const;
const maxPool = new Constructor(`_MaxPoolNd.__init__(${PARAMETERS})`);

/** Max pooling as a module. */
abstract class AnyMaxPool extends Layer {
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** By how much the window moves on. */
  stride: Sizes;
  /** How many −∞ are thought to stand at both ends of each dimension. */
  padding: Sizes;
  /** How far apart the elements of the window are. */
  dilation: Sizes;
  /** Whether the positions of the maxima are returned too. */
  return_indices: boolean;
  /** Whether windows may hang over the end. */
  ceil_mode: boolean;

  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `dilation`, `return_indices`, `ceil_mode`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: MaxPoolLayerArguments) {
    const { kernel_size, stride, padding, dilation, return_indices, ceil_mode } = maxPool.bind(args);
    super();
    this.kernel_size = kernel_size as Sizes;
    this.stride = (stride ?? kernel_size) as Sizes;
    this.padding = padding as Sizes;
    this.dilation = dilation as Sizes;
    this.return_indices = return_indices;
    this.ceil_mode = ceil_mode;
  }

  override extra_repr(): string {
    const { kernel_size, stride, padding, dilation, ceil_mode } = this;
    const sizes = Object.entries({ kernel_size, stride, padding, dilation });
    const texts = sizes.map(([name, value]) => `${name}=${pythonRepr(value, { tuple: true })}`);
    return `${texts.join(', ')}, ceil_mode=${pythonRepr(ceil_mode)}`;
  }
}

/**
 * The largest element of every window over one dimension: y[p] = max over k of x[p·stride − padding + k·dilation].
 *
 * Shapes: x [N, C, L] or without N; the last sizes become ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, rounded up
 * with `ceil_mode`.
 *
 * @example
 * console.log(new torch.nn.MaxPool1d(2)(torch.tensor([[1, 4, 2, 3]]))); // tensor([[4., 3.]])
 * @see PyTorch: `torch.nn.MaxPool1d`
 */
export class MaxPool1d extends AnyMaxPool {
  /** @returns the largest element of every window; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode, return_indices } = this;
    return F.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices);
  }
}

/**
 * The largest element of every window over two dimensions: y[p] = max over k of x[p·stride − padding + k·dilation].
 *
 * Shapes: x [N, C, H, W] or without N; the last sizes become ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, rounded up
 * with `ceil_mode`.
 *
 * @example
 * const layer = new torch.nn.MaxPool2d(2);
 * console.log(layer); // MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
 * console.log(layer(torch.zeros(5, 8, 26, 26)).shape); // torch.Size([5, 8, 13, 13])
 * @see PyTorch: `torch.nn.MaxPool2d`
 */
export class MaxPool2d extends AnyMaxPool {
  /** @returns the largest element of every window; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode, return_indices } = this;
    return F.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices);
  }
}

/**
 * The largest element of every window over three dimensions: y[p] = max over k of x[p·stride − padding + k·dilation].
 *
 * Shapes: x [N, C, D, H, W] or without N; the last sizes become ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, rounded up
 * with `ceil_mode`.
 *
 * @example
 * console.log(new torch.nn.MaxPool3d(2)(torch.zeros(1, 4, 4, 6)).shape); // torch.Size([1, 2, 2, 3])
 * @see PyTorch: `torch.nn.MaxPool3d`
 */
export class MaxPool3d extends AnyMaxPool {
  /** @returns the largest element of every window; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode, return_indices } = this;
    return F.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices);
  }
}
