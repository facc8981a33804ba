import { Constructor, type Trailing } from '../tensor/constructor.js';
import { pythonType } from '../tensor/errors.js';
import { pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import { Layer } from './layer.js';

const flatten = new Constructor('Flatten.__init__(int start_dim=1, int end_dim=-1)');

/** Options of {@link Flatten}. */
export interface FlattenOptions {
  /** The first dimension to merge. Default 1: behind the batch. */
  start_dim?: number;
  /** The last dimension to merge. Default -1. */
  end_dim?: number;
}

/**
 * Merges dimensions into one, by default all behind the batch.
 *
 * @example
 * console.log(new torch.nn.Flatten()(torch.zeros(5, 2, 3)).shape); // torch.Size([5, 6])
 * @see PyTorch: `torch.nn.Flatten`
 */
export class Flatten extends Layer {
  /** The first dimension to merge. */
  start_dim: number;
  /** The last dimension to merge. */
  end_dim: number;

  /** @param args `start_dim` (default 1), `end_dim` (default -1) */
  constructor(...args: Trailing<[start_dim: number, end_dim: number], FlattenOptions>) {
    super();
    const { start_dim, end_dim } = flatten.bind(args);
    this.start_dim = start_dim;
    this.end_dim = end_dim;
  }

  /** @returns the input with the dimensions merged: a view where strides allow it */
  forward(input: Tensor): Tensor {
    return input.flatten(this.start_dim, this.end_dim);
  }

  override extra_repr(): string {
    return `start_dim=${this.start_dim}, end_dim=${this.end_dim}`;
  }
}

const unflatten = new Constructor('Unflatten.__init__(int dim, any unflattened_size)');

/** Options of {@link Unflatten}. */
export interface UnflattenOptions {
  /** The dimension to split. */
  dim?: number;
  /** The sizes that it is split into; one may be -1. */
  unflattened_size?: readonly number[];
}

/**
 * Splits a dimension into several.
 *
 * @example
 * console.log(new torch.nn.Unflatten(1, [2, 3])(torch.zeros(5, 6)).shape); // torch.Size([5, 2, 3])
 * @see PyTorch: `torch.nn.Unflatten`
 */
export class Unflatten extends Layer {
  /** The dimension to split. */
  dim: number;
  /** The sizes that it is split into. */
  unflattened_size: readonly number[];

  /**
   * @param args `dim`, `unflattened_size`
   * @throws TypeError for sizes that are no list of whole numbers
   */
  constructor(...args: Trailing<[dim: number, unflattened_size: readonly number[]], UnflattenOptions>) {
    super();
    const { dim, unflattened_size } = unflatten.bind(args);
    this.dim = dim;
    this.unflattened_size = requireSizes(unflattened_size);
  }

  /** @returns the input with the dimension split: a view */
  forward(input: Tensor): Tensor {
    return input.unflatten(this.dim, this.unflattened_size);
  }

  override extra_repr(): string {
    return `dim=${this.dim}, unflattened_size=${pythonRepr(this.unflattened_size, { tuple: true })}`;
  }
}

function requireSizes(sizes: unknown): readonly number[] {
  if (!Array.isArray(sizes))
    throw new TypeError(`unflattened_size must be a tuple of ints, but found type ${pythonType(sizes)}`);
  sizes.forEach((size: unknown, at) => {
    if (!Number.isInteger(size))
      throw new TypeError(
        `unflattened_size must be tuple of ints, but found element of type ${pythonType(size)} at pos ${at}`,
      );
  });
  return sizes as number[];
}
