import { bytesPerElement } from '../element.js';
import type { Kernels } from '../kernels.js';
import type { ConvolutionShape } from '../reference/convolution.js';
import { contiguousStrides, elementCount, type Strided } from '../strided.js';
import { distance } from '../window.js';
import { addressOf, isDense, type Exports, type Workplace } from './reach.js';

// A convolution as a product of matrices: the inputs that the kernel meets, one column for each output position (im2col), times
// the kernel as a matrix [filters, channels · taps]. Its derivative in x is the product with the transposed matrix, whose
// columns are added up where they came from (col2im); that in the weights is the product of y and the transposed columns.
//
// Columns are made for planes of the last two dimensions; positions and taps along dimensions before those are looped over.
// They are made a few rows of the output at a time, so that they stay in the processor's cache.

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

/** What a convolution computes with: addresses and sizes. */
class Columns {
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
      from += this.planeTaps * this.outputRows * this.outputWidth * this.size;
    }
  }

  /** How many rows of the output are worked on at a time. */
  get rowsAtOnce(): number {
    const row = this.channels * this.taps * this.outputWidth * this.size;
    return Math.max(1, Math.min(this.outputRows, Math.floor(COLUMN_BYTES / row)));
  }

  /** How many channels are worked on at a time where whole planes are needed. */
  get channelsAtOnce(): number {
    const channel = this.taps * this.outputRows * this.outputWidth * this.size;
    return Math.max(1, Math.min(this.channels, Math.floor(COLUMN_BYTES / channel)));
  }

  /** The size of a plane of inputs. */
  get plane(): number {
    return this.input.height * this.input.width;
  }
}

