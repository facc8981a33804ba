import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A piece of code that the documentation shows. */
export interface Example {
  /** Where it stands: a file and the symbol, or the heading, that it documents. */
  readonly name: string;
  readonly code: string;
  /** The file of src/ that it stands in: what that file exports and the package does not is in the example's scope. */
  readonly source?: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files under a folder of the repository, by path from its root; AssemblyScript is another language and left out. */
export function filesUnder(folder: string, extension: string): string[] {
  const entries = readdirSync(new URL(`../../${folder}/`, import.meta.url), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'assembly' ? [] : filesUnder(path, extension);
    return path.endsWith(extension) ? [path] : [];
  });
}

export const read = (path: string): string => readFileSync(root + path, 'utf8');

export const parse = (path: string, text = read(path)): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** The contents of the ```ts blocks of a Markdown text, each with the heading that it stands under; `ts no-run` is left out. */
function markdownBlocks(text: string): { code: string; heading: string }[] {
  const blocks: { code: string; heading: string }[] = [];
  let heading = '';
  let open: { fence: string; indent: number; wanted: boolean; lines: string[] } | null = null;
  for (const line of text.split('\n')) {
    if (open) {
      if (line.trim() !== open.fence) {
        open.lines.push(line.slice(open.indent));
        continue;
      }
      if (open.wanted) blocks.push({ code: open.lines.join('\n'), heading });
      open = null;
      continue;
    }
    const fence = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line);
    if (fence) {
      const [, indent, marks, info] = fence;
      const [language, ...flags] = info.trim().split(/\s+/);
      open = { fence: marks, indent: indent.length, wanted: language === 'ts' && !flags.includes('no-run'), lines: [] };
    } else heading = /^#+\s+(.*)$/.exec(line)?.[1] ?? heading;
  }
  return blocks;
}

const nameOf = (node: ts.Node): string =>
  ts.isVariableStatement(node)
    ? node.declarationList.declarations.map((d) => d.name.getText()).join()
    : (ts.getNameOfDeclaration(node as ts.Declaration)?.getText() ?? 'constructor');

/** The declaration's name with those around it: `Tensor.tanh`. */
function qualifiedName(node: ts.Node): string {
  const outer = ts.findAncestor(node.parent, (n) => ts.isInterfaceDeclaration(n) || ts.isClassDeclaration(n));
  return outer ? `${nameOf(outer)}.${nameOf(node)}` : nameOf(node);
}

/** The code of an `@example` tag: its ```ts blocks, or the whole of it where it has no fence. */
const tagBlocks = (text: string): string[] =>
  /^\s*(`{3,}|~{3,})/m.test(text) ? markdownBlocks(text).map(({ code }) => code) : [text];

function docExamples(path: string): Example[] {
  const source = parse(path);
  const found: Example[] = [];
  const visit = (node: ts.Node): void => {
    for (const child of node.getChildren(source)) {
      if (!ts.isJSDoc(child)) visit(child);
      else
        for (const tag of child.tags ?? [])
          if (tag.tagName.text === 'example')
            for (const code of tagBlocks(ts.getTextOfJSDocComment(tag.comment) ?? ''))
              found.push({ name: `${path}: ${qualifiedName(node)}`, code, source: path });
    }
  };
  visit(source);
  return found;
}

const markdownExamples = (path: string): Example[] =>
  markdownBlocks(read(path)).map(({ code, heading }) => ({ name: `${path}: ${heading}`, code }));

/** Every example of the doc comments under src/, README.md and docs/, their names made unique by counting. */
export function findExamples(): Example[] {
  const pages = ['README.md', ...filesUnder('docs', '.md').filter((path) => !path.startsWith('docs/api/'))];
  const all = [
    ...filesUnder('src', '.ts').flatMap(docExamples),
    ...pages.filter((path) => ts.sys.fileExists(root + path)).flatMap(markdownExamples),
  ];
  const seen = new Map<string, number>();
  return all.map(({ name, ...example }) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return { ...example, name: n === 1 ? name : `${name} (${n})` };
  });
}
