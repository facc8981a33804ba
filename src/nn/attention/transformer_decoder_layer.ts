import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { Dropout } from '../dropout.js';
import { Linear } from '../linear.js';
import { Module } from '../module.js';
import { LayerNorm } from '../normalization.js';
import { MultiheadAttention } from './multihead_attention.js';
import { activationOf, LAYER, type TransformerLayerArguments } from './transformer_layer.js';

const constructor = new Constructor(`TransformerDecoderLayer.__init__(int d_model, int nhead, ${LAYER})`);
const call = new Constructor(
  'TransformerDecoderLayer.forward(Tensor tgt, Tensor memory, Tensor? tgt_mask=None, Tensor? memory_mask=None, Tensor? tgt_key_padding_mask=None, Tensor? memory_key_padding_mask=None, bool tgt_is_causal=False, bool memory_is_causal=False)',
);

/** What a call of {@link TransformerDecoderLayer} takes by name. */
export interface DecoderLayerCallOptions {
  /** Where the target does not look in itself, [L, L] or [N·heads, L, L]: of bool, true; of floats, what is added to the scores. */
  tgt_mask?: Tensor | null;
  /** Where it does not look in the memory, [L, S] or [N·heads, L, S], likewise. */
  memory_mask?: Tensor | null;
  /** Places of the target that are not looked at, [N, L] or [L], likewise. */
  tgt_key_padding_mask?: Tensor | null;
  /** Places of the memory that are not looked at, [N, S] or [S], likewise. */
  memory_key_padding_mask?: Tensor | null;
  /** Whether `tgt_mask` is the causal one. Default false. */
  tgt_is_causal?: boolean;
  /** Whether `memory_mask` is the causal one. Default false. */
  memory_is_causal?: boolean;
}

/** The arguments of a decoder's call behind target and memory. */
export type DecoderCallArguments<Options> = Trailing<
  [
    tgt_mask: Tensor | null,
    memory_mask: Tensor | null,
    tgt_key_padding_mask: Tensor | null,
    memory_key_padding_mask: Tensor | null,
  ],
  Options
>;

/**
 * A layer of a Transformer's decoder: attention of the target to itself, then to the memory that the encoder left, then two
 * linear maps at each place, all added to what comes in and normalized.
 *
 * @example
 * const layer = new torch.nn.TransformerDecoderLayer(8, 2, { batch_first: true });
 * console.log(layer(torch.ones(5, 3, 8), torch.ones(5, 4, 8)).shape); // torch.Size([5, 3, 8])
 * @see PyTorch: `torch.nn.TransformerDecoderLayer`; Vaswani et al., Attention is all you need, figure 1
 */
export class TransformerDecoderLayer extends Module {
  /** The attention of the target to itself. */
  readonly self_attn: MultiheadAttention;
  /** The attention of the target to the memory. */
  readonly multihead_attn: MultiheadAttention;
  /** W₁ and b₁. */
  readonly linear1: Linear;
  /** What is dropped behind the activation. */
  readonly dropout: Dropout;
  /** W₂ and b₂. */
  readonly linear2: Linear;
  /** Whether normalization comes before each part. */
  norm_first: boolean;
  /** The normalization of the attention to itself. */
  readonly norm1: LayerNorm;
  /** The normalization of the attention to the memory. */
  readonly norm2: LayerNorm;
  /** The normalization of the linear maps. */
  readonly norm3: LayerNorm;
  /** What is dropped behind the attention to itself. */
  readonly dropout1: Dropout;
  /** What is dropped behind the attention to the memory. */
  readonly dropout2: Dropout;
  /** What is dropped behind the linear maps. */
  readonly dropout3: Dropout;
  /** What stands between the linear maps. */
  activation: (x: Tensor) => Tensor;

  /**
   * @param args `d_model`, `nhead`, `dim_feedforward` (default 2048), `dropout` (default 0.1), `activation` (default relu),
   * `layer_norm_eps`, `batch_first`, `norm_first`, `bias` (default true); `dtype`, `device`
   * @throws RuntimeError for an activation that is not known
   */
  constructor(...args: TransformerLayerArguments) {
    const {
      d_model,
      nhead,
      dim_feedforward,
      dropout,
      layer_norm_eps: eps,
      batch_first,
      ...given
    } = constructor.bind(args);
    const { bias, device, dtype } = given;
    super();
    this.self_attn = new MultiheadAttention(d_model, nhead, { dropout, bias, batch_first, device, dtype });
    this.multihead_attn = new MultiheadAttention(d_model, nhead, { dropout, bias, batch_first, device, dtype });
    this.linear1 = new Linear(d_model, dim_feedforward, { bias, device, dtype });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dim_feedforward, d_model, { bias, device, dtype });
    this.norm_first = given.norm_first;
    this.norm1 = new LayerNorm(d_model, { eps, bias, device, dtype });
    this.norm2 = new LayerNorm(d_model, { eps, bias, device, dtype });
    this.norm3 = new LayerNorm(d_model, { eps, bias, device, dtype });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.dropout3 = new Dropout(dropout);
    this.activation = activationOf(given.activation);
  }

  /**
   * @param tgt [L, N, E] ([N, L, E] with `batch_first`), or [L, E] without a batch
   * @param memory what the encoder left, [S, N, E], likewise
   * @param args `tgt_mask`, `memory_mask`, `tgt_key_padding_mask`, `memory_key_padding_mask`, `tgt_is_causal`, `memory_is_causal`
   * @returns a new tensor of the sizes of `tgt`
   */
  forward(tgt: Tensor, memory: Tensor, ...args: DecoderCallArguments<DecoderLayerCallOptions>): Tensor {
    const given = call.bind([tgt, memory, ...args]);
    const toItself = (x: Tensor) =>
      this.self_attn(x, x, x, {
        attn_mask: given.tgt_mask,
        key_padding_mask: given.tgt_key_padding_mask,
        is_causal: given.tgt_is_causal,
        need_weights: false,
      })[0];
    const toMemory = (x: Tensor) =>
      this.multihead_attn(x, memory, memory, {
        attn_mask: given.memory_mask,
        key_padding_mask: given.memory_key_padding_mask,
        is_causal: given.memory_is_causal,
        need_weights: false,
      })[0];
    const fed = (x: Tensor) => this.linear2(this.dropout(this.activation(this.linear1(x))));
    const parts = [
      { norm: this.norm1, part: (x: Tensor) => this.dropout1(toItself(x)) },
      { norm: this.norm2, part: (x: Tensor) => this.dropout2(toMemory(x)) },
      { norm: this.norm3, part: (x: Tensor) => this.dropout3(fed(x)) },
    ];
    return parts.reduce((x, { norm, part }) => (this.norm_first ? x.add(part(norm(x))) : norm(x.add(part(x)))), tgt);
  }
}
