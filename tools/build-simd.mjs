// Compiles src/ndarray/simd/assembly (AssemblyScript) into src/ndarray/simd/generated.ts: four WebAssembly modules as base64,
// for each of f32 and f64 one with plain SIMD and one with the fused multiply-add of relaxed SIMD.
//
//   node tools/build-simd.mjs [--sizes]
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../src/ndarray/simd/', import.meta.url));
const assembly = path.join(folder, 'assembly');
/** Where each module's few constant tables lie; nothing else may use the addresses below `RESERVED`. */
const TABLES = { f32: 1024, f64: 8192 };
const RESERVED = 16384;

async function compile(real, relaxed) {
  let binary;
  const { error, stderr } = await asc.main(
    // prettier-ignore
    [
      'index.ts', '-O3', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--memoryBase', `${TABLES[real]}`, '--noAssert', '--use', 'abort=',
      '--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : []), '--outFile', 'module.wasm',
    ],
    {
      // The element type is an alias in real.ts: the second build sees another one there.
      readFile: async (name) => {
        const text = await readFile(path.join(assembly, name), 'utf8').catch(() => null);
        return text && real === 'f64' && name === 'real.ts'
          ? text.replace('= f32', '= f64').replace('= i32', '= i64')
          : text;
      },
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}

const modules = {};
for (const real of ['f32', 'f64']) {
  for (const relaxed of [false, true]) modules[real + (relaxed ? 'Relaxed' : '')] = await compile(real, relaxed);
}
const lines = Object.entries(modules).map(
  ([name, bytes]) => `export const ${name}: string =\n  '${Buffer.from(bytes).toString('base64')}';\n`,
);
await writeFile(
  path.join(folder, 'generated.ts'),
  '// Made by tools/build-simd.mjs from assembly/: do not edit.\n\n' +
    '/** Addresses below this belong to the constant tables of the kernels. */\n' +
    `export const RESERVED_BYTES = ${RESERVED};\n\n` +
    lines.join('\n'),
);
if (process.argv.includes('--sizes')) {
  for (const [name, bytes] of Object.entries(modules))
    console.log(name.padEnd(12), `${(bytes.length / 1024).toFixed(1)} KB`);
}
