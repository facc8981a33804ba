import type { Kernels } from '../kernels.js';
import type { ConvolutionShape } from '../reference/convolution.js';
import { elementCount, type Strided } from '../strided.js';
import { Columns } from './columns.js';
import { addressOf, isDense, type Workplace } from './reach.js';

// A convolution as a product of matrices: the kernel as a matrix [filters, channels · taps] times the columns of inputs that it meets,
// one for each output position. Its derivative in x is the product with the transposed matrix, whose columns are added up where they
// came from; that in the weights is the product of y and the transposed columns.

/** A matrix: the address of its first element, and the steps to the next row and the next column. */
type Matrix = readonly [address: number, rowStep: number, columnStep: number];

/** A convolution whose operands are in reach, with room for columns. */
class Task {
  private readonly size: number;
  private readonly starts: readonly number[];

  /**
   * @param room the address of the room for columns
   * @param scratch the address of the room that products need
   */
  constructor(
    readonly columns: Columns,
    private readonly operands: readonly [x: Strided, w: Strided, y: Strided],
    readonly room: number,
    private readonly scratch: number,
  ) {
    this.size = columns.size;
    this.starts = operands.map(addressOf);
  }

  /** Calls `visit` for every group of every image, with the addresses of its part of x, w and y. */
  forEachGroup(visit: (x: number, w: number, y: number) => void): void {
    const { groups, channels, filters, taps, inputs, outputs } = this.columns;
    const [X, W, Y] = this.starts;
    for (let n = 0; n < this.operands[0].sizes[0]; n++)
      for (let g = 0; g < groups; g++) {
        const image = n * groups + g;
        const [x, y] = [X + image * channels * inputs * this.size, Y + image * filters * outputs * this.size];
        visit(x, W + g * filters * channels * taps * this.size, y);
      }
  }

  /** Writes the columns of a group of channels at `x` a few rows of outputs at a time: `visit` gets how many, and how far in y they are. */
  forEachRun(x: number, visit: (count: number, offset: number) => void): void {
    const { outputPlanes, outputRows, outputWidth, rowsAtOnce } = this.columns;
    for (const { index, start } of outputPlanes)
      for (let row = 0; row < outputRows; row += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, outputRows - row);
        this.columns.gather(x, index, row, rows, this.room);
        visit(rows * outputWidth, (start + row * outputWidth) * this.size);
      }
  }

  /** c = a·b + beta·c, of m times inner and inner times n numbers; the rows of c are `step` apart. */
  product(m: number, n: number, inner: number, a: Matrix, b: Matrix, beta: number, c: number, step: number): void {
    this.columns.k.gemm(m, n, inner, 1, a[0], a[1], a[2], b[0], b[1], b[2], beta, c, step, this.scratch);
  }

  /** Fills images with each channel's bias, or with zeros. */
  begin(images: Strided, bias: Strided | null): void {
    const [batches, channels, ...spatial] = images.sizes;
    const places = elementCount(spatial);
    const { k, size } = this.columns;
    const to = addressOf(images);
    if (bias === null) k.fill(to, 0, batches * channels * places);
    else
      for (let n = 0; n < batches; n++)
        k.copy_grid(addressOf(bias), 1, 0, to + n * channels * places * size, places, 1, channels, places);
  }
}

/** The kernels of convolution for dense float elements. */
export function convolutions(
  work: Workplace,
  reference: Kernels,
): Pick<Kernels, 'convolution' | 'convolutionInput' | 'convolutionWeight'> {
  /**
   * Prepares a convolution, or gives null where the reference must do it.
   *
   * @param needs how many elements the columns take, and the largest sizes of the products: rows, columns and what is summed over
   */
  const prepare = (
    x: Strided,
    w: Strided,
    y: Strided,
    bias: Strided | null,
    shape: ConvolutionShape,
    needs: (columns: Columns) => readonly [room: number, m: number, n: number, inner: number],
  ): Task | null => {
    const k = work.kernelsFor(x);
    const views = bias === null ? [x, w, y] : [x, w, y, bias];
    const covered = views.every((view) => isDense(view) && elementCount(view.sizes) > 0);
    if (k === null || x.sizes.length < 3 || !covered) return null;
    const columns = new Columns(k, x, w, y, shape);
    const [elements, m, n, inner] = needs(columns);
    const bytes = (elements * columns.size + 15) & -16;
    const room = work.scratch(bytes + Number(k.gemm_scratch(m, n, inner)));
    return work.reachAll(views) ? new Task(columns, [x, w, y], room, room + bytes) : null;
  };

  return {
    convolution(y, x, w, bias, shape) {
      const task = prepare(x, w, y, bias, shape, ({ depth, filters, countAtOnce }) => [
        depth * countAtOnce,
        filters,
        countAtOnce,
        depth,
      ]);
      if (task === null) return reference.convolution(y, x, w, bias, shape);
      const { depth, filters, outputs } = task.columns;
      if (bias !== null) task.begin(y, bias);
      task.forEachGroup((from, weights, to) =>
        task.forEachRun(from, (count, offset) =>
          task.product(
            filters,
            count,
            depth,
            [weights, depth, 1],
            [task.room, count, 1],
            bias === null ? 0 : 1,
            to + offset,
            outputs,
          ),
        ),
      );
    },

    convolutionInput(x, y, w, bias, shape) {
      const task = prepare(x, w, y, bias, shape, ({ channelsAtOnce, taps, planeCount, plane, filters }) => [
        channelsAtOnce * taps * planeCount + plane,
        channelsAtOnce * taps,
        planeCount,
        filters,
      ]);
      if (task === null) return reference.convolutionInput(x, y, w, bias, shape);
      const { columns, room } = task;
      const { depth, filters, channels, channelsAtOnce, taps, planeCount, inputs, outputs, size } = columns;
      const spare = room + channelsAtOnce * taps * planeCount * size; // room for a plane
      task.begin(x, bias);
      task.forEachGroup((to, weights, from) => {
        for (const { index, start } of columns.outputPlanes)
          for (let c = 0; c < channels; c += channelsAtOnce) {
            const some = Math.min(channelsAtOnce, channels - c);
            const transposed = [weights + c * taps * size, 1, depth] as const;
            task.product(
              some * taps,
              planeCount,
              filters,
              transposed,
              [from + start * size, outputs, 1],
              0,
              room,
              planeCount,
            );
            for (let i = 0; i < some; i++)
              columns.scatter(room + i * taps * planeCount * size, index, to + (c + i) * inputs * size, spare);
          }
      });
    },

    convolutionWeight(w, x, y, shape) {
      const task = prepare(x, w, y, null, shape, ({ depth, filters, countAtOnce }) => [
        depth * countAtOnce,
        filters,
        depth,
        countAtOnce,
      ]);
      if (task === null) return reference.convolutionWeight(w, x, y, shape);
      const { depth, filters, outputs, k } = task.columns;
      k.fill(addressOf(w), 0, elementCount(w.sizes));
      task.forEachGroup((from, weights, other) =>
        task.forEachRun(from, (count, offset) =>
          task.product(filters, depth, count, [other + offset, outputs, 1], [task.room, 1, count], 1, weights, depth),
        ),
      );
    },
  };
}
