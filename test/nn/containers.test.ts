import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const linear = (n = 1) => new nn.Linear(n, n);
const text = (m: unknown) => String(m).replace(/\n\s*/g, ' ');

describe('Sequential', () => {
  it('runs its modules in turn', () => {
    const net = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Flatten());
    expect(net(torch.ones(4, 2)).shape).to.deep.equal(new torch.Size([4, 3]));
    expect(new nn.Sequential()(torch.ones(1)).item()).to.equal(1);
  });

  it('takes modules by name from one object', () => {
    const net = new nn.Sequential({ up: linear(), act: new nn.ReLU() });
    expect(text(net)).to.equal('Sequential( (up): Linear(in_features=1, out_features=1, bias=True) (act): ReLU() )');
    expect(net[1]).to.be.an.instanceOf(nn.ReLU);
    expect(net).to.have.property('up');
  });

  it('is indexed by position, from the end, and by slices, which keep the names', () => {
    const [a, b, c] = [linear(), new nn.ReLU(), new nn.Tanh()];
    const net = new nn.Sequential<torch.nn.Module>(a, b, c);
    expect([net[0], net[-1], net[1]]).to.deep.equal([a, c, b]);
    const tail = net['1:'];
    expect(tail).to.be.an.instanceOf(nn.Sequential);
    expect(text(tail)).to.equal('Sequential( (1): ReLU() (2): Tanh() )');
    expect([tail[0], tail[1]]).to.deep.equal([b, c]);
    expect([...net['::2']]).to.deep.equal([a, c]);
    expect([net.length, [...net]]).to.deep.equal([3, [a, b, c]]);
    for (const i of [3, -4]) expect(() => net[i]).to.throw(RangeError, `index ${i} is out of range`);
  });

  it('is written to by index, and grows', () => {
    const net = new nn.Sequential<torch.nn.Module>(linear(), new nn.ReLU());
    net[-1] = new nn.Tanh();
    net.append(new nn.ReLU()).extend([new nn.SELU()]).insert(1, new nn.GELU());
    expect([...net].map((m) => m.constructor.name)).to.deep.equal(['Linear', 'GELU', 'Tanh', 'ReLU', 'SELU']);
    expect(net.pop(-2)).to.be.an.instanceOf(nn.ReLU);
    net.__delitem__('0:2');
    expect(text(net)).to.equal('Sequential( (0): Tanh() (1): SELU() )');
    expect(() => (net[5] = linear())).to.throw(RangeError, 'index 5 is out of range');
    expect(() => net.insert(9, linear())).to.throw(RangeError, 'Index out of range: 9');
    expect(() => net.append(3 as never)).to.throw(TypeError, 'int is not a Module subclass');
  });

  it('registers fields of a subclass among its modules, as PyTorch does', () => {
    class Mine extends nn.Sequential {
      last = new nn.Tanh();
    }
    const net = new Mine(new nn.ReLU());
    expect([net.length, net[1]]).to.deep.equal([2, net.last]);
  });
});

describe('ModuleList', () => {
  it('is a list whose modules are registered', () => {
    const list = new nn.ModuleList<torch.nn.Module>([linear(), linear()]);
    list.append(new nn.ReLU()).extend([new nn.Tanh()]);
    list.insert(0, new nn.SELU());
    expect([...list.named_children()].map(([name]) => name)).to.deep.equal(['0', '1', '2', '3', '4']);
    expect(list['1:3'].length).to.equal(2);
    expect(list.pop(0)).to.be.an.instanceOf(nn.SELU);
    expect(Object.keys(list.state_dict())).to.deep.equal(['0.weight', '0.bias', '1.weight', '1.bias']);
    expect(() => new nn.ModuleList(linear() as never)).to.throw(
      TypeError,
      'ModuleList.extend should be called with an iterable, but got Linear',
    );
    expect(() => list()).to.throw('Module [ModuleList] is missing the required "forward" function');
    expect(String(new nn.ModuleList())).to.equal('ModuleList()');
  });
});

