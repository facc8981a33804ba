import { elementCount } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { wrapDim } from '../tensor/index_key.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { compose, type Method } from './define.js';
import { reducedDims } from './dims.js';

// Products of tensors: contracted over some dimensions, or over none.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link inner}. */
    inner: Method<typeof inner>;
    /** See {@link kron}. */
    kron: Method<typeof kron>;
  }
}

/** The dimensions that {@link tensordot} contracts: so many, or those of the first tensor and those of the second. */
export type ContractedDims = number | Tensor | readonly [a: readonly number[], b: readonly number[]];

/** The dimensions of both tensors that are contracted. */
function contractedDims(a: Tensor, b: Tensor, dims: unknown): [ofA: number[], ofB: number[]] {
  const isPair = (x: unknown): x is [number[], number[]] =>
    Array.isArray(x) && x.length === 2 && x.every((list) => Array.isArray(list));
  if (isPair(dims)) {
    if (dims[0].length !== dims[1].length) throw new RuntimeError('both dimension lists should have same length');
    return [dims[0], dims[1]];
  }
  const count: unknown = isTensor(dims) ? dims.item() : dims;
  if (typeof count !== 'number' || !Number.isInteger(count))
    throw new RuntimeError(
      `tensordot expects dims to be int or tuple[list[int], list[int]] or list[list[int]] containing two lists, but got dims=${String(count)}`,
    );
  if (count < 0) throw new RuntimeError(`tensordot expects dims >= 0, but got dims=${count}`);
  if (count > Math.min(a.dim(), b.dim()))
    throw new RuntimeError(`tensordot expects dims < ndim_a or ndim_b, but got dims=${count}`);
  const range = Array.from({ length: count }, (_, i) => i);
  return [range.map((i) => i - count), range];
}

const Tensordot = compose({
  schema: 'tensordot(Tensor a, Tensor b, object dims=2)',
  compose: (a, b, dims) => {
    const [ofA, ofB] = contractedDims(a, b, dims);
    if (a.dtype !== b.dtype) throw new RuntimeError('both inputs should have same dtype');
    let [x, y] = [a, b];
    ofA.forEach((d, i) => {
      const [m, n] = [a.size(d), b.size(ofB[i])];
      if (m !== n && m !== 1 && n !== 1)
        throw new RuntimeError(
          `contracted dimensions need to match, but first has size ${m} in dim ${d} and second has size ${n} in dim ${ofB[i]}`,
        );
      if (n === 1)
        x = x.sum(d, true); // a size of 1 broadcasts, so the other is summed
      else if (m === 1) y = y.sum(ofB[i], true);
    });
    const [inX, inY] = [distinct(ofA, a), distinct(ofB, b)];
    const rest = (tensor: Tensor, used: readonly number[]) =>
      tensor.sizes.map((_, d) => d).filter((d) => !used.includes(d));
    const [rows, columns] = [rest(x, inX), rest(y, inY)];
    const sizes = (tensor: Tensor, list: readonly number[]) => list.map((d) => tensor.sizes[d]);
    const [m, k, n] = [sizes(x, rows), sizes(x, inX), sizes(y, columns)].map(elementCount);
    const product = x.permute([...rows, ...inX]).reshape(m, k).mm(y.permute([...inY, ...columns]).reshape(k, n)); // prettier-ignore
    return product.view([...sizes(x, rows), ...sizes(y, columns)]);
  },
});

/** Dimensions counted from the front, each once. */
function distinct(dims: readonly number[], x: Tensor): number[] {
  return dims.length === 0
    ? []
    : reducedDims(
        dims.map((d) => wrapDim(d, x.dim())),
        x.dim(),
      );
}

/**
 * The product of two tensors, summed over pairs of dimensions.
 *
 * @param a a tensor
 * @param b a tensor of the same dtype
 * @param dims how many of the last dimensions of `a` and the first of `b`, in order; or two lists, of dimensions of `a` and
 * of `b`. Default 2
 * @returns a new tensor, with the other dimensions of `a` and then those of `b`
 * @throws RuntimeError where the sizes or dtypes do not fit
 * @example
 * const [a, b] = [torch.ones(3, 4, 5), torch.ones(4, 3, 2)];
 * console.log(torch.tensordot(a, b, [[1, 0], [0, 1]]).shape); // torch.Size([5, 2])
 * @see PyTorch: `torch.tensordot`
 */
export function tensordot(a: Tensor, b: Tensor, dims?: ContractedDims | { dims?: ContractedDims }): Tensor {
  return Tensordot.apply(a, b, dims);
}

const Inner = compose({
  schema: 'inner(Tensor input, Tensor other)',
  compose: (input, other) => {
    if (input.sizes.length === 0 || other.sizes.length === 0) return input.mul(other);
    if (input.sizes[input.sizes.length - 1] !== other.sizes[other.sizes.length - 1])
      throw new RuntimeError(
        `inner() the last dimension must match on both input tensors but got shapes [${input.sizes.join(', ')}] and [${other.sizes.join(', ')}]`,
      );
    const [a, b] = [input, other].map((x) => x.sizes.slice(0, -1));
    const k = input.sizes[input.sizes.length - 1];
    const product = input.reshape(elementCount(a), k).mm(other.reshape(elementCount(b), k).mT);
    return product.reshape([...a, ...b]);
  },
});

/**
 * Dot products along the last dimension of both: for vectors the dot product.
 *
 * @param input [..., k]
 * @param other [..., k]
 * @returns a new tensor, its sizes those of `input` and `other` without the last
 * @throws RuntimeError where the last dimensions differ
 * @example
 * console.log(torch.inner(torch.tensor([[1, 2], [3, 4]]), torch.tensor([1, 1]))); // tensor([3., 7.])
 * @see PyTorch: `torch.inner`
 */
export function inner(input: Tensor, other: Tensor): Tensor {
  return Inner.apply(input, other);
}

const Kron = compose({
  schema: 'kron(Tensor input, Tensor other)',
  compose: (input, other) => {
    const n = Math.max(input.dim(), other.dim());
    const padded = (x: Tensor) => [...new Array<number>(n - x.dim()).fill(1), ...x.sizes];
    const [s, t] = [padded(input), padded(other)];
    const a = input.reshape(s.flatMap((size) => [size, 1]));
    const b = other.reshape(t.flatMap((size) => [1, size]));
    return a.mul(b).reshape(s.map((size, d) => size * t[d]));
  },
});

/**
 * The Kronecker product: every element of `input` times the whole of `other`.
 *
 * @param input a tensor
 * @param other a tensor; the one with fewer dimensions gets leading ones of size 1
 * @returns a new tensor, whose sizes are the products of the sizes
 * @example
 * console.log(torch.kron(torch.eye(2), torch.tensor([[1, 2]]))); // tensor([[1., 2., 0., 0.],
 * //         [0., 0., 1., 2.]])
 * @see PyTorch: `torch.kron`
 */
export function kron(input: Tensor, other: Tensor | { other: Tensor }): Tensor {
  return Kron.apply(input, other);
}
