import { Constructor } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/avg_pool.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';

const text = (value: unknown) => pythonRepr(value as Sizes | null, { tuple: true });

const avgPool1 = new Constructor(
  'AvgPool1d.__init__(int[] kernel_size, int[]? stride=None, int[] padding=[0], bool ceil_mode=False, bool count_include_pad=True)',
);

/**
 * The mean of every window over one dimension.
 *
 * Shapes: x [N, C, L] or without N; the last sizes become ⌊(size + 2·padding − kernel) / stride⌋ + 1, rounded up with `ceil_mode`.
 *
 * @example
 * console.log(new torch.nn.AvgPool1d(2)(torch.tensor([[1, 3, 5, 9]]))); // tensor([[2., 7.]])
 * @see PyTorch: `torch.nn.AvgPool1d`
 */
export class AvgPool1d extends Layer {
  /** The sizes of the window. */
  kernel_size: readonly number[];
  /** By how much the window moves on. */
  stride: readonly number[];
  /** How many zeros are thought to stand at both ends of each dimension. */
  padding: readonly number[];
  /** Whether windows may hang over the end. */
  ceil_mode: boolean;
  /** Whether those zeros count. */
  count_include_pad: boolean;

  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: F.AvgPoolArguments) {
    const bound = avgPool1.bind(args);
    super();
    this.kernel_size = bound.kernel_size;
    this.stride = bound.stride ?? bound.kernel_size;
    this.padding = bound.padding;
    this.ceil_mode = bound.ceil_mode;
    this.count_include_pad = bound.count_include_pad;
  }

  /** @returns the mean of every window */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad } = this;
    return F.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
  }

  override extra_repr(): string {
    return `kernel_size=${text(this.kernel_size)}, stride=${text(this.stride)}, padding=${text(this.padding)}`;
  }
}

const avgPool2 = new Constructor(
  'AvgPool2d.__init__(object kernel_size, object stride=None, object padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None)',
);

/**
 * The mean of every window over two dimensions.
 *
 * Shapes: x [N, C, H, W] or without N; the last sizes become ⌊(size + 2·padding − kernel) / stride⌋ + 1, rounded up with `ceil_mode`.
 *
 * @example
 * console.log(new torch.nn.AvgPool2d(2)(torch.ones(5, 8, 26, 26)).shape); // torch.Size([5, 8, 13, 13])
 * @see PyTorch: `torch.nn.AvgPool2d`
 */
