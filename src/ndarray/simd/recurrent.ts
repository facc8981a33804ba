import { bytesPerElement } from '../element.js';
import type { Kernels } from '../kernels.js';
import {
  TRACED,
  type RecurrentGradients,
  type RecurrentLayer,
  type RecurrentResults,
  type RecurrentTargets,
} from '../reference/recurrent.js';
import { elementCount, type Strided } from '../strided.js';
import { addressOf, type Exports, type Workplace } from './reach.js';

// Recurrent layers: all that is not pointwise is a product of matrices, and all that does not depend on the state is one
// product for all time steps.

const given = (views: readonly (Strided | null)[]) => views.filter((view) => view !== null);

/** A layer's kernels, its sizes, and memory for intermediate results. */
interface Job {
  readonly k: Exports;
  /** The bytes of an element. */
  readonly width: number;
  /** The numbers of rows of all time steps, of inputs, of hidden units, and of all gates' units. */
  readonly n: number;
  readonly inputs: number;
  readonly size: number;
  readonly gates: number;
  /** Memory for products of matrices, and beyond it the bytes that were asked for. */
  readonly scratch: number;
  readonly room: number;
}

/** Brings everything in reach, with room for `temporaries` elements; null where that cannot be. */
function begin(
  work: Workplace,
  layer: RecurrentLayer,
  temporaries: number,
  views: readonly (Strided | null)[],
): Job | null {
  const { x, h, c, wih, whh, bih, bhh } = layer;
  const k = work.kernelsFor(x);
  if (k === null) return null;
  const [gates, inputs] = wih.sizes;
  const [n, size] = [x.sizes[0], whh.sizes[1]];
  const width = bytesPerElement(x.storage.type);
  const largest = Math.max(n, inputs, gates);
  const forProducts = (Number(k.gemm_scratch(largest, largest, largest)) + 15) & -16;
  const scratch = work.scratch(forProducts + temporaries * width);
  if (!work.reachAll(given([x, h, c, wih, whh, bih, bhh, ...views]))) return null;
  return { k, width, n, inputs, size, gates, scratch, room: scratch + forProducts };
}

/** Writes a bias into rows; returns the factor with which a product is then added to what is there. */
function fillRows({ k, gates }: Job, bias: Strided | null, rows: number, to: number): 0 | 1 {
  if (bias === null) return 0;
  k.copy_grid(addressOf(bias), 0, 1, to, gates, 1, rows, gates);
  return 1;
}

/** Calls `step` for each time step, in the order of the computation or backwards, with its first row and number of rows. */
function eachStep(
  { batchSizes, reverse }: RecurrentLayer,
  n: number,
  backwards: boolean,
  step: (row: number, rows: number) => void,
): void {
  if (reverse === backwards) {
    for (let t = 0, row = 0; t < batchSizes.length; row += batchSizes[t++]) step(row, batchSizes[t]);
  } else for (let t = batchSizes.length - 1, row = n; t >= 0; t--) step((row -= batchSizes[t]), batchSizes[t]);
}

