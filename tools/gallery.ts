// npm run gallery: runs the notebooks for few epochs and writes docs/gallery.md, their plot cells beside the pictures.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import torch from 'microtorch';
import plt, { type Figure } from 'microtorch/pyplot';
import gru from '../examples/gru.js';
import lossSurface from '../examples/loss_surface.js';
import lstm from '../examples/lstm.js';
import numpyRnn from '../examples/numpy_rnn.js';
import rnn from '../examples/rnn.js';

/** What an example needs to be run for its pictures. */
interface Run {
  readonly epochs: number;
  print(line: unknown): void;
  progress(epochs: number): Iterable<number>;
  figure(name: string, figure: Figure): void;
}

/** An example of the gallery. */
interface Entry {
  /** Its file in examples/ and its name for `npm start`. */
  readonly name: string;
  readonly title: string;
  /** Few enough that the whole gallery takes less than two minutes; the notebooks train longer. */
  readonly epochs: number;
  draw(run: Run): unknown;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/gallery`;

const entries: readonly Entry[] = [
  { name: 'rnn', title: 'Recurrent neural network from scratch', epochs: 20, draw: rnn },
  { name: 'gru', title: 'Gated recurrent units from scratch', epochs: 500, draw: gru },
  { name: 'lstm', title: 'Long short-term memory from scratch', epochs: 500, draw: lstm },
  {
    name: 'numpy_rnn',
    title: 'A recurrent network on NumPy alone',
    epochs: 2,
    draw: ({ epochs, print }) => numpyRnn({ seed: 0, epochs, PLOTS_DIR: folder, print }),
  },
  { name: 'loss_surface', title: 'A loss surface, and three ways down', epochs: 60, draw: lossSurface },
];

/** Without the indentation that all lines share. */
function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
}

/** The cell that draws a figure: the paragraph of the source in which the figure's name stands. */
function plotCell(source: string, figure: string): string {
  const cell = source.split(/\n\s*\n/).find((paragraph) => new RegExp(`'${figure}(\\.png)?'`).test(paragraph));
  if (cell === undefined) throw new Error(`no paragraph of the source draws the figure '${figure}'`);
  return dedent(cell.trimEnd().replace(/^\n+/, ''));
}

/** Runs an example: its figures by name, in the order of drawing. */
function draw({ name, epochs, draw: example }: Entry): string[] {
  const before = new Set(readdirSync(folder));
  const drawn: string[] = [];
  console.log(`${name}, ${epochs} epochs`);
  torch.manual_seed(0);
  example({
    epochs,
    print: () => undefined,
    progress: (count) => Array(count).keys(),
    figure: (title, figure) => {
      figure.savefig(`${folder}/${title}.png`, { dpi: 72 });
      plt.close(figure);
      drawn.push(title);
    },
  });
  const saved = readdirSync(folder).filter((file) => !before.has(file) && !drawn.includes(basename(file, '.png')));
  return [...drawn, ...saved.sort().map((file) => basename(file, '.png'))];
}

/** The part of the page on one example. */
function section(entry: Entry): string {
  const source = readFileSync(`${root}examples/${entry.name}.ts`, 'utf8');
  const cells = draw(entry).map(
    (figure) => `\`\`\`ts no-run\n${plotCell(source, figure)}\n\`\`\`\n\n![${figure}](gallery/${figure}.png)\n`,
  );
  const how = `\`npm start -- ${entry.name}\` runs it in full; here it trained for ${entry.epochs} epochs.`;
  return `## ${entry.title}\n\n${how}\n\n${cells.join('\n')}`;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const head =
  '# Gallery\n\nThe plot cells of the examples beside the pictures that they draw. `npm run gallery` writes this page and its pictures ' +
  'anew, in less than two minutes: it trains for fewer epochs than the notebooks do, so a fit is looser here than there.\n';
const page = [head, ...entries.map(section)].join('\n');
writeFileSync(`${root}docs/gallery.md`, page);
console.log(`docs/gallery.md: ${readdirSync(folder).length} pictures`);
