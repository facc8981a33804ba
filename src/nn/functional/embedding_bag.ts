import { no_grad } from '../../autograd/modes.js';
import { sameSizes } from '../../ndarray/strided.js';
import { define } from '../../ops/define.js';
import { requireIndexType, requireInside } from '../../ops/index_checks.js';
import { arange, bincount, searchsorted, where, zeros } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { warn } from '../../tensor/warning.js';
import { shorten, type EmbeddingFunctionOptions } from './embedding.js';

// Sums, means and maxima of rows of a table, without the rows in between.

/** What becomes of the rows of a bag. */
export type BagMode = 'sum' | 'mean' | 'max';

/** How many rows each bag has, at least 1. */
const sizesOf = (bags: Tensor, count: number): Tensor => bincount(bags, { minlength: count }).clamp(1).unsqueeze(1);

/** For each row and column whether it is the first that is its bag's maximum. */
function firstMaxima(rows: Tensor, bags: Tensor, maxima: Tensor): Tensor {
  const n = rows.sizes[0];
  const places = where(rows.eq(maxima.index_select(0, bags)), arange(n).unsqueeze(1), n);
  const first = zeros(maxima.sizes, { dtype: int64 }).index_reduce(0, bags, places, 'amin', { include_self: false });
  return first.index_select(0, bags).eq(arange(n).unsqueeze(1));
}

const EmbeddingBag = define({
  schema: '_embedding_bag(Tensor weight, Tensor indices, Tensor bags, int count, str mode, Tensor? scales, bool scale_grad_by_freq)', // prettier-ignore
  node: 'EmbeddingBag',
  method: false,
  forward: (weight, indices, bags, count, mode, scales) =>
    no_grad(() => {
      const rows = weight.index_select(0, indices);
      const result = zeros([count, weight.sizes[1]], { dtype: weight.dtype });
      if (mode === 'max') return result.index_reduce(0, bags, rows, 'amax', { include_self: false });
      const sums = result.index_add(0, bags, scales === null ? rows : rows.mul(scales.unsqueeze(1)));
      return mode === 'mean' ? sums.div(sizesOf(bags, count)) : sums;
    }),
  derivative: {
    weight: (grad, { weight, indices, bags, count, mode, scales, scale_grad_by_freq, result }) => {
      let ofRows = (mode === 'mean' ? grad.div(sizesOf(bags, count)) : grad).index_select(0, bags);
      if (scales !== null) ofRows = ofRows.mul(scales.unsqueeze(1));
      if (mode === 'max') ofRows = ofRows.mul(firstMaxima(weight.index_select(0, indices), bags, result));
      const sums = zeros(weight.sizes, { dtype: grad.dtype }).index_add(0, indices, ofRows);
      return scale_grad_by_freq ? sums.div(sizesOf(indices, weight.sizes[0])) : sums;
    },
    scales: (grad, { weight, indices, bags }) => grad.index_select(0, bags).mul(weight.index_select(0, indices)).sum(1),
  },
});

const signature = new Signature(
  "embedding_bag(Tensor input, Tensor weight, Tensor? offsets=None, float? max_norm=None, float norm_type=2, bool scale_grad_by_freq=False, str mode='mean', bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None)",
);

/** Options of {@link embedding_bag}. */
export interface EmbeddingBagFunctionOptions extends Omit<EmbeddingFunctionOptions, 'padding_idx'> {
  /** Where each bag begins in a list of row numbers, [B]; null for a matrix, whose rows are the bags. */
  offsets?: Tensor | null;
  /** What becomes of the rows of a bag. Default 'mean'. */
  mode?: BagMode;
  /** What each row is multiplied by, of the sizes of the input, for sums only. */
  per_sample_weights?: Tensor | null;
  /** Whether the last offset is the end of the last bag. Default false. */
  include_last_offset?: boolean;
  /** A row that does not count, and gets no gradient. */
  padding_idx?: number | null;
}

/** For each row number the bag that it is in, up to the end of the last, and how many bags there are. */
function bagsOf(input: Tensor, offsets: Tensor | null, hasEnd: boolean): [bags: Tensor, count: number] {
  if (input.ndim === 2) {
    if (offsets !== null)
      throw new ValueError(
        'if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. ' +
          "However, found offsets of type <class 'torch.Tensor'>",
      );
    return [arange(input.sizes[0]).repeat_interleave(input.sizes[1]), input.sizes[0]];
  }
  if (input.ndim !== 1)
    throw new ValueError(`input has to be 1D or 2D Tensor, but got Tensor of dimension ${input.ndim}`);
  if (offsets === null) throw new ValueError('offsets has to be a 1D Tensor but got None');
  if (offsets.ndim !== 1) throw new ValueError('offsets has to be a 1D Tensor');
  requireIndexType(offsets, wrongType('indices', 'Long, Int', offsets));
  const starts = offsets.to(int64);
  const n = starts.numel();
  if (hasEnd && n === 0) throw new RuntimeError('include_last_offset: number of offset should be at least 1');
  if (n > 0 && starts[0].item() !== 0)
    throw new RuntimeError(
      'offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. ' +
        `However, got ${starts[0].item()}`,
    );
  if (n > 0 && starts[n - 1].item() > input.numel())
    throw new RuntimeError(
      `offsets[-1] can not be greater than input's length ${input.numel()} but got offsets[-1] of ${starts[n - 1].item()}`,
    );
  if (starts.diff().lt(0).any().item()) throw new RuntimeError('embedding_bag: offsets must not decrease');
  const count = hasEnd ? n - 1 : n;
  const end = hasEnd ? starts[n - 1].item() : count === 0 ? 0 : input.numel();
  // the last bag that begins at or before each place
  return [searchsorted(starts.narrow(0, 0, count), arange(end), { right: true }).sub(1), count];
}

