import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const { utils } = nn;

/** A parameter with a given gradient. */
function withGrad(grad: number[]): torch.nn.Parameter {
  const w = new nn.Parameter(torch.zeros(grad.length));
  w.grad = torch.tensor(grad);
  return w;
}

describe('clip_grad_norm_', () => {
  it('scales all gradients down to the norm, in place, and returns the norm before', () => {
    const parameters = [withGrad([3]), withGrad([0, 4]), new nn.Parameter(torch.zeros(1))];
    const { grad } = parameters[0];
    expect(utils.clip_grad_norm_(parameters, 1).item()).to.equal(5);
    expect(parameters[0].grad).to.equal(grad);
    expect(grad?.item()).to.be.closeTo(0.6, 1e-6);
    expect(utils.get_total_norm([torch.tensor([-3]), torch.tensor([4])], Infinity).item()).to.equal(4);
    expect(utils.clip_grad_norm_(withGrad([3, -4]), { max_norm: 10, norm_type: 1 }).item()).to.equal(7);
  });

  it('leaves small gradients as they are, and takes a generator of parameters', () => {
    const net = new nn.Linear(1, 1);
    net(torch.full([1, 1], 0.01))
      .sum()
      .backward();
    const before = net.bias?.grad?.item();
    utils.clip_grad_norm_(net.parameters(), 100);
    expect(net.bias?.grad?.item()).to.equal(before);
    expect(utils.clip_grad_norm_([], 1).item()).to.equal(0);
  });

  it('refuses a norm that is not finite when asked to, and changes nothing then', () => {
    const w = withGrad([NaN, 1]);
    expect(() => utils.clip_grad_norm_(w, 1, { error_if_nonfinite: true })).to.throw(
      'The total norm of order 2.0 for gradients from `parameters` is non-finite, so it cannot be clipped.',
    );
    expect(w.grad?.[1].item()).to.equal(1);
  });
});

describe('clip_grad_value_', () => {
  it('clips every element, in place', () => {
    const w = withGrad([-3, 0.5, 2]);
    utils.clip_grad_value_([w], 1);
    expect(w.grad?.tolist()).to.deep.equal([-1, 0.5, 1]);
  });
});

describe('parameters as one vector', () => {
  it('go there and back', () => {
    const net = new nn.Linear(2, 1);
    const vector = utils.parameters_to_vector(net.parameters());
    expect(vector.numel()).to.equal(3);
    vector.sum().backward();
    expect(net.weight.grad?.tolist()).to.deep.equal([[1, 1]]);
    utils.vector_to_parameters(torch.tensor([1, 2, 3]), net.parameters());
    expect([net.weight.tolist(), net.bias?.tolist(), net.weight.is_leaf]).to.deep.equal([[[1, 2]], [3], true]);
    expect(() => utils.vector_to_parameters([1] as never, net.parameters())).to.throw(
      TypeError,
      'expected torch.Tensor, but got: list',
    );
  });
});
