import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Scalar } from '../../tensor/promotion.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pad } from '../functional/padding.js';
import type { Sizes } from '../functional/windows.js';
import { AnyPad, paddingOf, type PadArguments, type PadLayerOptions } from './any_pad.js';
import { tupleText } from './sizes.js';

// Padding with a constant.

/** The options of the layers that pad with a constant. */
export interface ConstantPadOptions extends PadLayerOptions {
  /** The constant. */
  value: Scalar;
}

/** The arguments of the layers that pad with a constant. */
export type ConstantPadArguments = Trailing<[padding: Sizes, value: Scalar], Partial<ConstantPadOptions>>;

/** Padding with a constant. */
abstract class AnyConstantPad extends AnyPad {
  /** The constant. */
  value: Scalar;

  /** @internal */
  constructor(name: `ConstantPad${1 | 2 | 3}d`, args: ConstantPadArguments) {
    const { padding, value } = new Constructor(`${name}.__init__(int[] padding, Scalar value)`).bind(args);
    super(Number(name.at(-2)), padding, 'constant'); // ConstantPad2d: of two dimensions
    this.value = value;
  }

  /** @returns the padded input */
  override forward(input: Tensor): Tensor {
    return pad(input, this.padding, 'constant', this.value);
  }

  /** @returns the padding and the constant as Python writes them */
  override extra_repr(): string {
    return `padding=${tupleText(this.padding)}, value=${pythonRepr(this.value)}`;
  }
}

/**
 * Adds a constant at both ends of the last dimension.
 *
 * @example
 * console.log(new torch.nn.ConstantPad1d(1, 3.5)(torch.ones(1, 3)).shape); // torch.Size([1, 5])
 * @see PyTorch: `torch.nn.ConstantPad1d`
 */
export class ConstantPad1d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on; `value`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: ConstantPadArguments) {
    super('ConstantPad1d', args);
  }
}

/**
 * Adds zeros at both ends of the last dimension.
 *
 * @example
 * console.log(new torch.nn.ZeroPad1d(1)(torch.tensor([[1, 2, 3]]))); // tensor([[0., 1., 2., 3., 0.]])
 * @see PyTorch: `torch.nn.ZeroPad1d`
 */
export class ZeroPad1d extends ConstantPad1d {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(paddingOf('ZeroPad1d', args), 0);
  }

  /** @returns the padding as Python writes it */
  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/**
 * Adds a constant at both ends of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.ConstantPad2d(1, 3.5)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.ConstantPad2d`
 */
export class ConstantPad2d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on; `value`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: ConstantPadArguments) {
    super('ConstantPad2d', args);
  }
}

/**
 * Adds zeros at both ends of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.ZeroPad2d(1)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.ZeroPad2d`
 */
export class ZeroPad2d extends ConstantPad2d {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(paddingOf('ZeroPad2d', args), 0);
  }

  /** @returns the padding as Python writes it */
  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/**
 * Adds a constant at both ends of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.ConstantPad3d(1, 3.5)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.ConstantPad3d`
 */
export class ConstantPad3d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on; `value`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: ConstantPadArguments) {
    super('ConstantPad3d', args);
  }
}

/**
 * Adds zeros at both ends of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.ZeroPad3d(1)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.ZeroPad3d`
 */
export class ZeroPad3d extends ConstantPad3d {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(paddingOf('ZeroPad3d', args), 0);
  }

  /** @returns the padding as Python writes it */
  override extra_repr(): string {
    return tupleText(this.padding);
  }
}
