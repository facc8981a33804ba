import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;

describe('a parameter', () => {
  it('is a leaf that requires grad and shares the elements of its data', () => {
    const data = torch.zeros(2);
    const w = new nn.Parameter(data);
    data.fill_(3);
    expect([w.tolist(), w.requires_grad, w.is_leaf]).to.deep.equal([[3, 3], true, true]);
    expect(w).to.be.an.instanceOf(torch.Tensor);
    expect(w.mul(2)).not.to.be.an.instanceOf(nn.Parameter);
    expect(new nn.Parameter(torch.ones(1, { requires_grad: true }).mul(2)).is_leaf).to.equal(true);
  });

  it('can be frozen, and must be when it holds integers', () => {
    expect(new nn.Parameter(torch.ones(1), false).requires_grad).to.equal(false);
    expect(new nn.Parameter(torch.tensor([1n]), { requires_grad: false }).dtype).to.equal(torch.int64);
    expect(() => new nn.Parameter(torch.tensor([1n]))).to.throw(
      'Only Tensors of floating point and complex dtype can require gradients',
    );
    expect(() => new nn.Parameter([1] as never)).to.throw(TypeError, 'must be Tensor, not list');
    expect(new nn.Parameter().shape).to.deep.equal(new torch.Size([0]));
  });

  it('is written in full, in a template literal too', () => {
    const w = new nn.Parameter(torch.tensor(2));
    expect(w.toString()).to.equal('Parameter containing:\ntensor(2., requires_grad=True)');
    expect(`${w}`).to.equal(w.toString());
    expect(Number(w) + 1).to.equal(3);
  });
});

describe('a buffer', () => {
  it('registers itself, persistent or not', () => {
    class Counting extends nn.Module {
      kept = new nn.Buffer(torch.zeros(1));
      passing = new nn.Buffer(torch.ones(1), { persistent: false });
      forward(): null {
        return null;
      }
    }
    const net = new Counting();
    expect([...net.named_buffers()].map(([name]) => name)).to.deep.equal(['kept', 'passing']);
    expect(Object.keys(net.state_dict())).to.deep.equal(['kept']);
    expect(String(net.kept)).to.equal('tensor([0.])');
  });
});
