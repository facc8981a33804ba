import * as nodeModule from 'node:module';
import { DIRECTIVE } from './rewriter.js';
import { withMap } from './source_map.js';
import { transform, type Transformed } from './transform.js';

const RUNTIME_URL = new URL('./runtime.js', import.meta.url).href;

/**
 * What Node runs in place of a file's text.
 *
 * @param source the text; whatever came before may have left a source map at its end
 * @param url the file's address
 * @param format Node's word for what the text is: `module`, `commonjs-typescript`, …
 * @returns JavaScript with its source map, or null when nothing in the text asks for a transform
 * @throws SyntaxError that names file, line and column
 */
export function rewrite(source: string, url: string, format: string): string | null {
  if (!source.includes(DIRECTIVE)) return null;
  const code = format.endsWith('-typescript') ? stripTypes(source) : source;
  if (code === null) return null;
  let result: Transformed | null;
  try {
    const module = format.startsWith('commonjs') ? 'commonjs' : 'module';
    result = transform(code, { file: url, format: module, runtime: RUNTIME_URL });
  } catch (error) {
    if (error instanceof SyntaxError && /\.[cm]?tsx?$/.test(url)) error.stack += `\n${TSX_FIRST}`;
    throw error;
  }
  return result === null ? null : withMap(result, url);
}

const TSX_FIRST = 'If this is TypeScript, tsx has to come first: node --import tsx --import microtorch/operators';

/** TypeScript without its types, by Node itself: spaces take their place. Null where Node refuses, and will say so itself. */
function stripTypes(source: string): string | null {
  const strip = Reflect.get(nodeModule, 'stripTypeScriptTypes') as (code: string) => string;
  try {
    return strip(source);
  } catch {
    return null;
  }
}
