import * as torch from '../../src/index.js';
import ts from 'typescript';
import { findExamples, parse, root } from './find.js';
import type { Example } from './find.js';
import { runExample } from './instrument.js';
import { complaints, createProgram } from './program.js';
import type { VirtualFile } from './program.js';

/** What an example may use without importing it. */
const IN_SCOPE = { torch: '$torch', nn: '$torch.nn', optim: '$torch.optim', F: '$torch.nn.functional' };

const valueAt = (path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((o, key) => (o as Record<string, unknown> | undefined)?.[key], torch);
const inScope = Object.fromEntries(Object.entries(IN_SCOPE).map(([name, path]) => [name, valueAt(path)]));

/** The names that a block declares or imports itself, at its top level. */
function ownNames(source: ts.SourceFile): Set<string> {
  const names = source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap((d) => d.name.getText().match(/\w+/g) ?? []);
    if (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) return statement.name?.text ?? [];
    if (ts.isImportDeclaration(statement)) return statement.importClause?.getText().match(/\w+/g) ?? [];
    return [];
  });
  return new Set(names);
}

/** What a file exports for the library's own use, by name: all that the package itself does not export. */
async function internals(source: string | undefined): Promise<Record<string, unknown>> {
  const exported = source === undefined ? {} : ((await import(root + source)) as Record<string, unknown>);
  return Object.fromEntries(Object.entries(exported).filter(([name]) => !(name in torch)));
}

/** The example as a module of its own, which imports those of the names in scope that it uses. */
async function virtualFile({ code, source }: Example, i: number): Promise<VirtualFile> {
  const name = `example-${i}.ts`;
  const own = ownNames(parse(name, code));
  const isUsed = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(code) && !own.has(word);
  const aliases = Object.entries(IN_SCOPE)
    .filter(([alias]) => isUsed(alias))
    .map(([alias, target]) => `import ${alias} = ${target};\n`);
  const inner = Object.keys(await internals(source)).filter(isUsed);
  if (inner.length) aliases.push(`import { ${inner.join(', ')} } from '${root}${source?.replace(/ts$/, 'js')}';\n`);
  return { name, text: `import * as $torch from 'microtorch';\n${aliases.join('')}${code}\nexport {};\n` };
}

describe('the examples in doc comments, README.md and docs/', () => {
  const examples = findExamples();
  let files: VirtualFile[];
  let program: ts.Program;

  before(async function () {
    this.timeout(60_000);
    files = await Promise.all(examples.map(virtualFile));
    program = createProgram(files);
    if (files.length) complaints(program, files[0]); // checks the library once, outside of the first example's time
  });
  afterEach(() => void torch.set_grad_enabled(true));

  examples.forEach(({ name, code, source }, i) => {
    it(name, async () => {
      await runExample(code, { ...(await internals(source)), ...inScope, torch });
      const wrong = complaints(program, files[i]);
      if (wrong.length) throw new Error(`the example does not type-check:\n${wrong.join('\n')}`);
    }).timeout(20_000);
  });
});
