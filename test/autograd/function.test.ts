import { expect } from 'chai';
import * as torch from '../../src/index.js';

type Context = torch.autograd.FunctionContext;

class Cube extends torch.autograd.Function {
  static override forward(ctx: Context, x: torch.Tensor) {
    ctx.save_for_backward(x);
    return x.pow(3);
  }
  static override backward(ctx: Context, grad: torch.Tensor) {
    const [x] = ctx.saved_tensors;
    return grad.mul(x.pow(2)).mul(3);
  }
}

const leaf = (data: number | number[]) => torch.tensor(data, { requires_grad: true });

describe('a custom Function', () => {
  it('is a node of the graph under its own name', () => {
    const y = Cube.apply(leaf([1, 2]));
    expect(String(y)).to.equal('tensor([1., 8.], grad_fn=<CubeBackward>)');
  });

  it('has second derivatives when its backward is written with ops', () => {
    const x = leaf(2);
    const [g] = torch.autograd.grad(Cube.apply(x), x, { create_graph: true });
    const [h] = torch.autograd.grad(g, x);
    expect(`${g} ${h}`).to.equal('12.0 12.0');
  });

  it('runs forward without recording', () => {
    let enabled = true;
    class Look extends torch.autograd.Function {
      static override forward(_ctx: Context, x: torch.Tensor) {
        enabled = torch.is_grad_enabled();
        return x.mul(2);
      }
      static override backward(_ctx: Context, grad: torch.Tensor) {
        return grad;
      }
    }
    Look.apply(leaf([1]));
    expect(enabled).to.equal(false);
  });

  it('is told which gradients are wanted, and must give one for each argument', () => {
    let wanted: boolean[] = [];
    class Half extends torch.autograd.Function {
      static override forward(ctx: Context, x: torch.Tensor, _y: number) {
        wanted = ctx.needs_input_grad;
        return x.mul(1);
      }
      static override backward(_ctx: Context, grad: torch.Tensor) {
        return grad;
      }
    }
    const y = Half.apply(leaf([1]), 3);
    expect(wanted).to.deep.equal([true, false]);
    expect(() => y.backward()).to.throw(
      'function HalfBackward returned an incorrect number of gradients (expected 2, got 1)',
    );
  });

  it('gets zeros for results that were not used, and may mark results that have no gradient', () => {
    const seen: unknown[] = [];
    class Two extends torch.autograd.Function {
      static override forward(ctx: Context, x: torch.Tensor): [torch.Tensor, torch.Tensor, torch.Tensor] {
        const c = x.mul(4);
        ctx.mark_non_differentiable(c);
        return [x.mul(2), x.mul(3), c];
      }
      static override backward(_ctx: Context, a: torch.Tensor, b: torch.Tensor) {
        seen.push(b.tolist());
        return a.mul(2);
      }
    }
    const x = leaf([1, 1]);
    const [a, , c] = Two.apply(x);
    expect(c.requires_grad).to.equal(false);
    a.sum().backward();
    expect(seen).to.deep.equal([[0, 0]]);
    expect(x.grad?.tolist()).to.deep.equal([2, 2]);
  });

  it('says so when it has no backward, or a gradient of the wrong shape or kind', () => {
    class None extends torch.autograd.Function {
      static override forward(_ctx: Context, x: torch.Tensor) {
        return x.mul(2);
      }
    }
    expect(() => None.apply(leaf([1])).backward()).to.throw('You must implement either the backward or vjp method');
    class Wrong extends None {
      static override backward() {
        return torch.ones(3);
      }
    }
    expect(() =>
      Wrong.apply(leaf([1, 2]))
        .sum()
        .backward(),
    ).to.throw(
      'Function WrongBackward returned an invalid gradient at index 0 - got [3] but expected shape compatible with [2]',
    );
  });

  it('may set up its context separately', () => {
    class Double extends torch.autograd.Function {
      static override forward(x: torch.Tensor) {
        return x.mul(2);
      }
      static override setup_context = (ctx: Context, [x]: [torch.Tensor]) => ctx.save_for_backward(x);
      static override backward(ctx: Context, grad: torch.Tensor) {
        return grad.mul(2).mul(ctx.saved_tensors[0]).div(ctx.saved_tensors[0]);
      }
    }
    const x = leaf([5]);
    Double.apply(x).backward();
    expect(x.grad?.tolist()).to.deep.equal([2]);
  });
});