export class AvgPool2d extends Layer {
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** By how much the window moves on. */
  stride: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. */
  padding: Sizes;
  /** Whether windows may hang over the end. */
  ceil_mode: boolean;
  /** Whether those zeros count. */
  count_include_pad: boolean;
  /** What sums are divided by, instead of how many elements there are; null for that number. */
  divisor_override: number | null;

  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`, `divisor_override`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: F.AvgPoolWithDivisor) {
    const bound = avgPool2.bind(args);
    super();
    this.kernel_size = bound.kernel_size as Sizes;
    this.stride = (bound.stride ?? bound.kernel_size) as Sizes;
    this.padding = bound.padding as Sizes;
    this.ceil_mode = bound.ceil_mode;
    this.count_include_pad = bound.count_include_pad;
    this.divisor_override = bound.divisor_override;
  }

  /** @returns the mean of every window */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override } = this;
    return F.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
  }

  override extra_repr(): string {
    return `kernel_size=${text(this.kernel_size)}, stride=${text(this.stride)}, padding=${text(this.padding)}`;
  }
}

const avgPool3 = new Constructor(
  'AvgPool3d.__init__(object kernel_size, object stride=None, object padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None)',
);

/**
 * The mean of every window over three dimensions.
 *
 * Shapes: x [N, C, D, H, W] or without N; the last sizes become ⌊(size + 2·padding − kernel) / stride⌋ + 1, rounded up with `ceil_mode`.
 *
 * @example
 * console.log(new torch.nn.AvgPool3d(2)(torch.ones(1, 4, 4, 6)).shape); // torch.Size([1, 2, 2, 3])
 * @see PyTorch: `torch.nn.AvgPool3d`
 */
export class AvgPool3d extends Layer {
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** By how much the window moves on. */
  stride: Sizes;
  /** How many zeros are thought to stand at both ends of each dimension. */
  padding: Sizes;
  /** Whether windows may hang over the end. */
  ceil_mode: boolean;
  /** Whether those zeros count. */
  count_include_pad: boolean;
  /** What sums are divided by, instead of how many elements there are; null for that number. */
  divisor_override: number | null;

  /**
   * @param args `kernel_size`, `stride` (default `kernel_size`), `padding`, `ceil_mode`, `count_include_pad`, `divisor_override`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: F.AvgPoolWithDivisor) {
    const bound = avgPool3.bind(args);
    super();
    this.kernel_size = bound.kernel_size as Sizes;
    this.stride = (bound.stride ?? bound.kernel_size) as Sizes;
    this.padding = bound.padding as Sizes;
    this.ceil_mode = bound.ceil_mode;
    this.count_include_pad = bound.count_include_pad;
    this.divisor_override = bound.divisor_override;
  }

  /** @returns the mean of every window */
  forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override } = this;
    return F.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
  }

  override extra_repr(): string {
    return `kernel_size=${text(this.kernel_size)}, stride=${text(this.stride)}, padding=${text(this.padding)}`;
  }
}

const lpPool = new Constructor(
  '_LPPoolNd.__init__(float norm_type, object kernel_size, object stride=None, bool ceil_mode=False)',
);

/** Power-average pooling as a module. */
abstract class AnyLPPool extends Layer {
  /** The power p. */
  norm_type: number;
  /** The sizes of the window. */
  kernel_size: Sizes;
  /** By how much the window moves on; null for its own sizes. */
  stride: Sizes | null;
  /** Whether windows may hang over the end. */
  ceil_mode: boolean;

  /**
   * @param args `norm_type`, `kernel_size`, `stride` (default `kernel_size`), `ceil_mode`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: F.LPPoolArguments) {
    const { norm_type, kernel_size, stride, ceil_mode } = lpPool.bind(args);
    super();
    this.norm_type = norm_type;
    this.kernel_size = kernel_size as Sizes;
    this.stride = stride as Sizes | null;
    this.ceil_mode = ceil_mode;
  }

  override extra_repr(): string {
    const { norm_type, kernel_size, stride, ceil_mode } = this;
    return `norm_type=${text(norm_type)}, kernel_size=${text(kernel_size)}, stride=${text(stride)}, ceil_mode=${pythonRepr(ceil_mode)}`;
  }
}

/**
 * (Σ xᵖ)^(1/p) over every window of one dimension: the sum for p = 1, the maximum in the limit of large p.
 *
 * @example
 * console.log(new torch.nn.LPPool1d(2, 2)(torch.tensor([[3, 4, 6, 8]]))); // tensor([[ 5., 10.]])
 * @see PyTorch: `torch.nn.LPPool1d`
 */
export class LPPool1d extends AnyLPPool {
  /** @returns the power average of every window */
  forward(input: Tensor): Tensor {
    return F.lp_pool1d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}

/**
 * (Σ xᵖ)^(1/p) over every window of two dimensions: the sum for p = 1, the maximum in the limit of large p.
 *
 * @example
 * console.log(new torch.nn.LPPool2d(2, 2)(torch.ones(1, 4, 4)).shape); // torch.Size([1, 2, 2])
 * @see PyTorch: `torch.nn.LPPool2d`
 */
export class LPPool2d extends AnyLPPool {
  /** @returns the power average of every window */
  forward(input: Tensor): Tensor {
    return F.lp_pool2d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}

/**
 * (Σ xᵖ)^(1/p) over every window of three dimensions: the sum for p = 1, the maximum in the limit of large p.
 *
 * @example
 * console.log(new torch.nn.LPPool3d(1, 2)(torch.ones(1, 2, 2, 2))); // tensor([[[[8.]]]])
 * @see PyTorch: `torch.nn.LPPool3d`
 */
export class LPPool3d extends AnyLPPool {
  /** @returns the power average of every window */
  forward(input: Tensor): Tensor {
    return F.lp_pool3d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}
