import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { lr_scheduler } = torch.optim;
const sgd = (lr = 0.1, groups = 1) =>
  new torch.optim.SGD(
    Array.from({ length: groups }, () => ({ params: [torch.zeros(1)] })),
    { lr, momentum: 0.9 },
  );
/** An optimizer that has made a step, so that a schedule may follow. */
const stepped = (lr = 0.1, groups = 1) => {
  const optimizer = sgd(lr, groups);
  optimizer.step();
  return optimizer;
};
/** Calls a class with arguments that its types refuse. */
const loosely = (make: unknown, ...args: unknown[]): unknown => Reflect.construct(make as new () => unknown, args);

type Name = Exclude<
  keyof typeof lr_scheduler,
  'LRScheduler' | 'SequentialLR' | 'ChainedScheduler' | 'ReduceLROnPlateau'
>;
// Eight steps with SGD(lr=0.1, momentum=0.9): the learning rates, and the momenta where they change.
const SCHEDULES: [name: Name, options: Record<string, unknown>, rates: number[], momenta?: number[]][] = [
  ['StepLR', { step_size: 3, gamma: 0.7 }, [0.1, 0.1, 0.1, 0.07, 0.07, 0.07, 0.049, 0.049]],
  ['MultiStepLR', { milestones: [2, 5, 5], gamma: 0.3 }, [0.1, 0.1, 0.03, 0.03, 0.03, 0.0027, 0.0027, 0.0027]],
  ['ConstantLR', { factor: 0.3, total_iters: 4 }, [0.03, 0.03, 0.03, 0.03, 0.1, 0.1, 0.1, 0.1]],
  [
    'LinearLR',
    { start_factor: 0.2, end_factor: 0.9, total_iters: 4 },
    [0.02, 0.0375, 0.055, 0.0725, 0.09, 0.09, 0.09, 0.09],
  ],
  ['ExponentialLR', { gamma: 0.87 }, [0.1, 0.087, 0.07569, 0.0658503, 0.05728976, 0.04984209, 0.04336262, 0.03772548]],
  ['PolynomialLR', { total_iters: 5, power: 2.0 }, [0.1, 0.064, 0.036, 0.016, 0.004, 0.0, 0.0, 0.0]],
  [
    'CosineAnnealingLR',
    { T_max: 4, eta_min: 0.01 },
    [0.1, 0.08681981, 0.055, 0.02318019, 0.01, 0.02318019, 0.055, 0.08681981],
  ],
  [
    'CosineAnnealingWarmRestarts',
    { T_0: 2, T_mult: 2 },
    [0.1, 0.05, 0.1, 0.08535534, 0.05, 0.01464466, 0.1, 0.09619398],
  ],
  [
    'CyclicLR',
    { base_lr: 0.01, max_lr: 0.1, step_size_up: 2 },
    [0.01, 0.055, 0.1, 0.055, 0.01, 0.055, 0.1, 0.055],
    [0.9, 0.85, 0.8, 0.85, 0.9, 0.85, 0.8, 0.85],
  ],
  [
    'CyclicLR',
    { base_lr: 0.01, max_lr: 0.1, step_size_up: 1, step_size_down: 2, mode: 'triangular2' },
    [0.01, 0.1, 0.055, 0.01, 0.055, 0.0325, 0.01, 0.0325],
    [0.9, 0.8, 0.85, 0.9, 0.85, 0.875, 0.9, 0.875],
  ],
  [
    'CyclicLR',
    { base_lr: 0.01, max_lr: 0.1, step_size_up: 2, mode: 'exp_range', gamma: 0.9 },
    [0.01, 0.0505, 0.0829, 0.042805, 0.01, 0.03657205, 0.05782969, 0.03152336],
    [0.9, 0.855, 0.819, 0.86355, 0.9, 0.870476, 0.846856, 0.876085],
  ],
  [
    'OneCycleLR',
    { max_lr: 0.2, total_steps: 8 },
    [0.008, 0.16385502, 0.19438836, 0.16234913, 0.1111968, 0.0566122, 0.01532832, 8e-7],
    [0.95, 0.868826, 0.852806, 0.868826, 0.894402, 0.921694, 0.942336, 0.95],
  ],
  [
    'OneCycleLR',
    { max_lr: 0.2, epochs: 2, steps_per_epoch: 4, anneal_strategy: 'linear' },
    [0.008, 0.14514286, 0.17857151, 0.14285737, 0.10714323, 0.07142909, 0.03571494, 8e-7],
    [0.95, 0.878571, 0.860714, 0.878571, 0.896429, 0.914286, 0.932143, 0.95],
  ],
  [
    'OneCycleLR',
    { max_lr: 0.2, total_steps: 8, three_phase: true },
    [0.008, 0.16385502, 0.12536201, 0.00795533, 0.00649411, 0.00370151, 0.00106849, 8e-7],
    [0.95, 0.868826, 0.888874, 0.95, 0.95, 0.95, 0.95, 0.95],
  ],
];
const create = (name: Name, optimizer: torch.optim.Optimizer, options: Record<string, unknown>) =>
  loosely(lr_scheduler[name], optimizer, options) as torch.optim.lr_scheduler.LRScheduler;

