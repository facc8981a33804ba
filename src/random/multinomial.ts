import { RuntimeError } from '../tensor/errors.js';
import type { FloatArray } from './checks.js';
import { exponential } from './continuous.js';
import type { RandomEngine } from './engine.js';

/** What `multinomial` draws. */
export interface MultinomialShape {
  /** How many distributions there are. */
  readonly rows: number;
  /** How many weights each of them has. */
  readonly categories: number;
  /** How many categories are drawn from each of them. */
  readonly samples: number;
  /** Whether a category can be drawn more than once. */
  readonly replacement: boolean;
  /** Whether the exponential samples are drawn column after column, as for weights that lie so in memory. */
  readonly byColumns?: boolean;
}

function check(weights: FloatArray, first: number, { rows, categories, samples, replacement }: MultinomialShape): void {
  if (!(samples > 0)) throw new RuntimeError('cannot sample n_sample <= 0 samples');
  if (!replacement && samples > categories)
    throw new RuntimeError('cannot sample n_sample > prob_dist.size(-1) samples without replacement');
  if (categories > 2 ** 24) throw new RuntimeError('number of categories cannot exceed 2^24');
  const all = weights.subarray(first, first + rows * categories);
  if (!all.every((w) => w >= 0 && w < Infinity))
    throw new RuntimeError('probability tensor contains either `inf`, `nan` or element < 0');
  for (let row = 0; row < rows; row++)
    if (!all.subarray(row * categories, (row + 1) * categories).some((w) => w > 0))
      throw new RuntimeError('invalid multinomial distribution (sum of probabilities <= 0)');
}

/** The first index of the largest value. */
function argmax(values: FloatArray): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The indices of values that descend; of equal values, the first comes first. */
function ranking(values: FloatArray): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
}

/** The first index whose value is at least u, in values that ascend. */
function lowerBound(values: FloatArray, u: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < u) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes the cumulative distribution over the weights, its last value being 1. */
function accumulate(weights: FloatArray): void {
  const n = weights.length;
  for (let j = 1; j < n; j++) weights[j] += weights[j - 1];
  const sum = weights[n - 1];
  for (let j = 0; j < n; j++) weights[j] /= sum;
  weights[n - 1] = 1;
}

/**
 * Draws categories from distributions given by weights, which need not sum to one.
 *
 * PyTorch's `torch.multinomial`. With replacement, the cumulative distribution is searched for a uniform sample of two
 * draws. Without, or for a single sample, the categories with the largest `w/q` are taken, the largest first, q being a
 * sample of the exponential distribution for every weight; of equal ratios, as those of weights 0 are, the first.
 *
 * @param out the array that is filled with indices of categories, from index `start` on, row after row
 * @param weights the weights, from index `first` on, row after row; finite and not negative, some in every row positive
 * @param shape the numbers of rows, categories and samples, and whether categories are put back
 * @throws RuntimeError for weights that are no distribution, more samples than categories to draw from, or no samples
 */
export function multinomial(
  rng: RandomEngine,
  out: BigInt64Array,
  start: number,
  weights: FloatArray,
  first: number,
  shape: MultinomialShape,
): void {
  check(weights, first, shape);
  const { rows, categories, samples, replacement, byColumns = false } = shape;
  const searching = replacement && samples > 1;
  const noise = weights.slice(first, first + (searching ? 0 : rows * categories));
  exponential(rng, noise, 0, noise.length);
  for (let row = 0; row < rows; row++) {
    const to = start + row * samples;
    const from = first + row * categories;
    const scores = weights.slice(from, from + categories);
    if (searching) {
      accumulate(scores);
      for (let i = 0; i < samples; i++) out[to + i] = BigInt(lowerBound(scores, rng.uniform53()));
    } else {
      for (let j = 0; j < categories; j++) scores[j] /= noise[byColumns ? j * rows + row : row * categories + j];
      const order = samples === 1 ? [argmax(scores)] : ranking(scores);
      for (let i = 0; i < samples; i++) out[to + i] = BigInt(order[i]);
    }
  }
}
