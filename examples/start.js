// npm start -- [notebook] [--epochs N] [--seed N] [--all]: trains a notebook and sets its numbers beside PyTorch's.
import { parseArgs } from 'node:util';
import torch from 'microtorch';
import { compare } from './compare.js';
import gru from './gru.js';
import lstm from './lstm.js';
import { Excerpt, progressBar } from './output.js';
import rnn from './rnn.js';
const notebooks = { gru, lstm, rnn };
const USAGE = `npm start -- [notebook] [options]

notebooks
  gru    a gated recurrent unit from scratch, 5000 epochs (the default)
  lstm   a long short term memory from scratch, 5000 epochs
  rnn    a simple recurrent network from scratch, 250 epochs

options
  --epochs N   train N epochs instead
  --seed N     the seed of torch.manual_seed, 0 by default; PyTorch's numbers are stored for 0 and 42
  --all        print every line, not only the first and the last
  --help       this text`;
class UsageError extends Error {
}
/** A whole number of at least `least`, or a clear refusal. */
function wholeNumber(name, text, least) {
    const value = Number(text);
    if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < least)
        throw new UsageError(`--${name} must be a whole number of at least ${least}, got '${text}'`);
    return value;
}
function readArguments(argv) {
    try {
        return parseArgs({
            args: argv,
            allowPositionals: true,
            options: {
                epochs: { type: 'string' },
                seed: { type: 'string', default: '0' },
                all: { type: 'boolean', default: false },
                help: { type: 'boolean', default: false },
            },
        });
    }
    catch (error) {
        throw new UsageError(error.message);
    }
}
function main(argv) {
    const { values, positionals } = readArguments(argv);
    if (values.help)
        return console.log(USAGE);
    const [name = 'gru', ...rest] = positionals;
    if (rest.length > 0)
        throw new UsageError(`one notebook at a time, got ${positionals.join(' ')}`);
    if (!Object.hasOwn(notebooks, name))
        throw new UsageError(`there is no notebook '${name}'; there are ${Object.keys(notebooks).join(', ')}`);
    const epochs = values.epochs === undefined ? undefined : wholeNumber('epochs', values.epochs, 1);
    const seed = wholeNumber('seed', values.seed, 0);
    const excerpt = new Excerpt(values.all);
    torch.manual_seed(seed);
    const outcome = notebooks[name]({
        epochs,
        print: (line) => excerpt.print(String(line)),
        progress: (count) => progressBar(count),
        figure: () => { },
    });
    excerpt.end();
    console.log(compare(name, seed, excerpt.lines, outcome));
}
try {
    main(process.argv.slice(2));
}
catch (error) {
    if (!(error instanceof UsageError))
        throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
}
//# sourceMappingURL=start.js.map