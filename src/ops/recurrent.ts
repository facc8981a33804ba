import { grad } from '../autograd/backward.js';
import { mode } from '../autograd/modes.js';
import { kernels } from '../ndarray/kernels.js';
import { GATES, TRACED, type CellKind, type RecurrentLayer } from '../ndarray/reference/recurrent.js';
import { Storage } from '../ndarray/storage.js';
import { isContiguous, type Strided } from '../ndarray/strided.js';
import { float32 } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';
import { emptyTensor, isTensor, Tensor } from '../tensor/tensor.js';
import { defineJoint } from './define_joint.js';
import { denseCopy } from './dense.js';
import { recurrentSteps, type RecurrentState, type RecurrentWeights, type SequenceLayout } from './recurrent_steps.js';

// A layer of a recurrent network in one direction, over all time steps, as one node of the graph. What it computes is written out
// in recurrent_steps.ts; here one kernel computes it, and one the gradients of everything.

/** What a layer is made of, besides tensors. */
export interface RecurrentOptions extends SequenceLayout {
  readonly cell: CellKind;
  /** Whether it stands for a module of one step, such as `nn.GRUCell`: the names of nodes are others then. */
  readonly single?: boolean;
}

/** A dense, row-major tensor or view of the same elements. */
const dense = (x: Tensor): Tensor => (isContiguous(x.sizes, x.strides) ? x : denseCopy(x));

/** A sequence as a dense matrix of rows, those of the first time step first. */
function rowsOf(x: Tensor, { batchSizes, batchFirst }: SequenceLayout): Strided {
  if (batchSizes !== null) return dense(x);
  const swapped = ([first, second, last]: readonly number[]) =>
    batchFirst ? [second, first, last] : [first, second, last];
  const { storage, offset, dtype } = x;
  let sequence: Strided = { storage, sizes: swapped(x.sizes), strides: swapped(x.strides), offset };
  if (!isContiguous(sequence.sizes, sequence.strides)) sequence = denseCopy({ ...sequence, dtype });
  const [steps, batch, features] = sequence.sizes;
  return {
    storage: sequence.storage,
    sizes: [steps * batch, features],
    strides: [features, 1],
    offset: sequence.offset,
  };
}

/** Fresh memory for rows of `features` numbers, as the sequence that they are, laid out in time order. */
function emptySequence(like: Tensor, features: number, { batchSizes, batchFirst }: SequenceLayout): Tensor {
  const [first, second] = like.sizes;
  if (batchSizes !== null) return emptyTensor([first, features], like.dtype);
  if (!batchFirst) return emptyTensor([first, second, features], like.dtype);
  const storage = Storage.allocate(like.dtype.name, first * second * features);
  return new Tensor(storage, [first, second, features], [features, first * features, 1], 0, like.dtype);
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
  nodes: (input, ...values) => nodeNames(input, values[6] as RecurrentOptions),
  forward: (recorded, input, hx, cx, w_ih, w_hh, b_ih, b_hh, given) => {
    const options = given as RecurrentOptions;
    const operands = asLayer(input, hx, cx, [w_ih, w_hh, b_ih, b_hh], options);
    const y = emptySequence(input, w_hh.sizes[1], options);
    const h = emptyTensor(hx.sizes, w_ih.dtype);
    const c = cx === null ? null : emptyTensor(cx.sizes, w_ih.dtype);
    const trace = recorded ? emptyTensor([y.numel() * TRACED[options.cell]], w_ih.dtype) : null;
    kernels.recurrentForward(operands, { y, h, c, trace });
    return { results: c === null ? [y, h] : [y, h, c], kept: trace };
  },
  gradients: ([dy, dh, dc = null], { input, hx, cx, w_ih, w_hh, b_ih, b_hh, options: given, wanted }, trace) => {
    const options = given as RecurrentOptions;
    const weights: RecurrentWeights = [w_ih, w_hh, b_ih, b_hh];
    if (mode.grad) return recordedGradients([dy, dh, dc], [input, hx, cx], weights, options, wanted);
    const like = (x: Tensor | null, i: number) => (x !== null && wanted[i] ? emptyTensor(x.sizes, x.dtype) : null);
    const targets = {
      x: wanted[0] ? emptySequence(input, w_ih.sizes[1], options) : null,
      h: emptyTensor(hx.sizes, w_ih.dtype),
      c: cx === null ? null : emptyTensor(cx.sizes, w_ih.dtype),
      wih: like(w_ih, 3),
      whh: like(w_hh, 4),
      bih: like(b_ih, 5),
      bhh: like(b_hh, 6),
    };
    const grads = {
      y: dy === null ? null : rowsOf(dy, options),
      h: dh === null ? null : dense(dh),
      c: dc === null ? null : dense(dc),
    };
    kernels.recurrentBackward(asLayer(input, hx, cx, weights, options), trace as Tensor, grads, targets);
    const { x, h, c, wih, whh, bih, bhh } = targets;
    return [x, h, c, wih, whh, bih, bhh];
  },
});

