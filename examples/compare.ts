// A run's numbers beside those that PyTorch printed for the same seed.
import { existsSync, readFileSync } from 'node:fs';
import torch from 'microtorch';
import type { LayerOutcome, LayerOutcomes, Outcome, Parameters, Tensor } from './notebook.js';

interface StoredTensor {
  readonly dtype: 'float32' | 'float64';
  readonly shape: number[];
  readonly data: string;
}

interface Stored {
  readonly torch: string;
  readonly data: StoredTensor;
  readonly params_init: Readonly<Record<string, StoredTensor>>;
  readonly params_final: Readonly<Record<string, StoredTensor>>;
  readonly printed_loss: readonly string[];
  readonly Y_hat: StoredTensor;
  readonly extra_preds?: readonly number[];
}

interface StoredLayer {
  readonly torch: string;
  readonly repr: string;
  readonly params_init: Stored['params_init'];
  readonly preds_before: readonly number[];
  readonly grads_epoch0: Stored['params_init'];
  readonly loss: readonly number[];
}

/** The numbers stored under a name, or null. */
function read(name: string): unknown {
  const file = new URL(`../test/goldens/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

const decode = ({ dtype, shape, data }: StoredTensor): Tensor => {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  return torch
    .tensor(dtype === 'float32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer))
    .view(shape);
};

/** The largest |a − b| / |b|; b = 0 counts absolutely. */
function relative(a: readonly number[], b: readonly number[]): number {
  return a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i]) / (Math.abs(b[i]) || 1)), 0);
}

const flat = (x: Tensor) => x.detach().flatten().tolist() as number[];

function difference(mine: Tensor, theirs: Tensor): string {
  if (torch.equal(mine, theirs)) return 'equal to the last bit';
  return `largest relative difference ${relative(flat(mine), flat(theirs)).toExponential(1)}`;
}

function parameters(mine: Parameters, theirs: Stored['params_init']): string {
  const names = Object.keys(theirs);
  if (names.every((name) => torch.equal(mine[name], decode(theirs[name])))) return 'equal to the last bit';
  const worst = Math.max(...names.map((name) => relative(flat(mine[name]), flat(decode(theirs[name])))));
  return `largest relative difference ${worst.toExponential(1)}`;
}

/** The losses that were printed: one every second line. */
function losses(lines: readonly string[]): number[] {
  return lines.flatMap((line) => (line.startsWith('Training loss ') ? [Number(line.slice(14))] : []));
}

type Row = readonly [label: string, text: string];

/** How losses compare, over more and more epochs, and the last ones side by side. */
function lossRows(mine: readonly number[], theirs: readonly number[]): Row[] {
  const rows = [1, 10, 100, 1000, 5000]
    .filter((epochs) => epochs <= mine.length)
    .map((epochs): Row => {
      const worst = relative(mine.slice(0, epochs), theirs);
      const label = epochs === 1 ? 'epoch 0' : `first ${epochs} epochs`;
      return [`loss, ${label}`, `largest relative difference ${worst.toExponential(1)}`];
    });
  const last = mine.length - 1;
  return [...rows, [`loss, epoch ${last}`, `${mine[last]} here, ${theirs[last]} in PyTorch`]];
}

/** Rows as lines, their labels padded to one width. */
function paragraph(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return [`\n${title}`, ...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)].join('\n');
}

/** A paragraph that says how a run's numbers compare with what PyTorch printed for the same seed. */
export function compare(name: string, seed: number, lines: readonly string[], outcome: Outcome): string {
  const stored = read(`${name}_${seed}`) as Stored | null;
  if (stored === null)
    return `\nNo numbers of PyTorch are stored for ${name} with seed ${seed}; there are some for seeds 0 and 42.`;
  const mine = losses(lines);
  const theirs = stored.printed_loss.map(Number).slice(0, mine.length);
  return paragraph(`Beside PyTorch ${stored.torch} with seed ${seed}:`, [
    ['data', difference(outcome.data, decode(stored.data))],
    ['initial parameters', parameters(outcome.params_init, stored.params_init)],
    ...lossRows(mine, theirs),
  ]);
}

/** The largest difference of gradients, of those of a parameter relative to the largest of them. */
function gradientRow(mine: Parameters, theirs: Stored['params_init']): Row {
  const worst = Object.entries(theirs).map(([name, stored]) => {
    const expected = decode(stored);
    return mine[name].sub(expected).abs().max().div(expected.abs().max()).item();
  });
  return ['gradients, epoch 0', `largest difference ${Math.max(...worst).toExponential(1)} of the largest`];
}

function layerParagraph(title: string, mine: LayerOutcome, stored: StoredLayer): string {
  const away = mine.preds_before.map((x, i) => Math.abs(x - stored.preds_before[i]));
  return paragraph(title, [
    ['text of the model', mine.repr === stored.repr ? 'equal' : `${mine.repr} here, ${stored.repr} in PyTorch`],
    ['initial parameters', parameters(mine.params_init, stored.params_init)],
    ['predictions before training', `largest difference ${Math.max(...away).toExponential(1)}`],
    gradientRow(mine.grads_epoch0, stored.grads_epoch0),
    ...lossRows(mine.losses, stored.loss),
  ]);
}

const LAYERS = [
  ['rnn', 'nn_rnn', 'nn.RNN'],
  ['lstm', 'nn_lstm', 'Q1, nn.LSTM'],
  ['rnn_long', 'nn_rnn_long', 'Q2 and Q3, nn.RNN and a long pattern'],
] as const;

/** A paragraph for each model of the notebook on PyTorch's own layers. */
export function compareLayers(seed: number, outcomes: LayerOutcomes): string {
  return LAYERS.map(([key, name, title]) => {
    const stored = read(`${name}_${seed}`) as StoredLayer | null;
    if (stored === null)
      return `\nNo numbers of PyTorch are stored for ${name} with seed ${seed}; there are some for seed 0.`;
    return layerParagraph(`${title}, beside PyTorch ${stored.torch} with seed ${seed}:`, outcomes[key], stored);
  }).join('\n');
}
