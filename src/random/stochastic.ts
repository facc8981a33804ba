import { full, zeros_like } from '../ops/creation.js';
import { define, type Method } from '../ops/define.js';
import { broadcastSizes, type Operand } from '../ops/elementwise.js';
import { made, OPTIONS } from '../ops/factory.js';
import { expand } from '../ops/broadcasting.js';
import { get_default_dtype, int64 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { overload, overloads } from '../tensor/overloads.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import type { FloatArray } from './checks.js';
import * as draws from './draws.js';
import { fillBernoulliOf, fillNormal, fillWith } from './fill.js';
import { engineOf } from './generator.js';
import type { DrawOptions } from './inplace.js';
import { poisson as drawPoisson } from './poisson.js';
import type { RandomOptions } from './sampling.js';

// Samples of distributions whose parameters are tensors. They do not depend smoothly on them: the gradients are zero.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link bernoulli}. */
    bernoulli: Method<typeof bernoulli>;
    /**
     * Overwrites with ones of probability `p`, a number (default 0.5) or a tensor of probabilities that is broadcast, and zeros.
     *
     * @throws RuntimeError for a probability outside [0, 1]
     */
    bernoulli_(p?: number | Tensor | BernoulliOptions, options?: DrawOptions): Tensor;
    /** See {@link multinomial}. */
    multinomial: Method<typeof multinomial>;
  }
}

/** Refuses a negative standard deviation, or NaN. */
function requireDeviations(std: Tensor): void {
  const valid = (x: unknown): boolean => (Array.isArray(x) ? x.every(valid) : (x as number) >= 0);
  if (!valid(std.tolist())) throw new RuntimeError('normal expects all elements of std >= 0.0');
}

const NormalOf = define({
  schema: '_normal(Operand mean, Operand std, *, any generator=None)',
  method: false,
  node: (mean, std) => `NormalBackward${!isTensor(mean) ? 2 : isTensor(std) ? 3 : 1}`,
  forward: (mean, std, generator) => {
    const rng = engineOf('normal', generator);
    const [like, other] = isTensor(mean) ? [mean, std] : [std as Tensor, mean];
    const x = emptyTensor(isTensor(other) ? broadcastSizes(like.sizes, other.sizes) : like.sizes, like.dtype);
    if (isTensor(std)) {
      requireDeviations(std);
      fillNormal(x, rng);
      x.mul_(std.detach());
    } else fillNormal(x, rng, 0, Number(std));
    return x.add_(isTensor(mean) ? mean.detach() : full([], Number(mean), { dtype: x.dtype }));
  },
  derivative: { mean: (grad) => zeros_like(grad), std: (grad) => zeros_like(grad) },
});

const ofTensors = (mean: Operand, std: Operand, generator: unknown) => NormalOf.apply(mean, std, { generator });

const sampleNormal = overloads(
  overload('normal(Tensor mean, Tensor std, *, any generator=None)', ofTensors),
  overload('normal(Tensor mean, float std=1, *, any generator=None)', ofTensors),
  overload('normal(float mean, Tensor std, *, any generator=None)', ofTensors),
  overload(
    `normal(float mean, float std, ints size, *, any generator=None, ${OPTIONS})`,
    (mean, std, size, generator, dtype, ...place) => {
      const rng = engineOf('normal', generator);
      return made(size, dtype ?? get_default_dtype(), ...place, (x) => fillNormal(x, rng, mean, std));
    },
  ),
);

/** The arguments of {@link normal} by name. */
export interface NormalArguments extends RandomOptions {
  /** The means. */
  mean?: number | Tensor;
  /** The standard deviations. Default 1. */
  std?: number | Tensor;
  /** The sizes, where `mean` and `std` are both numbers. */
  size?: readonly number[];
}

/**
 * Samples of normal distributions N(meanᵢ, stdᵢ²).
 *
 * @param args `mean, std` of which at least one is a tensor, or the numbers `mean, std` and `size`, then options
 * @returns a new tensor
 * @throws RuntimeError for a negative `std`, or tensors that do not broadcast; NotImplementedError for integers
 * @example
 * torch.manual_seed(0);
 * console.log(torch.normal(torch.tensor([0, 100]), 1)); // tensor([ 1.5410, 99.7066])
 * console.log(torch.normal(0, 10, [2])); // tensor([-21.7879,   5.6843])
 * @see PyTorch: `torch.normal`
 */
export function normal(...args: (number | Tensor | readonly number[] | NormalArguments)[]): Tensor {
  return sampleNormal(args);
}

/** Options of {@link bernoulli}. */
export interface BernoulliOptions extends DrawOptions {
  /** One probability for all, instead of those in `input`. */
  p?: number | Tensor | null;
}