/** What was said on the console while `action` ran. */
function warnings(action: () => void): string[] {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (message: string) => void said.push(message);
  try {
    action();
  } finally {
    console.warn = warn;
  }
  return said;
}

describe('schedules of learning rates', () => {
  for (const [name, options, rates, momenta] of SCHEDULES) {
    it(`${name} ${JSON.stringify(options)} goes as in PyTorch`, () => {
      const optimizer = sgd();
      const scheduler = create(name, optimizer, options);
      rates.forEach((rate, i) => {
        const { lr, momentum } = optimizer.param_groups[0];
        expect(lr).to.be.closeTo(rate, 6e-9);
        expect(momentum).to.be.closeTo(momenta?.[i] ?? 0.9, 6e-7);
        expect(scheduler.get_last_lr()).to.deep.equal([lr]);
        optimizer.step();
        if (i < 7) scheduler.step();
      });
      expect(scheduler.last_epoch).to.equal(7);
    });
  }

  it('turn the first of the betas where there is no momentum', () => {
    const optimizer = new torch.optim.Adam([torch.zeros(1)], { lr: 0.1 });
    new lr_scheduler.OneCycleLR(optimizer, { max_lr: 0.1, total_steps: 10 });
    const { betas, max_momentum, base_momentum } = optimizer.param_groups[0];
    expect([betas, max_momentum, base_momentum]).to.deep.equal([[0.95, 0.999], 0.95, 0.85]);
  });

  it('warn when the first step comes before that of the optimizer', () => {
    const optimizer = sgd();
    const scheduler = new lr_scheduler.ExponentialLR(optimizer, 0.5);
    expect(warnings(() => scheduler.step())).to.have.length(1);
    expect(warnings(() => scheduler.step())).to.have.length(0);
    const later = sgd();
    const second = new lr_scheduler.ExponentialLR(later, 0.5);
    later.step();
    expect(warnings(() => second.step())).to.have.length(0);
  });

  it('jump to an epoch', () => {
    const optimizer = stepped(1);
    const scheduler = new lr_scheduler.StepLR(optimizer, 2, 0.5);
    scheduler.step(5);
    expect([optimizer.param_groups[0].lr, scheduler.last_epoch]).to.deep.equal([0.25, 5]);
    const restarts = new lr_scheduler.CosineAnnealingWarmRestarts(stepped(1), 2, 2);
    restarts.step(5);
    expect([restarts.T_i, restarts.T_cur, restarts.last_epoch]).to.deep.equal([4, 3, 5]);
    restarts.step(1.5);
    expect([restarts.T_i, restarts.T_cur, restarts.last_epoch]).to.deep.equal([2, 1.5, 1]);
  });

  it('take functions of the epoch, one for all groups or one for each', () => {
    const optimizer = stepped(1, 2);
    const scheduler = new lr_scheduler.LambdaLR(optimizer, [(epoch) => 1 / (epoch + 1), () => 0.5]);
    optimizer.step();
    scheduler.step();
    expect(scheduler.get_last_lr()).to.deep.equal([0.5, 0.5]);
    const factor = new lr_scheduler.MultiplicativeLR(stepped(1, 2), { lr_lambda: (epoch) => 1 / (1 + epoch) });
    factor.step();
    factor.step();
    expect(factor.get_last_lr()).to.deep.equal([1 / 2 / 3, 1 / 2 / 3]);
  });

  it('write into a learning rate that is a tensor', () => {
    const lr = torch.tensor(0.5);
    const optimizer = new torch.optim.SGD([torch.zeros(1)], { lr });
    optimizer.step();
    new lr_scheduler.ExponentialLR(optimizer, 0.5).step();
    expect(lr.item()).to.equal(0.25);
  });

  it('save their fields in the order of PyTorch, and continue from them', () => {
    for (const [name, options] of SCHEDULES) {
      const [optimizer, other] = [stepped(), stepped()];
      const [scheduler, later] = [create(name, optimizer, options), create(name, other, options)];
      for (let i = 0; i < 3; i++) {
        optimizer.step();
        scheduler.step();
      }
      later.load_state_dict(scheduler.state_dict());
      other.load_state_dict(optimizer.state_dict());
      for (let i = 0; i < 3; i++) {
        scheduler.step();
        later.step();
        expect(later.get_last_lr(), name).to.deep.equal(scheduler.get_last_lr());
      }
      expect(later.state_dict(), name).to.deep.equal(scheduler.state_dict());
    }
    expect(Object.keys(new lr_scheduler.StepLR(stepped(), 2).state_dict()).join()).to.equal(
      'step_size,gamma,base_lrs,last_epoch,_step_count,_is_initial,_get_lr_called_within_step,_last_lr',
    );
  });

  it('save null in place of functions, and keep them when they load', () => {
    const scheduler = new lr_scheduler.LambdaLR(stepped(1), (epoch) => epoch + 1);
    const state = scheduler.state_dict();
    expect(state.lr_lambdas).to.deep.equal([null]);
    scheduler.load_state_dict(state);
    scheduler.step();
    expect(scheduler.get_last_lr()).to.deep.equal([2]);
  });

  it('resume at an epoch when the first learning rate is known', () => {
    const optimizer = stepped(0.1);
    optimizer.param_groups[0].initial_lr = 1;
    const scheduler = new lr_scheduler.CosineAnnealingLR(optimizer, { T_max: 10, last_epoch: 4 });
    expect(scheduler.last_epoch).to.equal(5);
    expect(scheduler.base_lrs).to.deep.equal([1]);
  });

  it('follow one another, or act together', () => {
    const run = (make: (optimizer: torch.optim.SGD) => torch.optim.lr_scheduler.LRScheduler) => {
      const optimizer = stepped(1);
      const scheduler = make(optimizer);
      return Array.from({ length: 6 }, () => {
        const { lr } = optimizer.param_groups[0];
        optimizer.step();
        scheduler.step();
        return Number(lr.toFixed(6));
      });
    };
    const parts = (optimizer: torch.optim.SGD) => [
      new lr_scheduler.ConstantLR(optimizer, { factor: 0.1, total_iters: 2 }),
      new lr_scheduler.ExponentialLR(optimizer, 0.5),
    ];
    expect(run((o) => new lr_scheduler.SequentialLR(o, parts(o), [2]))).to.deep.equal([0.1, 0.1, 1, 0.5, 0.25, 0.125]);
    expect(run((o) => new lr_scheduler.ChainedScheduler(parts(o), o))).to.deep.equal([
      0.1, 0.05, 0.25, 0.125, 0.0625, 0.03125,
    ]);
    const optimizer = stepped(1);
    const scheduler = new lr_scheduler.SequentialLR(optimizer, { schedulers: parts(optimizer), milestones: [2] });
    const state = scheduler.state_dict();
    expect(Object.keys(state)).to.deep.equal(['_milestones', 'last_epoch', '_last_lr', '_schedulers']);
    scheduler.step();
    scheduler.load_state_dict(state);
    expect(scheduler.last_epoch).to.equal(0);
  });

  it('may be a class of the user', () => {
    class Halving extends lr_scheduler.LRScheduler {
      declare every: number;
      constructor(optimizer: torch.optim.Optimizer, every: number) {
        super(optimizer, -1, { every });
      }
      override get_lr(): number[] {
        return this.base_lrs.map((lr) => lr / 2 ** Math.floor(this.last_epoch / this.every));
      }
    }
    const scheduler = new Halving(stepped(1), 2);
    for (let i = 0; i < 4; i++) scheduler.step();
    expect(scheduler.get_last_lr()).to.deep.equal([0.25]);
    expect(scheduler.state_dict()).to.include({ every: 2, last_epoch: 4 });
    expect(() => new lr_scheduler.LRScheduler(stepped())).to.throw('LRScheduler.get_lr() is not implemented');
  });
});

