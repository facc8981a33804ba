import { bytesPerElement } from '../element.js';
import type { ConvolutionShape } from '../reference/convolution.js';
import { contiguousStrides, elementCount, type Strided } from '../strided.js';
import { distance } from '../window.js';
import type { Exports } from './reach.js';

// The columns of a convolution: for each output position the inputs that the kernel meets there (im2col), and the way back, which adds
// columns up where they came from (col2im).
//
// Columns are made for planes of the last two dimensions; positions and taps along dimensions before those are looped over.

/** How large a matrix of columns may be, to stay in the processor's cache. */
const COLUMN_BYTES = 1 << 18;

/** A plane of the last two dimensions (one dimension is a plane of one row) and what lies before it. */
interface Planes {
  readonly outer: readonly number[];
  readonly height: number;
  readonly width: number;
}

function planesOf(spatial: readonly number[], one: number): Planes {
  const n = spatial.length;
  return { outer: spatial.slice(0, Math.max(0, n - 2)), height: n > 1 ? spatial[n - 2] : one, width: spatial[n - 1] };
}

/** All indices of a box, in row-major order. */
function indices(sizes: readonly number[]): number[][] {
  let list: number[][] = [[]];
  for (const size of sizes) list = list.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i]));
  return list;
}

/** The columns of one convolution: x [N, C, *inputs], w [O, C / groups, *kernel], y [N, O, *outputs], all dense. */
export class Columns {
  readonly size: number;
  readonly groups: number;
  readonly channels: number;
  readonly filters: number;
  /** How many taps a kernel has in a plane, and the index of each outside of it. */
  readonly planeTaps: number;
  readonly outerTaps: readonly number[][];
  /** How many inputs and outputs a channel has. */
  readonly inputs: number;
  readonly outputs: number;
  readonly outputRows: number;
  readonly outputWidth: number;
  private readonly input: Planes;
  private readonly output: Planes;
  private readonly kernel: Planes;
  private readonly stride: Planes;
  private readonly padding: Planes;
  private readonly dilation: Planes;

  constructor(
    readonly k: Exports,
    x: Strided,
    w: Strided,
    y: Strided,
    shape: ConvolutionShape,
  ) {
    const [inputs, outputs, kernel] = [x, y, w].map(({ sizes }) => sizes.slice(2));
    this.size = bytesPerElement(x.storage.type);
    this.groups = shape.groups;
    this.channels = w.sizes[1];
    this.filters = w.sizes[0] / shape.groups;
    this.inputs = elementCount(inputs);
    this.outputs = elementCount(outputs);
    this.input = planesOf(inputs, 1);
    this.output = planesOf(outputs, 1);
    this.kernel = planesOf(kernel, 1);
    this.stride = planesOf(shape.stride, 1);
    this.padding = planesOf(shape.padding, 0);
    this.dilation = planesOf(shape.dilation, 1);
    this.planeTaps = this.kernel.height * this.kernel.width;
    this.outerTaps = indices(this.kernel.outer);
    this.outputRows = this.output.height;
    this.outputWidth = this.output.width;
  }

  /** How many rows a matrix of columns has for a channel. */
  get taps(): number {
    return this.planeTaps * this.outerTaps.length;
  }

  /** The index of each plane of outputs, and where it begins in a channel. */
  get outputPlanes(): readonly { readonly index: readonly number[]; readonly start: number }[] {
    const { outer, height, width } = this.output;
    const strides = contiguousStrides(outer).map((s) => s * height * width);
    return indices(outer).map((index) => ({ index, start: distance(index, strides) }));
  }

  /** Where the plane of inputs begins, in a channel, that an outer tap meets at a plane of outputs; -1 for padding. */
  private met(at: readonly number[], tap: readonly number[]): number {
    const { outer, height, width } = this.input;
    const [stride, padding, dilation] = [this.stride.outer, this.padding.outer, this.dilation.outer];
    const index = at.map((p, d) => p * stride[d] - padding[d] + tap[d] * dilation[d]);
    if (index.some((i, d) => i < 0 || i >= outer[d])) return -1;
    return distance(index, contiguousStrides(outer)) * height * width;
  }

  private unfold(name: 'im2col' | 'col2im', from: number, to: number, row: number, rows: number): void {
    const { input, kernel, stride, padding, dilation } = this;
    const [ph, dh] = [padding.height - row * stride.height, dilation.height];
    this.k[name](
      from,
      to,
      1,
      input.height,
      input.width,
      kernel.height,
      kernel.width,
      stride.height,
      stride.width,
      ph,
      padding.width,
      dh,
      dilation.width,
      rows,
      this.outputWidth,
    );
  }

  /** Writes the columns for some rows of a plane of outputs: [channels · taps, rows · width]. */
  gather(x: number, at: readonly number[], row: number, rows: number, to: number): void {
    const part = this.planeTaps * rows * this.outputWidth;
    for (let c = 0; c < this.channels; c++)
      for (const tap of this.outerTaps) {
        const plane = this.met(at, tap);
        if (plane < 0) this.k.fill(to, 0, part);
        else this.unfold('im2col', x + (c * this.inputs + plane) * this.size, to, row, rows);
        to += part * this.size;
      }
  }

  /** Adds the columns of a plane of outputs, [taps, positions], up in a channel of x; `plane` is room for a plane of it. */
  scatter(from: number, at: readonly number[], x: number, plane: number): void {
    const { height, width } = this.input;
    for (const tap of this.outerTaps) {
      const start = this.met(at, tap);
      const target = x + start * this.size;
      if (start >= 0) {
        this.unfold('col2im', from, plane, 0, this.outputRows);
        this.k.add(target, plane, target, height * width);
      }
      from += this.planeTaps * this.planeCount * this.size;
    }
  }

  /** How many rows of the output are worked on at a time. */
  get rowsAtOnce(): number {
    const row = this.depth * this.outputWidth * this.size;
    return Math.max(1, Math.min(this.outputRows, Math.floor(COLUMN_BYTES / row)));
  }

  /** How many channels are worked on at a time where whole planes are needed. */
  get channelsAtOnce(): number {
    const channel = this.taps * this.planeCount * this.size;
    return Math.max(1, Math.min(this.channels, Math.floor(COLUMN_BYTES / channel)));
  }

  /** How many numbers an output is a sum of: the rows of a matrix of columns. */
  get depth(): number {
    return this.channels * this.taps;
  }

  /** How many outputs are worked on at a time. */
  get countAtOnce(): number {
    return this.rowsAtOnce * this.outputWidth;
  }

  /** The size of a plane of outputs. */
  get planeCount(): number {
    return this.outputRows * this.outputWidth;
  }

  /** The size of a plane of inputs. */
  get plane(): number {
    return this.input.height * this.input.width;
  }
}
