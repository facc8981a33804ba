import type { CellKind } from '../ndarray/reference/recurrent.js';
import type { Tensor } from '../tensor/tensor.js';
import { relu, sigmoid, tanh } from './activation.js';
import { add, mul, sub } from './arithmetic.js';
import { cat } from './joining.js';
import { matmul } from './products.js';
import { reshape } from './shape.js';
import { narrow } from './slicing.js';
import { chunk, split } from './splitting.js';
import { transpose } from './transposing.js';

// What a recurrent layer computes, written out with ordinary ops, time step by time step. The fused layer in recurrent.ts is the
// same; this form serves where gradients are themselves differentiated, and where states are projected.

/** The state of a layer: h, and for an LSTM c. */
export type RecurrentState = readonly [h: Tensor] | readonly [h: Tensor, c: Tensor];

/** W_ih, W_hh, b_ih, b_hh, and the projection W_hr of an LSTM that has one. */
export type RecurrentWeights = readonly [
  w_ih: Tensor,
  w_hh: Tensor,
  b_ih: Tensor | null,
  b_hh: Tensor | null,
  w_hr?: Tensor,
];

/** How the sequences of a batch lie. */
export interface SequenceLayout {
  /** Packed, [N, I]: how many sequences there are at each time step. Null for padded sequences, [T, B, I]. */
  readonly batchSizes: readonly number[] | null;
  /** Whether padded sequences are [B, T, I]. */
  readonly batchFirst: boolean;
  /** Whether the layer goes from the last time step to the first. */
  readonly reverse: boolean;
}

const linear = (x: Tensor, weight: Tensor, bias: Tensor | null): Tensor => {
  const product = matmul(x, transpose(weight, 0, 1));
  return bias === null ? product : add(product, bias);
};

/** For each kind of cell the next state, from gi = x·W_ihᵀ + b_ih, gh = h·W_hhᵀ + b_hh and the state. */
const CELLS: Readonly<Record<CellKind, (gi: Tensor, gh: Tensor, h: Tensor, c?: Tensor) => Tensor[]>> = {
  RNN_TANH: (gi, gh) => [tanh(add(gi, gh))],

  RNN_RELU: (gi, gh) => [relu(add(gi, gh))],

  GRU: (gi, gh, h) => {
    const [ir, iz, inew] = chunk(gi, 3, 1);
    const [hr, hz, hnew] = chunk(gh, 3, 1);
    const r = sigmoid(add(ir, hr));
    const z = sigmoid(add(iz, hz));
    const n = tanh(add(inew, mul(r, hnew)));
    return [add(n, mul(z, sub(h, n)))];
  },

  LSTM: (gi, gh, _h, c) => {
    const [i, f, g, o] = chunk(add(gi, gh), 4, 1);
    const cell = add(mul(sigmoid(f), c as Tensor), mul(sigmoid(i), tanh(g)));
    return [mul(sigmoid(o), tanh(cell)), cell];
  },
};

/**
 * A layer of a recurrent network in one direction.
 *
 * @param input the sequences: padded [T, B, I] or [B, T, I], or packed [N, I]
 * @param state the initial state h [B, H], for an LSTM with c [B, H]; a first dimension of size 1 may stand before
 * @returns the states h after each time step, laid out as the input, and the last state
 */
export function recurrentSteps(
  kind: CellKind,
  input: Tensor,
  state: RecurrentState,
  [w_ih, w_hh, b_ih, b_hh, w_hr]: RecurrentWeights,
  { batchSizes, batchFirst, reverse }: SequenceLayout,
): [output: Tensor, state: RecurrentState] {
  const timeFirst = batchFirst ? transpose(input, 0, 1) : input;
  const sizes = batchSizes ?? new Array<number>(timeFirst.sizes[0]).fill(timeFirst.sizes[1]);
  const features = input.sizes[input.sizes.length - 1];
  const rows = batchSizes === null ? reshape(timeFirst, [timeFirst.sizes[0] * timeFirst.sizes[1], features]) : input;
  const gates = split(linear(rows, w_ih, b_ih), [...sizes]);
  let current: Tensor[] = state.map((x) => reshape(x, [...x.sizes.slice(-2)]));
  const outputs = new Array<Tensor>(sizes.length);
  const order = sizes.map((_, t) => t);
  for (const t of reverse ? order.reverse() : order) {
    const active = current.map((x) => narrow(x, 0, 0, sizes[t]));
    const next = CELLS[kind](gates[t], linear(active[0], w_hh, b_hh), active[0], active[1]);
    if (w_hr !== undefined) next[0] = linear(next[0], w_hr, null);
    outputs[t] = next[0];
    current = current.map((x, i) => {
      const others = x.sizes[0] - sizes[t]; // sequences that have ended, or not yet begun
      return others === 0 ? next[i] : cat([next[i], narrow(x, 0, sizes[t], others)]);
    });
  }
  const all = cat(outputs);
  const [h, c] = current.map((x, i) => reshape(x, [...state[i].sizes.slice(0, -1), x.sizes[1]]));
  const last: RecurrentState = c === undefined ? [h] : [h, c];
  if (batchSizes !== null) return [all, last];
  const output = reshape(all, [timeFirst.sizes[0], timeFirst.sizes[1], all.sizes[1]]);
  return [batchFirst ? transpose(output, 0, 1) : output, last];
}
