import { ValueError } from '../../tensor/errors.js';
import type { PatchOptions } from '../artists/patch.js';
import { extent, numbers, vector, type Data } from '../data.js';
import type { Color } from '../style/color.js';

/** Options of a histogram. */
export interface HistOptions extends Omit<PatchOptions, 'color' | 'label'> {
  bins?: number | Data;
  range?: readonly [low: number, high: number];
  /** Whether the area under the bars is 1. */
  density?: boolean;
  weights?: Data;
  cumulative?: boolean;
  histtype?: 'bar' | 'barstacked' | 'step' | 'stepfilled';
  stacked?: boolean;
  orientation?: 'vertical' | 'horizontal';
  rwidth?: number;
  color?: Color | readonly Color[];
  label?: string | readonly string[];
}

const OWN = [
  'bins',
  'range',
  'density',
  'weights',
  'cumulative',
  'histtype',
  'stacked',
  'orientation',
  'rwidth',
  'color',
  'label',
];

/** Several lists are several histograms; a matrix has one in each column. */
function seriesOf(x: Data): (readonly number[])[] {
  if (
    Array.isArray(x) &&
    x.length > 0 &&
    x.every((part) => typeof part === 'object' && numbers(part).shape.length === 1)
  )
    return x.map(vector);
  const { shape, values } = numbers(x);
  if (shape.length < 2) return [values];
  return Array.from({ length: shape[1] }, (_, c) =>
    Array.from({ length: shape[0] }, (_, r) => values[r * shape[1] + c]),
  );
}

function edgesOf(all: readonly number[], bins: unknown, range: readonly [number, number] | undefined): number[] {
  if (typeof bins !== 'number' && typeof bins !== 'string') {
    const edges = [...vector(bins)];
    if (edges.some((edge, i) => i > 0 && edge < edges[i - 1]))
      throw new ValueError('`bins` must increase monotonically, when an array');
    return edges;
  }
  if (range !== undefined && !(range[0] <= range[1]))
    throw new ValueError('max must be larger than min in range parameter.');
  if (range === undefined && all.some((value) => value === Infinity || value === -Infinity))
    throw new ValueError('autodetected range of [-inf, inf] is not finite');
  let [low, high] = range ?? extent(all) ?? [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const count = typeof bins === 'number' ? bins : automatic(all, low, high);
  if (!Number.isInteger(count) || count < 1) throw new ValueError('`bins` must be positive, when an integer');
  return Array.from({ length: count + 1 }, (_, i) => (i === count ? high : low + (i * (high - low)) / count));
}

/** NumPy's `'auto'`: the finer of Sturges's and Freedman and Diaconis's rules. */
function automatic(all: readonly number[], low: number, high: number): number {
  const sorted = all.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return 1;
  const quantile = (q: number): number => {
    const at = q * (sorted.length - 1);
    const i = Math.floor(at);
    return sorted[i] + (at - i) * ((sorted[i + 1] ?? sorted[i]) - sorted[i]);
  };
  const sturges = (high - low) / (Math.log2(sorted.length) + 1);
  const freedman = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(sorted.length);
  const width = freedman > 0 ? Math.min(freedman, sturges) : sturges;
  return Math.max(1, Math.ceil((high - low) / width));
}

/** In which interval a value lies; the last one holds its end. */
function binOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 1;
  if (!(value >= edges[0] && value <= edges[last])) return -1;
  let [low, high] = [0, last - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (value >= edges[middle]) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many values fall into each interval, for each series; stacked ones lie on those before. */
export function binned(
  x: Data,
  options: HistOptions,
  fallback: number,
): { readonly counts: number[][]; readonly edges: number[]; readonly drop: readonly string[] } {
  const series = seriesOf(x);
  const edges = edgesOf(series.flat(), options.bins ?? fallback, options.range);
  const weights = options.weights === undefined ? null : vector(options.weights);
  if (weights !== null && weights.length !== series[0].length)
    throw new ValueError('weights should have the same shape as x');
  const counts = series.map((values) => {
    const heights = new Array<number>(edges.length - 1).fill(0);
    values.forEach((value, i) => {
      const bin = binOf(value, edges);
      if (bin >= 0) heights[bin] += weights?.[i] ?? 1;
    });
    const total = heights.reduce((sum, height) => sum + height, 0);
    return options.density === true ? heights.map((h, i) => h / total / (edges[i + 1] - edges[i])) : heights;
  });
  if (options.cumulative === true)
    for (const heights of counts) {
      let sum = 0;
      heights.forEach((h, i) => (heights[i] = sum += options.density === true ? h * (edges[i + 1] - edges[i]) : h));
    }
  if (options.stacked === true)
    counts.forEach((heights, k) => k > 0 && heights.forEach((h, i) => (heights[i] = h + counts[k - 1][i])));
  return { counts, edges, drop: OWN };
}
