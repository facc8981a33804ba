import { kernels, type Kernels } from '../ndarray/kernels.js';
import { broadcastTo } from '../ndarray/strided.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy, scalarAs } from './dense.js';
import { gather } from './gathering.js';
import { atLeastLine, requireIndexType, requireInside } from './index_checks.js';

// Elements written to where an index tensor says.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link scatter}. */
    scatter: Method<typeof scatter>;
    /** {@link scatter} in place. */
    scatter_: InPlace<typeof scatter>;
    /** See {@link scatter_add}. */
    scatter_add: Method<typeof scatter_add>;
    /** {@link scatter_add} in place. */
    scatter_add_: InPlace<typeof scatter_add>;
  }
}

type Combine = Parameters<Kernels['scatter']>[4];

const show = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;
const asLine = (sizes: readonly number[]) => (sizes.length === 0 ? [1] : sizes);

/** Checks an index of `scatter`: it covers no more than `x`, apart from `dim`, and no more than `src`. */
function requireScatterable(x: Tensor, dim: number, index: Tensor, src: Tensor | null): void {
  if (index.numel() === 0) return;
  requireIndexType(index, 'scatter(): Expected dtype int32/int64 for index');
  if (src !== null && src.dtype !== x.dtype)
    throw new RuntimeError('scatter(): Expected self.dtype to be equal to src.dtype');
  const [own, given, source] = [x, index, src ?? index].map(({ sizes }) => asLine(sizes));
  if (own.length !== given.length)
    throw new RuntimeError('Index tensor must have the same number of dimensions as self tensor');
  if (source.length !== given.length)
    throw new RuntimeError('Index tensor must have the same number of dimensions as src tensor');
  if (given.some((size, d) => (d !== dim && size > own[d]) || size > source[d]))
    throw new RuntimeError(
      `Expected index ${show(index.sizes)} to be no larger than self ${show(x.sizes)} apart from dimension ${dim}` +
        (src === null ? '' : ` and to be no larger size than src ${show(src.sizes)}`),
    );
  requireInside(
    index,
    0,
    own[dim],
    (bad) => new RuntimeError(`index ${bad} is out of bounds for dimension ${dim} with size ${own[dim]}`),
  );
}

/** `x`, or a copy of it, into which `src` is written at `index` along `dim`. */
export function scattered(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor | Scalar,
  combine: Combine,
  out?: Tensor,
): Tensor {
  const d = wrapDim(dim, x.sizes.length);
  requireScatterable(x, d, index, isTensor(src) ? src : null);
  const from = isTensor(src) ? atLeastLine(src) : broadcastTo(scalarAs(src, x.dtype), asLine(index.sizes));
  const result = out ?? denseCopy(x);
  if (index.numel() > 0) kernels.scatter(atLeastLine(result), d, atLeastLine(index), from, combine);
  return result;
}

const REDUCTIONS: Record<string, Combine> = { add: 'add', multiply: 'multiply' };

const Scatter = define({
  schema: 'scatter(Tensor input, int dim, Tensor index, Operand? src=None, *, Scalar? value=None, str? reduce=None)',
  node: (_input, _dim, _index, src, _value, reduce) =>
    reduce !== null ? 'NotImplementedBackward' : isTensor(src) ? 'ScatterBackward0' : 'ScatterBackward1',
  forward: (input, dim, index, src, value, reduce, out) => {
    const from = src ?? value;
    if (from === null) throw new TypeError('scatter() missing 1 required positional arguments: "src"');
    const combine = reduce === null ? 'set' : REDUCTIONS[reduce];
    if (combine === undefined) throw new RuntimeError('reduce argument must be either add or multiply.');
    return scattered(input, dim, index, from, combine, out);
  },
  derivative: {
    input: (grad, { dim, index, reduce }) => {
      refuseReduced(reduce);
      return scatter(grad, dim, index, 0);
    },
    src: (grad, { dim, index, reduce }) => {
      refuseReduced(reduce);
      return gather(grad, dim, index);
    },
  },
  inplace: true,
});

function refuseReduced(reduce: string | null): void {
  if (reduce !== null) throw new NotImplementedError('derivative for aten::scatter is not implemented');
}

/** Options of {@link scatter}. */
export interface ScatterOptions {
  /** The dimension that is indexed. */
  dim?: number;
  /** Where to write. */
  index?: Tensor;
  /** What to write. */
  src?: Tensor;
  /** One number to write everywhere. */
  value?: Scalar;
  /** `add` or `multiply`: how to combine with what is there. Such a scatter has no gradient; see {@link scatter_reduce}. */
  reduce?: 'add' | 'multiply' | null;
}

/**
 * `input` with elements written along dimension `dim`: result[index[i][j]][j] = src[i][j] for `dim` 0.
 *
 * @param dim the dimension that is indexed
 * @param index int64 or int32, as many dimensions as `input`, no larger than it apart from `dim`
 * @param src what to write: a tensor of the dtype of `input`, at least as large as `index`, or a number
 * @returns a new tensor; where an index occurs several times, the last write counts
 * @throws RuntimeError for an index out of bounds, of another dtype or of sizes that do not fit
 * @example
 * console.log(torch.scatter(torch.zeros(2, 2), 1, torch.tensor([[1n], [0n]]), 5)); // tensor([[0., 5.],
 * //         [5., 0.]])
 * @see PyTorch: `torch.scatter`
 */
export function scatter(
  input: Tensor,
  dim: number | ScatterOptions,
  index?: Tensor | ScatterOptions,
  src?: Tensor | Scalar | ScatterOptions,
  options?: ScatterOptions,
): Tensor {
  return Scatter.apply(input, dim, index, src, options);
}

const ScatterAdd = define({
  schema: 'scatter_add(Tensor input, int dim, Tensor index, Tensor src)',
  forward: (input, dim, index, src, out) => scattered(input, dim, index, src, 'add', out),
  derivative: {
    input: (grad) => grad,
    src: (grad, { dim, index }) => gather(grad, dim, index),
  },
  inplace: true,
});

/**
 * `input` with elements added along dimension `dim`: result[index[i][j]][j] += src[i][j] for `dim` 0.
 *
 * @param dim the dimension that is indexed
 * @param index int64 or int32, as many dimensions as `input`, no larger than it apart from `dim`
 * @param src what to add: a tensor of the dtype of `input`, at least as large as `index`
 * @returns a new tensor
 * @throws RuntimeError for an index out of bounds, of another dtype or of sizes that do not fit
 * @example
 * const x = torch.zeros(3);
 * console.log(torch.scatter_add(x, 0, torch.tensor([0n, 0n, 2n]), torch.tensor([1, 2, 3]))); // tensor([3., 0., 3.])
 * @see PyTorch: `torch.scatter_add`
 */
export function scatter_add(
  input: Tensor,
  dim: number | ScatterOptions,
  index?: Tensor | ScatterOptions,
  src?: Tensor | ScatterOptions,
): Tensor {
  return ScatterAdd.apply(input, dim, index, src);
}
