import { empty } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import * as F from '../functional/index.js';
import { constant_ } from '../init/index.js';
import type { FactoryOptions } from '../linear.js';
import { Layer } from '../layer.js';
import { Parameter } from '../parameter.js';

const prelu = new Constructor(
  'PReLU.__init__(int num_parameters=1, float init=0.25, device? device=None, dtype? dtype=None)',
);

/** Options of {@link PReLU}. */
export interface PReLUOptions extends FactoryOptions {
  /** 1, or the number of channels, each with a slope of its own. Default 1. */
  num_parameters?: number;
  /** The initial slope. Default 0.25. */
  init?: number;
}

/**
 * x where x > 0, and a·x elsewhere, with a learnt slope a: one, or one for each channel (dimension 1).
 *
 * @example
 * console.log(new torch.nn.PReLU()(torch.tensor([-1, 2])).tolist()); // [ -0.25, 2 ]
 * @see PyTorch: `torch.nn.PReLU`; He et al., Delving deep into rectifiers
 */
export class PReLU extends Layer {
  /** How many slopes there are. */
  declare num_parameters: number;
  /** The initial slope. */
  declare init: number;
  /** a, [num_parameters]. */
  declare weight: Parameter;

  /** @param args `num_parameters` (default 1), `init` (default 0.25); `dtype`, `device` */
  constructor(...args: Trailing<[num_parameters: number, init: number], PReLUOptions>) {
    super();
    const { num_parameters, init, device, dtype } = prelu.bind(args);
    Object.assign(this, { num_parameters, init });
    this.weight = new Parameter(empty(num_parameters, { device, dtype }));
    this.reset_parameters();
  }

  /** Sets the slopes to their initial value. */
  reset_parameters(): void {
    constant_(this.weight, this.init);
  }

  /** @returns x, or a·x below 0 */
  forward(input: Tensor): Tensor {
    return F.prelu(input, this.weight);
  }

  override extra_repr(): string {
    return `num_parameters=${this.num_parameters}`;
  }
}
