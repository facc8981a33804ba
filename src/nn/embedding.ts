import { no_grad } from '../autograd/modes.js';
import { sameSizes } from '../ndarray/strided.js';
import { empty } from '../ops/index.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { pythonFloat } from '../tensor/python_number.js';
import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { paddingRow } from './functional/embedding.js';
import * as F from './functional/index.js';
import { normal_ } from './init/index.js';
import { Layer } from './layer.js';
import type { FactoryOptions } from './linear.js';
import { Parameter } from './parameter.js';

const REST =
  'int? padding_idx=None, float? max_norm=None, float norm_type=2, bool scale_grad_by_freq=False, bool sparse=False' as const;
const embedding = new Constructor(
  `Embedding.__init__(int num_embeddings, int embedding_dim, ${REST}, Tensor? _weight=None, bool _freeze=False, device? device=None, dtype? dtype=None)`,
);
const fromPretrained = new Signature(`from_pretrained(Tensor embeddings, bool freeze=True, ${REST})`);

/** Options of {@link Embedding}. */
export interface EmbeddingOptions extends F.EmbeddingFunctionOptions, FactoryOptions {
  /** The number of rows. */
  num_embeddings?: number;
  /** The number of columns. */
  embedding_dim?: number;
  /** The table to begin with. */
  _weight?: Tensor | null;
  /** Whether the table stays as it is. Default false. */
  _freeze?: boolean;
}

/**
 * A learnt table of vectors, looked up by number: for words, users, positions.
 *
 * Shapes: input [*] of int64, result [*, embedding_dim]; `weight` [num_embeddings, embedding_dim] begins as N(0, 1), the row
 * `padding_idx` as 0.
 *
 * @example
 * const words = new torch.nn.Embedding(10, 3);
 * console.log(words(torch.tensor([[1n, 2n], [4n, 5n]])).shape); // torch.Size([2, 2, 3])
 * @see PyTorch: `torch.nn.Embedding`
 */
export class Embedding extends Layer {
  /** The number of rows. */
  num_embeddings: number;
  /** The number of columns. */
  embedding_dim: number;
  /** A row that gets no gradient, or null. */
  padding_idx: number | null;
  /** The largest norm that a row may have, or null. */
  max_norm: number | null;
  /** Which norm. */
  norm_type: number;
  /** Whether a row's gradient is divided by how often it was looked up. */
  scale_grad_by_freq: boolean;
  /** Accepted and without effect. */
  sparse: boolean;
  /** The table, [num_embeddings, embedding_dim]. */
  declare weight: Parameter;

  /**
   * @param args `num_embeddings`, `embedding_dim`, `padding_idx`, `max_norm`, `norm_type` (default 2), `scale_grad_by_freq`;
   * `dtype`, `device`
   * @throws Error for a padding row that is not there
   */
  constructor(
    ...args: Trailing<
      [
        num_embeddings: number,
        embedding_dim: number,
        padding_idx: number | null,
        max_norm: number | null,
        norm_type: number,
        scale_grad_by_freq: boolean,
        sparse: boolean,
      ],
      EmbeddingOptions
    >
  ) {
    const options = embedding.bind(args);
    const { num_embeddings, embedding_dim, _weight, _freeze, device, dtype } = options;
    super();
    this.num_embeddings = num_embeddings;
    this.embedding_dim = embedding_dim;
    this.padding_idx = paddingRow(options.padding_idx, num_embeddings);
    this.max_norm = options.max_norm;
    this.norm_type = options.norm_type;
    this.scale_grad_by_freq = options.scale_grad_by_freq;
    this.sparse = options.sparse;
    if (_weight !== null && !sameSizes(_weight.sizes, [num_embeddings, embedding_dim]))
      throw new Error('Shape of weight does not match num_embeddings and embedding_dim');
    this.weight = new Parameter(_weight ?? empty(num_embeddings, embedding_dim, { device, dtype }), !_freeze);
    if (_weight === null) this.reset_parameters();
  }

  /**
   * A layer with a given table.
   *
   * @param embeddings the table, [rows, columns]
   * @param options `freeze`: whether it stays as it is, default true; and those of the constructor
   * @throws Error for what is no matrix
   * @example
   * const layer = torch.nn.Embedding.from_pretrained(torch.tensor([[1, 2], [3, 4]]));
   * console.log(layer(torch.tensor([1n]))); // tensor([[3., 4.]])
   */
  static from_pretrained(
    embeddings: Tensor,
    ...options: Trailing<
      [freeze: boolean, padding_idx: number | null],
      F.EmbeddingFunctionOptions & { freeze?: boolean }
    >
  ): Embedding {
    const [table, freeze, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse] = fromPretrained.bind([
      embeddings,
      ...options,
    ]);
    if (table.ndim !== 2) throw new Error('Embeddings parameter is expected to be 2-dimensional');
    const [rows, columns] = table.sizes;
    const rest = { padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse };
    return new this(rows, columns, { ...rest, _weight: table, _freeze: freeze });
  }

  /** Draws a new table. */
  reset_parameters(): void {
    normal_(this.weight);
    no_grad(() => {
      if (this.padding_idx !== null) this.weight[this.padding_idx].fill_(0);
    });
  }

  /** @returns the rows of the given numbers */
  forward(input: Tensor): Tensor {
    const { weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse } = this;
    return F.embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
  }

  override extra_repr(): string {
    const { num_embeddings, embedding_dim, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse } = this;
    return [
      `${num_embeddings}, ${embedding_dim}`,
      ...(padding_idx === null ? [] : [`padding_idx=${padding_idx}`]),
      ...(max_norm === null ? [] : [`max_norm=${pythonFloat(max_norm)}`]),
      ...(norm_type === 2 ? [] : [`norm_type=${pythonFloat(norm_type)}`]),
      ...(scale_grad_by_freq ? ['scale_grad_by_freq=True'] : []),
      ...(sparse ? ['sparse=True'] : []),
    ].join(', ');
  }
}