const wrongType = (what: string, types: string, x: Tensor) =>
  `Expected tensor for argument #1 '${what}' to have one of the following scalar types: ${types}; ` +
  `but got torch.${x.dtype.scalarName}Tensor instead (while checking arguments for embedding_bag)`;

function requireFits(indices: Tensor, weight: Tensor, mode: string, scales: Tensor | null, byFrequency: boolean): void {
  if (weight.ndim !== 2)
    throw new ValueError(`weight has to be a 2D Tensor, but got Tensor of dimension ${weight.ndim}`);
  if (mode !== 'sum' && mode !== 'mean' && mode !== 'max')
    throw new ValueError('mode has to be one of sum, mean or max');
  if (mode === 'max' && byFrequency)
    throw new ValueError('max mode does not support scaling the gradient by the frequency');
  if (scales !== null && mode !== 'sum')
    throw new NotImplementedError(
      "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' " +
        `(got mode='${mode}'). Please open a feature request on GitHub.`,
    );
  if (scales !== null && !sameSizes(scales.sizes, indices.sizes))
    throw new ValueError(
      `embedding_bag: If per_sample_weights (${String(scales.shape)}) is not None, then it must have the same shape as the input (${String(indices.shape)})`,
    );
  requireIndexType(indices, wrongType('indices', 'Long, Int', indices));
  if (!weight.dtype.is_floating_point)
    throw new RuntimeError(wrongType('weight', 'Half, BFloat16, Float, Double', weight));
}

/**
 * For each bag of row numbers the sum, the mean or the maximum of these rows of a table; zeros for an empty one.
 *
 * @param input row numbers, int64 or int32: [N], cut into bags by `offsets`, or [B, L], B bags of L
 * @param weight the table, [rows, columns]
 * @param options `offsets`, `max_norm`, `norm_type`, `scale_grad_by_freq`, `mode` (default 'mean'), `per_sample_weights`,
 * `include_last_offset`, `padding_idx`
 * @returns a new tensor [B, columns]
 * @throws ValueError or RuntimeError where the arguments do not fit each other, and for a row that is not there
 * @example
 * const table = torch.tensor([[0, 1], [2, 3], [4, 5]]);
 * const options = { offsets: torch.tensor([0n, 2n]) }; // rows 0 and 2, then row 1
 * console.log(torch.nn.functional.embedding_bag(torch.tensor([0n, 2n, 1n]), table, options)); // tensor([[2., 3.],
 * //         [2., 3.]])
 * @see PyTorch: `torch.nn.functional.embedding_bag`
 */
export function embedding_bag(
  input: Tensor,
  weight: Tensor,
  ...options: Trailing<
    [
      offsets: Tensor | null,
      max_norm: number | null,
      norm_type: number,
      scale_grad_by_freq: boolean,
      mode: BagMode,
      sparse: boolean,
      per_sample_weights: Tensor | null,
    ],
    EmbeddingBagFunctionOptions
  >
): Tensor {
  const isSwapped = weight.dtype === int64 && input.dtype.is_floating_point;
  if (isSwapped)
    warn(
      'Argument order of nn.functional.embedding_bag was changed. Usage `embedding_bag(weight, input, ...)` is deprecated, ' +
        'and should now be `embedding_bag(input, weight, ...)`.',
    );
  const given = isSwapped ? [weight, input] : [input, weight];
  const [numbers, table, offsets, max_norm, norm_type, byFrequency, mode, , scales, hasEnd, padding_idx] =
    signature.bind([...given, ...options]);
  requireFits(numbers, table, mode, scales, byFrequency);
  const [bags, count] = bagsOf(numbers, offsets, hasEnd);
  const rows = table.sizes[0];
  if (padding_idx !== null && (padding_idx >= rows || padding_idx < -rows))
    throw new RuntimeError(
      `padding_idx must be within the number of embeddings, -${rows} through ${rows - 1}, but got ${padding_idx}`,
    );
  const inBags = (x: Tensor): Tensor => x.flatten().narrow(0, 0, bags.numel());
  const indices = inBags(numbers.to(int64));
  requireInside(indices, 0, rows, (bad) => {
    const at = indices.eq(bad).long().argmax().item();
    return new RuntimeError(`Index ${at} of input takes value ${bad} which is not in the valid range [0, ${rows})`);
  });
  if (max_norm !== null) shorten(table, indices, max_norm, norm_type);
  const counts = padding_idx === null ? null : indices.ne(padding_idx < 0 ? padding_idx + rows : padding_idx);
  const counted = (x: Tensor): Tensor => (counts === null ? x : x.masked_select(counts));
  const by = scales === null ? null : counted(inBags(scales));
  return EmbeddingBag.apply(table, counted(indices), counted(bags), count, mode, by, byFrequency);
}
