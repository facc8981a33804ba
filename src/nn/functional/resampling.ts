import { sparseMatrix, type SparseMatrix } from '../../ndarray/sparse.js';
import { sinc } from '../../ndarray/special/index.js';

// Resampling along one dimension of n elements to m: for each output the elements that it is a weighted sum of.

/** How positions of the result relate to those of the input. */
export interface Scale {
  /** How many inputs there are to an output. */
  readonly step: number;
  /** Whether the outermost elements stay where they are; otherwise the outer edges of the elements do. */
  readonly aligned: boolean;
  /** Rounds as the arithmetic of the dtype does. */
  readonly round: (x: number) => number;
}

/** Where output i lies among the inputs. */
const position = (i: number, { step, aligned, round }: Scale): number =>
  aligned ? round(step * i) : round(round(step * round(i + 0.5)) - 0.5);

const outputs = <T>(m: number, f: (i: number) => T): T[] => Array.from({ length: m }, (_, i) => f(i));
const clamp = (i: number, n: number) => Math.min(Math.max(i, 0), n - 1);

/** The nearest element: the one in whose cell the output begins, or, with `exact`, has its middle. */
export function nearest(n: number, m: number, step: number, exact: boolean): SparseMatrix {
  const { fround } = Math;
  return sparseMatrix(
    n,
    outputs(m, (i) => [clamp(Math.floor(fround(fround(exact ? i + 0.5 : i) * fround(step))), n)]),
  );
}

/** The two elements around, weighted by how near they are. */
export function linear(n: number, m: number, scale: Scale): SparseMatrix {
  const at = outputs(m, (i) => {
    const x = Math.max(0, position(i, scale));
    const left = Math.min(Math.floor(x), n - 1);
    return { left, part: Math.min(scale.round(x - left), 1) };
  });
  return sparseMatrix(
    n,
    at.map(({ left }) => [left, Math.min(left + 1, n - 1)]),
    at.map(({ part }) => [1 - part, part]),
  );
}

/** Keys' cubic convolution kernel at distance |x| < 2. */
const keys = (x: number, a: number): number => {
  const t = Math.abs(x);
  if (t <= 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  return t < 2 ? ((a * t - 5 * a) * t + 8 * a) * t - 4 * a : 0;
};

/** The weights of the four elements around a place, `part` behind the second of them. */
export const cubicWeights = (part: number): number[] => [part + 1, part, part - 1, part - 2].map((x) => keys(x, -0.75));

/** The four elements around, weighted by Keys' cubic convolution with a = −3/4. */
export function cubic(n: number, m: number, scale: Scale): SparseMatrix {
  const at = outputs(m, (i) => {
    const x = position(i, scale);
    return { left: Math.floor(x), part: scale.round(x - Math.floor(x)) };
  });
  return sparseMatrix(
    n,
    at.map(({ left }) => [-1, 0, 1, 2].map((k) => clamp(left + k, n))),
    at.map(({ part }) => cubicWeights(part)),
  );
}

/** Lanczos' kernel at distance |x| < 3: sinc(x) · sinc(x / 3). */
const lanczos = (x: number): number => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0);

/** The kernels of resampling with antialiasing, and how far they reach. */
export const FILTERS = {
  bilinear: { reach: 1, weight: (x: number) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weight: (x: number) => keys(x, -0.5) },
  lanczos: { reach: 3, weight: lanczos },
} as const;

/** The elements within reach of a kernel that is as wide as an output where that is wider than an input. */
export function antialiased(
  n: number,
  m: number,
  step: number,
  { reach, weight }: (typeof FILTERS)[keyof typeof FILTERS],
): SparseMatrix {
  const width = Math.max(step, 1);
  const rows = outputs(m, (i) => {
    const center = step * (i + 0.5);
    const from = Math.max(Math.trunc(center - reach * width + 0.5), 0);
    const to = Math.min(Math.trunc(center + reach * width + 0.5), n);
    const elements = outputs(to - from, (k) => from + k);
    const weights = elements.map((j) => weight((j - center + 0.5) / width));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return { elements, weights: weights.map((w) => w / total) };
  });
  return sparseMatrix(
    n,
    rows.map(({ elements }) => elements),
    rows.map(({ weights }) => weights),
  );
}