/** The kernels of recurrent layers for float elements. */
export function recurrences(
  work: Workplace,
  reference: Kernels,
): Pick<Kernels, 'recurrentForward' | 'recurrentBackward'> {
  const forward = (layer: RecurrentLayer, { y, h, c, trace }: RecurrentResults): boolean => {
    const { cell, batchSizes, x, wih, whh, bih, bhh } = layer;
    const [allGates, units] = whh.sizes;
    const batch = batchSizes[0] ?? 0;
    const many = batchSizes.length > 2; // then the weights are transposed once, and not by every product
    const states = cell === 'LSTM' ? 2 : 1;
    const forGates = (x.sizes[0] + batch) * allGates;
    const traced = trace === null ? batch * units * TRACED[cell] : 0;
    const job = begin(work, layer, forGates + (many ? allGates * units : 0) + traced, [y, h, c, trace]);
    if (job === null) return false;
    const { k, width, n, inputs, size, gates, scratch, room } = job;

    const fromInput = room;
    const fromState = fromInput + n * gates * width;
    k.gemm(
      n,
      gates,
      inputs,
      1,
      addressOf(x),
      inputs,
      1,
      addressOf(wih),
      1,
      inputs,
      fillRows(job, bih, n, fromInput),
      fromInput,
      gates,
      scratch,
    );
    const turned = fromState + batch * gates * width;
    if (many) k.copy_grid(addressOf(whh), 1, size, turned, gates, 1, size, gates);
    const [weights, toNext, toGate] = many ? [turned, gates, 1] : [addressOf(whh), 1, size];

    // without a trace every step leaves its own at the same place
    const [oldH, rowsKept] =
      trace === null ? [room + (forGates + (many ? gates * size : 0)) * width, batch] : [addressOf(trace), n];
    const oldC = oldH + rowsKept * size * width;
    const kept = oldH + rowsKept * size * width * states;
    const keptPerRow = size * width * (TRACED[cell] - states);

    const [state, cells, output] = [addressOf(h), c === null ? 0 : addressOf(c), addressOf(y)];
    k.copy(addressOf(layer.h), state, batch * size);
    if (layer.c !== null) k.copy(addressOf(layer.c), cells, batch * size);
    eachStep(layer, n, false, (row, rows) => {
      const at = row * size * width;
      const [traceAt, keep] = trace === null ? [0, kept] : [at, kept + row * keptPerRow];
      const inputGates = fromInput + row * gates * width;
      k.copy(state, oldH + traceAt, rows * size);
      k.gemm(
        rows,
        gates,
        size,
        1,
        state,
        size,
        1,
        weights,
        toNext,
        toGate,
        fillRows(job, bhh, rows, fromState),
        fromState,
        gates,
        scratch,
      );
      if (cell === 'LSTM') {
        k.copy(cells, oldC + traceAt, rows * size);
        k.lstm(inputGates, fromState, cells, output + at, cells, keep, rows, size);
      } else if (cell === 'GRU') k.gru(inputGates, fromState, state, output + at, keep, rows, size);
      else {
        k[cell === 'RNN_TANH' ? 'rnn_tanh' : 'rnn_relu'](inputGates, fromState, output + at, rows * size);
        k.copy(output + at, keep, rows * size);
      }
      k.copy(output + at, state, rows * size);
    });
    return true;
  };

  const backward = (
    layer: RecurrentLayer,
    trace: Strided,
    grads: RecurrentGradients,
    targets: RecurrentTargets,
  ): boolean => {
    const { cell, x, wih, whh } = layer;
    const isGru = cell === 'GRU';
    const states = cell === 'LSTM' ? 2 : 1;
    const perPart = x.sizes[0] * wih.sizes[0];
    const { x: dx, h: dh, c: dc, wih: dwih, whh: dwhh, bih: dbih, bhh: dbhh } = targets;
    const views = [trace, grads.y, grads.h, grads.c, dx, dh, dc, dwih, dwhh, dbih, dbhh];
    const job = begin(work, layer, isGru ? 2 * perPart : perPart, views);
    if (job === null) return false;
    const { k, width, n, inputs, size, gates, scratch, room } = job;

    const toInput = room;
    const toState = isGru ? room + perPart * width : room;
    const oldH = addressOf(trace);
    const oldC = oldH + n * size * width;
    const kept = oldH + n * size * width * states;
    const keptPerRow = size * width * (TRACED[cell] - states);
    const weights = addressOf(whh);
    const state = start(k, dh, grads.h);
    const cells = dc === null ? 0 : start(k, dc, grads.c);
    const dy = grads.y === null ? 0 : addressOf(grads.y);
    eachStep(layer, n, true, (row, rows) => {
      const at = row * size * width;
      const keep = kept + row * keptPerRow;
      const [dgi, dgh] = [toInput + row * gates * width, toState + row * gates * width];
      if (dy !== 0) k.add(state, dy + at, state, rows * size);
      if (cell === 'LSTM') k.lstm_backward(state, cells, oldC + at, keep, dgi, cells, rows, size);
      else if (isGru) k.gru_backward(state, oldH + at, keep, dgi, dgh, state, rows, size);
      else k[cell === 'RNN_TANH' ? 'tanh_backward' : 'relu_backward'](state, keep, dgi, rows * size);
      k.gemm(rows, size, gates, 1, dgh, gates, 1, weights, size, 1, isGru ? 1 : 0, state, size, scratch);
    });
    if (dx !== null)
      k.gemm(n, inputs, gates, 1, toInput, gates, 1, addressOf(wih), inputs, 1, 0, addressOf(dx), inputs, scratch);
    if (dwih !== null)
      k.gemm(gates, inputs, n, 1, toInput, 1, gates, addressOf(x), inputs, 1, 0, addressOf(dwih), inputs, scratch);
    if (dwhh !== null) k.gemm(gates, size, n, 1, toState, 1, gates, oldH, size, 1, 0, addressOf(dwhh), size, scratch);
    if (dbih !== null) k.sum_dim0(toInput, addressOf(dbih), n, gates);
    if (dbhh !== null) k.sum_dim0(toState, addressOf(dbhh), n, gates);
    return true;
  };

  return {
    recurrentForward(layer, results) {
      if (!forward(layer, results)) reference.recurrentForward(layer, results);
    },
    recurrentBackward(layer, trace, grads, targets) {
      if (!backward(layer, trace, grads, targets)) reference.recurrentBackward(layer, trace, grads, targets);
    },
  };
}

/** Begins the gradient of a state with that of the last one; returns its address. */
function start(k: Exports, to: Strided, last: Strided | null): number {
  if (last === null) k.fill(addressOf(to), 0, elementCount(to.sizes));
  else k.copy(addressOf(last), addressOf(to), elementCount(to.sizes));
  return addressOf(to);
}
