import { Constructor, type Trailing } from '../tensor/constructor.js';
import { ValueError } from '../tensor/errors.js';
import { pythonFloat, pythonRepr } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import { Layer } from './layer.js';

// Dropout as modules: they drop in training mode and do nothing in evaluation mode.

const dropout = new Constructor('_DropoutNd.__init__(float p=0.5, bool inplace=False)');

/** Options of all dropout modules. */
export interface DropoutOptions extends F.InPlaceOption {
  /** The probability of being dropped. Default 0.5. */
  p?: number;
}

/** What all dropout modules have: how much is dropped, and where the result goes. */
abstract class AnyDropout extends Layer {
  /** The probability of being dropped. */
  p: number;
  /** Whether the result is written into the input. */
  inplace: boolean;

  /**
   * @param args `p` (default 0.5), `inplace` (default false)
   * @throws ValueError for a p outside [0, 1]
   */
  constructor(...args: Trailing<[p: number, inplace: boolean], DropoutOptions>) {
    const { p, inplace } = dropout.bind(args);
    super();
    if (!(p >= 0 && p <= 1)) throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
    this.p = p;
    this.inplace = inplace;
  }

  override extra_repr(): string {
    return `p=${pythonFloat(this.p)}, inplace=${pythonRepr(this.inplace)}`;
  }
}

/**
 * In training each element becomes 0 with probability p, and x/(1 − p) otherwise.
 *
 * @example
 * torch.manual_seed(0);
 * const drop = new torch.nn.Dropout();
 * console.log(drop(torch.ones(5)), drop.eval()(torch.ones(2))); // tensor([0., 0., 2., 0., 0.]) tensor([1., 1.])
 * @see PyTorch: `torch.nn.Dropout`
 */
export class Dropout extends AnyDropout {
  /** @returns x with elements dropped */
  forward(input: Tensor): Tensor {
    return F.dropout(input, this.p, this.training, this.inplace);
  }
}

/**
 * In training whole channels of sequences, [N, C, L] or [C, L], become 0 with probability p.
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.nn.Dropout1d()(torch.ones(3, 2)).sum(1)); // tensor([0., 0., 4.])
 * @see PyTorch: `torch.nn.Dropout1d`
 */
export class Dropout1d extends AnyDropout {
  /** @returns x with channels dropped */
  forward(input: Tensor): Tensor {
    return F.dropout1d(input, this.p, this.training, this.inplace);
  }
}

/**
 * In training whole channels of images, [N, C, H, W], become 0 with probability p.
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.nn.Dropout2d()(torch.ones(1, 3, 2, 2)).sum([2, 3])); // tensor([[0., 0., 8.]])
 * @see PyTorch: `torch.nn.Dropout2d`
 */
export class Dropout2d extends AnyDropout {
  /** @returns x with channels dropped */
  forward(input: Tensor): Tensor {
    return F.dropout2d(input, this.p, this.training, this.inplace);
  }
}

/**
 * In training whole channels of volumes, [N, C, D, H, W] or [C, D, H, W], become 0 with probability p.
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.nn.Dropout3d()(torch.ones(3, 2, 2, 2)).sum([1, 2, 3])); // tensor([ 0.,  0., 16.])
 * @see PyTorch: `torch.nn.Dropout3d`
 */
export class Dropout3d extends AnyDropout {
  /** @returns x with channels dropped */
  forward(input: Tensor): Tensor {
    return F.dropout3d(input, this.p, this.training, this.inplace);
  }
}

/**
 * Dropout for self-normalizing networks (SELU): mean 0 and variance 1 stay.
 *
 * @example
 * torch.manual_seed(0);
 * console.log(new torch.nn.AlphaDropout()(torch.ones(3))); // tensor([-0.7792, -0.7792,  1.6656])
 * @see PyTorch: `torch.nn.AlphaDropout`; Klambauer et al., Self-normalizing neural networks
 */
export class AlphaDropout extends AnyDropout {
  /** @returns x with elements dropped */
  forward(input: Tensor): Tensor {
    return F.alpha_dropout(input, this.p, this.training);
  }
}

/**
 * Alpha dropout of whole channels, [N, C, …].
 *
 * @example
 * console.log(new torch.nn.FeatureAlphaDropout(0)(torch.ones(1, 2))); // tensor([[1., 1.]])
 * @see PyTorch: `torch.nn.FeatureAlphaDropout`
 */
export class FeatureAlphaDropout extends AnyDropout {
  /** @returns x with channels dropped */
  forward(input: Tensor): Tensor {
    return F.feature_alpha_dropout(input, this.p, this.training);
  }
}
