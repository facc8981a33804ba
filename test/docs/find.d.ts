import ts from 'typescript';
/** A piece of code that the documentation shows. */
export interface Example {
    /** Where it stands: a file and the symbol, or the heading, that it documents. */
    readonly name: string;
    readonly code: string;
    /** The file of src/ that it stands in: what that file exports and the package does not is in the example's scope. */
    readonly source?: string;
}
export declare const root: string;
/** The files under a folder of the repository, by path from its root; AssemblyScript is another language and left out. */
export declare function filesUnder(folder: string, extension: string): string[];
export declare const read: (path: string) => string;
export declare const parse: (path: string, text?: string) => ts.SourceFile;
/** Every example of the doc comments under src/, README.md and docs/, their names made unique by counting. */
export declare function findExamples(): Example[];
