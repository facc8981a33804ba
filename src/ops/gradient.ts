import { uint8 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { compose } from './define.js';
import { diff, neighbours } from './differences.js';
import { reducedDims } from './dims.js';
import { cat } from './joining.js';
import { reshape } from './shape.js';
import { sliced } from './slicing.js';

// Derivatives along dimensions, estimated from samples.

/** Options of {@link gradient}. */
export interface GradientOptions {
  /** The distance of neighbours, one for each dimension, or for each the coordinates. Default 1. */
  spacing?: number | Tensor | readonly number[] | readonly Tensor[] | null;
  /** The dimension or dimensions; all if left out. */
  dim?: number | readonly number[] | null;
  /** The order of the estimates at the two ends: 1 or 2. Default 1. */
  edge_order?: number;
}

/** The spacing of each dimension in `dims`, as the argument says it. */
function spacings(spacing: unknown, dims: readonly number[], ndim: number, all: boolean): (Scalar | Tensor)[] {
  if (!Array.isArray(spacing)) {
    const step = isTensor(spacing) ? spacing.item() : ((spacing ?? 1) as Scalar);
    return dims.map(() => step);
  }
  if (all && spacing.length !== ndim)
    throw new RuntimeError(
      'torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to ' +
        `'self.dim() = ${ndim}', since dim argument was not given, but got a list of length ${spacing.length}`,
    );
  if (spacing.length !== dims.length)
    throw new RuntimeError(
      "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same " +
        `length, but got a spacing argument of length ${spacing.length} and a dim argument of length ${dims.length}.`,
    );
  return spacing as (Scalar | Tensor)[];
}

/** Σ wᵢ·xᵢ. */
const weighted = (...terms: [weight: number | Tensor, x: Tensor][]) =>
  terms.map(([weight, x]) => mul(x, weight)).reduce((a, b) => add(a, b));

/** The derivative along `dim` on an even grid of width h: central differences inside, one-sided ones at the ends. */
function evenGradient(x: Tensor, dim: number, h: number, edgeOrder: number): Tensor {
  const n = x.sizes[dim];
  const at = (k: number) => sliced(x, dim, k, k + 1);
  const inside = div(sub(sliced(x, dim, 2, null), sliced(x, dim, 0, n - 2)), 2 * h);
  const [start, end] =
    edgeOrder === 1
      ? [sub(at(1), at(0)), sub(at(n - 1), at(n - 2))]
      : [
          weighted([-1.5, at(0)], [2, at(1)], [-0.5, at(2)]),
          weighted([1.5, at(n - 1)], [-2, at(n - 2)], [0.5, at(n - 3)]),
        ];
  return cat([div(start, h), inside, div(end, h)], dim);
}

/**
 * The derivative along `dim` on a grid of any coordinates: that of the parabola through three neighbours, and at the ends,
 * for order 1, of the line through two.
 */
function unevenGradient(x: Tensor, dim: number, coordinates: Tensor, edgeOrder: number): Tensor {
  const n = x.sizes[dim];
  const at = (k: number) => sliced(x, dim, k, k + 1);
  const widths = reshape(
    diff(coordinates),
    x.sizes.map((_, d) => (d === dim ? -1 : 1)),
  );
  const [a, b] = neighbours(widths, dim); // the distances to the left and to the right
  const inside = weighted(
    [div(b, mul(mul(a, add(a, b)), -1)), sliced(x, dim, 0, n - 2)],
    [div(sub(b, a), mul(a, b)), sliced(x, dim, 1, n - 1)],
    [div(a, mul(b, add(a, b))), sliced(x, dim, 2, null)],
  );
  const width = (k: number) => sliced(widths, dim, k, k + 1);
  if (edgeOrder === 1) {
    const start = div(sub(at(1), at(0)), width(0));
    const end = div(sub(at(n - 1), at(n - 2)), width(n - 2));
    return cat([start, inside, end], dim);
  }
  const edge = (near: Tensor, far: Tensor, [x0, x1, x2]: Tensor[]) =>
    weighted(
      [div(add(mul(near, 2), far), mul(mul(near, add(near, far)), -1)), x0],
      [div(add(near, far), mul(near, far)), x1],
      [div(near, mul(mul(far, add(near, far)), -1)), x2],
    );
  const start = edge(width(0), width(1), [at(0), at(1), at(2)]);
  const end = edge(width(n - 2), width(n - 3), [at(n - 1), at(n - 2), at(n - 3)]).neg();
  return cat([start, inside, end], dim);
}

const Gradient = compose({
  schema: 'gradient(Tensor input, *, any spacing=None, int[]? dim=None, int edge_order=1)',
  method: false,
  compose: (input, spacing, dim, edge_order) => {
    const ndim = input.sizes.length;
    const dims = dim === null ? reducedDims(null, ndim) : dim;
    const steps = spacings(spacing, dims, ndim, dim === null);
    if (input.dtype === uint8) throw new NotImplementedError('torch.gradient does not support uint8 input.');
    if (edge_order !== 1 && edge_order !== 2)
      throw new RuntimeError('torch.gradient only supports edge_order=1 and edge_order=2.');
    const axes = reducedDims(dims, dims.length === 0 ? 0 : ndim);
    if (axes.some((d) => input.sizes[d] < edge_order + 1))
      throw new RuntimeError('torch.gradient expected each dimension size to be at least edge_order+1');
    return axes.map((d, i) => {
      const step = steps[i];
      return isTensor(step)
        ? unevenGradient(input, d, step, edge_order)
        : evenGradient(input, d, Number(step), edge_order);
    });
  },
});

/**
 * The derivative along each dimension, estimated from samples: exact for parabolas inside, and at the two ends for lines or,
 * with `edge_order` 2, for parabolas too.
 *
 * @param options `spacing`, `dim` and `edge_order`
 * @returns a list with one new tensor for each dimension
 * @throws RuntimeError where there are too few samples or the lengths of `spacing` and `dim` differ
 * @example
 * console.log(torch.gradient(torch.tensor([1, 4, 9, 16]))); // [ tensor([3., 4., 6., 7.]) ]
 * console.log(torch.gradient(torch.tensor([1, 4, 16]), { spacing: [torch.tensor([1, 2, 4])] })); // [ tensor([3., 4., 6.]) ]
 * @see PyTorch: `torch.gradient`
 */
export function gradient(input: Tensor, options?: GradientOptions): Tensor[] {
  return Gradient.apply(input, options);
}
