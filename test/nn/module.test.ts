import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
type Tensor = torch.Tensor;
type Parameter = torch.nn.Parameter;

/** Fields without declarations, as in JavaScript: an assignment reaches the end of the prototypes. */
class Plain extends nn.Module {
  declare w: Parameter | Tensor | null;
  declare layer: torch.nn.Linear;
  declare plain: Tensor;
  declare name: string;
  declare length: number;
  constructor() {
    super();
    this.w = new nn.Parameter(torch.zeros(3));
    this.layer = new nn.Linear(2, 3);
    this.plain = torch.zeros(3);
    this.name = 'plain';
    this.length = 7;
  }
  forward(x: Tensor, scale = 1): Tensor {
    return this.layer(x)
      .mul(scale)
      .add(this.w as Tensor);
  }
}

/** Declared fields, which are there before anything is assigned to them. */
class Declared extends nn.Module {
  first;
  second;
  ready = new nn.Parameter(torch.ones(1));
  constructor() {
    super();
    this.second = new nn.Linear(1, 1, { bias: false });
    this.first = new nn.Parameter(torch.ones(2));
  }
  forward(x: Tensor): [Tensor, number] {
    return [this.second(x), 1];
  }
}

const names = (m: torch.nn.Module) => [...m.named_parameters()].map(([name]) => name);

describe('a module', () => {
  it('is called like a function, with the type of its forward', () => {
    const net = new Plain();
    const y: Tensor = net(torch.ones(1, 2), 2);
    expect(y.shape).to.deep.equal(new torch.Size([1, 3]));
    const [z, n]: [Tensor, number] = new Declared()(torch.ones(1, 1));
    expect([z.numel(), n]).to.deep.equal([1, 1]);
    expect(net).to.be.an.instanceOf(nn.Module).and.an.instanceOf(Object);
  });

  it('may have fields of any name, those of a function too', () => {
    const net = new Plain();
    expect([net.name, net.length]).to.deep.equal(['plain', 7]);
    expect('name' in new Declared() || 'length' in new Declared()).to.equal(false);
  });

  it('registers parameters and modules that are assigned to fields, and no other tensors', () => {
    expect(names(new Plain())).to.deep.equal(['w', 'layer.weight', 'layer.bias']);
  });

  it('finds declared fields and class fields, in the order of the fields', () => {
    expect(names(new Declared())).to.deep.equal(['first', 'ready', 'second.weight']);
  });

  it('keeps the order of registration when a parameter is replaced', () => {
    const net = new Plain();
    net.w = new nn.Parameter(torch.ones(5));
    expect(names(net)).to.deep.equal(['w', 'layer.weight', 'layer.bias']);
    expect([...net.parameters()][0].shape).to.deep.equal(new torch.Size([5]));
  });

  it('guards a registered name, and changes nothing on an error', () => {
    const net = new Plain();
    const before = net.w;
    expect(() => (net.w = torch.ones(2))).to.throw(
      TypeError,
      "cannot assign 'torch.FloatTensor' as parameter 'w' (torch.nn.Parameter or None expected)",
    );
    expect(() => ((net as { layer: unknown }).layer = 5)).to.throw(
      TypeError,
      "cannot assign 'int' as child module 'layer' (torch.nn.Module or None expected)",
    );
    net.register_buffer('steps', torch.tensor(0n));
    expect(() => Object.assign(net, { steps: 'x' })).to.throw(
      TypeError,
      "cannot assign 'str' as buffer 'steps' (torch.nn.Buffer, torch.Tensor or None expected)",
    );
    expect(net.w).to.equal(before);
  });

  it('guards declared fields from the moment it was looked at', () => {
    const net = new Declared();
    names(net);
    expect(() => ((net as { first: unknown }).first = torch.ones(2))).to.throw(TypeError, "as parameter 'first'");
  });

  it('keeps a name that was set to null registered as None', () => {
    const net = new Plain();
    net.w = null;
    expect(net.w).to.equal(null);
    expect(Object.keys(net.state_dict())).to.deep.equal(['layer.weight', 'layer.bias']);
    expect(Object.keys(net._parameters)).to.deep.equal(['w']);
    expect(() => (net.w = torch.ones(1))).to.throw(TypeError);
    net.w = new nn.Parameter(torch.ones(1));
    expect(names(net)[0]).to.equal('w');
  });

  it('forgets a deleted field, and registers it anew at the end', () => {
    const net = new Plain();
    Reflect.deleteProperty(net, 'w');
    expect(names(net)).to.deep.equal(['layer.weight', 'layer.bias']);
    expect(net.w).to.equal(undefined);
    net.w = new nn.Parameter(torch.ones(1));
    expect(Object.keys(net._parameters)).to.deep.equal(['w']);
  });

  it('moves a name to the kind of what is assigned to it', () => {
    const net = new Plain();
    Object.assign(net, { layer: new nn.Parameter(torch.ones(1)), plain: new nn.Identity() });
    expect(names(net)).to.deep.equal(['w', 'layer']);
    expect(Object.keys(net._modules)).to.deep.equal(['plain']);
  });

  it('lets methods be added to its class', () => {
    class Extended extends Plain {}
    Object.assign(Extended.prototype, { twice: 2 });
    expect(new Extended()).to.have.property('twice', 2);
  });

  it('names a forward that is missing', () => {
    const Empty = class Empty extends nn.ModuleList {};
    expect(() => new Empty()()).to.throw('Module [Empty] is missing the required "forward" function');
  });
});

