import { isOptions, Signature } from '../../tensor/signature.js';
import { Module } from '../module.js';

const signature = new Signature('forward(object input, object? hx=None)');

/** A module of an input and a state `hx`, which may be given by name: `rnn(x, { hx: h })`. */
export abstract class NamedForward extends Module {
  /** @internal */
  override __call__(...args: unknown[]): unknown {
    return isOptions(args[args.length - 1]) ? super.__call__(...signature.bind(args)) : super.__call__(...args);
  }
}