describe('gradcheck', () => {
  const x = torch.tensor([1, 2], { dtype: torch.float64, requires_grad: true });

  it('accepts right derivatives, first and second', () => {
    expect(torch.autograd.gradcheck((a: torch.Tensor) => a.pow(3).mul(a.exp()), [x])).to.equal(true);
    expect(torch.autograd.gradgradcheck((a: torch.Tensor) => a.pow(3).mul(a.exp()), [x])).to.equal(true);
  });

  it('finds a wrong one', () => {
    class Bad extends torch.autograd.Function {
      static override forward(_ctx: Context, a: torch.Tensor) {
        return a.mul(2);
      }
      static override backward(_ctx: Context, grad: torch.Tensor) {
        return grad.mul(3);
      }
    }
    const check = (options?: object) => torch.autograd.gradcheck((a: torch.Tensor) => Bad.apply(a), [x], options);
    expect(() => check()).to.throw('Jacobian mismatch for output 0 with respect to input 0,');
    expect(check({ raise_exception: false })).to.equal(false);
  });

  it('wants an input that requires grad', () => {
    expect(() => torch.autograd.gradcheck((a: torch.Tensor) => a.mul(2), [torch.ones(2)])).to.throw(
      'gradcheck expects at least one input tensor to require gradient',
    );
  });
});

describe('autograd.functional', () => {
  const F = torch.autograd.functional;
  const x = torch.tensor([1, 2], { dtype: torch.float64 });
  const cube = (a: torch.Tensor) => a.pow(3).sum();

  it('has Jacobians of one or several inputs and outputs', () => {
    expect(F.jacobian((a: torch.Tensor) => a.pow(2), x).tolist()).to.deep.equal([
      [2, 0],
      [0, 4],
    ]);
    const [ja, jb] = F.jacobian((a: torch.Tensor, b: torch.Tensor) => a.mul(b), [x, x]) as torch.Tensor[];
    expect([ja.tolist(), jb.tolist()]).to.deep.equal([
      [
        [1, 0],
        [0, 2],
      ],
      [
        [1, 0],
        [0, 2],
      ],
    ]);
  });

  it('has Hessians', () => {
    expect(F.hessian((t: torch.Tensor) => t[0].pow(2).mul(t[1]), torch.tensor([1, 2])).tolist()).to.deep.equal([
      [4, 2],
      [2, 0],
    ]);
  });

  it('has products with vectors', () => {
    const v = torch.ones(2, { dtype: torch.float64 });
    const list = (pair: readonly unknown[]) => pair.map((t) => (t as torch.Tensor).tolist());
    expect(list(F.vjp((a: torch.Tensor) => a.pow(2), x, v))).to.deep.equal([
      [1, 4],
      [2, 4],
    ]);
    expect(list(F.jvp((a: torch.Tensor) => a.pow(2), x, v))).to.deep.equal([
      [1, 4],
      [2, 4],
    ]);
    expect(list(F.hvp(cube, x, v))).to.deep.equal([9, [6, 12]]);
    expect(list(F.vhp(cube, x, v))).to.deep.equal([9, [6, 12]]);
  });

  it('refuses wrong vectors and results', () => {
    const square = (a: torch.Tensor) => a.pow(2);
    expect(() => F.vjp(square, x)).to.throw(
      'The vector v can only be None if the user-provided function returns a single Tensor with a single element.',
    );
    expect(() => F.vjp(square, x, torch.ones(3))).to.throw(
      'v has invalid size: should be torch.Size([2]) but got torch.Size([3]).',
    );
    expect(() => F.hessian(square, x)).to.throw(
      'The Tensor returned by the function given to hessian should contain a single element',
    );
  });
});
