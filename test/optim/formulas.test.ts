import { expect } from 'chai';
import * as torch from '../../src/index.js';

// Six steps from θ = [1, -2, 0.5] in float32; the numbers and the names of the state are PyTorch's.
const GRADS = [
  [0.3, -0.2, 0.7],
  [-0.1, 0.4, 0.2],
  [0.25, 0.35, -0.6],
  [0.1, 0.1, 0.1],
  [-0.4, 0.2, 0.3],
  [0.5, -0.6, 0.7],
];
type Name = Exclude<keyof typeof torch.optim, 'lr_scheduler' | 'Optimizer' | 'LBFGS'>;
const ADAM = ['step', 'exp_avg', 'exp_avg_sq'];
const RMSPROP = ['step', 'square_avg', 'momentum_buffer', 'grad_avg'];
const STEPS: [name: Name, options: Record<string, unknown>, after: number[], state: string[]][] = [
  ['SGD', { lr: 0.1 }, [0.935, -2.025, 0.36], []],
  [
    'SGD',
    { lr: 0.1, momentum: 0.9, weight_decay: 0.1, nesterov: true },
    [0.574574, -1.771448, -0.034425],
    ['momentum_buffer'],
  ],
  [
    'SGD',
    { lr: 0.1, momentum: 0.9, dampening: 0.5, maximize: true },
    [1.16363, -1.949077, 0.842822],
    ['momentum_buffer'],
  ],
  ['Adam', { lr: 0.1 }, [0.694472, -2.127475, 0.213199], ADAM],
  [
    'Adam',
    { lr: 0.1, weight_decay: 0.1, amsgrad: true, maximize: true },
    [1.092606, -1.619925, 0.73372],
    [...ADAM, 'max_exp_avg_sq'],
  ],
  [
    'Adam',
    { lr: 0.1, betas: [0.8, 0.9], decoupled_weight_decay: true, weight_decay: 0.5 },
    [0.488699, -1.600356, 0.133639],
    ADAM,
  ],
  ['AdamW', { lr: 0.1 }, [0.689469, -2.115488, 0.211131], ADAM],
  ['Adamax', { lr: 0.1, weight_decay: 0.1 }, [0.682322, -1.852838, 0.249611], ['step', 'exp_avg', 'exp_inf']],
  [
    'NAdam',
    { lr: 0.1, weight_decay: 0.1 },
    [0.71723, -1.822047, 0.257417],
    ['step', 'mu_product', 'exp_avg', 'exp_avg_sq'],
  ],
  [
    'NAdam',
    { lr: 0.1, weight_decay: 0.1, decoupled_weight_decay: true },
    [0.748326, -1.926967, 0.255049],
    ['step', 'mu_product', 'exp_avg', 'exp_avg_sq'],
  ],
  ['RAdam', { lr: 0.1 }, [0.931416, -2.047066, 0.36042], ADAM],
  ['RAdam', { lr: 0.1, betas: [0.5, 0.6], weight_decay: 0.1 }, [0.877544, -1.927214, 0.333404], ADAM],
  [
    'RAdam',
    { lr: 0.1, betas: [0.9, 0.9999], weight_decay: 0.1, decoupled_weight_decay: true },
    [0.876055, -1.929362, 0.337611],
    ADAM,
  ],
  [
    'Adagrad',
    { lr: 0.1, lr_decay: 0.5, weight_decay: 0.1, initial_accumulator_value: 0.2 },
    [0.894582, -1.939219, 0.391566],
    ['step', 'sum'],
  ],
  ['Adadelta', {}, [0.99325, -2.003211, 0.492643], ['step', 'square_avg', 'acc_delta']],
  [
    'Adadelta',
    { lr: 0.5, rho: 0.5, weight_decay: 0.1 },
    [0.997622, -1.999094, 0.497586],
    ['step', 'square_avg', 'acc_delta'],
  ],
  ['RMSprop', { lr: 0.01 }, [0.848983, -2.03134, 0.336849], ['step', 'square_avg']],
  [
    'RMSprop',
    { lr: 0.01, alpha: 0.9, momentum: 0.9, centered: true, weight_decay: 0.1 },
    [0.734789, -1.895724, 0.305116],
    RMSPROP,
  ],
  ['Rprop', { lr: 0.1 }, [0.76, -2.082, 0.0616], ['step', 'prev', 'step_size']],
  ['Rprop', { lr: 0.1, etas: [0.3, 2.0], step_sizes: [0.05, 0.15] }, [0.7, -2.2, -0.05], ['step', 'prev', 'step_size']],
  ['ASGD', { lr: 0.1 }, [0.934943, -2.024878, 0.359976], ['step', 'eta', 'mu', 'ax']],
  [
    'ASGD',
    { lr: 0.1, lambd: 0.1, alpha: 0.5, t0: 1.0, weight_decay: 0.1 },
    [0.826061, -1.795786, 0.311185],
    ['step', 'eta', 'mu', 'ax'],
  ],
];