describe('ReduceLROnPlateau', () => {
  const values = [3, 2.5, 2.5, 2.49999, 2.6, 2.6, 2.6, 2.4, 2.41, 2.42];
  const cases: [options: torch.optim.lr_scheduler.ReduceLROnPlateauOptions, rates: number[]][] = [
    [{ patience: 1 }, [0.13, 0.13, 0.13, 0.013, 0.013, 0.0013, 0.0013, 0.0013, 0.0013, 0.00013]],
    [{ patience: 1, mode: 'max' }, [0.13, 0.13, 0.013, 0.013, 0.0013, 0.0013, 0.00013, 0.00013, 1.3e-5, 1.3e-5]],
    [
      { patience: 0, cooldown: 2, factor: 0.3, min_lr: 0.002 },
      [0.13, 0.13, 0.039, 0.039, 0.039, 0.0117, 0.0117, 0.0117, 0.00351, 0.00351],
    ],
    [
      { patience: 2, threshold_mode: 'abs', threshold: 0.05 },
      [0.13, 0.13, 0.13, 0.13, 0.013, 0.013, 0.013, 0.013, 0.013, 0.013],
    ],
    [
      { patience: 1, mode: 'max', threshold_mode: 'abs', eps: 0.02 },
      [0.13, 0.13, 0.013, 0.013, 0.013, 0.013, 0.013, 0.013, 0.013, 0.013],
    ],
  ];
  for (const [options, rates] of cases) {
    it(`${JSON.stringify(options)} goes as in PyTorch`, () => {
      const optimizer = stepped(0.13);
      const scheduler = new lr_scheduler.ReduceLROnPlateau(optimizer, options);
      const mine = values.map((value) => {
        scheduler.step(value);
        return Number(optimizer.param_groups[0].lr.toFixed(8));
      });
      expect(mine).to.deep.equal(rates);
    });
  }

  it('takes a tensor, and needs a value', () => {
    const scheduler = new lr_scheduler.ReduceLROnPlateau(stepped());
    scheduler.step(torch.tensor(2));
    expect(scheduler.best).to.equal(2);
    expect(() => scheduler.step()).to.throw(
      TypeError,
      "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'",
    );
  });
});

