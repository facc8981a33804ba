import { empty, ones, tensor, zeros } from '../ops/index.js';
import { no_grad } from '../autograd/modes.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonFloat, pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import { ones_, zeros_ } from './init/index.js';
import { Layer } from './layer.js';
import type { FactoryOptions } from './linear.js';
import { Parameter } from './parameter.js';

// Normalization of channels with statistics that can be remembered, as modules.

/** Options of batch and instance normalization. */
export interface NormOptions extends FactoryOptions {
  /** The number of channels C. */
  num_features?: number;
  /** ε, what is added to the variance. Default 1e-5. */
  eps?: number;
  /** How much of the remembered statistics a batch replaces; null for their plain mean. Default 0.1. */
  momentum?: number | null;
  /** Whether a scale and a shift are learnt for each channel. Default true for batch normalization, otherwise false. */
  affine?: boolean;
  /** Whether statistics are remembered. Default true for batch normalization, otherwise false. */
  track_running_stats?: boolean;
  /** Whether the shift is learnt. Default true. */
  bias?: boolean;
}

/** The arguments of batch and instance normalization. */
export type NormArguments = Trailing<
  [num_features: number, eps: number, momentum: number | null, affine: boolean, track_running_stats: boolean],
  NormOptions
>;

const FACTORY = 'device? device=None, dtype? dtype=None, *, bool bias=True' as const;
const batchNorm = new Constructor(
  `_BatchNorm.__init__(int num_features, float eps=1e-5, float? momentum=0.1, bool affine=True, bool track_running_stats=True, ${FACTORY})`,
);
const instanceNorm = new Constructor(
  `_InstanceNorm.__init__(int num_features, float eps=1e-5, float? momentum=0.1, bool affine=False, bool track_running_stats=False, ${FACTORY})`,
);

/** What batch and instance normalization have in common: learnt scale and shift, remembered mean and variance. */
abstract class ChannelNorm extends Layer {
  /** The number of channels C. */
  num_features: number;
  /** ε, what is added to the variance. */
  eps: number;
  /** How much of the remembered statistics a batch replaces; null for their plain mean. */
  momentum: number | null;
  /** Whether there are a scale and a shift. */
  affine: boolean;
  /** Whether statistics are remembered. */
  track_running_stats: boolean;
  /** The scale, [C], or null. */
  declare weight: Parameter | null;
  /** The shift, [C], or null. */
  declare bias: Parameter | null;
  /** The remembered means, [C], or null. */
  declare running_mean: Tensor | null;
  /** The remembered variances, [C], or null. */
  declare running_var: Tensor | null;
  /** From how many batches they come, or null. */
  declare num_batches_tracked: Tensor | null;

  /** @internal */
  constructor(options: ReturnType<typeof batchNorm.bind>) {
    const { num_features, eps, momentum, affine, track_running_stats, bias, device, dtype } = options;
    super();
    this.num_features = num_features;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.track_running_stats = track_running_stats;
    const parameter = (wanted: boolean) => (wanted ? new Parameter(empty(num_features, { device, dtype })) : null);
    this.register_parameter('weight', parameter(affine));
    this.register_parameter('bias', parameter(affine && bias));
    const buffer = (make: () => Tensor) => (track_running_stats ? make() : null);
    this.register_buffer(
      'running_mean',
      buffer(() => zeros(num_features, { device, dtype })),
    );
    this.register_buffer(
      'running_var',
      buffer(() => ones(num_features, { device, dtype })),
    );
    this.register_buffer(
      'num_batches_tracked',
      buffer(() => tensor(0n)),
    );
    this.register_load_state_dict_pre_hook((_module, state, prefix) => {
      // state dicts of old do not count batches
      if (this.num_batches_tracked !== null) state[`${prefix}num_batches_tracked`] ??= this.num_batches_tracked;
    });
    this.reset_parameters();
  }

  /** Forgets the remembered statistics. */
  reset_running_stats(): void {
    this.running_mean?.zero_();
    this.running_var?.fill_(1);
    this.num_batches_tracked?.zero_();
  }

  /** Sets the scale to 1 and the shift to 0, and forgets the remembered statistics. */
  reset_parameters(): void {
    this.reset_running_stats();
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  override extra_repr(): string {
    const { num_features, eps, momentum, affine, bias, track_running_stats } = this;
    return (
      `${num_features}, eps=${pythonFloat(eps)}, momentum=${momentum === null ? 'None' : pythonFloat(momentum)}, ` +
      `affine=${pythonRepr(affine)}, bias=${pythonRepr(bias !== null)}, track_running_stats=${pythonRepr(track_running_stats)}`
    );
  }
}

/** Refuses an input of another number of dimensions. */
function requireDims(input: Tensor, ...wanted: number[]): void {
  if (!wanted.includes(input.ndim))
    throw new ValueError(`expected ${wanted.map((n) => `${n}D`).join(' or ')} input (got ${input.ndim}D input)`);
}

/** Batch normalization of inputs of any number of dimensions. */
abstract class AnyBatchNorm extends ChannelNorm {
  /**
   * @param args `num_features`, `eps` (default 1e-5), `momentum` (default 0.1), `affine`, `track_running_stats` and `bias`
   * (default true); `dtype`, `device`
   */
  constructor(...args: NormArguments) {
    super(batchNorm.bind(args));
  }

  /** @internal The numbers of dimensions that an input may have. */
  protected abstract readonly _dims: readonly number[];