/** Steps with given gradients, and leaves the parameter. */
function walk(name: Name, options: Record<string, unknown>, param: torch.Tensor, grads = GRADS): torch.optim.Optimizer {
  const optimizer = new torch.optim[name]([param], options);
  for (const grad of grads) {
    param.grad = torch.tensor(grad, { dtype: param.dtype });
    optimizer.step();
  }
  return optimizer;
}
const start = (options: object = {}) => torch.tensor([1, -2, 0.5], { requires_grad: true, ...options });

describe('the steps of optimizers', () => {
  for (const [name, options, after, names] of STEPS) {
    it(`of ${name} ${JSON.stringify(options)} are those of PyTorch`, () => {
      const param = start();
      const optimizer = walk(name, options, param);
      (param.tolist() as number[]).forEach((x, i) => expect(x).to.be.closeTo(after[i], 2e-6));
      expect(Object.keys(optimizer.state.get(param) ?? {})).to.deep.equal(names);
    });
  }

  it('write to the parameter in place, count no graph and leave the gradient alone', () => {
    for (const [name, options] of STEPS) {
      const param = start();
      const row = param.detach()['1:'];
      walk(name, options, param, [[1, 2, 3]]);
      expect(param.is_leaf, name).to.equal(true);
      expect(row.tolist(), name).to.deep.equal((param.tolist() as number[]).slice(1));
      expect((param.grad as torch.Tensor).tolist(), name).to.deep.equal([1, 2, 3]);
    }
  });

  it('continue from a state dict as if they had not stopped', () => {
    for (const [name, options] of STEPS) {
      const whole = start({ dtype: torch.float64 });
      walk(name, options, whole);
      const half = start({ dtype: torch.float64 });
      const saved = walk(name, options, half, GRADS.slice(0, 3)).state_dict();
      const rest = half.detach().clone().requires_grad_();
      const optimizer = new torch.optim[name]([rest]);
      optimizer.load_state_dict(saved);
      for (const grad of GRADS.slice(3)) {
        rest.grad = torch.tensor(grad, { dtype: torch.float64 });
        optimizer.step();
      }
      // numbers of the state that are kept in float32 become float64 when they are loaded, as in PyTorch
      (rest.tolist() as number[]).forEach((x, i) =>
        expect(x, name).to.be.closeTo((whole.tolist() as number[])[i], 1e-8),
      );
    }
  });

  it('pass over parameters without a gradient', () => {
    const [moved, frozen] = [start(), start()];
    const optimizer = new torch.optim.Adam([moved, frozen], { lr: 0.1 });
    moved.grad = torch.ones(3);
    optimizer.step();
    expect(frozen.tolist()).to.deep.equal([1, -2, 0.5]);
    expect(optimizer.state.has(frozen)).to.equal(false);
  });

  it('take a learning rate that is a tensor', () => {
    const param = start();
    const lr = torch.tensor(0.1);
    const optimizer = walk('SGD', { lr }, param);
    expect((param.tolist() as number[])[0]).to.be.closeTo(0.935, 2e-6);
    lr.fill_(0);
    param.grad = torch.ones(3);
    const before = param.tolist();
    optimizer.step();
    expect(param.tolist()).to.deep.equal(before);
  });

  it('can be differentiated themselves', () => {
    const first = start({ dtype: torch.float64 });
    const grad = torch.tensor([0.3, -0.2, 0.7], { dtype: torch.float64, requires_grad: true });
    const param = first.clone();
    const optimizer = new torch.optim.SGD([param], { lr: 0.1, momentum: 0.9, weight_decay: 0.1, differentiable: true });
    for (let i = 0; i < 3; i++) {
      param.grad = grad;
      optimizer.step();
    }
    const [byStart, byGrad] = torch.autograd.grad(param.sum(), [first, grad]) as torch.Tensor[];
    for (const x of byStart.tolist() as number[]) expect(x).to.be.closeTo(0.9711, 1e-9);
    for (const x of byGrad.tolist() as number[]) expect(x).to.be.closeTo(-0.289, 1e-9);
  });
});

