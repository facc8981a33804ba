import { mode } from '../../autograd/modes.js';
import { where } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { warn } from '../../tensor/warning.js';
import { GELU, ReLU } from '../activations/index.js';
import { ModuleList } from '../containers/index.js';
import { deepCopy } from '../deep_copy.js';
import { additiveMask } from '../functional/attention_masks.js';
import { relu } from '../functional/rectifiers.js';
import { gelu } from '../functional/smooth_activations.js';
import { Module } from '../module.js';
import { TransformerEncoderLayer } from './transformer_encoder_layer.js';
import { isCausal, lengthOf } from './transformer_layer.js';

const constructor = new Constructor(
  'TransformerEncoder.__init__(object encoder_layer, int num_layers, object? norm=None, bool enable_nested_tensor=True, bool mask_check=True)',
);
const call = new Constructor(
  'TransformerEncoder.forward(Tensor src, Tensor? mask=None, Tensor? src_key_padding_mask=None, bool? is_causal=None)',
);

/** Options of {@link TransformerEncoder}. */
export interface TransformerEncoderOptions {
  /** The normalization at the end, or null. */
  norm?: Module | null;
  /** Whether padded places come out as zeros where PyTorch skips them: in evaluation without gradients. Default true. */
  enable_nested_tensor?: boolean;
  /** Whether it is checked for that that the padding is at the end. Default true. */
  mask_check?: boolean;
}

/** What a call of {@link TransformerEncoder} takes by name. */
export interface EncoderCallOptions {
  /** Where not to look, [L, L] or [N·heads, L, L]: of bool, true; of floats, what is added to the scores. */
  mask?: Tensor | null;
  /** Places that are not looked at, [N, L] or [L], likewise. */
  src_key_padding_mask?: Tensor | null;
  /** Whether `mask` is the causal one; null to find out. Default null. */
  is_causal?: boolean | null;
}

/** Why PyTorch would not skip the padded places of this layer, or null. */
function whyNotSkipped(layer: Module): string | null {
  if (!(layer instanceof TransformerEncoderLayer)) return 'encoder_layer was not TransformerEncoderLayer';
  const { self_attn, activation, norm1, norm2 } = layer;
  if (layer.norm_first) return 'encoder_layer.norm_first was True';
  if (!self_attn.batch_first)
    return 'encoder_layer.self_attn.batch_first was not True(use batch_first for better inference performance)';
  if (self_attn.in_proj_bias === null) return 'encoder_layer.self_attn was passed bias=False';
  const known = activation === relu || activation === gelu || activation instanceof ReLU || activation instanceof GELU;
  if (!known) return 'encoder_layer.activation_relu_or_gelu was not True';
  if (norm1.eps !== norm2.eps) return 'encoder_layer.norm1.eps was not equal to encoder_layer.norm2.eps';
  return self_attn.num_heads % 2 === 1 ? 'encoder_layer.self_attn.num_heads is odd' : null;
}

/** Whether no place that counts stands behind one that does not. */
const isPaddedAtEnd = (counts: Tensor): boolean => Boolean(counts.long().diff(1, 1).le(0).all().item());

/** Whether padded places come out as zeros: PyTorch then computes without them. */
function skips(encoder: TransformerEncoder, src: Tensor, mask: Tensor | null, padding: Tensor): boolean {
  const first = encoder.layers[0];
  if (!encoder.use_nested_tensor || first.training || src.ndim !== 3 || mask !== null) return false;
  if (mode.grad && (src.requires_grad || [...first.parameters()].some((p) => p.requires_grad))) return false;
  return !encoder.mask_check || isPaddedAtEnd(padding.eq(0));
}

/**
 * A stack of layers, each a copy of the one given, and a normalization at the end.
 *
 * @example
 * const layer = new torch.nn.TransformerEncoderLayer(8, 2, { batch_first: true });
 * const encoder = new torch.nn.TransformerEncoder(layer, 3);
 * console.log(encoder(torch.ones(5, 3, 8)).shape); // torch.Size([5, 3, 8])
 * @see PyTorch: `torch.nn.TransformerEncoder`
 */
export class TransformerEncoder extends Module {
  /** The layers. */
  readonly layers: ModuleList;
  /** How many layers there are. */
  readonly num_layers: number;
  /** The normalization at the end, or null. */
  norm: Module | null;
  /** Whether padded places may come out as zeros. */
  readonly enable_nested_tensor: boolean;
  /** Whether padded places come out as zeros in evaluation without gradients. */
  readonly use_nested_tensor: boolean;
  /** Whether it is checked for that that the padding is at the end. */
  mask_check: boolean;

  /** @param args `encoder_layer`, which is copied; `num_layers`; `norm`; `enable_nested_tensor` and `mask_check` (default true) */
  constructor(
    ...args: Trailing<
      [
        encoder_layer: Module,
        num_layers: number,
        norm: Module | null,
        enable_nested_tensor: boolean,
        mask_check: boolean,
      ],
      TransformerEncoderOptions & { encoder_layer?: Module; num_layers?: number }
    >
  ) {
    const { num_layers, enable_nested_tensor, ...given } = constructor.bind(args);
    const layer = given.encoder_layer as Module;
    super();
    this.layers = new ModuleList(Array.from({ length: num_layers }, () => deepCopy(layer)));
    this.num_layers = num_layers;
    this.norm = given.norm as Module | null;
    this.enable_nested_tensor = enable_nested_tensor;
    const why = whyNotSkipped(layer);
    this.use_nested_tensor = enable_nested_tensor && why === null;
    this.mask_check = given.mask_check;
    if (enable_nested_tensor && why !== null)
      warn(`enable_nested_tensor is True, but self.use_nested_tensor is False because ${why}`);
  }

  /**
   * @param src [L, N, E] ([N, L, E] with `batch_first`), or [L, E] without a batch
   * @param args `mask`, `src_key_padding_mask`, `is_causal`
   * @returns a new tensor of the sizes of `src`
   */
  forward(
    src: Tensor,
    ...args: Trailing<
      [mask: Tensor | null, src_key_padding_mask: Tensor | null, is_causal: boolean | null],
      EncoderCallOptions
    >
  ): Tensor {
    const given = call.bind([src, ...args]);
    const padding = additiveMask(given.src_key_padding_mask, 'src_key_padding_mask', src.dtype);
    const mask = additiveMask(given.mask, 'mask', src.dtype);
    const [first] = this.layers;
    const batch_first = first instanceof TransformerEncoderLayer && first.self_attn.batch_first;
    const is_causal = isCausal(mask, given.is_causal, lengthOf(src, batch_first));
    let x = src;
    for (const layer of this.layers)
      x = layer(x, { src_mask: mask, is_causal, src_key_padding_mask: padding }) as Tensor;
    if (padding !== null && skips(this, src, mask, padding)) x = where(padding.eq(0).unsqueeze(-1), x, 0);
    return this.norm === null ? x : (this.norm(x) as Tensor);
  }
}
