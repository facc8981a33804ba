import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import type { Reduction } from './functional/index.js';
import { reductionOf } from './functional/reduction.js';
import { Loss } from './loss.js';
import { Module } from './module.js';

// Losses that compare with a distribution, as modules.

const kl = new Constructor(
  "KLDivLoss.__init__(bool? size_average=None, bool? reduce=None, str reduction='mean', bool log_target=False)",
);

/**
 * The terms t·(log t − x) of the Kullback–Leibler divergence; with `reduction` 'batchmean' the divergence itself.
 *
 * @example
 * const [p, q] = [torch.tensor([[0.5, 0.5]]), torch.tensor([[0.25, 0.75]])];
 * console.log(new torch.nn.KLDivLoss({ reduction: 'batchmean' })(q.log(), p)); // tensor(0.1438)
 * @see PyTorch: `torch.nn.KLDivLoss`
 */
export class KLDivLoss extends Module {
  /** How the terms become the result. */
  reduction: Reduction | 'batchmean';
  /** Whether the target is given as its logarithm. */
  log_target: boolean;

  /** @param args `reduction`, which may be 'batchmean'; `log_target` (default false) */
  constructor(
    ...args: Trailing<
      [size_average: boolean | null, reduce: boolean | null, reduction: Reduction | 'batchmean', log_target: boolean],
      F.KlDivOptions
    >
  ) {
    super();
    const { size_average, reduce, reduction, log_target } = kl.bind(args);
    const old = size_average !== null || reduce !== null;
    this.reduction = old ? reductionOf(size_average, reduce, '') : (reduction as KLDivLoss['reduction']);
    this.log_target = log_target;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor): Tensor {
    return F.kl_div(input, target, { reduction: this.reduction, log_target: this.log_target });
  }
}

const poisson = new Constructor(
  "PoissonNLLLoss.__init__(bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-8, bool? reduce=None, str reduction='mean')",
);

/**
 * The negative log-likelihood of counts t under a Poisson distribution with rate e^x: e^x − t·x.
 *
 * @example
 * console.log(new torch.nn.PoissonNLLLoss()(torch.tensor([0, 1]), torch.tensor([1, 2]))); // tensor(0.8591)
 * @see PyTorch: `torch.nn.PoissonNLLLoss`
 */
export class PoissonNLLLoss extends Loss {
  /** Whether the input is the logarithm of the rate. */
  log_input: boolean;
  /** Whether Stirling's approximation of log t! is added. */
  full: boolean;
  /** What is added to a rate before its logarithm is taken. */
  eps: number;

  /** @param args `log_input` (default true), `full` (default false), `eps` (default 1e-8), `reduction` */
  constructor(
    ...args: Trailing<
      [
        log_input: boolean,
        full: boolean,
        size_average: boolean | null,
        eps: number,
        reduce: boolean | null,
        reduction: Reduction,
      ],
      F.PoissonOptions
    >
  ) {
    const { log_input, full, eps, size_average, reduce, reduction } = poisson.bind(args);
    super(size_average, reduce, reduction);
    this.log_input = log_input;
    this.full = full;
    this.eps = eps;
  }

  /** @returns the loss */
  forward(log_input: Tensor, target: Tensor): Tensor {
    const { full, eps, reduction } = this;
    return F.poisson_nll_loss(log_input, target, { log_input: this.log_input, full, eps, reduction });
  }
}

const gaussian = new Constructor("GaussianNLLLoss.__init__(*, bool full=False, float eps=1e-6, str reduction='mean')");

/**
 * The negative log-likelihood of targets t under normal distributions N(x, v): ½·(log v + (t − x)²/v).
 *
 * @example
 * const loss = new torch.nn.GaussianNLLLoss();
 * console.log(loss(torch.tensor([0]), torch.tensor([2]), torch.tensor([1]))); // tensor(2.)
 * @see PyTorch: `torch.nn.GaussianNLLLoss`
 */
export class GaussianNLLLoss extends Loss {
  /** Whether the constant ½·log 2π is added. */
  full: boolean;
  /** The least variance. */
  eps: number;

  /** @param options `full` (default false), `eps` (default 1e-6), `reduction` */
  constructor(options?: F.GaussianOptions) {
    const { full, eps, reduction } = gaussian.bind([options]);
    super(null, null, reduction);
    this.full = full;
    this.eps = eps;
  }

  /** @returns the loss */
  forward(input: Tensor, target: Tensor, variance: Tensor | number): Tensor {
    return F.gaussian_nll_loss(input, target, variance, this.full, this.eps, this.reduction);
  }
}
