import type { Strided } from '../strided.js';

// A layer of a recurrent network in one direction over all its time steps, forward and backward.
//
// The sequences of a batch lie packed: the rows of the first time step, those of the second, and so on, where later steps
// may have fewer rows, since shorter sequences end. A step changes the rows of the state whose sequences it has; those that
// have ended (or, in reverse, not yet begun) stay as they are.

/** The kinds of cell, named as PyTorch names the modes of `nn.RNNBase`. */
export type CellKind = 'RNN_TANH' | 'RNN_RELU' | 'GRU' | 'LSTM';

/** How many gates a cell has: weights have so many times H rows. */
export const GATES: Readonly<Record<CellKind, number>> = { RNN_TANH: 1, RNN_RELU: 1, GRU: 3, LSTM: 4 };

/** How many numbers the backward pass needs of each hidden unit at each time step; see `Trace`. */
export const TRACED: Readonly<Record<CellKind, number>> = { RNN_TANH: 2, RNN_RELU: 2, GRU: 5, LSTM: 7 };

/** What a layer computes with, dense in memory; N is the number of all rows, B that of the first step's. */
export interface RecurrentLayer {
  readonly cell: CellKind;
  /** The rows of each time step, never growing. */
  readonly batchSizes: readonly number[];
  /** Whether it goes from the last time step to the first. */
  readonly reverse: boolean;
  /** The inputs [N, I]. */
  readonly x: Strided;
  /** The initial state [B, H]. */
  readonly h: Strided;
  /** The initial cell state [B, H] of an LSTM. */
  readonly c: Strided | null;
  /** The weights [gates·H, I] and [gates·H, H]. */
  readonly wih: Strided;
  readonly whh: Strided;
  /** Both biases [gates·H], or null. */
  readonly bih: Strided | null;
  readonly bhh: Strided | null;
}

/** Where the results go, dense in memory, whatever their own sizes and strides. */
export interface RecurrentResults {
  /** The state after each time step [N, H]. */
  readonly y: Strided;
  /** The last state [B, H]. */
  readonly h: Strided;
  /** The last cell state [B, H] of an LSTM. */
  readonly c: Strided | null;
  /**
   * What the backward pass needs, N·H·TRACED numbers: for all rows the state before the step, then for an LSTM the cell state
   * before it, then what the cell itself keeps. Null where there will be none.
   */
  readonly trace: Strided | null;
}

/** The gradients of the results, null for one that was not used. */
export interface RecurrentGradients {
  readonly y: Strided | null;
  readonly h: Strided | null;
  readonly c: Strided | null;
}

/** Where the gradients of the operands go, null for those that are not wanted; those of both states are always computed. */
export interface RecurrentTargets {
  readonly x: Strided | null;
  readonly h: Strided;
  readonly c: Strided | null;
  readonly wih: Strided | null;
  readonly whh: Strided | null;
  readonly bih: Strided | null;
  readonly bhh: Strided | null;
}

/** The first row and the number of rows of each time step, in the order of the computation. */
export function stepsOf({ batchSizes, reverse }: RecurrentLayer): { row: number; rows: number }[] {
  let row = 0;
  const steps = batchSizes.map((rows) => ({ row: (row += rows) - rows, rows }));
  return reverse ? steps.reverse() : steps;
}

type Row = Float32Array | Float64Array;

