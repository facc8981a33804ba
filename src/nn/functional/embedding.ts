import { no_grad } from '../../autograd/modes.js';
import { define } from '../../ops/define.js';
import { requireIndexType, requireInside } from '../../ops/index_checks.js';
import { bincount, div, reshape, where, zeros } from '../../ops/index.js';
import { vector_norm } from '../../ops/linalg.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64 } from '../../tensor/dtype.js';
import { IndexError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';

// Rows of a table by number.

const Embedding = define({
  schema: 'embedding(Tensor weight, Tensor indices, int padding_idx, bool scale_grad_by_freq)',
  method: false,
  forward: (weight, indices) =>
    no_grad(() => reshape(weight.index_select(0, indices.flatten()), [...indices.sizes, weight.sizes[1]])),
  derivative: {
    weight: (grad, { weight, indices, padding_idx, scale_grad_by_freq }) => {
      const [rows, columns] = weight.sizes;
      const flat = indices.flatten();
      const given = where(flat.unsqueeze(1).eq(padding_idx), 0, reshape(grad, [flat.numel(), columns]));
      const sums = zeros(rows, columns, { dtype: grad.dtype }).index_add(0, flat, given);
      if (!scale_grad_by_freq) return sums;
      return div(sums, bincount(flat, { minlength: rows }).clamp(1).unsqueeze(1));
    },
  },
});

const embeddingSignature = new Signature(
  'embedding(Tensor input, Tensor weight, int? padding_idx=None, float? max_norm=None, float norm_type=2, bool scale_grad_by_freq=False, bool sparse=False)',
);

/** Options of {@link embedding}. */
export interface EmbeddingFunctionOptions {
  /** A row that gets no gradient. */
  padding_idx?: number | null;
  /** The largest norm that a row may have; longer ones are scaled down, in place, when they are looked up. */
  max_norm?: number | null;
  /** Which norm. Default 2. */
  norm_type?: number;
  /** Whether a row's gradient is divided by how often it was looked up. Default false. */
  scale_grad_by_freq?: boolean;
  /** Accepted and without effect: gradients are dense. */
  sparse?: boolean;
}

/**
 * The row of a number, counted from the end when negative.
 *
 * @throws Error where there is no such row
 */
export function paddingRow(padding_idx: number | null, rows: number): number | null {
  if (padding_idx === null) return null;
  if (padding_idx >= rows || padding_idx < -rows) throw new Error('Padding_idx must be within num_embeddings');
  return padding_idx < 0 ? padding_idx + rows : padding_idx;
}

/** Scales rows that are looked up down to a norm. */
export function shorten(weight: Tensor, indices: Tensor, maxNorm: number, normType: number): void {
  no_grad(() => {
    const rows = weight.index_select(0, indices);
    const norms = vector_norm(rows, normType, 1, true);
    const scaled = where(norms.gt(maxNorm), rows.mul(div(maxNorm, norms.add(1e-7))), rows);
    weight.index_copy_(0, indices, scaled);
  });
}

/**
 * The rows of a table: result[…, :] = weight[input[…], :].
 *
 * @param input row numbers, int64 or int32, of any shape
 * @param weight the table, [rows, columns]
 * @param options `padding_idx`, `max_norm`, `norm_type`, `scale_grad_by_freq`
 * @returns a new tensor [*, columns]
 * @throws IndexError for a row that is not there; RuntimeError for numbers that are no integers
 * @example
 * const table = torch.tensor([[0, 1], [2, 3], [4, 5]]);
 * console.log(torch.nn.functional.embedding(torch.tensor([2n, 0n]), table)); // tensor([[4., 5.],
 * //         [0., 1.]])
 * @see PyTorch: `torch.nn.functional.embedding`
 */
export function embedding(
  input: Tensor,
  weight: Tensor,
  ...options: Trailing<
    [
      padding_idx: number | null,
      max_norm: number | null,
      norm_type: number,
      scale_grad_by_freq: boolean,
      sparse: boolean,
    ],
    EmbeddingFunctionOptions
  >
): Tensor {
  const [indices, table, padding_idx, max_norm, norm_type, scale] = embeddingSignature.bind([
    input,
    weight,
    ...options,
  ]);
  const padding = paddingRow(padding_idx, table.sizes[0] ?? 0) ?? -1;
  if (table.ndim !== 2) throw new RuntimeError("'weight' must be 2-D");
  requireIndexType(
    indices,
    "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got " +
      `torch.${indices.dtype.scalarName}Tensor instead (while checking arguments for embedding)`,
  );
  const rows = indices.to(int64);
  requireInside(rows, 0, table.sizes[0], () => new IndexError('index out of range in self'));
  if (max_norm !== null) shorten(table, rows.flatten(), max_norm, norm_type);
  return Embedding.apply(table, rows, padding, scale);
}

const oneHotSignature = new Signature('one_hot(Tensor tensor, int num_classes=-1)');

/**
 * For each class number a row with 1 in its place and 0 elsewhere.
 *
 * @param tensor class numbers, int64, of any shape
 * @param num_classes how many classes there are; by default as many as needed
 * @returns a new int64 tensor [*, num_classes]
 * @throws RuntimeError for numbers that are negative or too large, or no int64
 * @example
 * console.log(torch.nn.functional.one_hot(torch.tensor([1n, 0n]))); // tensor([[0, 1],
 * //         [1, 0]])
 * @see PyTorch: `torch.nn.functional.one_hot`
 */
export function one_hot(tensor: Tensor, num_classes?: number | { num_classes?: number }): Tensor {
  const [classes, wanted] = oneHotSignature.bind([tensor, num_classes]);
  requireIndexType(classes, 'one_hot is only applicable to index tensor of type LongTensor.', false);
  if (classes.numel() === 0) {
    if (wanted <= 0) throw new RuntimeError('Can not infer total number of classes from empty tensor.');
    return zeros([...classes.sizes, wanted], { dtype: int64 });
  }
  if (classes.min().item() < 0) throw new RuntimeError('Class values must be non-negative.');
  const largest = classes.max().item();
  if (wanted !== -1 && wanted < 1) throw new RuntimeError('num_classes should be positive');
  if (wanted !== -1 && largest >= wanted) throw new RuntimeError('Class values must be smaller than num_classes.');
  const count = wanted === -1 ? largest + 1 : wanted;
  return zeros([...classes.sizes, count], { dtype: int64 }).scatter(-1, classes.unsqueeze(-1), 1);
}
