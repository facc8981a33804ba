import { IndexError, ValueError } from './errors.js';

/** A Python slice: `start:stop:step`, each part null where it is left out. */
export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** One entry of a basic index: a number, a slice, None (a new dimension) or `...` (all dimensions not named). */
export type BasicIndex = number | boolean | Slice | null | '...';

const PART = /^\s*([+-]?\d+)?\s*$/;
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/**
 * Whether a property name can be an index: it starts like a number, a slice, None or `...`. All other names are
 * members, or `undefined` as on any object.
 */
export function looksLikeIndex(key: string): boolean {
  const c = key.charCodeAt(0);
  return (
    (c >= DIGIT_0 && c <= DIGIT_9) ||
    c === 45 ||
    c === 58 ||
    c === 46 ||
    c === 32 ||
    c === 43 ||
    /^(None|True|False)\b/.test(key)
  );
}

const cache = new Map<string, readonly BasicIndex[] | null>();
const CACHE_LIMIT = 4096;

/**
 * Reads an index written as in Python: `'2'`, `'1:3'`, `'None, :'`, `'..., -1'`, `'::2, 1'`.
 *
 * @returns the entries, or null for a text that is no index
 * @throws ValueError for a step of 0 or less
 */
export function parseIndex(text: string): readonly BasicIndex[] | null {
  let parsed = cache.get(text);
  if (parsed === undefined) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, (parsed = parseEntries(text)));
  }
  return parsed;
}

function parseEntries(text: string): readonly BasicIndex[] | null {
  const entries: BasicIndex[] = [];
  const parts = text.split(',');
  if (parts.length > 1 && parts[parts.length - 1].trim() === '') parts.pop(); // Python's trailing comma
  for (const part of parts) {
    const entry = parseEntry(part.trim());
    if (entry === undefined) return null;
    entries.push(entry);
  }
  return entries;
}

function parseEntry(text: string): BasicIndex | undefined {
  if (text === '...') return '...';
  if (text === 'None') return null;
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (!text.includes(':')) return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  const parts = text.split(':').map((part) => PART.exec(part));
  if (parts.length > 3 || parts.includes(null)) return undefined;
  const [start, stop, step] = parts.map((match) => (match?.[1] === undefined ? null : Number(match[1])));
  if (step !== null && step !== undefined && step <= 0)
    throw step === 0 ? new ValueError('slice step cannot be zero') : new ValueError('step must be greater than zero');
  return { start, stop, step: step ?? null };
}

/** The first element, the number of elements and the step that a slice selects of a dimension of `size`. */
export function resolveSlice(
  { start, stop, step }: Slice,
  size: number,
): { start: number; length: number; step: number } {
  const clip = (x: number) => Math.min(Math.max(x < 0 ? x + size : x, 0), size);
  const from = clip(start ?? 0);
  const to = Math.max(clip(stop ?? size), from);
  const by = step ?? 1;
  return { start: from, length: Math.ceil((to - from) / by), step: by };
}

/** An index into a dimension of `size`, counted from its end when negative. */
export function wrapIndex(index: number, size: number, dim: number): number {
  if (index < -size || index >= size)
    throw new IndexError(`index ${index} is out of bounds for dimension ${dim} with size ${size}`);
  return index < 0 ? index + size : index;
}

/**
 * A dimension number, counted from the end when negative. A 0-dim tensor counts as having one dimension.
 *
 * @throws IndexError worded as PyTorch's
 */
export function wrapDim(dim: number, ndim: number): number {
  const n = Math.max(ndim, 1);
  if (!Number.isInteger(dim) || dim < -n || dim >= n)
    throw new IndexError(`Dimension out of range (expected to be in range of [${-n}, ${n - 1}], but got ${dim})`);
  return dim < 0 ? dim + n : dim;
}