describe('schedules refuse in the words of PyTorch', () => {
  const optimizer = stepped();
  const constant = new lr_scheduler.ConstantLR(optimizer);
  const momentless = new torch.optim.Adagrad([torch.ones(1)]);
  const refused: [make: () => unknown, message: string][] = [
    [() => loosely(lr_scheduler.StepLR, 5, 2), 'int is not an Optimizer'],
    [
      () => loosely(lr_scheduler.StepLR, stepped()),
      "StepLR.__init__() missing 1 required positional argument: 'step_size'",
    ],
    [() => new lr_scheduler.LambdaLR(stepped(), [() => 1, () => 2]), 'Expected 1 lr_lambdas, but got 2'],
    [() => loosely(lr_scheduler.MultiplicativeLR, stepped(), 5), 'lr_lambda should be a function, but got int'],
    [() => new lr_scheduler.ConstantLR(stepped(), 2), 'Constant multiplicative factor expected to be between 0 and 1.'],
    [
      () => new lr_scheduler.LinearLR(stepped(), 0),
      'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.',
    ],
    [
      () => new lr_scheduler.LinearLR(stepped(), { end_factor: 2 }),
      'Ending multiplicative factor expected to be between 0 and 1.',
    ],
    [
      () => new lr_scheduler.SequentialLR(stepped(), [], []),
      'SequentialLR expects at least one scheduler, but got no scheduler.',
    ],
    [
      () => new lr_scheduler.SequentialLR(optimizer, [constant], [1]),
      'Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers 1 and the number of milestones to be equal to 1',
    ],
    [
      () => new lr_scheduler.SequentialLR(optimizer, [new lr_scheduler.ReduceLROnPlateau(optimizer)], []),
      'SequentialLR does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to be specified when calling `step`, but got one at index 0 in the given schedulers sequence.',
    ],
    [
      () => new lr_scheduler.ChainedScheduler([]),
      'ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.',
    ],
    [() => new lr_scheduler.ReduceLROnPlateau(stepped(), { factor: 1 }), 'Factor should be < 1.0.'],
    [() => new lr_scheduler.ReduceLROnPlateau(stepped(), { min_lr: [1, 2] }), 'expected 1 min_lrs, got 2'],
    [() => loosely(lr_scheduler.ReduceLROnPlateau, stepped(), 'x'), 'mode x is unknown!'],
    [() => loosely(lr_scheduler.ReduceLROnPlateau, stepped(), { threshold_mode: 'x' }), 'threshold mode x is unknown!'],
    [
      () => new lr_scheduler.CyclicLR(stepped(), [0.1, 0.2], 0.3),
      'base_lr must have the same length as optimizer.param_groups. base_lr has 2 values, param_groups has 1.',
    ],
    [() => loosely(lr_scheduler.CyclicLR, stepped(), 0.1, 0.3, { mode: 'x' }), 'mode is invalid and scale_fn is None'],
    [
      () => new lr_scheduler.CyclicLR(momentless, 0.1, 0.3),
      'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
    ],
    [() => new lr_scheduler.CosineAnnealingWarmRestarts(stepped(), 2.5), 'Expected positive integer T_0, but got 2.5'],
    [() => new lr_scheduler.CosineAnnealingWarmRestarts(stepped(), 2, 0), 'Expected integer T_mult >= 1, but got 0'],
    [
      () => new lr_scheduler.CosineAnnealingWarmRestarts(stepped(), 2).step(-1),
      'Expected non-negative epoch, but got -1',
    ],
    [
      () => new lr_scheduler.OneCycleLR(stepped(), 0.1),
      'You must define either total_steps OR (epochs AND steps_per_epoch)',
    ],
    [
      () => new lr_scheduler.OneCycleLR(stepped(), 0.1, { total_steps: 0 }),
      'Expected positive integer total_steps, but got 0',
    ],
    [
      () => new lr_scheduler.OneCycleLR(stepped(), 0.1, { epochs: 0, steps_per_epoch: 1 }),
      'Expected positive integer epochs, but got 0',
    ],
    [
      () => new lr_scheduler.OneCycleLR(stepped(), 0.1, 5, { pct_start: 2 }),
      'Expected float between 0 and 1 pct_start, but got 2.0',
    ],
    [
      () => loosely(lr_scheduler.OneCycleLR, stepped(), 0.1, 5, { anneal_strategy: 'x' }),
      "anneal_strategy must be one of 'cos' or 'linear', instead got x",
    ],
    [() => new lr_scheduler.StepLR(stepped(), 0).step(), 'integer modulo by zero'],
    [() => new lr_scheduler.ConstantLR(stepped(), 0, 1).step(), 'float division by zero'],
  ];
  for (const [make, message] of refused)
    it(message, () => expect(make).to.throw(Error).with.property('message', message));

  it('a resumed schedule without the first learning rate', () => {
    expect(() => new lr_scheduler.StepLR(stepped(), 2, { last_epoch: 3 })).to.throw(
      "param 'initial_lr' is not specified in param_groups[0] when resuming scheduler with last_epoch >= 0.",
    );
  });

  it('more steps than one cycle has', () => {
    const scheduler = new lr_scheduler.OneCycleLR(stepped(), 0.1, 2);
    scheduler.step();
    scheduler.step();
    expect(() => scheduler.step()).to.throw('Tried to step 3 times. The specified number of total steps is 2');
  });
});
