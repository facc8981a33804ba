import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
type Tensor = torch.Tensor;

class Scale extends nn.Module {
  forward(x: Tensor, { factor = 1 }: { factor?: number } = {}): Tensor {
    return x.mul(factor);
  }
}

describe('forward hooks', () => {
  it('see and replace arguments and results, until they are removed', () => {
    const layer = new nn.Identity();
    const pre = layer.register_forward_pre_hook((_module, [x]) => (x as Tensor).add(1));
    const post = layer.register_forward_hook((_module, _args, output) => (output as Tensor).mul(10));
    expect((layer(torch.ones(1)) as Tensor).tolist()).to.deep.equal([20]);
    pre.remove();
    expect((layer(torch.ones(1)) as Tensor).tolist()).to.deep.equal([10]);
    post.remove();
    expect((layer(torch.ones(1)) as Tensor).tolist()).to.deep.equal([1]);
  });

  it('run in order, or before the others with prepend', () => {
    const order: string[] = [];
    const layer = new nn.Identity();
    layer.register_forward_hook(() => void order.push('a'));
    layer.register_forward_hook(() => void order.push('b'), { prepend: true });
    layer(1);
    expect(order).to.deep.equal(['b', 'a']);
  });

  it('get the named arguments with with_kwargs', () => {
    const layer = new Scale();
    let seen: unknown[] = [];
    layer.register_forward_pre_hook((_module, args, kwargs) => [args, { factor: Number(kwargs.factor) + 1 }], {
      with_kwargs: true,
    });
    layer.register_forward_hook((_module, args, kwargs, output) => void (seen = [args.length, kwargs, output.item()]), {
      with_kwargs: true,
    });
    layer(torch.ones(1), { factor: 2 });
    expect(seen).to.deep.equal([1, { factor: 3 }, 3]);
  });

  it('refuse a pre-hook that returns no pair', () => {
    const layer = new Scale();
    layer.register_forward_pre_hook(() => 5, { with_kwargs: true });
    expect(() => layer(torch.ones(1))).to.throw(
      'forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got 5.',
    );
  });

  it('also run when forward throws, with always_call', () => {
    const layer = new nn.Linear(1, 1);
    let runs = 0;
    layer.register_forward_hook(() => void runs++, { always_call: true });
    expect(() => layer(torch.ones(3, 3))).to.throw('shapes cannot be multiplied');
    expect(runs).to.equal(1);
  });
});

describe('full backward hooks', () => {
  const layer = () => {
    const linear = new nn.Linear(2, 1, { bias: false });
    linear.load_state_dict({ weight: torch.tensor([[2, 3]]) });
    return linear;
  };

  it('see the gradients at inputs and outputs', () => {
    const linear = layer();
    const seen: unknown[] = [];
    linear.register_full_backward_hook((module, inputs, outputs) => {
      seen.push(module === linear, inputs[0]?.tolist(), outputs[0]?.tolist());
    });
    const x = torch.ones(1, 2, { requires_grad: true });
    const y = linear(x);
    expect(y.grad_fn?.name()).to.equal('BackwardHookFunctionBackward');
    y.backward(torch.full([1, 1], 10));
    expect(seen).to.deep.equal([true, [[20, 30]], [[10]]]);
    expect(x.grad?.tolist()).to.deep.equal([[20, 30]]);
  });

  it('replace the gradients at the inputs, and pre-hooks those at the outputs', () => {
    const linear = layer();
    linear.register_full_backward_pre_hook((_module, [grad]) => [(grad as Tensor).mul(2)]);
    linear.register_full_backward_hook((_module, [grad]) => [(grad as Tensor).neg()]);
    const x = torch.ones(1, 2, { requires_grad: true });
    linear(x).sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([[-4, -6]]);
    expect(linear.weight.grad?.tolist()).to.deep.equal([[2, 2]]);
  });

  it('run with null for inputs that do not require grad', () => {
    const linear = layer();
    let inputs: unknown;
    linear.register_full_backward_hook((_module, given) => void (inputs = given));
    linear(torch.ones(1, 2)).sum().backward();
    expect(inputs).to.deep.equal([null]);
  });

  it('must return as many gradients as there are', () => {
    const linear = layer();
    linear.register_full_backward_hook(() => []);
    const y = linear(torch.ones(1, 2, { requires_grad: true }));
    expect(() => y.backward()).to.throw(
      'Backward hook returned an invalid number of grad_input, got 0, but expected 1',
    );
  });
});
