import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The files under a folder of the repository, by path from its root; AssemblyScript is another language and left out. */
export function filesUnder(folder, extension) {
    const entries = readdirSync(new URL(`../../${folder}/`, import.meta.url), { withFileTypes: true });
    return entries.flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory())
            return entry.name === 'assembly' ? [] : filesUnder(path, extension);
        return path.endsWith(extension) ? [path] : [];
    });
}
export const read = (path) => readFileSync(root + path, 'utf8');
export const parse = (path, text = read(path)) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
/** The contents of the ```ts blocks of a Markdown text, each with the heading that it stands under; `ts no-run` is left out. */
function markdownBlocks(text) {
    const blocks = [];
    let heading = '';
    let open = null;
    for (const line of text.split('\n')) {
        if (open) {
            if (line.trim() !== open.fence) {
                open.lines.push(line.slice(open.indent));
                continue;
            }
            if (open.wanted)
                blocks.push({ code: open.lines.join('\n'), heading });
            open = null;
            continue;
        }
        const fence = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line);
        if (fence) {
            const [, indent, marks, info] = fence;
            const [language, ...flags] = info.trim().split(/\s+/);
            open = { fence: marks, indent: indent.length, wanted: language === 'ts' && !flags.includes('no-run'), lines: [] };
        }
        else
            heading = /^#+\s+(.*)$/.exec(line)?.[1] ?? heading;
    }
    return blocks;
}
const nameOf = (node) => ts.isVariableStatement(node)
    ? node.declarationList.declarations.map((d) => d.name.getText()).join()
    : (ts.getNameOfDeclaration(node)?.getText() ?? 'constructor');
/** The declaration's name with those around it: `Tensor.tanh`. */
function qualifiedName(node) {
    const outer = ts.findAncestor(node.parent, (n) => ts.isInterfaceDeclaration(n) || ts.isClassDeclaration(n));
    return outer ? `${nameOf(outer)}.${nameOf(node)}` : nameOf(node);
}
/** The code of an `@example` tag: its ```ts blocks, or the whole of it where it has no fence. */
const tagBlocks = (text) => /^\s*(`{3,}|~{3,})/m.test(text) ? markdownBlocks(text).map(({ code }) => code) : [text];
function docExamples(path) {
    const source = parse(path);
    const found = [];
    const visit = (node) => {
        for (const child of node.getChildren(source)) {
            if (!ts.isJSDoc(child))
                visit(child);
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
const markdownExamples = (path) => markdownBlocks(read(path)).map(({ code, heading }) => ({ name: `${path}: ${heading}`, code }));
/** Every example of the doc comments under src/, README.md and docs/, their names made unique by counting. */
export function findExamples() {
    const pages = ['README.md', ...filesUnder('docs', '.md').filter((path) => !path.startsWith('docs/api/'))];
    const all = [
        ...filesUnder('src', '.ts').flatMap(docExamples),
        ...pages.filter((path) => ts.sys.fileExists(root + path)).flatMap(markdownExamples),
    ];
    const seen = new Map();
    return all.map(({ name, ...example }) => {
        const n = (seen.get(name) ?? 0) + 1;
        seen.set(name, n);
        return { ...example, name: n === 1 ? name : `${name} (${n})` };
    });
}
//# sourceMappingURL=find.js.map