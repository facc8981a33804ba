import { expect } from 'chai';
import { SourceMap } from 'node:module';
import { transform } from 'microtorch/operators/transform';
import { placeOf } from './run.js';

/** The code of a transformed module, without the line that imports the functions. */
function body(code: string): string {
  const result = transform(code, { file: 'file.js' });
  return result === null
    ? code
    : result.code.replace(/\nimport \{[^}]*\} from "microtorch\/operators\/runtime";/, '').trimEnd();
}
const inFile = (code: string): string => body(`'use tsover';${code}`).slice("'use tsover';".length);

describe('the directive', () => {
  it('counts for the whole file that opens with it', () => {
    expect(inFile('a + b; const f = () => -a;')).to.equal('$op_add(a , b); const f = () => $op_neg(a);');
  });

  it('counts for a function that opens with it, its parameters and the functions inside', () => {
    const code = "function f(x = 1 + y) { 'use tsover'; return () => x + 1; } z + 1;";
    expect(body(code)).to.equal("function f(x = $op_add(1 , y)) { 'use tsover'; return () => $op_add(x , 1); } z + 1;");
  });

  for (const [kind, code] of Object.entries({
    'a method': "class A { m() { 'use tsover'; return a+b } n() { return a+b } }",
    'a constructor': "class A { constructor() { 'use tsover'; a+b } }",
    'a getter': "const o = { get p() { 'use tsover'; return a+b } }; a+b",
    'an arrow function': "const f = () => { 'use tsover'; return a+b }; const g = () => a+b;",
    'an async generator': "async function* f() { 'use tsover'; yield a+b } a+b",
  }))
    it(`counts in ${kind}, and only there`, () => {
      const end = code.indexOf('a+b') + 3;
      expect(body(code)).to.equal(code.slice(0, end - 3) + '$op_add(a,b)' + code.slice(end));
    });

  it('may stand beside other directives', () => {
    expect(body("'use strict'; 'use tsover'; a + b")).to.equal("'use strict'; 'use tsover'; $op_add(a , b)");
  });

  for (const [what, code] of Object.entries({
    'in the middle of a file': "a; 'use tsover'; a + b",
    'in parentheses': "('use tsover'); a + b",
    'in a template': '`use tsover`; a + b',
    'in a comment': '// use tsover\na + b',
    'in a block': "{ 'use tsover'; a + b }",
    'with other spelling': "'use  tsover'; a + b // use tsover",
  }))
    it(`does not count ${what}`, () => expect(transform(code, { file: 'file.js' })).to.equal(null));
});

describe('the transform', () => {
  it('returns null where there is nothing to rewrite', () => {
    expect(transform("'use tsover';\nconst f = (a) => a.b(-1) < 2 ** 31;", { file: 'file.js' })).to.equal(null);
  });

  it('leaves alone what is about literals for certain', () => {
    for (const code of [
      "'a' + 'b' + `c${d}`",
      '-1',
      '2 * 3 - 1',
      '!a + 1',
      'typeof a + typeof b',
      '(a < b) + (c | d)',
      'i++ * 2',
    ])
      expect(inFile(code)).to.equal(code);
  });

  it('imports what it uses, under names that the file does not have', () => {
    const { code } = transform("'use tsover';\nlet $op_add = a * b;", { file: 'file.js' }) ?? { code: '' };
    expect(code).to.equal(
      '\'use tsover\';\nlet $op_add = $$op_mul(a , b);\nimport { mul as $$op_mul } from "microtorch/operators/runtime";\n',
    );
  });

  it('takes the address to import from', () => {
    const result = transform("'use tsover'; a + b", { file: 'file.js', runtime: 'file:///runtime.js' });
    expect(result?.code).to.contain('import { add as $op_add } from "file:///runtime.js";');
  });

  it('keeps the first line of a script and its directives in front in CommonJS', () => {
    const result = transform("#!/usr/bin/env node\n'use strict';\n'use tsover';\nreturn a + b", {
      file: 'file.cjs',
      format: 'commonjs',
    });
    expect(result?.code.split('\n').slice(0, 2)).to.deep.equal(['#!/usr/bin/env node', "'use strict';"]);
    expect(result?.code.split('\n')[2]).to.match(/^'use tsover';;const \{ add: \$op_add \} = globalThis/);
  });

  it('names the place of a syntax error', () => {
    const attempt = (): unknown => transform("'use tsover';\nlet a = b +;\n", { file: '/src/file.js' });
    expect(attempt)
      .to.throw(SyntaxError, 'Unexpected token (/src/file.js:2:12)')
      .that.deep.includes({
        pos: 25,
        loc: { file: '/src/file.js', line: 2, column: 11 },
      });
  });
});

describe('the source map', () => {
  const source = `'use tsover';
import torch from 'microtorch';
const f = (a, b, o) => {
  const c = 1 - a * (b + 2) ** 3; return -c /
    (o.p -= 4);
};
o()[i()] %= g(a, b);
`;
  const { code, map, sourceMappingURL } = transform(source, { file: '/src/file.js' }) as NonNullable<
    ReturnType<typeof transform>
  >;
  const sourceMap = new SourceMap(JSON.parse(map.toString()) as ConstructorParameters<typeof SourceMap>[0]);
  const origin = (part: string): string => {
    const [line, column] = placeOf(part, code).split(':').map(Number);
    const entry = sourceMap.findEntry(line - 1, column - 1) as { originalLine: number; originalColumn: number };
    return `${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  };

  it('keeps every line in its place, so that breakpoints stay', () => {
    const names = (text: string): string[] =>
      text.split('\n').map((line) => (/(const|return|o\.p|g\(a, b\)|^import t)/.exec(line) ?? [''])[0]);
    expect(names(code).slice(0, 7)).to.deep.equal(names(source).slice(0, 7));
    expect(sourceMappingURL).to.equal(null);
  });

  for (const [call, operator] of Object.entries({
    '$op_sub(1': '- a',
    '$op_mul(a': '* (b',
    '$op_pow((': '** 3',
    '$op_add(b': '+ 2',
    '$op_div(': '/\n',
    '$op_neg(c': '-c',
    '= $op_subAssign(': '-= 4',
    '= $op_modAssign(': '%= g',
  }))
    it(`takes ${call} to ${JSON.stringify(operator)}`, () => expect(origin(call)).to.equal(placeOf(operator, source)));

  for (const [generated, original] of Object.entries({
    'torch from': 'torch from',
    'a , $op': 'a * (b',
    'b , 2': 'b + 2',
    '3))); return': '3; return',
    'return $op_div': 'return -c',
    'o.p = $op_sub': 'o.p -= 4',
    '4)));': '4);',
    'i())] =': 'i()] %=',
    'g(a, b)': 'g(a, b)',
    'b));': 'b);',
  }))
    it(`takes ${generated} to ${original}`, () => expect(origin(generated)).to.equal(placeOf(original, source)));
});
