import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { SGD, Adam, AdamW, Optimizer } = torch.optim;
const weight = () => torch.ones(2, { requires_grad: true });
/** Calls a function with arguments that its types refuse. */
const loosely = (make: unknown, ...args: unknown[]): unknown => Reflect.construct(make as new () => unknown, args);

describe('the constructor of an optimizer', () => {
  const w = weight();
  const refused: [what: string, make: () => unknown, message: string][] = [
    ['no parameters', () => new SGD([]), 'optimizer got an empty parameter list'],
    [
      'one tensor',
      () => loosely(SGD, w),
      'params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor',
    ],
    [
      'a number',
      () => loosely(SGD, 5),
      'params argument given to the optimizer should be an iterable of Tensors or dicts, but got int',
    ],
    ['strings', () => loosely(SGD, ['a']), 'optimizer can only optimize Tensors, but one of the params is str'],
    ['nested lists', () => loosely(SGD, [[w]]), 'optimizer can only optimize Tensors, but one of the params is list'],
    [
      'a tensor among groups',
      () => loosely(SGD, [{ params: [w] }, w]),
      "param_group must be a dict, but got <class 'torch.Tensor'>",
    ],
    [
      'a group among tensors',
      () => loosely(SGD, [w, { params: [w] }]),
      'optimizer can only optimize Tensors, but one of the params is dict',
    ],
    ['a group without parameters', () => loosely(SGD, [{ lr: 1 }]), "'params'"],
    ['a computed tensor', () => new SGD([w.mul(2)]), "can't optimize a non-leaf Tensor"],
    [
      'a tensor in two groups',
      () => new SGD([{ params: [w] }, { params: [w] }]),
      'some parameters appear in more than one parameter group',
    ],
    [
      'names for some',
      () => loosely(SGD, [['a', w], torch.ones(1)]),
      'all optimizer params should be with/without names. Some param names are missing',
    ],
    [
      'names in some groups',
      () => new SGD([{ params: w }, { params: [['b', torch.ones(1)]] }]),
      'all optimizer param groups should be with/without names. cannot add param group with names to the optimizer',
    ],
    ['a negative learning rate', () => new SGD([w], { lr: -1 }), 'Invalid learning rate: -1'],
    ['NaN', () => new Adam([w], { lr: NaN }), 'Invalid learning rate: nan'],
    ['a tensor of learning rates', () => new Adam([w], { lr: torch.ones(2) }), 'Tensor lr must be 1-element'],
    [
      'a tensor with foreach',
      () => new Adam([w], { lr: torch.ones(1), foreach: true }),
      'lr as a Tensor is not supported for capturable=False and foreach=True',
    ],
    ['a negative momentum', () => new SGD([w], { momentum: -0.5 }), 'Invalid momentum value: -0.5'],
    ['a negative weight decay', () => new SGD([w], { weight_decay: -1 }), 'Invalid weight_decay value: -1'],
    [
      'nesterov without momentum',
      () => new SGD([w], { nesterov: true }),
      'Nesterov momentum requires a momentum and zero dampening',
    ],
    [
      'nesterov with dampening',
      () => new SGD([w], { momentum: 0.9, dampening: 0.1, nesterov: true }),
      'Nesterov momentum requires a momentum and zero dampening',
    ],
    [
      'fused and foreach',
      () => new SGD([w], { fused: true, foreach: true }),
      '`fused` and `foreach` cannot be `True` together.',
    ],
    [
      'fused and differentiable',
      () => new Adam([w], { fused: true, differentiable: true }),
      '`fused` does not support `differentiable`',
    ],
    ['a β of 1.5', () => new Adam([w], { betas: [1.5, 0.9] }), 'Invalid beta parameter at index 0: 1.5'],
    ['a second β of -1', () => new AdamW([w], { betas: [0.5, -1] }), 'Invalid beta parameter at index 1: -1'],
    ['one β', () => loosely(Adam, [w], { betas: [0.9] }), 'betas must be a pair of numbers, got [0.9]'],
    ['a negative ε', () => new Adam([w], { eps: -1e-8 }), 'Invalid epsilon value: -1e-08'],
    ['ρ above 1', () => new torch.optim.Adadelta([w], { rho: 1.5 }), 'Invalid rho value: 1.5'],
    ['a negative α', () => new torch.optim.RMSprop([w], { alpha: -0.5 }), 'Invalid alpha value: -0.5'],
    ['a negative λ', () => new torch.optim.ASGD([w], { lambd: -0.5 }), 'Invalid lambd value: -0.5'],
    [
      'a negative momentum decay',
      () => new torch.optim.NAdam([w], { momentum_decay: -0.5 }),
      'Invalid momentum_decay value: -0.5',
    ],
    [
      'a negative first sum',
      () => new torch.optim.Adagrad([w], { initial_accumulator_value: -0.5 }),
      'Invalid initial_accumulator_value value: -0.5',
    ],
    ['wrong etas', () => new torch.optim.Rprop([w], { etas: [1.5, 0.5] }), 'Invalid eta values: 1.5, 0.5'],
    [
      'an unknown name',
      () => loosely(SGD, [w], { learning_rate: 1 }),
      "SGD.__init__() got an unexpected keyword argument 'learning_rate'",
    ],
    ['nothing', () => loosely(SGD), "SGD.__init__() missing 1 required positional argument: 'params'"],
    [
      'too much',
      () => loosely(SGD, [w], 0.1, 0.9, 0, 0, true, true),
      'SGD.__init__() takes from 2 to 7 positional arguments but 8 were given',
    ],
    [
      'a string for a number',
      () => loosely(SGD, [w], { momentum: 'high' }),
      "SGD.__init__(): argument 'momentum' must be float, not str",
    ],
  ];
  for (const [what, make, message] of refused)
    it(`refuses ${what}`, () => expect(make).to.throw(Error).with.property('message', message));

  it('takes options by position, by name, and both', () => {
    for (const optimizer of [
      new SGD([w], 0.1, 0.9, 0, 0, true),
      new SGD([w], 0.1, { momentum: 0.9, nesterov: true }),
      new SGD([w], { lr: 0.1, momentum: 0.9, nesterov: true }),
      loosely(SGD, { params: [w], lr: 0.1, momentum: 0.9, nesterov: true }) as torch.optim.SGD,
    ]) {
      const { lr, momentum, nesterov } = optimizer.param_groups[0];
      expect([lr, momentum, nesterov]).to.deep.equal([0.1, 0.9, true]);
    }
  });

  it('takes generators, pairs with names, and groups that differ', () => {
    const params = function* () {
      yield torch.zeros(1);
      yield torch.zeros(2);
    };
    expect(new SGD(params()).param_groups[0].params.length).to.equal(2);
    const named = new SGD([
      ['a', w],
      ['b', torch.zeros(1)],
    ]);
    expect(named.param_groups[0].param_names).to.deep.equal(['a', 'b']);
    const groups = new Adam([{ params: params() }, { params: w, lr: 1, betas: [0, 0.5] }], { lr: 0.5 });
    expect(groups.param_groups.map(({ lr, betas }) => [lr, ...betas])).to.deep.equal([
      [0.5, 0.9, 0.999],
      [1, 0, 0.5],
    ]);
  });

  it('leaves the given groups as they are', () => {
    const group = { params: [w] };
    new SGD([group], { lr: 0.5 });
    expect(Object.keys(group)).to.deep.equal(['params']);
  });

  it('keeps the options of a group in the order of PyTorch', () => {
    const expected: [torch.optim.Optimizer, string][] = [
      [new SGD([w]), 'params lr momentum dampening weight_decay nesterov maximize foreach differentiable fused'],
      [
        new Adam([w]),
        'params lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused decoupled_weight_decay',
      ],
      [
        new torch.optim.RAdam([w]),
        'params lr betas eps weight_decay maximize foreach capturable decoupled_weight_decay differentiable',
      ],
      [
        new torch.optim.Adagrad([w]),
        'params lr lr_decay eps weight_decay initial_accumulator_value foreach maximize differentiable fused',
      ],
      [new torch.optim.Adadelta([w]), 'params lr rho eps weight_decay maximize capturable foreach differentiable'],
      [
        new torch.optim.RMSprop([w]),
        'params lr momentum alpha eps centered weight_decay capturable foreach maximize differentiable',
      ],
    ];
    for (const [optimizer, names] of expected) expect(Object.keys(optimizer.param_groups[0]).join(' ')).to.equal(names);
  });
});

