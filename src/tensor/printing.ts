import type { ElementType } from '../ndarray/element.js';
import { pythonExponential, pythonFixed, pythonRepr, pythonScalar } from './python_number.js';

/** What printing needs to see of a tensor. */
export interface Printable {
  /** The size of each dimension. */
  readonly shape: readonly number[];
  /** The type of the elements. */
  readonly dtype: ElementType;
  /** The element at an index of one number a dimension; only elements that are shown are asked for. */
  at(index: readonly number[]): number | bigint | boolean;
}

/** What stands around the elements in a tensor's text. */
export interface PrintMeta {
  /** The word before the bracket: `tensor`, or the name of a class derived from Tensor. */
  prefix?: string;
  /** The default dtype, which goes without saying. */
  defaultFloat: 'float32' | 'float64';
  /** The name of the node that made the tensor, as `AddBackward0`. */
  gradFn?: string;
  /** Whether the tensor requires gradients; shown for a tensor without `gradFn`. */
  requiresGrad?: boolean;
  /** Whether the tensor is a parameter. */
  parameter?: boolean;
}

/** How tensors are printed. */
export interface PrintOptions {
  /** Digits after the point of floating-point elements. */
  precision: number;
  /** A tensor of more elements than this is summarized. */
  threshold: number;
  /** Elements shown at the beginning and the end of each dimension of a summary. */
  edgeitems: number;
  /** Characters a line, after which it is broken. */
  linewidth: number;
  /** Scientific notation always (true), never (false) or where the magnitudes ask for it (null). */
  sci_mode: boolean | null;
}

const PROFILES = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Infinity, edgeitems: 3, linewidth: 80 },
};

/** The options of `set_printoptions`; what is left out or null stays as it is, but for `sci_mode`. */
export type SetPrintOptions = { [name in keyof PrintOptions]?: PrintOptions[name] | null } & {
  /** A set of options to start from. */
  profile?: keyof typeof PROFILES | null;
};

const PARAMETERS = ['precision', 'threshold', 'edgeitems', 'linewidth', 'profile', 'sci_mode'] as const;

let current: PrintOptions = { ...PROFILES.default, sci_mode: null };

/** The options with which tensors are printed now, as a copy. */
export function printOptions(): PrintOptions {
  return { ...current };
}

/**
 * Sets how tensors are printed (PyTorch: `torch.set_printoptions`).
 *
 * What is not given stays as it is, except `sci_mode`, which every call sets anew, to the automatic choice where it is not given.
 *
 * @param options any of `precision` (4), `threshold` (1000), `edgeitems` (3), `linewidth` (80), `sci_mode` (null), and `profile`:
 *   `'default'`, `'short'` or `'full'`, from which the others start. They may also be given in PyTorch's order.
 * @throws TypeError for an unknown option or a value that no tensor could be printed with; nothing is changed then
 * @example
 * torch.set_printoptions({ precision: 2 });
 * console.log(torch.tensor([1.12345])); // tensor([1.12])
 * torch.set_printoptions({ profile: 'default' });
 */
