import { RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { compose } from '../define.js';

// Products of many matrices, in the order that takes the fewest multiplications.

/**
 * For each part of a chain of matrices where it is best split (Cormen et al., Introduction to Algorithms, §15.2).
 *
 * @param sizes the rows of every matrix, and the columns of the last
 */
function bestSplits(sizes: readonly number[]): number[][] {
  const n = sizes.length - 1;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const split = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++)
    for (let i = 0; i + length < n; i++) {
      const j = i + length;
      cost[i][j] = Infinity;
      for (let k = i; k < j; k++) {
        const total = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1];
        if (total < cost[i][j]) [cost[i][j], split[i][j]] = [total, k];
      }
    }
  return split;
}

/** The product of a chain of matrices. */
function chain(matrices: readonly Tensor[]): Tensor {
  const split = bestSplits([...matrices.map((x) => x.size(0)), matrices[matrices.length - 1].size(1)]);
  const product = (i: number, j: number): Tensor =>
    i === j ? matrices[i] : product(i, split[i][j]).mm(product(split[i][j] + 1, j));
  return product(0, matrices.length - 1);
}

function check(tensors: readonly Tensor[]): void {
  const name = 'multi_dot()';
  const n = tensors.length;
  if (n < 2) throw new RuntimeError(`${name}: expected at least 2 tensors but got ${n}`);
  tensors.forEach((x, i) => {
    const isEnd = i === 0 || i === n - 1;
    const where = i === 0 ? 'the first tensor' : isEnd ? 'the last tensor' : `tensor ${i}`;
    if (x.dim() !== 2 && !(isEnd && x.dim() === 1))
      throw new RuntimeError(`${name}: ${where} must be ${isEnd ? '1D or 2D' : '2D'} but got ${x.dim()}D`);
    if (x.dtype !== tensors[0].dtype)
      throw new RuntimeError(
        `${name}: all tensors must have be the same dtype but tensor 0 is ${tensors[0].dtype.cName} and tensor ${i} ${x.dtype.cName}`,
      );
  });
}

const MultiDot = compose({
  schema: 'linalg_multi_dot(Tensor[] tensors)',
  method: false,
  compose: (tensors) => {
    check(tensors);
    const [first, last] = [tensors[0], tensors[tensors.length - 1]];
    const matrices = [...tensors];
    if (first.dim() === 1) matrices[0] = first.unsqueeze(0);
    if (last.dim() === 1) matrices[matrices.length - 1] = last.unsqueeze(-1);
    for (let i = 1; i < matrices.length; i++)
      if (matrices[i - 1].size(-1) !== matrices[i].size(0))
        throw new RuntimeError(
          `multi_dot(): tensors ${i - 1} and ${i} with shapes [${matrices[i - 1].sizes.join(', ')}] and [${matrices[i].sizes.join(', ')}] cannot be multiplied`,
        );
    const sizes = [...(first.dim() === 1 ? [] : [first.size(0)]), ...(last.dim() === 1 ? [] : [last.size(-1)])];
    return chain(matrices).view(sizes);
  },
});

/**
 * The product of several matrices, in the order that takes the fewest multiplications.
 *
 * @param tensors matrices; the first may be a vector, which counts as a row, and the last one, which counts as a column
 * @returns a new tensor
 * @throws RuntimeError where the sizes or dtypes do not fit
 * @example
 * const [a, b, c] = [torch.ones(2, 30), torch.ones(30, 5), torch.ones(5, 1)];
 * console.log(torch.linalg.multi_dot([a, b, c])); // tensor([[150.],
 * //         [150.]])
 * @see PyTorch: `torch.linalg.multi_dot`
 */
export function multi_dot(tensors: readonly Tensor[] | { tensors: readonly Tensor[] }): Tensor {
  return MultiDot.apply(tensors);
}

const ChainMatmul = compose({
  schema: 'chain_matmul(Tensor[] matrices)',
  compose: (matrices) => {
    if (matrices.length === 0) throw new RuntimeError('chain_matmul(): Expected one or more matrices');
    for (const x of matrices)
      if (x.dim() !== 2) throw new RuntimeError(`Tensor dimension is ${x.dim()}, expected 2 instead.`);
    return matrices.length === 1 ? matrices[0] : multi_dot(matrices);
  },
});

/**
 * The same as {@link multi_dot}, of matrices only.
 *
 * @param matrices matrices, as separate arguments or in a list
 * @returns a new tensor
 * @throws RuntimeError where the sizes or dtypes do not fit
 * @example
 * console.log(torch.chain_matmul(torch.ones(1, 2), torch.ones(2, 3), torch.ones(3, 1))); // tensor([[6.]])
 * @see PyTorch: `torch.chain_matmul`
 */
export function chain_matmul(...matrices: Tensor[] | [readonly Tensor[]]): Tensor {
  return ChainMatmul.apply(matrices.flat());
}
