import { GATES, type CellKind } from '../../ndarray/reference/recurrent.js';
import { empty, zeros } from '../../ops/index.js';
import type { RecurrentState, RecurrentWeights } from '../../ops/recurrent_steps.js';
import { Constructor } from '../../tensor/constructor.js';
import { pythonType, RuntimeError, ValueError } from '../../tensor/errors.js';
import { pythonFloat, pythonRepr } from '../../tensor/python_number.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { warn } from '../../tensor/warning.js';
import { uniform_ } from '../init/index.js';
import type { FactoryOptions } from '../linear.js';
import { missingForward } from '../module.js';
import { Parameter } from '../parameter.js';
import { PackedSequence } from '../utils/rnn.js';
import { mapState, runLayers } from './layers.js';
import { NamedForward } from './named_forward.js';

/** Options of all recurrent layers. */
export interface RNNBaseOptions extends FactoryOptions {
  /** The number of features of the input. */
  input_size?: number;
  /** The number of features of the state. */
  hidden_size?: number;
  /** How many layers there are, each taking what the one before it gives. Default 1. */
  num_layers?: number;
  /** Whether b_ih and b_hh are learnt. Default true. */
  bias?: boolean;
  /** Whether input and output are [B, T, *] and not [T, B, *]. Default false. */
  batch_first?: boolean;
  /** The probability with which elements of the output of every layer but the last are dropped. Default 0. */
  dropout?: number;
  /** Whether each layer also goes through the sequence backwards. Default false. */
  bidirectional?: boolean;
}

const base = new Constructor(
  'RNNBase.__init__(str mode, object input_size, object hidden_size, object num_layers=1, object bias=True, object batch_first=False, object dropout=0, bool bidirectional=False, int proj_size=0, device? device=None, dtype? dtype=None)',
);

/** Refuses a size that is not a whole number above 0. */
function requireSize(name: string, value: unknown): number {
  requireType(name, value, 'int');
  if (Number(value) <= 0) throw new ValueError(`${name} must be greater than zero`);
  return Number(value);
}

function requireType(name: string, value: unknown, type: string): void {
  if (pythonType(value) !== type) throw new TypeError(`${name} should be of type ${type}, got: ${pythonType(value)}`);
}

