// npm start -- [notebook] [--epochs N] [--seed N] [--all] [--literal]: trains a notebook and sets its numbers beside PyTorch's.
import { parseArgs } from 'node:util';
import torch from 'microtorch';
import type { Figure } from 'microtorch/pyplot';
import { compare, compareLayers } from './compare.js';
import gru from './gru.js';
import lossSurface from './loss_surface.js';
import lstm from './lstm.js';
import nnRnn from './nn_rnn.js';
import type { LayerOutcomes, Outcome, Run } from './notebook.js';
import { saveFigure } from './figures.js';
import { Excerpt, progressBar } from './output.js';
import numpyRnn from './numpy_rnn.js';
import rnn from './rnn.js';

const notebooks: Record<string, (run: Run) => Outcome | LayerOutcomes> = { gru, lstm, nn_rnn: nnRnn, rnn };

const USAGE = `npm start -- [notebook] [options]

notebooks
  gru    a gated recurrent unit from scratch, 5000 epochs (the default)
  lstm   a long short term memory from scratch, 5000 epochs
  rnn    a simple recurrent network from scratch, 250 epochs
  nn_rnn   a recurrent network of nn.RNN, then of nn.LSTM, then on a longer pattern, 33 epochs each
  numpy_rnn   a recurrent network on NumPy alone (numpy-ts), 50 epochs
  loss_surface   the paths of SGD, momentum and Adam down a loss surface, 60 steps

Its figures are written to plots/.

options
  --epochs N   train N epochs instead
  --seed N     the seed of torch.manual_seed, 0 by default; PyTorch's numbers are stored for 0 and 42 (nn_rnn: 0)
  --all        print every line, not only the first and the last
  --literal    the form with operators, as in the notebook: examples/literal
  --help       this text`;

class UsageError extends Error {}

/** A whole number of at least `least`, or a clear refusal. */
function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`--${name} must be a whole number of at least ${least}, got '${text}'`);
  return value;
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        epochs: { type: 'string' },
        seed: { type: 'string', default: '0' },
        all: { type: 'boolean', default: false },
        literal: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A notebook in its own lines, which the loader makes work. */
async function literalForm(name: string): Promise<(run: Run) => Outcome | LayerOutcomes> {
  await import('microtorch/operators');
  return ((await import(`./literal/${name}.js`)) as { default: (run: Run) => Outcome | LayerOutcomes }).default;
}

async function main(argv: string[]): Promise<void> {
  const { values, positionals } = readArguments(argv);
  if (values.help) return console.log(USAGE);
  const [name = 'gru', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`one notebook at a time, got ${positionals.join(' ')}`);
  if (!Object.hasOwn(notebooks, name) && !['numpy_rnn', 'loss_surface'].includes(name))
    throw new UsageError(
      `there is no notebook '${name}'; there are ${Object.keys(notebooks).join(', ')}, numpy_rnn, loss_surface`,
    );
  const epochs = values.epochs === undefined ? undefined : wholeNumber('epochs', values.epochs, 1);
  const seed = wholeNumber('seed', values.seed, 0);

  if (name === 'numpy_rnn') return void numpyRnn({ seed, epochs, print: console.log, progress: progressBar });
  if (name === 'loss_surface') {
    torch.manual_seed(seed);
    const figure = (title: string, fig: Figure) => void saveFigure('plots', title, fig);
    return void lossSurface({ epochs, print: console.log, figure });
  }

  const notebook = values.literal ? await literalForm(name) : notebooks[name];
  const excerpt = new Excerpt(values.all);
  torch.manual_seed(seed);
  const outcome = notebook({
    epochs,
    seed,
    print: (line) => excerpt.print(String(line)),
    progress: (count) => progressBar(count),
    figure: (title, ...what) => void saveFigure('plots', title, ...what),
  });
  excerpt.end();
  console.log('rnn' in outcome ? compareLayers(seed, outcome) : compare(name, seed, excerpt.lines, outcome));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
