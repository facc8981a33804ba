import { isOptions } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { Module } from './module.js';

/** A module of one input, which may be given by name as any argument may: `layer({ input: x })`. */
export abstract class Layer extends Module {
  /** What the layer computes. */
  abstract override forward(input: Tensor, ...more: unknown[]): Tensor;

  /** @internal */
  override __call__(...args: unknown[]): unknown {
    const [only] = args;
    return args.length === 1 && isOptions(only) && 'input' in only
      ? super.__call__(only.input)
      : super.__call__(...args);
  }
}
