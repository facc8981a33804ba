import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { file, node, placeIn, placeOf } from './run.js';

const LOADER = ['--import', 'microtorch/operators'];
const PRINTED = 'tensor([0.5000, 0.5000], requires_grad=True)\n';

describe('node --import microtorch/operators', function () {
  this.timeout(60_000);

  const ways: Readonly<Record<string, string[]>> = {
    'a module with the directive in functions': [...LOADER, file('step.mjs')],
    'a CommonJS file': [...LOADER, file('step.cjs')],
    'a TypeScript file, with tsx before it': ['--import', 'tsx', ...LOADER, file('step.ts')],
    'a TypeScript file, which finds tsx where Node needs it': [...LOADER, file('step.ts')],
    'a TypeScript file given to tsx': ['node_modules/tsx/dist/cli.mjs', ...LOADER, file('step.ts')],
  };
  for (const [name, args] of Object.entries(ways))
    it(`runs ${name}, and errors point to the operator in the file`, () => {
      const { stdout, stderr } = node(...args);
      expect(stdout, stderr).to.equal(PRINTED);
      expect(stderr).to.contain('Cannot convert a Symbol value to a number');
      const path = args[args.length - 1];
      // in TypeScript as near as the map of what removed the types: the operand before it
      const sign = path.endsWith('.ts') ? '2 - (b as' : path.endsWith('.mjs') ? '- b]' : '- Symbol';
      expect(placeIn(path, stderr)).to.equal(placeOf(sign, readFileSync(path, 'utf8')));
    });

  it('points to where JavaScript itself reports an error', () => {
    const place = placeIn('mistake.mjs', node(file('mistake.mjs')).stderr);
    expect(place).to.match(/^5:\d+$/);
    expect(placeIn('mistake.mjs', node(...LOADER, file('mistake.mjs')).stderr)).to.equal(place);
  });

  it('leaves code without the directive alone', () => {
    const { stdout } = node(...LOADER, file('untouched.mjs'));
    const [within, without] = stdout.split('\n');
    expect(within).to.equal('tensor([2., 2.])');
    expect(without).to.match(
      /^a tensor of shape \[2\] in JavaScript arithmetic .*node --import microtorch\/operators$/,
    );
  });

  it('works in worker threads too', () => {
    const code = `new (require('node:worker_threads').Worker)(${JSON.stringify(file('untouched.mjs'))})`;
    expect(node(...LOADER, '--eval', code).stdout).to.match(/^tensor\(\[2\., 2\.\]\)\n/);
  });

  it('may be imported by a program, for what that imports afterwards', () => {
    const code = `import('microtorch/operators').then(() => import(${JSON.stringify(file('untouched.mjs'))}))`;
    expect(node('--eval', code).stdout).to.match(/^tensor\(\[2\., 2\.\]\)\n/);
  });

  it('names file, line and column of a syntax error, as Node shows it', () => {
    const { stderr, status } = node(...LOADER, file('wrong.mjs'));
    const url = pathToFileURL(file('wrong.mjs')).href;
    expect(status).to.equal(1);
    expect(stderr).to.contain(
      `${url}:3\nconst x = 1 +;\n             ^\n\nSyntaxError: Unexpected token (${url}:3:14)`,
    );
  });

  it('says what to install where npm left out the optional packages', () => {
    const hooks = `export function resolve(name, context, next) {
      if (name === 'acorn') throw Object.assign(new Error('not there'), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    }`;
    const url = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
    const without = url(`import { register } from 'node:module'; register(${JSON.stringify(url(hooks))});`);
    const { stderr, status } = node('--import', without, ...LOADER, file('untouched.mjs'));
    expect(status).to.equal(1);
    expect(stderr).to.contain('npm install acorn magic-string @jridgewell/remapping');
  });
});