const Bernoulli = define({
  schema: 'bernoulli(Tensor input, Operand? p=None, *, any generator=None)',
  inplace: true,
  forward: (input, p, generator, out) => {
    const rng = engineOf(out === undefined ? 'bernoulli' : 'bernoulli_', generator);
    const x = out ?? emptyTensor(input.sizes, input.dtype);
    const probability = p ?? (out === undefined ? input : 0.5);
    if (isTensor(probability)) {
      if (!probability.dtype.is_floating_point)
        throw new NotImplementedError(
          `"bernoulli_tensor_cpu_p_" not implemented for '${probability.dtype.scalarName}'`,
        );
      fillBernoulliOf(x, rng, expand(probability.detach(), x.sizes));
    } else fillWith(x, (to, start, n) => draws.bernoulli(rng, to, start, n, Number(probability)));
    return x;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

/**
 * Ones with the probabilities in `input`, and zeros.
 *
 * @param input the probabilities, each in [0, 1]
 * @param p one probability for all; `input` then only gives the sizes and the dtype
 * @returns a new tensor
 * @throws RuntimeError for a probability outside [0, 1], NotImplementedError for probabilities that are integers
 * @example
 * torch.manual_seed(0);
 * console.log(torch.bernoulli(torch.tensor([0.2, 0.9, 0.5]))); // tensor([0., 1., 1.])
 * @see PyTorch: `torch.bernoulli`
 */
export function bernoulli(input: Tensor, p?: number | null | BernoulliOptions, options?: DrawOptions): Tensor {
  return Bernoulli.apply(input, p, options);
}

/** Options of {@link multinomial}. */
export interface MultinomialOptions extends DrawOptions {
  /** How many categories are drawn from each row. */
  num_samples?: number;
  /** Whether a category can be drawn more than once. Default false. */
  replacement?: boolean;
}

const Multinomial = define({
  schema: 'multinomial(Tensor input, int num_samples, bool replacement=False, *, any generator=None)',
  forward: (input, num_samples, replacement, generator) => {
    const rng = engineOf('multinomial', generator);
    if (!input.dtype.is_floating_point)
      throw new RuntimeError(
        `multinomial only supports floating-point dtypes for input, got: ${input.dtype.scalarName}`,
      );
    const { sizes } = input;
    if (sizes.length < 1 || sizes.length > 2) throw new RuntimeError('prob_dist must be 1 or 2 dim');
    const batch = sizes.slice(0, -1);
    const out = emptyTensor([...batch, Math.max(num_samples, 0)], int64);
    const weights = input.detach().contiguous();
    const [to, from] = [out.storage, weights.storage];
    const [step, next] = input.strides;
    const byColumns = sizes.length === 2 && step > 0 && step < next;
    const [rows, categories] = [batch[0] ?? 1, sizes[sizes.length - 1]];
    const shape = { rows, categories, samples: num_samples, replacement, byColumns };
    const first = from.start + weights.offset;
    draws.multinomial(rng, to.data as BigInt64Array, to.start, from.data as FloatArray, first, shape);
    return out;
  },
});

/**
 * Draws categories, from one distribution or from one a row, with probabilities in proportion to the weights in `input`.
 *
 * @param input the weights, of one or two dimensions, at least 0, some in every row positive
 * @param num_samples how many categories are drawn from each row
 * @param replacement whether a category can be drawn more than once
 * @returns an int64 tensor with the numbers of the categories, `num_samples` in a row
 * @throws RuntimeError for weights that are no distribution, and for more samples than there are categories to draw from
 * @example
 * torch.manual_seed(0);
 * console.log(torch.multinomial(torch.tensor([0, 10, 3, 0]), 2)); // tensor([1, 2])
 * @see PyTorch: `torch.multinomial`
 */
export function multinomial(
  input: Tensor,
  num_samples: number | MultinomialOptions,
  replacement?: boolean | MultinomialOptions,
  options?: DrawOptions,
): Tensor {
  return Multinomial.apply(input, num_samples, replacement, options);
}

const Poisson = define({
  schema: 'poisson(Tensor input, *, any generator=None)',
  method: false,
  forward: (input, generator) => {
    const rng = engineOf('poisson', generator);
    if (!input.dtype.is_floating_point)
      throw new NotImplementedError(`"poisson_cpu" not implemented for '${input.dtype.scalarName}'`);
    const rates = input.detach().contiguous();
    const out = emptyTensor(input.sizes, input.dtype);
    fillWith(out, (to, start, n) => {
      const { data, start: first } = rates.storage;
      drawPoisson(rng, to as FloatArray, start, n, data as FloatArray, first + rates.offset);
    });
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

/**
 * Samples of Poisson distributions: the number of events where `input` are expected.
 *
 * @param input the rates, each at least 0
 * @returns a new tensor of whole numbers, of the dtype of `input`
 * @throws RuntimeError for a negative rate, NotImplementedError for integers
 * @example
 * torch.manual_seed(0);
 * console.log(torch.poisson(torch.tensor([1, 5, 20]))); // tensor([ 2.,  6., 19.])
 * @see PyTorch: `torch.poisson`
 */
export function poisson(input: Tensor, options?: DrawOptions): Tensor {
  return Poisson.apply(input, options);
}