export function set_printoptions(options?: SetPrintOptions): void;
export function set_printoptions(precision: number | null, options: SetPrintOptions): void;
export function set_printoptions(
  precision?: number | null,
  threshold?: number | null,
  edgeitems?: number | null,
  linewidth?: number | null,
  profile?: keyof typeof PROFILES | null,
  sci_mode?: boolean | null,
): void;
export function set_printoptions(...args: unknown[]): void {
  const given = namedArguments(args);
  const option = <T>(name: (typeof PARAMETERS)[number], isValid: (value: unknown) => value is T, what: string) => {
    const value = given.get(name) ?? undefined;
    if (value !== undefined && !isValid(value))
      throw new TypeError(`set_printoptions: ${name} must be ${what}, got ${String(value)}`);
    return value;
  };
  const profile = option('profile', isProfile, "'default', 'short' or 'full'");
  const base = profile ? PROFILES[profile] : current;
  current = {
    precision: option('precision', isCount, 'a whole number, zero or more') ?? base.precision,
    threshold: option('threshold', isNumber, 'a number') ?? base.threshold,
    edgeitems: option('edgeitems', isCount, 'a whole number, zero or more') ?? base.edgeitems,
    linewidth: option('linewidth', isNumber, 'a number') ?? base.linewidth,
    sci_mode: option('sci_mode', isBoolean, 'true, false or null') ?? null,
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isProfile = (value: unknown): value is keyof typeof PROFILES =>
  typeof value === 'string' && Object.hasOwn(PROFILES, value);

/** The arguments of `set_printoptions` by name: positional ones in PyTorch's order, then the entries of a trailing object. */
function namedArguments(args: readonly unknown[]): Map<string, unknown> {
  const last = args.at(-1);
  const keywords = typeof last === 'object' && last !== null ? last : {};
  const positional = keywords === last ? args.slice(0, -1) : args;
  const names: readonly string[] = PARAMETERS;
  if (positional.length > names.length)
    throw new TypeError(
      `set_printoptions() takes from 0 to ${names.length} positional arguments but ${positional.length} were given`,
    );
  const given = new Map(positional.map((value, i) => [names[i], value]));
  for (const [name, value] of Object.entries(keywords)) {
    if (!names.includes(name))
      throw new TypeError(
        `set_printoptions() got an unexpected keyword argument '${name}'; it has ${names.join(', ')}`,
      );
    if (given.has(name)) throw new TypeError(`set_printoptions() got multiple values for argument '${name}'`);
    given.set(name, value);
  }
  return given;
}

type Element = number | bigint | boolean;

/** The texts of a tensor's elements, and the width to which each is right-aligned. */
interface ElementTexts {
  readonly texts: readonly string[];
  readonly width: number;
}

const widest = (texts: readonly string[]): number => texts.reduce((width, text) => Math.max(width, text.length), 1);

/** Floats are written alike: as whole numbers with a point if all are whole, else with `precision` digits, or in scientific notation. */
function floatTexts(values: readonly number[]): ElementTexts {
  const { precision, sci_mode } = current;
  // Zeros, infinities and NaN have no magnitude, and count neither for the notation nor for the width.
  const isSized = (value: number): boolean => Number.isFinite(value) && value !== 0;
  const sized = values.filter(isSized);
  let smallest = Infinity;
  let largest = 0;
  for (const value of sized) {
    smallest = Math.min(smallest, Math.abs(value));
    largest = Math.max(largest, Math.abs(value));
  }
  const spread = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4;
  const scientific = sized.length > 0 && (sci_mode ?? spread);
  const whole = sized.every(Number.isInteger);

  const texts = values.map((value) => {
    if (scientific) return pythonExponential(value, precision);
    if (!whole) return pythonFixed(value, precision);
    return pythonFixed(value, 0) + (Number.isFinite(value) ? '.' : '');
  });
  return { texts, width: widest(texts.filter((_, i) => isSized(values[i]))) };
}

function elementTexts(dtype: ElementType, values: readonly Element[]): ElementTexts {
  if (dtype === 'float32' || dtype === 'float64') return floatTexts(values.map(Number));
  const texts = values.map((value) => pythonScalar(dtype === 'bool' ? Boolean(value) : value, false));
  return { texts, width: widest(texts) };
}

/** Stands for the elements that a summary leaves out. */
const GAP = -1;

const range = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

/** The positions that are shown of a dimension, with a `GAP` where a summary leaves some out. */
function shownPositions(size: number, summarize: boolean): number[] {
  const { edgeitems } = current;
  if (!summarize || size <= 2 * edgeitems) return range(0, size);
  return [...range(0, edgeitems), GAP, ...range(size - edgeitems, size)];
}

/** The elements at all combinations of positions, the last dimension fastest. */
function* shownElements(
  x: Printable,
  positions: readonly number[][],
  index: readonly number[] = [],
): Generator<Element> {
  if (index.length === positions.length) yield x.at(index);
  else for (const i of positions[index.length]) if (i !== GAP) yield* shownElements(x, positions, [...index, i]);
}

function chunks(items: readonly string[], size: number): string[][] {
  const result: string[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}

/** The nested brackets: rows broken at the line width, n - 1 line breaks between the parts of an n-dimensional block. */
function nestedText(x: Printable, summarize: boolean, indent: number): string {
  const rank = x.shape.length;
  const positions = x.shape.map((size) => shownPositions(size, summarize));
  const { texts, width } = elementTexts(x.dtype, [...shownElements(x, positions)]);
  let next = 0;

  const block = (depth: number): string => {
    if (depth === rank) return texts[next++].padStart(width);
    const isRow = depth === rank - 1;
    const gap = isRow && current.edgeitems > 0 ? ' ...' : '...';
    const parts = positions[depth].map((i) => (i === GAP ? gap : block(depth + 1)));
    const perLine = Math.max(1, Math.floor((current.linewidth - indent - depth) / (width + ', '.length)));
    const lines = isRow ? chunks(parts, perLine).map((line) => line.join(', ')) : parts;
    const lineBreaks = '\n'.repeat(Math.max(1, rank - depth - 1));
    return `[${lines.join(`,${lineBreaks}${' '.repeat(indent + depth + 1)}`)}]`;
  };
  return block(0);
}

/** What is said after the elements: a size and dtype that they do not show, and the part in the graph. */
function notes(x: Printable, isEmpty: boolean, meta: PrintMeta): string[] {
  const showSize = isEmpty ? x.shape.length !== 1 : current.edgeitems === 0;
  const isObvious = x.dtype === meta.defaultFloat || (!isEmpty && (x.dtype === 'int64' || x.dtype === 'bool'));
  const result: string[] = [];
  if (showSize) result.push(`size=${pythonRepr(x.shape, { tuple: true })}`);
  if (!isObvious) result.push(`dtype=torch.${x.dtype}`);
  if (meta.gradFn !== undefined) result.push(`grad_fn=<${meta.gradFn}>`);
  else if (meta.requiresGrad) result.push('requires_grad=True');
  return result;
}

/** Appends each note to the last line, or on a line of its own where it would pass the line width. */
function appendNotes(text: string, notes: readonly string[], indent: number): string {
  let column = text.length - text.lastIndexOf('\n') + 1;
  for (const note of notes) {
    const fits = column + ', '.length + note.length <= current.linewidth;
    text += fits ? `, ${note}` : `,\n${' '.repeat(indent)}${note}`;
    column = (fits ? column + ', '.length : indent) + note.length;
  }
  return text;
}

/**
 * The text of a tensor, as PyTorch's `repr` gives it.
 *
 * Up to `threshold` elements are shown in full, of more only the edges of each dimension; hidden elements are not read.
 *
 * @param x the tensor's shape, dtype and elements
 * @param meta what stands around the elements
 * @example
 * formatTensor({ shape: [2], dtype: 'float32', at: ([i]) => i + 0.5 }, { defaultFloat: 'float32' }); // 'tensor([0.5000, 1.5000])'
 */
export function formatTensor(x: Printable, meta: PrintMeta): string {
  const prefix = `${meta.prefix ?? 'tensor'}(`;
  const numel = x.shape.reduce((n, size) => n * size, 1);
  const elements = numel === 0 ? '[]' : nestedText(x, numel > current.threshold, prefix.length);
  const text = appendNotes(prefix + elements, notes(x, numel === 0, meta), prefix.length);
  return `${meta.parameter ? 'Parameter containing:\n' : ''}${text})`;
}
