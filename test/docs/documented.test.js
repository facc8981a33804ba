import ts from 'typescript';
import { root } from './find.js';
import { createProgram, publicSymbols } from './program.js';
/** What a user calls, in whatever way it was declared. */
const isCallable = (symbol, checker) => {
    if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class))
        return true;
    if (!(symbol.flags & ts.SymbolFlags.Variable) || !symbol.valueDeclaration)
        return false;
    const type = checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration);
    return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
};
const fileOf = (symbol) => (symbol.declarations?.[0]?.getSourceFile().fileName ?? '').replace(root, '');
describe('the documentation', () => {
    let ours;
    let checker;
    before(function () {
        this.timeout(60_000);
        const program = createProgram();
        checker = program.getTypeChecker();
        ours = [...publicSymbols(program)]
            .map(([symbol, name]) => ({ name, file: fileOf(symbol), symbol }))
            .filter(({ file, symbol }) => file.startsWith('src/') && isCallable(symbol, checker));
    });
    const fail = (what, missing) => {
        const names = missing.map(({ name, file }) => `  ${name} (${file})`);
        if (names.length)
            throw new Error(`${names.length} lack ${what}:\n${names.join('\n')}`);
    };
    it('has a comment for every exported function and class', () => {
        const silent = ours.filter(({ symbol }) => symbol.getDocumentationComment(checker).length === 0);
        fail('a doc comment', silent);
    });
    it('has an example for every op', () => {
        const ops = ours.filter(({ file }) => file.startsWith('src/ops/'));
        fail('an @example', ops.filter(({ symbol }) => !symbol.getJsDocTags(checker).some(({ name }) => name === 'example')));
    });
});
//# sourceMappingURL=documented.test.js.map