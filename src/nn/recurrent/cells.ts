import { GATES, type CellKind } from '../../ndarray/reference/recurrent.js';
import { empty, zeros } from '../../ops/index.js';
import { recurrentLayer } from '../../ops/recurrent.js';
import type { RecurrentState } from '../../ops/recurrent_steps.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { pythonType, RuntimeError, ValueError } from '../../tensor/errors.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { uniform_ } from '../init/index.js';
import type { FactoryOptions } from '../linear.js';
import { Parameter } from '../parameter.js';
import { NamedForward } from './named_forward.js';
import { mapState } from './layers.js';

// One time step of a recurrent network, for loops of your own.

/** Options of all recurrent cells. */
export interface RNNCellBaseOptions extends FactoryOptions {
  /** The number of features of the input. */
  input_size?: number;
  /** The number of features of the state. */
  hidden_size?: number;
  /** Whether b_ih and b_hh are learnt. Default true. */
  bias?: boolean;
}

/** The arguments of {@link GRUCell} and {@link LSTMCell}. */
type CellArguments = Trailing<[input_size: number, hidden_size: number, bias: boolean], RNNCellBaseOptions>;

/** Both states of an LSTM cell. */
type States = readonly [h: Tensor, c: Tensor];

const SIZES = 'int input_size, int hidden_size, bool bias=True' as const;
const FACTORY = 'device? device=None, dtype? dtype=None' as const;
const rnnCell = new Constructor(`RNNCell.__init__(${SIZES}, str nonlinearity='tanh', ${FACTORY})`);
const gruCell = new Constructor(`GRUCell.__init__(${SIZES}, ${FACTORY})`);
const lstmCell = new Constructor(`LSTMCell.__init__(${SIZES}, ${FACTORY})`);

/** The bound arguments of a cell. */
type Bound = ReturnType<typeof gruCell.bind>;

/** What {@link RNNCell}, {@link GRUCell} and {@link LSTMCell} share: parameters and checks. */
export abstract class RNNCellBase extends NamedForward {
  /** The number of features of the input. */
  readonly input_size: number;
  /** The number of features of the state. */
  readonly hidden_size: number;
  /** Whether there are biases. */
  readonly bias: boolean;
  /** W_ih, [gates·hidden_size, input_size]. */
  declare weight_ih: Parameter;
  /** W_hh, [gates·hidden_size, hidden_size]. */
  declare weight_hh: Parameter;
  /** b_ih, [gates·hidden_size], or null. */
  declare bias_ih: Parameter | null;
  /** b_hh, [gates·hidden_size], or null. */
  declare bias_hh: Parameter | null;

  /** @internal */
  constructor({ input_size, hidden_size, bias, device, dtype }: Bound, gates: number) {
    super();
    this.input_size = input_size;
    this.hidden_size = hidden_size;
    this.bias = bias;
    const make = (...sizes: number[]) => new Parameter(empty(sizes, { device, dtype }));
    this.weight_ih = make(gates * hidden_size, input_size);
    this.weight_hh = make(gates * hidden_size, hidden_size);
    this.register_parameter('bias_ih', bias ? make(gates * hidden_size) : null);
    this.register_parameter('bias_hh', bias ? make(gates * hidden_size) : null);
    this.reset_parameters();
  }

  /** Draws new initial values for all parameters: U(−k, k), k = 1/√hidden_size. */
  reset_parameters(): void {
    const bound = this.hidden_size > 0 ? 1 / Math.sqrt(this.hidden_size) : 0;
    for (const weight of this.parameters()) uniform_(weight, -bound, bound);
  }

  /** @internal The next state of a batch or of one example; the state is zero if it is not given. */
  _step(cell: CellKind, input: Tensor, given: RecurrentState | null): RecurrentState {
    const batched = input.ndim === 2;
    const x = batched ? input : input.unsqueeze(0);
    const state = given === null ? this.#zeros(cell, x) : batched ? given : mapState(given, (s) => s.unsqueeze(0));
    this.#requireFitting(cell, x, state);
    const weights = [this.weight_ih, this.weight_hh, this.bias_ih, this.bias_hh] as const;
    const options = { cell, batchSizes: [x.sizes[0]], batchFirst: false, reverse: false, single: true };
    const [h, [, c]] = recurrentLayer(x, state, weights, options);
    const next: RecurrentState = c === undefined ? [h] : [h, c];
    return batched ? next : mapState(next, (s) => s.squeeze(0));
  }

