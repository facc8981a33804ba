import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import {
  interpolate,
  type InterpolateOptions,
  type InterpolationMode,
  type UpsampleArguments,
} from '../functional/interpolate.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';

const upsample = new Constructor(
  "Upsample.__init__(object size=None, object scale_factor=None, str mode='nearest', bool? align_corners=None, bool? recompute_scale_factor=None)",
);
const upsample2 = new Constructor('UpsamplingNearest2d.__init__(object size=None, object scale_factor=None)');

/** The arguments of {@link Upsample}. */
export type UpsampleLayerArguments = Trailing<
  [
    size: Sizes | null,
    scale_factor: Sizes | null,
    mode: InterpolationMode,
    align_corners: boolean | null,
    recompute_scale_factor: boolean | null,
  ],
  Omit<InterpolateOptions, 'antialias'>
>;

/**
 * Resamples the spatial dimensions to other sizes.
 *
 * Shapes: x [N, C, *], y [N, C, *size], or each size times its factor, rounded down.
 *
 * @example
 * const layer = new torch.nn.Upsample({ scale_factor: 2, mode: 'bilinear' });
 * console.log(layer); // Upsample(scale_factor=2.0, mode='bilinear')
 * console.log(layer(torch.ones(1, 3, 4, 5)).shape); // torch.Size([1, 3, 8, 10])
 * @see PyTorch: `torch.nn.Upsample`
 */
export class Upsample extends Layer {
  /** The sizes of the result, or null. */
  size: Sizes | null;
  /** By how much it is larger, or null. */
  scale_factor: Sizes | null;
  /** How elements between those of the input are found. */
  mode: InterpolationMode;
  /** Whether the outermost elements stay where they are. */
  align_corners: boolean | null;
  /** Whether the factor is computed anew from the sizes. */
  recompute_scale_factor: boolean | null;

  /**
   * @param args `size` or `scale_factor`, `mode`, `align_corners`, `recompute_scale_factor`
   * @throws TypeError for an unknown argument
   */
  constructor(...args: UpsampleLayerArguments) {
    const { size, scale_factor, mode, align_corners, recompute_scale_factor } = upsample.bind(args);
    super();
    this.size = size as Sizes | null;
    this.scale_factor = scale_factor as Sizes | null;
    this.mode = mode as InterpolationMode;
    this.align_corners = align_corners;
    this.recompute_scale_factor = recompute_scale_factor;
  }

  /** @returns the resampled input */
  forward(input: Tensor): Tensor {
    const { size, scale_factor, mode, align_corners, recompute_scale_factor } = this;
    return interpolate(input, { size, scale_factor, mode, align_corners, recompute_scale_factor });
  }

  override extra_repr(): string {
    const { size, scale_factor, mode } = this;
    const how =
      scale_factor === null
        ? `size=${pythonRepr(size, { tuple: true })}`
        : `scale_factor=${pythonRepr(scale_factor, { tuple: true, float: true })}`;
    return `${how}, mode=${pythonRepr(mode)}`;
  }
}

/**
 * Makes images larger by repeating the nearest element.
 *
 * @example
 * const layer = new torch.nn.UpsamplingNearest2d({ scale_factor: 2 });
 * console.log(layer(torch.ones(1, 3, 4, 5)).shape); // torch.Size([1, 3, 8, 10])
 * @see PyTorch: `torch.nn.UpsamplingNearest2d`
 */
export class UpsamplingNearest2d extends Upsample {
  /**
   * @param args `size` or `scale_factor`
   * @throws TypeError for an unknown argument
   */
  constructor(...args: UpsampleArguments) {
    const { size, scale_factor } = upsample2.bind(args);
    super(size as Sizes | null, scale_factor as Sizes | null, 'nearest');
  }
}

/**
 * Makes images larger by linear interpolation along both dimensions, which keeps the corners where they are.
 *
 * @example
 * console.log(new torch.nn.UpsamplingBilinear2d([1, 3])(torch.tensor([[[[1, 3]]]]))); // tensor([[[[1., 2., 3.]]]])
 * @see PyTorch: `torch.nn.UpsamplingBilinear2d`
 */
export class UpsamplingBilinear2d extends Upsample {
  /**
   * @param args `size` or `scale_factor`
   * @throws TypeError for an unknown argument
   */
  constructor(...args: UpsampleArguments) {
    const { size, scale_factor } = upsample2.bind(args);
    super(size as Sizes | null, scale_factor as Sizes | null, 'bilinear', true);
  }
}
