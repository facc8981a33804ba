import { Constructor } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pad, type PadMode } from '../functional/padding.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';
import { sizesFor, tupleText } from './sizes.js';

// What all padding layers share.

/** The options of the padding layers. */
export interface PadLayerOptions {
  /** How much, for all ends or in pairs from the last dimension on. */
  padding: Sizes;
}

/** The argument of the padding layers. */
export type PadArguments = [padding: Sizes | PadLayerOptions];

/** The argument `padding` of a layer. */
export const paddingOf = (layer: string, args: PadArguments): readonly number[] =>
  new Constructor(`${layer}.__init__(int[] padding)`).bind(args).padding;

/** Padding as a module. */
export abstract class AnyPad extends Layer {
  /** How much is added, in pairs from the last dimension on: [left, right, top, bottom, …]. */
  padding: readonly number[];

  /** @internal */
  constructor(
    dims: number,
    padding: readonly number[],
    /** @internal How. */
    protected readonly _mode: PadMode,
  ) {
    super();
    this.padding = sizesFor(padding, 2 * dims);
  }

  /** @returns the padded input */
  forward(input: Tensor): Tensor {
    return pad(input, this.padding, this._mode);
  }

  /** @returns the padding as Python writes it */
  override extra_repr(): string {
    return tupleText(this.padding);
  }
}
