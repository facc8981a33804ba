import { standardError, type TextStream } from '../host.js';
import { AttributeError } from '../tensor/errors.js';
import { displayFor, writeAbove, type Display } from './display.js';
import { meter, shortNumber } from './meter.js';

/** Options of {@link tqdm}, by tqdm's names. */
export interface TqdmOptions {
  /** What stands before the bar. */
  desc?: string | null;
  /** How many there will be; by default what `length`, `size` or `__len__()` of the iterable says. */
  total?: number | null;
  /** Whether the bar stays on the screen when it is done. Default true. */
  leave?: boolean;
  /** Where it is written to. By default standard error if that is a terminal, and nowhere otherwise; a file or pipe gets plain lines. */
  file?: TextStream | null;
  /** The width of the line. */
  ncols?: number | null;
  /** Seconds between two pictures, at least. Default 0.1. */
  mininterval?: number;
  /** Whether nothing is shown. */
  disable?: boolean;
  /** What is counted. Default `'it'`. */
  unit?: string;
  /** Where counting begins. Default 0. */
  initial?: number;
  /** How much the rate of late counts beside the average: 0 is the average, 1 only the last step. Default 0.3. */
  smoothing?: number;
  /** What stands at the end. */
  postfix?: Readonly<Record<string, unknown>> | string | null;
  /** Whether the bar is drawn with `#`. */
  ascii?: boolean;
}

const OPTIONS = [
  'desc',
  'total',
  'leave',
  'file',
  'ncols',
  'mininterval',
  'disable',
  'unit',
  'initial',
  'smoothing',
  'postfix',
  'ascii',
];

/** What can be counted. */
type Walkable<T> = Iterable<T> | AsyncIterable<T>;

function lengthOf(iterable: object | null): number | null {
  if (iterable === null) return null;
  const { length, size, __len__ } = iterable as { length?: unknown; size?: unknown; __len__?: unknown };
  if (typeof __len__ === 'function') return Number(__len__.call(iterable));
  const count = typeof length === 'number' ? length : size;
  return typeof count === 'number' ? count : null;
}

/** A progress bar around an iterable, or one that is moved by hand. tqdm: `tqdm.tqdm`. */
export class Tqdm<T = never> implements Iterable<T>, AsyncIterable<T> {
  /** How many are done. */
  n: number;
  /** How many there will be; null where nobody knows. */
  total: number | null;
  /** Whether nothing is shown. */
  readonly disable: boolean;
  private desc: string;
  private postfix = '';
  private rate: number | null = null;
  private display: Display | null = null;
  private readonly started = Date.now();
  private shownAt = 0;
  private shownN: number;
  private closed = false;
  private readonly options: TqdmOptions;

  /** @internal */
  constructor(
    private readonly iterable: Walkable<T> | null,
    options: TqdmOptions,
  ) {
    for (const name of Object.keys(options))
      if (!OPTIONS.includes(name))
        throw new AttributeError(`Unknown argument(s): '${name}' (tqdm takes ${OPTIONS.join(', ')})`);
    this.options = options;
    this.n = this.shownN = options.initial ?? 0;
    this.total = options.total ?? lengthOf(iterable);
    this.disable = options.disable ?? false;
    this.desc = options.desc ?? '';
    if (options.postfix) this.setPostfix(options.postfix);
    this.refresh();
  }

  /** Walks the iterable and counts. */
  *[Symbol.iterator](): Iterator<T> {
    if (this.iterable === null || !(Symbol.iterator in this.iterable))
      throw new TypeError("'NoneType' object is not iterable");
    try {
      for (const item of this.iterable) {
        yield item;
        this.update();
      }
    } finally {
      this.close();
    }
  }