/** The kernels of convolution for dense float elements. */
export function convolutions(
  work: Workplace,
  reference: Kernels,
): Pick<Kernels, 'convolution' | 'convolutionInput' | 'convolutionWeight'> {
  /** The tools for a convolution, or null where the reference must do it. */
  const columnsFor = (x: Strided, w: Strided, y: Strided, bias: Strided | null, shape: ConvolutionShape) => {
    const k = work.kernelsFor(x);
    const views = bias === null ? [x, w, y] : [x, w, y, bias];
    if (k === null || x.sizes.length < 3 || !views.every((view) => isDense(view) && elementCount(view.sizes) > 0))
      return null;
    return { columns: new Columns(k, x, w, y, shape), views };
  };

  /** Scratch memory for columns and for products of at most these sizes, once all operands are in reach; or null. */
  const roomFor = (k: Exports, views: readonly Strided[], bytes: number, m: number, n: number, inner: number) => {
    const aligned = (bytes + 15) & -16;
    const room = work.scratch(aligned + Number(k.gemm_scratch(m, n, inner)));
    return work.reachAll(views) ? { room, scratch: room + aligned } : null;
  };

  return {
    convolution(y, x, w, bias, shape) {
      const given = columnsFor(x, w, y, bias, shape);
      if (given === null) return reference.convolution(y, x, w, bias, shape);
      const { columns, views } = given;
      const { k, size, groups, channels, filters, taps, inputs, outputs, outputWidth, outputRows, rowsAtOnce } =
        columns;
      const depth = channels * taps;
      const most = rowsAtOnce * outputWidth;
      const memory = roomFor(k, views, depth * most * size, filters, most, depth);
      if (memory === null) return reference.convolution(y, x, w, bias, shape);
      const [X, W, Y] = [x, w, y].map(addressOf);
      if (bias !== null)
        for (let n = 0; n < x.sizes[0]; n++)
          k.copy_grid(addressOf(bias), 1, 0, Y + n * y.strides[0] * size, outputs, 1, y.sizes[1], outputs);
      for (let n = 0; n < x.sizes[0]; n++)
        for (let g = 0; g < groups; g++) {
          const from = X + (n * x.sizes[1] + g * channels) * inputs * size;
          const to = Y + (n * y.sizes[1] + g * filters) * outputs * size;
          for (const { index, start } of columns.outputPlanes)
            for (let row = 0; row < outputRows; row += rowsAtOnce) {
              const rows = Math.min(rowsAtOnce, outputRows - row);
              const count = rows * outputWidth;
              columns.gather(from, index, row, rows, memory.room);
              k.gemm(
                filters,
                count,
                depth,
                1,
                W + g * filters * depth * size,
                depth,
                1,
                memory.room,
                count,
                1,
                bias === null ? 0 : 1,
                to + (start + row * outputWidth) * size,
                outputs,
                memory.scratch,
              );
            }
        }
    },

    convolutionInput(x, y, w, bias, shape) {
      const given = columnsFor(x, w, y, bias, shape);
      if (given === null) return reference.convolutionInput(x, y, w, bias, shape);
      const { columns, views } = given;
      const {
        k,
        size,
        groups,
        channels,
        filters,
        taps,
        inputs,
        outputs,
        outputWidth,
        outputRows,
        channelsAtOnce,
        plane,
      } = columns;
      const depth = channels * taps;
      const count = outputRows * outputWidth;
      const bytes = (channelsAtOnce * taps * count + plane) * size;
      const memory = roomFor(k, views, bytes, channelsAtOnce * taps, count, filters);
      if (memory === null) return reference.convolutionInput(x, y, w, bias, shape);
      const [X, W, Y] = [x, w, y].map(addressOf);
      const [planeRoom, room] = [memory.room, memory.room + plane * size];
      if (bias === null) k.fill(X, 0, elementCount(x.sizes));
      else
        for (let n = 0; n < x.sizes[0]; n++)
          k.copy_grid(addressOf(bias), 1, 0, X + n * x.strides[0] * size, inputs, 1, x.sizes[1], inputs);
      for (let n = 0; n < x.sizes[0]; n++)
        for (let g = 0; g < groups; g++) {
          const from = Y + (n * y.sizes[1] + g * filters) * outputs * size;
          for (const { index, start } of columns.outputPlanes)
            for (let c = 0; c < channels; c += channelsAtOnce) {
              const some = Math.min(channelsAtOnce, channels - c);
              k.gemm(
                some * taps,
                count,
                filters,
                1,
                W + (g * filters * depth + c * taps) * size,
                1,
                depth,
                from + start * size,
                outputs,
                1,
                0,
                room,
                count,
                memory.scratch,
              );
              for (let i = 0; i < some; i++)
                columns.scatter(
                  room + i * taps * count * size,
                  index,
                  X + (n * x.sizes[1] + g * channels + c + i) * inputs * size,
                  planeRoom,
                );
            }
        }
    },

    convolutionWeight(w, x, y, shape) {
      const given = columnsFor(x, w, y, null, shape);
      if (given === null) return reference.convolutionWeight(w, x, y, shape);
      const { columns, views } = given;
      const { k, size, groups, channels, filters, taps, inputs, outputs, outputWidth, outputRows, rowsAtOnce } =
        columns;
      const depth = channels * taps;
      const most = rowsAtOnce * outputWidth;
      const memory = roomFor(k, views, depth * most * size, filters, depth, most);
      if (memory === null) return reference.convolutionWeight(w, x, y, shape);
      const [X, W, Y] = [x, w, y].map(addressOf);
      k.fill(W, 0, elementCount(w.sizes));
      for (let n = 0; n < x.sizes[0]; n++)
        for (let g = 0; g < groups; g++) {
          const from = X + (n * x.sizes[1] + g * channels) * inputs * size;
          const other = Y + (n * y.sizes[1] + g * filters) * outputs * size;
          for (const { index, start } of columns.outputPlanes)
            for (let row = 0; row < outputRows; row += rowsAtOnce) {
              const rows = Math.min(rowsAtOnce, outputRows - row);
              const count = rows * outputWidth;
              columns.gather(from, index, row, rows, memory.room);
              k.gemm(
                filters,
                depth,
                count,
                1,
                other + (start + row * outputWidth) * size,
                outputs,
                1,
                memory.room,
                1,
                count,
                1,
                W + g * filters * depth * size,
                depth,
                memory.scratch,
              );
            }
        }
    },
  };
}
