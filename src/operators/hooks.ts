import { rewrite } from './rewrite.js';

// Node's hooks: what the hooks before these have loaded is rewritten.

/** What a load hook returns. */
export interface Loaded {
  format?: string | null;
  source?: string | ArrayBuffer | NodeJS.TypedArray | null;
  shortCircuit?: boolean;
}

const TYPESCRIPT = /\.[cm]?tsx?$/;

function rewritten(url: string, loaded: Loaded): Loaded {
  const { format, source } = loaded;
  if (!/^(module|commonjs)/.test(format ?? '') || source === null || source === undefined) return loaded;
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const code = rewrite(text, url, format as string);
  return code === null ? loaded : { ...loaded, format: (format as string).replace('-typescript', ''), source: code };
}

/** The synchronous hook, for `module.registerHooks`. */
export function loadSync(url: string, context: object, next: (url: string, context: object) => Loaded): Loaded {
  return rewritten(url, next(url, context));
}

/** The hook on a thread of its own, for `module.register`. */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  try {
    return rewritten(url, await next(url, context));
  } catch (error) {
    const unknown = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
    if (unknown && TYPESCRIPT.test(url))
      error.message += `. Node ${process.version} runs TypeScript with tsx: npm install --save-dev tsx`;
    throw error;
  }
}