/** One hidden unit of one sequence: the unit's gates are `size` apart. */
interface Cell {
  /** From the gates' pre-activations, at `g`, to the new state, at `s`; `kept` at `k` gets what `back` needs. */
  forth(gi: Row, gh: Row, g: number, size: number, h: Row, c: Row, s: number, kept: Row, k: number): void;
  /**
   * From the gradients of the new state to those of the pre-activations and, in place, to those of the old state, without what
   * comes through the pre-activations. `h` and `c` are the old state, at `p`.
   */
  back(
    dh: Row,
    dc: Row,
    s: number,
    h: Row,
    c: Row,
    p: number,
    kept: Row,
    k: number,
    dgi: Row,
    dgh: Row,
    g: number,
    size: number,
  ): void;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** h' = f(gi + gh); `slope` is f′ in terms of h'. */
const simple = (f: (x: number) => number, slope: (h: number) => number): Cell => ({
  forth(gi, gh, g, _size, h, _c, s, kept, k) {
    kept[k] = h[s] = f(gi[g] + gh[g]);
  },
  back(dh, _dc, s, _h, _c, _p, kept, k, dgi, dgh, g) {
    dgi[g] = dgh[g] = dh[s] * slope(kept[k]);
    dh[s] = 0;
  },
});

/** r, z = σ(gi + gh), n = tanh(gi + r·gh), h' = (1 − z)·n + z·h. Keeps r, z, n and gh of n. */
const gru: Cell = {
  forth(gi, gh, g, size, h, _c, s, kept, k) {
    const r = sigmoid(gi[g] + gh[g]);
    const z = sigmoid(gi[g + size] + gh[g + size]);
    const ghn = gh[g + 2 * size];
    const n = Math.tanh(gi[g + 2 * size] + r * ghn);
    h[s] = n + z * (h[s] - n);
    [r, z, n, ghn].forEach((value, i) => (kept[k + i * size] = value));
  },
  back(dh, _dc, s, h, _c, p, kept, k, dgi, dgh, g, size) {
    const [r, z, n, ghn] = [0, 1, 2, 3].map((i) => kept[k + i * size]);
    const d = dh[s];
    const dn = d * (1 - z) * (1 - n * n);
    dgi[g] = dgh[g] = dn * ghn * r * (1 - r);
    dgi[g + size] = dgh[g + size] = d * (h[p] - n) * z * (1 - z);
    dgi[g + 2 * size] = dn;
    dgh[g + 2 * size] = dn * r;
    dh[s] = d * z;
  },
};

/** i, f, o = σ and u = tanh of gi + gh, c' = f·c + i·u, h' = o·tanh(c'). Keeps i, f, u, o and tanh(c'). */
const lstm: Cell = {
  forth(gi, gh, g, size, h, c, s, kept, k) {
    const sum = (gate: number) => gi[g + gate * size] + gh[g + gate * size];
    const [i, f, u, o] = [sigmoid(sum(0)), sigmoid(sum(1)), Math.tanh(sum(2)), sigmoid(sum(3))];
    c[s] = f * c[s] + i * u;
    const t = Math.tanh(c[s]);
    h[s] = o * t;
    [i, f, u, o, t].forEach((value, j) => (kept[k + j * size] = value));
  },
  back(dh, dc, s, _h, c, p, kept, k, dgi, dgh, g, size) {
    const [i, f, u, o, t] = [0, 1, 2, 3, 4].map((j) => kept[k + j * size]);
    const d = dc[s] + dh[s] * o * (1 - t * t);
    const gates = [d * u * i * (1 - i), d * c[p] * f * (1 - f), d * i * (1 - u * u), dh[s] * t * o * (1 - o)];
    gates.forEach((value, j) => (dgi[g + j * size] = dgh[g + j * size] = value));
    dc[s] = d * f;
    dh[s] = 0;
  },
};

const CELLS: Readonly<Record<CellKind, Cell>> = {
  RNN_TANH: simple(Math.tanh, (h) => 1 - h * h),
  RNN_RELU: simple(
    (x) => (x < 0 ? 0 : x),
    (h) => (h <= 0 ? 0 : 1),
  ),
  GRU: gru,
  LSTM: lstm,
};

/** The numbers of a dense view. */
function numbers(x: Strided): Row {
  const first = x.storage.start + x.offset;
  return (x.storage.data as Row).subarray(first, first + x.sizes.reduce((n, size) => n * size, 1));
}

const NONE = new Float64Array(0);
const orNone = (x: Strided | null): Row => (x === null ? NONE : numbers(x));

/** o[i, j] += Σₖ a[i, k]·b[j, k] for the rows of dense matrices, from row `a0` of `a`. */
function addProduct(o: Row, a: Row, a0: number, rows: number, b: Row, columns: number, inner: number): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[(a0 + i) * inner + k] * b[j * inner + k];
      o[i * columns + j] += sum;
    }
}

/** `rows` rows, each the bias. */
function biased(bias: Strided | null, rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  if (bias !== null) for (let i = 0; i < rows; i++) result.set(numbers(bias), i * columns);
  return result;
}

/** The parts of a trace. */
function partsOf(cell: CellKind, trace: Row, n: number): [h: Row, c: Row, kept: Row] {
  const states = cell === 'LSTM' ? 2 : 1;
  return [trace.subarray(0, n), trace.subarray(n * (states - 1), n * states), trace.subarray(n * states)];
}

