import { no_grad } from '../autograd/modes.js';
import { sameSizes } from '../ndarray/strided.js';
import { empty } from '../ops/index.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { AssertionError } from '../tensor/errors.js';
import { pythonFloat, pythonRepr } from '../tensor/python_number.js';
import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { embedding_bag, type BagMode, type EmbeddingBagFunctionOptions } from './functional/embedding_bag.js';
import { normal_ } from './init/index.js';
import type { FactoryOptions } from './linear.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

const REST =
  "float? max_norm=None, float norm_type=2, bool scale_grad_by_freq=False, str mode='mean', bool sparse=False" as const;
const constructor = new Constructor(
  `EmbeddingBag.__init__(int num_embeddings, int embedding_dim, ${REST}, Tensor? _weight=None, bool include_last_offset=False, int? padding_idx=None, device? device=None, dtype? dtype=None)`,
);
const fromPretrained = new Signature(
  `from_pretrained(Tensor embeddings, bool freeze=True, ${REST}, bool include_last_offset=False, int? padding_idx=None)`,
);
const call = new Signature('forward(Tensor input, Tensor? offsets=None, Tensor? per_sample_weights=None)');

/** Options of {@link EmbeddingBag}. */
export interface EmbeddingBagOptions
  extends Omit<EmbeddingBagFunctionOptions, 'offsets' | 'per_sample_weights'>, FactoryOptions {
  /** The number of rows. */
  num_embeddings?: number;
  /** The number of columns. */
  embedding_dim?: number;
  /** The table to begin with. */
  _weight?: Tensor | null;
}

/**
 * A learnt table of vectors, of which sums, means or maxima over bags of rows are taken: for texts as sets of words, say.
 *
 * Shapes: input [N] of int64, cut into B bags by offsets [B], or [B, L]; result [B, embedding_dim]; `weight`
 * [num_embeddings, embedding_dim] begins as N(0, 1), the row `padding_idx` as 0.
 *
 * @example
 * const bag = new torch.nn.EmbeddingBag(10, 3, { mode: 'sum' });
 * console.log(bag(torch.tensor([1n, 2n, 4n, 5n]), torch.tensor([0n, 3n])).shape); // torch.Size([2, 3])
 * @see PyTorch: `torch.nn.EmbeddingBag`
 */
export class EmbeddingBag extends Module {
  /** The number of rows. */
  num_embeddings: number;
  /** The number of columns. */
  embedding_dim: number;
  /** The largest norm that a row may have, or null. */
  max_norm: number | null;
  /** Which norm. */
  norm_type: number;
  /** Whether a row's gradient is divided by how often it was looked up. */
  scale_grad_by_freq: boolean;
  /** What becomes of the rows of a bag. */
  mode: BagMode;
  /** Accepted and without effect. */
  sparse: boolean;
  /** Whether the last offset is the end of the last bag. */
  include_last_offset: boolean;
  /** A row that does not count, or null. */
  padding_idx: number | null;
  /** The table, [num_embeddings, embedding_dim]. */
  declare weight: Parameter;

  /**
   * @param args `num_embeddings`, `embedding_dim`, `max_norm`, `norm_type` (default 2), `scale_grad_by_freq`, `mode` (default
   * 'mean'); by name also `include_last_offset`, `padding_idx`, `dtype`, `device`
   * @throws AssertionError for a padding row that is not there
   */
  constructor(
    ...args: Trailing<
      [
        num_embeddings: number,
        embedding_dim: number,
        max_norm: number | null,
        norm_type: number,
        scale_grad_by_freq: boolean,
        mode: BagMode,
      ],
      EmbeddingBagOptions
    >
  ) {
    const { num_embeddings, embedding_dim, padding_idx, _weight, device, dtype, ...given } = constructor.bind(args);
    super();
    this.num_embeddings = num_embeddings;
    this.embedding_dim = embedding_dim;
    this.max_norm = given.max_norm;
    this.norm_type = given.norm_type;
    this.scale_grad_by_freq = given.scale_grad_by_freq;
    if (padding_idx !== null && (padding_idx >= num_embeddings || padding_idx < -num_embeddings))
      throw new AssertionError('padding_idx must be within num_embeddings');
    this.padding_idx = padding_idx !== null && padding_idx < 0 ? padding_idx + num_embeddings : padding_idx;
    if (_weight !== null && !sameSizes(_weight.sizes, [num_embeddings, embedding_dim]))
      throw new AssertionError('Shape of weight does not match num_embeddings and embedding_dim');
    this.weight = new Parameter(_weight ?? empty(num_embeddings, embedding_dim, { device, dtype }));
    if (_weight === null) this.reset_parameters();
    this.mode = given.mode as BagMode;
    this.sparse = given.sparse;
    this.include_last_offset = given.include_last_offset;
  }

  /**
   * A layer with a given table.
   *
   * @param embeddings the table, [rows, columns]
   * @param options `freeze`: whether it stays as it is, default true; and those of the constructor
   * @throws AssertionError for what is no matrix
   * @example
   * const bag = torch.nn.EmbeddingBag.from_pretrained(torch.tensor([[1, 2], [3, 4]]));
   * console.log(bag(torch.tensor([[0n, 1n]]))); // tensor([[2., 3.]])
   */
  static from_pretrained(
    embeddings: Tensor,
    ...options: Trailing<[freeze: boolean, max_norm: number | null], EmbeddingBagOptions & { freeze?: boolean }>
  ): EmbeddingBag {
    const [table, freeze, max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_idx] =
      fromPretrained.bind([embeddings, ...options]);
    if (table.ndim !== 2) throw new AssertionError('Embeddings parameter is expected to be 2-dimensional');
    const [rows, columns] = table.sizes;
    const rest = { max_norm, norm_type, scale_grad_by_freq, mode: mode as BagMode, sparse, include_last_offset };
    const layer = new this(rows, columns, { ...rest, padding_idx, _weight: table });
    layer.weight.requires_grad = !freeze;
    return layer;
  }

  /** Draws a new table. */
  reset_parameters(): void {
    normal_(this.weight);
    no_grad(() => {
      if (this.padding_idx !== null) this.weight[this.padding_idx].fill_(0);
    });
  }

  /**
   * @param input row numbers, [N] or [B, L]
   * @param args `offsets`: where each bag begins in [N]; `per_sample_weights`: what each row is multiplied by, for sums only
   * @returns the sum, the mean or the maximum of each bag, [B, embedding_dim]
   */
  forward(
    input: Tensor,
    ...args: Trailing<
      [offsets: Tensor | null, per_sample_weights: Tensor | null],
      Pick<EmbeddingBagFunctionOptions, 'offsets' | 'per_sample_weights'>
    >
  ): Tensor {
    const [indices, offsets, per_sample_weights] = call.bind([input, ...args]);
    const { max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_idx } = this;
    const options = { max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_idx };
    return embedding_bag(indices, this.weight, offsets, { ...options, per_sample_weights });
  }

  override extra_repr(): string {
    const { num_embeddings, embedding_dim, max_norm, norm_type, scale_grad_by_freq, mode, padding_idx } = this;
    return [
      `${num_embeddings}, ${embedding_dim}`,
      ...(max_norm === null ? [] : [`max_norm=${pythonFloat(max_norm)}`]),
      ...(norm_type === 2 ? [] : [`norm_type=${pythonFloat(norm_type)}`]),
      ...(scale_grad_by_freq ? ['scale_grad_by_freq=True'] : []),
      `mode=${pythonRepr(mode)}`,
      ...(padding_idx === null ? [] : [`padding_idx=${padding_idx}`]),
    ].join(', ');
  }
}
