import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { makeArray, type ElementArray, type ElementType } from '../../src/ndarray/element.js';
import * as draws from '../../src/random/draws.js';
import { RandomEngine } from '../../src/random/engine.js';
import { dtypes } from '../../src/tensor/dtype.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../src/tensor/errors.js';

type Value = number | string;
type Bound = number | bigint | null;

interface DrawCase {
  draw: string;
  seed: number;
  size: number;
  dtype: ElementType;
  args: (Value | null)[];
  out: Value[];
  next: string;
}

interface MultinomialCase extends draws.MultinomialShape {
  dtype: 'float32' | 'float64';
  out: number[];
  next: string;
}

type MixedCase = [draw: string, dtype: ElementType, args: number[], out: Value[]];

const load = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as T;

const HEAD = 6;
const TAIL = 20;

/** What the fixtures keep of a result. */
function excerpt(out: ElementArray): (number | bigint)[] {
  const all: (number | bigint)[] = Array.from<number | bigint>(out);
  return all.length <= HEAD + TAIL ? all : [...all.slice(0, HEAD), ...all.slice(-TAIL)];
}

function isFloats(out: ElementArray): out is draws.FloatArray {
  return out instanceof Float32Array || out instanceof Float64Array;
}

const toBound = (x: Value | null): Bound => (typeof x === 'string' ? BigInt(x) : x);

/** Draws as the fixtures name it: PyTorch's in-place methods, and a few functions. */
function run(
  draw: string,
  rng: RandomEngine,
  out: ElementArray,
  dtype: ElementType,
  args: readonly (Value | null)[],
): void {
  const n = out.length;
  const [a, b] = args.map(Number);
  switch (draw) {
    case 'random_':
      if (args.length === 0) return draws.randomIntegers(rng, out, 0, n, dtypes[dtype]);
      return draws.randint(rng, out, 0, n, dtypes[dtype], toBound(args[0]) ?? 0, toBound(args[1]));
    case 'randperm':
      return draws.randperm(rng, out, 0, n, dtypes[dtype]);
    case 'bernoulli_':
      return draws.bernoulli(rng, out, 0, n, a);
    case 'geometric_':
      return draws.geometric(rng, out, 0, n, a);
    case 'bernoulli':
    case 'bernoulli_ of p': {
      const p = makeArray(draw === 'bernoulli' ? dtype : (args[0] as ElementType), n);
      if (!isFloats(p)) throw new Error('probabilities are floats');
      for (let i = 0; i < n; i++) p[i] = i / (n - 1);
      return draws.bernoulliOf(rng, out, 0, n, p);
    }
    case 'dropout':
      draws.bernoulli(rng, out, 0, n, 1 - a);
      for (let i = 0; i < n; i++) out[i] = Number(out[i]) / (1 - a);
      return;
  }
  if (!isFloats(out)) throw new Error(`${draw} fills floats`);
  switch (draw) {
    case 'uniform_':
      return draws.uniform(rng, out, 0, n, ...(args as number[]));
    case 'normal_':
      return draws.normal(rng, out, 0, n, ...(args as number[]));
    case 'normal_ one by one':
      return draws.normalOneByOne(rng, out, 0, n, a, b);
    case 'normal of std':
      draws.normal(rng, out, 0, n);
      out.forEach((x, i) => (out[i] = x * (i / 8)));
      out.forEach((x, i) => (out[i] = x + 3));
      return;
    case 'exponential_':
      return draws.exponential(rng, out, 0, n, a);
    case 'cauchy_':
      return draws.cauchy(rng, out, 0, n, a, b);
    case 'log_normal_':
      return draws.logNormal(rng, out, 0, n, a, b);
  }
  throw new Error(`what is ${draw}?`);
}

/** Whether each step is exact, so that even the last bit is PyTorch's; the others take a logarithm or cosine of the machine. */
function isExact(draw: string, dtype: ElementType, size: number): boolean {
  if (draw === 'normal_' || draw === 'normal of std') return dtype === 'float32' && size >= 16;
  return !['normal_ one by one', 'exponential_', 'cauchy_', 'log_normal_'].includes(draw);
}

