import { no_grad } from '../../autograd/modes.js';
import { add, div, exp, log, mul, ones_like, sub, where, xlogy } from '../../ops/index.js';
import { sameSizes } from '../../ndarray/strided.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { reduceLoss, reductionOf, requireReduction, type LossOptions, type Reduction } from './reduction.js';

// Losses that compare with a distribution: its divergence, or the negative logarithm of its likelihood.

/** Options of {@link kl_div}. */
export interface KlDivOptions extends Omit<LossOptions, 'reduction'> {
  /** How the terms become the result; 'batchmean' is their sum divided by the size of the batch. Default 'mean'. */
  reduction?: Reduction | 'batchmean';
  /** Whether the target is given as its logarithm. Default false. */
  log_target?: boolean;
}

const klSignature = new Signature(
  "kl_div(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', bool log_target=False)",
);

/**
 * The terms t·(log t − x) of the Kullback–Leibler divergence of a distribution with log-probabilities x from one with
 * probabilities t. Their sum over the batch divided by its size, 'batchmean', is the divergence.
 *
 * @param input log-probabilities x
 * @param target probabilities t, or their logarithms
 * @param options `reduction`, which may be 'batchmean'; `log_target` (default false)
 * @returns a 0-dim tensor, or the terms if `reduction` is 'none'
 * @throws RuntimeError for integers, or sizes that do not broadcast
 * @example
 * const [p, q] = [torch.tensor([[0.5, 0.5]]), torch.tensor([[0.25, 0.75]])];
 * console.log(torch.nn.functional.kl_div(q.log(), p, { reduction: 'batchmean' })); // tensor(0.1438)
 * @see PyTorch: `torch.nn.functional.kl_div`
 */
export function kl_div(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [size_average: boolean | null, reduce: boolean | null, reduction: Reduction | 'batchmean', log_target: boolean],
    KlDivOptions
  >
): Tensor {
  const [x, t, size_average, reduce, name, log_target] = klSignature.bind([input, target, ...options]);
  const reduction = reductionOf(size_average, reduce, name === 'batchmean' ? 'sum' : name);
  if (!x.dtype.is_floating_point || !t.dtype.is_floating_point)
    throw new RuntimeError('kl_div: Integral inputs not supported.');
  const terms = log_target ? mul(exp(t), sub(t, x)) : sub(xlogy(t, t), mul(t, x));
  const result = reduceLoss(terms, reduction);
  return name === 'batchmean' && x.ndim > 0 ? div(result, x.sizes[0]) : result;
}

/** Options of {@link poisson_nll_loss}. */
export interface PoissonOptions extends LossOptions {
  /** Whether the input is the logarithm of the rate. Default true. */
  log_input?: boolean;
  /** Whether Stirling's approximation of log t! is added, for targets over 1. Default false. */
  full?: boolean;
  /** What is added to a rate before its logarithm is taken. Default 1e-8. */
  eps?: number;
}

const poissonSignature = new Signature(
  "poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-8, bool? reduce=None, str reduction='mean')",
);

/**
 * The negative log-likelihood of counts t under a Poisson distribution with rate e^x: e^x − t·x. With `log_input` false the
 * rate is x itself: x − t·log(x + ε).
 *
 * @param input x
 * @param target t
 * @param options `log_input` (default true), `full` (default false), `eps`: ε (default 1e-8), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.nn.functional.poisson_nll_loss(torch.tensor([0, 1]), torch.tensor([1, 2]))); // tensor(0.8591)
 * @see PyTorch: `torch.nn.functional.poisson_nll_loss`
 */
export function poisson_nll_loss(
  input: Tensor,
  target: Tensor,
  ...options: Trailing<
    [
      log_input: boolean,
      full: boolean,
      size_average: boolean | null,
      eps: number,
      reduce: boolean | null,
      reduction: Reduction,
    ],
    PoissonOptions
  >
): Tensor {
  const bound = poissonSignature.bind([input, target, ...options]);
  const [x, t, log_input, full, size_average, eps, reduce, name] = bound;
  const reduction = reductionOf(size_average, reduce, name);
  const losses = log_input ? sub(exp(x), mul(t, x)) : sub(x, mul(t, log(add(x, eps))));
  if (!full) return reduceLoss(losses, reduction);
  const stirling = add(sub(mul(t, log(t)), t), mul(log(mul(t, 2 * Math.PI)), 0.5));
  return reduceLoss(add(losses, where(t.le(1), 0, stirling)), reduction);
}

/** Options of {@link gaussian_nll_loss}. */
export interface GaussianOptions {
  /** Whether the constant ½·log 2π is added. Default false. */
  full?: boolean;
  /** The least variance. Default 1e-6. */
  eps?: number;
  /** How the losses of the elements become the result. Default 'mean'. */
  reduction?: Reduction;
}

const gaussianSignature = new Signature(
  "gaussian_nll_loss(Tensor input, Tensor target, Operand var, bool full=False, float eps=1e-6, str reduction='mean')",
);

/** The variances, ready to be broadcast: one for each element, for each row, or for a dimension that varies. */
function variances(input: Tensor, given: Tensor): Tensor {
  if (sameSizes(given.sizes, input.sizes)) return given;
  if (sameSizes(given.sizes, input.sizes.slice(0, -1))) return given.unsqueeze(-1);
  const differing = given.sizes.filter((size, d) => size !== input.sizes[d]);
  if (given.ndim !== input.ndim || differing.reduce((total, size) => total + size, 0) !== 1)
    throw new ValueError('var is of incorrect size');
  return given;
}

/**
 * The negative log-likelihood of targets t under normal distributions N(x, v): ½·(log v + (t − x)²/v), v at least ε.
 *
 * @param input means x
 * @param target t
 * @param variance v, of the sizes of the input, or one for each row; or a number
 * @param options `full` (default false), `eps`: ε (default 1e-6), `reduction`
 * @returns a 0-dim tensor, or the losses if `reduction` is 'none'
 * @throws ValueError for a negative variance or one of another size
 * @example
 * console.log(torch.nn.functional.gaussian_nll_loss(torch.tensor([0]), torch.tensor([2]), torch.tensor([1]))); // tensor(2.)
 * @see PyTorch: `torch.nn.functional.gaussian_nll_loss`; Nix and Weigend, Estimating the mean and variance of the target
 * probability distribution
 */
export function gaussian_nll_loss(
  input: Tensor,
  target: Tensor,
  variance: Tensor | number,
  ...options: Trailing<[full: boolean, eps: number, reduction: Reduction], GaussianOptions>
): Tensor {
  const [x, t, given, full, eps, name] = gaussianSignature.bind([input, target, variance, ...options]);
  const v = isTensor(given) ? given : ones_like(x.detach()).mul(given);
  if (no_grad(() => v.lt(0).any().item())) throw new ValueError('var has negative entry/entries');
  const spread = variances(x, v).clone();
  if (!['none', 'mean', 'sum'].includes(name)) throw new ValueError(`${name} is not valid`);
  no_grad(() => spread.clamp_(eps)); // gradients flow as if it had not been clipped
  const losses = mul(add(log(spread), div(sub(x, t).pow(2), spread)), 0.5);
  return reduceLoss(full ? add(losses, 0.5 * Math.log(2 * Math.PI)) : losses, requireReduction(name));
}
