import { expect } from 'chai';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import plain from 'typescript';
import { root } from './run.js';

type Compiler = typeof plain;

// tsover is TypeScript itself with operators, under a name that leaves `tsc` to TypeScript
const tsover = createRequire(import.meta.url)(`${root}node_modules/typescript-tsover/lib/typescript.js`) as Compiler;

const path = (name: string): string => fileURLToPath(new URL(`types/${name}`, import.meta.url));

/** The lines of a file, from 1 on, in which a compiler finds errors; and what it says about the library's operators. */
function errors(ts: Compiler, name: string): (number | string)[] {
  const program = ts.createProgram([path(name)], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: [
      'lib.es2023.d.ts',
      'lib.esnext.disposable.d.ts',
      'lib.dom.d.ts',
      ...(ts === tsover ? ['lib.tsover.d.ts'] : []),
    ],
    types: [],
  });
  const [file, operators] = [path(name), `${root}dist/ops/operators.d.ts`].map((path) => {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`${path} is not part of the program`);
    return source;
  });
  const lines = program
    .getSemanticDiagnostics(file)
    .map(({ start = 0 }) => file.getLineAndCharacterOfPosition(start).line + 1);
  const words = program
    .getSemanticDiagnostics(operators)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  return [...new Set(lines), ...words];
}

/** The lines of a file that end with a comment. */
function marked(name: string, comment: string): number[] {
  const lines = plain.sys.readFile(path(name))?.split('\n') ?? [];
  return lines.flatMap((line, i) => (line.endsWith(comment) ? [i + 1] : []));
}

describe("tsover's type checker", function () {
  this.timeout(120_000);

  it('takes operators on tensors, mixed with numbers on either side', () => {
    expect(errors(tsover, 'valid.ts')).to.deep.equal([]);
  });

  it('refuses what is no operator of tensors, and everything outside of the directive', () => {
    const lines = marked('invalid.ts', '// error');
    expect(lines).to.have.length.above(15);
    expect(errors(tsover, 'invalid.ts')).to.deep.equal(lines);
  });
});

describe("TypeScript's own type checker", function () {
  this.timeout(120_000);

  it('takes the package as before, and refuses operators on tensors', () => {
    const found = errors(plain, 'valid.ts');
    expect(found.filter((line) => typeof line === 'string')).to.deep.equal([]);
    expect(found).to.include(marked('valid.ts', 'x ** x];')[0]);
  });
});
