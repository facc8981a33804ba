import * as runtime from 'microtorch/operators/runtime';
import { RUNTIME, transform } from 'microtorch/operators/transform';

type Scope = Readonly<Record<string, unknown>>;

function run(code: string, scope: Scope): unknown {
  return (Function(...Object.keys(scope), code) as (...values: unknown[]) => unknown)(...Object.values(scope));
}

/** What the body of a function returns as it stands. */
export const plain = (body: string, scope: Scope = {}): unknown => run(body, scope);

/** What the body of a function returns with its arithmetic rewritten. */
export function rewritten(body: string, scope: Scope = {}): unknown {
  Reflect.set(globalThis, Symbol.for(RUNTIME), runtime);
  const result = transform(`'use tsover';\n${body}`, { file: 'body.js', format: 'commonjs' });
  return run(result === null ? body : result.code, scope);
}
