import { format } from 'node:util';
import ts from 'typescript';

/*
 * How an example says what it prints. All of it is ordinary TypeScript with comments:
 *
 *     console.log(x.sum()); // tensor(10.)
 *     console.log(x);
 *     // tensor([[1., 2.],
 *     //         [3., 4.]])
 *     for (const row of x) console.log(row.shape);
 *     // torch.Size([2])
 *     // torch.Size([2])
 *
 *     x.mean(); // → tensor(2.5000)
 *     const y = x.mul(2); // → tensor([[2., 4.],
 *     //                                [6., 8.]])
 *     x.view(3); // → throws shape '[3]' is invalid for input of size 4
 *
 * - The comment on the line of a statement that prints, and the comment lines directly below it, are exactly what it prints, line
 *   by line; that holds for loops and blocks as well. A comment that says something else has a blank line before it.
 * - After a statement that does not print, a comment is prose, unless it begins with an arrow: then the value of the expression, or
 *   of the constant, is printed and compared. `→ throws` compares the beginning of the error's message.
 * - A statement that prints and has no comment is run and not compared: times, file names and such.
 * - `// ` and, in lines below an arrow, as many blanks as you need to align them are no part of the text: the first line's column
 *   is where the text begins.
 * - torch, nn, optim and F are in scope; `import … from 'microtorch'` may be written all the same. The example of an internal function
 *   has in scope what its file exports.
 */

/** An example in a form that runs: an async function body, and the texts that it must print. */
interface Instrumented {
  readonly body: string;
  readonly expected: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The comment that ends the line of `end`, and the comment lines directly below, as one text; null where there is none. */
function commentAfter(code: string, end: number): string | null {
  const [first, ...below] = code.slice(end).split('\n');
  const trailing = /^\s*(?:\/\/(.*))?$/.exec(first);
  if (!trailing) return null; // more code on this line
  const lines: { text: string; column: number }[] = [];
  if (trailing[1] !== undefined) {
    const column = end - (code.lastIndexOf('\n', end - 1) + 1) + first.indexOf('//') + 2;
    lines.push({ text: trailing[1], column });
  }
  for (const line of below) {
    const whole = /^(\s*)\/\/(.*)$/.exec(line);
    if (!whole) break;
    lines.push({ text: whole[2], column: whole[1].length + 2 });
  }
  return lines.length ? align(lines) : null;
}

/** Cuts what stands before the text: the blank after `//`, and in the lines below an arrow the blanks up to its text. */
function align(lines: readonly { text: string; column: number }[]): string {
  const [first, ...rest] = lines;
  const arrow = /^\s*→\s*/.exec(first.text)?.[0];
  if (arrow === undefined) return lines.map(({ text }) => text.replace(/^ /, '').trimEnd()).join('\n');
  const textColumn = first.column + arrow.length;
  const cut = ({ text, column }: { text: string; column: number }): string => {
    const blanks = /^ */.exec(text)?.[0].length ?? 0;
    return text.slice(Math.min(blanks, Math.max(textColumn - column, 1))).trimEnd();
  };
  return '→' + [first.text.slice(arrow.length).trimEnd(), ...rest.map(cut)].join('\n');
}

const isConsoleLog = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === 'console.log';

const prints = (node: ts.Node): boolean => isConsoleLog(node) || (ts.forEachChild(node, prints) ?? false);

/** Statements whose printing happens where they stand, which a function's or a class's does not. */
const actsInPlace = (node: ts.Node): node is ts.Statement =>
  ts.isStatement(node) &&
  !ts.isBlock(node) &&
  !ts.isFunctionDeclaration(node) &&
  !ts.isClassDeclaration(node) &&
  !ts.isImportDeclaration(node);

/** In `for (…) console.log(x); // …` two statements end together: the inner one has the comment. */
function endsWithStatement(node: ts.Statement): boolean {
  if (ts.isIfStatement(node)) return !ts.isBlock(node.elseStatement ?? node.thenStatement);
  return ts.isIterationStatement(node, false) && !ts.isBlock(node.statement) && !ts.isDoStatement(node);
}

const quote = (text: string): string => JSON.stringify(text);

function importEdit(node: ts.ImportDeclaration): Edit {
  const specifier = (node.moduleSpecifier as ts.StringLiteral).text;
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const parts: string[] = [];
  if (clause && !clause.isTypeOnly) {
    if (clause.name) parts.push(`const ${clause.name.text} = $module.default ?? $module;`);
    if (bindings && ts.isNamespaceImport(bindings)) parts.push(`const ${bindings.name.text} = $module;`);
    if (bindings && ts.isNamedImports(bindings)) {
      const names = bindings.elements.filter((element) => !element.isTypeOnly);
      const fields = names.map((e) => (e.propertyName ? `${e.propertyName.text}: ${e.name.text}` : e.name.text));
      parts.push(`const { ${fields.join(', ')} } = $module;`);
    }
  }
  const load = `await $import(${quote(specifier)})`;
  const text = parts.map((part) => part.replaceAll('$module', `(${load})`)).join(' ');
  return { start: node.getStart(), end: node.end, text };
}

export function instrument(code: string): Instrumented {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const expected: string[] = [];

  const expectation = (node: ts.Node): string | null => {
    if (!actsInPlace(node) || endsWithStatement(node)) return null;
    const text = commentAfter(code, node.end);
    const states = text?.startsWith('→') || (prints(node) && !ts.isVariableStatement(node));
    return states ? text : null;
  };

  const insertPrint = (node: ts.Node, key: number): void => {
    const throws = expected[key].startsWith('throws ');
    if (throws) {
      edits.push({ start: node.getStart(), end: node.getStart(), text: `$throws(${key}, () => { ` });
      edits.push({ start: node.end, end: node.end, text: ' });' });
    } else if (ts.isExpressionStatement(node)) {
      edits.push({ start: node.expression.getStart(), end: node.expression.getStart(), text: `$print(${key})(` });
      edits.push({ start: node.expression.end, end: node.expression.end, text: ')' });
    } else if (ts.isVariableStatement(node) && node.declarationList.declarations.length === 1) {
      const { name } = node.declarationList.declarations[0];
      edits.push({ start: node.end, end: node.end, text: ` $print(${key})(${name.getText()});` });
    } else throw new Error(`no value for the arrow after: ${node.getText()}`);
  };

  /** `key`: which expectation the printing inside this node belongs to, -1 for none. */
  const visit = (node: ts.Node, key: number): void => {
    if (ts.isImportDeclaration(node)) {
      edits.push(importEdit(node));
      return;
    }
    const text = expectation(node);
    let own = key;
    if (text !== null) {
      own = expected.push(text.replace(/^→/, '')) - 1;
      if (!prints(node)) insertPrint(node, own);
    }
    if (isConsoleLog(node)) {
      edits.push({ start: node.expression.getStart(), end: node.expression.end, text: `$print(${own})` });
      node.arguments.forEach((argument) => visit(argument, own));
    } else ts.forEachChild(node, (child) => visit(child, own));
  };
  visit(source, -1);

  let edited = code;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start || b.end - a.end))
    edited = edited.slice(0, start) + text + edited.slice(end);
  const { outputText } = ts.transpileModule(edited, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return { body: `{\n${outputText.replace(/^export \{\};$/m, '')}\n}`, expected };
}

