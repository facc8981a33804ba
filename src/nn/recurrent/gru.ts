import type { Trailing } from '../../tensor/constructor.js';
import { isOptions } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { PackedSequence } from '../utils/rnn.js';
import { RNNBase, type RNNBaseOptions } from './base.js';
import { withoutProjection } from './rnn.js';

type Arguments = Trailing<
  [
    input_size: number,
    hidden_size: number,
    num_layers: number,
    bias: boolean,
    batch_first: boolean,
    dropout: number,
    bidirectional: boolean,
  ],
  RNNBaseOptions
>;

/** The call of a layer has the types of its `forward`. */
export interface GRU {
  (input: PackedSequence, hx?: Tensor | null): [output: PackedSequence, h_n: Tensor];
  (input: Tensor, hx?: Tensor | null): [output: Tensor, h_n: Tensor];
}

/**
 * A network of gated recurrent units, in one layer or several. At each time step, with gi = W_ih·xₜ + b_ih and
 * gh = W_hh·hₜ₋₁ + b_hh, both in three parts r, z, n:
 *
 *     r = σ(gi_r + gh_r), z = σ(gi_z + gh_z), n = tanh(gi_n + r ⊙ gh_n), hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁
 *
 * Shapes, for T time steps of B sequences: input [T, B, input_size], output [T, B, D·hidden_size], h_0 and h_n
 * [D·num_layers, B, hidden_size], where D is 2 for a bidirectional network and otherwise 1; without B for a single sequence;
 * [B, T, …] for input and output with `batch_first`. Parameters are named as those of {@link RNN} and have 3·hidden_size
 * rows; they begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const gru = new torch.nn.GRU(3, 5, { batch_first: true, bidirectional: true });
 * const [output, h_n] = gru(torch.ones(2, 4, 3));
 * console.log(output.shape, h_n.shape); // torch.Size([2, 4, 10]) torch.Size([2, 2, 5])
 * @see PyTorch: `torch.nn.GRU`; Cho et al., Learning phrase representations using RNN encoder–decoder
 */
export class GRU extends RNNBase {
  /**
   * @param args `input_size`, `hidden_size`, `num_layers` (default 1), `bias` (default true), `batch_first`, `dropout`,
   * `bidirectional`; `dtype`, `device`
   * @throws ValueError or TypeError for a size or probability that cannot be
   */
  constructor(...args: Arguments) {
    const last = args.at(-1);
    if (isOptions(last)) withoutProjection(last);
    super('GRU', ...args);
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
