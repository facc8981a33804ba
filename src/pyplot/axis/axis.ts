import { ValueError } from '../../tensor/errors.js';
import type { Artist, Interval } from '../artists/artist.js';
import { numbers, categories, extent, vector } from '../data.js';
import { points, rcParams, type FontSize } from '../style/rc.js';
import type { Color } from '../style/color.js';
import { autoscaled, widened } from './limits.js';
import { scaleOf, type Scale, type ScaleName, type ScaleOptions } from './scale.js';
import { linearLabels, powerLabel, type TickLabels } from './tick_labels.js';
import { linearMinorTicks, linearTicks, logMinorTicks, logTicks } from './ticks.js';

/** What axes that share an axis have in common. */
interface Range {
  scale: Scale;
  base: number;
  /** Limits that were set, or null for those that the data ask for. */
  limits: Interval | null;
  inverted: boolean;
  margin: number;
  /** Categories by name, in the order in which they came. */
  readonly categories: string[];
  readonly artists: (readonly Artist[])[];
}

/** How ticks and their labels look; null where rcParams say it. */
export interface TickStyle {
  labelsize: FontSize | null;
  rotation: number;
  labelcolor: Color | null;
  color: Color | null;
  direction: 'in' | 'out' | 'inout' | null;
  length: number | null;
  width: number | null;
  pad: number | null;
  /** Whether ticks, and labels, are drawn at all. */
  ticks: boolean;
  labels: boolean;
  ha: 'left' | 'center' | 'right' | null;
}

/** @internal Ticks as they are drawn. */
export interface Ticks extends TickLabels {
  readonly major: readonly number[];
  readonly minor: readonly number[];
}

/** @internal One axis of axes: limits, scale, ticks. */
export class Axis {
  range: Range;
  label = '';
  minor = false;
  readonly style: TickStyle = {
    labelsize: null,
    rotation: 0,
    labelcolor: null,
    color: null,
    direction: null,
    length: null,
    width: null,
    pad: null,
    ticks: true,
    labels: true,
    ha: null,
  };
  private places: readonly number[] | null = null;
  private texts: readonly string[] | null = null;
  private format: ((value: number, at: number) => string) | null = null;

  constructor(
    readonly name: 'x' | 'y' | 'z',
    artists: readonly Artist[],
  ) {
    const margin = rcParams[name === 'x' ? 'axes.xmargin' : 'axes.ymargin'];
    this.range = {
      scale: scaleOf('linear'),
      base: 10,
      limits: null,
      inverted: false,
      margin,
      categories: [],
      artists: [artists],
    };
  }

  /** Shares limits and scale with another axis from now on. */
  share(other: Axis): void {
    other.range.artists.push(...this.range.artists);
    this.range = other.range;
  }

  get scale(): Scale {
    return this.range.scale;
  }

  setScale(name: ScaleName, options?: ScaleOptions): void {
    this.range.scale = scaleOf(name, options);
    this.range.base = options?.base ?? 10;
    const limits = this.range.limits;
    if (name === 'log' && limits !== null && limits[0] <= 0) this.range.limits = null;
  }

  /** The limits, the first being where the axis begins. */
  limits(): Interval {
    const [low, high] = this.range.limits ?? this.auto();
    return this.range.inverted && this.range.limits === null ? [high, low] : [low, high];
  }

  private auto(): Interval {
    const { scale, margin, artists } = this.range;
    const shown = artists.flat().filter((artist) => artist.visible);
    const above = { x: scale.above, y: scale.above };
    const key = this.name === 'x' ? 'x' : 'y';
    const ends = shown.flatMap((artist) => artist.extent(above)[key] ?? []);
    const sticky = shown.flatMap((artist) => artist.sticky[key]);
    return autoscaled(extent(ends), sticky, margin, scale);
  }

  /** Sets one or both limits; null leaves one as it is. */
  setLimits(low: number | null, high: number | null): void {
    const [was, wasHigh] = this.limits();
    const [from, to] = [low ?? was, high ?? wasHigh];
    for (const value of [from, to])
      if (!Number.isFinite(value)) throw new ValueError('Axis limits cannot be NaN or Inf');
    if (this.scale.name === 'log' && (from <= 0 || to <= 0)) {
      // matplotlib warns and ignores what a logarithmic axis cannot show
      this.range.limits = [from <= 0 ? was : from, to <= 0 ? wasHigh : to];
      return;
    }
    const [a, b] = widened([Math.min(from, to), Math.max(from, to)], this.scale);
    this.range.limits = from > to ? [b, a] : [a, b];
    this.range.inverted = from > to;
  }

  invert(): void {
    const { limits } = this.range;
    if (limits !== null) this.range.limits = [limits[1], limits[0]];
    this.range.inverted = !this.range.inverted;
  }

  /** Numbers for data on this axis: categories get the next whole ones. */
  values(data: unknown): readonly number[] {
    const names = categories(data);
    if (names === null) return vector(data);
    const known = this.range.categories;
    return names.map((name) => (known.includes(name) ? known.indexOf(name) : known.push(name) - 1));
  }

