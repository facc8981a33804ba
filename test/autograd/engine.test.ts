import { expect } from 'chai';
import * as torch from '../../src/index.js';
import type { Node } from '../../src/autograd/node.js';

const leaf = (data: number | number[]) => torch.tensor(data, { requires_grad: true });

describe('backward', () => {
  it('adds up gradients that reach a leaf on several ways', () => {
    const x = leaf(2);
    const a = x.mul(3);
    a.add(a.pow(2)).mul(a).backward();
    expect(x.grad?.item()).to.equal(360);
  });

  it('walks a chain of a million additions without recursion', function () {
    this.timeout(60_000);
    const x = leaf(1);
    let y = x.mul(1);
    for (let i = 0; i < 1_000_000; i++) y = y.add(1);
    y.backward();
    expect(x.grad?.item()).to.equal(1);
  });

  it('accumulates into grad over several calls, and starts afresh after grad is set to null', () => {
    const x = leaf([1, 2]);
    x.pow(2).sum().backward();
    x.pow(2).sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([4, 8]);
    x.grad = null;
    x.sum().backward();
    expect(String(x.grad)).to.equal('tensor([1., 1.])');
  });

  it('never lets two leaves share one gradient', () => {
    const [x, y] = [leaf([1, 2]), leaf([3, 4])];
    x.add(y).sum().backward();
    x.grad?.mul_(10);
    expect(y.grad?.tolist()).to.deep.equal([1, 1]);
  });

  it('keeps a gradient that a hook was given intact', () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    let seen: torch.Tensor | undefined;
    y.register_hook((grad) => {
      seen = grad;
    });
    y.mul(2).sum().backward();
    torch.ones(2).mul(7); // would reuse memory that was given back
    expect(seen?.tolist()).to.deep.equal([2, 2]);
    expect(x.grad?.tolist()).to.deep.equal([6, 6]);
  });

  it('undoes broadcasting in every gradient', () => {
    const [row, column] = [leaf([1, 2, 3]), torch.tensor([[1], [2]], { requires_grad: true })];
    row.mul(column).sum().backward();
    expect(row.grad?.tolist()).to.deep.equal([3, 3, 3]);
    expect(column.grad?.tolist()).to.deep.equal([[6], [6]]);
  });

  it('gives every leaf a gradient of its own dtype', () => {
    const x = leaf([1, 2]);
    x.double()
      .mul(torch.ones(2, { dtype: torch.float64 }))
      .sum()
      .backward();
    expect(x.grad?.dtype).to.equal(torch.float32);
  });

  it('takes a gradient for results of several elements, and refuses to make one up', () => {
    const x = leaf([1, 1]);
    expect(() => x.mul(2).backward()).to.throw('grad can be implicitly created only for scalar outputs');
    x.mul(2).backward(torch.tensor([1, 10]));
    expect(x.grad?.tolist()).to.deep.equal([2, 20]);
    expect(() => x.mul(2).backward(torch.ones(3))).to.throw(
      'Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0] has a shape of torch.Size([2]).',
    );
  });

  it('refuses what has no graph', () => {
    expect(() => torch.ones(1).backward()).to.throw(
      'element 0 of tensors does not require grad and does not have a grad_fn',
    );
  });

  it('refuses a second time through a freed graph, and allows it with retain_graph', () => {
    const x = leaf([1, 2]);
    const y = x.exp().sum();
    y.backward({ retain_graph: true });
    y.backward();
    expect(() => y.backward()).to.throw('Trying to backward through the graph a second time');
    const z = x.add(1).sum(); // nothing saved, so nothing is missing
    z.backward();
    z.backward();
  });

  it('accumulates only into the given inputs', () => {
    const [x, y] = [leaf([1, 2]), leaf([3, 4])];
    x.mul(y)
      .sum()
      .backward({ inputs: [x] });
    expect(x.grad?.tolist()).to.deep.equal([3, 4]);
    expect(y.grad).to.equal(null);
  });

  it('refuses a value that was overwritten since it was saved, and names it', () => {
    const x = leaf([1, 1]);
    const y = x.exp();
    y.add_(1);
    expect(() => y.sum().backward()).to.throw(
      'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
        '[torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0 instead.',
    );
  });

  it('keeps the gradient of a computed tensor after retain_grad', () => {
    const x = leaf([1, 1]);
    const y = x.mul(3);
    y.retain_grad();
    y.pow(2).sum().backward();
    expect(y.grad?.tolist()).to.deep.equal([6, 6]);
  });

  it('what a hook on a node computes and keeps stays as it is', () => {
    const x = torch.ones(1000, { requires_grad: true });
    const y = x.mul(3);
    let kept!: torch.Tensor;
    (y.grad_fn as Node).register_hook(([grad]) => {
      kept = grad!.mul(2);
    });
    y.mul(2).sum().backward();
    for (let i = 0; i < 50; i++) torch.ones(1000).mul(i);
    expect(kept.sum().item()).to.equal(12000);
  });

  it('lets hooks replace gradients, and takes them away again', () => {
    const x = leaf([1, 2]);
    const handle = x.register_hook((grad) => grad.mul(10));
    x.sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([10, 10]);
    handle.remove();
    x.sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([11, 11]);
  });

  it('runs inside a hook of another backward', () => {
    const x = leaf([1, 2]);
    const inner = leaf([3]);
    x.register_hook(() => {
      torch.enable_grad(() => inner.pow(2).sum().backward());
    });
    x.sum().backward();
    expect(inner.grad?.tolist()).to.deep.equal([6]);
    expect(x.grad?.tolist()).to.deep.equal([1, 1]);
  });

  it('leaves the mode as it was when a formula throws', () => {
    const x = leaf([1]);
    const y = x.exp();
    y.add_(1);
    expect(() => y.backward()).to.throw('modified by an inplace operation');
    expect(torch.is_grad_enabled()).to.equal(true);
  });
});