/** The layer: y, the last states, and what the backward pass needs. */
export function recurrentForward(layer: RecurrentLayer, results: RecurrentResults): void {
  const { cell, wih, whh } = layer;
  const [gates, inputs] = wih.sizes;
  const size = whh.sizes[1];
  const [y, h, c] = [numbers(results.y), numbers(results.h), orNone(results.c)];
  const trace = results.trace === null ? new Float64Array(y.length * TRACED[cell]) : numbers(results.trace);
  const [oldH, oldC, kept] = partsOf(cell, trace, y.length);
  const perUnit = kept.length / (y.length || 1);
  h.set(numbers(layer.h));
  c.set(orNone(layer.c));
  for (const { row, rows } of stepsOf(layer)) {
    const gi = biased(layer.bih, rows, gates);
    addProduct(gi, numbers(layer.x), row, rows, numbers(wih), gates, inputs);
    const gh = biased(layer.bhh, rows, gates);
    addProduct(gh, h, 0, rows, numbers(whh), gates, size);
    const active = rows * size;
    oldH.set(h.subarray(0, active), row * size);
    if (cell === 'LSTM') oldC.set(c.subarray(0, active), row * size);
    for (let b = 0; b < rows; b++)
      for (let j = 0; j < size; j++)
        CELLS[cell].forth(gi, gh, b * gates + j, size, h, c, b * size + j, kept, (row + b) * perUnit * size + j);
    y.set(h.subarray(0, active), row * size);
  }
}

/** The gradients of the layer's operands. */
export function recurrentBackward(
  layer: RecurrentLayer,
  traced: Strided,
  grads: RecurrentGradients,
  targets: RecurrentTargets,
): void {
  const { cell, wih, whh } = layer;
  const [gates, inputs] = wih.sizes;
  const size = whh.sizes[1];
  const trace = numbers(traced);
  const n = trace.length / TRACED[cell];
  const [oldH, oldC, kept] = partsOf(cell, trace, n);
  const perUnit = kept.length / (n || 1);
  const [x, dy, w, v] = [numbers(layer.x), orNone(grads.y), numbers(whh), numbers(wih)];
  const [count] = layer.x.sizes;
  const [dgi, dgh] = [new Float64Array(count * gates), new Float64Array(count * gates)];
  const state = layer.h.sizes.reduce((product, s) => product * s, 1);
  const [dh, dc] = [new Float64Array(state), new Float64Array(state)];
  dh.set(orNone(grads.h));
  dc.set(orNone(grads.c));
  for (const { row, rows } of stepsOf(layer).reverse()) {
    if (dy.length > 0) for (let i = 0; i < rows * size; i++) dh[i] += dy[row * size + i];
    for (let b = 0; b < rows; b++) {
      const g = (row + b) * gates;
      for (let j = 0; j < size; j++) {
        const [s, p] = [b * size + j, (row + b) * size + j];
        CELLS[cell].back(dh, dc, s, oldH, oldC, p, kept, (row + b) * perUnit * size + j, dgi, dgh, g + j, size);
      }
      for (let j = 0; j < size; j++) for (let k = 0; k < gates; k++) dh[b * size + j] += dgh[g + k] * w[k * size + j];
    }
  }
  numbers(targets.h).set(dh);
  if (targets.c !== null) numbers(targets.c).set(dc);
  sumInto(targets.x, count, inputs, gates, (i, j, k) => dgi[i * gates + k] * v[k * inputs + j]);
  sumInto(targets.wih, gates, inputs, count, (i, j, k) => dgi[k * gates + i] * x[k * inputs + j]);
  sumInto(targets.whh, gates, size, count, (i, j, k) => dgh[k * gates + i] * oldH[k * size + j]);
  sumInto(targets.bih, 1, gates, count, (_i, j, k) => dgi[k * gates + j]);
  sumInto(targets.bhh, 1, gates, count, (_i, j, k) => dgh[k * gates + j]);
}

type Term = (i: number, j: number, k: number) => number;

/** out[i, j] = Σₖ term(i, j, k); nothing for null. */
function sumInto(out: Strided | null, rows: number, columns: number, inner: number, term: Term): void {
  if (out === null) return;
  const o = numbers(out);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += term(i, j, k);
      o[i * columns + j] = sum;
    }
}
