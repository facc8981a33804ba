import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import torch from 'microtorch';
import 'microtorch/operators';
import { root } from './run.js';

interface Run {
  readonly seed: number;
  readonly epochs: number;
  readonly PLOTS_DIR: string;
  print(line: unknown): void;
  progress(count: number): Iterable<number>;
  figure(name: string): void;
}
type Notebook = { default: (run: Run) => unknown };

/** A notebook is what has both forms. */
const names = readdirSync(`${root}examples/literal`)
  .filter((name) => name.endsWith('.js'))
  .map((name) => name.slice(0, -3))
  .filter((name) => existsSync(`${root}examples/${name}.ts`));

describe('a notebook in its own lines', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'microtorch-literal-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** Everything that a notebook says in a few epochs, and what it computes. */
  async function said(path: string, epochs: number): Promise<string[]> {
    const { default: notebook } = (await import(`../../examples/${path}.js`)) as Notebook;
    const lines: string[] = [];
    torch.manual_seed(0);
    const outcome = notebook({
      seed: 0,
      epochs,
      PLOTS_DIR: folder,
      print: (line) => lines.push(String(line)),
      progress: (count) => Array.from({ length: count }, (_, i) => i),
      figure: (name) => lines.push(name),
    });
    return [...lines, inspect(outcome, { depth: 2 })];
  }

  it('is there for those that have operators', () => {
    expect(names).to.include.members(['gru', 'lstm', 'numpy_rnn', 'rnn']);
  });

  for (const name of names)
    it(`says and computes the same as its form with methods: ${name}`, async () => {
      const epochs = name.endsWith('rnn') ? 1 : 3;
      const methods = await said(name, epochs);
      expect(methods).to.have.length.above(4);
      expect(await said(`literal/${name}`, epochs)).to.deep.equal(methods);
    });
});