function expectSame(out: ElementArray, dtype: ElementType, expected: Value[], exact: boolean): void {
  const reference = makeArray(dtype, expected.length);
  expected.forEach((x, i) => (reference[i] = (reference instanceof BigInt64Array ? BigInt(x) : Number(x)) as never));
  const [actual, wanted] = [excerpt(out), Array.from<number | bigint>(reference)];
  if (exact) return void expect(actual).to.deep.equal(wanted);
  // One unit in the last place, of the result or of the terms of order 1 of which it is the sum.
  const unit = dtype === 'float32' ? 2 ** -23 : 2 ** -50;
  expect(actual.length).to.equal(wanted.length);
  actual.forEach((x, i) =>
    expect(Number(x)).to.be.closeTo(Number(wanted[i]), unit * Math.max(1, Math.abs(Number(wanted[i]))), `[${i}]`),
  );
}

function check(one: DrawCase): void {
  const rng = new RandomEngine(one.seed);
  const out = makeArray(one.dtype, one.size);
  run(one.draw, rng, out, one.dtype, one.args);
  expectSame(out, one.dtype, one.out, isExact(one.draw, one.dtype, one.size));
  expect(String(rng.random64())).to.equal(one.next, 'the draws that were taken');
}

describe('draws', () => {
  const cases = [...load<DrawCase[]>('floats'), ...load<DrawCase[]>('integers')];
  for (const draw of new Set(cases.map((one) => one.draw)))
    describe(draw, () => {
      for (const one of cases.filter((c) => c.draw === draw))
        it(`gives ${one.size} of ${one.dtype} as PyTorch from seed ${one.seed}, arguments [${one.args.join(', ')}]`, () =>
          check(one));
    });

  describe('multinomial', () => {
    for (const one of load<MultinomialCase[]>('multinomial'))
      it(`takes ${one.samples} of ${one.rows} × ${one.categories} ${one.dtype} weights ${one.replacement ? 'with' : 'without'} replacement as PyTorch`, () => {
        const weights = new (one.dtype === 'float32' ? Float32Array : Float64Array)(one.rows * one.categories);
        weights.forEach((_, k) => (weights[k] = ((k * k * 31 + k * 17) % 49) / 16));
        const rng = new RandomEngine(42);
        const out = new BigInt64Array(one.rows * one.samples);
        draws.multinomial(rng, out, 0, weights, 0, one);
        expect(excerpt(out)).to.deep.equal(one.out.map(BigInt));
        expect(String(rng.random64())).to.equal(one.next);
      });
  });

  it('leaves in the engine what the next draw finds there', () => {
    const rng = new RandomEngine(42);
    for (const [draw, dtype, args, expected] of load<MixedCase[]>('mixed')) {
      const out = makeArray(dtype, expected.length);
      run(draw, rng, out, dtype, args);
      expectSame(out, dtype, expected, isExact(draw, dtype, out.length));
    }
  });

  it('fills the part of an array that it is told to, and no more', () => {
    const { float32, int64 } = dtypes;
    const fills: [string, (rng: RandomEngine, out: Float32Array, start: number) => void][] = [
      ['uniform', (rng, out, start) => draws.uniform(rng, out, start, 20)],
      ['normal', (rng, out, start) => draws.normal(rng, out, start, 20)],
      ['normalOneByOne', (rng, out, start) => draws.normalOneByOne(rng, out, start, 20)],
      ['exponential', (rng, out, start) => draws.exponential(rng, out, start, 20)],
      ['cauchy', (rng, out, start) => draws.cauchy(rng, out, start, 20)],
      ['logNormal', (rng, out, start) => draws.logNormal(rng, out, start, 20)],
      ['bernoulli', (rng, out, start) => draws.bernoulli(rng, out, start, 20)],
      ['bernoulliOf', (rng, out, start) => draws.bernoulliOf(rng, out, start, 20, new Float32Array(25).fill(0.5), 5)],
      ['geometric', (rng, out, start) => draws.geometric(rng, out, start, 20, 0.5)],
      ['randint', (rng, out, start) => draws.randint(rng, out, start, 20, float32, 0, 9)],
      ['randomIntegers', (rng, out, start) => draws.randomIntegers(rng, out, start, 20, float32)],
      ['randperm', (rng, out, start) => draws.randperm(rng, out, start, 20, float32)],
    ];
    for (const [name, fill] of fills) {
      const whole = new Float32Array(20);
      fill(new RandomEngine(5), whole, 0);
      const part = new Float32Array(30).fill(-7);
      fill(new RandomEngine(5), part, 6);
      expect(Array.from(part.subarray(6, 26)), name).to.deep.equal(Array.from(whole));
      expect([...part.subarray(0, 6), ...part.subarray(26)], name).to.deep.equal(Array(10).fill(-7));
    }
    const indices = new BigInt64Array(4).fill(-7n);
    const weights = Float32Array.of(9, 0, 0, 5, 0); // the row that counts is [0, 0, 5]
    draws.multinomial(new RandomEngine(5), indices, 1, weights, 1, {
      rows: 1,
      categories: 3,
      samples: 2,
      replacement: true,
    });
    expect(Array.from(indices)).to.deep.equal([-7n, 2n, 2n, -7n]);
    draws.randperm(new RandomEngine(5), indices, 3, 1, int64);
    expect(Array.from(indices)).to.deep.equal([-7n, 2n, 2n, 0n]);
  });

  it('never gives the upper bound, to which a sample may round', () => {
    const out = new Float32Array(4000);
    draws.uniform(new RandomEngine(0), out, 0, 4000, 1, 1 + 2 ** -23);
    expect(new Set(out)).to.deep.equal(new Set([1]));
  });

  it('takes the first categories where weights of 0 must be taken', () => {
    const out = new BigInt64Array(4);
    const shape = { rows: 1, categories: 5, samples: 4, replacement: false };
    draws.multinomial(new RandomEngine(0), out, 0, Float32Array.of(0, 0, 1, 0, 0), 0, shape);
    expect(Array.from(out)).to.deep.equal([2n, 0n, 1n, 3n]);
  });

  it('saturates a geometric sample that int64 cannot hold, as a C cast on x86 does', () => {
    const out = new BigInt64Array(3);
    draws.geometric(new RandomEngine(0), out, 0, 3, 1e-300);
    expect(Array.from(out)).to.deep.equal(Array(3).fill(-(2n ** 63n)));
  });
});

