import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/adaptive_pool.js';
import { Layer } from '../layer.js';

const adaptiveAvgPool = new Constructor('_AdaptiveAvgPoolNd.__init__(object output_size)');
const adaptiveMaxPool = new Constructor('_AdaptiveMaxPoolNd.__init__(object output_size, bool return_indices=False)');

/** Pooling to given sizes as a module. */
abstract class AnyAdaptivePool extends Layer {
  /** The sizes of the result: one for all dimensions or one for each; null keeps that of the input. */
  output_size: F.OutputSizes;

  /** @internal */
  constructor(output_size: unknown) {
    super();
    this.output_size = output_size as F.OutputSizes;
  }

  override extra_repr(): string {
    return `output_size=${pythonRepr(this.output_size, { tuple: true })}`;
  }
}

/** Average pooling to given sizes as a module. */
abstract class AnyAdaptiveAvgPool extends AnyAdaptivePool {
  /**
   * @param args `output_size`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: [output_size: F.OutputSizes | { output_size: F.OutputSizes }]) {
    super(adaptiveAvgPool.bind(args).output_size);
  }
}

/** Max pooling to given sizes as a module. */
abstract class AnyAdaptiveMaxPool extends AnyAdaptivePool {
  /** Whether the positions of the maxima are returned too. */
  return_indices: boolean;

  /**
   * @param args `output_size`, `return_indices`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: Trailing<[output_size: F.OutputSizes, return_indices: boolean], F.AdaptiveMaxPoolOptions>) {
    const { output_size, return_indices } = adaptiveMaxPool.bind(args);
    super(output_size);
    this.return_indices = return_indices;
  }
}

/**
 * Divides one dimension into given numbers of parts and takes the mean of each.
 *
 * Shapes: x [N, C, L] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveAvgPool1d(5)(torch.ones(2, 3, 7)).shape); // torch.Size([2, 3, 5])
 * @see PyTorch: `torch.nn.AdaptiveAvgPool1d`
 */
export class AdaptiveAvgPool1d extends AnyAdaptiveAvgPool {
  /** @returns the mean of each part */
  forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool1d(input, this.output_size);
  }
}

/**
 * Divides one dimension into given numbers of parts and takes the largest element of each.
 *
 * Shapes: x [N, C, L] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveMaxPool1d(5)(torch.ones(2, 3, 7)).shape); // torch.Size([2, 3, 5])
 * @see PyTorch: `torch.nn.AdaptiveMaxPool1d`
 */
export class AdaptiveMaxPool1d extends AnyAdaptiveMaxPool {
  /** @returns the largest element of each part; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    return F.adaptive_max_pool1d(input, this.output_size, this.return_indices);
  }
}

/**
 * Divides two dimensions into given numbers of parts and takes the mean of each.
 *
 * Shapes: x [N, C, H, W] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveAvgPool2d([5, null])(torch.ones(2, 3, 7, 9)).shape); // torch.Size([2, 3, 5, 9])
 * @see PyTorch: `torch.nn.AdaptiveAvgPool2d`
 */
export class AdaptiveAvgPool2d extends AnyAdaptiveAvgPool {
  /** @returns the mean of each part */
  forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool2d(input, this.output_size);
  }
}

/**
 * Divides two dimensions into given numbers of parts and takes the largest element of each.
 *
 * Shapes: x [N, C, H, W] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveMaxPool2d([5, null])(torch.ones(2, 3, 7, 9)).shape); // torch.Size([2, 3, 5, 9])
 * @see PyTorch: `torch.nn.AdaptiveMaxPool2d`
 */
export class AdaptiveMaxPool2d extends AnyAdaptiveMaxPool {
  /** @returns the largest element of each part; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    return F.adaptive_max_pool2d(input, this.output_size, this.return_indices);
  }
}

/**
 * Divides three dimensions into given numbers of parts and takes the mean of each.
 *
 * Shapes: x [N, C, D, H, W] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveAvgPool3d([5, 7, 9])(torch.ones(1, 8, 9, 10)).shape); // torch.Size([1, 5, 7, 9])
 * @see PyTorch: `torch.nn.AdaptiveAvgPool3d`
 */
export class AdaptiveAvgPool3d extends AnyAdaptiveAvgPool {
  /** @returns the mean of each part */
  forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool3d(input, this.output_size);
  }
}

/**
 * Divides three dimensions into given numbers of parts and takes the largest element of each.
 *
 * Shapes: x [N, C, D, H, W] or without N, the last sizes become `output_size`.
 *
 * @example
 * console.log(new torch.nn.AdaptiveMaxPool3d([5, 7, 9])(torch.ones(1, 8, 9, 10)).shape); // torch.Size([1, 5, 7, 9])
 * @see PyTorch: `torch.nn.AdaptiveMaxPool3d`
 */
export class AdaptiveMaxPool3d extends AnyAdaptiveMaxPool {
  /** @returns the largest element of each part; with `return_indices` the pair of it and of the positions */
  forward(input: Tensor): Tensor {
    return F.adaptive_max_pool3d(input, this.output_size, this.return_indices);
  }
}
