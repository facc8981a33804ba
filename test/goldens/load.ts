import { readFileSync } from 'node:fs';

/** A recorded tensor: its values in row-major order, as PyTorch held them. */
export interface GoldenTensor {
  readonly dtype: 'float32' | 'float64';
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** Named tensors in PyTorch's order, as a state dict. */
export type GoldenState = Readonly<Record<string, GoldenTensor>>;

/** `rnn_N`, `gru_N`, `lstm_N`: a notebook from scratch. */
export interface NotebookGolden {
  readonly notebook: 'rnn' | 'gru' | 'lstm';
  readonly seed: number;
  readonly torch: string;
  readonly epochs: number;
  readonly data: GoldenTensor;
  readonly params_init: GoldenState;
  readonly stdout_head: string;
  /** The loss after every epoch, as the notebook printed it. */
  readonly printed_loss: readonly string[];
  readonly params_final: GoldenState;
  readonly Y_hat: GoldenTensor;
  readonly data_approx?: GoldenTensor;
  /** The LSTM notebook's five predictions after the end of the series. */
  readonly extra_preds?: readonly number[];
}

/** `nn_rnn_N`, `nn_lstm_N`, `nn_rnn_long_N`: the notebook on PyTorch's own layers. */
export interface LayerGolden {
  readonly notebook: 'nn_rnn';
  readonly model: 'rnn' | 'lstm' | 'rnn_long';
  readonly seed: number;
  readonly torch: string;
  readonly input_size: number;
  readonly params_init: GoldenState;
  readonly repr: string;
  readonly preds_before: readonly number[];
  readonly loss: readonly number[];
  readonly printed: readonly string[];
  readonly grads_epoch0: GoldenState;
  readonly preds: readonly (readonly number[])[];
  readonly preds_final: readonly number[];
  readonly params_final: GoldenState;
}

/** `numpy_rnn_N`: the notebook on NumPy, in float64. */
export interface NumpyGolden {
  readonly notebook: 'numpy_rnn';
  readonly seed: number;
  readonly numpy: string;
  readonly init: GoldenState;
  readonly Wh_row0: readonly number[];
  readonly printed: readonly string[];
  readonly loss: readonly number[];
  readonly test_loss: number;
  readonly outputs: GoldenTensor;
}

interface Goldens {
  rnn_0: NotebookGolden;
  rnn_42: NotebookGolden;
  gru_0: NotebookGolden;
  gru_42: NotebookGolden;
  lstm_0: NotebookGolden;
  lstm_42: NotebookGolden;
  nn_rnn_0: LayerGolden;
  nn_lstm_0: LayerGolden;
  nn_rnn_long_0: LayerGolden;
  numpy_rnn_0: NumpyGolden;
  numpy_rnn_1: NumpyGolden;
}

interface EncodedTensor {
  readonly dtype: GoldenTensor['dtype'];
  readonly shape: readonly number[];
  readonly data: string;
}

const ARRAYS = { float32: Float32Array, float64: Float64Array };

const isEncoded = (x: object): x is EncodedTensor => 'dtype' in x && 'shape' in x && 'data' in x;

function decode(_key: string, x: unknown): unknown {
  if (x === null || typeof x !== 'object' || !isEncoded(x)) return x;
  const bytes = Uint8Array.from(Buffer.from(x.data, 'base64')); // a copy of its own, so that it is aligned
  return { dtype: x.dtype, shape: x.shape, values: new ARRAYS[x.dtype](bytes.buffer) } satisfies GoldenTensor;
}

/**
 * What PyTorch printed and held when it ran a notebook, tensors decoded; README.md says what is in which file.
 *
 * @example
 * const { data, printed_loss } = loadGolden('gru_0');
 */
export function loadGolden<Name extends keyof Goldens>(name: Name): Goldens[Name] {
  const text = readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text, decode) as Goldens[Name];
}
