import { empty, type TensorOptions } from '../ops/index.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/linear.js';
import { _calculate_fan_in_and_fan_out, kaiming_uniform_, uniform_ } from './init/index.js';
import { Layer } from './layer.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

/** What layers with parameters take by name: the dtype and device of the parameters. */
export type FactoryOptions = Pick<TensorOptions, 'dtype' | 'device'>;

/**
 * y = x: a layer that does nothing, to stand in a place where another one could be.
 *
 * @example
 * console.log(new torch.nn.Identity()(torch.ones(2))); // tensor([1., 1.])
 * @see PyTorch: `torch.nn.Identity`
 */
export class Identity extends Module {
  /** Takes any arguments, and uses none. */
  constructor(..._args: unknown[]) {
    super();
  }

  /** @returns the input itself */
  forward<T>(input: T): T {
    return input;
  }
}

const linear = new Constructor(
  'Linear.__init__(int in_features, int out_features, bool bias=True, device? device=None, dtype? dtype=None)',
);

/** Options of {@link Linear}. */
export interface LinearOptions extends FactoryOptions {
  /** The number of inputs. */
  in_features?: number;
  /** The number of outputs. */
  out_features?: number;
  /** Whether a learnt vector is added. Default true. */
  bias?: boolean;
}

/**
 * y = x·Wᵀ + b, with learnt W and b.
 *
 * Shapes: x [*, in_features], y [*, out_features]; `weight` W [out_features, in_features] and `bias` b [out_features] begin as
 * U(−k, k), k = 1/√in_features.
 *
 * @example
 * torch.manual_seed(0);
 * const layer = new torch.nn.Linear(2, 3);
 * console.log(layer); // Linear(in_features=2, out_features=3, bias=True)
 * console.log(layer(torch.ones(5, 2)).shape); // torch.Size([5, 3])
 * @see PyTorch: `torch.nn.Linear`
 */
export class Linear extends Layer {
  /** The size of the last dimension of the input. */
  readonly in_features: number;
  /** The size of the last dimension of the result. */
  readonly out_features: number;
  /** W, [out_features, in_features]. */
  declare weight: Parameter;
  /** b, [out_features], or null. */
  declare bias: Parameter | null;

  /**
   * @param args `in_features`, `out_features`, `bias` (default true); `dtype`, `device`
   * @throws TypeError for a missing or unknown argument; RuntimeError for a negative size
   */
  constructor(...args: Trailing<[in_features: number, out_features: number, bias: boolean], LinearOptions>) {
    const { in_features, out_features, bias, device, dtype } = linear.bind(args);
    super();
    this.in_features = in_features;
    this.out_features = out_features;
    this.weight = new Parameter(empty(out_features, in_features, { device, dtype }));
    this.register_parameter('bias', bias ? new Parameter(empty(out_features, { device, dtype })) : null);
    this.reset_parameters();
  }

  /** Draws new initial values. */
  reset_parameters(): void {
    kaiming_uniform_(this.weight, { a: Math.sqrt(5) }); // U(−1/√in_features, 1/√in_features)
    if (this.bias === null) return;
    const [fanIn] = _calculate_fan_in_and_fan_out(this.weight);
    const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
    uniform_(this.bias, -bound, bound);
  }

  /** @returns x·Wᵀ + b */
  forward(input: Tensor): Tensor {
    return F.linear(input, this.weight, this.bias);
  }

  override extra_repr(): string {
    const { in_features, out_features, bias } = this;
    return `in_features=${in_features}, out_features=${out_features}, bias=${pythonRepr(bias !== null)}`;
  }
}

const bilinear = new Constructor(
  'Bilinear.__init__(int in1_features, int in2_features, int out_features, bool bias=True, device? device=None, dtype? dtype=None)',
);

/** Options of {@link Bilinear}. */
export interface BilinearOptions extends FactoryOptions {
  /** The number of features of the first input. */
  in1_features?: number;
  /** The number of features of the second input. */
  in2_features?: number;
  /** The number of outputs. */
  out_features?: number;
  /** Whether a learnt vector is added. Default true. */
  bias?: boolean;
}

/**
 * yₖ = x₁ᵀ·Wₖ·x₂ + bₖ, with learnt W and b.
 *
 * Shapes: x₁ [*, in1_features], x₂ [*, in2_features], y [*, out_features]; `weight` [out_features, in1_features, in2_features]
 * and `bias` [out_features] begin as U(−k, k), k = 1/√in1_features.
 *
 * @example
 * const layer = new torch.nn.Bilinear(2, 3, 4);
 * console.log(layer(torch.ones(5, 2), torch.ones(5, 3)).shape); // torch.Size([5, 4])
 * @see PyTorch: `torch.nn.Bilinear`
 */
export class Bilinear extends Module {
  /** The size of the last dimension of the first input. */
  readonly in1_features: number;
  /** The size of the last dimension of the second input. */
  readonly in2_features: number;
  /** The size of the last dimension of the result. */
  readonly out_features: number;
  /** W, [out_features, in1_features, in2_features]. */
  declare weight: Parameter;
  /** b, [out_features], or null. */
  declare bias: Parameter | null;

  /**
   * @param args `in1_features`, `in2_features`, `out_features`, `bias` (default true); `dtype`, `device`
   * @throws ValueError where the first input has no features
   */
  constructor(
    ...args: Trailing<
      [in1_features: number, in2_features: number, out_features: number, bias: boolean],
      BilinearOptions
    >
  ) {
    const { in1_features, in2_features, out_features, bias, device, dtype } = bilinear.bind(args);
    super();
    if (in1_features <= 0) throw new ValueError(`in1_features must be > 0, but got (in1_features=${in1_features})`);
    this.in1_features = in1_features;
    this.in2_features = in2_features;
    this.out_features = out_features;
    this.weight = new Parameter(empty(out_features, in1_features, in2_features, { device, dtype }));
    this.register_parameter('bias', bias ? new Parameter(empty(out_features, { device, dtype })) : null);
    this.reset_parameters();
  }

  /** Draws new initial values. */
  reset_parameters(): void {
    const bound = 1 / Math.sqrt(this.in1_features);
    uniform_(this.weight, -bound, bound);
    if (this.bias !== null) uniform_(this.bias, -bound, bound);
  }

  /** @returns x₁ᵀ·Wₖ·x₂ + bₖ for each k */
  forward(input1: Tensor, input2: Tensor): Tensor {
    return F.bilinear(input1, input2, this.weight, this.bias);
  }

  override extra_repr(): string {
    const { in1_features, in2_features, out_features, bias } = this;
    return `in1_features=${in1_features}, in2_features=${in2_features}, out_features=${out_features}, bias=${pythonRepr(bias !== null)}`;
  }
}
