import ts from 'typescript';
/** A text that is compiled as if it were a file beside the tests, importing the package by its name. */
export interface VirtualFile {
    readonly name: string;
    readonly text: string;
}
/** The library under the project's own compiler options, with extra files that exist only here. */
export declare function createProgram(files?: readonly VirtualFile[]): ts.Program;
/** What the compiler has to say on one of the files, a line each. */
export declare function complaints(program: ts.Program, { name }: VirtualFile): string[];
/** The public surface: what index.ts exports, and what the namespaces in it export, by the path a user writes. */
export declare function publicSymbols(program: ts.Program): Map<ts.Symbol, string>;
