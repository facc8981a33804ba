import { build as esbuild } from 'esbuild';
import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';
import { build as vite } from 'vite';
import forEsbuild from 'microtorch/operators/esbuild';
import forRollup from 'microtorch/operators/rollup';
import forVite from 'microtorch/operators/vite';
import { file, node, placeIn, placeOf, root } from './run.js';

const ENTRY = file('step.ts');
const EXTERNAL = /^microtorch/;

/** Rollup's usual companion: TypeScript out, JavaScript and a map in. */
const typescript: Plugin = {
  name: 'typescript',
  transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, sourceMap: true };
    const { outputText, sourceMapText } = ts.transpileModule(code, { compilerOptions, fileName: id });
    return { code: outputText, map: sourceMapText };
  },
};

const bundlers: Readonly<Record<string, (entry: string, output: string) => Promise<unknown>>> = {
  esbuild: (entry, outfile) =>
    esbuild({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      external: ['microtorch', 'microtorch/*'],
      sourcemap: true,
      logLevel: 'silent',
      plugins: [forEsbuild()],
    }),
  Rollup: async (entry, output) => {
    const bundle = await rollup({
      input: entry,
      external: EXTERNAL,
      plugins: [typescript, forRollup()],
      onLog: () => {},
    });
    await bundle.write({ file: output, format: 'es', sourcemap: true });
  },
  Vite: (entry, output) =>
    vite({
      configFile: false,
      root,
      logLevel: 'silent',
      plugins: [forVite()],
      build: {
        outDir: join(output, '..'),
        sourcemap: true,
        minify: false,
        lib: { entry, formats: ['es'], fileName: () => 'bundle.mjs' },
        rollupOptions: { external: EXTERNAL },
      },
    }),
};

describe('the plugin', function () {
  this.timeout(60_000);
  let folder: string;

  // inside of the project, so that the bundle finds the library
  before(() => {
    folder = mkdtempSync(join(root, 'dist/bundles-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, build] of Object.entries(bundlers)) {
    it(`for ${name} makes TypeScript with operators run, and errors point to its line`, async () => {
      const output = join(folder, name, 'bundle.mjs');
      await build(ENTRY, output);
      const { stdout, stderr } = node('--enable-source-maps', output);
      expect(stdout, stderr).to.equal('tensor([0.5000, 0.5000], requires_grad=True)\n');
      const [line] = placeOf('2 - (b as', readFileSync(ENTRY, 'utf8')).split(':');
      expect(placeIn('step.ts', stderr)?.split(':')[0]).to.equal(line);
    });

    it(`for ${name} names the place of a syntax error`, async () => {
      const wrong = join(folder, `${name}-wrong.js`);
      writeFileSync(wrong, "'use tsover';\n\nexport const x = 1 +;\n");
      const error = await build(wrong, join(folder, name, 'wrong.mjs')).then(
        () => null,
        (reason: unknown) => reason as Error,
      );
      expect(error?.message).to.match(/wrong\.js:3:(20|21)/);
    });
  }

  it('leaves files without the directive to the bundler', async () => {
    expect(forRollup().transform('const a = 1 + b;', 'file.js')).to.equal(null);
    expect(forRollup().transform("'use tsover'; a + b", 'styles.css')).to.equal(null);
    const { outputFiles } = await esbuild({
      stdin: { contents: 'export const f = (a, b) => a + b' },
      write: false,
      plugins: [forEsbuild()],
    });
    expect(outputFiles[0].text).to.contain('a + b');
  });

  it("passes a build's options for JSX on", async () => {
    const jsx = join(folder, 'view.tsx');
    writeFileSync(jsx, "'use tsover';\nexport const view = (a: number, b: number) => <b>{a + b}</b>;\n");
    const { outputFiles } = await esbuild({
      entryPoints: [jsx],
      write: false,
      format: 'esm',
      jsxFactory: 'h',
      plugins: [forEsbuild()],
    });
    expect(outputFiles[0].text).to.contain('h("b", null, $op_add(a, b))');
  });
});
