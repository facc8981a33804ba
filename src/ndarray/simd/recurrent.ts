import { bytesPerElement, type ElementType } from '../element.js';
import type { Kernels } from '../kernels.js';
import {
  stepsOf,
  TRACED,
  type RecurrentGradients,
  type RecurrentLayer,
  type RecurrentResults,
  type RecurrentTargets,
} from '../reference/recurrent.js';
import { elementCount, type Strided } from '../strided.js';
import { Storage } from '../storage.js';
import { addressOf, type Workplace } from './reach.js';

// Recurrent layers: all that is not pointwise is a product of matrices, and all that does not depend on the state is one
// product for all time steps.

/** A matrix: the address of its first element, and the steps to the next row and the next column. */
type Matrix = readonly [address: number, rowStep: number, columnStep: number];

/** Where the parts of a trace lie, and how many bytes of each part a row has. */
function traceOf({ cell, x, whh }: RecurrentLayer, trace: Strided, width: number) {
  const row = whh.sizes[1] * width;
  const oldH = addressOf(trace);
  const states = cell === 'LSTM' ? 2 : 1;
  const part = x.sizes[0] * row;
  return { oldH, oldC: oldH + part, kept: oldH + states * part, row, keptRow: row * (TRACED[cell] - states) };
}

/** Memory for the length of a kernel. */
const temporary = (type: ElementType, length: number): Strided => ({
  storage: Storage.allocate(type, length),
  sizes: [length],
  strides: [1],
  offset: 0,
});

const given = (views: readonly (Strided | null)[]) => views.filter((view) => view !== null);

