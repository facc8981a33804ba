// How a run shows itself in the terminal.
import { Presets, SingleBar } from 'cli-progress';
/** Prints the first lines at once, and the last ones at the end, with `...` for those between. */
export class Excerpt {
    all;
    head;
    tail;
    /** Everything that was printed. */
    lines = [];
    /**
     * @param all whether every line is shown
     * @param head how many lines are shown at the beginning
     * @param tail how many at the end
     */
    constructor(all, head = 8, tail = 9) {
        this.all = all;
        this.head = head;
        this.tail = tail;
    }
    print(line) {
        this.lines.push(line);
        if (this.all || this.lines.length <= this.head)
            console.log(line);
    }
    /** Shows the last lines. */
    end() {
        const hidden = this.all ? [] : this.lines.slice(this.head);
        if (hidden.length > this.tail)
            console.log('...');
        for (const line of hidden.slice(-this.tail))
            console.log(line);
    }
}
/** The numbers 0, 1, … with a progress bar, where the output is a terminal. */
export function* progressBar(count) {
    const format = 'epoch {value}/{total} [{bar}] {percentage}% {eta_formatted} left';
    const bar = new SingleBar({ format, clearOnComplete: true, stream: process.stderr, fps: 5 }, Presets.rect);
    if (process.stderr.isTTY)
        bar.start(count, 0);
    for (let i = 0; i < count; i++) {
        yield i;
        if (process.stderr.isTTY) {
            bar.update(i + 1);
            bar.render();
        }
    }
    bar.stop();
}
//# sourceMappingURL=output.js.map