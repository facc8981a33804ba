// Besides Node, which prints the stack, bundlers show where an error is: Rollup and Vite by its properties `pos` and `loc`.

const isLocated = (error: unknown): error is SyntaxError & { pos: number; loc: { line: number; column: number } } =>
  error instanceof SyntaxError && 'pos' in error && 'loc' in error;

/** The parser's error with the name of the file, its line shown as Node shows it; any other error as it is. */
export function locate(error: unknown, code: string, file: string): unknown {
  if (!isLocated(error)) return error;
  const { pos, loc } = error;
  const place = `${file}:${loc.line}:${loc.column + 1}`;
  const located = new SyntaxError(`${error.message.replace(/ \(\d+:\d+\)$/, '')} (${place})`);
  const line = code.split(/\r\n|[\n\r\u2028\u2029]/)[loc.line - 1];
  const shown = `${file}:${loc.line}\n${line}\n${' '.repeat(loc.column)}^\n`;
  return Object.defineProperties(located, {
    pos: { value: pos },
    loc: { value: { file, ...loc } },
    stack: { value: `${shown}\n${located.name}: ${located.message}\n    at ${place}`, writable: true },
  });
}
