/**
 * How a window slides over the last dimensions of an array, along each of them: its element (tap) k, at output position p, meets
 * input p·stride − padding + k·dilation.
 */
export interface Sliding {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

/** A window of a size: how many taps it has along each dimension. */
export interface Window extends Sliding {
  readonly kernel: readonly number[];
}

/** The output positions at which a tap meets an input: a box of them, and a box of inputs, `stride` apart. */
export interface Meeting {
  /** The tap, by its index along each dimension. */
  readonly tap: readonly number[];
  /** The first output position of the box. */
  readonly output: readonly number[];
  /** The input that is met there. */
  readonly input: readonly number[];
  /** How many there are along each dimension, at least 1. */
  readonly counts: readonly number[];
}

/** Along one dimension: the first output position at which a tap meets an input, that input, and how many such positions there are. */
function meet(
  inputs: number,
  outputs: number,
  offset: number,
  stride: number,
): [output: number, input: number, count: number] {
  const first = offset >= 0 ? 0 : Math.ceil(-offset / stride);
  const end = Math.min(outputs, Math.floor((inputs - 1 - offset) / stride) + 1);
  return [first, first * stride + offset, end - first];
}

/** All taps of a window that meet an input, in row-major order. */
export function meetings(window: Window, inputs: readonly number[], outputs: readonly number[]): Meeting[] {
  const { kernel, stride, padding, dilation } = window;
  let found: Meeting[] = [{ tap: [], output: [], input: [], counts: [] }];
  kernel.forEach((taps, d) => {
    const along = Array.from({ length: taps }, (_, k) =>
      meet(inputs[d], outputs[d], k * dilation[d] - padding[d], stride[d]),
    );
    found = found.flatMap(({ tap, output, input, counts }) =>
      along.flatMap(([first, at, count], k) =>
        count <= 0
          ? []
          : [{ tap: [...tap, k], output: [...output, first], input: [...input, at], counts: [...counts, count] }],
      ),
    );
  });
  return found;
}

/** How far apart in memory an index is from the origin. */
export function distance(index: readonly number[], strides: readonly number[]): number {
  let sum = 0;
  for (let d = 0; d < index.length; d++) sum += index[d] * strides[d];
  return sum;
}
