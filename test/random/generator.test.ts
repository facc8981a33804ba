import { expect } from 'chai';
import * as torch from '../../src/index.js';

const draw = (generator?: torch.Generator) => torch.rand(1, { generator }).item();

describe('Generator', () => {
  it('is a stream of its own', () => {
    const [a, b] = [new torch.Generator().manual_seed(5), new torch.Generator().manual_seed(5)];
    torch.manual_seed(0);
    const first = draw(a);
    expect(draw()).to.equal(Math.fround(0.49625658988952637));
    expect(draw(b)).to.equal(first);
  });

  it('starts from the default seed of PyTorch, on the CPU', () => {
    const g = new torch.Generator();
    expect(g.initial_seed()).to.equal(67280421310721);
    expect(g.device.type).to.equal('cpu');
    expect(() => new torch.Generator('cuda')).to.throw('CUDA');
  });

  it('gives and takes its state', () => {
    const g = new torch.Generator().manual_seed(1);
    torch.randn(3, { generator: g });
    const state = g.get_state();
    expect([...state.shape, state.dtype]).to.deep.equal([5056, torch.uint8]);
    const copy = g.clone_state();
    const next = torch.randn(3, { generator: g }).tolist();
    expect(torch.randn(3, { generator: copy }).tolist()).to.deep.equal(next);
    expect(torch.randn(3, { generator: new torch.Generator().set_state(state) }).tolist()).to.deep.equal(next);
  });

  it("refuses states and seeds in PyTorch's words", () => {
    const g = new torch.Generator();
    expect(() => g.set_state(torch.zeros(3))).to.throw(TypeError, 'RNG state must be a torch.ByteTensor');
    expect(() => g.set_state(3 as never)).to.throw(TypeError, 'expected a torch.ByteTensor, but got int');
    expect(() => torch.set_rng_state(torch.zeros(3, { dtype: torch.uint8 }))).to.throw(
      'Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 3',
    );
    expect(() => g.manual_seed('a' as never)).to.throw('manual_seed expected a long, but got str');
    expect(() => torch.manual_seed('a' as never)).to.throw("invalid literal for int() with base 10: 'a'");
    expect(() => torch.manual_seed(2n ** 64n)).to.throw('Overflow when unpacking long long');
  });
});

describe('the default stream', () => {
  it('is seeded from outside, and knows its seed', () => {
    expect(torch.manual_seed(-1)).to.equal(torch.default_generator);
    expect(torch.initial_seed()).to.equal(2n ** 64n - 1n);
    expect(torch.seed()).to.equal(torch.initial_seed());
  });

  it('continues from a state', () => {
    const state = torch.get_rng_state();
    const next = draw();
    torch.random.set_rng_state(state);
    expect(draw()).to.equal(next);
  });

  it('is put back after fork_rng, also on a throw, for a guard, and for a promise', async () => {
    torch.manual_seed(0);
    const first = draw();
    const restored = () => {
      const next = draw();
      torch.manual_seed(0);
      return next === first;
    };
    torch.manual_seed(0);
    expect(torch.random.fork_rng(() => draw())).to.equal(first);
    expect(restored()).to.equal(true);
    const failing = () => {
      draw();
      throw new Error('mine');
    };
    expect(() => torch.random.fork_rng(failing)).to.throw('mine');
    expect(restored()).to.equal(true);
    const guard = torch.random.fork_rng();
    draw();
    guard[Symbol.dispose]();
    expect(restored()).to.equal(true);
    await torch.random.fork_rng(() => Promise.resolve(draw()));
    expect(restored()).to.equal(true);
    torch.random.fork_rng(() => draw(), { enabled: false });
    expect(restored()).to.equal(false);
  });
});