describe('register_parameter, register_buffer and add_module', () => {
  const net = () => new nn.Linear(2, 3);
  const wrong = (action: (m: torch.nn.Linear) => void, message: string) =>
    expect(() => action(net())).to.throw(message);

  it('refuse names that are taken or no names, in the words of PyTorch', () => {
    wrong((m) => m.register_parameter('forward', null), `"attribute 'forward' already exists"`);
    wrong((m) => m.register_buffer('weight', torch.ones(1)), `"attribute 'weight' already exists"`);
    wrong((m) => m.add_module('in_features', new nn.Identity()), `"attribute 'in_features' already exists"`);
    wrong((m) => m.register_parameter('a.b', null), `'parameter name can\\'t contain "."'`);
    wrong((m) => m.add_module('a.b', null), `'module name can\\'t contain ".", got: a.b'`);
    wrong((m) => m.register_buffer('', null), `'buffer name can\\'t be empty string ""'`);
  });

  it('refuse values of another kind', () => {
    const tensor = torch.ones(1) as Parameter;
    wrong(
      (m) => m.register_parameter('x', tensor),
      "cannot assign 'torch.FloatTensor' object to parameter 'x' (torch.nn.Parameter or None required)",
    );
    wrong((m) => m.add_module('x', 3 as never), 'int is not a Module subclass');
    wrong(
      (m) => m.register_buffer('x', 3 as never),
      "cannot assign 'int' object to buffer 'x' (torch Tensor or None required)",
    );
    wrong((m) => m.register_parameter(1 as never, null), 'parameter name should be a string. Got int');
  });

  it('take a declared field that is still empty', () => {
    class Later extends nn.Module {
      bias: Parameter | null | undefined;
      constructor() {
        super();
        this.register_parameter('bias', new nn.Parameter(torch.ones(2)));
      }
      forward(): null {
        return null;
      }
    }
    expect(names(new Later())).to.deep.equal(['bias']);
  });
});

describe('walking a module', () => {
  const shared = new nn.Linear(1, 1, { bias: false });
  const twice = new nn.Sequential(shared, new nn.Sequential(shared), new nn.ReLU());

  it('gives shared parameters and modules once, unless asked otherwise', () => {
    expect(names(twice)).to.deep.equal(['0.weight']);
    expect([...twice.named_parameters({ remove_duplicate: false })].map(([n]) => n)).to.deep.equal([
      '0.weight',
      '1.0.weight',
    ]);
    expect([...twice.named_modules()].map(([n]) => n)).to.deep.equal(['', '0', '1', '2']);
    expect([...twice.modules(false)].length).to.equal(5);
    expect([...new nn.Sequential(shared, shared).children()].length).to.equal(1);
    expect(Object.keys(twice.state_dict())).to.deep.equal(['0.weight', '1.0.weight']);
  });

  it('takes a prefix, and stays on the module itself with recurse false', () => {
    const net = new Plain();
    expect([...net.named_parameters('net')].map(([n]) => n)[1]).to.equal('net.layer.weight');
    expect([...net.named_parameters('', false)].map(([n]) => n)).to.deep.equal(['w']);
    expect([...net.parameters(false)].length).to.equal(1);
    expect([...net.named_modules({ prefix: 'net' })].map(([n]) => n)).to.deep.equal(['net', 'net.layer']);
  });

  it('gives the first parameter to next(), as in Python', () => {
    expect(new Plain().parameters().next().value).to.be.an.instanceOf(nn.Parameter);
  });

  it('finds parts by their path', () => {
    const net = new Plain();
    expect(net.get_submodule('')).to.equal(net);
    expect(net.get_parameter('layer.weight')).to.equal(net.layer.weight);
    expect(twice.get_submodule('1.0')).to.equal(shared);
    const norm = new nn.BatchNorm1d(2);
    expect(norm.get_buffer('running_mean')).to.equal(norm.running_mean);
    expect(() => net.get_parameter('layer.foo')).to.throw('Linear has no attribute `foo`');
    expect(() => net.get_submodule('layer.weight')).to.throw('`weight` is not an nn.Module');
    expect(() => net.get_parameter('layer')).to.throw('`layer` is not an nn.Parameter');
    expect(() => net.get_buffer('w')).to.throw('`w` is not a buffer');
  });
});