/** For each result what PyTorch's node for it is called. */
function nodeNames(input: Tensor, { cell, single, batchSizes, batchFirst }: RecurrentOptions): readonly string[] {
  if (single) return CELL_NODES[cell];
  if (batchSizes !== null) return LAYER_NODES.packed;
  if (batchFirst) return cell === 'LSTM' ? LAYER_NODES.transposed : LAYER_NODES.transposedInPlace;
  return cell === 'LSTM' && input.dtype === float32 && input.numel() > 0 ? LAYER_NODES.oneDnn : LAYER_NODES.padded;
}

const LAYER_NODES = {
  packed: ['CatBackward0', 'StackBackward0', 'StackBackward0'],
  padded: ['StackBackward0', 'StackBackward0', 'StackBackward0'],
  oneDnn: ['MkldnnRnnLayerBackward0', 'StackBackward0', 'StackBackward0'],
  transposed: ['TransposeBackward0', 'StackBackward0', 'StackBackward0'],
  transposedInPlace: ['TransposeBackward1', 'StackBackward0'],
} as const;

const CELL_NODES: Readonly<Record<CellKind, readonly string[]>> = {
  RNN_TANH: ['TanhBackward0', 'TanhBackward0'],
  RNN_RELU: ['ReluBackward0', 'ReluBackward0'],
  GRU: ['AddBackward0', 'AddBackward0'],
  LSTM: ['MulBackward0', 'MulBackward0', 'AddBackward0'],
};

/** The gradients by way of ordinary ops, so that they are recorded themselves. */
function recordedGradients(
  [dy, dh, dc]: readonly (Tensor | null)[],
  inputs: readonly [input: Tensor, hx: Tensor, cx: Tensor | null],
  weights: RecurrentWeights,
  options: RecurrentOptions,
  wanted: readonly boolean[],
): readonly (Tensor | null)[] {
  // an operand may depend on another one: of each a view of its own, beyond which nothing is differentiated
  const alone = [...inputs, ...weights.slice(0, 4)].map((x) => (isTensor(x) ? x.view_as(x) : null));
  const [input, hx, cx, w_ih, w_hh, b_ih, b_hh] = alone as [
    Tensor,
    Tensor,
    Tensor | null,
    Tensor,
    Tensor,
    Tensor | null,
    Tensor | null,
  ];
  const state: RecurrentState = cx === null ? [hx] : [hx, cx];
  const [y, [h, c]] = recurrentSteps(options.cell, input, state, [w_ih, w_hh, b_ih, b_hh], options);
  const used = [[y, dy], [h, dh], [c, dc]].filter((pair): pair is [Tensor, Tensor] => isTensor(pair[1])); // prettier-ignore
  const found = grad(
    used.map(([result]) => result),
    alone.filter((x, i): x is Tensor => x !== null && wanted[i]),
    used.map(([, gradient]) => gradient),
    { create_graph: true, allow_unused: true },
  );
  return wanted.map((isWanted) => (isWanted ? (found.shift() ?? null) : null));
}

const show = (x: Tensor) => x.sizes.join('x');

/** Refuses weights that do not fit together or do not fit the operands, worded as PyTorch's. */
function requireFitting(cell: CellKind, input: Tensor, hx: Tensor, weights: RecurrentWeights): void {
  const [w_ih, w_hh, b_ih, b_hh] = weights;
  for (const [x, w, b] of [
    [input, w_ih, b_ih],
    [hx, w_hh, b_hh],
  ] as const) {
    // prettier-ignore
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
  const [hx, cx = null] = state;
  const [w_ih, w_hh, b_ih, b_hh] = weights;
  requireFitting(options.cell, input, hx, weights);
  const [output, h, c] = layer(input, hx, cx, w_ih, w_hh, b_ih, b_hh, options);
  return [output, cx === null ? [h] : [h, c]];
}
