import type { RecurrentState } from '../../ops/recurrent_steps.js';
import type { Trailing } from '../../tensor/constructor.js';
import { pythonType } from '../../tensor/errors.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import type { PackedSequence } from '../utils/rnn.js';
import { RNNBase, type RNNBaseOptions } from './base.js';

/** Options of {@link LSTM}. */
export interface LSTMOptions extends RNNBaseOptions {
  /** The number of features to which the state h is projected; 0, the default, for none. */
  proj_size?: number;
}

/** Both states of an LSTM. */
type States = readonly [h: Tensor, c: Tensor];

type Arguments = Trailing<
  [
    input_size: number,
    hidden_size: number,
    num_layers: number,
    bias: boolean,
    batch_first: boolean,
    dropout: number,
    bidirectional: boolean,
    proj_size: number,
  ],
  LSTMOptions
>;

/** The call of a layer has the types of its `forward`. */
export interface LSTM {
  (input: PackedSequence, hx?: States | null): [output: PackedSequence, states: [h_n: Tensor, c_n: Tensor]];
  (input: Tensor, hx?: States | null): [output: Tensor, states: [h_n: Tensor, c_n: Tensor]];
}

/**
 * A network with long short-term memory, in one layer or several. At each time step, with the four parts i, f, g, o of
 * W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh:
 *
 *     cₜ = σ(f) ⊙ cₜ₋₁ + σ(i) ⊙ tanh(g), hₜ = σ(o) ⊙ tanh(cₜ)
 *
 * Shapes, for T time steps of B sequences: input [T, B, input_size], output [T, B, D·H], h_0 and h_n [D·num_layers, B, H], c_0
 * and c_n [D·num_layers, B, hidden_size], where D is 2 for a bidirectional network and otherwise 1, and H is hidden_size, or
 * proj_size where h is projected by a further `weight_hr_lk` [proj_size, hidden_size]; without B for a single sequence;
 * [B, T, …] for input and output with `batch_first`. Parameters are named as those of {@link RNN} and have 4·hidden_size
 * rows; they begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const lstm = new torch.nn.LSTM(3, 5);
 * const [output, [h_n, c_n]] = lstm(torch.ones(4, 2, 3));
 * console.log(output.shape, h_n.shape, c_n.shape); // torch.Size([4, 2, 5]) torch.Size([1, 2, 5]) torch.Size([1, 2, 5])
 * console.log(torch.equal(output[3], h_n[0])); // true
 * @see PyTorch: `torch.nn.LSTM`; Hochreiter and Schmidhuber, Long short-term memory
 */
export class LSTM extends RNNBase {
  /**
   * @param args `input_size`, `hidden_size`, `num_layers` (default 1), `bias` (default true), `batch_first`, `dropout`,
   * `bidirectional`, `proj_size`; `dtype`, `device`
   * @throws ValueError or TypeError for a size or probability that cannot be
   */
  constructor(...args: Arguments) {
    super('LSTM', ...args);
  }

  /** The sizes that the state c must have for an input. */
  get_expected_cell_size(input: Tensor, batch_sizes: Tensor | null): [layers: number, batch: number, features: number] {
    const [layers, batch] = this.get_expected_hidden_size(input, batch_sizes);
    return [layers, batch, this.hidden_size];
  }

  /** Refuses an input or states that do not fit. */
  override check_forward_args(input: Tensor, hidden: States, batch_sizes: Tensor | null): void {
    this.check_input(input, batch_sizes);
    const [h, c] = hidden;
    this.check_hidden_size(h, this.get_expected_hidden_size(input, batch_sizes), 'Expected hidden[0] size {}, got {}');
    this.check_hidden_size(c, this.get_expected_cell_size(input, batch_sizes), 'Expected hidden[1] size {}, got {}');
  }

  /**
   * @param input padded or packed sequences
   * @param hx the states [h_0, c_0]; zeros if left out
   * @returns the states h of the last layer at every time step, and [h_n, c_n], those of every layer after the last
   * @throws RuntimeError or ValueError where sizes or dtypes do not fit
   */
  override forward(
    input: PackedSequence,
    hx?: States | null,
  ): [output: PackedSequence, states: [h_n: Tensor, c_n: Tensor]];
  override forward(input: Tensor, hx?: States | null): [output: Tensor, states: [h_n: Tensor, c_n: Tensor]];
  override forward(
    input: Tensor | PackedSequence,
    hx: States | null = null,
  ): [output: Tensor | PackedSequence, states: [h_n: Tensor, c_n: Tensor]] {
    if (hx !== null && !(Array.isArray(hx) && hx.length === 2 && hx.every(isTensor)))
      throw new TypeError(`lstm(): argument 'hx' (position 2) must be tuple of Tensors, not ${pythonType(hx)}`);
    const [output, states] = this._run(input, hx);
    return [output, states as RecurrentState & [h_n: Tensor, c_n: Tensor]];
  }
}
