import { addMethod, define } from '../ops/define.js';
import { zeros_like } from '../ops/creation.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { overload, overloads } from '../tensor/overloads.js';
import type { Scalar } from '../tensor/promotion.js';
import { emptyTensor, type Tensor } from '../tensor/tensor.js';
import type { FloatArray } from './checks.js';
import * as draws from './draws.js';
import { fillNormal, fillUniform, fillWith, requireFloat } from './fill.js';
import { engineOf, type Generator } from './generator.js';

// The methods that overwrite a tensor with samples. What was there before has no influence on them: its gradient is zero.

/** Options of everything that draws random numbers. */
export interface DrawOptions {
  /** Where the numbers come from; the default generator if left out. */
  generator?: Generator | null;
}

declare module '../tensor/tensor.js' {
  interface Tensor {
    /**
     * Overwrites with samples of the uniform distribution on [from, to).
     *
     * @throws RuntimeError for bounds in the wrong order, NotImplementedError for integers
     */
    uniform_(from?: number | UniformOptions, to?: number | DrawOptions, options?: DrawOptions): Tensor;
    /**
     * Overwrites with samples of the normal distribution N(mean, std²).
     *
     * @throws RuntimeError for a negative `std`, NotImplementedError for integers
     */
    normal_(mean?: number | NormalOptions, std?: number | DrawOptions, options?: DrawOptions): Tensor;
    /** Overwrites with whole numbers of [0, to); without bounds, up to the largest that the dtype holds. */
    random_(to?: number | bigint | DrawOptions, options?: DrawOptions): Tensor;
    /**
     * Overwrites with whole numbers of [from, to); `to` null stands for the largest that the dtype holds.
     *
     * @throws RuntimeError for an empty range or one that the dtype does not hold
     */
    random_(from: number | bigint, to: number | bigint | null, options?: DrawOptions): Tensor;
    /**
     * Overwrites with samples of the exponential distribution, density λ·e^(−λx).
     *
     * @throws RuntimeError for a rate that is not positive, and for integers
     */
    exponential_(lambd?: number | DrawOptions, options?: DrawOptions): Tensor;
    /**
     * Overwrites with samples of the geometric distribution: the number of trials up to the first success.
     *
     * @throws RuntimeError for a `p` outside (0, 1)
     */
    geometric_(p: number, options?: DrawOptions): Tensor;
    /**
     * Overwrites with samples whose logarithm is of N(mean, std²).
     *
     * @throws RuntimeError for a `std` that is not positive, NotImplementedError for integers
     */
    log_normal_(mean?: number | NormalOptions, std?: number | DrawOptions, options?: DrawOptions): Tensor;
    /**
     * Overwrites with samples of the Cauchy distribution.
     *
     * @throws RuntimeError for a `sigma` that is not positive, and for integers
     */
    cauchy_(median?: number | CauchyOptions, sigma?: number | DrawOptions, options?: DrawOptions): Tensor;
  }
}

/** Options of {@link Tensor.uniform_}. */
export interface UniformOptions extends DrawOptions {
  /** The lower bound, included. Default 0. */
  from?: number;
  /** The upper bound, excluded. Default 1. */
  to?: number;
}

/** Options of {@link Tensor.normal_} and {@link Tensor.log_normal_}. */
export interface NormalOptions extends DrawOptions {
  /** The mean. Default 0, of the logarithm 1. */
  mean?: number;
  /** The standard deviation. Default 1, of the logarithm 2. */
  std?: number;
}

/** Options of {@link Tensor.cauchy_}. */
export interface CauchyOptions extends DrawOptions {
  /** The median. Default 0. */
  median?: number;
  /** Half the width at half the height. Default 1. */
  sigma?: number;
}

const fresh = (like: Tensor) => emptyTensor(like.sizes, like.dtype);

define({
  schema: 'uniform(Tensor input, float from=0, float to=1, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, from, to, generator, out = fresh(input)) => {
    fillUniform(out, engineOf('uniform_', generator), from, to);
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

define({
  schema: 'normal(Tensor input, float mean=0, float std=1, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, mean, std, generator, out = fresh(input)) => {
    fillNormal(out, engineOf('normal_', generator), mean, std);
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

const Random = define({
  schema: 'random(Tensor input, Scalar? from=None, Scalar? to=None, *, any generator=None)',
  method: false,
  inplace: true,
  node: (_input, from, to) => `RandomBackward${from === null ? 2 : to === null ? 1 : 0}`,
  forward: (input, from, to, generator, out = fresh(input)) => {
    const rng = engineOf('random_', generator);
    fillWith(out, (array, start, n) => {
      if (from === null) draws.randomIntegers(rng, array, start, n, out.dtype);
      else draws.randint(rng, array, start, n, out.dtype, whole(from), to === null ? null : whole(to));
    });
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

/** A bound as a whole number. */
function whole(bound: Scalar): number | bigint {
  if (typeof bound === 'number' && !Number.isInteger(bound))
    throw new TypeError(`random_(): bounds must be whole numbers, got ${bound}`);
  return typeof bound === 'boolean' ? Number(bound) : bound;
}

type Bounds = [from: Scalar | null, to: Scalar | null, generator: unknown];

const bounds = overloads<Bounds>(
  overload('random_(*, any generator=None)', (generator) => [null, null, generator]),
  overload('random_(Scalar to, *, any generator=None)', (to, generator) => [0, to, generator]),
  overload('random_(Scalar from, Scalar? to, *, any generator=None)', (from, to, generator) => [from, to, generator]),
);

addMethod('random_', function (...args: unknown[]) {
  const [from, to, generator] = bounds(args);
  return Random.applyInPlace?.(this, from, to, { generator });
});

define({
  schema: 'exponential(Tensor input, float lambd=1, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, lambd, generator, out = fresh(input)) => {
    const rng = engineOf('exponential_', generator);
    if (!out.dtype.is_floating_point)
      throw new RuntimeError(
        `Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified ${out.dtype.scalarName}`,
      );
    fillWith(out, (array, start, n) => draws.exponential(rng, array as FloatArray, start, n, lambd));
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

define({
  schema: 'geometric(Tensor input, float p, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, p, generator, out = fresh(input)) => {
    const rng = engineOf('geometric_', generator);
    if (out.dtype.name === 'bool') throw new NotImplementedError(`"geometric_cpu" not implemented for 'Bool'`);
    fillWith(out, (array, start, n) => draws.geometric(rng, array, start, n, p));
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

define({
  schema: 'log_normal(Tensor input, float mean=1, float std=2, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, mean, std, generator, out = fresh(input)) => {
    const rng = engineOf('log_normal_', generator);
    requireFloat(out, 'log_normal_cpu');
    fillWith(out, (array, start, n) => draws.logNormal(rng, array as FloatArray, start, n, mean, std));
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});

define({
  schema: 'cauchy(Tensor input, float median=0, float sigma=1, *, any generator=None)',
  method: false,
  inplace: true,
  forward: (input, median, sigma, generator, out = fresh(input)) => {
    const rng = engineOf('cauchy_', generator);
    if (!out.dtype.is_floating_point)
      throw new RuntimeError(
        `Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified ${out.dtype.cName}`,
      );
    fillWith(out, (array, start, n) => draws.cauchy(rng, array as FloatArray, start, n, median, sigma));
    return out;
  },
  derivative: { input: (grad) => zeros_like(grad) },
});
