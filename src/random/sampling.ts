import { resultLike } from '../ops/elementwise.js';
import { checkOptions, made, OPTIONS, type SizeArguments, type TensorOptions } from '../ops/factory.js';
import type { Device } from '../tensor/device.js';
import { get_default_dtype, int64, type DType } from '../tensor/dtype.js';
import { overload, overloads } from '../tensor/overloads.js';
import type { Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import * as draws from './draws.js';
import type { RandomEngine } from './engine.js';
import { fillNormal, fillUniform, fillWith } from './fill.js';
import { engineOf } from './generator.js';
import type { DrawOptions } from './inplace.js';

// Random tensors of given sizes.

/** Options of all functions that make a random tensor. */
export interface RandomOptions extends TensorOptions, DrawOptions {}

type Place = [device: Device | string | null, requires_grad: boolean];

/** A leaf that lies in memory as `input` does, filled by `fill`. */
function madeLike(
  input: Tensor,
  dtype: DType | null,
  device: Device | string | null,
  requires_grad: boolean,
  fill: (x: Tensor) => void,
): Tensor {
  const type = dtype ?? input.dtype;
  checkOptions(type, device, requires_grad);
  const x = resultLike(input, input.sizes, type);
  fill(x);
  return requires_grad ? x.requires_grad_() : x;
}

/** The functions `name` and `name_like`, which `fill` a tensor with samples. */
function sampler(name: 'rand' | 'randn', fill: (x: Tensor, rng: RandomEngine) => void) {
  const sized = new Signature(`${name}(size size, *, any generator=None, ${OPTIONS})`);
  const like = new Signature(`${name}_like(Tensor input, *, any generator=None, ${OPTIONS})`);
  return {
    sized(args: readonly unknown[]): Tensor {
      const [size, generator, dtype, ...place] = sized.bind(args);
      const rng = engineOf(name, generator);
      return made(size, dtype ?? get_default_dtype(), ...place, (x) => fill(x, rng));
    },
    like(args: readonly unknown[]): Tensor {
      const [input, generator, ...options] = like.bind(args);
      const rng = engineOf(`${name}_like`, generator);
      return madeLike(input, ...options, (x) => fill(x, rng));
    },
  };
}

const Rand = sampler('rand', fillUniform);
const Randn = sampler('randn', fillNormal);

/**
 * Samples of the uniform distribution on [0, 1).
 *
 * @param size the sizes, as a list or as separate numbers, then options
 * @returns a new leaf
 * @throws RuntimeError for a negative size, NotImplementedError for an integer dtype
 * @example
 * torch.manual_seed(0);
 * console.log(torch.rand(3)); // tensor([0.4963, 0.7682, 0.0885])
 * @see PyTorch: `torch.rand`
 */
export function rand(...size: SizeArguments<RandomOptions>): Tensor {
  return Rand.sized(size);
}

/**
 * Samples of the standard normal distribution N(0, 1).
 *
 * @param size the sizes, as a list or as separate numbers, then options
 * @returns a new leaf
 * @throws RuntimeError for a negative size, NotImplementedError for an integer dtype
 * @example
 * torch.manual_seed(0);
 * console.log(torch.randn(3)); // tensor([ 1.5410, -0.2934, -2.1788])
 * @see PyTorch: `torch.randn`
 */
export function randn(...size: SizeArguments<RandomOptions>): Tensor {
  return Randn.sized(size);
}

/**
 * Samples of the uniform distribution on [0, 1), with the sizes and the dtype of `input`.
 *
 * @returns a new leaf
 * @throws NotImplementedError for an integer dtype
 * @example
 * torch.manual_seed(0);
 * console.log(torch.rand_like(torch.zeros(2))); // tensor([0.4963, 0.7682])
 * @see PyTorch: `torch.rand_like`
 */
export function rand_like(input: Tensor, options?: RandomOptions): Tensor {
  return Rand.like([input, options]);
}

/**
 * Samples of the standard normal distribution, with the sizes and the dtype of `input`.
 *
 * @returns a new leaf
 * @throws NotImplementedError for an integer dtype
 * @example
 * torch.manual_seed(0);
 * console.log(torch.randn_like(torch.zeros(2))); // tensor([ 1.5410, -0.2934])
 * @see PyTorch: `torch.randn_like`
 */
export function randn_like(input: Tensor, options?: RandomOptions): Tensor {
  return Randn.like([input, options]);
}

/** A bound of `randint` as a whole number. */
function bound(name: string, which: 'low' | 'high', value: Scalar): number | bigint {
  if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isInteger(value)))
    throw new TypeError(
      `${name}(): argument '${which}' must be int, not ${typeof value === 'number' ? 'float' : 'bool'}`,
    );
  return value;
}

