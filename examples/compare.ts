// A run's numbers beside those that PyTorch printed for the same seed.
import { existsSync, readFileSync } from 'node:fs';
import torch from 'microtorch';
import type { Outcome, Parameters, Tensor } from './notebook.js';

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

/** A paragraph that says how a run's numbers compare with what PyTorch printed for the same seed. */
export function compare(name: string, seed: number, lines: readonly string[], outcome: Outcome): string {
  const file = new URL(`../test/goldens/${name}_${seed}.json`, import.meta.url);
  if (!existsSync(file))
    return `\nNo numbers of PyTorch are stored for ${name} with seed ${seed}; there are some for seeds 0 and 42.`;
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
  const mine = losses(lines);
  const theirs = stored.printed_loss.map(Number).slice(0, mine.length);
  const rows = [
    ['data', difference(outcome.data, decode(stored.data))],
    ['initial parameters', parameters(outcome.params_init, stored.params_init)],
  ];
  for (const epochs of [1, 10, 100, 1000, 5000]) {
    if (epochs > mine.length) break;
    const worst = relative(mine.slice(0, epochs), theirs);
    rows.push([
      `loss, ${epochs === 1 ? 'epoch 0' : `first ${epochs} epochs`}`,
      `largest relative difference ${worst.toExponential(1)}`,
    ]);
  }
  const last = mine.length - 1;
  rows.push([`loss, epoch ${last}`, `${mine[last]} here, ${theirs[last]} in PyTorch`]);
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    `\nBeside PyTorch ${stored.torch} with seed ${seed}:`,
    ...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`),
  ].join('\n');
}
