/**
 * The transform behind the loader and the plugins: JavaScript in, JavaScript with rewritten arithmetic and a source map out.
 *
 * @module microtorch/operators/transform
 */
import { parse, type Comment, type Options, type Program, type Token } from 'acorn';
import MagicString, { type SourceMap } from 'magic-string';
import { DIRECTIVE, Rewriter } from './rewriter.js';
import { locate } from './syntax_error.js';

/** How a file is transformed. */
export interface TransformOptions {
  /** The name of the file, for the source map and for errors. */
  file: string;
  /** Whether it is an ES module (the default), which imports the functions, or a CommonJS one, which finds them. */
  format?: 'module' | 'commonjs';
  /** From where a module imports the functions; by default `microtorch/operators/runtime`. */
  runtime?: string;
}

/** A file as it runs. */
export interface Transformed {
  code: string;
  /** From `code` to the text that came in. */
  map: SourceMap;
  /** What `//# sourceMappingURL=` said in the text that came in; the comment is gone. */
  sourceMappingURL: string | null;
}

/** The name under which the loader puts the functions on `globalThis`, for CommonJS. */
export const RUNTIME = 'microtorch.operators';

/**
 * Rewrites the arithmetic of files and functions that open with the directive `'use tsover'`. Lines stay where they are.
 *
 * @param code JavaScript, that is, what is left of TypeScript or JSX after its own transform
 * @returns the rewritten code; null when nothing in it asks for that
 * @throws SyntaxError that names file, line and column
 */
export function transform(
  code: string,
  { file, format = 'module', runtime = 'microtorch/operators/runtime' }: TransformOptions,
): Transformed | null {
  if (!code.includes(DIRECTIVE)) return null;
  const [tokens, comments]: [Token[], Comment[]] = [[], []];
  const program = parsed(code, file, {
    ecmaVersion: 'latest',
    sourceType: format,
    allowHashBang: true,
    preserveParens: true,
    onToken: tokens,
    onComment: comments,
  });

  let prefix = '$op_';
  while (code.includes(prefix)) prefix = `$${prefix}`;
  const text = new MagicString(code);
  const { functions, temporaries } = new Rewriter(text, tokens, prefix).rewrite(program);
  if (functions.size === 0) return null;

  const names = [...functions];
  const declared = temporaries.length > 0 ? `var ${temporaries.join(', ')};` : '';
  if (format === 'module') {
    const list = names.map((name) => `${name} as ${prefix}${name}`).join(', ');
    text.append(`\nimport { ${list} } from ${JSON.stringify(runtime)};${declared}\n`);
  } else {
    const list = names.map((name) => `${name}: ${prefix}${name}`).join(', ');
    const prelude = `const { ${list} } = globalThis[Symbol.for('${RUNTIME}')];${declared}`;
    const last = program.body.findLast((statement) => 'directive' in statement);
    if (last) text.prependLeft(last.end, `;${prelude}`);
    else text.prependLeft(program.body[0].start, prelude);
  }

  const link = comments.findLast(({ value }) => value.startsWith(LINK));
  if (link) text.remove(link.start, link.end);
  return {
    code: text.toString(),
    map: text.generateMap({ hires: 'boundary', source: file, includeContent: true }),
    sourceMappingURL: link ? link.value.slice(LINK.length).trim() : null,
  };
}

const LINK = '# sourceMappingURL=';

function parsed(code: string, file: string, options: Options): Program {
  try {
    return parse(code, options);
  } catch (error) {
    throw locate(error, code, file);
  }
}
