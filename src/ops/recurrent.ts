import { grad } from '../autograd/backward.js';
import { mode } from '../autograd/modes.js';
import { kernels } from '../ndarray/kernels.js';
import { GATES, TRACED, type CellKind, type RecurrentLayer } from '../ndarray/reference/recurrent.js';
import { isContiguous, type Strided } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, Tensor, viewAs } from '../tensor/tensor.js';
import { defineJoint } from './define_joint.js';
import { denseCopy } from './dense.js';
import { recurrentSteps, type RecurrentState, type RecurrentWeights, type SequenceLayout } from './recurrent_steps.js';

// A layer of a recurrent network in one direction, over all time steps, as one node of the graph. What it computes is written out
// in recurrent_steps.ts; here one kernel computes it, and one the gradients of everything.

/** What a layer is made of, besides tensors. */
export interface RecurrentOptions extends SequenceLayout {
  readonly cell: CellKind;
  /** The names that PyTorch's nodes have: of the output, and of the last states. */
  readonly nodes: readonly [output: string, state: string];
}

/** A dense, row-major tensor or view of the same elements. */
const dense = (x: Tensor): Tensor => (isContiguous(x.sizes, x.strides) ? x : denseCopy(x));

/** A sequence as a dense matrix of rows, those of the first time step first. */
function rowsOf(x: Tensor, { batchSizes, batchFirst }: SequenceLayout): Strided {
  if (batchSizes !== null) return dense(x);
  const swap = ([first, second, last]: readonly number[]) => (batchFirst ? [second, first, last] : [first, second, last]);
  const timeFirst = dense(viewAs(x, swap(x.sizes), swap(x.strides)));
  const [steps, batch, features] = timeFirst.sizes;
  return { storage: timeFirst.storage, sizes: [steps * batch, features], strides: [features, 1], offset: timeFirst.offset };
}

/** A matrix of rows, fresh memory, as the sequence that it is: the opposite of `rowsOf`. */
function sequenceOf(rows: Tensor, like: Tensor, { batchSizes, batchFirst }: SequenceLayout): Tensor {
  if (batchSizes !== null) return rows;
  const [first, second] = like.sizes;
  const features = rows.sizes[1];
  const strides = batchFirst ? [features, first * features, 1] : [second * features, features, 1];
  return new Tensor(rows.storage, [first, second, features], strides, 0, rows.dtype);
}

/** The number of sequences at each time step. */
function batchSizesOf(input: Tensor, { batchSizes, batchFirst }: SequenceLayout): readonly number[] {
  if (batchSizes !== null) return batchSizes;
  const [steps, batch] = batchFirst ? [input.sizes[1], input.sizes[0]] : input.sizes;
  return steps === 1 ? [batch] : new Array<number>(steps).fill(batch);
}

/** The operands as the kernels take them. */
function asLayer(
  input: Tensor,
  hx: Tensor,
  cx: Tensor | null,
  [w_ih, w_hh, b_ih, b_hh]: RecurrentWeights,
  options: RecurrentOptions,
): RecurrentLayer {
  return {
    cell: options.cell,
    batchSizes: batchSizesOf(input, options),
    reverse: options.reverse,
    x: rowsOf(input, options),
    h: dense(hx),
    c: cx === null ? null : dense(cx),
    wih: dense(w_ih),
    whh: dense(w_hh),
    bih: b_ih === null ? null : dense(b_ih),
    bhh: b_hh === null ? null : dense(b_hh),
  };
}

const layer = defineJoint({
  schema:
    '_recurrent_layer(Tensor input, Tensor hx, Tensor? cx, Tensor w_ih, Tensor w_hh, Tensor? b_ih, Tensor? b_hh, any options)',
  nodes: (...values) => {
    const [output, state] = (values[7] as RecurrentOptions).nodes;
    return [output, state, state, state];
  },
  forward: (input, hx, cx, w_ih, w_hh, b_ih, b_hh, given) => {
    const options = given as RecurrentOptions;
    const operands = asLayer(input, hx, cx, [w_ih, w_hh, b_ih, b_hh], options);
    const { dtype } = w_ih;
    const y = emptyTensor([operands.x.sizes[0], w_hh.sizes[1]], dtype);
    const h = emptyTensor(hx.sizes, dtype);
    const c = cx === null ? null : emptyTensor(cx.sizes, dtype);
    const trace = emptyTensor([y.numel() * TRACED[options.cell]], dtype);
    kernels.recurrentForward(operands, { y, h, c, trace });
    const output = sequenceOf(y, input, options);
    return c === null ? [output, h, trace] : [output, h, trace, c];
  },
  gradients: (grads, { input, hx, cx, w_ih, w_hh, b_ih, b_hh, options: given, result2: trace, wanted }) => {
    const options = given as RecurrentOptions;
    const weights: RecurrentWeights = [w_ih, w_hh, b_ih, b_hh];
    if (mode.grad) return recordedGradients(grads, input, hx, cx, weights, options, wanted);
    const [dy, dh, , dc = null] = grads;
    const operands = asLayer(input, hx, cx, weights, options);
    const like = (x: Strided | null, i: number) => (x !== null && wanted[i] ? emptyTensor(x.sizes, w_ih.dtype) : null);
    const targets = {
      x: like(operands.x, 0),
      h: emptyTensor(hx.sizes, w_ih.dtype),
      c: cx === null ? null : emptyTensor(cx.sizes, w_ih.dtype),
      wih: like(w_ih, 3),
      whh: like(w_hh, 4),
      bih: like(b_ih, 5),
      bhh: like(b_hh, 6),
    };
    // both biases are added to the same sum, but in a GRU
    const oneBias = options.cell !== 'GRU' && targets.bih !== null && targets.bhh !== null;
    kernels.recurrentBackward(
      operands,
      trace,
      { y: dy === null ? null : rowsOf(dy, options), h: dh === null ? null : dense(dh), c: dc === null ? null : dense(dc) },
      oneBias ? { ...targets, bhh: null } : targets,
    );
    const dx = targets.x === null ? null : sequenceOf(targets.x, input, options);
    return [dx, targets.h, targets.c, targets.wih, targets.whh, targets.bih, oneBias ? targets.bih : targets.bhh];
  },
});