  #zeros(cell: CellKind, { sizes, dtype }: Tensor): RecurrentState {
    const state = zeros([sizes[0], this.hidden_size], { dtype });
    return cell === 'LSTM' ? [state, state] : [state];
  }

  #requireFitting(cell: CellKind, input: Tensor, state: RecurrentState): void {
    const [batch, features] = input.sizes;
    const { weight_ih, weight_hh } = this;
    if (features !== weight_ih.sizes[1])
      throw new RuntimeError(`input has inconsistent input_size: got ${features} expected ${weight_ih.sizes[1]}`);
    const size = weight_hh.sizes[1];
    state.forEach((x, i) => {
      if (x.ndim !== 2)
        throw new RuntimeError(`Expected 2D hidden${i} (batch x hidden_size), but got ${x.ndim}D tensor`);
      if (x.sizes[0] !== batch)
        throw new RuntimeError(`Input batch size ${batch} doesn't match hidden${i} batch size ${x.sizes[0]}`);
      if (x.sizes[1] !== size)
        throw new RuntimeError(`hidden${i} has inconsistent hidden_size: got ${x.sizes[1]}, expected ${size}`);
    });
    const gates = GATES[cell];
    if (weight_hh.sizes[0] !== gates * size)
      throw new RuntimeError(
        `weight_hh first dim must be ${gates} * hidden_size = ${gates * size}, but got ${weight_hh.sizes[0]}`,
      );
  }

  override extra_repr(): string {
    return `${this.input_size}, ${this.hidden_size}${this.bias ? '' : ', bias=False'}`;
  }
}

/** Refuses a tensor that is neither an example nor a batch. */
function requireDimensions(cell: string, what: string, x: Tensor): void {
  if (x.ndim !== 1 && x.ndim !== 2)
    throw new ValueError(`${cell}: Expected ${what} to be 1D or 2D, got ${x.ndim}D instead`);
}

/** Options of {@link RNNCell}. */
export interface RNNCellOptions extends RNNCellBaseOptions {
  /** f: 'tanh' (default) or 'relu'. */
  nonlinearity?: 'tanh' | 'relu';
}

/**
 * One step of a recurrent network: h' = f(W_ih·x + b_ih + W_hh·h + b_hh).
 *
 * Shapes: x [B, input_size], h and h' [B, hidden_size], or all without B. The parameters `weight_ih`, `weight_hh`, `bias_ih`,
 * `bias_hh` begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const cell = new torch.nn.RNNCell(2, 3);
 * let h = torch.zeros(1, 3);
 * for (const x of torch.ones(4, 1, 2)) h = cell(x, h);
 * console.log(h.shape); // torch.Size([1, 3])
 * @see PyTorch: `torch.nn.RNNCell`
 */
export class RNNCell extends RNNCellBase {
  /** f: 'tanh' or 'relu'. */
  readonly nonlinearity: string;

  /**
   * @param args `input_size`, `hidden_size`, `bias` (default true), `nonlinearity` (default 'tanh'); `dtype`, `device`
   * @throws TypeError for a missing or unknown argument; RuntimeError for a negative size
   */
  constructor(
    ...args: Trailing<
      [input_size: number, hidden_size: number, bias: boolean, nonlinearity: 'tanh' | 'relu'],
      RNNCellOptions
    >
  ) {
    const bound = rnnCell.bind(args);
    super(bound, 1);
    this.nonlinearity = bound.nonlinearity;
  }

