// How a run shows itself in the terminal.
import { trange } from 'microtorch/tqdm';

/** Prints the first lines at once, and the last ones at the end, with `...` for those between. */
export class Excerpt {
  /** Everything that was printed. */
  readonly lines: string[] = [];

  /**
   * @param all whether every line is shown
   * @param head how many lines are shown at the beginning
   * @param tail how many at the end
   */
  constructor(
    private readonly all: boolean,
    private readonly head = 8,
    private readonly tail = 9,
  ) {}

  print(line: string): void {
    this.lines.push(line);
    if (this.all || this.lines.length <= this.head) console.log(line);
  }

  /** Shows the last lines. */
  end(): void {
    const hidden = this.all ? [] : this.lines.slice(this.head);
    if (hidden.length > this.tail) console.log('...');
    for (const line of hidden.slice(-this.tail)) console.log(line);
  }
}

/** The numbers 0, 1, … with a progress bar, where the output is a terminal. */
export const progressBar = (count: number): Iterable<number> => trange(count, { desc: 'epoch', leave: false });
