import type { CellKind } from '../../ndarray/reference/recurrent.js';
import { cat, stack, transpose } from '../../ops/index.js';
import { recurrentLayer, type RecurrentOptions } from '../../ops/recurrent.js';
import { recurrentSteps, type RecurrentState, type RecurrentWeights } from '../../ops/recurrent_steps.js';
import type { Tensor } from '../../tensor/tensor.js';
import { dropout } from '../functional/index.js';

// The way of a sequence through all layers of a recurrent network, in one or both directions.

/** What a network is like. */
export interface Network {
  readonly mode: CellKind;
  readonly num_layers: number;
  readonly bidirectional: boolean;
  readonly batch_first: boolean;
  readonly dropout: number;
  readonly training: boolean;
  readonly proj_size: number;
}

/** A state with every tensor replaced. */
export function mapState(state: RecurrentState, f: (x: Tensor) => Tensor): RecurrentState {
  return state.length === 1 ? [f(state[0])] : [f(state[0]), f(state[1])];
}

/**
 * Output and last state of a network.
 *
 * @param weights those of each layer and direction
 * @param input padded sequences [T, B, I] or [B, T, I], or packed ones [N, I]
 * @param state the first state of each layer and direction, [L, B, H]
 * @param batchSizes of packed sequences; null for padded ones
 */
export function runLayers(
  network: Network,
  weights: (index: number) => RecurrentWeights,
  input: Tensor,
  state: RecurrentState,
  batchSizes: readonly number[] | null,
): [output: Tensor, state: RecurrentState] {
  const { mode, bidirectional } = network;
  const directions = bidirectional ? 2 : 1;
  const count = network.num_layers * directions;
  const batchFirst = network.batch_first && batchSizes === null;
  if (count === 1)
    return runDirection(network, input, state, weights(0), { cell: mode, batchSizes, batchFirst, reverse: false });

  let output = batchFirst ? transpose(input, 0, 1) : input;
  const last: RecurrentState[] = [];
  for (let first = 0; first < count; first += directions) {
    const outputs: Tensor[] = [];
    for (let i = first; i < first + directions; i++) {
      const own = mapState(state, (x) => x.select(0, i));
      const options = { cell: mode, batchSizes, batchFirst: false, reverse: i > first };
      const [y, h] = runDirection(network, output, own, weights(i), options);
      outputs.push(y);
      last.push(h);
    }
    output = bidirectional ? cat(outputs, -1) : outputs[0];
    if (network.dropout > 0 && first + directions < count) output = dropout(output, network.dropout, network.training);
  }
  const h = stack(last.map(([x]) => x));
  const states: RecurrentState = state.length === 1 ? [h] : [h, stack(last.map(([, x]) => x as Tensor))];
  if (!batchFirst) return [output, states];
  return [mode === 'LSTM' ? transpose(output, 0, 1) : output.transpose_(0, 1), states]; // as PyTorch does, for the node's name
}

function runDirection(
  { mode, proj_size }: Network,
  input: Tensor,
  state: RecurrentState,
  weights: RecurrentWeights,
  options: RecurrentOptions,
): [output: Tensor, state: RecurrentState] {
  return proj_size > 0
    ? recurrentSteps(mode, input, state, weights, options)
    : recurrentLayer(input, state, weights, options);
}
