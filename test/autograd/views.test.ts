import { expect } from 'chai';
import * as torch from '../../src/index.js';
import type { Tensor } from '../../src/index.js';

const { autograd, no_grad, tensor, zeros } = torch;

/** A program that writes in place: what it computes of x = [[1, 2, 3], [4, 5, 6]] and s = [2, 3, 4]. */
type Program = (x: Tensor, s: Tensor) => Tensor;

/**
 * For the loss Σ(w·y + y²), w = [1, …, 6], PyTorch's values of y, of the gradients of x and s, and of the gradients of the
 * sum of their squares: second derivatives go through the writes too.
 */
const programs: Record<string, [Program, y: number[], gradients: number[][], second: number[][]]> = {
  'a row': [
    (x, s) => {
      const y = x.mul(1);
      y[0].mul_(s);
      return y;
    },
    [2, 6, 12, 4, 5, 6],
    [
      [10, 42, 108, 12, 15, 18],
      [5, 28, 81],
    ],
    [
      [250, 2968, 15174, 48, 60, 72],
      [200, 2632, 13932],
    ],
  ],
  'a view of a view': [
    (x, s) => {
      const y = x.mul(x);
      y[':, 1:'][1].mul_(s[':2']);
      return y;
    },
    [1, 4, 9, 16, 50, 108],
    [
      [6, 40, 126, 288, 2100, 7992],
      [2625, 7992, 0],
    ],
    [
      [168, 4160, 28728, 115200, 15886500, 146733120],
      [15172500, 125442432, 0],
    ],
  ],
  'a transpose, twice': [
    (x, s) => {
      const y = x.mul(1);
      y.t()[0].add_(s[':2']);
      y.t()[0].mul_(s[':2']);
      return y;
    },
    [6, 2, 3, 21, 5, 6],
    [
      [26, 6, 9, 138, 15, 18],
      [65, 460, 0],
    ],
    [
      [4706, 24, 36, 102488, 60, 72],
      [11596, 297896, 0],
    ],
  ],
  'the base of a view made before': [
    (x, s) => {
      const y = x.mul(1);
      const before = y[1];
      y[1] = s.mul(s);
      return y.add(before);
    },
    [5, 11, 19, 8, 18, 32],
    [
      [11, 24, 41, 0, 0, 0],
      [204, 636, 1448],
    ],
    [
      [3308, 15360, 46500, 0, 0, 0],
      [107072, 728160, 2903104],
    ],
  ],
  'views that overlap': [
    (x, s) => {
      const y = x.mul(1);
      const [row, column] = [y[0], y[':, 0']];
      row.mul_(2);
      column.mul_(s[':2']);
      return row.sum().mul(y);
    },
    [56, 56, 84, 168, 70, 84],
    [
      [37460, 18758, 20354, 14280, 2030, 2436],
      [18730, 19040, 0],
    ],
    [
      [4096964952, 1463870360, 1588892264, 1538114144, 152940200, 183528240],
      [3100921176, 1945083392, 0],
    ],
  ],
  'one element, a number': [
    (x, s) => {
      const y = x.mul(1);
      y['0, 1'].fill_(5);
      return y.mul(s);
    },
    [2, 15, 12, 8, 15, 24],
    [
      [10, 0, 108, 40, 105, 216],
      [85, 335, 405],
    ],
    [
      [1690, 0, 48222, 6760, 47330, 96444],
      [8840, 80650, 127980],
    ],
  ],
  'a diagonal': [
    (x, s) => {
      const y = x.mul(1);
      y.diagonal().mul_(s[':2']);
      return y;
    },
    [2, 2, 3, 4, 15, 6],
    [
      [10, 6, 9, 12, 105, 18],
      [5, 175, 0],
    ],
    [
      [250, 24, 36, 48, 26530, 72],
      [200, 31150, 0],
    ],
  ],
  'a base that is not row-major': [
    (x, s) => {
      const y = x.mul(1).t().clone();
      y[1].mul_(s[':2']);
      return y.t();
    },
    [1, 4, 3, 4, 15, 6],
    [
      [3, 20, 9, 12, 105, 18],
      [20, 175, 0],
    ],
    [
      [12, 1040, 36, 48, 26530, 72],
      [1040, 31150, 0],
    ],
  ],
  'every second element': [
    (x, s) => {
      const y = x.mul(1);
      y.view(-1)['::2'].copy_(s);
      return y;
    },
    [2, 2, 3, 4, 4, 6],
    [
      [0, 6, 0, 12, 0, 18],
      [5, 9, 13],
    ],
    [
      [0, 24, 0, 48, 0, 72],
      [20, 36, 52],
    ],
  ],
  'one view again and again': [
    (x, s) => {
      const y = x.mul(1);
      const row = y[0];
      row.add_(s);
      row.mul_(s);
      return y;
    },
    [6, 15, 28, 4, 5, 6],
    [
      [26, 96, 236, 12, 15, 18],
      [65, 256, 649],
    ],
    [
      [4706, 44416, 205910, 48, 60, 72],
      [11596, 113664, 536664],
    ],
  ],
  'listed elements': [
    (x, s) => x.mul(1).index_put_([tensor([1n, 0n]), tensor([0n, 2n])], s[':2']),
    [1, 2, 3, 2, 5, 6],
    [
      [3, 6, 0, 0, 15, 18],
      [8, 9, 0],
    ],
    [
      [12, 24, 0, 0, 60, 72],
      [32, 36, 0],
    ],
  ],
  'listed elements of a view, added up': [
    (x, s) => {
      const y = x.mul(1);
      y[':, 1:'].index_put_([tensor([0n, 0n]), tensor([1n, 1n])], s[':2'], true);
      return y;
    },
    [1, 2, 8, 4, 5, 6],
    [
      [3, 6, 19, 12, 15, 18],
      [19, 19, 0],
    ],
    [
      [12, 24, 228, 48, 60, 72],
      [228, 228, 0],
    ],
  ],
  'a mask of a view': [
    (x, s) => {
      const y = x.mul(1);
      y[1].index_put_([y[1].detach().gt(4)], s[0]);
      return y;
    },
    [1, 2, 3, 4, 2, 2],
    [
      [3, 6, 9, 12, 0, 0],
      [19, 0, 0],
    ],
    [
      [12, 24, 36, 48, 0, 0],
      [152, 0, 0],
    ],
  ],
  'a base that changes its shape': [
    (x, s) => {
      const y = x.mul(1);
      y[0].squeeze_(0);
      y.unsqueeze_(0);
      y[0][1].mul_(s);
      return y[0];
    },
    [1, 2, 3, 8, 15, 24],
    [
      [3, 6, 9, 40, 105, 216],
      [80, 175, 324],
    ],
    [
      [12, 24, 36, 6400, 26530, 79920],
      [8000, 31150, 90720],
    ],
  ],
  'a view transposed in place': [
    (x, s) => {
      const y = x.mul(1);
      const part = y.narrow(1, 0, 2);
      part.t_();
      part[1].mul_(s[':2']);
      return y;
    },
    [1, 4, 3, 4, 15, 6],
    [
      [3, 20, 9, 12, 105, 18],
      [20, 175, 0],
    ],
    [
      [12, 1040, 36, 48, 26530, 72],
      [1040, 31150, 0],
    ],
  ],
};

