import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Tensor } from '../../tensor/tensor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Scalar } from '../../tensor/promotion.js';
import { pad, type PadMode } from '../functional/padding.js';
import type { Sizes } from '../functional/windows.js';
import { Layer } from '../layer.js';
import { tupleText } from './sizes.js';

const padding_ = new Constructor('Pad.__init__(int[] padding)');
const constantPad = new Constructor('ConstantPad.__init__(int[] padding, Scalar value)');

/** How much is added, in pairs from the last dimension on; one number for all ends. */
const ends = (padding: readonly number[], dims: number) =>
  padding.length === 1 ? new Array<number>(2 * dims).fill(padding[0]) : padding;

/** The argument of the padding layers. */
export type PadArguments = [padding: Sizes | { padding: Sizes }];

/** Padding as a module. */
abstract class AnyPad extends Layer {
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
    this.padding = ends(padding, dims);
  }

  /** @returns the padded input */
  forward(input: Tensor): Tensor {
    return pad(input, this.padding, this._mode);
  }

  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/** Padding with a constant. */
abstract class AnyConstantPad extends AnyPad {
  /** The constant. */
  value: Scalar;

  /** @internal */
  constructor(dims: number, padding: readonly number[], value: Scalar) {
    super(dims, padding, 'constant');
    this.value = value;
  }

  /** @returns the padded input */
  override forward(input: Tensor): Tensor {
    return pad(input, this.padding, 'constant', this.value);
  }

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
  constructor(...args: Trailing<[padding: Sizes, value: Scalar], { padding?: Sizes; value?: Scalar }>) {
    const { padding, value } = constantPad.bind(args);
    super(1, padding, value);
  }
}

/**
 * Adds zeros at both ends of the last dimension.
 *
 * @example
 * console.log(new torch.nn.ZeroPad1d(1)(torch.tensor([[1, 2, 3]]))); // tensor([[0., 1., 2., 3., 0.]])
 * @see PyTorch: `torch.nn.ZeroPad1d`
 */
export class ZeroPad1d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(1, padding_.bind(args).padding, 0);
  }

  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/**
 * Mirrors the input at both ends of the last dimension.
 *
 * @example
 * console.log(new torch.nn.ReflectionPad1d(2)(torch.tensor([[1, 2, 3]]))); // tensor([[3., 2., 1., 2., 3., 2., 1.]])
 * @see PyTorch: `torch.nn.ReflectionPad1d`
 */
export class ReflectionPad1d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(1, padding_.bind(args).padding, 'reflect');
  }
}

/**
 * Repeats the first and the last elements at both ends of the last dimension.
 *
 * @example
 * console.log(new torch.nn.ReplicationPad1d(2)(torch.tensor([[1, 2, 3]]))); // tensor([[1., 1., 1., 2., 3., 3., 3.]])
 * @see PyTorch: `torch.nn.ReplicationPad1d`
 */
export class ReplicationPad1d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(1, padding_.bind(args).padding, 'replicate');
  }
}

/**
 * Adds at both ends what is at the other end, of the last dimension.
 *
 * @example
 * console.log(new torch.nn.CircularPad1d(1)(torch.tensor([[1, 2, 3]]))); // tensor([[3., 1., 2., 3., 1.]])
 * @see PyTorch: `torch.nn.CircularPad1d`
 */
export class CircularPad1d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(1, padding_.bind(args).padding, 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 2 && input.ndim !== 3)
      throw new ValueError(`expected 2D or 3D input (got ${input.ndim}D input)`);
    return super.forward(input);
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
  constructor(...args: Trailing<[padding: Sizes, value: Scalar], { padding?: Sizes; value?: Scalar }>) {
    const { padding, value } = constantPad.bind(args);
    super(2, padding, value);
  }
}

/**
 * Adds zeros at both ends of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.ZeroPad2d(1)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.ZeroPad2d`
 */
export class ZeroPad2d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(2, padding_.bind(args).padding, 0);
  }

  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/**
 * Mirrors the input at both ends of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.ReflectionPad2d(1)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.ReflectionPad2d`
 */
export class ReflectionPad2d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(2, padding_.bind(args).padding, 'reflect');
  }
}

/**
 * Repeats the first and the last elements at both ends of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.ReplicationPad2d(1)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.ReplicationPad2d`
 */
export class ReplicationPad2d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(2, padding_.bind(args).padding, 'replicate');
  }
}

/**
 * Adds at both ends what is at the other end, of the last two dimensions.
 *
 * @example
 * console.log(new torch.nn.CircularPad2d(1)(torch.ones(1, 3, 3)).shape); // torch.Size([1, 5, 5])
 * @see PyTorch: `torch.nn.CircularPad2d`
 */
export class CircularPad2d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(2, padding_.bind(args).padding, 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 3 && input.ndim !== 4)
      throw new ValueError(`expected 3D or 4D input (got ${input.ndim}D input)`);
    return super.forward(input);
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
  constructor(...args: Trailing<[padding: Sizes, value: Scalar], { padding?: Sizes; value?: Scalar }>) {
    const { padding, value } = constantPad.bind(args);
    super(3, padding, value);
  }
}

/**
 * Adds zeros at both ends of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.ZeroPad3d(1)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.ZeroPad3d`
 */
export class ZeroPad3d extends AnyConstantPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(3, padding_.bind(args).padding, 0);
  }

  override extra_repr(): string {
    return tupleText(this.padding);
  }
}

/**
 * Mirrors the input at both ends of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.ReflectionPad3d(1)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.ReflectionPad3d`
 */
export class ReflectionPad3d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(3, padding_.bind(args).padding, 'reflect');
  }
}

/**
 * Repeats the first and the last elements at both ends of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.ReplicationPad3d(1)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.ReplicationPad3d`
 */
export class ReplicationPad3d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(3, padding_.bind(args).padding, 'replicate');
  }
}

/**
 * Adds at both ends what is at the other end, of the last three dimensions.
 *
 * @example
 * console.log(new torch.nn.CircularPad3d(1)(torch.ones(1, 3, 3, 3)).shape); // torch.Size([1, 5, 5, 5])
 * @see PyTorch: `torch.nn.CircularPad3d`
 */
export class CircularPad3d extends AnyPad {
  /**
   * @param args `padding`: how much, for all ends or in pairs from the last dimension on
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: PadArguments) {
    super(3, padding_.bind(args).padding, 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 4 && input.ndim !== 5)
      throw new ValueError(`expected 4D or 5D input (got ${input.ndim}D input)`);
    return super.forward(input);
  }
}
