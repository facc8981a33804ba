import type { Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import { pythonRepr, type PythonValue } from '../../tensor/python_number.js';
import { isOptions } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { PackedSequence } from '../utils/rnn.js';
import { RNNBase, type RNNBaseOptions } from './base.js';

/** Options of {@link RNN}. */
export interface RNNOptions extends RNNBaseOptions {
  /** f: 'tanh' (default) or 'relu'. */
  nonlinearity?: 'tanh' | 'relu';
}

type Arguments = Trailing<
  [
    input_size: number,
    hidden_size: number,
    num_layers: number,
    nonlinearity: 'tanh' | 'relu',
    bias: boolean,
    batch_first: boolean,
    dropout: number,
    bidirectional: boolean,
  ],
  RNNOptions
>;

/** The call of a layer has the types of its `forward`. */
export interface RNN {
  (input: PackedSequence, hx?: Tensor | null): [output: PackedSequence, h_n: Tensor];
  (input: Tensor, hx?: Tensor | null): [output: Tensor, h_n: Tensor];
}

/**
 * A recurrent network: at each time step hₜ = f(W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh), in one layer or several.
 *
 * Shapes, for T time steps of B sequences: input [T, B, input_size], output [T, B, D·hidden_size], h_0 and h_n
 * [D·num_layers, B, hidden_size], where D is 2 for a bidirectional network and otherwise 1; without B for a single sequence;
 * [B, T, …] for input and output with `batch_first`. The parameters of layer k are `weight_ih_lk` [hidden_size, input_size],
 * `weight_hh_lk` [hidden_size, hidden_size], `bias_ih_lk` and `bias_hh_lk` [hidden_size], those of the backward direction
 * end in `_reverse`; they begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const rnn = new torch.nn.RNN(3, 5, { num_layers: 2, nonlinearity: 'relu' });
 * const [output, h_n] = rnn(torch.ones(4, 1, 3));
 * console.log(rnn, output.shape, h_n.shape); // RNN(3, 5, num_layers=2) torch.Size([4, 1, 5]) torch.Size([2, 1, 5])
 * @see PyTorch: `torch.nn.RNN`; Elman, Finding structure in time
 */
export class RNN extends RNNBase {
  /** f: 'tanh' or 'relu'. */
  readonly nonlinearity: 'tanh' | 'relu';

  /**
   * @param args `input_size`, `hidden_size`, `num_layers` (default 1), `nonlinearity` (default 'tanh'), `bias` (default true),
   * `batch_first`, `dropout`, `bidirectional`; `dtype`, `device`
   * @throws ValueError or TypeError for a size, probability or name that cannot be
   */
  constructor(...args: Arguments) {
    const [positional, { nonlinearity: named, ...options }] = separated(args);
    const nonlinearity = positional.length > 3 ? positional[3] : named === undefined ? 'tanh' : named;
    if (nonlinearity !== 'tanh' && nonlinearity !== 'relu')
      throw new ValueError(
        `Unknown nonlinearity '${typeof nonlinearity === 'string' ? nonlinearity : pythonRepr(nonlinearity as PythonValue)}'. Select from 'tanh' or 'relu'.`,
      );
    const rest = [...positional.slice(0, 3), ...positional.slice(4)];
    super(nonlinearity === 'tanh' ? 'RNN_TANH' : 'RNN_RELU', ...rest, withoutProjection(options));
    this.nonlinearity = nonlinearity;
  }

  /**
   * @param input padded or packed sequences
   * @param hx the state h_0; zeros if left out
   * @returns the states of the last layer at every time step, and h_n, those of every layer after the last
   * @throws RuntimeError or ValueError where sizes or dtypes do not fit
   */
  override forward(input: PackedSequence, hx?: Tensor | null): [output: PackedSequence, h_n: Tensor];
  override forward(input: Tensor, hx?: Tensor | null): [output: Tensor, h_n: Tensor];
  override forward(
    input: Tensor | PackedSequence,
    hx: Tensor | null = null,
  ): [output: Tensor | PackedSequence, h_n: Tensor] {
    const [output, [h]] = this._run(input, hx === null ? null : [hx]);
    return [output, h];
  }
}

/** Positional arguments, and those named in a trailing object. */
function separated(args: readonly unknown[]): [positional: readonly unknown[], named: Record<string, unknown>] {
  const last = args.at(-1);
  return isOptions(last) ? [args.slice(0, -1), last] : [args.filter((x) => x !== undefined), {}];
}

/** Refuses the argument that only an LSTM has. */
export function withoutProjection(options: Record<string, unknown>): Record<string, unknown> {
  if (options.proj_size !== undefined)
    throw new ValueError('proj_size argument is only supported for LSTM, not RNN or GRU');
  return options;
}