const double = (values: number[]): Tensor => tensor(values, { dtype: torch.float64 });
const flat = (x: Tensor): number[] => x.detach().reshape(-1).tolist() as number[];

describe('in-place writes through views', () => {
  for (const [what, [program, value, gradients, second]] of Object.entries(programs))
    it(`can be differentiated, and again: ${what}`, () => {
      const x = double([1, 2, 3, 4, 5, 6]).reshape(2, 3).requires_grad_();
      const s = double([2, 3, 4]).requires_grad_();
      const y = program(x, s);
      expect(flat(y)).to.deep.equal(value);
      const weight = double([1, 2, 3, 4, 5, 6]).reshape(2, 3);
      const loss = y.mul(weight).sum().add(y.mul(y).sum());
      const first = autograd.grad(loss, [x, s], { create_graph: true });
      expect(first.map(flat)).to.deep.equal(gradients);
      const squares = first.map((g) => g.mul(g).sum()).reduce((a, b) => a.add(b));
      expect(autograd.grad(squares, [x, s]).map(flat)).to.deep.equal(second);
    });

  it('name their nodes as PyTorch does', () => {
    const y = zeros(2, 2, { requires_grad: true }).mul(1);
    const [row, column] = [y[0], y[':, 0']];
    expect(String(row.grad_fn)).to.equal('<SelectBackward0>');
    row.add_(1);
    expect([y, row, column].map((x) => x.grad_fn?.name())).to.deep.equal([
      'CopySlices',
      'AsStridedBackward0',
      'AsStridedBackward0',
    ]);
    expect(y._version).to.equal(1);
    expect(row.is_leaf).to.be.false;
  });

  it('make a buffer part of the graph', () => {
    const h = tensor([1, 2], { requires_grad: true });
    const buffer = zeros(3, 2);
    const last = buffer[2];
    expect(buffer.requires_grad).to.be.false;
    buffer[1] = h.mul(2);
    expect(buffer.requires_grad).to.be.true;
    expect(last.requires_grad).to.be.true;
    buffer.sum().backward();
    expect(h.grad?.tolist()).to.deep.equal([2, 2]);
  });

  it('leave alone the sizes that earlier nodes have recorded', () => {
    const x = tensor([1, 2], { requires_grad: true });
    const y = x.mul(1).unsqueeze(1);
    y.squeeze_(1);
    y.mul(2).sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([2, 2]);
  });
});

