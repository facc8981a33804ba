import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { normal, uniform } from '../../src/random/draws.js';
import { RandomEngine } from '../../src/random/engine.js';
import { MersenneTwister } from '../../src/random/mt19937.js';
import { RuntimeError, ValueError } from '../../src/tensor/errors.js';

interface EngineCase {
  seed: string;
  initial_seed: string;
  fresh: string;
  draws: string[];
  later: string;
  next: string;
}

const load = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const cases = JSON.parse(load('engine.json')) as EngineCase[];
const exchanged = JSON.parse(load('state.json')) as { state: string; normals: number[]; uniforms: number[] };

const digest = (rng: RandomEngine): string => createHash('sha256').update(rng.get_state()).digest('hex');
const seedOf = (text: string): number | bigint => (text.includes('.') ? Number(text) : BigInt(text));

describe('MersenneTwister', () => {
  it('gives the reference output of the authors for the default seed', () => {
    const twister = new MersenneTwister();
    expect([1, 2, 3].map(() => twister.random())).to.deep.equal([3499211612, 581869302, 3890346734]);
    for (let i = 4; i < 10000; i++) twister.random();
    expect(twister.random()).to.equal(4123659995); // the 10000th, which the C++ standard prescribes
  });

  it('puts the first of two draws above the second', () => {
    expect(new MersenneTwister().random64()).to.equal((3499211612n << 32n) + 581869302n);
  });
});

describe('RandomEngine', () => {
  for (const one of cases)
    it(`has the stream and the state of PyTorch from seed ${one.seed}`, () => {
      const rng = new RandomEngine(seedOf(one.seed));
      expect(String(rng.initial_seed())).to.equal(one.initial_seed);
      expect(digest(rng)).to.equal(one.fresh);
      expect(one.draws.map(() => String(rng.random64()))).to.deep.equal(one.draws);
      uniform(rng, new Float32Array(994), 0, 994);
      expect(digest(rng)).to.equal(one.later);
      normal(rng, new Float32Array(3), 0, 3);
      expect(String(rng.random64())).to.equal(one.next);
    });

  it('keeps the second of a pair of normal samples in its state', () => {
    const rng = new RandomEngine(42);
    normal(rng, new Float32Array(3), 0, 3);
    expect(rng.nextNormal).to.be.a('number');
    const copy = rng.clone();
    rng.manual_seed(42);
    expect(rng.nextNormal).to.equal(null);
    expect(copy.nextNormal).to.be.a('number');
  });

  it('continues from a state that PyTorch wrote', () => {
    const rng = new RandomEngine().set_state(Buffer.from(exchanged.state, 'base64'));
    expect(Buffer.from(rng.get_state()).toString('base64')).to.equal(exchanged.state);
    const normals = new Float64Array(4);
    normal(rng, normals, 0, 4);
    normals.forEach((x, i) => expect(x).to.be.closeTo(exchanged.normals[i], 1e-14));
    const uniforms = new Float32Array(5);
    uniform(rng, uniforms, 0, 5);
    expect(uniforms).to.deep.equal(Float32Array.from(exchanged.uniforms));
  });

  it('carries the single-precision sample of a state along', () => {
    const rng = new RandomEngine(1);
    rng.nextFloatNormal = 0.5;
    expect(rng.clone().nextFloatNormal).to.equal(0.5);
  });

  it('goes on independently of its clone', () => {
    const rng = new RandomEngine(7);
    const copy = rng.clone();
    const draws = [rng.random(), rng.random()];
    expect([copy.random(), copy.random()]).to.deep.equal(draws);
    expect(copy.initial_seed()).to.equal(7);
  });

  it('draws a seed of at most 53 bits, and starts from it', () => {
    const rng = new RandomEngine(0);
    const seed = rng.seed();
    expect(seed).to.satisfy(Number.isSafeInteger);
    expect(rng.initial_seed()).to.equal(seed);
    expect(rng.random()).to.equal(new RandomEngine(seed).random());
    expect(rng.seed()).to.not.equal(seed);
  });

  it('has the default seed of a new torch.Generator', () => {
    expect(new RandomEngine().initial_seed()).to.equal(67280421310721);
  });

  it('refuses seeds that PyTorch refuses, and keeps its state', () => {
    const rng = new RandomEngine(3);
    const before = digest(rng);
    for (const seed of [2n ** 64n, -(2n ** 63n) - 1n, 1e30])
      expect(() => rng.manual_seed(seed)).to.throw(ValueError, 'Overflow when unpacking long long');
    expect(() => rng.manual_seed(NaN)).to.throw(ValueError, 'cannot convert float NaN to integer');
    expect(() => rng.manual_seed(-Infinity)).to.throw(RangeError, 'cannot convert float infinity to integer');
    expect(digest(rng)).to.equal(before);
  });

  it('refuses bytes that are no state, and keeps its own', () => {
    const rng = new RandomEngine(3);
    const before = digest(rng);
    expect(() => rng.set_state(new Uint8Array(5))).to.throw(
      RuntimeError,
      'Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 5',
    );
    expect(() => rng.set_state(new Uint8Array(5056))).to.throw(RuntimeError, 'Invalid mt19937 state');
    const pastTheEnd = rng.get_state();
    const view = new DataView(pastTheEnd.buffer);
    view.setInt32(8, 624, true); // 623 words are left,
    view.setInt32(16, 2, true); // but only 622 lie from the next one on
    expect(() => rng.set_state(pastTheEnd)).to.throw(RuntimeError, 'Invalid mt19937 state');
    expect(digest(rng)).to.equal(before);
  });
});
