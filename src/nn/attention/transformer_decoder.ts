import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { ModuleList } from '../containers/index.js';
import { deepCopy } from '../deep_copy.js';
import { Module } from '../module.js';
import {
  TransformerDecoderLayer,
  type DecoderCallArguments,
  type DecoderLayerCallOptions,
} from './transformer_decoder_layer.js';
import { isCausal, lengthOf } from './transformer_layer.js';

const constructor = new Constructor(
  'TransformerDecoder.__init__(object decoder_layer, int num_layers, object? norm=None)',
);
const call = new Constructor(
  'TransformerDecoder.forward(Tensor tgt, Tensor memory, Tensor? tgt_mask=None, Tensor? memory_mask=None, Tensor? tgt_key_padding_mask=None, Tensor? memory_key_padding_mask=None, bool? tgt_is_causal=None, bool memory_is_causal=False)',
);

/** What a call of {@link TransformerDecoder} takes by name. */
export interface DecoderCallOptions extends Omit<DecoderLayerCallOptions, 'tgt_is_causal'> {
  /** Whether `tgt_mask` is the causal one; null to find out. Default null. */
  tgt_is_causal?: boolean | null;
}

/**
 * A stack of layers, each a copy of the one given, and a normalization at the end.
 *
 * @example
 * const layer = new torch.nn.TransformerDecoderLayer(8, 2, { batch_first: true });
 * const decoder = new torch.nn.TransformerDecoder(layer, 3);
 * console.log(decoder(torch.ones(5, 3, 8), torch.ones(5, 4, 8)).shape); // torch.Size([5, 3, 8])
 * @see PyTorch: `torch.nn.TransformerDecoder`
 */
export class TransformerDecoder extends Module {
  /** The layers. */
  readonly layers: ModuleList;
  /** How many layers there are. */
  readonly num_layers: number;
  /** The normalization at the end, or null. */
  norm: Module | null;

  /** @param args `decoder_layer`, which is copied; `num_layers`; `norm` */
  constructor(
    ...args: Trailing<
      [decoder_layer: Module, num_layers: number, norm: Module | null],
      { decoder_layer?: Module; num_layers?: number; norm?: Module | null }
    >
  ) {
    const { decoder_layer, num_layers, norm } = constructor.bind(args);
    super();
    this.layers = new ModuleList(Array.from({ length: num_layers }, () => deepCopy(decoder_layer as Module)));
    this.num_layers = num_layers;
    this.norm = norm as Module | null;
  }

  /**
   * @param tgt [L, N, E] ([N, L, E] with `batch_first`), or [L, E] without a batch
   * @param memory what the encoder left, [S, N, E], likewise
   * @param args `tgt_mask`, `memory_mask`, `tgt_key_padding_mask`, `memory_key_padding_mask`, `tgt_is_causal`, `memory_is_causal`
   * @returns a new tensor of the sizes of `tgt`
   */
  forward(tgt: Tensor, memory: Tensor, ...args: DecoderCallArguments<DecoderCallOptions>): Tensor {
    const { tgt: _tgt, memory: _memory, ...given } = call.bind([tgt, memory, ...args]);
    const [first] = this.layers;
    const batch_first = first instanceof TransformerDecoderLayer && first.self_attn.batch_first;
    const tgt_is_causal = isCausal(given.tgt_mask, given.tgt_is_causal, lengthOf(tgt, batch_first));
    let x = tgt;
    for (const layer of this.layers) x = layer(x, memory, { ...given, tgt_is_causal }) as Tensor;
    return this.norm === null ? x : (this.norm(x) as Tensor);
  }
}