describe('values that a backward needs', () => {
  const overwritten = (shape: string, producer: string, now: number, then: number): string =>
    'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
    `[torch.FloatTensor ${shape}]${producer} is at version ${now}; expected version ${then} instead. Hint: enable anomaly ` +
    'detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).';

  it('are missed when they are overwritten through a view', () => {
    const y = torch.ones(2, 2, { requires_grad: true }).mul(1);
    const z = y.mul(y);
    y[0].zero_();
    expect(() => z.sum().backward()).to.throw(
      overwritten('[2, 2]', ', which is output 0 of torch::autograd::CopySlices,', 1, 0),
    );
  });

  it('are missed when another view of their memory was written to', () => {
    const x = torch.ones(2, 3, { requires_grad: true });
    const y = zeros(2, 3);
    y[0] = x[0];
    y[1] = y[0].mul(x[1]);
    expect(() => y.sum().backward()).to.throw(overwritten('[3]', ', which is output 0 of AsStrided,', 2, 1));
  });

  it('are not missed where only their sizes are needed', () => {
    const x = torch.ones(4, { requires_grad: true });
    const y = x.mul(1);
    const parts = [y.reshape(2, 2), y['1:3'], y[0], y.unsqueeze(0), y.diag(), y.repeat(2), torch.cat([y, y]), y.sum()];
    y.detach().zero_();
    for (const part of parts) part.sum().backward({ retain_graph: true });
    expect(x.grad?.tolist()).to.deep.equal([9, 9, 9, 8]);
  });

  it('are missed when a tensor is multiplied by itself in place', () => {
    const y = torch.ones(2, { requires_grad: true }).mul(3);
    y.mul_(y);
    expect(() => y.sum().backward()).to.throw(overwritten('[2]', ', which is output 0 of Mul,', 1, 0));
  });

  it('are unaffected by writes to `data`, and by writes to a copy', () => {
    const x = torch.ones(2, { requires_grad: true });
    const y = x.mul(x);
    x.data.add_(1);
    x.detach().clone().add_(1);
    y.sum().backward();
    expect(x.grad?.tolist()).to.deep.equal([4, 4]);
  });
});