describe('the state of a module', () => {
  it('training mode is set in all modules below', () => {
    const net = new nn.Sequential(new nn.Dropout(), new nn.Sequential(new nn.BatchNorm1d(2)));
    expect(net.eval()).to.equal(net);
    expect([...net.modules()].map((m) => m.training)).to.deep.equal([false, false, false, false]);
    net.train();
    expect(net[0].training).to.equal(true);
    expect(() => net.train(3 as never)).to.throw('training mode is expected to be boolean');
  });

  it('apply visits children first', () => {
    const seen: string[] = [];
    new nn.Sequential(new nn.Linear(1, 1), new nn.ReLU()).apply((m) => seen.push(m.constructor.name));
    expect(seen).to.deep.equal(['Linear', 'ReLU', 'Sequential']);
  });

  it('requires_grad_ freezes, and zero_grad takes gradients away or fills them with zeros', () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 1));
    net[0].requires_grad_(false);
    net(torch.ones(1, 2)).sum().backward();
    expect(net[0].weight.grad).to.equal(null);
    expect(net[1].bias?.grad?.tolist()).to.deep.equal([1]);
    net.zero_grad({ set_to_none: false });
    expect(net[1].bias?.grad?.tolist()).to.deep.equal([0]);
    net.zero_grad();
    expect(net[1].bias?.grad).to.equal(null);
  });

  it('to converts parameters, gradients and float buffers in place', () => {
    const net = new nn.Sequential(new nn.BatchNorm1d(2));
    const [weight] = net.parameters();
    net(torch.randn(4, 2)).sum().backward();
    expect(net.double()).to.equal(net);
    expect(net[0].weight).to.equal(weight);
    expect([weight.dtype, weight.grad?.dtype, net[0].running_mean?.dtype]).to.deep.equal(
      new Array(3).fill(torch.float64),
    );
    expect(net[0].num_batches_tracked?.dtype).to.equal(torch.int64);
    expect(net.to('cpu').to(torch.zeros(1))[0].weight?.dtype).to.equal(torch.float32);
    expect(net.to({ dtype: torch.float64 })[0].weight?.dtype).to.equal(torch.float64);
    expect(() => net.to(torch.int64)).to.throw(
      TypeError,
      'nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.int64',
    );
    expect(() => net.to('cuda')).to.throw('Torch not compiled with CUDA enabled');
    expect(net.to('cpu', torch.float32)[0].weight?.dtype).to.equal(torch.float32);
  });
});

describe('the text of a module', () => {
  it('lists the modules below, indented, and repeated ones of a list once', () => {
    class Block extends nn.Module {
      norm = new nn.LayerNorm(4);
      ff = new nn.Sequential(new nn.Linear(4, 8), new nn.GELU());
      gone: torch.nn.Linear | null = null;
      forward(x: Tensor): Tensor {
        return this.ff(this.norm(x));
      }
    }
    const list = new nn.ModuleList([new Block(), new Block(), new nn.ReLU()]);
    expect(String(list)).to.equal(`ModuleList(
  (0-1): 2 x Block(
    (norm): LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)
    (ff): Sequential(
      (0): Linear(in_features=4, out_features=8, bias=True)
      (1): GELU(approximate='none')
    )
  )
  (2): ReLU()
)`);
  });

  it('shows extra_repr, on one line or several', () => {
    class Extra extends nn.Module {
      constructor(private readonly text: string) {
        super();
      }
      forward(): null {
        return null;
      }
      override extra_repr(): string {
        return this.text;
      }
    }
    expect(String(new Extra('a=1'))).to.equal('Extra(a=1)');
    expect(String(new Extra('a=1\nb=2'))).to.equal('Extra(\n  a=1\n  b=2\n)');
  });

  it('writes None for an empty name', () => {
    const net = new nn.Sequential(new nn.ReLU());
    net.add_module('1', null);
    expect(String(net)).to.equal('Sequential(\n  (0): ReLU()\n  (1): None\n)');
  });
});