describe('an optimizer', () => {
  it('prints as in PyTorch', () => {
    const optimizer = new SGD([weight()], { lr: 1, momentum: 0.9 });
    optimizer.add_param_group({ params: [torch.ones(1)], lr: 0.2, name: 'head', sizes: [1, 'a'] });
    expect(String(optimizer)).to.equal(`SGD (
Parameter Group 0
    dampening: 0
    differentiable: False
    foreach: None
    fused: None
    lr: 1.0
    maximize: False
    momentum: 0.9
    nesterov: False
    weight_decay: 0

Parameter Group 1
    dampening: 0
    differentiable: False
    foreach: None
    fused: None
    lr: 0.2
    maximize: False
    momentum: 0.9
    name: head
    nesterov: False
    sizes: [1, 'a']
    weight_decay: 0
)`);
  });

  it('prints the defaults of every class as PyTorch writes them', () => {
    const lines = (name: 'LBFGS' | 'ASGD' | 'Rprop' | 'Adadelta') =>
      String(new torch.optim[name]([weight()]))
        .split('\n')
        .slice(2, -1)
        .map((line) => line.trim());
    expect(lines('LBFGS').join(', ')).to.equal(
      'history_size: 100, line_search_fn: None, lr: 1, max_eval: 25, max_iter: 20, maximize: False, tolerance_change: 1e-09, tolerance_grad: 1e-07',
    );
    expect(lines('ASGD').join(', ')).to.equal(
      'alpha: 0.75, capturable: False, differentiable: False, foreach: None, lambd: 0.0001, lr: 0.01, maximize: False, t0: 1000000.0, weight_decay: 0',
    );
    expect(lines('Rprop')).to.include('etas: (0.5, 1.2)').and.include('step_sizes: (1e-06, 50)');
    expect(lines('Adadelta')).to.include('lr: 1.0').and.include('eps: 1e-06');
    expect(String(new Adam([weight()], { lr: torch.tensor(0.1) }))).to.include('lr: 0.10000000149011612\n');
    expect(String(new SGD([['w', weight()]]))).to.include("param_names: ['w']\n");
  });

  it('forgets gradients, or fills them with zeros', () => {
    const w = weight();
    const optimizer = new SGD([w]);
    w.sum().backward();
    const { grad } = w;
    optimizer.zero_grad({ set_to_none: false });
    expect(w.grad).to.equal(grad);
    expect((grad as torch.Tensor).tolist()).to.deep.equal([0, 0]);
    optimizer.zero_grad();
    expect(w.grad).to.equal(null);
  });

  it('calls the closure with gradients and steps without', () => {
    const w = torch.tensor([3], { requires_grad: true });
    const optimizer = new SGD([w], { lr: 0.25 });
    const loss = torch.no_grad(() =>
      optimizer.step(() => {
        const value = w.pow(2).sum();
        value.backward();
        return value;
      }),
    );
    expect(loss.item()).to.equal(9);
    expect(w.item()).to.equal(1.5);
    expect(optimizer.step()).to.equal(undefined);
    expect(torch.is_grad_enabled()).to.equal(true);
  });

  it('gives its state with numbers in place of parameters', () => {
    const [a, b] = [weight(), weight()];
    const optimizer = new SGD([{ params: [a] }, { params: [b], lr: 0.5 }], { lr: 0.1, momentum: 0.9 });
    expect(optimizer.state_dict().state).to.deep.equal({});
    b.grad = torch.ones(2);
    optimizer.step();
    const { state, param_groups } = optimizer.state_dict();
    expect(Object.keys(state)).to.deep.equal(['1']);
    expect((state[1].momentum_buffer as torch.Tensor).tolist()).to.deep.equal([1, 1]);
    expect(param_groups.map(({ lr, params }) => [lr, params])).to.deep.equal([
      [0.1, [0]],
      [0.5, [1]],
    ]);
    expect(Object.keys(param_groups[0]).at(-1)).to.equal('params');
  });

  it('loads a state with the dtype of its parameters, and the options that were saved', () => {
    const from = new Adam([weight()], { lr: 0.3, betas: [0.5, 0.6] });
    from.param_groups[0].params[0].grad = torch.ones(2);
    from.step();
    const w = torch.ones(2, { dtype: torch.float64, requires_grad: true });
    const to = new Adam([w]);
    to.load_state_dict(from.state_dict());
    const state = to.state.get(w) as { exp_avg: torch.Tensor; step: torch.Tensor };
    expect([state.exp_avg.dtype, state.step.dtype]).to.deep.equal([torch.float64, torch.float32]);
    expect([to.param_groups[0].lr, ...to.param_groups[0].betas]).to.deep.equal([0.3, 0.5, 0.6]);
    expect(to.param_groups[0].params[0]).to.equal(w);
    expect(to.param_groups[0].betas).not.to.equal(from.param_groups[0].betas);
  });

  it('refuses a state of other groups, and stays as it is', () => {
    const one = new SGD([weight()], { lr: 0.5 });
    const two = new SGD([{ params: [weight()] }, { params: [weight()] }]);
    const pair = new SGD([weight(), weight()]);
    expect(() => one.load_state_dict(two.state_dict())).to.throw(
      'loaded state dict has a different number of parameter groups',
    );
    expect(() => one.load_state_dict(pair.state_dict())).to.throw(
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
    );
    expect(() => one.load_state_dict({} as ReturnType<typeof one.state_dict>)).to.throw("'param_groups'");
    expect(one.param_groups[0].lr).to.equal(0.5);
  });

  it('calls hooks around a step, a state dict and loading', () => {
    const w = weight();
    const optimizer = new SGD([w], { lr: 1 });
    const calls: string[] = [];
    const handles = [
      optimizer.register_step_pre_hook((self, args) => void calls.push(`before ${self === optimizer} ${args.length}`)),
      optimizer.register_step_post_hook(() => void calls.push('after')),
      optimizer.register_state_dict_pre_hook(() => void calls.push('save')),
      optimizer.register_state_dict_post_hook((_, dict) => ({ ...dict, extra: true })),
      optimizer.register_load_state_dict_pre_hook((_, dict) => void calls.push(`load ${'extra' in dict}`)),
      optimizer.register_load_state_dict_post_hook(() => void calls.push('first'), { prepend: true }),
    ];
    optimizer.step();
    optimizer.load_state_dict(optimizer.state_dict());
    expect(calls).to.deep.equal(['before true 0', 'after', 'save', 'load true', 'first']);
    handles.forEach((handle) => handle.remove());
    optimizer.step();
    expect(calls.length).to.equal(5);
  });

  it('may be a class of the user, whose step has the hooks too', () => {
    class SignDescent extends Optimizer {
      constructor(params: Iterable<torch.Tensor>, lr: number) {
        super(params, { lr });
      }
      override step(): void {
        torch.no_grad(() => {
          for (const { params, lr } of this.param_groups)
            for (const p of params) p.sub_((p.grad as torch.Tensor).sign().mul(lr));
        });
      }
    }
    const w = torch.tensor([1, -2], { requires_grad: true });
    w.grad = torch.tensor([3, -4]);
    const optimizer = new SignDescent([w], 0.5);
    let steps = 0;
    optimizer.register_step_post_hook(() => void steps++);
    optimizer.step();
    expect([w.tolist(), steps]).to.deep.equal([[0.5, -1.5], 1]);
    expect(String(optimizer)).to.equal('SignDescent (\nParameter Group 0\n    lr: 0.5\n)');
    expect(() => new Optimizer([w], {}).step()).to.throw('Optimizer.step is not implemented');
  });
});
