import type { TensorOptions } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { get_default_dtype } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { causalMask } from '../functional/attention_masks.js';
import { xavier_uniform_ } from '../init/index.js';
import { Module } from '../module.js';
import { LayerNorm } from '../normalization.js';
import { TransformerDecoder } from './transformer_decoder.js';
import { TransformerDecoderLayer } from './transformer_decoder_layer.js';
import { TransformerEncoder } from './transformer_encoder.js';
import { TransformerEncoderLayer } from './transformer_encoder_layer.js';
import type { Activation, TransformerLayerOptions } from './transformer_layer.js';

const constructor = new Constructor(
  "Transformer.__init__(int d_model=512, int nhead=8, int num_encoder_layers=6, int num_decoder_layers=6, int dim_feedforward=2048, float dropout=0.1, object activation='relu', object? custom_encoder=None, object? custom_decoder=None, float layer_norm_eps=1e-5, bool batch_first=False, bool norm_first=False, bool bias=True, device? device=None, dtype? dtype=None)",
);
const call = new Constructor(
  'Transformer.forward(Tensor src, Tensor tgt, Tensor? src_mask=None, Tensor? tgt_mask=None, Tensor? memory_mask=None, Tensor? src_key_padding_mask=None, Tensor? tgt_key_padding_mask=None, Tensor? memory_key_padding_mask=None, bool? src_is_causal=None, bool? tgt_is_causal=None, bool memory_is_causal=False)',
);

/** Options of {@link Transformer}. */
export interface TransformerOptions extends TransformerLayerOptions {
  /** How many layers the encoder has. Default 6. */
  num_encoder_layers?: number;
  /** How many layers the decoder has. Default 6. */
  num_decoder_layers?: number;
  /** An encoder in place of the usual one. */
  custom_encoder?: Module | null;
  /** A decoder in place of the usual one. */
  custom_decoder?: Module | null;
}

/** What a call of {@link Transformer} takes by name. */
export interface TransformerCallOptions {
  /** Where the source does not look in itself, [S, S] or [N·heads, S, S]: of bool, true; of floats, what is added to the scores. */
  src_mask?: Tensor | null;
  /** Where the target does not look in itself, [L, L] or [N·heads, L, L], likewise. */
  tgt_mask?: Tensor | null;
  /** Where the target does not look in the memory, [L, S] or [N·heads, L, S], likewise. */
  memory_mask?: Tensor | null;
  /** Places of the source that are not looked at, [N, S] or [S], likewise. */
  src_key_padding_mask?: Tensor | null;
  /** Places of the target that are not looked at, [N, L] or [L], likewise. */
  tgt_key_padding_mask?: Tensor | null;
  /** Places of the memory that are not looked at, [N, S] or [S], likewise. */
  memory_key_padding_mask?: Tensor | null;
  /** Whether `src_mask` is the causal one; null to find out. Default null. */
  src_is_causal?: boolean | null;
  /** Whether `tgt_mask` is the causal one; null to find out. Default null. */
  tgt_is_causal?: boolean | null;
  /** Whether `memory_mask` is the causal one. Default false. */
  memory_is_causal?: boolean;
}

/**
 * The Transformer: an encoder makes a memory of the source, and a decoder what comes out of the target so far and that memory.
 *
 * @example
 * const model = new torch.nn.Transformer(8, 2, 1, 1, { dim_feedforward: 16, batch_first: true });
 * const mask = torch.nn.Transformer.generate_square_subsequent_mask(3);
 * console.log(model(torch.ones(5, 4, 8), torch.ones(5, 3, 8), { tgt_mask: mask }).shape); // torch.Size([5, 3, 8])
 * @see PyTorch: `torch.nn.Transformer`; Vaswani et al., Attention is all you need
 */
export class Transformer extends Module {
  /** What makes a memory of the source. */
  readonly encoder: Module;
  /** What makes the result of target and memory. */
  readonly decoder: Module;
  /** E, the number of features. */
  readonly d_model: number;
  /** How many heads each attention has. */
  readonly nhead: number;
  /** Whether the batch is the first dimension. */
  readonly batch_first: boolean;

