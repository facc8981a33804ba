/** One recorded case; FORMAT.md says what stands in it. */
export interface Case {
  readonly id: string;
}
/** How a passing case still differs from PyTorch: in an error's or a repr's words. */
export interface OtherWording {
  readonly got: string;
  readonly wanted: string;
}
export interface Conformance {
  exists(c: Case): boolean;
  run(pack: string, c: Case): OtherWording | undefined;
}
export declare const casesDir: string;
export declare function packNames(dir?: string): string[];
export declare function readPack(pack: string, dir?: string): Case[];
export declare function nameOf(c: Case): string | null;
export declare function conformance(torch: object): Conformance;
