import * as torch from '../../src/index.js';
import ts from 'typescript';
import { findExamples, parse } from './find.js';
import type { Example } from './find.js';
import { runExample } from './instrument.js';
import { complaints, createProgram } from './program.js';
import type { VirtualFile } from './program.js';

/** What an example may use without importing it. */
const IN_SCOPE = { torch: '$torch', nn: '$torch.nn', optim: '$torch.optim', F: '$torch.nn.functional' };

/** The names that a block declares or imports itself, at its top level. */
function ownNames(source: ts.SourceFile): Set<string> {
  const names = source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((d) => d.name.getText());
    if (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) return statement.name?.text ?? [];
    if (ts.isImportDeclaration(statement)) return statement.importClause?.getText().match(/\w+/g) ?? [];
    return [];
  });
  return new Set(names);
}

/** The example as a module of its own, which imports those of the names in scope that it uses. */
function virtualFile({ code }: Example, i: number): VirtualFile {
  const name = `example-${i}.ts`;
  const own = ownNames(parse(name, code));
  const header = Object.entries(IN_SCOPE)
    .filter(([alias]) => new RegExp(`\\b${alias}\\b`).test(code) && !own.has(alias))
    .map(([alias, target]) => `import ${alias} = ${target};\n`);
  return { name, text: `import * as $torch from 'microtorch';\n${header.join('')}${code}\nexport {};\n` };
}

describe('the examples in doc comments, README.md and docs/', () => {
  const examples = findExamples();
  const files = examples.map(virtualFile);
  const namespaces = torch as Record<string, unknown> & { nn?: { functional?: object }; optim?: object };
  let program: ts.Program;

  before(function () {
    this.timeout(60_000);
    program = createProgram(files);
    if (files.length) complaints(program, files[0]); // checks the library once, outside of the first example's time
  });
  afterEach(() => void torch.set_grad_enabled(true));

  examples.forEach(({ name, code }, i) => {
    it(name, async () => {
      const { nn, optim } = namespaces;
      await runExample(code, { torch, nn, optim, F: nn?.functional });
      const wrong = complaints(program, files[i]);
      if (wrong.length) throw new Error(`the example does not type-check:\n${wrong.join('\n')}`);
    }).timeout(20_000);
  });
});
