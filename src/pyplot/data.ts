import { pythonType, ValueError } from '../tensor/errors.js';

/** Elements in memory, with sizes and steps: a scijs `ndarray` and what is like it. */
export interface Strided {
  readonly data: ArrayLike<number> | ArrayLike<bigint> | { get(index: number): number };
  readonly shape: readonly number[];
  readonly stride?: readonly number[];
  readonly strides?: readonly number[];
  readonly offset?: number;
}

/** What has a `numpy()`: a tensor. One that requires grad refuses, as in PyTorch. */
export interface HasNumpy {
  numpy(): Strided;
}

/** What gives its elements as nested lists: an array of numpy-ts. */
export interface HasList {
  tolist(): unknown;
}

/**
 * What can be drawn: numbers, (nested) lists of numbers or of 0-dim tensors, typed arrays, tensors, `ndarray`s, arrays of
 * numpy-ts, and anything that can be iterated. Strings stand for categories where an axis has them.
 */
export type Data =
  | number
  | bigint
  | boolean
  | string
  | HasNumpy
  | HasList
  | Strided
  | ArrayBufferView
  | Iterable<unknown>
  | readonly Data[];

/** Numbers in row-major order with their sizes. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null;
const hasNumpy = (x: unknown): x is HasNumpy => isObject(x) && 'numpy' in x && typeof x.numpy === 'function';
const hasList = (x: unknown): x is HasList => isObject(x) && 'tolist' in x && typeof x.tolist === 'function';
const isStrided = (x: unknown): x is Strided =>
  isObject(x) && 'data' in x && 'shape' in x && Array.isArray(x.shape) && isObject(x.data);
const isIterable = (x: unknown): x is Iterable<unknown> => isObject(x) && Symbol.iterator in x;

function readStrided({ data, shape, stride, strides, offset = 0 }: Strided): Numbers {
  const steps = stride ?? strides ?? shape.map((_, d) => shape.slice(d + 1).reduce((n, size) => n * size, 1));
  const values: number[] = [];
  const walk = (d: number, at: number): void => {
    if (d === shape.length) values.push(Number('get' in data ? data.get(at) : data[at]));
    else for (let i = 0; i < shape[d]; i++) walk(d + 1, at + i * steps[d]);
  };
  walk(0, offset);
  return { shape, values };
}

function join(parts: readonly Numbers[]): Numbers {
  if (parts.length === 0) return { shape: [0], values: [] };
  const inner = parts[0].shape;
  for (const { shape } of parts)
    if (shape.join() !== inner.join())
      throw new ValueError(
        'setting an array element with a sequence. The requested array has an inhomogeneous shape: ' +
          `a part of shape ${shapeText(shape)} beside one of ${shapeText(inner)}`,
      );
  return { shape: [parts.length, ...inner], values: parts.flatMap(({ values }) => values) };
}

/** A shape as Python writes a tuple. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;

/**
 * The numbers of what is to be drawn.
 *
 * @throws TypeError for what is no number, ValueError for a ragged list, RuntimeError for a tensor that requires grad
 */
export function numbers(data: unknown): Numbers {
  if (typeof data === 'number' || typeof data === 'bigint' || typeof data === 'boolean')
    return { shape: [], values: [Number(data)] };
  if (data === null || data === undefined) return { shape: [], values: [NaN] };
  if (hasNumpy(data)) return readStrided(data.numpy());
  if (hasList(data)) return numbers(data.tolist());
  if (isStrided(data)) return readStrided(data);
  if (Array.isArray(data) && data.every((x) => typeof x === 'number')) return { shape: [data.length], values: data };
  if (isIterable(data)) {
    if (typeof data !== 'string') return join(Array.from(data, numbers));
  }
  throw new TypeError(`float() argument must be a string or a real number, not '${pythonType(data)}'`);
}

/**
 * The same as one list: a number becomes a list of one, more dimensions are flattened.
 *
 * @throws as {@link numbers}
 */
export const vector = (data: unknown): readonly number[] => numbers(data).values;

/**
 * Two-dimensional data as rows.
 *
 * @param name the parameter, for the message
 * @throws TypeError when it has not two dimensions, and as {@link numbers}
 */
export function matrix(data: unknown, name: string): readonly (readonly number[])[] {
  const { shape, values } = numbers(data);
  if (shape.length !== 2) throw new TypeError(`${name} must be a 2D array, got one of shape ${shapeText(shape)}`);
  return Array.from({ length: shape[0] }, (_, i) => values.slice(i * shape[1], (i + 1) * shape[1]));
}

/** The texts of a list of categories; null for anything else. */
export function categories(data: unknown): readonly string[] | null {
  if (typeof data === 'string') return [data];
  return Array.isArray(data) && data.length > 0 && data.every((x) => typeof x === 'string') ? data : null;
}

/** The smallest and the largest finite number, or null where there is none. */
export function extent(values: Iterable<number>, above = -Infinity): [low: number, high: number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value) || value <= above) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}