  /** Walks an asynchronous iterable and counts. */
  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    if (this.iterable === null) throw new TypeError("'NoneType' object is not iterable");
    try {
      for await (const item of this.iterable) {
        yield item;
        this.update();
      }
    } finally {
      this.close();
    }
  }

  /** Counts `n` more. tqdm: `tqdm.update`. */
  update(n = 1): void {
    this.n += n;
    const now = Date.now();
    if (now - this.shownAt >= (this.options.mininterval ?? 0.1) * 1000) this.picture(now);
  }

  /** Sets what stands before the bar. tqdm: `tqdm.set_description`. */
  set_description(desc: string | null = null, refresh = true): void {
    this.desc = desc ?? '';
    if (refresh) this.refresh();
  }

  /** Sets what stands at the end: `{ loss: 0.5 }` is `loss=0.5`. tqdm: `tqdm.set_postfix`. */
  set_postfix(values: Readonly<Record<string, unknown>>, refresh = true): void {
    this.setPostfix(values);
    if (refresh) this.refresh();
  }

  /** Sets the text at the end. tqdm: `tqdm.set_postfix_str`. */
  set_postfix_str(text: string, refresh = true): void {
    this.postfix = text;
    if (refresh) this.refresh();
  }

  private setPostfix(values: Readonly<Record<string, unknown>> | string): void {
    const one = (value: unknown): string =>
      typeof value === 'number' ? shortNumber(value) : `${value as string}`.trim();
    this.postfix =
      typeof values === 'string'
        ? values
        : Object.entries(values)
            .map(([name, value]) => `${name}=${one(value)}`)
            .join(', ');
  }

  /** Shows the bar as it is now. tqdm: `tqdm.refresh`. */
  refresh(): void {
    this.picture(Date.now());
  }

  /** Counts from the beginning again. tqdm: `tqdm.reset`. */
  reset(total: number | null = this.total): void {
    this.n = this.shownN = 0;
    this.total = total;
    this.refresh();
  }

  /** Ends the bar. tqdm: `tqdm.close`. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.disable) return;
    const average = this.n / Math.max((Date.now() - this.started) / 1000, 1e-9);
    this.display?.close(this.text(average), this.options.leave ?? true);
  }

  /** Ends the bar at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Writes a line without disturbing the bars. tqdm: `tqdm.write`. */
  static write(text: string): void {
    writeAbove(text, standardError());
  }

  private picture(now: number): void {
    if (this.disable || this.closed) return;
    const since = (now - (this.shownAt || this.started)) / 1000;
    const done = this.n - this.shownN;
    if (since > 0 && done > 0) {
      const smoothing = this.options.smoothing ?? 0.3;
      this.rate = this.rate === null ? done / since : smoothing * (done / since) + (1 - smoothing) * this.rate;
      if (smoothing === 0) this.rate = this.n / Math.max((now - this.started) / 1000, 1e-9);
    }
    [this.shownAt, this.shownN] = [now, this.n];
    this.display ??= displayFor(this.options.file ?? null, standardError());
    this.display.show(this.text(this.rate));
  }

  private text(rate: number | null): string {
    const { file, ncols, unit = 'it', ascii = false } = this.options;
    const stream = file ?? standardError();
    const columns = ncols ?? (stream?.isTTY === true ? (stream.columns ?? 80) - 1 : null);
    const elapsed = (Date.now() - this.started) / 1000;
    return meter({
      n: this.n,
      total: this.total,
      elapsed,
      rate,
      desc: this.desc,
      postfix: this.postfix,
      unit,
      columns,
      ascii,
    });
  }

  /** The bar's text. */
  toString(): string {
    return this.text(this.rate);
  }
}

const isOptions = (value: object | null): value is TqdmOptions =>
  value !== null && !(Symbol.iterator in value) && !(Symbol.asyncIterator in value);

/**
 * A progress bar: around what is walked, or moved by hand with `update`. It is shown on standard error if that is a terminal.
 *
 * @param iterable what is walked: a loader, a list, a generator; its length is the total
 * @param options `desc`, `total`, `leave`, `postfix`, `disable`, `unit`, …
 * @throws AttributeError for an unknown option
 * @example
 * import { tqdm } from 'microtorch/tqdm';
 * let sum = 0;
 * for (const x of tqdm([1, 2, 3], { desc: 'adding' })) sum += x;
 * console.log(sum); // 6
 * @see tqdm: `tqdm.tqdm`
 */
export function tqdm<T>(iterable: Walkable<T> | null, options?: TqdmOptions): Tqdm<T>;
export function tqdm(options?: TqdmOptions): Tqdm;
export function tqdm<T>(iterable: Walkable<T> | TqdmOptions | null = null, options: TqdmOptions = {}): Tqdm<T> {
  return isOptions(iterable) ? new Tqdm<T>(null, iterable) : new Tqdm<T>(iterable, options);
}

/** The numbers 0, 1, …, `n` - 1 with a progress bar. tqdm: `tqdm.trange`. */
export function trange(n: number, options: TqdmOptions = {}): Tqdm<number> {
  return tqdm(
    Array.from({ length: n }, (_, i) => i),
    options,
  );
}

/** Writes a line without disturbing the bars. tqdm: `tqdm.tqdm.write`. */
tqdm.write = (text: string): void => Tqdm.write(text);