describe('draws refuse, in the words of PyTorch and before anything is drawn,', () => {
  const [single, double, long] = [new Float32Array(3), new Float64Array(3), new BigInt64Array(3)];
  const rng = new RandomEngine(0);
  const { float32, uint8, int8, int16, int32, int64, bool } = dtypes;
  const shape = { rows: 1, categories: 3, samples: 2, replacement: true };
  const take = (weights: number[], change: Partial<draws.MultinomialShape> = {}) =>
    draws.multinomial(rng, long, 0, Float32Array.from(weights), 0, { ...shape, ...change });
  const ints = (dtype: typeof int8, from: number | bigint, to: number | bigint | null) =>
    draws.randint(rng, makeArray(dtype.name, 3), 0, 3, dtype, from, to);
  const notAWeight = 'probability tensor contains either `inf`, `nan` or element < 0';

  const refusals: [() => void, typeof RuntimeError | typeof ValueError, string][] = [
    [
      () => draws.uniform(rng, single, 0, 3, 2, 1),
      RuntimeError,
      'uniform_ expects to return a [from, to) range, but found from=2 > to=1',
    ],
    [
      () => draws.uniform(rng, single, 0, 3, 0.12345678, 1e-7),
      RuntimeError,
      'uniform_ expects to return a [from, to) range, but found from=0.123457 > to=1e-07',
    ],
    [() => draws.uniform(rng, single, 0, 3, 0, 1e39), RuntimeError, 'to is out of bounds for float'],
    [() => draws.uniform(rng, single, 0, 3, NaN, 1), RuntimeError, 'from is out of bounds for float'],
    [() => draws.uniform(rng, double, 0, 3, 0, Infinity), RuntimeError, 'to is out of bounds for double'],
    [
      () => draws.uniform(rng, single, 0, 3, -3e38, 3e38),
      RuntimeError,
      'uniform_ expects to-from <= std::numeric_limits<Float>::max(), but found to=3e+38 and from=-3e+38 which result in to-from to exceed the limit',
    ],
    [() => draws.normal(rng, single, 0, 3, 0, -1.5), RuntimeError, 'normal expects std >= 0.0, but found std -1.5'],
    [
      () => draws.normal(rng, new Float32Array(20), 0, 20, 0, NaN),
      RuntimeError,
      'normal expects std >= 0.0, but found std nan',
    ],
    [
      () => draws.exponential(rng, single, 0, 3, 0),
      RuntimeError,
      'exponential_ expects lambda > 0.0, but found lambda=0',
    ],
    [
      () => draws.cauchy(rng, single, 0, 3, 1, -Infinity),
      RuntimeError,
      'cauchy_ expects sigma > 0.0, but found sigma=-inf',
    ],
    [
      () => draws.logNormal(rng, single, 0, 3, 1, -1234567),
      RuntimeError,
      'log_normal_ expects std > 0.0, but found std=-1.23457e+06',
    ],
    [
      () => draws.bernoulli(rng, single, 0, 3, 1.5),
      RuntimeError,
      'bernoulli_ expects p to be in [0, 1], but got p=1.5',
    ],
    [
      () => draws.bernoulliOf(rng, single, 0, 3, Float32Array.of(0.5, 0.5, 1.5)),
      RuntimeError,
      'Expected p_in >= 0 && p_in <= 1 to be true, but got false.',
    ],
    [() => draws.geometric(rng, single, 0, 3, 1), RuntimeError, 'geometric_ expects p to be in (0, 1), but got p=1'],
    [() => ints(int64, 5, 5), RuntimeError, "random_ expects 'from' to be less than 'to', but got from=5 >= to=5"],
    [() => ints(uint8, 0, 300), RuntimeError, 'to - 1 is out of bounds for unsigned char'],
    [() => ints(int8, -(2 ** 40), 3), RuntimeError, 'from is out of bounds for signed char'],
    [() => ints(int8, 200, null), RuntimeError, 'from is out of bounds for signed char'],
    [() => ints(bool, 0, 3), RuntimeError, 'to - 1 is out of bounds for bool'],
    [
      () => ints(float32, 2 ** 24, null),
      RuntimeError,
      "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to dtype, but got from=16777216 > to_inc=16777216",
    ],
    [() => ints(int64, 0, 2n ** 63n), ValueError, 'Overflow when unpacking long long'],
    [
      () => ints(int32, -(2n ** 63n), null),
      RuntimeError,
      'random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16',
    ],
    [
      () => ints(bool, -(2n ** 63n), null),
      NotImplementedError,
      '"random_full_64_bits_range_kernel_cpu" not implemented for \'Bool\'',
    ],
    [
      () => draws.randperm(rng, new Int16Array(0), 0, 70000, int16),
      RuntimeError,
      'value cannot be converted to type int16_t without overflow',
    ],
    [
      () => draws.randperm(rng, single, 0, 2 ** 25, float32),
      RuntimeError,
      'n cannot be greater than 2^24+1 for Float type.',
    ],
    [
      () => draws.randperm(rng, new Uint8Array(3), 0, 3, bool),
      NotImplementedError,
      '"randperm" not implemented for \'Bool\'',
    ],
    [() => take([1, 1, 1], { samples: 0 }), RuntimeError, 'cannot sample n_sample <= 0 samples'],
    [
      () => take([1, 1, 1], { samples: 4, replacement: false }),
      RuntimeError,
      'cannot sample n_sample > prob_dist.size(-1) samples without replacement',
    ],
    [() => take([1, -1, 1]), RuntimeError, notAWeight],
    [() => take([1, NaN, 1], { replacement: false }), RuntimeError, notAWeight],
    [() => take([1, Infinity, 1]), RuntimeError, notAWeight],
    [() => take([0, 0, 0]), RuntimeError, 'invalid multinomial distribution (sum of probabilities <= 0)'],
  ];
  for (const [attempt, type, message] of refusals)
    it(message, () => {
      rng.manual_seed(0);
      expect(attempt).to.throw(type, message);
      expect(rng.left).to.equal(1);
    });

  it('a bound that is not whole', () => {
    expect(() => ints(int64, 0, 0.5)).to.throw(RangeError);
  });
});