/** Fills with whole numbers of [low, high). */
function integers(name: string, low: Scalar, high: Scalar, generator: unknown): (x: Tensor) => void {
  const rng = engineOf(name, generator);
  const [from, to] = [bound(name, 'low', low), bound(name, 'high', high)];
  return (x) => fillWith(x, (out, start, n) => draws.randint(rng, out, start, n, x.dtype, from, to));
}

function integersSized(
  low: Scalar,
  high: Scalar,
  size: readonly number[],
  generator: unknown,
  dtype: DType | null,
  ...place: Place
): Tensor {
  return made(size, dtype ?? int64, ...place, integers('randint', low, high, generator));
}

const makeRandint = overloads(
  overload(`randint(Scalar high, ints size, *, any generator=None, ${OPTIONS})`, (high, ...rest) =>
    integersSized(0, high, ...rest),
  ),
  overload(`randint(Scalar low, Scalar high, ints size, *, any generator=None, ${OPTIONS})`, integersSized),
);

/** The arguments of {@link randint} by name. */
export interface RandintOptions extends RandomOptions {
  /** The lower bound, included. Default 0. */
  low?: number | bigint;
  /** The upper bound, excluded. */
  high?: number | bigint;
  /** The sizes. */
  size?: readonly number[];
}

/**
 * Whole numbers of [low, high), each equally likely.
 *
 * @param args `high, size` or `low, high, size`, then options; `low` is 0 if left out, and the size a list
 * @returns a new leaf, of dtype int64 unless `dtype` says otherwise
 * @throws RuntimeError for an empty range, or one that the dtype does not hold
 * @example
 * torch.manual_seed(0);
 * console.log(torch.randint(10, [4])); // tensor([4, 9, 3, 0])
 * console.log(torch.randint(-1, 2, [4])); // tensor([ 0, -1,  0,  0])
 * @see PyTorch: `torch.randint`
 */
export function randint(...args: (number | bigint | readonly number[] | RandintOptions)[]): Tensor {
  return makeRandint(args);
}

const makeRandintLike = overloads(
  overload(
    `randint_like(Tensor input, Scalar high, *, any generator=None, ${OPTIONS})`,
    (input, high, generator, ...options) => madeLike(input, ...options, integers('randint_like', 0, high, generator)),
  ),
  overload(
    `randint_like(Tensor input, Scalar low, Scalar high, *, any generator=None, ${OPTIONS})`,
    (input, low, high, generator, ...options) =>
      madeLike(input, ...options, integers('randint_like', low, high, generator)),
  ),
);

/**
 * Whole numbers of [low, high), with the sizes and the dtype of `input`.
 *
 * @param args `high` or `low, high`, then options; `low` is 0 if left out
 * @returns a new leaf
 * @throws RuntimeError for an empty range, or one that the dtype does not hold
 * @example
 * torch.manual_seed(0);
 * console.log(torch.randint_like(torch.zeros(3), 10)); // tensor([4., 9., 3.])
 * @see PyTorch: `torch.randint_like`
 */
export function randint_like(
  input: Tensor,
  ...args: (number | bigint | Tensor | Omit<RandintOptions, 'size'>)[]
): Tensor {
  return makeRandintLike([input, ...args]);
}

const Randperm = new Signature(`randperm(int n, *, any generator=None, ${OPTIONS})`);

/**
 * A random permutation of 0, …, n − 1.
 *
 * @param n how many numbers
 * @returns a new leaf of one dimension, of dtype int64 unless `dtype` says otherwise
 * @throws RuntimeError for a negative `n`, or a dtype that does not hold n − 1
 * @example
 * torch.manual_seed(0);
 * console.log(torch.randperm(4)); // tensor([0, 1, 3, 2])
 * @see PyTorch: `torch.randperm`
 */
export function randperm(n: number | { n: number }, options?: RandomOptions): Tensor {
  const [count, generator, dtype, ...place] = Randperm.bind([n, options]);
  const type = dtype ?? int64;
  const rng = engineOf('randperm', generator);
  return made([count], type, ...place, ({ storage }) => draws.randperm(rng, storage.data, storage.start, count, type));
}
