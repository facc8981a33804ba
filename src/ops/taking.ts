import { kernels } from '../ndarray/kernels.js';
import { IndexError, RuntimeError } from '../tensor/errors.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import { define, type InPlace, type Method } from './define.js';
import { denseCopy, filled } from './dense.js';
import { asRow, atLeastLine, elementsAt, requireIndexType, requireInside } from './index_checks.js';
import { reshape } from './shape.js';

// Elements read and written by their numbers in row-major order.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link take}. */
    take: Method<typeof take>;
    /** See {@link put}. */
    put: Method<typeof put>;
    /** {@link put} in place. */
    put_: InPlace<typeof put>;
  }
}

const Take = define({
  schema: 'take(Tensor input, Tensor index)',
  forward: (input, index) => {
    requireIndexType(index, `take(): Expected a long tensor for index, but got ${index.dtype.scalarName}`, false);
    const n = input.numel();
    if (n === 0 && index.numel() > 0) throw new IndexError('take(): tried to take from an empty tensor');
    requireInside(
      index,
      -n,
      n,
      (bad) => new IndexError(`out of range: tried to access index ${bad} on a tensor of ${n} elements.`),
    );
    const result = emptyTensor(index.sizes, input.dtype);
    const from = atLeastLine(input);
    kernels.take(asRow(result), from, elementsAt(index, from.sizes));
    return result;
  },
  derivative: { input: (grad, { sizes, index }) => filled(sizes, 0, grad.dtype).put(index, grad, true) },
});

/**
 * The elements of `input`, counted in row-major order, that `index` lists.
 *
 * @param index int64; negative counts from the end
 * @returns a new tensor of the sizes of `index`
 * @throws IndexError for an index out of range
 * @example
 * console.log(torch.take(torch.tensor([[1, 2], [3, 4]]), torch.tensor([0n, -1n]))); // tensor([1., 4.])
 * @see PyTorch: `torch.take`
 */
export function take(input: Tensor, index: Tensor | { index: Tensor }): Tensor {
  return Take.apply(input, index);
}

const Put = define({
  schema: 'put(Tensor input, Tensor index, Tensor source, bool accumulate=False)',
  forward: (input, index, source, accumulate, out) => {
    const n = input.numel();
    requireIndexType(index, `put_(): Expected a long tensor for index, but got ${index.dtype.scalarName}`, false);
    if (source.dtype !== input.dtype)
      throw new RuntimeError(
        'put_(): self and source expected to have the same dtype, ' +
          `but got self.dtype = ${input.dtype.scalarName} and source.dtype = ${source.dtype.scalarName}`,
      );
    if (source.numel() !== index.numel())
      throw new IndexError(
        'put_(): Expected source and index to have the same number of elements, ' +
          `but got source.numel() = ${source.numel()}, index.numel() = ${index.numel()}`,
      );
    if (n === 0 && index.numel() > 0) throw new IndexError('put_(): Tried to put elements into an empty tensor');
    requireInside(
      index,
      -n,
      n,
      (bad) => new IndexError(`out of range: tried to access index ${bad} on a tensor of ${n} elements.`),
    );
    const result = out ?? denseCopy(input);
    const to = atLeastLine(result);
    kernels.put(to, elementsAt(index, to.sizes), asRow(denseCopy(source)), accumulate ? 'add' : 'set');
    return result;
  },
  derivative: {
    input: (grad, { index, accumulate }) =>
      accumulate ? grad : put(grad, index, filled(index.sizes, 0, grad.dtype), false),
    source: (grad, { index, sizes }) => reshape(take(grad, index), sizes),
  },
  inplace: true,
});

/** Options of {@link put}. */
export interface PutOptions {
  /** Whether to add to what is there instead of replacing it. Default false. */
  accumulate?: boolean;
}

/**
 * `input` with the elements of `source` written to the elements, counted in row-major order, that `index` lists.
 *
 * @param index int64; negative counts from the end
 * @param source as many elements, of the dtype of `input`
 * @param accumulate whether to add to what is there instead of replacing it
 * @returns a new tensor
 * @throws IndexError for an index out of range
 * @example
 * console.log(torch.put(torch.zeros(3), torch.tensor([0n, 2n]), torch.tensor([5, 7]))); // tensor([5., 0., 7.])
 * @see PyTorch: `torch.put`
 */
export function put(
  input: Tensor,
  index: Tensor | (PutOptions & { index?: Tensor; source?: Tensor }),
  source?: Tensor,
  accumulate?: boolean | PutOptions,
): Tensor {
  return Put.apply(input, index, source, accumulate);
}
