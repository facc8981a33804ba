import { empty } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { AssertionError, ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { additiveMask } from '../functional/attention_masks.js';
import { multi_head_attention_forward, type MultiHeadAttentionOptions } from '../functional/multi_head_attention.js';
import { constant_, xavier_normal_, xavier_uniform_ } from '../init/index.js';
import { Linear, type FactoryOptions } from '../linear.js';
import { Module } from '../module.js';
import { Parameter } from '../parameter.js';

/** Options of {@link MultiheadAttention}. */
export interface MultiheadAttentionOptions extends FactoryOptions {
  /** E, the number of features of queries and results. */
  embed_dim?: number;
  /** How many heads there are, which divides E. */
  num_heads?: number;
  /** The probability with which a weight is dropped in training. Default 0. */
  dropout?: number;
  /** Whether vectors are added to the projections. Default true. */
  bias?: boolean;
  /** Whether a learnt key and its value are added. Default false. */
  add_bias_kv?: boolean;
  /** Whether a key and a value of zeros are added. Default false. */
  add_zero_attn?: boolean;
  /** The number of features of keys. Default E. */
  kdim?: number | null;
  /** The number of features of values. Default E. */
  vdim?: number | null;
  /** Whether the batch is the first dimension, [N, L, E] and not [L, N, E]. Default false. */
  batch_first?: boolean;
}

/** What a call of {@link MultiheadAttention} takes by name. */
export type AttentionCallOptions = Pick<
  MultiHeadAttentionOptions,
  'key_padding_mask' | 'need_weights' | 'attn_mask' | 'average_attn_weights' | 'is_causal'
>;

/** The projection at the end, under the name that PyTorch prints. */
class NonDynamicallyQuantizableLinear extends Linear {}

const constructor = new Constructor(
  'MultiheadAttention.__init__(int embed_dim, int num_heads, float dropout=0.0, bool bias=True, bool add_bias_kv=False, bool add_zero_attn=False, int? kdim=None, int? vdim=None, bool batch_first=False, device? device=None, dtype? dtype=None)',
);
const call = new Constructor(
  'MultiheadAttention.forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask=None, bool need_weights=True, Tensor? attn_mask=None, bool average_attn_weights=True, bool is_causal=False)',
);

/**
 * Attention of several heads: for each query a mean of the values, weighted by how well their keys fit it, in several
 * projections at once.
 *
 * headₕ = softmax(qₕ·kₕᵀ/√(E/heads))·vₕ with q = query·W_qᵀ + b_q and so on, of which head h has its part of the features; the
 * result is [head₁ … ]·W_oᵀ + b_o. `in_proj_weight` [3·E, E] holds W_q, W_k and W_v, `out_proj` is W_o.
 *
 * @example
 * const attention = new torch.nn.MultiheadAttention(8, 2, { batch_first: true });
 * const x = torch.ones(5, 3, 8);
 * const [y, weights] = attention(x, x, x);
 * console.log(y.shape, weights?.shape); // torch.Size([5, 3, 8]) torch.Size([5, 3, 3])
 * @see PyTorch: `torch.nn.MultiheadAttention`; Vaswani et al., Attention is all you need
 */
export class MultiheadAttention extends Module {
  /** E, the number of features of queries and results. */
  readonly embed_dim: number;
  /** The number of features of keys. */
  readonly kdim: number;
  /** The number of features of values. */
  readonly vdim: number;
  /** How many heads there are. */
  readonly num_heads: number;
  /** The probability with which a weight is dropped in training. */
  dropout: number;
  /** Whether the batch is the first dimension. */
  batch_first: boolean;
  /** E / heads. */
  readonly head_dim: number;
  /** Whether a key and a value of zeros are added. */
  add_zero_attn: boolean;
  /** W_q, W_k and W_v below each other, [3·E, E]; null where keys or values have another number of features. */
  declare in_proj_weight: Parameter | null;
  /** W_q, [E, E], where keys or values have another number of features; otherwise null. */
  declare q_proj_weight: Parameter | null;
  /** W_k, [E, kdim], or null. */
  declare k_proj_weight: Parameter | null;
  /** W_v, [E, vdim], or null. */
  declare v_proj_weight: Parameter | null;
  /** b_q, b_k and b_v, [3·E], or null. */
  declare in_proj_bias: Parameter | null;
  /** What the heads found is projected by this. */
  declare out_proj: Linear;
  /** A key that is added, [1, 1, E], or null. */
  declare bias_k: Parameter | null;
  /** The value of that key, [1, 1, E], or null. */
  declare bias_v: Parameter | null;

  /**
   * @param args `embed_dim`, `num_heads`, `dropout` (default 0), `bias` (default true), `add_bias_kv`, `add_zero_attn`, `kdim`,
   * `vdim`, `batch_first`; `dtype`, `device`
   * @throws AssertionError where the heads do not divide the features; ValueError for sizes below 1
   */
  constructor(
    ...args: Trailing<
      [
        embed_dim: number,
        num_heads: number,
        dropout: number,
        bias: boolean,
        add_bias_kv: boolean,
        add_zero_attn: boolean,
        kdim: number | null,
        vdim: number | null,
        batch_first: boolean,
      ],
      MultiheadAttentionOptions
    >
  ) {
    const { embed_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim, batch_first, device, dtype } =
      constructor.bind(args);
    if (embed_dim <= 0 || num_heads <= 0)
      throw new ValueError(
        `embed_dim and num_heads must be greater than 0, got embed_dim=${embed_dim} and num_heads=${num_heads} instead`,
      );
    super();
    this.embed_dim = embed_dim;
    this.kdim = kdim ?? embed_dim;
    this.vdim = vdim ?? embed_dim;
    this.num_heads = num_heads;
    this.dropout = dropout;
    this.batch_first = batch_first;
    this.head_dim = Math.floor(embed_dim / num_heads);
    if (embed_dim % num_heads !== 0) throw new AssertionError('embed_dim must be divisible by num_heads');

    const parameter = (wanted: boolean, ...sizes: number[]) =>
      wanted ? new Parameter(empty(sizes, { device, dtype })) : null;
    const separate = this.kdim !== embed_dim || this.vdim !== embed_dim;
    this.register_parameter('q_proj_weight', parameter(separate, embed_dim, embed_dim));
    this.register_parameter('k_proj_weight', parameter(separate, embed_dim, this.kdim));
    this.register_parameter('v_proj_weight', parameter(separate, embed_dim, this.vdim));
    this.register_parameter('in_proj_weight', parameter(!separate, 3 * embed_dim, embed_dim));
    this.register_parameter('in_proj_bias', parameter(bias, 3 * embed_dim));
    this.out_proj = new NonDynamicallyQuantizableLinear(embed_dim, embed_dim, { bias, device, dtype });
    this.register_parameter('bias_k', parameter(add_bias_kv, 1, 1, embed_dim));
    this.register_parameter('bias_v', parameter(add_bias_kv, 1, 1, embed_dim));
    this.add_zero_attn = add_zero_attn;
    this._reset_parameters();
  }

  /** Draws new initial values for all but `out_proj.weight`. */
  _reset_parameters(): void {
    for (const weight of [this.in_proj_weight, this.q_proj_weight, this.k_proj_weight, this.v_proj_weight])
      if (weight !== null) xavier_uniform_(weight);
    for (const bias of [this.in_proj_bias, this.out_proj.bias]) if (bias !== null) constant_(bias, 0);
    for (const bias of [this.bias_k, this.bias_v]) if (bias !== null) xavier_normal_(bias);
  }

  /**
   * @param query [L, N, E] ([N, L, E] with `batch_first`), or [L, E] without a batch
   * @param key [S, N, kdim], likewise
   * @param value [S, N, vdim], likewise
   * @param args `key_padding_mask`: keys that are not looked at, [N, S] or [S], of bool true, of floats what is added to the
   * scores; `need_weights` (default true); `attn_mask`: the same for each query, [L, S] or [N·heads, L, S];
   * `average_attn_weights`: over the heads (default true); `is_causal`: whether `attn_mask` is the causal one
   * @returns the result, and the weights, [N, L, S] or [L, S] (with the heads before L, if not averaged), or null
   * @throws AssertionError or RuntimeError where the shapes do not fit
   */
  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    ...args: Trailing<
      [key_padding_mask: Tensor | null, need_weights: boolean, attn_mask: Tensor | null, average_attn_weights: boolean],
      AttentionCallOptions
    >
  ): [output: Tensor, weights: Tensor | null] {
    const given = call.bind([query, key, value, ...args]);
    const { need_weights, average_attn_weights, is_causal } = given;
    const turned = this.batch_first && query.ndim === 3;
    const lengthFirst = (x: Tensor) => (turned ? x.transpose(1, 0) : x);
    const isOne = query === key && key === value;
    const inputs = isOne ? new Array<Tensor>(3).fill(lengthFirst(query)) : [query, key, value].map(lengthFirst);
    const [output, weights] = multi_head_attention_forward(
      inputs[0],
      inputs[1],
      inputs[2],
      this.embed_dim,
      this.num_heads,
      this.in_proj_weight,
      this.in_proj_bias,
      this.bias_k,
      this.bias_v,
      this.add_zero_attn,
      this.dropout,
      this.out_proj.weight,
      this.out_proj.bias,
      {
        training: this.training,
        key_padding_mask: additiveMask(given.key_padding_mask, 'key_padding_mask', query.dtype),
        need_weights,
        attn_mask: additiveMask(given.attn_mask, 'attn_mask', query.dtype),
        use_separate_proj_weight: this.in_proj_weight === null,
        q_proj_weight: this.q_proj_weight,
        k_proj_weight: this.k_proj_weight,
        v_proj_weight: this.v_proj_weight,
        average_attn_weights,
        is_causal,
      },
    );
    return [lengthFirst(output), weights];
  }
}