describe('autograd.grad', () => {
  it('returns gradients and accumulates nothing', () => {
    const [x, y] = [leaf([1, 2]), leaf([3, 4])];
    const [gx, gy] = torch.autograd.grad(x.mul(y).sum(), [x, y]);
    expect([gx.tolist(), gy.tolist(), x.grad]).to.deep.equal([[3, 4], [1, 2], null]);
  });

  it('differentiates again and again with create_graph', () => {
    const x = torch.tensor(0.5, { dtype: torch.float64, requires_grad: true });
    let y = x.sin();
    const found: number[] = [];
    for (let k = 0; k < 4; k++) {
      [y] = torch.autograd.grad(y, x, { create_graph: true });
      found.push(y.item());
    }
    const [s, c] = [Math.sin(0.5), Math.cos(0.5)];
    [c, -s, -c, s].forEach((expected, k) => expect(found[k]).to.be.closeTo(expected, 1e-12));
  });

  it('refuses an unused input unless told otherwise', () => {
    const [x, y] = [leaf([1]), leaf([2])];
    expect(() => torch.autograd.grad(x.sum(), y)).to.throw(
      'The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.',
    );
    expect(torch.autograd.grad(x.sum(), y, { allow_unused: true })[0]).to.equal(null);
    expect(torch.autograd.grad(x.sum(), y, { materialize_grads: true })[0].tolist()).to.deep.equal([0]);
    expect(() => torch.autograd.grad(x.sum(), torch.ones(1))).to.throw(
      'One of the differentiated Tensors does not require grad',
    );
  });

  it('differentiates with respect to a computed tensor', () => {
    const x = leaf([2]);
    const y = x.mul(3);
    const [gy] = torch.autograd.grad(y.pow(2).sum(), y);
    expect(gy.tolist()).to.deep.equal([12]);
  });
});

describe('grad modes', () => {
  it('are restored when the function throws', () => {
    expect(() =>
      torch.no_grad(() => {
        throw new Error('x');
      }),
    ).to.throw('x');
    expect(torch.is_grad_enabled()).to.equal(true);
  });

  it('act at once and can be undone', () => {
    torch.set_grad_enabled(false);
    expect(torch.is_grad_enabled()).to.equal(false);
    torch.set_grad_enabled(true);
    {
      using _guard = torch.no_grad();
      expect(leaf([1]).mul(2).requires_grad).to.equal(false);
    }
    expect(leaf([1]).mul(2).requires_grad).to.equal(true);
  });

  it('hold until a promise settles', async () => {
    const pending = torch.no_grad(async () => {
      await Promise.resolve();
      return torch.is_grad_enabled();
    });
    expect(await pending).to.equal(false);
    expect(torch.is_grad_enabled()).to.equal(true);
  });
});

describe('in-place writes', () => {
  it('are refused on leaves that require grad', () => {
    expect(() => leaf([1]).add_(1)).to.throw(
      'a leaf Variable that requires grad is being used in an in-place operation.',
    );
    expect(() => leaf([1, 2])[0].add_(1)).to.throw(
      'a view of a leaf Variable that requires grad is being used in an in-place operation.',
    );
  });

  it('pass gradients as PyTorch does, also where the formula needs the old value', () => {
    const x = leaf([1, 2]);
    const a = x.mul(1);
    a.pow_(2);
    a.sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([2, 4]);
  });

  it('are allowed under no_grad and through data', () => {
    const x = leaf([1, 2]);
    torch.no_grad(() => x.sub_(1));
    x.data.add_(5);
    expect(x.tolist()).to.deep.equal([5, 6]);
  });
});

describe('requires_grad', () => {
  it('is for floating-point leaves', () => {
    expect(() => torch.arange(3).requires_grad_()).to.throw(
      'only Tensors of floating point dtype can require gradients',
    );
    expect(() => leaf([1]).mul(2).requires_grad_(false)).to.throw(
      'you can only change requires_grad flags of leaf variables.',
    );
  });
});