const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...scope: unknown[]) => Promise<void>;

/**
 * What the package's own specifiers mean: 'microtorch' is torch, 'microtorch/nn/init' is torch.nn.init, and what torch has not, such
 * as 'microtorch/pyplot', is a part of the package of its own.
 */
function importer(torch: object) {
  return async (specifier: string): Promise<unknown> => {
    const [name, ...path] = specifier.split('/');
    if (name !== 'microtorch' || (path.length > 0 && !(path[0] in torch))) return import(specifier);
    return path.reduce<unknown>((o, key) => (o as Record<string, unknown>)[key], torch);
  };
}

/**
 * Runs an example; throws what it throws, or says where it did not print what its comments say. `scope` are the names that it may
 * use without importing them, torch among them.
 */
export async function runExample(code: string, scope: Readonly<Record<string, unknown> & { torch: object }>) {
  const { body, expected } = instrument(code);
  const printed = expected.map(() => [] as string[]);
  const $print =
    (key: number) =>
    (...xs: unknown[]) =>
      void printed[key]?.push(format(...xs));
  const $throws = (key: number, f: () => void) => {
    try {
      f();
    } catch (e) {
      const { message } = e as Error;
      const [, start] = expected[key].split(/^throws /);
      printed[key].push(message.startsWith(start) ? expected[key] : `throws ${message}`);
      return;
    }
    printed[key].push('nothing was thrown');
  };
  const all = { ...scope, $print, $throws, $import: importer(scope.torch) };
  await new AsyncFunction(...Object.keys(all), body)(...Object.values(all));
  const trim = (text: string): string =>
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n');
  expected.forEach((text, key) => {
    const got = trim(printed[key].join('\n'));
    if (got !== text) throw new Error(`the example says\n${text}\nand prints\n${got}`);
  });
}