describe('writes that would spoil the graph', () => {
  const ambiguous =
    'Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the ' +
    "view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both " +
    'outside (if you want the inplace to be tracked).';
  const several =
    'This view is the output of a function that returns multiple views. Such functions do not allow the output views to be ' +
    'modified inplace. You should replace the inplace operation by an out-of-place one.';
  const w = torch.ones(2, { requires_grad: true });
  const y = (): Tensor => torch.ones(3, 2, { requires_grad: true }).mul(1);

  const refused: Record<string, [() => unknown, string]> = {
    'to a leaf': [() => w.add_(1), 'a leaf Variable that requires grad is being used in an in-place operation.'],
    'to a leaf, of its shape': [
      () => w.unsqueeze_(0),
      'a leaf Variable that requires grad is being used in an in-place operation.',
    ],
    'to a view of a leaf': [
      () => w[0].add_(1),
      'a view of a leaf Variable that requires grad is being used in an in-place operation.',
    ],
    'to a row of a leaf by assignment': [
      () => (torch.ones(2, 2, { requires_grad: true })[0] = torch.zeros(2)),
      'a view of a leaf Variable that requires grad is being used in an in-place operation.',
    ],
    'to a view made in no_grad': [
      () => {
        const base = y();
        no_grad(() => base[0]).add_(1);
      },
      `A view was created in no_grad mode and is being modified inplace with grad mode enabled. ${ambiguous}`,
    ],
    'of a graph tensor to a view made in no_grad': [
      () => no_grad(() => torch.ones(3, 2)[0]).add_(w),
      `A view was created in no_grad mode and is being modified inplace with grad mode enabled. ${ambiguous}`,
    ],
    'to one of several views': [
      () => y().unbind(0)[1].mul_(2),
      `Output 1 of Unbind is a view and is being modified inplace. ${several}`,
    ],
    'to a chunk': [
      () => y().chunk(2)[0].mul_(2),
      `Output 0 of Split is a view and is being modified inplace. ${several}`,
    ],
    'of a graph tensor to a part of a plain one': [
      () => torch.ones(4).split(2)[1].mul_(w),
      `A view was created in no_grad mode and is being modified inplace with grad mode enabled. ${several}`,
    ],
  };
  for (const [what, [write, message]] of Object.entries(refused))
    it(`are refused, and nothing is changed: ${what}`, () => {
      expect(write).to.throw(message);
      expect(w.tolist()).to.deep.equal([1, 1]);
      expect(w._version).to.equal(0);
    });

  it('are allowed where no gradient flows', () => {
    expect(torch.ones(4).chunk(2)[1].mul_(2).tolist()).to.deep.equal([2, 2]);
    expect(
      no_grad(() => torch.ones(3, 2)[0])
        .add_(1)
        .tolist(),
    ).to.deep.equal([2, 2]);
  });

  it('are allowed in no_grad, after which a view made there has no place in the graph', () => {
    const base = y();
    const row = no_grad(() => base[0]);
    expect(row.requires_grad).to.be.true;
    expect(row.grad_fn).to.be.null;
    no_grad(() => row.add_(1));
    expect(base['0, 0'].item()).to.equal(2);
    expect(() => row.grad_fn).to.throw('its base or another view of its base has been modified inplace');
    expect(row.toString()).to.equal('tensor([2., 2.], grad_fn=<Invalid>)');
  });
});

describe('in-place views', () => {
  it('change the shape of the tensor itself, count as a write and are recorded', () => {
    const names = (x: Tensor): (string | undefined)[] => [x.grad_fn?.name(), String(x.shape)];
    const x = torch.ones(1, 2, 3, { requires_grad: true }).mul(1);
    expect(names(x.squeeze_())).to.deep.equal(['SqueezeBackward3', 'torch.Size([2, 3])']);
    expect(names(x.unsqueeze_(0))).to.deep.equal(['UnsqueezeBackward1', 'torch.Size([1, 2, 3])']);
    expect(names(x.squeeze_(0))).to.deep.equal(['SqueezeBackward4', 'torch.Size([2, 3])']);
    expect(names(x.t_())).to.deep.equal(['TBackward1', 'torch.Size([3, 2])']);
    expect(names(x.swapaxes_(0, 1))).to.deep.equal(['TransposeBackward1', 'torch.Size([2, 3])']);
    expect(names(x.as_strided_([2], [1]))).to.deep.equal(['AsStridedBackward1', 'torch.Size([2])']);
    expect(x._version).to.equal(6);
  });

  it('leave a base as it is', () => {
    const x = torch.arange(6).reshape(2, 3);
    const row = x[':1'];
    row.squeeze_();
    row.copy_(torch.zeros(3));
    expect(x.tolist()).to.deep.equal([
      [0, 0, 0],
      [3, 4, 5],
    ]);
  });
});