describe('LBFGS', () => {
  const rosenbrock = (x: torch.Tensor) => {
    const [a, b] = [x[0], x[1]];
    return b.sub(a.pow(2)).pow(2).mul(100).add(torch.sub(1, a).pow(2));
  };
  const minimize = (options: torch.optim.LBFGSOptions, steps: number) => {
    const x = torch.tensor([-1.2, 1], { dtype: torch.float64, requires_grad: true });
    const optimizer = new torch.optim.LBFGS([x], options);
    const losses = Array.from({ length: steps }, () =>
      optimizer
        .step(() => {
          optimizer.zero_grad();
          const loss = rosenbrock(x);
          loss.backward();
          return loss;
        })
        .item(),
    );
    return { x: x.tolist() as number[], losses, state: optimizer.state.get(x) as Record<string, unknown> };
  };

  it('finds a minimum with a line search', () => {
    const { x, losses, state } = minimize({ line_search_fn: 'strong_wolfe' }, 3);
    [0.9999814210791366, 0.9999619651810989].forEach((value, i) => expect(x[i]).to.be.closeTo(value, 1e-9));
    [24.2, 0.4234823024380289, 4.221457511263308e-10].forEach((value, i) =>
      expect(losses[i]).to.be.closeTo(value, 1e-10),
    );
    expect([state.func_evals, state.n_iter]).to.deep.equal([45, 36]);
  });

  it('goes by the learning rate without one', () => {
    const { x, losses, state } = minimize({ lr: 0.01, max_iter: 4 }, 3);
    [-1.1792554727204612, 1.0116385670033006].forEach((value, i) => expect(x[i]).to.be.closeTo(value, 1e-12));
    [24.2, 21.48862343419122, 20.262628349225412].forEach((value, i) => expect(losses[i]).to.be.closeTo(value, 1e-12));
    expect([state.func_evals, state.n_iter]).to.deep.equal([12, 12]);
  });

  it('needs a closure, one group, and a search that it knows', () => {
    const x = torch.ones(1, { requires_grad: true });
    expect(() => Reflect.apply(torch.optim.LBFGS.prototype.step, new torch.optim.LBFGS([x]), [])).to.throw(
      TypeError,
      "LBFGS.step() missing 1 required positional argument: 'closure'",
    );
    expect(() => new torch.optim.LBFGS([{ params: [x] }, { params: [torch.ones(1)] }])).to.throw(
      "LBFGS doesn't support per-parameter options (parameter groups)",
    );
    const unknown = new torch.optim.LBFGS([x], { line_search_fn: 'golden' as 'strong_wolfe' });
    const closure = () => {
      const loss = x.pow(2).sum();
      loss.backward();
      return loss;
    };
    expect(() => unknown.step(closure)).to.throw("only 'strong_wolfe' is supported");
  });
});
