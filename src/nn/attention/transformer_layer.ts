import { sameSizes } from '../../ndarray/strided.js';
import { equal } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import { causalMask } from '../functional/attention_masks.js';
import { relu } from '../functional/rectifiers.js';
import { gelu } from '../functional/smooth_activations.js';
import type { FactoryOptions } from '../linear.js';

// What the layers of encoder and decoder share.

/** What stands between the two linear maps: a name, a function of `nn.functional`, or a module. */
export type Activation = 'relu' | 'gelu' | ((x: Tensor) => Tensor);

/** Options of the layers of a Transformer. */
export interface TransformerLayerOptions extends FactoryOptions {
  /** E, the number of features. */
  d_model?: number;
  /** How many heads each attention has. */
  nhead?: number;
  /** The number of features between the two linear maps. Default 2048. */
  dim_feedforward?: number;
  /** The probability with which elements are dropped in training. Default 0.1. */
  dropout?: number;
  /** What stands between the two linear maps. Default relu. */
  activation?: Activation;
  /** ε of the layer normalizations. Default 1e-5. */
  layer_norm_eps?: number;
  /** Whether the batch is the first dimension, [N, L, E] and not [L, N, E]. Default false. */
  batch_first?: boolean;
  /** Whether normalization comes before each part, and not behind its sum. Default false. */
  norm_first?: boolean;
  /** Whether linear maps and normalizations add a learnt vector. Default true. */
  bias?: boolean;
}

/** The arguments of the layers of a Transformer. */
export type TransformerLayerArguments = Trailing<
  [
    d_model: number,
    nhead: number,
    dim_feedforward: number,
    dropout: number,
    activation: Activation,
    layer_norm_eps: number,
    batch_first: boolean,
    norm_first: boolean,
    bias: boolean,
  ],
  TransformerLayerOptions
>;

/** The parameters of both constructors behind `d_model` and `nhead`. */
export const LAYER =
  "int dim_feedforward=2048, float dropout=0.1, object activation='relu', float layer_norm_eps=1e-5, bool batch_first=False, bool norm_first=False, bool bias=True, device? device=None, dtype? dtype=None" as const;

/** The function that is meant by `activation`. */
export function activationOf(activation: unknown): (x: Tensor) => Tensor {
  if (activation === 'relu') return relu;
  if (activation === 'gelu') return gelu;
  if (typeof activation === 'function') return activation as (x: Tensor) => Tensor;
  throw new RuntimeError(`activation should be relu/gelu, not ${String(activation)}`);
}

/** How long the sequences of [L, E], [L, N, E] or, with `batch_first`, [N, L, E] are. */
export const lengthOf = (x: Tensor, batch_first: boolean): number => x.sizes[x.ndim === 3 && batch_first ? 1 : 0];

/** Whether a mask is the causal one: as was said, or by its elements. */
export function isCausal(mask: Tensor | null, said: boolean | null, length: number): boolean {
  if (said !== null || mask === null) return said === true;
  return sameSizes(mask.sizes, [length, length]) && equal(mask, causalMask(length, mask.dtype));
}