describe('ModuleDict', () => {
  it('is a dictionary whose modules are registered', () => {
    const dict = new nn.ModuleDict<torch.nn.Module>({ a: linear(), b: new nn.Tanh() });
    expect([dict.length, [...dict], [...dict.keys()]]).to.deep.equal([2, ['a', 'b'], ['a', 'b']]);
    expect(dict.__getitem__('b')).to.equal([...dict.values()][1]);
    dict.update([['c', new nn.ReLU()]]);
    dict.__setitem__('a', new nn.SELU());
    expect([...dict.items()].map(([k, m]) => `${k}: ${m}`)).to.deep.equal(['a: SELU()', 'b: Tanh()', 'c: ReLU()']);
    expect(String(dict.pop('b'))).to.equal('Tanh()');
    expect([dict.__contains__('b'), 'a' in dict]).to.deep.equal([false, true]);
    expect(() => dict.__getitem__('b')).to.throw("'b'");
    dict.clear();
    expect(dict.length).to.equal(0);
  });

  it('refuses the names of its methods, and what is no dictionary', () => {
    expect(() => new nn.ModuleDict({ keys: linear() })).to.throw(`"attribute 'keys' already exists"`);
    expect(() => new nn.ModuleDict({ a: 3 as never })).to.throw(TypeError, 'int is not a Module subclass');
    expect(() => new nn.ModuleDict(3 as never)).to.throw(
      'ModuleDict.update should be called with an iterable of key/value pairs, but got int',
    );
    expect(() => new nn.ModuleDict([['a'] as never])).to.throw(
      'ModuleDict update sequence element #0 has length 1; 2 is required',
    );
  });
});

describe('ParameterList', () => {
  it('is a list of parameters, and makes parameters of tensors', () => {
    const list = new nn.ParameterList([torch.zeros(1), new nn.Parameter(torch.ones(2))]);
    list.append(torch.ones(2, 3));
    list[-1] = torch.zeros(4, 5);
    expect([...list.named_parameters()].map(([name, p]) => [name, p.numel()])).to.deep.equal([
      ['0', 1],
      ['1', 2],
      ['2', 20],
    ]);
    expect([list.length, list['1:'].length, list[0].requires_grad]).to.deep.equal([3, 2, true]);
    expect(String(list)).to.equal(
      'ParameterList(\n' +
        '    (0): Parameter containing: [torch.float32 of size 1]\n' +
        '    (1): Parameter containing: [torch.float32 of size 2]\n' +
        '    (2): Parameter containing: [torch.float32 of size 4x5]\n' +
        ')',
    );
    expect(() => list.extend(torch.ones(2))).to.throw(
      'ParameterList.extend should be called with an iterable, but got Tensor',
    );
  });
});

describe('ParameterDict', () => {
  it('is a dictionary of parameters; a plain object is added in the order of its names', () => {
    const dict = new nn.ParameterDict({ w: torch.zeros(1), b: torch.zeros(2) });
    expect([...dict.keys()]).to.deep.equal(['b', 'w']);
    expect([
      ...new nn.ParameterDict([
        ['w', torch.ones(1)],
        ['b', torch.ones(1)],
      ]).keys(),
    ]).to.deep.equal(['w', 'b']);
    expect(dict.setdefault('c', torch.ones(3))).to.be.an.instanceOf(nn.Parameter);
    expect([dict.get('x'), dict.get('b')?.numel(), dict.copy().length]).to.deep.equal([null, 2, 3]);
    expect(dict.popitem()[0]).to.equal('c');
    expect(String(dict)).to.equal(
      'ParameterDict(\n' +
        '    (b): Parameter containing: [torch.FloatTensor of size 2]\n' +
        '    (w): Parameter containing: [torch.FloatTensor of size 1]\n' +
        ')',
    );
    expect([...dict.fromkeys(['x', 'y'], torch.ones(1)).keys()]).to.deep.equal(['x', 'y']);
    dict.__delitem__('b');
    expect([...dict]).to.deep.equal(['w']);
  });
});
