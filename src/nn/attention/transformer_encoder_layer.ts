import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { Dropout } from '../dropout.js';
import { additiveMask } from '../functional/attention_masks.js';
import { Linear } from '../linear.js';
import { Module } from '../module.js';
import { LayerNorm } from '../normalization.js';
import { MultiheadAttention } from './multihead_attention.js';
import { activationOf, LAYER, type TransformerLayerArguments } from './transformer_layer.js';

const constructor = new Constructor(`TransformerEncoderLayer.__init__(int d_model, int nhead, ${LAYER})`);
const call = new Constructor(
  'TransformerEncoderLayer.forward(Tensor src, Tensor? src_mask=None, Tensor? src_key_padding_mask=None, bool is_causal=False)',
);

/** What a call of {@link TransformerEncoderLayer} takes by name. */
export interface EncoderLayerCallOptions {
  /** Where not to look, [L, L] or [N·heads, L, L]: of bool, true; of floats, what is added to the scores. */
  src_mask?: Tensor | null;
  /** Places that are not looked at, [N, L] or [L], likewise. */
  src_key_padding_mask?: Tensor | null;
  /** Whether `src_mask` is the causal one. Default false. */
  is_causal?: boolean;
}

/**
 * A layer of a Transformer's encoder: attention of the sequence to itself, then two linear maps at each place, both added to
 * what comes in and normalized: x ← norm₁(x + attention(x)), x ← norm₂(x + W₂·f(W₁·x + b₁) + b₂).
 *
 * @example
 * const layer = new torch.nn.TransformerEncoderLayer(8, 2, { batch_first: true });
 * console.log(layer(torch.ones(5, 3, 8)).shape); // torch.Size([5, 3, 8])
 * @see PyTorch: `torch.nn.TransformerEncoderLayer`; Vaswani et al., Attention is all you need, figure 1
 */
export class TransformerEncoderLayer extends Module {
  /** The attention of the sequence to itself. */
  readonly self_attn: MultiheadAttention;
  /** W₁ and b₁. */
  readonly linear1: Linear;
  /** What is dropped behind f. */
  readonly dropout: Dropout;
  /** W₂ and b₂. */
  readonly linear2: Linear;
  /** Whether normalization comes before each part. */
  norm_first: boolean;
  /** norm₁. */
  readonly norm1: LayerNorm;
  /** norm₂. */
  readonly norm2: LayerNorm;
  /** What is dropped behind the attention. */
  readonly dropout1: Dropout;
  /** What is dropped behind the linear maps. */
  readonly dropout2: Dropout;
  /** f. */
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
    this.linear1 = new Linear(d_model, dim_feedforward, { bias, device, dtype });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dim_feedforward, d_model, { bias, device, dtype });
    this.norm_first = given.norm_first;
    this.norm1 = new LayerNorm(d_model, { eps, bias, device, dtype });
    this.norm2 = new LayerNorm(d_model, { eps, bias, device, dtype });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.activation = activationOf(given.activation);
  }

  /**
   * @param src [L, N, E] ([N, L, E] with `batch_first`), or [L, E] without a batch
   * @param args `src_mask`, `src_key_padding_mask`, `is_causal`
   * @returns a new tensor of the sizes of `src`
   */
  forward(
    src: Tensor,
    ...args: Trailing<
      [src_mask: Tensor | null, src_key_padding_mask: Tensor | null, is_causal: boolean],
      EncoderLayerCallOptions
    >
  ): Tensor {
    const given = call.bind([src, ...args]);
    const options = {
      attn_mask: additiveMask(given.src_mask, 'src_mask', src.dtype),
      key_padding_mask: additiveMask(given.src_key_padding_mask, 'src_key_padding_mask', src.dtype),
      is_causal: given.is_causal,
      need_weights: false,
    };
    const attended = (x: Tensor) => this.dropout1(this.self_attn(x, x, x, options)[0]);
    const fed = (x: Tensor) => this.dropout2(this.linear2(this.dropout(this.activation(this.linear1(x)))));
    if (this.norm_first) {
      const x = src.add(attended(this.norm1(src)));
      return x.add(fed(this.norm2(x)));
    }
    const x = this.norm1(src.add(attended(src)));
    return this.norm2(x.add(fed(x)));
  }
}