/** The arguments of a constructor, checked as PyTorch checks them and in its order. */
function bindArguments(mode: string, args: readonly unknown[]) {
  const { dropout, bias, batch_first, num_layers: layers, proj_size, ...given } = base.bind([mode, ...args]);
  if (typeof dropout !== 'number' || !(dropout >= 0 && dropout <= 1))
    throw new ValueError(
      'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    );
  if (dropout > 0 && layers === 1)
    warn(
      'dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater ' +
        `than 1, but got dropout=${pythonRepr(dropout)} and num_layers=1`,
    );
  requireType('bias', bias, 'bool');
  requireType('batch_first', batch_first, 'bool');
  const input_size = requireSize('input_size', given.input_size);
  const hidden_size = requireSize('hidden_size', given.hidden_size);
  const num_layers = requireSize('num_layers', layers);
  if (proj_size < 0) throw new ValueError('proj_size should be a positive integer or zero to disable projections');
  if (proj_size >= hidden_size) throw new ValueError('proj_size has to be smaller than hidden_size');
  if (!Object.hasOwn(GATES, mode)) throw new ValueError(`Unrecognized RNN mode: ${mode}`);
  const flags = { bias: bias === true, batch_first: batch_first === true };
  return { ...given, ...flags, mode: mode as CellKind, input_size, hidden_size, num_layers, dropout, proj_size };
}

/** What {@link RNN}, {@link GRU} and {@link LSTM} share: parameters and checks. */
export class RNNBase extends NamedForward {
  /** The kind of cell: 'RNN_TANH', 'RNN_RELU', 'GRU' or 'LSTM'. */
  readonly mode: CellKind;
  /** The number of features of the input. */
  readonly input_size: number;
  /** The number of features of the state. */
  readonly hidden_size: number;
  /** How many layers there are. */
  readonly num_layers: number;
  /** Whether there are biases. */
  readonly bias: boolean;
  /** Whether input and output are [B, T, *]. */
  readonly batch_first: boolean;
  /** The probability with which elements between layers are dropped. */
  dropout: number;
  /** Whether each layer also goes backwards. */
  readonly bidirectional: boolean;
  /** The number of features to which an LSTM projects its state; 0 for none. */
  readonly proj_size: number;
  /** The names of the parameters of each layer and direction. */
  readonly _all_weights: string[][] = [];
  /** W of a layer and direction: `weight_ih_l0`, `weight_hh_l1_reverse`, … */
  [weight: `weight_${string}`]: Parameter;
  /** b of a layer and direction: `bias_ih_l0`, `bias_hh_l1_reverse`, … */
  [bias: `bias_${string}`]: Parameter;

  /**
   * @param mode the kind of cell
   * @param args `input_size`, `hidden_size`, `num_layers`, `bias`, `batch_first`, `dropout`, `bidirectional`, `proj_size`
   * @throws ValueError or TypeError for a mode, size or probability that cannot be
   */
  constructor(mode: string, ...args: readonly unknown[]) {
    const given = bindArguments(mode, args);
    super();
    this.mode = given.mode;
    this.input_size = given.input_size;
    this.hidden_size = given.hidden_size;
    this.num_layers = given.num_layers;
    this.bias = given.bias;
    this.batch_first = given.batch_first;
    this.dropout = given.dropout;
    this.bidirectional = given.bidirectional;
    this.proj_size = given.proj_size;
    const make = (...sizes: number[]) => new Parameter(empty(sizes, { device: given.device, dtype: given.dtype }));
    for (let layer = 0; layer < this.num_layers; layer++)
      for (const direction of this.bidirectional ? ['', '_reverse'] : [''])
        this.#addParameters(layer, `l${layer}${direction}`, make);
    this.reset_parameters();
  }

  #addParameters(layer: number, suffix: string, make: (...sizes: number[]) => Parameter): void {
    const { hidden_size, proj_size } = this;
    const gates = GATES[this.mode] * hidden_size;
    const state = proj_size || hidden_size;
    const parameters = {
      weight_ih: make(gates, layer === 0 ? this.input_size : state * this.#directions),
      weight_hh: make(gates, state),
      ...(this.bias && { bias_ih: make(gates), bias_hh: make(gates) }),
      ...(proj_size > 0 && { weight_hr: make(proj_size, hidden_size) }),
    };
    const names = Object.entries(parameters).map(([name, parameter]) => {
      this.register_parameter(`${name}_${suffix}`, parameter);
      return `${name}_${suffix}`;
    });
    this._all_weights.push(names);
  }

  get #directions(): number {
    return this.bidirectional ? 2 : 1;
  }

  /** The parameters of each layer and direction. */
  get all_weights(): Parameter[][] {
    return this._all_weights.map((names) => names.map((name) => Reflect.get(this, name) as Parameter));
  }

  /** Draws new initial values for all parameters: U(−k, k), k = 1/√hidden_size. */
  reset_parameters(): void {
    const bound = 1 / Math.sqrt(this.hidden_size);
    for (const weight of this.parameters()) uniform_(weight, -bound, bound);
  }

  /** Does nothing: it is on a GPU that parameters can be laid out for faster use. */
  flatten_parameters(): void {}

  /** Not there: see {@link RNN}, {@link GRU} and {@link LSTM}. */
  forward(..._args: never[]): unknown {
    return missingForward(this);
  }

  /**
   * Refuses an input that does not fit.
   *
   * @param batch_sizes of packed sequences; null for padded ones
   * @throws ValueError for another dtype than the weights have; RuntimeError for other sizes
   */
  check_input(input: Tensor, batch_sizes: Tensor | null): void {
    const { dtype } = this.weight_ih_l0;
    if (input.dtype !== dtype)
      throw new ValueError(
        `RNN input dtype (${String(input.dtype)}) does not match weight dtype (${String(dtype)}). ` +
          `Convert input: input.to(${String(dtype)}), or convert model: model.to(${String(input.dtype)})`,
      );
    const expected = batch_sizes === null ? 3 : 2;
    const { sizes } = input;
    if (sizes.length !== expected)
      throw new RuntimeError(`input must have ${expected} dimensions, got ${sizes.length}`);
    if (sizes[expected - 1] !== this.input_size)
      throw new RuntimeError(
        `input.size(-1) must be equal to input_size. Expected ${this.input_size}, got ${sizes[expected - 1]}`,
      );
  }

  /** The sizes that the state h must have for an input. */
  get_expected_hidden_size(
    input: Tensor,
    batch_sizes: Tensor | null,
  ): [layers: number, batch: number, features: number] {
    const batch = batch_sizes === null ? input.sizes[this.batch_first ? 0 : 1] : batch_sizes[0].item();
    return [this.num_layers * this.#directions, batch, this.proj_size || this.hidden_size];
  }

  /**
   * Refuses a state of other sizes.
   *
   * @param msg the words, with `{}` for the expected and for the given sizes
   * @throws RuntimeError
   */
  check_hidden_size(
    hx: Tensor,
    expected_hidden_size: readonly number[],
    msg = 'Expected hidden size {}, got {}',
  ): void {
    const { sizes } = hx;
    if (sizes.length === 3 && expected_hidden_size.every((size, d) => size === sizes[d])) return;
    throw new RuntimeError(
      msg.replace('{}', `(${expected_hidden_size.join(', ')})`).replace('{}', `[${sizes.join(', ')}]`),
    );
  }

  /** Refuses an input or a state that does not fit. */
  check_forward_args(input: Tensor, hidden: Tensor | RecurrentState, batch_sizes: Tensor | null): void {
    this.check_input(input, batch_sizes);
    this.check_hidden_size(isTensor(hidden) ? hidden : hidden[0], this.get_expected_hidden_size(input, batch_sizes));
  }

  /** The state, or both states, with the batch in another order; itself for null. */
  permute_hidden<S extends Tensor | RecurrentState>(hx: S, permutation: Tensor | null): S {
    if (permutation === null) return hx;
    const permuted = (x: Tensor) => x.index_select(1, permutation);
    return (isTensor(hx) ? permuted(hx) : mapState(hx, permuted)) as S;
  }

  /** @internal Output and last state of padded or packed sequences; the first state is zero if it is not given. */
  _run(
    input: Tensor | PackedSequence,
    given: RecurrentState | null,
  ): [output: Tensor | PackedSequence, state: RecurrentState] {
    if (input instanceof PackedSequence) return this.#runPacked(input, given);
    const n = input.sizes.length;
    if (n !== 2 && n !== 3) {
      const [name, tensor] = this.mode.startsWith('RNN') ? ['RNN', 'tensor '] : [this.mode, ''];
      throw new ValueError(`${name}: Expected input to be 2D or 3D, got ${n}D ${tensor}instead`);
    }
    if (given !== null) requireDimensions(given, n);
    const batchDim = this.batch_first ? 0 : 1;
    const batched = n === 3;
    const padded = batched ? input : input.unsqueeze(batchDim);
    const state =
      given === null
        ? this.#zeros(padded, padded.sizes[batchDim])
        : batched
          ? given
          : mapState(given, (x) => x.unsqueeze(1));
    this.check_forward_args(padded, state.length === 1 ? state[0] : state, null);
    if (padded.sizes[1 - batchDim] === 0) throw new RuntimeError('Expected sequence length to be larger than 0 in RNN');
    const [output, last] = runLayers(this, (i) => this.#weights(i), padded, state, null);
    return batched ? [output, last] : [output.squeeze(batchDim), mapState(last, (x) => x.squeeze(1))];
  }

  #runPacked(input: PackedSequence, given: RecurrentState | null): [output: PackedSequence, state: RecurrentState] {
    const { data, batch_sizes, sorted_indices, unsorted_indices } = input;
    const state =
      given === null ? this.#zeros(data, batch_sizes[0].item()) : this.permute_hidden(given, sorted_indices);
    this.check_forward_args(data, state.length === 1 ? state[0] : state, batch_sizes);
    const [output, last] = runLayers(this, (i) => this.#weights(i), data, state, batch_sizes.tolist() as number[]);
    return [
      new PackedSequence(output, batch_sizes, sorted_indices, unsorted_indices),
      this.permute_hidden(last, unsorted_indices),
    ];
  }

  #zeros(input: Tensor, batch: number): RecurrentState {
    const make = (features: number) =>
      zeros([this.num_layers * this.#directions, batch, features], { dtype: input.dtype });
    const h = make(this.proj_size || this.hidden_size);
    return this.mode === 'LSTM' ? [h, make(this.hidden_size)] : [h];
  }

  #weights(i: number): RecurrentWeights {
    const [w_ih, w_hh, ...rest] = this._all_weights[i].map((name) => Reflect.get(this, name) as Parameter);
    return this.bias ? [w_ih, w_hh, rest[0], rest[1], rest[2]] : [w_ih, w_hh, null, null, rest[0]];
  }

  override extra_repr(): string {
    const parts = [`${this.input_size}, ${this.hidden_size}`];
    if (this.proj_size !== 0) parts.push(`proj_size=${this.proj_size}`);
    if (this.num_layers !== 1) parts.push(`num_layers=${this.num_layers}`);
    if (!this.bias) parts.push('bias=False');
    if (this.batch_first) parts.push('batch_first=True');
    if (this.dropout !== 0) parts.push(`dropout=${pythonFloat(this.dropout)}`);
    if (this.bidirectional) parts.push('bidirectional=True');
    return parts.join(', ');
  }
}

/** Refuses a state of another number of dimensions than the input. */
function requireDimensions(state: RecurrentState, n: number): void {
  if (state.every((x) => x.sizes.length === n)) return;
  const input = n === 3 ? 'batched 3-D' : 'unbatched 2-D';
  const [hx, cx] = state.map((x) => `${x.ndim}-D`);
  throw new RuntimeError(
    state.length === 1
      ? `For ${input} input, hx should also be ${n}-D but got ${hx} tensor`
      : `For ${input} input, hx and cx should also be ${n}-D but got (${hx}, ${cx}) tensors`,
  );
}
