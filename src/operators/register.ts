import nodeModule, { createRequire, register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadSync } from './hooks.js';
import { rewrite } from './rewrite.js';
import * as runtime from './runtime.js';
import { RUNTIME } from './transform.js';

// Importing this puts the transform between Node and what it loads from then on.

type RegisterHooks = (hooks: { load: typeof loadSync }) => void;
type Compile = (this: unknown, content: string, filename: string, format?: string) => unknown;

await letTsxGoFirst();
Reflect.set(globalThis, Symbol.for(RUNTIME), runtime);
process.setSourceMapsEnabled(true);
Error.stackTraceLimit = Math.max(Error.stackTraceLimit, 30); // an operator is some calls deep in the library

// modules: on this thread where Node can do that
const registerHooks = Reflect.get(nodeModule, 'registerHooks') as RegisterHooks | undefined;
if (registerHooks) registerHooks({ load: loadSync });
else register('./hooks.js', import.meta.url);

// CommonJS: here `require` compiles a file, whatever has loaded and transformed it
const compile = Reflect.get(nodeModule.prototype, '_compile') as Compile;
const compileRewritten: Compile = function (content, filename, format) {
  const code = format === 'module' ? null : rewrite(content, pathToFileURL(filename).href, 'commonjs');
  return compile.call(this, code ?? content, filename, format);
};
Reflect.set(nodeModule.prototype, '_compile', compileRewritten);

/** A script in TypeScript, and a Node that needs tsx for it: as if `--import tsx` had been given, where tsx is installed. */
async function letTsxGoFirst(): Promise<void> {
  const script = process.argv[1];
  const isTypeScript = script !== undefined && /\.[cm]?tsx?$/.test(script);
  const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (!isTypeScript || Reflect.get(process.features, 'typescript') || options.includes('tsx')) return;
  try {
    await import(pathToFileURL(createRequire(resolve(script)).resolve('tsx')).href);
  } catch {
    // Node's own error says that it does not know the file's extension, and the hook adds what to install
  }
}
