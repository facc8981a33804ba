import { contiguousStrides, elementCount, forEachRow, type Strided } from '../strided.js';
import { distance, meetings, type Sliding } from '../window.js';
import { elements, map, origin } from './map.js';

// A convolution y[n, o, p] = b[o] + Σ_{c, k} w[o, c, k] · x[n, c, p·stride − padding + k·dilation] and its derivatives. For a
// gradient g of y, Σ g·y is linear in each of g, x and w: what multiplies one of them is that one's derivative, and all
// three are the same loop. x is [N, C, *inputs], w [O, C / groups, *kernel], y [N, O, *outputs]; group i of the outputs sees
// group i of the channels.

/** How the kernel slides, and into how many groups the channels are divided. */
export interface ConvolutionShape extends Sliding {
  readonly groups: number;
}

type Numbers = Record<number, number>;

/**
 * A place where sums are formed: dense, double precision (int64 is exact in itself, as + and * of bigints are), with zeros or
 * each channel's bias.
 */
function accumulator({ storage, sizes }: Strided, bias: Strided | null): { sums: Numbers; view: Lattice } {
  const n = elementCount(sizes);
  const array = storage.type === 'int64' ? new BigInt64Array(n) : new Float64Array(n);
  const sums = array as Record<number, unknown> as Numbers;
  if (bias !== null) {
    const [biases, first] = [elements(bias) as Numbers, origin(bias)];
    const plane = elementCount(sizes.slice(2));
    for (let i = 0; i < n; i++) sums[i] = biases[first + (Math.floor(i / plane) % sizes[1]) * bias.strides[0]];
  }
  return { sums, view: { sizes, strides: contiguousStrides(sizes), start: 0 } };
}

/** Sizes and strides, and the index of the first element. */
interface Lattice {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly start: number;
}

const lattice = (x: Strided): Lattice => ({ sizes: x.sizes, strides: x.strides, start: origin(x) });

/** Visits rows of `n` products: x at `px`, `px + sx`, … and y at `py`, `py + sy`, … with one weight at `pw`. */
type Visit = (px: number, sx: number, py: number, sy: number, n: number, pw: number) => void;

function walk(x: Lattice, w: Lattice, y: Lattice, shape: ConvolutionShape, visit: Visit): void {
  const [batches, , ...inputs] = x.sizes;
  const [filters, channels, ...kernel] = w.sizes;
  const outputs = y.sizes.slice(2);
  const [xs, ws, ys] = [x, w, y].map((a) => a.strides.slice(2));
  const steps = xs.map((s, d) => s * shape.stride[d]);
  const perGroup = filters / shape.groups;
  for (const { tap, output, input, counts } of meetings({ kernel, ...shape }, inputs, outputs)) {
    const [x0, w0, y0] = [distance(input, xs), distance(tap, ws), distance(output, ys)];
    const last = counts.length - 1;
    for (let n = 0; n < batches; n++)
      for (let o = 0; o < filters; o++)
        for (let c = 0; c < channels; c++) {
          const channel = Math.floor(o / perGroup) * channels + c;
          const px = x.start + x0 + n * x.strides[0] + channel * x.strides[1];
          const py = y.start + y0 + n * y.strides[0] + o * y.strides[1];
          const pw = w.start + w0 + o * w.strides[0] + c * w.strides[1];
          forEachRow(counts, [steps, ys], [px, py], ([i, j]) => visit(i, steps[last], j, ys[last], counts[last], pw));
        }
  }
}

/** Writes sums to where they belong. */
function store(out: Strided, sums: Numbers): void {
  let at = 0;
  map(out, [], () => sums[at++]);
}

/** y = b + w ∗ x. */
export function convolution(y: Strided, x: Strided, w: Strided, bias: Strided | null, shape: ConvolutionShape): void {
  const { sums, view } = accumulator(y, bias);
  const [a, b] = [x, w].map((v) => elements(v) as Numbers);
  walk(lattice(x), lattice(w), view, shape, (px, sx, py, sy, n, pw) => {
    const weight = b[pw];
    for (let i = 0; i < n; i++) sums[py + i * sy] += a[px + i * sx] * weight;
  });
  store(y, sums);
}

/** The derivative in x, which is the transposed convolution of y: x = Σ w·y. */
export function convolutionInput(
  x: Strided,
  y: Strided,
  w: Strided,
  bias: Strided | null,
  shape: ConvolutionShape,
): void {
  const { sums, view } = accumulator(x, bias);
  const [a, b] = [y, w].map((v) => elements(v) as Numbers);
  walk(view, lattice(w), lattice(y), shape, (px, sx, py, sy, n, pw) => {
    const weight = b[pw];
    for (let i = 0; i < n; i++) sums[px + i * sx] += a[py + i * sy] * weight;
  });
  store(x, sums);
}

/** The derivative in w: w = Σ x·y. */
export function convolutionWeight(w: Strided, x: Strided, y: Strided, shape: ConvolutionShape): void {
  const { sums, view } = accumulator(w, null);
  const [a, b] = [x, y].map((v) => elements(v) as Numbers);
  walk(lattice(x), view, lattice(y), shape, (px, sx, py, sy, n, pw) => {
    for (let i = 0; i < n; i++) sums[pw] += a[px + i * sx] * b[py + i * sy];
  });
  store(w, sums);
}
