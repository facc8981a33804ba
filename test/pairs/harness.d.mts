/** A small program twice, in Python and in JavaScript; both print the same text. */
export interface Pair {
  readonly id: string;
  readonly area: string;
  readonly py: string;
  readonly js: string;
}
export interface PairResult {
  readonly lines: readonly string[];
  readonly error: string | null;
}
export declare const pairs: readonly Pair[];
export declare function compile(pair: Pair): (...scope: unknown[]) => Promise<unknown>;
export declare function runPair(torch: object, pair: Pair): Promise<PairResult>;
export declare function mistake(pair: Pair, result: PairResult, exact?: boolean): string | null;