  /**
   * @param args `d_model` (default 512), `nhead` (8), `num_encoder_layers` and `num_decoder_layers` (6), `dim_feedforward` (2048),
   * `dropout` (0.1), `activation` (relu), `custom_encoder`, `custom_decoder`, `layer_norm_eps`, `batch_first`, `norm_first`,
   * `bias` (true); `dtype`, `device`
   * @throws RuntimeError for an activation that is not known
   */
  constructor(
    ...args: Trailing<
      [
        d_model: number,
        nhead: number,
        num_encoder_layers: number,
        num_decoder_layers: number,
        dim_feedforward: number,
        dropout: number,
        activation: Activation,
      ],
      TransformerOptions
    >
  ) {
    const { num_encoder_layers, num_decoder_layers, custom_encoder, custom_decoder, ...given } = constructor.bind(args);
    const { d_model, nhead, layer_norm_eps: eps, bias, device, dtype } = given;
    const layer = { ...given, activation: given.activation as Activation };
    super();
    const norm = () => new LayerNorm(d_model, { eps, bias, device, dtype });
    this.encoder =
      (custom_encoder as Module | null) ??
      new TransformerEncoder(new TransformerEncoderLayer(layer), num_encoder_layers, norm());
    this.decoder =
      (custom_decoder as Module | null) ??
      new TransformerDecoder(new TransformerDecoderLayer(layer), num_decoder_layers, norm());
    this._reset_parameters();
    this.d_model = d_model;
    this.nhead = nhead;
    this.batch_first = given.batch_first;
  }

  /** Draws new initial values for all matrices. */
  _reset_parameters(): void {
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavier_uniform_(parameter);
  }

  /**
   * @param src the source, [S, N, E] ([N, S, E] with `batch_first`), or [S, E] without a batch
   * @param tgt the target, [L, N, E], likewise
   * @param args the masks
   * @returns a new tensor of the sizes of `tgt`
   * @throws RuntimeError where the sizes do not fit
   */
  forward(
    src: Tensor,
    tgt: Tensor,
    ...args: Trailing<
      [src_mask: Tensor | null, tgt_mask: Tensor | null, memory_mask: Tensor | null],
      TransformerCallOptions
    >
  ): Tensor {
    const given = call.bind([src, tgt, ...args]);
    const batch = this.batch_first ? 0 : 1;
    if (src.ndim === 3 && src.size(batch) !== tgt.size(batch))
      throw new RuntimeError('the batch number of src and tgt must be equal');
    if (src.size(-1) !== this.d_model || tgt.size(-1) !== this.d_model)
      throw new RuntimeError('the feature number of src and tgt must be equal to d_model');
    const memory = this.encoder(src, {
      mask: given.src_mask,
      src_key_padding_mask: given.src_key_padding_mask,
      is_causal: given.src_is_causal,
    }) as Tensor;
    return this.decoder(tgt, memory, {
      tgt_mask: given.tgt_mask,
      memory_mask: given.memory_mask,
      tgt_key_padding_mask: given.tgt_key_padding_mask,
      memory_key_padding_mask: given.memory_key_padding_mask,
      tgt_is_causal: given.tgt_is_causal,
      memory_is_causal: given.memory_is_causal,
    }) as Tensor;
  }

  /**
   * The mask with which place i looks at places 0 to i only.
   *
   * @param sz how many places there are
   * @returns a new tensor [sz, sz]: −∞ above the diagonal, 0 elsewhere
   * @example
   * console.log(torch.nn.Transformer.generate_square_subsequent_mask(2)); // tensor([[0., -inf],
   * //         [0., 0.]])
   */
  static generate_square_subsequent_mask(sz: number, options: Pick<TensorOptions, 'dtype' | 'device'> = {}): Tensor {
    return causalMask(sz, options.dtype ?? get_default_dtype());
  }
}