  /** Fixed places of ticks, with texts or without. */
  setTicks(places: readonly number[], texts: readonly string[] | null): void {
    if (texts !== null && texts.length !== places.length)
      throw new ValueError(
        `The number of FixedLocator locations (${places.length}), usually from a call to set_ticks, does not match the ` +
          `number of labels (${texts.length}).`,
      );
    this.places = places;
    this.texts = texts;
  }

  setFormat(format: (value: number, at: number) => string): void {
    this.format = format;
  }

  get hasFixedTicks(): boolean {
    return this.places !== null;
  }

  get fixedTicks(): readonly number[] | null {
    return this.places;
  }

  /** The size of tick labels in points. */
  get labelSize(): number {
    const size = this.style.labelsize ?? rcParams[this.name === 'x' ? 'xtick.labelsize' : 'ytick.labelsize'];
    return points(size);
  }

  /**
   * Ticks for an axis of this length in points; they lie within the limits.
   *
   * @param spread how many font sizes apart they should stand
   */
  ticks(length: number, spread = this.name === 'x' ? 3 : 2): Ticks {
    const [a, b] = this.limits();
    const [low, high] = a < b ? [a, b] : [b, a];
    const bins = Math.floor(length / (this.labelSize * spread));
    const all = this.allTicks(low, high, bins);
    const near = (high - low) * 1e-10;
    const inside = all.major.map((tick) => tick >= low - near && tick <= high + near);
    return {
      major: all.major.filter((_, i) => inside[i]),
      labels: all.labels.filter((_, i) => inside[i]),
      minor: all.minor.filter((tick) => tick >= low && tick <= high),
      offset: all.offset,
    };
  }

  private allTicks(low: number, high: number, bins: number): Ticks {
    const { categories: names, scale, base } = this.range;
    if (this.places !== null || names.length > 0) {
      const major = this.places ?? names.map((_, i) => i);
      const texts = this.texts ?? (this.places === null ? names : null);
      return {
        major,
        minor: [],
        ...(texts === null ? this.labelsOf(major, low, high) : { labels: texts, offset: '' }),
      };
    }
    if (scale.name === 'log') return this.logarithmic(low, high, Math.min(Math.max(bins, 2), 9), base);
    if (scale.name === 'symlog') return this.symmetric(low, high, base);
    const major = linearTicks(low, high, Math.min(Math.max(bins, 1), 9));
    const minor = this.minor ? linearMinorTicks(major, low, high) : [];
    return { major, minor, ...this.labelsOf(major, low, high) };
  }

  /** The labels of places: as the user's function writes them, or as numbers. */
  private labelsOf(major: readonly number[], low: number, high: number): TickLabels {
    const { format } = this;
    return format === null
      ? linearLabels(major, low, high)
      : { labels: major.map((tick, i) => format(tick, i)), offset: '' };
  }

  private logarithmic(low: number, high: number, bins: number, base: number): Ticks {
    const major = logTicks(low, high, bins, base);
    const minor = logMinorTicks(low, high, bins, base);
    // within one decade there would be hardly a label, so the places between get theirs
    if (major.length < 2 && minor.length > 0) {
      const all = [...major, ...minor].sort((p, q) => p - q);
      return {
        major: all,
        minor: [],
        labels: all.map((tick) => this.format?.(tick, 0) ?? powerLabel(tick, base)),
        offset: '',
      };
    }
    return {
      major,
      minor,
      labels: major.map((tick, i) => this.format?.(tick, i) ?? powerLabel(tick, base)),
      offset: '',
    };
  }

  private symmetric(low: number, high: number, base: number): Ticks {
    const powers = (to: number): number[] => (to > 1 ? logTicks(1, to, 6, base) : []);
    const major = [
      ...powers(-low)
        .map((tick) => -tick)
        .reverse(),
      0,
      ...powers(high),
    ];
    return { major, minor: [], labels: major.map((tick) => powerLabel(tick, base)), offset: '' };
  }
}

/** @internal The two limits that a call such as `set_xlim(0, 1)`, `([0, 1])` or `({ left: 0 })` means. */
export function readLimits(
  args: readonly unknown[],
  low: string,
  high: string,
): [low: number | null, high: number | null] {
  const last = args.at(-1);
  const named =
    typeof last === 'object' && last !== null && (low in last || high in last)
      ? (last as Record<string, unknown>)
      : null;
  const positional = named === null ? args : args.slice(0, -1);
  const pair: readonly unknown[] =
    positional.length === 1 && typeof positional[0] === 'object' && positional[0] !== null
      ? numbers(positional[0]).values
      : positional;
  const one = (value: unknown): number | null => (value === undefined || value === null ? null : vector(value)[0]);
  return [one(pair[0] ?? named?.[low]), one(pair[1] ?? named?.[high])];
}
