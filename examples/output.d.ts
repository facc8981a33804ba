/** Prints the first lines at once, and the last ones at the end, with `...` for those between. */
export declare class Excerpt {
    private readonly all;
    private readonly head;
    private readonly tail;
    /** Everything that was printed. */
    readonly lines: string[];
    /**
     * @param all whether every line is shown
     * @param head how many lines are shown at the beginning
     * @param tail how many at the end
     */
    constructor(all: boolean, head?: number, tail?: number);
    print(line: string): void;
    /** Shows the last lines. */
    end(): void;
}
/** The numbers 0, 1, … with a progress bar, where the output is a terminal. */
export declare function progressBar(count: number): Generator<number>;