  /**
   * @param input x
   * @param hx h; zeros if left out
   * @returns h'
   * @throws RuntimeError or ValueError where sizes or dtypes do not fit
   */
  forward(input: Tensor, hx: Tensor | null = null): Tensor {
    requireDimensions('RNNCell', 'input', input);
    if (hx !== null) requireDimensions('RNNCell', 'hidden', hx);
    const { nonlinearity } = this;
    if (nonlinearity !== 'tanh' && nonlinearity !== 'relu')
      throw new RuntimeError(`Unknown nonlinearity: ${nonlinearity}`);
    return this._step(nonlinearity === 'tanh' ? 'RNN_TANH' : 'RNN_RELU', input, hx === null ? null : [hx])[0];
  }

  override extra_repr(): string {
    return super.extra_repr() + (this.nonlinearity === 'tanh' ? '' : `, nonlinearity=${this.nonlinearity}`);
  }
}

/**
 * One step of gated recurrent units: the formulas of {@link GRU}.
 *
 * Shapes: x [B, input_size], h and h' [B, hidden_size], or all without B. The parameters `weight_ih`, `weight_hh`, `bias_ih`,
 * `bias_hh` have 3·hidden_size rows, for r, z and n, and begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const cell = new torch.nn.GRUCell(2, 3);
 * console.log(cell, cell(torch.ones(4, 2)).shape); // GRUCell(2, 3) torch.Size([4, 3])
 * @see PyTorch: `torch.nn.GRUCell`
 */
export class GRUCell extends RNNCellBase {
  /**
   * @param args `input_size`, `hidden_size`, `bias` (default true); `dtype`, `device`
   * @throws TypeError for a missing or unknown argument; RuntimeError for a negative size
   */
  constructor(...args: CellArguments) {
    super(gruCell.bind(args), 3);
  }

  /**
   * @param input x
   * @param hx h; zeros if left out
   * @returns h'
   * @throws RuntimeError or ValueError where sizes or dtypes do not fit
   */
  forward(input: Tensor, hx: Tensor | null = null): Tensor {
    requireDimensions('GRUCell', 'input', input);
    if (hx !== null) requireDimensions('GRUCell', 'hidden', hx);
    return this._step('GRU', input, hx === null ? null : [hx])[0];
  }
}

/**
 * One step of long short-term memory: the formulas of {@link LSTM}.
 *
 * Shapes: x [B, input_size], h, c, h' and c' [B, hidden_size], or all without B. The parameters `weight_ih`, `weight_hh`,
 * `bias_ih`, `bias_hh` have 4·hidden_size rows, for i, f, g and o, and begin as U(−k, k), k = 1/√hidden_size.
 *
 * @example
 * const cell = new torch.nn.LSTMCell(2, 3);
 * const [h, c] = cell(torch.ones(4, 2));
 * console.log(h.shape, c.shape); // torch.Size([4, 3]) torch.Size([4, 3])
 * @see PyTorch: `torch.nn.LSTMCell`
 */
export class LSTMCell extends RNNCellBase {
  /**
   * @param args `input_size`, `hidden_size`, `bias` (default true); `dtype`, `device`
   * @throws TypeError for a missing or unknown argument; RuntimeError for a negative size
   */
  constructor(...args: CellArguments) {
    super(lstmCell.bind(args), 4);
  }

  /**
   * @param input x
   * @param hx [h, c]; zeros if left out
   * @returns [h', c']
   * @throws RuntimeError or ValueError where sizes or dtypes do not fit
   */
  forward(input: Tensor, hx: States | null = null): [h: Tensor, c: Tensor] {
    requireDimensions('LSTMCell', 'input', input);
    if (hx !== null) requireStates(hx);
    const state = this._step('LSTM', input, hx);
    return state as RecurrentState & [h: Tensor, c: Tensor];
  }
}

/** Refuses what is not the pair of states of an LSTM cell. */
function requireStates(hx: States): void {
  if (isTensor(hx) || !Array.isArray(hx))
    throw new TypeError(`lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not ${pythonType(hx)}`);
  hx.forEach((x, i) => requireDimensions('LSTMCell', `hx[${i}]`, x));
  if (hx.length !== 2) throw new RuntimeError('lstm_cell expects two hidden states');
}
