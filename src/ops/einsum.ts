import { elementCount } from '../ndarray/strided.js';
import { pythonType, ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { fromSublists, readEquation, requireSizes, type Sublist } from './einsum_notation.js';
import { bmm } from './products.js';

// Sums of products in Einstein's notation, one pair of operands after the other.

/** A tensor, and a label for each of its dimensions. */
interface Term {
  readonly x: Tensor;
  readonly labels: readonly string[];
}

/** Of dimensions with the same label the diagonal. */
function diagonals({ x, labels }: Term): Term {
  const second = labels.findIndex((label, d) => labels.indexOf(label) !== d);
  if (second < 0) return { x, labels };
  const first = labels.indexOf(labels[second]);
  const rest = labels.filter((_, d) => d !== first && d !== second);
  return diagonals({ x: x.diagonal(0, first, second), labels: [...rest, labels[second]] });
}

/** Sums over the dimensions that nobody needs any more. */
function summed({ x, labels }: Term, needed: ReadonlySet<string>): Term {
  const dims = labels.flatMap((label, d) => (needed.has(label) ? [] : [d]));
  return dims.length === 0 ? { x, labels } : { x: x.sum(dims), labels: labels.filter((label) => needed.has(label)) };
}

/** Without the dimensions of size 1 that broadcast to those of `other`. */
function unstretched({ x, labels }: Term, other: Term): Term {
  const sizeIn = ({ x, labels }: Term, label: string) => x.sizes[labels.indexOf(label)] ?? 1;
  const dims = labels.flatMap((label, d) => (x.sizes[d] === 1 && sizeIn(other, label) !== 1 ? [d] : []));
  return { x: x.squeeze(dims), labels: labels.filter((_, d) => !dims.includes(d)) };
}

/** Dimensions in the order of `order`; of a label that is missing one of size 1. */
function arranged({ x, labels }: Term, order: readonly string[]): Tensor {
  const present = order.filter((label) => labels.includes(label));
  let result = x.permute(present.map((label) => labels.indexOf(label)));
  order.forEach((label, d) => {
    if (!labels.includes(label)) result = result.unsqueeze(d);
  });
  return result;
}

/** The product of two terms, summed over the labels that nobody needs any more: a batch of matrix products. */
function product(first: Term, second: Term, needed: ReadonlySet<string>): Term {
  const [a0, b0] = [unstretched(first, second), unstretched(second, first)];
  const a = summed(a0, new Set([...needed, ...b0.labels]));
  const b = summed(b0, new Set([...needed, ...a0.labels]));
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => needed.has(label));
  const contracted = shared.filter((label) => !needed.has(label));
  const rows = a.labels.filter((label) => !shared.includes(label));
  const columns = b.labels.filter((label) => !shared.includes(label));
  const labels = [...batch, ...rows, ...columns];
  if (contracted.length === 0) return { x: arranged(a, labels).mul(arranged(b, labels)), labels };

  const sizesOf = ({ x, labels }: Term, list: readonly string[]) => list.map((label) => x.sizes[labels.indexOf(label)]);
  const [batchSizes, rowSizes, columnSizes] = [sizesOf(a, batch), sizesOf(a, rows), sizesOf(b, columns)];
  const [n, m, k, p] = [batchSizes, rowSizes, sizesOf(a, contracted), columnSizes].map(elementCount);
  const left = arranged(a, [...batch, ...rows, ...contracted]).reshape(n, m, k);
  const right = arranged(b, [...batch, ...contracted, ...columns]).reshape(n, k, p);
  return { x: bmm(left, right).reshape([...batchSizes, ...rowSizes, ...columnSizes]), labels };
}

/** The equation and the operands of a call in either format. */
function read(args: readonly unknown[]): [equation: string, operands: readonly Tensor[]] {
  const [first, ...rest] = args;
  if (args.length < 2)
    throw new ValueError(
      'einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list',
    );
  if (isTensor(first)) return fromSublists(args);
  if (typeof first !== 'string')
    throw new TypeError(`einsum(): argument 'equation' (position 1) must be str, not ${pythonType(first)}`);
  const operands = (Array.isArray(rest[0]) ? rest[0] : rest) as unknown[];
  operands.forEach((operand, i) => {
    if (!isTensor(operand))
      throw new TypeError(`expected Tensor as element ${i} in argument 1, but got ${pythonType(operand)}`);
  });
  return [first, operands as Tensor[]];
}

/**
 * The sum of products that an equation in Einstein's notation describes: `'ij,jk->ik'` is the matrix product
 * Σⱼ aᵢⱼ·bⱼₖ. A letter names a dimension of each operand; what the result does not name is summed over. A letter twice in one
 * operand takes the diagonal, '...' stands for all dimensions that have no letter, and broadcasts.
 *
 * @param equation the subscripts of the operands, and after `->` those of the result; without an arrow the letters that
 * occur once, in alphabetical order
 * @param operands the tensors, as separate arguments or in a list; instead of an equation every operand may be followed by
 * a list of numbers from 0 to 51
 * @returns a new tensor, or a view where nothing is computed
 * @throws RuntimeError where the equation is not well formed, or the sizes do not fit
 * @example
 * const [A, B] = [torch.tensor([[1, 2], [3, 4]]), torch.tensor([[1, 1], [0, 1]])];
 * console.log(torch.einsum('ij,jk->ik', A, B)); // tensor([[1., 3.],
 * //         [3., 7.]])
 * console.log(torch.einsum('ii', A)); // tensor(5.)
 * console.log(torch.einsum('...ij->...ji', torch.zeros(5, 2, 3)).shape); // torch.Size([5, 3, 2])
 * console.log(torch.einsum(A, [0, 1], B, [1, 2], [0, 2])); // tensor([[1., 3.],
 * //         [3., 7.]])
 * @see PyTorch: `torch.einsum`
 */
export function einsum(equation: string, ...operands: Tensor[] | [readonly Tensor[]]): Tensor;
export function einsum(operand: Tensor, sublist: Sublist, ...rest: (Tensor | Sublist)[]): Tensor;
export function einsum(...args: unknown[]): Tensor {
  const [equation, operands] = read(args);
  const notation = readEquation(
    equation,
    operands.map((x) => x.dim()),
  );
  requireSizes(operands, notation);
  const terms = operands.map((x, i) => diagonals({ x, labels: notation.operands[i] }));
  const neededAfter = (i: number) =>
    new Set([...notation.output, ...terms.slice(i + 1).flatMap(({ labels }) => labels)]);
  let result = summed(terms[0], neededAfter(0));
  for (let i = 1; i < terms.length; i++) result = product(result, terms[i], neededAfter(i));
  return arranged(summed(result, new Set(notation.output)), notation.output);
}