/** The kernels of recurrent layers for float elements. */
export function recurrences(work: Workplace, reference: Kernels): Pick<Kernels, 'recurrentForward' | 'recurrentBackward'> {
  /** The kernels, and the product c = a·b + beta·c of `rows` times `inner` and `inner` times `columns` numbers. */
  const toolsFor = (layer: RecurrentLayer) => {
    const { x, wih, whh } = layer;
    const k = work.kernelsFor(x);
    if (k === null) return null;
    const largest = Math.max(x.sizes[0], ...wih.sizes, ...whh.sizes);
    const scratch = work.scratch(Number(k.gemm_scratch(largest, largest, largest)));
    const product = (rows: number, columns: number, inner: number, a: Matrix, b: Matrix, beta: number, c: number) =>
      k.gemm(rows, columns, inner, 1, a[0], a[1], a[2], b[0], b[1], b[2], beta, c, columns, scratch);
    return { k, product, width: bytesPerElement(x.storage.type) };
  };

  const forward = (layer: RecurrentLayer, results: RecurrentResults, gi: Strided, gh: Strided, turned: Strided | null): boolean => {
    const tools = toolsFor(layer);
    const { cell, x, h, c, wih, whh, bih, bhh } = layer;
    if (tools === null || !work.reachAll(given([x, h, c, wih, whh, bih, bhh, ...Object.values(results), gi, gh, turned]))) return false;
    const { k, product, width } = tools;
    const [gates, inputs] = wih.sizes;
    const [n, size] = [x.sizes[0], whh.sizes[1]];
    /** Writes a bias into rows; returns the factor with which a product is added to what is there. */
    const biased = (bias: Strided | null, rows: number, to: number): number => {
      if (bias !== null) k.copy_grid(addressOf(bias), 0, 1, to, gates, 1, rows, gates);
      return bias === null ? 0 : 1;
    };
    const [fromInput, fromState] = [addressOf(gi), addressOf(gh)];
    product(n, gates, inputs, [addressOf(x), inputs, 1], [addressOf(wih), 1, inputs], biased(bih, n, fromInput), fromInput);
    let weights: Matrix = [addressOf(whh), 1, size];
    if (turned !== null) {
      k.copy_grid(weights[0], 1, size, addressOf(turned), gates, 1, size, gates);
      weights = [addressOf(turned), gates, 1];
    }
    const { oldH, oldC, kept, row: bytes, keptRow } = traceOf(layer, results.trace, width);
    const state = addressOf(results.h);
    const cells = results.c === null ? 0 : addressOf(results.c);
    k.copy(addressOf(h), state, elementCount(h.sizes));
    if (c !== null) k.copy(addressOf(c), cells, elementCount(c.sizes));
    for (const { row, rows } of stepsOf(layer)) {
      const [before, y, keep] = [oldH + row * bytes, addressOf(results.y) + row * bytes, kept + row * keptRow];
      const inputGates = fromInput + row * gates * width;
      k.copy(state, before, rows * size);
      product(rows, gates, size, [before, size, 1], weights, biased(bhh, rows, fromState), fromState);
      if (cell === 'LSTM') {
        k.copy(cells, oldC + row * bytes, rows * size);
        k.lstm(inputGates, fromState, cells, y, cells, keep, rows, size);
      } else if (cell === 'GRU') k.gru(inputGates, fromState, before, y, keep, rows, size);
      else {
        k[cell === 'RNN_TANH' ? 'rnn_tanh' : 'rnn_relu'](inputGates, fromState, y, rows * size);
        k.copy(y, keep, rows * size);
      }
      k.copy(y, state, rows * size);
    }
    return true;
  };

  const backward = (
    layer: RecurrentLayer,
    trace: Strided,
    grads: RecurrentGradients,
    targets: RecurrentTargets,
    dgi: Strided,
    dgh: Strided,
  ): boolean => {
    const tools = toolsFor(layer);
    const { cell, x, wih, whh } = layer;
    const views = [x, wih, whh, trace, dgi, dgh, ...Object.values(grads), ...Object.values(targets)] as (Strided | null)[];
    if (tools === null || !work.reachAll(given(views))) return false;
    const { k, product, width } = tools;
    const [gates, inputs] = wih.sizes;
    const [n, size] = [x.sizes[0], whh.sizes[1]];
    /** The gradient of a state, to begin with that of the last one. */
    const begun = (to: Strided, last: Strided | null): number => {
      if (last === null) k.fill(addressOf(to), 0, elementCount(to.sizes));
      else k.copy(addressOf(last), addressOf(to), elementCount(to.sizes));
      return addressOf(to);
    };
    const dh = begun(targets.h, grads.h);
    const dc = targets.c === null ? 0 : begun(targets.c, grads.c);
    const { oldH, oldC, kept, row: bytes, keptRow } = traceOf(layer, trace, width);
    const [toInput, toState] = [addressOf(dgi), addressOf(dgh)];
    for (const { row, rows } of stepsOf(layer).reverse()) {
      const [before, keep, step] = [oldH + row * bytes, kept + row * keptRow, row * gates * width];
      if (grads.y !== null) k.add(dh, addressOf(grads.y) + row * bytes, dh, rows * size);
      if (cell === 'LSTM') k.lstm_backward(dh, dc, oldC + row * bytes, keep, toInput + step, dc, rows, size);
      else if (cell === 'GRU') k.gru_backward(dh, before, keep, toInput + step, toState + step, dh, rows, size);
      else k[cell === 'RNN_TANH' ? 'tanh_backward' : 'relu_backward'](dh, keep, toInput + step, rows * size);
      product(rows, size, gates, [toState + step, gates, 1], [addressOf(whh), size, 1], cell === 'GRU' ? 1 : 0, dh);
    }
    if (targets.x !== null) product(n, inputs, gates, [toInput, gates, 1], [addressOf(wih), inputs, 1], 0, addressOf(targets.x));
    if (targets.wih !== null) product(gates, inputs, n, [toInput, 1, gates], [addressOf(x), inputs, 1], 0, addressOf(targets.wih));
    if (targets.whh !== null) product(gates, size, n, [toState, 1, gates], [oldH, size, 1], 0, addressOf(targets.whh));
    if (targets.bih !== null) k.sum_dim0(toInput, addressOf(targets.bih), n, gates);
    if (targets.bhh !== null) k.sum_dim0(toState, addressOf(targets.bhh), n, gates);
    return true;
  };

  return {
    recurrentForward(layer, results) {
      const { type } = layer.x.storage;
      const [gates, size] = layer.whh.sizes;
      const gi = temporary(type, layer.x.sizes[0] * gates);
      const gh = temporary(type, (layer.batchSizes[0] ?? 0) * gates);
      // for many steps the weights are transposed once, and not by every product
      const turned = layer.batchSizes.length > 2 ? temporary(type, gates * size) : null;
      if (!forward(layer, results, gi, gh, turned)) reference.recurrentForward(layer, results);
      for (const { storage } of given([gi, gh, turned])) storage.release();
    },

    recurrentBackward(layer, trace, grads, targets) {
      const { type } = layer.x.storage;
      const length = layer.x.sizes[0] * layer.wih.sizes[0];
      const dgi = temporary(type, length);
      const dgh = layer.cell === 'GRU' ? temporary(type, length) : dgi;
      if (!backward(layer, trace, grads, targets, dgi, dgh)) reference.recurrentBackward(layer, trace, grads, targets);
      dgi.storage.release();
      dgh.storage.release();
    },
  };
}
