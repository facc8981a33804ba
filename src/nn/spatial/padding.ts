import { ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { AnyPad, paddingOf, type PadArguments } from './any_pad.js';

// Padding with what the input holds: mirrored, repeated, or continued from the other end.

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
    super(1, paddingOf('ReflectionPad1d', args), 'reflect');
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
    super(1, paddingOf('ReplicationPad1d', args), 'replicate');
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
    super(1, paddingOf('CircularPad1d', args), 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 2 && input.ndim !== 3)
      throw new ValueError(`expected 2D or 3D input (got ${input.ndim}D input)`);
    return super.forward(input);
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
    super(2, paddingOf('ReflectionPad2d', args), 'reflect');
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
    super(2, paddingOf('ReplicationPad2d', args), 'replicate');
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
    super(2, paddingOf('CircularPad2d', args), 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 3 && input.ndim !== 4)
      throw new ValueError(`expected 3D or 4D input (got ${input.ndim}D input)`);
    return super.forward(input);
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
    super(3, paddingOf('ReflectionPad3d', args), 'reflect');
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
    super(3, paddingOf('ReplicationPad3d', args), 'replicate');
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
    super(3, paddingOf('CircularPad3d', args), 'circular');
  }

  /** @throws ValueError for an input of another number of dimensions */
  override forward(input: Tensor): Tensor {
    if (input.ndim !== 4 && input.ndim !== 5)
      throw new ValueError(`expected 4D or 5D input (got ${input.ndim}D input)`);
    return super.forward(input);
  }
}