/** The gradients by way of ordinary ops, so that they are recorded themselves. */
function recordedGradients(
  grads: readonly (Tensor | null)[],
  input: Tensor,
  hx: Tensor,
  cx: Tensor | null,
  weights: RecurrentWeights,
  options: RecurrentOptions,
  wanted: readonly boolean[],
): readonly (Tensor | null)[] {
  // an operand may depend on another one: of each a view of its own, beyond which nothing is differentiated
  const operands = [input, hx, cx, ...weights].map((x) => x && (x as Tensor & { view_as(y: Tensor): Tensor }).view_as(x));
  const [x, h, c, w_ih, w_hh, b_ih, b_hh] = operands as [Tensor, Tensor, Tensor | null, Tensor, Tensor, Tensor | null, Tensor | null];
  const [y, state] = recurrentSteps(options.cell, x, c === null ? [h] : [h, c], [w_ih, w_hh, b_ih, b_hh], options);
  const [dy, dh, , dc = null] = grads;
  const pairs = [[y, dy], [state[0], dh], [state[1], dc]].filter((pair): pair is [Tensor, Tensor] => pair[1] !== null); // prettier-ignore
  const found = grad(
    pairs.map(([result]) => result),
    operands.filter((_, i) => wanted[i]) as Tensor[],
    pairs.map(([, gradient]) => gradient),
    { create_graph: true, allow_unused: true },
  );
  return wanted.map((isWanted) => (isWanted ? (found.shift() ?? null) : null));
}

const show = (x: Tensor) => x.sizes.join('x');

/** Refuses weights that do not fit together or do not fit the operands, worded as PyTorch's. */
function requireFitting(cell: CellKind, input: Tensor, hx: Tensor, weights: RecurrentWeights): void {
  const [w_ih, w_hh, b_ih, b_hh] = weights;
  for (const [x, w, b] of [[input, w_ih, b_ih], [hx, w_hh, b_hh]] as const) { // prettier-ignore
    if (x.dtype !== w.dtype)
      throw new RuntimeError(`mat1 and mat2 must have the same dtype, but got ${x.dtype.scalarName} and ${w.dtype.scalarName}`);
    const features = x.sizes[x.sizes.length - 1];
    const rows = features === 0 ? 0 : x.numel() / features;
    if (w.sizes.length !== 2 || features !== w.sizes[1])
      throw new RuntimeError(
        `addmm: mat1 and mat2 shapes cannot be multiplied (${rows}x${features} and ${[...w.sizes].reverse().join('x')})`,
      );
    if (b !== null && (b.sizes.length !== 1 || b.sizes[0] !== w.sizes[0]))
      throw new RuntimeError(
        `The expanded size of the tensor (${w.sizes[0]}) must match the existing size (${b.sizes.at(-1)}) at non-singleton ` +
          `dimension 1.  Target sizes: [${rows}, ${w.sizes[0]}].  Tensor sizes: [${b.sizes.join(', ')}]`,
      );
  }
  if (w_ih.sizes[0] !== w_hh.sizes[0] || w_hh.sizes[0] !== GATES[cell] * w_hh.sizes[1])
    throw new RuntimeError(
      `${cell}: weights must have ${GATES[cell]} * hidden_size rows, got weight_ih ${show(w_ih)} and weight_hh ${show(w_hh)}`,
    );
}

/**
 * A layer of a recurrent network in one direction.
 *
 * @param input the sequences: padded [T, B, I] or [B, T, I], or packed [N, I]
 * @param state the initial state h [B, H], for an LSTM with c [B, H]; a first dimension of size 1 may stand before
 * @param weights W_ih [gates·H, I], W_hh [gates·H, H] and their biases, null for none
 * @returns the states h after each time step, laid out as the input, and the last state, of the sizes of the initial one
 * @throws RuntimeError where sizes or dtypes do not fit
 */
export function recurrentLayer(
  input: Tensor,
  state: RecurrentState,
  weights: RecurrentWeights,
  options: RecurrentOptions,
): [output: Tensor, state: RecurrentState] {
  const [h, c = null] = state;
  requireFitting(options.cell, input, h, weights);
  const [w_ih, w_hh, b_ih, b_hh] = weights;
  const [output, newH, trace, newC] = layer(input, h, c, w_ih, w_hh, b_ih, b_hh, options);
  if (!output.requires_grad) trace.storage.release();
  return [output, c === null ? [newH] : [newH, newC]];
}
