import { expect } from 'chai';
import torch from '../../src/index.js';
import { make_dot } from '../../src/viz/index.js';

describe('make_dot', () => {
  const leaves = () => ({
    w: torch.tensor([2], { requires_grad: true }),
    b: torch.tensor([1], { requires_grad: true }),
  });
  const loss = ({ w, b }: ReturnType<typeof leaves>) => w.mul(3).add(b).sub(4).pow(2);

  it('has a node for each operation and names the leaves', () => {
    const params = leaves();
    const { source } = make_dot(loss(params), { params });
    for (const name of ['MulBackward0', 'AddBackward0', 'SubBackward0', 'PowBackward0', 'AccumulateGrad'])
      expect(source).to.contain(`label="${name}"`);
    expect(source).to.contain('label="w\\n(1,)" fillcolor="lightblue"');
    expect(source).to.contain('label="b\\n(1,)" fillcolor="lightblue"');
    expect(source).to.contain('fillcolor="darkolivegreen1"');
  });

  it('shows saved values on request', () => {
    const params = leaves();
    expect(make_dot(loss(params), { params }).source).not.to.contain('orange');
    expect(make_dot(loss(params), { params, show_saved: true }).source).to.contain('fillcolor="orange"');
  });

  it('is drawn as SVG', () => {
    const svg = make_dot(loss(leaves())).svg();
    expect(svg).to.contain('<svg').and.to.contain('PowBackward0');
  });

  it('walks a long graph', () => {
    let x = torch.ones(1, { requires_grad: true });
    for (let i = 0; i < 20_000; i++) x = x.add(1);
    expect(make_dot(x).source.match(/AddBackward0/g)).to.have.length(20_000);
  }).timeout(20_000);

  it('refuses a tensor without a graph and an unknown option', () => {
    expect(() => make_dot(torch.ones(1))).to.throw('does not require grad');
    expect(() => make_dot(loss(leaves()), { shown: true } as object)).to.throw("unexpected keyword argument 'shown'");
  });
});
