import { optional, type TextStream } from '../host.js';

/** Where the text of a bar is shown. */
export interface Display {
  show(text: string): void;
  /** Ends the bar; `leave` keeps its last text on the screen. */
  close(text: string, leave: boolean): void;
}

/** The part of cli-progress that is used. */
interface Bar {
  update(value: number, payload: { text: string }): void;
  stop(): void;
}
interface MultiBar {
  create(total: number, start: number, payload: { text: string }): Bar;
  remove(bar: Bar): boolean;
  update(): void;
  stop(): void;
  log(text: string): void;
}
interface CliProgress {
  readonly MultiBar: new (options: object) => MultiBar;
}

/** The bars that are on the screen, one below the other; made when the first one begins, gone with the last one. */
let screen: { readonly bars: MultiBar; readonly stream: TextStream; open: number } | null = null;

function openScreen(stream: TextStream): NonNullable<typeof screen> {
  const { MultiBar } = optional<CliProgress>('cli-progress', 'a progress bar in a terminal');
  const format = (_options: unknown, _params: unknown, payload: { text: string }): string => payload.text;
  const bars = new MultiBar({
    format,
    stream,
    fps: 10,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    emptyOnZero: true,
  });
  return { bars, stream, open: 0 };
}

/** A line on a terminal, below those that are there. */
function onTerminal(stream: TextStream): Display {
  screen ??= openScreen(stream);
  const own = screen;
  own.open++;
  const bar = own.bars.create(1, 0, { text: '' });
  return {
    show(text) {
      bar.update(0, { text });
      own.bars.update(); // by itself it would wait for a timer, which a synchronous loop never lets run
    },
    close(text, leave) {
      own.open--;
      own.bars.remove(bar);
      if (own.open > 0) {
        if (leave) own.bars.log(`${text}\n`);
        own.bars.update();
        return;
      }
      own.bars.stop();
      screen = null;
      if (leave) own.stream.write(`${text}\n`);
    },
  };
}

/** Whole lines, for files and pipes. */
const asLines = (stream: TextStream): Display => ({
  show: (text) => void stream.write(`${text}\n`),
  close: (text, leave) => void (leave && stream.write(`${text}\n`)),
});

const silent: Display = { show: () => {}, close: () => {} };

/**
 * Where a bar is shown.
 *
 * @param stream where the user wants it, or null
 * @param standard where it goes otherwise, if that is a terminal
 */
export function displayFor(stream: TextStream | null, standard: TextStream | null): Display {
  const chosen = stream ?? standard;
  if (chosen?.isTTY === true) return onTerminal(chosen);
  return stream === null ? silent : asLines(stream);
}

/** Writes a line above the bars that are on the screen. */
export function writeAbove(text: string, fallback: TextStream | null): void {
  if (screen === null) fallback?.write(`${text}\n`);
  else {
    screen.bars.log(`${text}\n`);
    screen.bars.update();
  }
}