  /** @returns the input, normalized */
  forward(input: Tensor): Tensor {
    requireDims(input, ...this._dims);
    const { training, track_running_stats, running_mean, running_var, weight, bias, eps } = this;
    const remembers = training && track_running_stats;
    if (remembers && this.num_batches_tracked !== null) no_grad(() => this.num_batches_tracked?.add_(1));
    const momentum = this.momentum ?? (remembers ? 1 / (this.num_batches_tracked?.item() ?? 1) : 0);
    const used = !training || track_running_stats;
    return F.batch_norm(input, used ? running_mean : null, used ? running_var : null, {
      weight,
      bias,
      training: training || (running_mean === null && running_var === null),
      momentum,
      eps,
    });
  }
}

/**
 * Batch normalization of features, [N, C], or sequences, [N, C, L]: w·(x − μ)/√(σ² + ε) + b for each channel.
 *
 * In training mode μ and σ² are those of the batch, and `running_mean` and `running_var` move towards them; in evaluation mode
 * they are those remembered.
 *
 * @example
 * const norm = new torch.nn.BatchNorm1d(1);
 * console.log(norm(torch.tensor([[1], [3]])).detach().flatten()); // tensor([-1.0000,  1.0000])
 * console.log(norm.running_mean, norm.running_var); // tensor([0.2000]) tensor([1.1000])
 * @see PyTorch: `torch.nn.BatchNorm1d`; Ioffe and Szegedy, Batch normalization
 */
export class BatchNorm1d extends AnyBatchNorm {
  /** @internal */
  protected get _dims(): readonly number[] {
    return [2, 3];
  }
}

/**
 * Batch normalization of images, [N, C, H, W]. See {@link BatchNorm1d}.
 *
 * @example
 * console.log(new torch.nn.BatchNorm2d(3)(torch.ones(2, 3, 4, 4)).shape); // torch.Size([2, 3, 4, 4])
 * @see PyTorch: `torch.nn.BatchNorm2d`
 */
export class BatchNorm2d extends AnyBatchNorm {
  /** @internal */
  protected get _dims(): readonly number[] {
    return [4];
  }
}

/**
 * Batch normalization of volumes, [N, C, D, H, W]. See {@link BatchNorm1d}.
 *
 * @example
 * console.log(new torch.nn.BatchNorm3d(3)(torch.ones(2, 3, 4, 4, 4)).shape); // torch.Size([2, 3, 4, 4, 4])
 * @see PyTorch: `torch.nn.BatchNorm3d`
 */
export class BatchNorm3d extends AnyBatchNorm {
  /** @internal */
  protected get _dims(): readonly number[] {
    return [5];
  }
}

/** Instance normalization of inputs with any number of spatial dimensions. */
abstract class AnyInstanceNorm extends ChannelNorm {
  /**
   * @param args `num_features`, `eps` (default 1e-5), `momentum` (default 0.1), `affine` and `track_running_stats` (default
   * false), `bias` (default true); `dtype`, `device`
   */
  constructor(...args: NormArguments) {
    super(instanceNorm.bind(args));
  }

  /** @internal The number of dimensions of an input without a batch. */
  protected abstract readonly _unbatched: number;

  /** @returns the input, normalized */
  forward(input: Tensor): Tensor {
    const single = this._unbatched;
    requireDims(input, single, single + 1);
    const dim = input.ndim - single;
    if (this.affine && input.sizes[dim] !== this.num_features)
      throw new ValueError(
        `expected input's size at dim=${dim} to match num_features (${this.num_features}), but got: ${input.sizes[dim]}.`,
      );
    return dim === 0 ? this.normalize(input.unsqueeze(0)).squeeze(0) : this.normalize(input);
  }

  private normalize(input: Tensor): Tensor {
    const { running_mean, running_var, weight, bias, eps } = this;
    const use_input_stats = this.training || !this.track_running_stats;
    const momentum = this.momentum ?? 0;
    return F.instance_norm(input, { running_mean, running_var, weight, bias, use_input_stats, momentum, eps });
  }
}

/**
 * Instance normalization of sequences, [N, C, L] or [C, L]: (x − μ)/√(σ² + ε) for each channel of each example.
 *
 * @example
 * console.log(new torch.nn.InstanceNorm1d(1)(torch.tensor([[[1, 3]]]))); // tensor([[[-1.0000,  1.0000]]])
 * @see PyTorch: `torch.nn.InstanceNorm1d`; Ulyanov et al., Instance normalization
 */
export class InstanceNorm1d extends AnyInstanceNorm {
  /** @internal */
  protected get _unbatched(): number {
    return 2;
  }
}

/**
 * Instance normalization of images, [N, C, H, W] or [C, H, W]. See {@link InstanceNorm1d}.
 *
 * @example
 * console.log(new torch.nn.InstanceNorm2d(3)(torch.ones(2, 3, 4, 4)).shape); // torch.Size([2, 3, 4, 4])
 * @see PyTorch: `torch.nn.InstanceNorm2d`
 */
export class InstanceNorm2d extends AnyInstanceNorm {
  /** @internal */
  protected get _unbatched(): number {
    return 3;
  }
}

/**
 * Instance normalization of volumes, [N, C, D, H, W] or [C, D, H, W]. See {@link InstanceNorm1d}.
 *
 * @example
 * console.log(new torch.nn.InstanceNorm3d(3)(torch.ones(2, 3, 4, 4, 4)).shape); // torch.Size([2, 3, 4, 4, 4])
 * @see PyTorch: `torch.nn.InstanceNorm3d`
 */
export class InstanceNorm3d extends AnyInstanceNorm {
  /** @internal */
  protected get _unbatched(): number {
    return 4;
  }
}
