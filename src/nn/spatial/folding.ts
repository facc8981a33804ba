import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import { fold, unfold, type FoldOptions, type UnfoldOptions } from '../functional/folding.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';

const text = (sizes: Sizes) => pythonRepr(sizes, { tuple: true });
const unfold_ = new Constructor(
  'Unfold.__init__(object kernel_size, object dilation=1, object padding=0, object stride=1)',
);
const fold_ = new Constructor(
  'Fold.__init__(object output_size, object kernel_size, object dilation=1, object padding=0, object stride=1)',
);

/**
 * The blocks that a window sees as it slides over an image, one column each.
 *
 * Shapes: x [N, C, H, W], y [N, C · elements of the window, positions].
 *
 * @example
 * console.log(new torch.nn.Unfold(2)(torch.ones(1, 3, 4, 5)).shape); // torch.Size([1, 12, 12])
 * @see PyTorch: `torch.nn.Unfold`
 */
export class Unfold extends Layer {
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** How far apart its elements are. */
  dilation: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. */
  padding: Sizes;
  /** By how much it moves on. */
  stride: Sizes;

  /**
   * @param args `kernel_size`, `dilation`, `padding`, `stride`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: Trailing<[kernel_size: Sizes, dilation: Sizes, padding: Sizes, stride: Sizes], UnfoldOptions>) {
    const { kernel_size, dilation, padding, stride } = unfold_.bind(args);
    super();
    this.kernel_size = kernel_size as Sizes;
    this.dilation = dilation as Sizes;
    this.padding = padding as Sizes;
    this.stride = stride as Sizes;
  }

  /** @returns the blocks as columns */
  forward(input: Tensor): Tensor {
    return unfold(input, this.kernel_size, this.dilation, this.padding, this.stride);
  }

  override extra_repr(): string {
    const { kernel_size, dilation, padding, stride } = this;
    return `kernel_size=${text(kernel_size)}, dilation=${text(dilation)}, padding=${text(padding)}, stride=${text(stride)}`;
  }
}

/**
 * Adds up the columns that a window saw as it slid over an image, each where it came from.
 *
 * Shapes: x [N, C · elements of the window, positions], y [N, C, *output_size].
 *
 * @example
 * console.log(new torch.nn.Fold([4, 5], 2)(torch.ones(1, 12, 12)).shape); // torch.Size([1, 3, 4, 5])
 * @see PyTorch: `torch.nn.Fold`
 */
export class Fold extends Layer {
  /** The sizes of the image. */
  output_size: Sizes;
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** How far apart its elements are. */
  dilation: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. */
  padding: Sizes;
  /** By how much it moves on. */
  stride: Sizes;

  /**
   * @param args `output_size`, `kernel_size`, `dilation`, `padding`, `stride`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(
    ...args: Trailing<
      [output_size: Sizes, kernel_size: Sizes, dilation: Sizes, padding: Sizes, stride: Sizes],
      FoldOptions
    >
  ) {
    const { output_size, kernel_size, dilation, padding, stride } = fold_.bind(args);
    super();
    this.output_size = output_size as Sizes;
    this.kernel_size = kernel_size as Sizes;
    this.dilation = dilation as Sizes;
    this.padding = padding as Sizes;
    this.stride = stride as Sizes;
  }

  /** @returns the sums of the columns */
  forward(input: Tensor): Tensor {
    return fold(input, this.output_size, this.kernel_size, this.dilation, this.padding, this.stride);
  }

  override extra_repr(): string {
    const { output_size, kernel_size, dilation, padding, stride } = this;
    return (
      `output_size=${text(output_size)}, kernel_size=${text(kernel_size)}, dilation=${text(dilation)}, ` +
      `padding=${text(padding)}, stride=${text(stride)}`
    );
  }
}
