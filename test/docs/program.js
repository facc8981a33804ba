import ts from 'typescript';
import { root } from './find.js';
const indexFile = `${root}src/index.ts`;
/** The library under the project's own compiler options, with extra files that exist only here. */
export function createProgram(files = []) {
    const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    options.paths = { microtorch: [indexFile] };
    const texts = new Map(files.map(({ name, text }) => [`${root}test/docs/${name}`, text]));
    const host = ts.createCompilerHost(options, true);
    const { fileExists, readFile } = host;
    host.fileExists = (path) => texts.has(path) || fileExists(path);
    host.readFile = (path) => texts.get(path) ?? readFile(path);
    const { getSourceFile } = host;
    host.getSourceFile = (path, languageVersion, ...rest) => {
        const text = texts.get(path);
        return text === undefined
            ? getSourceFile(path, languageVersion, ...rest)
            : ts.createSourceFile(path, text, languageVersion, true);
    };
    return ts.createProgram([indexFile, ...texts.keys()], options, host);
}
/** What the compiler has to say on one of the files, a line each. */
export function complaints(program, { name }) {
    const file = program.getSourceFile(`${root}test/docs/${name}`);
    return ts.getPreEmitDiagnostics(program, file).map((diagnostic) => {
        const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
        const line = file?.text.slice(0, diagnostic.start).split('\n').length ?? 0;
        return `${file?.text.split('\n')[line - 1].trim()}\n  TS${diagnostic.code}: ${text}`;
    });
}
/** The public surface: what index.ts exports, and what the namespaces in it export, by the path a user writes. */
export function publicSymbols(program) {
    const checker = program.getTypeChecker();
    const found = new Map();
    const resolve = (symbol) => symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const visit = (module, path) => {
        for (const exported of checker.getExportsOfModule(module)) {
            const symbol = resolve(exported);
            if (exported.name === 'default' || found.has(symbol))
                continue; // the default is torch itself
            const name = `${path}.${exported.name}`;
            found.set(symbol, name);
            if (symbol.flags & ts.SymbolFlags.Module)
                visit(symbol, name);
        }
    };
    const index = program.getSourceFile(indexFile);
    const module = index && checker.getSymbolAtLocation(index);
    if (!module)
        throw new Error('src/index.ts exports nothing');
    visit(module, 'torch');
    return found;
}
//# sourceMappingURL=program.js.map