/** An example in a form that runs: an async function body, and the texts that it must print. */
interface Instrumented {
    readonly body: string;
    readonly expected: readonly string[];
}
export declare function instrument(code: string): Instrumented;
/**
 * Runs an example; throws what it throws, or says where it did not print what its comments say. `scope` are the names that it may
 * use without importing them, torch among them.
 */
export declare function runExample(code: string, scope: Readonly<Record<string, unknown> & {
    torch: object;
}>): Promise<void>;
export {};
