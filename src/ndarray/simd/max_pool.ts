import type { Kernels } from '../kernels.js';
import { elementCount } from '../strided.js';
import { addressOf, isDense, type Workplace } from './reach.js';

/** Positions in a plane are 32-bit numbers in the kernels. */
const LIMIT = 2 ** 31;

/** The kernels of max pooling over one or two dimensions, for dense float elements. */
export function pools(work: Workplace, reference: Kernels): Pick<Kernels, 'maxPool' | 'scatterPlanes'> {
  return {
    maxPool(out, positions, x, window) {
      const k = work.kernelsFor(x);
      const n = window.kernel.length;
      const covered = k !== null && n <= 2 && [out, positions, x].every(isDense) && elementCount(x.sizes) < LIMIT;
      if (!covered || !work.reach(out, positions, x)) return reference.maxPool(out, positions, x, window);
      const { kernel, stride, padding, dilation } = window;
      /** Height and width; one dimension is a plane of one row. */
      const both = (values: readonly number[], one: number) => (n === 2 ? values : [one, values[0]]);
      const geometry = [
        both(x.sizes.slice(1), 1),
        both(kernel, 1),
        both(stride, 1),
        both(padding, 0),
        both(dilation, 1),
      ];
      k.max_pool2d(
        addressOf(x),
        addressOf(out),
        addressOf(positions),
        x.sizes[0],
        ...geometry.flat(),
        ...both(out.sizes.slice(1), 1),
      );
    },

    scatterPlanes(out, positions, g) {
      const k = work.kernelsFor(out);
      const covered = k !== null && [out, positions, g].every(isDense) && elementCount(out.sizes) < LIMIT;
      if (!covered || !work.reach(out, positions, g)) return reference.scatterPlanes(out, positions, g);
      const [planes, size] = out.sizes;
      k.max_pool2d_backward(addressOf(g), addressOf(positions), addressOf(out), planes, size, g.sizes[1]);
    },
  };
}
